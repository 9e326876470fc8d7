use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{EnumType, QualifiedName, Sequence, Table, UnmanagedObject};

/// A namespace other than the default one (what SQL calls a schema).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Namespace {
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// Everything a database holds, or is declared to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Schema {
    /// Namespaces by name, the default one left out.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub namespaces: BTreeMap<String, Namespace>,
    /// Enum types by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub enums: BTreeMap<QualifiedName, EnumType>,
    /// Sequences by name; those of identity columns are part of their columns.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sequences: BTreeMap<QualifiedName, Sequence>,
    /// Tables by name.
    pub tables: BTreeMap<QualifiedName, Table>,
    /// Objects that are seen and not managed, sorted by kind and name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmanaged: Vec<UnmanagedObject>,
}

impl Schema {
    /// Adds a table under its name.
    pub fn insert_table(&mut self, mut table: Table) {
        table.sort();
        self.tables.insert(table.name.clone(), table);
    }

    /// Every column that has an enum type, or an array of it: (table, column).
    pub fn columns_of_enum<'a>(
        &'a self,
        name: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Table, &'a crate::Column)> {
        self.tables.values().flat_map(move |table| {
            table.columns.iter().filter(|c| c.ty.enum_name() == Some(name)).map(move |c| (table, c))
        })
    }

    /// The foreign keys of other tables, and the table's own, that refer to a table.
    pub fn references_to<'a>(
        &'a self,
        name: &'a QualifiedName,
    ) -> impl Iterator<Item = (&'a Table, &'a crate::ForeignKey)> {
        self.tables.values().flat_map(move |table| {
            table.foreign_keys.iter().filter(|f| f.references == *name).map(move |f| (table, f))
        })
    }
}
