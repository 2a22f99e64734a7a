//! Organisations to take a register over into, on a Postgres of their own.

use chrono::{DateTime, Utc};
use domain::dossier::Dossier;
use domain::id::{DossierId, OrganisationId, PersonId};
use domain::language::{Language, Text};
use domain::person::Role;
use domain::record::Recorded;
use server::database::Database;
use server::journal::recorded;
use server::postgres::PrivatePostgres;
use server::procedures::Procedures;
use server::register::export::{Sheet, Wish, sheet};
use server::register::facts::Facts;
use server::register::import::{Outcome, Which, import, read};
use server::register::mapping::Mapping;
use server::register::telling::Origin;
use tempfile::TempDir;
use uuid::Uuid;

pub const REGISTER: &str = include_str!("../../../docs/examples/register.csv");
pub const MAPPING: &str = include_str!("../../../docs/examples/register.toml");

pub struct World {
    pub database: Database,
    _postgres: PrivatePostgres,
    _folder: TempDir,
}

impl World {
    /// With the organisation `glaspunt`.
    pub async fn start() -> World {
        let folder = TempDir::new().unwrap();
        let postgres = PrivatePostgres::start(&folder.path().join("data"))
            .await
            .unwrap();
        let database = Database::connect(&postgres.url()).await.unwrap();
        let world = World {
            database,
            _postgres: postgres,
            _folder: folder,
        };
        world.found("glaspunt").await;
        world
    }

    /// An organisation with a coordinator, a technician and a manager: the same names everywhere.
    pub async fn found(&self, slug: &str) -> Facts {
        let id = Uuid::now_v7();
        sqlx::query(
            "insert into organisations (id, slug, name, procedure) values ($1, $2, $2, 'glaspunt')",
        )
        .bind(id)
        .bind(slug)
        .execute(self.database.pool())
        .await
        .unwrap();
        let mut transaction = self
            .database
            .organisation(OrganisationId(id))
            .await
            .unwrap();
        sqlx::query("insert into regions (organisation, id, name, postcodes) values ($1, 'oost', 'Oost', '{68,65}'), ($1, 'west', 'West', '{10}')")
            .bind(id)
            .execute(&mut *transaction)
            .await
            .unwrap();
        let people = [
            ("marijke", "Marijke de Boer", Role::Coordinator),
            ("samira", "Samira Yilmaz", Role::Technician),
            ("hans", "Hans Prins", Role::Management),
        ];
        for (mailbox, name, role) in people {
            sqlx::query("insert into accounts (person, organisation, name, email, roles, regions) values ($1, $2, $3, $4, $5, '{}')")
                .bind(PersonId(Uuid::now_v7()).0)
                .bind(id)
                .bind(name)
                .bind(format!("{mailbox}@{slug}.example"))
                .bind(vec![role.word()])
                .execute(&mut *transaction)
                .await
                .unwrap();
        }
        transaction.commit().await.unwrap();
        self.facts(slug).await
    }

    pub async fn facts(&self, slug: &str) -> Facts {
        Facts::read(&self.database, &Procedures::load(None).unwrap(), slug)
            .await
            .unwrap()
    }

    /// Imports into an organisation; the register must be readable as a whole.
    pub async fn imports(&self, slug: &str, bytes: &[u8], which: Which<'_>) -> Outcome {
        self.tries(slug, bytes, which, false).await.unwrap()
    }

    pub async fn tries(
        &self,
        slug: &str,
        bytes: &[u8],
        which: Which<'_>,
        dry: bool,
    ) -> Result<Outcome, Vec<Text>> {
        let facts = self.facts(slug).await;
        let register = read(bytes, which, &facts)?;
        let keeper = facts.keeper(None).unwrap().actor.clone();
        let origin = Origin {
            file: "register.csv".into(),
            now: Utc::now(),
        };
        Ok(
            import(&self.database, &facts, &register, &keeper, &origin, dry)
                .await
                .unwrap(),
        )
    }

    pub async fn sheet(&self, slug: &str, language: Language) -> (Sheet, Facts) {
        let facts = self.facts(slug).await;
        let wish = Wish {
            language,
            from: None,
            until: None,
            now: now(),
        };
        (sheet(&self.database, &facts, wish).await.unwrap(), facts)
    }

    /// Every dossier with its log, in the order of their numbers.
    pub async fn dossiers(&self, slug: &str) -> Vec<(Dossier, Vec<Recorded>)> {
        let facts = self.facts(slug).await;
        let mut transaction = self
            .database
            .organisation(facts.organisation)
            .await
            .unwrap();
        let ids: Vec<Uuid> = sqlx::query_scalar("select id from dossiers order by number")
            .fetch_all(&mut *transaction)
            .await
            .unwrap();
        let mut all = Vec::new();
        for id in ids {
            let rows: Vec<(i64, DateTime<Utc>, String)> = sqlx::query_as(
                "select position, received_at, envelope from events where dossier = $1 order by position",
            )
            .bind(DossierId(id).0)
            .fetch_all(&mut *transaction)
            .await
            .unwrap();
            let log: Vec<Recorded> = rows
                .iter()
                .map(|(position, at, text)| recorded(*position, *at, text).unwrap())
                .collect();
            all.push((Dossier::fold(&log).unwrap(), log));
        }
        all
    }
}

/// One moment for all exports, so that they can be compared.
pub fn now() -> DateTime<Utc> {
    "2026-06-01T10:00:00Z".parse().unwrap()
}

pub fn example() -> Mapping {
    Mapping::from_toml(MAPPING).unwrap()
}

/// A mapping for a file with few columns: `nr;datum;naam;tekst` and whatever `more` says.
pub fn small(more: &str) -> Mapping {
    let text = format!(
        r#"
[columns]
number = "nr"
received = "datum"
"complainant.name" = "naam"
description = "tekst"
{more}
[constants]
kind = "idea"
channel = "email"
"#
    );
    Mapping::from_toml(&text).unwrap()
}
