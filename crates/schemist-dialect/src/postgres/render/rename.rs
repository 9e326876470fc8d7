//! Names and namespaces change; sequences of identity columns follow their column's name.

use schemist_schema::{Identity, Pair, QualifiedName, Table};

use super::{Context, alter_table, qualified, quote};
use crate::Statement;
use crate::postgres::sequences::owned_name;

pub(super) fn table(cx: Context<'_>, name: Pair<&QualifiedName>) -> Vec<Statement> {
    let mut statements = rename("TABLE", name);
    if let Some(table) = cx.state.previous.tables.get(name.previous) {
        for column in &table.columns {
            let names = Pair::new(&name.previous.name, &name.next.name).map(|t| owned_name(t, &column.name));
            statements.extend(follow(column.identity.as_ref(), name.next, names));
        }
    }
    statements
}

pub(super) fn column(cx: Context<'_>, table: &QualifiedName, name: Pair<&String>) -> Vec<Statement> {
    let action = format!("RENAME COLUMN {} TO {}", quote(name.previous), quote(name.next));
    let mut statements = vec![Statement::new(alter_table(table, &[action]))];
    let column = |t: &Table| t.columns.named(name.previous).and_then(|c| c.identity.clone());
    let identity = cx.state.previous.tables.get(table).and_then(column);
    let names = name.map(|c| owned_name(&table.name, c));
    statements.extend(follow(identity.as_ref(), table, names));
    statements
}

pub(super) fn enum_type(name: Pair<&QualifiedName>) -> Vec<Statement> {
    rename("TYPE", name)
}

pub(super) fn sequence(cx: Context<'_>, name: Pair<&QualifiedName>) -> Vec<Statement> {
    // An owned sequence cannot be moved: it has followed its table already.
    let owner = cx.state.next.sequences.get(name.next).and_then(|s| s.owned_by.as_ref());
    if owner.is_some_and(|(table, _)| table.namespace == name.next.namespace) {
        let moved = name.next.sibling(&name.previous.name);
        return rename("SEQUENCE", Pair::new(&moved, name.next));
    }
    rename("SEQUENCE", name)
}

/// The sequence of an identity column that goes by the convention keeps to it.
fn follow(identity: Option<&Identity>, table: &QualifiedName, names: Pair<String>) -> Option<Statement> {
    identity.filter(|i| i.sequence_name.is_none())?;
    (!names.is_same()).then(|| rename_to("SEQUENCE", &table.sibling(names.previous), &names.next))
}

fn rename(kind: &str, name: Pair<&QualifiedName>) -> Vec<Statement> {
    let mut statements = Vec::new();
    if name.previous.name != name.next.name {
        statements.push(rename_to(kind, name.previous, &name.next.name));
    }
    if name.previous.namespace != name.next.namespace {
        let renamed = name.previous.sibling(&name.next.name);
        statements.push(Statement::new(set_schema(kind, &renamed, name.next.namespace.as_deref())));
    }
    statements
}

fn rename_to(kind: &str, from: &QualifiedName, to: &str) -> Statement {
    Statement::new(format!("ALTER {kind} {} RENAME TO {}", qualified(from), quote(to)))
}

/// What the default namespace is called is known only where the statement runs.
fn set_schema(kind: &str, object: &QualifiedName, namespace: Option<&str>) -> String {
    let alter = format!("ALTER {kind} {} SET SCHEMA", qualified(object));
    match namespace {
        Some(namespace) => format!("{alter} {}", quote(namespace)),
        None => {
            let format =
                crate::postgres::quoting::string_literal(&format!("{} %I", alter.replace('%', "%%")));
            format!("DO $do$ BEGIN EXECUTE format({format}, current_schema()); END $do$")
        }
    }
}
