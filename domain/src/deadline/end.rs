//! The end of a term by itself, before pauses, and the move off a day that is not worked.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};

use super::working_time::add_working_time;
use super::{DueMoment, Roll, Rule};
use crate::calendar::Calendar;
use crate::moment;
use crate::term::{Term, TermError, Unit};

/// No term is longer.
pub(super) const LONGEST: Months = Months::new(1200);

/// Where the term ends when nothing pauses it.
pub(super) fn own_end(
    calendar: &Calendar,
    from: DateTime<Utc>,
    rule: &Rule,
) -> Result<DateTime<Utc>, TermError> {
    within_range(calendar, from)?;
    let term = rule.term;
    let too_long = || TermError::TooLong(term.to_string());
    let wall = calendar.wall(from);
    let latest = wall.checked_add_months(LONGEST).ok_or_else(too_long)?;
    let latest = calendar.at(latest.date(), latest.time());
    let end = match term.unit {
        Unit::Minutes | Unit::Hours => {
            clock_time(term).and_then(|length| from.checked_add_signed(length))
        }
        Unit::WorkingMinutes | Unit::WorkingHours => {
            calendar
                .next_working_day(wall.date())
                .ok_or(TermError::NeverOpen)?;
            clock_time(term).and_then(|length| add_working_time(calendar, from, length, latest))
        }
        Unit::WorkingDays => working_days(calendar, from, rule, latest)?,
        Unit::Days | Unit::Weeks | Unit::Months | Unit::Years => {
            calendar_date(wall.date(), term).map(|date| calendar.at(date, wall.time()))
        }
    };
    let latest = if term.unit == Unit::WorkingDays {
        end_of(calendar, latest)
    } else {
        latest
    };
    end.filter(|end| *end <= latest).ok_or_else(too_long)
}

/// The end moved to the next working day, when the rule says so and it is on a weekend or holiday.
/// An organisation's own closure moves nothing by itself: the law knows no such day.
pub(super) fn rolled(
    calendar: &Calendar,
    end: DateTime<Utc>,
    rule: &Rule,
) -> Result<Option<DateTime<Utc>>, TermError> {
    let wall = calendar.wall(end);
    let moves = rule.roll == Roll::Forward
        && rule.term.unit.is_calendar()
        && (calendar.is_weekend(wall.date()) || calendar.is_holiday(wall.date()));
    if !moves {
        return Ok(None);
    }
    let next = calendar
        .next_working_day(wall.date())
        .ok_or(TermError::NeverOpen)?;
    Ok(Some(calendar.at(next, wall.time())))
}

/// Easter is known, and dates have four digits, in these years.
pub(super) fn within_range(calendar: &Calendar, at: DateTime<Utc>) -> Result<(), TermError> {
    match calendar.wall(at).year() {
        1583..=9999 => Ok(()),
        _ => Err(TermError::OutOfRange(wall_clock(calendar, at))),
    }
}

/// "2026-03-03 10:42", as people type it.
pub(super) fn wall_clock(calendar: &Calendar, at: DateTime<Utc>) -> String {
    format!(
        "{} {}",
        calendar.wall(at).date(),
        moment::clock(calendar, at)
    )
}

/// The date on which a calendar term ends; a day that its month lacks becomes the month's last.
pub(super) fn calendar_date(start: NaiveDate, term: Term) -> Option<NaiveDate> {
    let count = term.count;
    match term.unit {
        Unit::Days => start.checked_add_days(Days::new(count.into())),
        Unit::Weeks => start.checked_add_days(Days::new(u64::from(count) * 7)),
        Unit::Months => start.checked_add_months(Months::new(count)),
        Unit::Years => start.checked_add_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    }
}

/// The first day that a term of working days may count from: its start, or, when the due moment is the
/// wall-clock time of a start on a closed day, the next working day at 00:00.
pub(super) fn counted_start(
    calendar: &Calendar,
    start: NaiveDate,
    due: DueMoment,
) -> Option<NaiveDate> {
    if due == DueMoment::Instant && !calendar.is_working_day(start) {
        calendar.next_working_day(start)
    } else {
        Some(start)
    }
}

fn clock_time(term: Term) -> Option<TimeDelta> {
    match term.unit {
        Unit::Hours | Unit::WorkingHours => TimeDelta::try_hours(term.count.into()),
        _ => TimeDelta::try_minutes(term.count.into()),
    }
}

/// `Ok(None)` when it would end after `latest`.
fn working_days(
    calendar: &Calendar,
    from: DateTime<Utc>,
    rule: &Rule,
    latest: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, TermError> {
    let wall = calendar.wall(from);
    let latest = calendar.wall(latest).date();
    let start = counted_start(calendar, wall.date(), rule.due).ok_or(TermError::NeverOpen)?;
    if rule.term.count == 0 {
        return same_day(calendar, from, start, rule.due).map(Some);
    }
    let mut day = start;
    for _ in 0..rule.term.count {
        day = calendar.next_working_day(day).ok_or(TermError::NeverOpen)?;
        if day > latest {
            return Ok(None);
        }
    }
    Ok(match rule.due {
        DueMoment::EndOfDay => calendar.closing(day),
        DueMoment::Instant if start != wall.date() => Some(calendar.at(day, Default::default())),
        DueMoment::Instant => Some(calendar.at(day, wall.time())),
    })
}

/// "0 working days" is the same day: until the closing time that comes first.
fn same_day(
    calendar: &Calendar,
    from: DateTime<Utc>,
    start: NaiveDate,
    due: DueMoment,
) -> Result<DateTime<Utc>, TermError> {
    if due == DueMoment::Instant {
        let started_closed = start != calendar.wall(from).date();
        return Ok(if started_closed {
            calendar.at(start, Default::default())
        } else {
            from
        });
    }
    if let Some(closing) = calendar.closing(start).filter(|closing| *closing >= from) {
        return Ok(closing);
    }
    let next = calendar
        .next_working_day(start)
        .ok_or(TermError::NeverOpen)?;
    calendar.closing(next).ok_or(TermError::NeverOpen)
}

/// A term in working days that ends on the last possible day may end at its closing time.
fn end_of(calendar: &Calendar, at: DateTime<Utc>) -> DateTime<Utc> {
    let next = calendar.wall(at).date().checked_add_days(Days::new(1));
    next.map_or(at, |next| calendar.at(next, Default::default()))
}
