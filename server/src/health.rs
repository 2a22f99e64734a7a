//! Whether the server lives, and whether it can do its work, for whatever watches over it.

use crate::failure::Impersonal;
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;

/// The process answers.
pub async fn live() -> &'static str {
    "ok\n"
}

/// The database answers too, its schema fits, and the server is not about to stop.
pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.stopping.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match state.database.ready().await {
        Ok(true) => (StatusCode::OK, "ok\n"),
        Ok(false) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the schema is older than the program\n",
        ),
        Err(error) => {
            tracing::warn!(cause = %Impersonal(&error), "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}
