//! The private Postgres: a database server of our own in a folder, reachable only through a socket in that folder.
//!
//! What holds, and why:
//! - One owner: a lock that the operating system lets go of when its holder dies, however it dies.
//! - No network: Postgres listens on a Unix socket in a folder that only its own account can enter.
//! - Nothing is lost: fsync stays on, and the folder appears under its name only after `initdb` has finished.
//! - A terminal's Ctrl-C does not reach Postgres, so that the server finishes first and then stops it.
//! - After a server was killed, the next start stops what that one left running.

mod account;
mod cluster;
mod folder;
mod leftover;
mod programs;

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use account::Account;
use folder::Folder;
use programs::Programs;

/// The role and the database that the program uses. The role owns the database but is no superuser, because row-level
/// security does not bind superusers.
const NAME: &str = "glashelder";
/// The role that `initdb` makes.
const SUPERUSER: &str = "postgres";
/// Recovery after a power cut can take minutes; as long as Postgres lives it may take this long.
const LONGEST_START: Duration = Duration::from_secs(600);

/// A running Postgres that stops when this value is dropped.
#[derive(Debug)]
pub struct PrivatePostgres {
    process: Child,
    programs: Programs,
    account: Account,
    folder: Folder,
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

    /// The process id of the postmaster.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Stops Postgres: open transactions are rolled back, everything committed is on disk. Returns when it has ended.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        tokio::task::spawn_blocking(move || self.stop_process()).await?
    }

    fn url_of(&self, role: &str, database: &str) -> String {
        let socket = percent_encoded(&self.folder.socket);
        format!("postgres://{role}@localhost:5432/{database}?host={socket}")
    }

    /// Postgres writes `ready` on the eighth line of its pid file once it takes connections.
    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let began = Instant::now();
        let mine = self.process.id().to_string();
        while began.elapsed() < LONGEST_START {
            if let Some(status) = self.process.try_wait()? {
                bail!(
                    "Postgres ended while starting ({status}). Its last words:\n{}",
                    self.folder.last_words()
                );
            }
            let text = fs::read_to_string(self.folder.pid_file()).unwrap_or_default();
            let mut lines = text.lines();
            if lines.next() == Some(&mine)
                && lines.nth(6).is_some_and(|line| line.trim() == "ready")
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!(
            "Postgres was not ready after {} minutes. Its last words:\n{}",
            LONGEST_START.as_secs() / 60,
            self.folder.last_words()
        )
    }

    fn stop_process(&mut self) -> anyhow::Result<()> {
        if self.process.try_wait()?.is_none() {
            leftover::stop_fast(&self.programs, &self.account, &self.folder)?;
            self.process.wait()?;
        }
        self.folder.remove_socket_outside();
        Ok(())
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        if let Err(error) = self.stop_process() {
            tracing::error!("the private Postgres did not stop: {error:#}");
        }
    }
}

fn start_process(data_dir: &Path) -> anyhow::Result<PrivatePostgres> {
    let account = Account::for_postgres(&data_dir.join(folder::PLACE))?;
    let folder = Folder::open(data_dir, &account)?;
    let programs = Programs::find(folder.version()?)?;
    if !folder.has_cluster() {
        cluster::create(&programs, &account, &folder)?;
    }
    leftover::clear(&programs, &account, &folder)?;

    let log = folder.log()?;
    let process = account
        .command(&programs.postgres)
        .arg("-D")
        .arg(&folder.cluster)
        .args([
            "-c",
            "listen_addresses=",
            "-c",
            "port=5432",
            "-c",
            "fsync=on",
        ])
        .args([
            "-c",
            "unix_socket_permissions=0700",
            "-c",
            "timezone=UTC",
            "-c",
            "log_timezone=UTC",
        ])
        .arg("-c")
        .arg(format!(
            "unix_socket_directories={}",
            quoted(&folder.socket)
        ))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .process_group(0)
        .spawn()
        .with_context(|| format!("{} could not be started", programs.postgres.display()))?;

    let mut postgres = PrivatePostgres {
        process,
        programs,
        account,
        folder,
    };
    postgres.wait_until_ready()?;
    Ok(postgres)
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

/// A path as a value in Postgres's list of socket folders, where commas and spaces would part it.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('"', "\"\""))
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
