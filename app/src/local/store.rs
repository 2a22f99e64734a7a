//! The device's store in IndexedDB: one database a person, so that an outbox belongs to its user.

mod drafts;
mod files;
mod logs;
mod persist;
mod small;
mod values;
mod whole;

pub use logs::FoldedLog;
pub use persist::Written;

use super::spare::{self, Item, NoRoom, Spare};
use crate::words::tr;
use domain::id::{DossierId, EventId, FileHash, PersonId};
use domain::record::Envelope;
use domain::summary::Summary;
use files::files_of;
use futures::future::join;
use futures::lock::Mutex;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use logs::Copies;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::engine::{Log, Stored};
use sync::message::{Head, Reference};
use sync::outbox::Entry;
use thiserror::Error;
use values::{all, plain, put_sealed, remove, sealed, value};
use wasm_bindgen::JsValue;

const ENTRIES: &str = "entries";
const LOGS: &str = "logs";
const SUMMARIES: &str = "summaries";
const META: &str = "meta";
const FILES: &str = "files";
const FILES_UNSENT: &str = "files-unsent";
const ALL: [&str; 6] = [ENTRIES, LOGS, SUMMARIES, META, FILES, FILES_UNSENT];

/// The store could not do it; the text is the browser's own.
#[derive(Debug, Clone, Error)]
#[error("{0}")]
pub struct StoreError(String);

impl<E: Into<indexed_db_futures::error::Error>> From<E> for StoreError {
    fn from(error: E) -> Self {
        StoreError(error.into().to_string())
    }
}

fn no_room() -> StoreError {
    StoreError("no room for it".into())
}

type Result<T> = std::result::Result<T, StoreError>;

/// What lists need of a stored dossier.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredSummary {
    head: Head,
    summary: Summary,
    parked: usize,
}

/// One person's database on this device.
pub struct Store {
    person: PersonId,
    /// Open as long as the page is, or until the browser closes it.
    database: Cell<&'static Database>,
    /// The database is the one that this page knows, and has all that it had.
    known: Cell<bool>,
    /// The mark of the database that this page knows; a new one gets another.
    born: RefCell<Option<String>>,
    /// The browser threw the database away, and nobody has asked yet.
    emptied: Cell<bool>,
    /// Held by whoever opens the database again.
    opening: Mutex<()>,
    /// What of it the server does not have yet.
    spare: Spare,
    copies: Copies,
    /// The highest sequence number that this tab knows of.
    last: Cell<u64>,
    /// What was stored here and not in the spare copy, and was called not saved.
    unwanted: RefCell<BTreeSet<EventId>>,
}

impl Store {
    pub async fn open(person: PersonId) -> Result<Store> {
        Ok(Store {
            database: Cell::new(open(person).await?),
            known: Cell::new(false),
            born: RefCell::default(),
            emptied: Cell::new(false),
            opening: Mutex::default(),
            spare: Spare::of(person),
            copies: Copies::default(),
            last: Cell::new(0),
            unwanted: RefCell::default(),
            person,
        })
    }

    /// What the engine begins with, and the summaries for the lists.
    pub async fn load(&self) -> Result<(Stored, Vec<(Summary, usize)>, Option<Reference>)> {
        let tx = self.read(&ALL).await?;
        let entries = self.wanted(all(&tx.object_store(ENTRIES)?).await?);
        let summaries: Vec<StoredSummary> = all(&tx.object_store(SUMMARIES)?).await?;
        let meta = tx.object_store(META)?;
        let cursor = value(&meta, "cursor").await?;
        let last: Option<u64> = value(&meta, "sequence").await?;
        self.seen(last.unwrap_or_default());
        self.seen(last_of(&entries));
        let reference: Option<Reference> = value(&meta, "reference").await?;
        let unsent: Vec<FileHash> = all(&tx.object_store(FILES_UNSENT)?).await?;
        let stored = Stored {
            entries,
            heads: summaries
                .iter()
                .map(|s| (s.summary.id, s.head.clone()))
                .collect(),
            cursor,
            reference: reference
                .as_ref()
                .map(|r| r.hash.clone())
                .unwrap_or_default(),
            files: unsent.into_iter().collect(),
        };
        Ok((
            stored,
            summaries
                .into_iter()
                .map(|s| (s.summary, s.parked))
                .collect(),
            reference,
        ))
    }

