//! Every route of the server, and what all answers have in common.

use crate::session::store::PostgresSessions;
use crate::session::{Backend, DEVICE, LONGEST_SESSION, Member, SINCE, USED, device};
use crate::state::AppState;
use crate::{api, files, headers, health, live, pace, shell, site, telemetry};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get, post};
use axum_login::{AuthManagerLayerBuilder, AuthSession};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

/// The whole server as one service.
pub fn router(state: AppState) -> anyhow::Result<Router> {
    api::register();
    let for_members = Router::new()
        .route(
            "/api/{*function}",
            post(api::answer).layer(RequestBodyLimitLayer::new(api::LONGEST_QUESTION)),
        )
        .route(
            "/files/{hash}",
            get(files::download::whole)
                .head(files::download::head)
                .put(files::upload::put),
        )
        .route("/files/{hash}/thumb", get(files::download::thumb))
        .route("/live", get(live::stream_hints))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), pace::keep))
        .layer(from_fn_with_state(state.clone(), touch_session))
        .layer(sessions(&state))
        .layer(csrf(&state)?);
    let for_all = Router::new()
        .route("/", get(|| async { Redirect::to("/app") }))
        .route("/app", get(shell::page))
        .route("/app/{*page}", get(shell::page))
        .route("/version", get(site::version))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/api", any(|| async { StatusCode::NOT_FOUND }))
        .nest_service("/pkg", site::packages(&state.config.site))
        .fallback_service(site::public(&state.config.site));
    let mut all = for_members
        .merge(for_all)
        .layer(compression())
        .layer(from_fn(headers::secure));
    if state.config.secure() {
        all = all.layer(headers::only_over_tls());
    }
    Ok(all
        .layer(CatchPanicLayer::custom(telemetry::panicked))
        .layer(from_fn_with_state(state.clone(), telemetry::log_request))
        .with_state(state))
}

fn sessions(state: &AppState) -> axum_login::AuthManagerLayer<Backend, PostgresSessions> {
    let config = &state.config;
    let expiry = Duration::try_from(config.session).unwrap_or(Duration::days(30));
    let manager = SessionManagerLayer::new(PostgresSessions::new(state.database.pool().clone()))
        // The prefix makes browsers refuse the cookie from anything but this very host over TLS.
        .with_name(if config.secure() {
            "__Host-glashelder"
        } else {
            "glashelder"
        })
        .with_secure(config.secure())
        .with_same_site(SameSite::Lax)
        .with_http_only(true)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(expiry));
    AuthManagerLayerBuilder::new(state.accounts(), manager).build()
}

/// Notes that a session is in use, which lengthens it; now and then, not with every request. One that is older than a
/// session may be ends.
async fn touch_session(
    State(state): State<AppState>,
    mut auth: AuthSession<Backend>,
    mut request: Request,
    next: Next,
) -> Response {
    let asker = auth.user.as_ref().map(|member| member.actor.person);
    if let Some(member) = auth.user.clone() {
        match touched(&state, &auth, &member).await {
            Ok(true) => {}
            Ok(false) => {
                let ended = auth.logout().await;
                if let Err(error) = ended {
                    tracing::error!(cause = %error, "a session could not be ended");
                    return StatusCode::INTERNAL_SERVER_ERROR.into_response();
                }
                request.extensions_mut().insert(auth);
            }
            Err(error) => {
                tracing::error!(cause = %error, "a session could not be lengthened");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
    }
    let mut response = next.run(request).await;
    if let Some(person) = asker {
        response.extensions_mut().insert(telemetry::Asker(person));
    }
    response
}

/// Whether a session may go on; notes that it is used.
async fn touched(
    state: &AppState,
    auth: &AuthSession<Backend>,
    member: &Member,
) -> Result<bool, tower_sessions::session::Error> {
    let now = chrono::Utc::now().timestamp();
    let since: Option<i64> = auth.session.get(SINCE).await?;
    if since.is_some_and(|since| since + LONGEST_SESSION < now) {
        return Ok(false);
    }
    let used = now / state.config.session_touch().as_secs().cast_signed();
    if auth.session.get(USED).await? == Some(used) {
        return Ok(true);
    }
    auth.session.insert(USED, used).await?;
    let device: Option<uuid::Uuid> = auth.session.get(DEVICE).await?;
    if let Some(device) = device
        && let Err(error) = device::seen(&state.database, member, device).await
    {
        // The list of devices is then a little old; nothing else depends on it.
        tracing::warn!(cause = %crate::failure::Impersonal(&error), "the use of a device was not noted");
    }
    Ok(true)
}

/// Nothing is changed at the request of another site's page.
fn csrf(state: &AppState) -> anyhow::Result<CsrfLayer> {
    let layer = CsrfLayer::new();
    Ok(match &state.config.origin {
        Some(origin) => layer.add_trusted_origin(origin)?,
        None => layer,
    })
}

/// Pictures and streams of hints are left as they are, and so is the program, which is compressed when it is built
/// for delivery. Fast rather than small, because somebody waits for the answer.
fn compression() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(
            DefaultPredicate::new().and(NotForContentType::const_new("application/wasm")),
        )
}
