//! The device's engine: what to save, send, ask and show next. Given the same inputs it always does the same.

mod effect;
mod input;
mod pull;
mod push;
mod upload;

pub use effect::{Effect, Log, Notice, Write};
pub use input::{Failure, Input, Stored};

use crate::message::{Cursor, Head};
use crate::outbox::Entry;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{DossierId, FileHash};
use domain::record::HeadHash;
use std::collections::{BTreeMap, BTreeSet};

/// How often a device that hears nothing asks all the same.
const ASK_AGAIN: TimeDelta = TimeDelta::seconds(60);
/// How often it tells all that it holds, which finds every difference.
const HEAL_AGAIN: TimeDelta = TimeDelta::minutes(30);
/// The longest wait after failures.
const LONGEST_WAIT: TimeDelta = TimeDelta::seconds(60);

/// The state of one device for one person.
#[derive(Debug)]
pub struct Engine {
    entries: Vec<Entry>,
    held: BTreeMap<DossierId, Head>,
    cursor: Option<Cursor>,
    reference: String,
    /// Files that the device holds and the server may lack.
    files: BTreeSet<FileHash>,
    /// Files that the server will not take; they are not offered again until the app starts anew.
    refused: BTreeSet<FileHash>,
    /// The file that was offered last; the next one is the one after it.
    offered: Option<FileHash>,
    online: bool,
    leading: bool,
    /// The session ended; sending waits for a sign-in.
    signed_out: bool,
    push: Line,
    pull: Line,
    upload: Line,
    /// Ask for changes as soon as the line is free.
    pull_wanted: bool,
    heads_wanted: bool,
    /// The pull under way told what the device holds.
    told_heads: bool,
    /// The epoch for which the copies are being fetched anew.
    renewing: Option<String>,
    healed_at: Option<DateTime<Utc>>,
    pulled_at: Option<DateTime<Utc>>,
    /// After the server could not take a message as a whole, its events go one by one.
    one_by_one: bool,
}

/// One kind of request: at most one under way, and patience after failures.
#[derive(Debug, Default)]
struct Line {
    busy: bool,
    failures: u32,
    not_before: Option<DateTime<Utc>>,
}

impl Line {
    fn free(&self, now: DateTime<Utc>) -> bool {
        !self.busy && self.not_before.is_none_or(|moment| now >= moment)
    }

    fn succeeded(&mut self) {
        *self = Line::default();
    }

    /// Waits 1, 2, 4 … seconds, a minute at most.
    fn failed(&mut self, now: DateTime<Utc>) {
        self.busy = false;
        self.failures = self.failures.saturating_add(1);
        let seconds = 1_i64 << (self.failures - 1).min(6);
        self.not_before = Some(now + TimeDelta::seconds(seconds).min(LONGEST_WAIT));
    }

    fn retry_now(&mut self) {
        self.not_before = None;
    }
}

impl Engine {
    /// Begins with what the device's store holds.
    pub fn new(stored: Stored) -> Engine {
        let mut engine = Engine {
            entries: stored.entries,
            held: stored.heads,
            cursor: stored.cursor,
            reference: stored.reference,
            files: stored.files,
            refused: BTreeSet::new(),
            offered: None,
            online: true,
            leading: false,
            signed_out: false,
            push: Line::default(),
            pull: Line::default(),
            upload: Line::default(),
            pull_wanted: true,
            heads_wanted: true,
            told_heads: false,
            renewing: None,
            healed_at: None,
            pulled_at: None,
            one_by_one: false,
        };
        // A first fetch that broke off: nobody knows any more which database the first pages came from.
        if engine.cursor.is_none() {
            engine.distrust_copies();
        }
        engine
    }

    /// The server will see that these are not its heads, and send each log whole, or say that it is gone.
    fn distrust_copies(&mut self) {
        for head in self.held.values_mut() {
            head.hash = HeadHash::default();
        }
    }

