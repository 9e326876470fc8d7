use std::process::Command;

use crate::needs;
use crate::process::{self, Result, cargo, root};

/// What to bless.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only cases whose name holds this, e.g. `columns::rename` or `postgres`; `lint` is what the rules say
    /// of their fixtures.
    filter: Option<String>,
}

/// The cases run in full: a snapshot is written even where the case then fails, and the failure is shown.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.filter.as_deref().is_none_or(|filter| filter == "lint") {
        let mut bless = cargo(&["test", "--quiet", "--package", "schemist-lint", "--test", "fixtures"]);
        process::run(bless.env("SCHEMIST_BLESS", "1"))?;
    }
    if arguments.filter.as_deref() == Some("lint") {
        return Ok(());
    }
    let mut bless = cargo(&["test", "--quiet", "--package", "schemist-testing", "--test", "fixtures"]);
    bless.args(needs::mysql_if_it_builds().map(|_| "--features=mysql"));
    let outcome = process::run(bless.arg("--").args(&arguments.filter).env("SCHEMIST_BLESS", "1"));
    process::run(Command::new("git").args(["status", "--short", "snapshots"]).current_dir(root()))?;
    outcome
}
