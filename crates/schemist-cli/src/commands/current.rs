use camino::Utf8Path;
use clap::Args;
use schemist_diagnostics::Diagnostic;
use schemist_migrate::{Runner, Status};

use crate::codes::BEHIND;
use crate::context::Context;
use crate::database;
use crate::failure::{Exit, Failure, Sources};
use crate::project::Project;
use crate::revisions::{self, refused};

const EXAMPLES: &str = "\
Prints nothing where no revision is applied.

Examples:
  schemist current
  schemist current -v                             with when each was applied, and by what
  schemist current --check-heads                  exits with 1 unless everything is applied";

/// Print where the database stands
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CurrentArgs {
    /// Exit with 1 unless every revision is applied, and nothing else
    #[arg(short, long)]
    check_heads: bool,
}

/// Prints the applied revisions that no applied one follows, one a line.
pub(crate) fn run(args: &CurrentArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let mut connection = database::open(&context.database_url(&project)?)?;
    let status = Runner::new(&mut connection, &directory).status().map_err(refused)?;

    let heads = directory.heads();
    let lines = status.current.iter().map(|revision| {
        let is_head = heads.iter().any(|head| head.version == revision.version);
        let marks: &[&str] = if is_head { &["head"] } else { &[] };
        let details = match context.terminal.is_verbose() {
            true => details(&revision.version, &status, &project, &revision.path),
            false => String::new(),
        };
        revisions::line(revision, marks) + "\n" + &details
    });
    context.terminal.result(&lines.collect::<String>())?;
    if args.check_heads && !status.is_up_to_date() {
        context.terminal.diagnostics(&[behind(&status)], &Sources::new());
        return Ok(Exit::Differences);
    }
    let target = if directory.heads().len() > 1 { "heads" } else { "head" };
    match status.pending.len() {
        0 => {}
        1 => context.terminal.say(&format!("1 revision is pending: `schemist upgrade {target}` applies it")),
        n => context
            .terminal
            .say(&format!("{n} revisions are pending: `schemist upgrade {target}` applies them")),
    }
    Ok(Exit::Success)
}

fn details(version: &str, status: &Status<'_>, project: &Project, path: &Utf8Path) -> String {
    let mut text = format!("    path {}\n", project.shown(path));
    let Some(applied) = status.applied.iter().find(|applied| applied.version == version) else { return text };
    let by = match &applied.ledger {
        Some(ledger) => format!(" by schemist {} in {} ms", ledger.tool_version, ledger.duration_ms),
        None => " by another tool".to_owned(),
    };
    text.push_str(&format!("    applied {}{by}\n", applied.run_on));
    text
}

fn behind(status: &Status<'_>) -> Diagnostic {
    let mut finding = Diagnostic::error(BEHIND, "Database is not on all head revisions");
    if let Some(first) = status.pending.first() {
        let more = match status.pending.len() {
            1 => "is not applied".to_owned(),
            n => format!("and {} more are not applied", n - 1),
        };
        finding = finding.with_note(format!("{} {more}", first.directory));
    }
    for version in &status.missing {
        finding = finding.with_note(format!("{version} is applied and has no directory"));
    }
    for interrupted in &status.interrupted {
        finding = finding.with_note(format!("{} stopped half-way", interrupted.version));
    }
    finding.with_help("`schemist upgrade heads` brings it there")
}
