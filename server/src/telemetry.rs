//! Logs for whoever runs the server: what was asked and how it went, never what people wrote or who they are.

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use std::any::Any;
use std::io::IsTerminal;
use std::time::Instant;
use tracing_subscriber::EnvFilter;

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

/// Begins logging to standard error; `RUST_LOG` chooses what. Statements and session contents are left out by
/// default, because they may hold personal data.
pub fn begin(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,tower_sessions_core=error"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
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

/// One line for each request: the route's pattern, not the address, which holds ids and search words.
pub async fn log_request(request: Request, next: Next) -> Response {
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
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let milliseconds = began.elapsed().as_millis();
    let route = route.as_deref().unwrap_or("other");
    if status >= 500 {
        tracing::error!(%method, route, function, status, milliseconds, "answered");
    } else if route == "other" || route.starts_with("/health") {
        tracing::debug!(%method, route, status, milliseconds, "answered");
    } else {
        tracing::info!(%method, route, function, status, milliseconds, "answered");
    }
    response
}

/// The answer when a handler broke down.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
