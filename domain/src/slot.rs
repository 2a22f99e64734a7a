//! The first free moment of somebody's day, for planning a visit.

use crate::calendar::Calendar;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Visits begin at whole quarters, in seconds.
const STEP: i64 = 15 * 60;

/// From when until when somebody is busy.
pub type Taken = (DateTime<Utc>, DateTime<Utc>);

/// When something of this length can begin on a day, not before `now`: at the wished time of day when that is free,
/// else in the first gap from opening time, else after the last of what is taken. A closed day begins at nine.
pub fn first_free(
    wished: Option<NaiveTime>,
    length: TimeDelta,
    taken: &[Taken],
    date: NaiveDate,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let opening = calendar.opening(date).first().map(|(from, _)| *from);
    let earliest = opening.unwrap_or_else(|| calendar.at(date, nine)).max(now);
    let is_free = |at: &DateTime<Utc>| {
        *at >= now
            && taken
                .iter()
                .all(|(from, until)| *at + length <= *from || at >= until)
    };
    let wished = wished.map(|time| calendar.at(date, time)).filter(is_free);
    wished.unwrap_or_else(|| {
        let ends = taken
            .iter()
            .map(|(_, until)| *until)
            .filter(|until| *until > earliest);
        let begins = std::iter::once(earliest).chain(ends).map(to_quarter);
        // After the last of what is taken it is always free.
        begins
            .filter(is_free)
            .min()
            .unwrap_or_else(|| to_quarter(earliest))
    })
}

fn to_quarter(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = at.timestamp().rem_euclid(STEP);
    if over == 0 {
        at
    } else {
        at + TimeDelta::seconds(STEP - over)
    }
}
