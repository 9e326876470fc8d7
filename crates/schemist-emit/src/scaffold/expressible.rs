//! The part of a schema that models can speak of.

use schemist_diagnostics::Diagnostic;
use schemist_schema::{QualifiedName, Schema};

use crate::scaffold::NOT_EXPRESSIBLE;

/// The schema without what has no model, and what there is to say about it. The bookkeeping tables, Diesel's and
/// our own, go without a word.
pub(crate) fn part(schema: &Schema) -> (Schema, Vec<Diagnostic>) {
    let mut schema = schema.clone();
    let mut diagnostics = Vec::new();
    schema.tables.retain(|name, table| {
        if is_bookkeeping(name) {
            return false;
        }
        let reason = if table.columns.is_empty() {
            "it has no columns"
        } else if name.name.is_empty() {
            "its name is empty"
        } else if table.columns.iter().any(|column| column.name.is_empty()) {
            "the name of a column is empty"
        } else {
            return true;
        };
        diagnostics.push(left_out("table", name, reason));
        false
    });
    schema.enums.retain(|name, enum_type| {
        let reason = if enum_type.values.is_empty() {
            "it has no values"
        } else if name.namespace.is_none() && name.name.contains('.') {
            "the dot in its name would be read as the end of a schema's name"
        } else {
            return true;
        };
        diagnostics.push(left_out("enum type", name, reason));
        false
    });
    schema.sequences.retain(|_, s| s.owned_by.as_ref().is_none_or(|(table, _)| !is_bookkeeping(table)));
    (schema, diagnostics)
}

fn is_bookkeeping(name: &QualifiedName) -> bool {
    name.name == "__diesel_schema_migrations" || name.name.starts_with("__schemist")
}

fn left_out(kind: &str, name: &QualifiedName, reason: &str) -> Diagnostic {
    Diagnostic::warning(NOT_EXPRESSIBLE, format!("{kind} {name} is left out: {reason}"))
        .with_subject(name.to_string())
        .with_note("what has no model is left alone")
}
