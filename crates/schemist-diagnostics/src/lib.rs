//! What the tool has to say: diagnostics with codes, severities, spans and suggestions.
//!
//! Independent of any rule: the crates that find something declare their own [`Code`]s and build
//! [`Diagnostic`]s; `schemist-report` turns them into text, JSON and the rest.

mod diagnostic;
mod span;

pub use diagnostic::{Code, Diagnostic, Label, Severity, Suggestion};
pub use span::{Position, Span};

/// Whether any of the diagnostics is an [`Severity::Error`].
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
