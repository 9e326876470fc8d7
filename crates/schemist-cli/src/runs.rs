//! Running migrations, and telling what a run would do.

use camino::Utf8PathBuf;
use clap::Args;
use schemist_migrate::{Direction, MigrationDirectory, Revision, Runner, RunnerOptions, Timeouts};
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::Engine;

use crate::backup::Guard;
use crate::codes::BAD_INPUT;
use crate::config::Span;
use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::progress::RunProgress;
use crate::project::Project;
use crate::revisions::{self, refused};

/// How a run behaves; what is not given stands in `[run]` of schemist.toml.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Ask before each revision
    #[arg(long, conflicts_with_all = ["dry_run", "sql"])]
    step: bool,
    /// All revisions in one transaction: all or none
    #[arg(long, conflicts_with_all = ["dry_run", "sql"])]
    single_transaction: bool,
    /// How long to wait for another migrator, e.g. 30s or 5min [default: 60s]
    #[arg(long, value_name = "TIME")]
    wait: Option<Span>,
    /// How long a statement waits for locks of others
    #[arg(long, value_name = "TIME")]
    lock_timeout: Option<Span>,
    /// How long a statement may run
    #[arg(long, value_name = "TIME")]
    statement_timeout: Option<Span>,
    /// How often a statement that gave up waiting for a lock is tried again [default: 3]
    #[arg(long, value_name = "N")]
    lock_retries: Option<u32>,
    /// Take a backup before the first revision that deletes data, and look at it [folder: backups]
    #[arg(
        long,
        value_name = "FOLDER",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "backups",
        conflicts_with_all = ["dry_run", "sql"]
    )]
    backup: Option<Utf8PathBuf>,
}

impl RunArgs {
    fn options(&self, project: &Project) -> RunnerOptions {
        let config = &project.config.run;
        let time = |given: Option<Span>, configured: Option<Span>| given.or(configured).map(|span| span.0);
        let default = RunnerOptions::default();
        RunnerOptions {
            lock_timeout: time(self.wait, config.wait).unwrap_or(default.lock_timeout),
            timeouts: Timeouts {
                lock: time(self.lock_timeout, config.lock_timeout),
                statement: time(self.statement_timeout, config.statement_timeout),
            },
            lock_retries: self.lock_retries.or(config.lock_retries).unwrap_or(default.lock_retries),
            single_transaction: self.single_transaction,
        }
    }
}

/// Applies or reverts revisions.
pub(crate) fn run(
    direction: Direction,
    target: &str,
    args: &RunArgs,
    (url, connection): (&DatabaseUrl, &mut Connection),
    directory: &MigrationDirectory,
    project: &Project,
    context: &Context,
) -> Result<Exit, Failure> {
    if args.step && !context.may_ask() {
        return Err(Failure::input(
            BAD_INPUT,
            "--step asks before each revision, and nobody can be asked here",
        )
        .with_help("run it on a terminal, or apply one at a time: `schemist upgrade +1`"));
    }
    let options = args.options(project);
    if options.timeouts != Timeouts::default() && connection.engine() == Engine::Sqlite {
        context.terminal.say(
            "lock_timeout and statement_timeout do nothing on SQLite; --wait is how long to wait for its one lock",
        );
    }
    let folder = args.backup.clone().or_else(|| project.config.run.backup.as_ref().map(Utf8PathBuf::from));
    let guard = match folder {
        Some(folder) => {
            let plan = plan(direction, target, connection, directory)?;
            let guard = Guard::new(&folder, url, project, direction, &plan)?;
            if args.backup.is_some() && !plan.is_empty() && !guard.is_needed() {
                context.terminal.say("no backup is taken: nothing that runs deletes data");
            }
            Some(guard)
        }
        None => None,
    };
    let mut runner = Runner::new(connection, directory).with_options(options);
    let mut progress = RunProgress::new(&context.terminal, args.step).guarded(guard);
    let result = match direction {
        Direction::Up => runner.upgrade(target, &mut progress),
        Direction::Down => runner.downgrade(target, &mut progress),
    };
    let stopped = progress.stopped();
    drop(progress);
    match result.map_err(refused)?.is_empty() {
        true if stopped => context.terminal.say("nothing was done"),
        true => context.terminal.say("nothing to do: the database is at its target"),
        false => {}
    }
    Ok(Exit::Success)
}

