//! The session of one browser: signing in, signing out, one's own password.

pub mod again;
mod agent;
pub mod device;
pub mod first_password;
pub mod member;
pub mod password;
pub mod second_step;
pub mod store;
mod throttle;

pub use device::Browser;
pub use member::{Backend, Member};

use crate::account::refused;
use crate::failure::noted;
use crate::procedures::Procedures;
use app::api::ApiError;
use app::api::port::Sessions;
use app::api::session::SignedIn;
use async_trait::async_trait;
use axum_login::{AuthSession, AuthUser};
use chrono::Utc;
use domain::id::OrganisationId;
use domain::person::Role;
use sqlx::{Postgres, Transaction};
use std::net::IpAddr;
use uuid::Uuid;

/// Key in a session's data: when it was last used, as a count of spans of [`crate::config::Config::session_touch`].
pub const USED: &str = "used";
/// Key in a session's data: when the person signed in, in seconds since 1970.
pub const SINCE: &str = "since";
/// Key in a session's data: the device on which the person signed in.
pub const DEVICE: &str = "device";
/// However often it is used, a session ends this many seconds after signing in: 90 days.
pub const LONGEST_SESSION: i64 = 90 * 24 * 3600;

/// The session port for one request.
#[derive(Clone)]
pub struct BrowserSession {
    pub auth: AuthSession<Backend>,
    pub address: IpAddr,
    pub procedures: Procedures,
    pub browser: Browser,
}

/// Who is signed in and may work.
pub fn working(auth: &AuthSession<Backend>) -> Option<Member> {
    auth.user
        .clone()
        .filter(|member| member.must_first().is_none())
}

impl BrowserSession {
    /// Who is signed in, also before they have done what is asked for first.
    fn person(&self) -> Result<&Member, ApiError> {
        self.auth.user.as_ref().ok_or(ApiError::SignedOut)
    }

    /// Who is signed in and may work.
    fn member(&self) -> Result<&Member, ApiError> {
        let member = self.person()?;
        member.must_first().map_or(Ok(member), Err)
    }

    /// Who is signed in with a password of their own, also before they have set up a second step.
    fn settled(&self) -> Result<&Member, ApiError> {
        let member = self.person()?;
        if member.must_choose_password() {
            return Err(ApiError::PasswordNeeded);
        }
        Ok(member)
    }

    /// From where it is asked, as logs may show it.
    fn from(&self) -> String {
        crate::address::neighbourhood(self.address)
    }

    /// A transaction within `organisation`; `what` says in the log what it was for.
    async fn transaction(
        &self,
        organisation: OrganisationId,
        what: &'static str,
    ) -> Result<Transaction<'static, Postgres>, ApiError> {
        let database = &self.auth.backend.database;
        database
            .organisation(organisation)
            .await
            .map_err(noted(what))
    }

    fn administrator(&self) -> Result<&Member, ApiError> {
        let member = self.member()?;
        if member.actor.is(Role::Administrator) {
            Ok(member)
        } else {
            Err(ApiError::NotAllowed)
        }
    }

    /// Asks for one's own password again, slowed down like signing in.
    async fn must_know_password(&self, password: String) -> Result<Member, ApiError> {
        let backend = &self.auth.backend;
        let member = self.person()?;
        let pool = backend.database.pool();
        let tries = throttle::Tries::of(&member.email, self.address);
        if let Some(wait) = tries
            .begin(pool, Utc::now())
            .await
            .map_err(noted("password"))?
        {
            tracing::warn!(person = %member.actor.person, from = self.from(), "giving the password again was put off: too many tries");
            return Err(ApiError::Wait(wait));
        }
        let checked = backend.check(&member.email, password).await;
        let Ok(checked) = checked.map_err(noted("password"))? else {
            tracing::warn!(person = %member.actor.person, from = self.from(), "a wrong password where it was asked for again");
            return Err(ApiError::WrongPassword);
        };
        tries.succeeded(pool).await.map_err(noted("password"))?;
        self.prove().await?;
        Ok(checked)
    }

    /// Goes on under a new id, with the marks that the account has now; sessions with the old ones have ended.
    async fn renew(&self, device: Option<Uuid>) -> Result<(), ApiError> {
        let auth = self.auth.clone();
        let id = self.person()?.id();
        let device = match device {
            Some(device) => Some(device),
            None => auth.session.get(DEVICE).await.map_err(noted("session"))?,
        };
        let member = auth.backend.member(id).await.map_err(noted("session"))?;
        let member = member.ok_or(ApiError::SignedOut)?;
        let proven = again::proven(&auth).await?.unwrap_or_default();
        self.open(auth, &member, device, proven).await
    }

    /// Opens a session for a person who gave their password at `proven`. Whoever knew the browser's session before must not be signed in with it now.
    async fn open(
        &self,
        mut auth: AuthSession<Backend>,
        member: &Member,
        device: Option<Uuid>,
        proven: i64,
    ) -> Result<(), ApiError> {
        auth.session.flush().await.map_err(noted("session"))?;
        auth.login(member).await.map_err(noted("session"))?;
        let since = Utc::now().timestamp();
        auth.session
            .insert(SINCE, since)
            .await
            .map_err(noted("session"))?;
        auth.session
            .insert(again::PROVEN, proven)
            .await
            .map_err(noted("session"))?;
        if let Some(device) = device {
            auth.session
                .insert(DEVICE, device)
                .await
                .map_err(noted("session"))?;
        }
        Ok(())
    }
}

