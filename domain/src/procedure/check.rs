//! Reading a procedure file, and refusing one that cannot work, with words that help its writer.

use super::Procedure;
use crate::event::EventKind;
use std::collections::BTreeSet;
use thiserror::Error;

/// Why a procedure file is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProcedureError {
    /// It is no TOML, or not of the right shape; the message names line and column.
    #[error("{0}")]
    Shape(String),
    /// It contradicts itself.
    #[error("{}", .0.join("\n"))]
    Contradictions(Vec<String>),
}

impl Procedure {
    /// Reads a procedure from TOML and checks it.
    #[cfg(feature = "files")]
    pub fn from_toml(text: &str) -> Result<Procedure, ProcedureError> {
        let procedure: Procedure =
            toml::from_str(text).map_err(|error| ProcedureError::Shape(error.to_string()))?;
        procedure.check()?;
        Ok(procedure)
    }

    /// Finds every contradiction at once.
    pub fn check(&self) -> Result<(), ProcedureError> {
        let mut wrong = Vec::new();
        self.check_names(&mut wrong);
        self.check_obligations(&mut wrong);
        self.check_pauses(&mut wrong);
        for notice in &self.notices {
            self.check_triggers(
                &format!("notice `{}`, on", notice.id),
                &notice.on,
                &mut wrong,
            );
        }
        let closing = [&self.closing.requires, &self.closing.requires_with_remedy];
        for triggers in closing {
            self.check_triggers("closing", triggers, &mut wrong);
        }
        if let Some(meeting) = self.meeting.as_ref().filter(|m| m.weekday().is_none()) {
            wrong.push(format!(
                "meeting: `{}` is no weekday; write mon, tue, wed, thu, fri, sat or sun",
                meeting.weekday
            ));
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(ProcedureError::Contradictions(wrong))
        }
    }

    fn check_names(&self, wrong: &mut Vec<String>) {
        let lists: [(&str, Vec<&String>); 6] = [
            ("kind", self.kinds.iter().map(|x| &x.id).collect()),
            ("channel", self.channels.iter().map(|x| &x.id).collect()),
            ("category", self.categories.iter().map(|x| &x.id).collect()),
            ("ruling", self.rulings.iter().map(|x| &x.id).collect()),
            (
                "obligation",
                self.obligations.iter().map(|x| &x.id).collect(),
            ),
            ("notice", self.notices.iter().map(|x| &x.id).collect()),
        ];
        for (what, ids) in lists {
            let mut seen = BTreeSet::new();
            for id in ids {
                if id.is_empty()
                    || !id
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                {
                    wrong.push(format!(
                        "{what} `{id}`: an id is lower-case letters, digits and _"
                    ));
                }
                if !seen.insert(id) {
                    wrong.push(format!(
                        "{what} `{id}` stands here twice; give one of them another id"
                    ));
                }
            }
        }
        for required in ["kind", "channel"] {
            let empty = if required == "kind" {
                self.kinds.is_empty()
            } else {
                self.channels.is_empty()
            };
            if empty {
                wrong.push(format!(
                    "there is no [[{required}]]; at least one is needed to take anything in"
                ));
            }
        }
    }

    fn check_obligations(&self, wrong: &mut Vec<String>) {
        for rule in &self.obligations {
            let place = format!("obligation `{}`", rule.id);
            for kind in rule.kinds.iter().filter(|kind| self.kind(kind).is_none()) {
                wrong.push(format!(
                    "{place}: kind `{kind}` is not one of the [[kind]]s of this file"
                ));
            }
            if rule.starts.is_empty() {
                wrong.push(format!(
                    "{place}: nothing starts it; name an event in `starts`"
                ));
            }
            if rule.discharged_by.is_empty() {
                wrong.push(format!(
                    "{place}: nobody can discharge it; name an event in `discharged_by`"
                ));
            }
            for trigger in rule
                .starts
                .iter()
                .filter(|t| rule.discharged_by.contains(t))
            {
                wrong.push(format!(
                    "{place}: `{trigger}` both starts and discharges it"
                ));
            }
            self.check_triggers(&format!("{place}, starts"), &rule.starts, wrong);
            self.check_triggers(
                &format!("{place}, discharged_by"),
                &rule.discharged_by,
                wrong,
            );
            self.check_triggers(&format!("{place}, cancelled_by"), &rule.cancelled_by, wrong);
        }
    }

    fn check_pauses(&self, wrong: &mut Vec<String>) {
        for pause in &self.pauses {
            let place = format!("pause `{}`", pause.name.en);
            for id in pause
                .of
                .iter()
                .filter(|id| !self.obligations.iter().any(|rule| rule.id == **id))
            {
                wrong.push(format!("{place}: obligation `{id}` is not in this file"));
            }
            if pause.until.is_empty() {
                wrong.push(format!(
                    "{place}: nothing ends it; name an event in `until`"
                ));
            }
            self.check_triggers(&format!("{place}, starts"), &pause.starts, wrong);
            self.check_triggers(&format!("{place}, until"), &pause.until, wrong);
        }
    }

    fn check_triggers(&self, place: &str, triggers: &[String], wrong: &mut Vec<String>) {
        for trigger in triggers {
            let (name, qualifier) = match trigger.split_once(':') {
                Some((name, qualifier)) => (name, Some(qualifier)),
                None => (trigger.as_str(), None),
            };
            let Some(kind) = EventKind::from_name(name) else {
                let known: Vec<_> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
                wrong.push(format!(
                    "{place}: there is no event `{name}`; known are {}",
                    known.join(", ")
                ));
                continue;
            };
            let Some(qualifier) = qualifier else { continue };
            let possible: Vec<&str> = match kind {
                EventKind::Registered => self.kinds.iter().map(|kind| kind.id.as_str()).collect(),
                EventKind::Ruled => self
                    .rulings
                    .iter()
                    .map(|ruling| ruling.id.as_str())
                    .collect(),
                other => other.qualifiers().to_vec(),
            };
            if !possible.contains(&qualifier) {
                wrong.push(format!(
                    "{place}: `{trigger}` cannot happen; after `{name}:` may stand {possible:?}"
                ));
            }
        }
    }
}
