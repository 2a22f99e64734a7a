//! Many devices, one server, every order of faults: nothing saved is lost or doubled, and every queue drains.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use chrono::{DateTime, TimeDelta, Utc};
use common::device::Device;
use common::server::Server;
use common::{Dice, actor, procedure};
use domain::event::*;
use domain::id::*;
use domain::party::{Address, Party};
use domain::person::{Person, Role};
use std::collections::BTreeSet;
use sync::engine::Input;

fn registration(number: u64, now: DateTime<Utc>) -> Event {
    let address = Address {
        street: "Kerkstraat".into(),
        number: number.to_string(),
        postcode: "6825 MN".into(),
        city: "Arnhem".into(),
    };
    Event::Registered(Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: now,
        complainant: Party {
            name: format!("Klager {number}"),
            address,
            phone: "0612345678".into(),
            ..Party::default()
        },
        customer: None,
        site: None,
        description: "Condens tussen de bladen.".into(),
        category: String::new(),
        region: "oost".into(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    })
}

/// Somebody who judges along (GP-08).
fn management() -> Person {
    Person {
        id: PersonId(uuid::Uuid::from_u128(90)),
        name: "Directie".into(),
        roles: [Role::Management].into(),
        regions: Default::default(),
        active: true,
    }
}

fn some_event(dice: &mut Dice, technicians: &[PersonId], now: DateTime<Utc>) -> Event {
    match dice.roll(7) {
        0 | 1 => NoteAdded {
            text: format!("Notitie {}", dice.roll(1000)),
        }
        .into(),
        2 => DetailChanged {
            field: "complainant.phone".parse().unwrap(),
            value: format!("06{:08}", dice.roll(99_999_999)),
        }
        .into(),
        3 => InspectionRequested {
            reason: String::new(),
        }
        .into(),
        4 => VisitPlanned {
            visit: VisitId(uuid::Uuid::from_u128(u128::from(dice.roll(3)) + 7)),
            purpose: Purpose::Inspection,
            technician: technicians[dice.roll(technicians.len() as u64) as usize],
            at: now + TimeDelta::hours(20),
            minutes: 60,
            remark: String::new(),
        }
        .into(),
        5 => Ruled {
            ruling: "founded".into(),
            reasons: "Lekke randafdichting.".into(),
            meeting: None,
            with: vec![management().id],
            ..Ruled::default()
        }
        .into(),
        _ => Called {
            with: "klager".into(),
            no_answer: true,
            text: String::new(),
        }
        .into(),
    }
}

fn run(seed: u64, actions: usize) {
    let mut dice = Dice::new(seed);
    let mut now: DateTime<Utc> = "2026-03-02T08:00:00Z".parse().unwrap();
    let mut server = Server::new(procedure(), vec![management()]);
    let roles = [
        Role::Coordinator,
        Role::Deputy,
        Role::Technician,
        Role::Technician,
        Role::RegionalManager,
    ];
    let mut devices: Vec<Device> = roles
        .iter()
        .enumerate()
        .map(|(i, role)| Device::new(100 + i as u128, actor(10 + i as u128, *role), now))
        .collect();
    let technicians: Vec<PersonId> = vec![devices[2].actor.person, devices[3].actor.person];
    let mut saved = BTreeSet::new();
    let mut number = 0;
    for _ in 0..actions {
        now += TimeDelta::seconds(dice.roll(90) as i64);
        let which = dice.roll(devices.len() as u64) as usize;
        let device = &mut devices[which];
        match dice.roll(12) {
            0 => {
                number += 1;
                let dossier = DossierId(uuid::Uuid::from_u128(5000 + u128::from(number)));
                saved.extend(device.record(dossier, registration(number, now), &server, now));
            }
            1..=3 => {
                let known = device.dossiers();
                if !known.is_empty() {
                    let dossier = known[dice.roll(known.len() as u64) as usize];
                    let event = some_event(&mut dice, &technicians, now);
                    saved.extend(device.record(dossier, event, &server, now));
                }
            }
            4 => device.crash(now),
            5 => device.hear(Input::Offline, now),
            6 => device.hear(Input::Online, now),
            7 => device.hear(Input::Tick, now),
            _ => {
                let (lose_request, lose_answer) = (dice.roll(5) == 0, dice.roll(5) == 0);
                device.exchange(&mut server, lose_request, lose_answer, now);
            }
        }
    }
    // The faults stop; within these rounds every queue must be empty and every copy equal.
    for _ in 0..60 {
        now += TimeDelta::seconds(61);
        for device in &mut devices {
            device.hear(Input::Online, now);
            device.hear(Input::Heal, now);
            for _ in 0..4 {
                device.exchange(&mut server, false, false, now);
            }
        }
    }
    for (index, device) in devices.iter().enumerate() {
        assert_eq!(
            device.unsent(),
            0,
            "seed {seed}: device {index} still holds unsent events"
        );
        assert!(
            device.shown_sent.is_subset(&device.shown_saved),
            "seed {seed}: sent before saved"
        );
        for id in &device.shown_sent {
            assert!(
                server.receipts.contains_key(id),
                "seed {seed}: shown as sent, unknown to the server"
            );
        }
        for (dossier, log) in &server.logs {
            let visible = domain::dossier::Dossier::fold(log.iter()).is_some_and(|folded| {
                domain::permission::may_see(&device.actor, &folded, &server.procedure)
            });
            match device.log(*dossier) {
                Some(copy) if visible => {
                    assert_eq!(copy, log, "seed {seed}: device {index} has another log")
                }
                Some(_) => {
                    panic!("seed {seed}: device {index} holds a dossier that it may not see")
                }
                None => assert!(!visible, "seed {seed}: device {index} lacks a dossier"),
            }
        }
    }
    for id in saved {
        let times = server
            .logs
            .values()
            .flatten()
            .filter(|recorded| recorded.envelope.id == id)
            .count();
        let parked = server
            .receipts
            .get(&id)
            .is_some_and(|receipt| receipt.position.is_none());
        assert!(
            times == 1 || (times == 0 && parked),
            "seed {seed}: a saved event stands {times} times on the server"
        );
    }
}

#[test]
fn nx_04_nothing_saved_is_lost_or_doubled() {
    for seed in 1..=16 {
        run(seed, 250);
    }
}
