//! The demo in a real database: made once, signed in to, shown to whom it concerns, and made anew when it broke off.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use app::api::port::Journal;
use chrono::Utc;
use domain::id::{FileHash, OrganisationId};
use server::database::Database;
use server::demo::{self, Organisation, TOLD, Wish, is_wanted, organisations};
use server::files::{Files, Part};
use server::journal::PostgresJournal;
use server::postgres::PrivatePostgres;
use server::procedures::Procedures;
use sync::message::Pull;

struct World {
    database: Database,
    files: Files,
    procedures: Procedures,
    folder: tempfile::TempDir,
    postgres: PrivatePostgres,
}

impl World {
    async fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let postgres = PrivatePostgres::start(folder.path()).await.unwrap();
        World {
            database: Database::connect(&postgres.url()).await.unwrap(),
            files: Files::in_folder(&folder.path().join("files")).unwrap(),
            procedures: Procedures::load(None).unwrap(),
            folder,
            postgres,
        }
    }

    async fn seed(&self) -> anyhow::Result<()> {
        let wish = Wish {
            seed: 3,
            now: Utc::now(),
            events: None,
            small: true,
        };
        demo::seed(&self.database, &self.files, &self.procedures, wish, |_| {}).await
    }

    fn journal(&self, organisation: &Organisation, name: &str) -> PostgresJournal {
        let member = organisation
            .members
            .iter()
            .find(|m| m.name.starts_with(name))
            .unwrap();
        let procedure = self.procedures.get(organisation.slug).unwrap();
        PostgresJournal::new(
            self.database.clone(),
            procedure,
            member.actor(organisation.id),
        )
    }

    async fn count(&self, organisation: OrganisationId, question: &'static str) -> i64 {
        let mut transaction = self.database.organisation(organisation).await.unwrap();
        sqlx::query_scalar(question)
            .fetch_one(&mut *transaction)
            .await
            .unwrap()
    }

    async fn close(self) {
        self.database.pool().close().await;
        self.postgres.stop().await.unwrap();
        drop(self.folder);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_is_made_once_and_whole() {
    let world = World::new().await;
    // A demo that broke off leaves this table and part of the rest.
    sqlx::query("create table unfinished_demo ()")
        .execute(world.database.pool())
        .await
        .unwrap();
    sqlx::query(
        "insert into organisations (id, slug, name, procedure) values (gen_random_uuid(), 'glaspunt', 'Half', 'glaspunt')",
    )
    .execute(world.database.pool())
    .await
    .unwrap();
    assert!(is_wanted(&world.database).await.unwrap());
    world.seed().await.unwrap();
    assert!(!is_wanted(&world.database).await.unwrap());
    let again = world.seed().await.unwrap_err().to_string();
    assert!(again.contains("in use"), "{again}");

    let organisations = organisations();
    let glaspunt = organisations.iter().find(|o| o.slug == TOLD).unwrap();
    for other in organisations.iter().filter(|o| o.slug != TOLD) {
        assert_eq!(
            world.count(other.id, "select count(*) from dossiers").await,
            2,
            "{}",
            other.slug
        );
        assert!(
            world.count(other.id, "select count(*) from accounts").await >= 4,
            "{}",
            other.slug
        );
    }
    assert_eq!(
        world
            .count(glaspunt.id, "select count(*) from parked where not settled")
            .await,
        1
    );
    assert_eq!(
        world
            .count(
                glaspunt.id,
                "select count(*) from dossiers where conflicts > 0"
            )
            .await,
        1
    );
    let gaps = "select count(*) from numbers n where last <> (select count(*) from dossiers d
                where d.number like 'GP-' || n.year || '-%')";
    assert_eq!(world.count(glaspunt.id, gaps).await, 0);
    let missing =
        "select count(*) from file_references r left join files f using (organisation, hash)
                   where f.hash is null";
    assert_eq!(world.count(glaspunt.id, missing).await, 0);
    samira_sees_her_work_only(&world, glaspunt).await;
    no_photo_tells_its_place(&world, glaspunt).await;
    world.close().await;
}

async fn samira_sees_her_work_only(world: &World, glaspunt: &Organisation) {
    let pull = |name| {
        let journal = world.journal(glaspunt, name);
        async move {
            journal
                .pull(Pull {
                    heads: Some(Default::default()),
                    ..Pull::default()
                })
                .await
                .unwrap()
        }
    };
    let hers = pull("Samira").await.dossiers.len();
    let all = pull("Marijke").await.dossiers.len();
    assert!(hers >= 6 && hers * 2 < all, "{hers} of {all}");
    assert_eq!(pull("Tom").await.dossiers.len(), 0);
}

async fn no_photo_tells_its_place(world: &World, glaspunt: &Organisation) {
    let mut transaction = world.database.organisation(glaspunt.id).await.unwrap();
    let hashes: Vec<String> =
        sqlx::query_scalar("select hash from files where media_type = 'image/jpeg'")
            .fetch_all(&mut *transaction)
            .await
            .unwrap();
    assert_eq!(hashes.len(), 9);
    for hash in hashes {
        let sent = FileHash::try_from(hash).unwrap();
        let kept = world
            .files
            .read(glaspunt.id, &sent, Part::Whole)
            .await
            .unwrap();
        assert_ne!(
            FileHash::of(&kept),
            sent,
            "what was kept is what was sent, place and all"
        );
        assert!(
            !kept.windows(8).any(|bytes| bytes == b"Ruitwerk"),
            "the camera's name is still there"
        );
    }
}
