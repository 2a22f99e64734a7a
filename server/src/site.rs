//! The built site: the app's program and style under names that carry their hash, and the public files.

use crate::state::AppState;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use std::path::Path;
use tower_http::services::ServeDir;

/// What `build.json` says of the newest build.
#[derive(Debug, Clone, Deserialize)]
pub struct Build {
    /// Id of the build.
    pub build: String,
    /// Addresses of its files: `/pkg/app.0123456789ab.js`.
    pub js: String,
    pub wasm: String,
    pub css: String,
}

impl Build {
    /// Read anew each time, so that a build that is put in place while the server runs is served at once.
    pub async fn read(site: &Path) -> Option<Build> {
        let text = tokio::fs::read(site.join("build.json")).await.ok()?;
        let build: Build = serde_json::from_slice(&text)
            .inspect_err(|error| tracing::error!(%error, "build.json cannot be read"))
            .ok()?;
        let plain = |text: &String| {
            text.chars()
                .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
        };
        let sound = [&build.build, &build.js, &build.wasm, &build.css]
            .into_iter()
            .all(plain);
        sound.then_some(build)
    }
}

/// The id of the build that is served now, as JSON.
pub async fn version(State(state): State<AppState>) -> Response {
    match Build::read(&state.config.site).await {
        Some(build) => (
            [(header::CACHE_CONTROL, "no-store")],
            Json(serde_json::json!({ "build": build.build })),
        )
            .into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// `/pkg`: what is there never changes; what is not there is a plain 404, because a page in its place would be
/// taken for a program.
pub fn packages<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let folder = ServeDir::new(site.join("pkg"))
        .append_index_html_on_directories(false)
        .precompressed_br();
    Router::new()
        .fallback_service(folder)
        .layer(from_fn(|request: Request, next: Next| {
            cached("public, max-age=31536000, immutable", request, next)
        }))
}

/// Icons, fonts, the service worker: asked for again each time, and answered with "not changed".
pub fn public<S: Clone + Send + Sync + 'static>(site: &Path) -> Router<S> {
    let folder = ServeDir::new(site)
        .append_index_html_on_directories(false)
        .precompressed_br();
    Router::new().fallback_service(folder).layer(from_fn(
        |request: Request, next: Next| async move {
            // The build keeps files of its own beside the public ones.
            if request.uri().path().contains("/.") {
                return StatusCode::NOT_FOUND.into_response();
            }
            cached("no-cache", request, next).await
        },
    ))
}

async fn cached(rule: &'static str, request: Request, next: Next) -> Response {
    const SERVICE_WORKER_ALLOWED: HeaderName = HeaderName::from_static("service-worker-allowed");
    let service_worker = request.uri().path() == "/sw.js";
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let rule = if found { rule } else { "no-store" };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    if service_worker {
        response
            .headers_mut()
            .insert(SERVICE_WORKER_ALLOWED, HeaderValue::from_static("/"));
    }
    response
}
