//! Reads a calendar from JSON, checking everything, so that a fault is told in a sentence.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::hours::{self, Block, NotABlock};
use super::{Calendar, CalendarError, Closure};
use crate::holiday::{HolidayPolicy, HolidaySet, LiberationDay};
use crate::language::Text;

/// The keys of `hours`, Monday first.
pub(super) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const KEYS: [&str; 6] = [
    "time_zone",
    "holidays",
    "liberation_day",
    "good_friday",
    "closed",
    "hours",
];

impl TryFrom<Value> for Calendar {
    type Error = CalendarError;

    fn try_from(value: Value) -> Result<Calendar, CalendarError> {
        let file = table(&value, &KEYS)?;
        let calendar = Calendar {
            zone: field(file, "time_zone", zone)?.unwrap_or(Tz::Europe__Amsterdam),
            policy: HolidayPolicy {
                set: field(file, "holidays", holidays)?.unwrap_or_default(),
                liberation_day: field(file, "liberation_day", liberation_day)?.unwrap_or_default(),
                good_friday: field(file, "good_friday", yes_or_no)?.unwrap_or_default(),
            },
            closed: field(file, "closed", closures)?.unwrap_or_default(),
            week: field(file, "hours", week)?.unwrap_or_else(hours::office_week),
        };
        Ok(calendar)
    }
}

fn zone(value: &Value) -> Result<Tz, CalendarError> {
    let name = string(value)?;
    name.parse().map_err(|_| {
        CalendarError::new(
            format!(
                "De tijdzone \"{name}\" is niet bekend. Schrijf bijvoorbeeld \"Europe/Amsterdam\"."
            ),
            format!(
                "The time zone \"{name}\" is not known. Write for example \"Europe/Amsterdam\"."
            ),
        )
    })
}

fn holidays(value: &Value) -> Result<HolidaySet, CalendarError> {
    one_of(value, &[("nl", HolidaySet::Nl), ("none", HolidaySet::None)])
}

fn liberation_day(value: &Value) -> Result<LiberationDay, CalendarError> {
    one_of(
        value,
        &[
            ("never", LiberationDay::Never),
            ("lustrum", LiberationDay::Lustrum),
            ("yearly", LiberationDay::Yearly),
        ],
    )
}

fn yes_or_no(value: &Value) -> Result<bool, CalendarError> {
    value.as_bool().ok_or_else(|| {
        CalendarError::new(
            "Hier hoort true of false, zonder aanhalingstekens.",
            "Write true or false, without quotes.",
        )
    })
}

fn closures(value: &Value) -> Result<Vec<Closure>, CalendarError> {
    list(value)?
        .iter()
        .enumerate()
        .map(|(index, one)| closure(one).map_err(|error| error.within(index)))
        .collect()
}

/// `{ on, name }` or `{ from, until, name }`.
fn closure(value: &Value) -> Result<Closure, CalendarError> {
    let entry = table(value, &["on", "from", "until", "name"])?;
    let on = field(entry, "on", date)?;
    let from = field(entry, "from", date)?;
    let until = field(entry, "until", date)?;
    let (first, last) = match (on, from, until) {
        (Some(day), None, None) => (day, day),
        (None, Some(first), Some(last)) => (first, last),
        _ => {
            return Err(CalendarError::new(
                "Een sluiting is één dag (on = \"2026-12-24\") of een periode (from = \"…\", until = \"…\").",
                "A closure is one day (on = \"2026-12-24\") or a period (from = \"…\", until = \"…\").",
            ));
        }
    };
    if last < first {
        return Err(CalendarError::new(
            format!(
                "De sluiting eindigt ({last}) voordat zij begint ({first}). Draai de twee data om."
            ),
            format!("The closure ends ({last}) before it starts ({first}). Swap the two dates."),
        ));
    }
    let name = field(entry, "name", name)?.ok_or_else(|| {
        CalendarError::new(
            "De sluiting heeft geen naam. Voeg toe: name = \"Bouwvak\".",
            "The closure has no name. Add: name = \"Company holiday\".",
        )
    })?;
    Ok(Closure { first, last, name })
}

fn date(value: &Value) -> Result<NaiveDate, CalendarError> {
    let text = string(value)?;
    text.trim().parse().map_err(|_| {
        CalendarError::new(
            format!("\"{text}\" is geen bestaande datum. Schrijf jaar-maand-dag, bijvoorbeeld \"2026-12-24\"."),
            format!("\"{text}\" is not an existing date. Write year-month-day, for example \"2026-12-24\"."),
        )
    })
}

