use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::ServerError;

/// Who runs a server: PostgreSQL refuses to be run by root, and MariaDB warns of it.
pub(crate) struct Account {
    other: Option<(u32, u32)>,
    own: u32,
}

impl Account {
    /// The user `uid` itself, or for root one of those named.
    pub(crate) fn for_server(uid: u32, names: &[&str]) -> Result<Self, ServerError> {
        if uid != 0 {
            return Ok(Self { other: None, own: uid });
        }
        let found = names.iter().find_map(|name| Some((id("-u", name)?, id("-g", name)?)));
        let missing = || ServerError::Command {
            command: "id -u nobody".into(),
            reason: format!("root must not run a server, and there is no user {}", names.join(" or ")),
        };
        found.map(|ids| Self { other: Some(ids), own: uid }).ok_or_else(missing)
    }

    /// User and group; the group counts for root alone.
    pub(super) fn ids(&self) -> (u32, u32) {
        self.other.unwrap_or((self.own, 0))
    }

    /// Makes a folder that belongs to it.
    pub(crate) fn make_folder(&self, path: &Path) -> Result<(), ServerError> {
        std::fs::create_dir(path).map_err(|e| ServerError::file("make", path, &e))?;
        match self.other {
            Some((uid, gid)) => {
                chown(path, Some(uid), Some(gid)).map_err(|e| ServerError::file("hand over", path, &e))
            }
            None => Ok(()),
        }
    }

    /// A program, run by it.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some((uid, gid)) = self.other {
            command.uid(uid).gid(gid);
        }
        // The caller's folder may be closed to that account, and its locale unknown to the server.
        command.current_dir("/").env("LC_ALL", "C").stdin(Stdio::null());
        for (variable, _) in std::env::vars_os() {
            let name = variable.to_string_lossy();
            if ["PG", "MYSQL_", "MARIADB_"].iter().any(|prefix| name.starts_with(prefix)) {
                command.env_remove(&variable);
            }
        }
        command
    }
}

fn id(flag: &str, name: &str) -> Option<u32> {
    let output = Command::new("id").args([flag, name]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
