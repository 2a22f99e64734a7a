//! The administrator's work: the accounts of the own organisation.

mod absence;
mod draft;

pub use draft::{checked, refused};

use crate::failure::noted;
use crate::session::{Backend, Member, first_password};
use app::api::ApiError;
use app::api::account::{Account, AccountDraft, FirstPassword, SavedAccount};
use app::api::port::Accounts;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::absence::Absence;
use domain::id::PersonId;
use domain::person::Role;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The accounts port for one signed-in person.
#[derive(Debug, Clone)]
pub struct OrganisationAccounts {
    pub backend: Backend,
    pub member: Member,
    /// The password was given in this session just now.
    pub proven: bool,
}

#[async_trait]
impl Accounts for OrganisationAccounts {
    async fn list(&self) -> Result<Vec<Account>, ApiError> {
        self.must_administer()?;
        let mut transaction = self.begin().await?;
        let rows = sqlx::query_as!(
            Row,
            "select person, name, email, roles, regions, active, first_password_until from accounts where organisation = $1
             order by name, person",
            self.member.actor.organisation.0
        )
        .fetch_all(&mut *transaction)
        .await
        .map_err(noted("accounts"))?;
        Ok(rows.into_iter().map(Account::from).collect())
    }

    async fn save(&self, draft: AccountDraft) -> Result<SavedAccount, ApiError> {
        self.must_administer()?;
        let draft = checked(draft)?;
        self.must_keep_own_rights(&draft)?;
        self.must_know_regions(&draft.regions).await?;
        self.must_be_proven(&draft).await?;
        let first = self.first_password(&draft).await?;
        let (first_password, password_hash) = first.unzip();
        let until = first_password.as_ref().map(|first| first.until);
        let roles: Vec<String> = draft
            .roles
            .iter()
            .map(|role| role.word().to_owned())
            .collect();
        let regions: Vec<String> = draft.regions.iter().cloned().collect();
        let mut transaction = self.begin().await?;
        let row = match draft.person {
            None => {
                sqlx::query_as!(
                    Row,
                    "insert into accounts (person, organisation, name, email, password_hash, roles, regions, active,
                       first_password_until)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                     returning person, name, email, roles, regions, active, first_password_until",
                    Uuid::now_v7(),
                    self.member.actor.organisation.0,
                    draft.name,
                    draft.email,
                    password_hash,
                    &roles,
                    &regions,
                    draft.active,
                    until
                )
                .fetch_optional(&mut *transaction)
                .await
            }
            Some(person) => {
                sqlx::query_as!(
                    Row,
                    "update accounts set name = $3, email = $4, roles = $5, regions = $6, active = $7,
                       password_hash = coalesce($8, password_hash),
                       first_password_until = case when $8::text is null then first_password_until else $9 end
                     where organisation = $1 and person = $2
                     returning person, name, email, roles, regions, active, first_password_until",
                    self.member.actor.organisation.0,
                    person.0,
                    draft.name,
                    draft.email,
                    &roles,
                    &regions,
                    draft.active,
                    password_hash,
                    until
                )
                .fetch_optional(&mut *transaction)
                .await
            }
        };
        let row = row
            .map_err(|error| on_constraint(error, &draft.email))?
            .ok_or_else(unknown_account)?;
        // Devices of the whole organisation show names; those of this person may now see other dossiers.
        crate::hints::tell(&mut transaction, self.member.actor.organisation)
            .await
            .map_err(noted("accounts"))?;
        transaction.commit().await.map_err(noted("accounts"))?;
        let with_first_password = first_password.is_some();
        tracing::info!(by = %self.member.actor.person, person = %row.person, with_first_password, "account saved");
        Ok(SavedAccount {
            account: row.into(),
            first_password,
        })
    }

    async fn away(&self, person: PersonId, absence: Option<Absence>) -> Result<(), ApiError> {
        absence::save(self, person, absence).await
    }
}

impl OrganisationAccounts {
    fn must_administer(&self) -> Result<(), ApiError> {
        if self.member.actor.is(Role::Administrator) {
            Ok(())
        } else {
            Err(ApiError::NotAllowed)
        }
    }

