//! From a database to models and back, for every `.sql` file of a folder: the models that `scaffold` writes must
//! be those of the database, and a database made of them must be the one they were written from.
//!
//! The files are loaded by the engine's own client (`psql`, `sqlite3`, `mariadb`), which knows what a dump may
//! hold, and all else is done by the `schemist` command, as a user would.

mod server;
mod trip;

use std::path::{Path, PathBuf};

use crate::corpus::Corpus;
use crate::process::Result;
pub(crate) use crate::roundtrip::server::{Database, EngineName, Server, server};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
    /// Leave models and migrations in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// More arguments for `scaffold`, such as --one-file.
    #[arg(last = true)]
    scaffold: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (command, server) = (arguments.corpus.command()?, arguments.corpus.server()?);
    let mut failed = 0;
    let files = arguments.corpus.files()?;
    for file in &files {
        let name = stem(file);
        let outcome = in_folder(arguments.keep.as_deref(), &name, |folder| {
            trip::run(&trip::Journey {
                schemist: &command,
                server: server.as_ref(),
                file,
                folder,
                scaffold: &arguments.scaffold,
            })
        });
        match outcome {
            Ok(outcome) => {
                failed += usize::from(!outcome.is_round());
                println!("{name:24} {outcome}");
            }
            Err(error) => {
                failed += 1;
                println!("{name:24} {error}");
            }
        }
    }
    match failed {
        0 => {
            println!("{} schemas, there and back", files.len());
            Ok(())
        }
        _ => Err(format!("{failed} of {} schemas do not come back", files.len()).into()),
    }
}

pub(crate) fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Works in a folder that goes away again, or in one of `keep` that stays.
pub(crate) fn in_folder<T>(
    keep: Option<&Path>,
    name: &str,
    work: impl FnOnce(&Path) -> Result<T>,
) -> Result<T> {
    match keep {
        Some(keep) => {
            let folder = std::path::absolute(keep)?.join(name);
            if folder.exists() {
                std::fs::remove_dir_all(&folder)?;
            }
            std::fs::create_dir_all(&folder)?;
            work(&folder)
        }
        None => work(tempfile::Builder::new().prefix("schemist-roundtrip-").tempdir()?.path()),
    }
}
