//! Postgres's own programs for writing a database out and reading it in.

use crate::postgres::client_program;
use anyhow::{Context, bail};
use sqlx::{Connection, PgConnection};
use std::path::Path;
use std::process::Stdio;
use tokio::process::Command;

/// Writes the database out. Row-level security binds owners too, so the role must be allowed to see all rows.
pub async fn dump(url: &str, file: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(client_program("pg_dump")?);
    command
        .args(["--format=custom", "--no-password", "--file"])
        .arg(file)
        .arg("--dbname");
    carry_out("pg_dump", command, url).await
}

/// Reads it in, all or nothing.
pub async fn restore(url: &str, file: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(client_program("pg_restore")?);
    command
        .args(["--single-transaction", "--exit-on-error", "--no-password"])
        .arg(file)
        .arg("--dbname");
    carry_out("pg_restore", command, url).await
}

async fn carry_out(name: &str, mut command: Command, url: &str) -> anyhow::Result<()> {
    let output = command
        .arg(url)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .await
        .with_context(|| format!("{name} could not be started"))?;
    if !output.status.success() {
        bail!(
            "{name} did not succeed:\n{}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}

/// Whether the database has no tables yet.
pub async fn is_empty(url: &str) -> anyhow::Result<bool> {
    let mut connection = PgConnection::connect(url)
        .await
        .context("the database cannot be reached")?;
    let tables: i64 =
        sqlx::query_scalar("select count(*) from pg_tables where schemaname = 'public'")
            .fetch_one(&mut connection)
            .await?;
    connection.close().await?;
    Ok(tables == 0)
}
