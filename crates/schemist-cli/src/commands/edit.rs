use std::process::Command;

use clap::Args;
use schemist_diagnostics::Diagnostic;

use crate::codes::{BAD_INPUT, MIGRATIONS};
use crate::context::Context;
use crate::failure::{Exit, Failure, Sources};
use crate::revisions::place::single;
use crate::revisions::write::seal;
use crate::{database, revisions};

const EXAMPLES: &str = "\
The editor is the one of VISUAL or EDITOR. Afterwards revision.json has the checksums of the
files as they are.

Examples:
  schemist edit head
  schemist edit add_zoning
  EDITOR='code --wait' schemist edit head";

/// Open the files of a revision in an editor
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct EditArgs {
    /// Which revision
    #[arg(value_name = "REV", default_value = "head")]
    revision: String,
}

/// Prints the files that were opened.
pub(crate) fn run(args: &EditArgs, context: &Context) -> Result<Exit, Failure> {
    let project = context.project()?;
    let directory = revisions::load(&project, &context.terminal)?;
    let revision = single(&args.revision, &directory)?;
    let path = project.migrations.join(&revision.directory);
    let files: Vec<_> =
        ["up.sql", "down.sql"].map(|name| path.join(name)).into_iter().filter(|f| f.is_file()).collect();

    // Only a hint: without a database the files can be edited all the same.
    let applied = context
        .database_url(&project)
        .and_then(|url| database::open(&url))
        .and_then(|mut connection| revisions::applied(&directory, &mut connection));
    if applied.is_ok_and(|applied| applied.contains(&revision.version)) {
        let finding = Diagnostic::warning(
            MIGRATIONS,
            format!("{} is applied: a change of up.sql will be refused", revision.directory),
        )
        .with_help("revert it first (`schemist downgrade`), or write a new revision");
        context.terminal.diagnostics(&[finding], &Sources::new());
    }
    let editor = editor()?;
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let failed = |why: String| {
        Failure::input(BAD_INPUT, format!("the editor `{editor}` {why}"))
            .with_help("it is the one of VISUAL or EDITOR")
    };
    let status = Command::new(program).args(words).args(&files).status();
    let status = status.map_err(|error| failed(format!("cannot be run: {error}")))?;
    if !status.success() {
        return Err(failed(format!("failed ({status})")));
    }
    seal(&path)?;
    context.terminal.result(&files.iter().map(|file| project.shown(file) + "\n").collect::<String>())?;
    Ok(Exit::Success)
}

fn editor() -> Result<String, Failure> {
    let set = |name| std::env::var(name).ok().filter(|value: &String| !value.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).ok_or_else(|| {
        Failure::input(BAD_INPUT, "no editor is set").with_help("set VISUAL or EDITOR, e.g. EDITOR=vi")
    })
}
