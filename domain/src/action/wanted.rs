//! Whose turn it is: what a stage asks for, and what a person owes.

use super::{Action, inspected};
use crate::admit::closable;
use crate::dossier::Dossier;
use crate::event::{EventKind, Handling, Purpose};
use crate::obligation::open_obligations;
use crate::person::Actor;
use crate::procedure::{Procedure, alternatives};
use crate::refusal::Refusal;
use crate::stage::Stage;
use chrono::{DateTime, Utc};

const MEDIATED: Action = Action::Record(EventKind::MediationEnded);

/// What the stage asks for, and what would do as well.
pub(super) fn wanted(dossier: &Dossier, procedure: &Procedure) -> (Vec<Action>, Vec<Action>) {
    let record = |kind| vec![Action::Record(kind)];
    let stage = dossier.stage(procedure);
    match stage {
        Stage::AwaitingAdmission => return (record(EventKind::AdmissibilityDecided), vec![]),
        Stage::Informal => {
            return (
                record(EventKind::SolvedInformally),
                record(EventKind::MadeFormal),
            );
        }
        _ if stage.is_over() || dossier.receipt_confirmed || dossier.ruling.is_some() => {}
        _ if procedure.uses(EventKind::ReceiptConfirmed) => {
            // LG-03: the term is chosen before the confirmation that names it.
            let way = procedure.way_to(EventKind::ReceiptConfirmed).into_iter();
            let mut way: Vec<Action> = way.map(Action::towards).collect();
            // The mediator need not wait until somebody else confirmed it.
            way.extend((stage == Stage::InMediation).then_some(MEDIATED));
            return (way, vec![]);
        }
        _ => {}
    }
    match stage {
        Stage::InMediation => (vec![MEDIATED], vec![]),
        Stage::AwaitingAnswer if dossier.course.open_proposal().is_some() => {
            (record(EventKind::ProposalAnswered), vec![])
        }
        Stage::AwaitingAnswer => (record(EventKind::InformationReceived), vec![]),
        Stage::New => (vec![Action::ConfirmReceipt], vec![]),
        Stage::AwaitingRuling if is_for_mediator(dossier, procedure) => (
            record(EventKind::MediationStarted),
            vec![Action::RequestInspection, Action::Rule],
        ),
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
        Stage::AwaitingClosing => match closable(dossier, procedure) {
            Err(Refusal::Missing { triggers }) => {
                let kinds = triggers.iter().flat_map(|t| alternatives(t));
                let kinds = kinds.filter_map(EventKind::of_trigger);
                (kinds.map(Action::towards).collect(), vec![])
            }
            _ => (vec![Action::Close], vec![]),
        },
        Stage::AwaitingVisit
        | Stage::AwaitingRepair
        | Stage::Noted
        | Stage::Closed
        | Stage::Withdrawn
        | Stage::NotAdmitted
        | Stage::AwaitingAdmission
        | Stage::Informal
        | Stage::InHandling => (vec![], vec![]),
    }
}

/// What the most pressing promise or aim of this person asks, where the stage itself asks nothing; what must come
/// first, first. The outcome comes after everything else, and after a proposal where the procedure makes them (LG-05).
pub(super) fn owed(
    dossier: &Dossier,
    procedure: &Procedure,
    actor: &Actor,
    now: DateTime<Utc>,
    possible: &[Action],
) -> Option<Action> {
    let others_turn = matches!(
        dossier.stage(procedure),
        Stage::AwaitingVisit | Stage::AwaitingRepair | Stage::AwaitingPlanning
    );
    if others_turn {
        return None;
    }
    let mut mine = open_obligations(dossier, procedure, now);
    mine.retain(|open| open.is_of(actor, procedure));
    mine.sort_by_key(|open| open.deadline.due);
    let kinds = mine.iter().flat_map(|o| o.discharged_by(procedure));
    let kinds = kinds.flat_map(|kind| procedure.way_to(kind));
    let actions: Vec<Action> = kinds.map(Action::towards).collect();
    let ends = |action: &Action| {
        let kind = action.records();
        matches!(
            kind,
            EventKind::OutcomeRecorded | EventKind::FeedbackDeclined
        )
    };
    let (end, others): (Vec<_>, Vec<_>) = actions
        .into_iter()
        .filter(|action| possible.contains(action))
        .partition(ends);
    let first = others.first().copied();
    let handles = match dossier.handler {
        Some(handler) => handler == actor.person,
        None => {
            let decentral = dossier.handling == Handling::Decentral;
            procedure.handles_for(actor, decentral, &dossier.region)
        }
    };
    let solving = dossier.stage(procedure) == Stage::InHandling && handles;
    first.or_else(|| {
        let ways = [Action::Record(EventKind::ProposalMade), Action::TellOutcome];
        let mut ways = ways.into_iter().filter(|_| solving || !end.is_empty());
        ways.find(|way| possible.contains(way))
    })
}

/// Whether a complaint goes to the mediator, and did not go there yet (GP-13).
fn is_for_mediator(dossier: &Dossier, procedure: &Procedure) -> bool {
    let goes = procedure.mediation.as_ref().is_some_and(|mediation| {
        (mediation.about_person && !dossier.about.is_empty())
            || mediation.categories.contains(&dossier.category)
    });
    goes && dossier.course.mediation.is_none()
}
