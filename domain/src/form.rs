//! The steps that only some procedures have, as forms: what is asked, and the event that the answers make. One
//! description serves every screen, and a timeline that is only tried out.

mod inputs;

pub use inputs::inputs;

use crate::calendar::Calendar;
use crate::event::{Event, EventKind};
use crate::id::MeasureId;
use crate::person::Role;
use crate::refusal::{Fault, Problem};
use chrono::NaiveDateTime;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// The name by which `validate` speaks of it.
    pub name: &'static str,
    pub label: String,
    pub kind: InputKind,
    pub required: bool,
    /// What stands there to begin with.
    pub initial: String,
}

/// How something is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum InputKind {
    Line,
    Text,
    /// Words to choose from, each with what it is called.
    Choice(Vec<(String, String)>),
    /// Somebody of one of these roles, whom the report is not about.
    Person(Vec<Role>),
    /// Somebody whom the report is about.
    PersonConcerned,
    /// Yes or no, in these words; the answers are `true` and `false`.
    Flag(String, String),
    Date,
    /// A day and a time on the organisation's clock.
    Moment,
    /// Euros.
    Money,
    /// From 1 to this.
    Score(u8),
}

/// The event that answers make; what is missing or cannot be read is told by the input's name. `measure` is the id of
/// a measure that is planned.
pub fn event(
    kind: EventKind,
    inputs: &[Input],
    answers: &BTreeMap<&str, String>,
    calendar: &Calendar,
    measure: MeasureId,
) -> Result<Event, Vec<Problem>> {
    let mut data = Map::new();
    let mut problems = Vec::new();
    if kind == EventKind::MeasurePlanned {
        data.insert("measure".into(), Value::String(measure.to_string()));
    }
    for input in inputs {
        let answer = answers.get(input.name).map_or("", |answer| answer.trim());
        if answer.is_empty() && input.required {
            problems.push(Problem::new(input.name, Fault::Missing));
            continue;
        }
        match value(&input.kind, answer, calendar) {
            Ok(Value::Null) => {}
            Ok(value) => {
                data.insert(input.name.to_owned(), value);
            }
            Err(fault) => problems.push(Problem::new(input.name, fault)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let tagged = serde_json::json!({ "type": kind.tag(), "data": data });
    serde_json::from_value(tagged).map_err(|_| {
        // A choice that the answers cannot name, a role that does not exist: the form itself is wrong.
        vec![Problem::new(kind.name(), Fault::Unknown)]
    })
}

/// An answer as its event holds it; nothing for what was left out.
fn value(kind: &InputKind, answer: &str, calendar: &Calendar) -> Result<Value, Fault> {
    let text = || Value::String(answer.to_owned());
    match kind {
        InputKind::Line | InputKind::Text => Ok(text()),
        _ if answer.is_empty() => Ok(Value::Null),
        InputKind::Choice(_) | InputKind::Person(_) | InputKind::PersonConcerned => Ok(text()),
        InputKind::Flag(..) => Ok(Value::Bool(answer == "true")),
        InputKind::Date => match answer.parse::<chrono::NaiveDate>() {
            Ok(_) => Ok(text()),
            Err(_) => Err(Fault::Date),
        },
        InputKind::Moment => {
            let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
            let wall = formats
                .iter()
                .find_map(|format| NaiveDateTime::parse_from_str(answer, format).ok())
                .ok_or(Fault::Date)?;
            let at = calendar.at(wall.date(), wall.time());
            Ok(Value::String(at.to_rfc3339()))
        }
        InputKind::Money => cents(answer).map(Value::from).ok_or(Fault::OutOfRange {
            lowest: "0.00".into(),
            highest: "999999.99".into(),
        }),
        InputKind::Score(highest) => {
            let score = answer
                .parse::<u8>()
                .ok()
                .filter(|s| (1..=*highest).contains(s));
            score.map(Value::from).ok_or(Fault::OutOfRange {
                lowest: "1".into(),
                highest: highest.to_string(),
            })
        }
    }
}

/// Euros as people type them (`1.250,50`, `€ 80`), in cents.
fn cents(text: &str) -> Option<u64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '€' | ' ' | '\u{a0}'))
        .collect();
    let (whole, part) = match plain.rsplit_once([',', '.']) {
        Some((whole, part)) if part.len() <= 2 => (whole.to_owned(), part),
        _ => (plain.clone(), ""),
    };
    let digits: String = whole.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    let part = format!("{part:0<2}");
    let all_digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if digits.is_empty() || digits.len() > 6 || !all_digits(&digits) || !all_digits(&part) {
        return None;
    }
    Some(digits.parse::<u64>().ok()? * 100 + part.parse::<u64>().ok()?)
}
