//! What could not be taken in: kept whole, shown to whoever can settle it and to its author.

use super::JournalError;
use chrono::{DateTime, Utc};
use domain::id::{DossierId, EventId, FileHash, OrganisationId, PersonId};
use domain::record::{Envelope, HeadHash, Recorded};
use domain::refusal::Refusal;
use sqlx::PgConnection;
use std::collections::HashMap;
use sync::message::Parked;

/// Keeps envelopes aside. The same one, sent again by the same person, is kept once, with the last reason: what came
/// before its dossier may be judged anew.
pub async fn keep(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    sender: PersonId,
    items: &[Parked],
) -> Result<(), JournalError> {
    for item in items {
        let text = serde_json::to_string(&item.envelope)?;
        sqlx::query!(
            "insert into parked (organisation, event, fingerprint, sender, dossier, author, envelope, reason, received_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (organisation, event, fingerprint, sender) do update set reason = excluded.reason
             where parked.reason <> excluded.reason",
            organisation.0,
            item.envelope.id.0,
            fingerprint(&text),
            sender.0,
            item.envelope.dossier.0,
            item.envelope.author.0,
            text,
            serde_json::to_string(&item.reason)?,
            item.received_at,
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Marks items as settled.
pub async fn settle(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
    events: &[EventId],
) -> Result<(), JournalError> {
    let events: Vec<_> = events.iter().map(|event| event.0).collect();
    sqlx::query!(
        "update parked set settled = true
         where organisation = $1 and dossier = $2 and event = any ($3) and not settled",
        organisation.0,
        dossier.0,
        &events
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets that events came before their dossier, now that they are in its log.
pub async fn release(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
    accepted: &[(Recorded, HeadHash)],
) -> Result<(), JournalError> {
    let events: Vec<_> = accepted
        .iter()
        .map(|(recorded, _)| recorded.envelope.id.0)
        .collect();
    let mut fingerprints = Vec::with_capacity(accepted.len());
    for (recorded, _) in accepted {
        fingerprints.push(fingerprint(&serde_json::to_string(&recorded.envelope)?));
    }
    sqlx::query!(
        "delete from parked using unnest($3::uuid[], $4::text[]) as a(event, fingerprint)
         where parked.organisation = $1 and parked.dossier = $2 and parked.event = a.event
           and parked.fingerprint = a.fingerprint",
        organisation.0,
        dossier.0,
        &events,
        &fingerprints
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The items that wait, of each dossier: all of those that the reader may settle, elsewhere the reader's own.
pub async fn waiting(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    reader: PersonId,
    dossiers: &[DossierId],
    settles: &[DossierId],
) -> Result<HashMap<DossierId, Vec<Parked>>, JournalError> {
    let ids: Vec<_> = dossiers.iter().map(|dossier| dossier.0).collect();
    let settles: Vec<_> = settles.iter().map(|dossier| dossier.0).collect();
    let rows = sqlx::query!(
        "select dossier, envelope, reason, received_at from parked
         where organisation = $1 and dossier = any ($2) and not settled and (author = $3 or dossier = any ($4))
         order by received_at, event",
        organisation.0,
        &ids,
        reader.0,
        &settles
    )
    .fetch_all(connection)
    .await?;
    let mut waiting: HashMap<DossierId, Vec<Parked>> = HashMap::new();
    for row in rows {
        let item = item(&row.envelope, &row.reason, row.received_at)?;
        waiting
            .entry(DossierId(row.dossier))
            .or_default()
            .push(item);
    }
    Ok(waiting)
}

/// Tells one envelope from another under the same id.
fn fingerprint(envelope: &str) -> String {
    FileHash::of(envelope.as_bytes()).into()
}

fn item(envelope: &str, reason: &str, received_at: DateTime<Utc>) -> Result<Parked, JournalError> {
    let envelope: Envelope = serde_json::from_str(envelope)?;
    let reason: Refusal = serde_json::from_str(reason)?;
    Ok(Parked {
        envelope,
        reason,
        received_at,
    })
}
