//! Files and values that people write: procedures, moments, telephone numbers, timelines.

use crate::feed;
use chrono::{DateTime, Utc};
use domain::moment::read_past;
use domain::procedure::Procedure;
use domain::rehearsal::{Line, Rehearsal};
use domain::validate;
use std::path::Path;

fn procedures() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../procedures");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 5);
    let mut samples: Vec<Vec<u8>> = files
        .iter()
        .map(|file| std::fs::read(file).unwrap())
        .collect();
    // Exhausted the stack.
    for (open, close) in [("{a=", "}"), ("[", "]")] {
        let deep = format!("a = {}1{}", open.repeat(20_000), close.repeat(20_000));
        samples.push(deep.into_bytes());
    }
    samples
}

/// What is taken as a procedure can be written and read again, and a report can be played under it.
#[test]
fn procedure_files() {
    let now: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().unwrap();
    feed(
        "procedures",
        &procedures(),
        &[
            "[[obligation]]",
            "within = ",
            "\"1 working day\"",
            "like = ",
            "on = [",
        ],
        |input| {
            let Ok(text) = std::str::from_utf8(input) else {
                return;
            };
            let Ok(procedure) = Procedure::from_toml(text) else {
                return;
            };
            let written = procedure.to_toml().unwrap();
            let again = Procedure::from_toml_unchecked(&written).unwrap();
            assert!(again == procedure, "read otherwise the second time");
            let _ = Rehearsal::new(&procedure).play(now, "registered");
        },
    );
}

#[test]
fn values() {
    let procedure = server::procedures::Procedures::load(None)
        .unwrap()
        .get("glaspunt")
        .unwrap();
    let now: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().unwrap();
    let samples: Vec<Vec<u8>> = [
        "6825 MN",
        "06 - 1234 5678",
        "+31 (0)26 123 45 67",
        "jan@example.nl",
        "gisteren 14:30",
        "21-11-2026 09:05",
        "vanmorgen",
        "maandag",
        "registered:complaint:email arisen_on=2026-03-01",
        "visit_failed:nobody_home by=technician",
        "2026-02-29",
        "29 februari",
        "24:00",
        "1u30",
    ]
    .map(|text| text.as_bytes().to_vec())
    .into();
    feed(
        "values",
        &samples,
        &["@", "+31", "_", "=", "gisteren", "uur"],
        |input| {
            let Ok(text) = std::str::from_utf8(input) else {
                return;
            };
            let _ = (
                validate::postcode(text),
                validate::phone(text),
                validate::email(text),
            );
            let _ = read_past(text, &procedure.calendar, now);
            if let Ok(line) = Line::parse(text) {
                let _ = line.value("by");
            }
            let _ = Rehearsal::new(&procedure).play(now, text);
        },
    );
}
