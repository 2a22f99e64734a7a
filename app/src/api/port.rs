//! What the server functions need of the server: traits that it implements, for the person who asks.

use super::ApiError;
use super::account::{Account, AccountDraft, SavedAccount};
use super::device::Access;
use super::report::{Draft, Report, Reports as ReportList};
use super::search::Hit;
use super::second_step::{Enrolment, Rule};
use super::session::SignedIn;
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::absence::Absence;
use domain::figures::Figures;
use domain::id::PersonId;
use domain::report::Period;
use leptos::prelude::use_context;
use std::sync::Arc;
use sync::message::{Changes, Pull, Push, Receipts};
use uuid::Uuid;

/// The journal of dossiers, for one signed-in person.
#[async_trait]
pub trait Journal: Send + Sync {
    async fn push(&self, push: Push) -> Result<Receipts, ApiError>;
    async fn pull(&self, pull: Pull) -> Result<Changes, ApiError>;
    async fn search(&self, query: String) -> Result<Vec<Hit>, ApiError>;
    async fn figures(&self, from: NaiveDate, until: NaiveDate) -> Result<Figures, ApiError>;
}

/// The session of one browser.
#[async_trait]
pub trait Sessions: Send + Sync {
    async fn sign_in(
        &self,
        email: String,
        password: String,
        code: Option<String>,
    ) -> Result<SignedIn, ApiError>;
    async fn sign_out(&self) -> Result<(), ApiError>;
    async fn change_password(&self, current: String, new: String) -> Result<(), ApiError>;
    async fn confirm_password(&self, password: String) -> Result<(), ApiError>;
}

/// The accounts of one organisation, for its administrator; being out of office, for everybody.
#[async_trait]
pub trait Accounts: Send + Sync {
    async fn list(&self) -> Result<Vec<Account>, ApiError>;
    async fn save(&self, draft: AccountDraft) -> Result<SavedAccount, ApiError>;
    /// Tells when somebody is out of office, or with nothing that they are there again.
    async fn away(&self, person: PersonId, absence: Option<Absence>) -> Result<(), ApiError>;
}

/// Reports over a period, for one signed-in person.
#[async_trait]
pub trait Reports: Send + Sync {
    async fn list(&self) -> Result<ReportList, ApiError>;
    async fn report(&self, id: Uuid) -> Result<Report, ApiError>;
    async fn begin(&self, report: String, period: Period) -> Result<Uuid, ApiError>;
    async fn save(&self, draft: Draft) -> Result<Report, ApiError>;
    async fn decide(&self, id: Uuid, text: String) -> Result<Report, ApiError>;
}

/// The second step of signing in, of the person who asks; resetting and the rule are for the administrator.
#[async_trait]
pub trait SecondSteps: Send + Sync {
    async fn begin(&self, password: String) -> Result<Enrolment, ApiError>;
    async fn confirm(&self, code: String) -> Result<Vec<String>, ApiError>;
    async fn end(&self, password: String) -> Result<(), ApiError>;
    async fn reset(&self, person: PersonId) -> Result<(), ApiError>;
    async fn rule(&self) -> Result<Rule, ApiError>;
    async fn set_rule(&self, rule: Rule) -> Result<(), ApiError>;
}

/// The devices of the person who asks, or for the administrator of a colleague.
#[async_trait]
pub trait Devices: Send + Sync {
    async fn access(&self, person: Option<PersonId>) -> Result<Access, ApiError>;
    async fn end(&self, person: Option<PersonId>, device: Uuid, lost: bool)
    -> Result<(), ApiError>;
    async fn end_others(&self) -> Result<u32, ApiError>;
    async fn erased(&self, unsent: Option<u32>) -> Result<(), ApiError>;
    async fn copy_key(&self) -> Result<String, ApiError>;
}

/// What the server provides as context with every request. `journal`, `reports` and `accounts` are absent for who may not
/// work (yet), and `turned_away` says why.
#[derive(Clone)]
pub struct Ports {
    pub sessions: Arc<dyn Sessions>,
    pub second_steps: Arc<dyn SecondSteps>,
    pub devices: Arc<dyn Devices>,
    pub turned_away: ApiError,
    pub journal: Option<Arc<dyn Journal>>,
    pub reports: Option<Arc<dyn Reports>>,
    pub accounts: Option<Arc<dyn Accounts>>,
}

fn ports() -> Result<Ports, ApiError> {
    use_context::<Ports>().ok_or(ApiError::Failure)
}

pub(super) fn sessions() -> Result<Arc<dyn Sessions>, ApiError> {
    ports().map(|ports| ports.sessions)
}

pub(super) fn journal() -> Result<Arc<dyn Journal>, ApiError> {
    let ports = ports()?;
    ports.journal.ok_or(ports.turned_away)
}

pub(super) fn reports() -> Result<Arc<dyn Reports>, ApiError> {
    let ports = ports()?;
    ports.reports.ok_or(ports.turned_away)
}

pub(super) fn accounts() -> Result<Arc<dyn Accounts>, ApiError> {
    let ports = ports()?;
    ports.accounts.ok_or(ports.turned_away)
}

pub(super) fn second_steps() -> Result<Arc<dyn SecondSteps>, ApiError> {
    ports().map(|ports| ports.second_steps)
}

pub(super) fn devices() -> Result<Arc<dyn Devices>, ApiError> {
    ports().map(|ports| ports.devices)
}
