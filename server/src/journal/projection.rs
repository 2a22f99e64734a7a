//! What is derived from a dossier's log for queries: its row, audience, promises, files and texts. Always computed
//! from the whole log by `domain`, so that it can be computed again at any time.

use super::JournalError;
use super::audience::{self, Audience};
use super::log::stored_count;
use super::version::Version;
use super::words;
use chrono::{DateTime, Utc};
use domain::dossier::Dossier;
use domain::id::OrganisationId;
use domain::obligation::{ObligationState, obligations};
use domain::record::Recorded;
use sqlx::PgConnection;
use std::collections::BTreeSet;

/// Goes up when the code below derives something else from the same log.
pub const VERSION: u32 = 3;

/// By what a projection was computed.
fn projected_by(own: &Version) -> String {
    format!("{}.{VERSION}", own.fingerprint)
}

/// Writes the dossier's row. It comes before the events that refer to it, and tells devices that something changed.
/// `before` is who could see it until now, `None` for a new dossier.
pub async fn write_row(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: &Dossier,
    log: &[Recorded],
    own: &Version,
    before: Option<&Audience>,
) -> Result<(), JournalError> {
    let audience = Audience::of(dossier, &own.procedure);
    let last_event_at = dossier
        .occurrences
        .iter()
        .map(|o| o.at)
        .max()
        .unwrap_or(dossier.received_at);
    let registered_at = log
        .first()
        .map_or(dossier.received_at, |first| first.received_at);
    let bytes: usize = log
        .iter()
        .map(|recorded| recorded.envelope.payload.text().len() + ENVELOPE_BYTES)
        .sum();
    sqlx::query!(
        "insert into dossiers
           (organisation, id, head, head_hash, number, kind, channel, category, region, handling, handler, status, stage,
            ruling, complainant, received_at, registered_at, ended_at, last_event_at, conflicts, bytes, projected_by,
            changed_xid, region_xid, procedure)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            pg_current_xact_id()::text::bigint, pg_current_xact_id()::text::bigint, $24)
         on conflict (organisation, id) do update set
           procedure = excluded.procedure, head = excluded.head, head_hash = excluded.head_hash, number = excluded.number, kind = excluded.kind,
           channel = excluded.channel, category = excluded.category, region = excluded.region,
           handling = excluded.handling, handler = excluded.handler, status = excluded.status,
           stage = excluded.stage, ruling = excluded.ruling, complainant = excluded.complainant,
           received_at = excluded.received_at, registered_at = excluded.registered_at, ended_at = excluded.ended_at,
           last_event_at = excluded.last_event_at, conflicts = excluded.conflicts, bytes = excluded.bytes,
           projected_by = excluded.projected_by, changed_xid = excluded.changed_xid,
           region_xid = case when $23 then excluded.region_xid else dossiers.region_xid end",
        organisation.0,
        dossier.id.0,
        stored_count(dossier.head),
        dossier.head_hash.as_str(),
        dossier.number.as_deref(),
        dossier.kind,
        dossier.channel,
        dossier.category,
        dossier.region,
        dossier.handling.word(),
        dossier.handler.map(|handler| handler.0),
        word(&dossier.status)?,
        word(&dossier.stage(&own.procedure))?,
        dossier.ruling.as_ref().map(|ruling| ruling.what.ruling.as_str()),
        dossier.complainant.name,
        storable(dossier.received_at),
        storable(registered_at),
        dossier.ended_at().map(storable),
        storable(last_event_at),
        i32::try_from(dossier.conflicts.len()).unwrap_or(i32::MAX),
        i64::try_from(bytes).unwrap_or(i64::MAX),
        projected_by(own),
        audience.moved(before),
        own.fingerprint.as_str(),
    )
    .execute(&mut *connection)
    .await?;
    audience::write(connection, organisation, dossier, &audience, before).await
}

