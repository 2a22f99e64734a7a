//! What a technician types and does on a visit: numbers, ranges, and how a visit ends.

#![allow(clippy::expect_used, clippy::panic)]

use chrono::{DateTime, TimeDelta, Utc};
use domain::dossier::{Dossier, VisitState};
use domain::event::*;
use domain::id::*;
use domain::party::Party;
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload, Recorded};
use domain::refusal::Fault as Wrong;
use domain::validate;
use uuid::Uuid;

#[test]
fn numbers_are_read_with_a_comma_or_a_point() {
    let cases = [
        ("820", Some(820.0)),
        (" 820,5 ", Some(820.5)),
        ("820.5", Some(820.5)),
        (",5", Some(0.5)),
        ("-3,5", Some(-3.5)),
        ("", None),
        ("1.200,5", None),
        ("12 mm", None),
        ("1e3", None),
        ("inf", None),
        ("NaN", None),
        ("--2", None),
    ];
    for (text, expected) in cases {
        assert_eq!(validate::number(text), expected, "{text:?}");
    }
}

#[test]
fn measurements_outside_of_what_can_be_are_told_with_their_range() {
    let cases = [
        (Quantity::Width, 820.5, true),
        (Quantity::Width, 9.9, false),
        (Quantity::Width, 12_000.0, true),
        (Quantity::RelativeHumidity, 100.1, false),
        (Quantity::SurfaceTemperature, -40.0, true),
        (Quantity::GapWidth, 9999.0, false),
        (Quantity::GapWidth, f64::NAN, false),
    ];
    for (quantity, value, right) in cases {
        let problem = validate::measurement(&Measurement { quantity, value });
        assert_eq!(problem.is_none(), right, "{quantity:?} {value}");
    }
    let problem = validate::measurement(&Measurement {
        quantity: Quantity::GapWidth,
        value: 0.0,
    });
    let message = problem.map(|problem| problem.message(domain::language::Language::Nl));
    assert_eq!(
        message.as_deref(),
        Some("Kies een waarde van 0,1 mm tot 500 mm.")
    );
}

#[test]
fn a_finding_is_refused_with_the_field_that_is_wrong() {
    let right = finding();
    let cases: [(FindingRecorded, &[&str]); 5] = [
        (right.clone(), &[]),
        (
            FindingRecorded {
                fault: Fault::Other,
                text: String::new(),
                ..right.clone()
            },
            &["text"],
        ),
        (
            FindingRecorded {
                fault: Fault::Other,
                text: "gat".into(),
                ..right.clone()
            },
            &[],
        ),
        (
            FindingRecorded {
                viewing_distance: Some(0.0),
                ..right.clone()
            },
            &["viewing_distance"],
        ),
        (
            FindingRecorded {
                viewing_distance: Some(3.0),
                ..right
            },
            &[],
        ),
    ];
    for (finding, expected) in cases {
        let problems = validate::event(&Event::from(finding.clone()), &glaspunt(), start());
        let fields: Vec<&str> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, expected, "{finding:?}");
    }
}

#[test]
fn a_distance_is_told_in_metres() {
    let problem = validate::viewing_distance(250.0).expect("too far");
    let Wrong::OutOfRange { lowest, highest } = problem.fault else {
        panic!("{problem:?}")
    };
    assert_eq!((lowest.as_str(), highest.as_str()), ("0.1 m", "100 m"));
}

#[test]
fn a_visit_remembers_when_it_ended_until_it_is_planned_again() {
    let visit = VisitId(Uuid::from_u128(7));
    let plan = || VisitPlanned {
        visit,
        purpose: Purpose::Inspection,
        technician: PersonId(Uuid::from_u128(1)),
        at: start(),
        minutes: 60,
        remark: String::new(),
    };
    let failed = VisitFailed {
        visit,
        reason: FailedReason::NobodyHome,
        remark: String::new(),
    };
    let done = Visited {
        visit,
        purpose: Purpose::Inspection,
        advice: None,
        reasons: String::new(),
    };
    let mut log = vec![registered().into(), Event::from(plan())];
    let state = |log: &[Event]| {
        let dossier = fold(log);
        let visit = dossier.visit(visit).expect("planned").clone();
        (visit.state, visit.ended)
    };
    assert_eq!(state(&log), (VisitState::Planned, None));
    log.push(failed.into());
    let ended = Some(start() + TimeDelta::hours(2));
    assert_eq!(
        state(&log),
        (VisitState::Failed(FailedReason::NobodyHome), ended)
    );
    log.push(plan().into());
    assert_eq!(state(&log), (VisitState::Planned, None));
    log.push(done.clone().into());
    assert_eq!(
        state(&log),
        (VisitState::Done(done), Some(start() + TimeDelta::hours(4)))
    );
}

#[test]
fn a_pause_says_what_it_waits_for() {
    let visit = VisitId(Uuid::from_u128(7));
    let log = [
        registered().into(),
        InspectionRequested {
            reason: String::new(),
        }
        .into(),
    ];
    let dossier = fold(&log);
    let procedure = glaspunt();
    let now = start() + TimeDelta::hours(3);
    let told = |reason| {
        let event = VisitFailed {
            visit,
            reason,
            remark: String::new(),
        }
        .into();
        domain::consequence::consequences(Some(&dossier), &event, &procedure, now).sentences(
            &procedure,
            now,
            domain::language::Language::Nl,
        )
    };
    assert_eq!(
        told(FailedReason::NobodyHome),
        ["De klok van Bezoek staat dan stil: wacht op een nieuwe afspraak met de klager."]
    );
    // The procedure stops no clock for it.
    assert_eq!(told(FailedReason::Unsafe), Vec::<String>::new());
}

/// Folds events that happened an hour after one another.
fn fold(log: &[Event]) -> Dossier {
    let recorded: Vec<Recorded> = log
        .iter()
        .enumerate()
        .map(|(index, event)| {
            let at = start() + TimeDelta::hours(index as i64);
            let payload = Payload::of(event).expect("an event can be written");
            let envelope = Envelope {
                id: EventId(Uuid::from_u128(100 + index as u128)),
                dossier: DossierId(Uuid::from_u128(5)),
                author: PersonId(Uuid::from_u128(1)),
                device: DeviceId(Uuid::from_u128(2)),
                sequence: index as u64 + 1,
                device_time: at,
                clock_offset: 0,
                base: index as u64,
                hash: payload.hash(),
                payload,
            };
            Recorded {
                position: index as u64 + 1,
                received_at: at,
                envelope,
            }
        })
        .collect();
    Dossier::fold(&recorded).expect("it begins with a registration")
}

fn registered() -> Registered {
    Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: start(),
        complainant: Party {
            name: "Fam. De Wit".into(),
            ..Party::default()
        },
        customer: None,
        site: None,
        description: "Condens in de keuken".into(),
        category: String::new(),
        region: String::new(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    }
}

fn finding() -> FindingRecorded {
    FindingRecorded {
        finding: FindingId(Uuid::from_u128(3)),
        visit: None,
        pane: Pane::default(),
        fault: Fault::Scratch,
        marks: vec![],
        sketch: None,
        measurements: vec![],
        viewing_distance: None,
        light: None,
        cause: None,
        text: String::new(),
        photos: vec![],
    }
}

fn glaspunt() -> Procedure {
    toml::from_str(include_str!("../../procedures/glaspunt.toml")).expect("the procedure is right")
}

/// A Tuesday morning.
fn start() -> DateTime<Utc> {
    "2026-03-03T09:00:00Z".parse().expect("a moment")
}
