//! From what happened to what devices send.

use super::case::{Case, Happening};
use super::chance::Chance;
use super::organisations::Member;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{DeviceId, DossierId, EventId, PersonId};
use domain::record::{Envelope, Payload};
use std::collections::BTreeMap;

/// One dossier's log, in the order in which the server receives it.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoDossier {
    pub id: DossierId,
    pub envelopes: Vec<DemoEnvelope>,
}

/// An envelope and when the server receives it; who sends it is its author.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoEnvelope {
    pub envelope: Envelope,
    pub received_at: DateTime<Utc>,
}

/// Puts everything in envelopes and numbers it by device; the dossiers by when they were registered.
pub fn dossiers(cases: Vec<Case<'_>>) -> Result<Vec<DemoDossier>, serde_json::Error> {
    let logs = cases
        .into_iter()
        .map(|case| (case.id, case.happenings, case.chance));
    logged(logs.collect())
}

/// The same, of what happened to each dossier.
pub fn logged(
    logs: Vec<(DossierId, Vec<Happening<'_>>, Chance)>,
) -> Result<Vec<DemoDossier>, serde_json::Error> {
    let mut dossiers = logs
        .into_iter()
        .map(|(id, happenings, chance)| dossier(id, happenings, chance))
        .collect::<Result<Vec<_>, _>>()?;
    dossiers.sort_by_key(|dossier| {
        (
            dossier.envelopes.first().map(|first| first.received_at),
            dossier.id,
        )
    });
    let mut all: Vec<&mut Envelope> = dossiers
        .iter_mut()
        .flat_map(|dossier| &mut dossier.envelopes)
        .map(|sent| &mut sent.envelope)
        .collect();
    all.sort_by_key(|envelope| (envelope.told_time(), envelope.id));
    let mut last: BTreeMap<DeviceId, u64> = BTreeMap::new();
    for envelope in all {
        let sequence = last.entry(envelope.device).or_default();
        *sequence += 1;
        envelope.sequence = *sequence;
    }
    Ok(dossiers)
}

fn dossier(
    id: DossierId,
    happenings: Vec<Happening<'_>>,
    mut chance: Chance,
) -> Result<DemoDossier, serde_json::Error> {
    let envelopes = happenings
        .into_iter()
        .map(|happening| {
            let payload = Payload::of(&happening.event)?;
            let offset = clock_offset(happening.author);
            let envelope = Envelope {
                id: EventId(chance.id_at(happening.at)),
                dossier: id,
                author: happening.author.person,
                device: happening.author.device,
                sequence: 0,
                device_time: happening.at - TimeDelta::milliseconds(offset),
                clock_offset: offset,
                base: happening.base,
                hash: payload.hash(),
                payload,
            };
            Ok(DemoEnvelope {
                envelope,
                received_at: happening.received_at,
            })
        })
        .collect::<Result<Vec<_>, serde_json::Error>>()?;
    Ok(DemoDossier { id, envelopes })
}

/// How far a device's clock is behind, in milliseconds; some tablets run minutes off.
fn clock_offset(author: &Member) -> i64 {
    let PersonId(person) = author.person;
    let mut chance = Chance::named(&person.to_string());
    if chance.percent(20) {
        chance.between(-180_000, 180_000)
    } else {
        chance.between(-1_500, 1_500)
    }
}
