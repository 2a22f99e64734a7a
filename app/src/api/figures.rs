//! Figures over all dossiers, for whom the procedure's reports are.

use super::ApiError;
use chrono::NaiveDate;
use domain::figures::Figures;
use leptos::prelude::*;
use server_fn::codec::Json;

/// Figures over what was received from one day until another, both included.
#[server(prefix = "/api", endpoint = "figures", input = Json, output = Json)]
pub async fn count_figures(from: NaiveDate, until: NaiveDate) -> Result<Figures, ApiError> {
    super::port::journal()?.figures(from, until).await
}
