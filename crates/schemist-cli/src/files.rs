//! Reading and writing files so that errors name the path and nothing is left half-written.

use std::io::Write;

use camino::{Utf8Path, Utf8PathBuf};

use crate::codes::{IN_THE_WAY, UNREADABLE, UNWRITABLE};
use crate::failure::Failure;

/// The text of a file; `None` where there is no such file.
pub(crate) fn read_if_there(path: &Utf8Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Writes a file whole or not at all.
pub(crate) fn write(path: &Utf8Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or(Utf8Path::new("."));
    create_folder(folder)?;
    let write = || -> std::io::Result<()> {
        let mut file = new_file_builder().tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| unwritable(path, &error))
}

/// Creates a folder with files in it, whole or not at all: a folder of another name, which Diesel and Schemist
/// skip, becomes the wanted one in a single step.
pub(crate) fn write_folder(path: &Utf8Path, files: &[(&str, &str)]) -> Result<(), Failure> {
    let parent = path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or(Utf8Path::new("."));
    create_folder(parent)?;
    if path.exists() {
        return Err(in_the_way(path));
    }
    let write = || -> std::io::Result<()> {
        let folder = new_folder_builder().tempdir_in(parent)?;
        for (name, text) in files {
            let mut file = std::fs::File::create_new(folder.path().join(name))?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
        }
        std::fs::rename(folder.path(), path)
    };
    write().map_err(|error| unwritable(path, &error))
}

/// Takes back what [`write_folder`] made, where what belongs to it could not be written. By a name that is
/// skipped first, so that no part of it is left under its own; there is nobody to tell of a second failure.
pub(crate) fn remove_folder(path: &Utf8Path) {
    let aside = path.with_file_name(format!(".schemist-removed-{}", std::process::id()));
    let left = match std::fs::rename(path, &aside) {
        Ok(()) => aside,
        Err(_) => path.to_owned(),
    };
    let _ = std::fs::remove_dir_all(left);
}

/// Creates a folder and those above it.
fn create_folder(path: &Utf8Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| unwritable(path, &error))
}

/// The paths that exist already are named, all at once.
pub(crate) fn refuse_existing(paths: &[Utf8PathBuf], how_to_overwrite: &str) -> Result<(), Failure> {
    let existing: Vec<&Utf8PathBuf> = paths.iter().filter(|path| path.exists()).collect();
    let Some(first) = existing.first() else { return Ok(()) };
    let failure = in_the_way(first).with_help(how_to_overwrite);
    Err(existing.iter().skip(1).fold(failure, |failure, path| failure.with_note(format!("so does {path}"))))
}

/// A failure to read.
pub(crate) fn unreadable(path: &Utf8Path, error: &std::io::Error) -> Failure {
    Failure::input(UNREADABLE, format!("cannot read {path}: {error}"))
}

fn unwritable(path: &Utf8Path, error: &std::io::Error) -> Failure {
    Failure::input(UNWRITABLE, format!("cannot write {path}: {error}"))
}

fn in_the_way(path: &Utf8Path) -> Failure {
    Failure::input(IN_THE_WAY, format!("{path} exists already"))
}

/// Temporary files are private by default; these become the user's own, as any editor would make them.
fn new_file_builder() -> tempfile::Builder<'static, 'static> {
    builder(0o666)
}

fn new_folder_builder() -> tempfile::Builder<'static, 'static> {
    builder(0o777)
}

fn builder(#[allow(unused_variables)] mode: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".schemist-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    builder
}
