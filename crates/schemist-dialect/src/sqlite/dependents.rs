//! Views and triggers: what is dropped with a table and has to come back, and what would break.

use schemist_schema::definition::column_mentions;
use schemist_schema::sql::{TokenKind, unquote};
use schemist_schema::{Column, Schema, Table, UnmanagedKind, UnmanagedObject};

use super::lexer::sqlite_tokens;
use super::table::{column_named, same_name, table_named};
use crate::Unsupported;

/// Whether a view or trigger hangs on the table or reads it.
pub(super) fn concerns(object: &UnmanagedObject, table: &Table) -> bool {
    object.table.iter().chain(&object.depends_on).any(|name| same_name(&name.name, &table.name.name))
}

/// The triggers of a table, which DROP TABLE takes along.
pub(super) fn own_triggers<'s>(
    table: &'s Table,
    schema: &'s Schema,
) -> impl Iterator<Item = &'s UnmanagedObject> {
    schema.unmanaged.iter().filter(|object| is_own_trigger(object, table))
}

fn is_own_trigger(object: &UnmanagedObject, table: &Table) -> bool {
    object.kind == UnmanagedKind::Trigger
        && object.table.as_ref().is_some_and(|name| same_name(&name.name, &table.name.name))
}

/// Whether any view, or trigger of another table, is there: `ALTER TABLE … RENAME` reads them all and stops
/// at the first that names a table which is missing for a moment.
pub(super) fn has_others(table: &Table, schema: &Schema) -> bool {
    schema.unmanaged.iter().any(|object| {
        object.kind == UnmanagedKind::View
            || object.kind == UnmanagedKind::Trigger && !is_own_trigger(object, table)
    })
}

/// Refuses where a view or trigger needs a column that goes: SQLite would find out only when it is used.
pub(super) fn refuse_if_needed(
    dropped: &[&Column],
    table: &Table,
    schema: &Schema,
) -> Result<(), Unsupported> {
    let concerned = schema.unmanaged.iter().filter(|object| concerns(object, table));
    for object in concerned.filter(|o| matches!(o.kind, UnmanagedKind::View | UnmanagedKind::Trigger)) {
        let Some(definition) = object.definition.as_deref() else { continue };
        let own = is_own_trigger(object, table);
        let needed = dropped.iter().find(|column| {
            let only_here = is_only_here(column, object, table, schema);
            !column_mentions(definition, &table.name.name, own, &column.name, only_here).is_empty()
        });
        if let Some(column) = needed {
            let what = format!("{} {}", object.kind.as_str(), object.name);
            return Err(Unsupported::new(format!("{what} needs the column {}", column.name))
                .with_help(format!("drop or change the {what} in a migration of its own first")));
        }
    }
    Ok(())
}

/// Whether no other table that the object reads has a column of the name.
fn is_only_here(column: &Column, object: &UnmanagedObject, table: &Table, schema: &Schema) -> bool {
    let others = object.depends_on.iter().chain(&object.table).filter_map(|name| table_named(schema, name));
    others
        .filter(|other| !same_name(&other.name.name, &table.name.name))
        .all(|other| column_named(other, &column.name).is_none())
}

/// Whether a word or quoted name of the text is this name, in any case.
pub(super) fn has_identifier(sql: &str, name: &str) -> bool {
    sqlite_tokens(sql).iter().any(|token| match token.kind {
        TokenKind::Word => same_name(token.text, name),
        TokenKind::QuotedIdentifier | TokenKind::String => same_name(&unquote(token.text), name),
        TokenKind::Space | TokenKind::Comment | TokenKind::Number | TokenKind::Symbol => false,
    })
}
