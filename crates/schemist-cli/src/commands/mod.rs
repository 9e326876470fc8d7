//! One file per command.

pub(crate) mod baseline;
pub(crate) mod branches;
pub(crate) mod check;
pub(crate) mod current;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod downgrade;
pub(crate) mod edit;
pub(crate) mod ensure_version;
pub(crate) mod erd;
pub(crate) mod explain;
pub(crate) mod graph;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod lint;
pub(crate) mod merge;
pub(crate) mod revision;
pub(crate) mod scaffold;
pub(crate) mod show;
pub(crate) mod squash;
pub(crate) mod stamp;
pub(crate) mod upgrade;

use crate::cli::Command;
use crate::context::Context;
use crate::failure::{Exit, Failure};

/// Runs the command.
pub(crate) fn run(command: Command, context: &Context) -> Result<Exit, Failure> {
    match command {
        Command::Init(args) => init::run(&args, context),
        Command::Scaffold(args) => scaffold::run(&args, context),
        Command::Revision(args) => revision::run(&args, context),
        Command::Merge(args) => merge::run(&args, context),
        Command::Upgrade(args) => upgrade::run(&args, context),
        Command::Downgrade(args) => downgrade::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Current(args) => current::run(&args, context),
        Command::Graph(args) => graph::run(&args, context),
        Command::History(args) => history::run(&args, context),
        Command::Heads(args) => heads::run(&args, context),
        Command::Branches(args) => branches::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Edit(args) => edit::run(&args, context),
        Command::Stamp(args) => stamp::run(&args, context),
        Command::EnsureVersion(args) => ensure_version::run(&args, context),
        Command::Squash(args) => squash::run(&args, context),
        Command::Baseline(args) => baseline::run(&args, context),
        Command::Doctor(args) => doctor::run(&args, context),
        Command::Lint(args) => lint::run(&args, context),
        Command::Diff(args) => diff::run(&args, context),
        Command::Erd(args) => erd::run(&args, context),
        Command::Inspect(args) => inspect::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
    }
}
