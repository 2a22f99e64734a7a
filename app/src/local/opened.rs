//! A dossier that someone looks at: the copy's log, with what this device recorded and the copy does not hold yet.

use super::store::StoredLog;
use domain::dossier::Dossier;
use domain::id::{DossierId, FileHash};
use domain::record::Recorded;
use sync::message::Parked;
use sync::outbox::{Entry, EntryState};

/// A dossier as this device shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub dossier: Dossier,
    /// What the server ordered.
    pub log: Vec<Recorded>,
    /// Own events that come after it, in provisional places.
    pub ahead: Vec<Recorded>,
    /// Items set aside that wait for someone.
    pub parked: Vec<Parked>,
    /// Files that other devices have not sent yet.
    pub files_pending: Vec<FileHash>,
    /// The last position that the server ordered: the base of new events.
    pub base: u64,
}

impl Opened {
    /// Puts a dossier together; `None` while its registration is on neither side.
    pub fn new(id: DossierId, stored: Option<StoredLog>, entries: &[Entry]) -> Option<Opened> {
        let stored_head = stored.as_ref().map_or(0, |log| log.head.head);
        let (log, parked, files_pending) = match stored {
            Some(log) => (log.events, log.parked, log.files_pending),
            None => Default::default(),
        };
        let mut dossier = Dossier::fold(&log);
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
            log,
            ahead,
            parked,
            files_pending,
            base: stored_head,
        })
    }

    /// The whole story, oldest first.
    pub fn story(&self) -> impl DoubleEndedIterator<Item = &Recorded> {
        self.log.iter().chain(&self.ahead)
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
