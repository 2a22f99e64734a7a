//! Damages: when they became known, the claim, and what was decided on it (GP-14, NX-08).

use crate::language::Language;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Damage is established and it is known who is liable: the limitation clock starts (GP-14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DamageEstablished {
    /// The later of both moments.
    pub since: DateTime<Utc>,
    /// Who is liable.
    pub liable: String,
    /// What the damage is.
    pub text: String,
}

/// A written claim for damages came in (GP-14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimFiled {
    /// A channel of the procedure.
    pub channel: String,
    pub received_at: DateTime<Utc>,
    /// In euro cents, where an amount is claimed.
    #[serde(default)]
    pub cents: Option<u64>,
    pub text: String,
}

/// How far a claim is granted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Granted {
    Fully,
    Partly,
    #[default]
    Refused,
}

impl Granted {
    pub const ALL: [Granted; 3] = [Self::Fully, Self::Partly, Self::Refused];

    pub fn word(self) -> &'static str {
        match self {
            Granted::Fully => "fully",
            Granted::Partly => "partly",
            Granted::Refused => "refused",
        }
    }

    pub fn label(self, language: Language) -> &'static str {
        match self {
            Granted::Fully => language.pick("toegekend", "granted"),
            Granted::Partly => language.pick("gedeeltelijk toegekend", "partly granted"),
            Granted::Refused => language.pick("afgewezen", "refused"),
        }
    }
}

/// The claim was decided on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDecided {
    pub granted: Granted,
    /// In euro cents, what is paid.
    #[serde(default)]
    pub cents: Option<u64>,
    pub reasons: String,
}
