//! People to choose from: those of the dossier's region first, never someone whom it is about (NX-07).

use crate::local::device;
use crate::words::{language, tr};
use domain::dossier::Dossier;
use domain::moment;
use domain::person::{Person, Role};
use sync::message::Reference;

/// Active people with one of some roles, as choices; begins with an empty one that asks to choose.
pub fn choices(dossier: &Dossier, reference: &Reference, roles: &[Role]) -> Vec<(String, String)> {
    let mut people = of(dossier, reference, roles);
    people.sort_by_key(|person| {
        (
            !person.regions.contains(&dossier.region),
            person.name.clone(),
        )
    });
    let ask = (
        String::new(),
        tr("Kies iemand", "Choose someone").to_owned(),
    );
    let choice = |person: &Person| {
        let regions: Vec<String> = person
            .regions
            .iter()
            .map(|region| reference.region_name(region))
            .collect();
        let words = if regions.is_empty() {
            person.name.clone()
        } else {
            format!("{} ({})", person.name, regions.join(", "))
        };
        let today = reference.procedure.calendar.wall(device::now()).date();
        let mut away = reference.absences.iter();
        let away = away.find(|away| away.person == person.id && away.covers(today));
        let words = match away {
            Some(away) => format!(
                "{words}, {} {}",
                tr("afwezig t/m", "away until"),
                moment::day(away.until, language())
            ),
            None => words,
        };
        (person.id.to_string(), words)
    };
    std::iter::once(ask)
        .chain(people.into_iter().map(choice))
        .collect()
}

/// Active people with one of some roles.
pub fn of<'a>(dossier: &Dossier, reference: &'a Reference, roles: &[Role]) -> Vec<&'a Person> {
    let fits = |person: &&Person| {
        person.active
            && !dossier.about.contains(&person.id)
            && roles.iter().any(|role| person.roles.contains(role))
    };
    reference.people.iter().filter(fits).collect()
}

/// The first of the choices who is of the dossier's region.
pub fn nearest(dossier: &Dossier, reference: &Reference, role: Role) -> Option<String> {
    let mut people = of(dossier, reference, &[role]);
    people.sort_by_key(|person| person.name.clone());
    people
        .iter()
        .find(|person| person.regions.contains(&dossier.region))
        .map(|person| person.id.to_string())
}
