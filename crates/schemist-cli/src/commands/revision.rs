use clap::Args;
use schemist_migrate::{MigrateError, MigrationDirectory, Runner};
use schemist_plan::Plan;
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::Engine;

use crate::codes::{BAD_INPUT, NOT_UP_TO_DATE};
use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::pipeline::{self, Plans};
use crate::project::Project;
use crate::revisions::{self, NewRevision, refused};

const EXAMPLES: &str = "\
With --autogenerate the models are compared with the database; where nothing changed, nothing
is written. Without it the revision is empty, for statements of your own. Review what was
written before you apply it.

Examples:
  schemist revision --autogenerate -m \"add zoning\"
  schemist revision -m \"backfill totals\"";

/// Write a new migration
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RevisionArgs {
    /// What it does, in a few words
    #[arg(short, long)]
    message: Option<String>,
    /// Write the statements that bring the database to the models
    #[arg(long)]
    autogenerate: bool,
    /// The version, in place of the time
    #[arg(long, value_name = "VERSION")]
    rev_id: Option<String>,
}

/// Prints the paths that were written.
pub(crate) fn run(args: &RevisionArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    match args.autogenerate {
        true => generated(args, &project, context),
        false => hand_written(args, &project, context),
    }
}

fn generated(args: &RevisionArgs, project: &Project, context: &Context) -> Result<Exit, Failure> {
    let url = context.database_url(project)?;
    let mut connection = database::open_or_empty(&url)?;
    let directory = revisions::load_or_begin(project, &context.terminal)?;
    revisions::single_head(&directory)?;
    refuse_pending(&directory, &mut connection)?;

    let mut found = pipeline::compare_models(project, &mut connection)?;
    if found.is_empty() {
        context.terminal.diagnostics(&found.diagnostics, &found.sources);
        context.terminal.say("no changes: the database is as the models declare it; nothing was written");
        return Ok(Exit::Success);
    }
    let plans = found.plans()?;
    context.terminal.diagnostics(&found.diagnostics, &found.sources);
    let message = message(args, context)?;
    let written = revisions::write(
        &NewRevision {
            message: &message,
            rev_id: args.rev_id.as_deref(),
            engine: url.engine(),
            plans: &plans,
            findings: &found.diagnostics,
            managed: Some(&found.managed),
        },
        project,
        &directory,
    )?;
    let summary = schemist_report::summary(&found.difference.operations, context.terminal.colors_errors());
    context.terminal.say(&summary);
    print(&written, project, context)
}

fn hand_written(args: &RevisionArgs, project: &Project, context: &Context) -> Result<Exit, Failure> {
    let directory = revisions::load_or_begin(project, &context.terminal)?;
    revisions::single_head(&directory)?;
    let engine = engine(project, context)?;
    let message = message(args, context)?;
    let nothing = || Plan { engine, steps: Vec::new() };
    let written = revisions::write(
        &NewRevision {
            message: &message,
            rev_id: args.rev_id.as_deref(),
            engine,
            plans: &Plans { up: nothing(), down: nothing() },
            findings: &[],
            managed: None,
        },
        project,
        &directory,
    )?;
    context.terminal.say("write the statements into up.sql, and what undoes them into down.sql");
    print(&written, project, context)
}

fn print(written: &revisions::Written, project: &Project, context: &Context) -> Result<Exit, Failure> {
    let paths = std::iter::once(&written.directory).chain(&written.snapshot);
    context.terminal.result(&paths.map(|path| project.shown(path) + "\n").collect::<String>())?;
    Ok(Exit::Success)
}

/// A comparison with a database that is behind would find the changes of the pending revisions again.
fn refuse_pending(directory: &MigrationDirectory, connection: &mut Connection) -> Result<(), Failure> {
    let status = Runner::new(connection, directory).status().map_err(refused)?;
    if !status.missing.is_empty() {
        let directory = directory.path().to_owned();
        return Err(refused(MigrateError::MissingRevisions { versions: status.missing, directory }));
    }
    let Some(first) = status.pending.first() else { return Ok(()) };
    let behind = match status.pending.len() {
        1 => format!("{} is not applied", first.directory),
        n => format!("{} and {} more are not applied", first.directory, n - 1),
    };
    Err(Failure::input(NOT_UP_TO_DATE, "Target database is not up to date")
        .with_note(behind)
        .with_help("run `schemist upgrade head` first"))
}

/// For which engine: that of the database, or of the last snapshot where none is named.
fn engine(project: &Project, context: &Context) -> Result<Engine, Failure> {
    match pipeline::snapshot(project)? {
        Some(snapshot) => Ok(snapshot.engine),
        None => context.database_url(project).map(|url: DatabaseUrl| url.engine()),
    }
}

/// The message of the arguments, or what the user answers.
fn message(args: &RevisionArgs, context: &Context) -> Result<String, Failure> {
    let given = args.message.as_deref().map(str::trim).filter(|message| !message.is_empty());
    if let Some(message) = given {
        return Ok(message.to_owned());
    }
    if context.may_ask() {
        let answer = inquire::Text::new("What does the revision do?").prompt_skippable();
        if let Ok(Some(message)) = answer
            && !message.trim().is_empty()
        {
            return Ok(message.trim().to_owned());
        }
    }
    Err(Failure::input(BAD_INPUT, "a revision needs a message").with_help("give it: -m \"add zoning\""))
}
