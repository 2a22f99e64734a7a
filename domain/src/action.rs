//! What a person can do to a dossier, and what to do first.

mod fits;
mod wanted;
mod words;

pub use fits::ruling_bodies;

use crate::dossier::{Dossier, VisitState};
use crate::event::{EventKind, Purpose};
use crate::id::VisitId;
use crate::obligation::{Obligation, open_obligations};
use crate::permission::{Deed, Standing, may};
use crate::person::Actor;
use crate::procedure::{NoticeRule, Procedure};
use chrono::{DateTime, Utc};
use wanted::{owed, wanted};

/// Something to do, as a button offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    SeeNotice,
    ConfirmReceipt,
    RequestInspection,
    PlanVisit(Purpose),
    /// Go there: the visit was given to this person.
    Visit(VisitId, Purpose),
    BringToMeeting,
    Rule,
    AssignRemedy,
    OrderGlass,
    ReceiveGlass,
    Repair,
    TellOutcome,
    Close,
    Note,
    Call,
    AddPhoto,
    ChangeHandler,
    Withdraw,
    Reopen,
    /// A step that only some procedures have; its event says which.
    Record(EventKind),
}

/// The steps that only some procedures have, in the order in which they usually come.
pub const OF_PROCEDURES: [EventKind; 28] = [
    EventKind::AdmissibilityDecided,
    EventKind::SolvedInformally,
    EventKind::MadeFormal,
    EventKind::NatureJudged,
    EventKind::TermChosen,
    EventKind::Informed,
    EventKind::PersonResponded,
    EventKind::ApproachAgreed,
    EventKind::InformationAsked,
    EventKind::InformationReceived,
    EventKind::AppointmentMade,
    EventKind::ColleagueInvolved,
    EventKind::ProposalMade,
    EventKind::ProposalAnswered,
    EventKind::MediationStarted,
    EventKind::MediationEnded,
    EventKind::TermExtended,
    EventKind::ClockStopped,
    EventKind::ClockResumed,
    EventKind::Escalated,
    EventKind::DamageEstablished,
    EventKind::ClaimFiled,
    EventKind::ClaimDecided,
    EventKind::FeedbackDeclined,
    EventKind::CauseEstablished,
    EventKind::MeasurePlanned,
    EventKind::MeasureChecked,
    EventKind::SatisfactionMeasured,
];

/// All but [`Action::Visit`], which needs a visit, and the steps of some procedures.
const OFFERED: [Action; 19] = [
    Action::SeeNotice,
    Action::ConfirmReceipt,
    Action::RequestInspection,
    Action::PlanVisit(Purpose::Inspection),
    Action::BringToMeeting,
    Action::Rule,
    Action::AssignRemedy,
    Action::PlanVisit(Purpose::Repair),
    Action::OrderGlass,
    Action::ReceiveGlass,
    Action::Repair,
    Action::TellOutcome,
    Action::Close,
    Action::Note,
    Action::Call,
    Action::AddPhoto,
    Action::ChangeHandler,
    Action::Withdraw,
    Action::Reopen,
];

/// What to do first, and by when.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    pub action: Action,
    /// Another way that is as good.
    pub instead: Option<Action>,
    /// The promise that it serves.
    pub promise: Option<Obligation>,
}

impl Action {
    /// The event that it records.
    pub fn records(self) -> EventKind {
        match self {
            Action::SeeNotice => EventKind::NoticeSeen,
            Action::ConfirmReceipt => EventKind::ReceiptConfirmed,
            Action::RequestInspection => EventKind::InspectionRequested,
            Action::PlanVisit(_) => EventKind::VisitPlanned,
            Action::Visit(_, Purpose::Inspection) => EventKind::Visited,
            Action::Visit(_, Purpose::Repair) | Action::Repair => EventKind::Repaired,
            Action::BringToMeeting => EventKind::BroughtToMeeting,
            Action::Rule => EventKind::Ruled,
            Action::AssignRemedy => EventKind::RemedyAssigned,
            Action::OrderGlass => EventKind::GlassOrdered,
            Action::ReceiveGlass => EventKind::GlassArrived,
            Action::TellOutcome => EventKind::OutcomeRecorded,
            Action::Close => EventKind::Closed,
            Action::Note => EventKind::NoteAdded,
            Action::Call => EventKind::Called,
            Action::AddPhoto => EventKind::PhotoAdded,
            Action::ChangeHandler => EventKind::HandlerChanged,
            Action::Withdraw => EventKind::Withdrawn,
            Action::Reopen => EventKind::Reopened,
            Action::Record(kind) => kind,
        }
    }

