//! A term: a count and a unit, as procedures promise it ("2 working days", "24 hours", "1 month").

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A length of time as a promise states it; written in English in files ("2 working days").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Term {
    pub count: u32,
    pub unit: Unit,
}

/// What a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Clock time.
    Minutes,
    /// Clock time.
    Hours,
    /// Opening hours only.
    WorkingMinutes,
    /// Opening hours only.
    WorkingHours,
    WorkingDays,
    Days,
    Weeks,
    Months,
    Years,
}

/// Why a term has no end, or is no term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermError {
    NotATerm(String),
    /// Longer than 100 years.
    TooLong(String),
    /// No day is open in the 100 years of the term.
    NeverOpen,
    /// Both in wall-clock time.
    PauseReversed {
        from: String,
        until: String,
    },
    /// Pauses of more than 100 years together.
    PausedTooLong,
    /// A wall-clock time before 1583 or after 9999.
    OutOfRange(String),
}

impl Unit {
    /// Every unit, shortest first.
    pub const ALL: [Unit; 9] = [
        Unit::Minutes,
        Unit::Hours,
        Unit::WorkingMinutes,
        Unit::WorkingHours,
        Unit::WorkingDays,
        Unit::Days,
        Unit::Weeks,
        Unit::Months,
        Unit::Years,
    ];

    /// Whether only open days, or open hours, count.
    pub fn counts_working_time(self) -> bool {
        matches!(
            self,
            Unit::WorkingMinutes | Unit::WorkingHours | Unit::WorkingDays
        )
    }

    /// Whether it is counted on the calendar (days to years) and so keeps the wall-clock time.
    pub fn is_calendar(self) -> bool {
        matches!(self, Unit::Days | Unit::Weeks | Unit::Months | Unit::Years)
    }

    /// (one, several) in a language.
    fn names(self, language: Language) -> (&'static str, &'static str) {
        match self {
            Unit::Minutes => language.pick(("minuut", "minuten"), ("minute", "minutes")),
            Unit::Hours => language.pick(("uur", "uur"), ("hour", "hours")),
            Unit::WorkingMinutes => language.pick(
                ("werkminuut", "werkminuten"),
                ("working minute", "working minutes"),
            ),
            Unit::WorkingHours => {
                language.pick(("werkuur", "werkuren"), ("working hour", "working hours"))
            }
            Unit::WorkingDays => {
                language.pick(("werkdag", "werkdagen"), ("working day", "working days"))
            }
            Unit::Days => language.pick(("dag", "dagen"), ("day", "days")),
            Unit::Weeks => language.pick(("week", "weken"), ("week", "weeks")),
            Unit::Months => language.pick(("maand", "maanden"), ("month", "months")),
            Unit::Years => language.pick(("jaar", "jaar"), ("year", "years")),
        }
    }
}

impl Term {
    pub fn new(count: u32, unit: Unit) -> Term {
        Term { count, unit }
    }

    /// The term in words: "2 werkdagen", "2 working days".
    pub fn display(&self, language: Language) -> String {
        let (one, several) = self.unit.names(language);
        format!(
            "{} {}",
            self.count,
            if self.count == 1 { one } else { several }
        )
    }
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.display(Language::En))
    }
}

impl FromStr for Term {
    type Err = TermError;

    /// Reads "2 working days" and "1 working day"; case and extra spaces do not matter.
    fn from_str(text: &str) -> Result<Term, TermError> {
        let not_a_term = || TermError::NotATerm(shortened(text));
        let trimmed = text.trim();
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let (count, rest) = trimmed.split_at(digits);
        let words: Vec<String> = rest.split_whitespace().map(str::to_lowercase).collect();
        let name = words.join(" ");
        let unit = Unit::ALL.into_iter().find(|unit| {
            let (one, several) = unit.names(Language::En);
            name == one || name == several
        });
        match (count.is_empty(), unit) {
            (false, Some(unit)) => {
                let count = count
                    .parse()
                    .map_err(|_| TermError::TooLong(shortened(text)))?;
                Ok(Term { count, unit })
            }
            _ => Err(not_a_term()),
        }
    }
}

impl TryFrom<String> for Term {
    type Error = TermError;

    fn try_from(text: String) -> Result<Term, TermError> {
        text.parse()
    }
}

impl From<Term> for String {
    fn from(term: Term) -> String {
        term.to_string()
    }
}

impl TermError {
    /// What is wrong and what to do, for people.
    pub fn message(&self, language: Language) -> String {
        match self {
            TermError::NotATerm(text) => language.pick(
                format!(
                    "\"{text}\" is geen termijn. Schrijf een getal en een Engelse eenheid, \
                     bijvoorbeeld \"2 working days\", \"24 hours\" of \"1 month\"."
                ),
                format!(
                    "\"{text}\" is not a term. Write a number and a unit, \
                     for example \"2 working days\", \"24 hours\" or \"1 month\"."
                ),
            ),
            TermError::TooLong(text) => language.pick(
                format!("De termijn \"{text}\" is langer dan 100 jaar. Kies een kortere termijn."),
                format!("The term \"{text}\" is longer than 100 years. Choose a shorter term."),
            ),
            TermError::NeverOpen => language.pick(
                "In deze kalender is na dit moment geen enkele dag open. Pas de openingstijden of de sluitingen aan."
                    .into(),
                "In this calendar no day is open after this moment. Change the opening hours or the closures.".into(),
            ),
            TermError::PauseReversed { from, until } => {
                language.pick(
                    format!("De pauze eindigt ({until}) voordat zij begint ({from}). Draai de twee momenten om."),
                    format!("The pause ends ({until}) before it starts ({from}). Swap the two moments."),
                )
            }
            TermError::PausedTooLong => language.pick(
                "De pauzes duren samen langer dan 100 jaar. Kies kortere pauzes.".into(),
                "The pauses together last longer than 100 years. Choose shorter pauses.".into(),
            ),
            TermError::OutOfRange(moment) => {
                language.pick(
                    format!("{moment} ligt buiten de kalender. Kies een moment in de jaren 1583 tot en met 9999."),
                    format!("{moment} is outside the calendar. Choose a moment in the years 1583 to 9999."),
                )
            }
        }
    }
}

impl fmt::Display for TermError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message(Language::Nl))
    }
}

impl std::error::Error for TermError {}

/// Someone may paste a book where a term belongs; the message stays a sentence.
fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}