/// One name for both languages, or `{ nl, en }`.
fn name(value: &Value) -> Result<Text, CalendarError> {
    let text = match value {
        Value::Object(_) => {
            let entry = table(value, &["nl", "en"])?;
            let nl = field(entry, "nl", string)?.unwrap_or_default();
            let en = field(entry, "en", string)?.unwrap_or_default();
            Text {
                nl: if nl.trim().is_empty() {
                    en.clone()
                } else {
                    nl.clone()
                },
                en: if en.trim().is_empty() { nl } else { en },
            }
        }
        _ => string(value).map(|name| Text {
            nl: name.clone(),
            en: name,
        })?,
    };
    if text.nl.trim().is_empty() {
        return Err(CalendarError::new(
            "De naam is leeg. Schrijf waarom er gesloten is.",
            "The name is empty. Write why it is closed.",
        ));
    }
    Ok(text)
}

fn week(value: &Value) -> Result<[Vec<Block>; 7], CalendarError> {
    let days = table(value, &WEEKDAYS)?;
    let mut week: [Vec<Block>; 7] = Default::default();
    for (blocks, key) in week.iter_mut().zip(WEEKDAYS) {
        *blocks = field(days, key, day_hours)?.unwrap_or_default();
    }
    if week.iter().all(Vec::is_empty) {
        return Err(CalendarError::new(
            "Geen enkele dag is open. Geef ten minste één dag openingstijden: mon = [\"08:00-17:00\"].",
            "No day is open. Give at least one day opening hours: mon = [\"08:00-17:00\"].",
        ));
    }
    Ok(week)
}

fn day_hours(value: &Value) -> Result<Vec<Block>, CalendarError> {
    let mut blocks = Vec::new();
    for (index, entry) in list(value)?.iter().enumerate() {
        blocks.push(block(entry).map_err(|error| error.within(index))?);
    }
    blocks.sort_by_key(|block| block.start);
    match blocks.windows(2).find(|pair| pair[1].start < pair[0].end) {
        Some(pair) => Err(CalendarError::new(
            format!(
                "De tijden {} en {} overlappen elkaar. Laat ze op elkaar volgen.",
                pair[0], pair[1]
            ),
            format!(
                "The hours {} and {} overlap. Let one follow the other.",
                pair[0], pair[1]
            ),
        )),
        None => Ok(blocks),
    }
}

fn block(value: &Value) -> Result<Block, CalendarError> {
    let text = string(value)?;
    Block::read(&text).map_err(|fault| match fault {
        NotABlock::Unreadable => CalendarError::new(
            format!("\"{text}\" zijn geen openingstijden. Schrijf bijvoorbeeld \"08:00-17:00\"."),
            format!("\"{text}\" are no opening hours. Write for example \"08:00-17:00\"."),
        ),
        NotABlock::Reversed => CalendarError::new(
            format!("\"{text}\" eindigt niet na het begin. Verdeel een nacht over twee dagen, tot en vanaf 24:00."),
            format!("\"{text}\" does not end after its start. Split a night over two days, up to and from 24:00."),
        ),
    })
}

fn table<'a>(value: &'a Value, known: &[&str]) -> Result<&'a Map<String, Value>, CalendarError> {
    let table = value.as_object().ok_or_else(|| {
        let keys = known.join(", ");
        CalendarError::new(
            format!("Hier hoort een groep met {keys}."),
            format!("A group of {keys} belongs here."),
        )
    })?;
    match table.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => {
            let keys = known.join(", ");
            Err(CalendarError::new(
                format!("\"{key}\" is niet bekend. Hier kan staan: {keys}."),
                format!("\"{key}\" is not known. What can stand here: {keys}."),
            )
            .within(key))
        }
        None => Ok(table),
    }
}

/// A key's value when it is there; a fault in it carries the key.
fn field<T>(
    table: &Map<String, Value>,
    key: &str,
    read: impl Fn(&Value) -> Result<T, CalendarError>,
) -> Result<Option<T>, CalendarError> {
    table
        .get(key)
        .filter(|value| !value.is_null())
        .map(read)
        .transpose()
        .map_err(|error| error.within(key))
}

fn list(value: &Value) -> Result<&Vec<Value>, CalendarError> {
    value.as_array().ok_or_else(|| {
        CalendarError::new(
            "Hier hoort een lijst tussen [ en ].",
            "A list between [ and ] belongs here.",
        )
    })
}

fn string(value: &Value) -> Result<String, CalendarError> {
    value.as_str().map(str::to_string).ok_or_else(|| {
        CalendarError::new(
            "Hier hoort een tekst tussen aanhalingstekens.",
            "A text between quotes belongs here.",
        )
    })
}

fn one_of<T: Copy>(value: &Value, choices: &[(&str, T)]) -> Result<T, CalendarError> {
    let text = string(value)?;
    choices
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, choice)| *choice)
        .ok_or_else(|| {
            let names: Vec<String> = choices
                .iter()
                .map(|(name, _)| format!("\"{name}\""))
                .collect();
            let names = names.join(", ");
            CalendarError::new(
                format!("\"{text}\" is geen keuze. Kies uit: {names}."),
                format!("\"{text}\" is not a choice. Choose from: {names}."),
            )
        })
}
