//! Carrying out what the engine wants written.

use super::values::{Pending, put, put_sealed, remove, sealed, value};
use super::{
    ALL, ENTRIES, FILES_UNSENT, FoldedLog, LOGS, META, Result, SUMMARIES, Store, StoreError,
    StoredSummary, small,
};
use crate::local::device;
use crate::local::spare::Item;
use domain::id::{DossierId, EventId};
use domain::summary::Summary;
use indexed_db_futures::transaction::{Transaction, TransactionDurability};
use std::sync::Arc;
use sync::engine::{Log, Write};
use sync::message::Reference;
use sync::outbox::Entry;

/// What a set of writes changed for those who look.
#[derive(Debug, Default)]
pub struct Written {
    pub summaries: Vec<(Summary, usize)>,
    pub forgotten: Vec<DossierId>,
    pub reference: Option<Arc<Reference>>,
    /// Logs of which the stored part could not be read: they are not stored any more, and must be fetched whole.
    pub torn: Vec<DossierId>,
}

/// What is to be done to the spare copy once all is written.
enum Afterwards {
    Keep(EventId, Vec<u8>),
    LetGo(Item),
}

impl Store {
    /// Carries out writes, all or none.
    pub async fn persist(
        &self,
        writes: Vec<Write>,
        reference: Option<Arc<Reference>>,
    ) -> Result<Written> {
        let strict = writes
            .iter()
            .any(|w| matches!(w, Write::PutEntry(_) | Write::DropEntry(_)));
        let durability = if strict {
            TransactionDurability::Strict
        } else {
            TransactionDurability::Relaxed
        };
        let tx = self.write(&ALL, durability).await?;
        if self.is_emptied() {
            return Err(StoreError("the browser made the database anew".into()));
        }
        let mut written = Written::default();
        let (mut pending, mut copies, mut afterwards) = (Vec::new(), Vec::new(), Vec::new());
        let mut known = reference;
        for write in writes {
            match write {
                Write::PutEntry(entry) => {
                    let (put, spare) = put_entry(&tx, &entry)?;
                    pending.push(put);
                    afterwards.push(spare);
                }
                Write::DropEntry(id) => {
                    remove(&tx, ENTRIES, &id.to_string())?;
                    pending.push(self.keep_sequence(&tx)?);
                    afterwards.push(Afterwards::LetGo(Item::Entry(id)));
                }
                Write::PutCursor(cursor) => {
                    pending.push(put(&tx.object_store(META)?, "cursor", &cursor)?)
                }
                Write::PutReference(reference) => {
                    pending.push(put(&tx.object_store(META)?, "reference", &*reference)?);
                    let reference = Arc::new(*reference);
                    known = Some(reference.clone());
                    written.reference = Some(reference);
                }
                Write::FileSent(hash) => {
                    remove(&tx, FILES_UNSENT, hash.as_str())?;
                    afterwards.push(Afterwards::LetGo(Item::File(hash)));
                }
                Write::Forget(dossier) => {
                    small::forget(&tx, dossier).await?;
                    remove(&tx, LOGS, &dossier.to_string())?;
                    remove(&tx, SUMMARIES, &dossier.to_string())?;
                    written.forgotten.push(dossier);
                }
                Write::Append { dossier, more } => match self.then(&tx, dossier, more).await? {
                    Some(copy) => {
                        pending.extend(keep(&tx, dossier, &copy, known.as_deref(), &mut written)?);
                        copies.push((dossier, Arc::new(copy)));
                    }
                    None => {
                        remove(&tx, LOGS, &dossier.to_string())?;
                        remove(&tx, SUMMARIES, &dossier.to_string())?;
                        written.torn.push(dossier);
                    }
                },
                Write::Replace { dossier, log } => {
                    let copy = FoldedLog::new(log);
                    pending.extend(keep(&tx, dossier, &copy, known.as_deref(), &mut written)?);
                    copies.push((dossier, Arc::new(copy)));
                }
            }
        }
        tx.commit().await?;
        drop(pending);
        self.copies.written(copies, &written.forgotten);
        self.copies.outdated(&written.torn);
        for spare in afterwards {
            match spare {
                Afterwards::Keep(event, sealed) => self.spare.keep(Item::Entry(event), sealed),
                Afterwards::LetGo(item) => self.spare.let_go(item),
            }
        }
        Ok(written)
    }

    /// The entries tell how far the numbering came, as long as they are there.
    fn keep_sequence(&self, tx: &Transaction<'_>) -> Result<Pending> {
        put(&tx.object_store(META)?, "sequence", &self.last.get())
    }

    /// The log with what follows it; `None` where what it follows is not there, or cannot be read.
    async fn then(
        &self,
        tx: &Transaction<'_>,
        dossier: DossierId,
        more: Log,
    ) -> Result<Option<FoldedLog>> {
        let before = self.copies.get(dossier);
        if let Some(before) = before.filter(|copy| copy.is_followed_by(&more)) {
            return Ok(Some(before.then(more)));
        }
        let stored: Option<Log> = value(&tx.object_store(LOGS)?, &dossier.to_string()).await?;
        let mut events = stored.map(|log| log.events).unwrap_or_default();
        events.extend(more.events);
        let whole = events.len() as u64 == more.head.head;
        Ok(whole.then(|| FoldedLog::new(Log { events, ..more })))
    }
}

/// Stores an own event; the spare copy holds it until the server does.
fn put_entry(tx: &Transaction<'_>, entry: &Entry) -> Result<(Pending, Afterwards)> {
    let sealed = sealed(entry)?;
    let store = tx.object_store(ENTRIES)?;
    let put = put_sealed(&store, &entry.id().to_string(), &sealed)?;
    let spare = match entry.is_sent() {
        true => Afterwards::LetGo(Item::Entry(entry.id())),
        false => Afterwards::Keep(entry.id(), sealed),
    };
    Ok((put, spare))
}

/// Stores a log and, where its dossier can be folded, its summary.
pub(super) fn keep(
    tx: &Transaction<'_>,
    dossier: DossierId,
    copy: &FoldedLog,
    reference: Option<&Reference>,
    written: &mut Written,
) -> Result<Vec<Pending>> {
    let key = dossier.to_string();
    let mut pending = vec![put(&tx.object_store(LOGS)?, &key, &copy.log)?];
    if let Some((folded, reference)) = copy.dossier.as_ref().zip(reference) {
        let summary = folded.summary(reference.procedure_of(folded), device::now());
        let parked = copy.log.parked.len();
        let kept = StoredSummary {
            head: copy.log.head.clone(),
            summary: summary.clone(),
            parked,
        };
        pending.push(put(&tx.object_store(SUMMARIES)?, &key, &kept)?);
        written.summaries.push((summary, parked));
    }
    Ok(pending)
}
