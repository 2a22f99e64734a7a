//! Asking for changes, and fitting them to the copy.

use super::{Effect, Engine, Failure, Write};
use crate::message::{Changes, DossierChange, Pull};
use crate::outbox::Entry;
use crate::splice::{Splice, splice};
use chrono::{DateTime, Utc};
use domain::id::{DossierId, EventId};
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
        if let Some(reference) = changes.reference {
            self.reference = reference.hash.clone();
            writes.push(Write::PutReference(Box::new(reference)));
        }
        let restored = matches!((&self.cursor, &changes.cursor), (Some(old), Some(new)) if old.epoch != new.epoch);
        for change in changes.dossiers {
            self.fit(change, &mut writes);
        }
        for dossier in changes.forget {
            self.forget(dossier, restored, &mut writes);
        }
        if changes.more {
            self.pull_wanted = true;
            self.heads_wanted = true;
        } else if let Some(cursor) = changes.cursor.filter(|_| !changes.send_heads) {
            if self.told_heads && !self.heads_wanted {
                self.healed_at = Some(now);
            }
            if self.cursor.as_ref() != Some(&cursor) {
                self.cursor = Some(cursor.clone());
                writes.push(Write::PutCursor(cursor));
            }
        }
        if !writes.is_empty() {
            effects.push(Effect::Persist(writes));
        }
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
        match splice(self.held.get(&dossier), change) {
            Splice::Append(events) => {
                self.held.insert(dossier, head.clone());
                writes.push(Write::Append {
                    dossier,
                    events,
                    head,
                    parked,
                    files_pending,
                });
            }
            Splice::Replace(events) => {
                let there: BTreeSet<EventId> =
                    events.iter().map(|recorded| recorded.envelope.id).collect();
                let lost =
                    |entry: &Entry| entry.dossier() == dossier && !there.contains(&entry.id());
                writes.extend(self.send_again(lost));
                self.held.insert(dossier, head.clone());
                writes.push(Write::Replace {
                    dossier,
                    events,
                    head,
                    parked,
                    files_pending,
                });
            }
            Splice::Mismatch => {
                self.pull_wanted = true;
                self.heads_wanted = true;
            }
        }
    }

    /// Removes a dossier that the person may no longer see; what was recorded on it and not received yet stays.
    fn forget(&mut self, dossier: DossierId, restored: bool, writes: &mut Vec<Write>) {
        if restored {
            writes.extend(self.send_again(|entry| entry.dossier() == dossier));
        }
        self.held.remove(&dossier);
        writes.push(Write::Forget(dossier));
    }
}
