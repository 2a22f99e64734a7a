//! Letting running dossiers go on by another version of the procedure: a decision that is logged in each of them, and
//! that can be looked at before it is taken.

use super::log::Log;
use super::version::{self, Version};
use super::{JournalError, projection};
use crate::database::Database;
use chrono::{DateTime, SubsecRound, Utc};
use domain::dossier::Dossier;
use domain::event::{Event, ProcedureApplied};
use domain::id::{DeviceId, DossierId, EventId, OrganisationId, PersonId, SYSTEM};
use domain::procedure::{Moved, Procedure, difference};
use domain::record::{Envelope, Payload};
use std::sync::Arc;
use uuid::Uuid;

/// That running dossiers go on by another version: why, and who decided.
#[derive(Debug, Clone)]
pub struct Decision {
    pub reason: String,
    pub by: PersonId,
}

/// A running dossier, and what another version changes there.
#[derive(Debug, Clone)]
pub struct Variation {
    pub dossier: DossierId,
    pub number: String,
    /// The number of the version by which it went.
    pub version: u32,
    pub moved: Vec<Moved>,
    /// Words in it that the other version does not know; such a dossier keeps its version.
    pub unknown: Vec<String>,
}

/// Tells what a version would change in every running dossier that goes by another one, in the order of receipt; with
/// a decision, changes it.
pub async fn vary(
    database: &Database,
    organisation: OrganisationId,
    today: &Arc<Procedure>,
    new: &Arc<Procedure>,
    decision: Option<&Decision>,
    now: DateTime<Utc>,
) -> Result<Vec<Variation>, JournalError> {
    let (today, new) = (Version::of(today.clone()), Version::of(new.clone()));
    let mut transaction = database.organisation(organisation).await?;
    version::keep(&mut transaction, organisation, &today).await?;
    if decision.is_some() {
        version::keep(&mut transaction, organisation, &new).await?;
    }
    let running = sqlx::query_scalar!(
        r#"select d.id from dossiers d
           where d.organisation = $1 and (d.status = 'open' or exists (
             select from obligations o where o.organisation = $1 and o.dossier = d.id and o.state = 'open'
           ))
           order by d.received_at, d.id"#,
        organisation.0
    )
    .fetch_all(&mut *transaction)
    .await?;
    transaction.commit().await?;
    let mut variations = Vec::new();
    for dossier in running {
        let dossier = DossierId(dossier);
        let varied = one(
            database,
            organisation,
            dossier,
            (&today, &new),
            decision,
            now,
        )
        .await?;
        variations.extend(varied);
    }
    Ok(variations)
}

async fn one(
    database: &Database,
    organisation: OrganisationId,
    dossier: DossierId,
    (today, new): (&Version, &Version),
    decision: Option<&Decision>,
    now: DateTime<Utc>,
) -> Result<Option<Variation>, JournalError> {
    let mut transaction = database.organisation(organisation).await?;
    let mut log = Log::lock(&mut transaction, organisation, dossier).await?;
    let Some(folded) = &log.dossier else {
        return Ok(None);
    };
    let own = version::of(&mut transaction, organisation, Some(folded), today).await?;
    if own.fingerprint == new.fingerprint {
        return Ok(None);
    }
    let variation = Variation {
        dossier,
        number: folded.number.clone().unwrap_or_default(),
        version: own.procedure.version,
        moved: difference(folded, &own.procedure, &new.procedure, now),
        unknown: new.procedure.unknown_to(folded),
    };
    let Some(decision) = decision.filter(|_| variation.unknown.is_empty()) else {
        return Ok(Some(variation));
    };
    let before = super::audience::Audience::of(folded, &own.procedure);
    let received_at = projection::storable(now).trunc_subsecs(3);
    let envelope = envelope(folded, new, decision, received_at)?;
    log.append(envelope, received_at);
    if let Some(folded) = &log.dossier {
        let (connection, recorded) = (&mut transaction, &log.recorded);
        let before = Some(&before);
        projection::write_row(connection, organisation, folded, recorded, new, before).await?;
        log.write(connection, organisation, dossier).await?;
        projection::write_details(connection, organisation, folded, recorded, new, now).await?;
        crate::hints::tell(&mut transaction, organisation).await?;
    }
    transaction.commit().await?;
    Ok(Some(variation))
}

fn envelope(
    dossier: &Dossier,
    new: &Version,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<Envelope, JournalError> {
    let payload = Payload::of(&Event::from(ProcedureApplied {
        procedure: new.fingerprint.clone(),
        version: new.procedure.version,
        reason: decision.reason.clone(),
        by: Some(decision.by),
    }))?;
    Ok(Envelope {
        id: EventId(Uuid::now_v7()),
        dossier: dossier.id,
        author: SYSTEM,
        device: DeviceId(Uuid::nil()),
        sequence: 1,
        device_time: now,
        clock_offset: 0,
        base: dossier.head,
        hash: payload.hash(),
        payload,
    })
}
