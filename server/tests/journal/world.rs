//! An organisation with people and devices, on a Postgres of its own.

use app::api::ApiError;
use app::api::port::Journal;
use chrono::{DateTime, SubsecRound, Utc};
use domain::dossier::Dossier;
use domain::event::{Event, NoteAdded, Purpose, Registered, VisitPlanned};
use domain::id::{DeviceId, DossierId, EventId, OrganisationId, PersonId, VisitId};
use domain::party::{Address, Party};
use domain::person::{Actor, Role};
use domain::procedure::Procedure;
use domain::record::{Envelope, Payload, Recorded};
use server::database::Database;
use server::journal::PostgresJournal;
use server::postgres::PrivatePostgres;
use server::procedures::Procedures;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use sync::message::{Changes, Cursor, DossierChange, Head, Pull, Push, Receipt};
use uuid::Uuid;

/// A Postgres with one organisation.
pub struct World {
    pub database: Database,
    pub organisation: OrganisationId,
    pub procedure: Arc<Procedure>,
    _postgres: PrivatePostgres,
    _folder: Folder,
}

impl World {
    pub async fn start() -> World {
        let _ = tracing_subscriber::fmt().with_test_writer().try_init();
        let folder = Folder(std::env::temp_dir().join(format!("glashelder-{}", Uuid::now_v7())));
        let postgres = PrivatePostgres::start(&folder.0).await.unwrap();
        let database = Database::connect(&postgres.url()).await.unwrap();
        let procedure = Procedures::load(None).unwrap().get("glaspunt").unwrap();
        let organisation = organisation(&database).await;
        World {
            database,
            organisation,
            procedure,
            _postgres: postgres,
            _folder: folder,
        }
    }

    pub async fn person(&self, roles: &[Role], regions: &[&str]) -> Someone {
        self.person_of(self.organisation, roles, regions).await
    }

    pub async fn person_of(
        &self,
        organisation: OrganisationId,
        roles: &[Role],
        regions: &[&str],
    ) -> Someone {
        let person = PersonId(Uuid::now_v7());
        let mut transaction = self.database.organisation(organisation).await.unwrap();
        sqlx::query(
            "insert into accounts (person, organisation, name, email, roles, regions) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(person.0)
        .bind(organisation.0)
        .bind(roles.first().map_or("niemand", |role| role.word()))
        .bind(format!("{person}@example.com"))
        .bind(roles.iter().map(|role| role.word()).collect::<Vec<_>>())
        .bind(regions)
        .execute(&mut *transaction)
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        let actor = Actor {
            person,
            organisation,
            roles: roles.iter().copied().collect(),
            regions: regions.iter().map(|region| (*region).to_owned()).collect(),
        };
        let journal =
            PostgresJournal::new(self.database.clone(), self.procedure.clone(), actor.clone());
        Someone {
            actor,
            journal,
            device: DeviceId(Uuid::now_v7()),
            sequence: AtomicU64::new(0),
        }
    }

    /// How many items of a dossier lie aside.
    pub async fn parked(&self, dossier: DossierId) -> i64 {
        self.value(
            "select count(*) from parked where dossier = $1 and not settled",
            dossier,
        )
        .await
    }

    pub async fn text(&self, query: &'static str, dossier: DossierId) -> String {
        self.value(query, dossier).await
    }

    pub async fn value<T>(&self, query: &'static str, dossier: DossierId) -> T
    where
        T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres> + Send + Unpin,
    {
        let mut transaction = self.database.organisation(self.organisation).await.unwrap();
        sqlx::query_scalar(query)
            .bind(dossier.0)
            .fetch_one(&mut *transaction)
            .await
            .unwrap()
    }
}

/// Another organisation in the same database.
pub async fn organisation(database: &Database) -> OrganisationId {
    let id = OrganisationId(Uuid::now_v7());
    sqlx::query("insert into organisations (id, slug, name, procedure) values ($1, $2, 'Glaspunt', 'glaspunt')")
        .bind(id.0)
        .bind(format!("o-{id}"))
        .execute(database.pool())
        .await
        .unwrap();
    id
}

/// A person at a device.
pub struct Someone {
    pub actor: Actor,
    pub journal: PostgresJournal,
    pub device: DeviceId,
    sequence: AtomicU64,
}

impl Someone {
    pub fn id(&self) -> PersonId {
        self.actor.person
    }

    /// An event as this person's device wraps it; `base` is the last position that the person saw.
    pub fn says(&self, dossier: DossierId, base: u64, event: impl Into<Event>) -> Envelope {
        self.wraps(dossier, base, Payload::of(&event.into()).unwrap())
    }

    pub fn wraps(&self, dossier: DossierId, base: u64, payload: Payload) -> Envelope {
        Envelope {
            id: EventId(Uuid::now_v7()),
            dossier,
            author: self.actor.person,
            device: self.device,
            sequence: self.sequence.fetch_add(1, Ordering::Relaxed) + 1,
            device_time: Utc::now().trunc_subsecs(3),
            clock_offset: 0,
            base,
            hash: payload.hash(),
            payload,
        }
    }

    pub async fn push(&self, envelopes: Vec<Envelope>) -> Vec<Receipt> {
        self.journal
            .push(Push { envelopes })
            .await
            .unwrap()
            .receipts
    }

    pub async fn records(&self, dossier: DossierId, base: u64, event: impl Into<Event>) -> Receipt {
        self.push(vec![self.says(dossier, base, event)])
            .await
            .remove(0)
    }

    /// A new dossier of a region.
    pub async fn registers(&self, region: &str) -> DossierId {
        let dossier = DossierId(Uuid::now_v7());
        let receipt = self.records(dossier, 0, complaint(region)).await;
        assert_eq!(receipt.position, Some(1), "{receipt:?}");
        dossier
    }

    /// The dossier as the log holds it, for whoever may see it.
    pub async fn sees(&self, dossier: DossierId) -> Option<Dossier> {
        Dossier::fold(&self.journal.log(dossier).await.unwrap()?)
    }

    pub async fn pulls(
        &self,
        since: Option<Cursor>,
        heads: Option<BTreeMap<DossierId, Head>>,
    ) -> Changes {
        self.journal
            .pull(Pull {
                since,
                heads,
                reference: String::new(),
            })
            .await
            .unwrap()
    }

    pub async fn finds(&self, query: &str) -> Vec<DossierId> {
        self.journal
            .search(query.to_owned())
            .await
            .unwrap()
            .into_iter()
            .map(|hit| hit.dossier)
            .collect()
    }

    pub async fn fails(&self, envelopes: Vec<Envelope>) -> ApiError {
        self.journal.push(Push { envelopes }).await.unwrap_err()
    }
}

/// A device's copy, kept as a device keeps it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Tablet {
    pub logs: BTreeMap<DossierId, Vec<Recorded>>,
    pub cursor: Option<Cursor>,
}

impl Tablet {
    /// Asks with the cursor, and with heads when told to or when something does not fit, until there is no more.
    pub async fn catches_up(&mut self, someone: &Someone) -> Vec<DossierChange> {
        let mut heads = self.cursor.is_none();
        let mut told = Vec::new();
        loop {
            let held = heads.then(|| self.heads());
            let changes = someone.pulls(self.cursor.clone(), held).await;
            changes
                .forget
                .iter()
                .for_each(|dossier| drop(self.logs.remove(dossier)));
            let fits = changes.dossiers.iter().all(|change| self.takes(change));
            told.extend(changes.dossiers);
            heads = changes.more || changes.send_heads || !fits;
            if !heads {
                self.cursor = changes.cursor;
                assert!(self.cursor.is_some());
                return told;
            }
        }
    }

