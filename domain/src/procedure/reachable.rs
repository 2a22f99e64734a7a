//! What can ever happen under a procedure: which events somebody may record, and which triggers they can cause.

use super::check::{listed, nearest};
use super::{Procedure, alternatives};
use crate::event::{EventKind, Nature, Qualifier};
use crate::permission::{Deed, reach};
use crate::person::Role;
use std::collections::BTreeSet;

/// What is wrong, and what would be right.
pub(super) type Wrong = (String, String);

/// What can happen under one procedure.
pub(super) struct Reachable<'a> {
    procedure: &'a Procedure,
    /// Events that can be recorded at some point, whoever does it.
    events: BTreeSet<EventKind>,
}

impl<'a> Reachable<'a> {
    /// Grows from the registration: an event can be recorded when somebody may, and what must come first can.
    pub fn new(procedure: &'a Procedure) -> Reachable<'a> {
        let mut reachable = Reachable {
            procedure,
            events: BTreeSet::new(),
        };
        loop {
            let more: Vec<EventKind> = EventKind::ALL
                .iter()
                .copied()
                .filter(|kind| !reachable.events.contains(kind) && reachable.can_come(*kind))
                .collect();
            if more.is_empty() {
                return reachable;
            }
            reachable.events.extend(more);
        }
    }

    fn can_come(&self, kind: EventKind) -> bool {
        let first = self.procedure.step(kind).map(|step| step.first.as_slice());
        let possible = |requirement: &String| {
            alternatives(requirement)
                .filter_map(EventKind::of_trigger)
                .any(|kind| self.events.contains(&kind))
        };
        kind.nature() == Nature::System
            || (self.procedure.uses(kind)
                && !self.recorders(kind).is_empty()
                && first.unwrap_or_default().iter().all(possible))
    }

    /// The roles of the file that may record an event.
    pub fn recorders(&self, kind: EventKind) -> Vec<Role> {
        let roles = self.procedure.roles.iter().map(|rule| rule.id);
        roles
            .filter(|role| reach(*role, Deed::Record(kind), self.procedure).is_some())
            .collect()
    }

    /// Whether an event can be recorded after the handling ended.
    pub fn after_the_end(&self, trigger: &str) -> bool {
        EventKind::of_trigger(trigger)
            .is_some_and(|kind| kind.nature() == Nature::Addition || kind == EventKind::Reopened)
    }

    /// Whether a trigger can happen; otherwise why not.
    pub fn trigger(&self, trigger: &str) -> Result<EventKind, Wrong> {
        let (name, qualifier) = match trigger.split_once(':') {
            Some((name, qualifier)) => (name, Some(qualifier)),
            None => (trigger, None),
        };
        let Some(kind) = EventKind::from_name(name) else {
            let known: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
            let right = match nearest(name, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", listed(&known)),
            };
            return Err((format!("there is no event `{name}`"), right));
        };
        if let Some(qualifier) = qualifier {
            self.qualifier(trigger, kind, qualifier)?;
        }
        if self.events.contains(&kind) {
            return Ok(kind);
        }
        let right = if self.recorders(kind).is_empty() {
            format!("give a role the right to it: [[step]] event = \"{name}\" with by = [\"…\"]")
        } else if self.procedure.uses(kind) {
            format!("what [[step]] event = \"{name}\" wants `first` cannot happen either")
        } else {
            "add the part of the procedure to which it belongs".to_owned()
        };
        Err((format!("`{trigger}` can never happen"), right))
    }

    fn qualifier(&self, trigger: &str, kind: EventKind, qualifier: &str) -> Result<(), Wrong> {
        let procedure = self.procedure;
        let possible: Vec<String> = match kind.qualifier() {
            Qualifier::Nothing => vec![],
            Qualifier::Words(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            Qualifier::Kind => {
                let kinds = procedure.kinds.iter().map(|kind| kind.id.clone());
                let both = procedure.kinds.iter().flat_map(|kind| {
                    let channels = procedure.channels.iter();
                    channels.map(|channel| format!("{}:{}", kind.id, channel.id))
                });
                kinds.chain(both).collect()
            }
            Qualifier::Ruling => {
                let can = |ruling: &&super::Ruling| {
                    let bodies = &procedure.bodies;
                    bodies.is_empty()
                        || bodies
                            .iter()
                            .any(|b| b.rulings.is_empty() || b.rulings.contains(&ruling.id))
                };
                let rulings = procedure.rulings.iter().filter(can).map(|r| r.id.clone());
                rulings
                    .chain(procedure.bodies.iter().map(|body| body.id.clone()))
                    .collect()
            }
            Qualifier::Role => {
                let to = procedure.escalations.iter().map(|escalation| escalation.to);
                to.map(|role| role.word().to_owned()).collect()
            }
            Qualifier::Obligation => {
                let obligations = procedure.obligations.iter();
                obligations
                    .filter(|rule| match kind {
                        EventKind::TermChosen => rule.at_least.is_some(),
                        _ => rule.extension.is_some(),
                    })
                    .map(|rule| rule.id.clone())
                    .collect()
            }
            Qualifier::Pause => {
                let pauses = procedure.pauses.iter();
                pauses.filter_map(|pause| pause.id.clone()).collect()
            }
            Qualifier::Topic => procedure
                .topics
                .iter()
                .map(|topic| topic.id.clone())
                .collect(),
        };
        let possible: Vec<&str> = possible.iter().map(String::as_str).collect();
        if possible.contains(&qualifier) {
            return Ok(());
        }
        let right = match nearest(qualifier, &possible) {
            Some(near) => format!("did you mean `{}:{near}`?", kind.name()),
            None if possible.is_empty() => format!("write `{}` alone", kind.name()),
            None => format!("after `{}:` may stand {}", kind.name(), listed(&possible)),
        };
        Err((format!("`{trigger}` cannot happen"), right))
    }
}
