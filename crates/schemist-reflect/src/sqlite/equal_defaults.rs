//! Defaults that are written differently and store the same value: `5` and `5.0` in a `NUMERIC` column, `TRUE` and
//! `1`.

use diesel::connection::{Connection as _, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel::sqlite::SqliteConnection;
use schemist_dialect::Dialect;
use schemist_schema::sql::{self, Token, TokenKind};
use schemist_schema::{Column, Engine, Expression, Operation, Pair, QualifiedName, Schema, Table};

use crate::ReflectError;

/// Takes over the live default wherever the declared one is a constant that the column stores alike.
pub(super) fn adopt(pair: &mut Pair<Schema>, version: (u32, u32)) -> Result<(), ReflectError> {
    let dialect = Dialect::at_version(Engine::Sqlite, version);
    let Pair { previous, next } = pair;
    for (name, table) in &mut next.tables {
        let Some(live) = previous.tables.get(name) else { continue };
        for column in table.columns.iter_mut() {
            let Some(live) = live.columns.named(&column.name).and_then(|l| differing(l, column)) else {
                continue;
            };
            if are_equal(&scratch_table(column, live), &dialect)? {
                column.default = Some(live.clone());
            }
        }
    }
    Ok(())
}

fn differing<'a>(live: &'a Column, next: &Column) -> Option<&'a Expression> {
    let (a, b) = (live.default.as_ref()?, next.default.as_ref()?);
    let asked = !a.same_tokens(b) && live.ty == next.ty && is_constant(a) && is_constant(b);
    asked.then_some(a)
}

/// Numbers, strings and operators alone: what has a name may give another value tomorrow.
fn is_constant(expression: &Expression) -> bool {
    let constant = |token: &Token<'_>| match token.kind {
        TokenKind::Word => ["true", "false", "null"].iter().any(|word| token.is_word(word)),
        TokenKind::QuotedIdentifier => false,
        TokenKind::Space | TokenKind::Comment | TokenKind::String | TokenKind::Number | TokenKind::Symbol => {
            true
        }
    };
    sql::tokenize(&expression.sql).iter().all(constant)
}

/// The column twice, once with each default.
fn scratch_table(column: &Column, live: &Expression) -> Table {
    let with = |name: &str, default: Option<&Expression>| Column {
        default: default.cloned(),
        ..Column::new(name, column.ty.clone()).nullable()
    };
    let mut table = Table::new(QualifiedName::new("defaults"));
    table.columns =
        [with("live", Some(live)), with("declared", column.default.as_ref())].into_iter().collect();
    table
}

#[derive(QueryableByName)]
struct Same {
    #[diesel(sql_type = Bool)]
    same: bool,
}

fn are_equal(table: &Table, dialect: &Dialect) -> Result<bool, ReflectError> {
    let nothing = Schema::default();
    let operation = Operation::CreateTable { table: Box::new(table.clone()) };
    let Ok(statements) = dialect.render(&operation, Pair::new(&nothing, &nothing)) else { return Ok(false) };
    let mut connection = SqliteConnection::establish(":memory:").map_err(|error| ReflectError::Connect {
        url: "sqlite::memory:".to_owned(),
        reason: error.to_string(),
    })?;
    for statement in statements {
        if connection.batch_execute(&statement.sql).is_err() {
            return Ok(false);
        }
    }
    if connection.batch_execute("INSERT INTO defaults DEFAULT VALUES").is_err() {
        return Ok(false);
    }
    let compare = "SELECT live IS declared AND typeof(live) = typeof(declared) AS same FROM defaults";
    Ok(diesel::sql_query(compare).get_result::<Same>(&mut connection)?.same)
}

#[cfg(test)]
mod tests {
    use schemist_schema::ColumnType;

    use super::*;

    #[test]
    fn a_constant_is_what_the_column_stores() {
        let check = |ty: &str, live: &str, declared: &str, same: bool| {
            let schema = |default: &str| {
                let mut table = Table::new(QualifiedName::new("t"));
                let ty = ColumnType::Verbatim(ty.to_owned());
                table.columns.push(Column { default: Some(default.into()), ..Column::new("x", ty) });
                let mut schema = Schema::default();
                schema.insert_table(table);
                schema
            };
            let mut pair = Pair::new(schema(live), schema(declared));
            adopt(&mut pair, (3, 45)).unwrap();
            assert_eq!(pair.is_same(), same, "{ty} {live} {declared}");
        };
        check("NUMERIC(8,2)", "5", "5.0", true);
        check("NUMERIC(8,2)", "5", "5.5", false);
        check("FLOAT", "5", "5.0", true);
        check("TEXT", "5", "5.0", false);
        check("TEXT", "'a'", "'A'", false);
        check("INTEGER", "1", "'1'", true);
        check("BOOLEAN", "1", "TRUE", true);
        check("BLOB", "1", "'1'", false);
        check("INTEGER", "(1 + 2)", "3", true);
        check("TEXT", "CURRENT_TIMESTAMP", "'CURRENT_TIMESTAMP'", false);
        check("TEXT", "(lower('A'))", "'a'", false);
    }
}
