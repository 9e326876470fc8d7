use std::fs::{DirBuilder, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::ServerError;

/// The folder that the test processes of one checkout share. It lies in the system's temporary folder:
/// a socket's path may have 107 bytes only, and the unprivileged user that runs the server must reach it.
pub(crate) struct Folder {
    path: PathBuf,
    /// Who runs the tests.
    pub(crate) uid: u32,
}

impl Folder {
    /// Makes the folder, or finds that of an earlier process of the same user, checkout and binaries. The kind
    /// of server is part of its name.
    pub(crate) fn open(kind: &str, binaries: &Path) -> Result<Self, ServerError> {
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_MANIFEST_DIR"), binaries, user_name()).hash(&mut hasher);
        let path = std::env::temp_dir().join(format!("schemist-{kind}-{:012x}", hasher.finish() >> 16));
        // Others may pass through (the server's user must), and not look inside.
        match DirBuilder::new().mode(0o711).create(&path) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(ServerError::file("make", &path, &e)),
        }
        let owner = path.symlink_metadata().map_err(|e| ServerError::file("read", &path, &e))?.uid();
        let folder = Self { path, uid: owner };
        // A file made here belongs to who runs the tests; a folder that does not was laid out by another.
        let lock = folder
            .lock_file()?
            .metadata()
            .map_err(|e| ServerError::file("read", &folder.join("lock"), &e))?;
        if lock.uid() != owner {
            return Err(ServerError::file(
                "use",
                &folder.path,
                &std::io::Error::other("another user made it"),
            ));
        }
        Ok(folder)
    }

    /// A path inside.
    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Waits until no other process starts, looks up or stops the cluster; until the file is closed.
    pub(crate) fn lock(&self) -> Result<File, ServerError> {
        let file = self.lock_file()?;
        file.lock().map_err(|e| ServerError::file("lock", &self.join("lock"), &e))?;
        Ok(file)
    }

    /// Becomes one of those for whom the cluster is kept, until the file is closed.
    pub(crate) fn join_users(&self) -> Result<File, ServerError> {
        let file = open(&self.join("users"))?;
        file.lock_shared().map_err(|e| ServerError::file("lock", &self.join("users"), &e))?;
        Ok(file)
    }

    fn lock_file(&self) -> Result<File, ServerError> {
        open(&self.join("lock"))
    }
}

fn open(path: &Path) -> Result<File, ServerError> {
    let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
    file.map_err(|e| ServerError::file("open", path, &e))
}

fn user_name() -> Option<std::ffi::OsString> {
    std::env::var_os("USER").or_else(|| std::env::var_os("HOME"))
}
