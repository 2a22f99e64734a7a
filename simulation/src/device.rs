//! A device: the real engine, a store that loses what was not durable, and requests that can go astray.

use crate::sabotage::Sabotage;
use chrono::{DateTime, TimeDelta, Utc};
use domain::admit::{Verdict, admit};
use domain::dossier::Dossier;
use domain::event::Event;
use domain::id::{DeviceId, DossierId, EventId, FileHash};
use domain::person::Actor;
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload, Recorded};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use sync::engine::{Effect, Engine, Input, Log, Notice, Stored, Write};
use sync::message::{Cursor, Pull, Push};
use sync::outbox::Entry;
use uuid::Uuid;

/// What the browser has stored.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    pub entries: BTreeMap<EventId, Entry>,
    pub logs: BTreeMap<DossierId, Log>,
    pub cursor: Option<Cursor>,
    pub reference: String,
    pub me: Option<Actor>,
    pub files: BTreeMap<FileHash, usize>,
    pub unsent: BTreeSet<FileHash>,
    sequence: u64,
}

/// A request, or its answer on the way back.
#[derive(Debug, Clone)]
pub enum Way {
    Push(Push),
    Pull(Pull),
    Upload(FileHash),
    /// With how often a backup had been put back when the server gave it.
    Answer(Box<Input>, u32),
}

/// What a device told its person since it was last asked.
#[derive(Debug, Default)]
pub struct Told {
    pub saved: Vec<EventId>,
    pub sent: Vec<EventId>,
}

/// One browser of one person.
pub struct Device {
    pub id: DeviceId,
    /// Index of its person in the world.
    pub person: usize,
    first: Actor,
    procedure: Arc<Procedure>,
    pub disk: Disk,
    /// What survives a crash for certain; what was written after it may be lost from the end.
    durable: Disk,
    relaxed: Vec<Vec<Write>>,
    engine: Engine,
    pub way: Vec<Way>,
    /// Requests of pages that are gone, which may still arrive.
    pub ghosts: Vec<Way>,
    /// The session as the server knows it.
    pub session: bool,
    /// The device's clock minus the true time.
    pub skew: TimeDelta,
    /// What it learned of that, as it is told with every event.
    offset: i64,
    /// It will crash after so many effects.
    pub fuse: Option<u32>,
    pub told: Told,
    made: u128,
    sabotage: Option<Sabotage>,
}

impl Device {
    pub fn new(
        number: usize,
        person: usize,
        actor: Actor,
        procedure: Arc<Procedure>,
        sabotage: Option<Sabotage>,
        now: DateTime<Utc>,
    ) -> Device {
        let number = number as u128 + 1;
        let mut device = Device {
            id: DeviceId(Uuid::from_u128(number)),
            person,
            first: actor,
            procedure,
            disk: Disk::default(),
            durable: Disk::default(),
            relaxed: Vec::new(),
            engine: Engine::new(Stored::default()),
            way: Vec::new(),
            ghosts: Vec::new(),
            session: true,
            skew: TimeDelta::zero(),
            offset: 0,
            fuse: None,
            told: Told::default(),
            made: number << 64,
            sabotage,
        };
        device.hear(Input::Lead, now);
        device
    }

    /// The rights that the device knows of.
    pub fn actor(&self) -> &Actor {
        self.disk.me.as_ref().unwrap_or(&self.first)
    }

    pub fn unsent(&self) -> usize {
        self.engine.unsent()
    }

    /// Gives the engine an input and carries out what follows, unless the browser ends in the middle of it. `now` is the
    /// true time; the engine knows the device's clock only.
    pub fn hear(&mut self, input: Input, now: DateTime<Utc>) {
        let clock = now + self.skew;
        let mut effects = VecDeque::from(self.engine.step(input, clock));
        while let Some(effect) = effects.pop_front() {
            if let Some(left) = self.fuse {
                if left == 0 {
                    self.crash(left, now);
                    return;
                }
                self.fuse = Some(left - 1);
            }
            match effect {
                Effect::Save(envelope) => {
                    let envelope = self.save(envelope);
                    effects.extend(self.engine.step(Input::Saved(envelope), clock));
                }
                Effect::Persist(writes) => self.persist(writes),
                Effect::Push(push) => self.way.push(Way::Push(push)),
                Effect::Pull(mut pull) => {
                    if self.sabotage == Some(Sabotage::CursorOnly) && pull.since.is_some() {
                        pull.heads = None;
                    }
                    self.way.push(Way::Pull(pull));
                }
                Effect::Upload(hash) => self.way.push(Way::Upload(hash)),
                Effect::Seek(_) if self.sabotage == Some(Sabotage::NeverSeeks) => {}
                Effect::Seek(hashes) => {
                    for hash in hashes {
                        if self.disk.files.contains_key(&hash) {
                            self.disk.unsent.insert(hash.clone());
                            self.make_durable();
                            effects.extend(self.engine.step(Input::FileSaved(hash), clock));
                        }
                    }
                }
                Effect::Tell(Notice::Saved(event)) => self.told.saved.push(event),
                Effect::Tell(Notice::Sent(id) | Notice::Conflict(id) | Notice::Parked(id)) => {
                    self.told.sent.push(id);
                }
                Effect::Tell(_) => {}
            }
        }
    }

