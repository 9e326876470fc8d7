//! What `up.sql` and `down.sql` have in common.

use schemist_plan::{Plan, Step};
use schemist_schema::{Operation, Pair};

use crate::comment;
use crate::migration::MigrationInput;
use crate::statements::{Blocks, push_block};

/// What stands where there is nothing to do: PostgreSQL refuses an empty query under Diesel.
pub(crate) const NOTHING: &str = "SELECT 1;\n";

/// The comment at the top of a file, `direction` being what the file does with the revision.
pub(crate) fn header(input: &MigrationInput<'_>, direction: &str) -> String {
    let revises = match input.revises {
        [] => "nothing, it is the first".to_owned(),
        several => several.join(", "),
    };
    let fields = [
        ("Revision", format!("{} ({direction})", input.version)),
        ("Message", input.message.to_owned()),
        ("Revises", revises),
        ("Engine", input.engine.to_string()),
        ("Created", format!("{} by schemist {}", input.created_at, input.tool_version)),
    ];
    let mut out: String =
        fields.iter().map(|(name, value)| comment::line(&format!("{name:<9} {value}"))).collect();
    out.push_str("--\n");
    out
}

/// The line that says how the file is run, where that is not in a transaction of the runner's.
pub(crate) fn transaction_remark(input: &MigrationInput<'_>) -> &'static str {
    if input.in_transaction() {
        ""
    } else {
        "-- Runs outside a transaction of the migrator's: metadata.toml says run_in_transaction = false.\n"
    }
}

/// The steps of a plan; `remarks` are the comment lines that a file adds below the operations of a step.
pub(crate) fn body(
    input: &MigrationInput<'_>,
    plan: &Plan,
    remarks: impl Fn(usize, &Step) -> String,
) -> String {
    if plan.statements().next().is_none() {
        return format!("\n{NOTHING}");
    }
    let mut blocks = Blocks::new(plan, input.in_transaction());
    // The blank line behind the header.
    let mut out = String::from("\n");
    let mut body = blocks.prologue();
    for (i, step) in plan.steps.iter().enumerate() {
        let mut block: String = step.statements.first().map(|s| blocks.before(s)).unwrap_or_default();
        block.push_str(&operations(step));
        block.push_str(&remarks(i, step));
        block.extend(step.notes.iter().map(|note| comment::line(&format!("note: {note}"))));
        block.push_str(&blocks.statements(&step.statements));
        push_block(&mut body, &block);
    }
    push_block(&mut body, &blocks.epilogue());
    out.push_str(&body);
    out
}

/// One line for each operation, with its place in the models.
fn operations(step: &Step) -> String {
    let line = |operation: &Operation| {
        let span = operation.origin().and_then(|o| o.span.as_ref());
        let place = span.map(|s| format!(" ({s})")).unwrap_or_default();
        comment::line(&format!("{}{place}", capitalized(&operation.describe())))
    };
    step.operations.iter().map(line).collect()
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What of an operation's data is gone for good, in words; `None` where nothing is.
pub(crate) fn lost_data(operation: &Operation) -> Option<String> {
    if !operation.loses_data() {
        return None;
    }
    if let Operation::DropTable { table } = operation {
        return Some(format!("the rows of table {}", table.name));
    }
    if let Operation::DropColumn { table, column } = operation {
        return Some(format!("the data of column {table}.{}", column.name));
    }
    if let Operation::DropSequence { sequence } = operation {
        return Some(format!("the current value of sequence {}", sequence.name));
    }
    Some(format!("what \"{}\" deletes", operation.describe()))
}

/// What of the values an operation may change for good though it deletes no column, in words.
pub(crate) fn changed_data(operation: &Operation) -> Option<String> {
    if let Operation::AlterColumn { table, column } = operation
        && column.previous.ty != column.next.ty
    {
        let column = &column.next.name;
        return Some(format!(
            "values of column {table}.{column} that the other type cannot hold as they were"
        ));
    }
    if let Operation::AlterEnum { name, values } = operation {
        let gone: Vec<&str> =
            values.previous.iter().filter(|v| !values.next.contains(v)).map(String::as_str).collect();
        return (!gone.is_empty()).then(|| format!("rows that held {} of enum {name}", gone.join(", ")));
    }
    if let Operation::ReplaceValues { table, column, values } = operation {
        let merged = merged_values(values);
        return (!merged.is_empty())
            .then(|| format!("rows that held {} of {table}.{column}", merged.join(", ")));
    }
    None
}

/// Those of the replaced values that the new one does not tell apart.
pub(crate) fn merged_values(values: &[Pair<String>]) -> Vec<String> {
    let alike = |pair: &&Pair<String>| values.iter().filter(|other| other.next == pair.next).count() > 1;
    values.iter().filter(alike).map(|pair| format!("'{}'", pair.previous)).collect()
}
