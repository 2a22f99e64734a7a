//! Logs for whoever runs the server: what was asked and how it went, never what people wrote or who they are.

use crate::address::{neighbourhood, visitor};
use crate::state::AppState;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use domain::id::PersonId;
use std::any::Any;
use std::io::IsTerminal;
use std::time::Instant;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

/// Begins logging to standard error; `RUST_LOG` chooses what. Statements and session contents are left out by
/// default, because they may hold personal data.
pub fn begin(format: LogFormat) {
    begin_to(format, std::io::stderr, std::io::stderr().is_terminal());
}

/// Begins logging to somewhere else.
pub fn begin_to<W>(format: LogFormat, writer: W, in_colours: bool)
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tower_sessions_core=error"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_ansi(in_colours);
    // Fails only when logging has begun already.
    let _ = match format {
        LogFormat::Text => builder.with_target(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    // The message of a panic may quote values; its place says enough.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "a task broke down");
    }));
}

/// Who asked, for the line about it; put on the answer by whoever knows.
#[derive(Debug, Clone, Copy)]
pub struct Asker(pub PersonId);

/// One line for each request: the route's pattern, not what was asked for, which holds ids and search words; the person
/// by id, and the neighbourhood of where they are. What was refused, and what came too often, stands out.
pub async fn log_request(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let function = request
        .uri()
        .path()
        .strip_prefix("/api/")
        .filter(|_| route.is_some())
        .map(str::to_owned);
    let from = neighbourhood(visitor(&request, state.config.behind_proxy));
    let response = next.run(request).await;
    let asker = response.extensions().get::<Asker>();
    let person = asker.map(|asker| asker.0.to_string());
    let status = response.status().as_u16();
    let milliseconds = began.elapsed().as_millis();
    let route = route.as_deref().unwrap_or("other");
    if status >= 500 {
        tracing::error!(%method, route, function, status, milliseconds, person, from, "answered");
    } else if status == 403 || status == 429 {
        tracing::warn!(%method, route, function, status, milliseconds, person, from, "refused");
    } else if route == "other" || route.starts_with("/health") {
        tracing::debug!(%method, route, status, milliseconds, "answered");
    } else {
        tracing::info!(%method, route, function, status, milliseconds, person, from, "answered");
    }
    response
}

/// The answer when a handler broke down.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
