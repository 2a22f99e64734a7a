//! A device: the real engine, a store that loses what was not durable, and requests that can be lost either way.

use super::server::Server;
use chrono::{DateTime, Utc};
use domain::admit::{Verdict, admit};
use domain::dossier::Dossier;
use domain::event::Event;
use domain::id::*;
use domain::person::Actor;
use domain::record::{Envelope, Payload, Recorded};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use sync::engine::*;
use sync::message::*;
use sync::outbox::Entry;

#[derive(Clone, Default)]
struct Disk {
    entries: BTreeMap<EventId, Entry>,
    logs: BTreeMap<DossierId, (Vec<Recorded>, Head)>,
    cursor: Option<Cursor>,
    sequence: u64,
}

pub enum Request {
    Push(Push),
    Pull(Pull),
}

pub struct Device {
    pub id: DeviceId,
    pub actor: Actor,
    disk: Disk,
    engine: Engine,
    pub requests: VecDeque<Request>,
    pub shown_saved: BTreeSet<EventId>,
    pub shown_sent: BTreeSet<EventId>,
    made: u128,
}

impl Device {
    pub fn new(number: u128, actor: Actor, now: DateTime<Utc>) -> Device {
        let mut device = Device {
            id: DeviceId(uuid::Uuid::from_u128(number)),
            actor,
            disk: Disk::default(),
            engine: Engine::new(Stored::default()),
            requests: VecDeque::new(),
            shown_saved: BTreeSet::new(),
            shown_sent: BTreeSet::new(),
            made: number << 64,
        };
        device.hear(Input::Lead, now);
        device
    }

    /// The app is gone and starts again from what is on the disk.
    pub fn crash(&mut self, now: DateTime<Utc>) {
        let heads = self
            .disk
            .logs
            .iter()
            .map(|(id, (_, head))| (*id, head.clone()))
            .collect();
        let entries = self.disk.entries.values().cloned().collect();
        let cursor = self.disk.cursor.clone();
        self.engine = Engine::new(Stored {
            entries,
            heads,
            cursor,
            ..Stored::default()
        });
        self.requests.clear();
        self.hear(Input::Lead, now);
    }

    pub fn hear(&mut self, input: Input, now: DateTime<Utc>) {
        let mut effects = VecDeque::from(self.engine.step(input, now));
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Save(mut envelope) => {
                    self.disk.sequence += 1;
                    envelope.sequence = self.disk.sequence;
                    self.disk
                        .entries
                        .insert(envelope.id, Entry::waiting(envelope.clone()));
                    effects.extend(self.engine.step(Input::Saved(envelope), now));
                }
                Effect::Persist(writes) => writes.into_iter().for_each(|write| self.write(write)),
                Effect::Push(push) => self.requests.push_back(Request::Push(push)),
                Effect::Pull(pull) => self.requests.push_back(Request::Pull(pull)),
                Effect::Upload(_) | Effect::Seek(_) => {}
                Effect::Tell(Notice::Saved(id)) => {
                    assert!(
                        self.disk.entries.contains_key(&id),
                        "shown as saved before it was"
                    );
                    self.shown_saved.insert(id);
                }
                Effect::Tell(Notice::Sent(id) | Notice::Conflict(id) | Notice::Parked(id)) => {
                    self.shown_sent.insert(id);
                }
                Effect::Tell(_) => {}
            }
        }
    }

    fn write(&mut self, write: Write) {
        match write {
            Write::PutEntry(entry) => {
                self.disk.entries.insert(entry.id(), entry);
            }
            Write::DropEntry(id) => {
                self.disk.entries.remove(&id);
            }
            Write::Append { dossier, more } => {
                let (log, known) = self
                    .disk
                    .logs
                    .entry(dossier)
                    .or_insert((vec![], more.head.clone()));
                log.extend(more.events);
                *known = more.head;
            }
            Write::Replace { dossier, log } => {
                self.disk.logs.insert(dossier, (log.events, log.head));
            }
            Write::Forget(dossier) => {
                self.disk.logs.remove(&dossier);
            }
            Write::PutCursor(cursor) => self.disk.cursor = Some(cursor),
            Write::PutReference(_) | Write::FileSent(_) => {}
        }
    }

    pub fn log(&self, dossier: DossierId) -> Option<&Vec<Recorded>> {
        self.disk.logs.get(&dossier).map(|(log, _)| log)
    }

    pub fn dossiers(&self) -> Vec<DossierId> {
        self.disk.logs.keys().copied().collect()
    }

    pub fn unsent(&self) -> usize {
        self.engine.unsent()
    }

    /// Records an event as a person would: only what the device itself would admit.
    pub fn record(
        &mut self,
        dossier: DossierId,
        event: Event,
        server: &Server,
        now: DateTime<Utc>,
    ) -> Option<EventId> {
        self.made += 1;
        let payload = Payload::of(&event).unwrap();
        let base = self.log(dossier).map_or(0, |log| log.len() as u64);
        let envelope = Envelope {
            id: EventId(uuid::Uuid::from_u128(self.made)),
            dossier,
            author: self.actor.person,
            device: self.id,
            sequence: 0,
            device_time: now,
            clock_offset: 0,
            base,
            hash: payload.hash(),
            payload,
        };
        let folded = self.log(dossier).and_then(Dossier::fold);
        let opening = matches!(event, Event::Registered(_));
        if !opening && folded.is_none() {
            return None;
        }
        if let Verdict::Parked { .. } = admit(
            folded.as_ref(),
            &envelope,
            &self.actor,
            &server.people,
            &server.procedure,
            now,
        ) {
            return None;
        }
        let id = envelope.id;
        self.hear(Input::Record(envelope), now);
        Some(id)
    }

    /// Carries out the oldest request. The request itself, or the answer after the server did its work, may be lost.
    pub fn exchange(
        &mut self,
        server: &mut Server,
        lose_request: bool,
        lose_answer: bool,
        now: DateTime<Utc>,
    ) {
        let Some(request) = self.requests.pop_front() else {
            return;
        };
        let answer = match request {
            Request::Push(_) if lose_request => Input::PushFailed(Failure::Transport),
            Request::Pull(_) if lose_request => Input::PullFailed(Failure::Transport),
            Request::Push(push) => {
                let receipts = server.push(&self.actor, push, now);
                if lose_answer {
                    Input::PushFailed(Failure::Transport)
                } else {
                    Input::Pushed(receipts)
                }
            }
            Request::Pull(pull) => {
                let changes = server.pull(&self.actor, pull, now);
                if lose_answer {
                    Input::PullFailed(Failure::Transport)
                } else {
                    Input::Pulled(Box::new(changes))
                }
            }
        };
        self.hear(answer, now);
    }
}