    fn save(&mut self, mut envelope: Envelope) -> Envelope {
        self.disk.sequence += 1;
        envelope.sequence = self.disk.sequence;
        let entry = Entry::waiting(envelope.clone());
        self.disk.entries.insert(envelope.id, entry.clone());
        if self.sabotage == Some(Sabotage::SavedTooSoon) {
            self.relaxed.push(vec![Write::PutEntry(entry)]);
        } else {
            self.make_durable();
        }
        envelope
    }

    /// A write that concerns own events is strict, as in the app's store; other writes may be lost in a crash.
    fn persist(&mut self, writes: Vec<Write>) {
        let strict = writes
            .iter()
            .any(|write| matches!(write, Write::PutEntry(_) | Write::DropEntry(_)));
        for write in &writes {
            if self.sabotage == Some(Sabotage::KeepsForgotten) && matches!(write, Write::Forget(_))
            {
                continue;
            }
            self.disk.write(write.clone());
        }
        if strict {
            self.make_durable();
        } else {
            self.relaxed.push(writes);
        }
    }

    fn make_durable(&mut self) {
        self.durable = self.disk.clone();
        self.relaxed.clear();
    }

    /// The browser is gone and starts again from what is found on the disk: what was durable, and `kept` later writes.
    pub fn crash(&mut self, kept: u32, now: DateTime<Utc>) {
        let mut found = self.durable.clone();
        for writes in self.relaxed.drain(..).take(kept as usize) {
            writes.into_iter().for_each(|write| found.write(write));
        }
        self.disk = found;
        self.fuse = None;
        self.make_durable();
        self.start_page(now);
    }

    /// The leading tab is closed; another one, which sees the same store, goes on.
    pub fn take_over(&mut self, now: DateTime<Utc>) {
        self.start_page(now);
    }

    /// The browser removes all; the next start makes a new device of it.
    pub fn evict(&mut self, number: usize, now: DateTime<Utc>) {
        self.disk = Disk::default();
        self.relaxed.clear();
        self.make_durable();
        let number = number as u128 + 1000;
        self.id = DeviceId(Uuid::from_u128(number));
        self.made = number << 64;
        self.fuse = None;
        self.start_page(now);
    }

    /// The database is made anew and holds only what the spare copy had: what the server has not. Gives what is gone and
    /// was sent.
    pub fn throw_away(&mut self, open: bool, now: DateTime<Utc>) -> Disk {
        let spare = Disk::spared(&self.disk);
        let mut gone = std::mem::replace(&mut self.disk, spare);
        gone.entries.retain(|_, entry| !entry.is_waiting());
        gone.files.retain(|file, _| !gone.unsent.contains(file));
        if self.sabotage == Some(Sabotage::NoSpare) {
            self.disk.entries.clear();
        }
        self.relaxed.clear();
        self.make_durable();
        if open {
            self.engine.restart(self.disk.stored());
            self.hear(Input::Heal, now);
        } else {
            self.fuse = None;
            self.start_page(now);
        }
        gone
    }

    fn start_page(&mut self, now: DateTime<Utc>) {
        self.engine = Engine::new(self.disk.stored());
        let left = std::mem::take(&mut self.way).into_iter();
        self.ghosts
            .extend(left.filter(|way| !matches!(way, Way::Answer(..))));
        self.hear(Input::Lead, now);
    }

    /// The server's time was told: the device knows how far its clock is off.
    pub fn learn_clock(&mut self) {
        self.offset = -self.skew.num_milliseconds();
    }

    /// An event of this device's person, as it would go out now.
    pub fn envelope(
        &mut self,
        dossier: DossierId,
        payload: Payload,
        now: DateTime<Utc>,
    ) -> Envelope {
        self.made += 1;
        Envelope {
            id: EventId(Uuid::from_u128(self.made)),
            dossier,
            author: self.actor().person,
            device: self.id,
            sequence: 0,
            device_time: now + self.skew,
            clock_offset: self.offset,
            base: self
                .disk
                .logs
                .get(&dossier)
                .map_or(0, |copy| copy.head.head),
            hash: payload.hash(),
            payload,
        }
    }

