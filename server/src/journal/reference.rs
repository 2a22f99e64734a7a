//! What a device needs to know besides dossiers: people, regions, procedure.

use super::{JournalError, PostgresJournal, version};
use domain::id::{FileHash, PersonId};
use domain::person::{Person, Role};
use sqlx::PgConnection;
use sync::message::{Reference, Region};

impl PostgresJournal {
    /// The reference data as this person's devices hold it.
    pub(super) async fn reference(
        &self,
        connection: &mut PgConnection,
    ) -> Result<Reference, JournalError> {
        let organisation = self.actor.organisation;
        let people = people(connection, organisation.0).await?;
        let regions = sqlx::query!(
            "select id, name, postcodes from regions where organisation = $1 order by name, id",
            organisation.0
        )
        .fetch_all(&mut *connection)
        .await?;
        let organisation_name = sqlx::query_scalar!(
            "select name from organisations where id = $1",
            organisation.0
        )
        .fetch_one(&mut *connection)
        .await?;
        let kept = version::all(connection, organisation).await?;
        let first = kept.first().map(|first| first.version.fingerprint.clone());
        let earlier = kept
            .into_iter()
            .enumerate()
            .filter(|(place, kept)| {
                let followed = kept.dossiers > 0 || *place == 0;
                followed && kept.version.fingerprint != self.today.fingerprint
            })
            .map(|(_, kept)| {
                let version = kept.version;
                (version.fingerprint, (*version.procedure).clone())
            })
            .collect();
        let me = people.iter().find(|person| person.id == self.actor.person);
        let mut reference = Reference {
            hash: String::new(),
            organisation,
            organisation_name,
            me: self.actor.clone(),
            my_name: me.map(|person| person.name.clone()).unwrap_or_default(),
            people,
            regions: regions
                .into_iter()
                .map(|row| Region {
                    id: row.id,
                    name: row.name,
                    postcodes: row.postcodes,
                })
                .collect(),
            procedure: (*self.today.procedure).clone(),
            earlier,
            first,
        };
        reference.hash = FileHash::of(serde_json::to_string(&reference)?.as_bytes()).into();
        Ok(reference)
    }
}

/// Everybody in the organisation, also those who left.
pub(super) async fn people(
    connection: &mut PgConnection,
    organisation: uuid::Uuid,
) -> Result<Vec<Person>, JournalError> {
    let rows = sqlx::query!(
        "select person, name, roles, regions, active from accounts where organisation = $1 order by name, person",
        organisation
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Person {
            id: PersonId(row.person),
            name: row.name,
            roles: Role::from_words(&row.roles),
            regions: row.regions.into_iter().collect(),
            active: row.active,
        })
        .collect())
}
