//! What an organisation has already: its procedure, regions, people, and the dossiers that are there.

use crate::database::Database;
use crate::procedures::Procedures;
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use domain::id::{DossierId, OrganisationId, PersonId};
use domain::person::{Actor, Person, Role};
use domain::procedure::Procedure;
use sqlx::PgConnection;
use std::collections::HashMap;
use std::sync::Arc;
use sync::message::Region;

/// An organisation, as far as a register needs to know it.
#[derive(Debug, Clone)]
pub struct Facts {
    pub organisation: OrganisationId,
    pub procedure: Arc<Procedure>,
    pub regions: Vec<Region>,
    pub people: Vec<Colleague>,
}

/// Someone with an account, also one who has left.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub email: String,
    pub name: String,
    pub active: bool,
    pub actor: Actor,
}

/// A dossier that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    pub id: DossierId,
    pub complainant: String,
    pub received_at: DateTime<Utc>,
}

/// The dossiers that are there, by their ids and by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    pub by_id: HashMap<DossierId, Present>,
    pub by_number: HashMap<String, DossierId>,
}

impl Facts {
    /// Reads them by the organisation's short name.
    pub async fn read(
        database: &Database,
        procedures: &Procedures,
        slug: &str,
    ) -> anyhow::Result<Facts> {
        let found = sqlx::query!(
            "select id, procedure from organisations where slug = $1",
            slug
        )
        .fetch_optional(database.pool())
        .await?
        .with_context(|| format!("there is no organisation {slug}"))?;
        let procedure = procedures.get(&found.procedure).with_context(|| {
            format!(
                "there is no procedure {}; give its folder with --procedures",
                found.procedure
            )
        })?;
        let organisation = OrganisationId(found.id);
        let mut transaction = database.organisation(organisation).await?;
        let regions = sqlx::query!("select id, name, postcodes from regions order by id")
            .fetch_all(&mut *transaction)
            .await?;
        let people = sqlx::query!(
            "select person, name, email, roles, regions, active from accounts order by name, email"
        )
        .fetch_all(&mut *transaction)
        .await?;
        Ok(Facts {
            organisation,
            procedure,
            regions: regions
                .into_iter()
                .map(|row| Region {
                    id: row.id,
                    name: row.name,
                    postcodes: row.postcodes,
                })
                .collect(),
            people: people
                .into_iter()
                .map(|row| Colleague {
                    email: row.email,
                    name: row.name,
                    active: row.active,
                    actor: Actor {
                        person: PersonId(row.person),
                        organisation,
                        roles: Role::from_words(&row.roles),
                        regions: row.regions.into_iter().collect(),
                    },
                })
                .collect(),
        })
    }

    /// Everybody, as admission asks for them.
    pub fn colleagues(&self) -> Vec<Person> {
        let person = |colleague: &Colleague| Person {
            id: colleague.actor.person,
            name: colleague.name.clone(),
            roles: colleague.actor.roles.clone(),
            regions: colleague.actor.regions.clone(),
            active: colleague.active,
        };
        self.people.iter().map(person).collect()
    }

    /// Under whose name a register comes in: whom `email` names, else the only coordinator.
    pub fn keeper(&self, email: Option<&str>) -> anyhow::Result<&Colleague> {
        let mut able = self
            .people
            .iter()
            .filter(|p| p.active && self.procedure.coordinates(&p.actor));
        if let Some(email) = email {
            let email = email.trim().to_lowercase();
            let found = able.find(|person| person.email == email);
            return found.with_context(|| {
                format!("{email} is no active account of a coordinator or deputy; only they take complaints in")
            });
        }
        let coordinators: Vec<&Colleague> =
            able.filter(|p| p.actor.is(Role::Coordinator)).collect();
        match coordinators.as_slice() {
            [one] => Ok(one),
            [] => bail!(
                "nobody is coordinator yet; add an account with --role coordinator, or name a deputy with --as"
            ),
            several => {
                let emails: Vec<&str> = several.iter().map(|p| p.email.as_str()).collect();
                bail!(
                    "several are coordinator; say with --as in whose name: {}",
                    emails.join(", ")
                )
            }
        }
    }

    pub fn colleague(&self, email: &str) -> Option<&Colleague> {
        self.people.iter().find(|person| person.email == email)
    }

    /// The name of a colleague; with the address where two are called so.
    pub fn name_of(&self, person: PersonId) -> String {
        let Some(found) = self.people.iter().find(|p| p.actor.person == person) else {
            return String::new();
        };
        let same = self
            .people
            .iter()
            .filter(|p| p.name.eq_ignore_ascii_case(&found.name))
            .count();
        if same > 1 {
            format!("{} <{}>", found.name, found.email)
        } else {
            found.name.clone()
        }
    }

    pub fn region_name(&self, id: &str) -> String {
        let found = self.regions.iter().find(|region| region.id == id);
        found.map_or_else(|| id.to_owned(), |region| region.name.clone())
    }
}

impl Presence {
    pub async fn read(connection: &mut PgConnection) -> anyhow::Result<Presence> {
        let rows = sqlx::query!("select id, number, complainant, received_at from dossiers")
            .fetch_all(connection)
            .await?;
        let mut presence = Presence::default();
        for row in rows {
            let id = DossierId(row.id);
            if let Some(number) = row.number {
                presence.by_number.insert(number, id);
            }
            let present = Present {
                id,
                complainant: row.complainant,
                received_at: row.received_at,
            };
            presence.by_id.insert(id, present);
        }
        Ok(presence)
    }
}
