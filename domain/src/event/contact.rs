//! What was agreed with, asked of and told to the people around a complaint.

use crate::id::PersonId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Who is addressed, and how everybody is kept informed, was agreed with those involved (GW-07).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproachAgreed {
    #[serde(default)]
    pub with: Vec<PersonId>,
    pub text: String,
}

/// Someone was told something that the procedure asks to be told (GW-06, LG-06, FC-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Informed {
    /// A topic of the procedure: `procedure`, `cause`, `person` …
    pub topic: String,
    /// The employee who was told; nobody: the complainant.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// A channel of the procedure, or empty.
    #[serde(default)]
    pub channel: String,
    pub text: String,
}

/// What the employee whom it is about says to it; written down by whoever handles it (GW-07, NX-07).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonResponded {
    pub person: PersonId,
    pub text: String,
}

/// The complainant was asked for further information (LG-04).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationAsked {
    #[serde(default)]
    pub channel: String,
    pub text: String,
}

/// Further information came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationReceived {
    pub text: String,
}

/// An appointment with the complainant to talk it over (LG-04, LG-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentMade {
    pub at: DateTime<Utc>,
    /// Where, or by which means.
    #[serde(default)]
    pub place: String,
    /// What it is about.
    #[serde(default)]
    pub text: String,
}

/// The reporter's organisation decided that the reporter gets no feedback (LU-08).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackDeclined {
    /// Who decided it there.
    pub by: String,
    #[serde(default)]
    pub reason: String,
}
