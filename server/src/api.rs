//! The server functions: which there are, and the ports that they get for the person who asks.

use crate::account::OrganisationAccounts;
use crate::address::visitor;
use crate::journal::PostgresJournal;
use crate::report::OrganisationReports;
use crate::session::{Backend, Browser, BrowserSession, again, working};
use crate::state::AppState;
use app::api::port::{Journal, Ports, Reports};
use app::api::{ApiError, account, device, figures, report, search, second_step, session, sync};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_login::AuthSession;
use leptos::prelude::provide_context;
use server_fn::axum::register_explicit;
use server_fn::error::SERVER_FN_ERROR_HEADER;
use std::sync::Arc;
use tower_cookies::Cookies;

/// A push of 200 events with long texts is far below this.
pub const LONGEST_QUESTION: usize = 8 * 1024 * 1024;
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// Errors are sentences.
const LONGEST_ERROR: usize = 64 * 1024;

/// Names every server function once; left to the linker, some might be missing.
pub fn register() {
    // Fails only when it has been done before.
    let _ = any_spawner::Executor::init_tokio();
    register_explicit::<session::SignIn>();
    register_explicit::<session::SignOut>();
    register_explicit::<session::ChangePassword>();
    register_explicit::<session::ConfirmPassword>();
    register_explicit::<sync::PushEvents>();
    register_explicit::<sync::PullChanges>();
    register_explicit::<search::Search>();
    register_explicit::<figures::CountFigures>();
    register_explicit::<report::ListReports>();
    register_explicit::<report::ReadReport>();
    register_explicit::<report::BeginReport>();
    register_explicit::<report::SaveReport>();
    register_explicit::<report::DecideOnReport>();
    register_explicit::<account::Accounts>();
    register_explicit::<account::SaveAccount>();
    register_explicit::<second_step::BeginSecondStep>();
    register_explicit::<second_step::ConfirmSecondStep>();
    register_explicit::<second_step::EndSecondStep>();
    register_explicit::<second_step::ResetSecondStep>();
    register_explicit::<second_step::SecondStepRule>();
    register_explicit::<second_step::SetSecondStepRule>();
    register_explicit::<device::AccessOf>();
    register_explicit::<device::EndDevice>();
    register_explicit::<device::EndOtherSessions>();
    register_explicit::<device::DeviceErased>();
    register_explicit::<device::CopyKey>();
    register_explicit::<account::SaveAbsence>();
}

/// Answers `/api/*`.
pub async fn answer(
    State(state): State<AppState>,
    auth: AuthSession<Backend>,
    cookies: Cookies,
    request: Request,
) -> Response {
    let address = visitor(&request, state.config.behind_proxy);
    let agent = request.headers().get(header::USER_AGENT);
    let agent = agent
        .and_then(|said| said.to_str().ok())
        .unwrap_or_default();
    let browser = Browser {
        cookies,
        agent: agent.to_owned(),
        secure: state.config.secure(),
    };
    let ports = ports(&state, auth, address, browser).await;
    let provide = move || provide_context(ports.clone());
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await;
    with_status(response.into_response()).await
}

async fn ports(
    state: &AppState,
    auth: AuthSession<Backend>,
    address: std::net::IpAddr,
    browser: Browser,
) -> Ports {
    let member = working(&auth);
    let journal = member.as_ref().and_then(|member| {
        let procedure = state.procedures.get(&member.procedure);
        if procedure.is_none() {
            tracing::error!(
                procedure = member.procedure,
                "an organisation follows a procedure that is not here"
            );
        }
        let (procedure, actor) = (procedure?, member.actor.clone());
        Some(PostgresJournal::new(
            state.database.clone(),
            procedure,
            actor,
        ))
    });
    let reports = journal.clone().map(|journal| {
        let reports = OrganisationReports::new(state.database.clone(), journal);
        Arc::new(reports) as Arc<dyn Reports>
    });
    let journal = journal.map(|journal| Arc::new(journal) as Arc<dyn Journal>);
    let proven = again::is_proven(&auth).await.unwrap_or_default();
    let backend = state.accounts();
    let session = Arc::new(BrowserSession {
        auth,
        address,
        procedures: state.procedures.clone(),
        browser,
    });
    Ports {
        journal,
        reports,
        accounts: member.map(|member| {
            Arc::new(OrganisationAccounts {
                backend,
                member,
                proven,
            }) as _
        }),
        turned_away: turned_away(&session).await,
        second_steps: session.clone(),
        devices: session.clone(),
        sessions: session,
    }
}

/// Why somebody who may not work is turned away.
async fn turned_away(session: &BrowserSession) -> ApiError {
    match &session.auth.user {
        Some(member) => member.must_first().unwrap_or(ApiError::Failure),
        None => match session.must_erase().await {
            Ok(true) => ApiError::Withdrawn,
            Ok(false) => ApiError::SignedOut,
            Err(error) => error,
        },
    }
}

/// Every error of a server function comes as 500; proxies, logs and people who look deserve the right one.
async fn with_status(response: Response) -> Response {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_ERROR).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let error = serde_json::from_slice(&bytes).unwrap_or(ApiError::Failure);
    parts.status = status(&error);
    let headers = &mut parts.headers;
    headers.insert(header::CONTENT_TYPE, JSON);
    if let ApiError::Wait(seconds) = error {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// An error as server functions answer it, from whatever stands before them.
pub fn refused(error: ApiError) -> Response {
    let body = serde_json::to_vec(&error).unwrap_or_default();
    let mut response = (status(&error), [(header::CONTENT_TYPE, JSON)], body).into_response();
    if let ApiError::Wait(seconds) = error {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn status(error: &ApiError) -> StatusCode {
    match error {
        ApiError::SignedOut
        | ApiError::WrongPassword
        | ApiError::CodeNeeded
        | ApiError::WrongCode
        | ApiError::Withdrawn => StatusCode::UNAUTHORIZED,
        ApiError::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        ApiError::NotAllowed
        | ApiError::SecondStepNeeded
        | ApiError::PasswordNeeded
        | ApiError::PasswordAgain => StatusCode::FORBIDDEN,
        ApiError::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        ApiError::Unreachable(_) => StatusCode::BAD_REQUEST,
        ApiError::Failure => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
