//! What a person can do to a dossier, and what to do first.

mod words;

use crate::dossier::{Dossier, VisitState};
use crate::event::{EventKind, Purpose};
use crate::id::VisitId;
use crate::obligation::{Obligation, open_obligations};
use crate::permission::{Deed, Standing, may};
use crate::person::Actor;
use crate::procedure::{NoticeRule, Procedure};
use crate::summary::Stage;
use chrono::{DateTime, Utc};

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
}

/// All but [`Action::Visit`], which needs a visit.
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
        }
    }
}

/// Everything that a person can do to a dossier now, in the order of the procedure.
pub fn possible(dossier: &Dossier, procedure: &Procedure, actor: &Actor) -> Vec<Action> {
    let standing = Standing::of(actor, dossier, procedure);
    let own_visit = own_visit(dossier, actor).into_iter();
    own_visit
        .chain(OFFERED)
        .filter(|action| may(actor, standing, Deed::Record(action.records())))
        .filter(|action| fits(*action, dossier, procedure, actor))
        .collect()
}

/// Whether an action makes sense where the dossier is.
fn fits(action: Action, dossier: &Dossier, procedure: &Procedure, actor: &Actor) -> bool {
    let (open, handled) = (dossier.is_open(), procedure.handles(&dossier.kind));
    let judging = open && handled && dossier.ruling.is_none();
    let solving = open && dossier.remedy_asked(procedure);
    match action {
        Action::SeeNotice => unread_notice(dossier, procedure, actor).is_some(),
        Action::ConfirmReceipt => open && !dossier.receipt_confirmed,
        Action::RequestInspection => {
            judging && (!dossier.inspection_requested || inspected(dossier))
        }
        Action::PlanVisit(Purpose::Inspection) => judging && !planned(dossier, Purpose::Inspection),
        Action::PlanVisit(Purpose::Repair) => solving && !planned(dossier, Purpose::Repair),
        Action::BringToMeeting => judging && procedure.meeting.is_some(),
        Action::Rule => judging,
        Action::AssignRemedy | Action::Repair => solving,
        Action::OrderGlass => solving && dossier.glass_expected.is_none(),
        Action::ReceiveGlass => dossier.glass_expected.is_some(),
        Action::TellOutcome => open && handled && dossier.outcome.is_none(),
        Action::Withdraw => open && handled,
        Action::Visit(..) | Action::Close | Action::ChangeHandler => open,
        Action::Reopen => !open,
        Action::Note | Action::Call | Action::AddPhoto => true,
    }
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
            (first(&wanted)?, first(&instead))
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

/// What the stage asks for, and what would do as well.
fn wanted(dossier: &Dossier, procedure: &Procedure) -> (Vec<Action>, Vec<Action>) {
    let stage = dossier.stage(procedure);
    if !stage.is_over() && !dossier.receipt_confirmed && dossier.ruling.is_none() {
        return (vec![Action::ConfirmReceipt], vec![]);
    }
    match stage {
        Stage::New => (vec![Action::ConfirmReceipt], vec![]),
        Stage::AwaitingPlanning => (vec![Action::PlanVisit(Purpose::Inspection)], vec![]),
        Stage::AwaitingRuling if inspected(dossier) || dossier.meeting.is_some() => {
            let instead = if dossier.meeting.is_none() {
                vec![Action::BringToMeeting]
            } else {
                vec![]
            };
            (vec![Action::Rule], instead)
        }
        Stage::AwaitingRuling => (
            vec![Action::RequestInspection, Action::Rule],
            vec![Action::BringToMeeting, Action::Rule],
        ),
        Stage::AwaitingRepairPlanning if dossier.remedy.is_none() => {
            (vec![Action::AssignRemedy], vec![])
        }
        Stage::AwaitingRepairPlanning => (
            vec![Action::PlanVisit(Purpose::Repair), Action::Repair],
            vec![],
        ),
        Stage::AwaitingGlass => (vec![Action::ReceiveGlass], vec![]),
        Stage::AwaitingOutcome => (vec![Action::TellOutcome], vec![]),
        Stage::AwaitingClosing => (vec![Action::Close], vec![]),
        Stage::AwaitingVisit
        | Stage::AwaitingRepair
        | Stage::Noted
        | Stage::Closed
        | Stage::Withdrawn => (vec![], vec![]),
    }
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
    let rule = procedure
        .obligations
        .iter()
        .find(|rule| rule.id == obligation.id);
    let names = |trigger: &String| trigger.split(':').next() == Some(towards.name());
    rule.is_some_and(|rule| !rule.aim && rule.discharged_by.iter().any(names))
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
        actor.is(notice.to) && !read && notice.on.iter().any(|trigger| dossier.happened(trigger))
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

fn planned(dossier: &Dossier, purpose: Purpose) -> bool {
    dossier
        .visits
        .iter()
        .any(|visit| visit.purpose == purpose && visit.state == VisitState::Planned)
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