    /// Takes one input and says what is to be done.
    pub fn step(&mut self, input: Input, now: DateTime<Utc>) -> Vec<Effect> {
        let mut effects = Vec::new();
        match input {
            Input::Record(envelope) => effects.push(Effect::Save(envelope)),
            Input::Saved(envelope) => self.saved(envelope, &mut effects),
            Input::NotSaved(event, why) => effects.push(Effect::Tell(Notice::NotSaved(event, why))),
            Input::Found(entries) => self.found(entries),
            Input::FileSaved(hash) => {
                self.files.insert(hash);
            }
            Input::Pushed(receipts) => self.pushed(receipts, now, &mut effects),
            Input::PushFailed(failure) => self.push_failed(failure, now, &mut effects),
            Input::Pulled(changes) => self.pulled(*changes, now, &mut effects),
            Input::PullFailed(failure) => self.pull_failed(failure, now, &mut effects),
            Input::Uploaded(hash) => self.uploaded(hash, &mut effects),
            Input::UploadFailed(hash, failure) => {
                self.upload_failed(hash, failure, now, &mut effects)
            }
            Input::Hint => self.pull_wanted = true,
            Input::Heal => {
                self.pull_wanted = true;
                self.heads_wanted = true;
            }
            Input::Online => self.reconnect(),
            Input::Offline => self.online = false,
            Input::Lead => {
                self.leading = true;
                self.reconnect();
            }
            Input::Follow => self.leading = false,
            Input::SignedIn => {
                self.signed_out = false;
                self.reconnect();
            }
            Input::LetGo(event) => self.let_go(event, &mut effects),
            Input::TryAgain => self.try_again(&mut effects),
            Input::Tick => self.tick(now, &mut effects),
        }
        self.start_requests(now, &mut effects);
        effects
    }

    /// Begins again with what the store holds, after a write failed: what was under way is forgotten, and asked again.
    pub fn restart(&mut self, stored: Stored) {
        let (online, leading, signed_out) = (self.online, self.leading, self.signed_out);
        *self = Engine {
            online,
            leading,
            signed_out,
            ..Engine::new(stored)
        };
    }

    /// Takes over the entries as another tab left them in the store.
    pub fn reload(&mut self, entries: Vec<Entry>) {
        self.entries = entries;
        self.entries
            .sort_by_key(|entry| (entry.envelope.sequence, entry.id()));
    }

    /// Takes over which files wait, as the leading tab left them in the store.
    pub fn reload_files(&mut self, files: Vec<FileHash>) {
        self.files = files.into_iter().collect();
    }

    /// Own events that the device keeps.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether this tab speaks for the device.
    pub fn is_leading(&self) -> bool {
        self.leading
    }

    /// Own events and files that the server does not have yet.
    pub fn unsent(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.is_waiting())
            .count()
            + self.files.len()
    }

    pub fn held(&self) -> &BTreeMap<DossierId, Head> {
        &self.held
    }

    pub fn is_signed_out(&self) -> bool {
        self.signed_out
    }

    fn reconnect(&mut self) {
        self.online = true;
        self.pull_wanted = true;
        for line in [&mut self.push, &mut self.pull, &mut self.upload] {
            line.retry_now();
        }
    }

    fn start_requests(&mut self, now: DateTime<Utc>, effects: &mut Vec<Effect>) {
        if !self.leading || !self.online || self.signed_out {
            return;
        }
        self.start_push(now, effects);
        self.start_pull(now, effects);
        self.start_upload(now, effects);
    }

    fn tick(&mut self, now: DateTime<Utc>, effects: &mut Vec<Effect>) {
        if self
            .pulled_at
            .is_none_or(|at| now - at > ASK_AGAIN || at > now)
        {
            self.pull_wanted = true;
        }
        if self
            .healed_at
            .is_none_or(|at| now - at > HEAL_AGAIN || at > now)
        {
            self.heads_wanted = true;
        }
        let spent: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| entry.is_spent(now))
            .map(Entry::id)
            .collect();
        if !spent.is_empty() {
            self.entries.retain(|entry| !entry.is_spent(now));
            effects.push(Effect::Persist(
                spent.into_iter().map(Write::DropEntry).collect(),
            ));
        }
    }

    /// What a failure means for all lines.
    fn note_failure(&mut self, failure: &Failure, effects: &mut Vec<Effect>) {
        if matches!(failure, Failure::SignedOut) && !self.signed_out {
            self.signed_out = true;
            effects.push(Effect::Tell(Notice::SignInNeeded));
        }
    }
}
