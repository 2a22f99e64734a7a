//! The headers that keep browsers strict, on every answer that does not set stricter ones itself.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::set_header::SetResponseHeaderLayer;

/// Only our own files, nothing inline; `blob:` and `data:` are photos that have not been sent yet.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    // By this a device knows the server from a network's sign-in page, which answers in its place.
    (HeaderName::from_static("x-glashelder"), "1"),
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

/// Behind TLS, browsers never try without it.
pub fn only_over_tls() -> SetResponseHeaderLayer<HeaderValue> {
    let rule = HeaderValue::from_static("max-age=31536000; includeSubDomains");
    SetResponseHeaderLayer::overriding(header::STRICT_TRANSPORT_SECURITY, rule)
}

/// Adds them.
pub async fn secure(request: Request, next: Next) -> Response {
    let data = ["/api/", "/files/", "/live"]
        .iter()
        .any(|start| request.uri().path().starts_with(start));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(HeaderName::from_static("cross-origin-resource-policy"))
        .or_insert(HeaderValue::from_static("same-origin"));
    // What people recorded is kept by the app on purpose, never by the browser's cache by chance.
    if data {
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
    response
}
