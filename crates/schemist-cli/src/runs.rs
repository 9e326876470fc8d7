//! Running migrations, and telling what a run would do.

use schemist_migrate::{Direction, MigrationDirectory, Revision, Runner};
use schemist_reflect::{Connection, DatabaseUrl};

use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure};
use crate::progress::RunProgress;
use crate::project::Project;
use crate::revisions::{self, refused};

/// Applies or reverts revisions.
pub(crate) fn run(
    direction: Direction,
    target: &str,
    connection: &mut Connection,
    directory: &MigrationDirectory,
    context: &Context,
) -> Result<Exit, Failure> {
    let mut runner = Runner::new(connection, directory);
    let mut progress = RunProgress::new(&context.terminal);
    let result = match direction {
        Direction::Up => runner.upgrade(target, &mut progress),
        Direction::Down => runner.downgrade(target, &mut progress),
    };
    drop(progress);
    if result.map_err(refused)?.is_empty() {
        context.terminal.say("nothing to do: the database is at its target");
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
