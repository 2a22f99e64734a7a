//! The second step of signing in: a code from an app on one's telephone.

use super::ApiError;
use domain::id::PersonId;
use domain::person::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;
use std::collections::BTreeSet;

/// Who must have one, in an organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    #[default]
    Optional,
    /// Whoever has a function besides going out to customers.
    Office,
    Everyone,
}

impl Rule {
    pub const ALL: [Rule; 3] = [Rule::Optional, Rule::Office, Rule::Everyone];

    /// As the database writes it.
    pub fn word(self) -> &'static str {
        match self {
            Rule::Optional => "optional",
            Rule::Office => "office",
            Rule::Everyone => "everyone",
        }
    }

    pub fn from_word(word: &str) -> Option<Rule> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }

    /// Whether who has these functions must have a second step.
    pub fn asks(self, roles: &BTreeSet<Role>) -> bool {
        match self {
            Rule::Optional => false,
            Rule::Office => roles.iter().any(|role| *role != Role::Technician),
            Rule::Everyone => true,
        }
    }
}

/// How it stands with somebody's second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStep {
    pub active: bool,
    /// The organisation asks for it.
    pub required: bool,
    /// Recovery codes that were not used yet.
    pub codes_left: u32,
}

/// What an app needs to make codes; shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// To type over: base32.
    pub secret: String,
    /// `otpauth://…`, for an app on this very device.
    pub address: String,
    /// The same as a QR code: modules along one side, and the dark ones as the path of an SVG.
    pub side: u32,
    pub dark: String,
}

/// Begins to set it up, with the password given again; nothing is asked for yet.
#[server(prefix = "/api", endpoint = "begin-second-step", input = Json, output = Json)]
pub async fn begin_second_step(password: String) -> Result<Enrolment, ApiError> {
    super::port::second_steps()?.begin(password).await
}

/// The first code shows that the app works: from now on it is asked for. Gives the recovery codes, this once.
#[server(prefix = "/api", endpoint = "confirm-second-step", input = Json, output = Json)]
pub async fn confirm_second_step(code: String) -> Result<Vec<String>, ApiError> {
    super::port::second_steps()?.confirm(code).await
}

/// Ends one's own, where the organisation does not ask for it.
#[server(prefix = "/api", endpoint = "end-second-step", input = Json, output = Json)]
pub async fn end_second_step(password: String) -> Result<(), ApiError> {
    super::port::second_steps()?.end(password).await
}

/// Ends a colleague's, who lost telephone and codes; for the administrator.
#[server(prefix = "/api", endpoint = "reset-second-step", input = Json, output = Json)]
pub async fn reset_second_step(person: PersonId) -> Result<(), ApiError> {
    super::port::second_steps()?.reset(person).await
}

/// The organisation's rule; for the administrator.
#[server(prefix = "/api", endpoint = "second-step-rule", input = Json, output = Json)]
pub async fn second_step_rule() -> Result<Rule, ApiError> {
    super::port::second_steps()?.rule().await
}

/// Sets the organisation's rule; for the administrator.
#[server(prefix = "/api", endpoint = "set-second-step-rule", input = Json, output = Json)]
pub async fn set_second_step_rule(rule: Rule) -> Result<(), ApiError> {
    super::port::second_steps()?.set_rule(rule).await
}
