//! The postmaster: started, waited for, stopped, and started again.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::account::Account;
use super::folder::Folder;
use super::leftover;
use super::programs::Programs;

/// Recovery after a power cut can take minutes; as long as Postgres lives it may take this long.
const LONGEST_START: Duration = Duration::from_secs(600);
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// A postmaster and what it takes to start it.
#[derive(Debug)]
pub struct Process {
    child: Child,
    programs: Programs,
    account: Account,
    folder: Folder,
}

impl Process {
    /// Starts Postgres and waits until it takes connections. What an earlier owner left running is stopped first.
    pub fn start(programs: Programs, account: Account, folder: Folder) -> anyhow::Result<Process> {
        leftover::clear(&programs, &account, &folder)?;
        let log = folder.log()?;
        let child = launch(&programs, &account, &folder, log)?;
        let mut process = Process {
            child,
            programs,
            account,
            folder,
        };
        if let Err(error) = process.wait_until_ready(|| false) {
            process.stop().ok();
            return Err(error);
        }
        Ok(process)
    }

    /// Starts Postgres once more after it has ended. Its log goes on, so that its last words before are not lost.
    /// Gives up without an error when `enough` says so.
    pub fn start_again(&mut self, enough: impl Fn() -> bool) -> anyhow::Result<()> {
        leftover::clear(&self.programs, &self.account, &self.folder)?;
        let log = self.folder.same_log()?;
        self.child = launch(&self.programs, &self.account, &self.folder, log)?;
        self.wait_until_ready(enough)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn socket(&self) -> &Path {
        &self.folder.socket
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> std::io::Result<Option<std::process::ExitStatus>> {
        self.child.try_wait()
    }

    /// Stops Postgres where it runs. Returns when it has ended.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_none() {
            leftover::stop_fast(&self.programs, &self.account, &self.folder)?;
            self.child.wait()?;
        }
        self.folder.remove_socket_outside();
        Ok(())
    }

    /// Postgres writes `ready` on the eighth line of its pid file once it takes connections.
    fn wait_until_ready(&mut self, enough: impl Fn() -> bool) -> anyhow::Result<()> {
        let began = Instant::now();
        let mine = self.child.id().to_string();
        while began.elapsed() < LONGEST_START && !enough() {
            if let Some(status) = self.child.try_wait()? {
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
            std::thread::sleep(BETWEEN_LOOKS);
        }
        if enough() {
            return Ok(());
        }
        bail!(
            "Postgres was not ready after {} minutes. Its last words:\n{}",
            LONGEST_START.as_secs() / 60,
            self.folder.last_words()
        )
    }
}

fn launch(
    programs: &Programs,
    account: &Account,
    folder: &Folder,
    log: File,
) -> anyhow::Result<Child> {
    let sockets = format!("unix_socket_directories={}", quoted(&folder.socket));
    let settings = [
        "listen_addresses=",
        "port=5432",
        "fsync=on",
        "unix_socket_permissions=0700",
        "timezone=UTC",
        "log_timezone=UTC",
        &sockets,
    ];
    account
        .command(&programs.postgres)
        .arg("-D")
        .arg(&folder.cluster)
        .args(settings.iter().flat_map(|setting| ["-c", setting]))
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .process_group(0)
        .spawn()
        .with_context(|| format!("{} could not be started", programs.postgres.display()))
}

/// A path as a value in Postgres's list of socket folders, where commas and spaces would part it.
fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('"', "\"\""))
}
