//! Which events a procedure knows: those that it names, and those that belong to a part that it has.

use super::{Procedure, alternatives};
use crate::event::EventKind;

/// What every dossier knows, whatever its procedure.
const ALWAYS: [EventKind; 15] = [
    EventKind::Registered,
    EventKind::Numbered,
    EventKind::ProcedureApplied,
    EventKind::DetailChanged,
    EventKind::ConflictResolved,
    EventKind::NoteAdded,
    EventKind::Called,
    EventKind::PhotoAdded,
    EventKind::NoticeSeen,
    EventKind::HandlerChanged,
    EventKind::OutcomeRecorded,
    EventKind::Closed,
    EventKind::Reopened,
    EventKind::Withdrawn,
    EventKind::ParkedSettled,
];

/// What comes along with the others of its group.
const VISITS: [EventKind; 7] = [
    EventKind::InspectionRequested,
    EventKind::VisitPlanned,
    EventKind::VisitCancelled,
    EventKind::Visited,
    EventKind::VisitFailed,
    EventKind::FindingRecorded,
    EventKind::SignatureTaken,
];
const REPAIRS: [EventKind; 4] = [
    EventKind::RemedyAssigned,
    EventKind::Repaired,
    EventKind::GlassOrdered,
    EventKind::GlassArrived,
];

impl Procedure {
    /// Whether an event belongs to this procedure: it is always there, or the procedure speaks of it.
    pub fn uses(&self, kind: EventKind) -> bool {
        let group = [&VISITS[..], &REPAIRS[..]]
            .into_iter()
            .find(|group| group.contains(&kind));
        ALWAYS.contains(&kind)
            || self.has_part(kind)
            || match group {
                Some(group) => group.iter().any(|member| self.names(*member)),
                None => self.names(kind),
            }
    }

    /// An event, and before it what must come first, nearest first; each once.
    pub fn way_to(&self, kind: EventKind) -> Vec<EventKind> {
        let mut way = vec![kind];
        let mut next = 0;
        while let Some(kind) = way.get(next).copied() {
            next += 1;
            let first = self.step(kind).into_iter().flat_map(|step| &step.first);
            let first: Vec<EventKind> = first
                .flat_map(|requirement| alternatives(requirement))
                .filter_map(EventKind::of_trigger)
                .collect();
            for kind in first {
                if !way.contains(&kind) {
                    way.push(kind);
                }
            }
        }
        way
    }

    /// Whether a trigger or step of the file names an event.
    fn names(&self, kind: EventKind) -> bool {
        self.triggers()
            .any(|trigger| EventKind::of_trigger(trigger) == Some(kind))
    }

    /// Whether the outcome tells if the complainant agrees, because the procedure waits for either answer (LG-07).
    pub fn asks_agreement(&self) -> bool {
        self.triggers()
            .any(|trigger| trigger.starts_with("outcome_recorded:"))
    }

    /// Every trigger that stands anywhere in the file.
    pub fn triggers(&self) -> impl Iterator<Item = &str> {
        let obligations = self.obligations.iter().flat_map(|rule| {
            rule.starts
                .iter()
                .chain(&rule.discharged_by)
                .chain(&rule.cancelled_by)
        });
        let pauses = self
            .pauses
            .iter()
            .flat_map(|p| p.starts.iter().chain(&p.until));
        let notices = self.notices.iter().flat_map(|notice| &notice.on);
        let takeovers = self
            .takeovers
            .iter()
            .flat_map(|t| t.on.iter().chain(&t.until));
        let stages = self.stages.iter().flat_map(|stage| &stage.enters);
        let steps = self.steps.iter();
        let steps = steps.flat_map(|step| std::iter::once(&step.event).chain(&step.first));
        let bodies = self.bodies.iter().flat_map(|body| &body.first);
        let closing = &self.closing;
        let closing = closing.requires.iter().chain(&closing.requires_with_remedy);
        obligations
            .chain(pauses)
            .chain(notices)
            .chain(takeovers)
            .chain(stages)
            .chain(steps)
            .chain(bodies)
            .chain(closing)
            .flat_map(|trigger| alternatives(trigger))
    }

    /// Whether the procedure has the part to which an event belongs.
    fn has_part(&self, kind: EventKind) -> bool {
        match kind {
            EventKind::AdmissibilityDecided => {
                !self.admissibility.is_empty() || self.channels.iter().any(|c| !c.accepted)
            }
            EventKind::SolvedInformally => self.informal.is_some(),
            EventKind::MadeFormal => self.informal.as_ref().is_some_and(|i| i.first),
            EventKind::Ruled => !self.rulings.is_empty(),
            EventKind::BroughtToMeeting => self.meeting.is_some(),
            EventKind::Escalated => !self.escalations.is_empty(),
            EventKind::ColleagueInvolved => self.involving.is_some(),
            EventKind::Informed => !self.topics.is_empty(),
            EventKind::MediationStarted | EventKind::MediationEnded => self.mediation.is_some(),
            EventKind::DamageEstablished | EventKind::ClaimFiled | EventKind::ClaimDecided => {
                self.claim.is_some()
            }
            EventKind::TermChosen => self.obligations.iter().any(|o| o.at_least.is_some()),
            EventKind::TermExtended => self.obligations.iter().any(|o| o.extension.is_some()),
            EventKind::ClockStopped | EventKind::ClockResumed => {
                self.pauses.iter().any(|pause| pause.id.is_some())
            }
            EventKind::SatisfactionMeasured => self.satisfaction.is_some(),
            EventKind::MeasureChecked => self.names(EventKind::MeasurePlanned),
            _ => false,
        }
    }
}
