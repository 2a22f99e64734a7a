//! What device and server say to each other is frozen: `golden/` holds one of each message, as it travels.
//!
//! A file, once there, is never written again: `UPDATE_GOLDEN=1` only adds the files that are missing. When a test
//! fails here, do not change the file: devices that were offline for weeks still speak so.

// Golden files are read and, where missing, added.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use chrono::{DateTime, Utc};
use domain::admit::Verdict;
use domain::event::{Event, NoteAdded};
use domain::id::{DeviceId, DossierId, EventId, FileHash, OrganisationId, PersonId, SYSTEM};
use domain::person::{Actor, Person, Role};
use domain::procedure::Procedure;
use domain::record::{Envelope, HeadHash, Payload, Recorded};
use domain::refusal::{Fault, Problem, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::PathBuf;
use sync::message::*;
use uuid::Uuid;

#[test]
fn push_keeps_its_shape() {
    let newer = r#"{"type":"drone_flown.1", "data" : {"height":1.50}}"#;
    keeps(
        "push",
        &Push {
            envelopes: vec![
                envelope(1, note()),
                envelope(2, Payload::from_text(newer.into()).unwrap()),
            ],
        },
    );
}

#[test]
fn receipts_keep_their_shape() {
    let verdicts = [
        Verdict::Accepted,
        Verdict::Conflict {
            keys: vec!["complainant.phone".into()],
        },
    ];
    let parked = refusals()
        .into_iter()
        .map(|reason| Verdict::Parked { reason });
    let receipts = verdicts
        .into_iter()
        .chain(parked)
        .zip(1..)
        .map(|(verdict, n)| Receipt {
            event: EventId(number(n)),
            dossier: DossierId(number(0)),
            position: (!matches!(verdict, Verdict::Parked { .. })).then_some(n as u64),
            verdict,
        });
    keeps(
        "receipts",
        &Receipts {
            receipts: receipts.collect(),
            server_time: at("2026-03-02T09:42:00.123Z"),
            epoch: None,
        },
    );
    keeps(
        "receipts_epoch",
        &Receipts {
            receipts: vec![],
            server_time: at("2026-03-02T09:42:00.123Z"),
            epoch: Some("5f1c-7-00000001-16402".into()),
        },
    );
}

#[test]
fn pull_keeps_its_shape() {
    let head = Head {
        head: 3,
        hash: hash(3),
    };
    keeps(
        "pull",
        &Pull {
            since: Some(cursor()),
            heads: Some([(DossierId(number(0)), head)].into()),
            reference: "ab".repeat(32),
        },
    );
    keeps("pull_first", &Pull::default());
    // A device may leave out what it does not have.
    assert_eq!(serde_json::from_str::<Pull>("{}").unwrap(), Pull::default());
}

#[test]
fn changes_keep_their_shape() {
    let recorded = |n: u128| Recorded {
        position: n as u64,
        received_at: at("2026-03-02T09:41:59.5Z"),
        envelope: envelope(n, note()),
    };
    let change = DossierChange {
        dossier: DossierId(number(0)),
        after: 1,
        events: vec![recorded(2), recorded(3)],
        head: Head {
            head: 3,
            hash: hash(3),
        },
        parked: vec![Parked {
            envelope: envelope(9, note()),
            reason: Refusal::NotEntitled,
            received_at: at("2026-03-02T09:41:59.5Z"),
        }],
        files_pending: vec![FileHash::of(b"photo")],
    };
    let changes = Changes {
        server_time: at("2026-03-02T09:42:00Z"),
        cursor: Some(cursor()),
        send_heads: false,
        more: false,
        dossiers: vec![change],
        forget: vec![DossierId(number(7))],
        reference: Some(reference()),
    };
    keeps("changes", &changes);
    keeps(
        "changes_page",
        &Changes {
            cursor: None,
            send_heads: true,
            more: true,
            dossiers: vec![],
            forget: vec![],
            reference: None,
            ..changes
        },
    );
}

/// Holds a message against its golden file, both ways.
fn keeps<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, message: &T) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.json"));
    let text = serde_json::to_string_pretty(message).unwrap() + "\n";
    if !path.exists() {
        assert!(
            std::env::var_os("UPDATE_GOLDEN").is_some(),
            "{name} has no golden file; UPDATE_GOLDEN=1 adds it"
        );
        std::fs::write(&path, &text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, golden, "{name} is written differently");
    assert_eq!(
        serde_json::from_str::<T>(&golden).unwrap(),
        *message,
        "{name} is read differently"
    );
}

