//! Computing projections again: where the procedure or this program would derive something else from a log, and
//! where a promise's clock stands still, so that its due moment moves on.

use super::log::Log;
use super::{JournalError, audience, projection};
use crate::database::Database;
use crate::procedures::Procedures;
use chrono::Utc;
use domain::id::{DossierId, OrganisationId};
use domain::procedure::Procedure;

/// Brings all organisations up to date; how many dossiers were computed again.
pub async fn refresh_all(
    database: &Database,
    procedures: &Procedures,
) -> Result<usize, JournalError> {
    let organisations = sqlx::query!("select id, procedure from organisations")
        .fetch_all(database.pool())
        .await?;
    let mut count = 0;
    for row in organisations {
        if let Some(procedure) = procedures.get(&row.procedure) {
            count += refresh(database, OrganisationId(row.id), &procedure).await?;
        }
    }
    Ok(count)
}

/// Brings one organisation up to date; each dossier in a transaction of its own, so that work goes on meanwhile.
pub async fn refresh(
    database: &Database,
    organisation: OrganisationId,
    procedure: &Procedure,
) -> Result<usize, JournalError> {
    let mut transaction = database.organisation(organisation).await?;
    let rows = sqlx::query!(
        r#"select d.id, d.projected_by <> $2 as "stale!" from dossiers d
           where d.organisation = $1 and (d.projected_by <> $2 or exists (
             select from obligations o
             where o.organisation = $1 and o.dossier = d.id and o.state = 'open' and o.paused
           ))
           order by d.received_at desc"#,
        organisation.0,
        projection::projected_by(procedure)
    )
    .fetch_all(&mut *transaction)
    .await?;
    drop(transaction);
    for row in &rows {
        again(
            database,
            organisation,
            procedure,
            DossierId(row.id),
            row.stale,
        )
        .await?;
    }
    Ok(rows.len())
}

async fn again(
    database: &Database,
    organisation: OrganisationId,
    procedure: &Procedure,
    dossier: DossierId,
    stale: bool,
) -> Result<(), JournalError> {
    let mut transaction = database.organisation(organisation).await?;
    let log = Log::lock(&mut transaction, organisation, dossier).await?;
    let Some(folded) = &log.dossier else {
        return Ok(());
    };
    if stale {
        audience::clear(&mut transaction, organisation, dossier).await?;
        projection::write_row(
            &mut transaction,
            organisation,
            folded,
            &log.recorded,
            procedure,
            None,
        )
        .await?;
    }
    projection::write_details(
        &mut transaction,
        organisation,
        folded,
        &log.recorded,
        procedure,
        Utc::now(),
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}
