//! A table as a struct.

use proc_macro2::TokenStream;
use quote::quote;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Management, Schema, Table};

use crate::scaffold::attributes::{call, named_text, option};
use crate::scaffold::constraints::Placed;
use crate::scaffold::docs::Docs;
use crate::scaffold::files::Item;
use crate::scaffold::names::table_by_convention;
use crate::scaffold::{Context, NO_PRIMARY_KEY, derives, fields, print, sequences};

/// The struct with everything that belongs to the table.
pub(crate) fn item(cx: &Context<'_>, table: &Table) -> Item {
    let rust = cx.names.table(&table.name).unwrap_or("Table");
    let placed = Placed::of(cx, table);
    let docs = Docs::of(table.comment.as_deref());
    let says_name = table_by_convention(rust) != table.name.name;
    let attributes = attributes(cx, table, says_name, &placed, docs.attribute);
    let mut lines = docs.lines;
    lines.push(derives::derive(cx, table));
    lines.extend(print::attribute("diesel", &derives::at_struct(cx, table), 0));
    lines.extend(print::attribute("model", &attributes, 0));
    lines.push(format!("pub struct {rust} {{"));
    lines.extend(table.columns.iter().flat_map(|column| fields::field(cx, table, column, &placed)));
    lines.push("}".to_owned());
    let enums = table.columns.iter().filter_map(|c| cx.names.enum_type(c.ty.enum_name()?));
    Item::new(rust, &lines, enums.map(str::to_owned).collect())
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
    let name = Some(table.name.name.as_str()).filter(|_| says_name);
    match table.origin.management() {
        Management::Full => items.extend(named_text("table", name)),
        Management::Described => {
            items.extend(named_text("table", name));
            items.push(quote!(managed = false));
        }
        Management::View => items.push(named_text("view", name).unwrap_or_else(|| quote!(view))),
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

/// A warning for each table without a primary key.
pub(crate) fn diagnostics(schema: &Schema) -> Vec<Diagnostic> {
    let ours = schema.tables.values().filter(|table| table.origin.management() == Management::Full);
    ours.filter(|table| table.primary_key.is_none()).map(no_primary_key).collect()
}

fn no_primary_key(table: &Table) -> Diagnostic {
    Diagnostic::warning(NO_PRIMARY_KEY, format!("table {} has no primary key", table.name))
        .with_subject(table.name.to_string())
        .with_note(
            "what is derived takes all its columns for one, as Diesel needs one; migrations are not affected",
        )
        .with_help("name the columns that identify a row: `#[model(primary_key(…))]`")
}
