use clap::Args;

use crate::codes::BAD_INPUT;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::revisions;
use crate::revisions::message::message;
use crate::revisions::place::Place;
use crate::revisions::write::{self, NewRevision, Texts, no_plans};

const EXAMPLES: &str = "\
Where two branches of the code each added a revision, both are heads once the branches are
merged. The new revision follows both and does nothing by itself; an upgrade applies what of
either is not applied.

Examples:
  schemist merge heads -m \"join zoning and prices\"
  schemist merge 2026-11-21 2026-11-22 -m \"join zoning and prices\"";

/// Write a revision that joins several heads
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct MergeArgs {
    /// What to join
    #[arg(value_name = "REV", default_value = "heads")]
    revisions: Vec<String>,
    /// What it joins, in a few words
    #[arg(short, long)]
    message: Option<String>,
    /// A name for the branch that begins with it
    #[arg(long, value_name = "LABEL")]
    branch_label: Vec<String>,
    /// Join revisions that have successors too
    #[arg(long)]
    splice: bool,
    /// The version, in place of the time
    #[arg(long, value_name = "VERSION")]
    rev_id: Option<String>,
}

/// Prints the path that was written.
pub(crate) fn run(args: &MergeArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let place = Place {
        parents: args.revisions.clone(),
        splice: args.splice,
        labels: args.branch_label.clone(),
        depends_on: Vec::new(),
    };
    let links = place.links(&directory)?;
    if links.revises.len() < 2 {
        let one = links.revises.first().map(|one| format!(": {one}")).unwrap_or_default();
        return Err(Failure::input(BAD_INPUT, format!("nothing to join, there is one head{one}"))
            .with_help("`schemist heads` lists them"));
    }
    let engine = revisions::engine(&project, context)?;
    let joined = format!("join {}", links.revises.join(" and "));
    let message = message(Some(args.message.as_deref().unwrap_or(&joined)), context)?;
    let nothing = "-- Joins branches of the history; nothing to do.\nSELECT 1;\n".to_owned();
    let texts = Texts {
        up: nothing.clone(),
        down: Some(nothing),
        in_transaction: Some(true),
        replaces: Vec::new(),
        named: None,
    };
    let revision = NewRevision {
        message: &message,
        rev_id: args.rev_id.as_deref(),
        links,
        engine,
        plans: &no_plans(engine),
        findings: &[],
        managed: None,
        texts: Some(texts),
    };
    let written = write::write(&revision, &project, &directory)?;
    write::print(&written, &project, context)
}
