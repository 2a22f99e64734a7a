//! Dates and times as registers hold them: `3-11-2025`, `03-11-2025 14:05`, `3 nov 2025`, ISO.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::calendar::Calendar;
use serde::Deserialize;

/// The order in which a register writes dates in figures. A year in front is always read as year, month, day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    #[default]
    DayMonthYear,
    MonthDayYear,
}

/// When something happened, as exactly as the register tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(NaiveDate),
    At(DateTime<Utc>),
}

/// Why a cell is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// The year has two figures, so that the century would be guessed.
    ShortYear,
    /// The day number by which a spreadsheet counts; the date that it means.
    DayNumber(NaiveDate),
    /// No such day, perhaps day and month are the other way around.
    NoSuchDay,
    Unreadable,
}

/// Reads a cell; wall-clock times are of the calendar's zone.
pub fn read(cell: &str, order: Order, calendar: &Calendar) -> Result<When, NoDate> {
    let cell = cell.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(cell) {
        return Ok(When::At(at.with_timezone(&Utc)));
    }
    let spaced = cell.replace(['\u{a0}', ','], " ").to_lowercase();
    let spaced = iso_split(&spaced).unwrap_or(spaced);
    let mut date = None;
    let mut time = None;
    let mut words = spaced.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if is_weekday(word) || matches!(word, "om" | "at" | "uur" | "u" | "h") {
            continue;
        }
        let next_month = words.peek().and_then(|next| month(next));
        if let (Some(month), Ok(day)) = (next_month, word.trim_end_matches('.').parse()) {
            words.next();
            let year = words.next().ok_or(NoDate::Unreadable)?;
            once(&mut date, day_of(year, month, day)?)?;
        } else if let Some(found) = clock(word) {
            once(&mut time, found)?;
        } else {
            once(&mut date, figures(word, order)?)?;
        }
    }
    match (date.ok_or(NoDate::Unreadable)?, time) {
        (date, Some(time)) => Ok(When::At(calendar.at(date, time))),
        (date, None) => Ok(When::Day(date)),
    }
}

/// The moment of a day that is all that the register tells: when the office opened, or nine o'clock.
pub fn start_of(day: NaiveDate, calendar: &Calendar) -> DateTime<Utc> {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    calendar
        .opening(day)
        .first()
        .map_or_else(|| calendar.at(day, nine), |(from, _)| *from)
}

/// `2025-11-03t14:05` in two words.
fn iso_split(text: &str) -> Option<String> {
    let (date, time) = text.split_once('t')?;
    let figures = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    (figures(date) && date.matches('-').count() == 2 && figures(time))
        .then(|| format!("{date} {time}"))
}

fn figures(word: &str, order: Order) -> Result<NaiveDate, NoDate> {
    if let Some(date) = day_number(word) {
        return Err(NoDate::DayNumber(date));
    }
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return Err(NoDate::Unreadable);
    };
    if let Some(month) = month(second) {
        let day = first.parse().map_err(|_| NoDate::Unreadable)?;
        return day_of(third, month, day);
    }
    let number = |text: &str| -> Result<u32, NoDate> {
        let right = (1..=2).contains(&text.len());
        text.parse()
            .ok()
            .filter(|_| right)
            .ok_or(NoDate::Unreadable)
    };
    match order {
        _ if first.len() == 4 => day_of(first, number(second)?, number(third)?),
        Order::DayMonthYear => day_of(third, number(second)?, number(first)?),
        Order::MonthDayYear => day_of(third, number(first)?, number(second)?),
    }
}

fn day_of(year: &str, month: u32, day: u32) -> Result<NaiveDate, NoDate> {
    let figures = year.trim_start_matches('\'');
    if !figures.chars().all(|c| c.is_ascii_digit()) {
        return Err(NoDate::Unreadable);
    }
    match figures.len() {
        4 => {}
        2 => return Err(NoDate::ShortYear),
        _ => return Err(NoDate::Unreadable),
    }
    let year = figures.parse().map_err(|_| NoDate::Unreadable)?;
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(NoDate::NoSuchDay)?;
    // Before this no register was kept; it is what a wrong cell looks like.
    if year < 1970 {
        return Err(NoDate::NoSuchDay);
    }
    Ok(date)
}

