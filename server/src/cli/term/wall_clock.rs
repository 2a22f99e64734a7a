//! Moments as people type them: wall-clock times of a calendar's zone, or times with an offset.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use domain::calendar::Calendar;
use domain::language::Language;

const WALL_CLOCK: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
const WITH_OFFSET: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M%:z"];

/// Reads "2026-12-24T09:00", with seconds or an offset if need be; a date alone is its 00:00.
pub(super) fn read(calendar: &Calendar, text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim().to_uppercase().replacen(' ', "T", 1);
    // Four digits for a year: 26-12-24 is a slip of the pen, not the year 26.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return None;
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        return Some(calendar.at(date, NaiveTime::MIN));
    }
    let wall = WALL_CLOCK
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok());
    if let Some(wall) = wall {
        return Some(calendar.at(wall.date(), wall.time()));
    }
    let text = text
        .strip_suffix('Z')
        .map(|text| format!("{text}+00:00"))
        .unwrap_or(text);
    let exact = WITH_OFFSET
        .iter()
        .find_map(|format| DateTime::parse_from_str(&text, format).ok())?;
    Some(exact.with_timezone(&Utc))
}

/// What to tell someone whose moment cannot be read.
pub(super) fn unreadable(text: &str, language: Language) -> String {
    language.pick(
        format!("\"{text}\" is geen moment. Schrijf een bestaande datum en tijd, bijvoorbeeld 2026-12-24T09:00."),
        format!("\"{text}\" is not a moment. Write an existing date and time, for example 2026-12-24T09:00."),
    )
}
