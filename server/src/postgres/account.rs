//! The account that Postgres runs under: our own, or an unprivileged one when we are root, which Postgres refuses.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

/// In this order: the account that Debian makes for Postgres, else the one that owns nothing.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// Whose files and processes those of Postgres are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub user: u32,
    pub group: u32,
    /// Whether this is another account than the one we run under.
    switched: bool,
}

impl Account {
    /// `place` is Postgres's folder, if there already is one: as root, its owner goes on with it.
    pub fn for_postgres(place: &Path) -> anyhow::Result<Account> {
        let (user, group) = own_ids()?;
        if user != 0 {
            return Ok(Account {
                user,
                group,
                switched: false,
            });
        }
        if let Ok(found) = fs::metadata(place).map(|found| (found.uid(), found.gid()))
            && found.0 != 0
        {
            return Ok(Account {
                user: found.0,
                group: found.1,
                switched: true,
            });
        }
        let accounts = fs::read_to_string("/etc/passwd").context("/etc/passwd cannot be read")?;
        for name in UNPRIVILEGED {
            if let Some((user, group)) = ids_of(&accounts, name) {
                return Ok(Account {
                    user,
                    group,
                    switched: true,
                });
            }
        }
        bail!(
            "Postgres does not run as root, and this machine has no account named postgres or nobody. Start as another user."
        )
    }

    /// A command that will run under this account, in a folder that every account can enter, without settings of the
    /// caller's own Postgres.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env("LC_ALL", "C.UTF-8");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        if self.switched {
            command.uid(self.user).gid(self.group);
        }
        command
    }

    /// Makes a folder that only this account (and root) can enter. One that somebody else made is refused.
    pub fn make_private_folder(&self, path: &Path) -> anyhow::Result<()> {
        match fs::create_dir(path) {
            Ok(()) if self.switched => chown(path, Some(self.user), Some(self.group))?,
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be made", path.display()));
            }
        }
        let found = fs::symlink_metadata(path)?;
        if !found.is_dir() || found.uid() != self.user {
            bail!(
                "{} belongs to another account; remove it or choose another data folder.",
                path.display()
            );
        }
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
        Ok(())
    }

    /// Whether this account can pass through every folder on the way to `path`.
    pub fn can_reach(&self, path: &Path) -> bool {
        !self.switched
            || path.ancestors().all(|folder| {
                fs::metadata(folder).is_ok_and(|found| {
                    let needed = match (found.uid() == self.user, found.gid() == self.group) {
                        (true, _) => 0o100,
                        (false, true) => 0o010,
                        (false, false) => 0o001,
                    };
                    found.mode() & needed != 0
                })
            })
    }
}

/// Our own ids, read from the owner of a process folder or, without /proc, of a file that we make.
fn own_ids() -> anyhow::Result<(u32, u32)> {
    if let Ok(found) = fs::metadata("/proc/self") {
        return Ok((found.uid(), found.gid()));
    }
    let probe = std::env::temp_dir().join(format!("glashelder-account-{}", std::process::id()));
    fs::write(&probe, "").context("the folder for temporary files cannot be written")?;
    let found = fs::metadata(&probe)?;
    fs::remove_file(&probe)?;
    Ok((found.uid(), found.gid()))
}

/// The user and group number of `name` in a text of the form of /etc/passwd.
fn ids_of(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next() == Some(name)).then_some(())?;
        Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::ids_of;

    #[test]
    fn an_account_is_found_by_its_whole_name() {
        let accounts = "postgresql:x:7:8::/:/bin/sh\npostgres:x:101:104:a,b:/var/lib:/bin/bash\n";
        assert_eq!(ids_of(accounts, "postgres"), Some((101, 104)));
        assert_eq!(ids_of(accounts, "nobody"), None);
    }
}
