//! Replacing values in the rows of a column: those of an enum that is kept as text or numbers.

use schemist_schema::Pair;

/// The UPDATE that replaces all values at once; table and column are quoted already.
pub(crate) fn replace_values(
    table: &str,
    column: &str,
    values: &[Pair<String>],
    literal: impl Fn(&str) -> String,
) -> String {
    let before: Vec<String> = values.iter().map(|v| literal(&v.previous)).collect();
    match values {
        [only] => {
            let after = literal(&only.next);
            format!("UPDATE {table} SET {column} = {after} WHERE {column} = {}", before.join(""))
        }
        _ => format!(
            "UPDATE {table} SET {column} = {} WHERE {column} IN ({})",
            replaced(column, values, literal),
            before.join(", ")
        ),
    }
}

/// The value of a column with all values replaced at once.
pub(crate) fn replaced(column: &str, values: &[Pair<String>], literal: impl Fn(&str) -> String) -> String {
    let whens: Vec<String> =
        values.iter().map(|v| format!(" WHEN {} THEN {}", literal(&v.previous), literal(&v.next))).collect();
    format!("CASE {column}{} ELSE {column} END", whens.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_change_at_once() {
        let pair = |a: &str, b: &str| Pair::new(a.to_owned(), b.to_owned());
        let literal = |v: &str| format!("'{v}'");
        assert_eq!(
            replace_values("t", "c", &[pair("a", "b")], literal),
            "UPDATE t SET c = 'b' WHERE c = 'a'"
        );
        assert_eq!(
            replace_values("t", "c", &[pair("a", "b"), pair("b", "a")], literal),
            "UPDATE t SET c = CASE c WHEN 'a' THEN 'b' WHEN 'b' THEN 'a' ELSE c END WHERE c IN ('a', 'b')"
        );
    }
}
