//! Two values for one thing, set by people who did not see each other: both are kept until someone chooses.

use super::{Dossier, Setting};
use crate::id::{DeviceId, PersonId};
use crate::record::Recorded;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The values that stand beside each other; the last is the one that holds meanwhile (the server's order).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    pub values: Vec<ConflictValue>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConflictValue {
    pub value: String,
    pub author: PersonId,
    pub at: DateTime<Utc>,
    pub position: u64,
}

impl Dossier {
    /// The value's earlier setting that the author of a new one cannot have seen.
    pub fn unseen_setting(&self, key: &str, device: DeviceId, base: u64) -> Option<&Setting> {
        self.set
            .get(key)
            .filter(|setting| setting.position > base && setting.device != device)
    }

    /// Notes that a value was set, and keeps both when it crossed another. Call before the value is replaced.
    pub(super) fn note_setting(
        &mut self,
        key: &str,
        current: &str,
        value: &str,
        recorded: &Recorded,
    ) {
        let author = recorded.envelope.author;
        let crossed = self
            .unseen_setting(key, recorded.envelope.device, recorded.envelope.base)
            .cloned();
        if let Some(earlier) = crossed.filter(|_| current != value) {
            let conflict = self
                .conflicts
                .entry(key.to_owned())
                .or_insert_with(|| Conflict {
                    values: vec![ConflictValue {
                        value: current.to_owned(),
                        author: earlier.author,
                        at: earlier.at,
                        position: earlier.position,
                    }],
                });
            conflict.values.retain(|other| other.value != value);
            conflict.values.push(ConflictValue {
                value: value.to_owned(),
                author,
                at: recorded.at(),
                position: recorded.position,
            });
        }
        self.set.insert(key.to_owned(), setting(recorded));
    }

    /// Ends a conflict.
    pub(super) fn resolve(&mut self, key: &str, recorded: &Recorded) {
        self.conflicts.remove(key);
        self.set.insert(key.to_owned(), setting(recorded));
    }
}

fn setting(recorded: &Recorded) -> Setting {
    let envelope = &recorded.envelope;
    Setting {
        position: recorded.position,
        author: envelope.author,
        device: envelope.device,
        at: recorded.at(),
    }
}
