//! A dossier's number, given by the program in the order in which dossiers arrive.

use super::JournalError;
use super::version::Version;
use chrono::{DateTime, Datelike, Utc};
use domain::event::{Event, Numbered};
use domain::id::{DeviceId, DossierId, EventId, OrganisationId, SYSTEM};
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload};
use sha2::Digest;
use sqlx::PgConnection;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The event that gives a dossier the year's next number: `GP-2026-0042`. Registrations of one organisation follow
/// each other from here until they commit, so that the series has no gaps.
pub async fn give(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
    own: &Version,
    now: DateTime<Utc>,
) -> Result<Envelope, JournalError> {
    let procedure = &own.procedure;
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
    keep(dossier, number, own, now)
}

/// The event that gives a dossier a number that it has already: from a register that was kept elsewhere.
pub fn keep(
    dossier: DossierId,
    number: String,
    own: &Version,
    now: DateTime<Utc>,
) -> Result<Envelope, JournalError> {
    let payload = Payload::of(&Event::Numbered(Numbered {
        number,
        procedure: Some(own.fingerprint.clone()),
    }))?;
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

/// Lets each year's series go on after numbers that were kept, where those are of the series' own shape.
pub async fn pass<'a>(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    procedure: &Procedure,
    kept: impl Iterator<Item = &'a str>,
) -> Result<(), JournalError> {
    let mut highest: BTreeMap<i32, i32> = BTreeMap::new();
    for (year, last) in kept.filter_map(|number| in_series(number, &procedure.number_prefix)) {
        let so_far = highest.entry(year).or_default();
        *so_far = last.max(*so_far);
    }
    for (year, last) in highest {
        sqlx::query!(
            "insert into numbers (organisation, year, last) values ($1, $2, $3)
             on conflict (organisation, year) do update set last = greatest(numbers.last, excluded.last)",
            organisation.0,
            year,
            last
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Year and place of a number that [`give`] could give.
fn in_series(number: &str, prefix: &str) -> Option<(i32, i32)> {
    let (year, last) = number
        .strip_prefix(prefix)?
        .strip_prefix('-')?
        .split_once('-')?;
    let figures = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let right = year.len() == 4 && last.len() >= 4 && figures(year) && figures(last);
    right.then(|| Some((year.parse().ok()?, last.parse().ok()?)))?
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_series_own_numbers_move_it_on() {
        assert_eq!(in_series("GP-2026-0042", "GP"), Some((2026, 42)));
        for other in [
            "2026-0042",
            "GP-2026-42",
            "GP-26-0042",
            "GP-2026-0042a",
            "GPX-2026-0042",
            "GP-2026-99999999999",
        ] {
            assert_eq!(in_series(other, "GP"), None, "{other}");
        }
    }
}
