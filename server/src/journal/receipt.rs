//! Receipts: what became of each event, kept so that an event that is sent again gets the same answer.

use super::JournalError;
use super::log::stored_count;
use chrono::{DateTime, Utc};
use domain::admit::Verdict;
use domain::id::{DossierId, EventId, OrganisationId, PersonId};
use domain::record::Envelope;
use domain::refusal::Refusal;
use sqlx::PgConnection;
use std::collections::HashMap;
use sync::message::Receipt;

/// A receipt with what it was given for.
pub struct Known {
    pub receipt: Receipt,
    hash: String,
    author: PersonId,
}

impl Known {
    pub fn new(envelope: &Envelope, verdict: Verdict, position: Option<u64>) -> Known {
        Known {
            receipt: Receipt {
                event: envelope.id,
                dossier: envelope.dossier,
                verdict,
                position,
            },
            hash: envelope.hash.as_str().to_owned(),
            author: envelope.author,
        }
    }

    /// Whether the receipt is for this very event, and not for another under the same id.
    pub fn is_of(&self, envelope: &Envelope) -> bool {
        self.hash == envelope.hash.as_str()
            && self.author == envelope.author
            && self.receipt.dossier == envelope.dossier
    }
}

/// Whether a verdict speaks of the event itself. A copy that was damaged on the way, came under another account or
/// before its dossier says nothing about the event, which may still arrive whole: it gets no receipt of record.
pub fn is_final(verdict: &Verdict) -> bool {
    !matches!(
        verdict,
        Verdict::Parked {
            reason: Refusal::Damaged | Refusal::WrongAuthor | Refusal::NoDossier
        }
    )
}

/// The receipts that were given for events before.
pub async fn find(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    events: &[EventId],
) -> Result<HashMap<EventId, Known>, JournalError> {
    let ids: Vec<_> = events.iter().map(|event| event.0).collect();
    let rows = sqlx::query!(
        "select event, dossier, author, hash, verdict, position from receipts where organisation = $1 and event = any ($2)",
        organisation.0,
        &ids
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let receipt = Receipt {
                event: EventId(row.event),
                dossier: DossierId(row.dossier),
                verdict: serde_json::from_str(&row.verdict)?,
                position: row
                    .position
                    .and_then(|position| u64::try_from(position).ok()),
            };
            Ok((
                receipt.event,
                Known {
                    receipt,
                    hash: row.hash,
                    author: PersonId(row.author),
                },
            ))
        })
        .collect()
}

/// Writes receipts down.
pub async fn write(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    given: &[&Known],
    received_at: DateTime<Utc>,
) -> Result<(), JournalError> {
    let events: Vec<_> = given.iter().map(|known| known.receipt.event.0).collect();
    let dossiers: Vec<_> = given.iter().map(|known| known.receipt.dossier.0).collect();
    let authors: Vec<_> = given.iter().map(|known| known.author.0).collect();
    let hashes: Vec<_> = given.iter().map(|known| known.hash.clone()).collect();
    let positions: Vec<_> = given
        .iter()
        .map(|known| known.receipt.position.map(stored_count))
        .collect();
    let mut verdicts = Vec::with_capacity(given.len());
    for known in given {
        verdicts.push(serde_json::to_string(&known.receipt.verdict)?);
    }
    sqlx::query!(
        "insert into receipts (organisation, event, dossier, author, hash, verdict, position, received_at)
         select $1, r.event, r.dossier, r.author, r.hash, r.verdict, r.position, $2
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::bigint[])
           as r(event, dossier, author, hash, verdict, position)",
        organisation.0,
        received_at,
        &events,
        &dossiers,
        &authors,
        &hashes,
        &verdicts,
        &positions as &[Option<i64>],
    )
    .execute(connection)
    .await?;
    Ok(())
}
