//! Which names of constraints and indexes follow from the convention, and need not be written.

use std::collections::BTreeMap;

use schemist_dialect::{Dialect, NameKind, conventional_name};
use schemist_schema::{Expression, Index, IndexTarget, Schema, Table};

/// What decides whether a name is written.
pub(crate) struct Conventions {
    /// How often a name occurs in a namespace: one that is taken twice is not the convention's to give.
    counts: BTreeMap<(Option<String>, String), usize>,
    max_bytes: Option<usize>,
    names_constraints: bool,
}

impl Conventions {
    pub(crate) fn of(schema: &Schema, dialect: &Dialect) -> Self {
        let mut counts = BTreeMap::new();
        for table in schema.tables.values() {
            let mut count = |name: &str| {
                *counts.entry((table.name.namespace.clone(), name.to_owned())).or_insert(0) += 1;
            };
            count(&table.name.name);
            table.constraints().filter_map(|c| c.name().map(str::to_owned)).for_each(|n| count(&n));
            table.indexes.iter().filter_map(|i| i.name.as_deref()).for_each(&mut count);
        }
        let capabilities = dialect.capabilities();
        Self {
            counts,
            max_bytes: capabilities.max_identifier_bytes,
            names_constraints: capabilities.constraint_names,
        }
    }

    /// The name where the models must say it.
    pub(crate) fn written<'n>(
        &self,
        kind: NameKind,
        table: &Table,
        parts: &[&str],
        name: Option<&'n str>,
    ) -> Option<&'n str> {
        let name = name?;
        if kind != NameKind::Index && !self.names_constraints {
            // Left open it would stay without a name.
            return Some(name);
        }
        let conventional = conventional_name(kind, &table.name.name, parts, self.max_bytes);
        let key = (table.name.namespace.clone(), name.to_owned());
        let alone = self.counts.get(&key).is_none_or(|count| *count < 2);
        (conventional != name || !alone).then_some(name)
    }
}

/// The columns an expression mentions, in the order of the table: the parts of a conventional name.
pub(crate) fn mentioned<'t>(table: &'t Table, expression: &Expression) -> Vec<&'t str> {
    table.columns.iter().map(|c| c.name.as_str()).filter(|c| expression.mentions(c)).collect()
}

/// The parts of an index's conventional name.
pub(crate) fn index_parts<'t>(table: &'t Table, index: &'t Index) -> Vec<&'t str> {
    let parts = index.keys.iter().map(|key| match &key.target {
        IndexTarget::Column(name) => vec![name.as_str()],
        IndexTarget::Expression(expression) => mentioned(table, expression),
    });
    parts.flatten().collect()
}
