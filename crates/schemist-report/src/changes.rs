//! What becomes of how much: the figures of a change, for the tables that sum it up.

use std::collections::{BTreeMap, BTreeSet};

use schemist_lint::{Handling, Rows, Touched};
use schemist_schema::{Operation, QualifiedName};

use crate::summary::{Fate, fate_of};

/// The operations of one fate.
pub(crate) struct Group<'a> {
    pub(crate) fate: Fate,
    /// Each with the rows it has to do with.
    pub(crate) operations: Vec<(&'a Operation, &'a [Touched])>,
}

/// The operations by what becomes of things; fates that nothing has are left out.
pub(crate) fn groups<'a>(operations: &'a [Operation], touched: &'a [Vec<Touched>]) -> Vec<Group<'a>> {
    let of = |fate| {
        let each = operations.iter().enumerate().filter(|(_, operation)| fate_of(operation) == fate);
        let touched = |i: usize| touched.get(i).map(Vec::as_slice).unwrap_or_default();
        Group { fate, operations: each.map(|(i, operation)| (operation, touched(i))).collect() }
    };
    Fate::ALL.into_iter().map(of).filter(|group| !group.operations.is_empty()).collect()
}

impl Group<'_> {
    /// What the operations are on, each once, in their order.
    pub(crate) fn objects(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (operation, _) in &self.operations {
            let name = operation.table().map_or_else(|| "other objects".to_owned(), ToString::to_string);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// How many rows are deleted, written and read: `3 rows deleted, about 1,200,000 rows written`; `""` where none
    /// is, or nothing is known.
    pub(crate) fn rows(&self) -> String {
        rows_in_words(self.operations.iter().flat_map(|(_, touched)| *touched))
    }
}

/// The rows of several tables by what is done to them; those of one table count once.
pub(crate) fn rows_in_words<'a>(touched: impl IntoIterator<Item = &'a Touched>) -> String {
    let mut by_handling: BTreeMap<Handling, BTreeSet<(&QualifiedName, Rows)>> = BTreeMap::new();
    for Touched { table, handling, rows } in touched {
        if let Some(rows) = rows.filter(|rows| rows.count > 0) {
            by_handling.entry(*handling).or_default().insert((table, rows));
        }
    }
    let words = Handling::ALL.into_iter().filter_map(|handling| {
        let rows = by_handling.get(&handling)?.iter().map(|(_, rows)| *rows);
        Some(format!("{} {}", rows.reduce(|sum, rows| sum + rows)?, handling.word()))
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_table_count_once() {
        let touched = |table: &str, handling, count, is_estimate| Touched {
            table: table.into(),
            handling,
            rows: Some(Rows { count, is_estimate }),
        };
        let all = [
            touched("a", Handling::Written, 1200, false),
            touched("a", Handling::Written, 1200, false),
            touched("b", Handling::Written, 3_000_000, true),
            touched("b", Handling::Deleted, 0, false),
            touched("a", Handling::Deleted, 1200, false),
            Touched { table: "c".into(), handling: Handling::Read, rows: None },
        ];
        assert_eq!(rows_in_words(&all), "1,200 rows deleted, about 3,001,200 rows written");
        assert_eq!(rows_in_words(&[]), "");
    }
}
