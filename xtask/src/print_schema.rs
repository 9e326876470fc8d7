//! `schema.rs` as `scaffold` writes it against what Diesel's own command prints, for every `.sql` file of a folder.
//! What that command refuses (tables without a key) and what models do not speak of (partitions) is left out.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::corpus::Corpus;
use crate::process::{Result, output};
use crate::roundtrip::{Database, Server, in_folder, stem};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    corpus: Corpus,
    /// Diesel's command.
    #[arg(long, value_name = "FILE", default_value = "diesel")]
    diesel: PathBuf,
}

/// What `diesel setup` writes, which is what its users have.
const DIESEL_TOML: &str = r#"[print_schema]
file = "src/schema.rs"
custom_type_derives = ["diesel::query_builder::QueryId", "Clone"]
"#;

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let (command, server) = (arguments.corpus.command()?, arguments.corpus.server()?);
    let mut different = 0;
    for file in arguments.corpus.files()? {
        let outcome = in_folder(None, &stem(&file), |folder| {
            let database = server.create(folder)?;
            let both = Both { command: &command, diesel: &arguments.diesel, folder };
            let outcome = both.compare(server.as_ref(), &database, &file);
            server.remove(&database);
            outcome
        });
        let said = outcome.unwrap_or_else(|error| Outcome::Refused(error.to_string()));
        different += usize::from(matches!(said, Outcome::Different(_)));
        println!("{:24} {}", stem(&file), said.text());
    }
    if different == 0 { Ok(()) } else { Err(format!("{different} differ").into()) }
}

enum Outcome {
    /// So many lines, and the tables that were left out.
    Same(usize, Vec<String>),
    /// The lines that differ.
    Different(Vec<String>),
    /// Diesel's command has no answer.
    Refused(String),
}

impl Outcome {
    fn text(&self) -> String {
        match self {
            Self::Same(lines, without) if without.is_empty() => format!("the same {lines} lines"),
            Self::Same(lines, without) => format!("the same {lines} lines, without {}", without.join(", ")),
            Self::Different(lines) => format!("different:\n    {}", lines.join("\n    ")),
            Self::Refused(why) => format!("no answer: {}", why.lines().take(2).collect::<Vec<_>>().join(" ")),
        }
    }
}

struct Both<'a> {
    command: &'a Path,
    diesel: &'a Path,
    folder: &'a Path,
}

impl Both<'_> {
    fn compare(&self, server: &dyn Server, database: &Database, file: &Path) -> Result<Outcome> {
        server.load(database, file)?;
        std::fs::write(self.folder.join("schemist.toml"), "")?;
        std::fs::write(self.folder.join("diesel.toml"), DIESEL_TOML)?;
        let inventory = self.schemist(database, &["inspect", "--format", "json"])?;
        let inventory: Value = serde_json::from_str(&inventory)?;
        // SQLite numbers the rows of a table without a key, and Diesel goes by that number.
        let is_sqlite = database.url.starts_with("sqlite:");
        let without = if is_sqlite { Vec::new() } else { not_for_diesel(&inventory["schema"]) };
        let mut scaffold = vec!["scaffold", "--schema-rs", "-"];
        if database.url.starts_with("postgres") {
            scaffold.extend(["--schema", "public"]);
        }
        let ours = self.schemist(database, &scaffold)?;
        let url = database.url.strip_prefix("sqlite:").unwrap_or(&database.url);
        let mut print = Command::new(self.diesel);
        print.args(["print-schema", "--database-url", url]).current_dir(self.folder);
        if !without.is_empty() {
            print.arg("-e").args(without.iter().map(|name| format!("^{name}$")));
        }
        let theirs = match output(&mut print) {
            Ok(theirs) => without_impossible_joins(&theirs, &ours),
            Err(error) => return Ok(Outcome::Refused(error.to_string())),
        };
        Ok(match ours == theirs {
            true => Outcome::Same(ours.lines().count(), without),
            false => Outcome::Different(differences(&theirs, &ours)),
        })
    }

    fn schemist(&self, database: &Database, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(self.command);
        command.args(arguments).args(["--no-input", "--quiet", "--database-url", &database.url]);
        output(command.current_dir(self.folder))
    }
}

/// The tables that Diesel's command refuses for want of a key, and those that we do not describe.
fn not_for_diesel(schema: &Value) -> Vec<String> {
    let tables = schema["tables"].as_object().into_iter().flatten();
    let keyless = tables.filter(|(_, table)| table["primary_key"].is_null()).map(|(name, _)| name.clone());
    let objects = schema["unmanaged"].as_array().into_iter().flatten();
    let is_table = |object: &&Value| matches!(object["kind"].as_str(), Some("table" | "partition"));
    let others = objects.filter(is_table).filter_map(|object| object["name"].as_str().map(str::to_owned));
    let all = keyless.chain(others).filter(|name| !name.contains('.'));
    all.collect()
}

/// Diesel's command prints a `joinable!` between columns of different types too, which does not compile; we leave it
/// out.
fn without_impossible_joins(theirs: &str, ours: &str) -> String {
    let stays = |line: &&str| !line.starts_with("diesel::joinable!") || ours.contains(*line);
    theirs.split_inclusive('\n').filter(stays).collect()
}

/// The lines that only one of them has, as far as the first few.
fn differences(theirs: &str, ours: &str) -> Vec<String> {
    let only = |of: &str, in_other: &str, sign: &str| {
        let other: Vec<&str> = in_other.lines().collect();
        let lines = of.lines().filter(|line| !other.contains(line)).take(12);
        lines.map(|line| format!("{sign}{line}")).collect::<Vec<_>>()
    };
    [only(theirs, ours, "-"), only(ours, theirs, "+")].concat()
}
