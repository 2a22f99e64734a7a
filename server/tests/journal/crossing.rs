//! Many devices at once: no position is given twice or left out, and no commit escapes a cursor.

use crate::world::{Someone, Tablet, World, complaint, note};
use domain::id::DossierId;
use domain::person::Role;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn eight_devices_on_one_dossier_leave_no_gap() {
    let world = World::start().await;
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let dossier = anna.registers("noord").await;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let someone = world.person(&[Role::Deputy], &[]).await;
        tasks.spawn(async move {
            let mut given = Vec::new();
            for round in 0..10 {
                let batch: Vec<_> = (0..3)
                    .map(|n| someone.says(dossier, 2, note(&format!("{round}.{n}"))))
                    .collect();
                given.extend(
                    someone
                        .push(batch)
                        .await
                        .into_iter()
                        .map(|receipt| receipt.position.unwrap()),
                );
            }
            given
        });
    }
    let mut given: Vec<u64> = tasks.join_all().await.concat();
    given.sort_unstable();
    assert_eq!(given, (3..=242).collect::<Vec<_>>());
    let log = anna.journal.log(dossier).await.unwrap().unwrap();
    assert_eq!(
        log.iter()
            .map(|recorded| recorded.position)
            .collect::<Vec<_>>(),
        (1..=242).collect::<Vec<_>>()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_registrations_of_one_dossier_follow_each_other() {
    let world = World::start().await;
    let mut tasks = tokio::task::JoinSet::new();
    let dossier = DossierId(Uuid::now_v7());
    for _ in 0..6 {
        let someone = world.person(&[Role::Coordinator], &[]).await;
        tasks.spawn(async move {
            someone
                .records(dossier, 0, complaint("noord"))
                .await
                .position
        });
    }
    let mut positions = tasks.join_all().await;
    positions.sort_unstable();
    assert_eq!(positions, [None, None, None, None, None, Some(1)]);
}

/// A quick transaction commits while a slow one, that began earlier, still runs: the slow one is told later.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_commit_is_not_missed() {
    let world = World::start().await;
    let anna = Arc::new(world.person(&[Role::Coordinator], &[]).await);
    let (quick, slow) = (anna.registers("noord").await, anna.registers("noord").await);
    let mut tablet = Tablet::default();
    tablet.catches_up(&anna).await;

    // One of the last rows that it writes is held, so that an event waits in the midst of its transaction.
    let mut holder = world
        .database
        .organisation(world.organisation)
        .await
        .unwrap();
    sqlx::query("select from texts where dossier = $1 for update")
        .bind(slow.0)
        .execute(&mut *holder)
        .await
        .unwrap();
    let recording = {
        let anna = anna.clone();
        tokio::spawn(async move { anna.records(slow, 2, note("Traag.")).await })
    };
    waits_for_lock(&world).await;

    anna.records(quick, 2, note("Snel.")).await;
    tablet.only_with_cursor(&anna).await;
    assert_eq!(
        (tablet.logs[&quick].len(), tablet.logs[&slow].len()),
        (3, 2)
    );

    holder.rollback().await.unwrap();
    assert_eq!(recording.await.unwrap().position, Some(3));
    tablet.only_with_cursor(&anna).await;
    assert_eq!(tablet.logs[&slow].len(), 3);
}

/// Whatever happens meanwhile, a device that only ever asks with its cursor ends with everything.
#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_leaves_no_hole() {
    let world = World::start().await;
    let reader = world.person(&[Role::Coordinator], &[]).await;
    let mut dossiers = Vec::new();
    for _ in 0..5 {
        dossiers.push(reader.registers("noord").await);
    }
    let mut copy = Tablet::default();
    copy.catches_up(&reader).await;

    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..6 {
        let someone = world.person(&[Role::Deputy], &[]).await;
        let dossiers = dossiers.clone();
        writers.spawn(async move { writes(&someone, &dossiers, writer).await });
    }
    let done = Arc::new(AtomicBool::new(false));
    let ended = done.clone();
    let writing = tokio::spawn(async move {
        writers.join_all().await;
        ended.store(true, Ordering::SeqCst);
    });
    let mut asked = 0;
    while !done.load(Ordering::SeqCst) {
        copy.only_with_cursor(&reader).await;
        asked += 1;
    }
    writing.await.unwrap();
    copy.only_with_cursor(&reader).await;
    let mut fresh = Tablet::default();
    fresh.catches_up(&reader).await;
    assert_eq!(copy.logs, fresh.logs);
    assert_eq!(copy.logs.len(), 5 + 6 * 4);
    assert!(asked > 3, "asked {asked} times while others wrote");
}

async fn writes(someone: &Someone, dossiers: &[DossierId], writer: usize) {
    for round in 0..20 {
        let dossier = dossiers[(writer + round) % dossiers.len()];
        someone
            .records(dossier, 2, note(&format!("{writer}.{round}")))
            .await;
        if round % 5 == 0 {
            someone.registers("zuid").await;
        }
    }
}

/// Waits until some transaction waits for a lock.
async fn waits_for_lock(world: &World) {
    loop {
        let waiting: i64 =
            sqlx::query_scalar("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .fetch_one(world.database.pool())
                .await
                .unwrap();
        if waiting > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}
