//! `/live`: a stream of hints that something changed in the organisation. A missed hint costs nothing, because the
//! device asks what changed; so hints carry nothing.

use crate::hints::{CHANNEL, Hints};
use crate::session::{Backend, working};
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum_login::AuthSession;
use futures::stream;
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use std::convert::Infallible;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Shorter than the silence after which proxies hang up.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// After this a device connects again and so shows its session again.
const LONGEST_STREAM: Duration = Duration::from_secs(3600);
/// How long to wait before connecting to Postgres again.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Streams hints to one device.
pub async fn stream_hints(State(state): State<AppState>, auth: AuthSession<Backend>) -> Response {
    let Some(member) = working(&auth) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let organisation = member.actor.organisation;
    let until = tokio::time::Instant::now() + LONGEST_STREAM;
    let start = (state.hints.subscribe(), state.stopping.clone());
    let hints = stream::unfold(start, move |(mut hints, stopping)| async move {
        tokio::select! {
            () = stopping.cancelled() => None,
            () = tokio::time::sleep_until(until) => None,
            more = hints.next(organisation) => {
                let event = Event::default().data("changed");
                more.then_some((Ok::<_, Infallible>(event), (hints, stopping)))
            }
        }
    });
    let heartbeat = KeepAlive::new().interval(HEARTBEAT).text("here");
    let mut response = Sse::new(hints).keep_alive(heartbeat).into_response();
    // Proxies must pass every hint on at once.
    response.headers_mut().insert(
        "x-accel-buffering",
        axum::http::HeaderValue::from_static("no"),
    );
    response
}

/// Passes on what Postgres tells, until the server stops. After an interruption every organisation gets a hint,
/// because notifications of that time are lost.
pub async fn listen(pool: PgPool, hints: Hints, stopping: CancellationToken) {
    while !stopping.is_cancelled() {
        let listening = async {
            let mut listener = PgListener::connect_with(&pool).await?;
            listener.listen(CHANNEL).await?;
            hints.send_to_all();
            loop {
                match listener.try_recv().await? {
                    Some(notification) => {
                        if let Ok(organisation) = notification.payload().parse() {
                            hints.send(organisation);
                        }
                    }
                    None => hints.send_to_all(),
                }
            }
        };
        let ended: Result<Infallible, sqlx::Error> = tokio::select! {
            () = stopping.cancelled() => return,
            ended = listening => ended,
        };
        let Err(error) = ended;
        tracing::warn!(cause = %crate::failure::Impersonal(&error), "no hints from the database for a moment");
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(AFTER_FAILURE) => {}
        }
    }
}
