//! The mapping: which column is what, what words mean, and what holds where a register is silent.

use super::entry::Entry;
use super::facts::Facts;
use super::moment::Order;
use super::table::Table;
use super::vocabulary::{Vocabulary, choices, folded, meant};
use domain::language::{Language, Text};
use domain::moment::text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A mapping as its file says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    #[serde(default)]
    pub file: FileShape,
    /// Entry to heading, or headings that are put together.
    #[serde(default)]
    columns: toml::Table,
    /// What holds for every row.
    #[serde(default)]
    constants: toml::Table,
    /// What holds where the cell is empty.
    #[serde(default)]
    defaults: toml::Table,
    /// A register's word to an id; to the empty text where it means nothing.
    #[serde(default)]
    words: BTreeMap<Vocabulary, BTreeMap<String, String>>,
}

/// How the file is written, where that is not left to be seen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileShape {
    #[serde(default)]
    pub delimiter: Option<char>,
    #[serde(default)]
    pub encoding: Option<String>,
    #[serde(default)]
    pub dates: Order,
    #[serde(default)]
    pub numbers: Numbers,
    /// A row without a region gets the one that covers the postcode of the work.
    #[serde(default)]
    pub region_by_postcode: bool,
}

/// What becomes of the register's own numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// They are the dossiers' numbers.
    #[default]
    Keep,
    /// The same with the year of receipt before it, where the numbering begins anew every year.
    WithYear,
    /// They go to the reference, and the dossiers get new ones.
    Reference,
}

/// A mapping that fits a table and an organisation.
#[derive(Debug, Clone)]
pub struct Plan {
    pub dates: Order,
    pub numbers: Numbers,
    pub region_by_postcode: bool,
    pub headings: Vec<String>,
    pub columns: BTreeMap<Entry, Vec<usize>>,
    pub constants: BTreeMap<Entry, String>,
    pub defaults: BTreeMap<Entry, String>,
    words: BTreeMap<Vocabulary, BTreeMap<String, String>>,
    terms: BTreeMap<Vocabulary, Vec<(String, Text)>>,
}

impl Mapping {
    pub fn from_toml(source: &str) -> Result<Mapping, Text> {
        if domain::procedure::nested_too_deeply(source) {
            return Err(text(
                "De koppeling is niet te lezen: te veel haakjes in elkaar.",
                "The mapping cannot be read: too many brackets in each other.",
            ));
        }
        toml::from_str(source).map_err(|error| {
            text(
                format!("De koppeling is niet te lezen: {error}"),
                format!("The mapping cannot be read: {error}"),
            )
        })
    }

    /// Fits it to a table and an organisation, or tells all that does not fit.
    pub fn bind(&self, table: &Table, facts: &Facts) -> Result<Plan, Vec<Text>> {
        let mut wrong = Vec::new();
        let terms: BTreeMap<Vocabulary, Vec<(String, Text)>> = Vocabulary::ALL
            .into_iter()
            .map(|v| (v, v.terms(facts)))
            .collect();
        let columns = self.bind_columns(table, &mut wrong);
        let mut words = BTreeMap::new();
        for (vocabulary, pairs) in &self.words {
            let known = terms.get(vocabulary).map(Vec::as_slice).unwrap_or_default();
            let mut bound = BTreeMap::new();
            for (word, id) in pairs {
                let target = if id.trim().is_empty() {
                    Some(String::new())
                } else {
                    meant(id, known)
                };
                match target {
                    Some(target) => {
                        bound.insert(folded(word), target);
                    }
                    None => wrong.push(no_term(
                        &format!("[words.{}] {word}", vocabulary.name()),
                        id,
                        known,
                    )),
                }
            }
            words.insert(*vocabulary, bound);
        }
        let mut plan = Plan {
            dates: self.file.dates,
            numbers: self.file.numbers,
            region_by_postcode: self.file.region_by_postcode,
            headings: table.headings.clone(),
            columns,
            constants: BTreeMap::new(),
            defaults: BTreeMap::new(),
            words,
            terms,
        };
        plan.constants = given(&self.constants, "constants", &plan, &mut wrong);
        plan.defaults = given(&self.defaults, "defaults", &plan, &mut wrong);
        plan.check(&mut wrong);
        if wrong.is_empty() {
            Ok(plan)
        } else {
            Err(wrong)
        }
    }

