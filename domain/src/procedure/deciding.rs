//! Who judges in what body, how a complaint goes higher up, and what must be there at the end.

use super::intake::is_false;
use crate::calendar::Calendar;
use crate::event::Handling;
use crate::language::Text;
use crate::person::{Actor, Role};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A possible judgement (GP-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    pub id: String,
    pub name: Text,
    /// Whether something must be put right.
    pub remedy: bool,
}

/// Who rules: a meeting, a director, somebody independent (GP-08, FC-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub id: String,
    pub rule: String,
    pub name: Text,
    /// Who rules there.
    pub by: Vec<Role>,
    /// What it can rule; nothing named: everything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<String>,
    /// What must have happened before it can rule.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<String>,
    /// It binds both parties, also where somebody ruled before (FC-08).
    #[serde(default, skip_serializing_if = "is_false")]
    pub binding: bool,
}

/// The meeting in which complaints are judged (GP-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    pub name: Text,
    /// `mon` … `sun`.
    pub weekday: String,
    /// Of whom at least one takes part in judging.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attended_by: Option<Role>,
    /// What is handled in a region is judged there, without them (GP-12).
    #[serde(default, skip_serializing_if = "is_false")]
    pub regions_alone: bool,
}

impl Meeting {
    pub fn weekday(&self) -> Option<chrono::Weekday> {
        self.weekday.parse().ok()
    }

    /// Whether someone must judge along with this person (GP-08): who holds the role of those who attend is enough
    /// alone, and a region where the procedure says so.
    pub fn needs_company(&self, author: &Actor, handling: Handling) -> bool {
        let alone = self.regions_alone && handling == Handling::Decentral;
        !alone && self.attended_by.is_some_and(|role| !author.is(role))
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

/// To whom a complaint can go when it cannot be handled (LU-09, LG-06, FC-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    pub rule: String,
    pub name: Text,
    pub to: Role,
    /// The complainant must be told (LG-06).
    #[serde(default, skip_serializing_if = "is_false")]
    pub told: bool,
    /// Somebody in particular must be named, who then gets the dossier to see (FC-08).
    #[serde(default, skip_serializing_if = "is_false")]
    pub named: bool,
}

/// Bringing the parties together (GP-13).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mediation {
    pub rule: String,
    pub by: Role,
    /// Complaints about employees go there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub about_person: bool,
    /// Complaints of these categories go there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
}

/// Claims for damages (GP-14).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimRule {
    pub rule: String,
    /// Channels through which a claim can come.
    pub channels: Vec<String>,
}

/// Colleagues who help (LU-06).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Involving {
    pub rule: String,
    /// Only through somebody of this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<Role>,
}

/// Who handles what nobody in particular was named for (GP-02, GP-12, LU-03).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handler {
    pub rule: String,
    pub central: Role,
    /// Who handles what is handled in a region; nobody: nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decentral: Option<Role>,
    /// Whom else it can be given to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Role>,
}

impl Default for Handler {
    fn default() -> Handler {
        Handler {
            rule: String::new(),
            central: Role::Coordinator,
            decentral: None,
            others: vec![],
        }
    }
}

/// What must be there before a dossier can be closed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// Triggers that must have happened: `outcome_recorded`; either of several: `outcome_recorded or feedback_declined`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
    /// The same, when the ruling asks for a remedy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires_with_remedy: Vec<String>,
}

/// The triggers of which one is enough.
pub fn alternatives(requirement: &str) -> impl Iterator<Item = &str> {
    requirement.split(" or ").map(str::trim)
}
