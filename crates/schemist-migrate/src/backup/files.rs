//! The file.

use camino::{Utf8Path, Utf8PathBuf};

use super::BackupError;

/// An empty file that did not exist, for its owner alone: it is going to hold all there is.
pub(super) fn create(folder: &Utf8Path, name: &str, extension: &str) -> Result<Utf8PathBuf, BackupError> {
    let failed = |path: &Utf8Path, error: std::io::Error| BackupError::Unwritable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for number in 1.. {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{suffix}.{extension}"));
        match open(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&path, error)),
        }
    }
    Err(BackupError::Unwritable { path: folder.to_owned(), reason: "no name is free".to_owned() })
}

fn open(path: &Utf8Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
