//! Why something cannot be done, in words for the person who tries.

use crate::event::EventKind;
use crate::language::Language;
use crate::party::Field;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why an event is refused while typing, or set aside when it arrives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Refusal {
    /// The author has no right to it.
    NotEntitled,
    /// The complaint is about the author (NX-07).
    Concerned,
    /// The log does not begin with a registration.
    NoDossier,
    /// A dossier is registered once.
    AlreadyRegistered,
    /// The dossier was closed or withdrawn.
    NotOpen,
    /// The dossier is open already.
    StillOpen,
    /// Someone else took this step first, and the author could not have seen it.
    Overtaken { by: String },
    /// Something else comes first: a ruling before a remedy, an outcome before closing.
    Missing { triggers: Vec<String> },
    /// Only complaints run the procedure (GP-01).
    NotHandled,
    /// A value is missing or cannot be right.
    Invalid { problems: Vec<Problem> },
    /// Newer than this program.
    UpdateNeeded { tag: String },
    /// The contents do not fit their hash, or an id came back with other contents.
    Damaged,
    /// Sent under another name than its author's.
    WrongAuthor,
}

/// What is wrong with one value, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A field (`complainant.phone`) or the name of an input (`reasons`).
    pub field: String,
    pub fault: Fault,
}

/// A kind of wrong value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Fault {
    Missing,
    TooLong {
        most: usize,
    },
    Postcode,
    Phone,
    Email,
    /// Not one of the procedure's words.
    Unknown,
    InTheFuture,
    OutOfRange {
        lowest: String,
        highest: String,
    },
}

impl Problem {
    pub fn new(field: impl fmt::Display, fault: Fault) -> Problem {
        Problem {
            field: field.to_string(),
            fault,
        }
    }

    /// Beside the field: what would be right.
    pub fn message(&self, language: Language) -> String {
        match &self.fault {
            Fault::Missing => language.pick("Vul dit in.", "Fill this in.").into(),
            Fault::TooLong { most } => match language {
                Language::Nl => format!("Maak dit korter: hooguit {most} tekens."),
                Language::En => format!("Make this shorter: {most} characters at most."),
            },
            Fault::Postcode => language
                .pick("Een postcode is vier cijfers en twee letters: 6825 MN.", "A postcode is four digits and two letters: 6825 MN.")
                .into(),
            Fault::Phone => language
                .pick("Een telefoonnummer heeft 10 cijfers (0612345678), of begint met + en het land.", "A telephone number has 10 digits (0612345678), or begins with + and the country.")
                .into(),
            Fault::Email => language
                .pick("Een e-mailadres ziet eruit als naam@voorbeeld.nl.", "An e-mail address looks like name@example.com.")
                .into(),
            Fault::Unknown => language.pick("Kies een van de mogelijkheden.", "Choose one of the possibilities.").into(),
            Fault::InTheFuture => language.pick("Dit moment moet nog komen; kies een eerder moment.", "This moment is yet to come; choose an earlier one.").into(),
            Fault::OutOfRange { lowest, highest } => match language {
                Language::Nl => {
                    let comma = |number: &str| number.replace('.', ",");
                    format!(
                        "Kies een waarde van {} tot {}.",
                        comma(lowest),
                        comma(highest)
                    )
                },
                Language::En => format!("Choose a value from {lowest} to {highest}."),
            },
        }
    }

    /// With the field's name, for lists.
    pub fn sentence(&self, language: Language) -> String {
        let name = self
            .field
            .parse::<Field>()
            .map_or_else(|_| self.field.clone(), |field| field.label(language));
        format!("{name}: {}", self.message(language))
    }
}