    /// What is done so that an event comes to be.
    fn towards(kind: EventKind) -> Action {
        match kind {
            EventKind::Visited => Action::PlanVisit(Purpose::Inspection),
            kind => {
                let of = |action: &Action| action.records() == kind;
                OFFERED.into_iter().find(of).unwrap_or(Action::Record(kind))
            }
        }
    }
}

/// Everything that a person can do to a dossier now, in the order of the procedure.
pub fn possible(dossier: &Dossier, procedure: &Procedure, actor: &Actor) -> Vec<Action> {
    let standing = Standing::of(actor, dossier, procedure);
    let own_visit = own_visit(dossier, actor).into_iter();
    own_visit
        .chain(OFFERED)
        .chain(OF_PROCEDURES.map(Action::Record))
        .filter(|action| procedure.uses(action.records()))
        .filter(|action| may(actor, standing, Deed::Record(action.records()), procedure))
        .filter(|action| fits::fits(*action, dossier, procedure, actor))
        .collect()
}

/// The one thing that a person should do first; `None` when it is another's turn, or nothing is left.
pub fn next(
    dossier: &Dossier,
    procedure: &Procedure,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Option<Next> {
    let possible = possible(dossier, procedure, actor);
    let first = |wanted: &[Action]| {
        wanted
            .iter()
            .copied()
            .find(|action| possible.contains(action))
    };
    let (action, instead) = match own_visit(dossier, actor).filter(|visit| possible.contains(visit))
    {
        _ if possible.contains(&Action::SeeNotice) => (Action::SeeNotice, None),
        Some(visit) => (visit, None),
        None => {
            let (wanted, instead) = wanted(dossier, procedure);
            match first(&wanted) {
                // What falls away with closing is done first.
                Some(Action::Close) => {
                    let before = owed(dossier, procedure, actor, now, &possible);
                    let instead = before.map(|_| Action::Close);
                    (before.unwrap_or(Action::Close), instead)
                }
                Some(action) => (action, first(&instead)),
                None => (owed(dossier, procedure, actor, now, &possible)?, None),
            }
        }
    };
    let promise = promise_of(action, dossier, procedure, now);
    Some(Next {
        action,
        instead: instead.filter(|other| *other != action),
        promise,
    })
}

/// The open promise that an action serves.
pub fn promise_of(
    action: Action,
    dossier: &Dossier,
    procedure: &Procedure,
    now: DateTime<Utc>,
) -> Option<Obligation> {
    let open = open_obligations(dossier, procedure, now);
    open.into_iter()
        .find(|obligation| serves(action, obligation, procedure))
}

/// Whether an action brings an obligation nearer to its end.
fn serves(action: Action, obligation: &Obligation, procedure: &Procedure) -> bool {
    let towards = match action {
        Action::PlanVisit(Purpose::Inspection) => EventKind::Visited,
        Action::PlanVisit(Purpose::Repair) | Action::AssignRemedy | Action::ReceiveGlass => {
            EventKind::Repaired
        }
        Action::BringToMeeting | Action::RequestInspection => EventKind::Ruled,
        other => other.records(),
    };
    let mut ends = obligation.discharged_by(procedure).into_iter();
    ends.any(|kind| procedure.way_to(kind).contains(&towards))
}

/// The notice that waits for this person (GP-10).
pub fn unread_notice<'a>(
    dossier: &Dossier,
    procedure: &'a Procedure,
    actor: &Actor,
) -> Option<&'a NoticeRule> {
    procedure.notices.iter().find(|notice| {
        let read = dossier
            .notices_seen
            .get(&notice.id)
            .is_some_and(|readers| readers.contains(&actor.person));
        let meant = actor.is(notice.to) && (!notice.involved || dossier.works_here(actor.person));
        meant && !read && notice.on.iter().any(|trigger| dossier.happened(trigger))
    })
}

fn own_visit(dossier: &Dossier, actor: &Actor) -> Option<Action> {
    let mine = dossier
        .visits
        .iter()
        .filter(|v| v.technician == actor.person && v.state == VisitState::Planned);
    mine.min_by_key(|visit| visit.at)
        .map(|visit| Action::Visit(visit.id, visit.purpose))
}

fn inspected(dossier: &Dossier) -> bool {
    let done = |state: &VisitState| matches!(state, VisitState::Done(done) if done.purpose == Purpose::Inspection);
    dossier.visits.iter().any(|visit| done(&visit.state))
}

impl Dossier {
    /// Something must be put right, and was not yet.
    pub fn remedy_asked(&self, procedure: &Procedure) -> bool {
        let Some(ruling) = &self.ruling else {
            return false;
        };
        let remedy = procedure
            .ruling(&ruling.what.ruling)
            .is_some_and(|ruling| ruling.remedy);
        remedy && !self.repairs.iter().any(|repair| repair.at >= ruling.at)
    }
}
