use clap::{Args, ValueEnum};
use schemist_diff::{Difference, RenameOptions};
use schemist_schema::Pair;

use crate::context::Context;
use crate::engine_name::EngineName;
use crate::failure::{Exit, Failure};
use crate::formats::{Reporter, ReviewFormat};
use crate::redact::redact;
use crate::renames::RenameArgs;
use crate::sides::{self, Side};

const EXAMPLES: &str = "\
A side is a database URL; a .sql file, run in scratch; a schema.json; models, as a .rs file, a
folder of them, or models:PATH; or a migrations directory, replayed in scratch. Scratch is in
memory for SQLite, and for PostgreSQL a database of its own on the server of the other side or
of --database-url, dropped at the end.

Prints nothing where the two are equal. Nothing but scratch is written. A first line
`-- no-transaction` says that the statements cannot all run in one transaction. What there is to
mind is said on standard error: what the rules find, and what differs outside tables and types.

Examples:
  schemist diff --from sqlite:old.db --to sqlite:new.db | sqlite3 old.db
  schemist diff --from postgres://localhost/live --to wanted.sql --format text
  schemist diff --from migrations --to models:src
  schemist diff --from sqlite:old.db --to sqlite:new.db --rename users.nick=handle
  schemist diff --from sqlite:old.db --to sqlite:new.db --format unified";

/// Print the statements that turn one schema into another
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DiffArgs {
    /// The schema to start from
    #[arg(long, value_name = "SIDE")]
    from: String,
    /// The schema to arrive at
    #[arg(long, value_name = "SIDE")]
    to: String,
    /// The engine, where neither side says it
    #[arg(long, value_enum)]
    engine: Option<EngineName>,
    /// How to print it
    #[arg(long, value_enum, default_value = "sql")]
    format: Format,
    /// Also tell where columns end up in another order
    #[arg(long)]
    column_order: bool,
    /// Rename what the evidence makes sure between databases too; towards models that is always done
    #[arg(long)]
    match_renames: bool,
    #[command(flatten)]
    renames: RenameArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The statements
    Sql,
    /// The operations in words
    Text,
    /// The operations in full
    Json,
    /// Both schemas as text, and where they differ
    Unified,
    /// A summary for people, with what the rules say and the statements
    Markdown,
}

/// Prints the difference.
pub(crate) fn run(args: &DiffArgs, context: &Context) -> Result<Exit, Failure> {
    let sides = Pair::new(Side::read(&args.from, context)?, Side::read(&args.to, context)?);
    let renames = RenameOptions {
        automatic: args.match_renames,
        answers: args.renames.answers()?,
        ..RenameOptions::default()
    };
    let mut found = sides::compare(sides, args.engine.map(Into::into), &renames, context)?;
    let plan = found.plan()?;
    found.judge(&plan)?;
    if args.column_order {
        found.keep(sides::column_order::remarks(&found.difference))?;
    }
    context.terminal.diagnostics(&found.diagnostics, &found.sources);
    let operations = &found.difference.operations;
    let text = match args.format {
        Format::Sql => schemist_emit::script(&plan),
        Format::Text => schemist_report::summary(operations, &found.touched(), false),
        Format::Json if found.is_empty() => String::new(),
        Format::Unified => {
            let Difference { before, after, .. } = &found.difference;
            let names = Pair::new(args.from.as_str(), args.to.as_str());
            redact(&schemist_report::unified(Pair::new(before, after), names, &found.dialect)).into_owned()
        }
        Format::Markdown => Reporter::new("Schemist: the difference", &context.project()?).comparison(
            ReviewFormat::Markdown,
            &found,
            &schemist_emit::script(&plan),
        )?,
        Format::Json => schemist_report::json_difference(operations, &found.touched(), &found.diagnostics)
            .map_err(Failure::internal)?,
    };
    context.terminal.result(&text)?;
    if args.format == Format::Text {
        context.terminal.say_all(&found.figures());
    }
    Ok(Exit::Success)
}
