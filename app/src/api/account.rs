//! The administrator's work: who has an account, with which roles and regions.

use super::ApiError;
use domain::absence::Absence;
use domain::id::PersonId;
use domain::person::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;
use std::collections::BTreeSet;

/// An account as the administrator sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub roles: BTreeSet<Role>,
    pub regions: BTreeSet<String>,
    pub active: bool,
}

/// A new or changed account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountDraft {
    /// `None` for a new one.
    pub person: Option<PersonId>,
    pub name: String,
    pub email: String,
    pub roles: BTreeSet<Role>,
    pub regions: BTreeSet<String>,
    pub active: bool,
    /// Set to give a (new) password; at least 12 characters.
    pub password: Option<String>,
}

/// All accounts of the administrator's organisation, by name.
#[server(prefix = "/api", endpoint = "accounts", input = Json, output = Json)]
pub async fn accounts() -> Result<Vec<Account>, ApiError> {
    super::port::accounts()?.list().await
}

/// Makes or changes an account.
#[server(prefix = "/api", endpoint = "save-account", input = Json, output = Json)]
pub async fn save_account(draft: AccountDraft) -> Result<Account, ApiError> {
    super::port::accounts()?.save(draft).await
}

/// Tells when somebody is out of office and who stands in; nothing: they are there again. For oneself, and for others by
/// the administrator, a coordinator or management.
#[server(prefix = "/api", endpoint = "save-absence", input = Json, output = Json)]
pub async fn save_absence(person: PersonId, absence: Option<Absence>) -> Result<(), ApiError> {
    super::port::accounts()?.away(person, absence).await
}
