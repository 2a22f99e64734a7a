//! What a device needs to know besides dossiers: people, regions, procedure.

use super::{JournalError, PostgresJournal, version};
use chrono::NaiveDate;
use domain::absence::Absence;
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
        let absences = sqlx::query_as!(
            Away,
            r#"select person, starts as "starts!", ends as "ends!", deputy from absences
               where organisation = $1 and ends >= current_date - 1 order by starts, person"#,
            organisation.0
        )
        .fetch_all(&mut *connection)
        .await?
        .into_iter()
        .map(Absence::from)
        .collect();
        let (earlier, first) = version::earlier(connection, organisation, &self.today).await?;
        let earlier = earlier
            .into_iter()
            .map(|version| (version.fingerprint, (*version.procedure).clone()))
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
            absences,
            earlier,
            first,
        };
        reference.hash = self.hash_of(&reference)?;
        Ok(reference)
    }

    /// What differs when anything of it differs: a procedure is told by its fingerprint, which is known already. Another
    /// program may read and write all of it differently.
    fn hash_of(&self, reference: &Reference) -> Result<String, JournalError> {
        let Reference {
            hash: _,
            organisation,
            organisation_name,
            me,
            my_name,
            people,
            regions,
            procedure: _,
            absences,
            earlier,
            first,
        } = reference;
        let procedures: Vec<_> = earlier.keys().collect();
        let told = serde_json::to_string(&(
            (env!("CARGO_PKG_VERSION"), organisation, organisation_name),
            (me, my_name, people, regions, absences),
            (&self.today.fingerprint, procedures, first),
        ))?;
        Ok(FileHash::of(told.as_bytes()).into())
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

/// An absence, as it is stored.
struct Away {
    person: uuid::Uuid,
    starts: NaiveDate,
    ends: NaiveDate,
    deputy: Option<uuid::Uuid>,
}

impl From<Away> for Absence {
    fn from(row: Away) -> Absence {
        Absence {
            person: PersonId(row.person),
            from: row.starts,
            until: row.ends,
            deputy: row.deputy.map(PersonId),
        }
    }
}