/// Prints the revisions a run would apply or revert, one a line, in order.
pub(crate) fn dry(
    direction: Direction,
    target: &str,
    connection: &mut Connection,
    project: &Project,
    context: &Context,
) -> Result<Exit, Failure> {
    let directory = revisions::load(project, &context.terminal)?;
    let plan = plan(direction, target, connection, &directory)?;
    let mut text = String::new();
    for revision in &plan {
        text.push_str(&format!("{} {}\n", direction.verb(), revisions::line(revision, &[])));
        if context.terminal.is_verbose() {
            let script = match direction {
                Direction::Up => Some(&revision.up),
                Direction::Down => revision.down.as_ref(),
            };
            text.push_str(script.map_or("", String::as_str));
            text.push('\n');
        }
    }
    context.terminal.result(&text)?;
    if plan.is_empty() {
        context.terminal.say("nothing to do: the database is at its target");
    }
    Ok(Exit::Success)
}

/// Prints the script that another can run in place of Schemist: the statements from A to B of `A:B` and those of the
/// bookkeeping. No database is asked.
pub(crate) fn script(
    direction: Direction,
    target: &str,
    project: &Project,
    context: &Context,
) -> Result<Exit, Failure> {
    let directory = revisions::load(project, &context.terminal)?;
    let engine = offline_engine(project, context)?;
    let (from, to) = match (MigrationDirectory::ends(target), direction) {
        (Some((from, to)), Direction::Up) => (from.unwrap_or("base"), to.unwrap_or("head")),
        (Some((from, to)), Direction::Down) => (from.unwrap_or("head"), to.unwrap_or("base")),
        (None, Direction::Up) => ("base", target),
        (None, Direction::Down) => {
            return Err(Failure::input(BAD_INPUT, "downgrade with --sql requires <fromrev>:<torev>").with_help(
                "e.g. `schemist downgrade head:-1 --sql`: no database is asked, so it has to be said where it stands",
            ));
        }
    };
    let applied = directory.applied_at(from).map_err(refused)?;
    let plan = match direction {
        Direction::Up => directory.upgrade_plan(to, &applied),
        Direction::Down => directory.downgrade_plan(to, &applied),
    };
    let plan = plan.map_err(refused)?;
    let script = schemist_migrate::offline_script(engine, direction, &plan).map_err(refused)?;
    context.terminal.result(&script)?;
    if plan.is_empty() {
        context.terminal.say(&format!("nothing to do from {from} to {to}"));
    }
    Ok(Exit::Success)
}

/// The engine of a script for another to run.
pub(crate) fn offline_engine(project: &Project, context: &Context) -> Result<Engine, Failure> {
    match context.database_url(project) {
        Ok(url) => Ok(url.engine()),
        Err(_) => revisions::engine(project, context),
    }
}

/// Where a database says itself where it stands, a range says it twice.
pub(crate) fn refuse_range(target: &str) -> Result<(), Failure> {
    match MigrationDirectory::ends(target) {
        Some(_) => Err(Failure::input(BAD_INPUT, "Range revision not allowed")
            .with_help("a range A:B is for --sql, where no database is asked; name the target alone")),
        None => Ok(()),
    }
}

/// The directory, once it is sure that the target is one. For a database that a run would create.
pub(crate) fn checked_directory(
    direction: Direction,
    target: &str,
    url: &DatabaseUrl,
    project: &Project,
    context: &Context,
) -> Result<MigrationDirectory, Failure> {
    let directory = revisions::load(project, &context.terminal)?;
    if database::is_missing(url) {
        plan(direction, target, &mut database::open_or_empty(url)?, &directory)?;
    }
    Ok(directory)
}

fn plan<'d>(
    direction: Direction,
    target: &str,
    connection: &mut Connection,
    directory: &'d MigrationDirectory,
) -> Result<Vec<&'d Revision>, Failure> {
    let applied = revisions::applied(directory, connection)?;
    match direction {
        Direction::Up => directory.upgrade_plan(target, &applied),
        Direction::Down => directory.downgrade_plan(target, &applied),
    }
    .map_err(refused)
}