/// Writes promises, references to files, and texts.
pub async fn write_details(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: &Dossier,
    log: &[Recorded],
    own: &Version,
    now: DateTime<Utc>,
) -> Result<(), JournalError> {
    write_obligations(connection, organisation, dossier, own, now).await?;
    let events: Vec<_> = log
        .iter()
        .filter_map(|recorded| recorded.envelope.payload.event())
        .collect();
    let files: BTreeSet<String> = events
        .iter()
        .flat_map(|event| event.files())
        .map(ToString::to_string)
        .collect();
    if !files.is_empty() {
        sqlx::query!(
            "insert into file_references (organisation, dossier, hash)
             select $1, $2, f.hash from unnest($3::text[]) as f(hash) on conflict do nothing",
            organisation.0,
            dossier.id.0,
            &files.into_iter().collect::<Vec<_>>()
        )
        .execute(&mut *connection)
        .await?;
    }
    let content = words::content(dossier, &events);
    sqlx::query!(
        "insert into texts (organisation, dossier, content, words)
         select $1, $2, $3, to_tsvector('dutch_words', $4) || to_tsvector('plain_words', $4)
         where not exists (select from texts where organisation = $1 and dossier = $2 and content = $3)
         on conflict (organisation, dossier) do update set content = excluded.content, words = excluded.words",
        organisation.0,
        dossier.id.0,
        content,
        words::plain(&content)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// A moment that Postgres can store: what a broken clock says outside of it becomes the nearest.
pub fn storable(at: DateTime<Utc>) -> DateTime<Utc> {
    let earliest = DateTime::from_timestamp(-62_135_596_800, 0).unwrap_or(at);
    let latest = DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(at);
    at.clamp(earliest, latest)
}

/// What an envelope takes besides its payload, roughly.
const ENVELOPE_BYTES: usize = 450;

async fn write_obligations(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: &Dossier,
    own: &Version,
    now: DateTime<Utc>,
) -> Result<(), JournalError> {
    let all = obligations(dossier, &own.procedure, now);
    let state = |state: &ObligationState| match state {
        ObligationState::Open => ("open", None),
        ObligationState::Met(at) => ("met", Some(storable(*at))),
        ObligationState::Cancelled(at) => ("cancelled", Some(storable(*at))),
    };
    let ordinals: Vec<i32> = (0..).take(all.len()).collect();
    let ids: Vec<_> = all.iter().map(|o| o.id.clone()).collect();
    let rules: Vec<_> = all.iter().map(|o| o.rule.clone()).collect();
    let owners: Vec<_> = all.iter().map(|o| o.owner.word().to_owned()).collect();
    let states: Vec<_> = all.iter().map(|o| state(&o.state).0.to_owned()).collect();
    let aims: Vec<_> = all.iter().map(|o| o.aim).collect();
    let paused: Vec<_> = all.iter().map(|o| o.paused).collect();
    let started: Vec<_> = all.iter().map(|o| storable(o.deadline.from)).collect();
    let warned: Vec<_> = all.iter().map(|o| storable(o.warn_at)).collect();
    let due: Vec<_> = all.iter().map(|o| storable(o.deadline.due)).collect();
    let ended: Vec<_> = all.iter().map(|o| state(&o.state).1).collect();
    let late: Vec<_> = all
        .iter()
        .map(|o| !o.is_open() && o.was_late(now))
        .collect();
    sqlx::query!(
        "with rows as (
           select * from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::text[], $8::boolean[],
             $9::boolean[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[],
             $14::boolean[])
           as o(ordinal, id, rule, owner, state, aim, paused, started_at, warn_at, due_at, ended_at, late)
         ), gone as (
           delete from obligations where organisation = $1 and dossier = $2 and ordinal >= (select count(*) from rows)
         )
         insert into obligations
           (organisation, dossier, ordinal, id, rule, owner, state, aim, paused, started_at, warn_at, due_at, ended_at, late)
         select $1, $2, * from rows
         on conflict (organisation, dossier, ordinal) do update set
           id = excluded.id, rule = excluded.rule, owner = excluded.owner, state = excluded.state, aim = excluded.aim,
           paused = excluded.paused, started_at = excluded.started_at, warn_at = excluded.warn_at,
           due_at = excluded.due_at, ended_at = excluded.ended_at, late = excluded.late",
        organisation.0,
        dossier.id.0,
        &ordinals,
        &ids,
        &rules,
        &owners,
        &states,
        &aims,
        &paused,
        &started,
        &warned,
        &due,
        &ended as &[Option<DateTime<Utc>>],
        &late,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The word of a plain enum on the wire, for a column.
fn word<T: serde::Serialize>(value: &T) -> Result<String, JournalError> {
    Ok(serde_json::to_string(value)?.trim_matches('"').to_owned())
}
