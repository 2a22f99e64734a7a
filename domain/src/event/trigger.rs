//! Events as procedures name them: a name, and after a colon what kind of it (`visit_failed:nobody_home`).

use super::{Event, EventKind};
use crate::person::Role;

/// What may stand after an event's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    Nothing,
    /// One of these words, of this program.
    Words(&'static [&'static str]),
    /// A kind of report, or `kind:channel`.
    Kind,
    /// A ruling, or a body that rules.
    Ruling,
    /// A role.
    Role,
    /// An obligation.
    Obligation,
    /// A pause that people may begin.
    Pause,
    /// A topic on which someone is informed.
    Topic,
}

impl EventKind {
    /// The name without its version, as procedure files write it: `finding_recorded`.
    pub fn name(self) -> &'static str {
        let tag = self.tag();
        tag.split_once('.').map_or(tag, |(name, _)| name)
    }

    pub fn from_name(name: &str) -> Option<EventKind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The event that a trigger is about, whatever stands after its name.
    pub fn of_trigger(trigger: &str) -> Option<EventKind> {
        Self::from_name(trigger.split(':').next().unwrap_or(trigger))
    }

    /// What a procedure may put after the name.
    pub fn qualifier(self) -> Qualifier {
        use EventKind::*;
        match self {
            Registered => Qualifier::Kind,
            Ruled => Qualifier::Ruling,
            Escalated => Qualifier::Role,
            TermChosen | TermExtended => Qualifier::Obligation,
            ClockStopped | ClockResumed => Qualifier::Pause,
            Informed => Qualifier::Topic,
            VisitPlanned | Visited => Qualifier::Words(&["inspection", "repair"]),
            VisitFailed => Qualifier::Words(&["nobody_home", "no_access", "unsafe", "other"]),
            HandlerChanged => Qualifier::Words(&["central", "decentral"]),
            AdmissibilityDecided => Qualifier::Words(&["admitted", "refused"]),
            NatureJudged => Qualifier::Words(&["incident", "structural"]),
            ProposalAnswered => Qualifier::Words(&["accepted", "refused"]),
            OutcomeRecorded => Qualifier::Words(&["agreed", "not_agreed"]),
            MediationEnded => Qualifier::Words(&["solved", "unsolved"]),
            ClaimDecided => Qualifier::Words(&["fully", "partly", "refused"]),
            MeasureChecked => Qualifier::Words(&["effective", "ineffective"]),
            CauseEstablished => Qualifier::Words(&["incident", "structural"]),
            _ => Qualifier::Nothing,
        }
    }
}

impl Event {
    /// What a procedure can wait for: the name and, where there is one, `name:qualifier`.
    pub fn triggers(&self) -> Vec<String> {
        let name = self.kind().name();
        let either = |is: bool, yes: &str, no: &str| vec![if is { yes } else { no }.to_owned()];
        let qualifiers: Vec<String> = match self {
            Event::Registered(e) => vec![e.kind.clone(), format!("{}:{}", e.kind, e.channel)],
            Event::VisitPlanned(e) => vec![e.purpose.word().to_owned()],
            Event::Visited(e) => vec![e.purpose.word().to_owned()],
            Event::VisitFailed(e) => vec![e.reason.word().to_owned()],
            Event::Ruled(e) => [&e.ruling, &e.body]
                .into_iter()
                .filter(|word| !word.is_empty())
                .cloned()
                .collect(),
            Event::HandlerChanged(e) => vec![e.handling.word().to_owned()],
            Event::AdmissibilityDecided(e) => either(e.admitted, "admitted", "refused"),
            Event::NatureJudged(e) => either(e.structural, "structural", "incident"),
            Event::Informed(e) => vec![e.topic.clone()],
            Event::TermChosen(e) => vec![e.obligation.clone()],
            Event::TermExtended(e) => vec![e.obligation.clone()],
            Event::ClockStopped(e) => vec![e.pause.clone()],
            Event::ClockResumed(e) => vec![e.pause.clone()],
            Event::ProposalAnswered(e) => either(e.accepted, "accepted", "refused"),
            Event::OutcomeRecorded(e) => match e.agreed {
                Some(agreed) => either(agreed, "agreed", "not_agreed"),
                None => vec![],
            },
            Event::Escalated(e) => vec![Role::word(e.to).to_owned()],
            Event::MediationEnded(e) => either(e.solved, "solved", "unsolved"),
            Event::ClaimDecided(e) => vec![e.granted.word().to_owned()],
            Event::MeasureChecked(e) => either(e.effective, "effective", "ineffective"),
            Event::CauseEstablished(e) => match e.structural {
                Some(structural) => either(structural, "structural", "incident"),
                None => vec![],
            },
            _ => vec![],
        };
        let mut triggers = vec![name.to_owned()];
        triggers.extend(qualifiers.iter().map(|q| format!("{name}:{q}")));
        triggers
    }
}

/// What ends the handling of a dossier, and with it every promise that was still open.
pub const ENDINGS: [&str; 4] = [
    "closed",
    "withdrawn",
    "solved_informally",
    "admissibility_decided:refused",
];
