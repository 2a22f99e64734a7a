//! What a person may see, as arguments of `visible()` in the database: read from the table of rights in
//! `domain::permission`, so that the rule itself stands in one place.

use domain::event::EventKind;
use domain::permission::{Deed, Reach, Standing, may, reach};
use domain::person::Actor;
use domain::procedure::Procedure;
use uuid::Uuid;

/// The arguments, in the function's order.
pub struct Sight {
    pub organisation: Uuid,
    pub person: Uuid,
    /// All dossiers of the organisation.
    pub whole: bool,
    pub regions: Vec<String>,
    /// Regions of which the person sees what is handled there.
    pub decentral: Vec<String>,
    /// Dossiers on which the person has work.
    pub works: bool,
    /// Roles whose notices let the person see a dossier.
    pub roles: Vec<String>,
}

impl Sight {
    pub fn of(actor: &Actor, procedure: &Procedure) -> Sight {
        let reaches = |wanted: Reach| {
            actor
                .roles
                .iter()
                .any(|role| reach(*role, Deed::See, procedure) == Some(wanted))
        };
        let regions = |reached: bool| {
            if reached {
                actor.regions.iter().cloned().collect()
            } else {
                vec![]
            }
        };
        let roles = actor.roles.iter().map(|role| role.word().to_owned());
        Sight {
            organisation: actor.organisation.0,
            person: actor.person.0,
            whole: reaches(Reach::Organisation),
            regions: regions(reaches(Reach::Region)),
            decentral: regions(reaches(Reach::Decentral)),
            works: reaches(Reach::Work),
            roles: if reaches(Reach::Noticed) {
                roles.collect()
            } else {
                vec![]
            },
        }
    }
}

/// Whether a person who sees a dossier may settle what was set aside there.
pub fn settles(actor: &Actor, region: &str, handling: &str, procedure: &Procedure) -> bool {
    let standing = Standing {
        in_region: actor.regions.contains(region),
        decentral: handling == domain::event::Handling::Decentral.word(),
        ..Standing::default()
    };
    may(
        actor,
        standing,
        Deed::Record(EventKind::ParkedSettled),
        procedure,
    )
}
