//! Taking in: kinds, channels, and rules of admissibility that do not contradict each other.

use super::{Check, place};
use crate::event::EventKind;
use crate::party::Field;
use crate::procedure::{Admissibility, Channel};

impl Check<'_> {
    pub(super) fn intake(&mut self) {
        let procedure = self.procedure;
        for (index, kind) in procedure.kinds.iter().enumerate() {
            let lists = [
                (Field::Category, "category", procedure.categories.is_empty()),
                (Field::Severity, "severity", procedure.severities.is_empty()),
            ];
            for (field, what, _) in lists.into_iter().filter(|(_, _, empty)| *empty) {
                if kind.required.contains(&field) {
                    let wrong = format!(
                        "kind `{}` asks for a {what}, but there is none to choose",
                        kind.id
                    );
                    self.add(
                        place!["kind", index, "required"],
                        wrong,
                        format!("add a [[{what}]]"),
                    );
                }
            }
        }
        for (index, channel) in procedure.channels.iter().enumerate() {
            self.channel(index, channel);
        }
        if !procedure.channels.is_empty() && !procedure.channels.iter().any(|c| c.accepted) {
            let right = "leave `accepted = false` out of at least one channel";
            self.add(
                place!["channel", 0, "accepted"],
                "every channel is closed",
                right,
            );
        }
        for (index, rule) in procedure.admissibility.iter().enumerate() {
            self.admissibility(index, rule);
        }
        let channels: Vec<&str> = procedure.channels.iter().map(|c| c.id.as_str()).collect();
        let formal = procedure
            .informal
            .iter()
            .flat_map(|informal| &informal.formal_channels);
        for (at, channel) in formal.enumerate() {
            let place = place!["informal", "formal_channels", at].to_vec();
            self.known(&place, "channel", channel, &channels);
            self.open(&place, channel);
        }
        let claims = procedure.claim.iter().flat_map(|claim| &claim.channels);
        for (at, channel) in claims.enumerate() {
            let place = place!["claim", "channels", at].to_vec();
            self.known(&place, "channel", channel, &channels);
            self.open(&place, channel);
        }
    }

    fn channel(&mut self, index: usize, channel: &Channel) {
        let id = &channel.id;
        if !channel.accepted && channel.message.is_none() {
            let right = "tell in `message` how to file instead";
            self.add(
                place!["channel", index, "accepted"],
                format!("channel `{id}` is closed without a word"),
                right,
            );
        }
        if channel.accepted && channel.message.is_some() {
            let wrong = format!("channel `{id}` is open, but turns people away");
            self.add(
                place!["channel", index, "message"],
                wrong,
                "write `accepted = false`, or leave `message` out",
            );
        }
        if channel.accepted && !channel.exception_by.is_empty() {
            let wrong = format!("channel `{id}` is open; there is nothing to make an exception to");
            self.add(
                place!["channel", index, "exception_by"],
                wrong,
                "leave `exception_by` out",
            );
        }
        let by = place!["channel", index, "taken_in_by"].to_vec();
        self.roles(&by, &channel.taken_in_by);
        self.may(&by, &channel.taken_in_by, EventKind::Registered);
        let exception = place!["channel", index, "exception_by"].to_vec();
        self.roles(&exception, &channel.exception_by);
        self.may(
            &exception,
            &channel.exception_by,
            EventKind::AdmissibilityDecided,
        );
    }

    fn admissibility(&mut self, index: usize, rule: &Admissibility) {
        let procedure = self.procedure;
        let id = &rule.id;
        let at = |key: &str| place!["admissibility", index, key].to_vec();
        let kinds: Vec<&str> = procedure
            .kinds
            .iter()
            .map(|kind| kind.id.as_str())
            .collect();
        for (k, kind) in rule.kinds.iter().enumerate() {
            let place = place!["admissibility", index, "kinds", k].to_vec();
            self.known(&place, "kind", kind, &kinds);
            if procedure
                .kind(kind)
                .is_some_and(|kind| !kind.runs_procedure)
            {
                let wrong = format!("`{kind}` is only registered, so it is always admissible");
                self.add(&place, wrong, "name a kind with runs_procedure = true");
            }
        }
        if rule.within.is_some() == rule.asks.is_some() {
            let wrong = format!("admissibility `{id}` must be computed or asked, one of the two");
            self.add(&at("id"), wrong, "write `within` or `asks`");
        }
        if rule.of_claim && procedure.claim.is_none() {
            self.add(
                &at("of_claim"),
                format!("admissibility `{id}` is of a claim, but there are no claims"),
                "add [claim]",
            );
        }
        if rule.within.is_some_and(|within| within.count == 0) {
            let wrong = format!("admissibility `{id}` lets nothing in: the term is 0");
            self.add(&at("within"), wrong, "write a term of at least 1");
        }
        let of = |other: &&Admissibility| {
            other.of_claim == rule.of_claim
                && other.within.is_some()
                && rule.within.is_some()
                && other.within != rule.within
                && (rule.kinds.is_empty()
                    || other.kinds.is_empty()
                    || rule.kinds.iter().any(|kind| other.kinds.contains(kind)))
        };
        if let Some(other) = procedure.admissibility[..index].iter().find(of) {
            let wrong = format!(
                "admissibility `{id}` contradicts `{}`: two terms for the same",
                other.id
            );
            self.add(
                &at("within"),
                wrong,
                "keep one, or give each its own `kinds`",
            );
        }
        if rule.within.is_some() && !rule.of_claim {
            let concerned = procedure.kinds.iter().filter(|kind| {
                kind.runs_procedure && (rule.kinds.is_empty() || rule.kinds.contains(&kind.id))
            });
            let silent: Vec<String> = concerned
                .filter(|kind| !kind.required.contains(&Field::ArisenOn))
                .map(|kind| kind.id.clone())
                .collect();
            for kind in silent {
                let wrong = format!("admissibility `{id}` needs to know when a {kind} arose");
                let right = format!("add \"arisen_on\" to `required` of kind `{kind}`");
                self.add(&at("within"), wrong, right);
            }
        }
        self.roles(&at("exception_by"), &rule.exception_by);
        self.may(
            &at("exception_by"),
            &rule.exception_by,
            EventKind::AdmissibilityDecided,
        );
    }

    /// A channel that is asked for elsewhere must not be closed.
    fn open(&mut self, place: &[String], channel: &str) {
        if self.procedure.channel(channel).is_some_and(|c| !c.accepted) {
            let wrong = format!("channel `{channel}` is closed, and asked for here");
            self.add(place, wrong, "name an open channel, or open this one");
        }
    }
}
