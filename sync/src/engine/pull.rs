//! Asking for changes, and fitting them to the copy.

use super::{Effect, Engine, Failure, Log, Write};
use crate::message::{Changes, Cursor, DossierChange, Pull};
use crate::outbox::Entry;
use crate::splice::{Splice, splice};
use chrono::{DateTime, Utc};
use domain::id::{EventId, FileHash};
use std::collections::BTreeSet;

impl Engine {
    pub(super) fn start_pull(&mut self, now: DateTime<Utc>, effects: &mut Vec<Effect>) {
        if !self.pull_wanted || !self.pull.free(now) {
            return;
        }
        self.pull_wanted = false;
        self.pull.busy = true;
        let whole = self.heads_wanted || self.cursor.is_none();
        self.heads_wanted = false;
        self.told_heads = whole;
        effects.push(Effect::Pull(Pull {
            since: self.cursor.clone(),
            heads: whole.then(|| self.held.clone()),
            reference: self.reference.clone(),
        }));
    }

    pub(super) fn pulled(
        &mut self,
        changes: Changes,
        now: DateTime<Utc>,
        effects: &mut Vec<Effect>,
    ) {
        self.pull.succeeded();
        self.pulled_at = Some(now);
        if changes.send_heads {
            self.heads_wanted = true;
            self.pull_wanted = true;
        }
        let mut writes = Vec::new();
        let lacking = self.lacking(&changes.dossiers);
        if let Some(reference) = changes.reference {
            self.reference = reference.hash.clone();
            writes.push(Write::PutReference(Box::new(reference)));
        }
        for change in changes.dossiers {
            self.fit(change, &mut writes);
        }
        for dossier in changes.forget {
            self.held.remove(&dossier);
            writes.push(Write::Forget(dossier));
        }
        if changes.more {
            self.pull_wanted = true;
            self.heads_wanted = true;
        } else if let Some(cursor) = changes.cursor.filter(|_| !changes.send_heads) {
            if self.told_heads && !self.heads_wanted {
                self.healed_at = Some(now);
            }
            if self.must_renew(&cursor) {
                self.renewing = Some(cursor.epoch);
                self.distrust_copies();
                self.pull_wanted = true;
                self.heads_wanted = true;
                self.healed_at = None;
            } else {
                writes.extend(self.take_cursor(cursor));
            }
        }
        if !writes.is_empty() {
            effects.push(Effect::Persist(writes));
        }
        if !lacking.is_empty() {
            effects.push(Effect::Seek(lacking));
        }
    }

    /// Files that the server lacks and that do not wait here already.
    fn lacking(&self, changes: &[DossierChange]) -> Vec<FileHash> {
        let pending = changes.iter().flat_map(|change| &change.files_pending);
        let unknown: BTreeSet<FileHash> = pending
            .filter(|hash| !self.files.contains(hash) && !self.refused.contains(hash))
            .cloned()
            .collect();
        unknown.into_iter().collect()
    }

    /// After a backup was put back, a log may hold the same events as before and yet have been received at other
    /// moments: whatever came from the database of before is fetched once more.
    fn must_renew(&self, cursor: &Cursor) -> bool {
        let known = self.cursor.as_ref().map(|known| &known.epoch);
        known.is_some_and(|known| *known != cursor.epoch)
            && self.renewing.as_ref() != Some(&cursor.epoch)
    }

    /// Everything up to a cursor is stored. Where it is another database than the one that gave the receipts, own
    /// events are sent again, those that this device never saw come back too.
    fn take_cursor(&mut self, cursor: Cursor) -> Vec<Write> {
        let mut writes = Vec::new();
        if self.cursor.as_ref().map(|known| &known.epoch) != Some(&cursor.epoch) {
            writes = self.send_again(|_| true);
            self.renewing = None;
        }
        if self.cursor.as_ref() != Some(&cursor) {
            self.cursor = Some(cursor.clone());
            writes.push(Write::PutCursor(cursor));
        }
        writes
    }

    pub(super) fn pull_failed(
        &mut self,
        failure: Failure,
        now: DateTime<Utc>,
        effects: &mut Vec<Effect>,
    ) {
        self.pull.failed(now);
        self.pull_wanted = true;
        self.heads_wanted |= self.told_heads;
        self.note_failure(&failure, effects);
    }

    fn fit(&mut self, change: DossierChange, writes: &mut Vec<Write>) {
        let dossier = change.dossier;
        let (head, parked, files_pending) = (
            change.head.clone(),
            change.parked.clone(),
            change.files_pending.clone(),
        );
        let log = |events| Log {
            head,
            events,
            parked,
            files_pending,
        };
        match splice(self.held.get(&dossier), change) {
            Splice::Append(events) => {
                let more = log(events);
                self.held.insert(dossier, more.head.clone());
                writes.push(Write::Append { dossier, more });
            }
            Splice::Replace(events) => {
                let there: BTreeSet<EventId> =
                    events.iter().map(|recorded| recorded.envelope.id).collect();
                // What was set aside stands in no log.
                let lost = |entry: &Entry| {
                    entry.is_sent() && entry.dossier() == dossier && !there.contains(&entry.id())
                };
                writes.extend(self.send_again(lost));
                let log = log(events);
                self.held.insert(dossier, log.head.clone());
                writes.push(Write::Replace { dossier, log });
            }
            Splice::Mismatch => {
                self.pull_wanted = true;
                self.heads_wanted = true;
            }
        }
    }
}
