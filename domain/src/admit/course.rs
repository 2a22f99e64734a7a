//! Admission of the steps of handling: whether a step can be taken where the dossier is, and by whom.

use super::Question;
use crate::deadline::{Rule, deadline};
use crate::dossier::Dossier;
use crate::event::*;
use crate::id::PersonId;
use crate::moment;
use crate::obligation::{Obligation, open_obligations};
use crate::person::Role;
use crate::procedure::alternatives;
use crate::refusal::{Fault, Problem, Refusal};

type Answer = Result<(), Refusal>;

fn missing(trigger: &str) -> Refusal {
    Refusal::Missing {
        triggers: vec![trigger.to_owned()],
    }
}

fn overtaken(by: &str) -> Refusal {
    Refusal::Overtaken { by: by.to_owned() }
}

fn wrong(field: &str, fault: Fault) -> Refusal {
    Refusal::Invalid {
        problems: vec![Problem::new(field, fault)],
    }
}

fn unless(condition: bool, refusal: impl FnOnce() -> Refusal) -> Answer {
    if condition { Err(refusal()) } else { Ok(()) }
}

/// What must be so for an event, besides rights and values.
pub(super) fn check(question: &Question, event: &Event) -> Answer {
    let Question {
        dossier, procedure, ..
    } = *question;
    in_order(question, event.kind())?;
    let course = &dossier.course;
    match event {
        Event::InspectionRequested(_) | Event::BroughtToMeeting(_) | Event::ProposalMade(_) => {
            in_treatment(question)?;
            let waits = matches!(event, Event::ProposalMade(_)) && course.open_proposal().is_some();
            unless(waits, || overtaken("proposal_made"))
        }
        Event::Ruled(e) => {
            in_treatment(question)?;
            ruling(question, e)
        }
        Event::AdmissibilityDecided(e) => admissibility(question, e),
        Event::SolvedInformally(_) => unless(dossier.ruling.is_some(), || overtaken("ruled")),
        Event::MadeFormal(_) => {
            unless(!dossier.is_informal(procedure), || overtaken("made_formal"))
        }
        Event::TermChosen(e) => term_chosen(question, e),
        Event::TermExtended(e) => term_extended(question, e),
        Event::ClockStopped(e) => {
            unless(course.stopped(&e.pause), || overtaken("clock_stopped"))?;
            let open = open_obligations(dossier, procedure, question.now);
            let pause = procedure.pause(&e.pause);
            let stops = |o: &Obligation| pause.is_some_and(|pause| pause.of.contains(&o.id));
            unless(!open.iter().any(stops), || wrong("pause", Fault::Unknown))
        }
        Event::ClockResumed(e) => unless(!course.stopped(&e.pause), || missing("clock_stopped")),
        // FC-12: who fell short does not see to the measure that follows from it.
        Event::MeasurePlanned(e) => independent(dossier, e.owner),
        Event::ColleagueInvolved(e) => {
            independent(dossier, e.person)?;
            let through = procedure.involving.as_ref().and_then(|rule| rule.through);
            match through {
                Some(role) if !question.holds(role) && !question.is(e.through, role) => {
                    Err(Refusal::NeedsCompany { role })
                }
                _ => Ok(()),
            }
        }
        Event::ProposalAnswered(_) => unless(course.open_proposal().is_none(), || {
            missing("proposal_made")
        }),
        Event::Escalated(e) => {
            if let Some(person) = e.person {
                independent(dossier, person)?;
                unless(!question.is(e.person, e.to), || {
                    wrong("person", Fault::Unknown)
                })?;
            }
            Ok(())
        }
        Event::MediationStarted(e) => {
            unless(course.mediating(), || overtaken("mediation_started"))?;
            independent(dossier, e.mediator)?;
            let by = procedure.mediation.as_ref().map(|mediation| mediation.by);
            let right = by.is_none_or(|role| question.is(Some(e.mediator), role));
            unless(!right, || wrong("mediator", Fault::Unknown))
        }
        Event::MediationEnded(_) => unless(!course.mediating(), || missing("mediation_started")),
        Event::PersonResponded(e) => unless(!dossier.about.contains(&e.person), || {
            wrong("person", Fault::Unknown)
        }),
        Event::Informed(e) => match e.person {
            Some(person) if !dossier.about.contains(&person) => {
                Err(wrong("person", Fault::Unknown))
            }
            _ => Ok(()),
        },
        Event::ClaimFiled(_) => unless(course.open_claim().is_some(), || overtaken("claim_filed")),
        Event::ClaimDecided(e) => {
            unless(course.claim.is_none(), || missing("claim_filed"))?;
            unless(course.open_claim().is_none(), || overtaken("claim_decided"))?;
            let unmet = dossier.claim_unmet(procedure);
            unless(e.granted != Granted::Refused && !unmet.is_empty(), || {
                Refusal::Inadmissible {
                    messages: unmet.into_iter().map(|rule| rule.message).collect(),
                }
            })
        }
        Event::MeasureChecked(e) => {
            let known = course
                .measures
                .iter()
                .any(|measure| measure.planned.what.measure == e.measure);
            unless(!known, || missing("measure_planned"))
        }
        _ => Ok(()),
    }
}

