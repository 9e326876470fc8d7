//! The order of columns, for those who ask: it changes nothing but `SELECT *` and rows written without names.

use schemist_diagnostics::Diagnostic;
use schemist_diff::Difference;

use crate::codes::COLUMN_ORDER;

/// Tables whose columns stand in another order than wanted once the operations are carried out.
pub(crate) fn remarks(difference: &Difference) -> Vec<Diagnostic> {
    let mut after = difference.before.clone();
    // What does not fit is the plan's to tell.
    if difference.operations.iter().any(|operation| after.apply(operation).is_err()) {
        return Vec::new();
    }
    let wanted = difference.declared.tables.values();
    let differing = wanted.filter_map(|table| {
        let there = after.tables.get(&table.name)?;
        let names = |table: &schemist_schema::Table| -> Vec<String> {
            table.columns.iter().map(|column| column.name.clone()).collect()
        };
        let (there, wanted) = (names(there), names(table));
        (there != wanted).then(|| {
            let message = format!("the columns of {} stand in another order", table.name);
            Diagnostic::warning(COLUMN_ORDER, message)
                .with_subject(table.name.to_string())
                .with_note(format!("there:  {}", there.join(", ")))
                .with_note(format!("wanted: {}", wanted.join(", ")))
        })
    });
    differing.collect()
}