    pub async fn entries(&self) -> Result<Vec<Entry>> {
        let tx = self.read(&[ENTRIES]).await?;
        let entries = self.wanted(all(&tx.object_store(ENTRIES)?).await?);
        self.seen(last_of(&entries));
        Ok(entries)
    }

    /// What is recorded from now on comes after this.
    fn seen(&self, sequence: u64) {
        self.last.set(self.last.get().max(sequence));
    }

    pub async fn reference(&self) -> Result<Option<Reference>> {
        let tx = self.read(&[META]).await?;
        value(&tx.object_store(META)?, "reference").await
    }

    /// A dossier as the server told it; `None` when the store does not hold it.
    pub async fn copy(&self, dossier: DossierId) -> Result<Option<Arc<FoldedLog>>> {
        if let Some(copy) = self.copies.get(dossier) {
            return Ok(Some(copy));
        }
        let writes = self.copies.writes();
        let tx = self.read(&[LOGS]).await?;
        let log: Option<Log> = value(&tx.object_store(LOGS)?, &dossier.to_string()).await?;
        let Some(log) = log else { return Ok(None) };
        let copy = Arc::new(FoldedLog::new(log));
        self.copies.keep(dossier, copy.clone(), writes);
        Ok(Some(copy))
    }

    /// Another tab led until now, and may have written anything.
    pub fn all_outdated(&self) {
        self.copies.clear();
    }

    /// Another tab wrote these.
    pub fn outdated(&self, dossiers: &[DossierId]) {
        self.copies.outdated(dossiers);
    }

    pub async fn summary(&self, dossier: DossierId) -> Result<Option<(Summary, usize)>> {
        let tx = self.read(&[SUMMARIES]).await?;
        let stored: Option<StoredSummary> =
            value(&tx.object_store(SUMMARIES)?, &dossier.to_string()).await?;
        Ok(stored.map(|s| (s.summary, s.parked)))
    }

    /// Stores an own event durably, here and in the spare copy, gives it the device's next sequence number, and says
    /// which files are to be sent with it. When there is no room, what is set apart for words is given.
    pub async fn save(&self, envelope: Envelope) -> Result<(Envelope, Vec<FileHash>)> {
        match self.try_save(envelope.clone()).await {
            Err(_) if spare::give_room().await => self.try_save(envelope).await,
            saved => saved,
        }
    }

    async fn try_save(&self, mut envelope: Envelope) -> Result<(Envelope, Vec<FileHash>)> {
        self.last.set(self.last.get() + 1);
        envelope.sequence = self.last.get();
        let sealed = sealed(&Entry::waiting(envelope.clone()))?;
        let item = Item::Entry(envelope.id);
        let (spared, stored) = join(
            self.spare.keep_now(item.clone(), sealed.clone()),
            self.put_own(&envelope, &sealed),
        )
        .await;
        match (spared, stored) {
            (Ok(()), Ok(files)) => {
                self.unwanted.borrow_mut().remove(&envelope.id);
                Ok((envelope, files))
            }
            (_, Err(error)) => {
                self.spare.let_go(item);
                Err(error)
            }
            // A full disk may take the only copy with it.
            (Err(NoRoom), Ok(_)) => {
                self.take_back(envelope.id).await;
                Err(no_room())
            }
        }
    }

    /// Nothing is read first where the event has no files, because reading waits until the screen has been drawn; nor
    /// does it wait for other writes than of entries.
    async fn put_own(&self, envelope: &Envelope, sealed: &[u8]) -> Result<Vec<FileHash>> {
        let files = files_of(envelope);
        let stores: &[&'static str] = match files.as_slice() {
            [] => &[ENTRIES],
            _ => &[ENTRIES, FILES, FILES_UNSENT],
        };
        let tx = self.write(stores, TransactionDurability::Strict).await?;
        let entries = tx.object_store(ENTRIES)?;
        let entry = put_sealed(&entries, &envelope.id.to_string(), sealed)?;
        let (queued, files) = files::queued(&tx, &files).await?;
        drop(entries);
        tx.commit().await?;
        drop((entry, files));
        Ok(queued)
    }

    /// Removes an event that must not be called saved; should even that fail, it is not looked at.
    async fn take_back(&self, event: EventId) {
        self.unwanted.borrow_mut().insert(event);
        if let Ok(tx) = self.write(&[ENTRIES], TransactionDurability::Strict).await
            && remove(&tx, ENTRIES, &event.to_string()).is_ok()
        {
            let _ = tx.commit().await;
        }
    }

