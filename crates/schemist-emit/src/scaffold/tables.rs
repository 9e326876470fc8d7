//! A table as a struct.

use proc_macro2::TokenStream;
use quote::quote;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Column, Schema, Table};

use crate::scaffold::attributes::{call, ident, model, named_text, option};
use crate::scaffold::constraints::Placed;
use crate::scaffold::docs::Docs;
use crate::scaffold::files::Item;
use crate::scaffold::names::table_by_convention;
use crate::scaffold::probe::is_untyped;
use crate::scaffold::{Context, NO_PRIMARY_KEY, NOT_EXPRESSIBLE, fields, sequences};

/// The struct with everything that belongs to the table.
pub(crate) fn item(cx: &Context<'_>, table: &Table) -> Item {
    let rust = cx.names.table(&table.name).unwrap_or("Table");
    let placed = Placed::of(cx, table);
    let docs = Docs::of(table.comment.as_deref());
    let says_name = table_by_convention(rust) != table.name.name;
    let attribute = model(&attributes(cx, table, says_name, &placed, docs.attribute));
    let lines = docs.lines;
    let fields = table.columns.iter().map(|column| fields::field(cx, table, column, &placed));
    let name = ident(rust);
    let tokens = quote! {
        #lines
        #[derive(Debug, Clone, Model)]
        #attribute
        pub struct #name { #(#fields),* }
    };
    let enums = table.columns.iter().filter_map(|c| cx.names.enum_type(c.ty.enum_name()?));
    Item::new(rust, tokens, enums.map(str::to_owned).collect())
}

/// What is said at the struct; `says_name` where its table's name does not follow from it.
pub(crate) fn attributes(
    cx: &Context<'_>,
    table: &Table,
    says_name: bool,
    placed: &Placed,
    comment: Option<TokenStream>,
) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if says_name {
        items.extend(named_text("table", Some(&table.name.name)));
    }
    items.extend(named_text("schema", table.name.namespace.as_deref()));
    items.extend(placed.at_struct.iter().cloned());
    items.extend(sequences::attributes(cx, table));
    let options: Vec<TokenStream> = table.options.iter().map(|(k, v)| option(k, v)).collect();
    if !options.is_empty() {
        items.push(call("options", &options));
    }
    items.extend(comment);
    items
}

/// A warning for each table without a primary key, and for each column without a type.
pub(crate) fn diagnostics(schema: &Schema) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for table in schema.tables.values() {
        if table.primary_key.is_none() {
            diagnostics.push(no_primary_key(table));
        }
        let untyped = table.columns.iter().filter(|c| is_untyped(c));
        diagnostics.extend(untyped.map(|column| no_type(table, column)));
    }
    diagnostics
}

fn no_primary_key(table: &Table) -> Diagnostic {
    Diagnostic::warning(NO_PRIMARY_KEY, format!("table {} has no primary key", table.name))
        .with_subject(table.name.to_string())
        .with_note("Diesel needs one for its `table!`; migrations are not affected")
        .with_help("name the columns that identify a row: `#[model(primary_key(…))]`")
}

fn no_type(table: &Table, column: &Column) -> Diagnostic {
    let name = format!("{}.{}", table.name, column.name);
    Diagnostic::warning(NOT_EXPRESSIBLE, format!("column {name} has no type, which a model cannot say"))
        .with_subject(name)
        .with_note("the field is bytes, which SQLite treats alike; made anew the column would be a BLOB")
}
