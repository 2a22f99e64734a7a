//! The devices on which people signed in. A browser is known by a key in a cookie of its own, which outlives its
//! sessions: by it a device that was called lost hears so, also long after its session ended.

use super::store::PostgresSessions;
use super::{BrowserSession, DEVICE, Member, agent, second_step};
use crate::account::refused;
use crate::database::{Database, begin};
use crate::failure::noted;
use crate::session::member::MemberId;
use app::api::ApiError;
use app::api::device::{Access, Device};
use app::api::port::Devices;
use async_trait::async_trait;
use axum_login::AuthUser;
use domain::id::{OrganisationId, PersonId, hex};
use sha2::{Digest, Sha256};
use totp_rs::Secret;
use tower_cookies::{Cookie, Cookies};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use uuid::Uuid;

/// Browsers keep no cookie longer.
const LONGEST: Duration = Duration::days(400);

/// The browser of one request.
#[derive(Clone)]
pub struct Browser {
    pub cookies: Cookies,
    /// What it says that it is.
    pub agent: String,
    /// Cookies travel over TLS only.
    pub secure: bool,
}

impl Browser {
    fn cookie_name(&self) -> &'static str {
        if self.secure {
            "__Host-glashelder-device"
        } else {
            "glashelder-device"
        }
    }

    /// The hash of its key, where it has one.
    pub fn key(&self) -> Option<Vec<u8>> {
        let cookie = self.cookies.get(self.cookie_name())?;
        Some(Sha256::digest(cookie.value().as_bytes()).to_vec())
    }

    /// Keeps a key there; says its hash.
    fn keep_key(&self, value: String) -> Vec<u8> {
        let hash = Sha256::digest(value.as_bytes()).to_vec();
        self.cookies.add(self.cookie(value));
        hash
    }

    fn forget_key(&self) {
        self.cookies.remove(self.cookie(String::new()));
    }

    fn cookie(&self, value: String) -> Cookie<'static> {
        Cookie::build((self.cookie_name(), value))
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .path("/")
            .max_age(LONGEST)
            .build()
    }
}

/// A device of somebody that was called lost and did not say yet that its copies are gone.
struct Lost {
    organisation: OrganisationId,
}

/// Whether this browser was called lost, by any organisation in which somebody used it.
async fn lost(database: &Database, key: &[u8]) -> sqlx::Result<Vec<Lost>> {
    let mut transaction = begin(database.pool()).await?;
    sqlx::query("set local role glashelder_app")
        .execute(&mut *transaction)
        .await?;
    sqlx::query("select set_config('glashelder.device', encode($1, 'hex'), true)")
        .bind(key)
        .execute(&mut *transaction)
        .await?;
    let rows = sqlx::query_scalar!(
        "select distinct organisation from devices
         where key_hash = $1 and withdrawn_at is not null and erased_at is null",
        key
    )
    .fetch_all(&mut *transaction)
    .await?;
    let lost = rows.into_iter().map(|organisation| Lost {
        organisation: OrganisationId(organisation),
    });
    Ok(lost.collect())
}

impl BrowserSession {
    /// Whether this browser was called lost and must remove its copies first.
    pub async fn must_erase(&self) -> Result<bool, ApiError> {
        let Some(key) = self.browser.key() else {
            return Ok(false);
        };
        let lost = lost(&self.auth.backend.database, &key).await;
        Ok(!lost.map_err(noted("device"))?.is_empty())
    }

    /// The device of this browser for a person who signs in, made where it is new.
    pub(super) async fn known_device(&self, member: &Member) -> Result<Uuid, ApiError> {
        // One that was erased begins anew, so that what was decided about it stays as it was.
        let key = match self.browser.key() {
            Some(key) => key,
            None => self.browser.keep_key(Secret::generate().to_base32()),
        };
        let id = member.id();
        let mut transaction = self.transaction(id.organisation, "device").await?;
        let device = sqlx::query_scalar!(
            "insert into devices (organisation, person, id, key_hash, agent) values ($1, $2, $3, $4, $5)
             on conflict (organisation, person, key_hash) do update set last_seen = now(), agent = excluded.agent
             returning id",
            id.organisation.0,
            id.person.0,
            Uuid::now_v7(),
            key,
            agent::words(&self.browser.agent)
        )
        .fetch_one(&mut *transaction)
        .await
        .map_err(noted("device"))?;
        transaction.commit().await.map_err(noted("device"))?;
        Ok(device)
    }

    fn sessions(&self) -> PostgresSessions {
        PostgresSessions::new(self.auth.backend.database.pool().clone())
    }

    /// Of whom it is asked: of oneself, or of a colleague, which only the administrator may.
    fn about(&self, person: Option<PersonId>) -> Result<MemberId, ApiError> {
        let own = self.member()?.id();
        match person {
            Some(person) if person != own.person => Ok(MemberId {
                organisation: self.administrator()?.actor.organisation,
                person,
            }),
            _ => Ok(own),
        }
    }

    async fn this_device(&self) -> Result<Option<Uuid>, ApiError> {
        self.auth.session.get(DEVICE).await.map_err(noted("device"))
    }
}

