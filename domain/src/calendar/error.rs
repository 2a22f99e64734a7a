//! What is wrong with a calendar: where, what, and what would be right.

use std::fmt;

use crate::language::{Language, Text};
use crate::moment::text;

/// A calendar that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarError {
    /// Line in the file, from 1; unknown for JSON.
    pub line: Option<usize>,
    /// Keys and indices that lead to the fault: `["hours", "mon", "0"]`.
    pub place: Vec<String>,
    /// The fault and its remedy, in a sentence or two.
    pub problem: Text,
}

impl CalendarError {
    pub(super) fn new(nl: impl Into<String>, en: impl Into<String>) -> CalendarError {
        CalendarError {
            line: None,
            place: Vec::new(),
            problem: text(nl, en),
        }
    }

    /// Adds the key or index through which the fault was reached; called from the inside out.
    pub(super) fn within(mut self, key: impl ToString) -> CalendarError {
        self.place.insert(0, key.to_string());
        self
    }

    /// The whole message, for people.
    pub fn message(&self, language: Language) -> String {
        // With a line at hand the number of an entry in a list says nothing more.
        let is_index = |part: &&String| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts = self
            .place
            .iter()
            .filter(|part| self.line.is_none() || !is_index(part));
        let place = parts.map(String::as_str).collect::<Vec<_>>().join(".");
        let problem = self.problem.get(language);
        let line = self
            .line
            .map(|line| format!("{} {line}", language.pick("regel", "line")));
        let start = language.pick("Kalender", "Calendar");
        match (line, place.is_empty()) {
            (Some(line), true) => format!("{start}, {line}: {problem}"),
            (Some(line), false) => format!("{start}, {line}, {place}: {problem}"),
            (None, true) => format!("{start}: {problem}"),
            (None, false) => format!("{start}, {place}: {problem}"),
        }
    }
}

impl fmt::Display for CalendarError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message(Language::Nl))
    }
}

impl std::error::Error for CalendarError {}
