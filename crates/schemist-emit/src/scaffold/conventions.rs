//! Which names of constraints and indexes follow from the convention, and need not be written.

use std::collections::BTreeMap;

use schemist_dialect::{Capabilities, Dialect, NameKind, NameParts, Naming};
use schemist_schema::{
    Check, Exclusion, Expression, ForeignKey, Index, IndexTarget, PrimaryKey, Schema, Table, Unique,
};

/// What decides whether a name is written.
pub(crate) struct Conventions {
    /// How often a name occurs in a namespace: one that is taken twice is not the convention's to give.
    counts: BTreeMap<(Option<String>, String), usize>,
    naming: Naming,
    capabilities: Capabilities,
}

impl Conventions {
    pub(crate) fn of(schema: &Schema, dialect: &Dialect, naming: &Naming) -> Self {
        let mut counts = BTreeMap::new();
        for table in schema.tables.values() {
            let mut count = |name: &str| {
                *counts.entry((table.name.namespace.clone(), name.to_owned())).or_insert(0) += 1;
            };
            count(&table.name.name);
            table.constraints().filter_map(|c| c.name().map(str::to_owned)).for_each(|n| count(&n));
            table.indexes.iter().filter_map(|i| i.name.as_deref()).for_each(&mut count);
        }
        Self { counts, naming: naming.clone(), capabilities: *dialect.capabilities() }
    }

    /// The name where the models must say it.
    pub(crate) fn written<'n>(&self, table: &Table, named: &Named<'n>) -> Option<&'n str> {
        let name = named.name?;
        if named.kind != NameKind::Index && !self.capabilities.constraint_names {
            // Left open it would stay without a name.
            return Some(name);
        }
        let key = (table.name.namespace.clone(), name.to_owned());
        let alone = self.counts.get(&key).is_none_or(|count| *count < 2);
        (named.by(&self.naming, table, &self.capabilities) != name || !alone).then_some(name)
    }
}

