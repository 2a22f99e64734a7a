//! A row's values as the story of a complaint: events, each with the moment at which it happened.

mod end;
mod happenings;
mod registration;

use super::entry::Entry;
use super::facts::Facts;
use super::fault::Fault;
use super::identity;
use super::line::Line;
use super::mapping::{Numbers, Plan};
use super::moment::{When, start_of};
use super::reading::Reading;
use super::table::Row;
use chrono::{DateTime, Datelike, Utc};
use domain::calendar::Calendar;
use domain::event::Event;
use domain::id::DossierId;
use domain::moment::text;

/// A complaint as a row tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    pub line: Line,
    pub dossier: DossierId,
    /// The number that it keeps.
    pub number: Option<String>,
    pub complainant: String,
    pub received_at: DateTime<Utc>,
    /// In the order in which it happened; the registration first.
    pub happenings: Vec<Happening>,
}

/// One thing that happened, and what of the row tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    pub entry: Entry,
    pub at: DateTime<Utc>,
    pub event: Event,
}

/// From where and when a register comes in.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The file's name, for the note in each dossier.
    pub file: String,
    pub now: DateTime<Utc>,
}

/// Longest number that is kept, in characters.
const LONGEST_NUMBER: usize = 40;

/// Tells a row, or what is wrong with it.
pub fn tell(row: &Row, plan: &Plan, facts: &Facts, origin: &Origin) -> Result<Told, Vec<Fault>> {
    let mut reading = Reading::new(plan, facts, row);
    check_width(&mut reading);
    let number = number(&mut reading);
    let Some(registration) = registration::read(&mut reading, number.as_deref()) else {
        return Err(reading.faults);
    };
    let words = [
        reading.value(Entry::Received),
        registration.complainant.name.clone(),
        registration.description.clone(),
        registration.reference.clone(),
    ];
    let year = facts
        .procedure
        .calendar
        .wall(registration.received_at)
        .year();
    let dossier = match &number {
        Some(number) => identity::by_number(facts.organisation, number, year),
        None => identity::by_words(facts.organisation, &words),
    };
    let mut story = Story::new(&facts.procedure.calendar, origin.now);
    let received_at = story.begin(&mut reading, &registration);
    happenings::tell(&mut reading, &mut story, &registration, dossier, origin);
    for entry in reading.left() {
        reading.wrong(
            entry,
            text(
                "hier hoort iets bij dat in deze rij ontbreekt, zodat het nergens kan staan.",
                "this belongs to something that this row lacks, so that it has no place.",
            ),
            needs(entry, plan),
        );
    }
    if !reading.faults.is_empty() {
        return Err(reading.faults);
    }
    Ok(Told {
        line: row.line,
        dossier,
        number: number.and_then(|number| match plan.numbers {
            Numbers::Keep => Some(number),
            Numbers::WithYear => Some(format!("{year}-{number}")),
            Numbers::Reference => None,
        }),
        complainant: registration.complainant.name.clone(),
        received_at,
        happenings: story.told(),
    })
}

/// A row of another width than the headings is a broken one.
fn check_width(reading: &mut Reading<'_>) {
    let (wide, own) = (reading.plan.headings.len(), reading.row.cells.len());
    let beyond = reading.row.cells.get(wide..).unwrap_or_default();
    if own < wide || beyond.iter().any(|cell| !cell.trim().is_empty()) {
        reading.wrong(
            Entry::Received,
            text(
                format!("de rij heeft {own} cellen en de koppen zijn er {wide}."),
                format!("the row has {own} cells and the headings are {wide}."),
            ),
            text(
                "Zet een cel met een scheidingsteken of een regeleinde tussen aanhalingstekens.",
                "Put a cell with a delimiter or a line break between quotes.",
            ),
        );
    }
}

fn number(reading: &mut Reading<'_>) -> Option<String> {
    let number = super::table::on_one_line(&reading.text(Entry::Number));
    if number.chars().count() > LONGEST_NUMBER || number.chars().any(char::is_control) {
        reading.wrong(
            Entry::Number,
            text(
                "dit is te lang voor een nummer.",
                "this is too long for a number.",
            ),
            text(
                format!("Een nummer heeft hooguit {LONGEST_NUMBER} tekens."),
                format!("A number has {LONGEST_NUMBER} characters at most."),
            ),
        );
    }
    Some(number).filter(|number| !number.is_empty())
}

