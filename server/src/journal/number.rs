//! A dossier's number, given by the program in the order in which dossiers arrive.

use super::JournalError;
use chrono::{DateTime, Datelike, Utc};
use domain::event::{Event, Numbered};
use domain::id::{DeviceId, DossierId, EventId, OrganisationId, SYSTEM};
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload};
use sha2::Digest;
use sqlx::PgConnection;
use uuid::Uuid;

/// The event that gives a dossier the year's next number: `GP-2026-0042`. Registrations of one organisation follow
/// each other from here until they commit, so that the series has no gaps.
pub async fn give(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Result<Envelope, JournalError> {
    let year = procedure.calendar.local(now).year();
    let last = sqlx::query_scalar!(
        "insert into numbers (organisation, year, last) values ($1, $2, 1)
         on conflict (organisation, year) do update set last = numbers.last + 1 returning last",
        organisation.0,
        year
    )
    .fetch_one(connection)
    .await?;
    let number = format!("{}-{year}-{last:04}", procedure.number_prefix);
    let payload = Payload::of(&Event::Numbered(Numbered { number }))?;
    Ok(Envelope {
        id: event_id(dossier),
        dossier,
        author: SYSTEM,
        device: DeviceId(Uuid::nil()),
        sequence: 1,
        device_time: now,
        clock_offset: 0,
        base: 1,
        hash: payload.hash(),
        payload,
    })
}

/// The id of the event, always the same for a dossier: a UUIDv8 from a hash of the dossier's id.
pub fn event_id(dossier: DossierId) -> EventId {
    let digest = sha2::Sha256::new()
        .chain_update("numbered.1")
        .chain_update(dossier.0.as_bytes())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    EventId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
