//! Whether an action makes sense where a dossier is.

use super::{Action, inspected, unread_notice};
use crate::admit::closable;
use crate::dossier::{Dossier, VisitState};
use crate::event::{EventKind, Purpose};
use crate::obligation::obligations;
use crate::person::Actor;
use crate::procedure::{Body, ObligationRule, Procedure, alternatives};

pub(super) fn fits(
    action: Action,
    dossier: &Dossier,
    procedure: &Procedure,
    actor: &Actor,
) -> bool {
    let (open, handled) = (dossier.is_open(), procedure.handles(&dossier.kind));
    let informal = dossier.is_informal(procedure);
    let treated = open && handled && !informal && dossier.unmet(procedure).is_empty();
    let judging = treated && dossier.ruling.is_none();
    let solving = open && dossier.remedy_asked(procedure);
    let fits = match action {
        Action::SeeNotice => unread_notice(dossier, procedure, actor).is_some(),
        Action::ConfirmReceipt => open && !informal && !dossier.receipt_confirmed,
        Action::RequestInspection => {
            judging && (!dossier.inspection_requested || inspected(dossier))
        }
        Action::PlanVisit(Purpose::Inspection) => judging && !planned(dossier, Purpose::Inspection),
        Action::PlanVisit(Purpose::Repair) => solving && !planned(dossier, Purpose::Repair),
        Action::BringToMeeting => judging && procedure.meeting.is_some(),
        Action::Rule => treated && can_rule(dossier, procedure, actor),
        Action::AssignRemedy | Action::Repair => solving,
        Action::OrderGlass => solving && dossier.glass_expected.is_none(),
        Action::ReceiveGlass => dossier.glass_expected.is_some(),
        Action::TellOutcome => treated && dossier.outcome.is_none(),
        Action::Withdraw => open && handled,
        Action::Visit(..) | Action::ChangeHandler => open,
        Action::Close => open && (!handled || closable(dossier, procedure).is_ok()),
        Action::Reopen => !open,
        Action::Note | Action::Call | Action::AddPhoto => true,
        Action::Record(kind) => handled && step_fits(kind, dossier, procedure, treated),
    };
    fits && comes_in_order(action.records(), dossier, procedure)
}

/// Whether a step that only some procedures have makes sense.
fn step_fits(kind: EventKind, dossier: &Dossier, procedure: &Procedure, treated: bool) -> bool {
    use EventKind::*;
    let (open, course) = (dossier.is_open(), &dossier.course);
    let undecided = open && dossier.ruling.is_none() && dossier.outcome.is_none();
    let about = !dossier.about.is_empty();
    match kind {
        AdmissibilityDecided => {
            let asked = procedure
                .admissibility
                .iter()
                .any(|rule| rule.asks.is_some());
            let report = undecided && (asked || !treated) && !admitted(dossier, procedure);
            report || !dossier.claim_unmet(procedure).is_empty()
        }
        SolvedInformally => undecided,
        MadeFormal => open && dossier.is_informal(procedure),
        NatureJudged => open && course.nature.is_none(),
        ApproachAgreed | AppointmentMade => treated,
        ColleagueInvolved => open,
        Informed => procedure
            .topics
            .iter()
            .any(|topic| about || !topic.to_person),
        PersonResponded => about,
        InformationAsked => treated && course.asked.is_none(),
        InformationReceived => course.asked.is_some(),
        FeedbackDeclined => undecided && course.feedback_declined.is_none(),
        TermChosen => {
            treated
                && running(dossier, procedure, |rule| rule.at_least.is_some()).any(|id| {
                    !course
                        .terms
                        .iter()
                        .any(|set| set.obligation == id && set.chosen.is_some())
                })
        }
        TermExtended => running(dossier, procedure, |rule| rule.extension.is_some())
            .next()
            .is_some(),
        ClockStopped => procedure.pauses.iter().any(|pause| {
            let here = pause.id.as_ref().is_some_and(|id| !course.stopped(id));
            here && running(dossier, procedure, |rule| pause.of.contains(&rule.id))
                .next()
                .is_some()
        }),
        ClockResumed => procedure.pauses.iter().any(|pause| {
            let stopped = pause.id.as_ref().is_some_and(|id| course.stopped(id));
            stopped
                && running(dossier, procedure, |rule| pause.of.contains(&rule.id))
                    .next()
                    .is_some()
        }),
        ProposalMade => treated && course.open_proposal().is_none() && !course.agreed(),
        ProposalAnswered => open && course.open_proposal().is_some(),
        Escalated => {
            let fresh = |role| !course.escalations.iter().any(|made| made.what.to == role);
            treated && procedure.escalations.iter().any(|to| fresh(to.to))
        }
        MediationStarted => treated && !course.mediating(),
        MediationEnded => course.mediating(),
        DamageEstablished => course.damage.is_none(),
        ClaimFiled => course.claim.is_none(),
        ClaimDecided => course.open_claim().is_some(),
        MeasureChecked => course.open_measures().next().is_some(),
        SatisfactionMeasured => {
            course.satisfaction.is_none() && (dossier.outcome.is_some() || !open)
        }
        // What caused it is known once somebody looked into it.
        CauseEstablished | MeasurePlanned => {
            let looked = !dossier.findings.is_empty() || !course.proposals.is_empty();
            let judged = dossier.ruling.is_some() || course.nature.is_some();
            looked || judged || dossier.outcome.is_some() || !open
        }
        _ => false,
    }
}

