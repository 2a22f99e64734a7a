//! Taking in what devices send: each dossier in a transaction of its own, answered only after its commit.

mod intake;
mod pour;

pub use pour::{PourError, Poured};

use super::log::Log;
use super::{JournalError, PostgresJournal, projection, receipt, version};
use app::api::ApiError;
use chrono::{DateTime, SubsecRound, Utc};
use domain::id::{DossierId, EventId};
use domain::record::Envelope;
use intake::Intake;
use std::collections::HashMap;
use sync::message::{MOST_PUSHED, Push, Receipt, Receipts};

/// How often a dossier is tried when Postgres asks to try again (two transactions crossed).
const TRIES: u32 = 4;

impl PostgresJournal {
    /// Takes in envelopes as if they arrived at a moment. Where the database fails for one dossier, only the receipts
    /// of the others are given: what has none is sent again by its device.
    pub async fn push_at(
        &self,
        push: Push,
        received_at: DateTime<Utc>,
    ) -> Result<Receipts, ApiError> {
        if push.envelopes.len() > MOST_PUSHED {
            return Err(ApiError::Refused {
                nl: format!(
                    "Dit zijn te veel stukken tegelijk. Stuur er hooguit {MOST_PUSHED} per keer."
                ),
                en: format!(
                    "These are too many items at once. Send {MOST_PUSHED} at most each time."
                ),
            });
        }
        // Postgres keeps microseconds; the answer and every later reading must hold the same moment.
        let received_at = projection::storable(received_at).trunc_subsecs(3);
        let mut receipts: Vec<Option<Receipt>> = vec![None; push.envelopes.len()];
        // Of the first dossier: a backup that is put back before a later one then shows as another epoch.
        let mut epoch = None;
        let mut failed = None;
        let mut opened: Vec<DossierId> = Vec::new();
        for (dossier, places) in by_dossier(&push.envelopes) {
            let envelopes: Vec<&Envelope> =
                places.iter().map(|place| &push.envelopes[*place]).collect();
            match self.take_in(dossier, &envelopes, received_at).await {
                Ok(taken) => {
                    epoch.get_or_insert(taken.epoch);
                    let given = taken.receipts;
                    opened.extend(
                        given
                            .iter()
                            .any(|receipt| receipt.position == Some(1))
                            .then_some(dossier),
                    );
                    for (place, receipt) in places.iter().zip(given) {
                        receipts[*place] = Some(receipt);
                    }
                }
                Err(error) => failed = Some(error.noted("push")),
            }
        }
        for dossier in opened {
            // What is not taken in now stays aside, where it is seen; the receipts above hold all the same.
            if let Err(error) = self.take_in_early(dossier).await {
                error.noted("early");
            }
        }
        let receipts: Vec<Receipt> = receipts.into_iter().flatten().collect();
        match failed {
            Some(error) if receipts.is_empty() => Err(error),
            _ => Ok(Receipts {
                receipts,
                server_time: received_at,
                epoch,
            }),
        }
    }

    pub(super) async fn take_in(
        &self,
        dossier: DossierId,
        envelopes: &[&Envelope],
        received_at: DateTime<Utc>,
    ) -> Result<Taken, JournalError> {
        let mut tries = 1;
        loop {
            match self.try_take_in(dossier, envelopes, received_at).await {
                Err(error) if error.is_crossing() && tries < TRIES => tries += 1,
                done => return done,
            }
        }
    }

    async fn try_take_in(
        &self,
        dossier: DossierId,
        envelopes: &[&Envelope],
        received_at: DateTime<Utc>,
    ) -> Result<Taken, JournalError> {
        let organisation = self.actor.organisation;
        let mut transaction = self.database.organisation(organisation).await?;
        let epoch = self.epoch(&mut transaction).await?;
        let log = Log::lock(&mut transaction, organisation, dossier).await?;
        let events: Vec<EventId> = envelopes.iter().map(|envelope| envelope.id).collect();
        let known = receipt::find(&mut transaction, organisation, &events).await?;
        let folded = log.dossier.as_ref();
        let own = version::of(&mut transaction, organisation, folded, &self.today).await?;
        let mut intake = Intake::new(self, dossier, log, own, known, received_at);
        let mut receipts = Vec::with_capacity(envelopes.len());
        for envelope in envelopes {
            receipts.push(intake.take(&mut transaction, envelope).await?);
        }
        if intake.write(&mut transaction).await? {
            crate::hints::tell(&mut transaction, organisation).await?;
        }
        transaction.commit().await?;
        Ok(Taken { receipts, epoch })
    }
}

/// What became of one dossier's envelopes, and in which database.
pub(super) struct Taken {
    receipts: Vec<Receipt>,
    epoch: String,
}

/// The places of each dossier's envelopes in a batch, in the order of arrival.
fn by_dossier(envelopes: &[Envelope]) -> Vec<(DossierId, Vec<usize>)> {
    let mut groups: Vec<(DossierId, Vec<usize>)> = Vec::new();
    let mut found: HashMap<DossierId, usize> = HashMap::new();
    for (place, envelope) in envelopes.iter().enumerate() {
        let group = *found.entry(envelope.dossier).or_insert_with(|| {
            groups.push((envelope.dossier, vec![]));
            groups.len() - 1
        });
        groups[group].1.push(place);
    }
    groups
}
