//! The calendar file: the shape in which a calendar is written, and reading it from TOML.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Calendar;
use super::read::WEEKDAYS;
use crate::holiday::{HolidaySet, LiberationDay};
use crate::language::Text;

/// The calendar as it is written, in TOML and JSON alike.
#[derive(Serialize)]
pub(super) struct File {
    time_zone: &'static str,
    holidays: HolidaySet,
    liberation_day: LiberationDay,
    good_friday: bool,
    closed: Vec<Closed>,
    hours: BTreeMap<&'static str, Vec<String>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Closed {
    Day {
        on: String,
        name: Name,
    },
    Period {
        from: String,
        until: String,
        name: Name,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Name {
    One(String),
    Both(Text),
}

impl From<Calendar> for File {
    fn from(calendar: Calendar) -> File {
        let closed = calendar.closed.into_iter().map(|closure| {
            let (from, until) = (closure.first.to_string(), closure.last.to_string());
            let one_name = closure.name.nl == closure.name.en;
            let name = if one_name {
                Name::One(closure.name.nl)
            } else {
                Name::Both(closure.name)
            };
            if from == until {
                Closed::Day { on: from, name }
            } else {
                Closed::Period { from, until, name }
            }
        });
        let hours = WEEKDAYS
            .into_iter()
            .zip(&calendar.week)
            .filter(|(_, blocks)| !blocks.is_empty());
        File {
            time_zone: calendar.zone.name(),
            holidays: calendar.policy.set,
            liberation_day: calendar.policy.liberation_day,
            good_friday: calendar.policy.good_friday,
            closed: closed.collect(),
            hours: hours
                .map(|(day, blocks)| (day, blocks.iter().map(ToString::to_string).collect()))
                .collect(),
        }
    }
}

#[cfg(feature = "files")]
mod from_toml {
    use serde_json::Value;
    use toml::Spanned;
    use toml::de::{DeTable, DeValue};

    use super::super::{Calendar, CalendarError};

    impl Calendar {
        /// Reads a calendar file. A fault names its line, what is wrong and what would be right.
        pub fn from_toml(source: &str) -> Result<Calendar, CalendarError> {
            let source = source.strip_prefix('\u{feff}').unwrap_or(source);
            let table = DeTable::parse(source).map_err(|fault| CalendarError {
                line: fault.span().map(|span| line(source, span.start)),
                ..CalendarError::new(
                    format!(
                        "Dit is geen leesbare TOML: {}.",
                        fault.message().trim_end_matches('.')
                    ),
                    format!(
                        "This is not readable TOML: {}.",
                        fault.message().trim_end_matches('.')
                    ),
                )
            })?;
            Calendar::try_from(json_of_table(table.get_ref())).map_err(|error| {
                let offset = offset(table.get_ref(), &error.place);
                CalendarError {
                    line: offset.map(|offset| line(source, offset)),
                    ..error
                }
            })
        }
    }

    fn json_of_table(table: &DeTable<'_>) -> Value {
        table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())))
            .collect()
    }

    /// A date may stand without quotes in TOML; everything reads it as text.
    fn json(value: &DeValue<'_>) -> Value {
        match value {
            DeValue::String(text) => text.as_ref().into(),
            DeValue::Boolean(value) => (*value).into(),
            DeValue::Datetime(date) => date.to_string().into(),
            DeValue::Array(values) => values.iter().map(|value| json(value.get_ref())).collect(),
            DeValue::Table(table) => json_of_table(table),
            // No key of a calendar takes a number: any number is refused by its reader.
            DeValue::Integer(_) | DeValue::Float(_) => 0.into(),
        }
    }

    /// Where in the file the innermost part of a place stands that exists.
    fn offset(table: &DeTable<'_>, place: &[String]) -> Option<usize> {
        let (first, rest) = place.split_first()?;
        let (key, value) = table
            .iter()
            .find(|(key, _)| key.get_ref().as_ref() == first.as_str())?;
        inner(value, rest).or(Some(key.span().start))
    }

    fn inner(value: &Spanned<DeValue<'_>>, place: &[String]) -> Option<usize> {
        match value.get_ref() {
            DeValue::Table(table) => offset(table, place),
            DeValue::Array(values) => {
                let (first, rest) = place.split_first()?;
                let entry = values.get(first.parse::<usize>().ok()?)?;
                inner(entry, rest).or(Some(entry.span().start))
            }
            _ => None,
        }
    }

    fn line(source: &str, offset: usize) -> usize {
        source
            .bytes()
            .take(offset)
            .filter(|byte| *byte == b'\n')
            .count()
            + 1
    }
}