fn number(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0000 + n)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn hash(length: u128) -> HeadHash {
    (1..=length).fold(HeadHash::default(), |hash, n| {
        hash.then(EventId(number(n)), &note().hash())
    })
}

fn cursor() -> Cursor {
    Cursor {
        epoch: number(5).to_string(),
        horizon: 1234,
    }
}

fn note() -> Payload {
    Payload::of(&Event::from(NoteAdded {
        text: "De sleutel ligt bij de buren: \"14\" é €".into(),
    }))
    .unwrap()
}

fn envelope(n: u128, payload: Payload) -> Envelope {
    Envelope {
        id: EventId(number(n)),
        dossier: DossierId(number(0)),
        author: PersonId(number(20)),
        device: DeviceId(number(30)),
        sequence: n as u64,
        device_time: at("2026-03-02T09:41:00.25Z"),
        clock_offset: -1500,
        base: 1,
        hash: payload.hash(),
        payload,
    }
}

fn reference() -> Reference {
    let person = |n, name: &str, role, active| Person {
        id: PersonId(number(n)),
        name: name.into(),
        roles: [role].into(),
        regions: ["oost".into()].into(),
        active,
    };
    Reference {
        hash: "cd".repeat(32),
        organisation: OrganisationId(number(50)),
        organisation_name: "Glaspunt".into(),
        me: Actor {
            person: PersonId(number(20)),
            organisation: OrganisationId(number(50)),
            roles: [Role::Coordinator, Role::RegionalManager].into(),
            regions: ["oost".into()].into(),
        },
        my_name: "Anna Bos".into(),
        people: vec![
            person(20, "Anna Bos", Role::Coordinator, true),
            person(21, "Bram Kok", Role::Technician, false),
        ],
        regions: vec![Region {
            id: "oost".into(),
            name: "Oost".into(),
            postcodes: vec!["68".into(), "6825".into()],
        }],
        procedure: procedure(),
        absences: vec![],
        earlier: BTreeMap::new(),
        first: None,
    }
}

/// A procedure with one of everything.
fn procedure() -> Procedure {
    Procedure::from_toml_unchecked(include_str!("golden/procedure.toml")).unwrap()
}

/// Every reason for which something can be set aside.
fn refusals() -> Vec<Refusal> {
    let faults = [
        Fault::Missing,
        Fault::TooLong { most: 200 },
        Fault::Postcode,
        Fault::Phone,
        Fault::Email,
        Fault::Unknown,
        Fault::InTheFuture,
        Fault::OutOfRange {
            lowest: "0 %".into(),
            highest: "100 %".into(),
        },
    ];
    vec![
        Refusal::NotEntitled,
        Refusal::Concerned,
        Refusal::NoDossier,
        Refusal::AlreadyRegistered,
        Refusal::NotOpen,
        Refusal::StillOpen,
        Refusal::Overtaken { by: "ruled".into() },
        Refusal::Missing {
            triggers: vec!["outcome_recorded".into()],
        },
        Refusal::NotHandled,
        Refusal::Invalid {
            problems: faults
                .map(|fault| Problem::new("complainant.phone", fault))
                .into(),
        },
        Refusal::UpdateNeeded {
            tag: "drone_flown.1".into(),
        },
        Refusal::Damaged,
        Refusal::WrongAuthor,
    ]
}

#[test]
fn the_program_itself_keeps_its_id() {
    assert_eq!(SYSTEM.to_string(), "00000000-0000-0000-0000-000000000000");
}
