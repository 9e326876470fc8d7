//! Relations that the models describe and do not manage: tables of others, views.

use std::collections::BTreeMap;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Dialect;
use schemist_schema::{Column, Columns, Management, Pair, QualifiedName, Schema, Table};

use crate::codes::{DESCRIBED_TABLE_MISSING, VIEW_DIFFERS};

/// Takes the tables of others as they are, so that nothing differs, and what is not there out, so that nothing is
/// created.
pub(crate) fn settle(live: &Schema, next: &mut Schema) {
    let names: Vec<(QualifiedName, Management)> = next
        .tables
        .iter()
        .map(|(name, table)| (name.clone(), table.origin.management()))
        .filter(|(_, management)| *management != Management::Full)
        .collect();
    for (name, management) in names {
        let Some(declared) = next.tables.remove(&name) else { continue };
        next.sequences.retain(|_, s| s.owned_by.as_ref().is_none_or(|(owner, _)| *owner != name));
        if management == Management::Described
            && let Some(table) = live.tables.get(&name)
        {
            adopt(table, live, next);
            next.tables.insert(name, Table { origin: declared.origin, ..table.clone() });
        }
    }
}

/// What hangs on a table that is taken as it is.
fn adopt(table: &Table, live: &Schema, next: &mut Schema) {
    let owned =
        live.sequences.values().filter(|s| s.owned_by.as_ref().is_some_and(|(t, _)| *t == table.name));
    next.sequences.extend(owned.map(|s| (s.name.clone(), s.clone())));
    for name in table.columns.iter().filter_map(|c| c.ty.enum_name()) {
        if let Some(enum_type) = live.enums.get(name).filter(|_| !next.enums.contains_key(name)) {
            next.enums.insert(name.clone(), enum_type.clone());
        }
    }
    if let Some(namespace) = &table.name.namespace
        && let Some(live) = live.namespaces.get(namespace)
    {
        next.namespaces.insert(namespace.clone(), live.clone());
    }
}

/// The part of a declared schema that is managed.
pub(crate) fn managed_part(schema: &Schema) -> Schema {
    let mut managed = schema.clone();
    managed.tables.retain(|_, table| table.origin.management() == Management::Full);
    managed.sequences.retain(|_, sequence| match &sequence.owned_by {
        Some((table, _)) => !schema.tables.contains_key(table) || managed.tables.contains_key(table),
        None => true,
    });
    managed
}

/// The names of the tables of others that a declared schema describes.
pub fn names(schema: &Schema) -> Vec<QualifiedName> {
    let described = schema.tables.values().filter(|t| t.origin.management() == Management::Described);
    described.map(|t| t.name.clone()).collect()
}

/// Foreign keys to a table of others that is not there: they cannot be created.
pub(crate) fn missing_targets(schemas: &Pair<Schema>, described: &[QualifiedName]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for table in schemas.next.tables.values().filter(|t| t.origin.management() == Management::Full) {
        for key in &table.foreign_keys {
            let target = &key.references;
            if described.contains(target) && !schemas.previous.tables.contains_key(target) {
                let message = format!("`{}` refers to `{target}`, which is not in the database", table.name);
                diagnostics.push(
                    Diagnostic::warning(DESCRIBED_TABLE_MISSING, message)
                        .with_subject(target.to_string())
                        .with_span(key.origin.span.clone())
                        .with_note("its model says `managed = false`, so no migration creates it")
                        .with_help("create it before the revision is applied"),
                );
            }
        }
    }
    diagnostics
}

/// Takes the models of views out of a declared schema in canonical form: a comparison of tables is not theirs.
pub fn take_views(schema: &mut Schema) -> Vec<Table> {
    let is_view = |table: &Table| table.origin.management() == Management::View;
    let names: Vec<QualifiedName> =
        schema.tables.values().filter(|t| is_view(t)).map(|t| t.name.clone()).collect();
    schema.sequences.retain(|_, s| s.owned_by.as_ref().is_none_or(|(owner, _)| !names.contains(owner)));
    names.iter().filter_map(|name| schema.tables.remove(name)).collect()
}

/// Models of views against what the database has under their names; a column may be without a type where the engine
/// tells none (an expression, on SQLite).
pub fn compare_views(
    views: &[Table],
    live: &BTreeMap<QualifiedName, Columns>,
    dialect: &Dialect,
) -> Vec<Diagnostic> {
    views.iter().flat_map(|view| compare_view(view, live.get(&view.name), dialect)).collect()
}

fn compare_view(view: &Table, live: Option<&Columns>, dialect: &Dialect) -> Vec<Diagnostic> {
    let Some(live) = live else {
        let message = format!("the view `{}` is not in the database", view.name);
        return vec![
            Diagnostic::warning(VIEW_DIFFERS, message)
                .with_subject(view.name.to_string())
                .with_span(view.origin.span.clone())
                .with_help("write its CREATE VIEW into a revision; a model of a view only describes it"),
        ];
    };
    view.columns.iter().filter_map(|column| compare_column(view, column, live, dialect)).collect()
}

fn compare_column(view: &Table, column: &Column, live: &Columns, dialect: &Dialect) -> Option<Diagnostic> {
    let subject = format!("{}.{}", view.name, column.name);
    let same_name = |c: &&Column| match dialect.capabilities().case_sensitive_names {
        true => c.name == column.name,
        false => c.name.eq_ignore_ascii_case(&column.name),
    };
    let Some(found) = live.iter().find(same_name) else {
        let names: Vec<String> = live.iter().map(|c| format!("`{}`", c.name)).collect();
        let message = format!("the view `{}` has no column `{}`", view.name, column.name);
        return Some(
            Diagnostic::warning(VIEW_DIFFERS, message)
                .with_subject(subject)
                .with_span(column.origin.span.clone())
                .with_note(format!("its columns are {}", names.join(", "))),
        );
    };
    let live_type = dialect.render_type(&found.ty);
    let inferred = column.origin.type_inferred;
    // An enum type of the database is known by its name alone here.
    let same = dialect.same_type(&column.ty, &found.ty, inferred)
        || dialect.same_type(&found.ty, &column.ty, inferred);
    if live_type.trim().is_empty() || same {
        return None;
    }
    let message = format!(
        "column `{}` of the view `{}` is `{live_type}` in the database and `{}` in the model",
        column.name,
        view.name,
        dialect.render_type(&column.ty)
    );
    Some(
        Diagnostic::warning(VIEW_DIFFERS, message)
            .with_subject(subject)
            .with_span(column.origin.span.clone()),
    )
}
