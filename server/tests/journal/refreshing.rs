//! What is derived from the logs follows the procedure, and never holds anything that the logs do not say.

use crate::world::{Tablet, World, complaint, planned};
use chrono::{DateTime, Utc};
use domain::event::*;
use domain::id::{DossierId, VisitId};
use domain::obligation::{ObligationState, obligations};
use domain::person::Role;
use server::journal::{PostgresJournal, refresh};
use uuid::Uuid;

#[tokio::test]
async fn projections_follow_log_and_procedure() {
    let world = World::start().await;
    promises(&world).await;
    another_procedure(&world).await;
}

async fn promises(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let technician = world.person(&[Role::Technician], &[]).await;
    let dossier = anna.registers("noord").await;
    let visit = VisitId(Uuid::now_v7());
    anna.push(vec![
        anna.says(
            dossier,
            2,
            ReceiptConfirmed {
                channel: "telephone".into(),
                text: String::new(),
            },
        ),
        anna.says(
            dossier,
            2,
            InspectionRequested {
                reason: String::new(),
            },
        ),
        anna.says(dossier, 2, planned(technician.id(), visit)),
    ])
    .await;
    let failed = VisitFailed {
        visit,
        reason: FailedReason::NobodyHome,
        remark: String::new(),
    };
    technician.records(dossier, 5, failed).await;

    let seen = anna.sees(dossier).await.unwrap();
    let expected = obligations(&seen, &world.procedure, Utc::now());
    let rows = promises_in(world, dossier).await;
    assert_eq!(rows.len(), expected.len());
    for (row, obligation) in rows.iter().zip(&expected) {
        let ended = match obligation.state {
            ObligationState::Open => None,
            ObligationState::Met(at) | ObligationState::Cancelled(at) => Some(at),
        };
        assert_eq!(
            (row.0.as_str(), row.1, row.3),
            (obligation.id.as_str(), obligation.paused, ended)
        );
        if !obligation.paused {
            assert_eq!(row.2, obligation.deadline.due);
        }
    }
    assert!(
        rows.iter().any(|row| row.1),
        "the visit waits for a new appointment"
    );

    // While a clock stands still, its due moment moves on.
    let mut transaction = world
        .database
        .organisation(world.organisation)
        .await
        .unwrap();
    sqlx::query("update obligations set due_at = due_at - interval '30 days' where paused")
        .execute(&mut *transaction)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(
        refresh(&world.database, world.organisation, &world.procedure)
            .await
            .unwrap(),
        1
    );
    let waiting = |rows: Vec<Promise>| rows.into_iter().find(|row| row.1).unwrap().2;
    assert!(waiting(promises_in(world, dossier).await) >= waiting(rows));
    assert_eq!(
        world
            .text("select stage from dossiers where id = $1", dossier)
            .await,
        "awaiting_planning"
    );
}

/// Id, paused, due, ended.
type Promise = (String, bool, DateTime<Utc>, Option<DateTime<Utc>>);

async fn promises_in(world: &World, dossier: DossierId) -> Vec<Promise> {
    let mut transaction = world
        .database
        .organisation(world.organisation)
        .await
        .unwrap();
    sqlx::query_as(
        "select id, paused, due_at, ended_at from obligations where dossier = $1 order by ordinal",
    )
    .bind(dossier.0)
    .fetch_all(&mut *transaction)
    .await
    .unwrap()
}

async fn another_procedure(world: &World) {
    let anna = world.person(&[Role::Coordinator], &[]).await;
    let mut quality = world.person(&[Role::QualityManager], &[]).await;
    let dossier = DossierId(Uuid::now_v7());
    anna.records(dossier, 0, complaint("noord")).await;
    let mut tablet = Tablet::default();
    tablet.catches_up(&quality).await;
    assert!(tablet.logs.is_empty());

    // From now on every complaint is brought to the quality manager's notice.
    let mut procedure = (*world.procedure).clone();
    procedure.version += 1;
    procedure.notices[0].on = vec!["registered:complaint".into()];
    let count = refresh(&world.database, world.organisation, &procedure)
        .await
        .unwrap();
    assert!(count >= 1);
    let actor = quality.actor.clone();
    quality.journal = PostgresJournal::new(
        world.database.clone(),
        procedure.clone().into(),
        actor.clone(),
    );
    tablet.only_with_cursor(&quality).await;
    assert_eq!(tablet.logs[&dossier].len(), 2);

    // And back: whatever was told before is to be forgotten.
    refresh(&world.database, world.organisation, &world.procedure)
        .await
        .unwrap();
    quality.journal = PostgresJournal::new(world.database.clone(), world.procedure.clone(), actor);
    tablet.only_with_cursor(&quality).await;
    assert!(tablet.logs.is_empty());
}
