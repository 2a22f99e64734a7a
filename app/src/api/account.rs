//! The administrator's work: who has an account, with which roles and regions.

use super::ApiError;
use chrono::{DateTime, Utc};
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
    /// The person has a first password, and not chosen their own yet; until when it can be used.
    #[serde(default)]
    pub first_password_until: Option<DateTime<Utc>>,
}

/// An account as it was saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedAccount {
    pub account: Account,
    /// Where one was asked for; shown this once.
    pub first_password: Option<FirstPassword>,
}

/// A password that the server made, with which somebody can choose their own.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct FirstPassword {
    /// Groups of small letters and digits.
    pub password: String,
    pub until: DateTime<Utc>,
}

/// Without the password: this is what logs show.
impl std::fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FirstPassword(until {})", self.until)
    }
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
    /// Gives a first password in place of the one that there may be; a new account always gets one.
    pub first_password: bool,
}

/// All accounts of the administrator's organisation, by name.
#[server(prefix = "/api", endpoint = "accounts", input = Json, output = Json)]
pub async fn accounts() -> Result<Vec<Account>, ApiError> {
    super::port::accounts()?.list().await
}

/// Makes or changes an account.
#[server(prefix = "/api", endpoint = "save-account", input = Json, output = Json)]
pub async fn save_account(draft: AccountDraft) -> Result<SavedAccount, ApiError> {
    super::port::accounts()?.save(draft).await
}

/// Tells when somebody is out of office and who stands in; nothing: they are there again. For oneself, and for others by
/// the administrator, a coordinator or management.
#[server(prefix = "/api", endpoint = "save-absence", input = Json, output = Json)]
pub async fn save_absence(person: PersonId, absence: Option<Absence>) -> Result<(), ApiError> {
    super::port::accounts()?.away(person, absence).await
}
