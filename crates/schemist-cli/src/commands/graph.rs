use camino::Utf8PathBuf;
use clap::{Args, ValueEnum};
use schemist_migrate::{HistoryEntry, Revision};
use schemist_report::{GraphEdge, GraphNode, dot_graph, mermaid_graph};

use crate::commands::history;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::{files, revisions};

const EXAMPLES: &str = "\
Lines lead from a revision to those that follow it, dashed ones to those that depend on it. Where
a database is named and can be reached, the revision at which it stands is coloured.

Examples:
  schemist graph                                    in the terminal
  schemist graph --format mermaid                   for Markdown
  schemist graph --format dot | dot -Tsvg > revisions.svg";

/// Draw the graph of revisions
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct GraphArgs {
    /// In which language
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<Utf8PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines of letters, the latest at the top
    Text,
    /// Drawn by code hosts in Markdown
    Mermaid,
    /// For Graphviz
    Dot,
}

/// Prints or writes the graph.
pub(crate) fn run(args: &GraphArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let applied = history::applied_if_reachable(&project, &directory, context);
    let mut entries = directory.history(&applied);
    let text = match args.format {
        Format::Text => {
            entries.reverse();
            history::graph(&entries, &project, context)
        }
        Format::Mermaid => mermaid_graph(&nodes(&entries), &edges(&entries)),
        Format::Dot => dot_graph(&nodes(&entries), &edges(&entries)),
    };
    match &args.out {
        None => context.terminal.result(&text)?,
        Some(path) => {
            files::write(path, &text)?;
            context.terminal.say(&format!("wrote {path}"));
        }
    }
    Ok(Exit::Success)
}

fn nodes(entries: &[HistoryEntry<'_>]) -> Vec<GraphNode> {
    let node = |entry: &HistoryEntry<'_>| {
        let Revision { message, labels, .. } = entry.revision;
        let labels: String = labels.iter().map(|label| format!(" ({label})")).collect();
        GraphNode {
            version: entry.revision.display_version().to_owned(),
            text: format!("{message}{labels}"),
            is_current: entry.is_current,
            is_head: entry.is_head(),
        }
    };
    entries.iter().map(node).collect()
}

fn edges(entries: &[HistoryEntry<'_>]) -> Vec<GraphEdge> {
    let place = |version: &str| entries.iter().position(|entry| entry.revision.version == version);
    let mut edges = Vec::new();
    for (to, entry) in entries.iter().enumerate() {
        let parents = entry.parents.iter().map(|parent| (parent.version.as_str(), false));
        let needed = entry.revision.depends_on.iter().map(|version| (version.as_str(), true));
        for (version, is_dependency) in parents.chain(needed) {
            edges.extend(place(version).map(|from| GraphEdge { from, to, is_dependency }));
        }
    }
    edges
}
