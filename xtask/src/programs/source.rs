//! The crate around the models.

use std::collections::BTreeMap;
use std::path::Path;

use crate::process::{Result, root};
use crate::roundtrip::EngineName;

/// What the models' own text tells.
#[derive(Default)]
pub(super) struct Model {
    name: String,
    /// It has a key, and with it a table that can be named through it.
    identifiable: bool,
    /// The models it refers to, once for each foreign key.
    references: Vec<String>,
}

/// The models below a folder.
pub(super) fn models(folder: &Path) -> Result<Vec<Model>> {
    let mut models = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let text = std::fs::read_to_string(entry?.path())?;
        let mut model = Model::default();
        let mut is_model = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with("#[derive(") {
                is_model = line.contains(" Model)");
                model = Model { identifiable: line.contains("Identifiable"), ..Model::default() };
            }
            model.references.extend(line.split("references = ").skip(1).filter_map(parent));
            if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.split(' ').next()) {
                model.name = name.to_owned();
            }
            if line == "}" && is_model && !model.name.is_empty() {
                models.push(std::mem::take(&mut model));
            }
        }
    }
    models.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(models)
}

/// `User` of `super::User, on_delete = …`; nothing of a table without a model or of columns that are no key.
fn parent(rest: &str) -> Option<String> {
    let end = rest.find([',', ')', '(']).unwrap_or(rest.len());
    let (path, after) = rest.split_at(end);
    let name = path.trim().rsplit("::").next()?.to_owned();
    (!after.starts_with('(')).then_some(name)
}

/// Reads all tables, and all pairs that one foreign key alone ties together.
pub(super) fn main(models: &[Model], engine: EngineName) -> String {
    let connection = match engine {
        EngineName::Sqlite => "diesel::SqliteConnection",
        EngineName::Postgres => "diesel::PgConnection",
        EngineName::Mysql => "diesel::MysqlConnection",
    };
    let reads = models.iter().map(|model| format!("    read!(connection, {});\n", model.name));
    let joins = pairs(models);
    let joins = joins.iter().map(|(child, parent)| format!("    join!(connection, {child}, {parent});\n"));
    let all: Vec<String> = models.iter().map(|model| format!("models::{}", model.name)).collect();
    format!(
        r#"#[allow(dead_code)]
mod models;

use diesel::associations::HasTable;
use diesel::prelude::*;

schemist::tables_in_one_query!({all});

/// The rows of a table, by the model's own query.
macro_rules! read {{
    ($connection:ident, $model:ident) => {{
        let rows: Vec<models::$model> =
            models::$model::query().load($connection).unwrap_or_else(|e| panic!("{{}}: {{e}}", stringify!($model)));
        println!("{{}} {{}}", stringify!($model), rows.len());
    }};
}}

/// The rows of two tables that belong together.
macro_rules! join {{
    ($connection:ident, $child:ident, $parent:ident) => {{
        let rows: Vec<(models::$child, models::$parent)> = <models::$child as HasTable>::table()
            .inner_join(<models::$parent as HasTable>::table())
            .select((models::$child::as_select(), models::$parent::as_select()))
            .load($connection)
            .unwrap_or_else(|e| panic!("{{}} and {{}}: {{e}}", stringify!($child), stringify!($parent)));
        println!("{{}} {{}} {{}}", stringify!($child), stringify!($parent), rows.len());
    }};
}}

fn main() {{
    let url = std::env::args().nth(1).unwrap_or_default();
    let connection = &mut {connection}::establish(&url).unwrap_or_else(|e| panic!("{{e}}"));
{reads}{joins}}}
"#,
        all = all.join(", "),
        reads = reads.collect::<String>(),
        joins = joins.collect::<String>(),
    )
}

/// Child and parent where nothing else leads from one to the other.
fn pairs(models: &[Model]) -> Vec<(&str, &str)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for model in models {
        for parent in &model.references {
            *counts.entry((&model.name, parent)).or_default() += 1;
        }
    }
    let can = |name: &str| models.iter().any(|model| model.name == name && model.identifiable);
    let alone = |(child, parent): &(&str, &str)| {
        child != parent && !counts.contains_key(&(*parent, *child)) && can(child) && can(parent)
    };
    counts.iter().filter(|(_, count)| **count == 1).map(|(pair, _)| *pair).filter(alone).collect()
}

/// `columns`: how many the widest table has, which Diesel asks for by its features.
pub(super) fn manifest(engine: EngineName, columns: usize) -> String {
    let width = [32, 64, 128].into_iter().find(|width| columns <= *width).unwrap_or(128);
    let (name, backend, client) = match engine {
        EngineName::Sqlite => {
            ("sqlite", "sqlite", "libsqlite3-sys = { version = \"*\", features = [\"bundled\"] }")
        }
        EngineName::Postgres => (
            "postgres",
            "postgres",
            "pq-sys = { version = \"*\", features = [\"bundled\"] }\nopenssl-sys = { version = \"*\", features = [\"vendored\"] }",
        ),
        EngineName::Mysql => ("mysql", "mysql", ""),
    };
    format!(
        r#"[package]
name = "program"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
schemist = {{ path = {path:?}, features = ["{name}"] }}
diesel = {{ version = "2.3", default-features = false, features = ["{backend}", "with-deprecated", "{width}-column-tables", "chrono", "numeric", "serde_json", "uuid", "network-address"] }}
chrono = {{ version = "*", default-features = false }}
bigdecimal = "*"
serde_json = "*"
uuid = "*"
ipnetwork = "*"
{client}

[profile.dev]
debug = false
"#,
        path = root().join("crates/schemist").canonicalize().unwrap_or_default(),
    )
}

/// The URL as Diesel takes it.
pub(super) fn address(url: &str) -> &str {
    url.strip_prefix("sqlite:").unwrap_or(url)
}