    /// Who takes the own key away leaves an organisation without anybody to give it back.
    fn must_keep_own_rights(&self, draft: &AccountDraft) -> Result<(), ApiError> {
        let own = draft.person == Some(self.member.actor.person);
        if own && !(draft.active && draft.roles.contains(&Role::Administrator)) {
            return Err(refused(
                "U kunt uzelf niet buitensluiten. Laat een andere beheerder dit doen.",
                "You cannot lock yourself out. Let another administrator do this.",
            ));
        }
        Ok(())
    }

    /// Who gets in, and as whom, is changed only by who gave the password just now; a name or a region by whoever is
    /// signed in.
    async fn must_be_proven(&self, draft: &AccountDraft) -> Result<(), ApiError> {
        if self.proven {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        let known = sqlx::query!(
            "select email, roles, active from accounts where organisation = $1 and person = $2",
            self.member.actor.organisation.0,
            draft.person.map(|person| person.0)
        )
        .fetch_optional(&mut *transaction)
        .await
        .map_err(noted("accounts"))?;
        let stays = known.is_some_and(|known| {
            known.email == draft.email
                && Role::from_words(&known.roles) == draft.roles
                && (known.active || !draft.active)
        });
        if stays && !draft.first_password {
            Ok(())
        } else {
            Err(ApiError::PasswordAgain)
        }
    }

    /// The first password that this draft asks for, and its hash.
    async fn first_password(
        &self,
        draft: &AccountDraft,
    ) -> Result<Option<(FirstPassword, String)>, ApiError> {
        if !draft.first_password && draft.person.is_some() {
            return Ok(None);
        }
        if draft.person == Some(self.member.actor.person) {
            return Err(refused(
                "Uw eigen wachtwoord wijzigt u bij Instellingen.",
                "You change your own password in Settings.",
            ));
        }
        let made = first_password::made(&self.backend.passwords).await;
        made.map(Some).map_err(|error| {
            tracing::error!(%error, "a first password could not be made");
            ApiError::Failure
        })
    }

    async fn must_know_regions(&self, regions: &BTreeSet<String>) -> Result<(), ApiError> {
        let mut transaction = self.begin().await?;
        let known = sqlx::query_scalar!(
            "select id from regions where organisation = $1",
            self.member.actor.organisation.0
        )
        .fetch_all(&mut *transaction)
        .await
        .map_err(noted("accounts"))?;
        match regions.iter().find(|region| !known.contains(region)) {
            Some(_) => Err(refused(
                "Deze regio bestaat niet meer. Ververs de pagina en kies opnieuw.",
                "This region does not exist any more. Refresh the page and choose again.",
            )),
            None => Ok(()),
        }
    }

    async fn begin(&self) -> Result<sqlx::Transaction<'static, sqlx::Postgres>, ApiError> {
        self.backend
            .database
            .organisation(self.member.actor.organisation)
            .await
            .map_err(noted("accounts"))
    }
}

struct Row {
    person: Uuid,
    name: String,
    email: String,
    roles: Vec<String>,
    regions: Vec<String>,
    active: bool,
    first_password_until: Option<DateTime<Utc>>,
}

impl From<Row> for Account {
    fn from(row: Row) -> Account {
        Account {
            person: PersonId(row.person),
            name: row.name,
            email: row.email,
            roles: Role::from_words(&row.roles),
            regions: row.regions.into_iter().collect(),
            active: row.active,
            first_password_until: row.first_password_until,
        }
    }
}

fn on_constraint(error: sqlx::Error, email: &str) -> ApiError {
    match error
        .as_database_error()
        .and_then(|error| error.constraint())
    {
        Some("accounts_email_unique") => ApiError::Refused {
            nl: format!("Er is al een account met {email}. Kies een ander e-mailadres."),
            en: format!("There already is an account with {email}. Choose another e-mail address."),
        },
        _ => noted("accounts")(error),
    }
}

fn unknown_account() -> ApiError {
    refused(
        "Dit account bestaat niet. Ververs de pagina.",
        "This account does not exist. Refresh the page.",
    )
}
