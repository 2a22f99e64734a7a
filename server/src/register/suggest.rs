//! A first mapping for a register: what its headings and words seem to mean, for a person to check.

use super::entry::{Entry, Whose};
use super::facts::Facts;
use super::heading::recognise;
use super::moment::{self, NoDate, Order};
use super::table::Table;
use super::vocabulary::{Vocabulary, choices, folded, meant};
use domain::calendar::Calendar;
use domain::language::Language;
use domain::party::AddressField;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The mapping's file. `facts`: the organisation, so that words can be translated; without it they are only listed.
pub fn suggest(table: &Table, encoding: &str, facts: Option<&Facts>, language: Language) -> String {
    let mut taken: BTreeMap<Entry, usize> = BTreeMap::new();
    let mut notes: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (index, heading) in table.headings.iter().enumerate() {
        match recognise(heading) {
            Some(Entry::Note) => notes.push(index),
            Some(entry) if !taken.contains_key(&entry) => {
                taken.insert(entry, index);
            }
            _ => open.push(index),
        }
    }
    let mut text = String::new();
    head(&mut text, table, encoding, language);
    shape(&mut text, table, &taken, language);
    columns(&mut text, table, &taken, &notes, &open, language);
    fixed(&mut text, &taken, facts, language);
    asked(&mut text, &taken, facts, language);
    words(&mut text, table, &taken, facts, language);
    text
}

fn head(text: &mut String, table: &Table, encoding: &str, language: Language) {
    let (rows, delimiter) = (table.rows.len(), table.delimiter);
    let _ = match language {
        Language::Nl => writeln!(
            text,
            "# Voorstel voor de koppeling, uit de namen van de kolommen. Controleer elke regel.\n# Gezien: {rows} rijen, codering {encoding}, scheidingsteken {delimiter:?}.\n"
        ),
        Language::En => writeln!(
            text,
            "# Proposal for the mapping, from the names of the columns. Check every line.\n# Seen: {rows} rows, encoding {encoding}, delimiter {delimiter:?}.\n"
        ),
    };
}

/// Says the order of dates where the figures themselves prove it.
fn shape(text: &mut String, table: &Table, taken: &BTreeMap<Entry, usize>, language: Language) {
    let calendar = Calendar::dutch_office();
    let cells: Vec<&str> = taken
        .iter()
        .filter(|(entry, _)| entry.is_moment())
        .flat_map(|(_, index)| table.rows.iter().map(move |row| row.cell(*index)))
        .filter(|cell| !cell.trim().is_empty())
        .collect();
    let impossible = |order: Order| {
        cells
            .iter()
            .filter(|cell| moment::read(cell, order, &calendar) == Err(NoDate::NoSuchDay))
            .count()
    };
    let (day_first, month_first) = (
        impossible(Order::DayMonthYear),
        impossible(Order::MonthDayYear),
    );
    let american = day_first > 0 && month_first == 0;
    let order = if american {
        "month-day-year"
    } else {
        "day-month-year"
    };
    let why = match (day_first, month_first) {
        (0, 0) => language.pick("niet uit de datums te bewijzen", "not proven by the dates"),
        _ => language.pick("zo kunnen de datums", "so the dates can be"),
    };
    let _ = writeln!(text, "[file]\ndates = \"{order}\"  # {why}\n");
}

fn columns(
    text: &mut String,
    table: &Table,
    taken: &BTreeMap<Entry, usize>,
    notes: &[usize],
    open: &[usize],
    language: Language,
) {
    let heading = |index: &usize| table.headings.get(*index).map_or("", String::as_str);
    let _ = writeln!(text, "[columns]");
    for (entry, index) in taken {
        let example = table
            .rows
            .iter()
            .map(|row| row.cell(*index).trim())
            .find(|cell| !cell.is_empty());
        let example = super::fault::shown(example.unwrap_or_default());
        let _ = writeln!(
            text,
            "\"{entry}\" = {}  # {example}",
            quoted(heading(index))
        );
    }
    if !notes.is_empty() {
        let names: Vec<String> = notes.iter().map(|index| quoted(heading(index))).collect();
        let _ = writeln!(text, "note = [{}]", names.join(", "));
    }
    // One date of the end serves for all that closing asks for, where the register tells no other.
    if let Some(closed) = taken.get(&Entry::Closed) {
        for entry in [Entry::Ruled, Entry::Repaired, Entry::OutcomeRecorded] {
            if !taken.contains_key(&entry) {
                let why = language.pick(
                    "geen eigen kolom: uiterlijk bij het sluiten",
                    "no column of its own: by closing at the latest",
                );
                let _ = writeln!(text, "\"{entry}\" = {}  # {why}", quoted(heading(closed)));
            }
        }
    }
    for index in open.iter().filter(|index| !heading(index).is_empty()) {
        let what = language.pick(
            "niet herkend; vul links in wat het is",
            "not recognised; fill in on the left what it is",
        );
        let _ = writeln!(text, "# ? = {}  # {what}", quoted(heading(index)));
    }
    text.push('\n');
}

