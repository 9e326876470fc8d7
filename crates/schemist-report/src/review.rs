use schemist_diagnostics::{Code, Diagnostic};
use schemist_lint::Touched;
use schemist_schema::Operation;

/// What a reviewer is shown: a change and what was found about it.
pub struct Review<'a> {
    /// What it is about, e.g. `models against the database`.
    pub title: &'a str,
    /// The change.
    pub operations: &'a [Operation],
    /// For each operation the rows it has to do with; empty where that is not known.
    pub touched: &'a [Vec<Touched>],
    /// What was found.
    pub diagnostics: &'a [Diagnostic],
    /// The SQL that carries the change out, where there is one.
    pub sql: Option<&'a str>,
    /// The page of a code, in Markdown.
    pub page: &'a dyn Fn(Code) -> Option<String>,
    /// The file that findings without a place are shown at: the formats of code hosts need one that exists.
    pub file: &'a str,
    /// The version of the tool.
    pub tool_version: &'a str,
}

impl Review<'_> {
    /// The file and the line to show a finding at.
    pub(crate) fn place<'d>(&'d self, diagnostic: &'d Diagnostic) -> (&'d str, usize) {
        match &diagnostic.span {
            Some(span) => (&span.file, span.start.line.max(1)),
            None => (self.file, 1),
        }
    }
}

/// All that a finding says below its message, one thing a line.
pub(crate) fn details(diagnostic: &Diagnostic) -> Vec<String> {
    let label = diagnostic.label.iter().map(|label| format!("here: {label}"));
    let notes = diagnostic.notes.iter().map(|note| format!("note: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("help: {help}"));
    let edits =
        diagnostic.suggestions.iter().map(|s| format!("help: {}: {}", s.message, s.replacement.trim()));
    label.chain(notes).chain(help).chain(edits).collect()
}
