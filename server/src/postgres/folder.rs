//! Where the private Postgres keeps its things: the lock of its owner, the cluster, the socket and the log.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use super::account::Account;

/// A Unix socket's whole path may hold 107 bytes; this is the file name that Postgres adds, with its slash.
const LONGEST_SOCKET_FOLDER: usize = 107 - "/.s.PGSQL.5432.lock".len();
/// The folder inside the data folder that belongs to Postgres's account.
pub const PLACE: &str = "postgres";
/// Where clusters go that Postgres's account could not reach in the data folder, because we are root and it is not.
const SHARED_PLACE: &str = "/var/lib/glashelder";

/// An open data folder, held by this process as long as the value lives.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    pub cluster: PathBuf,
    pub socket: PathBuf,
    _owner: File,
}

impl Folder {
    /// Makes the folder where it is missing, and holds it. Fails when another process holds it.
    pub fn open(data_dir: &Path, account: &Account) -> anyhow::Result<Folder> {
        fs::create_dir_all(data_dir)
            .with_context(|| format!("{} cannot be made", data_dir.display()))?;
        let root = fs::canonicalize(data_dir)?;
        let owner = hold(&root)?;
        let place = cluster_place(&root, account)?;
        let socket = socket_folder(&place);
        account.make_private_folder(&socket)?;
        Ok(Folder {
            cluster: place.join("cluster"),
            socket,
            root,
            _owner: owner,
        })
    }

    pub fn has_cluster(&self) -> bool {
        self.cluster.join("PG_VERSION").exists()
    }

    /// The major version that made the cluster; only that version can read it. `None` where there is no cluster yet.
    pub fn version(&self) -> anyhow::Result<Option<u32>> {
        if !self.has_cluster() {
            return Ok(None);
        }
        let text = fs::read_to_string(self.cluster.join("PG_VERSION"))?;
        Ok(Some(text.trim().parse().with_context(|| {
            format!("{} is damaged", self.cluster.display())
        })?))
    }

    pub fn pid_file(&self) -> PathBuf {
        self.cluster.join("postmaster.pid")
    }

    /// An empty folder for `initdb`; what an interrupted one left is removed.
    pub fn fresh_unfinished_cluster(&self, account: &Account) -> anyhow::Result<PathBuf> {
        let unfinished = self.cluster.with_extension("unfinished");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        account.make_private_folder(&unfinished)?;
        Ok(unfinished)
    }

    /// The file that Postgres writes its messages to. It begins anew with each start; the last one is kept beside it.
    pub fn log(&self) -> anyhow::Result<File> {
        let log = self.log_file();
        if log.exists() {
            fs::rename(&log, log.with_extension("previous.log"))?;
        }
        Ok(File::create(log)?)
    }

    /// The same file, to write on in it.
    pub fn same_log(&self) -> anyhow::Result<File> {
        Ok(File::options()
            .create(true)
            .append(true)
            .open(self.log_file())?)
    }

    /// The end of the log, for an error message.
    pub fn last_words(&self) -> String {
        let text = fs::read_to_string(self.log_file()).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }

    /// A socket folder outside the data folder is of no use once Postgres has ended.
    pub fn remove_socket_outside(&self) {
        if !self
            .cluster
            .parent()
            .is_some_and(|place| self.socket.starts_with(place))
        {
            fs::remove_dir(&self.socket).ok();
        }
    }

    fn log_file(&self) -> PathBuf {
        self.root.join("postgres.log")
    }
}

/// The system lets the lock go when its holder ends, even by `kill -9`; a file with a process id would not do that.
fn hold(root: &Path) -> anyhow::Result<File> {
    let path = root.join("owner.lock");
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(&path).unwrap_or_default();
            bail!(
                "The data folder {} is in use by another Glashelder (process {}). Stop that one, or choose another data folder.",
                root.display(),
                holder.trim()
            );
        }
        Err(TryLockError::Error(error)) => {
            return Err(error).context(format!("{} cannot be locked", path.display()));
        }
    }
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())?;
    Ok(file)
}

/// The folder that holds the cluster: the data folder itself, or a place that Postgres's account can reach. The choice
/// is written down in the data folder, so that whoever removes that folder begins anew, and nothing is ever reused.
fn cluster_place(root: &Path, account: &Account) -> anyhow::Result<PathBuf> {
    let note = root.join("cluster-is-in.txt");
    if let Ok(text) = fs::read_to_string(&note) {
        return Ok(PathBuf::from(text.trim()));
    }
    if account.can_reach(root) {
        let place = root.join(PLACE);
        account.make_private_folder(&place)?;
        return Ok(place);
    }
    fs::create_dir_all(SHARED_PLACE)?;
    let name = short_hash(root);
    let free = (1..)
        .map(|number| Path::new(SHARED_PLACE).join(format!("{name}-{number}")))
        .find(|path| !path.exists());
    let Some(place) = free else {
        bail!("{SHARED_PLACE} has no free name")
    };
    account.make_private_folder(&place)?;
    fs::write(&note, format!("{}\n", place.display()))?;
    Ok(place)
}

/// Beside the cluster when the path is short enough for a socket, else in a short folder named after it.
fn socket_folder(place: &Path) -> PathBuf {
    let beside = place.join("socket");
    if beside.as_os_str().len() <= LONGEST_SOCKET_FOLDER {
        return beside;
    }
    PathBuf::from("/tmp").join(format!("glashelder-{}", short_hash(place)))
}

fn short_hash(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let hash = Sha256::digest(path.as_os_str().as_bytes());
    hash.iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_SOCKET_FOLDER, socket_folder};
    use std::path::Path;

    #[test]
    fn a_socket_folder_always_fits() {
        assert_eq!(
            socket_folder(Path::new("/srv/data")),
            Path::new("/srv/data/socket")
        );
        let deep = format!("/srv/{}", "diep/".repeat(60));
        let folder = socket_folder(Path::new(&deep));
        assert!(
            folder.as_os_str().len() <= LONGEST_SOCKET_FOLDER,
            "{}",
            folder.display()
        );
        assert_ne!(
            folder,
            socket_folder(Path::new("/srv/elsewhere").join(&deep[1..]).as_path())
        );
    }
}