    fn bind_columns(&self, table: &Table, wrong: &mut Vec<Text>) -> BTreeMap<Entry, Vec<usize>> {
        let (mut columns, places) = (BTreeMap::new(), places(table));
        for (name, value) in flat(&self.columns) {
            let headings: Vec<String> = match &value {
                toml::Value::String(heading) => vec![heading.clone()],
                toml::Value::Array(items) => items
                    .iter()
                    .filter_map(|item| item.as_str().map(str::to_owned))
                    .collect(),
                _ => vec![],
            };
            if headings.is_empty() {
                wrong.push(text(
                    format!(
                        "[columns] {name}: schrijf de naam van een kolom, of een lijst van namen."
                    ),
                    format!("[columns] {name}: write a column's name, or a list of names."),
                ));
                continue;
            }
            let Some(entry) = entry(&name, "columns", wrong) else {
                continue;
            };
            let found: Vec<usize> = headings
                .iter()
                .filter_map(|heading| find(heading, &places, table, &name, wrong))
                .collect();
            columns.insert(entry, found);
        }
        columns
    }
}

impl Plan {
    /// Whether rows can say this at all.
    pub fn tells(&self, entry: Entry) -> bool {
        self.columns.contains_key(&entry) || self.constants.contains_key(&entry)
    }

    /// The headings of an entry's columns.
    pub fn heading(&self, entry: Entry) -> String {
        let columns = self
            .columns
            .get(&entry)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let names: Vec<&str> = columns
            .iter()
            .filter_map(|index| self.headings.get(*index).map(String::as_str))
            .collect();
        names.join(" + ")
    }

    /// Whether it is read from the very column that tells the end: it happened by then at the latest.
    pub fn is_told_by_closing(&self, entry: Entry) -> bool {
        entry != Entry::Closed
            && self
                .columns
                .get(&entry)
                .is_some_and(|own| self.columns.get(&Entry::Closed) == Some(own))
    }

    /// Columns that nothing is read from.
    pub fn unused(&self) -> Vec<&str> {
        let is_used = |index: &usize| self.columns.values().any(|columns| columns.contains(index));
        (0..self.headings.len())
            .filter(|index| !is_used(index))
            .filter_map(|index| self.headings.get(index).map(String::as_str))
            .filter(|heading| !heading.is_empty())
            .collect()
    }

    /// The id that a word means; empty where the mapping says that it means nothing.
    pub fn id_of(&self, vocabulary: Vocabulary, word: &str) -> Option<String> {
        let told = self
            .words
            .get(&vocabulary)
            .and_then(|words| words.get(&folded(word)));
        told.cloned()
            .or_else(|| meant(word, self.terms(vocabulary)))
    }

