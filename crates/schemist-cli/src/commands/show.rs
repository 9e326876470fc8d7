use clap::Args;
use schemist_emit::RevisionFile;
use schemist_migrate::{MigrationDirectory, Revision};

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::project::Project;
use crate::revisions::{self, refused};

const EXAMPLES: &str = "\
A revision is named by its version, a unique beginning of it, a unique part of its name, head,
or head-1.

Examples:
  schemist show head
  schemist show add_zoning
  schemist show -v 2026-11-21-103000-0000         with its statements";

/// Print what a revision is and does
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ShowArgs {
    /// Which revision
    #[arg(value_name = "REV")]
    revision: String,
}

/// Prints the revisions that the name stands for. No database is asked.
pub(crate) fn run(args: &ShowArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let found = directory.resolve(&args.revision, &[] as &[&str]).map_err(refused)?;
    let texts = found.into_iter().map(|revision| text(revision, &directory, &project, context));
    context.terminal.result(&texts.collect::<Result<Vec<_>, _>>()?.join("\n"))?;
    Ok(Exit::Success)
}

fn text(
    revision: &Revision,
    directory: &MigrationDirectory,
    project: &Project,
    context: &Context,
) -> Result<String, Failure> {
    let names = |versions: &[String]| {
        let names: Vec<&str> = versions
            .iter()
            .map(|version| directory.get(version).map_or(version.as_str(), Revision::display_version))
            .collect();
        names.join(", ")
    };
    let mut lines = vec![
        format!("Revision:    {}", revision.display_version()),
        format!("Message:     {}", revisions::one_line(&revision.message)),
        format!(
            "Revises:     {}",
            if revision.is_base() { "nothing".to_owned() } else { names(&revision.revises) }
        ),
    ];
    if !revision.depends_on.is_empty() {
        lines.push(format!("Depends on:  {}", names(&revision.depends_on)));
    }
    if !revision.labels.is_empty() {
        lines.push(format!("Labels:      {}", revision.labels.join(", ")));
    }
    if let Some(created_at) = &revision.created_at {
        lines.push(format!("Created:     {created_at}"));
    }
    lines.push(format!("Transaction: {}", if revision.run_in_transaction { "one" } else { "none" }));
    lines.push(format!("Path:        {}", project.shown(&revision.path)));
    let mut text: String = lines.into_iter().map(|line| line + "\n").collect();
    if let Some(json) = &revision.revision_json {
        text.push_str(&content(json)?);
    }
    if context.terminal.is_verbose() {
        text.push_str(&format!("\n-- up.sql\n{}", revision.up));
        text.push_str(
            &revision.down.as_ref().map(|down| format!("\n-- down.sql\n{down}")).unwrap_or_default(),
        );
    }
    Ok(text)
}

/// The operations and findings that were recorded with the revision.
fn content(json: &str) -> Result<String, Failure> {
    let file = RevisionFile::from_json(json)
        .map_err(|error| Failure::input(crate::codes::MIGRATIONS, error.to_string()))?;
    let mut text = String::new();
    if !file.operations.is_empty() {
        text.push_str(&format!("Operations:\n{}", schemist_report::summary(&file.operations, &[], false)));
    }
    if !file.findings.is_empty() {
        text.push_str("Findings:\n");
    }
    for finding in &file.findings {
        text.push_str(&format!("  {} {}\n", finding.code, revisions::one_line(&finding.message)));
    }
    Ok(text)
}
