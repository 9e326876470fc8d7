use schemist_schema::Operation;

use crate::comment;
use crate::migration::{MigrationInput, sql};

/// The text of `down.sql`. What it does not bring back stands at its top, whatever the plan makes of the
/// operations, and again at the step that brings back the empty shell.
pub(crate) fn text(input: &MigrationInput<'_>) -> String {
    let mut out = sql::header(input, "undo");
    if input.hand_written && input.up.is_empty() && input.down.is_empty() {
        out.push_str(
            "-- Write the statements that undo up.sql below. Where that is impossible, delete this file:\n",
        );
        out.push_str("-- the migration then counts as irreversible.\n");
        out.push('\n');
        out.push_str("-- (replace this one: PostgreSQL refuses an empty file)\n");
        out.push_str(sql::NOTHING);
        return out;
    }
    out.push_str("-- Review before you run.\n");
    out.push_str(sql::transaction_remark(input));
    out.push_str(&losses(input));
    let body = sql::body(input, input.down, |_, step| {
        let mut remarks = String::new();
        for operation in &step.operations {
            if let Some(lost) = restored_without_data(input, operation) {
                remarks.push_str(&comment::line(&format!("{lost} cannot be restored")));
            }
            if let Some(lost) = sql::lost_data(operation) {
                remarks.push_str(&comment::line(&format!("DESTRUCTIVE: deletes {lost}")));
            }
        }
        remarks
    });
    out.push_str(&body);
    out
}

/// What up.sql takes away for good, and whether anything is undone at all.
fn losses(input: &MigrationInput<'_>) -> String {
    let operations = || input.up.operations();
    let lost = operations().filter_map(sql::lost_data).map(|lost| format!("{lost} cannot be restored"));
    let changed = operations().filter(|operation| !is_replaced_back(input, operation));
    let changed =
        changed.filter_map(sql::changed_data).map(|changed| format!("{changed} may not be restored"));
    let mut out: String =
        lost.chain(changed).map(|line| comment::line(&format!("WARNING: {line}"))).collect();
    if !input.up.is_empty() && input.down.statements().next().is_none() {
        out.push_str("-- WARNING: nothing below undoes up.sql\n");
    }
    out
}

/// Whether the values of a column that changes its type are replaced by others on the way, and back on the way down.
fn is_replaced_back(input: &MigrationInput<'_>, operation: &Operation) -> bool {
    let Operation::AlterColumn { table: of, column: altered } = operation else { return false };
    input.up.operations().any(|operation| match operation {
        Operation::ReplaceValues { table, column, values } => {
            table == of && *column == altered.next.name && sql::merged_values(values).is_empty()
        }
        _ => false,
    })
}

/// The data that an operation of the way down would have to bring back, where up.sql deleted them.
fn restored_without_data(input: &MigrationInput<'_>, operation: &Operation) -> Option<String> {
    let name = |o: &Operation| {
        if let Operation::CreateTable { table } | Operation::DropTable { table } = o {
            return Some((table.name.clone(), None));
        }
        if let Operation::AddColumn { table, column } | Operation::DropColumn { table, column } = o {
            return Some((table.clone(), Some(column.name.clone())));
        }
        None
    };
    let restored = matches!(operation, Operation::CreateTable { .. } | Operation::AddColumn { .. });
    let undone = input.up.operations().filter(|o| restored && name(o) == name(operation));
    undone.filter_map(sql::lost_data).next()
}
