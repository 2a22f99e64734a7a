//! Guessing passwords is slowed down: by account and address together, by account, and by address. The counts are in
//! Postgres, so that asking another server process does not help.

use crate::database::begin;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use std::net::IpAddr;

/// Tries count for this long.
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// How many tries may be wrong within the window: for one account from one address, for one account from anywhere
/// (more, because a stranger must not easily lock someone out), and from one address (an office shares one).
const LIMITS: [usize; 3] = [5, 40, 100];

/// The counters of one try.
#[derive(Debug)]
pub struct Tries {
    keys: [Vec<u8>; 3],
}

impl Tries {
    pub fn of(email: &str, address: IpAddr) -> Tries {
        let address = network(address);
        let keys = [
            format!("both {email} {address}"),
            format!("account {email}"),
            format!("address {address}"),
        ];
        Tries {
            keys: keys.map(|key| Sha256::digest(key).to_vec()),
        }
    }

    /// Counts a try before it is made, so that many at once are counted too. Returns the seconds to wait when there
    /// were too many; such a try is not counted.
    pub async fn begin(&self, pool: &PgPool, now: DateTime<Utc>) -> sqlx::Result<Option<u64>> {
        let mut transaction = begin(pool).await?;
        let mut wait = 0;
        for (key, limit) in self.keys.iter().zip(LIMITS) {
            sqlx::query!(
                "select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))",
                key
            )
            .fetch_one(&mut *transaction)
            .await?;
            let tries = sqlx::query_scalar!(
                "select at from sign_in_attempts where key = $1 and at > $2 order by at desc limit $3",
                key,
                now - WINDOW,
                limit as i64
            )
            .fetch_all(&mut *transaction)
            .await?;
            if let Some(oldest) = tries.get(limit - 1) {
                wait = wait.max((*oldest + WINDOW - now).num_seconds() + 1);
            }
        }
        if wait > 0 {
            return Ok(Some(wait.unsigned_abs()));
        }
        for key in &self.keys {
            sqlx::query!(
                "insert into sign_in_attempts (key, at) values ($1, $2)",
                key,
                now
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(None)
    }

    /// The try was neither right nor wrong, so it does not count; those before it do.
    pub async fn withdraw(&self, pool: &PgPool) -> sqlx::Result<()> {
        for key in &self.keys {
            forget_last(pool, key).await?;
        }
        Ok(())
    }

    /// The try was right: what was wrong before is forgiven for this account here; other addresses stay counted.
    pub async fn succeeded(&self, pool: &PgPool) -> sqlx::Result<()> {
        let [both, account, address] = &self.keys;
        sqlx::query!("delete from sign_in_attempts where key = $1", both)
            .execute(pool)
            .await?;
        for key in [account, address] {
            forget_last(pool, key).await?;
        }
        Ok(())
    }
}

async fn forget_last(pool: &PgPool, key: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from sign_in_attempts where ctid =
           (select ctid from sign_in_attempts where key = $1 order by at desc limit 1)",
        key
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Who has one IPv6 address has a whole /64 of them.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => address.segments()[..4]
            .iter()
            .map(|part| format!("{part:x}:"))
            .collect(),
    }
}
