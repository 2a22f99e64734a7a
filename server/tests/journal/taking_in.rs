//! What becomes of events that arrive.

use crate::world::{World, at, complaint, note};
use app::api::ApiError;
use chrono::{TimeDelta, Utc};
use domain::admit::Verdict;
use domain::id::{DossierId, EventId};
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
    long_logs(&world).await;
    numbers(&world).await;
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
