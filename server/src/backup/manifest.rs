//! What a backup holds, in its `backup.json`.

use crate::database::Database;
use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

const NAME: &str = "backup.json";

/// What a backup holds at least: counted just after the database was written out, so a little may be newer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub made_at: DateTime<Utc>,
    /// The program that made it.
    pub version: String,
    pub organisations: i64,
}

impl Manifest {
    pub async fn of(database: &Database) -> anyhow::Result<Manifest> {
        let organisations =
            sqlx::query_scalar!(r#"select count(*) as "count!" from organisations"#)
                .fetch_one(database.pool())
                .await?;
        Ok(Manifest {
            made_at: Utc::now(),
            version: env!("CARGO_PKG_VERSION").into(),
            organisations,
        })
    }

    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        Ok(fs::write(folder.join(NAME), text + "\n")?)
    }

    pub fn read(folder: &Path) -> anyhow::Result<Manifest> {
        let place = folder.join(NAME);
        let text = fs::read_to_string(&place).with_context(|| {
            format!(
                "{} is no backup: there is no {NAME} in it",
                folder.display()
            )
        })?;
        serde_json::from_str(&text).with_context(|| format!("{} cannot be read", place.display()))
    }
}
