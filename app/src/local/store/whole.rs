//! A browser whose disk was full may throw its databases away and make empty ones, and tells nobody. Here it is noticed,
//! and what the server does not have yet is put back from the spare copy.

use super::files::files_of;
use super::persist::{Written, keep};
use super::values::{Pending, put, put_sealed, sealed, sealed_bytes, value};
use super::{
    ALL, ENTRIES, FILES, FILES_UNSENT, LOGS, META, Result, Store, begun, files, last_of, open,
};
use crate::local::spare::Item;
use crate::local::{device, vault};
use domain::id::FileHash;
use indexed_db_futures::database::Database;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use std::collections::BTreeSet;
use sync::message::Reference;
use sync::outbox::{Entry, EntryState};

/// Under which a database keeps the mark that tells it from another of the same name. It is written last: a database
/// without it is new, or was left while it was being put back.
const BORN: &str = "born";

impl Store {
    /// Whether the browser threw the database away since this was last asked. What the server does not have stands in
    /// it again; copies of dossiers come back from the server.
    pub fn was_emptied(&self) -> bool {
        self.emptied.take()
    }

    /// The same, and the next who asks hears it too.
    pub fn is_emptied(&self) -> bool {
        self.emptied.get()
    }

    /// Opens the database where it is closed, and sees to it that it holds what it held.
    pub(super) async fn open_again(&self) -> Result<()> {
        let _turn = self.opening.lock().await;
        let is_open = begin_on(self.database.get(), &[META], TransactionMode::Readonly).is_ok();
        if is_open && self.known.get() {
            return Ok(());
        }
        self.known.set(false);
        if !is_open {
            self.database.set(open(self.person).await?);
        }
        self.recognise(self.database.get()).await?;
        self.known.set(true);
        Ok(())
    }

    async fn recognise(&self, database: &'static Database) -> Result<()> {
        let tx = begin_on(database, &[META], TransactionMode::Readonly)?;
        let mark: Option<String> = value(&tx.object_store(META)?, BORN).await?;
        let before = self.born.borrow().clone();
        let (mark, put_back) = match mark {
            Some(mark) => (mark, 0),
            None => self.put_back(database).await?,
        };
        if put_back > 0 || before.is_some_and(|before| before != mark) {
            self.emptied.set(true);
        }
        self.born.replace(Some(mark));
        Ok(())
    }

    /// Puts everything from the spare copy into a database that lacks it, and marks it. Gives the mark, and how many
    /// events there were.
    async fn put_back(&self, database: &'static Database) -> Result<(String, usize)> {
        vault::put_back(self.person).await;
        let (mut files, mut entries) = (BTreeSet::new(), Vec::new());
        for item in self.spare.items().await {
            let Some(bytes) = self.spare.get(&item).await else {
                continue;
            };
            match item {
                Item::File(hash) => {
                    let tx = begin_on(database, &[FILES], TransactionMode::Readwrite)?;
                    let file = put_sealed(&tx.object_store(FILES)?, hash.as_str(), &bytes)?;
                    tx.commit().await?;
                    drop(file);
                    files.insert(hash);
                }
                Item::Entry(event) => entries.push((event, bytes)),
                Item::Keys => {}
            }
        }
        let tx = begin_on(database, &ALL, TransactionMode::Readwrite)?;
        let mut pending = Vec::new();
        for (event, bytes) in &entries {
            let key = event.to_string();
            if files::holds(&tx, ENTRIES, &key).await? {
                continue;
            }
            pending.push(put_sealed(&tx.object_store(ENTRIES)?, &key, bytes)?);
            let entry = vault::unsealed(bytes).and_then(|text| serde_json::from_slice(&text).ok());
            if let Some(entry) = entry {
                pending.extend(self.queue_files(&tx, &entry, &files)?);
            }
        }
        let mark = device::new_id().to_string();
        let meta = tx.object_store(META)?;
        pending.push(put(&meta, "sequence", &self.last.get())?);
        pending.push(put(&meta, BORN, &mark)?);
        tx.commit().await?;
        drop(pending);
        Ok((mark, entries.len()))
    }

    /// Those of its files that are here and not on the server wait again.
    fn queue_files(
        &self,
        tx: &Transaction<'_>,
        entry: &Entry,
        here: &BTreeSet<FileHash>,
    ) -> Result<Vec<Pending>> {
        self.seen(last_of(std::slice::from_ref(entry)));
        let files = files_of(&entry.envelope);
        let files = files.into_iter().filter(|file| here.contains(file));
        files
            .map(|file| put(&tx.object_store(FILES_UNSENT)?, file.as_str(), &file))
            .collect()
    }

    /// Writes down what this page has in memory of what the server told, so that it is there without a network too.
    pub async fn write_back(&self, reference: Option<&Reference>) -> Result<()> {
        let tx = self.write(&ALL, TransactionDurability::Relaxed).await?;
        let (mut pending, mut written) = (Vec::new(), Written::default());
        if let Some(reference) = reference {
            pending.push(put(&tx.object_store(META)?, "reference", reference)?);
        }
        for (dossier, copy) in self.copies.all() {
            let lacks = !files::holds(&tx, LOGS, &dossier.to_string()).await?;
            if lacks {
                pending.extend(keep(&tx, dossier, &copy, reference, &mut written)?);
            }
        }
        tx.commit().await?;
        drop(pending);
        Ok(())
    }

    /// Makes the spare copy hold what the server does not have, and nothing else.
    pub async fn align_spare(&self) -> Result<()> {
        let items = self.spare.items().await;
        let mut needed = BTreeSet::new();
        for entry in self.entries().await? {
            if !is_sent(&entry) {
                let item = Item::Entry(entry.id());
                if !items.contains(&item) {
                    self.spare.keep(item.clone(), sealed(&entry)?);
                }
                needed.insert(item);
            }
        }
        for file in self.unsent_files().await? {
            let item = Item::File(file.clone());
            if !items.contains(&item)
                && let Some(bytes) = self.file(&file).await?
            {
                self.spare.keep(item.clone(), sealed_bytes(&bytes)?);
            }
            needed.insert(item);
        }
        // A form may speak of files that nobody recorded yet.
        let drafts = device::drafts();
        for item in items {
            let in_a_form = match &item {
                Item::File(file) => drafts.iter().any(|draft| draft.contains(file.as_str())),
                Item::Keys => true,
                Item::Entry(_) => false,
            };
            if !in_a_form && !needed.contains(&item) {
                self.spare.let_go(item);
            }
        }
        vault::keep_spare(self.person).await;
        Ok(())
    }

    /// Writes on what the spare copy could not take before.
    pub fn go_on(&self) {
        self.spare.go_on();
    }
}

pub(super) fn is_sent(entry: &Entry) -> bool {
    matches!(entry.state, EntryState::Sent { .. })
}

fn begin_on(
    database: &'static Database,
    stores: &[&'static str],
    mode: TransactionMode,
) -> Result<Transaction<'static>> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    begun(database, stores, mode, options)
}
