use clap::{Args, ValueEnum};
use schemist_schema::Pair;

use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::pipeline;

const EXAMPLES: &str = "\
Prints nothing where the two are equal. No models are looked at, and nothing is written. A
first line `-- no-transaction` says that the statements cannot all run in one transaction.

Examples:
  schemist diff --from sqlite:old.db --to sqlite:new.db | sqlite3 old.db
  schemist diff --from postgres://localhost/live --to postgres://localhost/wanted --format text";

/// Print the statements that turn one database into another
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DiffArgs {
    /// The database to start from
    #[arg(long, value_name = "URL")]
    from: String,
    /// The database to arrive at
    #[arg(long, value_name = "URL")]
    to: String,
    /// sql: the statements; text: the operations in words; json: the operations in full
    #[arg(long, value_enum, default_value = "sql")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Sql,
    Text,
    Json,
}

/// Prints the difference.
pub(crate) fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let mut from = database::open(&database::parse(&args.from)?)?;
    let mut to = database::open(&database::parse(&args.to)?)?;
    let mut found = pipeline::compare_databases(Pair::new(&mut from, &mut to))?;
    let plan = found.plan()?;
    context.terminal.diagnostics(&found.diagnostics, &found.sources);
    let operations = &found.difference.operations;
    let text = match args.format {
        Format::Sql => schemist_emit::script(&plan),
        Format::Text => schemist_report::summary(operations, false),
        Format::Json if found.is_empty() => String::new(),
        Format::Json => {
            schemist_report::json_difference(operations, &found.diagnostics).map_err(Failure::internal)?
        }
    };
    context.terminal.result(&text)?;
    Ok(Exit::Success)
}
