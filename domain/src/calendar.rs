//! When an organisation is open: its time zone, opening hours, holidays and own closures.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::holiday::{Holiday, HolidayPolicy};
use crate::language::Text;
use crate::moment;

mod error;
mod file;
mod hours;
mod read;

pub use error::CalendarError;
pub use hours::Block;

/// An organisation's calendar. Valid by construction: at least one weekday has opening hours.
/// Its JSON and TOML have the shape of the calendar file (`calendar/file.rs`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "serde_json::Value", into = "file::File")]
pub struct Calendar {
    zone: Tz,
    policy: HolidayPolicy,
    closed: Vec<Closure>,
    /// Monday first; each day's blocks in order and apart.
    week: [Vec<Block>; 7],
}

/// Days on which an organisation itself is closed; first and last included.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub name: Text,
}

/// What a day is. Of several reasons to be closed the one that tells most is given:
/// the holiday, else the closure, else that the weekday has no hours.
#[derive(Debug, Clone, PartialEq)]
pub enum DayKind {
    Working,
    /// A Saturday or Sunday without opening hours.
    Weekend,
    /// Another weekday without opening hours.
    NoHours,
    Holiday(Text),
    Closure(Text),
}

impl DayKind {
    /// Why the day is not worked, in words; of a working day its own name.
    pub fn name(&self, date: NaiveDate) -> Text {
        match self {
            DayKind::Working | DayKind::Weekend => moment::weekday(date),
            DayKind::NoHours => moment::text("geen openingstijden", "no opening hours"),
            DayKind::Holiday(name) | DayKind::Closure(name) => name.clone(),
        }
    }
}

impl Calendar {
    /// Monday to Friday 08:00–17:00, Dutch holidays, Liberation Day every fifth year.
    pub fn dutch_office() -> Calendar {
        Calendar {
            zone: Tz::Europe__Amsterdam,
            policy: HolidayPolicy::default(),
            closed: Vec::new(),
            week: hours::office_week(),
        }
    }

    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The organisation's own closures, in the order of the file.
    pub fn closures(&self) -> &[Closure] {
        &self.closed
    }

    pub fn day(&self, date: NaiveDate) -> DayKind {
        if let Some(name) = self.holiday(date) {
            return DayKind::Holiday(name);
        }
        match self.closure(date) {
            Some(closure) => DayKind::Closure(closure.name.clone()),
            None if !self.blocks(date).is_empty() => DayKind::Working,
            None if date.weekday().num_days_from_monday() >= 5 => DayKind::Weekend,
            None => DayKind::NoHours,
        }
    }

    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        !self.is_weekend(date) && !self.is_holiday(date) && self.closure(date).is_none()
    }

    /// Whether the weekday has no opening hours, whatever else the day is.
    pub fn is_weekend(&self, date: NaiveDate) -> bool {
        self.blocks(date).is_empty()
    }

    pub fn is_holiday(&self, date: NaiveDate) -> bool {
        self.policy
            .year(date.year())
            .iter()
            .any(|(day, _)| *day == date)
    }

    /// The first working day after a date; `None` when there is none within 200 years.
    pub fn next_working_day(&self, after: NaiveDate) -> Option<NaiveDate> {
        after
            .iter_days()
            .skip(1)
            .take(200 * 366)
            .find(|date| self.is_working_day(*date))
    }

    /// The blocks in which it is open on a date, in order; none when it is no working day.
    pub fn opening(&self, date: NaiveDate) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        if !self.is_working_day(date) {
            return Vec::new();
        }
        let blocks = self.blocks(date).iter();
        blocks
            .map(|block| (self.minute(date, block.start), self.minute(date, block.end)))
            .collect()
    }

    /// When the last block of a working day ends.
    pub fn closing(&self, date: NaiveDate) -> Option<DateTime<Utc>> {
        self.opening(date).last().map(|(_, end)| *end)
    }

    pub fn local(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }

    /// The wall-clock time of a moment; unlike `local(at).naive_local()` it never panics at the ends of time.
    pub fn wall(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let utc = at.naive_utc();
        utc.checked_add_offset(self.zone.offset_from_utc_datetime(&utc).fix())
            .unwrap_or(utc)
    }

    /// The moment of a wall-clock time. One that exists twice is the first; one that the change to
    /// summer time skips moves forward by what was skipped (02:30 becomes 03:30).
    pub fn at(&self, date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let wall = date.and_time(time);
        if let Some(at) = self.zone.from_local_datetime(&wall).earliest() {
            return at.with_timezone(&Utc);
        }
        let before = TimeDelta::hours(3);
        wall.checked_sub_signed(before)
            .and_then(|earlier| self.zone.from_local_datetime(&earlier).latest())
            .and_then(|at| at.with_timezone(&Utc).checked_add_signed(before))
            .unwrap_or_else(|| wall.and_utc())
    }

    pub fn holidays(&self, year: i32) -> Vec<Holiday> {
        let days = self.policy.year(year).into_iter();
        days.map(|(date, feast)| Holiday {
            date,
            name: feast.name(),
        })
        .collect()
    }

    fn holiday(&self, date: NaiveDate) -> Option<Text> {
        let feasts = self
            .policy
            .year(date.year())
            .into_iter()
            .filter(|(day, _)| *day == date);
        feasts
            .map(|(_, feast)| feast.name())
            .reduce(|first, second| {
                moment::text(
                    format!("{} en {}", first.nl, second.nl),
                    format!("{} and {}", first.en, second.en),
                )
            })
    }

    fn closure(&self, date: NaiveDate) -> Option<&Closure> {
        self.closed
            .iter()
            .find(|closure| closure.first <= date && date <= closure.last)
    }

    fn blocks(&self, date: NaiveDate) -> &[Block] {
        &self.week[date.weekday().num_days_from_monday() as usize]
    }

    /// A minute of the day, of which 1440 is midnight at its end.
    fn minute(&self, date: NaiveDate, minute: u16) -> DateTime<Utc> {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute % 1440) * 60, 0);
        let date = if minute >= 1440 {
            date.succ_opt().unwrap_or(date)
        } else {
            date
        };
        self.at(date, time.unwrap_or_default())
    }
}
