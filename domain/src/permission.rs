//! Who may do what: one table, used by every screen and by the server, and printed in `docs/permissions.md`.
//!
//! A procedure narrows or widens it in two ways: a role may have the rights of another role (`like`), and a step may
//! name who records it (`by`).

use crate::dossier::Dossier;
use crate::event::{EventKind, Handling};
use crate::person::{Actor, Role};
use crate::procedure::Procedure;

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Dossiers on which the person has work, or which the person took in.
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
            works_here: dossier.works_here(actor.person),
            noticed: procedure.notices.iter().any(|notice| {
                !notice.involved
                    && actor.is(notice.to)
                    && notice.on.iter().any(|trigger| dossier.happened(trigger))
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
pub fn may(actor: &Actor, standing: Standing, deed: Deed, procedure: &Procedure) -> bool {
    !standing.concerned
        && actor
            .roles
            .iter()
            .any(|role| reach(*role, deed, procedure).is_some_and(|reach| standing.within(reach)))
}

/// Whether an actor may do something to some dossier, whichever.
pub fn may_anywhere(actor: &Actor, deed: Deed, procedure: &Procedure) -> bool {
    let mut roles = actor.roles.iter();
    roles.any(|role| reach(*role, deed, procedure).is_some())
}

/// Whether an actor may see a dossier.
pub fn may_see(actor: &Actor, dossier: &Dossier, procedure: &Procedure) -> bool {
    may(
        actor,
        Standing::of(actor, dossier, procedure),
        Deed::See,
        procedure,
    )
}

/// Whether an actor may see a dossier that goes by another version of the procedure (`own`) than the one of today: its
/// notices are those of its own version, rights are those of today.
pub fn may_see_under(actor: &Actor, dossier: &Dossier, own: &Procedure, today: &Procedure) -> bool {
    let standing = Standing::of(actor, dossier, own);
    may(actor, standing, Deed::See, today)
}

/// How far a role's right to a deed reaches in an organisation; `None` where it has none.
pub fn reach(role: Role, deed: Deed, procedure: &Procedure) -> Option<Reach> {
    let works_as = procedure.works_as(role);
    let general = table(works_as, deed);
    let Deed::Record(kind) = deed else {
        return general;
    };
    match procedure.step(kind).map(|step| step.by.as_slice()) {
        None | Some([]) => general,
        Some(by) if !procedure.means(by, role) => None,
        // Nobody works on or has seen what is yet to be taken in.
        Some(_) if kind == EventKind::Registered => general.or(Some(Reach::Organisation)),
        Some(_) => general.or_else(|| table(works_as, Deed::See)),
    }
}

/// The table, before a procedure changes anything.
pub fn table(role: Role, deed: Deed) -> Option<Reach> {
    use EventKind::*;
    match (role, deed) {
        // What the program itself appends: numbers, and by which version a dossier goes on.
        (_, Deed::Record(Numbered | ProcedureApplied)) => None,
        // GP-02: the coordinator takes in and sees to everything; the deputy does the same work.
        (Role::Coordinator | Role::Deputy, _) => Some(Reach::Organisation),
        // UC-02, UC-04: field staff see and do the work that was given to them.
        (
            Role::Technician,
            Deed::See
            | Deed::Record(
                DetailChanged | NoteAdded | Called | FindingRecorded | PhotoAdded | SignatureTaken
                | Visited | VisitFailed | GlassOrdered | GlassArrived | Repaired | NoticeSeen,
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
        // GP-08: a member of the management team judges with the coordinator. GP-14: claims are addressed to them.
        (
            Role::Management,
            Deed::See
            | Deed::Record(NoteAdded | Ruled | NoticeSeen | AdmissibilityDecided | ClaimDecided),
        ) => Some(Reach::Organisation),
        (Role::Management, _) => None,
        (Role::Administrator, _) => None,
        // LU-01, GW-03: any employee takes in, talks it over, and helps where asked.
        (Role::Employee, Deed::Record(Registered)) => Some(Reach::Organisation),
        (
            Role::Employee,
            Deed::See
            | Deed::Record(
                DetailChanged | NoteAdded | Called | PhotoAdded | NoticeSeen | SolvedInformally
                | MadeFormal | NatureJudged | MeasureChecked,
            ),
        ) => Some(Reach::Work),
        (Role::Employee, _) => None,
        // FC-05: the problem owner answers for the handling; taking in and accounts of what lies aside are others' work.
        (Role::ProjectLeader, Deed::Record(Registered | ParkedSettled)) => None,
        (Role::ProjectLeader, _) => Some(Reach::Organisation),
        // GP-13: what was given to the mediator.
        (
            Role::Mediator,
            Deed::See
            | Deed::Record(
                NoteAdded | Called | NoticeSeen | AppointmentMade | ProposalMade | ProposalAnswered
                | Informed | PersonResponded | MediationEnded,
            ),
        ) => Some(Reach::Work),
        (Role::Mediator, _) => None,
        // FC-08: sees one dossier, and rules.
        (Role::Arbiter, Deed::See | Deed::Record(NoteAdded | NoticeSeen | Ruled)) => {
            Some(Reach::Work)
        }
        (Role::Arbiter, _) => None,
    }
}
