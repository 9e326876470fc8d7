//! A schema as the `schema.rs` that `diesel print-schema` (2.3) would print: `table!`, `joinable!` and
//! `allow_tables_to_appear_in_same_query!`. Tables of the default namespace stand in the file, those of each
//! other one in a module of its name, as with `print-schema --schema`.

mod joins;
mod names;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{Column, Engine, Schema, Table};

use crate::scaffold::domains::base_type;
pub(crate) use crate::schema_rs::names::rust_name;
use crate::schema_rs::names::{full_sql_name, rust_string};
use crate::schema_rs::types::{Custom, SqlType, sql_type};

/// A table that cannot stand in `schema.rs`.
pub const LEFT_OUT: Code = Code::new("E104", "no-table-macro");
/// A type for which Diesel's own tool would have stopped.
pub const GUESSED_TYPE: Code = Code::new("E105", "type-unknown-to-diesel");

/// The codes of this module, for the list of all.
pub const CODES: [Code; 2] = [LEFT_OUT, GUESSED_TYPE];

/// What [`schema_rs`] wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaRs {
    /// The file.
    pub text: String,
    /// What could not be written, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// The file for a schema in the engine's canonical form.
pub fn schema_rs(schema: &Schema, dialect: &Dialect) -> SchemaRs {
    let mut diagnostics = Vec::new();
    let mut modules: BTreeMap<Option<&str>, Vec<Entry<'_>>> = BTreeMap::new();
    // The bookkeeping of any tool begins so, and Diesel leaves it out.
    for table in schema.tables.values().filter(|t| !t.name.name.starts_with("__")) {
        match Entry::of(table, schema, dialect, &mut diagnostics) {
            Some(entry) => modules.entry(table.name.namespace.as_deref()).or_default().push(entry),
            None => diagnostics.push(left_out(table)),
        }
    }
    let mut text = "// @generated automatically by Diesel CLI.\n".to_owned();
    for (namespace, entries) in &modules {
        let body = module(schema, entries);
        match namespace {
            None => text.push_str(&format!("\n{body}")),
            Some(namespace) => {
                text.push_str(&format!("\npub mod {} {{\n{}}}\n", rust_name(namespace), indented(&body)));
            }
        }
    }
    SchemaRs { text, diagnostics }
}

/// A table with all that its macro needs.
struct Entry<'a> {
    table: &'a Table,
    rust_name: String,
    primary_key: Vec<String>,
    columns: Vec<Field<'a>>,
}

struct Field<'a> {
    sql_name: &'a str,
    rust_name: String,
    ty: SqlType,
    nullable: bool,
}

impl<'a> Entry<'a> {
    /// `None` where there is no key.
    fn of(
        table: &'a Table,
        schema: &Schema,
        dialect: &Dialect,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let engine = dialect.engine();
        let rust_table = rust_name(&table.name.name);
        let mut columns: Vec<Field<'a>> = Vec::new();
        let mut primary_key: Vec<&str> = match &table.primary_key {
            Some(key) => key.columns.iter().map(|c| c.name.as_str()).collect(),
            None => {
                let alias = (engine == Engine::Sqlite).then(|| row_id(table)).flatten()?;
                columns.push(Field {
                    sql_name: alias,
                    rust_name: alias.to_owned(),
                    ty: SqlType::provided("Integer"),
                    nullable: false,
                });
                vec![alias]
            }
        };
        if engine == Engine::Sqlite && table.primary_key.is_some() {
            // There in the order of the columns.
            let place = |name: &str| table.columns.iter().position(|c| c.name == name);
            primary_key.sort_by_key(|name| place(name));
        }
        columns.extend(table.columns.iter().map(|column| {
            let name = rust_name(&column.name);
            let ty = sql_type(&base_type(schema, dialect, &column.ty), engine).of_column(&rust_table, &name);
            if ty.guessed {
                diagnostics.push(guessed(table, column, &ty));
            }
            Field {
                sql_name: &column.name,
                rust_name: name,
                ty,
                nullable: column.nullable || column.origin.not_null_implied,
            }
        }));
        // `table!` brings the table and its columns into one module.
        for field in columns.iter_mut().filter(|field| field.rust_name == rust_table) {
            field.rust_name.push('_');
        }
        let primary_key = primary_key
            .iter()
            .filter_map(|key| columns.iter().find(|c| c.sql_name == *key).map(|c| c.rust_name.clone()))
            .collect();
        Some(Self { table, rust_name: rust_table, primary_key, columns })
    }

