//! A dossier's log in the database: locked, read, and written at its end.

use super::JournalError;
use chrono::{DateTime, Utc};
use domain::dossier::Dossier;
use domain::id::{DossierId, OrganisationId};
use domain::record::{Envelope, HeadHash, Recorded};
use sqlx::PgConnection;

/// A log and its fold, held by this transaction until it ends.
pub struct Log {
    pub recorded: Vec<Recorded>,
    pub dossier: Option<Dossier>,
    /// The events that were added, with the chained hash after each.
    pub fresh: Vec<(Recorded, HeadHash)>,
}

impl Log {
    /// Locks a dossier and reads its log; an unknown dossier gives an empty log and is locked just as well, so that
    /// two registrations of one id follow each other.
    pub async fn lock(
        connection: &mut PgConnection,
        organisation: OrganisationId,
        dossier: DossierId,
    ) -> Result<Log, JournalError> {
        if !lock_row(connection, organisation, dossier).await? {
            sqlx::query!(
                "select pg_advisory_xact_lock(hashtextextended($1, 0))",
                format!("{organisation}{dossier}")
            )
            .execute(&mut *connection)
            .await?;
            // Whoever held the lock may have registered it meanwhile.
            lock_row(connection, organisation, dossier).await?;
        }
        let recorded = read(connection, organisation, dossier).await?;
        let dossier = Dossier::fold(&recorded);
        Ok(Log {
            recorded,
            dossier,
            fresh: vec![],
        })
    }

    /// The log of a dossier that is not there yet.
    pub fn empty() -> Log {
        Log {
            recorded: vec![],
            dossier: None,
            fresh: vec![],
        }
    }

    pub fn head(&self) -> u64 {
        self.dossier.as_ref().map_or(0, |dossier| dossier.head)
    }

    /// Puts an event at the end.
    pub fn append(&mut self, envelope: Envelope, received_at: DateTime<Utc>) -> u64 {
        let position = self.head() + 1;
        let recorded = Recorded {
            position,
            received_at,
            envelope,
        };
        match &mut self.dossier {
            Some(dossier) => dossier.apply(&recorded),
            None => self.dossier = Dossier::open(&recorded),
        }
        let hash = self
            .dossier
            .as_ref()
            .map(|dossier| dossier.head_hash.clone())
            .unwrap_or_default();
        self.fresh.push((recorded.clone(), hash));
        self.recorded.push(recorded);
        position
    }

    /// Writes the added events. The dossier's own row must exist.
    pub async fn write(
        &self,
        connection: &mut PgConnection,
        organisation: OrganisationId,
        dossier: DossierId,
    ) -> Result<(), JournalError> {
        let mut rows = Rows::default();
        for (recorded, head_hash) in &self.fresh {
            let envelope = &recorded.envelope;
            rows.positions.push(stored_count(recorded.position));
            rows.ids.push(envelope.id.0);
            rows.envelopes.push(serde_json::to_string(envelope)?);
            rows.tags.push(envelope.payload.tag().unwrap_or_default());
            rows.authors.push(envelope.author.0);
            rows.head_hashes.push(head_hash.as_str().to_owned());
            rows.received.push(recorded.received_at);
        }
        sqlx::query!(
            "insert into events
               (organisation, dossier, position, id, envelope, tag, author, head_hash, received_at, xid)
             select $1, $2, e.position, e.id, e.envelope, e.tag, e.author, e.head_hash, e.received_at,
               pg_current_xact_id()::text::bigint
             from unnest($3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::timestamptz[])
               as e(position, id, envelope, tag, author, head_hash, received_at)",
            organisation.0,
            dossier.0,
            &rows.positions,
            &rows.ids,
            &rows.envelopes,
            &rows.tags,
            &rows.authors,
            &rows.head_hashes,
            &rows.received,
        )
        .execute(connection)
        .await?;
        Ok(())
    }
}

/// A dossier's whole log; empty when it is unknown.
pub async fn read(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
) -> Result<Vec<Recorded>, JournalError> {
    let rows = sqlx::query!(
        "select position, received_at, envelope from events where organisation = $1 and dossier = $2 order by position",
        organisation.0,
        dossier.0
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| recorded(row.position, row.received_at, &row.envelope))
        .collect()
}

/// An event as it was stored.
pub fn recorded(
    position: i64,
    received_at: DateTime<Utc>,
    envelope: &str,
) -> Result<Recorded, JournalError> {
    let position = u64::try_from(position).unwrap_or_default();
    Ok(Recorded {
        position,
        received_at,
        envelope: serde_json::from_str(envelope)?,
    })
}

/// A count as Postgres stores it; more than it can hold becomes the most that it can.
pub fn stored_count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn lock_row(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
) -> Result<bool, JournalError> {
    let row = sqlx::query!(
        "select head from dossiers where organisation = $1 and id = $2 for update",
        organisation.0,
        dossier.0
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

#[derive(Default)]
struct Rows {
    positions: Vec<i64>,
    ids: Vec<uuid::Uuid>,
    envelopes: Vec<String>,
    tags: Vec<String>,
    authors: Vec<uuid::Uuid>,
    head_hashes: Vec<String>,
    received: Vec<DateTime<Utc>>,
}
