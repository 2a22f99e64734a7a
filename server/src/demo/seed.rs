//! Putting the demo into an empty database, through the same doors as everything else: files are looked at and
//! stripped, events are admitted, numbered and projected by the journal.

use super::envelopes::{DemoDossier, DemoEnvelope};
use super::organisations::{Organisation, TOLD, organisations};
use super::pictures::{Gallery, Picture, Sketch};
use super::{PASSWORD, Wish, elsewhere, generate};
use crate::database::Database;
use crate::files::Files;
use crate::journal::PostgresJournal;
use crate::procedures::Procedures;
use crate::session::password::Passwords;
use anyhow::{Context, bail, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use domain::admit::Verdict;
use domain::id::{OrganisationId, PersonId};
use domain::person::Role;
use domain::record::Envelope;
use domain::refusal::Refusal;
use futures::{StreamExt, TryStreamExt, stream};
use std::sync::Arc;
use sync::message::Push;

/// How many dossiers and pictures are worked on at once.
const AT_ONCE: usize = 8;

/// Makes the demo in a database that has no organisation yet. `progress` is told what is being done.
pub async fn seed(
    database: &Database,
    files: &Files,
    procedures: &Procedures,
    wish: Wish,
    progress: impl Fn(&str),
) -> anyhow::Result<()> {
    begin(database).await?;
    let organisations = organisations();
    progress("accounts");
    let hash = Passwords::new()?.hash(PASSWORD.to_owned()).await?;
    for organisation in &organisations {
        found(database, organisation, &hash).await?;
    }
    let told = organisations
        .iter()
        .find(|organisation| organisation.slug == TOLD);
    let told = told.context("the demo's own organisation is missing")?;
    let procedure = procedures
        .get(told.slug)
        .with_context(|| format!("there is no procedure `{}`", told.slug))?;
    progress("photos");
    let gallery = hang(database, files, told, wish).await?;
    progress("dossiers");
    let dossiers = generate(wish, told, &procedure, &gallery)?;
    let scribe = Scribe {
        database,
        organisation: told,
        procedure,
    };
    scribe.write(&dossiers).await?;
    for organisation in &organisations {
        let Some(procedure) = procedures.get(organisation.slug) else {
            continue;
        };
        let dossiers = elsewhere::dossiers(organisation, &procedure, wish.now)?;
        let scribe = Scribe {
            database,
            organisation,
            procedure,
        };
        scribe.write(&dossiers).await?;
    }
    // So much at once would leave Postgres guessing until its own housekeeping comes by.
    sqlx::query(ANALYZE).execute(database.pool()).await?;
    sqlx::query(END).execute(database.pool()).await?;
    Ok(())
}

/// Whether the demo can be made: nobody has used the database, or making a demo broke off here.
pub async fn is_wanted(database: &Database) -> anyhow::Result<bool> {
    let organisations = sqlx::query_scalar!(r#"select count(*) as "count!" from organisations"#)
        .fetch_one(database.pool())
        .await?;
    Ok(organisations == 0 || is_unfinished(database).await?)
}

/// The table stands there only while the demo is being made, so that a demo that broke off is made anew.
const BEGIN: &str = "create table if not exists unfinished_demo ()";
const END: &str = "drop table unfinished_demo";
const ANALYZE: &str = "analyze dossiers, events, receipts, assigned, noticed, obligations, file_references, texts, files";

async fn is_unfinished(database: &Database) -> anyhow::Result<bool> {
    let table = "select to_regclass('unfinished_demo') is not null";
    Ok(sqlx::query_scalar(table).fetch_one(database.pool()).await?)
}

async fn begin(database: &Database) -> anyhow::Result<()> {
    ensure!(
        is_wanted(database).await?,
        "this database is in use; demo data goes into an empty one only"
    );
    if is_unfinished(database).await? {
        sqlx::query("truncate organisations cascade")
            .execute(database.pool())
            .await?;
    }
    sqlx::query(BEGIN).execute(database.pool()).await?;
    Ok(())
}

/// An organisation with its regions and accounts.
async fn found(database: &Database, organisation: &Organisation, hash: &str) -> anyhow::Result<()> {
    sqlx::query!(
        "insert into organisations (id, slug, name, procedure) values ($1, $2, $3, $2)",
        organisation.id.0,
        organisation.slug,
        organisation.name
    )
    .execute(database.pool())
    .await?;
    let mut transaction = database.organisation(organisation.id).await?;
    for region in &organisation.regions {
        sqlx::query!(
            "insert into regions (organisation, id, name, postcodes) values ($1, $2, $3, $4)",
            organisation.id.0,
            region.id,
            region.name,
            &region.postcodes
        )
        .execute(&mut *transaction)
        .await?;
    }
    for member in &organisation.members {
        let regions: Vec<String> = member.region.map(str::to_owned).into_iter().collect();
        sqlx::query!(
            "insert into accounts (person, organisation, name, email, password_hash, roles, regions)
             values ($1, $2, $3, $4, $5, array[$6], $7)",
            member.person.0,
            organisation.id.0,
            member.name,
            member.email,
            hash,
            member.role.word(),
            &regions
        )
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Draws the pictures and sends each as a technician.
async fn hang(
    database: &Database,
    files: &Files,
    organisation: &Organisation,
    wish: Wish,
) -> anyhow::Result<Gallery> {
    let technicians: Vec<PersonId> = organisation
        .members
        .iter()
        .filter(|member| member.role == Role::Technician)
        .map(|member| member.person)
        .collect();
    ensure!(!technicians.is_empty(), "the demo has no technicians");
    let sketches = Gallery::sketches(wish.seed, wish.now, wish.small);
    let hung = sketches
        .into_iter()
        .zip(technicians.into_iter().cycle())
        .map(|(sketch, sender)| {
            let (database, files, organisation) =
                (database.clone(), files.clone(), organisation.id);
            async move { hang_one(&database, &files, organisation, sender, sketch).await }
        });
    let pictures = stream::iter(hung).buffered(AT_ONCE).try_collect().await?;
    Ok(Gallery { pictures })
}

async fn hang_one(
    database: &Database,
    files: &Files,
    organisation: OrganisationId,
    sender: PersonId,
    sketch: Sketch,
) -> anyhow::Result<Picture> {
    let picture = tokio::task::spawn_blocking(move || sketch.draw()).await??;
    files
        .keep(
            database,
            organisation,
            sender,
            &picture.file,
            picture.bytes.clone(),
        )
        .await
        .context("a photo of the demo was not kept")?;
    Ok(picture)
}

/// Writes dossiers into the journal as their authors.
struct Scribe<'a> {
    database: &'a Database,
    organisation: &'a Organisation,
    procedure: Arc<domain::procedure::Procedure>,
}

/// What one author sends at one moment.
struct Parcel {
    author: PersonId,
    received_at: DateTime<Utc>,
    envelopes: Vec<Envelope>,
}

impl Scribe<'_> {
    /// The first parcels one after the other, because numbers follow the order of arrival; the rest side by side.
    async fn write(&self, dossiers: &[DemoDossier]) -> anyhow::Result<()> {
        let mut rest = Vec::with_capacity(dossiers.len());
        for dossier in dossiers {
            let mut parcels = parcels(&dossier.envelopes).into_iter();
            if let Some(first) = parcels.next() {
                self.send(first).await?;
            }
            rest.push(parcels);
        }
        stream::iter(rest.into_iter().map(Ok))
            .try_for_each_concurrent(AT_ONCE, |parcels| async move {
                for parcel in parcels {
                    self.send(parcel).await?;
                }
                anyhow::Ok(())
            })
            .await
    }

    async fn send(&self, parcel: Parcel) -> anyhow::Result<()> {
        let Parcel {
            author,
            received_at,
            envelopes,
        } = parcel;
        let member = self
            .organisation
            .members
            .iter()
            .find(|member| member.person == author);
        let member = member.context("an author of the demo has no account")?;
        let actor = member.actor(self.organisation.id);
        let journal = PostgresJournal::new(self.database.clone(), self.procedure.clone(), actor);
        let count = envelopes.len();
        let answer = journal.push_at(Push { envelopes }, received_at).await?;
        ensure!(
            answer.receipts.len() == count,
            "the journal did not answer for every event"
        );
        for receipt in answer.receipts {
            // Overtaken is the one item that the demo shows as set aside: someone else ruled first.
            match receipt.verdict {
                Verdict::Parked {
                    reason: Refusal::Overtaken { .. },
                } => {}
                Verdict::Parked { reason } => bail!("an event of the demo was set aside: {reason}"),
                Verdict::Accepted | Verdict::Conflict { .. } => {}
            }
        }
        Ok(())
    }
}

/// What one person recorded shortly after each other, as a device sends it.
fn parcels(envelopes: &[DemoEnvelope]) -> Vec<Parcel> {
    let mut parcels: Vec<Parcel> = Vec::new();
    for sent in envelopes {
        let (envelope, received_at) = (&sent.envelope, sent.received_at);
        match parcels.last_mut() {
            Some(last)
                if last.author == envelope.author
                    && received_at - last.received_at < TimeDelta::minutes(20) =>
            {
                last.received_at = received_at;
                last.envelopes.push(envelope.clone());
            }
            _ => parcels.push(Parcel {
                author: envelope.author,
                received_at,
                envelopes: vec![envelope.clone()],
            }),
        }
    }
    parcels
}
