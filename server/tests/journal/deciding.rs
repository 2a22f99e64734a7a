//! Who may record what, when others did something meanwhile.

use crate::world::{World, complaint, note, planned};
use domain::admit::Verdict;
use domain::event::*;
use domain::id::DossierId;
use domain::party::{Field, PartyField};
use domain::person::Role;
use domain::refusal::Refusal;
use uuid::Uuid;

#[tokio::test]
async fn what_crosses_is_kept_and_what_may_not_be_is_set_aside() {
    let world = World::start().await;
    crossed_values(&world).await;
    steps_and_additions(&world).await;
    rights(&world).await;
    any_order(&world).await;
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
    let hans = world.person(&[Role::Management], &[]).await;
    let dossier = anna.registers("noord").await;
    let ruled = |ruling: &str| Ruled {
        ruling: ruling.into(),
        reasons: "Het is zo.".into(),
        meeting: None,
        with: vec![hans.id()],
        ..Ruled::default()
    };
    let other = anna.registers("noord").await;
    // GP-08: with at least one member of the management team, wherever one rules.
    for with in [vec![], vec![bram.id()]] {
        let alone = Ruled {
            with,
            ..ruled("founded")
        };
        let role = Role::Management;
        assert_eq!(
            anna.records(other, 2, alone).await.verdict,
            Verdict::Parked {
                reason: Refusal::NeedsCompany { role }
            }
        );
    }
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
        ..OutcomeRecorded::default()
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
