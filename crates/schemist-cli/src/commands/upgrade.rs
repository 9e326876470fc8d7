use clap::Args;
use schemist_migrate::Direction;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::runs::RunArgs;
use crate::{database, runs};

const EXAMPLES: &str = "\
TARGET is a version, a unique beginning of one, a unique part of a revision's name, head,
heads, +N (the next N), or one of these on a branch (shop@head, shop@+1). A SQLite file that
does not exist is created. Progress goes to standard error.

With --sql no database is asked: TARGET says from where to where (A:B; without A from the
beginning), and the script holds the statements of the bookkeeping too.

Examples:
  schemist upgrade head
  schemist upgrade +1
  schemist upgrade add_zoning --dry-run
  schemist upgrade head --backup                  a copy first, where data is deleted
  schemist upgrade heads --single-transaction --wait 5min
  schemist upgrade --sql 2026-11-21:head > upgrade.sql";

/// Apply revisions up to a target
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct UpgradeArgs {
    /// How far
    #[arg(value_name = "TARGET", default_value = "head")]
    target: String,
    /// Print the revisions that would be applied, and apply none; with -v their statements
    #[arg(long)]
    dry_run: bool,
    /// Print the script that another can run, and apply nothing
    #[arg(long, conflicts_with = "dry_run")]
    sql: bool,
    #[command(flatten)]
    run: RunArgs,
}

/// Applies, or prints what it would apply.
pub(crate) fn run(args: &UpgradeArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    if args.sql {
        return runs::script(Direction::Up, &args.target, &project, context);
    }
    runs::refuse_range(&args.target)?;
    let url = context.database_url(&project)?;
    if args.dry_run {
        let mut connection = database::open_or_empty(&url)?;
        return runs::dry(Direction::Up, &args.target, &mut connection, &project, context);
    }
    // Looked at first: a database is not created for nothing.
    let directory = runs::checked_directory(Direction::Up, &args.target, &url, &project, context)?;
    let mut connection = database::open_or_create(&url)?;
    runs::run(Direction::Up, &args.target, &args.run, (&url, &mut connection), &directory, &project, context)
}
