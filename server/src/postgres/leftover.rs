//! What a server that was killed may have left behind: a Postgres that still runs, or the pid file of one that does not.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::account::Account;
use super::folder::Folder;
use super::programs::Programs;
use super::text_of;

/// Backends of a postmaster that was killed notice it within moments; this is far more than they need.
const LONGEST_ENDING: Duration = Duration::from_secs(30);

/// Stops every process that works in the cluster and removes a stale pid file. The caller holds the data folder, so
/// whatever works there has lost its owner.
pub fn clear(programs: &Programs, account: &Account, folder: &Folder) -> anyhow::Result<()> {
    // Without /proc nobody can be told apart by its folder; Postgres itself then refuses a second start.
    if !Path::new("/proc/self/cwd").exists() || !folder.pid_file().exists() {
        return Ok(());
    }
    if processes_in(&folder.cluster).contains(&recorded_process(folder)) {
        tracing::warn!("stopping a Postgres that an earlier server left running");
        stop_fast(programs, account, folder)?;
    }
    let began = Instant::now();
    while !processes_in(&folder.cluster).is_empty() {
        if began.elapsed() > LONGEST_ENDING {
            bail!(
                "An earlier Postgres still works in {} and does not end.",
                folder.cluster.display()
            );
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    // The number in a stale file may by now belong to any process, and Postgres would take that for a rival.
    fs::remove_file(folder.pid_file()).ok();
    Ok(())
}

/// Asks the postmaster for a fast shutdown and waits for it.
pub fn stop_fast(programs: &Programs, account: &Account, folder: &Folder) -> anyhow::Result<()> {
    let output = account
        .command(&programs.pg_ctl)
        .arg("stop")
        .arg("-D")
        .arg(&folder.cluster)
        .args(["-m", "fast", "-w", "-t", "60"])
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} could not be started", programs.pg_ctl.display()))?;
    if !output.status.success() {
        bail!(
            "Postgres in {} did not stop: {}",
            folder.cluster.display(),
            text_of(&output.stderr)
        );
    }
    Ok(())
}

/// The processes whose current folder is the cluster: the postmaster and its backends, and nothing else works there.
fn processes_in(cluster: &Path) -> Vec<u32> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .flatten()
        .filter(|entry| {
            fs::read_link(entry.path().join("cwd")).is_ok_and(|folder| folder == cluster)
        })
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

fn recorded_process(folder: &Folder) -> u32 {
    let text = fs::read_to_string(folder.pid_file()).unwrap_or_default();
    text.lines()
        .next()
        .and_then(|line| line.trim().parse().ok())
        .unwrap_or_default()
}
