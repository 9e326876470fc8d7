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
    /// Gives each finding to the step that is most closely about its subject, the first of several. Notes are left
    /// out: they are told when the revision is written, and the file keeps what asks for a decision.
    pub(crate) fn assign(findings: &'a [Diagnostic], plan: &Plan) -> Self {
        let mut assigned = Self { by_step: vec![Vec::new(); plan.steps.len()], general: Vec::new() };
        for finding in findings.iter().filter(|finding| is_shown(finding)) {
            match step_about(plan, finding).and_then(|step| assigned.by_step.get_mut(step)) {
                Some(slot) => slot.push(finding),
                None => assigned.general.push(finding),
            }
        }
        assigned
    }
}

/// A rename that nobody declared is a decision of the tool's: its reasons stand where it is made.
const RENAMED_BY_EVIDENCE: &str = "D117";

fn is_shown(finding: &Diagnostic) -> bool {
    finding.severity > Severity::Note || finding.code.id == RENAMED_BY_EVIDENCE
}

/// The step that a finding is most closely about; among several, the one that speaks of what its message speaks of,
/// and was declared where it points.
fn step_about(plan: &Plan, finding: &Diagnostic) -> Option<usize> {
    let subject = finding.subject.as_deref()?;
    let closeness = |operation: &Operation| {
        let names = subjects(operation);
        let (rank, _) = names.iter().find(|(_, name)| name == subject)?;
        let object = operation.describe();
        let is_named = object.split_once(' ').is_some_and(|(_, object)| mentions(&finding.message, object));
        let place = operation.origin().and_then(|origin| origin.span.as_ref());
        let is_there = place.is_some() && place == finding.span.as_ref();
        Some((*rank, !is_named, !is_there))
    };
    let steps = plan.steps.iter().enumerate();
    let scored = steps.filter_map(|(i, step)| Some((step.operations.iter().filter_map(closeness).min()?, i)));
    scored.min().map(|(_, i)| i)
}

/// Whether a message speaks of an object as an operation does: `check constraint ck_a of t`, `… on t`.
fn mentions(message: &str, object: &str) -> bool {
    let name = [" on ", " of ", " to ", " ("]
        .iter()
        .fold(object, |name, end| name.split(end).next().unwrap_or(name));
    message.contains(name)
}

/// How close a name is to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// The operation itself.
    Operation,
    /// What it is about.
    Object,
    /// A part of that.
    Part,
    /// The table it is on.
    Table,
}

/// The names under which a finding may speak of an operation, the closest first.
fn subjects(operation: &Operation) -> Vec<(Closeness, String)> {
    use Closeness::{Object, Part, Table};
    let mut names = vec![(Closeness::Operation, operation.describe())];
    let table = operation.table().map(ToString::to_string);
    let mut inner = |closeness: Closeness, name: &str| {
        names.extend(table.iter().map(|t| (closeness, format!("{t}.{name}"))));
        names.push((closeness, name.to_owned()));
    };
    match operation {
        Operation::AddColumn { column, .. } | Operation::DropColumn { column, .. } => {
            inner(Object, &column.name)
        }
        Operation::AlterColumn { column, .. } => inner(Object, &column.next.name),
        Operation::RenameColumn { name, .. }
        | Operation::RenameConstraint { name, .. }
        | Operation::RenameIndex { name, .. } => {
            inner(Object, &name.next);
            inner(Object, &name.previous);
        }
        Operation::AddConstraint { constraint, .. } | Operation::DropConstraint { constraint, .. } => {
            if let Some(name) = constraint.name() {
                inner(Object, name);
            }
            if let Constraint::ForeignKey(key) = constraint
                && let [column] = key.columns.as_slice()
            {
                inner(Part, column);
            }
        }
        Operation::ValidateConstraint { constraint, .. } => {
            if let Some(name) = constraint.next.name() {
                inner(Object, name);
            }
        }
        Operation::ReplaceValues { column, .. } => inner(Object, column),
        Operation::CreateIndex { index, .. } | Operation::DropIndex { index, .. } => {
            inner(Object, index.display_name());
        }
        Operation::CreateTable { table } | Operation::DropTable { table } => {
            table.columns.iter().for_each(|c| inner(Part, &c.name));
        }
        Operation::RenameTable { name }
        | Operation::RenameEnum { name }
        | Operation::RenameSequence { name } => {
            names.push((Object, name.next.to_string()));
            names.push((Object, name.previous.to_string()));
        }
        Operation::CreateEnum { enum_type } | Operation::DropEnum { enum_type } => {
            names.push((Object, enum_type.name.to_string()));
        }
        Operation::RenameEnumValue { name, .. } | Operation::AlterEnum { name, .. } => {
            names.push((Object, name.to_string()));
        }
        Operation::CreateSequence { sequence } | Operation::DropSequence { sequence } => {
            names.push((Object, sequence.name.to_string()));
        }
        Operation::AlterSequence { sequence } => names.push((Object, sequence.next.name.to_string())),
        Operation::CreateNamespace { name } | Operation::DropNamespace { name } => {
            names.push((Object, name.clone()));
        }
        Operation::SetComment { on, .. } => names.push((Object, on.to_string())),
        Operation::SetTableOptions { .. } => {}
    }
    // To create or drop a table is to be about it.
    let is_table = matches!(operation, Operation::CreateTable { .. } | Operation::DropTable { .. });
    names.extend(table.map(|table| (if is_table { Object } else { Table }, table)));
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
