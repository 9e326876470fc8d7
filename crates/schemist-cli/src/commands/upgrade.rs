use clap::Args;
use schemist_migrate::Direction;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::{database, runs};

const EXAMPLES: &str = "\
TARGET is a version, a unique beginning of one, a unique part of a revision's name, head,
heads, or +N (the next N). A SQLite file that does not exist is created. Progress goes to
standard error.

Examples:
  schemist upgrade head
  schemist upgrade +1
  schemist upgrade add_zoning --dry-run";

/// Apply revisions up to a target
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct UpgradeArgs {
    /// How far
    #[arg(value_name = "TARGET", default_value = "head")]
    target: String,
    /// Print the revisions that would be applied, and apply none
    #[arg(long)]
    dry_run: bool,
}

/// Applies, or prints what it would apply.
pub(crate) fn run(args: &UpgradeArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let url = context.database_url(&project)?;
    if args.dry_run {
        let mut connection = database::open_or_empty(&url)?;
        return runs::dry(Direction::Up, &args.target, &mut connection, &project, context);
    }
    // Looked at first: a database is not created for nothing.
    let directory = runs::checked_directory(Direction::Up, &args.target, &url, &project, context)?;
    let mut connection = database::open_or_create(&url)?;
    runs::run(Direction::Up, &args.target, &mut connection, &directory, context)
}
