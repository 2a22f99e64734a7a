//! What becomes of events that arrive.

use crate::world::{World, at, complaint, note, planned};
use app::api::ApiError;
use chrono::{TimeDelta, Utc};
use domain::admit::Verdict;
use domain::event::*;
use domain::id::{DossierId, EventId};
use domain::party::{Field, PartyField};
use domain::person::Role;
use domain::record::{Envelope, Payload};
use domain::refusal::Refusal;
use domain::validate::LONGEST_TEXT;
use sync::message::{MOST_PUSHED, Push};
use uuid::Uuid;

#[tokio::test]
async fn every_event_is_taken_in_once_and_nothing_is_dropped() {
    let world = World::start().await;
    replay(&world).await;
    damage_and_nonsense(&world).await;
    odd_times(&world).await;
    crossed_values(&world).await;
    steps_and_additions(&world).await;
    rights(&world).await;
    long_logs(&world).await;
    numbers(&world).await;
    any_order(&world).await;
}

async fn replay(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = DossierId(Uuid::now_v7());
    let batch = vec![
        anna.says(dossier, 0, complaint("noord")),
        anna.says(dossier, 1, note("Belt morgen terug.")),
    ];

    let first = anna.push(batch.clone()).await;
    assert_eq!(
        first
            .iter()
            .map(|receipt| receipt.position)
            .collect::<Vec<_>>(),
        [Some(1), Some(3)]
    );
    assert_eq!(anna.push(batch.clone()).await, first);
    assert_eq!(
        anna.push(vec![batch[1].clone(), batch[1].clone()]).await,
        [first[1].clone(), first[1].clone()]
    );
    let seen = anna.sees(dossier).await.unwrap();
    assert_eq!(seen.head, 3);
    assert!(seen.number.unwrap().starts_with("GP-"));

    // The same id with other contents is another event: kept aside, while the first one stands.
    let mut other = anna.says(dossier, 3, note("Iets anders."));
    other.id = batch[1].id;
    let damaged = anna.push(vec![other.clone(), other.clone()]).await;
    assert!(damaged.iter().all(|receipt| receipt.verdict
        == Verdict::Parked {
            reason: Refusal::Damaged
        }));
    assert_eq!(world.parked(dossier).await, 1);

    // So is the same id in another dossier, which it does not reach.
    let second = anna.registers("noord").await;
    let stray = Envelope {
        dossier: second,
        ..batch[1].clone()
    };
    assert_eq!(
        anna.push(vec![stray]).await[0].verdict,
        Verdict::Parked {
            reason: Refusal::Damaged
        }
    );
    assert_eq!(anna.push(batch).await, first);
}

