use std::fs::{DirBuilder, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::PostgresError;

/// The folder that the test processes of one checkout share. It lies in the system's temporary folder:
/// a socket's path may have 107 bytes only, and the unprivileged user that runs the server must reach it.
pub(super) struct Folder {
    path: PathBuf,
    /// Who runs the tests.
    pub(super) uid: u32,
}

impl Folder {
    /// Makes the folder, or finds that of an earlier process of the same user, checkout and binaries.
    pub(super) fn open(binaries: &Path) -> Result<Self, PostgresError> {
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_MANIFEST_DIR"), binaries, user_name()).hash(&mut hasher);
        let path = std::env::temp_dir().join(format!("schemist-pg-{:012x}", hasher.finish() >> 16));
        // Others may pass through (the server's user must), and not look inside.
        match DirBuilder::new().mode(0o711).create(&path) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(file_error("make", &path, &e)),
        }
        let owner = path.symlink_metadata().map_err(|e| file_error("read", &path, &e))?.uid();
        let folder = Self { path, uid: owner };
        // A file made here belongs to who runs the tests; a folder that does not was laid out by another.
        let lock =
            folder.lock_file()?.metadata().map_err(|e| file_error("read", &folder.join("lock"), &e))?;
        if lock.uid() != owner {
            return Err(file_error("use", &folder.path, &std::io::Error::other("another user made it")));
        }
        Ok(folder)
    }

    /// A path inside.
    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Waits until no other process starts, looks up or stops the cluster; until the file is closed.
    pub(super) fn lock(&self) -> Result<File, PostgresError> {
        let file = self.lock_file()?;
        file.lock().map_err(|e| file_error("lock", &self.join("lock"), &e))?;
        Ok(file)
    }

    /// Becomes one of those for whom the cluster is kept, until the file is closed.
    pub(super) fn join_users(&self) -> Result<File, PostgresError> {
        let file = open(&self.join("users"))?;
        file.lock_shared().map_err(|e| file_error("lock", &self.join("users"), &e))?;
        Ok(file)
    }

    fn lock_file(&self) -> Result<File, PostgresError> {
        open(&self.join("lock"))
    }
}

fn open(path: &Path) -> Result<File, PostgresError> {
    let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
    file.map_err(|e| file_error("open", path, &e))
}

fn user_name() -> Option<std::ffi::OsString> {
    std::env::var_os("USER").or_else(|| std::env::var_os("HOME"))
}

pub(super) fn file_error(action: &'static str, path: &Path, error: &std::io::Error) -> PostgresError {
    PostgresError::File { action, path: path.display().to_string(), reason: error.to_string() }
}
