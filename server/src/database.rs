//! The database: a pool of connections, the schema, and transactions that see one organisation only.

use anyhow::Context;
use domain::id::OrganisationId;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, Transaction};
use std::str::FromStr;
use std::time::Duration;

const LONGEST_CLOSING: Duration = Duration::from_secs(10);

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Connections to one Postgres; cloning shares them.
#[derive(Debug, Clone)]
pub struct Database {
    pool: PgPool,
}

impl Database {
    /// Connects and brings the schema up to date. Several processes may do so at once: Postgres lets one migrate
    /// while the others wait (an advisory lock).
    pub async fn connect(url: &str) -> anyhow::Result<Database> {
        let options = PgConnectOptions::from_str(url)
            .context("DATABASE_URL is not right; write postgres://user:password@host/database")?
            .application_name("glashelder");
        let pool = PgPoolOptions::new()
            .max_connections(20)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await
            .context("the database cannot be reached; is it running, and is DATABASE_URL right?")?;
        MIGRATIONS
            .run(&pool)
            .await
            .context("the schema could not be brought up to date")?;
        Ok(Database { pool })
    }

    /// Connections that belong to no organisation: for sessions, jobs and the command line. Tables of organisations
    /// give no rows here.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// A transaction that sees and changes the rows of one organisation only, whatever its queries ask for.
    pub async fn organisation(
        &self,
        organisation: OrganisationId,
    ) -> sqlx::Result<Transaction<'static, Postgres>> {
        self.confined("begin", organisation).await
    }

    /// The same, in which all queries see one moment.
    pub async fn organisation_snapshot(
        &self,
        organisation: OrganisationId,
    ) -> sqlx::Result<Transaction<'static, Postgres>> {
        self.confined("begin isolation level repeatable read", organisation)
            .await
    }

    async fn confined(
        &self,
        statement: &'static str,
        organisation: OrganisationId,
    ) -> sqlx::Result<Transaction<'static, Postgres>> {
        // In one journey to Postgres, because every request begins so. An organisation's id holds no quotes.
        let confined = format!(
            "{statement}; set local role glashelder_app; set local glashelder.organisation = '{organisation}'"
        );
        begin_with(&self.pool, AssertSqlSafe(confined)).await
    }

    /// Gives the connections back. One that does not come back, because its request hangs, is left behind.
    pub async fn close(&self) {
        if tokio::time::timeout(LONGEST_CLOSING, self.pool.close())
            .await
            .is_err()
        {
            tracing::warn!("some connections to the database were cut off");
        }
    }

    /// Whether the database answers and its schema is the one that this program was built for.
    pub async fn ready(&self) -> sqlx::Result<bool> {
        let newest: Option<i64> =
            sqlx::query_scalar("select max(version) from _sqlx_migrations where success")
                .fetch_one(&self.pool)
                .await?;
        Ok(newest >= MIGRATIONS.iter().map(|migration| migration.version).max())
    }
}

/// Begins a transaction. Everything begins its transactions here.
///
/// In a task of its own: a request that is cut off while it begins would give a connection back to the pool that is
/// in a transaction without sqlx knowing, and what is written on it next would never be committed.
pub async fn begin(pool: &PgPool) -> sqlx::Result<Transaction<'static, Postgres>> {
    begin_with(pool, "begin").await
}

#[allow(clippy::disallowed_methods)]
async fn begin_with(
    pool: &PgPool,
    statement: impl SqlSafeStr + Send + 'static,
) -> sqlx::Result<Transaction<'static, Postgres>> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(statement).await });
    begun.await.unwrap_or(Err(sqlx::Error::WorkerCrashed))
}
