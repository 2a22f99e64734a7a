//! Hints that something changed, as they come from Postgres, for the live streams of this process.

use domain::id::OrganisationId;
use tokio::sync::broadcast;

/// The channel on which commits say which organisation changed (`pg_notify`).
pub const CHANNEL: &str = "glashelder_changes";

/// The hints of this process; cloning shares them. A listener that lags loses old hints, and that costs nothing: one
/// says as much as ten.
#[derive(Debug, Clone)]
pub struct Hints {
    sender: broadcast::Sender<OrganisationId>,
}

impl Hints {
    pub fn new() -> Hints {
        Hints {
            sender: broadcast::Sender::new(256),
        }
    }

    pub fn subscribe(&self) -> broadcast::Receiver<OrganisationId> {
        self.sender.subscribe()
    }

    pub fn send(&self, organisation: OrganisationId) {
        // Nobody listening is no failure.
        let _ = self.sender.send(organisation);
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self::new()
    }
}
