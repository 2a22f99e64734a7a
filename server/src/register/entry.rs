//! What a column of a register can hold, with the name by which a mapping calls it.

use super::vocabulary::Vocabulary;
use domain::language::Language;
use domain::party::{AddressField, Field, PartyField};
use std::{fmt, str::FromStr};

/// One thing that a register tells of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// The register's own number.
    Number,
    Status,
    Kind,
    Channel,
    Received,
    /// A field of the dossier: `complainant.phone`, `description` …
    Of(Field),
    /// A whole address in one column.
    Address(Whose),
    /// The employees it is about (NX-07).
    About,
    /// Central or decentral (GP-12).
    Handling,
    Handler,
    Confirmed,
    ConfirmationChannel,
    InspectionRequested,
    Technician,
    Visited,
    GlassOrdered,
    Glass,
    GlassArrived,
    /// The day of the meeting in which it was judged (GP-08).
    Meeting,
    Ruled,
    Ruling,
    Reasons,
    RuledWith,
    Assigned,
    AssignedTo,
    Remedy,
    Repaired,
    Repair,
    OutcomeRecorded,
    OutcomeChannel,
    Outcome,
    Closed,
    ClosingRemark,
    Withdrawn,
    WithdrawalReason,
    /// Anything else, kept as a note.
    Note,
}

/// Whose address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    Complainant,
    Customer,
    Site,
}

impl Whose {
    pub fn part(self, part: AddressField) -> Entry {
        Entry::Of(match self {
            Whose::Complainant => Field::Complainant(PartyField::Address(part)),
            Whose::Customer => Field::Customer(PartyField::Address(part)),
            Whose::Site => Field::Site(part),
        })
    }
}

/// Name in mappings, heading in Dutch and in English. Fields of the dossier follow [`Field`].
const NAMES: [(Entry, &str, &str, &str); 36] = [
    (Entry::Number, "number", "Nummer", "Number"),
    (Entry::Status, "status", "Status", "Status"),
    (Entry::Kind, "kind", "Soort melding", "Kind of report"),
    (Entry::Channel, "channel", "Kanaal", "Channel"),
    (Entry::Received, "received", "Ontvangen op", "Received on"),
    (
        Entry::Address(Whose::Complainant),
        "complainant.address",
        "Adres van de klager",
        "Address of the complainant",
    ),
    (
        Entry::Address(Whose::Customer),
        "customer.address",
        "Adres van de klant",
        "Address of the customer",
    ),
    (
        Entry::Address(Whose::Site),
        "site.address",
        "Adres van het werk",
        "Address of the work",
    ),
    (
        Entry::About,
        "about",
        "Betreft medewerker",
        "About employee",
    ),
    (Entry::Handling, "handling", "Behandeling", "Handling"),
    (Entry::Handler, "handler", "Behandelaar", "Handler"),
    (
        Entry::Confirmed,
        "confirmed",
        "Ontvangst bevestigd op",
        "Receipt confirmed on",
    ),
    (
        Entry::ConfirmationChannel,
        "confirmation_channel",
        "Bevestigd via",
        "Confirmed by",
    ),
    (
        Entry::InspectionRequested,
        "inspection_requested",
        "Inspectie gevraagd op",
        "Inspection requested on",
    ),
    (Entry::Technician, "technician", "Monteur", "Technician"),
    (Entry::Visited, "visited", "Bezocht op", "Visited on"),
    (
        Entry::GlassOrdered,
        "glass_ordered",
        "Glas besteld op",
        "Glass ordered on",
    ),
    (Entry::Glass, "glass", "Besteld glas", "Ordered glass"),
    (
        Entry::GlassArrived,
        "glass_arrived",
        "Glas binnen op",
        "Glass arrived on",
    ),
    (Entry::Meeting, "meeting", "Overleg van", "Meeting of"),
    (Entry::Ruled, "ruled", "Beoordeeld op", "Judged on"),
    (Entry::Ruling, "ruling", "Oordeel", "Ruling"),
    (Entry::Reasons, "reasons", "Redenen", "Reasons"),
    (
        Entry::RuledWith,
        "ruled_with",
        "Beoordeeld met",
        "Judged with",
    ),
    (
        Entry::Assigned,
        "assigned",
        "Herstel toegewezen op",
        "Remedy assigned on",
    ),
    (
        Entry::AssignedTo,
        "assigned_to",
        "Herstel door",
        "Remedy by",
    ),
    (
        Entry::Remedy,
        "remedy",
        "Wat te herstellen",
        "What to put right",
    ),
    (Entry::Repaired, "repaired", "Hersteld op", "Repaired on"),
    (
        Entry::Repair,
        "repair",
        "Wat is hersteld",
        "What was put right",
    ),
    (
        Entry::OutcomeRecorded,
        "outcome_recorded",
        "Uitkomst meegedeeld op",
        "Outcome told on",
    ),
    (
        Entry::OutcomeChannel,
        "outcome_channel",
        "Uitkomst meegedeeld via",
        "Outcome told by",
    ),
    (Entry::Outcome, "outcome", "Uitkomst", "Outcome"),
    (Entry::Closed, "closed", "Gesloten op", "Closed on"),
    (
        Entry::ClosingRemark,
        "closing_remark",
        "Opmerking bij sluiten",
        "Remark on closing",
    ),
    (
        Entry::Withdrawn,
        "withdrawn",
        "Ingetrokken op",
        "Withdrawn on",
    ),
    (
        Entry::WithdrawalReason,
        "withdrawal_reason",
        "Reden van intrekken",
        "Reason for withdrawing",
    ),
];

