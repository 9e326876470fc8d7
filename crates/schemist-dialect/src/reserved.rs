//! Names that a declared schema cannot have: those that are not the user's, and those that are taken.

use std::collections::BTreeMap;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{Engine, Origin, Schema, Table};

/// A name that belongs to the engine or to the tools.
const RESERVED_NAME: Code = Code::new("P114", "reserved-name");
/// Two names that are one to the engine.
const SAME_NAME: Code = Code::new("P115", "same-name");

/// What no `CREATE TABLE` would accept, said before one is written.
pub(crate) fn refused_names(schema: &Schema, engine: Engine) -> Vec<Diagnostic> {
    let reserved = schema.tables.values().filter_map(|table| reserved(table, engine));
    let mut refused: Vec<Diagnostic> = reserved.collect();
    if engine == Engine::Sqlite {
        refused.extend(same_but_for_case(schema));
    }
    refused
}

fn reserved(table: &Table, engine: Engine) -> Option<Diagnostic> {
    let name = &table.name.name;
    let note = if name.starts_with("__") {
        "migration tools keep their tables under names that begin with `__`, and such tables are not looked at"
    } else if engine == Engine::Sqlite && starts_with_ignoring_case(name, "sqlite_") {
        "SQLite keeps names that begin with `sqlite_` to itself"
    } else {
        return None;
    };
    let message = format!("the table name `{name}` is reserved");
    Some(at(RESERVED_NAME, message, &table.origin).with_note(note).with_help("give another name"))
}

fn starts_with_ignoring_case(name: &str, head: &str) -> bool {
    name.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

/// Tables and indexes share their names on SQLite, and letter case (of ASCII) does not tell names apart. Names that
/// are the same to the letter are found where the models are read.
fn same_but_for_case(schema: &Schema) -> Vec<Diagnostic> {
    let mut refused = Vec::new();
    let mut taken: BTreeMap<String, (&str, &Origin)> = BTreeMap::new();
    for table in schema.tables.values() {
        let what = format!("the table `{}`", table.name.name);
        claim(&mut taken, &table.name.name, &table.origin, &what, &mut refused);
        let mut columns = BTreeMap::new();
        for column in table.columns.iter() {
            let what = format!("the column `{}.{}`", table.name.name, column.name);
            claim(&mut columns, &column.name, &column.origin, &what, &mut refused);
        }
    }
    for index in schema.tables.values().flat_map(|table| &table.indexes) {
        if let Some(name) = &index.name {
            claim(&mut taken, name, &index.origin, &format!("the index `{name}`"), &mut refused);
        }
    }
    refused
}

fn claim<'s>(
    taken: &mut BTreeMap<String, (&'s str, &'s Origin)>,
    name: &'s str,
    origin: &'s Origin,
    what: &str,
    refused: &mut Vec<Diagnostic>,
) {
    let (first, first_origin) = *taken.entry(name.to_ascii_lowercase()).or_insert((name, origin));
    if std::ptr::eq(first, name) {
        return;
    }
    let message = match first == name {
        true => format!("{what} has a name that is taken"),
        false => format!("{what} has the name of `{first}`: SQLite does not tell them apart"),
    };
    let diagnostic = at(SAME_NAME, message, origin).with_help("give one of them another name");
    refused.push(match &first_origin.span {
        Some(span) => diagnostic.with_related(span.clone(), "the first"),
        None => diagnostic,
    });
}

fn at(code: Code, message: String, origin: &Origin) -> Diagnostic {
    Diagnostic::error(code, message).with_span(origin.span.clone())
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Column, ColumnType, Index, QualifiedName};

    use super::*;

    fn schema(tables: &[(&str, &[&str])]) -> Schema {
        let mut schema = Schema::default();
        for (name, columns) in tables {
            let mut table = Table::new(QualifiedName::new(*name));
            columns.iter().for_each(|column| table.columns.push(Column::new(*column, ColumnType::Text)));
            schema.insert_table(table);
        }
        schema
    }

    fn check(schema: &Schema, engine: Engine, expected: &[&str]) {
        let found: Vec<String> = refused_names(schema, engine).iter().map(|d| d.message.clone()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_of_others() {
        let tables =
            schema(&[("SQLite_x", &["a"]), ("__schemist_ledger", &["a"]), ("_x", &["a"]), ("ß", &["a"])]);
        let ledger = "the table name `__schemist_ledger` is reserved";
        check(&tables, Engine::Sqlite, &["the table name `SQLite_x` is reserved", ledger]);
        check(&tables, Engine::Postgres, &[ledger]);
    }

    #[test]
    fn names_in_another_case() {
        let mut tables = schema(&[("Users", &["a", "A"]), ("users", &["b", "ä", "Ä"]), ("x", &["a"])]);
        let named = |name: &str| Index::on_columns(Some(name.to_owned()), ["a"]);
        let x = tables.tables.get_mut(&QualifiedName::new("x")).unwrap();
        x.indexes = vec![named("USERS"), named("ix"), named("X")];
        check(&tables, Engine::Postgres, &[]);
        check(
            &tables,
            Engine::Sqlite,
            &[
                "the column `Users.A` has the name of `a`: SQLite does not tell them apart",
                "the table `users` has the name of `Users`: SQLite does not tell them apart",
                "the index `USERS` has the name of `Users`: SQLite does not tell them apart",
                "the index `X` has the name of `x`: SQLite does not tell them apart",
            ],
        );
    }
}
