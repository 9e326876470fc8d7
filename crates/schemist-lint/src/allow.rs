//! Findings that are meant: which rule is to be silent about what, and who said so.

use std::collections::BTreeSet;

use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_schema::{Allow, Operation, QualifiedName};

use crate::context::Context;
use crate::{Change, Rule, find_rule, nearest_rule};

/// A rule is named that does not exist.
pub const UNKNOWN_RULE: Code = Code::new("L001", "unknown-rule");
/// A rule is allowed that finds nothing.
pub const UNUSED_ALLOW: Code = Code::new("L002", "unused-allow");

/// A comment in a file: `-- schemist: allow drop-column (reason)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenAllow {
    /// The rule as it is written.
    pub rule: String,
    /// The statement it stands before or in; the whole file without one.
    pub statement: Option<usize>,
    /// Where it stands.
    pub span: Span,
}

/// What is allowed, and what of it was needed.
pub(crate) struct Allows<'a> {
    cx: &'a Context<'a>,
    used: BTreeSet<(String, Span)>,
}

impl<'a> Allows<'a> {
    pub(crate) fn new(cx: &'a Context<'a>) -> Self {
        Self { cx, used: BTreeSet::new() }
    }

    /// Whether a finding is meant. Each that says so counts as used.
    pub(crate) fn covers(&mut self, rule: &Rule, change: Option<&Change<'_>>) -> bool {
        let declared = change.into_iter().flat_map(|change| declared(self.cx, change));
        let declared = declared.map(|allow| (allow.rule.as_str(), allow.span.as_ref()));
        let written = self.cx.input.revision.allows.iter().filter(|allow| {
            allow.statement.is_none_or(|at| change.is_some_and(|change| change.statement == at))
        });
        let written = written.map(|allow| (allow.rule.as_str(), Some(&allow.span)));
        let mut is_covered = false;
        for (name, span) in declared.chain(written) {
            if find_rule(name).is_some_and(|found| found.code == rule.code) {
                is_covered = true;
                self.used.extend(span.map(|span| (name.to_owned(), span.clone())));
            }
        }
        is_covered
    }

    /// What names no rule, and what no rule would have said.
    pub(crate) fn remarks(self) -> Vec<Diagnostic> {
        let mut remarks = Vec::new();
        let mut seen = BTreeSet::new();
        let declared = self.cx.changes().flat_map(|change| declared(self.cx, change));
        for allow in declared.filter(|allow| seen.insert((allow.rule.clone(), allow.span.clone()))) {
            // It was made for one revision, and would silence the next.
            remarks.extend(self.remark(&allow.rule, allow.span.as_ref()));
        }
        for allow in &self.cx.input.revision.allows {
            remarks.extend(self.remark(&allow.rule, Some(&allow.span)));
        }
        remarks
    }

    fn remark(&self, name: &str, span: Option<&Span>) -> Option<Diagnostic> {
        if find_rule(name).is_none() {
            return Some(unknown(name).with_span(span.cloned()));
        }
        let is_used = span.is_some_and(|span| self.used.contains(&(name.to_owned(), span.clone())));
        let message = format!("`allow {name}` silences nothing here");
        (!is_used).then(|| {
            Diagnostic::note(UNUSED_ALLOW, message)
                .with_subject(name)
                .with_span(span.cloned())
                .with_help("take it away, so that it silences nothing later")
        })
    }
}

/// A rule that does not exist, with the one that was probably meant.
fn unknown(name: &str) -> Diagnostic {
    let finding = Diagnostic::warning(UNKNOWN_RULE, format!("there is no rule `{name}`")).with_subject(name);
    match nearest_rule(name) {
        Some(near) => finding.with_help(format!("did you mean `{near}`?")),
        None => finding.with_help("`schemist explain` lists them all"),
    }
}

/// What the models say of the column, table or enum that a change is about.
fn declared<'a>(cx: &'a Context<'a>, change: &Change<'_>) -> Vec<&'a Allow> {
    let mut allows = Vec::new();
    let after = cx.input.after;
    let by_name = |name: &QualifiedName| after.tables.get(cx.name_after(name));
    if let Some(table) = change.table().and_then(by_name) {
        let columns = table.columns.iter().filter(|column| is_about(change, &column.name));
        allows.extend(columns.flat_map(|column| &column.origin.allows));
        allows.extend(&table.origin.allows);
    }
    let enum_name = match change.operation() {
        Some(Operation::AlterEnum { name, .. } | Operation::RenameEnumValue { name, .. }) => Some(name),
        Some(Operation::CreateEnum { enum_type }) => Some(&enum_type.name),
        Some(Operation::RenameEnum { name }) => Some(&name.next),
        _ => None,
    };
    if let Some(enum_type) = enum_name.and_then(|name| after.enums.get(name)) {
        allows.extend(&enum_type.origin.allows);
    }
    allows
}

fn is_about(change: &Change<'_>, column: &str) -> bool {
    match change.operation() {
        Some(Operation::AddConstraint { constraint, .. } | Operation::DropConstraint { constraint, .. }) => {
            constraint.uses_column(column)
        }
        Some(Operation::ValidateConstraint { constraint, .. }) => constraint.next.uses_column(column),
        Some(Operation::CreateIndex { index, .. } | Operation::DropIndex { index, .. }) => {
            index.uses_column(column)
        }
        Some(Operation::CreateTable { .. }) => true,
        _ => change.column() == Some(column),
    }
}
