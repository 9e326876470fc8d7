use std::collections::BTreeMap;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Identity, QualifiedName, Sequence, SequenceOptions, Table};

use super::catalogue::SequenceRow;
use super::{NOT_DESCRIBED, Names, dialect};

/// All sequences of the database, by what they are for.
pub(super) struct Sequences {
    /// By table and column.
    identities: BTreeMap<(i64, String), SequenceRow>,
    others: Vec<SequenceRow>,
}

impl Sequences {
    pub(super) fn new(rows: Vec<SequenceRow>) -> Self {
        let mut sequences = Self { identities: BTreeMap::new(), others: Vec::new() };
        for row in rows {
            match (row.is_identity, row.owner_oid, row.owner_column.clone()) {
                (Some(true), Some(table), Some(column)) => {
                    sequences.identities.insert((table, column), row);
                }
                _ => sequences.others.push(row),
            }
        }
        sequences
    }

    /// The identity of a column.
    pub(super) fn identity(&self, table_oid: i64, table: &str, column: &str, always: bool) -> Identity {
        let row = self.identities.get(&(table_oid, column.to_owned()));
        let conventional = dialect().owned_sequence_name(table, column);
        Identity {
            always,
            options: row.map(options).unwrap_or_default(),
            sequence_name: row.map(|r| r.name.clone()).filter(|name| *name != conventional),
        }
    }

    /// Those that are objects of their own. What belongs to a table outside the core goes with that.
    pub(super) fn free_and_owned(
        self,
        names: &Names,
        tables: &BTreeMap<i64, Table>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<QualifiedName, Sequence> {
        let mut sequences = BTreeMap::new();
        for row in self.others {
            let options = options(&row);
            let name = names.qualified(row.namespace, row.name);
            let owned_by = match (row.owner_oid, row.owner_column) {
                (Some(oid), Some(column)) => match tables.get(&oid) {
                    Some(table) => Some((table.name.clone(), column)),
                    None => continue,
                },
                _ => None,
            };
            // That of a column is as its table is.
            if row.is_unlogged && owned_by.is_none() {
                let message = format!("sequence `{name}` is unlogged, which is not compared");
                diagnostics.push(Diagnostic::warning(NOT_DESCRIBED, message).with_subject(name.to_string()));
            }
            let ty = dialect().parse_type(&row.ty);
            let sequence = Sequence { name: name.clone(), ty, options, owned_by, comment: row.comment };
            sequences.insert(name, sequence);
        }
        sequences
    }
}

fn options(row: &SequenceRow) -> SequenceOptions {
    let options = SequenceOptions {
        start: Some(row.start),
        increment: Some(row.increment),
        min: Some(row.min),
        max: Some(row.max),
        cache: Some(row.cache),
        cycle: row.cycle,
    };
    dialect().canonical_sequence_options(&options, &dialect().parse_type(&row.ty))
}
