//! What values can be right: used by forms while typing and by admission.

mod course;

use crate::event::*;
use crate::party::{AddressField, Field, Party, PartyField};
use crate::procedure::Procedure;
use crate::refusal::{Fault, Problem};
use chrono::{DateTime, TimeDelta, Utc};

/// Longest running text, in characters.
pub const LONGEST_TEXT: usize = 10_000;
/// Longest single line, in characters.
pub const LONGEST_LINE: usize = 200;
/// How far a clock may run ahead before "received" counts as the future.
const CLOCK_SLACK: TimeDelta = TimeDelta::minutes(10);

/// The right form of a Dutch postcode (`6825mn` gives `6825 MN`), or `None`.
pub fn postcode(text: &str) -> Option<String> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_uppercase();
    let bytes = compact.as_bytes();
    let right = bytes.len() == 6
        && bytes[0] != b'0'
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_uppercase)
        && !matches!(&bytes[4..], b"SA" | b"SD" | b"SS");
    right.then(|| format!("{} {}", &compact[..4], &compact[4..]))
}

/// The digits of a telephone number (`06 - 1234 5678` gives `0612345678`), or `None` when it cannot be one.
pub fn phone(text: &str) -> Option<String> {
    let allowed =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '/');
    if !text.chars().all(allowed) {
        return None;
    }
    let compact: String = text
        .replace("(0)", "")
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let abroad = compact
        .strip_prefix('+')
        .or_else(|| compact.strip_prefix("00"));
    match abroad {
        Some(rest) => {
            ((8..=15).contains(&rest.len()) && !rest.contains('+')).then(|| format!("+{rest}"))
        }
        None => (compact.len() == 10 && compact.starts_with('0') && !compact.contains('+'))
            .then_some(compact),
    }
}

/// Whether a text can be an e-mail address.
pub fn email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    !local.is_empty()
        && text.len() <= 254
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>'))
        && !host.contains('@')
        && host.split('.').count() >= 2
        && host
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

/// What is wrong with the value of a field; an empty value is not wrong here.
pub fn field_fault(field: Field, value: &str, procedure: &Procedure) -> Option<Fault> {
    if value.is_empty() {
        return None;
    }
    let most = if matches!(field, Field::Description | Field::Impact) {
        LONGEST_TEXT
    } else {
        LONGEST_LINE
    };
    if value.chars().count() > most {
        return Some(Fault::TooLong { most });
    }
    let part = match field {
        Field::Complainant(part) | Field::Customer(part) => Some(part),
        Field::Site(part) => Some(PartyField::Address(part)),
        _ => None,
    };
    match (field, part) {
        (_, Some(PartyField::Phone)) if phone(value).is_none() => Some(Fault::Phone),
        (_, Some(PartyField::Email)) if !email(value) => Some(Fault::Email),
        (_, Some(PartyField::Address(AddressField::Postcode))) if postcode(value).is_none() => {
            Some(Fault::Postcode)
        }
        (Field::Category, _) if !procedure.categories.iter().any(|c| c.id == value) => {
            Some(Fault::Unknown)
        }
        (Field::Severity, _) if !procedure.severities.iter().any(|s| s.id == value) => {
            Some(Fault::Unknown)
        }
        (Field::ArisenOn, _) if value.parse::<chrono::NaiveDate>().is_err() => Some(Fault::Date),
        _ => None,
    }
}

/// Everything that is wrong with a registration; empty when it can be taken in (GP-03).
pub fn registration(e: &Registered, procedure: &Procedure, now: DateTime<Utc>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let Some(kind) = procedure.kind(&e.kind) else {
        return vec![Problem::new("kind", Fault::Unknown)];
    };
    if !procedure
        .channels
        .iter()
        .any(|channel| channel.id == e.channel)
    {
        problems.push(Problem::new("channel", Fault::Unknown));
    }
    if e.received_at > now + CLOCK_SLACK {
        problems.push(Problem::new("received_at", Fault::InTheFuture));
    }
    let received = procedure.calendar.wall(e.received_at).date();
    if e.arisen_on
        .parse()
        .is_ok_and(|arisen: chrono::NaiveDate| arisen > received)
    {
        problems.push(Problem::new(Field::ArisenOn, Fault::InTheFuture));
    }
    let required = kind
        .required
        .iter()
        .chain(e.customer.iter().flat_map(|_| &kind.required_of_customer));
    for field in required.filter(|field| is_asked(**field, &e.channel, procedure)) {
        if registered_value(e, *field).trim().is_empty() {
            problems.push(Problem::new(field, Fault::Missing));
        }
    }
    for field in ALL_FIELDS.iter().copied() {
        if let Some(fault) = field_fault(field, registered_value(e, field), procedure) {
            problems.push(Problem::new(field, fault));
        }
    }
    problems
}

/// Whether a required field is asked through a channel: of who comes through a closed one, and is told how to file
/// (LG-01), no more than the name and what it is about.
pub fn is_asked(field: Field, channel: &str, procedure: &Procedure) -> bool {
    let closed = procedure
        .channel(channel)
        .is_some_and(|channel| !channel.accepted);
    let least = matches!(
        field,
        Field::Complainant(PartyField::Name) | Field::Description
    );
    !closed || least
}

