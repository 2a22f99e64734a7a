//! What the server functions need of the server: traits that it implements, for the person who asks.

use super::ApiError;
use super::account::{Account, AccountDraft};
use super::search::Hit;
use super::session::SignedIn;
use async_trait::async_trait;
use leptos::prelude::use_context;
use std::sync::Arc;
use sync::message::{Changes, Pull, Push, Receipts};

/// The journal of dossiers, for one signed-in person.
#[async_trait]
pub trait Journal: Send + Sync {
    async fn push(&self, push: Push) -> Result<Receipts, ApiError>;
    async fn pull(&self, pull: Pull) -> Result<Changes, ApiError>;
    async fn search(&self, query: String) -> Result<Vec<Hit>, ApiError>;
}

/// The session of one browser.
#[async_trait]
pub trait Sessions: Send + Sync {
    async fn sign_in(&self, email: String, password: String) -> Result<SignedIn, ApiError>;
    async fn sign_out(&self) -> Result<(), ApiError>;
    async fn change_password(&self, current: String, new: String) -> Result<(), ApiError>;
}

/// The accounts of one organisation, for its administrator.
#[async_trait]
pub trait Accounts: Send + Sync {
    async fn list(&self) -> Result<Vec<Account>, ApiError>;
    async fn save(&self, draft: AccountDraft) -> Result<Account, ApiError>;
}

/// What the server provides as context with every request. `journal` and `accounts` are absent while nobody is
/// signed in.
#[derive(Clone)]
pub struct Ports {
    pub sessions: Arc<dyn Sessions>,
    pub journal: Option<Arc<dyn Journal>>,
    pub accounts: Option<Arc<dyn Accounts>>,
}

fn ports() -> Result<Ports, ApiError> {
    use_context::<Ports>().ok_or(ApiError::Failure)
}

pub(super) fn sessions() -> Result<Arc<dyn Sessions>, ApiError> {
    ports().map(|ports| ports.sessions)
}

pub(super) fn journal() -> Result<Arc<dyn Journal>, ApiError> {
    ports()?.journal.ok_or(ApiError::SignedOut)
}

pub(super) fn accounts() -> Result<Arc<dyn Accounts>, ApiError> {
    ports()?.accounts.ok_or(ApiError::SignedOut)
}
