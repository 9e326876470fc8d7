//! What the structs derive, and what has to be said to those derives.

use proc_macro2::TokenStream;
use quote::quote;
use schemist_schema::{Column, ColumnType, ForeignKey, Table};

use crate::scaffold::Context;
use crate::scaffold::attributes::{ident, text};

/// Derives of Diesel, which come with its prelude.
const OF_DIESEL: [&str; 8] = [
    "HasQuery",
    "Queryable",
    "QueryableByName",
    "Selectable",
    "Insertable",
    "Identifiable",
    "AsChangeset",
    "Associations",
];

/// What every struct derives beside `Debug`, `Clone` and `Model`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derives(Vec<String>);

impl Default for Derives {
    /// Rows are read into the structs.
    fn default() -> Self {
        Self(vec!["HasQuery".to_owned(), "Identifiable".to_owned()])
    }
}

impl Derives {
    /// Nothing.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// These, in this order: names of Diesel's, or paths of any others.
    ///
    /// # Errors
    /// The word that is no path.
    pub fn new(paths: &[String]) -> Result<Self, String> {
        let mut derives = Vec::new();
        for path in paths.iter().map(|path| path.trim()).filter(|path| !path.is_empty()) {
            syn::parse_str::<syn::Path>(path).map_err(|_| path.to_owned())?;
            let is_ours = ["Debug", "Clone", "Model", "schemist::Model"].contains(&path);
            if !is_ours && !derives.iter().any(|known| known == path) {
                derives.push(path.to_owned());
            }
        }
        Ok(Self(derives))
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|path| path == name)
    }

    /// Whether rows are selected by the struct's own list of columns.
    fn selects(&self) -> bool {
        self.has("HasQuery") || self.has("Selectable")
    }

    pub(crate) fn use_diesel(&self) -> bool {
        self.0.iter().any(|path| OF_DIESEL.contains(&path.as_str()))
    }
}

/// The `#[derive(…)]` of a table's struct.
pub(crate) fn derive(cx: &Context<'_>, table: &Table) -> String {
    let can = |path: &&str| match *path {
        // Without a key there is nothing to identify a row by.
        "Identifiable" => is_identifiable(table),
        "Associations" => belongs_to(cx, table).next().is_some(),
        _ => true,
    };
    let own = cx.options.derives.0.iter().map(String::as_str).filter(can);
    let all: Vec<&str> = ["Debug", "Clone"].into_iter().chain(own).chain(["Model"]).collect();
    format!("#[derive({})]", all.join(", "))
}

/// What is said to Diesel at the struct.
pub(crate) fn at_struct(cx: &Context<'_>, table: &Table) -> Vec<TokenStream> {
    let mut items = Vec::new();
    if cx.options.derives.has("Identifiable") && is_identifiable(table) {
        items.extend(primary_key(cx, table));
    }
    if cx.options.derives.has("Associations") {
        items.extend(belongs_to(cx, table));
    }
    items
}

/// What is said to Diesel at the field of a column: where it cannot read the type, that the column is read as text.
pub(crate) fn at_field(cx: &Context<'_>, table: &Table, column: &Column) -> Vec<TokenStream> {
    let through_text = cx.probe.column(&table.name, &column.name).is_some_and(|p| p.rust.through_text);
    if !through_text || !cx.options.derives.selects() {
        return Vec::new();
    }
    let is_array = matches!(column.ty, ColumnType::Array(_));
    let cast = if is_array { "text[]" } else { "text" };
    let sql =
        text(&format!("{}.{}::{cast}", cx.dialect.quote_name(&table.name), cx.dialect.quote(&column.name)));
    let ty = quote!(diesel::sql_types::Text);
    let ty = if is_array { quote!(diesel::sql_types::Array<#ty>) } else { ty };
    let ty = if column.nullable { quote!(diesel::sql_types::Nullable<#ty>) } else { ty };
    vec![
        quote!(select_expression = diesel::dsl::sql(#sql)),
        quote!(select_expression_type = diesel::expression::SqlLiteral<#ty>),
    ]
}

/// Whether the primary key is said to Diesel, which the model reads too.
pub(crate) fn say_key(cx: &Context<'_>, table: &Table) -> bool {
    let we_say = || {
        cx.options.derives.has("Identifiable") && is_identifiable(table) && primary_key(cx, table).is_some()
    };
    cx.key_is_said || we_say()
}

/// Diesel takes `id` where nothing is said.
fn primary_key(cx: &Context<'_>, table: &Table) -> Option<TokenStream> {
    let key = table.primary_key.as_ref()?;
    let fields: Vec<&str> = key.columns.iter().map(|c| cx.field(table, &c.name)).collect();
    (fields != ["id"]).then(|| {
        let fields = fields.into_iter().map(ident);
        quote!(primary_key(#(#fields),*))
    })
}

/// Keys that Rust can compare and hash.
fn is_identifiable(table: &Table) -> bool {
    let is_exact = |name: &str| {
        table.columns.named(name).is_some_and(|column| {
            !column.nullable
                && !matches!(
                    column.ty,
                    ColumnType::Real | ColumnType::Double | ColumnType::Interval { .. } | ColumnType::Json
                )
        })
    };
    table.primary_key.as_ref().is_some_and(|key| key.columns.iter().all(|c| is_exact(&c.name)))
}

/// A `belongs_to(…)` for each parent to which exactly one key of one column leads, and to its primary key.
fn belongs_to<'c>(cx: &'c Context<'_>, table: &'c Table) -> impl Iterator<Item = TokenStream> + 'c {
    let alone = |key: &&ForeignKey| {
        let same = table.foreign_keys.iter().filter(|other| other.references == key.references);
        key.columns.len() == 1 && key.references != table.name && same.count() == 1
    };
    table.foreign_keys.iter().filter(alone).filter_map(|key| {
        let parent = cx.schema.tables.get(&key.references).filter(|parent| is_identifiable(parent))?;
        let [only] = parent.primary_key.as_ref()?.columns.as_slice() else { return None };
        let column = table.columns.named(key.columns.first()?)?;
        let same_type = parent.columns.named(&only.name).is_some_and(|c| c.ty == column.ty);
        let refers_to_key =
            key.references_columns.is_empty() || key.references_columns == [only.name.clone()];
        let rust = cx.model_path(table, &key.references)?;
        let field = ident(cx.field(table, &column.name));
        (same_type && refers_to_key).then(|| quote!(belongs_to(#rust, foreign_key = #field)))
    })
}
