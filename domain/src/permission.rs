//! Who may do what: one table, used by every screen and by the server, and printed in `docs/permissions.md`.

use crate::dossier::Dossier;
use crate::event::{EventKind, Handling};
use crate::person::{Actor, Role};
use crate::procedure::Procedure;

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Dossiers on which the person has work: a visit or a repair.
    Work,
    /// Dossiers of which the person's role got a notice (GP-10).
    Noticed,
    /// Dossiers of the person's own regions that are handled there (GP-12).
    Decentral,
    /// All dossiers of the person's own regions.
    Region,
    /// All dossiers of the organisation.
    Organisation,
}

/// What someone may want to do with a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    See,
    Record(EventKind),
}

/// How a person stands to a dossier.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    pub works_here: bool,
    pub noticed: bool,
    pub in_region: bool,
    pub decentral: bool,
    /// The complaint is about this person, who then takes no part (NX-07).
    pub concerned: bool,
}

impl Standing {
    /// How an actor stands to a dossier now.
    pub fn of(actor: &Actor, dossier: &Dossier, procedure: &Procedure) -> Standing {
        Standing {
            works_here: dossier.assigned(actor.person),
            noticed: procedure.notices.iter().any(|notice| {
                actor.is(notice.to) && notice.on.iter().any(|trigger| dossier.happened(trigger))
            }),
            in_region: actor.regions.contains(&dossier.region),
            decentral: dossier.handling == Handling::Decentral,
            concerned: dossier.about.contains(&actor.person),
        }
    }

    fn within(self, reach: Reach) -> bool {
        match reach {
            Reach::Work => self.works_here,
            Reach::Noticed => self.noticed,
            Reach::Decentral => self.in_region && self.decentral,
            Reach::Region => self.in_region,
            Reach::Organisation => true,
        }
    }
}

/// Whether an actor may do something, standing so to the dossier.
pub fn may(actor: &Actor, standing: Standing, deed: Deed) -> bool {
    !standing.concerned
        && actor
            .roles
            .iter()
            .any(|role| reach(*role, deed).is_some_and(|reach| standing.within(reach)))
}

/// Whether an actor may see a dossier.
pub fn may_see(actor: &Actor, dossier: &Dossier, procedure: &Procedure) -> bool {
    may(actor, Standing::of(actor, dossier, procedure), Deed::See)
}

/// The table: how far a role's right to a deed reaches; `None` where it has none.
pub fn reach(role: Role, deed: Deed) -> Option<Reach> {
    use EventKind::*;
    match (role, deed) {
        // Numbers are given by the program, never by a person.
        (_, Deed::Record(Numbered)) => None,
        // GP-02: the coordinator takes in and sees to everything; the deputy does the same work.
        (Role::Coordinator | Role::Deputy, _) => Some(Reach::Organisation),
        // UC-02, UC-04: field staff see and do the work that was given to them.
        (
            Role::Technician,
            Deed::See
            | Deed::Record(
                DetailChanged | NoteAdded | Called | FindingRecorded | PhotoAdded | SignatureTaken
                | Visited | VisitFailed | GlassOrdered | GlassArrived | Repaired,
            ),
        ) => Some(Reach::Work),
        (Role::Technician, _) => None,
        // GP-12: the regional manager sees the region, may take a complaint, and then handles it.
        (
            Role::RegionalManager,
            Deed::See | Deed::Record(Registered | NoteAdded | Called | HandlerChanged | PhotoAdded),
        ) => Some(Reach::Region),
        (Role::RegionalManager, _) => Some(Reach::Decentral),
        // GP-10: for information.
        (Role::QualityManager, Deed::See | Deed::Record(NoteAdded | NoticeSeen)) => {
            Some(Reach::Noticed)
        }
        (Role::QualityManager, _) => None,
        // GP-08: a member of the management team judges with the coordinator.
        (Role::Management, Deed::See | Deed::Record(NoteAdded | Ruled | NoticeSeen)) => {
            Some(Reach::Organisation)
        }
        (Role::Management, _) => None,
        (Role::Administrator, _) => None,
    }
}
