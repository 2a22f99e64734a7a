//! A term that was extended: the end moves to the last moment of a later day, and the deadline says so (FC-06).

use super::{Deadline, Pause, Rule, Step, StepKind, end, pause, steps};
use crate::calendar::Calendar;
use crate::moment::text;
use crate::term::TermError;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// An extension, as somebody recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    pub at: DateTime<Utc>,
    /// The new last day; a closed day counts until the next working day.
    pub until: NaiveDate,
    pub reason: String,
}

impl Extension {
    /// The moment at which the extended term ends, pauses apart.
    pub fn end(&self, calendar: &Calendar) -> DateTime<Utc> {
        let closing = |date| calendar.closing(date);
        let open = if calendar.is_working_day(self.until) {
            Some(self.until)
        } else {
            calendar.next_working_day(self.until)
        };
        let midnight = || {
            let after = self.until.succ_opt().unwrap_or(self.until);
            calendar.at(after, NaiveTime::MIN)
        };
        open.and_then(closing).unwrap_or_else(midnight)
    }
}

/// The deadline with its extension, and with the pauses that came after it. An extension that ends earlier than the
/// term changes nothing.
pub fn extended(
    calendar: &Calendar,
    mut deadline: Deadline,
    rule: &Rule,
    extension: &Extension,
    pauses: &[Pause],
) -> Result<Deadline, TermError> {
    let own_end = extension.end(calendar);
    let before = deadline.due;
    if own_end <= before {
        return Ok(deadline);
    }
    let due = pause::extend(calendar, extension.at, own_end, rule.term.unit, pauses)?;
    end::within_range(calendar, due)?;
    // A pause that began before the first end was told with it.
    let later: Vec<Pause> = pauses
        .iter()
        .filter(|p| p.from >= before)
        .cloned()
        .collect();
    let course = steps::Course {
        calendar,
        rule,
        from: extension.at,
        own_end,
        paused_end: due,
        due,
        pauses: &later,
    };
    let pauses: Vec<Step> = pause::steps(&course).collect();
    let reason = if extension.reason.is_empty() {
        String::new()
    } else {
        format!(": {}", extension.reason.trim_end_matches('.'))
    };
    deadline.steps.push(Step {
        date: calendar.wall(own_end).date(),
        kind: StepKind::Extension,
        name: text(
            format!("verlengd tot deze dag{reason}"),
            format!("extended to this day{reason}"),
        ),
    });
    deadline.steps.extend(pauses);
    deadline.due = due;
    Ok(deadline)
}
