use clap::Args;
use schemist_migrate::{MigrateError, MigrationDirectory, Runner};
use schemist_reflect::Connection;

use crate::codes::NOT_UP_TO_DATE;
use crate::config::PossibleRenames;
use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::pipeline;
use crate::project::Project;
use crate::renames::{self, RenameArgs};
use crate::revisions::message::message;
use crate::revisions::place::Place;
use crate::revisions::write::{self, NewRevision, no_plans};
use crate::revisions::{self, refused};

const EXAMPLES: &str = "\
With --autogenerate the models are compared with the database; where nothing changed, nothing
is written. Without it the revision is empty, for statements of your own. Review what was
written before you apply it.

Examples:
  schemist revision --autogenerate -m \"add zoning\"
  schemist revision --autogenerate -m \"add zoning\" --sql      look at it first
  schemist revision --autogenerate -m \"handles\" --rename users.nick=handle
  schemist revision -m \"backfill totals\" --no-transaction
  schemist revision -m \"shop\" --head base --branch-label shop
  schemist revision -m \"prices\" --head shop@head --depends-on 2026-11-21-103000-0000";

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
    /// Write a revision without statements, as without --autogenerate
    #[arg(long, conflicts_with = "autogenerate")]
    empty: bool,
    /// Print the statements of up.sql, and write nothing
    #[arg(long)]
    sql: bool,
    /// What it follows: a head, LABEL@head, or base for a history of its own [default: head]
    #[arg(long, value_name = "REV")]
    head: Vec<String>,
    /// Let it follow a revision that has a successor already: the history branches there
    #[arg(long)]
    splice: bool,
    /// A name for the branch that begins with it
    #[arg(long, value_name = "LABEL")]
    branch_label: Vec<String>,
    /// A revision that must be applied before it without being its parent
    #[arg(long, value_name = "REV")]
    depends_on: Vec<String>,
    /// The version, in place of the time
    #[arg(long, value_name = "VERSION")]
    rev_id: Option<String>,
    /// Outside a transaction: for rows in batches, and for statements that cannot stand in one
    #[arg(long, conflicts_with_all = ["autogenerate", "sql"])]
    no_transaction: bool,
    #[command(flatten)]
    renames: RenameArgs,
}

impl RevisionArgs {
    fn place(&self) -> Place {
        Place {
            parents: self.head.clone(),
            splice: self.splice,
            labels: self.branch_label.clone(),
            depends_on: self.depends_on.clone(),
        }
    }
}

/// Prints the paths that were written.
pub(crate) fn run(args: &RevisionArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    // `--empty` says in words what holds without `--autogenerate`.
    match args.autogenerate && !args.empty {
        true => generated(args, &project, context),
        false => hand_written(args, &project, context),
    }
}

fn generated(args: &RevisionArgs, project: &Project, context: &Context) -> Result<Exit, Failure> {
    let url = context.database_url(project)?;
    let mut connection = database::open_or_empty(&url)?;
    let directory = revisions::load_or_begin(project, &context.terminal)?;
    let links = args.place().links(&directory)?;
    refuse_pending(&directory, &mut connection)?;

    let mut answers = args.renames.answers()?;
    let mut found = pipeline::compare_models(project, &mut connection, &answers)?;
    if let Some(answered) = renames::ask(&found, project, context)? {
        answers.extend(answered);
        found = pipeline::compare_models(project, &mut connection, &answers)?;
    }
    if found.is_empty() {
        context.terminal.diagnostics(&found.diagnostics, &found.sources);
        context.terminal.say("no changes: the database is as the models declare it; nothing was written");
        return Ok(Exit::Success);
    }
    if project.config.revisions.possible_renames == PossibleRenames::Refuse {
        renames::refuse(&found)?;
    }
    let plans = found.plans()?;
    context.terminal.diagnostics(&found.diagnostics, &found.sources);
    let message = message(args.message.as_deref(), context)?;
    let revision = NewRevision {
        message: &message,
        rev_id: args.rev_id.as_deref(),
        links,
        engine: url.engine(),
        plans: &plans,
        findings: &found.diagnostics,
        managed: Some(&found.managed),
        texts: None,
    };
    let colors = context.terminal.colors_errors();
    let summary = schemist_report::summary(&found.difference.operations, &found.touched(), colors);
    let summary = match found.figures() {
        figures if figures.is_empty() => summary,
        figures => format!("{summary}\n{figures}"),
    };
    if args.sql {
        context.terminal.say(&summary);
        return print_sql(&revision, project, &directory, context);
    }
    let written = write::write(&revision, project, &directory)?;
    context.terminal.say(&summary);
    if let Some(reminder) = renames::reminder(&found) {
        context.terminal.say(&reminder);
    }
    write::print(&written, project, context)
}

fn hand_written(args: &RevisionArgs, project: &Project, context: &Context) -> Result<Exit, Failure> {
    let directory = revisions::load_or_begin(project, &context.terminal)?;
    let links = args.place().links(&directory)?;
    let engine = revisions::engine(project, context)?;
    let message = message(args.message.as_deref(), context)?;
    let revision = NewRevision {
        message: &message,
        rev_id: args.rev_id.as_deref(),
        links,
        engine,
        plans: &no_plans(engine),
        findings: &[],
        managed: None,
        texts: None,
    };
    if args.sql {
        return print_sql(&revision, project, &directory, context);
    }
    let written = write::write(&revision, project, &directory)?;
    if args.no_transaction {
        files::write(&written.directory.join("metadata.toml"), "run_in_transaction = false\n")?;
    }
    context.terminal.say("write the statements into up.sql, and what undoes them into down.sql");
    write::print(&written, project, context)
}

fn print_sql(
    revision: &NewRevision<'_>,
    project: &Project,
    directory: &MigrationDirectory,
    context: &Context,
) -> Result<Exit, Failure> {
    context.terminal.result(&write::up_text(revision, project, directory)?)?;
    context.terminal.say("nothing was written: leave --sql out for that");
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
    let target = if directory.heads().len() > 1 { "heads" } else { "head" };
    Err(Failure::input(NOT_UP_TO_DATE, "Target database is not up to date")
        .with_note(behind)
        .with_help(format!("run `schemist upgrade {target}` first")))
}
