//! The two messages by which copies agree.

use super::ApiError;
use leptos::prelude::*;
use server_fn::codec::Json;
use sync::message::{Changes, Pull, Push, Receipts};

/// Sends events; answers with a receipt for each.
#[server(prefix = "/api", endpoint = "push", input = Json, output = Json)]
pub async fn push_events(push: Push) -> Result<Receipts, ApiError> {
    super::port::journal()?.push(push).await
}

/// Asks for what changed.
#[server(prefix = "/api", endpoint = "pull", input = Json, output = Json)]
pub async fn pull_changes(pull: Pull) -> Result<Changes, ApiError> {
    super::port::journal()?.pull(pull).await
}