/// Notes that somebody used a device.
pub async fn seen(database: &Database, member: &Member, device: Uuid) -> sqlx::Result<()> {
    let id = member.id();
    let mut transaction = database.organisation(id.organisation).await?;
    sqlx::query!(
        "update devices set last_seen = now() where organisation = $1 and person = $2 and id = $3",
        id.organisation.0,
        id.person.0,
        device
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await
}

#[async_trait]
impl Devices for BrowserSession {
    async fn access(&self, person: Option<PersonId>) -> Result<Access, ApiError> {
        let id = self.about(person)?;
        let this = self.this_device().await?;
        let backend = &self.auth.backend;
        let signed_in = self
            .sessions()
            .devices_of(id.person)
            .await
            .map_err(noted("device"))?;
        let required = backend
            .member(id)
            .await
            .map_err(noted("device"))?
            .is_some_and(|member| member.second_step_rule.asks(&member.actor.roles));
        let mut transaction = self.transaction(id.organisation, "device").await?;
        let second_step = second_step::standing(&mut transaction, id, required)
            .await
            .map_err(noted("device"))?;
        let rows = sqlx::query!(
            "select id, agent, first_seen, last_seen, withdrawn_at, erased_at, unsent from devices
             where organisation = $1 and person = $2 order by last_seen desc, id limit 50",
            id.organisation.0,
            id.person.0
        )
        .fetch_all(&mut *transaction)
        .await
        .map_err(noted("device"))?;
        let devices = rows.into_iter().map(|row| Device {
            id: row.id,
            agent: row.agent,
            first_seen: row.first_seen,
            last_seen: row.last_seen,
            this: Some(row.id) == this,
            signed_in: signed_in.contains(&row.id),
            withdrawn_at: row.withdrawn_at,
            erased_at: row.erased_at,
            unsent: row.unsent.and_then(|count| u32::try_from(count).ok()),
        });
        Ok(Access {
            second_step,
            devices: devices.collect(),
        })
    }

    async fn end(
        &self,
        person: Option<PersonId>,
        device: Uuid,
        lost: bool,
    ) -> Result<(), ApiError> {
        let id = self.about(person)?;
        let by = self.member()?.actor.person;
        self.must_be_proven().await?;
        let mut transaction = self.transaction(id.organisation, "device").await?;
        // A tablet that is lost is lost for everybody who used it.
        let devices = sqlx::query_scalar!(
            "with meant as (
               select key_hash from devices where organisation = $1 and person = $2 and id = $3
             )
             update devices set
               withdrawn_at = case when $4 then coalesce(withdrawn_at, now()) else withdrawn_at end,
               withdrawn_by = case when $4 then coalesce(withdrawn_by, $5) else withdrawn_by end
             where organisation = $1 and key_hash = (select key_hash from meant) and ($4 or (person = $2 and id = $3))
             returning id",
            id.organisation.0,
            id.person.0,
            device,
            lost,
            by.0
        )
        .fetch_all(&mut *transaction)
        .await
        .map_err(noted("device"))?;
        // A device that is online hears so at once: what it asks next is refused.
        crate::hints::tell(&mut transaction, id.organisation)
            .await
            .map_err(noted("device"))?;
        let ended = self
            .sessions()
            .end_on(&devices)
            .await
            .map_err(noted("device"))?;
        transaction.commit().await.map_err(noted("device"))?;
        if devices.is_empty() {
            return Err(refused(
                "Dit toestel staat hier niet meer. Ververs de bladzijde.",
                "This device is not listed any more. Refresh the page.",
            ));
        }
        tracing::info!(%by, person = %id.person, %device, lost, ended, "a device was signed out");
        Ok(())
    }

    async fn end_others(&self) -> Result<u32, ApiError> {
        let member = self.member()?;
        self.must_be_proven().await?;
        let Some(own) = self.auth.session.id() else {
            return Err(ApiError::SignedOut);
        };
        let ended = self
            .sessions()
            .end_others(member.actor.person, &own)
            .await
            .map_err(noted("device"))?;
        Ok(u32::try_from(ended).unwrap_or(u32::MAX))
    }

    async fn erased(&self, unsent: Option<u32>) -> Result<(), ApiError> {
        let Some(key) = self.browser.key() else {
            return Ok(());
        };
        let database = &self.auth.backend.database;
        for lost in lost(database, &key).await.map_err(noted("device"))? {
            let mut transaction = self.transaction(lost.organisation, "device").await?;
            sqlx::query!(
                "update devices set erased_at = now(), unsent = $3
                 where organisation = $1 and key_hash = $2 and withdrawn_at is not null and erased_at is null",
                lost.organisation.0,
                key,
                unsent.map(|unsent| i32::try_from(unsent).unwrap_or(i32::MAX))
            )
            .execute(&mut *transaction)
            .await
            .map_err(noted("device"))?;
            transaction.commit().await.map_err(noted("device"))?;
            tracing::info!(?unsent, "a device that was called lost removed its copies");
        }
        // Whoever signs in here later does so on what counts as another device.
        self.browser.forget_key();
        Ok(())
    }

    async fn copy_key(&self) -> Result<String, ApiError> {
        let id = self.member()?.id();
        let device = self.this_device().await?.ok_or(ApiError::SignedOut)?;
        let mut transaction = self.transaction(id.organisation, "device").await?;
        let key = sqlx::query_scalar!(
            "select copy_key from devices
             where organisation = $1 and person = $2 and id = $3 and withdrawn_at is null",
            id.organisation.0,
            id.person.0,
            device
        )
        .fetch_optional(&mut *transaction)
        .await
        .map_err(noted("device"))?;
        key.map(|key| hex(&key)).ok_or(ApiError::SignedOut)
    }
}