const NOTE: &str = "note";

impl Entry {
    /// Every entry.
    pub fn all() -> impl Iterator<Item = Entry> {
        let fields = domain::validate::ALL_FIELDS.into_iter().map(Entry::Of);
        let own = NAMES.iter().map(|(entry, ..)| *entry);
        own.chain(fields).chain([Entry::Note])
    }

    /// What a column of it is called in a register that this program writes.
    pub fn heading(self, language: Language) -> String {
        let named = NAMES.iter().find(|(entry, ..)| *entry == self);
        match (self, named) {
            (_, Some((_, _, nl, en))) => language.pick(*nl, *en).to_owned(),
            (Entry::Of(field), _) => capitalised(&field.label(language)),
            _ => language.pick("Notitie", "Note").to_owned(),
        }
    }

    /// Whether it says when something happened.
    pub fn is_moment(self) -> bool {
        use Entry::*;
        matches!(
            self,
            Received
                | Confirmed
                | InspectionRequested
                | Visited
                | GlassOrdered
                | GlassArrived
                | Meeting
                | Ruled
                | Assigned
                | Repaired
                | OutcomeRecorded
                | Closed
                | Withdrawn
        )
    }

    /// The vocabulary whose words it holds, where it holds no free text.
    pub fn vocabulary(self) -> Option<Vocabulary> {
        use Entry::*;
        match self {
            Status => Some(Vocabulary::Status),
            Kind => Some(Vocabulary::Kind),
            Channel | ConfirmationChannel | OutcomeChannel => Some(Vocabulary::Channel),
            Of(Field::Category) => Some(Vocabulary::Category),
            Of(Field::Region) => Some(Vocabulary::Region),
            Handling => Some(Vocabulary::Handling),
            Ruling => Some(Vocabulary::Ruling),
            About | Handler | Technician | RuledWith | AssignedTo => Some(Vocabulary::Employee),
            _ => None,
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMES.iter().find(|(entry, ..)| entry == self);
        match (self, named) {
            (_, Some((_, name, ..))) => f.write_str(name),
            (Entry::Of(field), _) => field.fmt(f),
            _ => f.write_str(NOTE),
        }
    }
}

impl FromStr for Entry {
    type Err = String;
    fn from_str(text: &str) -> Result<Entry, String> {
        let named = NAMES.iter().find(|(_, name, ..)| *name == text);
        match named {
            Some((entry, ..)) => Ok(*entry),
            None if text == NOTE => Ok(Entry::Note),
            None => text.parse().map(Entry::Of).map_err(|_| text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_entry_is_read_by_its_name_and_has_a_heading_of_its_own() {
        for language in [Language::Nl, Language::En] {
            let all: Vec<Entry> = Entry::all().collect();
            let headings: BTreeSet<String> = all.iter().map(|e| e.heading(language)).collect();
            assert_eq!(headings.len(), all.len());
        }
        for entry in Entry::all() {
            assert_eq!(entry.to_string().parse(), Ok(entry));
        }
        assert!("complainant.shoe_size".parse::<Entry>().is_err());
    }
}
