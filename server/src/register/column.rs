//! The columns of a register that is given out.

mod line;

pub use line::Line;

use super::entry::Entry;
use super::facts::Facts;
use chrono::{DateTime, NaiveDate, Utc};
use domain::language::Language;
use domain::party::{AddressField, Field, PartyField};

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Day(NaiveDate),
    Moment(DateTime<Utc>),
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    Entry(Entry),
    /// When handling last began again.
    Reopened,
    /// An obligation of the procedure, by its id.
    Due(String),
    Met(String),
    InTime(String),
}

const PARTY: [PartyField; 9] = [
    PartyField::Name,
    PartyField::Organisation,
    PartyField::Function,
    PartyField::Address(AddressField::Street),
    PartyField::Address(AddressField::Number),
    PartyField::Address(AddressField::Postcode),
    PartyField::Address(AddressField::City),
    PartyField::Phone,
    PartyField::Email,
];

/// What an import can read back, in the order in which it is read by people.
pub fn entries() -> Vec<Entry> {
    use Entry::*;
    let mut all = vec![
        Number,
        Status,
        Received,
        Kind,
        Channel,
        Of(Field::Category),
        Of(Field::Region),
    ];
    all.extend(PARTY.map(|part| Of(Field::Complainant(part))));
    all.extend(PARTY.map(|part| Of(Field::Customer(part))));
    for part in [
        AddressField::Street,
        AddressField::Number,
        AddressField::Postcode,
        AddressField::City,
    ] {
        all.push(Of(Field::Site(part)));
    }
    all.extend([
        Of(Field::Description),
        Of(Field::Reference),
        About,
        Handling,
        Handler,
        Confirmed,
        ConfirmationChannel,
        InspectionRequested,
        Visited,
        Technician,
        Meeting,
        Ruled,
        Ruling,
        Reasons,
        RuledWith,
        Assigned,
        AssignedTo,
        Remedy,
        GlassOrdered,
        Glass,
        GlassArrived,
        Repaired,
        Repair,
        OutcomeRecorded,
        OutcomeChannel,
        Outcome,
        Closed,
        ClosingRemark,
        Withdrawn,
        WithdrawalReason,
    ]);
    all
}

/// All columns: what can be read back, and what the procedure promised.
pub fn columns(facts: &Facts) -> Vec<Column> {
    let promised = facts.procedure.obligations.iter().flat_map(|rule| {
        [
            Column::Due(rule.id.clone()),
            Column::Met(rule.id.clone()),
            Column::InTime(rule.id.clone()),
        ]
    });
    let told = entries().into_iter().map(Column::Entry);
    told.chain([Column::Reopened]).chain(promised).collect()
}

impl Column {
    pub fn heading(&self, facts: &Facts, language: Language) -> String {
        let named = |id: &str, what: &str| {
            let rule = facts
                .procedure
                .obligations
                .iter()
                .find(|rule| rule.id == id);
            format!(
                "{}: {what}",
                rule.map_or(id, |rule| rule.name.get(language))
            )
        };
        match self {
            Column::Entry(entry) => entry.heading(language),
            Column::Reopened => language.pick("Heropend op", "Reopened on").to_owned(),
            Column::Due(id) => named(id, language.pick("uiterlijk", "due")),
            Column::Met(id) => named(id, language.pick("gedaan", "met")),
            Column::InTime(id) => named(id, language.pick("op tijd", "in time")),
        }
    }

    /// Width in characters.
    pub fn width(&self) -> f64 {
        match self {
            Column::Entry(entry) if entry.is_moment() => 17.0,
            Column::Entry(Entry::Of(Field::Description) | Entry::Outcome) => 60.0,
            Column::Entry(
                Entry::Reasons
                | Entry::Remedy
                | Entry::Repair
                | Entry::ClosingRemark
                | Entry::WithdrawalReason,
            ) => 40.0,
            Column::Entry(Entry::Of(Field::Complainant(part) | Field::Customer(part))) => {
                match part {
                    PartyField::Name | PartyField::Organisation | PartyField::Email => 28.0,
                    PartyField::Address(AddressField::Street) => 26.0,
                    PartyField::Address(AddressField::Number | AddressField::Postcode) => 11.0,
                    _ => 18.0,
                }
            }
            Column::Entry(Entry::Number) => 15.0,
            Column::Entry(_) => 20.0,
            Column::Reopened | Column::Due(_) | Column::Met(_) => 17.0,
            Column::InTime(_) => 12.0,
        }
    }
}
