//! A procedure is data: which report takes which way, which event starts which obligation, who owes it.
//!
//! The shape below is the shape of `procedures/*.toml`, told in `docs/procedures.md`; the server reads and checks a
//! file, a device gets it as JSON.

mod check;
mod deciding;
#[cfg(feature = "files")]
mod file;
mod intake;
mod learning;
mod lookup;
mod promise;
mod reachable;
mod roles;
mod used;
mod version;

pub use check::{Fault, ProcedureError};
pub use deciding::*;
#[cfg(feature = "files")]
pub use file::nested_too_deeply;
pub use intake::{Admissibility, Channel, Informal, Kind, Named, Severity, Topic};
pub use learning::*;
pub use promise::*;
pub use roles::{RoleRule, StageRule, StepRule};
pub use version::{Moved, difference};

use crate::calendar::Calendar;
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
    #[serde(default, rename = "role", skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleRule>,
    #[serde(rename = "kind")]
    pub kinds: Vec<Kind>,
    #[serde(rename = "channel")]
    pub channels: Vec<Channel>,
    #[serde(default, rename = "category", skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Named>,
    #[serde(default, rename = "severity", skip_serializing_if = "Vec::is_empty")]
    pub severities: Vec<Severity>,
    #[serde(
        default,
        rename = "admissibility",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub admissibility: Vec<Admissibility>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub informal: Option<Informal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<Handler>,
    #[serde(default, rename = "stage", skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageRule>,
    #[serde(default, rename = "step", skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepRule>,
    #[serde(default, rename = "ruling", skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Ruling>,
    #[serde(default, rename = "body", skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    #[serde(rename = "obligation")]
    pub obligations: Vec<ObligationRule>,
    #[serde(default, rename = "pause", skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<PauseRule>,
    #[serde(default, rename = "takeover", skip_serializing_if = "Vec::is_empty")]
    pub takeovers: Vec<Takeover>,
    #[serde(default, rename = "notice", skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<NoticeRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    #[serde(default)]
    pub closing: Closing,
    #[serde(default, rename = "topic", skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
    #[serde(default, rename = "escalation", skip_serializing_if = "Vec::is_empty")]
    pub escalations: Vec<Escalation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub involving: Option<Involving>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediation: Option<Mediation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimRule>,
    #[serde(default, rename = "cause", skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Named>,
    #[serde(default, rename = "measure", skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Named>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<Satisfaction>,
    #[serde(default, rename = "kpi", skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<Kpi>,
    #[serde(default, rename = "report", skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<Report>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Retention>,
}
