//! How often one person may ask: far more than any device of theirs does, too little to keep the server busy alone.

use crate::api;
use crate::session::Backend;
use crate::state::AppState;
use app::api::ApiError;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use axum_login::AuthSession;
use domain::id::PersonId;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::Arc;

/// How many requests a person may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// At one moment, when there were none before: opening a dossier with all its photos on every device at once.
    pub at_once: NonZeroU32,
    /// From then on, in a second.
    pub a_second: NonZeroU32,
}

impl Default for Pace {
    fn default() -> Pace {
        let of = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Pace {
            at_once: of(1_200),
            a_second: of(20),
        }
    }
}

/// Counts what each person asks of this server process. Not in Postgres: counting must cost less than answering.
#[derive(Debug, Clone)]
pub struct Paces {
    limiter: Arc<DefaultKeyedRateLimiter<PersonId>>,
    clock: DefaultClock,
}

impl Paces {
    pub fn new(pace: Pace) -> Paces {
        let quota = Quota::per_second(pace.a_second).allow_burst(pace.at_once);
        Paces {
            limiter: Arc::new(RateLimiter::hashmap(quota)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a request; the seconds to wait, where it is one too many.
    fn wait(&self, person: PersonId) -> Option<u64> {
        let early = self.limiter.check_key(&person).err()?;
        Some(early.wait_time_from(self.clock.now()).as_secs() + 1)
    }

    /// Forgets who has not asked for a while.
    pub fn forget_idle(&self) {
        self.limiter.retain_recent();
    }
}

/// Asks who comes too often to wait: with 429 and Retry-After, which devices take for a bad line and try again later.
/// Streams of hints are one request in an hour and are always opened.
pub async fn keep(
    State(state): State<AppState>,
    auth: AuthSession<Backend>,
    request: Request,
    next: Next,
) -> Response {
    let person = auth.user.as_ref().map(|member| member.actor.person);
    let wait = match person {
        Some(person) if request.uri().path() != "/live" => state.paces.wait(person),
        _ => None,
    };
    match wait {
        Some(seconds) => api::refused(ApiError::Wait(seconds)),
        None => next.run(request).await,
    }
}
