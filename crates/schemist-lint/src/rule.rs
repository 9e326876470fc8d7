use schemist_diagnostics::{Code, Diagnostic};

use crate::Change;
use crate::context::Context;

/// A rule: what it is called, its page, and how it checks.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code, e.g. `L101`, and its name, e.g. `drop-table`.
    pub code: Code,
    /// The doc comment of its file is its page.
    pub(crate) source: &'static str,
    pub(crate) check: Check,
}

/// What a rule looks at, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// Each change of what was there before the revision: a table that is created with it has no rows and no readers.
    Existing(fn(&Context<'_>, Code, &Change<'_>) -> Option<Diagnostic>),
    /// The same, with several findings about one change.
    ExistingMany(fn(&Context<'_>, Code, &Change<'_>) -> Vec<Diagnostic>),
    /// Each change.
    Every(fn(&Context<'_>, Code, &Change<'_>) -> Option<Diagnostic>),
    /// The same, with several findings about one change.
    EveryMany(fn(&Context<'_>, Code, &Change<'_>) -> Vec<Diagnostic>),
    /// The revision as a whole.
    Revision(fn(&Context<'_>, Code) -> Vec<Diagnostic>),
}

impl Rule {
    /// Its page in Markdown: what it does, why it matters, an example, what to do.
    pub fn page(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let mut page = format!("# {} ({})\n\n", self.code.name, self.code.id);
        for line in lines {
            page.push_str(line.strip_prefix(' ').unwrap_or(line));
            page.push('\n');
        }
        page
    }

    /// Its findings, each with the change it is about.
    pub(crate) fn check<'c>(&self, cx: &'c Context<'_>) -> Vec<(Diagnostic, Option<&'c Change<'c>>)> {
        let code = self.code;
        let existing = || cx.on_existing_tables();
        let mut found = Vec::new();
        match self.check {
            Check::Existing(check) => {
                found.extend(existing().filter_map(|c| Some((check(cx, code, c)?, Some(c)))));
            }
            Check::Every(check) => {
                found.extend(cx.changes().filter_map(|c| Some((check(cx, code, c)?, Some(c)))));
            }
            Check::ExistingMany(check) => {
                found.extend(
                    existing().flat_map(|c| check(cx, code, c).into_iter().map(move |d| (d, Some(c)))),
                );
            }
            Check::EveryMany(check) => {
                let each = cx.changes();
                found.extend(each.flat_map(|c| check(cx, code, c).into_iter().map(move |d| (d, Some(c)))));
            }
            Check::Revision(check) => found.extend(check(cx, code).into_iter().map(|d| (d, None))),
        }
        found
    }
}