/// What would give a cell its place.
fn needs(entry: Entry, plan: &Plan) -> domain::language::Text {
    let needed = match entry {
        Entry::ConfirmationChannel => Entry::Confirmed,
        Entry::Technician => Entry::Visited,
        Entry::Glass => Entry::GlassOrdered,
        Entry::Ruled | Entry::Reasons | Entry::RuledWith => Entry::Ruling,
        Entry::Assigned | Entry::Remedy => Entry::AssignedTo,
        Entry::Repair => Entry::Repaired,
        Entry::OutcomeChannel | Entry::Outcome => Entry::OutcomeRecorded,
        Entry::ClosingRemark => Entry::Closed,
        Entry::WithdrawalReason => Entry::Withdrawn,
        other => other,
    };
    let heading = plan.heading(needed);
    let name = if heading.is_empty() {
        needed.to_string()
    } else {
        format!("{needed} (\"{heading}\")")
    };
    text(
        format!("Vul {name} in, of neem deze kolom ook op bij note."),
        format!("Fill in {name}, or take this column under note as well."),
    )
}

/// The moments of one complaint, in order.
pub struct Story<'a> {
    calendar: &'a Calendar,
    now: DateTime<Utc>,
    happenings: Vec<Happening>,
}

impl<'a> Story<'a> {
    fn new(calendar: &'a Calendar, now: DateTime<Utc>) -> Story<'a> {
        Story {
            calendar,
            now,
            happenings: vec![],
        }
    }

    fn begin(
        &mut self,
        reading: &mut Reading<'_>,
        registration: &domain::event::Registered,
    ) -> DateTime<Utc> {
        let at = registration.received_at;
        if at > self.now {
            in_future(reading, Entry::Received);
        }
        self.happenings.push(Happening {
            entry: Entry::Received,
            at,
            event: registration.clone().into(),
        });
        at
    }

    pub fn begun(&self) -> DateTime<Utc> {
        self.happenings.first().map_or(self.now, |first| first.at)
    }

    /// Adds what happened, told in the order of the procedure. A day without a time is when the office opened, and
    /// not before what happened earlier that day.
    pub fn add(
        &mut self,
        reading: &mut Reading<'_>,
        entry: Entry,
        when: When,
        event: impl Into<Event>,
    ) -> DateTime<Utc> {
        reading.uses(entry);
        let at = match when {
            When::At(at) => at,
            When::Day(day) => {
                let same_day = |h: &&Happening| self.calendar.wall(h.at).date() == day;
                let earlier = self.happenings.iter().filter(same_day).map(|h| h.at).max();
                let opened = start_of(day, self.calendar);
                let today = self.calendar.wall(self.now).date() == day;
                let opened = if today { opened.min(self.now) } else { opened };
                earlier.map_or(opened, |earlier| opened.max(earlier))
            }
        };
        if at > self.now {
            in_future(reading, entry);
        } else if at < self.begun() {
            let received = reading.value(Entry::Received);
            reading.wrong(
                entry,
                text(
                    format!("dit is eerder dan de ontvangst ({received})."),
                    format!("this is earlier than the receipt ({received})."),
                ),
                text("Verbeter een van beide.", "Correct one of the two."),
            );
        }
        self.happenings.push(Happening {
            entry,
            at,
            event: event.into(),
        });
        at
    }

    fn told(mut self) -> Vec<Happening> {
        // Stable: what bears one moment stays in the order of the procedure.
        self.happenings.sort_by_key(|happening| happening.at);
        self.happenings
    }
}

fn in_future(reading: &mut Reading<'_>, entry: Entry) {
    reading.wrong(
        entry,
        text("dit moment moet nog komen.", "this moment is yet to come."),
        text(
            "Vul in wanneer het is gebeurd.",
            "Fill in when it happened.",
        ),
    );
}
