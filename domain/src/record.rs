//! An event on its way (envelope) and in its place (recorded).

use crate::event::Event;
use crate::id::{DeviceId, DossierId, EventId, FileHash, PersonId, hex};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An event as its device wrote it, byte for byte, so that its hash can be checked and an event that is newer than
/// this program is kept whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Payload(Box<RawValue>);

impl Payload {
    pub fn of(event: &Event) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(event).map(Self)
    }

    pub fn from_text(text: String) -> Result<Self, serde_json::Error> {
        RawValue::from_string(text).map(Self)
    }

    pub fn text(&self) -> &str {
        self.0.get()
    }

    /// SHA-256 of the text.
    pub fn hash(&self) -> FileHash {
        FileHash::of(self.text().as_bytes())
    }

    /// The event, or `None` when it is newer than this program (or broken).
    pub fn event(&self) -> Option<Event> {
        serde_json::from_str(self.text()).ok()
    }

    /// Whether a text in it holds the character zero, which nobody types and databases cannot keep.
    pub fn has_nul(&self) -> bool {
        fn within(value: &serde_json::Value) -> bool {
            match value {
                serde_json::Value::String(text) => text.contains('\0'),
                serde_json::Value::Array(items) => items.iter().any(within),
                serde_json::Value::Object(fields) => fields
                    .iter()
                    .any(|(name, value)| name.contains('\0') || within(value)),
                _ => false,
            }
        }
        self.text().contains("\\u0000")
            // What is nested too deeply to look through may hide one.
            && serde_json::from_str(self.text()).map_or(true, |value| within(&value))
    }

    /// The tag alone, also of an event that this program does not know.
    pub fn tag(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Tag {
            r#type: String,
        }
        serde_json::from_str::<Tag>(self.text())
            .ok()
            .map(|tag| tag.r#type)
    }
}

impl PartialEq for Payload {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// An event as a device sends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    pub id: EventId,
    pub dossier: DossierId,
    pub author: PersonId,
    pub device: DeviceId,
    /// Orders the device's own events: a later one has a higher number, from 1. Two tabs may give the same one at the
    /// same moment; the ids then decide.
    pub sequence: u64,
    /// The device's clock when it was recorded.
    pub device_time: DateTime<Utc>,
    /// What the device last knew of its clock: server's time minus its own, in milliseconds.
    #[serde(default)]
    pub clock_offset: i64,
    /// The last position that the author saw; 0 for a new dossier.
    pub base: u64,
    /// SHA-256 of the payload's text.
    pub hash: FileHash,
    pub payload: Payload,
}

impl Envelope {
    /// When it happened, by the device's clock as corrected with what it knew of the server's.
    pub fn told_time(&self) -> DateTime<Utc> {
        TimeDelta::try_milliseconds(self.clock_offset)
            .and_then(|offset| self.device_time.checked_add_signed(offset))
            .unwrap_or(self.device_time)
    }
}

/// An event in its place in a dossier's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    pub position: u64,
    /// When the server received it.
    pub received_at: DateTime<Utc>,
    pub envelope: Envelope,
}

impl Recorded {
    /// When it happened: as told, but never after it was received.
    pub fn at(&self) -> DateTime<Utc> {
        self.envelope.told_time().min(self.received_at)
    }
}

/// Chains the ids of a log, so that two copies can be compared in 32 bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HeadHash(String);

impl HeadHash {
    /// The hash after one more event; an empty log has the empty hash.
    pub fn then(&self, event: EventId, payload: &FileHash) -> HeadHash {
        use sha2::Digest;
        let mut hasher = sha2::Sha256::new();
        hasher.update(self.0.as_bytes());
        hasher.update(event.0.as_bytes());
        hasher.update(payload.as_str().as_bytes());
        HeadHash(hex(&hasher.finalize()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A hash as it was stored.
    pub fn from_stored(text: String) -> HeadHash {
        HeadHash(text)
    }
}
