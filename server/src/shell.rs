//! The one page in which the app runs, for every address under `/app`. It holds no data, so devices keep a copy.

use crate::site::Build;
use crate::state::AppState;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// The page for the build that is served now.
pub async fn page(State(state): State<AppState>) -> Response {
    let Some(build) = Build::read(&state.config.site).await else {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            "De app is nog niet gebouwd.\nThe app has not been built yet.\n",
        )
            .into_response();
    };
    let mut response = axum::response::Html(html(&build)).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What stands in the body until the app runs is replaced by it; without scripts it tells what is needed.
fn html(
    Build {
        build,
        js,
        wasm,
        css,
    }: &Build,
) -> String {
    format!(
        r#"<!doctype html>
<html lang="nl" data-build="{build}" data-js="{js}" data-wasm="{wasm}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>Glashelder</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg">
<link rel="apple-touch-icon" href="/icon-192.png">
<link rel="manifest" href="/manifest.webmanifest">
<link rel="preload" href="/fonts/hanken-grotesk.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{css}">
<link rel="modulepreload" href="{js}">
<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>
<script type="module" src="/boot.js"></script>
</head>
<body>
<noscript><p>Glashelder heeft JavaScript nodig. Zet het aan en laad de pagina opnieuw. (Glashelder needs JavaScript.)</p></noscript>
</body>
</html>
"#
    )
}
