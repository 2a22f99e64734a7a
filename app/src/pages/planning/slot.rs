//! The first free moment of a technician's day.

use super::week::Block;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::calendar::Calendar;

/// Visits begin at whole quarters.
const STEP: i64 = 15;

/// When a visit of this length can begin on a day: at the time that it has now when that is free, else in the first
/// gap from opening time, else after the last visit.
pub fn first_free(
    moved: &Block,
    others: &[Block],
    date: NaiveDate,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let length = TimeDelta::minutes(i64::from(moved.minutes));
    let opening = calendar.opening(date).first().map(|(from, _)| *from);
    let opening = opening
        .unwrap_or_else(|| calendar.at(date, NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default()));
    let mut taken: Vec<(DateTime<Utc>, DateTime<Utc>)> = others
        .iter()
        .filter(|other| other.key() != moved.key())
        .filter_map(|other| {
            other
                .at
                .map(|at| (at, at + TimeDelta::minutes(i64::from(other.minutes))))
        })
        .collect();
    taken.sort();
    let is_free = |at: DateTime<Utc>| {
        at >= now
            && taken
                .iter()
                .all(|(from, until)| at + length <= *from || at >= *until)
    };
    let same_clock = moved
        .at
        .map(|at| calendar.at(date, calendar.wall(at).time()));
    if let Some(at) = same_clock.filter(|at| is_free(*at)) {
        return at;
    }
    let candidates = std::iter::once(opening.max(now)).chain(taken.iter().map(|(_, until)| *until));
    let rounded = candidates.map(to_quarter).filter(|at| *at >= opening);
    rounded
        .filter(|at| is_free(*at))
        .min()
        .unwrap_or_else(|| to_quarter(opening.max(now)))
}

/// The next whole quarter.
fn to_quarter(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = at.timestamp().rem_euclid(STEP * 60);
    if over == 0 {
        at
    } else {
        at + TimeDelta::seconds(STEP * 60 - over)
    }
}
