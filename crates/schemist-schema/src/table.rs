use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Check, Columns, Constraint, ConstraintKind, Exclusion, ForeignKey, Index, Origin, PrimaryKey,
    QualifiedName, Unique,
};

/// A table with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: QualifiedName,
    /// Its columns in their order.
    pub columns: Columns,
    /// Its primary key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary_key: Option<PrimaryKey>,
    /// Its unique constraints, sorted by [`Table::sort`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uniques: Vec<Unique>,
    /// Its foreign keys, sorted by [`Table::sort`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks, sorted by [`Table::sort`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Its exclusion constraints, sorted by [`Table::sort`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<Exclusion>,
    /// Its indexes, sorted by [`Table::sort`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Index>,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Engine options by lower-case name: SQLite `strict`, `without_rowid`; PostgreSQL `unlogged`, storage
    /// parameters such as `fillfactor`, `tablespace`. A flag's value is `true`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl Table {
    /// A table without columns.
    pub fn new(name: QualifiedName) -> Self {
        Self {
            name,
            columns: Columns::default(),
            primary_key: None,
            uniques: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            indexes: Vec::new(),
            comment: None,
            options: BTreeMap::new(),
            origin: Origin::default(),
        }
    }

    /// All constraints: primary key, uniques, foreign keys, checks, exclusions.
    pub fn constraints(&self) -> impl Iterator<Item = Constraint> + '_ {
        let primary_key = self.primary_key.iter().cloned().map(Constraint::PrimaryKey);
        primary_key
            .chain(self.uniques.iter().cloned().map(Constraint::Unique))
            .chain(self.foreign_keys.iter().cloned().map(Constraint::ForeignKey))
            .chain(self.checks.iter().cloned().map(Constraint::Check))
            .chain(self.exclusions.iter().cloned().map(Constraint::Exclusion))
    }

    /// Adds a constraint; [`Table::sort`] afterwards.
    pub fn push_constraint(&mut self, constraint: Constraint) {
        match constraint {
            Constraint::PrimaryKey(c) => self.primary_key = Some(c),
            Constraint::Unique(c) => self.uniques.push(c),
            Constraint::ForeignKey(c) => self.foreign_keys.push(c),
            Constraint::Check(c) => self.checks.push(c),
            Constraint::Exclusion(c) => self.exclusions.push(c),
        }
    }

    /// Removes an equal constraint; whether there was one.
    pub fn remove_constraint(&mut self, constraint: &Constraint) -> bool {
        fn remove<T: PartialEq>(list: &mut Vec<T>, item: &T) -> bool {
            let at = list.iter().position(|i| i == item);
            at.map(|i| list.remove(i)).is_some()
        }
        match constraint {
            Constraint::PrimaryKey(c) => {
                let found = self.primary_key.as_ref() == Some(c);
                if found {
                    self.primary_key = None;
                }
                found
            }
            Constraint::Unique(c) => remove(&mut self.uniques, c),
            Constraint::ForeignKey(c) => remove(&mut self.foreign_keys, c),
            Constraint::Check(c) => remove(&mut self.checks, c),
            Constraint::Exclusion(c) => remove(&mut self.exclusions, c),
        }
    }

    /// The name slot and the comment slot of the constraint of a kind and name.
    pub fn constraint_slots(
        &mut self,
        kind: ConstraintKind,
        name: &str,
    ) -> Option<(&mut Option<String>, &mut Option<String>)> {
        macro_rules! slots {
            ($list:expr) => {
                $list
                    .iter_mut()
                    .find(|c| c.name.as_deref() == Some(name))
                    .map(|c| (&mut c.name, &mut c.comment))
            };
        }
        match kind {
            ConstraintKind::PrimaryKey => slots!(self.primary_key),
            ConstraintKind::Unique => slots!(self.uniques),
            ConstraintKind::ForeignKey => slots!(self.foreign_keys),
            ConstraintKind::Check => slots!(self.checks),
            ConstraintKind::Exclusion => slots!(self.exclusions),
        }
    }

    /// The index of a name.
    pub fn index(&self, name: &str) -> Option<&Index> {
        self.indexes.iter().find(|i| i.name.as_deref() == Some(name))
    }

    /// Brings constraints and indexes into the order in which tables are compared and written: by name,
    /// then by content. Stable, so that equal unnamed ones keep their order.
    pub fn sort(&mut self) {
        self.uniques.sort_by(|a, b| (&a.name, &a.columns).cmp(&(&b.name, &b.columns)));
        self.foreign_keys.sort_by(|a, b| {
            (&a.name, &a.columns, &a.references, &a.references_columns).cmp(&(
                &b.name,
                &b.columns,
                &b.references,
                &b.references_columns,
            ))
        });
        self.checks.sort_by(|a, b| (&a.name, &a.expression).cmp(&(&b.name, &b.expression)));
        self.exclusions.sort_by(|a, b| (&a.name, &a.definition).cmp(&(&b.name, &b.definition)));
        self.indexes.sort_by(|a, b| a.name.cmp(&b.name));
    }
}
