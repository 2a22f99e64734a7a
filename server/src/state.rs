//! What every request handler needs.

use crate::config::Config;
use crate::database::Database;
use crate::files::Files;
use crate::hints::Hints;
use crate::procedures::Procedures;
use std::sync::Arc;

/// The server's shared parts; cloning shares them.
#[derive(Debug, Clone)]
pub struct AppState {
    pub database: Database,
    pub files: Files,
    pub procedures: Procedures,
    pub hints: Hints,
    pub config: Arc<Config>,
}
