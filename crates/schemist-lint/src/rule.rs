use schemist_diagnostics::{Code, Diagnostic};

use crate::context::Context;

/// A rule: what it is called, its page, and how it checks.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code, e.g. `L101`, and its name, e.g. `drop-table`.
    pub code: Code,
    /// The doc comment of its file is its page.
    pub(crate) source: &'static str,
    pub(crate) check: fn(&Context<'_>, Code) -> Vec<Diagnostic>,
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

    pub(crate) fn check(&self, context: &Context<'_>) -> Vec<Diagnostic> {
        (self.check)(context, self.code)
    }
}
