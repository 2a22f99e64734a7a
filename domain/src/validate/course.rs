//! Values of the steps of handling: admissibility, contact, terms, proposals, claims, learning.

use super::{CLOCK_SLACK, LONGEST_TEXT};
use crate::event::*;
use crate::procedure::Procedure;
use crate::refusal::{Fault, Problem};
use chrono::{DateTime, Utc};

/// What is wrong, collected.
struct Found<'a> {
    procedure: &'a Procedure,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn add(&mut self, name: &str, fault: Fault) {
        self.problems.push(Problem::new(name, fault));
    }

    /// A text that must be there.
    fn text(&mut self, name: &str, value: &str) {
        self.optional(name, value);
        if value.trim().is_empty() {
            self.add(name, Fault::Missing);
        }
    }

    fn optional(&mut self, name: &str, value: &str) {
        if value.chars().count() > LONGEST_TEXT {
            self.add(name, Fault::TooLong { most: LONGEST_TEXT });
        }
    }

    /// One of the procedure's words.
    fn known(&mut self, name: &str, is_known: bool) {
        if !is_known {
            self.add(name, Fault::Unknown);
        }
    }

    /// A channel of the procedure, or none.
    fn channel(&mut self, value: &str) {
        self.known(
            "channel",
            value.is_empty() || self.procedure.channel(value).is_some(),
        );
    }

    fn past(&mut self, name: &str, at: DateTime<Utc>, now: DateTime<Utc>) {
        if at > now + CLOCK_SLACK {
            self.add(name, Fault::InTheFuture);
        }
    }
}

/// What is wrong with an event's own values.
pub(super) fn problems(event: &Event, procedure: &Procedure, now: DateTime<Utc>) -> Vec<Problem> {
    let mut found = Found {
        procedure,
        problems: vec![],
    };
    match event {
        Event::AdmissibilityDecided(e) => {
            found.text("reason", &e.reason);
            if !e.admitted {
                found.text("text", &e.text);
            }
            found.channel(&e.channel);
        }
        Event::SolvedInformally(e) => found.text("text", &e.text),
        Event::MadeFormal(e) => {
            found.known("channel", procedure.channel(&e.channel).is_some());
            found.optional("text", &e.text);
        }
        Event::NatureJudged(e) => found.text("reason", &e.reason),
        Event::ApproachAgreed(e) => found.text("text", &e.text),
        Event::Informed(e) => {
            found.text("text", &e.text);
            found.channel(&e.channel);
            let topic = procedure.topic(&e.topic);
            found.known("topic", topic.is_some());
            if topic.is_some_and(|topic| topic.to_person) && e.person.is_none() {
                found.add("person", Fault::Missing);
            }
        }
        Event::PersonResponded(e) => found.text("text", &e.text),
        Event::InformationAsked(e) => {
            found.text("text", &e.text);
            found.channel(&e.channel);
        }
        Event::InformationReceived(e) => found.text("text", &e.text),
        Event::AppointmentMade(e) => {
            found.optional("place", &e.place);
            found.optional("text", &e.text);
        }
        Event::FeedbackDeclined(e) => found.text("by", &e.by),
        Event::TermChosen(e) => {
            let rule = procedure.obligation(&e.obligation);
            found.known("obligation", rule.is_some_and(|r| r.at_least.is_some()));
            found.optional("reason", &e.reason);
        }
        Event::TermExtended(e) => {
            let extension = procedure.obligation(&e.obligation).map(|r| &r.extension);
            match extension {
                Some(Some(rule)) if rule.told => found.text("text", &e.text),
                Some(Some(_)) => found.optional("text", &e.text),
                _ => found.known("obligation", false),
            }
            found.text("reason", &e.reason);
            found.channel(&e.channel);
        }
        Event::ClockStopped(e) => {
            found.known("pause", procedure.pause(&e.pause).is_some());
            found.text("reason", &e.reason);
        }
        Event::ClockResumed(e) => found.optional("text", &e.text),
        Event::ColleagueInvolved(e) => found.text("what", &e.what),
        Event::ProposalMade(e) => {
            found.text("text", &e.text);
            found.channel(&e.channel);
        }
        Event::ProposalAnswered(e) => {
            // Who wants something else says what.
            if e.accepted {
                found.optional("text", &e.text);
            } else {
                found.text("text", &e.text);
            }
            found.channel(&e.channel);
        }
        Event::Escalated(e) => {
            found.text("reason", &e.reason);
            found.channel(&e.channel);
            match procedure.escalation(e.to) {
                None => found.known("to", false),
                Some(rule) => {
                    if rule.told {
                        found.text("text", &e.text);
                    }
                    if rule.named && e.person.is_none() {
                        found.add("person", Fault::Missing);
                    }
                }
            }
        }
        Event::MediationStarted(e) => found.optional("reason", &e.reason),
        Event::MediationEnded(e) => found.text("text", &e.text),
        Event::DamageEstablished(e) => {
            found.text("liable", &e.liable);
            found.text("text", &e.text);
            found.past("since", e.since, now);
        }
        Event::ClaimFiled(e) => {
            found.text("text", &e.text);
            found.past("received_at", e.received_at, now);
            let claim = procedure.claim.as_ref();
            let open = claim.is_some_and(|claim| claim.channels.contains(&e.channel));
            found.known("channel", open);
        }
        Event::ClaimDecided(e) => {
            found.text("reasons", &e.reasons);
            if e.granted == Granted::Partly && e.cents.is_none() {
                found.add("cents", Fault::Missing);
            }
        }
        Event::CauseEstablished(e) => {
            found.text("text", &e.text);
            let known = procedure.causes.iter().any(|cause| cause.id == e.cause);
            found.known("cause", e.cause.is_empty() || known);
        }
        Event::MeasurePlanned(e) => {
            found.text("what", &e.what);
            let known = procedure.measures.iter().any(|m| m.id == e.kind);
            found.known("kind", e.kind.is_empty() || known);
        }
        Event::MeasureChecked(e) => {
            // What does not work needs a word about what then.
            if e.effective {
                found.optional("text", &e.text);
            } else {
                found.text("text", &e.text);
            }
        }
        Event::SatisfactionMeasured(e) => {
            let highest = procedure.satisfaction.as_ref().map_or(10, |s| s.highest);
            if e.score.is_some_and(|score| score < 1 || score > highest) {
                found.add(
                    "score",
                    Fault::OutOfRange {
                        lowest: "1".into(),
                        highest: highest.to_string(),
                    },
                );
            }
            found.channel(&e.channel);
            found.optional("text", &e.text);
        }
        _ => {}
    }
    found.problems
}
