//! What the rules want to know of the rows, asked of the database at hand.

use schemist_dialect::{Dialect, Probe};
use schemist_lint::{Change, Facts, LintInput, Rows};
use schemist_reflect::Connection;
use schemist_schema::{Column, ColumnType, Operation};

/// The answers to what the rules ask. What the server does not answer within a few seconds stays unknown: no finding
/// depends on it alone.
pub(crate) fn gather(input: &LintInput<'_>, connection: &mut Connection) -> Facts {
    let tables = &input.before.tables;
    let mut facts = Facts::default();
    let mut questions = schemist_lint::questions(input);
    questions.extend(schemist_lint::questions_of_rows(input));
    for probe in questions {
        // A table that an earlier revision makes is not there yet.
        if !tables.contains_key(probe.table()) {
            continue;
        }
        let answer = match &probe {
            Probe::Rows { table } => {
                let rows = rows(&probe, input, connection);
                if rows.is_some_and(|rows| rows.is_estimate) {
                    facts.estimated.insert(table.clone());
                }
                rows.map(|rows| rows.count)
            }
            _ => connection.count(&input.dialect.probe(&probe)).ok(),
        };
        facts.counts.extend(answer.map(|answer| (probe, answer)));
    }
    if retypes_time(input) {
        let sql = input.dialect.session_is_utc();
        facts.is_utc = sql.and_then(|sql| connection.count(sql).ok()).map(|n| n > 0);
    }
    facts
}

/// The time zone of the session that migrates, which is one like this, decides what becomes of timestamps.
fn retypes_time(input: &LintInput<'_>) -> bool {
    let is_time = |column: &Column| matches!(column.ty, ColumnType::Timestamp { .. });
    input.changes.iter().filter_map(Change::operation).any(|operation| match operation {
        Operation::AlterColumn { column, .. } => is_time(&column.previous) && is_time(&column.next),
        _ => false,
    })
}

/// Exact for a small table; for another what the statistics say.
fn rows(probe: &Probe, input: &LintInput<'_>, connection: &mut Connection) -> Option<Rows> {
    let dialect: &Dialect = input.dialect;
    let small = input.settings.small_table;
    let counted = connection.count(&dialect.rows_up_to(probe.table(), small)).ok()?;
    if counted <= small {
        return Some(Rows { count: counted, is_estimate: false });
    }
    let estimate = dialect.estimated_rows(probe.table()).and_then(|sql| connection.count(&sql).ok());
    // Statistics that were never taken say less than was seen.
    match estimate.filter(|estimate| *estimate > counted) {
        Some(count) => Some(Rows { count, is_estimate: true }),
        None => match connection.count(&dialect.probe(probe)) {
            Ok(count) => Some(Rows { count, is_estimate: false }),
            Err(_) => Some(Rows { count: counted, is_estimate: true }),
        },
    }
}
