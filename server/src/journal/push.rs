//! Taking in what devices send: each dossier in a transaction of its own, answered only after its commit.

use super::log::Log;
use super::receipt::{self, Known};
use super::{JournalError, PostgresJournal, number, parked, projection};
use crate::journal::audience::Audience;
use app::api::ApiError;
use chrono::{DateTime, SubsecRound, Utc};
use domain::admit::{Verdict, admit};
use domain::event::{EventKind, Nature};
use domain::id::{DossierId, EventId, OrganisationId};
use domain::record::Envelope;
use domain::refusal::Refusal;
use sqlx::PgConnection;
use std::collections::{BTreeSet, HashMap};
use sync::message::{MOST_PUSHED, Parked, Push, Receipt, Receipts};

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
        let mut failed = None;
        let mut opened: Vec<DossierId> = Vec::new();
        for (dossier, places) in by_dossier(&push.envelopes) {
            let envelopes: Vec<&Envelope> =
                places.iter().map(|place| &push.envelopes[*place]).collect();
            match self.take_in(dossier, &envelopes, received_at).await {
                Ok(given) => {
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
                server_time: Utc::now(),
            }),
        }
    }

    pub(super) async fn take_in(
        &self,
        dossier: DossierId,
        envelopes: &[&Envelope],
        received_at: DateTime<Utc>,
    ) -> Result<Vec<Receipt>, JournalError> {
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
    ) -> Result<Vec<Receipt>, JournalError> {
        let organisation = self.actor.organisation;
        let mut transaction = self.database.organisation(organisation).await?;
        let log = Log::lock(&mut transaction, organisation, dossier).await?;
        let events: Vec<EventId> = envelopes.iter().map(|envelope| envelope.id).collect();
        let known = receipt::find(&mut transaction, organisation, &events).await?;
        let before = log
            .dossier
            .as_ref()
            .map(|dossier| Audience::of(dossier, &self.procedure));
        let settled = log
            .dossier
            .as_ref()
            .map(|dossier| dossier.settled.clone())
            .unwrap_or_default();
        let mut intake = Intake {
            journal: self,
            log,
            known,
            given: vec![],
            parked: vec![],
            received_at,
        };
        let mut receipts = Vec::with_capacity(envelopes.len());
        for envelope in envelopes {
            receipts.push(intake.take(&mut transaction, envelope).await?);
        }
        if intake
            .write(&mut transaction, dossier, before.as_ref(), &settled)
            .await?
        {
            sqlx::query!(
                "select pg_notify($1, $2)",
                crate::hints::CHANNEL,
                organisation.to_string()
            )
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(receipts)
    }
}

/// One dossier's envelopes while they are being judged, before anything is written.
struct Intake<'a> {
    journal: &'a PostgresJournal,
    log: Log,
    known: HashMap<EventId, Known>,
    /// Events that got a receipt of record here.
    given: Vec<EventId>,
    parked: Vec<Parked>,
    received_at: DateTime<Utc>,
}

impl Intake<'_> {
    async fn take(
        &mut self,
        connection: &mut PgConnection,
        envelope: &Envelope,
    ) -> Result<Receipt, JournalError> {
        let whole = envelope.payload.hash() == envelope.hash
            && envelope.author == self.journal.actor.person;
        let verdict = match self.known.get(&envelope.id) {
            Some(known) if whole && known.is_of(envelope) => return Ok(known.receipt.clone()),
            Some(_) if whole => Verdict::Parked {
                reason: Refusal::Damaged,
            },
            _ => {
                let PostgresJournal {
                    actor, procedure, ..
                } = self.journal;
                admit(
                    self.log.dossier.as_ref(),
                    envelope,
                    actor,
                    procedure,
                    self.received_at,
                )
            }
        };
        let position = match &verdict {
            Verdict::Parked { reason } => {
                let item = Parked {
                    envelope: envelope.clone(),
                    reason: reason.clone(),
                    received_at: self.received_at,
                };
                self.parked.push(item);
                None
            }
            Verdict::Accepted | Verdict::Conflict { .. } => {
                Some(self.append(connection, envelope).await?)
            }
        };
        let outcome = Known::new(envelope, verdict, position);
        let receipt = outcome.receipt.clone();
        if receipt::is_final(&receipt.verdict) {
            self.given.push(envelope.id);
            self.known.insert(envelope.id, outcome);
        }
        Ok(receipt)
    }

    async fn append(
        &mut self,
        connection: &mut PgConnection,
        envelope: &Envelope,
    ) -> Result<u64, JournalError> {
        let position = self.log.append(envelope.clone(), self.received_at);
        let kind = envelope.payload.event().map(|event| event.kind());
        if kind.map(EventKind::nature) == Some(Nature::Opening) {
            let organisation = self.journal.actor.organisation;
            let procedure = &self.journal.procedure;
            let numbered = number::give(
                connection,
                organisation,
                envelope.dossier,
                procedure,
                self.received_at,
            )
            .await?;
            self.log.append(numbered, self.received_at);
        }
        Ok(position)
    }

    /// Writes everything down; whether anything changed.
    async fn write(
        &self,
        connection: &mut PgConnection,
        id: DossierId,
        before: Option<&Audience>,
        settled: &BTreeSet<EventId>,
    ) -> Result<bool, JournalError> {
        let PostgresJournal {
            actor, procedure, ..
        } = self.journal;
        let organisation = actor.organisation;
        parked::keep(connection, organisation, actor.person, &self.parked).await?;
        let given: Vec<&Known> = self
            .given
            .iter()
            .filter_map(|event| self.known.get(event))
            .collect();
        if !given.is_empty() {
            receipt::write(connection, organisation, &given, self.received_at).await?;
        }
        match &self.log.dossier {
            Some(dossier) if !self.log.fresh.is_empty() => {
                let recorded = &self.log.recorded;
                projection::write_row(
                    connection,
                    organisation,
                    dossier,
                    recorded,
                    procedure,
                    before,
                )
                .await?;
                self.log.write(connection, organisation, id).await?;
                projection::write_details(
                    connection,
                    organisation,
                    dossier,
                    recorded,
                    procedure,
                    self.received_at,
                )
                .await?;
                let newly: Vec<EventId> = dossier.settled.difference(settled).copied().collect();
                if !newly.is_empty() {
                    parked::settle(connection, organisation, id, &newly).await?;
                }
                parked::release(connection, organisation, id, &self.log.fresh).await?;
                Ok(true)
            }
            Some(_) if !self.parked.is_empty() => {
                touch(connection, organisation, id).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// Tells devices that something about a dossier changed besides its log.
async fn touch(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
) -> Result<(), JournalError> {
    sqlx::query!(
        "update dossiers set changed_xid = pg_current_xact_id()::text::bigint where organisation = $1 and id = $2",
        organisation.0,
        dossier.0
    )
    .execute(connection)
    .await?;
    Ok(())
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
