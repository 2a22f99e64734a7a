//! The promises, and how they are checked against the real database.

use crate::device::Device;
use crate::world::World;
use chrono::{DateTime, Utc};
use domain::dossier::Dossier;
use domain::id::{DossierId, EventId, FileHash, OrganisationId};
use domain::obligation::obligations;
use domain::permission::may_see;
use std::collections::{BTreeMap, BTreeSet};
use sync::outbox::Entry;
use uuid::Uuid;

/// What people were told, and what excuses a loss.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Events that a device called saved, and whose they are.
    pub saved: BTreeMap<EventId, OrganisationId>,
    /// Files that a saved event refers to.
    pub files: BTreeSet<FileHash>,
    /// Events of a store that the browser removed before they were sent: no program can bring them back.
    excused: BTreeSet<EventId>,
    /// Events that were sent and whose device is gone: a restored backup may lack them.
    without_device: BTreeSet<EventId>,
    pub files_evicted: BTreeSet<FileHash>,
    /// Saved events that lay aside at the end.
    pub parked: usize,
}

impl Ledger {
    pub fn evicted<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            if entry.is_waiting() {
                self.excused.insert(entry.id());
            } else {
                self.without_device.insert(entry.id());
            }
        }
    }

    pub fn restored(&mut self) {
        self.excused.append(&mut self.without_device);
    }
}

/// *Sent* is told only of what the server has, in the log or aside.
pub async fn told_true(
    world: &World<'_>,
    organisation: OrganisationId,
    sent: &[EventId],
) -> anyhow::Result<Option<String>> {
    if sent.is_empty() {
        return Ok(None);
    }
    let mut transaction = world.database(0)?.organisation(organisation).await?;
    for event in sent {
        let known: bool = sqlx::query_scalar(
            "select exists (select from events where id = $1) or exists (select from parked where event = $1)",
        )
        .bind(event.0)
        .fetch_one(&mut *transaction)
        .await?;
        if !known {
            return Ok(Some(format!(
                "event {event} was shown as sent, but the server does not have it"
            )));
        }
    }
    Ok(None)
}

/// All promises, after the faults have ended and the queues were given their time.
pub async fn at_the_end(
    world: &World<'_>,
    devices: &[Device],
    ledger: &Ledger,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<String>> {
    for organisation in [1_u128, 2].map(|number| OrganisationId(Uuid::from_u128(number))) {
        let found = check(world, organisation, devices, ledger, now).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

async fn check(
    world: &World<'_>,
    organisation: OrganisationId,
    devices: &[Device],
    ledger: &Ledger,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<String>> {
    let mut transaction = world.database(1)?.organisation(organisation).await?;
    let logged: Vec<Uuid> = sqlx::query_scalar("select id from events")
        .fetch_all(&mut *transaction)
        .await?;
    let aside: Vec<Uuid> = sqlx::query_scalar("select event from parked")
        .fetch_all(&mut *transaction)
        .await?;
    let dossiers: Vec<Uuid> = sqlx::query_scalar("select id from dossiers")
        .fetch_all(&mut *transaction)
        .await?;
    let pending: Vec<String> = sqlx::query_scalar(
        "select r.hash from file_references r
         where not exists (select from files f where f.organisation = r.organisation and f.hash = r.hash)",
    )
    .fetch_all(&mut *transaction)
    .await?;
    type Promise = (Uuid, String, String, bool, DateTime<Utc>);
    let promised: Vec<Promise> = sqlx::query_as(
        "select dossier, id, state, paused, due_at from obligations order by dossier, ordinal",
    )
    .fetch_all(&mut *transaction)
    .await?;
    drop(transaction);

    let mut times: BTreeMap<Uuid, usize> = BTreeMap::new();
    for id in logged {
        *times.entry(id).or_default() += 1;
    }
    let aside: BTreeSet<Uuid> = aside.into_iter().collect();
    for (event, owner) in &ledger.saved {
        let count = times.get(&event.0).copied().unwrap_or_default();
        let excused = ledger.excused.contains(event) || ledger.without_device.contains(event);
        let kept = count == 1 || (count == 0 && (aside.contains(&event.0) || excused));
        if *owner == organisation && !kept {
            return Ok(Some(format!(
                "event {event} was called saved and stands {count} times on the server"
            )));
        }
    }
    if let Some(hash) = pending.iter().find(|hash| {
        ledger
            .files
            .iter()
            .any(|file| file.as_str() == hash.as_str())
            && !ledger
                .files_evicted
                .iter()
                .any(|file| file.as_str() == hash.as_str())
    }) {
        return Ok(Some(format!(
            "photo {hash} was called saved and is not on the server"
        )));
    }

    let mut by_dossier: BTreeMap<Uuid, Vec<&Promise>> = BTreeMap::new();
    for promise in &promised {
        by_dossier.entry(promise.0).or_default().push(promise);
    }
    let ours = devices
        .iter()
        .enumerate()
        .filter(|(_, device)| world.people[device.person].actor.organisation == organisation);
    let ours: Vec<(usize, &Device)> = ours.collect();
    for id in &dossiers {
        let dossier = DossierId(*id);
        let Some(log) = world.log(organisation, dossier).await? else {
            return Ok(Some(format!("dossier {dossier} cannot be read")));
        };
        if let Some(gap) = log
            .iter()
            .zip(1..)
            .find(|(recorded, position)| recorded.position != *position)
        {
            return Ok(Some(format!(
                "dossier {dossier} has a hole before position {}",
                gap.0.position
            )));
        }
        let Some(folded) = Dossier::fold(&log) else {
            return Ok(Some(format!("dossier {dossier} does not fold")));
        };
        for (number, device) in &ours {
            let actor = &world.people[device.person].actor;
            let sees = may_see(actor, &folded, world.procedure());
            match device.disk.logs.get(&dossier) {
                Some(_) if !sees => {
                    return Ok(Some(format!(
                        "device {number} holds dossier {dossier} without a right to it"
                    )));
                }
                None if sees => {
                    return Ok(Some(format!("device {number} lacks dossier {dossier}")));
                }
                Some(copy) if copy.events != log => {
                    return Ok(Some(format!(
                        "device {number} has another log of dossier {dossier}"
                    )));
                }
                Some(copy)
                    if copy.head.hash != folded.head_hash || copy.head.head != folded.head =>
                {
                    return Ok(Some(format!(
                        "device {number} has another head of dossier {dossier}"
                    )));
                }
                _ => {}
            }
        }
        let here = obligations(&folded, world.procedure(), now);
        let there = by_dossier.remove(id).unwrap_or_default();
        let agree = here.len() == there.len()
            && here
                .iter()
                .zip(&there)
                .all(|(mine, (_, id, state, paused, due))| {
                    let open = mine.is_open() == (state == "open");
                    mine.id == *id && open && (mine.paused || *paused || mine.deadline.due == *due)
                });
        if !agree {
            return Ok(Some(format!(
                "the deadlines of dossier {dossier} differ between device and server"
            )));
        }
    }
    for (number, device) in ours {
        if let Some(dossier) = device
            .disk
            .logs
            .keys()
            .find(|held| !dossiers.contains(&held.0))
        {
            return Ok(Some(format!(
                "device {number} holds dossier {dossier}, which the server does not have"
            )));
        }
    }
    Ok(None)
}
