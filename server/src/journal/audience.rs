//! Who may see a dossier, as tables: the facts from which `visible()` in the database decides for a whole set.

use super::JournalError;
use domain::dossier::Dossier;
use domain::event::Handling;
use domain::id::{DossierId, OrganisationId, PersonId};
use domain::procedure::Procedure;
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// What decides who sees a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    region: String,
    handling: Handling,
    /// Whoever has or had work on it, and whether they have it now.
    assigned: BTreeMap<PersonId, bool>,
    /// Words of the roles that got a notice.
    noticed: Vec<String>,
    concerned: Vec<PersonId>,
}

impl Audience {
    pub fn of(dossier: &Dossier, procedure: &Procedure) -> Audience {
        let noticed = procedure
            .notices
            .iter()
            .filter(|notice| !notice.involved)
            .filter(|notice| notice.on.iter().any(|trigger| dossier.happened(trigger)))
            .map(|notice| notice.to.word().to_owned())
            .collect::<std::collections::BTreeSet<_>>();
        Audience {
            region: dossier.region.clone(),
            handling: dossier.handling,
            assigned: dossier
                .assignments
                .iter()
                .map(|a| a.person)
                .chain([dossier.registered_by])
                .map(|person| (person, dossier.works_here(person)))
                .collect(),
            noticed: noticed.into_iter().collect(),
            concerned: dossier.about.iter().copied().collect(),
        }
    }

    /// Whether it appears in or leaves a region, seen from before.
    pub fn moved(&self, before: Option<&Audience>) -> bool {
        before
            .is_none_or(|before| (&before.region, before.handling) != (&self.region, self.handling))
    }
}

/// Empties the tables, where what they hold was decided by another procedure.
pub async fn clear(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: DossierId,
) -> Result<(), JournalError> {
    sqlx::query!(
        "with a as (delete from assigned where organisation = $1 and dossier = $2),
              n as (delete from noticed where organisation = $1 and dossier = $2)
         delete from concerned where organisation = $1 and dossier = $2",
        organisation.0,
        dossier.0
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes the tables that differ from before.
pub async fn write(
    connection: &mut PgConnection,
    organisation: OrganisationId,
    dossier: &Dossier,
    audience: &Audience,
    before: Option<&Audience>,
) -> Result<(), JournalError> {
    if before
        .map(|before| &before.assigned)
        .unwrap_or(&BTreeMap::new())
        != &audience.assigned
    {
        let persons: Vec<_> = audience.assigned.keys().map(|person| person.0).collect();
        let active: Vec<_> = audience.assigned.values().copied().collect();
        sqlx::query!(
            "insert into assigned (organisation, dossier, person, active, xid)
             select $1, $2, a.person, a.active, pg_current_xact_id()::text::bigint
             from unnest($3::uuid[], $4::boolean[]) as a(person, active)
             on conflict (organisation, dossier, person) do update set active = excluded.active, xid = excluded.xid
             where assigned.active <> excluded.active",
            organisation.0,
            dossier.id.0,
            &persons,
            &active
        )
        .execute(&mut *connection)
        .await?;
    }
    if before
        .map(|before| before.noticed.as_slice())
        .unwrap_or_default()
        != audience.noticed
    {
        sqlx::query!(
            "with gone as (
               delete from noticed where organisation = $1 and dossier = $2 and not role = any ($3)
             )
             insert into noticed (organisation, dossier, role, xid)
             select $1, $2, n.role, pg_current_xact_id()::text::bigint from unnest($3::text[]) as n(role)
             on conflict do nothing",
            organisation.0,
            dossier.id.0,
            &audience.noticed
        )
        .execute(&mut *connection)
        .await?;
    }
    if before
        .map(|before| before.concerned.as_slice())
        .unwrap_or_default()
        != audience.concerned
    {
        let persons: Vec<_> = audience.concerned.iter().map(|person| person.0).collect();
        sqlx::query!(
            "insert into concerned (organisation, dossier, person)
             select $1, $2, c.person from unnest($3::uuid[]) as c(person) on conflict do nothing",
            organisation.0,
            dossier.id.0,
            &persons
        )
        .execute(connection)
        .await?;
    }
    Ok(())
}
