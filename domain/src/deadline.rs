//! When a term ends, and how it came to end there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::language::Text;
use crate::term::{Term, TermError};

mod end;
mod explain;
mod extension;
mod pause;
mod steps;
mod summary;
mod working_time;

pub use extension::{Extension, extended};
pub(crate) use working_time::working_time;

/// The moment of the last working day at which a term in working days ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueMoment {
    /// At closing time.
    #[default]
    EndOfDay,
    /// At the wall-clock time of the start.
    Instant,
}

/// Whether the end of a calendar term moves off a weekend or holiday (Algemene termijnenwet, art. 1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Roll {
    #[default]
    Off,
    Forward,
}

/// A term and how it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub term: Term,
    #[serde(default)]
    pub due: DueMoment,
    #[serde(default)]
    pub roll: Roll,
}

/// Time in which a term stands still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    #[serde(default)]
    pub reason: Text,
}

/// A computed end of a term, with the steps that lead to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub from: DateTime<Utc>,
    pub term: Term,
    pub due: DateTime<Utc>,
    /// In order of date. For terms in working time every date from start to due has one step
    /// besides pauses; for other terms only what changed the end is told.
    pub steps: Vec<Step>,
}

/// One fact on the way from start to due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// In the calendar's zone.
    pub date: chrono::NaiveDate,
    pub kind: StepKind,
    /// What it is, or why the day does not count.
    pub name: Text,
}

/// What a step tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// The day on which the term starts.
    Start,
    /// A term of working days that started on a closed day counts as started on this one.
    CountsAsStart,
    /// A day that counts.
    WorkingDay,
    Weekend,
    /// A weekday, not Saturday or Sunday, without opening hours.
    NoHours,
    Holiday,
    Closure,
    Pause,
    /// The month has no such day, so its last day is taken.
    MonthEnd,
    /// The clock changed at the end, so the wall-clock time moved forward.
    ClockChange,
    /// The end moved to this day.
    Roll,
    /// The term was extended to this day.
    Extension,
}

impl StepKind {
    /// Whether it is a day that does not count.
    pub fn is_skipped(self) -> bool {
        matches!(
            self,
            StepKind::Weekend | StepKind::NoHours | StepKind::Holiday | StepKind::Closure
        )
    }
}

impl Rule {
    /// A term counted in the usual way: until closing time, without rolling.
    pub fn new(term: Term) -> Rule {
        Rule {
            term,
            due: DueMoment::default(),
            roll: Roll::default(),
        }
    }
}

/// When a term that starts at `from` ends. Refused are terms and pauses of more than 100 years,
/// pauses that end before they start, and moments before 1583 or after 9999.
pub fn deadline(
    calendar: &Calendar,
    from: DateTime<Utc>,
    rule: &Rule,
    pauses: &[Pause],
) -> Result<Deadline, TermError> {
    pause::check(calendar, pauses)?;
    let own_end = end::own_end(calendar, from, rule)?;
    let paused_end = pause::extend(calendar, from, own_end, rule.term.unit, pauses)?;
    let due = match end::rolled(calendar, paused_end, rule)? {
        Some(rolled) => rolled,
        None => paused_end,
    };
    end::within_range(calendar, due)?;
    let steps = steps::steps(&steps::Course {
        calendar,
        rule,
        from,
        own_end,
        paused_end,
        due,
        pauses,
    });
    Ok(Deadline {
        from,
        term: rule.term,
        due,
        steps,
    })
}
