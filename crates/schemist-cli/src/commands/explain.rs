use clap::Args;

use crate::codes::{self, BAD_INPUT};
use crate::config::nearest;
use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::stages;

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

/// One code with its page.
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

/// The page of a code in Markdown.
pub(crate) fn page_of(id: &str) -> Option<String> {
    entries().into_iter().find(|entry| entry.id == id).map(|entry| entry.page)
}

/// The codes of all stages, sorted.
fn entries() -> Vec<Entry> {
    let of_lists = codes::CODES.iter().chain(schemist_diff::CODES);
    let of_lists = of_lists.map(|(code, text)| (code.id, code.name, *text));
    let mut entries: Vec<Entry> = of_lists
        .chain(stages::PAGES.iter().copied())
        .map(|(id, name, text)| Entry { id, name, page: format!("# {name} ({id})\n\n{text}") })
        .collect();
    let rules = schemist_lint::rules().iter();
    entries.extend(rules.map(|rule| Entry { id: rule.code.id, name: rule.code.name, page: rule.page() }));
    entries.sort_by_key(|entry| entry.id);
    entries
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The codes that the sources of the workspace declare: (identifier, name).
    fn declared(folder: &std::path::Path, found: &mut BTreeSet<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.file_stem().is_some_and(|name| name == "tests") {
                continue;
            }
            if path.is_dir() {
                declared(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                for declaration in code.split("Code = Code::new(\"").skip(1) {
                    let mut parts = declaration.split('"');
                    found.insert((parts.next().unwrap().to_owned(), parts.nth(1).unwrap().to_owned()));
                }
            }
        }
    }

    #[test]
    fn every_code_of_the_workspace_is_explained() {
        let mut found = BTreeSet::new();
        for krate in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).unwrap() {
            declared(&krate.unwrap().path().join("src"), &mut found);
        }
        let entries = entries();
        for (id, name) in found {
            let explained = entries.iter().any(|entry| entry.id == id && entry.name == name);
            assert!(explained, "{id} {name}: give it a page in stages.rs");
        }
    }

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
