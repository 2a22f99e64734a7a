//! Terms that people choose or extend, within what the procedure allows.

use crate::term::Term;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The term of an obligation was chosen between its least and its most (LG-03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermChosen {
    /// An obligation of the procedure.
    pub obligation: String,
    pub term: Term,
    #[serde(default)]
    pub reason: String,
}

/// It takes longer; the complainant was told so, with the date on which a solution is expected (FC-06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermExtended {
    /// An obligation of the procedure.
    pub obligation: String,
    /// The new last day.
    pub until: NaiveDate,
    pub reason: String,
    /// A channel of the procedure, by which the complainant was told.
    #[serde(default)]
    pub channel: String,
    /// What the complainant was told.
    #[serde(default)]
    pub text: String,
}

/// Somebody stopped the clock, for a reason that the procedure allows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStopped {
    /// A pause of the procedure that people may begin.
    pub pause: String,
    pub reason: String,
}

/// The clock runs on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockResumed {
    pub pause: String,
    #[serde(default)]
    pub text: String,
}