    pub fn terms(&self, vocabulary: Vocabulary) -> &[(String, Text)] {
        self.terms
            .get(&vocabulary)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn check(&self, wrong: &mut Vec<Text>) {
        for entry in self
            .constants
            .keys()
            .filter(|entry| self.columns.contains_key(entry))
        {
            wrong.push(text(
                format!("{entry} staat bij [columns] en bij [constants]; kies er een, of zet de waarde voor lege cellen bij [defaults]."),
                format!("{entry} stands under [columns] and under [constants]; choose one, or put the value for empty cells under [defaults]."),
            ));
        }
        for entry in [Entry::Received, Entry::Kind, Entry::Channel] {
            if !self.tells(entry) {
                wrong.push(text(
                    format!("{entry} ontbreekt: noem de kolom bij [columns], of een vaste waarde bij [constants]."),
                    format!("{entry} is missing: name the column under [columns], or a fixed value under [constants]."),
                ));
            }
        }
    }
}

/// `complainant.name = …` is a table in a table for TOML; here it is one name.
fn flat(table: &toml::Table) -> Vec<(String, toml::Value)> {
    let mut all = Vec::new();
    for (name, value) in table {
        match value {
            toml::Value::Table(inner) => all.extend(
                flat(inner)
                    .into_iter()
                    .map(|(rest, value)| (format!("{name}.{rest}"), value)),
            ),
            value => all.push((name.clone(), value.clone())),
        }
    }
    all
}

fn entry(name: &str, part: &str, wrong: &mut Vec<Text>) -> Option<Entry> {
    let found = name.parse().ok();
    if found.is_none() {
        let all: Vec<String> = Entry::all().map(|entry| entry.to_string()).collect();
        let all = all.join(", ");
        wrong.push(text(
            format!("[{part}] {name} is geen gegeven van een dossier. Er zijn: {all}."),
            format!("[{part}] {name} is nothing that a dossier holds. There are: {all}."),
        ));
    }
    found
}

/// Where each heading stands, by its letters alone.
type Places = BTreeMap<String, Vec<usize>>;

fn places(table: &Table) -> Places {
    let mut places = Places::new();
    for (index, heading) in table.headings.iter().enumerate() {
        places.entry(folded(heading)).or_default().push(index);
    }
    places
}

/// The headings that a message shows, so that one can see which was meant.
const MOST_HEADINGS: usize = 60;

fn all(table: &Table) -> String {
    let headings = table.headings.iter().take(MOST_HEADINGS);
    let shown: Vec<String> = headings.map(|own| super::fault::shown(own)).collect();
    let more = match table.headings.len().saturating_sub(MOST_HEADINGS) {
        0 => String::new(),
        more => format!(" … (+{more})"),
    };
    shown.join(" | ") + &more
}

fn find(
    heading: &str,
    places: &Places,
    table: &Table,
    name: &str,
    wrong: &mut Vec<Text>,
) -> Option<usize> {
    match places.get(&folded(heading)).map(Vec::as_slice) {
        Some([index]) => return Some(*index),
        Some([one, two, ..]) => wrong.push(text(
            format!("Kolom \"{heading}\" ({name}) staat er twee keer: als kolom {} en {}. Geef ze verschillende namen.", one + 1, two + 1),
            format!("Column \"{heading}\" ({name}) is there twice: as column {} and {}. Give them different names.", one + 1, two + 1),
        )),
        _ => {
            let all = all(table);
            wrong.push(text(
                format!("Kolom \"{heading}\" ({name}) staat niet in het bestand. Er zijn: {all}."),
                format!("Column \"{heading}\" ({name}) is not in the file. There are: {all}."),
            ));
        }
    }
    None
}

fn given(
    table: &toml::Table,
    part: &str,
    plan: &Plan,
    wrong: &mut Vec<Text>,
) -> BTreeMap<Entry, String> {
    let mut all = BTreeMap::new();
    for (name, value) in flat(table) {
        let Some(entry) = entry(&name, part, wrong) else {
            continue;
        };
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        let vocabulary = entry.vocabulary();
        match vocabulary {
            Some(v) if plan.id_of(v, &value).is_none() => {
                wrong.push(no_term(&format!("[{part}] {name}"), &value, plan.terms(v)));
            }
            _ => {
                all.insert(entry, value);
            }
        }
    }
    all
}

fn no_term(place: &str, value: &str, terms: &[(String, Text)]) -> Text {
    text(
        format!(
            "{place}: {value:?} is niet bekend. Er zijn: {}.",
            choices(terms, Language::Nl)
        ),
        format!(
            "{place}: {value:?} is not known. There are: {}.",
            choices(terms, Language::En)
        ),
    )
}
