//! Fitting received events to the copy that a device holds.

use crate::message::{DossierChange, Head};
use domain::record::{HeadHash, Recorded};

/// How a change fits.
#[derive(Debug, PartialEq)]
pub enum Splice {
    /// These events follow what is held (possibly none).
    Append(Vec<Recorded>),
    /// The whole log; replaces what is held.
    Replace(Vec<Recorded>),
    /// It does not fit: the device must say what it holds and ask again.
    Mismatch,
}

/// Fits a change to the held head (`None`: nothing is held), checking positions and the chain of hashes.
pub fn splice(held: Option<&Head>, change: DossierChange) -> Splice {
    let empty = Head {
        head: 0,
        hash: HeadHash::default(),
    };
    let start = match (change.after, held) {
        (0, _) if held.is_none_or(|held| held.head == 0) => &empty,
        (0, Some(held)) => {
            // A whole log may also simply continue what is held.
            return match chained(held, &change) {
                Some(events) => Splice::Append(events),
                None => match chained(&empty, &change) {
                    Some(events) => Splice::Replace(events),
                    None => Splice::Mismatch,
                },
            };
        }
        (_, Some(held)) => held,
        (_, None) => return Splice::Mismatch,
    };
    match chained(start, &change) {
        Some(events) if change.after == 0 => Splice::Replace(events),
        Some(events) => Splice::Append(events),
        None => Splice::Mismatch,
    }
}

/// The events after a head, when they lead without a gap to the change's own head.
fn chained(from: &Head, change: &DossierChange) -> Option<Vec<Recorded>> {
    if change.after > from.head {
        return None;
    }
    let mut at = from.clone();
    let mut events = Vec::new();
    for recorded in change
        .events
        .iter()
        .filter(|recorded| recorded.position > from.head)
    {
        if recorded.position != at.head + 1 {
            return None;
        }
        let hash = at.hash.then(recorded.envelope.id, &recorded.envelope.hash);
        at = Head {
            head: recorded.position,
            hash,
        };
        events.push(recorded.clone());
    }
    (at == change.head).then_some(events)
}
