//! The server's side: a Postgres in which each run has a database of its own, two processes on it, files, people.

use anyhow::Context;
use app::api::ApiError;
use app::api::port::Journal;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::id::{DossierId, FileHash, OrganisationId, PersonId};
use domain::person::{Actor, Person, Role};
use domain::procedure::Procedure;
use domain::record::Recorded;
use server::database::Database;
use server::files::Files;
use server::journal::PostgresJournal;
use server::postgres::PrivatePostgres;
use server::procedures::Procedures;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use sync::message::{Changes, Pull, Push, Receipts};
use tempfile::TempDir;
use uuid::Uuid;

const TEMPLATE: &str = "simulation_template";

/// One Postgres for many runs.
pub struct Cluster {
    postgres: PrivatePostgres,
    folder: TempDir,
    pub procedure: Arc<Procedure>,
    pictures: Vec<Bytes>,
}

impl Cluster {
    pub async fn start() -> anyhow::Result<Cluster> {
        let folder = in_memory().map_or_else(TempDir::new, TempDir::new_in)?;
        let postgres = PrivatePostgres::start(&folder.path().join("postgres")).await?;
        let procedure = Procedures::load(None)?
            .get("glaspunt")
            .context("there is no procedure `glaspunt`")?;
        let cluster = Cluster {
            pictures: (0..6).map(picture).collect::<anyhow::Result<_>>()?,
            postgres,
            folder,
            procedure,
        };
        cluster
            .administer(&format!("create database {TEMPLATE}"))
            .await?;
        let template = Database::connect(&cluster.url(TEMPLATE)).await?;
        sqlx::raw_sql(FAULTS).execute(template.pool()).await?;
        template.close().await;
        Ok(cluster)
    }

    pub async fn stop(self) -> anyhow::Result<()> {
        self.postgres.stop().await
    }

    fn url(&self, database: &str) -> String {
        self.postgres
            .url()
            .replace("/glashelder?", &format!("/{database}?"))
    }

    /// Carries out a statement in a database that no run uses.
    async fn administer(&self, statement: &str) -> anyhow::Result<()> {
        let mut connection = PgConnection::connect(&self.url("glashelder")).await?;
        sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
            .execute(&mut connection)
            .await
            .with_context(|| statement.to_owned())?;
        Ok(connection.close().await?)
    }
}

/// A folder in memory, where the machine has one: the machine itself never fails here, so nothing need wait for a disk.
fn in_memory() -> Option<&'static Path> {
    Some(Path::new("/dev/shm")).filter(|folder| folder.is_dir())
}

/// A row of the journal is refused when the countdown reaches zero. A sequence counts on when its transaction is rolled
/// back, so that trying again succeeds.
const FAULTS: &str = "
create sequence countdown minvalue -1000 start 1;
select setval('countdown', 1);
grant usage on sequence countdown to glashelder_app;
create function refuse() returns trigger language plpgsql as $$
begin
  if nextval('countdown') = 0 then
    raise exception 'refused on purpose';
  end if;
  return new;
end
$$;
create trigger refuse before insert on events for each row execute function refuse();
create trigger refuse before insert on receipts for each row execute function refuse();
create trigger refuse before insert on parked for each row execute function refuse();
";

/// What one run works on.
pub struct World<'c> {
    cluster: &'c Cluster,
    name: String,
    folder: PathBuf,
    /// Two processes on one database; `None` only in between.
    processes: [Option<Database>; 2],
    pub files: Files,
    pub people: Vec<Someone>,
    backup: bool,
    /// How often a backup was put back.
    pub restored: u32,
}

/// A person, with the rights that the account has now.
#[derive(Debug, Clone)]
pub struct Someone {
    pub actor: Actor,
    /// The rights at the beginning.
    pub first: Actor,
}

/// Organisation, role and region of everyone; the last works for another organisation.
const PEOPLE: [(u128, Role, &str); 8] = [
    (1, Role::Coordinator, "oost"),
    (1, Role::Technician, "oost"),
    (1, Role::RegionalManager, "oost"),
    (1, Role::Technician, "west"),
    (1, Role::Deputy, "west"),
    (1, Role::RegionalManager, "west"),
    (1, Role::QualityManager, "oost"),
    (2, Role::Coordinator, "oost"),
];

/// Somebody who judges along (GP-08) and has no device here.
pub const MANAGEMENT: PersonId = PersonId(Uuid::from_u128(98));

/// Colleagues whom events name.
pub fn colleagues() -> Vec<Person> {
    vec![Person {
        id: MANAGEMENT,
        name: "Directie".into(),
        roles: [Role::Management].into(),
        regions: Default::default(),
        active: true,
    }]
}

