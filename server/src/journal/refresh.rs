//! Computing projections again: where this program would derive something else from a log, and where a promise's clock
//! stands still, so that its due moment moves on. A dossier is always computed by its own version of the procedure.

use super::log::Log;
use super::version::{self, Version};
use super::{JournalError, audience, projection};
use crate::database::Database;
use crate::procedures::Procedures;
use chrono::Utc;
use domain::id::{DossierId, OrganisationId};
use domain::procedure::Procedure;
use std::sync::Arc;

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
/// `procedure` is what new dossiers go by; it is kept, so that what begins under it can go on by it.
pub async fn refresh(
    database: &Database,
    organisation: OrganisationId,
    procedure: &Arc<Procedure>,
) -> Result<usize, JournalError> {
    let today = Version::of(procedure.clone());
    let mut transaction = database.organisation(organisation).await?;
    version::keep(&mut transaction, organisation, &today).await?;
    transaction.commit().await?;
    let mut transaction = database.organisation(organisation).await?;
    let rows = sqlx::query!(
        r#"select d.id, d.projected_by is distinct from concat(d.procedure, '.', $2::text) as "stale!" from dossiers d
           where d.organisation = $1 and (d.projected_by is distinct from concat(d.procedure, '.', $2::text) or exists (
             select from obligations o
             where o.organisation = $1 and o.dossier = d.id and o.state = 'open' and o.paused
           ))
           order by d.received_at desc"#,
        organisation.0,
        projection::VERSION.to_string()
    )
    .fetch_all(&mut *transaction)
    .await?;
    drop(transaction);
    for row in &rows {
        again(database, organisation, &today, DossierId(row.id), row.stale).await?;
    }
    Ok(rows.len())
}

async fn again(
    database: &Database,
    organisation: OrganisationId,
    today: &Version,
    dossier: DossierId,
    stale: bool,
) -> Result<(), JournalError> {
    let mut transaction = database.organisation(organisation).await?;
    let log = Log::lock(&mut transaction, organisation, dossier).await?;
    let Some(folded) = &log.dossier else {
        return Ok(());
    };
    let own = version::of(&mut transaction, organisation, Some(folded), today).await?;
    let (connection, recorded) = (&mut transaction, &log.recorded);
    if stale {
        audience::clear(connection, organisation, dossier).await?;
        projection::write_row(connection, organisation, folded, recorded, &own, None).await?;
    }
    projection::write_details(connection, organisation, folded, recorded, &own, Utc::now()).await?;
    transaction.commit().await?;
    Ok(())
}
