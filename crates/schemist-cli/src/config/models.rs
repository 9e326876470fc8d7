//! `models`: a list of files and folders, or a table that says more.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor, value};

/// Where models are, and what counts as set where they are read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    paths: Option<Vec<String>>,
    packages: Vec<String>,
    features: Vec<String>,
    all_features: bool,
    default_features: bool,
    cfg: Vec<String>,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            paths: None,
            packages: Vec::new(),
            features: Vec::new(),
            all_features: false,
            default_features: true,
            cfg: Vec::new(),
        }
    }
}

/// What `schemist.toml` says of models.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Models {
    /// Files or folders, relative to the configuration file; without any the crates of the Cargo package.
    pub(crate) paths: Option<Vec<String>>,
    /// Packages of the workspace, or that are depended on by path, whose models count besides.
    pub(crate) packages: Vec<String>,
    /// Features, in cargo's terms.
    pub(crate) features: schemist_model::FeatureSelection,
    /// What `cfg` counts as set.
    pub(crate) cfg: Vec<String>,
}

impl From<Table> for Models {
    fn from(table: Table) -> Self {
        let Table { paths, packages, features, all_features, default_features, cfg } = table;
        let features =
            schemist_model::FeatureSelection { features, all: all_features, no_default: !default_features };
        Self { paths, packages, features, cfg }
    }
}

impl<'de> Deserialize<'de> for Models {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListOrTable)
    }
}

struct ListOrTable;

impl<'de> Visitor<'de> for ListOrTable {
    type Value = Models;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Models, A::Error> {
        let paths = Vec::deserialize(value::SeqAccessDeserializer::new(list))?;
        Ok(Models { paths: Some(paths), ..Models::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Models, A::Error> {
        Table::deserialize(value::MapAccessDeserializer::new(table)).map(Models::from)
    }
}
