//! The session of one browser: signing in, signing out, one's own password.

pub mod member;
pub mod password;
pub mod store;
mod throttle;

pub use member::{Backend, Member};

use crate::failure::noted;
use crate::procedures::Procedures;
use app::api::ApiError;
use app::api::port::Sessions;
use app::api::session::SignedIn;
use async_trait::async_trait;
use axum_login::AuthSession;
use chrono::Utc;
use std::net::IpAddr;

/// Key in a session's data: when it was last used, as a count of spans of [`crate::config::Config::session_touch`].
pub const USED: &str = "used";

/// The session port for one request.
#[derive(Clone)]
pub struct BrowserSession {
    pub auth: AuthSession<Backend>,
    pub address: IpAddr,
    pub procedures: Procedures,
}

#[async_trait]
impl Sessions for BrowserSession {
    async fn sign_in(&self, email: String, password: String) -> Result<SignedIn, ApiError> {
        let backend = &self.auth.backend;
        let email = email.trim().to_lowercase();
        let pool = backend.database.pool();
        let tries = throttle::Tries::of(&email, self.address);
        if let Some(wait) = tries
            .begin(pool, Utc::now())
            .await
            .map_err(noted("sign-in"))?
        {
            tracing::warn!("a sign-in was put off: too many tries");
            return Err(ApiError::Wait(wait));
        }
        let Some(member) = backend
            .check(&email, password)
            .await
            .map_err(noted("sign-in"))?
        else {
            return Err(ApiError::WrongPassword);
        };
        tries.succeeded(pool).await.map_err(noted("sign-in"))?;
        if self.procedures.get(&member.procedure).is_none() {
            return Err(without_procedure(&member));
        }
        // Whoever knew the session's id before must not be signed in with it now.
        let mut auth = self.auth.clone();
        auth.session.flush().await.map_err(noted("sign-in"))?;
        auth.login(&member).await.map_err(noted("sign-in"))?;
        tracing::info!(person = %member.actor.person, "signed in");
        Ok(member.signed_in())
    }

    async fn sign_out(&self) -> Result<(), ApiError> {
        self.auth
            .clone()
            .logout()
            .await
            .map_err(noted("sign-out"))?;
        Ok(())
    }

    async fn change_password(&self, current: String, new: String) -> Result<(), ApiError> {
        let backend = &self.auth.backend;
        let member = self.auth.user.as_ref().ok_or(ApiError::SignedOut)?;
        let pool = backend.database.pool();
        let tries = throttle::Tries::of(&member.email, self.address);
        if let Some(wait) = tries
            .begin(pool, Utc::now())
            .await
            .map_err(noted("password"))?
        {
            return Err(ApiError::Wait(wait));
        }
        if backend
            .check(&member.email, current)
            .await
            .map_err(noted("password"))?
            .is_none()
        {
            return Err(ApiError::WrongPassword);
        }
        tries.succeeded(pool).await.map_err(noted("password"))?;
        let hash = backend
            .passwords
            .accepted(new, &[&member.email, &member.name])
            .await?;
        let member = backend
            .set_password(&member.actor, hash)
            .await
            .map_err(noted("password"))?;
        // All other sessions know the old password and end; this one goes on, under a new id.
        let mut auth = self.auth.clone();
        auth.session.flush().await.map_err(noted("password"))?;
        auth.login(&member).await.map_err(noted("password"))?;
        Ok(())
    }
}

/// There is nothing to do for somebody whose organisation has no procedure.
fn without_procedure(member: &Member) -> ApiError {
    let (name, procedure) = (&member.organisation, &member.procedure);
    tracing::warn!(
        procedure,
        "a sign-in to an organisation whose procedure is not here"
    );
    ApiError::Refused {
        nl: format!(
            "{name} heeft nog geen klachtenprocedure in Glashelder. Vraag de beheerder om die in te richten."
        ),
        en: format!(
            "{name} has no complaints procedure in Glashelder yet. Ask the administrator to set it up."
        ),
    }
}
