//! The settings of one server process.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Settings from the command line and the environment.
#[derive(Debug, Clone)]
pub struct Config {
    pub address: SocketAddr,
    /// Where the private Postgres and the files are.
    pub data: PathBuf,
    /// Where the built site is: `build.json`, `pkg/` and the public files.
    pub site: PathBuf,
    /// How long a session lasts after its last use.
    pub session: Duration,
    /// The name under which people reach the server: with `https`, cookies travel over TLS only.
    pub origin: Option<String>,
}
