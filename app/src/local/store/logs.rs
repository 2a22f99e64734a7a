//! Dossiers' logs as the store holds them, and the last few of them in memory, folded, so that recording and showing
//! do not read and fold a whole log each time.

use domain::dossier::Dossier;
use domain::id::DossierId;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::Arc;
use sync::engine::Log;

/// A stored log with what it folds to.
#[derive(Debug)]
pub struct FoldedLog {
    pub log: Log,
    /// `None` while the log is empty, or begins with what this program cannot read.
    pub dossier: Option<Dossier>,
}

impl FoldedLog {
    pub fn new(log: Log) -> FoldedLog {
        let dossier = Dossier::fold(&log.events);
        FoldedLog { log, dossier }
    }

    /// Whether these events come right after it.
    pub fn is_followed_by(&self, more: &Log) -> bool {
        self.dossier.is_some() && self.log.head.head + more.events.len() as u64 == more.head.head
    }

    /// The copy after more events, which follow it.
    pub fn then(&self, more: Log) -> FoldedLog {
        let mut dossier = self.dossier.clone();
        if let Some(dossier) = &mut dossier {
            more.events
                .iter()
                .for_each(|recorded| dossier.apply(recorded));
        }
        let mut events = self.log.events.clone();
        events.extend(more.events);
        let log = Log { events, ..more };
        FoldedLog { log, dossier }
    }
}

/// How many copies stay in memory.
const KEPT: usize = 8;

/// The copies that were used last.
#[derive(Debug, Default)]
pub struct Copies {
    /// Newest use last.
    kept: RefCell<VecDeque<(DossierId, Arc<FoldedLog>)>>,
    /// Goes up with every write, so that what was read before it is not kept after it.
    writes: Cell<u64>,
}

impl Copies {
    pub fn get(&self, dossier: DossierId) -> Option<Arc<FoldedLog>> {
        let mut kept = self.kept.borrow_mut();
        let place = kept.iter().position(|(id, _)| *id == dossier)?;
        let (_, copy) = kept.remove(place)?;
        kept.push_back((dossier, copy.clone()));
        Some(copy)
    }

    /// How many writes there have been.
    pub fn writes(&self) -> u64 {
        self.writes.get()
    }

    /// Keeps what was read, unless something was written since.
    pub fn keep(&self, dossier: DossierId, copy: Arc<FoldedLog>, writes: u64) {
        if writes == self.writes() {
            self.put(dossier, copy);
        }
    }

    /// A write succeeded: copies in use are the new ones.
    pub fn written(&self, copies: Vec<(DossierId, Arc<FoldedLog>)>, forgotten: &[DossierId]) {
        self.outdated(forgotten);
        for (dossier, copy) in copies {
            let used = self.kept.borrow().iter().any(|(id, _)| *id == dossier);
            if used {
                self.put(dossier, copy);
            }
        }
    }

    /// These were written by another tab, or went.
    pub fn outdated(&self, dossiers: &[DossierId]) {
        self.writes.set(self.writes.get() + 1);
        self.kept
            .borrow_mut()
            .retain(|(id, _)| !dossiers.contains(id));
    }

    pub fn all(&self) -> Vec<(DossierId, Arc<FoldedLog>)> {
        self.kept.borrow().iter().cloned().collect()
    }

    pub fn clear(&self) {
        self.writes.set(self.writes.get() + 1);
        self.kept.borrow_mut().clear();
    }

    fn put(&self, dossier: DossierId, copy: Arc<FoldedLog>) {
        let mut kept = self.kept.borrow_mut();
        kept.retain(|(id, _)| *id != dossier);
        kept.push_back((dossier, copy));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}