async fn damage_and_nonsense(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = anna.registers("noord").await;
    let wrap = |text: &str| anna.wraps(dossier, 2, Payload::from_text(text.into()).unwrap());
    let whole = anna.says(dossier, 2, note("Heel aangekomen."));
    let broken = Envelope {
        payload: anna.says(dossier, 2, note("Half aangekomen.")).payload,
        ..whole.clone()
    };
    let nonsense = [
        r#"{"type":"note_added.1","data":{"text":"a\u0000b"}}"#,
        r#"{"type":"note_added.1","data":{"text":"\ud800"}}"#,
        r#"{"type":"note_added.1","data":{"text":3}}"#,
        r#"{"type":"note_added.1"}"#,
        r#"{"type":"\u0000"}"#,
        "null",
        "[[[[]]]]",
        "1e400",
        r#"{"type":"note_added.1","type":"closed.1","data":{}}"#,
    ];
    let mut batch = vec![broken];
    batch.extend(nonsense.map(wrap));
    batch.push(wrap(r#"{"type":"drone_flown.1","data":{"\u00e9":[1,2]}}"#));
    batch.push(whole.clone());
    let receipts = anna.push(batch.clone()).await;
    let (last, parked) = receipts.split_last().unwrap();
    // What arrives whole after a damaged copy is taken in, under the same id.
    assert_eq!((last.event, last.position), (whole.id, Some(3)));
    let (newer, damaged) = parked.split_last().unwrap();
    assert_eq!(
        newer.verdict,
        Verdict::Parked {
            reason: Refusal::UpdateNeeded {
                tag: "drone_flown.1".into()
            }
        }
    );
    for receipt in damaged {
        assert_eq!(
            receipt.verdict,
            Verdict::Parked {
                reason: Refusal::Damaged
            },
            "{receipt:?}"
        );
    }
    assert_eq!(world.parked(dossier).await, batch.len() as i64 - 1);
    assert_eq!(anna.push(batch.clone()).await, receipts);
    assert_eq!(world.parked(dossier).await, batch.len() as i64 - 1);

    // What was kept aside is told as it was sent.
    let told = anna.pulls(None, None).await;
    let change = told
        .dossiers
        .into_iter()
        .find(|change| change.dossier == dossier)
        .unwrap();
    let kept = |envelope: &Envelope| change.parked.iter().any(|item| item.envelope == *envelope);
    assert!(batch[..batch.len() - 1].iter().all(kept));

    // The rest of a batch does not suffer, whatever the order.
    let third = DossierId(Uuid::now_v7());
    let mixed = vec![
        anna.says(DossierId(Uuid::now_v7()), 4, note("Nergens bij.")),
        wrap("0"),
        anna.says(third, 0, complaint("zuid")),
    ];
    let receipts = anna.push(mixed).await;
    assert_eq!(
        receipts[0].verdict,
        Verdict::Parked {
            reason: Refusal::NoDossier
        }
    );
    assert_eq!(receipts[2].verdict, Verdict::Accepted);

    let many = vec![anna.says(dossier, 3, note("Te veel.")); MOST_PUSHED + 1];
    assert!(matches!(anna.fails(many).await, ApiError::Refused { .. }));
    assert_eq!(anna.push(vec![]).await, []);
}

async fn odd_times(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let mut opening = complaint("noord");
    opening.received_at = at("-200000-01-01T00:00:00Z");
    let dossier = DossierId(Uuid::now_v7());
    let mut batch = vec![anna.says(dossier, 0, opening)];
    for (time, offset, sequence) in [
        ("+262000-01-01T00:00:00.123456789Z", i64::MAX, u64::MAX),
        ("-262000-01-01T00:00:00Z", i64::MIN, 0),
        ("2026-03-02T09:00:00.123456789Z", 1, 1),
    ] {
        let envelope = anna.says(dossier, u64::MAX, note("Op een vreemd moment."));
        batch.push(Envelope {
            device_time: at(time),
            clock_offset: offset,
            sequence,
            ..envelope
        });
    }
    let receipts = anna.push(batch.clone()).await;
    assert!(
        receipts
            .iter()
            .all(|receipt| receipt.verdict == Verdict::Accepted),
        "{receipts:?}"
    );
    let log = anna.journal.log(dossier).await.unwrap().unwrap();
    let own: Vec<_> = log
        .iter()
        .filter(|recorded| recorded.envelope.author == anna.id())
        .collect();
    assert!(
        own.iter()
            .zip(&batch)
            .all(|(recorded, sent)| recorded.envelope == *sent)
    );
    // A clock that runs ahead never puts anything after its arrival.
    assert!(
        log.iter()
            .all(|recorded| recorded.at() <= recorded.received_at)
    );
}

async fn crossed_values(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let bram = world.person(&[Role::Deputy], &[]).await;
    let dossier = anna.registers("noord").await;
    let phone = |value: &str| DetailChanged {
        field: Field::Complainant(PartyField::Phone),
        value: value.into(),
    };
    let key = "complainant.phone".to_owned();
    let email = DetailChanged {
        field: Field::Complainant(PartyField::Email),
        value: "marijke@example.nl".into(),
    };

    assert_eq!(
        anna.records(dossier, 2, phone("0611111111")).await.verdict,
        Verdict::Accepted
    );
    let crossed = bram.says(dossier, 2, phone("0622222222"));
    let receipt = bram.push(vec![crossed.clone()]).await.remove(0);
    assert_eq!(
        (receipt.verdict.clone(), receipt.position),
        (
            Verdict::Conflict {
                keys: vec![key.clone()]
            },
            Some(4)
        )
    );
    assert_eq!(
        bram.records(dossier, 2, email).await.verdict,
        Verdict::Accepted
    );

    let seen = anna.sees(dossier).await.unwrap();
    let values: Vec<_> = seen.conflicts[&key]
        .values
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!(values, ["0611111111", "0622222222"]);
    assert_eq!(seen.complainant.phone, "0622222222");

    let choice = ConflictResolved {
        key: key.clone(),
        value: "0611111111".into(),
    };
    assert_eq!(
        anna.records(dossier, 5, choice).await.verdict,
        Verdict::Accepted
    );
    assert!(anna.sees(dossier).await.unwrap().conflicts.is_empty());
    assert_eq!(bram.push(vec![crossed]).await, [receipt]);
}

async fn steps_and_additions(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let bram = world.person(&[Role::Deputy], &[]).await;
    let dossier = anna.registers("noord").await;
    let ruled = |ruling: &str| Ruled {
        ruling: ruling.into(),
        reasons: "Het is zo.".into(),
        meeting: None,
        with: vec![],
    };
    let (first, second) = (
        anna.says(dossier, 2, ruled("unfounded")),
        bram.says(dossier, 2, ruled("founded")),
    );
    assert_eq!(anna.push(vec![first]).await[0].verdict, Verdict::Accepted);
    let overtaken = bram.push(vec![second.clone()]).await.remove(0);
    assert_eq!(
        overtaken.verdict,
        Verdict::Parked {
            reason: Refusal::Overtaken { by: "ruled".into() }
        }
    );

    // Whoever sees to the dossier sees it lying there, until it is settled.
    let lying = |changes: sync::message::Changes| {
        changes
            .dossiers
            .into_iter()
            .find(|change| change.dossier == dossier)
            .map(|change| change.parked)
            .unwrap_or_default()
    };
    assert_eq!(lying(anna.pulls(None, None).await)[0].envelope, second);
    let settled = ParkedSettled {
        parked: second.id,
        adopted: false,
        remark: String::new(),
    };
    assert_eq!(
        anna.records(dossier, 3, settled).await.verdict,
        Verdict::Accepted
    );
    assert_eq!(lying(anna.pulls(None, None).await), []);
    assert_eq!(world.parked(dossier).await, 0);

    let told = OutcomeRecorded {
        channel: "telephone".into(),
        text: "Uitgelegd.".into(),
    };
    let closed = Closed {
        remark: String::new(),
    };
    let receipts = anna
        .push(vec![
            anna.says(dossier, 4, told),
            anna.says(dossier, 4, closed.clone()),
        ])
        .await;
    assert!(
        receipts
            .iter()
            .all(|receipt| receipt.verdict == Verdict::Accepted),
        "{receipts:?}"
    );
    assert_eq!(
        bram.records(dossier, 3, note("Zij belde nog."))
            .await
            .verdict,
        Verdict::Accepted
    );
    let again = bram.records(dossier, 6, closed).await;
    assert_eq!(
        again.verdict,
        Verdict::Parked {
            reason: Refusal::NotOpen
        }
    );
    assert_eq!(
        world
            .text("select status from dossiers where id = $1", dossier)
            .await,
        "closed"
    );
}

async fn rights(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let technician = world.person(&[Role::Technician], &[]).await;
    let stranger = world.person(&[Role::Technician], &[]).await;
    let dossier = anna.registers("noord").await;
    let plan = |who, visit| planned(who, visit);
    let visit = domain::id::VisitId(Uuid::now_v7());
    assert_eq!(
        anna.records(dossier, 2, plan(technician.id(), visit))
            .await
            .verdict,
        Verdict::Accepted
    );
    let finding = || FindingRecorded {
        finding: domain::id::FindingId(Uuid::now_v7()),
        visit: Some(visit),
        pane: Pane::default(),
        fault: Fault::EdgeSeal,
        marks: vec![],
        sketch: None,
        measurements: vec![],
        viewing_distance: None,
        light: None,
        cause: None,
        text: String::new(),
        photos: vec![],
    };
    assert_eq!(
        technician.records(dossier, 3, finding()).await.verdict,
        Verdict::Accepted
    );
    let foreign = stranger.says(dossier, 3, finding());
    let refused = stranger.push(vec![foreign.clone()]).await.remove(0);
    assert_eq!(
        refused.verdict,
        Verdict::Parked {
            reason: Refusal::NotEntitled
        }
    );

    // The work goes to someone else; what was found before that was known still counts.
    assert_eq!(
        anna.records(dossier, 4, plan(stranger.id(), visit))
            .await
            .verdict,
        Verdict::Accepted
    );
    assert_eq!(
        technician.records(dossier, 4, finding()).await.verdict,
        Verdict::Accepted
    );
    let later = technician.records(dossier, 6, finding()).await;
    assert_eq!(
        later.verdict,
        Verdict::Parked {
            reason: Refusal::NotEntitled
        }
    );
    // Parked once, parked for good: the receipt does not change with the rights.
    assert_eq!(stranger.push(vec![foreign]).await, [refused]);

    // Sent under another account it is kept, and its author can still send it.
    let own = technician.says(dossier, 4, note("Van mij."));
    assert_eq!(
        anna.push(vec![own.clone()]).await[0].verdict,
        Verdict::Parked {
            reason: Refusal::WrongAuthor
        }
    );
    assert_eq!(
        technician.push(vec![own]).await[0].verdict,
        Verdict::Accepted
    );

    // Another organisation's dossier is no dossier, also for a new one under the same id.
    let elsewhere = crate::world::organisation(&world.database).await;
    let eve = world.person_of(elsewhere, &[Role::Coordinator], &[]).await;
    let receipt = eve.records(dossier, 7, note("Meekijken.")).await;
    assert_eq!(
        receipt.verdict,
        Verdict::Parked {
            reason: Refusal::NoDossier
        }
    );
    assert_eq!(
        eve.records(dossier, 0, complaint("noord")).await.position,
        Some(1)
    );
    // With her early note, her own dossier has three events.
    assert_eq!(eve.sees(dossier).await.unwrap().head, 3);
    assert_eq!(anna.sees(dossier).await.unwrap().head, 7);
    assert_eq!(eve.finds("condens").await, [dossier]);
}

async fn long_logs(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = anna.registers("noord").await;
    let wordy = |n: usize| {
        note(
            &(0..LONGEST_TEXT / 10)
                .map(|i| format!("w{n:03}x{i:03} "))
                .collect::<String>(),
        )
    };
    let batch: Vec<_> = (0..MOST_PUSHED)
        .map(|n| anna.says(dossier, 2, wordy(n)))
        .collect();
    let receipts = anna.push(batch).await;
    assert!(
        receipts
            .iter()
            .all(|receipt| receipt.verdict == Verdict::Accepted)
    );
    assert_eq!(anna.finds("w000x001").await, [dossier]);
}

async fn numbers(world: &World) {
    let elsewhere = crate::world::organisation(&world.database).await;
    let anna = world.person_of(elsewhere, &[Role::Coordinator], &[]).await;
    for (received, expected) in [
        ("2025-12-31T22:59:59Z", "GP-2025-0001"),
        // In Amsterdam the new year has begun.
        ("2025-12-31T23:00:00Z", "GP-2026-0001"),
        ("2026-01-05T09:00:00.123456789Z", "GP-2026-0002"),
    ] {
        let dossier = DossierId(Uuid::now_v7());
        let received = at(received);
        let mut opening = complaint("noord");
        opening.received_at = received - TimeDelta::hours(1);
        let envelope = Envelope {
            device_time: received,
            ..anna.says(dossier, 0, opening)
        };
        anna.journal
            .push_at(
                Push {
                    envelopes: vec![envelope.clone()],
                },
                received,
            )
            .await
            .unwrap();
        assert_eq!(
            anna.sees(dossier).await.unwrap().number.as_deref(),
            Some(expected)
        );
        let log = anna.journal.log(dossier).await.unwrap().unwrap();
        assert_eq!(
            log[1].envelope.id,
            server::journal::numbered_event_id(dossier)
        );
        assert_ne!(log[1].envelope.id, EventId(Uuid::nil()));
        assert!(log[0].received_at <= received && Utc::now() > log[0].received_at);
        // Again, later: nothing new.
        anna.push(vec![envelope]).await;
        assert_eq!(anna.sees(dossier).await.unwrap().head, 2);
    }
}

/// After a backup was put back, devices send again what was lost, each when it comes by.
async fn any_order(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let technician = world.person(&[Role::Technician], &[]).await;
    let dossier = DossierId(Uuid::now_v7());
    let visit = domain::id::VisitId(Uuid::now_v7());
    let office = vec![
        anna.says(dossier, 0, complaint("noord")),
        anna.says(dossier, 2, planned(technician.id(), visit)),
    ];
    let remark = technician.says(dossier, 3, note("Gezien."));
    let step = technician.says(
        dossier,
        4,
        Closed {
            remark: String::new(),
        },
    );

    let early = technician.push(vec![remark.clone(), step.clone()]).await;
    assert!(early.iter().all(|receipt| receipt.verdict
        == Verdict::Parked {
            reason: Refusal::NoDossier
        }));
    assert_eq!(world.parked(dossier).await, 2);
    anna.push(office).await;
    let log = anna.journal.log(dossier).await.unwrap().unwrap();
    assert_eq!(log.last().unwrap().envelope, remark);
    assert_eq!((log.len(), world.parked(dossier).await), (4, 1));
    // Sent once more it gets the receipt of what became of it.
    let again = technician.push(vec![remark, step]).await;
    assert_eq!(again[0].position, Some(4));
    assert_eq!(
        again[1].verdict,
        Verdict::Parked {
            reason: Refusal::NotEntitled
        }
    );
}
