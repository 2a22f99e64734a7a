//! Taking in a complaint, idea or compliment, and correcting its details.

use crate::id::{FileHash, PersonId};
use crate::party::{Address, Field, Party};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A report was taken in (GP-01, GP-02, GP-03).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    /// A kind of the procedure: `complaint`, `idea`, `compliment` …
    pub kind: String,
    /// A channel of the procedure: `telephone`, `email` …
    pub channel: String,
    /// When it reached the organisation; the clocks start here, also when it is typed in later.
    pub received_at: DateTime<Utc>,
    pub complainant: Party,
    /// The customer, when that is someone else (GP-03).
    #[serde(default)]
    pub customer: Option<Party>,
    /// Where the work is, when not at the customer's or complainant's address.
    #[serde(default)]
    pub site: Option<Address>,
    pub description: String,
    /// A category of the procedure, or empty.
    #[serde(default)]
    pub category: String,
    /// A region of the organisation, or empty.
    #[serde(default)]
    pub region: String,
    /// Our order or invoice number, or empty.
    #[serde(default)]
    pub reference: String,
    /// The employees it is about (GP-13, NX-07).
    #[serde(default)]
    pub about: Vec<crate::id::PersonId>,
    /// The day on which it arose, as `2026-03-02`, or empty (LG-01).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub arisen_on: String,
    /// What it does to the complainant, or empty (LU-05).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub impact: String,
    /// A severity of the procedure, or empty (LU-05, FC-06).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub severity: String,
}

/// The server gave the dossier its number (`GP-2026-0042`), in the order in which dossiers arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Numbered {
    pub number: String,
    /// The version of the procedure under which the dossier began ([`crate::procedure::Procedure::fingerprint`]);
    /// `None` where it began before versions were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<FileHash>,
}

/// Somebody decided that a running dossier goes on by another version of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureApplied {
    /// The fingerprint of the version.
    pub procedure: FileHash,
    /// The version's number, for people.
    pub version: u32,
    pub reason: String,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

/// One value was corrected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DetailChanged {
    pub field: Field,
    pub value: String,
}

/// Someone chose between two values that were set without sight of each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictResolved {
    /// The conflict's key: a field (`complainant.phone`) or a visit (`visit.<id>`).
    pub key: String,
    /// The value that holds from now on.
    pub value: String,
}

/// A remark for colleagues.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteAdded {
    pub text: String,
}

/// A telephone call with someone about the complaint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Called {
    /// With whom.
    pub with: String,
    /// Nobody answered.
    #[serde(default)]
    pub no_answer: bool,
    pub text: String,
}

/// The complainant was told that the complaint was received (GP-05).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptConfirmed {
    /// A channel of the procedure.
    pub channel: String,
    /// What was said or written.
    #[serde(default)]
    pub text: String,
}
