//! A backup, put back elsewhere, holds every log and every file; whatever is changed or missing is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_glashelder");

fn glashelder(words: &[&str], data: &Path) -> Output {
    Command::new(PROGRAM)
        .env_remove("DATABASE_URL")
        .env("GLASHELDER_DATA", data)
        .env("RUST_LOG", "warn")
        .args(words)
        .output()
        .unwrap()
}

fn succeeds(words: &[&str], data: &Path) -> String {
    let output = glashelder(words, data);
    let (said, wrong) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{words:?}\n{said}\n{wrong}");
    said
}

fn fails(words: &[&str], data: &Path) -> String {
    let output = glashelder(words, data);
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(!output.status.success(), "{words:?}\n{said}");
    said
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The last line of a check, by which two places are compared: `46 dossiers, 900 events, 30 files …`.
fn counted(said: &str) -> String {
    said.lines().last().unwrap().to_owned()
}

/// A whole file of the store, not a small version.
fn some_file(folder: &Path) -> PathBuf {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none() {
                return path;
            }
        }
    }
    panic!("there are no files");
}

#[test]
fn a_backup_is_put_back_and_what_is_wrong_is_found() {
    let folder = TempDir::new().unwrap();
    let (data, elsewhere) = (folder.path().join("data"), folder.path().join("elsewhere"));
    let backup = folder.path().join("backup");
    let name = backup.to_str().unwrap();
    succeeds(&["seed", "--small"], &data);
    let before = counted(&succeeds(&["verify"], &data));
    assert!(before.ends_with("; 0 problems"), "{before}");

    assert_eq!(counted(&succeeds(&["backup", name], &data)), before);
    assert!(fails(&["backup", name], &data).contains("exists already"));
    assert_eq!(counted(&succeeds(&["restore", name], &elsewhere)), before);
    assert_eq!(counted(&succeeds(&["verify"], &elsewhere)), before);
    assert!(fails(&["restore", name], &elsewhere).contains("empty one"));
    let nothing = folder.path().join("nothing");
    fs::create_dir(&nothing).unwrap();
    let third = folder.path().join("third");
    assert!(fails(&["restore", nothing.to_str().unwrap()], &third).contains("no backup"));

    let file = some_file(&elsewhere.join("files"));
    let hash = file.file_name().unwrap().to_str().unwrap().to_owned();
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    assert!(
        fails(&["verify"], &elsewhere).contains(&format!("file {hash} is not what was stored"))
    );
    fs::remove_file(&file).unwrap();
    assert!(fails(&["verify"], &elsewhere).contains(&format!("file {hash} is missing")));
    fs::write(&file, whole).unwrap();
    assert_eq!(counted(&succeeds(&["verify"], &elsewhere)), before);
}
