//! Which entry a column's heading names: words that registers use, Dutch and English.

use super::entry::Entry;
use super::entry::Whose;
use domain::language::Language;
use domain::party::{AddressField, Field, PartyField};

const fn complainant(part: PartyField) -> Entry {
    Entry::Of(Field::Complainant(part))
}

const fn customer(part: PartyField) -> Entry {
    Entry::Of(Field::Customer(part))
}

/// Headings in small letters and figures only.
const KNOWN: [(Entry, &[&str]); 38] = [
    (
        Entry::Number,
        &[
            "nummer",
            "nr",
            "klachtnummer",
            "klachtnr",
            "dossiernummer",
            "dossiernr",
            "dossier",
            "volgnummer",
            "volgnr",
            "id",
            "number",
            "no",
            "complaintnumber",
            "complaintno",
            "complaintid",
            "caseid",
            "casenumber",
            "ticket",
            "ticketnummer",
        ],
    ),
    (
        Entry::Received,
        &[
            "datum",
            "ontvangen",
            "datumontvangst",
            "ontvangstdatum",
            "datumontvangen",
            "datummelding",
            "melddatum",
            "klachtdatum",
            "datumklacht",
            "binnengekomen",
            "binnengekomenop",
            "datumbinnenkomst",
            "date",
            "received",
            "datereceived",
            "receiveddate",
            "complaintdate",
            "reportedon",
        ],
    ),
    (
        Entry::Kind,
        &[
            "soortmelding",
            "typemelding",
            "meldingsoort",
            "kind",
            "type",
            "reporttype",
        ],
    ),
    (
        Entry::Channel,
        &[
            "kanaal",
            "via",
            "binnengekomenvia",
            "ingediendvia",
            "wijzevanindienen",
            "wijze",
            "channel",
            "receivedby",
            "receivedvia",
            "source",
        ],
    ),
    (Entry::Status, &["status", "stand", "state"]),
    (
        Entry::Of(Field::Category),
        &[
            "categorie",
            "soort",
            "soortklacht",
            "rubriek",
            "klachtsoort",
            "onderwerp",
            "category",
            "subject",
        ],
    ),
    (
        Entry::Of(Field::Region),
        &["regio", "vestiging", "filiaal", "region", "branch"],
    ),
    (
        Entry::Of(Field::Description),
        &[
            "omschrijving",
            "omschrijvingklacht",
            "klacht",
            "klachtomschrijving",
            "beschrijving",
            "toelichting",
            "inhoud",
            "description",
            "complaint",
            "details",
        ],
    ),
    (
        Entry::Of(Field::Reference),
        &[
            "ordernummer",
            "ordernr",
            "order",
            "factuurnummer",
            "factuurnr",
            "offertenummer",
            "projectnummer",
            "project",
            "referentie",
            "ordernumber",
            "invoice",
            "invoicenumber",
            "reference",
        ],
    ),
    (
        complainant(PartyField::Name),
        &[
            "naam",
            "klager",
            "naamklager",
            "melder",
            "naammelder",
            "indiener",
            "ingedienddoor",
            "name",
            "complainant",
            "complainantname",
            "reporter",
        ],
    ),
    (
        complainant(PartyField::Phone),
        &[
            "telefoon",
            "telefoonnummer",
            "tel",
            "telnr",
            "telefoonnr",
            "mobiel",
            "telefoonklager",
            "phone",
            "telephone",
            "phonenumber",
            "mobile",
        ],
    ),
    (
        complainant(PartyField::Email),
        &[
            "email",
            "emailadres",
            "mail",
            "mailadres",
            "emailklager",
            "emailaddress",
        ],
    ),
    (
        complainant(PartyField::Organisation),
        &[
            "bedrijf",
            "bedrijfsnaam",
            "organisatie",
            "company",
            "organisation",
            "organization",
        ],
    ),
    (
        complainant(PartyField::Function),
        &["functie", "function", "jobtitle"],
    ),
    (
        Entry::Address(Whose::Complainant),
        &["adres", "adresklager", "naw", "address"],
    ),
    (
        complainant(PartyField::Address(AddressField::Street)),
        &["straat", "straatnaam", "street"],
    ),
    (
        complainant(PartyField::Address(AddressField::Number)),
        &["huisnummer", "huisnr", "housenumber"],
    ),
    (
        complainant(PartyField::Address(AddressField::Postcode)),
        &["postcode", "postalcode", "zip", "zipcode"],
    ),
    (
        complainant(PartyField::Address(AddressField::City)),
        &["plaats", "woonplaats", "stad", "city", "town"],
    ),
    (
        customer(PartyField::Name),
        &[
            "klant",
            "klantnaam",
            "naamklant",
            "opdrachtgever",
            "customer",
            "customername",
            "client",
        ],
    ),
    (
        customer(PartyField::Phone),
        &["telefoonklant", "customerphone"],
    ),
    (
        Entry::Address(Whose::Customer),
        &["adresklant", "customeraddress"],
    ),
    (
        Entry::Address(Whose::Site),
        &["werkadres", "objectadres", "projectadres", "siteaddress"],
    ),
    (
        Entry::About,
        &["overmedewerker", "betreftmedewerker", "aboutemployee"],
    ),
    (
        Entry::Handler,
        &[
            "behandelaar",
            "behandelddoor",
            "afgehandelddoor",
            "verantwoordelijke",
            "handler",
            "handledby",
            "assignee",
            "owner",
        ],
    ),
    (
        Entry::Confirmed,
        &[
            "ontvangstbevestiging",
            "bevestigd",
            "bevestigdop",
            "datumbevestiging",
            "confirmed",
            "confirmedon",
            "acknowledged",
        ],
    ),
    (
        Entry::Visited,
        &[
            "bezocht",
            "bezoekdatum",
            "datumbezoek",
            "inspectiedatum",
            "datuminspectie",
            "visited",
            "visitdate",
        ],
    ),
    (Entry::Technician, &["monteur", "inspecteur", "technician"]),
    (
        Entry::Ruling,
        &[
            "oordeel",
            "gegrond",
            "gegrondongegrond",
            "gegrondjanee",
            "uitspraak",
            "beoordeling",
            "ruling",
            "founded",
            "verdict",
        ],
    ),
    (
        Entry::Ruled,
        &[
            "datumoordeel",
            "beoordeeldop",
            "datumbeoordeling",
            "datumuitspraak",
            "ruledon",
            "rulingdate",
        ],
    ),
    (
        Entry::Reasons,
        &[
            "reden",
            "redenen",
            "motivering",
            "onderbouwing",
            "reasons",
            "reasoning",
        ],
    ),
    (
        Entry::AssignedTo,
        &[
            "herstelddoor",
            "hersteldoor",
            "toegewezenaan",
            "repairedby",
            "assignedto",
        ],
    ),
    (
        Entry::Repaired,
        &[
            "hersteld",
            "herstelddatum",
            "datumherstel",
            "hersteldop",
            "repaired",
            "repairdate",
            "fixedon",
        ],
    ),
    (
        Entry::Repair,
        &[
            "actie",
            "maatregel",
            "oplossing",
            "genomenmaatregel",
            "solution",
            "actiontaken",
            "repair",
        ],
    ),
    (
        Entry::OutcomeRecorded,
        &[
            "datumantwoord",
            "beantwoord",
            "beantwoordop",
            "datumreactie",
            "answeredon",
        ],
    ),
    (
        Entry::Outcome,
        &[
            "uitkomst",
            "antwoord",
            "reactie",
            "resultaat",
            "afhandeling",
            "outcome",
            "answer",
            "response",
            "result",
        ],
    ),
    (
        Entry::Closed,
        &[
            "gesloten",
            "afgehandeld",
            "afgehandeldop",
            "datumafgehandeld",
            "datumafhandeling",
            "afgeslotenop",
            "datumgereed",
            "gereed",
            "closed",
            "closedon",
            "closingdate",
            "dateclosed",
            "resolved",
        ],
    ),
    (
        Entry::Note,
        &[
            "opmerking",
            "opmerkingen",
            "notitie",
            "notities",
            "bijzonderheden",
            "remarks",
            "notes",
            "comments",
            "remark",
            "note",
            "comment",
        ],
    ),
];

