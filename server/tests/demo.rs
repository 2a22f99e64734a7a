//! The demo's dossiers, whatever moment "now" is: all admitted, lifelike in number, and the same every time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use domain::admit::{Verdict, admit};
use domain::dossier::{Dossier, VisitState};
use domain::event::{Event, Numbered};
use domain::id::{DeviceId, EventId, SYSTEM};
use domain::obligation::Urgency;
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload, Recorded};
use domain::summary::{Stage, Summary};
use server::demo::{DemoDossier, Gallery, Organisation, TOLD, Wish, generate, organisations};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Ordinary days, evenings, nights, weekends, holidays and the days around them.
const MOMENTS: [&str; 18] = [
    "2026-03-03T09:30:00Z",
    "2026-03-02T06:10:00Z",
    "2026-03-02T08:30:00Z",
    "2026-03-02T19:00:00Z",
    "2026-03-06T15:55:00Z",
    "2026-03-07T12:00:00Z",
    "2026-03-08T22:45:00Z",
    "2026-03-29T01:30:00Z",
    "2026-04-07T07:00:00Z",
    "2026-05-05T10:00:00Z",
    "2025-12-30T10:00:00Z",
    "2025-12-31T16:30:00Z",
    "2026-01-02T09:00:00Z",
    "2026-06-12T03:00:00Z",
    "2026-07-27T13:00:00Z",
    "2026-10-23T11:00:00Z",
    "2026-12-29T20:00:00Z",
    "2028-02-29T12:00:00Z",
];

struct Told {
    now: DateTime<Utc>,
    procedure: Procedure,
    organisation: Organisation,
    dossiers: Vec<DemoDossier>,
    /// The logs as admission leaves them.
    folded: Vec<Dossier>,
    conflicts: usize,
    parked: usize,
    events: usize,
}

impl Told {
    fn at(now: &str, events: Option<usize>) -> Told {
        Told::of(now, events, false)
    }

    /// With little of what is over.
    fn small(now: &str) -> Told {
        Told::of(now, None, true)
    }

    fn of(now: &str, events: Option<usize>, small: bool) -> Told {
        let now: DateTime<Utc> = now.parse().unwrap();
        let procedure =
            Procedure::from_toml(include_str!("../../procedures/glaspunt.toml")).unwrap();
        let organisation = organisations()
            .into_iter()
            .find(|o| o.slug == TOLD)
            .unwrap();
        let wish = Wish {
            seed: 7,
            now,
            events,
            small,
        };
        let dossiers = generate(wish, &organisation, &procedure, &Gallery::of_names()).unwrap();
        let mut told = Told {
            now,
            procedure,
            organisation,
            dossiers,
            folded: vec![],
            conflicts: 0,
            parked: 0,
            events: 0,
        };
        for index in 0..told.dossiers.len() {
            told.fold(index);
        }
        told
    }

    /// Admits a dossier's envelopes one by one, as the server will.
    fn fold(&mut self, index: usize) {
        let people: Vec<_> = self
            .organisation
            .members
            .iter()
            .map(|m| m.person())
            .collect();
        let actors: BTreeMap<_, _> = self
            .organisation
            .members
            .iter()
            .map(|m| (m.person, m.actor(self.organisation.id)))
            .collect();
        let mut dossier: Option<Dossier> = None;
        for sent in &self.dossiers[index].envelopes {
            let (envelope, received_at) = (&sent.envelope, sent.received_at);
            assert!(
                received_at <= self.now,
                "{received_at} is after {}: {}",
                self.now,
                envelope.payload.text()
            );
            let verdict = admit(
                dossier.as_ref(),
                envelope,
                &actors[&envelope.author],
                &people,
                &self.procedure,
                received_at,
            );
            match verdict {
                Verdict::Accepted => {}
                Verdict::Conflict { .. } => self.conflicts += 1,
                Verdict::Parked { ref reason } => {
                    self.parked += 1;
                    assert!(
                        envelope.payload.text().contains("vanuit de trein"),
                        "{reason}: {}",
                        envelope.payload.text()
                    );
                    continue;
                }
            }
            let position = dossier.as_ref().map_or(0, |d| d.head) + 1;
            assert!(
                envelope.base < position,
                "base {} at position {position}",
                envelope.base
            );
            self.events += 1;
            let recorded = Recorded {
                position,
                received_at,
                envelope: envelope.clone(),
            };
            match &mut dossier {
                Some(dossier) => dossier.apply(&recorded),
                None => {
                    let mut opened = Dossier::open(&recorded).unwrap();
                    opened.apply(&numbered(envelope, index, received_at));
                    self.events += 1;
                    dossier = Some(opened);
                }
            }
        }
        self.folded.push(dossier.unwrap());
    }

    fn summaries(&self) -> Vec<Summary> {
        self.folded
            .iter()
            .map(|dossier| dossier.summary(&self.procedure, self.now))
            .collect()
    }

    fn open(&self) -> Vec<Summary> {
        self.summaries()
            .into_iter()
            .filter(|summary| !summary.stage.is_over())
            .collect()
    }
}

fn numbered(after: &Envelope, index: usize, received_at: DateTime<Utc>) -> Recorded {
    let payload = Payload::of(&Event::from(Numbered {
        number: format!("GP-{index}"),
        procedure: None,
    }))
    .unwrap();
    let envelope = Envelope {
        id: EventId(Uuid::from_u128(index as u128)),
        dossier: after.dossier,
        author: SYSTEM,
        device: DeviceId(Uuid::nil()),
        sequence: 0,
        device_time: received_at,
        clock_offset: 0,
        base: 1,
        hash: payload.hash(),
        payload,
    };
    Recorded {
        position: 2,
        received_at,
        envelope,
    }
}

