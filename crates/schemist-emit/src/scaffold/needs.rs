//! What a program has to depend on for its models to compile.

use std::collections::BTreeSet;

use schemist_schema::{Engine, Table};

use crate::scaffold::{Context, print};

/// Dependencies beside `schemist`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// Features of Diesel.
    pub diesel: BTreeSet<&'static str>,
    /// Other crates.
    pub crates: BTreeSet<&'static str>,
}

/// The crates whose types stand in fields, with the feature by which Diesel knows them.
const CRATES: [(&str, &str); 5] = [
    ("chrono", "chrono"),
    ("bigdecimal", "numeric"),
    ("uuid", "uuid"),
    ("serde_json", "serde_json"),
    ("ipnetwork", "network-address"),
];

pub(crate) fn needs(cx: &Context<'_>) -> Needs {
    let mut needs = Needs::default();
    needs.diesel.insert(match cx.dialect.engine() {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
        Engine::Mysql => "mysql",
    });
    for table in cx.schema.tables.values() {
        needs.diesel.extend(wide(table));
        for column in table.columns.iter() {
            let Some(probed) = cx.probe.column(&table.name, &column.name) else { continue };
            let ty = print::tokens(&probed.rust.tokens);
            for (name, feature) in CRATES.iter().filter(|(name, _)| ty.contains(&format!("{name}::"))) {
                needs.crates.insert(name);
                needs.diesel.insert(feature);
            }
        }
    }
    needs
}

/// Diesel has code for tables of up to 32 columns, and for more where it is asked.
fn wide(table: &Table) -> Option<&'static str> {
    match table.columns.len() {
        0..=32 => None,
        33..=64 => Some("64-column-tables"),
        _ => Some("128-column-tables"),
    }
}

impl Needs {
    /// As a line for people.
    pub fn text(&self) -> String {
        let list = |words: &BTreeSet<&str>| words.iter().copied().collect::<Vec<_>>().join(", ");
        let diesel = format!("the models use diesel with the features {}", list(&self.diesel));
        match self.crates.is_empty() {
            true => diesel,
            false => format!("{diesel}; and the crates {}", list(&self.crates)),
        }
    }
}
