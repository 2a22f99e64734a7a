//! Coming to a solution: colleagues, proposals and answers, escalation, mediation.

use crate::id::PersonId;
use crate::person::Role;
use serde::{Deserialize, Serialize};

/// A colleague helps to analyse or handle it (LU-06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColleagueInvolved {
    pub person: PersonId,
    /// What is asked of the colleague.
    pub what: String,
    /// Through whom, where the procedure asks for that.
    #[serde(default)]
    pub through: Option<PersonId>,
}

/// A solution was proposed to the complainant (GW-07, LG-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalMade {
    /// A channel of the procedure.
    pub channel: String,
    pub text: String,
}

/// The complainant agrees with the proposal, or wants another (GW-08, LG-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalAnswered {
    pub accepted: bool,
    /// In the complainant's words.
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub channel: String,
}

/// It goes higher up, or to somebody independent (LU-09, LG-06, FC-08).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    pub to: Role,
    /// Somebody in particular of that role.
    #[serde(default)]
    pub person: Option<PersonId>,
    pub reason: String,
    #[serde(default)]
    pub channel: String,
    /// What the complainant was told.
    #[serde(default)]
    pub text: String,
}

/// The mediator takes it on and brings the parties together (GP-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationStarted {
    pub mediator: PersonId,
    #[serde(default)]
    pub reason: String,
}

/// How mediation ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediationEnded {
    pub solved: bool,
    pub text: String,
}
