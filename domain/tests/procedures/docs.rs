//! `docs/procedures.md` tells every key of a procedure file and every event, and no others.

use domain::event::{EventKind, Qualifier};
use std::collections::{BTreeMap, BTreeSet};

const DOCS: &str = include_str!("../../../docs/procedures.md");

/// The code's shapes, and the headings under which they are told.
const SHAPES: [(&str, &str); 31] = [
    ("RoleRule", "[[role]]"),
    ("Kind", "[[kind]]"),
    ("Channel", "[[channel]]"),
    ("Named", "[[category]]"),
    ("Severity", "[[severity]]"),
    ("Admissibility", "[[admissibility]]"),
    ("Informal", "[informal]"),
    ("Handler", "[handler]"),
    ("StageRule", "[[stage]]"),
    ("StepRule", "[[step]]"),
    ("Ruling", "[[ruling]]"),
    ("Body", "[[body]]"),
    ("Meeting", "[meeting]"),
    ("ObligationRule", "[[obligation]]"),
    ("ExtensionRule", "[obligation.extension]"),
    ("PauseRule", "[[pause]]"),
    ("Takeover", "[[takeover]]"),
    ("NoticeRule", "[[notice]]"),
    ("Topic", "[[topic]]"),
    ("Escalation", "[[escalation]]"),
    ("Involving", "[involving]"),
    ("Mediation", "[mediation]"),
    ("ClaimRule", "[claim]"),
    ("Closing", "[closing]"),
    ("Satisfaction", "[satisfaction]"),
    ("Kpi", "[[kpi]]"),
    ("Report", "[[report]]"),
    ("Retention", "[retention]"),
    ("File", "[calendar]"),
    ("Procedure", "Top of the file"),
    ("Events", "Events"),
];

const CODE: [&str; 7] = [
    include_str!("../../src/procedure.rs"),
    include_str!("../../src/procedure/intake.rs"),
    include_str!("../../src/procedure/roles.rs"),
    include_str!("../../src/procedure/promise.rs"),
    include_str!("../../src/procedure/deciding.rs"),
    include_str!("../../src/procedure/learning.rs"),
    include_str!("../../src/calendar/file.rs"),
];

#[test]
fn every_key_of_a_procedure_file_is_told_and_no_other() {
    let told = told();
    let headings: BTreeSet<&str> = told.keys().copied().collect();
    for (shape, heading) in SHAPES.iter().filter(|(shape, _)| *shape != "Events") {
        let mut keys = fields(shape);
        if *shape == "Procedure" {
            // The other parts have headings of their own.
            for part in keys.split_off(5) {
                let told = [format!("[{part}]"), format!("[[{part}]]")];
                let shared = matches!(part.as_str(), "cause" | "measure");
                assert!(
                    shared || told.iter().any(|told| headings.contains(told.as_str())),
                    "{part} is not told"
                );
            }
        }
        assert_eq!(told.get(heading), Some(&keys), "{heading}");
    }
    assert_eq!(headings.len(), SHAPES.len(), "{headings:?}");
}

#[test]
fn every_event_is_told_with_what_may_stand_after_it() {
    let (_, rows) = DOCS.split_once("## Events\n").unwrap();
    let rows: Vec<&str> = rows.lines().skip(2).collect();
    let expected: Vec<String> = EventKind::ALL
        .iter()
        .map(|kind| {
            let after = match kind.qualifier() {
                Qualifier::Nothing => String::new(),
                Qualifier::Words(words) => {
                    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                    words.join(", ")
                }
                Qualifier::Kind => {
                    "a kind; a kind and a channel: `registered:complaint:email`".to_owned()
                }
                Qualifier::Ruling => "a ruling, or a body".to_owned(),
                Qualifier::Role => "a role of an `[[escalation]]`".to_owned(),
                Qualifier::Obligation => "an obligation".to_owned(),
                Qualifier::Pause => "a pause that people may begin".to_owned(),
                Qualifier::Topic => "a topic".to_owned(),
            };
            format!("| `{}` | {after} |", kind.name())
        })
        .collect();
    assert_eq!(rows, expected, "\n{}", expected.join("\n"));
}

/// The keys that the page tells, by heading.
fn told() -> BTreeMap<&'static str, Vec<String>> {
    let mut told: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut heading = "";
    for line in DOCS.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            heading = text;
            told.entry(heading).or_default();
        } else if let Some((key, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`'))
        {
            told.entry(heading).or_default().push(key.to_owned());
        }
    }
    told
}

/// The keys of a shape, as a file writes them.
fn fields(shape: &str) -> Vec<String> {
    let begin = format!("struct {shape} {{");
    let code = CODE
        .iter()
        .find_map(|code| code.split_once(begin.as_str()))
        .unwrap()
        .1;
    let (body, _) = code.split_once("\n}").unwrap();
    let mut keys = Vec::new();
    let mut renamed = None;
    for line in body.lines().map(str::trim) {
        if let Some((_, rest)) = line.split_once("rename = \"") {
            renamed = rest.split('"').next().map(str::to_owned);
        }
        let line = line.strip_prefix("pub ").unwrap_or(line);
        let name = line.split(':').next().unwrap_or_default();
        let is_field = line.contains(": ")
            && line.ends_with(',')
            && !line.starts_with(['#', '/'])
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_field {
            keys.push(renamed.take().unwrap_or_else(|| name.to_owned()));
        }
    }
    keys
}
