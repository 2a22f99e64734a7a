//! Why something cannot be done, in words for the person who tries.

use crate::event::EventKind;
use crate::language::{Language, Text};
use crate::party::Field;
use crate::person::Role;
use crate::procedure::alternatives;
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
    /// The organisation's procedure has no such step.
    NotInProcedure,
    /// A rule of admissibility is not met, and nobody made an exception (LG-01, GP-14).
    Inadmissible { messages: Vec<Text> },
    /// This person cannot make this exception.
    NoException,
    /// Somebody of this role must take part (GP-08, LU-06).
    NeedsCompany { role: Role },
    /// This body does not rule here, or not so, or not by this person (FC-08).
    WrongBody,
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
    Date,
    /// This day, or a later one, in the calendar's words.
    TooEarly {
        earliest: String,
    },
    /// This day, or an earlier one.
    TooLate {
        latest: String,
    },
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
            Fault::Date => language.pick("Schrijf een dag als 2026-03-02.", "Write a day as 2026-03-02.").into(),
            Fault::TooEarly { earliest } => match language {
                Language::Nl => format!("Kies een dag vanaf {earliest}."),
                Language::En => format!("Choose a day from {earliest} on."),
            },
            Fault::TooLate { latest } => match language {
                Language::Nl => format!("Kies een dag tot en met {latest}."),
                Language::En => format!("Choose a day up to {latest}."),
            },
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
    /// Its word in what is written down: `not_entitled`. Says nothing of what was recorded.
    pub fn word(&self) -> &'static str {
        match self {
            Refusal::NotEntitled => "not_entitled",
            Refusal::Concerned => "concerned",
            Refusal::NoDossier => "no_dossier",
            Refusal::AlreadyRegistered => "already_registered",
            Refusal::NotOpen => "not_open",
            Refusal::StillOpen => "still_open",
            Refusal::Overtaken { .. } => "overtaken",
            Refusal::Missing { .. } => "missing",
            Refusal::NotHandled => "not_handled",
            Refusal::Invalid { .. } => "invalid",
            Refusal::UpdateNeeded { .. } => "update_needed",
            Refusal::Damaged => "damaged",
            Refusal::WrongAuthor => "wrong_author",
            Refusal::NotInProcedure => "not_in_procedure",
            Refusal::Inadmissible { .. } => "inadmissible",
            Refusal::NoException => "no_exception",
            Refusal::NeedsCompany { .. } => "needs_company",
            Refusal::WrongBody => "wrong_body",
        }
    }

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
                let or = language.pick(" of ", " or ");
                let names: Vec<String> = triggers
                    .iter()
                    .map(|trigger| alternatives(trigger).map(|one| trigger_words(one, language)).collect::<Vec<_>>().join(or))
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
            Refusal::NotInProcedure => language.pick(
                "Deze stap bestaat niet in de procedure van uw organisatie.",
                "Your organisation's procedure has no such step.",
            ).into(),
            Refusal::Inadmissible { messages } => {
                let told: Vec<&str> = messages.iter().map(|message| message.get(language)).collect();
                match language {
                    Language::Nl => format!("Dit kan zo niet in behandeling. {} Beslis eerst of er een uitzondering is.", told.join(" ")),
                    Language::En => format!("This cannot be taken into treatment as it is. {} Decide first whether there is an exception.", told.join(" ")),
                }
            }
            Refusal::NoException => language.pick(
                "U kunt op deze regel geen uitzondering maken.",
                "You cannot make an exception to this rule.",
            ).into(),
            Refusal::NeedsCompany { role } => match language {
                Language::Nl => format!("Hieraan doet ook mee: {}. Kies wie dat is.", role.label(language).to_lowercase()),
                Language::En => format!("This also needs: {}. Choose who that is.", role.label(language).to_lowercase()),
            },
            Refusal::WrongBody => language.pick(
                "Dit oordeel kan hier niet zo, of niet door u, worden gegeven. Kijk wie er oordeelt en welke oordelen er kunnen.",
                "This ruling cannot be given here like this, or not by you. See who rules and what can be ruled.",
            ).into(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::Nl))
    }
}

/// A trigger of a procedure in words: `visited:inspection` → `bezocht`.
fn trigger_words(trigger: &str, language: Language) -> String {
    EventKind::of_trigger(trigger).map_or_else(
        || trigger.to_owned(),
        |kind| kind.label(language).to_lowercase(),
    )
}