/// What the procedure wants first.
fn in_order(question: &Question, kind: EventKind) -> Answer {
    let first = question.procedure.step(kind).map(|step| &step.first);
    let lacking: Vec<String> = first
        .into_iter()
        .flatten()
        .filter(|requirement| !came_before(question.dossier, requirement))
        .cloned()
        .collect();
    unless(!lacking.is_empty(), || Refusal::Missing {
        triggers: lacking,
    })
}

/// Whether one of a requirement's triggers ever happened.
fn came_before(dossier: &Dossier, requirement: &str) -> bool {
    alternatives(requirement).any(|trigger| dossier.happened(trigger))
}

/// It is admissible, and formal where the procedure wants that first.
fn in_treatment(question: &Question) -> Answer {
    let unmet = question.dossier.unmet(question.procedure);
    if !unmet.is_empty() {
        let messages = unmet.into_iter().map(|rule| rule.message).collect();
        return Err(Refusal::Inadmissible { messages });
    }
    unless(question.dossier.is_informal(question.procedure), || {
        missing("made_formal")
    })
}

/// NX-07: nobody takes part in a complaint about themselves.
fn independent(dossier: &Dossier, person: PersonId) -> Answer {
    unless(dossier.about.contains(&person), || Refusal::Concerned)
}

fn admissibility(question: &Question, e: &AdmissibilityDecided) -> Answer {
    let Question {
        dossier,
        procedure,
        actor,
        ..
    } = *question;
    let Some(exception_by) = procedure.exception_by(&e.rule, &dossier.channel) else {
        return Err(wrong("rule", Fault::Unknown));
    };
    if e.admitted {
        return unless(!procedure.holds(actor, exception_by), || {
            Refusal::NoException
        });
    }
    if !dossier.is_open() {
        return Err(Refusal::NotOpen);
    }
    // A claim that comes too late is refused as a claim; the complaint goes on.
    let rule = procedure
        .admissibility
        .iter()
        .find(|rule| rule.id == e.rule);
    unless(rule.is_some_and(|rule| rule.of_claim), || {
        wrong("admitted", Fault::Unknown)
    })
}

