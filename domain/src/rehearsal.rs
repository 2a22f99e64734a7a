//! A timeline played under a procedure before anybody works with it: one colleague for each role, sample values, and
//! the same admission as in earnest.

mod sample;

use crate::admit::{Verdict, admit};
use crate::dossier::Dossier;
use crate::event::{Event, EventKind};
use crate::id::{DeviceId, DossierId, EventId, OrganisationId, PersonId};
use crate::person::{Actor, Person, Role};
use crate::procedure::Procedure;
use crate::record::{Envelope, Payload, Recorded};
use crate::refusal::Refusal;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A play of one report.
#[derive(Debug, Clone)]
pub struct Rehearsal<'a> {
    procedure: &'a Procedure,
    people: Vec<Person>,
    log: Vec<Recorded>,
    dossier: Option<Dossier>,
}

/// What was played.
#[derive(Debug, Clone, PartialEq)]
pub struct Played {
    pub by: Role,
    pub event: Event,
}

/// Why something could not be played.
#[derive(Debug, Clone, PartialEq)]
pub enum Unplayable {
    /// The line names no event, or not in the way in which it can be played.
    Unreadable(String),
    /// Nobody may, or it cannot be there.
    Refused(Refusal),
}

/// A line of a timeline: an event's name, what kind of it, and values: `registered:complaint:email
/// arisen_on=2026-03-01`. In a value `_` stands for a space.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub kind: EventKind,
    pub qualifier: String,
    pub values: BTreeMap<String, String>,
}

impl Line {
    pub fn parse(text: &str) -> Result<Line, Unplayable> {
        let mut words = text.split_whitespace();
        let trigger = words.next().unwrap_or_default();
        let kind = EventKind::of_trigger(trigger)
            .ok_or_else(|| Unplayable::Unreadable(format!("there is no event `{trigger}`")))?;
        let qualifier = trigger
            .split_once(':')
            .map_or("", |(_, qualifier)| qualifier);
        let value = |word: &str| {
            let wrong =
                || Unplayable::Unreadable(format!("`{word}` is no value; write `name=value`"));
            let (name, value) = word.split_once('=').ok_or_else(wrong)?;
            Ok((name.to_owned(), value.replace('_', " ")))
        };
        Ok(Line {
            kind,
            qualifier: qualifier.to_owned(),
            values: words.map(value).collect::<Result<_, _>>()?,
        })
    }

    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }
}

impl<'a> Rehearsal<'a> {
    /// Begins with nothing; the people are one of each role of the file.
    pub fn new(procedure: &'a Procedure) -> Rehearsal<'a> {
        let people = procedure.roles.iter().map(|rule| Person {
            id: Self::person(rule.id),
            name: rule.name.nl.clone(),
            roles: [rule.id].into(),
            regions: [String::new()].into(),
            active: true,
        });
        Rehearsal {
            procedure,
            people: people.collect(),
            log: vec![],
            dossier: None,
        }
    }

    /// Who plays a role.
    pub fn person(role: Role) -> PersonId {
        PersonId(Uuid::from_u128(1000 + role as u128))
    }

    pub fn dossier(&self) -> Option<&Dossier> {
        self.dossier.as_ref()
    }

    pub fn log(&self) -> &[Recorded] {
        &self.log
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// An actor of a role.
    pub fn actor(role: Role) -> Actor {
        Actor {
            person: Self::person(role),
            organisation: OrganisationId(Uuid::nil()),
            roles: [role].into(),
            regions: [String::new()].into(),
        }
    }

    /// Plays one line at a moment, by the first role that may; `by=role` in the line asks for a certain one.
    pub fn play(&mut self, at: DateTime<Utc>, line: &str) -> Result<Played, Unplayable> {
        let line = Line::parse(line)?;
        let event = sample::event(&line, self, at)?;
        let asked = line.value("by").map(|word| word.replace(' ', "_"));
        let roles: Vec<Role> = self.procedure.roles.iter().map(|rule| rule.id).collect();
        let mut refused = Refusal::NotEntitled;
        for role in roles {
            if asked.as_ref().is_some_and(|asked| asked != role.word()) {
                continue;
            }
            match self.record(role, at, &event) {
                Ok(()) => return Ok(Played { by: role, event }),
                // What somebody else would be told says more than that this role may not.
                Err(Refusal::NotEntitled) => {}
                Err(Refusal::Concerned) if refused != Refusal::NotEntitled => {}
                Err(other) => refused = other,
            }
        }
        Err(Unplayable::Refused(refused))
    }

    /// Records an event as one role, when it is admitted.
    pub fn record(&mut self, role: Role, at: DateTime<Utc>, event: &Event) -> Result<(), Refusal> {
        self.receive(role, at, self.log.len() as u64, at, event)
    }

    /// The same, of an event that was recorded without a network: at a moment, by who knew the log as far as `base`.
    pub fn receive(
        &mut self,
        role: Role,
        at: DateTime<Utc>,
        base: u64,
        received_at: DateTime<Utc>,
        event: &Event,
    ) -> Result<(), Refusal> {
        let payload = Payload::of(event).map_err(|_| Refusal::Damaged)?;
        let position = self.log.len() as u64 + 1;
        let envelope = Envelope {
            id: EventId(Uuid::from_u128(u128::from(position))),
            dossier: DossierId(Uuid::from_u128(1)),
            author: Self::person(role),
            device: DeviceId(Self::person(role).0),
            sequence: position,
            device_time: at,
            clock_offset: 0,
            base,
            hash: payload.hash(),
            payload,
        };
        let (dossier, actor) = (self.dossier.as_ref(), Self::actor(role));
        let verdict = admit(
            dossier,
            &envelope,
            &actor,
            &self.people,
            self.procedure,
            received_at,
        );
        if let Verdict::Parked { reason } = verdict {
            return Err(reason);
        }
        let recorded = Recorded {
            position,
            received_at,
            envelope,
        };
        match &mut self.dossier {
            Some(dossier) => dossier.apply(&recorded),
            None => self.dossier = Dossier::open(&recorded),
        }
        self.log.push(recorded);
        Ok(())
    }
}
