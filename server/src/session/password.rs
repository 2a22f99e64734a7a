//! Passwords: which ones are good enough, and Argon2, kept off the threads that answer requests.

use app::api::ApiError;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Characters that a password has at least.
pub const SHORTEST: usize = 12;
/// Characters that a password has at most: hashing a whole book would only keep the server busy.
const LONGEST: usize = 256;

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
        check(&password, known)?;
        self.hash(password).await.map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            ApiError::Failure
        })
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

/// Long, not one character over and over, and not mainly what everybody knows of the person.
pub fn check(password: &str, known: &[&str]) -> Result<(), ApiError> {
    let length = password.chars().count();
    if length < SHORTEST {
        return refused(
            format!(
                "Een wachtwoord heeft minstens {SHORTEST} tekens; dit zijn er {length}. Kies een paar woorden achter elkaar."
            ),
            format!(
                "A password has at least {SHORTEST} characters; these are {length}. Choose a few words in a row."
            ),
        );
    }
    if length > LONGEST {
        return refused(
            format!("Een wachtwoord heeft hoogstens {LONGEST} tekens."),
            format!("A password has at most {LONGEST} characters."),
        );
    }
    let lower = password.to_lowercase();
    let different: std::collections::BTreeSet<char> = lower.chars().collect();
    if different.len() < 5 {
        return refused(
            "Dit wachtwoord herhaalt steeds dezelfde tekens. Kies een paar woorden achter elkaar."
                .into(),
            "This password repeats the same characters. Choose a few words in a row.".into(),
        );
    }
    if WELL_KNOWN
        .iter()
        .any(|common| lower.contains(common) && length < common.len() + 8)
    {
        return refused(
            "Dit wachtwoord is te bekend. Kies een paar woorden die niet bij elkaar horen.".into(),
            "This password is too well known. Choose a few words that do not belong together."
                .into(),
        );
    }
    let parts = known
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    for part in parts
        .map(str::to_lowercase)
        .filter(|part| part.chars().count() >= 4)
    {
        if lower.contains(&part) && length < part.chars().count() + 8 {
            return refused(
                "Dit wachtwoord lijkt te veel op de naam of het e-mailadres. Kies iets anders."
                    .into(),
                "This password is too much like the name or e-mail address. Choose something else."
                    .into(),
            );
        }
    }
    Ok(())
}

/// What is tried first, in Dutch and in English; long enough to pass by length with a few digits behind it.
const WELL_KNOWN: [&str; 16] = [
    "123456",
    "654321",
    "qwerty",
    "azerty",
    "password",
    "wachtwoord",
    "welkom",
    "welcome",
    "geheim",
    "abcdef",
    "letmein",
    "iloveyou",
    "glashelder",
    "voorjaar",
    "zomer20",
    "winter20",
];

fn refused(nl: String, en: String) -> Result<(), ApiError> {
    Err(ApiError::Refused { nl, en })
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_password_is_long_and_not_what_everybody_would_try() {
        let known = ["samira.bakker@glaspunt.example", "Samira Bakker"];
        let cases = [
            ("correct paard batterij", true),
            ("kozijn-regen-42", true),
            ("kort", false),
            ("elf tekens.", false),
            ("aaaaaaaaaaaaaaaa", false),
            ("abababababababab", false),
            ("Wachtwoord2026", false),
            ("123456789012", false),
            ("samirabakker1", false),
            ("glaspunt2026!", false),
        ];
        for (password, good) in cases {
            assert_eq!(check(password, &known).is_ok(), good, "{password}");
        }
        assert!(check(&"lang genoeg ".repeat(30), &known).is_err());
    }
}
