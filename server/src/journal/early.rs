//! Events that came before their dossier: after a backup was put back, devices send what was lost in any order. They
//! are kept aside until the registration comes, and taken in then, under their authors' own rights.

use super::{JournalError, PostgresJournal};
use domain::id::{DossierId, PersonId};
use domain::person::{Actor, Role};
use domain::record::Envelope;
use domain::refusal::Refusal;

impl PostgresJournal {
    /// Takes in what waited for a dossier that is registered now, in the order of arrival.
    pub(super) async fn take_in_early(&self, dossier: DossierId) -> Result<(), JournalError> {
        let organisation = self.actor.organisation;
        let mut transaction = self.database.organisation(organisation).await?;
        let rows = sqlx::query!(
            "select p.envelope, p.received_at, a.person, a.roles, a.regions
             from parked p join accounts a on a.organisation = p.organisation and a.person = p.author
             where p.organisation = $1 and p.dossier = $2 and p.reason = $3 and p.sender = p.author and not p.settled
             order by p.received_at, p.event",
            organisation.0,
            dossier.0,
            serde_json::to_string(&Refusal::NoDossier)?
        )
        .fetch_all(&mut *transaction)
        .await?;
        drop(transaction);
        for row in rows {
            let envelope: Envelope = serde_json::from_str(&row.envelope)?;
            let actor = Actor {
                person: PersonId(row.person),
                organisation,
                roles: Role::from_words(&row.roles),
                regions: row.regions.into_iter().collect(),
            };
            let author = PostgresJournal {
                actor,
                ..self.clone()
            };
            author
                .take_in(dossier, &[&envelope], row.received_at)
                .await?;
        }
        Ok(())
    }
}
