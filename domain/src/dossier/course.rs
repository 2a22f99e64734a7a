//! How handling went: what was decided about admissibility, terms, proposals, escalation, claims, and what was learned.

use super::Made;
use crate::event::*;
use crate::id::PersonId;
use crate::record::Recorded;
use crate::term::Term;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What happened to a dossier besides its visits, ruling and remedy.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    /// The last decision on each rule of admissibility.
    pub admissions: BTreeMap<String, Made<AdmissibilityDecided>>,
    pub solved_informally: Option<Made<SolvedInformally>>,
    pub made_formal: Option<Made<MadeFormal>>,
    pub nature: Option<Made<NatureJudged>>,
    pub terms: Vec<TermSet>,
    /// Clocks that people stopped, in order.
    pub stops: Vec<Stop>,
    /// Those who were asked to help, besides handler and technicians.
    pub involved: BTreeSet<PersonId>,
    pub proposals: Vec<Proposal>,
    pub escalations: Vec<Made<Escalated>>,
    pub mediation: Option<Made<MediationStarted>>,
    pub mediation_ended: Option<Made<MediationEnded>>,
    /// Waiting for information from the complainant.
    pub asked: Option<Made<InformationAsked>>,
    pub appointments: Vec<Made<AppointmentMade>>,
    pub feedback_declined: Option<Made<FeedbackDeclined>>,
    pub informed: Vec<Made<Informed>>,
    pub responses: Vec<Made<PersonResponded>>,
    pub damage: Option<Made<DamageEstablished>>,
    pub claim: Option<Claim>,
    pub causes: Vec<Made<CauseEstablished>>,
    pub measures: Vec<Measure>,
    pub satisfaction: Option<Made<SatisfactionMeasured>>,
}

/// A term that was chosen or extended for one obligation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermSet {
    pub obligation: String,
    pub position: u64,
    pub at: DateTime<Utc>,
    pub chosen: Option<Term>,
    /// The new last day of an extension.
    pub until: Option<NaiveDate>,
    pub reason: String,
}

/// A clock that somebody stopped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    pub pause: String,
    pub position: u64,
    pub reason: String,
    pub resumed: bool,
}

/// A proposal, and what the complainant answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    pub made: Made<ProposalMade>,
    pub answer: Option<Made<ProposalAnswered>>,
}

/// A claim for damages, and what was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub filed: Made<ClaimFiled>,
    pub decided: Option<Made<ClaimDecided>>,
}

/// A preventive measure, and whether it works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub planned: Made<MeasurePlanned>,
    pub checked: Option<Made<MeasureChecked>>,
}

impl Course {
    /// The proposal that waits for an answer.
    pub fn open_proposal(&self) -> Option<&Proposal> {
        self.proposals.last().filter(|last| last.answer.is_none())
    }

    /// How many proposals the complainant did not accept.
    pub fn rounds(&self) -> usize {
        let refused = |p: &&Proposal| p.answer.as_ref().is_some_and(|a| !a.what.accepted);
        self.proposals.iter().filter(refused).count()
    }

    /// Whether the complainant accepted a proposal.
    pub fn agreed(&self) -> bool {
        let last = self.proposals.last().and_then(|p| p.answer.as_ref());
        last.is_some_and(|answer| answer.what.accepted)
    }

    /// Whether a clock stands still because somebody stopped it.
    pub fn stopped(&self, pause: &str) -> bool {
        let mut stops = self.stops.iter();
        stops.any(|stop| stop.pause == pause && !stop.resumed)
    }

    /// Whether somebody sees to a measure that was not checked yet.
    pub fn has_measure(&self, person: PersonId) -> bool {
        self.open_measures()
            .any(|measure| measure.planned.what.owner == person)
    }

    /// Whether mediation runs.
    pub fn mediating(&self) -> bool {
        self.mediation.is_some() && self.mediation_ended.is_none()
    }

    /// The claim that waits for a decision.
    pub fn open_claim(&self) -> Option<&Claim> {
        self.claim.as_ref().filter(|claim| claim.decided.is_none())
    }