/// GP-08, FC-08, NX-07.
fn ruling(question: &Question, e: &Ruled) -> Answer {
    let Question {
        dossier,
        procedure,
        actor,
        ..
    } = *question;
    if e.with.iter().any(|person| dossier.about.contains(person)) {
        return Err(Refusal::Concerned);
    }
    let body = procedure.body(&e.body);
    if !e.body.is_empty() && body.is_none() {
        return Err(wrong("body", Fault::Unknown));
    }
    if let Some(body) = body {
        let can = body.rulings.is_empty() || body.rulings.contains(&e.ruling);
        unless(!can || !procedure.holds(actor, &body.by), || {
            Refusal::WrongBody
        })?;
        let lacking = |first: &&String| !came_before(dossier, first);
        if let Some(first) = body.first.iter().find(lacking) {
            return Err(missing(first));
        }
    }
    if let Some(earlier) = &dossier.ruling {
        let binds =
            |body: &str| !body.is_empty() && procedure.body(body).is_some_and(|body| body.binding);
        // Only somebody independent rules over a ruling, and only once.
        let over = binds(&e.body) && !binds(&earlier.what.body);
        unless(!over, || overtaken("ruled"))?;
    }
    let meeting = procedure.meeting.as_ref().filter(|_| e.body.is_empty());
    let company = meeting.filter(|meeting| meeting.needs_company(actor, dossier.handling));
    match company.and_then(|meeting| meeting.attended_by) {
        Some(role) if !e.with.iter().any(|person| question.is(Some(*person), role)) => {
            Err(Refusal::NeedsCompany { role })
        }
        _ => Ok(()),
    }
}

fn open(question: &Question, id: &str) -> Result<Obligation, Refusal> {
    let open = open_obligations(question.dossier, question.procedure, question.now);
    open.into_iter()
        .find(|obligation| obligation.id == id)
        .ok_or_else(|| wrong("obligation", Fault::Unknown))
}

/// LG-03: between the least and the most, from where it began.
fn term_chosen(question: &Question, e: &TermChosen) -> Answer {
    let running = open(question, &e.obligation)?;
    let procedure = question.procedure;
    let Some(rule) = procedure.obligation(&e.obligation) else {
        return Ok(());
    };
    let end = |term| {
        let counted = Rule {
            term,
            ..rule.deadline_rule()
        };
        let end = deadline(&procedure.calendar, running.deadline.from, &counted, &[]);
        end.map(|end| end.due)
            .map_err(|_| wrong("term", Fault::Unknown))
    };
    let chosen = end(e.term)?;
    let least = rule.at_least.unwrap_or(rule.within);
    unless(chosen < end(least)? || chosen > end(rule.within)?, || {
        let words = |term: crate::term::Term| term.display(crate::language::Language::Nl);
        wrong(
            "term",
            Fault::OutOfRange {
                lowest: words(least),
                highest: words(rule.within),
            },
        )
    })
}

/// FC-06: later than it is due now, and not later than the procedure allows.
fn term_extended(question: &Question, e: &TermExtended) -> Answer {
    let running = open(question, &e.obligation)?;
    let procedure = question.procedure;
    let calendar = &procedure.calendar;
    let due = calendar.wall(running.deadline.due).date();
    let day = |date| moment::day_with_year(date, crate::language::Language::Nl);
    if e.until <= due {
        let earliest = day(due.succ_opt().unwrap_or(due));
        return Err(wrong("until", Fault::TooEarly { earliest }));
    }
    let rule = procedure.obligation(&e.obligation);
    let at_most = rule
        .and_then(|rule| rule.extension.as_ref())
        .and_then(|extension| extension.at_most);
    let Some(at_most) = at_most else {
        return Ok(());
    };
    unless(running.extended, || overtaken("term_extended"))?;
    let Ok(last) = deadline(calendar, running.deadline.due, &Rule::new(at_most), &[]) else {
        return Ok(());
    };
    let latest = calendar.wall(last.due).date();
    unless(e.until > latest, || {
        wrong(
            "until",
            Fault::TooLate {
                latest: day(latest),
            },
        )
    })
}

impl Question<'_> {
    /// Whether the author holds a role.
    fn holds(&self, role: Role) -> bool {
        self.procedure.holds(self.actor, &[role])
    }

    /// Whether somebody is an active colleague of a role, whom the complaint is not about.
    fn is(&self, person: Option<PersonId>, role: Role) -> bool {
        let Some(person) = person.filter(|person| !self.dossier.about.contains(person)) else {
            return false;
        };
        let means = |held: &Role| self.procedure.means(&[role], *held);
        let mut known = self.people.iter();
        known.any(|known| known.id == person && known.active && known.roles.iter().any(means))
    }
}