    fn custom_types(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let custom = self.columns.iter().filter(|c| c.ty.custom.is_some()).map(|c| c.ty.rust_name.as_str());
        custom.filter(|name| seen.insert(*name)).collect()
    }

    fn text(&self) -> String {
        let mut lines = vec!["diesel::table! {".to_owned()];
        let custom = self.custom_types();
        if !custom.is_empty() {
            lines.push("    use diesel::sql_types::*;".to_owned());
            lines.extend(custom.iter().map(|name| format!("    use super::sql_types::{name};")));
            lines.push(String::new());
        }
        let name = &self.table.name;
        if self.rust_name != name.name {
            lines.push(format!("    #[sql_name = {}]", rust_string(&full_sql_name(name))));
        }
        let namespace = name.namespace.as_deref().map(|n| format!("{n}.")).unwrap_or_default();
        lines.push(format!("    {namespace}{} ({}) {{", self.rust_name, self.primary_key.join(", ")));
        for field in &self.columns {
            if field.rust_name != field.sql_name {
                lines.push(format!("        #[sql_name = {}]", rust_string(field.sql_name)));
            }
            lines.extend(field.ty.max_length.map(|length| format!("        #[max_length = {length}]")));
            let ty = match field.nullable {
                true => format!("Nullable<{}>", field.ty),
                false => field.ty.to_string(),
            };
            lines.push(format!("        {} -> {ty},", field.rust_name));
        }
        lines.extend(["    }".to_owned(), "}".to_owned()]);
        lines.join("\n") + "\n"
    }
}

/// The name of a column in `table!`, which brings the table and its columns into one module.
pub(crate) fn column_name(table: &Table, column: &Column) -> String {
    let name = rust_name(&column.name);
    if name == rust_name(&table.name.name) { name + "_" } else { name }
}

/// What a module holds: its own types, its tables, and what goes together in queries.
fn module(schema: &Schema, entries: &[Entry<'_>]) -> String {
    let mut blocks: Vec<String> = types_module(entries).into_iter().collect();
    blocks.extend(entries.iter().map(Entry::text));
    let joinable = joins::joinable(schema, entries);
    if !joinable.is_empty() {
        blocks.push(joinable.iter().map(|line| format!("{line}\n")).collect());
    }
    if entries.len() > 1 {
        let names: Vec<&str> = entries.iter().map(|entry| entry.rust_name.as_str()).collect();
        blocks.push(one_query(&names));
    }
    blocks.join("\n")
}

/// On one line where rustfmt would leave it there.
fn one_query(names: &[&str]) -> String {
    let line = format!("{},", names.join(", "));
    match line.len() <= 60 {
        true => format!("diesel::allow_tables_to_appear_in_same_query!({line});\n"),
        false => {
            let lines: String = names.iter().map(|name| format!("    {name},\n")).collect();
            format!("diesel::allow_tables_to_appear_in_same_query!(\n{lines});\n")
        }
    }
}

fn types_module(entries: &[Entry<'_>]) -> Option<String> {
    let fields = entries.iter().flat_map(|entry| &entry.columns);
    let custom: BTreeMap<&str, &Custom> =
        fields.filter_map(|f| Some((f.ty.rust_name.as_str(), f.ty.custom.as_ref()?))).collect();
    if custom.is_empty() {
        return None;
    }
    let types: Vec<String> = custom
        .into_iter()
        .map(|(rust_name, custom)| {
            format!(
                "    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]\n    \
                 #[diesel({})]\n    pub struct {rust_name};\n",
                custom.attribute()
            )
        })
        .collect();
    Some(format!("pub mod sql_types {{\n{}}}\n", types.join("\n")))
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    text.lines().map(line).collect()
}

/// The first name of the row's number that no column has taken.
fn row_id(table: &Table) -> Option<&'static str> {
    let is_free = |alias: &&str| !table.columns.iter().any(|c| c.name.eq_ignore_ascii_case(alias));
    ["rowid", "oid", "_rowid_"].into_iter().find(is_free)
}

fn left_out(table: &Table) -> Diagnostic {
    Diagnostic::warning(LEFT_OUT, format!("table {} has no primary key and is left out", table.name))
        .with_subject(table.name.to_string())
        .with_note("Diesel's `table!` needs one")
}

fn guessed(table: &Table, column: &Column, ty: &SqlType) -> Diagnostic {
    let name = format!("{}.{}", table.name, column.name);
    Diagnostic::warning(
        GUESSED_TYPE,
        format!("column {name} has a type that `diesel print-schema` refuses; {} was written", ty.rust_name),
    )
    .with_subject(name)
}

#[cfg(test)]
mod tests;
