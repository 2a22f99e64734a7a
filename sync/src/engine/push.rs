//! Sending own events, and what their receipts mean.

use super::{Effect, Engine, Failure, Notice, Write};
use crate::message::{MOST_PUSHED, Push, Receipt, Receipts};
use crate::outbox::{Entry, EntryState};
use chrono::{DateTime, Utc};
use domain::admit::Verdict;
use domain::id::{DossierId, EventId};
use domain::record::Envelope;
use std::collections::BTreeSet;

impl Engine {
    pub(super) fn saved(&mut self, envelope: Envelope, effects: &mut Vec<Effect>) {
        effects.push(Effect::Tell(Notice::Saved(envelope.id)));
        self.found(vec![Entry::waiting(envelope)]);
    }

    /// Takes over entries that this or another tab stored.
    pub(super) fn found(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            if !self.entries.iter().any(|known| known.id() == entry.id()) {
                self.entries.push(entry);
            }
        }
        self.entries
            .sort_by_key(|entry| (entry.envelope.sequence, entry.id()));
    }

    pub(super) fn start_push(&mut self, now: DateTime<Utc>, effects: &mut Vec<Effect>) {
        if !self.push.free(now) {
            return;
        }
        let envelopes = self.next_batch();
        if envelopes.is_empty() {
            return;
        }
        self.push.busy = true;
        effects.push(Effect::Push(Push { envelopes }));
    }

    /// The oldest waiting events, leaving out dossiers in which one is stuck.
    fn next_batch(&self) -> Vec<Envelope> {
        let stuck: BTreeSet<DossierId> = self
            .entries
            .iter()
            .filter(|entry| matches!(entry.state, EntryState::Stuck { .. }))
            .map(Entry::dossier)
            .collect();
        let most = if self.one_by_one { 1 } else { MOST_PUSHED };
        self.entries
            .iter()
            .filter(|entry| entry.state == EntryState::Waiting && !stuck.contains(&entry.dossier()))
            .take(most)
            .map(|entry| entry.envelope.clone())
            .collect()
    }

    pub(super) fn pushed(
        &mut self,
        receipts: Receipts,
        now: DateTime<Utc>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.is_of_known_epoch(&receipts) {
            // Receipts of a database that was replaced by its backup, or of a backup that this device has not met yet,
            // say nothing about what the server will have. Once it is met, all is sent again.
            self.push.failed(now);
            self.pull_wanted = true;
            return;
        }
        let mut writes = Vec::new();
        let mut notices = Vec::new();
        for receipt in receipts.receipts {
            let Some(entry) = self
                .entries
                .iter_mut()
                .find(|entry| entry.id() == receipt.event)
            else {
                continue;
            };
            let (state, notice) = outcome(&receipt, receipts.server_time);
            entry.state = state;
            writes.push(Write::PutEntry(entry.clone()));
            notices.push(Effect::Tell(notice));
        }
        if writes.is_empty() {
            // An answer without a single receipt is no progress; do not ask again at once for ever.
            self.push.failed(now);
            return;
        }
        self.push.succeeded();
        self.one_by_one = false;
        self.pull_wanted = true;
        // Told only after the receipts are stored: a crash in between sends once more, and the server answers the same.
        effects.push(Effect::Persist(writes));
        effects.extend(notices);
    }

    pub(super) fn push_failed(
        &mut self,
        failure: Failure,
        now: DateTime<Utc>,
        effects: &mut Vec<Effect>,
    ) {
        self.push.failed(now);
        self.note_failure(&failure, effects);
        let Failure::Permanent(why) = failure else {
            return;
        };
        self.push.retry_now();
        let batch = self.next_batch();
        if batch.len() > 1 {
            self.one_by_one = true;
            return;
        }
        let Some(bad) = batch.first().map(|envelope| envelope.id) else {
            return;
        };
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id() == bad) {
            entry.state = EntryState::Stuck { why: why.clone() };
            effects.push(Effect::Persist(vec![Write::PutEntry(entry.clone())]));
            effects.push(Effect::Tell(Notice::Stuck(why)));
        }
    }

    /// Lets a parked or stuck item go; a waiting one stays.
    pub(super) fn let_go(&mut self, event: EventId, effects: &mut Vec<Effect>) {
        let may = |entry: &Entry| {
            entry.id() == event
                && matches!(
                    entry.state,
                    EntryState::Parked { .. } | EntryState::Stuck { .. }
                )
        };
        if self.entries.iter().any(may) {
            self.entries.retain(|entry| !may(entry));
            effects.push(Effect::Persist(vec![Write::DropEntry(event)]));
        }
    }

    pub(super) fn try_again(&mut self, effects: &mut Vec<Effect>) {
        let mut writes = Vec::new();
        for entry in self
            .entries
            .iter_mut()
            .filter(|entry| matches!(entry.state, EntryState::Stuck { .. }))
        {
            entry.state = EntryState::Waiting;
            writes.push(Write::PutEntry(entry.clone()));
        }
        if !writes.is_empty() {
            effects.push(Effect::Persist(writes));
        }
        self.push.retry_now();
        self.upload.retry_now();
    }

    fn is_of_known_epoch(&self, receipts: &Receipts) -> bool {
        match (&receipts.epoch, &self.cursor) {
            (Some(theirs), Some(cursor)) => *theirs == cursor.epoch,
            _ => true,
        }
    }

    /// Own events that a restored server may have lost wait again, those that it had set aside too. What it still has
    /// gets the same receipt as before.
    pub(super) fn send_again(&mut self, lost: impl Fn(&Entry) -> bool) -> Vec<Write> {
        let mut writes = Vec::new();
        for entry in &mut self.entries {
            let received = matches!(
                entry.state,
                EntryState::Sent { .. } | EntryState::Parked { .. }
            );
            if received && lost(entry) {
                entry.state = EntryState::Waiting;
                writes.push(Write::PutEntry(entry.clone()));
            }
        }
        writes
    }
}

fn outcome(receipt: &Receipt, at: DateTime<Utc>) -> (EntryState, Notice) {
    let position = receipt.position.unwrap_or_default();
    match &receipt.verdict {
        Verdict::Accepted => (
            EntryState::Sent {
                position,
                at,
                conflict: false,
            },
            Notice::Sent(receipt.event),
        ),
        Verdict::Conflict { .. } => (
            EntryState::Sent {
                position,
                at,
                conflict: true,
            },
            Notice::Conflict(receipt.event),
        ),
        Verdict::Parked { reason } => (
            EntryState::Parked {
                reason: reason.clone(),
                at,
            },
            Notice::Parked(receipt.event),
        ),
    }
}
