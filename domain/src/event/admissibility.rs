//! How a report begins: whether it is taken into treatment, an informal start, and of what nature it is.

use serde::{Deserialize, Serialize};

/// Someone decided on a rule of admissibility (LG-01, LG-08, GW-01, GP-14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmissibilityDecided {
    /// A rule of admissibility of the procedure, or `channel` for a channel that is closed.
    pub rule: String,
    /// An exception was made; otherwise it is not taken into treatment, and the dossier ends here.
    pub admitted: bool,
    pub reason: String,
    /// A channel of the procedure, by which the complainant was told.
    #[serde(default)]
    pub channel: String,
    /// What the complainant was told.
    #[serde(default)]
    pub text: String,
}

/// It was talked over and solved; the procedure ends here (GW-03, GP-06).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SolvedInformally {
    /// With whom, and what the solution is.
    pub text: String,
}

/// It was not solved informally: the complainant made it a formal complaint (GW-04).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFormal {
    /// A channel of the procedure.
    pub channel: String,
    #[serde(default)]
    pub text: String,
}

/// Whether it is an incident or may be a structural problem (GW-05).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatureJudged {
    pub structural: bool,
    pub reason: String,
}