    /// Asks with the cursor alone, as a device does after a hint; whatever it gets must fit.
    pub async fn only_with_cursor(&mut self, someone: &Someone) -> Vec<DossierChange> {
        let changes = someone.pulls(self.cursor.clone(), None).await;
        assert!(!changes.more && !changes.send_heads);
        changes
            .forget
            .iter()
            .for_each(|dossier| drop(self.logs.remove(dossier)));
        assert!(changes.dossiers.iter().all(|change| self.takes(change)));
        self.cursor = changes.cursor;
        changes.dossiers
    }

    pub fn heads(&self) -> BTreeMap<DossierId, Head> {
        self.logs
            .iter()
            .map(|(dossier, log)| (*dossier, head(log)))
            .collect()
    }

    fn takes(&mut self, change: &DossierChange) -> bool {
        let log = self.logs.entry(change.dossier).or_default();
        if change.after as usize > log.len() {
            return false;
        }
        log.truncate(change.after as usize);
        log.extend(change.events.clone());
        assert_eq!(head(log), change.head);
        true
    }
}

pub fn head(log: &[Recorded]) -> Head {
    let hash = log.iter().fold(
        Default::default(),
        |hash: domain::record::HeadHash, recorded| {
            hash.then(recorded.envelope.id, &recorded.envelope.hash)
        },
    );
    Head {
        head: log.len() as u64,
        hash,
    }
}

/// A complaint that can be taken in.
pub fn complaint(region: &str) -> Registered {
    Registered {
        kind: "complaint".into(),
        channel: "telephone".into(),
        received_at: Utc::now().trunc_subsecs(3),
        complainant: Party {
            name: "Marijke de Wit".into(),
            address: Address {
                street: "Kerkstraat".into(),
                number: "12".into(),
                postcode: "6825 MN".into(),
                city: "Arnhem".into(),
            },
            phone: "0612345678".into(),
            ..Party::default()
        },
        customer: None,
        site: None,
        description: "Condens tussen de bladen van het keukenraam.".into(),
        category: String::new(),
        region: region.into(),
        reference: String::new(),
        about: vec![],
        ..Registered::default()
    }
}

pub fn note(text: &str) -> NoteAdded {
    NoteAdded { text: text.into() }
}

/// A visit by a technician.
pub fn planned(technician: PersonId, visit: VisitId) -> VisitPlanned {
    VisitPlanned {
        visit,
        purpose: Purpose::Inspection,
        technician,
        at: at("2026-03-05T09:00:00Z"),
        minutes: 60,
        remark: String::new(),
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A folder that goes when the test has passed.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
