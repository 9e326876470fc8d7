//! What `information_schema` cannot tell. Its tables are of characters of three bytes: on MariaDB `😀` in a check or a
//! generated column comes as `????`, and a period is listed as a check; on both servers `😀` in a default comes as `?`.
//! Where a trace of this shows, `SHOW CREATE TABLE` and the defaults themselves are asked: a statement for each such
//! table and one for all such defaults; none where nothing of the kind is there.

use std::collections::{BTreeMap, BTreeSet};

use diesel::connection::SimpleConnection;
use diesel::mysql::MysqlConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text};
use schemist_dialect::Dialect;
use schemist_schema::sql::{TokenKind, significant, unquote};

use super::catalogue::{Catalogue, CheckRow, ColumnRow};
use super::show_create;
use crate::ReflectError;

/// How the catalogue tells a character of four bytes within an expression.
const LOST: &str = "????";

/// What a table with an application-time period is, beside `SYSTEM VERSIONED` and the like.
const WITH_PERIOD: &str = "WITH PERIOD";

#[derive(QueryableByName)]
struct Default {
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

/// Puts right what was told wrongly.
pub(super) fn complete(
    connection: &mut MysqlConnection,
    catalogue: &mut Catalogue,
    dialect: &Dialect,
) -> Result<(), ReflectError> {
    // MySQL tells expressions whole, and has no periods.
    let mariadb = dialect.capabilities().is_mariadb;
    for name in suspects(catalogue).into_iter().filter(|_| mariadb) {
        let created = show_create(connection, "table", &name)?;
        correct(catalogue, &name, &created);
    }
    defaults(connection, catalogue, dialect);
    Ok(())
}

/// Asks for the defaults themselves. Who may see a table and not read it is left with what the catalogue tells.
fn defaults(connection: &mut MysqlConnection, catalogue: &mut Catalogue, dialect: &Dialect) {
    let tables: BTreeSet<&String> =
        catalogue.tables.iter().filter(|t| t.kind == "BASE TABLE").map(|t| &t.name).collect();
    let mariadb = dialect.capabilities().is_mariadb;
    // MariaDB tells SQL, MySQL the value.
    let is_literal = |column: &ColumnRow, text: &str| match mariadb {
        true => text.starts_with('\''),
        false => !column.extra.as_ref().is_some_and(|extra| extra.contains("DEFAULT_GENERATED")),
    };
    let is_doubtful = |column: &ColumnRow| {
        column.column_default.as_ref().is_some_and(|text| text.contains('?') && is_literal(column, text))
    };
    let columns = catalogue.columns.iter().enumerate();
    let doubtful: Vec<(usize, &ColumnRow)> =
        columns.filter(|(_, c)| tables.contains(&c.table_name) && is_doubtful(c)).collect();
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    for some in doubtful.chunks(AT_ONCE) {
        let questions: Vec<String> = some.iter().map(|(at, column)| question(*at, column, dialect)).collect();
        found.extend(answers(connection, &questions));
    }
    // Of a column that is never NULL a table without rows says nothing.
    let left: Vec<(usize, &ColumnRow)> =
        doubtful.into_iter().filter(|(at, _)| !found.contains_key(at)).collect();
    for columns in left.chunk_by(|(_, a), (_, b)| a.table_name == b.table_name) {
        found.extend(of_empty_table(connection, columns, dialect));
    }
    for (at, value) in found {
        if let Some(column) = catalogue.columns.get_mut(at) {
            column.column_default = Some(if mariadb { dialect.string_literal(&value) } else { value });
        }
    }
}

fn question(at: usize, column: &ColumnRow, dialect: &Dialect) -> String {
    let (table, name) = (dialect.quote(&column.table_name), dialect.quote(&column.name));
    format!(
        "SELECT {at} AS place, CONVERT(COALESCE(DEFAULT({name}), (SELECT DEFAULT({name}) FROM {table} LIMIT 1)) \
         USING utf8mb4) AS value FROM (SELECT 1) one LEFT JOIN {table} ON FALSE"
    )
}

fn answers(connection: &mut MysqlConnection, questions: &[String]) -> Vec<(usize, String)> {
    let rows: Vec<Default> = sql_query(questions.join(" UNION ALL ")).load(connection).unwrap_or_default();
    rows.into_iter().filter_map(|row| Some((usize::try_from(row.place).ok()?, row.value?))).collect()
}

/// A row of the defaults, in a temporary table of these columns alone.
fn of_empty_table(
    connection: &mut MysqlConnection,
    columns: &[(usize, &ColumnRow)],
    dialect: &Dialect,
) -> Vec<(usize, String)> {
    let Some((_, first)) = columns.first() else { return Vec::new() };
    let (copy, table) = (dialect.quote(COPY), dialect.quote(&first.table_name));
    let names: Vec<String> = columns.iter().map(|(_, column)| dialect.quote(&column.name)).collect();
    let make = format!(
        "CREATE TEMPORARY TABLE {copy} SELECT {} FROM {table} LIMIT 0; INSERT INTO {copy} () VALUES ()",
        names.join(", ")
    );
    if connection.batch_execute(&make).is_err() {
        let _ = connection.batch_execute(&format!("DROP TEMPORARY TABLE IF EXISTS {copy}"));
        return Vec::new();
    }
    let questions: Vec<String> = columns
        .iter()
        .map(|(at, column)| {
            let name = dialect.quote(&column.name);
            format!("SELECT {at} AS place, CONVERT({name} USING utf8mb4) AS value FROM {copy}")
        })
        .collect();
    // A temporary table can be named but once in a statement.
    let found = questions.iter().flat_map(|one| answers(connection, std::slice::from_ref(one))).collect();
    let _ = connection.batch_execute(&format!("DROP TEMPORARY TABLE IF EXISTS {copy}"));
    found
}

/// The name of the temporary table.
const COPY: &str = "schemist_defaults";

/// How many defaults are asked for in one statement.
const AT_ONCE: usize = 200;

/// Tables in whose expressions a character may have been lost, or of which a check may be a period.
fn suspects(catalogue: &Catalogue) -> BTreeSet<String> {
    let checks = catalogue
        .checks
        .iter()
        .filter(|c| c.expression.contains(LOST) || may_be_period(c, &catalogue.columns));
    let columns = catalogue.columns.iter().filter(|column| {
        [&column.generation, &column.column_default].into_iter().flatten().any(|text| text.contains(LOST))
    });
    let named: BTreeSet<&String> =
        checks.map(|c| &c.table_name).chain(columns.map(|c| &c.table_name)).collect();
    let tables = catalogue.tables.iter().filter(|t| t.kind == "BASE TABLE" && named.contains(&t.name));
    tables.map(|t| t.name.clone()).collect()
}

/// A period is listed as a check of its two columns, which are times and never NULL.
fn may_be_period(check: &CheckRow, columns: &[ColumnRow]) -> bool {
    let tokens = significant(&check.expression);
    let [start, less, end] = tokens.as_slice() else { return false };
    let is_time = |name: String| {
        columns.iter().any(|c| {
            (&c.table_name, &c.name) == (&check.table_name, &name)
                && c.is_nullable == "NO"
                && ["date", "timestamp"].iter().any(|word| c.type_text.starts_with(word))
        })
    };
    let are_names = [start, end].iter().all(|token| token.kind == TokenKind::QuotedIdentifier);
    check.in_column == 0
        && less.is_symbol("<")
        && are_names
        && is_time(unquote(start.text))
        && is_time(unquote(end.text))
}

fn correct(catalogue: &mut Catalogue, table: &str, created: &str) {
    let begins = |words: &str| !line(created, words).is_empty();
    let period =
        |c: &&CheckRow| c.table_name == table && begins(&format!("PERIOD FOR {} (", quoted(&c.name)));
    if catalogue.checks.iter().any(|c| period(&c)) {
        for row in catalogue.tables.iter_mut().filter(|row| row.name == table) {
            WITH_PERIOD.clone_into(&mut row.kind);
        }
    }
    for check in catalogue.checks.iter_mut().filter(|c| c.table_name == table) {
        let name = quoted(&check.name);
        let place =
            if check.in_column == 0 { format!("CONSTRAINT {name} CHECK (") } else { format!("{name} ") };
        exact(&mut check.expression, line(created, &place));
    }
    for column in catalogue.columns.iter_mut().filter(|c| c.table_name == table) {
        let place = line(created, &format!("{} ", quoted(&column.name)));
        for text in [&mut column.generation, &mut column.column_default].into_iter().flatten() {
            exact(text, place);
        }
    }
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// The statement from the line on that begins with some words.
fn line<'a>(created: &'a str, words: &str) -> &'a str {
    let at = created.find(&format!("\n  {words}"));
    at.and_then(|at| created.get(at..)).unwrap_or_default()
}

fn exact(text: &mut String, created: &str) {
    if text.contains(LOST)
        && let Some(found) = found(text, created)
    {
        *text = found;
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
        let created =
            "CREATE TABLE `t` (\n  CONSTRAINT `c` CHECK (`a` <> '????' and `b` <> '😀é' and `c` <> '😀😃'))";
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(found(text, created).as_deref(), expected, "{text}");
        };
        check("`b` <> '????é'", Some("`b` <> '😀é'"));
        check("`a` <> '????' and `b` <> '????é'", Some("`a` <> '????' and `b` <> '😀é'"));
        check("`c` <> '????????'", Some("`c` <> '😀😃'"));
        check("`d` <> '????'", None);
    }
}
