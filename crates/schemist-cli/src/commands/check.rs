use clap::{Args, ValueEnum};
use schemist_diagnostics::Diagnostic;

use crate::codes::DIFFERS;
use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::pipeline;
use crate::revisions;

const EXAMPLES: &str = "\
Exits with 1 where they differ. Nothing is written. Tables without a model that never had one
are no difference; they are named on standard error.

Examples:
  schemist check
  schemist check --format json";

/// Tell whether the database is as the models declare it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckArgs {
    /// text: the operations in words; json: the operations in full, and all findings
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Prints the operations that would bring the database to the models.
pub(crate) fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let mut connection = database::open(&context.database_url(&project)?)?;
    let found = pipeline::compare_models(&project, &mut connection)?;
    // Asked first: migrations that cannot be read end the command before it prints a result.
    let pending = !found.is_empty() && revisions::are_pending(&project, &mut connection, &context.terminal)?;
    context.terminal.diagnostics(&found.diagnostics, &found.sources);

    let operations = &found.difference.operations;
    let text = match args.format {
        Format::Text => schemist_report::summary(operations, false),
        Format::Json => {
            schemist_report::json_difference(operations, &found.diagnostics).map_err(Failure::internal)?
        }
    };
    context.terminal.result(&text)?;
    if found.is_empty() {
        context.terminal.say("the database is as the models declare it");
        return Ok(Exit::Success);
    }
    let message = match operations.len() {
        1 => "the models and the database differ in 1 operation".to_owned(),
        n => format!("the models and the database differ in {n} operations"),
    };
    let help = match pending {
        true => "revisions are pending: `schemist upgrade head` applies them",
        false => "`schemist revision --autogenerate -m \"…\"` writes a migration",
    };
    let diagnostic = Diagnostic::error(DIFFERS, message).with_help(help);
    context.terminal.diagnostics(&[diagnostic], &found.sources);
    Ok(Exit::Differences)
}
