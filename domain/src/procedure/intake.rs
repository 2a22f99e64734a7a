//! What is taken in, how, and what is not taken into treatment.

use crate::language::Text;
use crate::party::Field;
use crate::person::Role;
use crate::term::Term;
use serde::{Deserialize, Serialize};

/// Something with an id and a name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub id: String,
    pub name: Text,
}

/// A kind of report (GP-01).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub name: Text,
    /// Whether it is handled, or only welcomed and registered.
    pub runs_procedure: bool,
    /// Fields without which it cannot be registered (GP-03).
    pub required: Vec<Field>,
    /// The same for the customer, when that is someone else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_of_customer: Vec<Field>,
}

/// A way in which reports come (GP-02).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub id: String,
    pub name: Text,
    /// A closed channel is not taken into treatment (LG-01).
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub accepted: bool,
    /// The rule that closes it or says who takes it in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// What whoever tries a closed channel is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
    /// Who may nevertheless take it in, with a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exception_by: Vec<Role>,
    /// Who may take it in; nobody named: everybody who may register.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_in_by: Vec<Role>,
}

/// What a report must meet to be taken into treatment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Admissibility {
    pub id: String,
    /// The rule that it carries out: `LG-08`.
    pub rule: String,
    pub name: Text,
    /// What the complainant is told when it is not met.
    pub message: Text,
    /// Kinds of report that it is for; none named: all that are handled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Of a claim for damages, instead of the report itself (GP-14).
    #[serde(default, skip_serializing_if = "is_false")]
    pub of_claim: bool,
    /// It must come within this term: a report after it arose, a claim after the damage was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Term>,
    /// What a person must judge, as a question to which "yes" means not admissible (LG-08, GW-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Text>,
    /// Who may make an exception, with a reason; nobody named: nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exception_by: Vec<Role>,
}

/// An informal start, which can end the procedure (GW-03, GP-06).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Informal {
    pub rule: String,
    pub name: Text,
    /// Handling begins only when the complainant makes it formal (GW-04).
    #[serde(default, skip_serializing_if = "is_false")]
    pub first: bool,
    /// Channels through which a report is formal from the beginning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formal_channels: Vec<String>,
}

/// How severe a report is (LU-05, FC-06).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    pub id: String,
    pub name: Text,
    /// Goes before the others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub urgent: bool,
}

/// Something on which people are informed (GW-06, LG-06).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub rule: String,
    pub name: Text,
    /// For the employee whom it is about, instead of the complainant.
    #[serde(default, skip_serializing_if = "is_false")]
    pub to_person: bool,
}

pub(super) fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The shape that serde asks for.
pub(super) fn is_true(value: &bool) -> bool {
    *value
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The shape that serde asks for.
pub(super) fn is_false(value: &bool) -> bool {
    !*value
}
