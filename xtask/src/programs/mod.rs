//! Programs around scaffolded models: for every `.sql` file of a folder a crate is made in a temporary folder, with the
//! models that `scaffold` writes and a `main` that reads rows of every table and of every pair that can be joined.

mod rows;
mod source;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::Corpus;
use crate::process::{Result, output, root};
use crate::roundtrip::{Database, Server, in_folder, stem};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
    /// Leave the crates in this folder.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// More arguments for `scaffold`, such as --derive.
    #[arg(last = true)]
    scaffold: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (command, server) = (arguments.corpus.command()?, arguments.corpus.server()?);
    let files = arguments.corpus.files()?;
    let mut failed = 0;
    for file in &files {
        let name = stem(file);
        let outcome = in_folder(arguments.keep.as_deref(), &name, |folder| {
            let database = server.create(folder)?;
            let trial = Trial { arguments, command: &command, server: server.as_ref(), folder, file };
            let outcome = trial.run(&database);
            server.remove(&database);
            outcome
        });
        match outcome {
            Ok(said) => println!("{name:24} {said}"),
            Err(error) => {
                failed += 1;
                println!("{name:24} {error}");
            }
        }
    }
    match failed {
        0 => Ok(()),
        _ => Err(format!("{failed} of {} programs do not work", files.len()).into()),
    }
}

/// One schema and the crate around its models.
struct Trial<'a> {
    arguments: &'a Arguments,
    command: &'a Path,
    server: &'a dyn Server,
    folder: &'a Path,
    file: &'a Path,
}

impl Trial<'_> {
    fn run(&self, database: &Database) -> Result<String> {
        self.server.load(database, self.file)?;
        std::fs::create_dir_all(self.folder.join("src"))?;
        std::fs::write(self.folder.join("schemist.toml"), "")?;
        let mut scaffold = self.schemist(database, &["scaffold", "--out", "src/models"]);
        output(scaffold.args(&self.arguments.scaffold))?;
        let inventory = output(&mut self.schemist(database, &["inspect", "--format", "json"]))?;
        let inventory: serde_json::Value = serde_json::from_str(&inventory)?;

        let rows = self.folder.join("rows.sql");
        std::fs::write(&rows, rows::sql(&inventory["schema"], self.arguments.corpus.engine))?;
        let refused = self.server.load(database, &rows)?;
        std::fs::write(self.folder.join("refused.txt"), refused.join("\n"))?;

        let models = source::models(&self.folder.join("src/models"))?;
        std::fs::write(self.folder.join("src/main.rs"), source::main(&models, self.arguments.corpus.engine))?;
        std::fs::write(
            self.folder.join("Cargo.toml"),
            source::manifest(self.arguments.corpus.engine, widest(&inventory["schema"])),
        )?;
        std::fs::copy(root().join("Cargo.lock"), self.folder.join("Cargo.lock"))?;
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let mut program = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        program.args(["run", "--quiet", "--offline", "--", source::address(&database.url)]);
        let said =
            output(program.current_dir(self.folder).env("CARGO_TARGET_DIR", std::path::absolute(target)?))?;
        summary(&said, refused.len())
    }

    fn schemist(&self, database: &Database, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.command);
        command.args(arguments).args(["--no-input", "--quiet", "--database-url", &database.url]);
        command.current_dir(self.folder);
        command
    }
}

/// How many columns the widest table has.
fn widest(schema: &serde_json::Value) -> usize {
    let tables = schema["tables"].as_object().into_iter().flatten();
    tables.filter_map(|(_, table)| Some(table["columns"].as_array()?.len())).max().unwrap_or_default()
}

/// What the program read: a line for each table (`Name rows`) and each pair (`Name Name rows`).
fn summary(said: &str, refused: usize) -> Result<String> {
    let counts = |words: usize| {
        let of_kind = said.lines().filter(move |line| line.split(' ').count() == words + 1);
        of_kind.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok())
    };
    let with_rows = |words: usize| counts(words).filter(|count| *count > 0).count();
    Ok(format!(
        "compiles; {} of {} tables read with rows, {} of {} pairs joined with rows ({refused} rows refused)",
        with_rows(1),
        counts(1).count(),
        with_rows(2),
        counts(2).count()
    ))
}
