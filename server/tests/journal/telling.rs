//! What a device is told, and what it is told to forget.

use crate::world::{Tablet, World, at, complaint, note, organisation, planned};
use domain::event::*;
use domain::id::{DossierId, FileHash, VisitId};
use domain::party::Field;
use domain::person::Role;
use domain::record::HeadHash;
use std::collections::BTreeMap;
use sync::message::Head;
use uuid::Uuid;

fn visit() -> VisitId {
    VisitId(Uuid::now_v7())
}

#[tokio::test]
async fn a_copy_is_kept_whole_and_small() {
    let world = World::start().await;
    tails(&world).await;
    coming_and_going(&world).await;
    files(&world).await;
    aside(&world).await;
    reference_data(&world).await;
    elsewhere(&world).await;
    pages(&world).await;
}

async fn tails(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let (one, two) = (anna.registers("noord").await, anna.registers("zuid").await);
    let mut copy = Tablet::default();
    assert_eq!(copy.catches_up(&anna).await.len(), 2);
    assert_eq!(copy.catches_up(&anna).await, []);

    anna.records(one, 2, note("Nieuw.")).await;
    let told = copy.catches_up(&anna).await;
    assert_eq!(
        (
            told.len(),
            told[0].dossier,
            told[0].after,
            told[0].events.len()
        ),
        (1, one, 2, 1)
    );
    assert_eq!(copy.logs[&two].len(), 2);
}

async fn coming_and_going(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let (first, second) = (
        world.person(&[Role::Technician], &[]).await,
        world.person(&[Role::Technician], &[]).await,
    );
    let manager = world.person(&[Role::RegionalManager], &["oost"]).await;
    let dossier = anna.registers("oost").await;
    let (mut anna_has, mut first_has, mut second_has, mut manager_has) = (
        Tablet::default(),
        Tablet::default(),
        Tablet::default(),
        Tablet::default(),
    );
    for (copy, someone) in [
        (&mut anna_has, &anna),
        (&mut first_has, &first),
        (&mut second_has, &second),
        (&mut manager_has, &manager),
    ] {
        copy.catches_up(someone).await;
    }
    assert!(first_has.logs.is_empty() && second_has.logs.is_empty());
    assert_eq!(manager_has.logs.len(), 1);

    // Given to the first technician: whole for them, a tail for the others.
    let work = visit();
    anna.records(dossier, 2, planned(first.id(), work)).await;
    assert_eq!(first_has.only_with_cursor(&first).await[0].after, 0);
    assert_eq!(anna_has.only_with_cursor(&anna).await[0].after, 2);
    assert_eq!(first_has.logs[&dossier], anna_has.logs[&dossier]);

    // Given to the second, and to another region.
    anna.records(dossier, 3, planned(second.id(), work)).await;
    let west = DetailChanged {
        field: Field::Region,
        value: "west".into(),
    };
    anna.records(dossier, 4, west).await;
    first_has.only_with_cursor(&first).await;
    manager_has.only_with_cursor(&manager).await;
    second_has.only_with_cursor(&second).await;
    assert!(first_has.logs.is_empty() && manager_has.logs.is_empty());
    assert_eq!(second_has.logs[&dossier].len(), 5);
    assert_eq!(first.journal.log(dossier).await.unwrap(), None);

    // A device that slept through it hears it from its heads as well.
    let mut slept = Tablet::default();
    slept
        .logs
        .insert(dossier, second_has.logs[&dossier].clone());
    assert_eq!(
        first.pulls(None, Some(slept.heads())).await.forget,
        [dossier]
    );
    anna.records(
        dossier,
        5,
        VisitCancelled {
            visit: work,
            reason: "Verhuisd.".into(),
        },
    )
    .await;
    second_has.only_with_cursor(&second).await;
    assert!(second_has.logs.is_empty());
}

async fn files(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = anna.registers("noord").await;
    let mut copy = Tablet::default();
    copy.catches_up(&anna).await;
    let file = FileHash::of(b"foto");
    let photo = Photo {
        file: file.clone(),
        caption: "Keuken".into(),
        taken_at: None,
        moment: Moment::default(),
    };
    anna.records(dossier, 2, PhotoAdded { visit: None, photo })
        .await;
    assert_eq!(
        copy.catches_up(&anna).await[0].files_pending,
        std::slice::from_ref(&file)
    );

    let mut transaction = world
        .database
        .organisation(world.organisation)
        .await
        .unwrap();
    sqlx::query(
        "insert into files (organisation, hash, stored_hash, media_type, size, width, height)
         values ($1, $2, $2, 'image/jpeg', 4, 1, 1)",
    )
    .bind(world.organisation.0)
    .bind(file.as_str())
    .execute(&mut *transaction)
    .await
    .unwrap();
    sqlx::query(
        "update dossiers set changed_xid = pg_current_xact_id()::text::bigint where id = $1",
    )
    .bind(dossier.0)
    .execute(&mut *transaction)
    .await
    .unwrap();
    transaction.commit().await.unwrap();
    let told = copy.only_with_cursor(&anna).await;
    assert_eq!(
        (told.len(), told[0].after, told[0].files_pending.len()),
        (1, 3, 0)
    );
    assert_eq!(told[0].head, copy.heads()[&dossier]);
}

