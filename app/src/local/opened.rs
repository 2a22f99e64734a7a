//! A dossier that someone looks at: the copy's log, with what this device recorded and the copy does not hold yet.

use super::store::FoldedLog;
use domain::dossier::Dossier;
use domain::id::{DossierId, FileHash};
use domain::record::Recorded;
use std::sync::Arc;
use sync::engine::Log;
use sync::message::Parked;
use sync::outbox::{Entry, EntryState};

/// A dossier as this device shows it.
#[derive(Debug, Clone)]
pub struct Opened {
    pub dossier: Dossier,
    /// Own events that come after the server's, in provisional places.
    pub ahead: Vec<Recorded>,
    /// What the server told; `None` when it does not know the dossier yet.
    copy: Option<Arc<FoldedLog>>,
}

impl Opened {
    /// Puts a dossier together; `None` while its registration is on neither side.
    pub fn new(id: DossierId, copy: Option<Arc<FoldedLog>>, entries: &[Entry]) -> Option<Opened> {
        let stored_head = copy.as_ref().map_or(0, |copy| copy.log.head.head);
        let mut dossier = copy.as_ref().and_then(|copy| copy.dossier.clone());
        let mut ahead = Vec::new();
        let mine = entries
            .iter()
            .filter(|entry| entry.dossier() == id && entry.is_ahead_of(stored_head));
        for entry in mine {
            let head = dossier.as_ref().map_or(0, |d| d.head);
            let recorded = provisional(entry, head + 1);
            match &mut dossier {
                Some(dossier) => dossier.apply(&recorded),
                None => dossier = Dossier::open(&recorded),
            }
            ahead.push(recorded);
        }
        Some(Opened {
            dossier: dossier?,
            ahead,
            copy,
        })
    }

    /// Items set aside that wait for someone.
    pub fn parked(&self) -> &[Parked] {
        self.log().map_or(&[], |log| &log.parked)
    }

    /// Files that other devices have not sent yet.
    pub fn files_pending(&self) -> &[FileHash] {
        self.log().map_or(&[], |log| &log.files_pending)
    }

    /// The last position that the server ordered: the base of new events.
    pub fn base(&self) -> u64 {
        self.log().map_or(0, |log| log.head.head)
    }

    /// The whole story, oldest first.
    pub fn story(&self) -> impl DoubleEndedIterator<Item = &Recorded> {
        let log = self.log().map_or(&[][..], |log| &log.events);
        log.iter().chain(&self.ahead)
    }

    /// What the server told, as this page holds it.
    pub fn copy(&self) -> Option<Arc<FoldedLog>> {
        self.copy.clone()
    }

    fn log(&self) -> Option<&Log> {
        self.copy.as_ref().map(|copy| &copy.log)
    }
}

/// The dossier follows from the rest.
impl PartialEq for Opened {
    fn eq(&self, other: &Opened) -> bool {
        let same = match (&self.copy, &other.copy) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one.log == other.log,
            (one, other) => one.is_none() && other.is_none(),
        };
        same && self.ahead == other.ahead
    }
}

/// An own event in the place that it would get now.
fn provisional(entry: &Entry, position: u64) -> Recorded {
    let received_at = match entry.state {
        EntryState::Sent { at, .. } => at,
        _ => entry.envelope.told_time(),
    };
    Recorded {
        position,
        received_at,
        envelope: entry.envelope.clone(),
    }
}
