//! Obligations that can be met, terms that can be, clocks that run again.

use super::{Check, listed, place};
use crate::deadline::{Rule, deadline};
use crate::event::{ENDINGS, EventKind};
use crate::procedure::ObligationRule;
use crate::term::Term;
use chrono::{DateTime, Utc};

impl Check<'_> {
    pub(super) fn promises(&mut self) {
        let procedure = self.procedure;
        for (index, rule) in procedure.obligations.iter().enumerate() {
            self.obligation(index, rule);
        }
        let ids: Vec<&str> = procedure
            .obligations
            .iter()
            .map(|o| o.id.as_str())
            .collect();
        for (index, pause) in procedure.pauses.iter().enumerate() {
            for (at, id) in pause.of.iter().enumerate() {
                self.known(place!["pause", index, "of", at], "obligation", id, &ids);
            }
            if pause.until.is_empty() && pause.id.is_none() {
                let wrong = format!("pause `{}` never ends", pause.name.en);
                self.add(
                    place!["pause", index, "until"],
                    wrong,
                    "name an event in `until`",
                );
            }
            if pause.starts.is_empty() && pause.id.is_none() {
                let wrong = format!("pause `{}` never begins", pause.name.en);
                self.add(
                    place!["pause", index, "starts"],
                    wrong,
                    "name an event in `starts`, or give it an `id`, so that people may begin it",
                );
            }
            self.triggers(place!["pause", index, "starts"], &pause.starts);
            self.triggers(place!["pause", index, "until"], &pause.until);
        }
        self.triggers(place!["closing", "requires"], &procedure.closing.requires);
        self.triggers(
            place!["closing", "requires_with_remedy"],
            &procedure.closing.requires_with_remedy,
        );
        for (index, requirement) in procedure.closing.requires.iter().enumerate() {
            let ended = super::super::alternatives(requirement).all(|t| ENDINGS.contains(&t));
            if ended {
                let wrong =
                    format!("`{requirement}` comes only with the end, so nothing can be closed");
                self.add(
                    place!["closing", "requires", index],
                    wrong,
                    "name what comes before",
                );
            }
        }
    }

    fn obligation(&mut self, index: usize, rule: &ObligationRule) {
        let procedure = self.procedure;
        let id = &rule.id;
        let at = |key: &str| place!["obligation", index, key].to_vec();
        let kinds: Vec<&str> = procedure
            .kinds
            .iter()
            .map(|kind| kind.id.as_str())
            .collect();
        for (k, kind) in rule.kinds.iter().enumerate() {
            self.known(
                place!["obligation", index, "kinds", k],
                "kind",
                kind,
                &kinds,
            );
        }
        let severities: Vec<&str> = procedure.severities.iter().map(|s| s.id.as_str()).collect();
        for (s, severity) in rule.severities.iter().enumerate() {
            self.known(
                place!["obligation", index, "severities", s],
                "severity",
                severity,
                &severities,
            );
        }
        if rule.starts.is_empty() {
            let wrong = format!("obligation `{id}`: nothing starts it");
            self.add(&at("starts"), wrong, "name an event in `starts`");
        }
        if rule.discharged_by.is_empty() {
            let wrong = format!("obligation `{id}`: nobody can discharge it");
            self.add(
                &at("discharged_by"),
                wrong,
                "name an event in `discharged_by`",
            );
        }
        for (t, trigger) in rule.starts.iter().enumerate() {
            if rule.discharged_by.contains(trigger) {
                let wrong = format!("obligation `{id}`: `{trigger}` both starts and discharges it");
                self.add(
                    place!["obligation", index, "starts", t],
                    wrong,
                    "name it in one of the two",
                );
            }
        }
        self.triggers(&at("starts"), &rule.starts);
        self.triggers(&at("cancelled_by"), &rule.cancelled_by);
        self.discharge(index, rule);
        self.roles(&at("owner"), &[rule.owner]);
        self.roles(&at("breach_to"), &rule.breach_to);
        if rule.aim && !rule.breach_to.is_empty() {
            let wrong = format!("obligation `{id}` is an aim, so it is never late");
            self.add(&at("breach_to"), wrong, "leave `breach_to` or `aim` out");
        }
        self.terms(index, rule);
    }

    /// Somebody can discharge it: the owner among others, and also after the end when it starts there.
    fn discharge(&mut self, index: usize, rule: &ObligationRule) {
        let id = &rule.id;
        let starts_at_the_end =
            !rule.starts.is_empty() && rule.starts.iter().all(|t| ENDINGS.contains(&t.as_str()));
        let place = place!["obligation", index, "discharged_by"].to_vec();
        let mut by_owner = rule.discharged_by.is_empty();
        for (t, trigger) in rule.discharged_by.iter().enumerate() {
            let place = place!["obligation", index, "discharged_by", t].to_vec();
            match self.reachable.trigger(trigger) {
                Err((wrong, right)) => {
                    let wrong = format!("obligation `{id}`: nobody can discharge it so: {wrong}");
                    self.add(&place, wrong, right);
                    // Told already; whose it is does not matter then.
                    by_owner = true;
                }
                Ok(kind) => by_owner |= self.reachable.recorders(kind).contains(&rule.owner),
            }
            if starts_at_the_end && !self.reachable.after_the_end(trigger) {
                let wrong = format!(
                    "obligation `{id}`: nobody can discharge it: `{trigger}` cannot be recorded once the dossier is closed"
                );
                self.add(
                    &place,
                    wrong,
                    "start it earlier, or name an event that is only added",
                );
            }
        }
        if !by_owner {
            let names: Vec<&str> = rule.discharged_by.iter().map(String::as_str).collect();
            let wrong = format!(
                "obligation `{id}`: its owner `{}` may record none of {}",
                rule.owner.word(),
                listed(&names)
            );
            self.add(
                &place,
                wrong,
                "name another owner, or give the right in a [[step]]",
            );
        }
        let never = |kind: &&String| {
            let handled = self.procedure.handles(kind);
            let kinds = rule
                .discharged_by
                .iter()
                .filter_map(|t| EventKind::of_trigger(t));
            !handled && kinds.clone().count() > 0 && kinds.clone().all(is_of_handling)
        };
        let silent: Vec<String> = rule.kinds.iter().filter(never).cloned().collect();
        for kind in silent {
            let wrong = format!(
                "obligation `{id}`: nobody can discharge it for `{kind}`, which is only registered"
            );
            self.add(
                place!["obligation", index, "kinds"],
                wrong,
                "leave this kind out, or let it run the procedure",
            );
        }
    }

    fn terms(&mut self, index: usize, rule: &ObligationRule) {
        let id = &rule.id;
        let at = |key: &str| place!["obligation", index, key].to_vec();
        let Some(within) = self.end(&at("within"), rule, rule.within) else {
            return;
        };
        if rule.within.count == 0 && !rule.aim {
            let wrong = format!("obligation `{id}` is due the moment it begins");
            self.add(
                &at("within"),
                wrong,
                "write a term of at least 1, or `aim = true`",
            );
        }
        if let Some(least) = rule
            .at_least
            .and_then(|term| self.end(&at("at_least"), rule, term))
            && least >= within
        {
            let wrong = format!(
                "obligation `{id}`: at least {} is not shorter than {}",
                words(rule.at_least),
                rule.within
            );
            self.add(
                &at("at_least"),
                wrong,
                "`at_least` is the shortest term that can be chosen, `within` the longest",
            );
        }
        if let Some(warn) = rule.warn.and_then(|term| self.end(&at("warn"), rule, term))
            && warn > within
        {
            let wrong = format!(
                "obligation `{id}`: a warning {} before the end comes before it begins",
                words(rule.warn)
            );
            self.add(
                &at("warn"),
                wrong,
                format!("write a term shorter than {}", rule.within),
            );
        }
        if let Some(extension) = &rule.extension
            && let Some(most) = extension.at_most
        {
            let place = place!["obligation", index, "extension", "at_most"].to_vec();
            self.end(&place, rule, most);
        }
    }

    /// When a term ends that began on an ordinary day; a fault when it never does.
    fn end(
        &mut self,
        place: &[String],
        rule: &ObligationRule,
        term: Term,
    ) -> Option<DateTime<Utc>> {
        let from = DateTime::from_timestamp(1_772_528_400, 0)?;
        let counted = Rule {
            term,
            ..rule.deadline_rule()
        };
        match deadline(&self.procedure.calendar, from, &counted, &[]) {
            Ok(end) => Some(end.due),
            Err(error) => {
                let wrong = format!("obligation `{}`: the term {term} cannot be", rule.id);
                self.add(place, wrong, error.message(crate::language::Language::En));
                None
            }
        }
    }
}

fn words(term: Option<Term>) -> String {
    term.map(|term| term.to_string()).unwrap_or_default()
}

/// Whether an event exists only for what is handled.
fn is_of_handling(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Ruled | EventKind::InspectionRequested | EventKind::BroughtToMeeting
    )
}
