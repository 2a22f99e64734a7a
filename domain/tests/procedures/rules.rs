//! Which test shows which rule: read from the tests' own names, so that the table cannot lie.
//!
//! `./dev rules` prints it and writes `docs/rules.md`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const NAMED: &str = include_str!("../../../docs/rules.toml");
const TESTS: [&str; 5] = ["domain", "sync", "app", "server", "end2end/tests"];

#[derive(Deserialize)]
struct Named {
    of: Vec<Organisation>,
}

#[derive(Deserialize)]
struct Organisation {
    name: String,
    /// Its procedure, where the rules are one organisation's.
    file: Option<String>,
    rules: Vec<(String, String)>,
}

#[test]
fn every_rule_has_a_test_and_the_printed_table_is_the_one_in_the_docs() {
    let shown = shown();
    let named: Named = toml::from_str(NAMED).unwrap();
    let mut gaps = Vec::new();
    for (id, _) in named.of.iter().flat_map(|of| &of.rules) {
        if !shown.contains_key(id) {
            gaps.push(id.clone());
        }
    }
    let table = table(&named, &shown);
    let path = root().join("docs/rules.md");
    if std::env::var_os("UPDATE_RULES").is_some() {
        println!("{table}");
        std::fs::write(&path, &table).unwrap();
    }
    assert_eq!(gaps, Vec::<String>::new(), "rules without a test");
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(table, written, "docs/rules.md is another; run ./dev rules");
}

#[test]
fn no_test_names_a_rule_that_there_is_not() {
    let named: Named = toml::from_str(NAMED).unwrap();
    let known: Vec<&String> = named
        .of
        .iter()
        .flat_map(|of| &of.rules)
        .map(|(id, _)| id)
        .collect();
    let unknown: Vec<_> = shown()
        .into_keys()
        .filter(|id| !known.contains(&id))
        .collect();
    assert_eq!(unknown, Vec::<String>::new());
}

/// One table an organisation: each rule, where its file carries it out, and the tests that show it.
fn table(named: &Named, shown: &BTreeMap<String, Vec<String>>) -> String {
    let mut text = String::from(
        "# Rules, and the tests that show them\n\
         Printed by `./dev rules` from `docs/rules.toml`, the procedure files, and the names of the tests; a test holds \
         it equal. A rule without a test is a gap.\n",
    );
    for of in &named.of {
        let _ = write!(
            text,
            "\n## {}\n| id | rule | in the file | shown by |\n|---|---|---|---|\n",
            of.name
        );
        let entries = of
            .file
            .as_ref()
            .map(|file| entries(file))
            .unwrap_or_default();
        for (id, rule) in &of.rules {
            let places = entries
                .get(id)
                .map(|places| places.join(" · "))
                .unwrap_or_default();
            let tests = shown
                .get(id)
                .map_or_else(|| "**gap**".to_owned(), |tests| tests.join("<br>"));
            let _ = writeln!(text, "| {id} | {rule} | {places} | {tests} |");
        }
    }
    text
}

/// The parts of a procedure file that name a rule, in the file or in the remark above them.
fn entries(file: &str) -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(root().join(format!("procedures/{file}.toml"))).unwrap();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut waiting: Vec<String> = Vec::new();
    let mut part = String::new();
    let add = |ids: Vec<String>, part: &str, found: &mut BTreeMap<String, Vec<String>>| {
        for id in ids {
            let places = found.entry(id).or_default();
            let part = format!("`{part}`");
            if !part.contains("``") && !places.contains(&part) {
                places.push(part);
            }
        }
    };
    for line in text.lines() {
        if line.starts_with('#') {
            waiting.extend(ids(line));
        } else if line.starts_with('[') {
            part = line.trim_matches(['[', ']']).to_owned();
            add(std::mem::take(&mut waiting), &part, &mut found);
        } else if line.starts_with("rule = ") {
            add(ids(line), &part, &mut found);
        } else if line.is_empty() {
            waiting.clear();
        }
    }
    found
}

/// Rule ids in a text: two capitals, a hyphen, two digits.
fn ids(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let is_id = |word: &&str| {
        let b = word.as_bytes();
        b.len() == 5
            && b[..2].iter().all(u8::is_ascii_uppercase)
            && b[2] == b'-'
            && b[3..].iter().all(u8::is_ascii_digit)
    };
    words.filter(is_id).map(str::to_owned).collect()
}

/// Rule by rule, the tests that name it: Rust tests that begin with its id, browser tests that hold it in their title.
fn shown() -> BTreeMap<String, Vec<String>> {
    let mut shown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in TESTS {
        for path in files(&root().join(folder)) {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            let tests = if name.ends_with(".rs") {
                rust(&text)
            } else {
                browser(&text)
            };
            for (id, test) in tests {
                shown
                    .entry(id)
                    .or_default()
                    .push(format!("{test} (`{name}`)"));
            }
        }
    }
    for tests in shown.values_mut() {
        tests.sort();
    }
    shown
}

/// `fn gp_07_a_visit_…` that is a test and is not left out.
fn rust(text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let name = line.trim_start_matches("async ").strip_prefix("fn ");
        let Some((name, _)) = name.and_then(|rest| rest.split_once('(')) else {
            continue;
        };
        let above: Vec<&&str> = lines[..index]
            .iter()
            .rev()
            .take_while(|l| l.starts_with("#[") || l.starts_with("///"))
            .collect();
        let is_test = above
            .iter()
            .any(|l| matches!(**l, "#[test]" | "#[tokio::test]"));
        let left_out = above.iter().any(|l| l.starts_with("#[ignore"));
        let mut words = name.splitn(3, '_');
        let (Some(letters), Some(digits), Some(rest)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let id = format!("{}-{digits}", letters.to_uppercase());
        if is_test && !left_out && ids(&id) == [id.clone()] {
            found.push((id, rest.replace('_', " ")));
        }
    }
    found
}

/// `test('… (GP-07)', …)` that is not skipped.
fn browser(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("test("))
    {
        let quote = line.chars().nth(5).unwrap_or('"');
        let Some(title) = line.get(6..).and_then(|rest| rest.split(quote).next()) else {
            continue;
        };
        found.extend(ids(title).into_iter().map(|id| (id, title.to_owned())));
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return files;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let kind = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if matches!(kind, Some("rs" | "ts")) {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
