//! A copy that differs, a cursor that says nothing any more, rights that changed: each ends with the server's log.

use crate::world::{Tablet, World, note, planned};
use domain::id::{DossierId, VisitId};
use domain::person::Role;
use domain::record::HeadHash;
use sync::message::Head;
use uuid::Uuid;

#[tokio::test]
async fn every_copy_ends_with_the_log_of_the_server() {
    let world = World::start().await;
    healing(&world).await;
    epochs_and_rights(&world).await;
    another_cluster(&world).await;
}

async fn healing(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = anna.registers("noord").await;
    anna.records(dossier, 2, note("Een.")).await;
    let mut copy = Tablet::default();
    copy.catches_up(&anna).await;
    let whole = copy.heads();
    let gone = DossierId(Uuid::now_v7());
    let odd = |text: &str| HeadHash::from_stored(text.into());
    let log = copy.logs[&dossier].clone();
    let prefix = crate::world::head(&log[..2]);
    for (held, after) in [
        (prefix.clone(), Some(2)),
        (whole[&dossier].clone(), None),
        (
            Head {
                hash: odd("een andere"),
                ..whole[&dossier].clone()
            },
            Some(0),
        ),
        (
            Head {
                hash: odd("\0'; drop table events; --"),
                head: u64::MAX,
            },
            Some(0),
        ),
        (
            Head {
                head: 9,
                ..whole[&dossier].clone()
            },
            Some(0),
        ),
        (
            Head {
                head: 0,
                hash: odd(""),
            },
            Some(0),
        ),
    ] {
        let mut heads = whole.clone();
        heads.insert(dossier, held.clone());
        heads.insert(gone, prefix.clone());
        for since in [None, copy.cursor.clone()] {
            let changes = anna.pulls(since, Some(heads.clone())).await;
            let found = changes
                .dossiers
                .iter()
                .find(|change| change.dossier == dossier);
            let told = found.filter(|change| !change.events.is_empty());
            assert_eq!(told.map(|change| change.after), after, "{held:?}");
            assert_eq!(changes.forget, [gone]);
        }
    }
}

async fn epochs_and_rights(world: &World) {
    let manager = world.person(&[Role::RegionalManager], &["noord"]).await;
    let mut copy = Tablet::default();
    copy.catches_up(&manager).await;
    let known = copy.cursor.clone().unwrap();
    let asks = |cursor| manager.pulls(Some(cursor), None);
    assert!(!asks(known.clone()).await.send_heads);

    let mut foreign = known.clone();
    foreign.epoch = Uuid::now_v7().to_string();
    assert!(asks(foreign).await.send_heads);
    let mut future = known.clone();
    future.horizon = u64::MAX;
    assert!(asks(future).await.send_heads);

    // A name is no right; a region is.
    change_account(
        world,
        "update accounts set name = 'M. Smit' where person = $1",
        &manager,
    )
    .await;
    assert!(!asks(known.clone()).await.send_heads);
    change_account(
        world,
        "update accounts set regions = '{noord,zuid}' where person = $1",
        &manager,
    )
    .await;
    assert!(asks(known.clone()).await.send_heads);
    let mut later = copy.clone();
    later.catches_up(&manager).await;
    assert!(!asks(later.cursor.unwrap()).await.send_heads);

    // A backup was put back: every device says what it holds, and ends with the server's log.
    sqlx::query("update instance set epoch = gen_random_uuid()")
        .execute(world.database.pool())
        .await
        .unwrap();
    assert!(asks(known).await.send_heads);
    let log = copy.logs.values_mut().next().unwrap();
    let last = log.len() - 1;
    log[last].envelope.id = domain::id::EventId(Uuid::now_v7());
    copy.catches_up(&manager).await;
    let mut fresh = Tablet::default();
    fresh.catches_up(&manager).await;
    assert_eq!(copy.logs, fresh.logs);
}

/// A dump was put back in a new cluster, whose transactions count from the beginning.
async fn another_cluster(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let technician = world.person(&[Role::Technician], &[]).await;
    let dossier = anna.registers("noord").await;
    anna.records(
        dossier,
        2,
        planned(technician.id(), VisitId(Uuid::now_v7())),
    )
    .await;
    let mut transaction = world
        .database
        .organisation(world.organisation)
        .await
        .unwrap();
    for query in [
        "update dossiers set changed_xid = 1000000000000, region_xid = 1000000000000",
        "update events set xid = 1000000000000",
        "update assigned set xid = 1000000000000",
        "update accounts set changed_xid = 1000000000000",
    ] {
        sqlx::query(query).execute(&mut *transaction).await.unwrap();
    }
    transaction.commit().await.unwrap();
    for (someone, length) in [(&anna, 3), (&technician, 4)] {
        let mut tablet = Tablet::default();
        tablet.catches_up(someone).await;
        assert_eq!(tablet.logs[&dossier].len(), length);
        assert_eq!(tablet.only_with_cursor(someone).await, []);
        anna.records(dossier, 3, note("In het nieuwe huis.")).await;
        let told = tablet.only_with_cursor(someone).await;
        assert_eq!((told.len(), told[0].events.len()), (1, 1));
    }
}

async fn change_account(world: &World, query: &'static str, someone: &crate::world::Someone) {
    let mut transaction = world
        .database
        .organisation(world.organisation)
        .await
        .unwrap();
    sqlx::query(query)
        .bind(someone.id().0)
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
}
