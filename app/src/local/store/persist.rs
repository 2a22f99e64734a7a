//! Carrying out what the engine wants written.

use super::values::{Pending, put, remove, value};
use super::{
    ALL, ENTRIES, FILES_UNSENT, FoldedLog, LOGS, META, Result, SUMMARIES, Store, StoredLog,
    StoredSummary, small,
};
use crate::local::device;
use domain::id::DossierId;
use domain::summary::Summary;
use indexed_db_futures::transaction::{Transaction, TransactionDurability};
use std::sync::Arc;
use sync::engine::Write;
use sync::message::Reference;

/// What a set of writes changed for those who look.
#[derive(Debug, Default)]
pub struct Written {
    pub summaries: Vec<(Summary, usize)>,
    pub forgotten: Vec<DossierId>,
    pub reference: Option<Arc<Reference>>,
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
        let mut written = Written::default();
        let (mut pending, mut copies) = (Vec::new(), Vec::new());
        let mut known = reference;
        for write in writes {
            match write {
                Write::PutEntry(entry) => pending.push(put(
                    &tx.object_store(ENTRIES)?,
                    &entry.id().to_string(),
                    &entry,
                )?),
                Write::DropEntry(id) => {
                    remove(&tx, ENTRIES, &id.to_string())?;
                    pending.push(self.keep_sequence(&tx)?);
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
                Write::FileSent(hash) => remove(&tx, FILES_UNSENT, hash.as_str())?,
                Write::Forget(dossier) => {
                    small::forget(&tx, dossier).await?;
                    remove(&tx, LOGS, &dossier.to_string())?;
                    remove(&tx, SUMMARIES, &dossier.to_string())?;
                    written.forgotten.push(dossier);
                }
                Write::Append {
                    dossier,
                    events,
                    head,
                    parked,
                    files_pending,
                } => {
                    let more = StoredLog {
                        head,
                        events,
                        parked,
                        files_pending,
                    };
                    let before = self.copies.get(dossier);
                    let copy = match before.filter(|copy| copy.is_followed_by(&more)) {
                        Some(copy) => copy.then(more),
                        None => stored_then(&tx, dossier, more).await?,
                    };
                    let copy = Arc::new(copy);
                    pending.extend(keep(&tx, dossier, &copy, known.as_deref(), &mut written)?);
                    copies.push((dossier, copy));
                }
                Write::Replace {
                    dossier,
                    events,
                    head,
                    parked,
                    files_pending,
                } => {
                    let copy = Arc::new(FoldedLog::new(StoredLog {
                        head,
                        events,
                        parked,
                        files_pending,
                    }));
                    pending.extend(keep(&tx, dossier, &copy, known.as_deref(), &mut written)?);
                    copies.push((dossier, copy));
                }
            }
        }
        if let Err(error) = tx.commit().await {
            self.copies.clear();
            return Err(error.into());
        }
        self.copies.written(copies, &written.forgotten);
        Ok(written)
    }

    /// The entries tell how far the numbering came, as long as they are there.
    fn keep_sequence(&self, tx: &Transaction<'_>) -> Result<Pending> {
        put(&tx.object_store(META)?, "sequence", &self.last.get())
    }
}

/// The stored log with more events at its end.
async fn stored_then(
    tx: &Transaction<'_>,
    dossier: DossierId,
    more: StoredLog,
) -> Result<FoldedLog> {
    let stored: Option<StoredLog> = value(&tx.object_store(LOGS)?, &dossier.to_string()).await?;
    let mut events = stored.map(|log| log.events).unwrap_or_default();
    events.extend(more.events);
    Ok(FoldedLog::new(StoredLog { events, ..more }))
}

/// Stores a log and, where its dossier can be folded, its summary.
fn keep(
    tx: &Transaction<'_>,
    dossier: DossierId,
    copy: &FoldedLog,
    reference: Option<&Reference>,
    written: &mut Written,
) -> Result<Vec<Pending>> {
    let mut pending = vec![put(
        &tx.object_store(LOGS)?,
        &dossier.to_string(),
        &copy.log,
    )?];
    if let Some((folded, reference)) = copy.dossier.as_ref().zip(reference) {
        let summary = folded.summary(reference.procedure_of(folded), device::now());
        let parked = copy.log.parked.len();
        let kept = StoredSummary {
            head: copy.log.head.clone(),
            summary: summary.clone(),
            parked,
        };
        pending.push(put(
            &tx.object_store(SUMMARIES)?,
            &dossier.to_string(),
            &kept,
        )?);
        written.summaries.push((summary, parked));
    }
    Ok(pending)
}
