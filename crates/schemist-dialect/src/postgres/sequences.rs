//! What PostgreSQL assumes of a sequence where nothing is said.

use schemist_schema::{ColumnType, SequenceOptions};

use crate::sequences::{self, Assumed, Resolved};

/// Longest identifier in bytes.
pub(crate) const MAX_IDENTIFIER_BYTES: usize = 63;

/// The name PostgreSQL chooses for the sequence of a serial or identity column: `table_column_seq`, where
/// the longer of both parts is cut until it fits (`makeObjectName` of the server).
pub(crate) fn owned_name(table: &str, column: &str) -> String {
    const SUFFIX: &str = "_seq";
    let available = MAX_IDENTIFIER_BYTES - SUFFIX.len() - 1;
    let (mut table_bytes, mut column_bytes) = (table.len(), column.len());
    while table_bytes + column_bytes > available {
        if table_bytes > column_bytes { table_bytes -= 1 } else { column_bytes -= 1 }
    }
    format!("{}_{}{SUFFIX}", cut(table, table_bytes), cut(column, column_bytes))
}

/// At most so many bytes, whole characters.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The options with what PostgreSQL assumes for a type and direction.
pub(crate) fn resolve(options: &SequenceOptions, ty: &ColumnType) -> Resolved {
    sequences::resolve(options, assumed(ty))
}

/// The options without those that say what is assumed anyway.
pub(crate) fn canonical(options: &SequenceOptions, ty: &ColumnType) -> SequenceOptions {
    sequences::canonical(options, assumed(ty))
}

fn assumed(ty: &ColumnType) -> Assumed {
    let (lowest, highest) = range(ty);
    Assumed { lowest, highest, cache: 1 }
}

fn range(ty: &ColumnType) -> (i64, i64) {
    match ty {
        ColumnType::SmallInt => (i64::from(i16::MIN), i64::from(i16::MAX)),
        ColumnType::Integer => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_as_the_server_cuts_them() {
        assert_eq!(owned_name("orders", "id"), "orders_id_seq");
        let long = owned_name(&"t".repeat(60), &"c".repeat(10));
        assert_eq!(long, format!("{}_{}_seq", "t".repeat(48), "c".repeat(10)));
        assert!(owned_name(&"é".repeat(31), &"ü".repeat(31)).len() <= 63);
    }

    #[test]
    fn what_is_assumed_is_left_out() {
        let options = SequenceOptions {
            start: Some(1),
            increment: Some(1),
            min: Some(1),
            max: Some(2_147_483_647),
            cache: Some(1),
            cycle: false,
        };
        assert_eq!(canonical(&options, &ColumnType::Integer), SequenceOptions::default());
        assert_eq!(canonical(&options, &ColumnType::BigInt).max, Some(2_147_483_647));
        let down =
            SequenceOptions { increment: Some(-1), start: Some(-1), max: Some(-1), ..Default::default() };
        assert_eq!(
            canonical(&down, &ColumnType::BigInt),
            SequenceOptions { increment: Some(-1), ..Default::default() }
        );
        let from_ten = SequenceOptions { min: Some(10), start: Some(10), ..Default::default() };
        assert_eq!(canonical(&from_ten, &ColumnType::BigInt).start, None);
    }
}
