//! Passwords: which ones are good enough, and Argon2, kept off the threads that answer requests.

mod strength;

use app::api::ApiError;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use strength::LONGEST;
use tokio::sync::Semaphore;

/// Hashes and checks passwords; cloning shares the limit on how many at once.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    /// The hash of nobody's password, so that an unknown account takes as long as a known one.
    nobody: Arc<str>,
}

impl Passwords {
    /// Each hash takes a core and 19 MiB for tens of milliseconds: never more at once than there are cores.
    pub fn new() -> anyhow::Result<Passwords> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Passwords {
            turns: Arc::new(Semaphore::new(cores)),
            nobody: hashed(&uuid::Uuid::now_v7().to_string())?.into(),
        })
    }

    /// The hash of a new password, when it is good enough. `known` is what others know of the person.
    pub async fn accepted(&self, password: String, known: &[&str]) -> Result<String, ApiError> {
        let known: Vec<String> = known.iter().map(|text| (*text).to_owned()).collect();
        self.judged(password, known).await.map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            ApiError::Failure
        })?
    }

    async fn judged(
        &self,
        password: String,
        known: Vec<String>,
    ) -> anyhow::Result<Result<String, ApiError>> {
        let _turn = self.turns.acquire().await?;
        tokio::task::spawn_blocking(move || match strength::check(&password, &known) {
            Ok(()) => hashed(&password).map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        })
        .await?
    }

    /// The hash of any password.
    pub async fn hash(&self, password: String) -> anyhow::Result<String> {
        let _turn = self.turns.acquire().await?;
        tokio::task::spawn_blocking(move || hashed(&password)).await?
    }

    /// Whether a password belongs to a hash; takes as long without one.
    pub async fn matches(&self, password: String, hash: Option<String>) -> bool {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.to_string());
        let Ok(_turn) = self.turns.acquire().await else {
            return false;
        };
        let verified = tokio::task::spawn_blocking(move || {
            password.chars().count() <= LONGEST
                && PasswordHash::new(&hash).is_ok_and(|hash| {
                    Argon2::default()
                        .verify_password(password.as_bytes(), &hash)
                        .is_ok()
                })
        });
        verified.await.unwrap_or(false) && known
    }
}

fn hashed(password: &str) -> anyhow::Result<String> {
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| anyhow::anyhow!("argon2: {error}"))?;
    Ok(hash.to_string())
}