    /// Own events among these that count.
    fn wanted(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        let unwanted = self.unwanted.borrow();
        entries.retain(|entry| !unwanted.contains(&entry.id()));
        entries
    }

    /// Stores entries that were read back from a file, unless they are known.
    pub async fn adopt(&self, entries: &[Entry]) -> Result<usize> {
        let tx = self
            .write(
                &[ENTRIES, FILES, FILES_UNSENT],
                TransactionDurability::Strict,
            )
            .await?;
        let store = tx.object_store(ENTRIES)?;
        let (mut pending, mut added) = (Vec::new(), Vec::new());
        for entry in entries {
            let id = entry.id().to_string();
            if value::<Entry>(&store, &id).await?.is_none() {
                let sealed = sealed(entry)?;
                pending.push(put_sealed(&store, &id, &sealed)?);
                pending.extend(files::queued(&tx, &files_of(&entry.envelope)).await?.1);
                added.push((entry.id(), sealed));
            }
        }
        tx.commit().await?;
        drop(pending);
        let count = added.len();
        for (id, sealed) in added {
            self.spare.keep(Item::Entry(id), sealed);
        }
        Ok(count)
    }

    /// What stands among the own events and cannot be read: damaged, or of a newer program. It is kept as it is.
    pub async fn unreadable(&self) -> Result<Vec<String>> {
        let tx = self.read(&[ENTRIES]).await?;
        let store = tx.object_store(ENTRIES)?;
        let values = store.get_all::<JsValue>().primitive()?.await?;
        let sealed = || {
            tr(
                "versleuteld; de sleutel is hier niet",
                "encrypted; the key is not here",
            )
        };
        Ok(values
            .filter_map(std::result::Result::ok)
            .map(|value| {
                let text = plain(&value).and_then(|text| String::from_utf8(text).ok());
                text.unwrap_or_else(|| sealed().to_owned())
            })
            .filter(|text| serde_json::from_str::<Entry>(text).is_err())
            .collect())
    }

    /// Removes everything that this person's copy holds.
    pub async fn erase(&self) -> Result<()> {
        let tx = self.write(&ALL, TransactionDurability::Strict).await?;
        for name in ALL {
            tx.object_store(name)?.clear()?;
        }
        tx.commit().await?;
        self.copies.clear();
        self.spare.erase().await;
        Ok(())
    }

    async fn read(&self, stores: &[&'static str]) -> Result<Transaction<'static>> {
        let options = TransactionOptions::new();
        self.begin(stores, TransactionMode::Readonly, options).await
    }

    async fn write(
        &self,
        stores: &[&'static str],
        durability: TransactionDurability,
    ) -> Result<Transaction<'static>> {
        let options = TransactionOptions::new().with_durability(durability);
        self.begin(stores, TransactionMode::Readwrite, options)
            .await
    }

    /// Begins a transaction. When its disk was full, a browser closes the database by itself, and tells only who asks
    /// next: then it is opened once more.
    async fn begin(
        &self,
        stores: &[&'static str],
        mode: TransactionMode,
        options: TransactionOptions,
    ) -> Result<Transaction<'static>> {
        if self.known.get()
            && let Ok(transaction) = begun(self.database.get(), stores, mode, options.clone())
        {
            return Ok(transaction);
        }
        self.open_again().await?;
        begun(self.database.get(), stores, mode, options)
    }
}

fn begun(
    database: &'static Database,
    stores: &[&'static str],
    mode: TransactionMode,
    options: TransactionOptions,
) -> Result<Transaction<'static>> {
    let transaction = database.transaction(stores).with_mode(mode);
    Ok(transaction.with_options(options).build()?)
}

/// Opens a database, and makes what is missing in it. It is never given back: there is one a page, and one more each
/// time that the browser closed it.
async fn open(person: PersonId) -> Result<&'static Database> {
    let database = Database::open(format!("glashelder-{person}"))
        .with_version(1u8)
        .with_on_upgrade_needed(|_, database| {
            for name in ALL {
                database.create_object_store(name).build()?;
            }
            Ok(())
        })
        .await
        .map_err(|error| StoreError(error.to_string()))?;
    Ok(Box::leak(Box::new(database)))
}

/// The highest sequence number among these.
fn last_of(entries: &[Entry]) -> u64 {
    let sequences = entries.iter().map(|entry| entry.envelope.sequence);
    sequences.max().unwrap_or_default()
}