impl<'c> World<'c> {
    pub async fn new(cluster: &'c Cluster, name: String) -> anyhow::Result<World<'c>> {
        let create = format!("drop database if exists {name}; ");
        cluster.administer(&create).await?;
        cluster
            .administer(&format!("create database {name} template {TEMPLATE}"))
            .await?;
        let folder = cluster.folder.path().join(&name);
        let files = Files::in_folder(&folder.join("files"))?;
        let mut world = World {
            cluster,
            name,
            folder,
            processes: [None, None],
            files,
            people: Vec::new(),
            backup: false,
            restored: 0,
        };
        world.connect().await?;
        world.found().await?;
        Ok(world)
    }

    async fn connect(&mut self) -> anyhow::Result<()> {
        for process in &mut self.processes {
            *process = Some(Database::connect(&self.cluster.url(&self.name)).await?);
        }
        Ok(())
    }

    async fn disconnect(&mut self) {
        for process in &mut self.processes {
            if let Some(database) = process.take() {
                database.close().await;
            }
        }
    }

    async fn found(&mut self) -> anyhow::Result<()> {
        for number in [1_u128, 2] {
            sqlx::query("insert into organisations (id, slug, name, procedure) values ($1, $2, $2, 'glaspunt')")
                .bind(Uuid::from_u128(number))
                .bind(format!("organisation-{number}"))
                .execute(self.database(0)?.pool())
                .await?;
        }
        let mut transaction = self
            .database(0)?
            .organisation(OrganisationId(Uuid::from_u128(1)))
            .await?;
        sqlx::query(
            "insert into accounts (person, organisation, name, email, roles) values ($1, $2, 'Directie', 'directie@example.com', '{management}')",
        )
        .bind(MANAGEMENT.0)
        .bind(Uuid::from_u128(1))
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        for (index, (organisation, role, region)) in PEOPLE.into_iter().enumerate() {
            let actor = Actor {
                person: PersonId(Uuid::from_u128(100 + index as u128)),
                organisation: OrganisationId(Uuid::from_u128(organisation)),
                roles: [role].into(),
                regions: [region.to_owned()].into(),
            };
            let mut transaction = self.database(0)?.organisation(actor.organisation).await?;
            sqlx::query(
                "insert into accounts (person, organisation, name, email, roles, regions) values ($1, $2, $3, $4, $5, $6)",
            )
            .bind(actor.person.0)
            .bind(actor.organisation.0)
            .bind(format!("Persoon {index}"))
            .bind(format!("persoon-{index}@example.com"))
            .bind(vec![role.word()])
            .bind(vec![region])
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
            let first = actor.clone();
            self.people.push(Someone { actor, first });
        }
        Ok(())
    }

    pub fn procedure(&self) -> &Procedure {
        &self.cluster.procedure
    }

    pub fn database(&self, process: usize) -> anyhow::Result<&Database> {
        self.processes[process % 2]
            .as_ref()
            .context("the server is not connected")
    }

    fn journal(&self, process: usize, actor: &Actor) -> anyhow::Result<PostgresJournal> {
        let database = self.database(process)?.clone();
        let procedure = self.cluster.procedure.clone();
        Ok(PostgresJournal::new(database, procedure, actor.clone()))
    }

    pub async fn push(
        &self,
        process: usize,
        person: usize,
        push: Push,
        now: DateTime<Utc>,
    ) -> anyhow::Result<Result<Receipts, ApiError>> {
        let journal = self.journal(process, &self.people[person].actor)?;
        Ok(journal.push_at(push, now).await)
    }

    pub async fn pull(
        &self,
        process: usize,
        actor: &Actor,
        pull: Pull,
    ) -> anyhow::Result<Result<Changes, ApiError>> {
        Ok(self.journal(process, actor)?.pull(pull).await)
    }

    pub async fn upload(
        &self,
        process: usize,
        person: usize,
        hash: &FileHash,
        picture: usize,
    ) -> anyhow::Result<bool> {
        let actor = &self.people[person].actor;
        let bytes = self.picture(picture);
        let database = self.database(process)?;
        let kept = self
            .files
            .keep(database, actor.organisation, actor.person, hash, bytes)
            .await;
        Ok(kept.is_ok())
    }

    pub fn picture(&self, number: usize) -> Bytes {
        self.cluster.pictures[number % self.cluster.pictures.len()].clone()
    }

    /// Someone of an organisation who may see all of it.
    pub fn all_seeing(organisation: OrganisationId) -> Actor {
        Actor {
            person: PersonId(Uuid::from_u128(99)),
            organisation,
            roles: [Role::Coordinator].into(),
            regions: Default::default(),
        }
    }

    /// A dossier's log, and whose it is.
    pub async fn log(
        &self,
        organisation: OrganisationId,
        dossier: DossierId,
    ) -> anyhow::Result<Option<Vec<Recorded>>> {
        let journal = self.journal(0, &Self::all_seeing(organisation))?;
        journal
            .log(dossier)
            .await
            .map_err(|error| anyhow::anyhow!("a log cannot be read: {error:?}"))
    }

    /// Changes someone's regions: taken away, another, all, or as at the beginning.
    pub async fn change_rights(&mut self, person: usize, change: u32) -> anyhow::Result<()> {
        let index = person % self.people.len();
        let Someone { actor, first } = &mut self.people[index];
        actor.regions = match change {
            0 => Default::default(),
            1 => ["west".to_owned()].into(),
            2 => ["oost".to_owned(), "west".to_owned()].into(),
            _ => first.regions.clone(),
        };
        let actor = actor.clone();
        let mut transaction = self.database(0)?.organisation(actor.organisation).await?;
        sqlx::query("update accounts set regions = $1 where person = $2")
            .bind(actor.regions.iter().cloned().collect::<Vec<_>>())
            .bind(actor.person.0)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// From now on the database refuses the n-th row; a negative start never comes to zero when disarmed.
    pub async fn fail_at(&self, row: Option<u32>) -> anyhow::Result<()> {
        let from = row.map_or(1, |row| -i64::from(row) - 1);
        sqlx::query("select setval('countdown', $1)")
            .bind(from)
            .execute(self.database(0)?.pool())
            .await?;
        Ok(())
    }

    /// Ends every connection that the server has.
    pub async fn terminate(&self) -> anyhow::Result<()> {
        let statement = format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{}' and backend_type = 'client backend' and pid <> pg_backend_pid()",
            self.name
        );
        self.cluster.administer(&statement).await
    }

    pub async fn restart(&mut self, process: usize) -> anyhow::Result<()> {
        let process = &mut self.processes[process % 2];
        if let Some(database) = process.take() {
            database.close().await;
        }
        *process = Some(Database::connect(&self.cluster.url(&self.name)).await?);
        Ok(())
    }

    pub async fn back_up(&mut self) -> anyhow::Result<()> {
        let copy = format!("{}_backup", self.name);
        self.disconnect().await;
        self.cluster
            .administer(&format!("drop database if exists {copy}"))
            .await?;
        let statement = format!("create database {copy} template {}", self.name);
        self.cluster.administer(&statement).await?;
        replace_folder(&self.folder.join("files"), &self.folder.join("backup"))?;
        self.backup = true;
        self.connect().await
    }

    /// Puts the last backup back, and says so to the devices. False where there is none.
    pub async fn restore(&mut self) -> anyhow::Result<bool> {
        if !self.backup {
            return Ok(false);
        }
        self.disconnect().await;
        self.cluster
            .administer(&format!("drop database {}", self.name))
            .await?;
        let statement = format!("create database {0} template {0}_backup", self.name);
        self.cluster.administer(&statement).await?;
        replace_folder(&self.folder.join("backup"), &self.folder.join("files"))?;
        self.connect().await?;
        sqlx::query("update instance set epoch = gen_random_uuid()")
            .execute(self.database(0)?.pool())
            .await?;
        self.restored += 1;
        self.read_rights().await?;
        Ok(true)
    }

    /// After a backup was put back, accounts have the rights of then.
    async fn read_rights(&mut self) -> anyhow::Result<()> {
        for index in 0..self.people.len() {
            let actor = self.people[index].actor.clone();
            let mut transaction = self.database(0)?.organisation(actor.organisation).await?;
            let regions: Vec<String> =
                sqlx::query_scalar("select regions from accounts where person = $1")
                    .bind(actor.person.0)
                    .fetch_one(&mut *transaction)
                    .await?;
            self.people[index].actor.regions = regions.into_iter().collect();
        }
        Ok(())
    }

    pub async fn end(mut self) -> anyhow::Result<()> {
        self.disconnect().await;
        for name in [self.name.clone(), format!("{}_backup", self.name)] {
            self.cluster
                .administer(&format!("drop database if exists {name}"))
                .await?;
        }
        std::fs::remove_dir_all(&self.folder).ok();
        Ok(())
    }
}

fn replace_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::remove_dir_all(to).ok();
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            replace_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A small real JPEG.
fn picture(number: u8) -> anyhow::Result<Bytes> {
    let image = image::RgbImage::from_fn(16, 12, |x, y| {
        image::Rgb([
            number.wrapping_mul(40),
            u8::try_from(x * 16).unwrap_or(0),
            u8::try_from(y * 20).unwrap_or(0),
        ])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Jpeg)?;
    Ok(bytes.into_inner().into())
}