    /// Measures of which nobody has seen yet whether they work.
    pub fn open_measures(&self) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(|m| m.checked.is_none())
    }

    /// Handling begins again: what was agreed or decided before no longer stands; what was learned does.
    pub(super) fn begin_again(&mut self) {
        self.solved_informally = None;
        self.proposals.clear();
        self.mediation = None;
        self.mediation_ended = None;
        self.feedback_declined = None;
        self.admissions.retain(|_, decision| decision.what.admitted);
    }

    pub(super) fn change(&mut self, event: &Event, recorded: &Recorded) {
        match event {
            Event::AdmissibilityDecided(e) => {
                self.admissions.insert(e.rule.clone(), made(recorded, e));
            }
            Event::SolvedInformally(e) => self.solved_informally = Some(made(recorded, e)),
            Event::MadeFormal(e) => self.made_formal = Some(made(recorded, e)),
            Event::NatureJudged(e) => self.nature = Some(made(recorded, e)),
            Event::TermChosen(e) => {
                self.set_term(&e.obligation, Some(e.term), None, &e.reason, recorded)
            }
            Event::TermExtended(e) => {
                self.set_term(&e.obligation, None, Some(e.until), &e.reason, recorded);
            }
            Event::ClockStopped(e) => self.stops.push(Stop {
                pause: e.pause.clone(),
                position: recorded.position,
                reason: e.reason.clone(),
                resumed: false,
            }),
            Event::ClockResumed(e) => {
                let mut stops = self.stops.iter_mut();
                if let Some(stop) = stops.rfind(|stop| stop.pause == e.pause) {
                    stop.resumed = true;
                }
            }
            Event::ColleagueInvolved(e) => {
                self.involved.insert(e.person);
            }
            Event::ProposalMade(e) => self.proposals.push(Proposal {
                made: made(recorded, e),
                answer: None,
            }),
            Event::ProposalAnswered(e) => {
                if let Some(proposal) = self.proposals.last_mut() {
                    proposal.answer = Some(made(recorded, e));
                }
            }
            Event::Escalated(e) => {
                self.involved.extend(e.person);
                self.escalations.push(made(recorded, e));
            }
            Event::MediationStarted(e) => {
                self.involved.insert(e.mediator);
                self.mediation = Some(made(recorded, e));
                self.mediation_ended = None;
            }
            Event::MediationEnded(e) => self.mediation_ended = Some(made(recorded, e)),
            Event::InformationAsked(e) => self.asked = Some(made(recorded, e)),
            Event::InformationReceived(_) => self.asked = None,
            Event::AppointmentMade(e) => self.appointments.push(made(recorded, e)),
            Event::FeedbackDeclined(e) => self.feedback_declined = Some(made(recorded, e)),
            Event::Informed(e) => self.informed.push(made(recorded, e)),
            Event::PersonResponded(e) => self.responses.push(made(recorded, e)),
            Event::DamageEstablished(e) => self.damage = Some(made(recorded, e)),
            Event::ClaimFiled(e) => {
                self.claim = Some(Claim {
                    filed: made(recorded, e),
                    decided: None,
                });
            }
            Event::ClaimDecided(e) => {
                if let Some(claim) = &mut self.claim {
                    claim.decided = Some(made(recorded, e));
                }
            }
            Event::CauseEstablished(e) => self.causes.push(made(recorded, e)),
            Event::MeasurePlanned(e) => {
                let planned = made(recorded, e);
                match self.measure_mut(e.measure) {
                    Some(measure) => measure.planned = planned,
                    None => self.measures.push(Measure {
                        planned,
                        checked: None,
                    }),
                }
            }
            Event::MeasureChecked(e) => {
                if let Some(measure) = self.measure_mut(e.measure) {
                    measure.checked = Some(made(recorded, e));
                }
            }
            Event::SatisfactionMeasured(e) => self.satisfaction = Some(made(recorded, e)),
            _ => {}
        }
    }

    fn measure_mut(&mut self, id: crate::id::MeasureId) -> Option<&mut Measure> {
        self.measures
            .iter_mut()
            .find(|measure| measure.planned.what.measure == id)
    }

    fn set_term(
        &mut self,
        obligation: &str,
        chosen: Option<Term>,
        until: Option<NaiveDate>,
        reason: &str,
        recorded: &Recorded,
    ) {
        self.terms.push(TermSet {
            obligation: obligation.to_owned(),
            position: recorded.position,
            at: recorded.at(),
            chosen,
            until,
            reason: reason.to_owned(),
        });
    }
}

fn made<T: Clone>(recorded: &Recorded, what: &T) -> Made<T> {
    Made {
        by: recorded.envelope.author,
        at: recorded.at(),
        what: what.clone(),
    }
}
