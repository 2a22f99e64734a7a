//! Why a procedure cannot work, in words that help its writer: what is wrong, and what would be right.

mod intake;
mod names;
mod people;
mod promises;

use super::Procedure;
use super::reachable::Reachable;
use crate::person::Role;
use std::fmt;
use thiserror::Error;

/// Why a procedure file is refused: everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct ProcedureError {
    pub faults: Vec<Fault>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Keys and indexes from the top of the file: `obligation`, `3`, `owner`.
    pub place: Vec<String>,
    /// From 1; 0 where it is not known.
    pub line: usize,
    pub column: usize,
    pub wrong: String,
    pub right: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: ", self.line, self.column)?;
        }
        write!(f, "{}; {}", self.wrong, self.right)
    }
}

/// Collects what is wrong while a procedure is looked through.
pub(super) struct Check<'a> {
    pub procedure: &'a Procedure,
    pub reachable: Reachable<'a>,
    faults: Vec<Fault>,
}

impl Procedure {
    /// Everything that is wrong with it, without lines and columns.
    pub fn faults(&self) -> Vec<Fault> {
        let mut check = Check {
            procedure: self,
            reachable: Reachable::new(self),
            faults: vec![],
        };
        check.names();
        check.people();
        check.intake();
        check.promises();
        check.faults
    }
}

/// Words for a place: keys and indexes.
macro_rules! place {
    ($($part:expr),+ $(,)?) => { &[$(($part).to_string()),+] };
}
pub(super) use place;

impl Check<'_> {
    pub fn add(&mut self, place: &[String], wrong: impl Into<String>, right: impl Into<String>) {
        self.faults.push(Fault {
            place: place.to_vec(),
            line: 0,
            column: 0,
            wrong: wrong.into(),
            right: right.into(),
        });
    }

    /// A word that must be one of a list.
    pub fn known(&mut self, place: &[String], what: &str, word: &str, known: &[&str]) {
        if known.contains(&word) {
            return;
        }
        let right = match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => format!("this file has no [[{what}]]; add one"),
            None => format!("write one of {}", listed(known)),
        };
        self.add(
            place,
            format!("there is no {what} `{word}` in this file"),
            right,
        );
    }

    /// Roles that must be among those of the file.
    pub fn roles(&mut self, place: &[String], roles: &[Role]) {
        for role in roles {
            if !self.procedure.roles.iter().any(|rule| rule.id == *role) {
                let right = format!(
                    "add a [[role]] with id = \"{}\", or name another role",
                    role.word()
                );
                self.add(place, format!("nobody is `{}` here", role.word()), right);
            }
        }
    }

    /// Triggers, of which each can happen.
    pub fn triggers(&mut self, place: &[String], triggers: &[String]) {
        for (index, trigger) in triggers.iter().enumerate() {
            let place = [place, &[index.to_string()]].concat();
            for one in super::alternatives(trigger) {
                if let Err((wrong, right)) = self.reachable.trigger(one) {
                    self.add(&place, wrong, right);
                }
            }
        }
    }
}

/// `a`, `b`, `c`.
pub(super) fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// The known word that somebody probably meant: at most two letters away.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().map(|other| (distance(word, other), *other));
    near.filter(|(distance, other)| *distance <= 2 && *distance < other.len())
        .min()
        .map(|(_, other)| other)
}

/// Letters to change, add or leave out.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for j in 0..b.len() {
            let changed = before + usize::from(letter != b[j]);
            before = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