/// What every row needs and no column tells.
fn fixed(
    text: &mut String,
    taken: &BTreeMap<Entry, usize>,
    facts: Option<&Facts>,
    language: Language,
) {
    let missing: Vec<Entry> = [Entry::Kind, Entry::Channel]
        .into_iter()
        .filter(|entry| !taken.contains_key(entry))
        .collect();
    if missing.is_empty() {
        return;
    }
    let _ = writeln!(text, "[constants]");
    for entry in missing {
        let terms = match (facts, entry.vocabulary()) {
            (Some(facts), Some(vocabulary)) => choices(&vocabulary.terms(facts), language),
            _ => String::new(),
        };
        let what = language.pick("kies", "choose");
        let _ = writeln!(text, "{entry} = \"\"  # {what}: {terms}");
    }
    text.push('\n');
}

/// What the procedure asks for and no column tells, for whoever knows what holds then.
fn asked(
    text: &mut String,
    taken: &BTreeMap<Entry, usize>,
    facts: Option<&Facts>,
    language: Language,
) {
    let Some(facts) = facts else { return };
    let handled = facts
        .procedure
        .kinds
        .iter()
        .filter(|kind| kind.runs_procedure);
    let mut entries: BTreeSet<Entry> = handled
        .flat_map(|kind| kind.required.iter().copied().map(Entry::Of))
        .collect();
    if taken.contains_key(&Entry::Closed) {
        entries.extend([Entry::Reasons, Entry::Repair, Entry::Outcome]);
    }
    let address = taken.contains_key(&Entry::Address(Whose::Complainant));
    let in_address = |entry: &Entry| {
        address
            && ADDRESS
                .iter()
                .any(|part| Whose::Complainant.part(*part) == *entry)
    };
    let missing: Vec<Entry> = entries
        .into_iter()
        .filter(|entry| !taken.contains_key(entry) && !in_address(entry))
        .collect();
    if missing.is_empty() {
        return;
    }
    let _ = writeln!(text, "[defaults]");
    for entry in missing {
        let what = language.pick(
            "de procedure vraagt dit; wat geldt waar het niet is opgeschreven?",
            "the procedure asks for this; what holds where it was not written down?",
        );
        let _ = writeln!(text, "# \"{entry}\" = \"\"  # {what}");
    }
    text.push('\n');
}

const ADDRESS: [AddressField; 4] = [
    AddressField::Street,
    AddressField::Number,
    AddressField::Postcode,
    AddressField::City,
];

/// The different words of each column that holds words, as far as they can be told apart.
fn words(
    text: &mut String,
    table: &Table,
    taken: &BTreeMap<Entry, usize>,
    facts: Option<&Facts>,
    language: Language,
) {
    let mut used: BTreeMap<Vocabulary, BTreeSet<String>> = BTreeMap::new();
    for (entry, index) in taken {
        let Some(vocabulary) = entry.vocabulary() else {
            continue;
        };
        let cells = table
            .rows
            .iter()
            .map(|row| super::table::on_one_line(row.cell(*index)));
        used.entry(vocabulary)
            .or_default()
            .extend(cells.filter(|cell| !cell.is_empty()));
    }
    for (vocabulary, words) in used {
        let terms = facts
            .map(|facts| vocabulary.terms(facts))
            .unwrap_or_default();
        let mut seen = BTreeSet::new();
        let mut lines = String::new();
        for word in words
            .iter()
            .filter(|word| seen.insert(folded(word)))
            .take(MOST_WORDS)
        {
            let _ = match meant(word, &terms) {
                Some(id) => writeln!(lines, "{} = {}", quoted(word), quoted(&id)),
                None => writeln!(lines, "# {} = \"\"  # ?", quoted(word)),
            };
        }
        let _ = writeln!(
            text,
            "[words.{}]  # {}",
            vocabulary.name(),
            choices(&terms, language)
        );
        text.push_str(&lines);
        if words.len() > MOST_WORDS {
            let _ = writeln!(text, "# … (+{})", words.len() - MOST_WORDS);
        }
        text.push('\n');
    }
}

const MOST_WORDS: usize = 60;

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
