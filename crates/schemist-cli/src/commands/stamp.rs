use std::collections::BTreeSet;

use clap::Args;
use schemist_migrate::{MigrationDirectory, Revision, Runner, Status};

use crate::codes::BAD_INPUT;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::progress::RunProgress;
use crate::project::Project;
use crate::revisions::place::resolved;
use crate::revisions::{self, refused};
use crate::{database, runs};

const EXAMPLES: &str = "\
Changes only what is recorded, never the schema. What the target needs is recorded as applied,
what follows the target as not applied; other branches stay as they are.

Examples:
  schemist stamp head                             the schema is there already
  schemist stamp 2026-11-21
  schemist stamp base
  schemist stamp --purge head                     forget all that is recorded first
  schemist stamp --repair                         take edited files as they are, forget missing ones
  schemist stamp --sql head > stamp.sql";

/// Record revisions as applied, or as not applied, without running them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct StampArgs {
    /// Where the database stands
    #[arg(value_name = "TARGET", required_unless_present = "repair")]
    targets: Vec<String>,
    /// Forget all that is recorded first, also versions that have no directory
    #[arg(long)]
    purge: bool,
    /// Take the files of applied revisions as they are now, and forget versions that have no directory
    #[arg(long, conflicts_with_all = ["targets", "purge", "sql"])]
    repair: bool,
    /// Print the statements, and record nothing
    #[arg(long)]
    sql: bool,
}

/// Prints what was recorded, one a line.
pub(crate) fn run(args: &StampArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    args.targets.iter().try_for_each(|target| runs::refuse_range(target))?;
    if args.sql {
        return script(args, &directory, &project, context);
    }
    let mut connection = database::open_or_create(&context.database_url(&project)?)?;
    let mut runner = Runner::new(&mut connection, &directory);
    let status = runner.status().map_err(refused)?;
    let change = match args.repair {
        true => repaired(&directory, &status),
        false => stamped(args, &directory, &status)?,
    };
    let mut progress = RunProgress::new(&context.terminal, false);
    let marked: Vec<&str> = change.marked.iter().map(|revision| revision.version.as_str()).collect();
    runner.stamp(&marked, &change.forgotten, &mut progress).map_err(refused)?;
    drop(progress);
    let lines = change.marked.iter().map(|revision| format!("applied {}\n", revisions::line(revision, &[])));
    let marked: BTreeSet<&str> = marked.into_iter().collect();
    let is_marked = |version: &&String| !marked.contains(version.as_str());
    let in_words = |version: &String| match directory.get(version) {
        Some(revision) => revisions::line(revision, &[]),
        None => format!("{version}, which has no directory"),
    };
    let forgotten = change.forgotten.iter().filter(is_marked);
    let forgotten = forgotten.map(|version| format!("not applied {}\n", in_words(version)));
    context.terminal.result(&lines.chain(forgotten).collect::<String>())?;
    if change.marked.is_empty() && change.forgotten.is_empty() {
        context.terminal.say("nothing to do: the record is as it should be");
    }
    Ok(Exit::Success)
}

/// What is recorded anew.
struct Change<'d> {
    marked: Vec<&'d Revision>,
    forgotten: Vec<String>,
}

fn stamped<'d>(
    args: &StampArgs,
    directory: &'d MigrationDirectory,
    status: &Status<'_>,
) -> Result<Change<'d>, Failure> {
    let applied: Vec<String> = status.applied.iter().map(|applied| applied.version.clone()).collect();
    let (wanted, above) = wanted(args, directory, &applied)?;
    let known: BTreeSet<&String> = applied.iter().collect();
    let edited: BTreeSet<&String> = status.edited.iter().map(|edited| &edited.version).collect();
    let is_applied = |revision: &&Revision| !args.purge && known.contains(&revision.version);
    let is_edited = |revision: &&Revision| edited.contains(&revision.version);
    let marked = wanted.into_iter().filter(|revision| !is_applied(revision) || is_edited(revision)).collect();
    // What stopped half-way is forgotten with what comes after the target: it is neither here nor there.
    let half_way = status.interrupted.iter().map(|interrupted| interrupted.version.clone());
    let known: BTreeSet<String> = applied.iter().cloned().chain(half_way).collect();
    let is_forgotten = |version: &String| args.purge || above.contains(version.as_str());
    let forgotten = known.into_iter().filter(is_forgotten).collect();
    Ok(Change { marked, forgotten })
}

/// What the targets need, in order, and the versions of what follows them.
fn wanted<'d>(
    args: &StampArgs,
    directory: &'d MigrationDirectory,
    applied: &[String],
) -> Result<(Vec<&'d Revision>, BTreeSet<&'d str>), Failure> {
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for target in &args.targets {
        let none: [&str; 0] = [];
        // `current` and steps from it are where the database is now; all that this needs from the beginning.
        for revision in directory.resolve(target, applied).map_err(refused)? {
            let plan = directory.upgrade_plan(&revision.version, &none).map_err(refused)?;
            needed.extend(plan.into_iter().map(|revision| revision.version.as_str()));
        }
    }
    let all: Vec<&str> = directory.revisions().iter().map(|revision| revision.version.as_str()).collect();
    let mut above: BTreeSet<&str> = BTreeSet::new();
    for target in &args.targets {
        let found = directory.downgrade_plan(target, &all).map_err(refused)?;
        above.extend(found.into_iter().map(|revision| revision.version.as_str()));
    }
    above.retain(|version| !needed.contains(version));
    let wanted = directory.revisions().iter().filter(|revision| needed.contains(revision.version.as_str()));
    Ok((wanted.collect(), above))
}

fn repaired<'d>(directory: &'d MigrationDirectory, status: &Status<'_>) -> Change<'d> {
    let marked = status.edited.iter().filter_map(|edited| directory.get(&edited.version)).collect();
    Change { marked, forgotten: status.missing.clone() }
}

fn script(
    args: &StampArgs,
    directory: &MigrationDirectory,
    project: &Project,
    context: &Context,
) -> Result<Exit, Failure> {
    if args.targets.iter().any(|target| target.contains("current") || target.starts_with(['+', '-'])) {
        return Err(Failure::input(BAD_INPUT, "with --sql no database is asked where it stands")
            .with_help("name the revision, head or base"));
    }
    args.targets.iter().try_for_each(|target| resolved(target, directory).map(drop))?;
    let engine = runs::offline_engine(project, context)?;
    let (wanted, above) = wanted(args, directory, &[])?;
    let all = directory.revisions().iter().map(|revision| revision.version.as_str());
    let forgotten: Vec<&str> = match args.purge {
        true => all.collect(),
        false => above.into_iter().collect(),
    };
    context.terminal.result(&schemist_migrate::offline_stamp(engine, &wanted, &forgotten))?;
    Ok(Exit::Success)
}
