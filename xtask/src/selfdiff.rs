//! Every schema of a folder against a copy of itself: both are loaded with the engine's own client, and
//! `schemist diff` must find nothing to do.

use std::path::Path;
use std::process::Command;

use crate::corpus::Corpus;
use crate::process::{Result, output};
use crate::roundtrip::{Server, in_folder, stem};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (command, server) = (arguments.corpus.command()?, arguments.corpus.server()?);
    let files = arguments.corpus.files()?;
    let mut failed = 0;
    for file in &files {
        let found =
            in_folder(None, &stem(file), |folder| operations(&command, server.as_ref(), file, folder));
        match found {
            Ok(found) => {
                failed += usize::from(!found.is_empty());
                println!("{:24} {} operations", stem(file), found.len());
                found.iter().take(12).for_each(|line| println!("    {line}"));
            }
            Err(error) => {
                failed += 1;
                println!("{:24} {error}", stem(file));
            }
        }
    }
    match failed {
        0 => {
            println!("{} schemas, each like itself", files.len());
            Ok(())
        }
        _ => Err(format!("{failed} of {} schemas differ from themselves", files.len()).into()),
    }
}

/// What the command would do to bring a copy to the other one, in words.
fn operations(command: &Path, server: &dyn Server, file: &Path, folder: &Path) -> Result<Vec<String>> {
    let databases = [server.create(folder)?, server.create(folder)?];
    let compare = || -> Result<Vec<String>> {
        for database in &databases {
            server.load(database, file)?;
        }
        let [from, to] = &databases;
        let mut diff = Command::new(command);
        diff.args(["diff", "--from", &from.url, "--to", &to.url, "--format", "sql"]).current_dir(folder);
        let script = output(&mut diff)?;
        // Each operation is a comment above its statements.
        Ok(script.lines().filter(|line| line.starts_with("-- ")).map(str::to_owned).collect())
    };
    let found = compare();
    databases.iter().for_each(|database| server.remove(database));
    found
}