async fn aside(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let (technician, other) = (
        world.person(&[Role::Technician], &[]).await,
        world.person(&[Role::Technician], &[]).await,
    );
    let manager = world.person(&[Role::RegionalManager], &["midden"]).await;
    let dossier = anna.registers("midden").await;
    anna.records(dossier, 2, planned(technician.id(), visit()))
        .await;
    anna.records(dossier, 3, planned(other.id(), visit())).await;
    let mut copies = [
        Tablet::default(),
        Tablet::default(),
        Tablet::default(),
        Tablet::default(),
    ];
    let people = [&anna, &technician, &other, &manager];
    for (copy, someone) in copies.iter_mut().zip(people) {
        copy.catches_up(someone).await;
    }
    let refused = technician.says(
        dossier,
        4,
        Closed {
            remark: String::new(),
        },
    );
    technician.push(vec![refused.clone()]).await;
    let mut told = Vec::new();
    for (copy, someone) in copies.iter_mut().zip(people) {
        told.push(copy.only_with_cursor(someone).await.remove(0).parked.len());
    }
    // The coordinator may settle it, its author sees it; a colleague and the manager of the region do not.
    assert_eq!(told, [1, 1, 0, 0]);
    let decentral = HandlerChanged {
        handling: Handling::Decentral,
        to: None,
        reason: String::new(),
    };
    anna.records(dossier, 4, decentral).await;
    assert_eq!(
        copies[3].only_with_cursor(&manager).await[0].parked[0].envelope,
        refused
    );
    // Who asks anew, with an equal copy but no cursor, hears of it too.
    let heads = copies[3].heads();
    let anew = manager.pulls(None, Some(heads)).await;
    assert!(
        anew.dossiers
            .iter()
            .any(|change| change.dossier == dossier && change.parked.len() == 1)
    );
}

async fn reference_data(world: &World) {
    let anna = world.person(&[Role::Coordinator], &["noord"]).await;
    let told = anna.pulls(None, None).await.reference.unwrap();
    assert_eq!(
        (told.me.clone(), told.procedure.id.as_str()),
        (anna.actor.clone(), "glaspunt")
    );
    assert!(told.people.iter().any(|person| person.id == anna.id()));
    let ask = |reference: String| sync::message::Pull {
        reference,
        ..Default::default()
    };
    let again = app::api::port::Journal::pull(&anna.journal, ask(told.hash.clone()))
        .await
        .unwrap();
    assert_eq!(again.reference, None);
    world.person(&[Role::Technician], &[]).await;
    let newer = app::api::port::Journal::pull(&anna.journal, ask(told.hash.clone()))
        .await
        .unwrap();
    assert_ne!(newer.reference.unwrap().hash, told.hash);
}

async fn elsewhere(world: &World) {
    let eve = world
        .person_of(
            organisation(&world.database).await,
            &[Role::Coordinator],
            &[],
        )
        .await;
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = anna.registers("noord").await;
    let mut copy = Tablet::default();
    assert_eq!(copy.catches_up(&eve).await, []);
    let heads = BTreeMap::from([(
        dossier,
        Head {
            head: 2,
            hash: HeadHash::default(),
        },
    )]);
    assert_eq!(
        eve.pulls(copy.cursor.clone(), Some(heads)).await.forget,
        [dossier]
    );
    assert_eq!(eve.finds("condens").await, []);
    assert_eq!(eve.journal.log(dossier).await.unwrap(), None);
    // The second lock: without any condition, a transaction of one organisation sees its own rows only.
    let mut transaction = world
        .database
        .organisation(eve.actor.organisation)
        .await
        .unwrap();
    for table in [
        "dossiers",
        "events",
        "receipts",
        "parked",
        "obligations",
        "texts",
    ] {
        let query = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows: i64 = sqlx::query_scalar(query)
            .fetch_one(&mut *transaction)
            .await
            .unwrap();
        assert_eq!(rows, 0, "{table}");
    }
}

async fn pages(world: &World) {
    let elsewhere = organisation(&world.database).await;
    let anna = world.person_of(elsewhere, &[Role::Coordinator], &[]).await;
    let long = "Een lang verhaal. ".repeat(500);
    for month in 1..=6 {
        let dossier = DossierId(Uuid::now_v7());
        let mut opening = complaint("noord");
        opening.received_at = at(&format!("2026-0{month}-01T09:00:00Z"));
        let mut batch = vec![anna.says(dossier, 0, opening)];
        batch.extend((0..60).map(|_| anna.says(dossier, 1, note(&long))));
        anna.push(batch).await;
    }
    let first = anna.pulls(None, None).await;
    assert!(first.more && first.cursor.is_none());
    // The newest come first.
    let received: Vec<_> = first
        .dossiers
        .iter()
        .map(|change| change.events[0].envelope.device_time)
        .collect();
    assert!(received.len() >= 2 && received.len() < 6 && received.is_sorted_by(|a, b| a >= b));
    let mut copy = Tablet::default();
    copy.catches_up(&anna).await;
    assert_eq!(
        copy.logs.values().map(Vec::len).collect::<Vec<_>>(),
        [62; 6]
    );
}
