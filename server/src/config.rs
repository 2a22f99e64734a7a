//! The settings of one server process.

use crate::pace::Pace;
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
    /// A folder of procedure files; `None`: those that the program carries with it.
    pub procedures: Option<PathBuf>,
    /// How long a session lasts after its last use.
    pub session: Duration,
    /// The address by which people reach the server, `https://klachten.example`: with `https`, cookies travel over
    /// TLS only.
    pub origin: Option<String>,
    /// How long a visitor may take to say what they want: the head of a request, or the next one on a connection.
    pub patience: Duration,
    /// How often one person may ask.
    pub pace: Pace,
    /// A proxy stands before the server and tells the visitor's address in `X-Forwarded-For`.
    pub behind_proxy: bool,
}

impl Config {
    /// Whether cookies may travel over TLS only.
    pub fn secure(&self) -> bool {
        self.origin
            .as_ref()
            .is_some_and(|origin| origin.starts_with("https://"))
    }

    /// How long use of a session may go unwritten: it lengthens the session, but not every request needs to write.
    pub fn session_touch(&self) -> Duration {
        (self.session / 24).clamp(Duration::from_secs(1), Duration::from_secs(3600))
    }
}