/// Whether somebody of this person's roles can rule now: once, or over a ruling where that binds (FC-08).
fn can_rule(dossier: &Dossier, procedure: &Procedure, actor: &Actor) -> bool {
    if procedure.bodies.is_empty() {
        return dossier.ruling.is_none();
    }
    !ruling_bodies(dossier, procedure, actor).is_empty()
}

/// The bodies in which a person can rule now; none where the procedure names none.
pub fn ruling_bodies<'a>(
    dossier: &Dossier,
    procedure: &'a Procedure,
    actor: &Actor,
) -> Vec<&'a Body> {
    let bound = dossier.ruling.as_ref().is_some_and(|earlier| {
        let body = procedure.body(&earlier.what.body);
        body.is_some_and(|body| body.binding)
    });
    let bodies = procedure.bodies.iter();
    let can = bodies.filter(|body| {
        procedure.holds(actor, &body.by)
            && (dossier.ruling.is_none() || (body.binding && !bound))
            && body.first.iter().all(|first| came_before(dossier, first))
    });
    can.collect()
}

/// Whether an exception was made, so that nothing is left to decide.
fn admitted(dossier: &Dossier, procedure: &Procedure) -> bool {
    dossier.unmet(procedure).is_empty() && !dossier.course.admissions.is_empty()
}

/// Open obligations of some rules.
fn running<'a>(
    dossier: &Dossier,
    procedure: &'a Procedure,
    wanted: impl Fn(&ObligationRule) -> bool + 'a,
) -> impl Iterator<Item = String> + 'a {
    // Which obligations are open does not depend on the moment.
    let at = dossier
        .occurrences
        .last()
        .map_or(dossier.received_at, |o| o.at);
    let all = obligations(dossier, procedure, at).into_iter();
    let open = all.filter(|o| o.is_open()).map(|o| o.id);
    open.filter(move |id| procedure.obligation(id).is_some_and(&wanted))
}

fn comes_in_order(kind: EventKind, dossier: &Dossier, procedure: &Procedure) -> bool {
    let step = procedure.step(kind);
    step.is_none_or(|step| step.first.iter().all(|first| came_before(dossier, first)))
}

fn came_before(dossier: &Dossier, requirement: &str) -> bool {
    alternatives(requirement).any(|trigger| dossier.happened(trigger))
}

fn planned(dossier: &Dossier, purpose: Purpose) -> bool {
    dossier
        .visits
        .iter()
        .any(|visit| visit.purpose == purpose && visit.state == VisitState::Planned)
}
