//! ## What it does
//!
//! Reports a name that is longer than the engine keeps: 63 bytes on PostgreSQL, 64
//! characters on MySQL and MariaDB.
//!
//! ## Why it matters
//!
//! PostgreSQL cuts the name without an error. The database then holds another name than the models, two
//! names may become one, and every later comparison finds a difference.
//!
//! ## Example
//!
//! ```sql
//! CREATE INDEX ix_customer_delivery_addresses_last_verified_by_external_provider_id ON …;
//! ```
//!
//! ## What to do
//!
//! Give a shorter name: `table = "…"`, `column = "…"` or `name = "…"`. Names that Schemist chooses itself are
//! cut in a way that keeps them apart.

use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_schema::{Constraint, Operation, Table};

use crate::Change;
use crate::context::Context;
use crate::rule::Check;

/// What is named, its name, and where.
type Named<'a> = (&'static str, &'a str, Option<&'a Span>);

pub(super) const CHECK: Check = Check::EveryMany(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Vec<Diagnostic> {
    let Some(operation) = change.operation() else { return Vec::new() };
    let capabilities = cx.input.dialect.capabilities();
    let Some(max) = capabilities.max_identifier_bytes else { return Vec::new() };
    let unit = if capabilities.names_counted_in_characters { "characters" } else { "bytes" };
    let too_long = names(operation).into_iter().filter(|(_, name, _)| capabilities.length_of(name) > max);
    let finding = |(what, name, span): Named<'_>| {
        let message =
            format!("{what} name of {} {unit}: the engine keeps {max}", capabilities.length_of(name));
        Diagnostic::error(code, message)
            .with_subject(name)
            .with_span(span.cloned())
            .with_help(format!("give a name of at most {max} {unit}"))
    };
    too_long.map(finding).collect()
}

/// The names an operation brings into the database.
fn names(operation: &Operation) -> Vec<Named<'_>> {
    let at = operation.origin().and_then(|origin| origin.span.as_ref());
    match operation {
        Operation::CreateNamespace { name } => vec![("schema", name, None)],
        Operation::CreateTable { table } => table_names(table),
        Operation::RenameTable { name } => vec![("table", &name.next.name, None)],
        Operation::AddColumn { column, .. } => vec![("column", &column.name, at)],
        Operation::RenameColumn { name, .. } => vec![("column", &name.next, None)],
        Operation::AddConstraint { constraint, .. } => constraint_name(constraint).into_iter().collect(),
        Operation::RenameConstraint { name, .. } => vec![("constraint", &name.next, None)],
        Operation::CreateIndex { index, .. } => {
            index.name.iter().map(|n| ("index", n.as_str(), at)).collect()
        }
        Operation::RenameIndex { name, .. } => vec![("index", &name.next, None)],
        Operation::CreateEnum { enum_type } => {
            let values = enum_type.values.iter().map(|v| ("enum value", v.as_str(), at));
            values.chain([("enum", enum_type.name.name.as_str(), at)]).collect()
        }
        Operation::RenameEnum { name } => vec![("enum", &name.next.name, None)],
        Operation::RenameEnumValue { value, .. } => vec![("enum value", &value.next, None)],
        Operation::AlterEnum { values, .. } => {
            let added = values.next.iter().filter(|v| !values.previous.contains(v));
            added.map(|v| ("enum value", v.as_str(), None)).collect()
        }
        Operation::CreateSequence { sequence } => vec![("sequence", &sequence.name.name, None)],
        Operation::RenameSequence { name } => vec![("sequence", &name.next.name, None)],
        Operation::DropNamespace { .. }
        | Operation::DropTable { .. }
        | Operation::SetTableOptions { .. }
        | Operation::DropColumn { .. }
        | Operation::AlterColumn { .. }
        | Operation::DropConstraint { .. }
        | Operation::ValidateConstraint { .. }
        | Operation::ReplaceValues { .. }
        | Operation::DropIndex { .. }
        | Operation::DropEnum { .. }
        | Operation::DropSequence { .. }
        | Operation::AlterSequence { .. }
        | Operation::SetComment { .. } => Vec::new(),
    }
}

fn table_names(table: &Table) -> Vec<Named<'_>> {
    let mut names = vec![("table", table.name.name.as_str(), table.origin.span.as_ref())];
    names.extend(table.columns.iter().map(|c| ("column", c.name.as_str(), c.origin.span.as_ref())));
    let keys = [
        table.primary_key.iter().map(|k| (&k.name, &k.origin)).collect::<Vec<_>>(),
        table.uniques.iter().map(|k| (&k.name, &k.origin)).collect(),
        table.foreign_keys.iter().map(|k| (&k.name, &k.origin)).collect(),
        table.checks.iter().map(|k| (&k.name, &k.origin)).collect(),
        table.exclusions.iter().map(|k| (&k.name, &k.origin)).collect(),
    ];
    for (name, origin) in keys.into_iter().flatten() {
        names.extend(name.iter().map(|n| ("constraint", n.as_str(), origin.span.as_ref())));
    }
    for index in &table.indexes {
        names.extend(index.name.iter().map(|n| ("index", n.as_str(), index.origin.span.as_ref())));
    }
    names
}

fn constraint_name(constraint: &Constraint) -> Option<Named<'_>> {
    constraint.name().map(|name| ("constraint", name, constraint.origin().span.as_ref()))
}
