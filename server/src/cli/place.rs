//! Which database a command works on: the given one, that of a running server, or a private one that it starts.

use crate::database::Database;
use crate::postgres::PrivatePostgres;
use anyhow::Context;
use clap::Args;
use sqlx::Connection;
use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Where the data is
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The folder of the private Postgres and of the files
    #[arg(
        long,
        value_name = "FOLDER",
        default_value = "data",
        env = "GLASHELDER_DATA"
    )]
    pub data: PathBuf,

    /// A Postgres of your own, instead of the private one: postgres://user:password@host/database
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

/// An open database, and the private Postgres behind it when this process started it.
#[derive(Debug)]
pub struct Opened {
    pub database: Database,
    private: Option<Private>,
}

#[derive(Debug)]
struct Private {
    postgres: PrivatePostgres,
    address: PathBuf,
}

impl Place {
    /// Opens the database and brings its schema up to date.
    pub async fn open(&self) -> anyhow::Result<Opened> {
        match self.running_server().await {
            Some(url) if self.database_url.is_none() => connected(&url).await,
            _ => self.start().await,
        }
    }

    /// The same for a server, which must be the only one on its folder.
    pub async fn start(&self) -> anyhow::Result<Opened> {
        if let Some(url) = &self.database_url {
            return connected(url).await;
        }
        let postgres = PrivatePostgres::start(&self.data).await?;
        let address = self.address_file();
        write_private(&address, &postgres.url())
            .with_context(|| format!("{} cannot be written", address.display()))?;
        let database = match Database::connect(&postgres.url()).await {
            Ok(database) => database,
            Err(error) => {
                postgres.stop().await?;
                return Err(error);
            }
        };
        Ok(Opened {
            database,
            private: Some(Private { postgres, address }),
        })
    }

    /// An address by which all rows are seen: the private Postgres's own superuser, or the role of DATABASE_URL.
    pub fn all_seeing_url(&self, opened: &Opened) -> anyhow::Result<String> {
        if let Some(url) = &self.database_url {
            return Ok(url.clone());
        }
        Ok(match &opened.private {
            Some(private) => private.postgres.superuser_url(),
            None => PrivatePostgres::superuser_url_of(&fs::read_to_string(self.address_file())?),
        })
    }

    /// A database as it is, its schema untouched: for putting a backup back.
    pub async fn start_bare(&self) -> anyhow::Result<Bare> {
        if let Some(url) = &self.database_url {
            return Ok(Bare {
                all_seeing: url.clone(),
                url: url.clone(),
                postgres: None,
            });
        }
        let postgres = PrivatePostgres::start(&self.data).await?;
        Ok(Bare {
            all_seeing: postgres.superuser_url(),
            url: postgres.url(),
            postgres: Some(postgres),
        })
    }

    /// A server that runs on this folder has written down where its Postgres is.
    async fn running_server(&self) -> Option<String> {
        let url = fs::read_to_string(self.address_file()).ok()?;
        // After a crash the file is still there, but nobody answers.
        let connection = sqlx::PgConnection::connect(&url).await.ok()?;
        connection.close().await.ok()?;
        Some(url)
    }

    fn address_file(&self) -> PathBuf {
        self.data.join("database.address")
    }
}

/// A database whose schema was not looked at.
#[derive(Debug)]
pub struct Bare {
    all_seeing: String,
    url: String,
    postgres: Option<PrivatePostgres>,
}

impl Bare {
    /// As a role that may do everything.
    pub fn all_seeing(&self) -> &str {
        &self.all_seeing
    }

    /// As the program itself.
    pub fn url(&self) -> &str {
        &self.url
    }

    pub async fn close(self) -> anyhow::Result<()> {
        match self.postgres {
            Some(postgres) => postgres.stop().await,
            None => Ok(()),
        }
    }
}

impl Opened {
    /// Closes the database, and stops the Postgres that was started for it.
    pub async fn close(self) -> anyhow::Result<()> {
        self.database.close().await;
        if let Some(Private { postgres, address }) = self.private {
            fs::remove_file(address).ok();
            postgres.stop().await?;
        }
        Ok(())
    }
}

async fn connected(url: &str) -> anyhow::Result<Opened> {
    let database = Database::connect(url).await?;
    Ok(Opened {
        database,
        private: None,
    })
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())
}
