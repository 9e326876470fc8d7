//! A folder of schemas, and with what they are tried: what every command over such a folder takes.

use std::path::{Path, PathBuf};

use crate::process::{Result, schemist};
use crate::roundtrip::{EngineName, Server, server, stem};

#[derive(clap::Args)]
pub(crate) struct Corpus {
    /// The folder of `.sql` files, each a schema.
    folder: PathBuf,
    /// What the files are written for.
    #[arg(long, value_enum)]
    pub(crate) engine: EngineName,
    /// A database on the server where the databases are made, in place of a private one; SQLite needs none.
    #[arg(long, value_name = "URL", env = "ROUNDTRIP_SERVER", default_value = "")]
    server: String,
    /// Only files whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Another build of the command than the one of this folder.
    #[arg(long, value_name = "FILE")]
    schemist: Option<PathBuf>,
}

impl Corpus {
    /// The command that is tried.
    pub(crate) fn command(&self) -> Result<PathBuf> {
        match &self.schemist {
            Some(path) => Ok(std::path::absolute(path)?),
            None => schemist(),
        }
    }

    /// Where the databases are made.
    pub(crate) fn server(&self) -> Result<Box<dyn Server>> {
        server(self.engine, &self.server)
    }

    /// The schemas, by name.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>> {
        sql_files(&self.folder, &self.only)
    }
}

/// The `.sql` files of a folder, in the order of their names.
fn sql_files(folder: &Path, only: &str) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = std::path::absolute(entry?.path())?;
        if path.extension().is_some_and(|e| e == "sql") && stem(&path).contains(only) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(format!("{} has no such .sql file", folder.display()).into());
    }
    Ok(files)
}
