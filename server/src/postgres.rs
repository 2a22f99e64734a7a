//! The private Postgres: a database server of our own in a folder, reachable only through a socket in that folder.
//!
//! What holds, and why:
//! - One owner: a lock that the operating system lets go of when its holder dies, however it dies.
//! - No network: Postgres listens on a Unix socket in a folder that only its own account can enter.
//! - Nothing is lost: fsync stays on, and the folder appears under its name only after `initdb` has finished.
//! - A terminal's Ctrl-C does not reach Postgres, so that the server finishes first and then stops it.
//! - After a server was killed, the next start stops what that one left running.
//! - A Postgres that ends by itself (killed, or its disk was full) is started again, as often as it takes.

mod account;
mod cluster;
mod folder;
mod keeper;
mod leftover;
mod process;
mod programs;

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use anyhow::bail;

use account::Account;
use folder::Folder;
use keeper::Keeper;
use process::Process;
use programs::Programs;

/// The role and the database that the program uses. The role owns the database but is no superuser, because row-level
/// security does not bind superusers.
const NAME: &str = "glashelder";
/// The role that `initdb` makes.
const SUPERUSER: &str = "postgres";

/// A running Postgres that is kept running until this value is dropped.
#[derive(Debug)]
pub struct PrivatePostgres {
    keeper: Keeper,
}

impl PrivatePostgres {
    /// Starts the Postgres of `data_dir`, making the folder and an empty database where there are none.
    /// Fails with a message for a person when another server uses the folder or no Postgres is installed.
    pub async fn start(data_dir: &Path) -> anyhow::Result<PrivatePostgres> {
        let data_dir = data_dir.to_owned();
        let postgres = tokio::task::spawn_blocking(move || start_process(&data_dir)).await??;
        cluster::create_database(&postgres.url_of(SUPERUSER, "postgres")).await?;
        Ok(postgres)
    }

    /// The address of the database, as `DATABASE_URL` would hold it.
    pub fn url(&self) -> String {
        self.url_of(NAME, NAME)
    }

    /// The same database as the superuser, whom row-level security does not bind: for backups.
    pub fn superuser_url(&self) -> String {
        self.url_of(SUPERUSER, NAME)
    }

    /// The superuser's address of a private Postgres, from [`PrivatePostgres::url`].
    pub fn superuser_url_of(url: &str) -> String {
        url.replacen(&format!("://{NAME}@"), &format!("://{SUPERUSER}@"), 1)
    }

    /// The process id of the postmaster, now.
    pub fn process_id(&self) -> u32 {
        self.keeper.process_id()
    }

    /// Stops Postgres: open transactions are rolled back, everything committed is on disk. Returns when it has ended.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        tokio::task::spawn_blocking(move || self.keeper.stop()).await?
    }

    fn url_of(&self, role: &str, database: &str) -> String {
        let socket = percent_encoded(self.keeper.socket());
        format!("postgres://{role}@localhost:5432/{database}?host={socket}")
    }
}

fn start_process(data_dir: &Path) -> anyhow::Result<PrivatePostgres> {
    let account = Account::for_postgres(&data_dir.join(folder::PLACE))?;
    let folder = Folder::open(data_dir, &account)?;
    let programs = Programs::find(folder.version()?)?;
    if !folder.has_cluster() {
        cluster::create(&programs, &account, &folder)?;
    }
    let process = Process::start(programs, account, folder)?;
    Ok(PrivatePostgres {
        keeper: Keeper::of(process)?,
    })
}

/// A client program of the Postgres on this machine: `pg_dump`.
pub fn client_program(name: &str) -> anyhow::Result<std::path::PathBuf> {
    let beside = Programs::find(None)?.postgres.with_file_name(name);
    if beside.is_file() {
        return Ok(beside);
    }
    bail!(
        "{name} is missing beside {}; install Postgres's client programs",
        beside.display()
    )
}

fn percent_encoded(path: &Path) -> String {
    path.as_os_str()
        .as_bytes()
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                char::from(*byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}
