use clap::Args;
use schemist_diagnostics::Code;

use crate::codes::{self, BAD_INPUT};
use crate::config::nearest;
use crate::context::Context;
use crate::failure::{Exit, Failure};

const EXAMPLES: &str = "\
Examples:
  schemist explain D101
  schemist explain unmanaged-table
  schemist explain                                all codes";

/// Explain the code of a finding
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The code, e.g. D101, or its name, e.g. unmanaged-table
    code: Option<String>,
}

/// One code with what it means.
struct Entry {
    id: &'static str,
    name: &'static str,
    page: String,
}

/// Prints the page of a code, or all codes.
pub(crate) fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let entries = entries();
    let text = match &args.code {
        Some(code) => page(code, &entries)?,
        None => entries.iter().map(|entry| format!("{}  {}\n", entry.id, entry.name)).collect(),
    };
    context.terminal.result(&text)?;
    Ok(Exit::Success)
}

fn page(code: &str, entries: &[Entry]) -> Result<String, Failure> {
    let found = entries.iter().find(|entry| entry.id.eq_ignore_ascii_case(code) || entry.name == code);
    if let Some(entry) = found {
        return Ok(format!("{}\n", entry.page.trim_end()));
    }
    let words: Vec<&str> = entries.iter().flat_map(|entry| [entry.id, entry.name]).collect();
    let failure = Failure::input(BAD_INPUT, format!("there is no code `{code}`"));
    Err(match nearest(code, &words) {
        Some(near) => failure.with_help(format!("did you mean `{near}`?")),
        None => failure.with_help("`schemist explain` lists them all"),
    })
}

/// The codes of all stages, sorted.
fn entries() -> Vec<Entry> {
    let lines = codes::CODES.iter().chain(schemist_diff::CODES);
    let mut entries: Vec<Entry> =
        lines.map(|(code, line)| entry(code, format!("# {} ({})\n\n{line}", code.name, code.id))).collect();
    entries.extend(schemist_lint::rules().iter().map(|rule| entry(&rule.code, rule.page())));
    entries.sort_by_key(|entry| entry.id);
    entries
}

fn entry(code: &Code, page: String) -> Entry {
    Entry { id: code.id, name: code.name, page }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once_and_has_a_page() {
        let entries = entries();
        for pair in entries.windows(2) {
            assert!(pair[0].id < pair[1].id, "{}", pair[1].id);
        }
        assert!(entries.iter().all(|entry| !entry.page.is_empty() && !entry.name.contains(' ')));
        assert!(page("d101", &entries).unwrap().contains("left alone"));
        assert!(
            page("unmanaged-tabel", &entries).unwrap_err().diagnostics[0].help[0]
                .contains("`unmanaged-table`")
        );
    }
}
