use clap::Args;
use schemist_diagnostics::Diagnostic;
use schemist_diff::Difference;

use crate::codes::DIFFERS;
use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::formats::{FailOn, Format, Reporter};
use crate::pipeline::{self, Comparison};
use crate::project::Project;
use crate::renames::RenameArgs;
use crate::revisions;

const EXAMPLES: &str = "\
Exits with 1 where they differ, with 4 where they do not but findings reach --fail-on. Nothing is
written. Tables without a model that never had one are no difference; they are named on standard
error.

sarif, github, gitlab, markdown and junit hold what a revision written now would do and what the
rules say about it.

Examples:
  schemist check
  schemist check --format json
  schemist check --format github --fail-on warning
  schemist check --format sarif > schemist.sarif";

/// Tell whether the database is as the models declare it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CheckArgs {
    /// How to say it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The least finding that fails the check where there is no difference
    #[arg(long, value_enum, default_value = "never", value_name = "SEVERITY")]
    fail_on: FailOn,
    #[command(flatten)]
    renames: RenameArgs,
}

/// What reports are called.
const TITLE: &str = "Schemist: the models against the database";

/// Prints the operations that would bring the database to the models.
pub(crate) fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let checked = check(args, context, &project);
    // What the models themselves have wrong belongs into the report as well.
    if let (Err(failure), Format::Review(format)) = (&checked, args.format) {
        let report = Reporter::new(TITLE, &project).findings(format, &failure.diagnostics)?;
        context.terminal.result(&report)?;
    }
    checked
}

fn check(args: &CheckArgs, context: &Context, project: &Project) -> Result<Exit, Failure> {
    let mut connection = database::open(&context.database_url(project)?)?;
    let mut found = pipeline::compare_models(project, &mut connection, &args.renames.answers()?)?;
    // Asked first: migrations that cannot be read end the command before it prints a result.
    let pending = !found.is_empty() && revisions::are_pending(project, &mut connection, &context.terminal)?;
    let text = text(args.format, project, &mut found)?;
    context.terminal.diagnostics(&found.diagnostics, &found.sources);
    context.terminal.result(&text)?;
    if args.format == Format::Text {
        context.terminal.say_all(&found.figures());
    }
    if found.is_empty() && found.views_differ() {
        let diagnostic = Diagnostic::error(DIFFERS, "the models of views describe something else")
            .with_help("write the statements that change the views into a revision, or change the models");
        context.terminal.diagnostics(&[diagnostic], &found.sources);
        return Ok(Exit::Differences);
    }
    if found.is_empty() {
        return Ok(settled(args, context, &found));
    }
    let operations = &found.difference.operations;
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

fn text(format: Format, project: &Project, found: &mut Comparison) -> Result<String, Failure> {
    match format {
        Format::Text => Ok(schemist_report::summary(&found.difference.operations, &found.touched(), false)),
        Format::Json => {
            let Difference { operations, .. } = &found.difference;
            schemist_report::json_difference(operations, &found.touched(), &found.diagnostics)
                .map_err(Failure::internal)
        }
        Format::Review(format) => {
            let plans = found.plans()?;
            Reporter::new(TITLE, project).comparison(format, found, &schemist_emit::script(&plans.up))
        }
    }
}

fn settled(args: &CheckArgs, context: &Context, found: &Comparison) -> Exit {
    context.terminal.say("the database is as the models declare it");
    if args.fail_on.is_reached(&found.diagnostics) {
        context.terminal.say("but there are findings, and --fail-on says that they count");
        return Exit::Findings;
    }
    Exit::Success
}
