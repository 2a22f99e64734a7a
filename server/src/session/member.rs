//! Who is signed in, and how an account is checked: by its password, then by its id with every request.

use super::password::Passwords;
use crate::database::{Database, begin};
use app::api::ApiError;
use app::api::second_step::Rule;
use app::api::session::SignedIn;
use axum_login::{AuthUser, AuthnBackend};
use chrono::{DateTime, Utc};
use domain::id::{FileHash, OrganisationId, PersonId};
use domain::person::{Actor, Role};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A signed-in person, with the rights that the account has now.
#[derive(Clone)]
pub struct Member {
    pub actor: Actor,
    pub name: String,
    pub email: String,
    pub organisation: String,
    /// The id of the organisation's procedure.
    pub procedure: String,
    /// A code is asked for when this person signs in.
    pub second_step: bool,
    /// The organisation's rule about that.
    pub second_step_rule: Rule,
    /// The password was made by somebody else: nothing opens before this person has chosen their own.
    must_choose_password: bool,
    /// Differs with every password and every second step, so that a new one ends the sessions of the old one.
    mark: Vec<u8>,
}

/// How a session remembers its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberId {
    pub organisation: OrganisationId,
    pub person: PersonId,
}

/// Looks accounts up.
#[derive(Debug, Clone)]
pub struct Backend {
    pub database: Database,
    pub passwords: Passwords,
}

/// What a person types to sign in.
pub struct Credentials {
    pub email: String,
    pub password: String,
}

impl Member {
    pub fn signed_in(&self) -> SignedIn {
        SignedIn {
            actor: self.actor.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            organisation: self.organisation.clone(),
            must_set_up: self.must_set_up(),
            must_choose_password: self.must_choose_password,
        }
    }

    /// What this person must do before anything else opens, as the answer to whatever they ask.
    pub fn must_first(&self) -> Option<ApiError> {
        if self.must_choose_password {
            Some(ApiError::PasswordNeeded)
        } else if self.must_set_up() {
            Some(ApiError::SecondStepNeeded)
        } else {
            None
        }
    }

    pub fn must_choose_password(&self) -> bool {
        self.must_choose_password
    }

    /// The organisation asks for a second step, and there is none yet: until then nothing else opens.
    pub fn must_set_up(&self) -> bool {
        !self.second_step && self.second_step_rule.asks(&self.actor.roles)
    }
}

impl Backend {
    /// The person with this address (lower case) and password; else whose account it was, where there is one. Takes as long
    /// when there is none.
    pub async fn check(
        &self,
        email: &str,
        password: String,
    ) -> sqlx::Result<Result<Member, Option<PersonId>>> {
        let found = self.by_email(email).await?;
        let hash = found.as_ref().and_then(|(_, hash)| hash.clone());
        let right = self.passwords.matches(password, hash).await;
        let account = found.as_ref().map(|(id, _)| id.person);
        match found {
            Some((id, Some(_))) if right => Ok(self.by_id(id).await?.ok_or(account)),
            _ => Ok(Err(account)),
        }
    }

