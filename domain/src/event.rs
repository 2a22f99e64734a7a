//! What can happen to a complaint: one struct an event, one frozen tag a version.
//!
//! The wire form is `{"type":"note_added.1","data":{…}}`. A tag, once released, keeps its shape for ever
//! (`domain/tests/golden/` guards it); a new shape gets a new number.

mod finding;
mod handling;
mod registration;
mod visit;

pub use finding::*;
pub use handling::*;
pub use registration::*;
pub use visit::*;

use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($variant:ident = $tag:literal $nature:ident),* $(,)?) => {
        /// An event with its data.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "type", content = "data")]
        // Events are decoded one at a time and never stored in bulk, so their size costs nothing.
        #[allow(clippy::large_enum_variant)]
        pub enum Event { $(#[serde(rename = $tag)] $variant($variant)),* }

        /// An event's kind, without its data.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind { $($variant),* }

        impl Event {
            pub fn kind(&self) -> EventKind {
                match self { $(Event::$variant(_) => EventKind::$variant),* }
            }
        }

        impl EventKind {
            pub const ALL: &'static [EventKind] = &[$(EventKind::$variant),*];

            /// The frozen tag on the wire, version included.
            pub fn tag(self) -> &'static str {
                match self { $(EventKind::$variant => $tag),* }
            }

            /// How the event behaves when copies differ.
            pub fn nature(self) -> Nature {
                match self { $(EventKind::$variant => Nature::$nature),* }
            }
        }

        $(impl From<$variant> for Event {
            fn from(data: $variant) -> Event { Event::$variant(data) }
        })*
    };
}

/// How an event behaves when two people worked without seeing each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Opens a dossier.
    Opening,
    /// Adds something; never conflicts, also after closing.
    Addition,
    /// Sets one value; two settings of the same value are both shown until someone resolves them.
    Scalar,
    /// Moves the dossier on; refused when the dossier no longer is where the author saw it.
    Step,
    /// Appended by the program itself, never by a person.
    System,
}

events! {
    Registered = "registered.1" Opening,
    Numbered = "numbered.1" System,
    DetailChanged = "detail_changed.1" Scalar,
    ConflictResolved = "conflict_resolved.1" Step,
    NoteAdded = "note_added.1" Addition,
    Called = "called.1" Addition,
    ReceiptConfirmed = "receipt_confirmed.1" Addition,
    InspectionRequested = "inspection_requested.1" Step,
    VisitPlanned = "visit_planned.1" Scalar,
    VisitCancelled = "visit_cancelled.1" Step,
    FindingRecorded = "finding_recorded.1" Addition,
    PhotoAdded = "photo_added.1" Addition,
    SignatureTaken = "signature_taken.1" Addition,
    Visited = "visited.1" Addition,
    VisitFailed = "visit_failed.1" Addition,
    GlassOrdered = "glass_ordered.1" Addition,
    GlassArrived = "glass_arrived.1" Addition,
    BroughtToMeeting = "brought_to_meeting.1" Step,
    Ruled = "ruled.1" Step,
    RemedyAssigned = "remedy_assigned.1" Step,
    Repaired = "repaired.1" Addition,
    NoticeSeen = "notice_seen.1" Addition,
    HandlerChanged = "handler_changed.1" Step,
    OutcomeRecorded = "outcome_recorded.1" Step,
    Closed = "closed.1" Step,
    Reopened = "reopened.1" Step,
    Withdrawn = "withdrawn.1" Step,
    ParkedSettled = "parked_settled.1" Step,
}

impl EventKind {
    /// The name without its version, as procedure files write it: `finding_recorded`.
    pub fn name(self) -> &'static str {
        let tag = self.tag();
        tag.split_once('.').map_or(tag, |(name, _)| name)
    }

    pub fn from_name(name: &str) -> Option<EventKind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The qualifiers that a procedure may put after the name (`visit_failed:nobody_home`); empty where any word or
    /// none fits (kinds and rulings are the procedure's own).
    pub fn qualifiers(self) -> &'static [&'static str] {
        match self {
            EventKind::VisitPlanned | EventKind::Visited => &["inspection", "repair"],
            EventKind::VisitFailed => &["nobody_home", "no_access", "unsafe", "other"],
            EventKind::HandlerChanged => &["central", "decentral"],
            _ => &[],
        }
    }
}

impl Event {
    /// What a procedure can wait for: the name and, where there is one, `name:qualifier`.
    pub fn triggers(&self) -> Vec<String> {
        let name = self.kind().name();
        let qualifier = match self {
            Event::Registered(e) => Some(e.kind.clone()),
            Event::VisitPlanned(e) => Some(e.purpose.word().to_owned()),
            Event::Visited(e) => Some(e.purpose.word().to_owned()),
            Event::VisitFailed(e) => Some(e.reason.word().to_owned()),
            Event::Ruled(e) => Some(e.ruling.clone()),
            Event::HandlerChanged(e) => Some(e.handling.word().to_owned()),
            _ => None,
        };
        let mut triggers = vec![name.to_owned()];
        triggers.extend(qualifier.map(|q| format!("{name}:{q}")));
        triggers
    }

    /// Files that the event refers to; each may arrive later than the event itself.
    pub fn files(&self) -> Vec<&crate::id::FileHash> {
        match self {
            Event::FindingRecorded(e) => e
                .photos
                .iter()
                .map(|p| &p.file)
                .chain(e.sketch.as_ref())
                .collect(),
            Event::PhotoAdded(e) => vec![&e.photo.file],
            Event::SignatureTaken(e) => vec![&e.picture],
            Event::Repaired(e) => e.photos.iter().map(|p| &p.file).collect(),
            _ => vec![],
        }
    }
}
