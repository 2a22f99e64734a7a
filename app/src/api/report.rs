//! Reports over a period: made and sent by whom the procedure says, read and decided upon by whom it names.

use super::ApiError;
use chrono::{DateTime, Utc};
use domain::figures::Figures;
use domain::id::PersonId;
use domain::language::Text;
use domain::person::Role;
use domain::report::Period;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::Json;
use uuid::Uuid;

/// Which report it is, and over when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Title {
    /// Its id in the procedure.
    pub report: String,
    pub name: Text,
    pub rule: String,
    pub period: Period,
}

/// A period that has ended, over which nobody has made the report that this person makes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unmade {
    pub title: Title,
    /// It is the last one: the report is owed. Of earlier ones it can still be made.
    pub owed: bool,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    pub id: Uuid,
    pub title: Title,
    /// Who wrote or sent it last.
    pub by: PersonId,
    /// When it was sent; a draft otherwise, which only who makes it sees.
    pub sent_at: Option<DateTime<Utc>>,
    pub decisions: usize,
    /// Whether this person is to decide on it, and nobody has.
    pub to_decide: bool,
}

/// All that somebody has to do with reports; the newest period first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reports {
    pub unmade: Vec<Unmade>,
    pub listed: Vec<Listed>,
}

/// What was decided on a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    pub text: String,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// A whole report: the figures as they were counted, and what its maker makes of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub id: Uuid,
    pub title: Title,
    pub to: Vec<Role>,
    pub anonymous: bool,
    /// It is not sent without an advice.
    pub asks_advice: bool,
    pub figures: Figures,
    pub counted_at: DateTime<Utc>,
    pub analysis: String,
    pub advice: String,
    /// Counts up with every change, so that nobody writes over another's words.
    pub revision: i32,
    pub by: PersonId,
    pub sent_at: Option<DateTime<Utc>>,
    pub decided: Vec<Decided>,
    pub may_write: bool,
    pub may_decide: bool,
}

/// The words of a draft, and what is done with them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub id: Uuid,
    /// The revision that the writer saw.
    pub revision: i32,
    pub analysis: String,
    pub advice: String,
    pub and: Then,
}

/// What is done once the words are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    Keep,
    /// The figures are counted anew.
    Count,
    /// From now on it can be read and is fixed.
    Send,
}

/// What this person has to do with reports.
#[server(prefix = "/api", endpoint = "reports", input = Json, output = Json)]
pub async fn list_reports() -> Result<Reports, ApiError> {
    super::port::reports()?.list().await
}

/// One report.
#[server(prefix = "/api", endpoint = "report", input = Json, output = Json)]
pub async fn read_report(id: Uuid) -> Result<Report, ApiError> {
    super::port::reports()?.report(id).await
}

/// Begins a report over a period that has ended: its figures are counted and stay. Gives the one that there is already.
#[server(prefix = "/api", endpoint = "begin-report", input = Json, output = Json)]
pub async fn begin_report(report: String, period: Period) -> Result<Uuid, ApiError> {
    super::port::reports()?.begin(report, period).await
}

/// Saves a draft, and may count anew or send it.
#[server(prefix = "/api", endpoint = "save-report", input = Json, output = Json)]
pub async fn save_report(draft: Draft) -> Result<Report, ApiError> {
    super::port::reports()?.save(draft).await
}

/// Records what was decided on a report that was sent.
#[server(prefix = "/api", endpoint = "decide-on-report", input = Json, output = Json)]
pub async fn decide_on_report(id: Uuid, text: String) -> Result<Report, ApiError> {
    super::port::reports()?.decide(id, text).await
}
