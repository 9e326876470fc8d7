//! The lock of a whole run: the operating system's, on a file beside the database.
//!
//! It lies beside the database because that is where all who name the file meet, by whatever path; and it is not the
//! database file itself, since closing any other handle of that drops the locks which SQLite holds on it
//! (<https://sqlite.org/howtocorrupt.html>, section 2.2). The system lets it go when its holder ends, however it ends.
//! Where it cannot be had, runs may take turns: the transaction of each revision still sees to it that each is applied
//! once.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What the name of the database file is continued with.
const SUFFIX: &str = "-schemist-lock";

/// How often the file may be gone by the time it is locked, before it counts as held.
const ATTEMPTS: usize = 8;

/// A lock that is held; let go when dropped.
#[derive(Debug)]
pub(crate) struct RunLock {
    path: PathBuf,
    file: File,
}

impl RunLock {
    /// Where the lock of a database lies; none for one in memory. `database` is the path as SQLite has resolved it.
    pub(crate) fn beside(database: &str) -> Option<PathBuf> {
        if database.is_empty() {
            return None;
        }
        let path = std::fs::canonicalize(database).unwrap_or_else(|_| PathBuf::from(database));
        let mut name = path.into_os_string();
        name.push(SUFFIX);
        Some(PathBuf::from(name))
    }

    /// Takes the lock; none where another process has it.
    ///
    /// # Errors
    /// Where the file cannot be created or locked.
    pub(crate) fn try_take(path: &Path) -> io::Result<Option<Self>> {
        for _ in 0..ATTEMPTS {
            let file = open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Who held it before has deleted it: what is locked then is no longer what others will find.
            if is_at(&file, path) {
                let lock = Self { path: path.to_owned(), file };
                lock.sign();
                return Ok(Some(lock));
            }
        }
        Ok(None)
    }

    /// Who holds the lock, in words.
    pub(crate) fn holder(path: &Path) -> String {
        let signed = std::fs::read_to_string(path).unwrap_or_default();
        match signed.lines().next().filter(|line| line.starts_with(SIGNATURE)) {
            Some(line) => line.to_owned(),
            None => "another process that migrates".to_owned(),
        }
    }

    /// Writes into the file who holds it; what is no file of ours stays as it is.
    fn sign(&self) {
        let before = std::fs::read_to_string(&self.path).unwrap_or_default();
        if !before.is_empty() && !before.starts_with(SIGNATURE) {
            return;
        }
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(Path::file_name).unwrap_or_default();
        let line = format!("{SIGNATURE}{} ({})\n", std::process::id(), program.to_string_lossy());
        let written = self.file.set_len(0).and_then(|()| (&self.file).write_all(line.as_bytes()));
        if let Err(error) = written {
            tracing::debug!(%error, "sign the lock file");
        }
    }
}

const SIGNATURE: &str = "process ";

impl Drop for RunLock {
    fn drop(&mut self) {
        // Deleted while it is still locked: whoever waits for it sees that it is gone. Elsewhere an open file cannot
        // be told from one of the same name, so there it stays.
        if cfg!(unix)
            && let Err(error) = std::fs::remove_file(&self.path)
        {
            tracing::debug!(%error, "delete the lock file");
        }
        if let Err(error) = self.file.unlock() {
            tracing::debug!(%error, "unlock");
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    // In a folder that others write to, a link could lead to any file.
    if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::new(ErrorKind::AlreadyExists, "something else has its name"));
    }
    match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path) {
        // Another user's, left by a process that was killed.
        Err(error) if error.kind() == ErrorKind::PermissionDenied && path.is_file() => File::open(path),
        opened => opened,
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &std::fs::Metadata, b: &std::fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), path.metadata()), (Ok(file), Ok(there)) if same(&file, &there))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_it_and_it_is_gone_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        std::fs::write(&database, "").unwrap();
        let path = RunLock::beside(database.to_str().unwrap()).unwrap();
        let lock = RunLock::try_take(&path).unwrap().unwrap();
        assert!(RunLock::try_take(&path).unwrap().is_none());
        assert!(RunLock::holder(&path).starts_with(&format!("process {} (", std::process::id())));
        drop(lock);
        assert!(!path.exists() || !cfg!(unix));
        assert!(RunLock::try_take(&path).unwrap().is_some());
    }

    #[test]
    fn one_left_behind_by_a_killed_process_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db-schemist-lock");
        std::fs::write(&path, "process 1 (another-one-with-a-long-name)\n").unwrap();
        let lock = RunLock::try_take(&path).unwrap().unwrap();
        assert!(RunLock::holder(&path).starts_with(&format!("process {} (", std::process::id())));
        drop(lock);
    }

    #[test]
    fn in_memory_there_is_nobody_else() {
        assert_eq!(RunLock::beside(""), None);
    }

    #[cfg(unix)]
    #[test]
    fn all_paths_to_a_file_lead_to_one_lock() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.db"), folder.path().join("link"));
        std::fs::write(&file, "").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(RunLock::beside(file.to_str().unwrap()), RunLock::beside(link.to_str().unwrap()));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_of_its_name_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (other, path) = (folder.path().join("precious"), folder.path().join("a.db-schemist-lock"));
        std::fs::write(&other, "kept").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        assert!(RunLock::try_take(&path).is_err());
        assert_eq!(std::fs::read_to_string(&other).unwrap(), "kept");
    }
}
