//! Makes what Postgres serves: the cluster, once, and in it our role and database.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Stdio;

use anyhow::{Context, bail};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::account::Account;
use super::folder::Folder;
use super::programs::Programs;
use super::{NAME, SUPERUSER, text_of};

/// `initdb` works beside the place where the cluster is to be, so that a crash leaves no half cluster under its name.
pub fn create(programs: &Programs, account: &Account, folder: &Folder) -> anyhow::Result<()> {
    let unfinished = folder.fresh_unfinished_cluster(account)?;
    let output = account
        .command(&programs.initdb)
        .arg("-D")
        .arg(&unfinished)
        .args([
            "--username",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ])
        .stdin(Stdio::null())
        .process_group(0)
        .output()
        .with_context(|| format!("{} could not be started", programs.initdb.display()))?;
    if !output.status.success() {
        bail!(
            "initdb could not make a database in {}:\n{}",
            unfinished.display(),
            text_of(&output.stderr)
        );
    }
    fs::rename(&unfinished, &folder.cluster)?;
    Ok(())
}

/// Makes our role and database where they are missing, through `url`, the superuser's address of the cluster.
pub async fn create_database(url: &str) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(url).await?;
    let databases = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(NAME)
        .fetch_all(&mut connection)
        .await?;
    if databases.is_empty() {
        // The roles may be there already, when the last start was interrupted between the two. The migrations want
        // the second one, and our role may not make roles.
        let role = format!(
            "DO $$ BEGIN CREATE ROLE {NAME} LOGIN CREATEDB; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
             DO $$ BEGIN CREATE ROLE glashelder_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
             GRANT glashelder_app TO {NAME};"
        );
        sqlx::raw_sql(AssertSqlSafe(role))
            .execute(&mut connection)
            .await?;
        let database = format!("CREATE DATABASE {NAME} OWNER {NAME}");
        sqlx::raw_sql(AssertSqlSafe(database))
            .execute(&mut connection)
            .await?;
    }
    connection.close().await?;
    Ok(())
}
