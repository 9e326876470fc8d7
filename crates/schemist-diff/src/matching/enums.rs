//! What speaks for and against one enum type being another under a new name.

use super::{Evidence, TableFacts, columns};

const PRIOR: f64 = -1.5;
/// No value in common.
const VALUES_LEAST: f64 = -4.0;
/// What all values in common add to that.
const VALUES_RANGE: f64 = 8.0;
/// A column that had the one has the other.
const SAME_COLUMN: f64 = 2.5;

/// The values stand for the columns of a table, the columns of the type for its neighbours.
#[allow(clippy::cast_precision_loss, reason = "enums have few values")]
pub(super) fn evidence(old: &TableFacts, new: &TableFacts) -> Vec<Evidence> {
    let shared = old.columns.iter().filter(|value| new.columns.contains(value)).count();
    let all = old.columns.len().max(new.columns.len()).max(1);
    let overlap = shared as f64 / all as f64;
    let words = match shared {
        n if n == all => format!("the same {n} values"),
        n => format!("{n} of {all} values are the same"),
    };
    let mut found = vec![
        Evidence::new(PRIOR, ""),
        Evidence::new(VALUES_LEAST + VALUES_RANGE * overlap, words),
        columns::of_name(&old.name, &new.name),
    ];
    let column = old.neighbours.iter().find(|column| new.neighbours.contains(column));
    found.extend(
        column.map(|column| Evidence::new(SAME_COLUMN, format!("{column} had the one and has the other"))),
    );
    found
}
