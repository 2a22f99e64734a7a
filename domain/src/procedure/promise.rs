//! What is owed: obligations with their terms, what stops their clocks, who owns them, and who hears of what.

use super::intake::is_false;
use crate::deadline::{DueMoment, Roll, Rule};
use crate::dossier::Dossier;
use crate::event::EventKind;
use crate::language::Text;
use crate::person::Role;
use crate::term::Term;
use serde::{Deserialize, Serialize};

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
    /// Only for these severities; none named: all (FC-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub severities: Vec<String>,
    /// Only where the report is about an employee (GW-07, FC-05).
    #[serde(default, skip_serializing_if = "is_false")]
    pub about_person: bool,
    /// Triggers: `registered`, `ruled:founded`.
    pub starts: Vec<String>,
    pub discharged_by: Vec<String>,
    /// What makes it fall away without being met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cancelled_by: Vec<String>,
    pub within: Term,
    /// The term is chosen for each report, from this to `within` (LG-03).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Term>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: DueMoment,
    #[serde(default, skip_serializing_if = "is_default")]
    pub roll: Roll,
    /// An aim, not a promise: shown, but never late (GP-06).
    #[serde(default, skip_serializing_if = "is_false")]
    pub aim: bool,
    /// How long before the end it counts as soon due; otherwise on its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn: Option<Term>,
    /// Who hears of it when it is late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breach_to: Vec<Role>,
    /// Whether its term can be extended (FC-06).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionRule>,
}

/// How a term can be extended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    pub rule: String,
    /// By how much at most, counted from the end of the term; nothing: as long as is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Term>,
    /// The complainant must be told, with the expected date.
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
}

/// What stops the clock, and until what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseRule {
    /// With an id, people may begin and end it themselves, with a reason; triggers may do so too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    pub name: Text,
    /// Obligations whose clock stops.
    pub of: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub until: Vec<String>,
}

impl PauseRule {
    /// Whether one of these triggers stops the clock.
    pub fn stops(&self, triggers: &[String]) -> bool {
        self.is(triggers, &self.starts, EventKind::ClockStopped)
    }

    /// Whether one of these triggers lets the clock run on.
    pub fn resumes(&self, triggers: &[String]) -> bool {
        self.is(triggers, &self.until, EventKind::ClockResumed)
    }

    fn is(&self, triggers: &[String], wanted: &[String], by_hand: EventKind) -> bool {
        let own = self
            .id
            .as_ref()
            .map(|id| format!("{}:{id}", by_hand.name()));
        let mut triggers = triggers.iter();
        triggers.any(|trigger| wanted.contains(trigger) || own.as_ref() == Some(trigger))
    }
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
    /// Only for those of the role who have work on the dossier: they get a copy (GW-09).
    #[serde(default, skip_serializing_if = "is_false")]
    pub involved: bool,
}

/// From when obligations are somebody else's (LU-09, LG-06, GP-12).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Takeover {
    pub rule: String,
    pub on: Vec<String>,
    /// What gives them back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub until: Vec<String>,
    /// Only what this role owes; nobody named: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Role>,
    pub to: Role,
}

impl ObligationRule {
    pub fn deadline_rule(&self) -> Rule {
        Rule {
            term: self.within,
            due: self.due,
            roll: self.roll,
        }
    }

    /// Whether it is for a dossier like this.
    pub fn is_for(&self, dossier: &Dossier) -> bool {
        self.kinds.contains(&dossier.kind)
            && (self.severities.is_empty() || self.severities.contains(&dossier.severity))
            && (!self.about_person || !dossier.about.is_empty())
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
