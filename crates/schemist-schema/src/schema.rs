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
    /// MariaDB and MySQL: the collation of the database, and so of a table for which none is said. There is no word for it:
    /// what they call default is that of the character set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_collation: Option<String>,
    /// Those that went with a dropped table: they come back where it does.
    #[serde(skip)]
    pub departed: Vec<UnmanagedObject>,
}

impl Schema {
    /// Adds a table under its name.
    pub fn insert_table(&mut self, mut table: Table) {
        table.sort();
        self.tables.insert(table.name.clone(), table);
    }

    /// The objects of tables that are not there any more step aside: see [`Schema::departed`].
    pub fn part_with(&mut self, table: &QualifiedName) {
        let objects = std::mem::take(&mut self.unmanaged);
        let (gone, kept) =
            objects.into_iter().partition(|o: &UnmanagedObject| o.table.as_ref() == Some(table));
        self.unmanaged = kept;
        self.departed.extend::<Vec<_>>(gone);
    }

    /// The objects of a table that comes back.
    pub(crate) fn reunite_with(&mut self, table: &QualifiedName) {
        let objects = std::mem::take(&mut self.departed);
        let (back, away) =
            objects.into_iter().partition(|o: &UnmanagedObject| o.table.as_ref() == Some(table));
        self.departed = away;
        if back.is_empty() {
            return;
        }
        self.unmanaged.extend::<Vec<_>>(back);
        self.unmanaged.sort_by(|a, b| (a.kind, &a.name, &a.table).cmp(&(b.kind, &b.name, &b.table)));
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