    /// Gives a person the password that they chose, as its hash.
    pub async fn set_password(&self, actor: &Actor, hash: String) -> sqlx::Result<Member> {
        let mut transaction = self.database.organisation(actor.organisation).await?;
        sqlx::query!(
            "update accounts set password_hash = $2, first_password_until = null where person = $1",
            actor.person.0,
            hash
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        let id = MemberId {
            organisation: actor.organisation,
            person: actor.person,
        };
        self.by_id(id).await?.ok_or(sqlx::Error::RowNotFound)
    }

    /// A person as they are now; `None` for who may not sign in.
    pub async fn member(&self, id: MemberId) -> sqlx::Result<Option<Member>> {
        self.by_id(id).await
    }

    async fn by_email(&self, email: &str) -> sqlx::Result<Option<(MemberId, Option<String>)>> {
        let mut transaction = begin(self.database.pool()).await?;
        sqlx::query("set local role glashelder_app")
            .execute(&mut *transaction)
            .await?;
        sqlx::query("select set_config('glashelder.email', $1, true)")
            .bind(email)
            .execute(&mut *transaction)
            .await?;
        let row = sqlx::query!(
            "select organisation, person, password_hash from accounts where email = $1 and active
               and (first_password_until is null or first_password_until > now())",
            email
        )
        .fetch_optional(&mut *transaction)
        .await?;
        Ok(row.map(|row| {
            let id = MemberId {
                organisation: OrganisationId(row.organisation),
                person: PersonId(row.person),
            };
            (id, row.password_hash)
        }))
    }

    async fn by_id(&self, id: MemberId) -> sqlx::Result<Option<Member>> {
        let mut transaction = self.database.organisation(id.organisation).await?;
        let row = sqlx::query!(
            r#"select a.name, a.email, a.password_hash as "password_hash!", a.roles, a.regions,
                      a.first_password_until is not null as "must_choose!", o.name as organisation, o.procedure, o.second_step as rule, s.since as "since?"
               from accounts a
               join organisations o on o.id = a.organisation
               left join second_steps s on s.organisation = a.organisation and s.person = a.person and s.confirmed
               where a.person = $1 and a.active and a.password_hash is not null
                 and (a.first_password_until is null or a.first_password_until > now())"#,
            id.person.0
        )
        .fetch_optional(&mut *transaction)
        .await?;
        Ok(row.map(|row| Member {
            actor: Actor {
                person: id.person,
                organisation: id.organisation,
                roles: Role::from_words(&row.roles),
                regions: row.regions.into_iter().collect(),
            },
            name: row.name,
            email: row.email,
            organisation: row.organisation,
            procedure: row.procedure,
            second_step: row.since.is_some(),
            second_step_rule: Rule::from_word(&row.rule).unwrap_or_default(),
            must_choose_password: row.must_choose,
            mark: mark(&row.password_hash, row.since),
        }))
    }
}

impl AuthnBackend for Backend {
    type User = Member;
    type Credentials = Credentials;
    type Error = sqlx::Error;

    async fn authenticate(&self, credentials: Credentials) -> sqlx::Result<Option<Member>> {
        let checked = self.check(&credentials.email, credentials.password);
        Ok(checked.await?.ok())
    }

    async fn get_user(&self, id: &MemberId) -> sqlx::Result<Option<Member>> {
        self.by_id(*id).await
    }
}

impl AuthUser for Member {
    type Id = MemberId;

    fn id(&self) -> MemberId {
        MemberId {
            organisation: self.actor.organisation,
            person: self.actor.person,
        }
    }

    fn session_auth_hash(&self) -> &[u8] {
        &self.mark
    }
}

fn mark(password_hash: &str, second_step: Option<DateTime<Utc>>) -> Vec<u8> {
    let since = second_step.map_or(0, |since| since.timestamp_micros());
    FileHash::of(format!("{password_hash} {since}").as_bytes())
        .as_str()
        .as_bytes()
        .to_vec()
}

/// Without name or address: this is what logs show.
impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({})", self.id())
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.person.fmt(f)
    }
}

/// A person's id by their address, for the command line.
pub async fn person_with_email(
    database: &Database,
    email: &str,
) -> sqlx::Result<Option<(OrganisationId, PersonId)>> {
    let mut transaction = begin(database.pool()).await?;
    sqlx::query("select set_config('glashelder.email', $1, true)")
        .bind(email)
        .execute(&mut *transaction)
        .await?;
    let row: Option<(Uuid, Uuid)> =
        sqlx::query_as("select organisation, person from accounts where email = $1")
            .bind(email)
            .fetch_optional(&mut *transaction)
            .await?;
    Ok(row.map(|(organisation, person)| (OrganisationId(organisation), PersonId(person))))
}