/// The value of a field in a registration.
pub fn registered_value(e: &Registered, field: Field) -> &str {
    fn of(party: Option<&Party>, part: PartyField) -> &str {
        party.map_or("", |party| party.part(part))
    }
    match field {
        Field::Complainant(part) => e.complainant.part(part),
        Field::Customer(part) => of(e.customer.as_ref(), part),
        Field::Site(part) => e.site.as_ref().map_or("", |site| site.part(part)),
        Field::Description => &e.description,
        Field::Category => &e.category,
        Field::Region => &e.region,
        Field::Reference => &e.reference,
        Field::ArisenOn => &e.arisen_on,
        Field::Impact => &e.impact,
        Field::Severity => &e.severity,
    }
}

const PARTS: [PartyField; 9] = [
    PartyField::Name,
    PartyField::Phone,
    PartyField::Email,
    PartyField::Organisation,
    PartyField::Function,
    PartyField::Address(AddressField::Street),
    PartyField::Address(AddressField::Number),
    PartyField::Address(AddressField::Postcode),
    PartyField::Address(AddressField::City),
];

/// Every field there is.
pub const ALL_FIELDS: [Field; 29] = {
    let mut all = [Field::Description; 29];
    let mut i = 0;
    while i < PARTS.len() {
        all[i] = Field::Complainant(PARTS[i]);
        all[i + 9] = Field::Customer(PARTS[i]);
        i += 1;
    }
    all[18] = Field::Site(AddressField::Street);
    all[19] = Field::Site(AddressField::Number);
    all[20] = Field::Site(AddressField::Postcode);
    all[21] = Field::Site(AddressField::City);
    all[22] = Field::Category;
    all[23] = Field::Region;
    all[24] = Field::Reference;
    all[25] = Field::ArisenOn;
    all[26] = Field::Impact;
    all[27] = Field::Severity;
    all
};

/// What is wrong with an event's own values.
pub fn event(event: &Event, procedure: &Procedure, now: DateTime<Utc>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let text = |problems: &mut Vec<Problem>, name: &str, value: &str, required: bool| {
        if required && value.trim().is_empty() {
            problems.push(Problem::new(name, Fault::Missing));
        }
        if value.chars().count() > LONGEST_TEXT {
            problems.push(Problem::new(name, Fault::TooLong { most: LONGEST_TEXT }));
        }
    };
    match event {
        Event::Registered(e) => problems = registration(e, procedure, now),
        Event::DetailChanged(e) => {
            problems.extend(
                field_fault(e.field, &e.value, procedure).map(|fault| Problem::new(e.field, fault)),
            );
        }
        Event::NoteAdded(e) => text(&mut problems, "text", &e.text, true),
        Event::Called(e) => text(&mut problems, "text", &e.text, !e.no_answer),
        Event::FindingRecorded(e) => {
            text(
                &mut problems,
                "text",
                &e.text,
                e.fault == crate::event::Fault::Other,
            );
            problems.extend(e.measurements.iter().filter_map(measurement));
            problems.extend(e.viewing_distance.and_then(viewing_distance));
        }
        Event::SignatureTaken(e) => text(&mut problems, "name", &e.name, true),
        Event::Ruled(e) => {
            text(&mut problems, "reasons", &e.reasons, true);
            if procedure.ruling(&e.ruling).is_none() {
                problems.push(Problem::new("ruling", Fault::Unknown));
            }
        }
        Event::RemedyAssigned(e) => text(&mut problems, "what", &e.what, true),
        Event::Repaired(e) => text(&mut problems, "what", &e.what, true),
        Event::GlassOrdered(e) => text(&mut problems, "what", &e.what, true),
        Event::OutcomeRecorded(e) => text(&mut problems, "text", &e.text, true),
        Event::Reopened(e) => text(&mut problems, "reason", &e.reason, true),
        Event::Withdrawn(e) => text(&mut problems, "reason", &e.reason, true),
        Event::VisitCancelled(e) => text(&mut problems, "reason", &e.reason, true),
        _ => problems = course::problems(event, procedure, now),
    }
    problems
}

/// What is wrong with a measured value.
pub fn measurement(measurement: &Measurement) -> Option<Problem> {
    let quantity = measurement.quantity;
    within(
        "measurement",
        measurement.value,
        quantity.range(),
        quantity.unit(),
    )
}

/// What is wrong with the distance from which glass was judged, in metres.
pub fn viewing_distance(metres: f64) -> Option<Problem> {
    within("viewing_distance", metres, VIEWING_DISTANCE, "m")
}

/// A number as people type it, with a comma or a point; `None` when it is none.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', ".");
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    if !text.chars().all(plain) {
        return None;
    }
    text.parse().ok()
}

fn within(name: &str, value: f64, (lowest, highest): (f64, f64), unit: &str) -> Option<Problem> {
    let right = value.is_finite() && (lowest..=highest).contains(&value);
    (!right).then(|| {
        Problem::new(
            name,
            Fault::OutOfRange {
                lowest: format!("{lowest} {unit}"),
                highest: format!("{highest} {unit}"),
            },
        )
    })
}
