//! Moments, days and spans of time in words, as people in an office write them: "di 3 maart 10:42".

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};

use crate::calendar::Calendar;
use crate::language::{Language, Text};

mod read;

pub use read::read_past;

/// Day and time without the year: "di 3 maart 10:42".
pub fn moment(calendar: &Calendar, at: DateTime<Utc>, language: Language) -> String {
    let wall = calendar.wall(at);
    format!("{} {}", day(wall.date(), language), clock(calendar, at))
}

/// Day and time with the year: "di 3 maart 2026 10:42".
pub fn moment_with_year(calendar: &Calendar, at: DateTime<Utc>, language: Language) -> String {
    let wall = calendar.wall(at);
    format!(
        "{} {}",
        day_with_year(wall.date(), language),
        clock(calendar, at)
    )
}

/// Day and time, with the year only when it is not the year of `now`.
pub fn moment_seen_from(
    calendar: &Calendar,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
    language: Language,
) -> String {
    if calendar.wall(at).year() == calendar.wall(now).year() {
        moment(calendar, at, language)
    } else {
        moment_with_year(calendar, at, language)
    }
}

/// As short as it can be: "vr 17:00" in the week that follows `now`, else "20-11 17:00".
pub fn short(
    calendar: &Calendar,
    at: DateTime<Utc>,
    now: DateTime<Utc>,
    language: Language,
) -> String {
    let date = calendar.wall(at).date();
    let ahead = (date - calendar.wall(now).date()).num_days();
    let day = match ahead {
        0..7 => weekday_short(date, language).to_owned(),
        _ => format!("{}-{}", date.day(), date.month()),
    };
    format!("{day} {}", clock(calendar, at))
}

/// The time on the wall: "10:42".
pub fn clock(calendar: &Calendar, at: DateTime<Utc>) -> String {
    let wall = calendar.wall(at);
    format!("{:02}:{:02}", wall.hour(), wall.minute())
}

/// "di 3 maart".
pub fn day(date: NaiveDate, language: Language) -> String {
    format!(
        "{} {} {}",
        weekday_short(date, language),
        date.day(),
        month(date, language)
    )
}

/// "di 3 maart 2026".
pub fn day_with_year(date: NaiveDate, language: Language) -> String {
    format!("{} {}", day(date, language), date.year())
}

/// "dinsdag 3 maart".
pub fn day_in_full(date: NaiveDate, language: Language) -> String {
    format!(
        "{} {} {}",
        weekday(date).get(language),
        date.day(),
        month(date, language)
    )
}

/// "dinsdag".
pub fn weekday(date: NaiveDate) -> Text {
    let names = [
        ("maandag", "Monday"),
        ("dinsdag", "Tuesday"),
        ("woensdag", "Wednesday"),
        ("donderdag", "Thursday"),
        ("vrijdag", "Friday"),
        ("zaterdag", "Saturday"),
        ("zondag", "Sunday"),
    ];
    let (nl, en) = names[date.weekday().num_days_from_monday() as usize];
    text(nl, en)
}

/// A length of time in hours and minutes: "3 uur en 15 minuten"; seconds only below a minute.
pub fn span(length: TimeDelta, language: Language) -> String {
    let seconds = length.num_seconds().max(0);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let in_hours = language.pick(format!("{hours} uur"), plural(hours, "hour"));
    let in_minutes = language.pick(
        format!(
            "{minutes} {}",
            if minutes == 1 { "minuut" } else { "minuten" }
        ),
        plural(minutes, "minute"),
    );
    match (hours, minutes) {
        (0, 0) => language.pick(
            format!(
                "{seconds} {}",
                if seconds == 1 { "seconde" } else { "seconden" }
            ),
            plural(seconds, "second"),
        ),
        (_, 0) => in_hours,
        (0, _) => in_minutes,
        _ => format!("{in_hours} {} {in_minutes}", language.pick("en", "and")),
    }
}

/// A text in both languages.
pub fn text(nl: impl Into<String>, en: impl Into<String>) -> Text {
    Text {
        nl: nl.into(),
        en: en.into(),
    }
}

fn plural(count: i64, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

pub(crate) fn weekday_short(date: NaiveDate, language: Language) -> &'static str {
    let names = language.pick(
        ["ma", "di", "wo", "do", "vr", "za", "zo"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    );
    names[date.weekday().num_days_from_monday() as usize]
}

pub(crate) fn month(date: NaiveDate, language: Language) -> &'static str {
    let names = language.pick(
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    );
    names[date.month0() as usize]
}