/// The entry that a heading names; `None` where it is not one of the known words.
pub fn recognise(heading: &str) -> Option<Entry> {
    let plain = bare(heading);
    let own = Entry::all().find(|entry| {
        [Language::Nl, Language::En]
            .iter()
            .any(|language| bare(&entry.heading(*language)) == plain)
            || bare(&entry.to_string()) == plain
    });
    let known = || {
        KNOWN
            .iter()
            .find(|(_, words)| words.contains(&plain.as_str()))
            .map(|(entry, _)| *entry)
    };
    known().or(own)
}

fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn headings_are_recognised_in_both_languages() {
        let cases = [
            ("Klachtnr.", "number"),
            ("Datum ontvangst", "received"),
            ("E-mail", "complainant.email"),
            ("Gegrond (ja/nee)", "ruling"),
            ("Date closed", "closed"),
            ("Naam van de klant", "customer.name"),
            ("complainant.city", "complainant.city"),
        ];
        for (heading, entry) in cases {
            assert_eq!(
                recognise(heading).map(|e| e.to_string()).as_deref(),
                Some(entry),
                "{heading}"
            );
        }
        assert_eq!(recognise("Kleur van de auto"), None);
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen = BTreeSet::new();
        for word in KNOWN.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(*word), "{word}");
        }
    }
}
