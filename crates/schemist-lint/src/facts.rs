use std::collections::{BTreeMap, BTreeSet};

use schemist_dialect::Probe;
use schemist_schema::QualifiedName;

/// What was asked of the database at hand; empty where none is connected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The answers there are. Tables and columns are called what they were called before.
    pub counts: BTreeMap<Probe, u64>,
    /// The tables whose number of rows is what the server's statistics say.
    pub estimated: BTreeSet<QualifiedName>,
    /// Whether the time zone of the session that asked has no offset, as UTC; `None` where nobody could be asked.
    pub is_utc: Option<bool>,
}

/// How many rows a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rows {
    /// Their number.
    pub count: u64,
    /// It is what the server's statistics say; otherwise it was counted.
    pub is_estimate: bool,
}

impl Facts {
    /// The rows of a table, by its name before; `None` where nothing is known.
    pub fn rows(&self, table: &QualifiedName) -> Option<Rows> {
        let count = *self.counts.get(&Probe::Rows { table: table.clone() })?;
        Some(Rows { count, is_estimate: self.estimated.contains(table) })
    }
}

impl std::ops::Add for Rows {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            count: self.count.saturating_add(other.count),
            is_estimate: self.is_estimate || other.is_estimate,
        }
    }
}

impl std::fmt::Display for Rows {
    /// `1 row`, `12,000 rows`, `about 1,200,000 rows`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let about = if self.is_estimate { "about " } else { "" };
        let rows = if self.count == 1 { "row" } else { "rows" };
        write!(f, "{about}{} {rows}", grouped(self.count))
    }
}

/// Digits in groups of three.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_words() {
        let check = |count, is_estimate, expected: &str| {
            assert_eq!(Rows { count, is_estimate }.to_string(), expected);
        };
        check(0, false, "0 rows");
        check(1, false, "1 row");
        check(999, false, "999 rows");
        check(12_000, false, "12,000 rows");
        check(1_234_567, true, "about 1,234,567 rows");
    }
}
