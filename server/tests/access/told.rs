//! `docs/security.md` points to what shows each requirement, which is there, and counts its rows right.

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn what_the_table_of_requirements_points_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
    let named: BTreeSet<&str> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|word| word.contains('/') && !word.contains(' '))
        .filter(|word| word.ends_with(".rs") || word.ends_with(".ts"))
        .collect();
    assert!(named.len() > 20, "{named:?}");
    for file in named {
        assert!(root.join(file).is_file(), "{file} is not there");
    }
}

#[test]
fn the_table_of_requirements_counts_its_rows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
    let rows = |standing: &str| {
        let is_so = |line: &&str| {
            line.split('|')
                .nth(2)
                .is_some_and(|cell| cell.trim() == standing)
        };
        text.lines().filter(is_so).count()
    };
    let told = ["met", "partly", "gap", "operator"]
        .map(|standing| format!("{} {standing}", rows(standing)))
        .join(", ");
    assert!(text.contains(&format!("Rows: {told}.")), "write: {told}");
}
