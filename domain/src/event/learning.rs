//! What is learned from a complaint: cause, preventive measures, satisfaction.

use crate::id::{MeasureId, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The real cause, not the symptom (GW-10, LG-09, FC-09).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseEstablished {
    /// A cause of the procedure's list, or empty.
    #[serde(default)]
    pub cause: String,
    pub text: String,
    /// Whether something structural must change; unknown when nobody said.
    #[serde(default)]
    pub structural: Option<bool>,
}

/// A measure so that it does not happen again (LG-09, FC-07, GW-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurePlanned {
    pub measure: MeasureId,
    /// A measure of the procedure's list, or empty.
    #[serde(default)]
    pub kind: String,
    pub what: String,
    pub owner: PersonId,
    pub due: NaiveDate,
}

/// Whether a measure was carried out and works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureChecked {
    pub measure: MeasureId,
    pub effective: bool,
    #[serde(default)]
    pub text: String,
}

/// What the complainant thinks of the handling (FC-10).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SatisfactionMeasured {
    /// From 1 to the highest score of the procedure; nobody answered: none.
    #[serde(default)]
    pub score: Option<u8>,
    #[serde(default)]
    pub channel: String,
    #[serde(default)]
    pub text: String,
}
