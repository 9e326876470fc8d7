//! What `information_schema` of MariaDB cannot tell. Its own tables are of characters of three bytes: `😀` in a check
//! or a generated column comes as `????`, in a default as `?`; and a period is listed as a check. Where a trace of
//! this shows, `SHOW CREATE TABLE` and the default itself are asked: a statement for each such table or default,
//! none for all others.

use std::collections::BTreeSet;

use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text};
use schemist_dialect::Dialect;
use schemist_schema::sql::{TokenKind, significant};

use super::catalogue::{Catalogue, CheckRow};
use crate::ReflectError;

/// How the catalogue tells a character of four bytes within an expression.
const LOST: &str = "????";

/// What a table with an application-time period is, beside `SYSTEM VERSIONED` and the like.
const WITH_PERIOD: &str = "WITH PERIOD";

#[derive(QueryableByName)]
struct Created {
    #[diesel(sql_type = Text, column_name = "Create Table")]
    sql: String,
}

#[derive(QueryableByName)]
struct Default {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

/// Puts right what was told wrongly.
pub(super) fn complete(
    connection: &mut MysqlConnection,
    catalogue: &mut Catalogue,
    dialect: &Dialect,
) -> Result<(), ReflectError> {
    for name in suspects(catalogue) {
        let show = format!("SHOW CREATE TABLE {}", dialect.quote(&name));
        let created: Created = sql_query(show).get_result(connection)?;
        correct(catalogue, &name, &created.sql);
    }
    let tables: BTreeSet<String> =
        catalogue.tables.iter().filter(|t| t.kind == "BASE TABLE").map(|t| t.name.clone()).collect();
    for column in catalogue.columns.iter_mut().filter(|c| tables.contains(&c.table_name)) {
        let Some(default) = column.column_default.as_mut().filter(|text| is_doubtful_literal(text)) else {
            continue;
        };
        let (table, name) = (dialect.quote(&column.table_name), dialect.quote(&column.name));
        let ask = format!(
            "SELECT CONVERT(DEFAULT({name}) USING utf8mb4) AS value FROM (SELECT 1) one LEFT JOIN {table} ON FALSE"
        );
        let found: Default = sql_query(ask).get_result(connection)?;
        if let Some(value) = found.value {
            *default = dialect.string_literal(&value);
        }
    }
    Ok(())
}

/// Tables in whose expressions a character may have been lost, or of which a check may be a period.
fn suspects(catalogue: &Catalogue) -> BTreeSet<String> {
    let checks = catalogue.checks.iter().filter(|c| c.expression.contains(LOST) || may_be_period(c));
    let columns = catalogue.columns.iter().filter(|column| {
        [&column.generation, &column.column_default].into_iter().flatten().any(|text| text.contains(LOST))
    });
    let named: BTreeSet<&String> = checks.map(|c| &c.table_name).chain(columns.map(|c| &c.table_name)).collect();
    let tables = catalogue.tables.iter().filter(|t| t.kind == "BASE TABLE" && named.contains(&t.name));
    tables.map(|t| t.name.clone()).collect()
}

/// A period is listed as a check of its two columns.
fn may_be_period(check: &CheckRow) -> bool {
    match significant(&check.expression).as_slice() {
        [start, less, end] => {
            let quoted = |kind| kind == TokenKind::QuotedIdentifier;
            check.in_column == 0 && quoted(start.kind) && less.is_symbol("<") && quoted(end.kind)
        }
        _ => false,
    }
}

fn is_doubtful_literal(text: &str) -> bool {
    text.starts_with('\'') && text.contains('?')
}

fn correct(catalogue: &mut Catalogue, table: &str, created: &str) {
    let lines: Vec<&str> = created.lines().map(str::trim_start).collect();
    let begins = |words: &str| lines.iter().any(|line| line.starts_with(words));
    let period = |c: &&CheckRow| {
        c.table_name == table && begins(&format!("PERIOD FOR `{}` (", c.name.replace('`', "``")))
    };
    if catalogue.checks.iter().any(|c| period(&c)) {
        for row in catalogue.tables.iter_mut().filter(|row| row.name == table) {
            WITH_PERIOD.clone_into(&mut row.kind);
        }
    }
    let mut texts: Vec<&mut String> = Vec::new();
    let checks = catalogue.checks.iter_mut().filter(|c| c.table_name == table);
    texts.extend(checks.map(|c| &mut c.expression));
    for column in catalogue.columns.iter_mut().filter(|c| c.table_name == table) {
        texts.extend([&mut column.generation, &mut column.column_default].into_iter().flatten());
    }
    for text in texts.into_iter().filter(|text| text.contains(LOST)) {
        if let Some(exact) = found(text, created) {
            *text = exact;
        }
    }
}

/// The text as it stands in the statement, where each [`LOST`] may be a character of four bytes.
fn found(text: &str, created: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(LOST).collect();
    let first = parts.first()?;
    created.match_indices(first).find_map(|(start, _)| {
        let mut end = start + first.len();
        for part in parts.iter().skip(1) {
            let rest = created.get(end..)?;
            let lost = rest.chars().next().filter(|c| c.len_utf8() == 4).map(char::len_utf8);
            end += lost.or(rest.starts_with(LOST).then_some(LOST.len()))?;
            created.get(end..)?.starts_with(part).then(|| end += part.len())?;
        }
        created.get(start..end).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_characters_are_found_again() {
        let created = "CREATE TABLE `t` (\n  CONSTRAINT `c` CHECK (`a` <> '????' and `b` <> '😀é' and `c` <> '😀😃'))";
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(found(text, created).as_deref(), expected, "{text}");
        };
        check("`b` <> '????é'", Some("`b` <> '😀é'"));
        check("`a` <> '????' and `b` <> '????é'", Some("`a` <> '????' and `b` <> '😀é'"));
        check("`c` <> '????????'", Some("`c` <> '😀😃'"));
        check("`d` <> '????'", None);
    }

    #[test]
    fn two_columns_may_be_a_period() {
        let check = |expression: &str, expected: bool| {
            let row = CheckRow {
                table_name: "t".into(),
                name: "c".into(),
                expression: expression.into(),
                in_column: 0,
            };
            assert_eq!(may_be_period(&row), expected, "{expression}");
        };
        check("`s` < `e`", true);
        check("`s` < 5", false);
        check("`s` < `e` and 1", false);
    }
}
