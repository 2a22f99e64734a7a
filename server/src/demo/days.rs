//! Days as an office lives them: working days back and forth, moments within hours, the Monday meeting.

use super::chance::Chance;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use domain::calendar::Calendar;

/// The calendar, seen from "now".
#[derive(Debug, Clone)]
pub struct Diary {
    pub calendar: Calendar,
    pub now: DateTime<Utc>,
    /// The date on the wall now.
    pub today: NaiveDate,
}

impl Diary {
    pub fn new(calendar: Calendar, now: DateTime<Utc>) -> Diary {
        let today = calendar.wall(now).date();
        Diary {
            calendar,
            now,
            today,
        }
    }

    pub fn at(&self, date: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        self.calendar.at(
            date,
            NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default(),
        )
    }

    pub fn date(&self, at: DateTime<Utc>) -> NaiveDate {
        self.calendar.wall(at).date()
    }

    pub fn plus(&self, date: NaiveDate, days: u64) -> NaiveDate {
        date.checked_add_days(Days::new(days)).unwrap_or(date)
    }

    pub fn minus(&self, date: NaiveDate, days: u64) -> NaiveDate {
        date.checked_sub_days(Days::new(days)).unwrap_or(date)
    }

    /// The date itself when it is worked, else the first one after it that is.
    pub fn working(&self, date: NaiveDate) -> NaiveDate {
        if self.calendar.is_working_day(date) {
            date
        } else {
            self.after(date, 1)
        }
    }

    /// So many working days later.
    pub fn after(&self, date: NaiveDate, days: u32) -> NaiveDate {
        (0..days).fold(date, |date, _| {
            self.calendar.next_working_day(date).unwrap_or(date)
        })
    }

    /// So many working days earlier.
    pub fn before(&self, date: NaiveDate, days: u32) -> NaiveDate {
        let worked = (1..400)
            .map(|back| self.minus(date, back))
            .filter(|day| self.calendar.is_working_day(*day));
        if days == 0 {
            date
        } else {
            worked
                .skip(days as usize - 1)
                .take(1)
                .next()
                .unwrap_or(date)
        }
    }

    /// Some moment of a working day between two hours of the clock.
    pub fn within(&self, date: NaiveDate, hours: (u32, u32), chance: &mut Chance) -> DateTime<Utc> {
        let minutes = chance.between(0, i64::from(hours.1.saturating_sub(hours.0)) * 60 - 1);
        let seconds = chance.between(0, 59);
        self.at(date, hours.0, 0) + TimeDelta::minutes(minutes) + TimeDelta::seconds(seconds)
    }

    /// Like [`Diary::within`], on the quarter of an hour: an appointment.
    pub fn appointment(
        &self,
        date: NaiveDate,
        hours: (u32, u32),
        chance: &mut Chance,
    ) -> DateTime<Utc> {
        let quarters = chance.between(0, i64::from(hours.1.saturating_sub(hours.0)) * 4 - 1);
        self.at(date, hours.0, 0) + TimeDelta::minutes(quarters * 15)
    }

    /// The day of the first closing time that is still to come: whatever is due then is due soon, and not late.
    pub fn next_due_day(&self) -> NaiveDate {
        let today = self.working(self.today);
        match self.calendar.closing(today) {
            Some(closing) if closing <= self.now => self.after(today, 1),
            _ => today,
        }
    }

    /// A moment not long ago at which the office was open.
    pub fn just_now(&self) -> DateTime<Utc> {
        let recent = self.now - TimeDelta::minutes(25);
        let date = self.date(recent);
        let opening = self.calendar.opening(date);
        let open = opening
            .iter()
            .find(|(from, until)| (*from..*until).contains(&recent));
        let closed_today = opening.last().filter(|(_, until)| *until <= recent);
        match (open, closed_today) {
            (Some(_), _) => recent,
            (None, Some((_, until))) => *until - TimeDelta::minutes(25),
            (None, None) => self.at(self.before(date, 1), 16, 35),
        }
    }

    /// The day on which complaints are judged, on or after a date: a Monday, or the working day after it (GP-08).
    pub fn meeting(&self, from: NaiveDate) -> NaiveDate {
        let ahead = (7 - from.weekday().num_days_from_monday()) % 7;
        let monday = self.plus(from, u64::from(ahead));
        self.working(monday)
    }

    /// The coming Monday: today, when it is a Monday whose meeting can still be held.
    pub fn coming_monday(&self) -> NaiveDate {
        let still = self.today.weekday() == Weekday::Mon && self.now < self.at(self.today, 17, 0);
        let from = if still {
            self.today
        } else {
            self.plus(self.today, 1)
        };
        let ahead = (7 - from.weekday().num_days_from_monday()) % 7;
        self.plus(from, u64::from(ahead))
    }
}