#[async_trait]
impl Sessions for BrowserSession {
    async fn sign_in(
        &self,
        email: String,
        password: String,
        code: Option<String>,
    ) -> Result<SignedIn, ApiError> {
        let backend = &self.auth.backend;
        if self.must_erase().await? {
            return Err(ApiError::Withdrawn);
        }
        // Postgres keeps no zero; an address with one is nobody's, and is answered like any other.
        let email = email.trim().to_lowercase().replace('\0', "\u{fffd}");
        let pool = backend.database.pool();
        let tries = throttle::Tries::of(&email, self.address);
        if let Some(wait) = tries
            .begin(pool, Utc::now())
            .await
            .map_err(noted("sign-in"))?
        {
            tracing::warn!(from = self.from(), "a sign-in was put off: too many tries");
            return Err(ApiError::Wait(wait));
        }
        let checked = backend.check(&email, password).await;
        let member = match checked.map_err(noted("sign-in"))? {
            Ok(member) => member,
            Err(account) => {
                // Never what was typed: it may be a password in the wrong field.
                let person = account.map(|person| person.to_string());
                tracing::warn!(
                    person,
                    from = self.from(),
                    "a wrong name or password at signing in"
                );
                return Err(ApiError::WrongPassword);
            }
        };
        if member.second_step {
            let Some(code) = code.filter(|code| !code.trim().is_empty()) else {
                tries.withdraw(pool).await.map_err(noted("sign-in"))?;
                return Err(ApiError::CodeNeeded);
            };
            if !second_step::takes(&backend.database, member.id(), &code).await? {
                tracing::warn!(person = %member.actor.person, from = self.from(), "a wrong code at signing in");
                return Err(ApiError::WrongCode);
            }
        }
        tries.succeeded(pool).await.map_err(noted("sign-in"))?;
        if self.procedures.get(&member.procedure).is_none() {
            return Err(without_procedure(&member));
        }
        let device = self.known_device(&member).await?;
        let now = Utc::now().timestamp();
        self.open(self.auth.clone(), &member, Some(device), now)
            .await?;
        tracing::info!(person = %member.actor.person, from = self.from(), "signed in");
        Ok(member.signed_in())
    }

    async fn sign_out(&self) -> Result<(), ApiError> {
        let person = self
            .auth
            .user
            .as_ref()
            .map(|member| member.actor.person.to_string());
        self.auth
            .clone()
            .logout()
            .await
            .map_err(noted("sign-out"))?;
        tracing::info!(person, from = self.from(), "signed out");
        Ok(())
    }

    async fn change_password(&self, current: String, new: String) -> Result<(), ApiError> {
        let backend = &self.auth.backend;
        if !self.person()?.must_choose_password() {
            self.member()?;
        }
        let same = current == new;
        let member = self.must_know_password(current).await?;
        if same {
            return Err(refused(
                "Dit is het wachtwoord dat u al hebt. Kies een ander.",
                "This is the password that you have already. Choose another.",
            ));
        }
        let hash = backend
            .passwords
            .accepted(new, &[&member.email, &member.name, &member.organisation])
            .await?;
        backend
            .set_password(&member.actor, hash)
            .await
            .map_err(noted("password"))?;
        tracing::info!(person = %member.actor.person, from = self.from(), "a password was changed");
        // All other sessions know the old password and end; this one goes on.
        self.renew(None).await
    }

    async fn confirm_password(&self, password: String) -> Result<(), ApiError> {
        self.member()?;
        self.must_know_password(password).await?;
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
