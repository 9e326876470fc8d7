//! Which finding is shown at which step.

use schemist_diagnostics::{Diagnostic, Severity};
use schemist_plan::Plan;
use schemist_schema::{Constraint, Operation};

use crate::comment;

/// Findings by step, and those that belong to none.
pub(crate) struct Findings<'a> {
    pub(crate) by_step: Vec<Vec<&'a Diagnostic>>,
    pub(crate) general: Vec<&'a Diagnostic>,
}

impl<'a> Findings<'a> {
    /// Gives each finding to the step that is most closely about its subject, the first of several.
    pub(crate) fn assign(findings: &'a [Diagnostic], plan: &Plan) -> Self {
        let mut assigned = Self { by_step: vec![Vec::new(); plan.steps.len()], general: Vec::new() };
        for finding in findings {
            let step = finding.subject.as_deref().and_then(|subject| step_about(plan, subject));
            match step.and_then(|step| assigned.by_step.get_mut(step)) {
                Some(slot) => slot.push(finding),
                None => assigned.general.push(finding),
            }
        }
        assigned
    }
}

fn step_about(plan: &Plan, subject: &str) -> Option<usize> {
    let closeness = |step: &schemist_plan::Step| {
        step.operations.iter().filter_map(|o| subjects(o).iter().position(|s| s == subject)).min()
    };
    let steps = plan.steps.iter().enumerate();
    steps.filter_map(|(i, step)| Some((closeness(step)?, i))).min().map(|(_, i)| i)
}

/// The names under which a finding may speak of an operation, the closest first.
fn subjects(operation: &Operation) -> Vec<String> {
    let mut names = vec![operation.describe()];
    let table = operation.table().map(ToString::to_string);
    let mut inner = |name: &str| {
        names.extend(table.iter().map(|t| format!("{t}.{name}")));
        names.push(name.to_owned());
    };
    match operation {
        Operation::AddColumn { column, .. } | Operation::DropColumn { column, .. } => inner(&column.name),
        Operation::AlterColumn { column, .. } => inner(&column.next.name),
        Operation::RenameColumn { name, .. }
        | Operation::RenameConstraint { name, .. }
        | Operation::RenameIndex { name, .. } => {
            inner(&name.next);
            inner(&name.previous);
        }
        Operation::AddConstraint { constraint, .. } | Operation::DropConstraint { constraint, .. } => {
            if let Some(name) = constraint.name() {
                inner(name);
            }
            if let Constraint::ForeignKey(key) = constraint
                && let [column] = key.columns.as_slice()
            {
                inner(column);
            }
        }
        Operation::ValidateConstraint { constraint, .. } => {
            if let Some(name) = constraint.next.name() {
                inner(name);
            }
        }
        Operation::ReplaceValues { column, .. } => inner(column),
        Operation::CreateIndex { index, .. } | Operation::DropIndex { index, .. } => {
            inner(index.display_name());
        }
        Operation::CreateTable { table } | Operation::DropTable { table } => {
            table.columns.iter().for_each(|c| inner(&c.name));
        }
        Operation::RenameTable { name }
        | Operation::RenameEnum { name }
        | Operation::RenameSequence { name } => {
            names.push(name.next.to_string());
            names.push(name.previous.to_string());
        }
        Operation::CreateEnum { enum_type } | Operation::DropEnum { enum_type } => {
            names.push(enum_type.name.to_string());
        }
        Operation::RenameEnumValue { name, .. } | Operation::AlterEnum { name, .. } => {
            names.push(name.to_string());
        }
        Operation::CreateSequence { sequence } | Operation::DropSequence { sequence } => {
            names.push(sequence.name.to_string());
        }
        Operation::AlterSequence { sequence } => names.push(sequence.next.name.to_string()),
        Operation::CreateNamespace { name } | Operation::DropNamespace { name } => names.push(name.clone()),
        Operation::SetComment { on, .. } => names.push(on.to_string()),
        Operation::SetTableOptions { .. } => {}
    }
    names.extend(table);
    names
}

/// A finding as comment lines: `-- warning[L102]: …`, with why and what to do below.
pub(crate) fn comment(finding: &Diagnostic) -> String {
    let severity = match finding.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut out = comment::line(&format!("{severity}[{}]: {}", finding.code, finding.message));
    for note in &finding.notes {
        out.push_str(&comment::line(&format!("  why: {note}")));
    }
    for help in &finding.help {
        out.push_str(&comment::line(&format!("  help: {help}")));
    }
    out
}
