//! Being out of office: told for oneself, or for somebody who cannot tell it any more.

use super::OrganisationAccounts;
use super::draft::refused;
use crate::failure::noted;
use app::api::ApiError;
use domain::absence::Absence;
use domain::id::PersonId;
use domain::person::Role;

/// Keeps an absence, or ends it.
pub async fn save(
    accounts: &OrganisationAccounts,
    person: PersonId,
    absence: Option<Absence>,
) -> Result<(), ApiError> {
    let actor = &accounts.member.actor;
    let entitled = [
        Role::Administrator,
        Role::Coordinator,
        Role::Deputy,
        Role::Management,
    ];
    if person != actor.person && !entitled.iter().any(|role| actor.is(*role)) {
        return Err(ApiError::NotAllowed);
    }
    let organisation = actor.organisation;
    let mut transaction = accounts.begin().await?;
    match absence {
        None => {
            sqlx::query!(
                "delete from absences where organisation = $1 and person = $2",
                organisation.0,
                person.0
            )
            .execute(&mut *transaction)
            .await
        }
        Some(absence) => {
            if absence.person != person || absence.until < absence.from {
                return Err(refused(
                    "De laatste dag ligt voor de eerste. Kies een andere dag.",
                    "The last day is before the first. Choose another day.",
                ));
            }
            if absence.deputy == Some(person) {
                return Err(refused(
                    "Niemand vervangt zichzelf. Kies een collega.",
                    "Nobody stands in for themselves. Choose a colleague.",
                ));
            }
            sqlx::query!(
                "insert into absences (organisation, person, starts, ends, deputy)
                 select $1, a.person, $3, $4, d.person
                 from accounts a left join accounts d on d.organisation = $1 and d.person = $5 and d.active
                 where a.organisation = $1 and a.person = $2
                 on conflict (organisation, person) do update set
                   starts = excluded.starts, ends = excluded.ends, deputy = excluded.deputy",
                organisation.0,
                person.0,
                absence.from,
                absence.until,
                absence.deputy.map(|deputy| deputy.0)
            )
            .execute(&mut *transaction)
            .await
        }
    }
    .map_err(noted("absence"))?;
    crate::hints::tell(&mut transaction, organisation)
        .await
        .map_err(noted("absence"))?;
    transaction.commit().await.map_err(noted("absence"))?;
    tracing::info!(by = %actor.person, %person, "absence saved");
    Ok(())
}
