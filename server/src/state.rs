//! What every request handler needs.

use crate::config::Config;
use crate::database::Database;
use crate::files::Files;
use crate::hints::Hints;
use crate::pace::Paces;
use crate::procedures::Procedures;
use crate::session::Backend;
use crate::session::password::Passwords;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// The server's shared parts; cloning shares them.
#[derive(Debug, Clone)]
pub struct AppState {
    pub database: Database,
    pub files: Files,
    pub procedures: Procedures,
    pub hints: Hints,
    pub passwords: Passwords,
    pub paces: Paces,
    pub config: Arc<Config>,
    /// Cancelled when the server is about to stop: streams that would never end then do.
    pub stopping: CancellationToken,
}

impl AppState {
    /// What is needed to serve this database with these settings.
    pub fn new(database: Database, config: Config) -> anyhow::Result<AppState> {
        Ok(AppState {
            files: Files::in_folder(&config.data.join("files"))?,
            procedures: Procedures::load(config.procedures.as_deref())?,
            hints: Hints::new(),
            passwords: Passwords::new()?,
            paces: Paces::new(config.pace),
            stopping: CancellationToken::new(),
            config: Arc::new(config),
            database,
        })
    }

    pub fn accounts(&self) -> Backend {
        Backend {
            database: self.database.clone(),
            passwords: self.passwords.clone(),
        }
    }
}
