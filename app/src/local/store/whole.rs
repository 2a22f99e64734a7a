//! A browser whose disk was full may throw its databases away and make empty ones, or forget what it wrote last, and tells
//! nobody. Here it is noticed, and what the server does not have yet is put back from the spare copy.

use super::files::files_of;
use super::persist::{Written, keep};
use super::values::{Pending, put, put_sealed, sealed, sealed_bytes, value};
use super::{
    ALL, ENTRIES, FILES, FILES_UNSENT, FoldedLog, LOGS, META, Result, Store, begun, files, last_of,
    open,
};
use crate::local::spare::Item;
use crate::local::{device, vault};
use domain::id::{DossierId, FileHash};
use indexed_db_futures::database::Database;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use sync::message::Reference;
use sync::outbox::Entry;

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
        let found: Option<String> = value(&tx.object_store(META)?, BORN).await?;
        let before = self.born.borrow().clone();
        if before.is_some() {
            self.spare.refill().await;
        }
        // At the start of the app nobody waits for the comparison; `align_spare` makes it.
        let back = match (&found, &before) {
            (Some(_), None) => 0,
            _ => self.put_back(database).await?,
        };
        let mark = match &found {
            Some(mark) => mark.clone(),
            None => self.mark(database).await?,
        };
        if back > 0 || before.is_some_and(|before| before != mark) {
            self.emptied.set(true);
        }
        self.born.replace(Some(mark));
        Ok(())
    }

    /// Puts everything from the spare copy into a database that lacks it: one that was made anew, or that lost its last
    /// writes. Says how many things those were.
    async fn put_back(&self, database: &'static Database) -> Result<usize> {
        vault::put_back(self.person).await;
        let (mut files, mut entries, mut back) = (BTreeSet::new(), Vec::new(), 0);
        for item in self.spare.items().await {
            let store = match &item {
                Item::Entry(_) => ENTRIES,
                Item::File(_) => FILES,
                Item::Keys => continue,
            };
            let key = item.key();
            let tx = begin_on(database, &[store], TransactionMode::Readonly)?;
            let there = files::holds(&tx, store, &key).await?;
            if let Item::File(hash) = &item {
                files.insert(hash.clone());
            }
            if there {
                continue;
            }
            let Some(bytes) = self.spare.get(&item).await else {
                continue;
            };
            back += 1;
            if store == ENTRIES {
                entries.push((key, bytes));
                continue;
            }
            let tx = begin_on(database, &[FILES], TransactionMode::Readwrite)?;
            let file = put_sealed(&tx.object_store(FILES)?, &key, &bytes)?;
            tx.commit().await?;
            drop(file);
        }
        if entries.is_empty() {
            return Ok(back);
        }
        let tx = begin_on(
            database,
            &[ENTRIES, FILES_UNSENT],
            TransactionMode::Readwrite,
        )?;
        let mut pending = Vec::new();
        for (key, bytes) in &entries {
            pending.push(put_sealed(&tx.object_store(ENTRIES)?, key, bytes)?);
            let entry = vault::unsealed(bytes).and_then(|text| serde_json::from_slice(&text).ok());
            if let Some(entry) = entry {
                pending.extend(self.queue_files(&tx, &entry, &files)?);
            }
        }
        tx.commit().await?;
        drop(pending);
        Ok(back)
    }

    /// Marks a database that holds all that it should.
    async fn mark(&self, database: &'static Database) -> Result<String> {
        let mark = device::new_id().to_string();
        let tx = begin_on(database, &[META], TransactionMode::Readwrite)?;
        let meta = tx.object_store(META)?;
        let pending = (
            put(&meta, "sequence", &self.last.get())?,
            put(&meta, BORN, &mark)?,
        );
        drop(meta);
        tx.commit().await?;
        drop(pending);
        Ok(mark)
    }

    /// Those of its files that are spared, and so not on the server, wait again.
    fn queue_files(
        &self,
        tx: &Transaction<'_>,
        entry: &Entry,
        spared: &BTreeSet<FileHash>,
    ) -> Result<Vec<Pending>> {
        self.seen(last_of(std::slice::from_ref(entry)));
        let files = files_of(&entry.envelope);
        let files = files.into_iter().filter(|file| spared.contains(file));
        files
            .map(|file| put(&tx.object_store(FILES_UNSENT)?, file.as_str(), &file))
            .collect()
    }

    /// A copy that this page has in memory, in a store that lacks it.
    pub fn remember(&self, dossier: DossierId, copy: Arc<FoldedLog>) {
        if self.copies.get(dossier).is_none() {
            self.copies.keep(dossier, copy, self.copies.writes());
        }
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

    /// Compares store and spare copy: what the store lacks is put back, and the spare copy then holds what the server does
    /// not have, and nothing else.
    pub async fn align_spare(&self) -> Result<()> {
        drop(self.read(&[META]).await?);
        if self.put_back(self.database.get()).await? > 0 {
            self.emptied.set(true);
        }
        let items = self.spare.items().await;
        let mut spent = Vec::new();
        for entry in self.entries().await? {
            let item = Item::Entry(entry.id());
            match (entry.is_sent(), items.contains(&item)) {
                (true, true) => spent.push(item),
                (true, false) => {}
                (false, true) => self.spare.remember(item, sealed(&entry)?),
                (false, false) => self.spare.keep(item, sealed(&entry)?),
            }
        }
        let unsent = self.unsent_files().await?;
        for file in &unsent {
            let item = Item::File(file.clone());
            if !items.contains(&item)
                && let Some(bytes) = self.file(file).await?
            {
                self.spare.keep(item, sealed_bytes(&bytes)?);
            }
        }
        // A form may speak of files that nobody recorded yet.
        let drafts = device::drafts();
        let in_a_form = |file: &FileHash| drafts.iter().any(|draft| draft.contains(file.as_str()));
        let files = items.into_iter().filter(|item| match item {
            Item::File(file) => !unsent.contains(file) && !in_a_form(file),
            Item::Entry(_) | Item::Keys => false,
        });
        for item in spent.into_iter().chain(files) {
            self.spare.let_go(item);
        }
        vault::keep_spare(self.person).await;
        Ok(())
    }

    /// Writes on what the spare copy could not take before.
    pub fn go_on(&self) {
        self.spare.go_on();
    }
}

fn begin_on(
    database: &'static Database,
    stores: &[&'static str],
    mode: TransactionMode,
) -> Result<Transaction<'static>> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    begun(database, stores, mode, options)
}
