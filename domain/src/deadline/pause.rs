//! Pauses: what they cover is added back to the end of the term, once however many overlap.

use chrono::{DateTime, Months, TimeDelta, Utc};

use super::end::{wall_clock, within_range};
use super::steps::Course;
use super::working_time::{add_working_time, working_time};
use super::{Pause, Step, StepKind};
use crate::calendar::Calendar;
use crate::language::Language;
use crate::moment::{self, text};
use crate::term::{TermError, Unit};

/// Refuses pauses that cannot be counted.
pub(super) fn check(calendar: &Calendar, pauses: &[Pause]) -> Result<(), TermError> {
    for pause in pauses {
        within_range(calendar, pause.from)?;
        within_range(calendar, pause.until)?;
        if pause.until < pause.from {
            return Err(TermError::PauseReversed {
                from: wall_clock(calendar, pause.from),
                until: wall_clock(calendar, pause.until),
            });
        }
    }
    let total = united(pauses)
        .into_iter()
        .map(|(from, until)| until - from)
        .sum::<TimeDelta>();
    if total > TimeDelta::days(36_525) {
        Err(TermError::PausedTooLong)
    } else {
        Ok(())
    }
}

/// The end of the term with the paused time added: working time for terms in working time, else clock time.
/// A pause that starts when the term is over (its earlier pauses counted) adds nothing.
pub(super) fn extend(
    calendar: &Calendar,
    from: DateTime<Utc>,
    own_end: DateTime<Utc>,
    unit: Unit,
    pauses: &[Pause],
) -> Result<DateTime<Utc>, TermError> {
    let mut end = own_end;
    for (start, until) in united(pauses) {
        if start >= end {
            break;
        }
        let start = start.max(from);
        if start >= until {
            continue;
        }
        end = if unit.counts_working_time() {
            // Twice the longest term: pauses may add as much again.
            let latest = from
                .checked_add_months(Months::new(2400))
                .ok_or(TermError::PausedTooLong)?;
            let covered = working_time(calendar, start, until);
            add_working_time(calendar, end, covered, latest).ok_or(TermError::PausedTooLong)?
        } else {
            end.checked_add_signed(until - start)
                .ok_or(TermError::PausedTooLong)?
        };
    }
    Ok(end)
}

/// The stretches of time that the pauses cover together, in order and apart.
pub(super) fn united(pauses: &[Pause]) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut stretches: Vec<_> = pauses
        .iter()
        .map(|pause| (pause.from, pause.until))
        .collect();
    stretches.sort();
    let mut united: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for (from, until) in stretches {
        match united.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => united.push((from, until)),
        }
    }
    united
}

/// A step for each pause that touches the term; of what lies after its end nothing counts.
pub(super) fn steps(course: &Course<'_>) -> impl Iterator<Item = Step> {
    let touches = |pause: &&Pause| {
        pause.from < course.paused_end && pause.until > course.from && pause.from < pause.until
    };
    course.pauses.iter().filter(touches).map(|pause| {
        let from = pause.from.max(course.from);
        let (nl, en) = (
            told(course, pause, from, Language::Nl),
            told(course, pause, from, Language::En),
        );
        Step {
            date: course.date(from),
            kind: StepKind::Pause,
            name: text(nl, en),
        }
    })
}

/// "wacht op de klager, 10:00 tot 12:00 (2 uur werktijd)".
fn told(course: &Course<'_>, pause: &Pause, from: DateTime<Utc>, language: Language) -> String {
    let calendar = course.calendar;
    let covered = if course.rule.term.unit.counts_working_time() {
        let length = moment::span(working_time(calendar, from, pause.until), language);
        language.pick(
            format!("{length} werktijd"),
            format!("{length} of working time"),
        )
    } else {
        moment::span(pause.until - from, language)
    };
    let until = if course.date(from) == course.date(pause.until) {
        moment::clock(calendar, pause.until)
    } else {
        moment::moment(calendar, pause.until, language)
    };
    let reason = pause.reason.get(language);
    let reason = if reason.is_empty() {
        String::new()
    } else {
        format!("{reason}, ")
    };
    format!(
        "{reason}{} {} {until} ({covered})",
        moment::clock(calendar, from),
        language.pick("tot", "to")
    )
}
