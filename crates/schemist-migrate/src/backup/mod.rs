//! A copy of a database, taken and looked at before something is deleted from it.

mod files;
mod mysql;
mod postgres;
mod sqlite;
pub(crate) mod tool;

use camino::{Utf8Path, Utf8PathBuf};
use schemist_reflect::DatabaseUrl;
use schemist_schema::Engine;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The engine's own program for it is not installed.
    #[error("{program} was not found, which copies the database")]
    MissingTool {
        /// The program.
        program: &'static str,
        /// What has it.
        package: &'static str,
    },
    /// A program failed.
    #[error("{program} failed: {reason}")]
    Tool {
        /// The program.
        program: String,
        /// What it said.
        reason: String,
    },
    /// The database refused.
    #[error("cannot copy the database: {0}")]
    Database(String),
    /// The copy is not what it should be.
    #[error("the backup {path} is of no use: {reason}")]
    Useless {
        /// Where it is.
        path: Utf8PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file cannot be written.
    #[error("cannot write the backup {path}: {reason}")]
    Unwritable {
        /// Where it would be.
        path: Utf8PathBuf,
        /// The system's words.
        reason: String,
    },
    /// There is no file behind the URL.
    #[error("a database in memory has no backup")]
    InMemory,
}

impl BackupError {
    /// What to do about it where a definition was to be read, not a backup to be taken.
    pub fn help_of_definition(&self) -> String {
        match self {
            Self::MissingTool { package, .. } => {
                format!("install {package}, delete the revision and begin anew")
            }
            _ => "see to it, delete the revision and begin anew".to_owned(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::MissingTool { package, .. } => {
                format!("install {package}; or take a backup yourself, and leave --backup out")
            }
            Self::Tool { .. } | Self::Database(_) | Self::Useless { .. } => {
                "nothing of this revision was run: see to it, or take a backup yourself and leave --backup out".to_owned()
            }
            Self::Unwritable { .. } => "name a folder that can be written to: --backup=FOLDER".to_owned(),
            Self::InMemory => "leave --backup out".to_owned(),
        }
    }
}

/// A backup that was taken and looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file.
    pub path: Utf8PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// How it was looked at, in words.
    pub verified: String,
    /// The command that brings it back.
    pub restore: String,
}

/// Whether a backup of this database can be taken at all: the program for it is there.
///
/// # Errors
/// Where it is not.
pub fn check(url: &DatabaseUrl) -> Result<(), BackupError> {
    match url.engine() {
        Engine::Sqlite => url.sqlite_file().map(drop).ok_or(BackupError::InMemory),
        Engine::Postgres => postgres::check(),
        Engine::Mysql => mysql::check().map(drop),
    }
}

/// Takes a backup into a new file in a folder, and looks at it. `name` is what the file's name begins with. The
/// database is read as others read it: nobody has to wait.
///
/// # Errors
/// Where it cannot be taken, or is of no use; no file is left then.
pub fn take(url: &DatabaseUrl, folder: &Utf8Path, name: &str) -> Result<Backup, BackupError> {
    let extension = match url.engine() {
        Engine::Sqlite => "sqlite3",
        Engine::Postgres => "dump",
        Engine::Mysql => "sql",
    };
    let path = files::create(folder, name, extension)?;
    let taken = match url.engine() {
        Engine::Sqlite => sqlite::take(url, &path),
        Engine::Postgres => postgres::take(url, &path),
        Engine::Mysql => mysql::take(url, &path),
    };
    match taken {
        Ok((verified, restore)) => {
            let bytes = std::fs::metadata(&path).map(|data| data.len()).unwrap_or_default();
            Ok(Backup { path, bytes, verified, restore })
        }
        Err(error) => {
            // There is nobody to tell of a second failure.
            let _ = std::fs::remove_file(&path);
            Err(error)
        }
    }
}