    /// Records an event as the app does: refused at once where admission says so.
    pub fn record(
        &mut self,
        dossier: DossierId,
        event: &Event,
        second_tab: bool,
        now: DateTime<Utc>,
    ) -> anyhow::Result<bool> {
        let envelope = self.envelope(dossier, Payload::of(event)?, now);
        let folded = self.seen(dossier);
        if folded.is_none() && !matches!(event, Event::Registered(_)) {
            return Ok(false);
        }
        let verdict = admit(
            folded.as_ref(),
            &envelope,
            self.actor(),
            &crate::world::colleagues(),
            &self.procedure,
            envelope.told_time(),
        );
        if let Verdict::Parked { .. } = verdict {
            return Ok(false);
        }
        if second_tab {
            self.record_in_second_tab(envelope, now);
        } else {
            self.hear(Input::Record(envelope), now);
        }
        Ok(true)
    }

    /// The other tab stores it and tells the leading one, which reads the store again.
    fn record_in_second_tab(&mut self, envelope: Envelope, now: DateTime<Utc>) {
        let envelope = self.save(envelope);
        self.told.saved.push(envelope.id);
        self.engine
            .reload(self.disk.entries.values().cloned().collect());
        self.hear(Input::Found(vec![]), now);
    }

    /// The dossier as this device's person sees it: the copy, and own events that are ahead of it.
    fn seen(&self, dossier: DossierId) -> Option<Dossier> {
        let copy = self.disk.logs.get(&dossier);
        let head = copy.map_or(0, |copy| copy.head.head);
        let mut log: Vec<Recorded> = copy.map(|copy| copy.events.clone()).unwrap_or_default();
        let mut ahead: Vec<&Entry> = self
            .disk
            .entries
            .values()
            .filter(|entry| entry.dossier() == dossier && entry.is_ahead_of(head))
            .filter(|entry| !log.iter().any(|known| known.envelope.id == entry.id()))
            .collect();
        ahead.sort_by_key(|entry| entry.envelope.sequence);
        for entry in ahead {
            log.push(Recorded {
                position: log.len() as u64 + 1,
                received_at: entry.envelope.told_time(),
                envelope: entry.envelope.clone(),
            });
        }
        Dossier::fold(&log)
    }

    /// A photo was taken: its bytes are durable before anything refers to them.
    pub fn keep_file(&mut self, hash: FileHash, picture: usize, now: DateTime<Utc>) {
        self.disk.files.insert(hash.clone(), picture);
        self.disk.unsent.insert(hash.clone());
        self.make_durable();
        self.hear(Input::FileSaved(hash), now);
    }

    /// Dossiers that can be opened here.
    pub fn dossiers(&self) -> Vec<DossierId> {
        let own = self.disk.entries.values().map(Entry::dossier);
        let all: BTreeSet<DossierId> = self.disk.logs.keys().copied().chain(own).collect();
        all.into_iter().collect()
    }
}

impl Disk {
    fn stored(&self) -> Stored {
        let mut entries: Vec<Entry> = self.entries.values().cloned().collect();
        entries.sort_by_key(|entry| entry.envelope.sequence);
        Stored {
            entries,
            heads: self
                .logs
                .iter()
                .map(|(dossier, copy)| (*dossier, copy.head.clone()))
                .collect(),
            cursor: self.cursor.clone(),
            reference: self.reference.clone(),
            files: self.unsent.clone(),
        }
    }

    /// What the spare copy holds of a store: own events that were not sent and their files.
    fn spared(disk: &Disk) -> Disk {
        let own = disk.entries.iter().filter(|(_, entry)| !entry.is_sent());
        let files = disk.files.iter();
        let files = files.filter(|(file, _)| disk.unsent.contains(file));
        Disk {
            entries: own.map(|(id, entry)| (*id, entry.clone())).collect(),
            files: files
                .map(|(file, length)| (file.clone(), *length))
                .collect(),
            unsent: disk.unsent.clone(),
            me: disk.me.clone(),
            sequence: disk.sequence,
            ..Disk::default()
        }
    }

    fn write(&mut self, write: Write) {
        match write {
            Write::PutEntry(entry) => {
                self.entries.insert(entry.id(), entry);
            }
            Write::DropEntry(event) => {
                self.entries.remove(&event);
            }
            Write::Append { dossier, more } => {
                let held = self.logs.remove(&dossier).map(|log| log.events);
                let mut events = held.unwrap_or_default();
                events.extend(more.events);
                self.logs.insert(dossier, Log { events, ..more });
            }
            Write::Replace { dossier, log } => {
                self.logs.insert(dossier, log);
            }
            Write::Forget(dossier) => {
                self.logs.remove(&dossier);
            }
            Write::PutCursor(cursor) => self.cursor = Some(cursor),
            Write::PutReference(reference) => {
                self.reference = reference.hash.clone();
                self.me = Some(reference.me.clone());
            }
            Write::FileSent(hash) => {
                self.unsent.remove(&hash);
            }
        }
    }
}
