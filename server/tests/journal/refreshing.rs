//! What is derived from the logs follows the procedure, and never holds anything that the logs do not say.

use crate::world::{Tablet, World, complaint, planned};
use chrono::{DateTime, Utc};
use domain::dossier::Dossier;
use domain::event::*;
use domain::id::{DossierId, VisitId};
use domain::obligation::{ObligationState, obligations};
use domain::person::Role;
use domain::procedure::Moved;
use server::journal::{Decision, PostgresJournal, refresh, vary};
use std::sync::Arc;
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

/// A changed file is for new dossiers; running ones go on by it only when somebody decides so, which they then tell.
async fn another_procedure(world: &World) {
    let mut anna = world.person(&[Role::Coordinator], &[]).await;
    let mut quality = world.person(&[Role::QualityManager], &[]).await;
    let old = DossierId(Uuid::now_v7());
    anna.records(old, 0, complaint("noord")).await;
    let mut tablet = Tablet::default();
    tablet.catches_up(&quality).await;
    assert!(tablet.logs.is_empty());

    // From now on every complaint is brought to the quality manager's notice, and confirmed within three days.
    let mut changed = (*world.procedure).clone();
    changed.version += 1;
    changed.notices[0].on = vec!["registered:complaint".into()];
    changed.obligations[0].within = "3 working days".parse().unwrap();
    let changed = Arc::new(changed);
    for someone in [&mut anna, &mut quality] {
        let (database, actor) = (world.database.clone(), someone.actor.clone());
        someone.journal = PostgresJournal::new(database, changed.clone(), actor);
    }
    refresh(&world.database, world.organisation, &changed)
        .await
        .unwrap();
    tablet.only_with_cursor(&quality).await;
    assert!(
        tablet.logs.is_empty(),
        "a running dossier keeps its version"
    );
    let new = DossierId(Uuid::now_v7());
    anna.records(new, 0, complaint("noord")).await;
    tablet.only_with_cursor(&quality).await;
    assert_eq!(tablet.logs.keys().collect::<Vec<_>>(), [&new]);

    // Both versions are on the device, and each dossier finds its own.
    let reference = quality.pulls(None, None).await.reference.unwrap();
    let version = |dossier: &Dossier| reference.procedure_of(dossier).version;
    let (was, is) = (anna.sees(old).await.unwrap(), anna.sees(new).await.unwrap());
    assert_eq!(
        (version(&was), version(&is)),
        (world.procedure.version, changed.version)
    );
    let confirmed_within = |dossier: &Dossier| {
        let all = obligations(dossier, reference.procedure_of(dossier), Utc::now());
        all[0].deadline.term.count
    };
    assert_eq!((confirmed_within(&was), confirmed_within(&is)), (1, 3));
    let due = "select due_at from obligations where dossier = $1 and ordinal = 0";
    let due_before: DateTime<Utc> = world.value(due, old).await;

    // Looking changes nothing.
    let now = Utc::now();
    let seen = vary(
        &world.database,
        world.organisation,
        &changed,
        &changed,
        None,
        now,
    )
    .await
    .unwrap();
    let of_old = seen.iter().find(|seen| seen.dossier == old).unwrap();
    assert!(
        matches!(of_old.moved.as_slice(), [Moved::Changes { obligation, .. }] if obligation.id == changed.obligations[0].id),
        "{:?}",
        of_old.moved
    );
    assert!(seen.iter().all(|seen| seen.dossier != new));
    assert_eq!(due_before, world.value::<DateTime<Utc>>(due, old).await);

    // Deciding does, and the dossier tells who decided and why.
    let decision = Decision {
        reason: "De klant is anders te laat.".into(),
        by: anna.id(),
    };
    vary(
        &world.database,
        world.organisation,
        &changed,
        &changed,
        Some(&decision),
        now,
    )
    .await
    .unwrap();
    let is = anna.sees(old).await.unwrap();
    assert_eq!(version(&is), changed.version);
    assert!(world.value::<DateTime<Utc>>(due, old).await > due_before);
    tablet.only_with_cursor(&quality).await;
    assert!(
        tablet.logs.contains_key(&old),
        "its notice reaches them too"
    );
    let told = tablet.logs[&old].last().unwrap().envelope.payload.event();
    let expected = Event::from(ProcedureApplied {
        procedure: changed.fingerprint(),
        version: changed.version,
        reason: decision.reason.clone(),
        by: Some(anna.id()),
    });
    assert_eq!(told, Some(expected));
    // Once is enough.
    let again = vary(
        &world.database,
        world.organisation,
        &changed,
        &changed,
        None,
        now,
    );
    assert!(again.await.unwrap().iter().all(|seen| seen.dossier != old));

    // What the other version has no word for keeps its own.
    let mut narrow = (*changed).clone();
    narrow.version += 1;
    narrow.channels.retain(|channel| channel.id != is.channel);
    let narrow = Arc::new(narrow);
    let refused = vary(
        &world.database,
        world.organisation,
        &changed,
        &narrow,
        Some(&decision),
        now,
    );
    let refused = refused.await.unwrap();
    assert!(
        refused
            .iter()
            .any(|seen| seen.dossier == old && seen.unknown == [is.channel.clone()])
    );
    assert_eq!(anna.sees(old).await.unwrap().head, is.head);
}
