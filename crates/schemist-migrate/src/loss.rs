//! What a revision deletes.

use schemist_dialect::{split_script_of, statement_words};
use schemist_schema::Engine;

use crate::checksum;
use crate::progress::Direction;
use crate::revision::Revision;

/// What a revision deletes, in words; empty where nothing. Its operations tell, as long as its file is what was
/// written with them; else the words of its statements, which see a table that is built anew as a table that goes.
pub fn lost_data(engine: Engine, revision: &Revision, direction: Direction) -> Vec<String> {
    let text = match direction {
        Direction::Up => Some(revision.up.as_str()),
        Direction::Down => revision.down.as_deref(),
    };
    let text = text.unwrap_or_default();
    by_operations(revision, direction, text).unwrap_or_else(|| by_statements(engine, text))
}

fn by_operations(revision: &Revision, direction: Direction, text: &str) -> Option<Vec<String>> {
    let file = revision.revision_file().ok().flatten()?;
    let is_as_written = file.checksums.get(direction.file()) == Some(&checksum(text));
    if file.operations.is_empty() || !is_as_written {
        return None;
    }
    let operations = file.operations.into_iter().map(|operation| match direction {
        Direction::Up => operation,
        Direction::Down => operation.inverted(),
    });
    Some(
        operations.filter(|operation| operation.loses_data()).map(|operation| operation.describe()).collect(),
    )
}

fn by_statements(engine: Engine, text: &str) -> Vec<String> {
    let statements = split_script_of(engine, text).into_iter();
    statements.filter_map(|(_, sql)| lost_by(&statement_words(engine, sql))).collect()
}

/// What may be dropped of a table without a row or a value going with it.
const HARMLESS: [&str; 13] = [
    "constraint",
    "index",
    "key",
    "foreign",
    "primary",
    "check",
    "default",
    "not",
    "identity",
    "expression",
    "unique",
    "system",
    "statistics",
];

fn lost_by(words: &[String]) -> Option<String> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let beginning = || words.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(" ");
    let loses = match (word(0), word(1)) {
        ("truncate" | "delete", _) => true,
        ("drop", what) => {
            ["table", "schema", "database", "sequence", "owned"].contains(&what) || what == "foreign"
        }
        ("alter", "table") => {
            let drops = words.iter().enumerate().filter(|(_, word)| *word == "drop");
            let mut what = drops.map(|(at, _)| word(at + 1));
            what.any(|what| !HARMLESS.contains(&what))
        }
        ("with", _) => words.iter().any(|word| word == "delete") && words.iter().any(|word| word == "from"),
        _ => false,
    };
    loses.then(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_that_delete_are_found() {
        let check = |sql: &str, expected: &[&str]| {
            assert_eq!(by_statements(Engine::Postgres, sql), expected, "{sql}");
        };
        check("DROP TABLE a; CREATE TABLE b (c int)", &["drop table a"]);
        check("ALTER TABLE a DROP COLUMN b", &["alter table a drop column b"]);
        check("ALTER TABLE a DROP b, ADD c int", &["alter table a drop b ,"]);
        check("ALTER TABLE a DROP CONSTRAINT b", &[]);
        check("ALTER TABLE a ALTER b DROP NOT NULL", &[]);
        check("DELETE FROM a; TRUNCATE b", &["delete from a", "truncate b"]);
        check("WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x", &["with x as ( delete from"]);
        check("DROP INDEX a; DROP VIEW v; UPDATE a SET b = 1; -- DROP TABLE a", &[]);
        check("CREATE TABLE a (b int REFERENCES c ON DELETE CASCADE)", &[]);
    }
}
