//! What a reviewer should think of before a migration runs: a revision to diagnostics, one file per rule.
//!
//! A new rule is a file in `rules/`, whose doc comment is its page, and a line in `rules/mod.rs`. Rules see
//! [`Change`]s: those of a plan and those read from SQL that somebody wrote are the same to them.

mod allow;
mod change;
mod context;
mod facts;
mod input;
mod locks;
mod rule;
mod rules;
mod settings;
mod sql;
#[cfg(test)]
mod tests;
mod touched;

use std::collections::BTreeSet;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Probe;

pub use allow::{UNKNOWN_RULE, UNUSED_ALLOW, WrittenAllow};
pub use change::{Action, Change, How, What};
pub use context::without_repeated_help;
pub use facts::{Facts, Rows};
pub use input::{LintInput, Revision};
pub use locks::{Fact, Kind, Lock, Work, lock_facts, locks};
pub use rule::Rule;
pub use rules::rules;
pub use settings::{Level, Settings, find_rule, nearest_rule};
pub use sql::{Script, read_script};
pub use touched::{Handling, Touched, questions_of_rows, touched};

/// The findings of all rules, rule by rule and then in the order of the changes; then what there is to say of findings
/// that are allowed.
pub fn lint(input: &LintInput<'_>) -> Vec<Diagnostic> {
    findings(&context::Context::new(input))
}

/// What the rules would like to know of the rows: answered in [`Facts::counts`], their findings are exact.
pub fn questions(input: &LintInput<'_>) -> BTreeSet<Probe> {
    let cx = context::Context::new(input);
    findings(&cx);
    cx.into_asked()
}

fn findings(cx: &context::Context<'_>) -> Vec<Diagnostic> {
    let mut allows = allow::Allows::new(cx);
    let mut findings = Vec::new();
    for rule in rules().iter().filter(|rule| !cx.input.settings.is_off(rule)) {
        for (finding, change) in rule.check(cx) {
            let finding = placed(cx, finding, change);
            if !allows.covers(rule, change) {
                findings.extend(cx.input.settings.weigh(rule, finding));
            }
        }
    }
    findings.extend(allows.remarks());
    findings
}

/// In a file that somebody wrote the finding stands there: at what it is about, or at its statement. Of what is planned it
/// stands at the declaration, and where that is gone at the model of its table.
fn placed(cx: &context::Context<'_>, finding: Diagnostic, change: Option<&Change<'_>>) -> Diagnostic {
    let Some(statement) = change.and_then(|change| change.span.clone()) else {
        let table = change.and_then(Change::table).filter(|_| finding.span.is_none());
        let model = table.and_then(|table| cx.input.after.tables.get(cx.name_after(table)));
        return match model.and_then(|model| model.origin.span.clone()) {
            Some(span) => finding.with_span(span),
            None => finding,
        };
    };
    match &finding.span {
        Some(span) if span.file == statement.file => finding,
        _ => finding.with_span(statement),
    }
}
