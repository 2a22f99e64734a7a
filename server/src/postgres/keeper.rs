//! Sees to it that Postgres runs: whenever it ends without having been asked to, it is started again.
//!
//! Nobody else would do that: the system knows of our server only, and that one goes on. Meanwhile requests fail, and
//! devices keep what they could not send.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;

use super::process::Process;

/// How often it is looked whether Postgres still runs.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);
/// The longest wait between two tries: while a disk is full, Postgres cannot start.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// A postmaster that is watched until it is stopped.
#[derive(Debug)]
pub struct Keeper {
    process: Arc<Mutex<Process>>,
    socket: PathBuf,
    /// Gone when Postgres is to stop.
    going: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Keeper {
    pub fn of(process: Process) -> anyhow::Result<Keeper> {
        let socket = process.socket().to_owned();
        let process = Arc::new(Mutex::new(process));
        let (going, stopping) = channel();
        let watched = Arc::clone(&process);
        let watch = std::thread::Builder::new()
            .name("postgres keeper".into())
            .spawn(move || watch(&watched, &stopping))
            .context("Postgres cannot be watched")?;
        Ok(Keeper {
            process,
            socket,
            going: Some(going),
            watch: Some(watch),
        })
    }

    pub fn socket(&self) -> &Path {
        &self.socket
    }

    pub fn process_id(&self) -> u32 {
        held(&self.process).id()
    }

    /// Stops watching, then Postgres.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        drop(self.going.take());
        if let Some(watch) = self.watch.take() {
            watch.join().ok();
        }
        held(&self.process).stop()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            tracing::error!("the private Postgres did not stop: {error:#}");
        }
    }
}

/// Runs until the other end of `stopping` is gone.
fn watch(process: &Mutex<Process>, stopping: &Receiver<()>) {
    let mut failures = 0;
    let mut wait = BETWEEN_LOOKS;
    while let Err(RecvTimeoutError::Timeout) = stopping.recv_timeout(wait) {
        let mut process = held(process);
        match process.ended() {
            Ok(None) => {
                failures = 0;
                wait = BETWEEN_LOOKS;
                continue;
            }
            Ok(Some(status)) if failures == 0 => {
                tracing::error!(%status, "Postgres ended without being asked to; it is started again");
            }
            Ok(Some(_)) => {}
            Err(error) => tracing::error!(%error, "it cannot be told whether Postgres runs"),
        }
        let enough = || {
            matches!(
                stopping.try_recv(),
                Err(std::sync::mpsc::TryRecvError::Disconnected)
            )
        };
        match process.start_again(enough) {
            Ok(()) => tracing::info!("Postgres runs again"),
            Err(error) => {
                failures += 1;
                wait = (BETWEEN_LOOKS * 2_u32.saturating_pow(failures)).min(LONGEST_WAIT);
                tracing::error!("Postgres could not be started again: {error:#}");
            }
        }
    }
}

fn held(process: &Mutex<Process>) -> MutexGuard<'_, Process> {
    process.lock().unwrap_or_else(PoisonError::into_inner)
}
