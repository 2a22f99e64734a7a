//! Hints that something changed, as they come from Postgres, for the live streams of this process.

use domain::id::OrganisationId;
use sqlx::PgConnection;
use tokio::sync::broadcast;
use uuid::Uuid;

/// The channel on which commits say which organisation changed (`pg_notify`).
pub const CHANNEL: &str = "glashelder_changes";

/// Says, once the transaction of `connection` is committed, that something changed in `organisation`.
pub async fn tell(connection: &mut PgConnection, organisation: OrganisationId) -> sqlx::Result<()> {
    sqlx::query!(
        "select pg_notify($1, $2)",
        CHANNEL,
        organisation.to_string()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The hints of this process; cloning shares them. A listener that lags loses old hints, and that costs nothing: one
/// says as much as ten.
#[derive(Debug, Clone)]
pub struct Hints {
    sender: broadcast::Sender<OrganisationId>,
}

/// Stands for every organisation.
const ALL: OrganisationId = OrganisationId(Uuid::nil());

impl Hints {
    pub fn new() -> Hints {
        Hints {
            sender: broadcast::Sender::new(256),
        }
    }

    pub fn subscribe(&self) -> Subscription {
        Subscription {
            receiver: self.sender.subscribe(),
        }
    }

    pub fn send(&self, organisation: OrganisationId) {
        // Nobody listening is no failure.
        let _ = self.sender.send(organisation);
    }

    pub fn send_to_all(&self) {
        self.send(ALL);
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self::new()
    }
}

/// One listener to the hints.
#[derive(Debug)]
pub struct Subscription {
    receiver: broadcast::Receiver<OrganisationId>,
}

impl Subscription {
    /// Waits for a hint for this organisation; false when there will be none any more.
    pub async fn next(&mut self, organisation: OrganisationId) -> bool {
        loop {
            match self.receiver.recv().await {
                Ok(changed) if changed == organisation || changed == ALL => return true,
                Ok(_) => {}
                // What was missed may have been ours.
                Err(broadcast::error::RecvError::Lagged(_)) => return true,
                Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    }
}
