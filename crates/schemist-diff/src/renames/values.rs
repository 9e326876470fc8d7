//! Values that an enum lost and gained.

use std::fmt;

use schemist_diagnostics::Span;
use schemist_dialect::Dialect;
use schemist_schema::{Engine, Pair, QualifiedName, Schema};

use crate::matching::{ColumnFacts, Slot};
use crate::values::{Surroundings, held_values, is_number};

/// What the values belong to.
#[derive(Debug, Clone)]
pub(super) enum Holder {
    /// An enum type of the database.
    Type(QualifiedName),
    /// A column that keeps them as text or in a type of its own.
    Column(QualifiedName, String),
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(name) => write!(f, "{name}"),
            Self::Column(table, column) => write!(f, "{table}.{column}"),
        }
    }
}

/// An enum with other values.
pub(super) struct Changed {
    pub(super) holder: Holder,
    pub(super) dropped: Vec<ColumnFacts>,
    pub(super) added: Vec<ColumnFacts>,
    pub(super) span: Option<Span>,
}

/// The enums that lose and gain values, but for those that the models say are renamed.
pub(super) fn changed(
    live: &Schema,
    next: &Schema,
    dialect: &Dialect,
    recorded: Option<&Schema>,
) -> Vec<Changed> {
    let types = next.enums.iter().filter_map(|(name, enum_type)| {
        let values = Pair::new(&live.enums.get(name)?.values, &enum_type.values);
        let span = enum_type.origin.span.clone();
        compared(Holder::Type(name.clone()), values, &enum_type.origin.renamed_values, span)
    });
    let cx = Surroundings { live, escapes: dialect.engine() == Engine::Mysql, recorded };
    let columns = next.tables.iter().flat_map(|(name, table)| {
        let previous = live.tables.get(name);
        table.columns.iter().filter_map(move |column| {
            let stored = column.origin.stored_enum.as_ref().filter(|stored| !stored.numbers)?;
            let previous = previous?;
            let live_column = previous.columns.named(&column.name)?;
            // Those of a type are compared with the type; numbers have no names.
            let are_here = live_column.ty.enum_name().is_none() && !is_number(&live_column.ty);
            let held = held_values(cx, Pair::new(previous, table), Pair::new(live_column, column));
            let held = held.filter(|_| are_here)?;
            let values = Pair::new(&held, &stored.values);
            let holder = Holder::Column(name.clone(), column.name.clone());
            compared(holder, values, &stored.renamed, column.origin.span.clone())
        })
    });
    types.chain(columns).collect()
}

fn compared(
    holder: Holder,
    values: Pair<&Vec<String>>,
    renamed: &[(String, String)],
    span: Option<Span>,
) -> Option<Changed> {
    let is_told = |value: &String| renamed.iter().any(|(before, now)| before == value || now == value);
    let facts = |values: &[String], others: &[String]| -> Vec<ColumnFacts> {
        let mut found = Vec::new();
        let (mut gap, mut rank) = (0, 0);
        for value in values {
            if others.contains(value) {
                (gap, rank) = (gap + 1, 0);
            } else if !is_told(value) {
                found.push(ColumnFacts {
                    name: value.clone(),
                    slot: Some(Slot { gap, rank }),
                    ..ColumnFacts::default()
                });
                rank += 1;
            }
        }
        found
    };
    let dropped = facts(values.previous, values.next);
    let added = facts(values.next, values.previous);
    (!dropped.is_empty() && !added.is_empty()).then_some(Changed { holder, dropped, added, span })
}

/// As if the variant said `renamed_from`.
pub(super) fn write(next: &mut Schema, holder: &Holder, value: &Pair<String>) {
    let renamed = (value.previous.clone(), value.next.clone());
    match holder {
        Holder::Type(name) => {
            if let Some(enum_type) = next.enums.get_mut(name) {
                enum_type.origin.renamed_values.push(renamed);
            }
        }
        Holder::Column(table, column) => {
            let column = next.tables.get_mut(table).and_then(|t| t.columns.named_mut(column));
            if let Some(stored) = column.and_then(|column| column.origin.stored_enum.as_mut()) {
                stored.renamed.push(renamed);
            }
        }
    }
}
