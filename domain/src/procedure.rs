//! A procedure is data: which report takes which way, which event starts which obligation, who owes it.
//!
//! The shape below is the shape of `procedures/*.toml`; the server reads and checks a file, a device gets it as JSON.

mod check;

pub use check::ProcedureError;

use crate::calendar::Calendar;
use crate::deadline::{DueMoment, Roll, Rule};
use crate::language::{Language, Text};
use crate::party::Field;
use crate::person::{Actor, Role};
use crate::term::Term;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// An organisation's procedure, as its file says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Short name, also of the file: `glaspunt`.
    pub id: String,
    /// Counts up with every change that touches running dossiers.
    pub version: u32,
    /// The organisation's name.
    pub name: String,
    /// What dossier numbers begin with: `GP` gives `GP-2026-0042`.
    pub number_prefix: String,
    pub calendar: Calendar,
    #[serde(default, rename = "role")]
    pub roles: Vec<RoleName>,
    #[serde(rename = "kind")]
    pub kinds: Vec<Kind>,
    #[serde(rename = "channel")]
    pub channels: Vec<Channel>,
    #[serde(default, rename = "category")]
    pub categories: Vec<Named>,
    #[serde(rename = "ruling")]
    pub rulings: Vec<Ruling>,
    #[serde(rename = "obligation")]
    pub obligations: Vec<ObligationRule>,
    #[serde(default, rename = "pause")]
    pub pauses: Vec<PauseRule>,
    #[serde(default, rename = "notice")]
    pub notices: Vec<NoticeRule>,
    #[serde(default)]
    pub meeting: Option<Meeting>,
    #[serde(default)]
    pub closing: Closing,
}

/// What the organisation calls a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleName {
    pub id: Role,
    pub name: Text,
}

/// Something with an id and a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub id: String,
    pub name: Text,
}

/// A kind of report (GP-01).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub name: Text,
    /// Whether it is handled, or only welcomed and registered.
    pub runs_procedure: bool,
    /// Fields without which it cannot be registered (GP-03).
    pub required: Vec<Field>,
    /// The same for the customer, when that is someone else.
    #[serde(default)]
    pub required_of_customer: Vec<Field>,
}

/// A way in which reports come (GP-02).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub id: String,
    pub name: Text,
}

/// A possible judgement (GP-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    pub id: String,
    pub name: Text,
    /// Whether something must be put right.
    pub remedy: bool,
}

/// Which event starts which obligation, within which term, for whom, and what discharges it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObligationRule {
    pub id: String,
    /// The rule that it carries out, for whoever checks it: `GP-07`.
    pub rule: String,
    pub name: Text,
    /// What is asked, as an instruction: `Ga langs en bekijk het werk`.
    pub action: Text,
    pub owner: Role,
    /// Kinds of report that it is for.
    pub kinds: Vec<String>,
    /// Triggers: `registered`, `ruled:founded`.
    pub starts: Vec<String>,
    pub discharged_by: Vec<String>,
    /// What makes it fall away without being met.
    #[serde(default)]
    pub cancelled_by: Vec<String>,
    pub within: Term,
    #[serde(default)]
    pub due: DueMoment,
    #[serde(default)]
    pub roll: Roll,
    /// An aim, not a promise: shown, but never late (GP-06).
    #[serde(default)]
    pub aim: bool,
    /// Who hears of it when it is late.
    #[serde(default)]
    pub breach_to: Vec<Role>,
}

impl ObligationRule {
    pub fn deadline_rule(&self) -> Rule {
        Rule {
            term: self.within,
            due: self.due,
            roll: self.roll,
        }
    }
}

/// What stops the clock, and until what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseRule {
    pub name: Text,
    /// Obligations whose clock stops.
    pub of: Vec<String>,
    pub starts: Vec<String>,
    pub until: Vec<String>,
}

/// Who is told of what, for information (GP-10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRule {
    pub id: String,
    pub rule: String,
    pub name: Text,
    pub on: Vec<String>,
    pub to: Role,
}

/// The meeting in which complaints are judged (GP-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    pub name: Text,
    /// `mon` … `sun`.
    pub weekday: String,
    /// Of whom at least one takes part in judging.
    #[serde(default)]
    pub attended_by: Option<Role>,
}

impl Meeting {
    pub fn weekday(&self) -> Option<chrono::Weekday> {
        self.weekday.parse().ok()
    }

    /// Whether someone must judge along with this person (GP-08): who holds the role of those who attend is enough alone.
    pub fn needs_company(&self, author: &Actor) -> bool {
        self.attended_by.is_some_and(|role| !author.is(role))
    }

    /// The day of the coming meeting, today included. When its weekday is closed, the next working day takes its
    /// place, because complaints cannot wait another week (GP-08).
    pub fn coming(
        &self,
        calendar: &Calendar,
        today: chrono::NaiveDate,
    ) -> Option<chrono::NaiveDate> {
        let weekday = self.weekday()?;
        let moved = |date: chrono::NaiveDate| {
            if calendar.is_working_day(date) {
                Some(date)
            } else {
                calendar.next_working_day(date)
            }
        };
        let from = today - chrono::Days::new(7);
        from.iter_days()
            .take(22)
            .filter(|date| date.weekday() == weekday)
            .filter_map(moved)
            .find(|date| *date >= today)
    }
}

/// What must be there before a dossier can be closed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Triggers that must have happened: `outcome_recorded`.
    #[serde(default)]
    pub requires: Vec<String>,
    /// The same, when the ruling asks for a remedy.
    #[serde(default)]
    pub requires_with_remedy: Vec<String>,
}

impl Procedure {
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    pub fn ruling(&self, id: &str) -> Option<&Ruling> {
        self.rulings.iter().find(|ruling| ruling.id == id)
    }

    /// Whether a kind of report is handled.
    pub fn handles(&self, kind: &str) -> bool {
        self.kind(kind).is_some_and(|kind| kind.runs_procedure)
    }

    /// What the organisation calls a role.
    pub fn role_name(&self, role: Role, language: Language) -> String {
        let own = self.roles.iter().find(|name| name.id == role);
        own.map_or_else(
            || role.label(language).to_owned(),
            |name| name.name.get(language).to_owned(),
        )
    }

    pub fn kind_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.kinds.iter().map(|kind| (&kind.id, &kind.name)),
            id,
            language,
        )
    }

    pub fn channel_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.channels
                .iter()
                .map(|channel| (&channel.id, &channel.name)),
            id,
            language,
        )
    }

    pub fn category_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.categories
                .iter()
                .map(|category| (&category.id, &category.name)),
            id,
            language,
        )
    }

    pub fn ruling_name(&self, id: &str, language: Language) -> String {
        name_of(
            self.rulings.iter().map(|ruling| (&ruling.id, &ruling.name)),
            id,
            language,
        )
    }
}

fn name_of<'a>(
    mut names: impl Iterator<Item = (&'a String, &'a Text)>,
    id: &str,
    language: Language,
) -> String {
    names
        .find(|(key, _)| *key == id)
        .map_or_else(|| id.to_owned(), |(_, name)| name.get(language).to_owned())
}