/// A constraint of a table.
#[derive(Clone, Copy)]
pub(crate) enum ConstraintRef<'a> {
    PrimaryKey(&'a PrimaryKey),
    Unique(&'a Unique),
    ForeignKey(&'a ForeignKey),
    Check(&'a Check),
    Exclusion(&'a Exclusion),
}

/// A constraint or index with what its name is made of.
pub(crate) struct Named<'a> {
    kind: NameKind,
    name: Option<&'a str>,
    columns: Vec<&'a str>,
    referenced: (&'a str, Vec<&'a str>),
}

impl<'a> Named<'a> {
    /// An index of a table.
    pub(crate) fn index(table: &'a Table, index: &'a Index) -> Self {
        let name = index.name.as_deref();
        Self { kind: NameKind::Index, name, columns: index_parts(table, index), referenced: ("", Vec::new()) }
    }

    /// A constraint of a table.
    pub(crate) fn constraint(table: &'a Table, constraint: ConstraintRef<'a>) -> Self {
        let no_one = ("", Vec::new());
        match constraint {
            ConstraintRef::PrimaryKey(key) => Self {
                kind: NameKind::PrimaryKey,
                name: key.name.as_deref(),
                columns: key.columns.iter().map(|c| c.name.as_str()).collect(),
                referenced: no_one,
            },
            ConstraintRef::Unique(unique) => Self {
                kind: NameKind::Unique,
                name: unique.name.as_deref(),
                columns: unique.columns.iter().map(|c| c.name.as_str()).collect(),
                referenced: no_one,
            },
            ConstraintRef::ForeignKey(key) => Self {
                kind: NameKind::ForeignKey,
                name: key.name.as_deref(),
                columns: key.columns.iter().map(String::as_str).collect(),
                referenced: (
                    &key.references.name,
                    key.references_columns.iter().map(String::as_str).collect(),
                ),
            },
            ConstraintRef::Check(check) => Self {
                kind: NameKind::Check,
                name: check.name.as_deref(),
                columns: mentioned(table, &check.expression),
                referenced: no_one,
            },
            ConstraintRef::Exclusion(exclusion) => Self {
                kind: NameKind::Exclusion,
                name: exclusion.name.as_deref(),
                columns: mentioned(table, &exclusion.definition),
                referenced: no_one,
            },
        }
    }

    /// The name it has by a convention.
    fn by(&self, naming: &Naming, table: &Table, capabilities: &Capabilities) -> String {
        let parts = NameParts {
            schema: table.name.namespace.as_deref(),
            table: &table.name.name,
            columns: &self.columns,
            referenced_table: self.referenced.0,
            referenced_columns: &self.referenced.1,
        };
        capabilities.fitted(&naming.name(self.kind, &parts))
    }
}

/// The columns an expression mentions, in the order of the table: the parts of a conventional name.
pub(crate) fn mentioned<'t>(table: &'t Table, expression: &Expression) -> Vec<&'t str> {
    table.columns.iter().map(|c| c.name.as_str()).filter(|c| expression.mentions(c)).collect()
}

/// The parts of an index's conventional name.
fn index_parts<'t>(table: &'t Table, index: &'t Index) -> Vec<&'t str> {
    let parts = index.keys.iter().map(|key| match &key.target {
        IndexTarget::Column(name) => vec![name.as_str()],
        IndexTarget::Expression(expression) => mentioned(table, expression),
    });
    parts.flatten().collect()
}

/// What people and servers call things, by kind; ours need not be among them.
const KNOWN: [(NameKind, &[&str]); 6] = [
    (
        NameKind::Index,
        &[
            "idx_{table}_{columns}",
            "{table}_{columns}_idx",
            "index_{table}_on_{columns}",
            "{table}_{columns}_index",
            "index_{table}_{columns}",
            "{table}_{columns}",
            "idx_{columns}",
            "{columns}",
        ],
    ),
    (
        NameKind::Unique,
        &[
            "{table}_{columns}_key",
            "{table}_{columns}_unique",
            "{table}_{columns}_uniq",
            "unique_{table}_{columns}",
            "uk_{table}_{columns}",
            "{columns}",
        ],
    ),
    (
        NameKind::ForeignKey,
        &[
            "{table}_{columns}_fkey",
            "fk_{table}_{columns}",
            "{table}_{columns}_fk",
            "fk_{table}_{referenced_table}",
            "{table}_{columns}_foreign",
            "fk_{columns}",
        ],
    ),
    (
        NameKind::Check,
        &["{table}_{columns}_check", "chk_{table}_{columns}", "check_{table}_{columns}", "{table}_check"],
    ),
    (NameKind::PrimaryKey, &["{table}_pkey", "{table}_pk", "pk_{table}_{columns}"]),
    (NameKind::Exclusion, &["{table}_{columns}_excl"]),
];

/// The convention by which most names of a schema are made, kind by kind: ours where no other one explains more.
/// PostgreSQL names what is left to it `users_pkey` and `users_email_key`, Rails calls its indexes otherwise.
pub fn naming_of(schema: &Schema, dialect: &Dialect) -> Naming {
    let mut naming = Naming::default();
    for (kind, templates) in KNOWN {
        let mut best = count(schema, dialect, kind, &naming);
        for template in templates {
            let mut other = naming.clone();
            if other.set(kind, template).is_err() {
                continue;
            }
            let named = count(schema, dialect, kind, &other);
            if named > best {
                best = named;
                naming = other;
            }
        }
    }
    naming
}

/// How many names of a kind a convention gives.
fn count(schema: &Schema, dialect: &Dialect, kind: NameKind, naming: &Naming) -> usize {
    let capabilities = dialect.capabilities();
    if kind != NameKind::Index && !capabilities.constraint_names {
        return 0;
    }
    let of_table = |table: &Table| {
        let by_convention = |named: &Named<'_>| {
            named.kind == kind && named.name == Some(&named.by(naming, table, capabilities))
        };
        let indexes = table.indexes.iter().map(|index| Named::index(table, index));
        indexes.chain(constraints(table)).filter(by_convention).count()
    };
    schema.tables.values().map(of_table).sum()
}

fn constraints(table: &Table) -> impl Iterator<Item = Named<'_>> {
    let keys = table.primary_key.iter().map(ConstraintRef::PrimaryKey);
    let all = keys
        .chain(table.uniques.iter().map(ConstraintRef::Unique))
        .chain(table.foreign_keys.iter().map(ConstraintRef::ForeignKey))
        .chain(table.checks.iter().map(ConstraintRef::Check))
        .chain(table.exclusions.iter().map(ConstraintRef::Exclusion));
    all.map(|constraint| Named::constraint(table, constraint))
}