impl Refusal {
    /// What is the matter and what to do next.
    pub fn message(&self, language: Language) -> String {
        match self {
            Refusal::NotEntitled => language.pick(
                "U mag dit niet vastleggen in dit dossier. Vraag de klachtencoördinator.",
                "You may not record this in this dossier. Ask the complaints coordinator.",
            ).into(),
            Refusal::Concerned => language.pick(
                "Deze klacht gaat over u. Iemand anders behandelt haar.",
                "This complaint is about you. Someone else handles it.",
            ).into(),
            Refusal::NoDossier => language.pick(
                "Dit dossier bestaat nog niet op de server.",
                "This dossier does not exist on the server yet.",
            ).into(),
            Refusal::AlreadyRegistered => language.pick(
                "Dit dossier is al geregistreerd.",
                "This dossier is registered already.",
            ).into(),
            Refusal::NotOpen => language.pick(
                "Het dossier is gesloten. Heropen het eerst.",
                "The dossier is closed. Reopen it first.",
            ).into(),
            Refusal::StillOpen => language.pick("Het dossier is nog open.", "The dossier is still open.").into(),
            Refusal::Overtaken { by } => {
                let what = EventKind::from_name(by).map_or_else(|| by.clone(), |kind| kind.label(language).to_lowercase());
                match language {
                    Language::Nl => format!("Iemand anders was eerder: {what}. Kijk wat er staat en leg het zo nodig opnieuw vast."),
                    Language::En => format!("Someone else was first: {what}. See what is there and record it again if needed."),
                }
            }
            Refusal::Missing { triggers } => {
                let names: Vec<String> = triggers
                    .iter()
                    .map(|trigger| {
                        let name = trigger.split(':').next().unwrap_or(trigger);
                        EventKind::from_name(name).map_or_else(|| name.to_owned(), |kind| kind.label(language).to_lowercase())
                    })
                    .collect();
                match language {
                    Language::Nl => format!("Dit komt pas later; eerst nodig: {}.", names.join(", ")),
                    Language::En => format!("This comes later; needed first: {}.", names.join(", ")),
                }
            }
            Refusal::NotHandled => language.pick(
                "Een idee of compliment wordt alleen geregistreerd.",
                "An idea or compliment is only registered.",
            ).into(),
            Refusal::Invalid { problems } => {
                problems.iter().map(|problem| problem.sentence(language)).collect::<Vec<_>>().join(" ")
            }
            Refusal::UpdateNeeded { tag } => match language {
                Language::Nl => format!("Dit ({tag}) is nieuwer dan dit programma. Werk Glashelder bij."),
                Language::En => format!("This ({tag}) is newer than this program. Update Glashelder."),
            },
            Refusal::Damaged => language.pick(
                "De inhoud is onderweg beschadigd. Ze is bewaard; vraag de beheerder ernaar te kijken.",
                "The contents were damaged on the way. They are kept; ask the administrator to look.",
            ).into(),
            Refusal::WrongAuthor => language.pick(
                "Dit is vastgelegd onder een andere naam. Meld u aan als degene die het vastlegde.",
                "This was recorded under another name. Sign in as the person who recorded it.",
            ).into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::Nl))
    }
}

impl EventKind {
    /// What the event is called on screen.
    pub fn label(self, language: Language) -> &'static str {
        match self {
            EventKind::Registered => language.pick("Geregistreerd", "Registered"),
            EventKind::Numbered => language.pick("Nummer gegeven", "Number given"),
            EventKind::DetailChanged => language.pick("Gegeven gewijzigd", "Detail changed"),
            EventKind::ConflictResolved => {
                language.pick("Verschil opgelost", "Difference resolved")
            }
            EventKind::NoteAdded => language.pick("Notitie", "Note"),
            EventKind::Called => language.pick("Gebeld", "Called"),
            EventKind::ReceiptConfirmed => {
                language.pick("Ontvangst bevestigd", "Receipt confirmed")
            }
            EventKind::InspectionRequested => {
                language.pick("Inspectie gevraagd", "Inspection requested")
            }
            EventKind::VisitPlanned => language.pick("Bezoek gepland", "Visit planned"),
            EventKind::VisitCancelled => language.pick("Bezoek vervallen", "Visit cancelled"),
            EventKind::FindingRecorded => language.pick("Bevinding", "Finding"),
            EventKind::PhotoAdded => language.pick("Foto", "Photo"),
            EventKind::SignatureTaken => language.pick("Handtekening", "Signature"),
            EventKind::Visited => language.pick("Bezocht", "Visited"),
            EventKind::VisitFailed => language.pick("Bezoek niet gelukt", "Visit came to nothing"),
            EventKind::GlassOrdered => language.pick("Glas besteld", "Glass ordered"),
            EventKind::GlassArrived => language.pick("Glas binnen", "Glass arrived"),
            EventKind::BroughtToMeeting => language.pick("Op de agenda gezet", "Put on the agenda"),
            EventKind::Ruled => language.pick("Beoordeeld", "Judged"),
            EventKind::RemedyAssigned => language.pick("Herstel toegewezen", "Remedy assigned"),
            EventKind::Repaired => language.pick("Hersteld", "Repaired"),
            EventKind::NoticeSeen => language.pick("Melding gelezen", "Notice read"),
            EventKind::HandlerChanged => language.pick("Behandelaar gewijzigd", "Handler changed"),
            EventKind::OutcomeRecorded => language.pick("Uitkomst meegedeeld", "Outcome told"),
            EventKind::Closed => language.pick("Gesloten", "Closed"),
            EventKind::Reopened => language.pick("Heropend", "Reopened"),
            EventKind::Withdrawn => language.pick("Ingetrokken", "Withdrawn"),
            EventKind::ParkedSettled => {
                language.pick("Apart gezet stuk afgehandeld", "Set-aside item settled")
            }
        }
    }
}
