//! What one pane stands for: a few hours, a day, a week, a month or a year.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use crate::calendar::Calendar;
use crate::deadline::working_time;
use crate::term::Unit;

/// More panes than this fold into the next larger grain.
pub(super) const PANES: usize = 14;

/// Terms in hours have at most this many panes.
const HOUR_PANES: i64 = 8;

/// Lengths of a pane, in minutes, that people count in.
const LENGTHS: [i64; 13] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// Stretches of clock time.
    Clock(TimeDelta),
    /// All in one.
    Whole,
    /// Stretches of opening hours.
    Open(TimeDelta),
    Day,
    Week,
    Month,
    Year,
}

/// The smallest grain in which a span has few enough panes.
pub(super) fn choose(
    calendar: &Calendar,
    unit: Unit,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    most: usize,
) -> Grain {
    let clock = length(until - from, HOUR_PANES);
    let in_hours = matches!(unit, Unit::Minutes | Unit::Hours);
    let short = unit.is_calendar() && until - from < TimeDelta::days(3);
    if let Some(clock) = clock.filter(|_| in_hours || short) {
        return Grain::Clock(clock);
    }
    let (first, last) = (calendar.wall(from).date(), calendar.wall(until).date());
    let days = last.signed_duration_since(first).num_days();
    if days < 92 {
        if matches!(unit, Unit::WorkingMinutes | Unit::WorkingHours)
            && let Some(open) = length(working_time(calendar, from, until), HOUR_PANES)
        {
            return Grain::Open(open);
        }
        let open = first
            .iter_days()
            .take_while(|date| *date <= last)
            .filter(|date| calendar.is_working_day(*date));
        let open = open.count();
        // A span without any open time has only slivers to show: then its hours are shown.
        match clock {
            Some(clock) if working_time(calendar, from, until).is_zero() => {
                return Grain::Clock(clock);
            }
            _ if open <= most => return Grain::Day,
            _ => {}
        }
    }
    let months = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32;
    match months {
        _ if days / 7 <= 2 * most as i64 => Grain::Week,
        _ if months <= 2 * most as i32 => Grain::Month,
        _ => Grain::Year,
    }
}

/// The grain of what comes after the due moment: that of the bar itself while it has few enough panes.
pub(super) fn after(
    calendar: &Calendar,
    bar: Grain,
    due: DateTime<Utc>,
    now: DateTime<Utc>,
    most: usize,
) -> Grain {
    let few = |span: TimeDelta, length: TimeDelta| {
        span.num_seconds() <= length.num_seconds() * most as i64
    };
    match bar {
        Grain::Clock(length) if few(now - due, length) => bar,
        _ if now - due < TimeDelta::days(92) && working_time(calendar, due, now).is_zero() => {
            Grain::Whole
        }
        Grain::Open(length)
            if now - due < TimeDelta::days(92) && few(working_time(calendar, due, now), length) =>
        {
            bar
        }
        _ => choose(calendar, Unit::WorkingDays, due, now, most),
    }
}

/// The shortest length of which a span has few enough; `None` when none is long enough, or nothing is to be cut.
fn length(span: TimeDelta, most: i64) -> Option<TimeDelta> {
    let minutes = (span.num_seconds() + 59) / 60;
    let fits = |length: &i64| (minutes + length - 1) / length <= most;
    LENGTHS
        .into_iter()
        .find(fits)
        .filter(|_| minutes > 0)
        .map(TimeDelta::minutes)
}
