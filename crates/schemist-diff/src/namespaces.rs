//! The default namespace has no name in a [`Schema`]; models may call it by its name all the same.

use std::collections::BTreeMap;

use schemist_schema::{ColumnType, Expression, QualifiedName, Schema};

/// What PostgreSQL calls it unless somebody set another `search_path`.
const PUBLIC: &str = "public";

/// Takes `public` for the default namespace, unless the database says that it is one beside it.
pub(crate) fn forget_public(live: &Schema, next: &mut Schema) {
    if live.namespaces.contains_key(PUBLIC) || next.namespaces.remove(PUBLIC).is_none() {
        return;
    }
    rekey(&mut next.enums, |e| &mut e.name);
    rekey(&mut next.sequences, |s| &mut s.name);
    rekey(&mut next.tables, |t| &mut t.name);
    for sequence in next.sequences.values_mut() {
        sequence.owned_by.iter_mut().for_each(|(table, _)| forget(table));
    }
    for table in next.tables.values_mut() {
        let dropped = table.origin.table.iter_mut().flat_map(|remarks| &mut remarks.dropped_tables);
        dropped.for_each(forget);
        table.foreign_keys.iter_mut().for_each(|key| forget(&mut key.references));
        for column in table.columns.iter_mut() {
            if let ColumnType::Enum(name) = column.ty.element_mut() {
                forget(name);
            }
            column.default.iter_mut().for_each(forget_in_nextval);
        }
    }
}

fn rekey<T>(items: &mut BTreeMap<QualifiedName, T>, name: impl Fn(&mut T) -> &mut QualifiedName) {
    for (key, mut item) in std::mem::take(items) {
        forget(name(&mut item));
        // Twice declared, with and without the namespace: the first stays, under both names it is one thing.
        items
            .entry(if key.namespace.as_deref() == Some(PUBLIC) { QualifiedName::new(key.name) } else { key })
            .or_insert(item);
    }
}

fn forget(name: &mut QualifiedName) {
    if name.namespace.as_deref() == Some(PUBLIC) {
        name.namespace = None;
    }
}

/// The default of a serial column, as the canonical form has it.
fn forget_in_nextval(default: &mut Expression) {
    if let Some(rest) = default.sql.strip_prefix("nextval('public.") {
        default.sql = format!("nextval('{rest}");
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Column, Namespace, Table};

    use super::*;

    fn declared() -> Schema {
        let mut table = Table::new(QualifiedName::in_namespace(Some(PUBLIC.to_owned()), "t"));
        let default = Some("nextval('public.t_id_seq'::regclass)".into());
        table.columns.push(Column { default, ..Column::new("id", ColumnType::Integer) });
        let mut schema = Schema::default();
        schema.namespaces.insert(PUBLIC.to_owned(), Namespace::default());
        schema.insert_table(table);
        schema
    }

    #[test]
    fn public_is_the_default_unless_it_is_beside_it() {
        let mut next = declared();
        forget_public(&Schema::default(), &mut next);
        let table = &next.tables[&QualifiedName::new("t")];
        assert_eq!(table.columns[0].default, Some("nextval('t_id_seq'::regclass)".into()));
        assert!(next.namespaces.is_empty());

        let mut next = declared();
        forget_public(&declared(), &mut next);
        assert_eq!(next, declared());
    }
}
