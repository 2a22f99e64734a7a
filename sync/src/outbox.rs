//! What this device recorded itself, until the server has it for certain, and for a while after.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{DossierId, EventId};
use domain::record::Envelope;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// How long an own event is kept after its receipt: longer than the server's backup interval, so that a server that
/// was restored from a backup can be healed by its devices.
pub const KEPT_AFTER_RECEIPT: TimeDelta = TimeDelta::days(30);

/// One own event, as the device keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub envelope: Envelope,
    pub state: EntryState,
}

/// How far an own event is. It is *saved* in every state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum EntryState {
    /// Saved here, not yet received by the server.
    Waiting,
    /// The server has it at this position.
    Sent {
        position: u64,
        at: DateTime<Utc>,
        /// It crossed another value; both are shown.
        #[serde(default)]
        conflict: bool,
    },
    /// The server keeps it aside.
    Parked { reason: Refusal, at: DateTime<Utc> },
    /// The server could not take the message that held it; it is kept here and its dossier waits.
    Stuck { why: String },
}

impl Entry {
    pub fn waiting(envelope: Envelope) -> Entry {
        Entry {
            envelope,
            state: EntryState::Waiting,
        }
    }

    pub fn id(&self) -> EventId {
        self.envelope.id
    }

    pub fn dossier(&self) -> DossierId {
        self.envelope.dossier
    }

    pub fn is_waiting(&self) -> bool {
        matches!(self.state, EntryState::Waiting | EntryState::Stuck { .. })
    }

    /// Whether the copy of the log does not show it yet, so that the device shows it itself.
    pub fn is_ahead_of(&self, head: u64) -> bool {
        match self.state {
            EntryState::Waiting | EntryState::Stuck { .. } => true,
            EntryState::Sent { position, .. } => position > head,
            EntryState::Parked { .. } => false,
        }
    }

    /// Whether the server has it in its log.
    pub fn is_sent(&self) -> bool {
        matches!(self.state, EntryState::Sent { .. })
    }

    /// Whether it has been kept long enough.
    pub fn is_spent(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state, EntryState::Sent { at, .. } if now - at > KEPT_AFTER_RECEIPT)
    }
}
