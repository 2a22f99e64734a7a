//! Sending files, one at a time, by their hash.

use super::{Effect, Engine, Failure, Notice, Write};
use chrono::{DateTime, Utc};
use domain::id::FileHash;
use std::ops::Bound;

impl Engine {
    pub(super) fn start_upload(&mut self, now: DateTime<Utc>, effects: &mut Vec<Effect>) {
        if !self.upload.free(now) {
            return;
        }
        if let Some(hash) = self.next_file() {
            self.upload.busy = true;
            self.offered = Some(hash.clone());
            effects.push(Effect::Upload(hash));
        }
    }

    /// Files take turns: one that the server fails on, again and again, must not keep the others here.
    fn next_file(&self) -> Option<FileHash> {
        let after = |last: &FileHash| {
            self.files
                .range((Bound::Excluded(last), Bound::Unbounded))
                .next()
        };
        let next = self.offered.as_ref().and_then(after);
        next.or_else(|| self.files.first()).cloned()
    }

    pub(super) fn uploaded(&mut self, hash: FileHash, effects: &mut Vec<Effect>) {
        self.upload.succeeded();
        self.files.remove(&hash);
        effects.push(Effect::Persist(vec![Write::FileSent(hash)]));
    }

    pub(super) fn upload_failed(
        &mut self,
        hash: FileHash,
        failure: Failure,
        now: DateTime<Utc>,
        effects: &mut Vec<Effect>,
    ) {
        self.upload.failed(now);
        self.note_failure(&failure, effects);
        if let Failure::Permanent(why) = failure {
            // The file stays in the store; it only leaves the queue, so that others go on.
            self.files.remove(&hash);
            self.refused.insert(hash);
            self.upload.retry_now();
            effects.push(Effect::Tell(Notice::Stuck(why)));
        }
    }
}
