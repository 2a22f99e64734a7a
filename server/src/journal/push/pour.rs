//! Taking in many dossiers at once, all or none: a register that was kept elsewhere.

use super::super::log::Log;
use super::super::{JournalError, PostgresJournal, number, projection};
use super::intake::Intake;
use chrono::{DateTime, SubsecRound, Utc};
use domain::admit::Verdict;
use domain::id::DossierId;
use domain::record::Envelope;
use domain::refusal::Refusal;
use sqlx::PgConnection;
use std::collections::HashMap;
use thiserror::Error;

/// A dossier that is not known here yet, with all that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Poured {
    pub dossier: DossierId,
    /// The number that it has already; without one it gets the next of its year.
    pub number: Option<String>,
    /// In order, each with the moment at which it counts as received.
    pub envelopes: Vec<(Envelope, DateTime<Utc>)>,
}

/// Why nothing was taken in.
#[derive(Debug, Error)]
pub enum PourError {
    #[error("dossier {dossier}: {reason}")]
    Refused { dossier: DossierId, reason: Refusal },
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl PostgresJournal {
    /// Takes dossiers in as this person, within the caller's transaction of the organisation: an error must end it.
    pub async fn pour(
        &self,
        connection: &mut PgConnection,
        dossiers: &[Poured],
        now: DateTime<Utc>,
    ) -> Result<(), PourError> {
        let organisation = self.actor.organisation;
        let kept = dossiers
            .iter()
            .filter_map(|poured| poured.number.as_deref());
        number::pass(connection, organisation, &self.today.procedure, kept).await?;
        for poured in dossiers {
            // No lock on each: there would be more than Postgres has room for. A dossier that came meanwhile breaks
            // the unique key of its first event.
            let own = self.today.clone();
            let mut intake =
                Intake::new(self, poured.dossier, Log::empty(), own, HashMap::new(), now);
            intake.number = poured.number.clone();
            intake.history = true;
            for (envelope, at) in &poured.envelopes {
                intake.received_at = projection::storable(*at).trunc_subsecs(3);
                let receipt = intake.take(connection, envelope).await?;
                if let Verdict::Parked { reason } = receipt.verdict {
                    return Err(PourError::Refused {
                        dossier: poured.dossier,
                        reason,
                    });
                }
            }
            intake.received_at = projection::storable(now).trunc_subsecs(3);
            intake.write(connection).await?;
        }
        crate::hints::tell(connection, organisation)
            .await
            .map_err(JournalError::from)?;
        Ok(())
    }
}
