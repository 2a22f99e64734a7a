//! Reads a past moment as people type it: "gisteren 14:30", "3-3 10:42", "ma 9 uur", "3 March 2026".

use crate::calendar::Calendar;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};

/// The moment that a text means, seen from `now`; `None` when it cannot be read.
///
/// Without a day it is today, without a year the last such day, a weekday is the last one (today included). Without
/// a time it is now for today, and the opening of the day for an earlier day.
pub fn read_past(text: &str, calendar: &Calendar, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim().to_lowercase();
    let today = calendar.wall(now).date();
    let mut day = None;
    let mut time = None;
    let mut words = text.split_whitespace().peekable();
    words.peek()?;
    while let Some(word) = words.next() {
        let word = word.trim_matches(',');
        if matches!(word, "om" | "at" | "op" | "on" | "uur" | "de" | "the") {
            continue;
        }
        if matches!(word, "nu" | "now") {
            return Some(now);
        }
        let hour_follows = words.peek().is_some_and(|next| *next == "uur");
        let month = words.peek().and_then(|next| month_of(next));
        if let Some(month) = month.filter(|_| word.parse::<u32>().is_ok()) {
            words.next();
            let year = words.peek().and_then(|next| year_of(next));
            year.inspect(|_| {
                words.next();
            });
            once(&mut day, date(year, month, word.parse().ok()?, today)?)?;
        } else if let Some(found) = clock_of(word, hour_follows) {
            once(&mut time, found)?;
        } else {
            once(&mut day, day_of(word, today)?)?;
        }
    }
    let date = day.unwrap_or(today);
    match time {
        Some(time) => Some(calendar.at(date, time)),
        None if date == today => Some(now),
        None => {
            let opening = calendar.opening(date).first().map(|(from, _)| *from);
            Some(opening.unwrap_or_else(|| calendar.at(date, NaiveTime::MIN)))
        }
    }
}

/// A part that may be said once only.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// `14:30`, `14.30`, `14u30`, `14u`; a bare `14` only before "uur".
fn clock_of(word: &str, hour_follows: bool) -> Option<NaiveTime> {
    let (hour, minute) = match word.split_once([':', 'u', 'h']) {
        Some((hour, "" | "ur")) => (hour, "0"),
        Some(parts) => parts,
        None => match word.split_once('.') {
            Some((hour, minute)) if minute.len() == 2 && hour_follows => (hour, minute),
            None if hour_follows => (word, "0"),
            _ => return None,
        },
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

fn day_of(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let back = match word {
        "vandaag" | "today" => Some(0),
        "gisteren" | "yesterday" => Some(1),
        "eergisteren" => Some(2),
        _ => weekday_of(word).map(|day| (today.weekday().num_days_from_monday() + 7 - day) % 7),
    };
    if let Some(back) = back {
        return today.checked_sub_days(Days::new(u64::from(back)));
    }
    if let Ok(date) = NaiveDate::parse_from_str(word, "%Y-%m-%d") {
        return Some(date);
    }
    let mut parts = word.split(['-', '/', '.']);
    let (day, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year = match parts.next() {
        None | Some("") => None,
        Some(year) => Some(year_of(year)?),
    };
    if parts.next().is_some() {
        None
    } else {
        date(year, month, day, today)
    }
}

/// The day in the year that was said, or the last such day.
fn date(year: Option<i32>, month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        // Eight years hold a 29 February, also around a year that has none by rule.
        None => (0..=8)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
            .find(|date| *date <= today),
    }
}

fn year_of(word: &str) -> Option<i32> {
    let word = word.trim_end_matches(',');
    let year: i32 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

/// Days from Monday.
fn weekday_of(word: &str) -> Option<u32> {
    const NAMES: [(&str, &str); 7] = [
        ("maandag", "monday"),
        ("dinsdag", "tuesday"),
        ("woensdag", "wednesday"),
        ("donderdag", "thursday"),
        ("vrijdag", "friday"),
        ("zaterdag", "saturday"),
        ("zondag", "sunday"),
    ];
    let found = NAMES
        .iter()
        .position(|(nl, en)| is_short_for(word, nl, 2) || is_short_for(word, en, 3));
    found.and_then(|index| u32::try_from(index).ok())
}

fn month_of(word: &str) -> Option<u32> {
    const NAMES: [(&str, &str); 12] = [
        ("januari", "january"),
        ("februari", "february"),
        ("maart", "march"),
        ("april", "april"),
        ("mei", "may"),
        ("juni", "june"),
        ("juli", "july"),
        ("augustus", "august"),
        ("september", "september"),
        ("oktober", "october"),
        ("november", "november"),
        ("december", "december"),
    ];
    let word = word.trim_matches([',', '.']);
    let found = NAMES.iter().position(|(nl, en)| {
        is_short_for(word, nl, 3) || is_short_for(word, en, 3) || (word == "mrt" && *nl == "maart")
    });
    found.and_then(|index| u32::try_from(index + 1).ok())
}

fn is_short_for(word: &str, name: &str, least: usize) -> bool {
    word.len() >= least && name.starts_with(word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn moments_are_read_as_people_type_them() {
        let calendar = Calendar::dutch_office();
        // Wednesday 4 March 2026, 11:00 in Amsterdam.
        let now: DateTime<Utc> = "2026-03-04T10:00:00Z".parse().unwrap();
        let cases = [
            ("nu", Some("2026-03-04 11:00")),
            ("10:42", Some("2026-03-04 10:42")),
            ("vandaag", Some("2026-03-04 11:00")),
            ("gisteren 14:30", Some("2026-03-03 14:30")),
            ("14:30 gisteren", Some("2026-03-03 14:30")),
            ("gisteren", Some("2026-03-03 08:00")),
            ("eergisteren 9 uur", Some("2026-03-02 09:00")),
            ("ma 9u15", Some("2026-03-02 09:15")),
            ("vrijdag om 16.05 uur", Some("2026-02-27 16:05")),
            ("wo 8:00", Some("2026-03-04 08:00")),
            ("3-3 10:42", Some("2026-03-03 10:42")),
            ("3/3/26", Some("2026-03-03 08:00")),
            ("5-3", Some("2025-03-05 08:00")),
            ("03-03-2025 10:42", Some("2025-03-03 10:42")),
            ("2026-03-01", Some("2026-03-01 00:00")),
            ("3 maart 10:42", Some("2026-03-03 10:42")),
            ("3 March 2024, 10:42", Some("2024-03-03 10:42")),
            ("29-2", Some("2024-02-29 08:00")),
            ("30-2", None),
            ("25:00", None),
            ("gisteren vandaag", None),
            ("10:00 11:00", None),
            ("morgen", None),
            ("ooit", None),
            ("14.30", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let read = read_past(text, &calendar, now)
                .map(|at| calendar.wall(at).format("%Y-%m-%d %H:%M").to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