/// Spreadsheets count days from 1900; 5 figures are 1954 to 2173.
fn day_number(word: &str) -> Option<NaiveDate> {
    let whole = word.split(['.', ',']).next()?;
    let days: i64 = whole.parse().ok().filter(|_| whole.len() == 5)?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::days(days))
}

fn clock(word: &str) -> Option<NaiveTime> {
    let word = word.trim_end_matches('u').trim_end_matches('z');
    if !word.contains(':') {
        return None;
    }
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
        .iter()
        .find_map(|shape| NaiveTime::parse_from_str(word, shape).ok())
}

fn once<T>(place: &mut Option<T>, value: T) -> Result<(), NoDate> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(NoDate::Unreadable),
    }
}

fn is_weekday(word: &str) -> bool {
    const NAMES: [&str; 14] = [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let word = word.trim_end_matches('.');
    word.len() >= 2
        && word.chars().all(char::is_alphabetic)
        && NAMES.iter().any(|name| name.starts_with(word))
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [[&str; 2]; 12] = [
        ["januari", "january"],
        ["februari", "february"],
        ["maart", "march"],
        ["april", "april"],
        ["mei", "may"],
        ["juni", "june"],
        ["juli", "july"],
        ["augustus", "august"],
        ["september", "september"],
        ["oktober", "october"],
        ["november", "november"],
        ["december", "december"],
    ];
    let word = word.trim_end_matches('.');
    if word.len() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let begins = |names: &[&str; 2]| names.iter().any(|name| name.starts_with(word));
    // The Dutch short form of March is no beginning of its name.
    let found = if word == "mrt" {
        Some(2)
    } else {
        NAMES.iter().position(begins)
    };
    found.and_then(|index| u32::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_registers_write_them() {
        let calendar = Calendar::dutch_office();
        let at = |time: &str| format!("At {time}");
        let show = |when: When| match when {
            When::Day(day) => format!("{day}"),
            When::At(moment) => format!("At {}", calendar.wall(moment).format("%Y-%m-%d %H:%M")),
        };
        let day = "2025-11-03".to_owned();
        let cases = [
            ("3-11-2025", day.clone()),
            ("03/11/2025", day.clone()),
            ("3.11.2025", day.clone()),
            ("3 nov 2025", day.clone()),
            ("3 nov. 2025", day.clone()),
            ("ma 3 november 2025", day.clone()),
            ("3-nov-2025", day.clone()),
            ("2025-11-03", day.clone()),
            ("3 mrt 2025", "2025-03-03".into()),
            ("1 mei 2024", "2024-05-01".into()),
            ("03-11-2025 14:05", at("2025-11-03 14:05")),
            ("3-11-2025 9:05:10", at("2025-11-03 09:05")),
            ("2025-11-03T14:05", at("2025-11-03 14:05")),
            ("2025-11-03T13:05:00Z", at("2025-11-03 14:05")),
            ("3 november 2025 om 14:05 uur", at("2025-11-03 14:05")),
        ];
        for (cell, expected) in cases {
            let found = read(cell, Order::DayMonthYear, &calendar).map(show);
            assert_eq!(found, Ok(expected), "{cell}");
        }
        let american = read("11/23/2025", Order::MonthDayYear, &calendar).map(show);
        assert_eq!(american, Ok("2025-11-23".into()));
    }

    #[test]
    fn what_is_no_date_says_why() {
        let calendar = Calendar::dutch_office();
        let number = NaiveDate::from_ymd_opt(2025, 11, 3).unwrap();
        let cases = [
            ("3-11-25", NoDate::ShortYear),
            ("3 nov '25", NoDate::ShortYear),
            ("45964", NoDate::DayNumber(number)),
            ("45964.5868", NoDate::DayNumber(number)),
            ("11/23/2025", NoDate::NoSuchDay),
            ("31-2-2025", NoDate::NoSuchDay),
            ("3-11-1025", NoDate::NoSuchDay),
            ("vorige week", NoDate::Unreadable),
            ("14:05", NoDate::Unreadable),
            ("", NoDate::Unreadable),
            ("3-11-2025 4-11-2025", NoDate::Unreadable),
            ("3-11", NoDate::Unreadable),
            ("3 nov", NoDate::Unreadable),
        ];
        for (cell, expected) in cases {
            assert_eq!(
                read(cell, Order::DayMonthYear, &calendar),
                Err(expected),
                "{cell}"
            );
        }
    }
}
