//! A row's values: cells put together, words translated, dates read; what cannot be read is noted.

use super::entry::Entry;
use super::facts::Facts;
use super::fault::Fault;
use super::mapping::Plan;
use super::moment::{self, NoDate, When};
use super::table::Row;
use super::vocabulary::{Vocabulary, choices};
use domain::id::PersonId;
use domain::language::{Language, Text};
use domain::moment::text;
use std::collections::BTreeSet;

/// One row while it is read.
pub struct Reading<'a> {
    pub plan: &'a Plan,
    pub facts: &'a Facts,
    pub row: &'a Row,
    pub faults: Vec<Fault>,
    /// What became part of the dossier, or was noted as wrong.
    used: BTreeSet<Entry>,
}

impl<'a> Reading<'a> {
    pub fn new(plan: &'a Plan, facts: &'a Facts, row: &'a Row) -> Reading<'a> {
        Reading {
            plan,
            facts,
            row,
            faults: vec![],
            used: BTreeSet::new(),
        }
    }

    /// What the row itself says.
    pub fn cell(&self, entry: Entry) -> String {
        let columns = self
            .plan
            .columns
            .get(&entry)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let cells: Vec<&str> = columns
            .iter()
            .map(|column| self.row.cell(*column).trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        cells.join(" ")
    }

    /// What the row says, or what the mapping says for it.
    pub fn value(&self, entry: Entry) -> String {
        let cell = self.cell(entry);
        if !cell.is_empty() {
            return cell;
        }
        let told = self
            .plan
            .constants
            .get(&entry)
            .or_else(|| self.plan.defaults.get(&entry));
        told.cloned().unwrap_or_default()
    }

    /// The same, which becomes part of the dossier.
    pub fn text(&mut self, entry: Entry) -> String {
        self.uses(entry);
        self.value(entry)
    }

    pub fn uses(&mut self, entry: Entry) {
        self.used.insert(entry);
    }

    /// Notes that a value is wrong.
    pub fn wrong(&mut self, entry: Entry, wrong: Text, right: Text) {
        self.uses(entry);
        let fault = Fault {
            line: self.row.line,
            entry,
            column: self.plan.heading(entry),
            value: self.value(entry),
            wrong,
            right,
        };
        self.faults.push(fault);
    }

    pub fn when(&mut self, entry: Entry) -> Option<When> {
        let value = self.value(entry);
        if value.is_empty() {
            return None;
        }
        match moment::read(&value, self.plan.dates, &self.facts.procedure.calendar) {
            Ok(when) => Some(when),
            Err(no_date) => {
                let (wrong, right) = no_date.words();
                self.wrong(entry, wrong, right);
                None
            }
        }
    }

    /// The id that the word stands for; `None` where there is no word, or it means nothing.
    pub fn id(&mut self, entry: Entry) -> Option<String> {
        let value = self.value(entry);
        let vocabulary = entry.vocabulary()?;
        if value.is_empty() {
            return None;
        }
        let id = self.plan.id_of(vocabulary, &value);
        match id {
            Some(id) if id.is_empty() => {
                self.uses(entry);
                None
            }
            Some(id) => Some(id),
            None => {
                self.unknown(entry, vocabulary, &value);
                None
            }
        }
    }

    /// The colleagues whom a cell names, apart by `;` or `,`.
    pub fn people(&mut self, entry: Entry) -> Vec<PersonId> {
        let value = self.value(entry);
        let whole = self.plan.id_of(Vocabulary::Employee, &value);
        let names: Vec<&str> = match whole {
            Some(_) => vec![value.as_str()],
            None => value.split([';', ',']).collect(),
        };
        let mut found = Vec::new();
        for name in names
            .into_iter()
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            match self.plan.id_of(Vocabulary::Employee, name) {
                Some(email) => {
                    found.extend(self.facts.colleague(&email).map(|p| p.actor.person));
                }
                None => self.unknown(entry, Vocabulary::Employee, name),
            }
        }
        self.uses(entry);
        found
    }

    fn unknown(&mut self, entry: Entry, vocabulary: Vocabulary, word: &str) {
        let terms = self.plan.terms(vocabulary);
        let (name, word) = (vocabulary.name(), super::fault::shown(word));
        let wrong = text(
            format!("\"{word}\" is hier geen bekend woord."),
            format!("\"{word}\" is no word that is known here."),
        );
        let right = text(
            format!(
                "Zet het bij [words.{name}] in de koppeling; er zijn: {}.",
                choices(terms, Language::Nl)
            ),
            format!(
                "Put it under [words.{name}] in the mapping; there are: {}.",
                choices(terms, Language::En)
            ),
        );
        self.wrong(entry, wrong, right);
    }

    /// Cells that say something which found no place: never left out in silence.
    pub fn left(&self) -> Vec<Entry> {
        let used: BTreeSet<usize> = self
            .used
            .iter()
            .filter_map(|entry| self.plan.columns.get(entry))
            .flatten()
            .copied()
            .collect();
        self.plan
            .columns
            .iter()
            .filter(|(_, columns)| columns.iter().any(|column| !used.contains(column)))
            .map(|(entry, _)| *entry)
            .filter(|entry| !self.cell(*entry).is_empty())
            .collect()
    }
}

impl NoDate {
    /// What is wrong, and what would be right.
    fn words(self) -> (Text, Text) {
        let example = text(
            "Schrijf 3-11-2025, 03-11-2025 14:05, 3 nov 2025 of 2025-11-03.",
            "Write 3-11-2025, 03-11-2025 14:05, 3 nov 2025 or 2025-11-03.",
        );
        match self {
            NoDate::ShortYear => (
                text(
                    "het jaar heeft twee cijfers, zodat de eeuw niet vaststaat.",
                    "the year has two figures, so that the century is not certain.",
                ),
                text(
                    "Schrijf het jaar in vier cijfers.",
                    "Write the year in four figures.",
                ),
            ),
            NoDate::DayNumber(day) => (
                text(
                    "dit is het dagnummer van een rekenprogramma.",
                    "this is the day number of a spreadsheet program.",
                ),
                text(
                    format!(
                        "Geef de kolom daar de opmaak Datum; hiermee is misschien {} bedoeld.",
                        day.format("%-d-%-m-%Y")
                    ),
                    format!(
                        "Format the column as a date there; perhaps {} is meant.",
                        day.format("%Y-%m-%d")
                    ),
                ),
            ),
            NoDate::NoSuchDay => (
                text("zo'n dag is er niet.", "there is no such day."),
                text(
                    "Staat de maand voorop, zet dan dates = \"month-day-year\" bij [file] in de koppeling.",
                    "Where the month comes first, put dates = \"month-day-year\" under [file] in the mapping.",
                ),
            ),
            NoDate::Unreadable => (text("dit is geen datum.", "this is no date."), example),
        }
    }
}
