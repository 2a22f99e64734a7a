//! Erasing dossiers that were kept as long as their procedure says (FC-11): the log, all that is derived from it, and the
//! files that nothing else refers to. That there was a dossier stays, in `erasures`.

use crate::database::Database;
use crate::files::Files;
use crate::journal::{JournalError, Versions};
use crate::procedures::Procedures;
use chrono::{DateTime, Utc};
use domain::id::{FileHash, OrganisationId};
use domain::procedure::Procedure;
use std::sync::Arc;
use uuid::Uuid;

/// A dossier that was, or is to be, erased.
#[derive(Debug, Clone, PartialEq)]
pub struct Erasure {
    pub organisation: OrganisationId,
    pub dossier: Uuid,
    pub number: Option<String>,
    pub kind: String,
    /// It was only registered, never handled.
    pub noted: bool,
    /// When its handling ended; when it was received, where it is not handled.
    pub since: DateTime<Utc>,
    pub rule: String,
    pub kept_until: DateTime<Utc>,
}

/// All dossiers that have been kept long enough at a moment.
pub async fn spent(
    database: &Database,
    procedures: &Procedures,
    now: DateTime<Utc>,
) -> Result<Vec<Erasure>, JournalError> {
    let organisations = sqlx::query!("select id, procedure from organisations")
        .fetch_all(database.pool())
        .await?;
    let mut found = Vec::new();
    for row in organisations {
        if let Some(procedure) = procedures.get(&row.procedure) {
            found.extend(spent_of(database, OrganisationId(row.id), procedure, now).await?);
        }
    }
    Ok(found)
}

async fn spent_of(
    database: &Database,
    organisation: OrganisationId,
    today: Arc<Procedure>,
    now: DateTime<Utc>,
) -> Result<Vec<Erasure>, JournalError> {
    let mut transaction = database.organisation(organisation).await?;
    let versions = Versions::read(&mut transaction, organisation, today).await?;
    if !versions
        .all()
        .any(|procedure| procedure.retention.is_some())
    {
        return Ok(vec![]);
    }
    let all = sqlx::query!(
        "select id, number, kind, procedure, received_at, ended_at from dossiers
         where organisation = $1 and received_at <= $2 order by coalesce(ended_at, received_at)",
        organisation.0,
        now
    )
    .fetch_all(&mut *transaction)
    .await?;
    let spent = all.into_iter().filter_map(|row| {
        let own = versions.get(row.procedure.as_deref());
        let since = own.kept_since(&row.kind, row.received_at, row.ended_at)?;
        let noted = !own.handles(&row.kind);
        let kept_until = own.kept_after(&row.kind, since);
        let kept_until = kept_until.filter(|until| *until <= now)?;
        Some(Erasure {
            organisation,
            dossier: row.id,
            number: row.number,
            kind: row.kind,
            noted,
            since,
            rule: own.retention.as_ref()?.rule.clone(),
            kept_until,
        })
    });
    Ok(spent.collect())
}

/// Erases a dossier, unless it was opened again, or became of another kind, meanwhile; whether it was erased.
pub async fn erase(
    database: &Database,
    files: &Files,
    erasure: &Erasure,
) -> Result<bool, JournalError> {
    let (organisation, dossier) = (erasure.organisation, erasure.dossier);
    let mut transaction = database.organisation(organisation).await?;
    let locked = sqlx::query_scalar!(
        "select id from dossiers where organisation = $1 and id = $2 and kind = $4
           and case when $5 then received_at else ended_at end = $3 for update",
        organisation.0,
        dossier,
        erasure.since,
        erasure.kind,
        erasure.noted
    )
    .fetch_optional(&mut *transaction)
    .await?;
    if locked.is_none() {
        return Ok(false);
    }
    let orphans = sqlx::query_scalar!(
        "delete from files f where f.organisation = $1
           and exists (
             select from file_references r where r.organisation = $1 and r.dossier = $2 and r.hash = f.hash
           )
           and not exists (
             select from file_references r where r.organisation = $1 and r.dossier <> $2 and r.hash = f.hash
           )
         returning f.hash",
        organisation.0,
        dossier
    )
    .fetch_all(&mut *transaction)
    .await?;
    sqlx::query!(
        "with r as (delete from receipts where organisation = $1 and dossier = $2),
              p as (delete from parked where organisation = $1 and dossier = $2)
         delete from dossiers where organisation = $1 and id = $2",
        organisation.0,
        dossier
    )
    .execute(&mut *transaction)
    .await?;
    sqlx::query!(
        "insert into erasures (organisation, dossier, number, kind, ended_at, rule, kept_until)
         values ($1, $2, $3, $4, $5, $6, $7)",
        organisation.0,
        dossier,
        erasure.number,
        erasure.kind,
        erasure.since,
        erasure.rule,
        erasure.kept_until
    )
    .execute(&mut *transaction)
    .await?;
    // A row that is gone tells devices nothing; as when rights change, they compare all that they hold.
    sqlx::query!(
        "update accounts set changed_xid = pg_current_xact_id()::text::bigint where organisation = $1",
        organisation.0
    )
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    for hash in orphans {
        if let Ok(hash) = FileHash::try_from(hash)
            && let Err(error) = files.erase(organisation, &hash).await
        {
            tracing::warn!(%hash, cause = %crate::failure::Impersonal(&error), "the bytes of an erased file are left");
        }
    }
    tracing::info!(%dossier, rule = erasure.rule, "dossier erased");
    Ok(true)
}

/// Erases all that has been kept long enough; how many dossiers.
pub async fn sweep(
    database: &Database,
    files: &Files,
    procedures: &Procedures,
    now: DateTime<Utc>,
) -> Result<usize, JournalError> {
    let mut count = 0;
    for erasure in spent(database, procedures, now).await? {
        count += usize::from(erase(database, files, &erasure).await?);
    }
    Ok(count)
}
