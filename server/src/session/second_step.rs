//! The second step: codes by time (RFC 6238) of which each is taken once, and recovery codes.

use super::{BrowserSession, Member};
use crate::account::refused;
use crate::database::Database;
use crate::failure::noted;
use crate::session::member::MemberId;
use app::api::ApiError;
use app::api::port::SecondSteps;
use app::api::second_step::{Enrolment, Rule, SecondStep};
use async_trait::async_trait;
use axum_login::AuthUser;
use chrono::Utc;
use domain::id::PersonId;
use qrcodegen::{QrCode, QrCodeEcc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use totp_rs::{Builder, Secret, Totp};

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;
/// Random bytes of one: 120 bits, so that a plain hash of it gives nothing away.
const RECOVERY_BYTES: usize = 15;
/// Codes of one interval before and after are taken too, because telephones' clocks differ.
const SKEW: u16 = 1;

/// Whether a code is right now, or a recovery code that was not used yet; either is used up by this.
pub async fn takes(database: &Database, id: MemberId, code: &str) -> Result<bool, ApiError> {
    let code: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(64)
        .collect();
    let mut transaction = database
        .organisation(id.organisation)
        .await
        .map_err(noted("second step"))?;
    let taken = if code.len() == 6 {
        by_time(&mut transaction, id, &code, true).await
    } else {
        recovers(&mut transaction, id, &code).await
    };
    let taken = taken.map_err(noted("second step"))?;
    transaction.commit().await.map_err(noted("second step"))?;
    Ok(taken)
}

/// Takes a code of the intervals around now, once: of two requests with the same code one comes too late.
async fn by_time(
    connection: &mut PgConnection,
    id: MemberId,
    code: &str,
    confirmed: bool,
) -> sqlx::Result<bool> {
    let row = sqlx::query!(
        "select secret from second_steps where organisation = $1 and person = $2 and confirmed = $3",
        id.organisation.0,
        id.person.0,
        confirmed
    )
    .fetch_optional(&mut *connection)
    .await?;
    let now = Utc::now().timestamp().unsigned_abs();
    let step = row
        .and_then(|row| totp(row.secret, ""))
        .and_then(|totp| totp.check(code, now));
    let Some(step) = step.and_then(|step| i64::try_from(step).ok()) else {
        return Ok(false);
    };
    let taken = sqlx::query!(
        "update second_steps set last_step = $3, confirmed = true
         where organisation = $1 and person = $2 and last_step < $3",
        id.organisation.0,
        id.person.0,
        step
    )
    .execute(connection)
    .await?;
    Ok(taken.rows_affected() == 1)
}

async fn recovers(connection: &mut PgConnection, id: MemberId, code: &str) -> sqlx::Result<bool> {
    let used = sqlx::query!(
        "delete from recovery_codes where organisation = $1 and person = $2 and hash = $3",
        id.organisation.0,
        id.person.0,
        hashed(code)
    )
    .execute(connection)
    .await?;
    Ok(used.rows_affected() == 1)
}

fn totp(secret: Vec<u8>, account: &str) -> Option<Totp> {
    // A colon would part the label in two.
    let account = account.replace(':', " ");
    Builder::new()
        .with_secret(Secret::new(secret.into()))
        .with_skew(SKEW)
        .with_account_name(account)
        .with_issuer(Some("Glashelder"))
        .build()
        .inspect_err(|error| tracing::error!(%error, "a second step cannot be computed"))
        .ok()
}

fn hashed(code: &str) -> Vec<u8> {
    Sha256::digest(code.to_ascii_uppercase().as_bytes()).to_vec()
}

/// A recovery code as people copy it: six groups of four letters and digits.
fn recovery_code() -> String {
    let random = Secret::generate();
    let few: Vec<u8> = random
        .as_bytes()
        .iter()
        .copied()
        .take(RECOVERY_BYTES)
        .collect();
    let text = Secret::new(few.into()).to_base32();
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}

/// How it stands with somebody's second step.
pub async fn standing(
    connection: &mut PgConnection,
    id: MemberId,
    required: bool,
) -> sqlx::Result<SecondStep> {
    let row = sqlx::query!(
        r#"select exists (select from second_steps where organisation = $1 and person = $2 and confirmed) as "active!",
             (select count(*) from recovery_codes where organisation = $1 and person = $2) as "codes!""#,
        id.organisation.0,
        id.person.0
    )
    .fetch_one(connection)
    .await?;
    Ok(SecondStep {
        active: row.active,
        required,
        codes_left: u32::try_from(row.codes).unwrap_or_default(),
    })
}

/// Takes somebody's second step away; sessions that were opened with it end.
pub async fn remove(database: &Database, id: MemberId) -> sqlx::Result<bool> {
    let mut transaction = database.organisation(id.organisation).await?;
    sqlx::query!(
        "delete from recovery_codes where organisation = $1 and person = $2",
        id.organisation.0,
        id.person.0
    )
    .execute(&mut *transaction)
    .await?;
    let removed = sqlx::query!(
        "delete from second_steps where organisation = $1 and person = $2",
        id.organisation.0,
        id.person.0
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(removed.rows_affected() == 1)
}

fn drawn(address: &str) -> Option<(u32, String)> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let side = code.size();
    let dark = (0..side)
        .flat_map(|y| (0..side).map(move |x| (x, y)))
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{x} {y}h1v1h-1z"))
        .collect();
    Some((side.unsigned_abs(), dark))
}

impl BrowserSession {
    async fn prepared(&self, member: &Member) -> Result<Enrolment, ApiError> {
        let secret = Secret::generate();
        let id = member.id();
        let mut transaction = self.transaction(id.organisation, "second step").await?;
        let kept = sqlx::query!(
            "insert into second_steps (organisation, person, secret) values ($1, $2, $3)
             on conflict (organisation, person) do update set secret = excluded.secret, last_step = 0, since = now()
             where not second_steps.confirmed",
            id.organisation.0,
            id.person.0,
            secret.as_bytes()
        )
        .execute(&mut *transaction)
        .await
        .map_err(noted("second step"))?;
        transaction.commit().await.map_err(noted("second step"))?;
        if kept.rows_affected() == 0 {
            return Err(refused(
                "U hebt al een tweede stap. Zet die eerst uit.",
                "You already have a second step. End that first.",
            ));
        }
        let totp = totp(secret.as_bytes().to_vec(), &member.email).ok_or(ApiError::Failure)?;
        let address = totp.to_url().map_err(noted("second step"))?;
        let (side, dark) = drawn(&address).ok_or(ApiError::Failure)?;
        Ok(Enrolment {
            secret: secret.to_base32(),
            address,
            side,
            dark,
        })
    }
}

#[async_trait]
impl SecondSteps for BrowserSession {
    async fn begin(&self, password: String) -> Result<Enrolment, ApiError> {
        self.settled()?;
        let member = self.must_know_password(password).await?;
        self.prepared(&member).await
    }

    async fn confirm(&self, code: String) -> Result<Vec<String>, ApiError> {
        let member = self.settled()?;
        let id = member.id();
        let mut transaction = self.transaction(id.organisation, "second step").await?;
        let code: String = code.chars().filter(char::is_ascii_digit).take(6).collect();
        let right = by_time(&mut transaction, id, &code, false)
            .await
            .map_err(noted("second step"))?;
        if !right {
            return Err(ApiError::WrongCode);
        }
        let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
        let hashes: Vec<Vec<u8>> = codes
            .iter()
            .map(|code| hashed(&code.replace('-', "")))
            .collect();
        sqlx::query!(
            "with old as (delete from recovery_codes where organisation = $1 and person = $2)
             insert into recovery_codes (organisation, person, hash)
             select $1, $2, h.hash from unnest($3::bytea[]) as h(hash)",
            id.organisation.0,
            id.person.0,
            &hashes
        )
        .execute(&mut *transaction)
        .await
        .map_err(noted("second step"))?;
        transaction.commit().await.map_err(noted("second step"))?;
        tracing::info!(person = %id.person, "a second step was set up");
        // Sessions that were opened without it end; this one goes on.
        self.renew(None).await?;
        Ok(codes)
    }

    async fn end(&self, password: String) -> Result<(), ApiError> {
        self.settled()?;
        let member = self.must_know_password(password).await?;
        if member.second_step_rule.asks(&member.actor.roles) {
            return Err(refused(
                "Uw organisatie vraagt een tweede stap bij het aanmelden.",
                "Your organisation asks for a second step when signing in.",
            ));
        }
        remove(&self.auth.backend.database, member.id())
            .await
            .map_err(noted("second step"))?;
        tracing::info!(person = %member.actor.person, "a second step was ended");
        self.renew(None).await
    }

    async fn reset(&self, person: PersonId) -> Result<(), ApiError> {
        let by = self.administrator()?.actor.clone();
        if by.person == person {
            return Err(refused(
                "Uw eigen tweede stap zet u uit bij Instellingen.",
                "You end your own second step in Settings.",
            ));
        }
        self.must_be_proven().await?;
        let id = MemberId {
            organisation: by.organisation,
            person,
        };
        let removed = remove(&self.auth.backend.database, id)
            .await
            .map_err(noted("second step"))?;
        tracing::info!(by = %by.person, %person, removed, "a second step was reset");
        Ok(())
    }

    async fn rule(&self) -> Result<Rule, ApiError> {
        Ok(self.administrator()?.second_step_rule)
    }

    async fn set_rule(&self, rule: Rule) -> Result<(), ApiError> {
        let by = &self.administrator()?.actor;
        self.must_be_proven().await?;
        let mut transaction = self.transaction(by.organisation, "second step").await?;
        sqlx::query!(
            "update organisations set second_step = $2 where id = $1",
            by.organisation.0,
            rule.word()
        )
        .execute(&mut *transaction)
        .await
        .map_err(noted("second step"))?;
        transaction.commit().await.map_err(noted("second step"))?;
        tracing::info!(by = %by.person, rule = rule.word(), "the rule for second steps was set");
        Ok(())
    }
}
