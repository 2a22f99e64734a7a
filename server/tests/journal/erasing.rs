//! What was kept as long as the procedure says is erased, and nothing else.

use crate::world::{Tablet, World, note};
use chrono::{TimeDelta, Utc};
use domain::event::*;
use domain::procedure::Retention;
use server::files::Files;
use server::journal::{PostgresJournal, refresh};
use server::procedures::Procedures;
use server::retention::{erase, spent};
use std::sync::Arc;

#[tokio::test]
async fn fc_11_what_was_kept_long_enough_is_erased_and_devices_forget_it() {
    let world = World::start().await;
    let folder = std::env::temp_dir().join(format!("glashelder-kept-{}", uuid::Uuid::now_v7()));
    let files = Files::in_folder(&folder.join("files")).unwrap();
    // An organisation whose file says how long.
    let mut keeping = (*world.procedure).clone();
    keeping.retention = Some(Retention {
        rule: "FC-11".into(),
        keep: "24 months".parse().unwrap(),
        keep_noted: Some("1 year".parse().unwrap()),
    });
    std::fs::write(folder.join("glaspunt.toml"), keeping.to_toml().unwrap()).unwrap();
    let procedures = Procedures::load(Some(&folder)).unwrap();
    let keeping = procedures.get("glaspunt").unwrap();
    refresh(&world.database, world.organisation, &keeping)
        .await
        .unwrap();
    let mut anna = world
        .person(&[domain::person::Role::Coordinator], &[])
        .await;
    anna.journal = PostgresJournal::new(
        world.database.clone(),
        Arc::clone(&keeping),
        anna.actor.clone(),
    );

    // Ideas and compliments never end; they are kept from being received, for a term of their own.
    let mut idea = crate::world::complaint("noord");
    idea.kind = "idea".into();
    let idea_id = domain::id::DossierId(uuid::Uuid::now_v7());
    anna.records(idea_id, 0, idea).await;
    let (ended, running) = (anna.registers("noord").await, anna.registers("noord").await);
    let withdrawn = Withdrawn {
        reason: "Toch niet nodig.".into(),
    };
    anna.records(ended, 2, withdrawn).await;
    anna.records(running, 2, note("Loopt nog.")).await;
    let mut tablet = Tablet::default();
    tablet.catches_up(&anna).await;
    assert_eq!(tablet.logs.len(), 3);

    let after = |days| Utc::now() + TimeDelta::days(days);
    let early = spent(&world.database, &procedures, after(360)).await;
    assert_eq!(early.unwrap(), []);
    let noted = spent(&world.database, &procedures, after(370))
        .await
        .unwrap();
    let ids: Vec<_> = noted.iter().map(|e| (e.dossier, e.noted)).collect();
    assert_eq!(ids, [(idea_id.0, true)]);
    assert!(erase(&world.database, &files, &noted[0]).await.unwrap());
    assert!(!erase(&world.database, &files, &noted[0]).await.unwrap());
    tablet.catches_up(&anna).await;
    assert!(!tablet.logs.contains_key(&idea_id));
    assert_eq!(
        spent(&world.database, &procedures, after(700))
            .await
            .unwrap(),
        []
    );
    let found = spent(&world.database, &procedures, after(740))
        .await
        .unwrap();
    assert_eq!(
        found.iter().map(|e| e.dossier).collect::<Vec<_>>(),
        [ended.0]
    );
    assert_eq!(found[0].rule, "FC-11");

    // Whoever opens it again meanwhile keeps it.
    anna.records(
        ended,
        3,
        Reopened {
            reason: "Het lekt weer.".into(),
        },
    )
    .await;
    assert!(!erase(&world.database, &files, &found[0]).await.unwrap());
    anna.records(
        ended,
        4,
        Withdrawn {
            reason: "Opgelost.".into(),
        },
    )
    .await;
    let found = spent(&world.database, &procedures, after(740))
        .await
        .unwrap();
    assert!(erase(&world.database, &files, &found[0]).await.unwrap());

    tablet.catches_up(&anna).await;
    assert_eq!(tablet.logs.keys().collect::<Vec<_>>(), [&running]);
    for table in [
        "select count(*) from events where dossier = $1",
        "select count(*) from receipts where dossier = $1",
        "select count(*) from texts where dossier = $1",
        "select count(*) from obligations where dossier = $1",
        "select count(*) from dossiers where id = $1",
    ] {
        assert_eq!(world.value::<i64>(table, ended).await, 0, "{table}");
    }
    let rule: String = world
        .text("select rule from erasures where dossier = $1", ended)
        .await;
    assert_eq!(rule, "FC-11");
    assert_eq!(anna.finds("Condens").await, [running]);
    std::fs::remove_dir_all(&folder).unwrap();
}