#[test]
fn every_event_is_admitted() {
    for moment in MOMENTS.iter().step_by(6) {
        let told = Told::at(moment, None);
        let complaints = told
            .folded
            .iter()
            .filter(|dossier| dossier.kind == "complaint")
            .count();
        assert!(complaints >= 300, "{complaints} complaints at {moment}");
        assert!(
            (4_000..=5_500).contains(&told.events),
            "{} events at {moment}",
            told.events
        );
    }
}

#[test]
fn whatever_the_moment_the_present_fits() {
    for moment in MOMENTS {
        let told = Told::small(moment);
        assert_eq!((told.conflicts, told.parked), (1, 1), "{moment}");
        what_is_open_is_fresh_and_two_are_late(&told);
        samira_has_four_visits_today_and_work_tomorrow(&told);
        the_coming_meeting_has_an_agenda(&told);
    }
}

fn what_is_open_is_fresh_and_two_are_late(told: &Told) {
    let now = told.now;
    let open = told.open();
    let late: Vec<String> = open
        .iter()
        .filter(|summary| summary.urgency(now) == Urgency::Late)
        .map(|summary| format!("{:?}: {}", summary.stage, summary.description))
        .collect();
    assert_eq!(late.len(), 2, "{now}: {late:#?}");
    assert!(
        (12..=24).contains(&open.len()),
        "{} open at {now}",
        open.len()
    );
    let stages: BTreeSet<Stage> = open.iter().map(|summary| summary.stage).collect();
    assert_eq!(stages.len(), 9, "{now}: {stages:?}");
}

fn samira_has_four_visits_today_and_work_tomorrow(told: &Told) {
    let now = told.now;
    let samira = told
        .organisation
        .members
        .iter()
        .find(|m| m.name.starts_with("Samira"))
        .unwrap()
        .person;
    let date = |at| told.procedure.calendar.wall(at).date();
    let today = date(now);
    let open = told.open();
    let planned: Vec<_> = open
        .iter()
        .flat_map(|summary| summary.planned_for(samira))
        .collect();
    assert_eq!(
        planned
            .iter()
            .filter(|visit| date(visit.at) == today)
            .count(),
        4,
        "{now}"
    );
    assert_eq!(
        planned
            .iter()
            .filter(|visit| date(visit.at) > today)
            .count(),
        2,
        "{now}"
    );
    let others = open
        .iter()
        .flat_map(|s| &s.visits)
        .filter(|v| v.technician != samira && date(v.at) == today);
    assert!(
        others
            .filter(|visit| visit.state == VisitState::Planned)
            .count()
            >= 3,
        "{now}"
    );
}

fn the_coming_meeting_has_an_agenda(told: &Told) {
    let now = told.now;
    let today = told.procedure.calendar.wall(now).date();
    let open = told.open();
    let waiting = open
        .iter()
        .filter(|summary| summary.stage == Stage::AwaitingRuling);
    let meetings: Vec<_> = waiting.filter_map(|summary| summary.meeting).collect();
    assert_eq!(meetings.len(), 5, "{now}");
    assert!(
        meetings
            .iter()
            .all(|on| on.weekday() == chrono::Weekday::Mon && *on >= today),
        "{now}"
    );
    assert!(
        meetings.iter().all(|on| *on <= today + TimeDelta::days(7)),
        "{now}"
    );
}

#[test]
fn more_events_are_made_when_asked_for() {
    let told = Told::at(MOMENTS[0], Some(10_000));
    assert!(
        (9_900..=10_100).contains(&told.events),
        "{} events",
        told.events
    );
}

#[test]
fn a_seed_and_a_moment_give_one_demo() {
    let first = Told::at(MOMENTS[0], None);
    let second = Told::at(MOMENTS[0], None);
    assert_eq!(first.dossiers, second.dossiers);
    let sequences: BTreeSet<_> = first
        .dossiers
        .iter()
        .flat_map(|d| &d.envelopes)
        .map(|e| (e.envelope.device, e.envelope.sequence))
        .collect();
    assert_eq!(
        sequences.len(),
        first
            .dossiers
            .iter()
            .map(|d| d.envelopes.len())
            .sum::<usize>()
    );
}

#[test]
fn complaints_are_told_in_many_ways() {
    let told = Told::at(MOMENTS[0], None);
    let complaints: Vec<_> = told
        .folded
        .iter()
        .filter(|dossier| dossier.kind == "complaint")
        .collect();
    let texts: BTreeSet<_> = complaints
        .iter()
        .map(|dossier| &dossier.description)
        .collect();
    assert!(
        texts.len() * 100 >= complaints.len() * 97,
        "{} of {} texts differ",
        texts.len(),
        complaints.len()
    );
    for dossier in complaints {
        assert!(
            !dossier.description.contains(['{', '}']),
            "{}",
            dossier.description
        );
    }
}

#[test]
fn the_regions_cover_the_country() {
    let organisation = organisations()
        .into_iter()
        .find(|o| o.slug == TOLD)
        .unwrap();
    for start in 10..=99 {
        let start = start.to_string();
        let regions = organisation
            .regions
            .iter()
            .filter(|region| region.postcodes.contains(&start))
            .count();
        assert_eq!(regions, 1, "postcodes that begin with {start}");
    }
    let told = Told::at(MOMENTS[0], None);
    for dossier in &told.folded {
        let postcode = &dossier.complainant.address.postcode;
        let region = organisation
            .regions
            .iter()
            .find(|r| r.postcodes.iter().any(|p| postcode.starts_with(p.as_str())));
        assert_eq!(
            region.map(|r| r.id.as_str()),
            Some(dossier.region.as_str()),
            "{postcode}"
        );
    }
}
