//! One dossier's envelopes on their way in: judged one after the other, then written down together.

use super::super::audience::Audience;
use super::super::log::Log;
use super::super::receipt::{self, Known};
use super::super::reference::people;
use super::super::version::Version;
use super::super::{JournalError, PostgresJournal, number, parked, projection, version};
use chrono::{DateTime, Utc};
use domain::admit::{Verdict, admit};
use domain::event::{EventKind, Nature};
use domain::id::{DossierId, EventId, OrganisationId};
use domain::person::Person;
use domain::record::Envelope;
use domain::refusal::Refusal;
use sqlx::PgConnection;
use std::collections::{BTreeSet, HashMap};
use sync::message::{Parked, Receipt};

/// A dossier that is locked, and what comes in for it.
pub struct Intake<'a> {
    journal: &'a PostgresJournal,
    dossier: DossierId,
    log: Log,
    /// The version of the procedure by which the dossier goes.
    own: Version,
    /// Who could see it, and what had been settled, before anything came in.
    before: Option<Audience>,
    settled: BTreeSet<EventId>,
    known: HashMap<EventId, Known>,
    /// What was ruled elsewhere, and before: who judged along is taken as it was written down.
    pub history: bool,
    /// Colleagues; read once an event names some.
    people: Option<Vec<Person>>,
    /// Events that got a receipt of record here.
    given: Vec<EventId>,
    parked: Vec<Parked>,
    pub(super) received_at: DateTime<Utc>,
    /// The number that a new dossier has already.
    pub(super) number: Option<String>,
}

impl<'a> Intake<'a> {
    /// `own` is the version by which the dossier goes, `known` are the receipts that the envelopes got before.
    pub fn new(
        journal: &'a PostgresJournal,
        dossier: DossierId,
        log: Log,
        own: Version,
        known: HashMap<EventId, Known>,
        received_at: DateTime<Utc>,
    ) -> Intake<'a> {
        let folded = log.dossier.as_ref();
        Intake {
            journal,
            dossier,
            before: folded.map(|dossier| Audience::of(dossier, &own.procedure)),
            settled: folded
                .map(|dossier| dossier.settled.clone())
                .unwrap_or_default(),
            log,
            own,
            known,
            history: false,
            people: None,
            given: vec![],
            parked: vec![],
            received_at,
            number: None,
        }
    }

    /// Judges one envelope, knowing those before it.
    pub async fn take(
        &mut self,
        connection: &mut PgConnection,
        envelope: &Envelope,
    ) -> Result<Receipt, JournalError> {
        let whole = envelope.payload.hash() == envelope.hash
            && envelope.author == self.journal.actor.person;
        let kind = envelope.payload.event().map(|event| event.kind());
        if self.people.is_none() && kind.is_some_and(EventKind::names_people) {
            let organisation = self.journal.actor.organisation;
            self.people = Some(people(connection, organisation.0).await?);
        }
        let verdict = match self.known.get(&envelope.id) {
            Some(known) if whole && known.is_of(envelope) => return Ok(known.receipt.clone()),
            Some(_) if whole => Verdict::Parked {
                reason: Refusal::Damaged,
            },
            _ => admit(
                self.log.dossier.as_ref(),
                envelope,
                &self.journal.actor,
                self.people.as_deref().unwrap_or_default(),
                &self.own.procedure,
                self.received_at,
            ),
        };
        let verdict = match verdict {
            Verdict::Parked {
                reason: Refusal::NeedsCompany { .. },
            } if self.history => Verdict::Accepted,
            verdict => verdict,
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
            version::keep(connection, organisation, &self.own).await?;
            let numbered = match self.number.take() {
                Some(kept) => number::keep(envelope.dossier, kept, &self.own, self.received_at)?,
                None => {
                    number::give(
                        connection,
                        organisation,
                        envelope.dossier,
                        &self.own,
                        self.received_at,
                    )
                    .await?
                }
            };
            self.log.append(numbered, self.received_at);
        }
        Ok(position)
    }

    /// Writes everything down; whether anything changed.
    pub async fn write(&self, connection: &mut PgConnection) -> Result<bool, JournalError> {
        let (id, before) = (self.dossier, self.before.as_ref());
        let (actor, own) = (&self.journal.actor, &self.own);
        let organisation = actor.organisation;
        parked::keep(connection, organisation, actor.person, &self.parked).await?;
        for item in &self.parked {
            let why = item.reason.word();
            tracing::warn!(person = %actor.person, dossier = %id, event = %item.envelope.id, why, "an event was set aside");
        }
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
                projection::write_row(connection, organisation, dossier, recorded, own, before)
                    .await?;
                self.log.write(connection, organisation, id).await?;
                projection::write_details(
                    connection,
                    organisation,
                    dossier,
                    recorded,
                    own,
                    self.received_at,
                )
                .await?;
                let newly: Vec<EventId> =
                    dossier.settled.difference(&self.settled).copied().collect();
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
