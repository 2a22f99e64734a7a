//! Judging, solving and ending a complaint.

use crate::id::{EventId, PersonId, VisitId};
use crate::language::Language;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The coordinator put it on the agenda of a meeting (GP-08).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BroughtToMeeting {
    pub on: NaiveDate,
}

/// It was judged (GP-08).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ruled {
    /// A ruling of the procedure: `founded`, `unfounded` …
    pub ruling: String,
    pub reasons: String,
    /// The meeting in which it was judged.
    #[serde(default)]
    pub meeting: Option<NaiveDate>,
    /// Who else judged; GP-08 asks for a member of the management team.
    #[serde(default)]
    pub with: Vec<PersonId>,
    /// A body of the procedure; empty: its first, or its only one (FC-08).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// Someone must solve it (GP-09, GP-10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemedyAssigned {
    pub to: PersonId,
    /// What must be done.
    pub what: String,
}

/// The repair was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repaired {
    #[serde(default)]
    pub visit: Option<VisitId>,
    pub what: String,
    #[serde(default)]
    pub photos: Vec<crate::event::Photo>,
}

/// A notice was read by the person for whom it was meant (GP-10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeSeen {
    /// A notice of the procedure.
    pub notice: String,
}

/// Where a complaint is handled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    #[default]
    Central,
    /// Under the responsibility of the regional manager (GP-12).
    Decentral,
}

impl Handling {
    pub fn word(self) -> &'static str {
        match self {
            Handling::Central => "central",
            Handling::Decentral => "decentral",
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Handling::Central => language.pick("centraal", "central"),
            Handling::Decentral => language.pick("decentraal", "decentral"),
        }
    }
}

/// Someone took the handling over, or gave it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandlerChanged {
    pub handling: Handling,
    /// Nobody in particular: whoever holds the coordinator's role.
    #[serde(default)]
    pub to: Option<PersonId>,
    #[serde(default)]
    pub reason: String,
}

/// The outcome was put in writing and told to the complainant.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OutcomeRecorded {
    /// A channel of the procedure.
    pub channel: String,
    pub text: String,
    /// Whether the complainant agrees, where that is known (LG-07).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<bool>,
}

/// Handling ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    #[serde(default)]
    pub remark: String,
}

/// Handling began again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reopened {
    pub reason: String,
}

/// The complainant took it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub reason: String,
}

/// What was done with something that had been set aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParkedSettled {
    pub parked: EventId,
    /// It was taken over by hand; otherwise it was looked at and left.
    pub adopted: bool,
    #[serde(default)]
    pub remark: String,
}
