//! Visits to a site: asking for one, planning, and how it went (GP-07).

use crate::id::{FileHash, PersonId, VisitId};
use crate::language::Language;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The delivered work must be looked at on site (GP-07).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InspectionRequested {
    /// What to look at.
    #[serde(default)]
    pub reason: String,
}

/// What a visit is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    #[default]
    Inspection,
    Repair,
}

impl Purpose {
    pub fn word(self) -> &'static str {
        match self {
            Purpose::Inspection => "inspection",
            Purpose::Repair => "repair",
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Purpose::Inspection => language.pick("Inspectie", "Inspection"),
            Purpose::Repair => language.pick("Herstel", "Repair"),
        }
    }
}

/// A visit was planned, or planned anew (the same visit id).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitPlanned {
    pub visit: VisitId,
    pub purpose: Purpose,
    pub technician: PersonId,
    /// Start of the agreed time.
    pub at: DateTime<Utc>,
    /// Planned length in minutes.
    #[serde(default = "an_hour")]
    pub minutes: u32,
    /// What was agreed with the complainant.
    #[serde(default)]
    pub remark: String,
}

fn an_hour() -> u32 {
    60
}

/// A planned visit will not take place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitCancelled {
    pub visit: VisitId,
    pub reason: String,
}

/// The technician's opinion; the ruling is made elsewhere (GP-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    Founded,
    Unfounded,
    Undecided,
}

impl Advice {
    pub const ALL: [Advice; 3] = [Self::Founded, Self::Unfounded, Self::Undecided];

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Advice::Founded => language.pick("gegrond", "founded"),
            Advice::Unfounded => language.pick("ongegrond", "unfounded"),
            Advice::Undecided => language.pick("nog niet te zeggen", "cannot be said yet"),
        }
    }

    /// Whether whoever judges must be able to read why (GP-08).
    pub fn needs_reasons(self) -> bool {
        self != Advice::Undecided
    }
}

/// The visit took place and is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visited {
    pub visit: VisitId,
    pub purpose: Purpose,
    #[serde(default)]
    pub advice: Option<Advice>,
    #[serde(default)]
    pub reasons: String,
}

/// Why a visit came to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailedReason {
    NobodyHome,
    NoAccess,
    Unsafe,
    Other,
}

impl FailedReason {
    pub const ALL: [FailedReason; 4] =
        [Self::NobodyHome, Self::NoAccess, Self::Unsafe, Self::Other];

    pub fn word(self) -> &'static str {
        match self {
            FailedReason::NobodyHome => "nobody_home",
            FailedReason::NoAccess => "no_access",
            FailedReason::Unsafe => "unsafe",
            FailedReason::Other => "other",
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            FailedReason::NobodyHome => language.pick("Niemand thuis", "Nobody at home"),
            FailedReason::NoAccess => language.pick("Geen toegang", "No access"),
            FailedReason::Unsafe => language.pick("Niet veilig", "Not safe"),
            FailedReason::Other => language.pick("Anders", "Other"),
        }
    }
}

/// The technician stood there, but could not do the work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitFailed {
    pub visit: VisitId,
    pub reason: FailedReason,
    #[serde(default)]
    pub remark: String,
}

/// Glass must be ordered before the repair can be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GlassOrdered {
    /// What is ordered: build-up and size.
    pub what: String,
    #[serde(default)]
    pub expected: Option<NaiveDate>,
}

/// The ordered glass is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GlassArrived {}

/// The customer signed on the device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignatureTaken {
    #[serde(default)]
    pub visit: Option<VisitId>,
    /// Who signed.
    pub name: String,
    /// What was signed for, in a sentence.
    pub statement: String,
    /// The picture (PNG).
    pub picture: FileHash,
    /// The pen's path as JSON, as the signature pad gives it.
    #[serde(default)]
    pub points: String,
}
