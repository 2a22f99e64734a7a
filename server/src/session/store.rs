//! Sessions in Postgres, so that every server process knows them. Only a hash of a session's id is stored.

use crate::failure::Impersonal;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result, SessionStore};
use uuid::Uuid;

/// The store of sessions.
#[derive(Debug, Clone)]
pub struct PostgresSessions {
    pool: PgPool,
}

impl PostgresSessions {
    pub fn new(pool: PgPool) -> PostgresSessions {
        PostgresSessions { pool }
    }

    /// Removes what has expired; returns how many.
    pub async fn sweep(&self) -> sqlx::Result<u64> {
        let swept = sqlx::query!("delete from sessions where expires_at < now()")
            .execute(&self.pool)
            .await?;
        sqlx::query!("delete from sign_in_attempts where at < now() - interval '1 day'")
            .execute(&self.pool)
            .await?;
        Ok(swept.rows_affected())
    }

    /// Ends all sessions on some devices.
    pub async fn end_on(&self, devices: &[Uuid]) -> sqlx::Result<u64> {
        let ended = sqlx::query!("delete from sessions where device = any ($1)", devices)
            .execute(&self.pool)
            .await?;
        Ok(ended.rows_affected())
    }

    /// Ends all sessions of a person but the one with this id; returns how many.
    pub async fn end_others(&self, person: PersonId, but: &Id) -> sqlx::Result<u64> {
        let ended = sqlx::query!(
            "delete from sessions where person = $1 and id_hash <> $2",
            person.0,
            hashed(but)
        )
        .execute(&self.pool)
        .await?;
        Ok(ended.rows_affected())
    }

    /// The devices on which a person has a session now.
    pub async fn devices_of(&self, person: PersonId) -> sqlx::Result<Vec<Uuid>> {
        sqlx::query_scalar!(
            r#"select distinct device as "device!" from sessions
               where person = $1 and device is not null and expires_at > now()"#,
            person.0
        )
        .fetch_all(&self.pool)
        .await
    }

    /// Ends all sessions of a person; returns how many.
    pub async fn end_all_of(&self, person: PersonId) -> sqlx::Result<u64> {
        let ended = sqlx::query!("delete from sessions where person = $1", person.0)
            .execute(&self.pool)
            .await?;
        Ok(ended.rows_affected())
    }
}

#[async_trait]
impl SessionStore for PostgresSessions {
    /// Under a new id, whatever the record's was: an id that came from outside or was used before never comes back.
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            record.id = Id::default();
            let made = sqlx::query!(
                "insert into sessions (id_hash, data, expires_at, person, device) values ($1, $2, $3, $4, $5)
                 on conflict (id_hash) do nothing",
                hashed(&record.id),
                data(record)?,
                expiry(record),
                person(record),
            device(record)
            )
            .execute(&self.pool)
            .await
            .map_err(backend)?;
            if made.rows_affected() == 1 {
                return Ok(());
            }
        }
    }

    /// Only a session that is there: one that was ended meanwhile stays ended.
    async fn save(&self, record: &Record) -> Result<()> {
        sqlx::query!(
            "update sessions set data = $2, expires_at = $3, person = $4, device = $5 where id_hash = $1",
            hashed(&record.id),
            data(record)?,
            expiry(record),
            person(record),
            device(record)
        )
        .execute(&self.pool)
        .await
        .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = sqlx::query!(
            "select data, expires_at from sessions where id_hash = $1 and expires_at > now()",
            hashed(id)
        )
        .fetch_optional(&self.pool)
        .await
        .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        let data =
            serde_json::from_value(row.data).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sqlx::query!("delete from sessions where id_hash = $1", hashed(id))
            .execute(&self.pool)
            .await
            .map_err(backend)?;
        Ok(())
    }
}

fn hashed(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn data(record: &Record) -> Result<Value> {
    serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

fn expiry(record: &Record) -> DateTime<Utc> {
    DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0).unwrap_or_default()
}

/// The person whom axum-login has put into the session.
fn person(record: &Record) -> Option<Uuid> {
    let id = record
        .data
        .get("axum-login.data")?
        .get("user_id")?
        .get("person")?;
    id.as_str()?.parse().ok()
}

/// The device on which the person signed in.
fn device(record: &Record) -> Option<Uuid> {
    record.data.get(super::DEVICE)?.as_str()?.parse().ok()
}

fn backend(error: sqlx::Error) -> Error {
    Error::Backend(Impersonal(&error).to_string())
}
