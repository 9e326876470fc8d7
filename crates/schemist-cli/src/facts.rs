//! What the rules want to know of the rows, asked of the database at hand.

use std::collections::BTreeMap;

use schemist_dialect::{Dialect, Probe};
use schemist_lint::{Facts, LintInput};
use schemist_reflect::Connection;

/// The answers to what the rules ask. What the server does not answer within a few seconds stays unknown: no finding
/// depends on it alone.
pub(crate) fn gather(input: &LintInput<'_>, connection: &mut Connection) -> Facts {
    let tables = &input.before.tables;
    let mut counts = BTreeMap::new();
    for probe in schemist_lint::questions(input) {
        // A table that an earlier revision makes is not there yet.
        if !tables.contains_key(probe.table()) {
            continue;
        }
        let answer = match &probe {
            Probe::Rows { .. } => rows(&probe, input, connection),
            _ => connection.count(&input.dialect.probe(&probe)).ok(),
        };
        counts.extend(answer.map(|answer| (probe, answer)));
    }
    Facts { counts }
}

/// Exact for a small table; for another what the statistics say.
fn rows(probe: &Probe, input: &LintInput<'_>, connection: &mut Connection) -> Option<u64> {
    let dialect: &Dialect = input.dialect;
    let small = input.settings.small_table;
    let counted = connection.count(&dialect.rows_up_to(probe.table(), small)).ok()?;
    if counted <= small {
        return Some(counted);
    }
    let estimate = match dialect.estimated_rows(probe.table()) {
        Some(sql) => connection.count(&sql).ok()?,
        None => connection.count(&dialect.probe(probe)).ok()?,
    };
    Some(estimate.max(counted))
}
