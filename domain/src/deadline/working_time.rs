//! Counting and adding time in which the organisation is open.

use chrono::{DateTime, TimeDelta, Utc};

use crate::calendar::Calendar;

/// When a budget of working time that starts running at `from` is used up. A budget that ends exactly
/// at closing ends there, not at the next opening. `None` when that is after `latest`.
pub(super) fn add_working_time(
    calendar: &Calendar,
    from: DateTime<Utc>,
    budget: TimeDelta,
    latest: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if budget.is_zero() {
        return Some(from);
    }
    let last = calendar.wall(latest).date();
    let mut left = budget;
    for date in calendar
        .wall(from)
        .date()
        .iter_days()
        .take_while(|date| *date <= last)
    {
        for (opens, closes) in calendar.opening(date) {
            let starts = opens.max(from);
            if starts >= closes {
                continue;
            }
            if left <= closes - starts {
                return Some(starts + left);
            }
            left -= closes - starts;
        }
    }
    None
}

/// How much working time lies between two moments.
pub(crate) fn working_time(
    calendar: &Calendar,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> TimeDelta {
    let last = calendar.wall(until).date();
    let days = calendar
        .wall(from)
        .date()
        .iter_days()
        .take_while(|date| *date <= last);
    days.flat_map(|date| calendar.opening(date))
        .map(|(opens, closes)| (closes.min(until) - opens.max(from)).max(TimeDelta::zero()))
        .sum()
}
