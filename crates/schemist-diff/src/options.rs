use std::collections::BTreeSet;

use schemist_diagnostics::Diagnostic;
use schemist_dialect::Naming;
use schemist_schema::{QualifiedName, Schema};

use crate::codes::UNMANAGED_TABLE;
use crate::renames::RenameOptions;

/// How to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffOptions {
    /// What is compared, and so what may be dropped.
    pub scope: Scope,
    /// How names are made for what the models leave unnamed and the database does not hold yet.
    pub naming: Naming,
    /// What the last revision recorded: it alone knows values that nothing in the database tells.
    pub recorded: Option<Schema>,
    /// How renames are found that the models do not declare.
    pub renames: RenameOptions,
}

impl DiffOptions {
    /// With the conventional names, and nothing recorded. Sure renames are made for models, whose author reads what is
    /// written; the statements between two databases are run as they come, so that there a rename has to be said.
    pub const fn new(scope: Scope) -> Self {
        let automatic = matches!(scope, Scope::Models { .. });
        let renames = RenameOptions { automatic, answers: Vec::new(), earlier: None };
        Self { scope, naming: Naming::CONVENTION, recorded: None, renames }
    }
}

/// What is compared, and so what may be dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Two whole databases: what `next` does not hold is dropped.
    Databases,
    /// A database and the models: only what was managed before is dropped.
    Models {
        /// The tables, enum types and sequences that the recorded snapshot holds.
        managed: BTreeSet<QualifiedName>,
    },
}

impl Scope {
    /// The schema to arrive at: `next`, and of the live schema what is not ours to drop.
    pub(crate) fn wanted(
        &self,
        live: &Schema,
        next: Schema,
        dropped: &BTreeSet<QualifiedName>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Schema {
        let mut wanted = next;
        if let Scope::Models { managed } = self {
            let managed: BTreeSet<QualifiedName> = managed.union(dropped).cloned().collect();
            keep_unmanaged(live, &managed, &mut wanted, diagnostics);
        }
        wanted.unmanaged.clone_from(&live.unmanaged);
        wanted.departed.clone_from(&live.departed);
        for name in
            live.tables.keys().filter(|name| !wanted.tables.contains_key(*name)).cloned().collect::<Vec<_>>()
        {
            wanted.part_with(&name);
        }
        wanted
    }
}

fn keep_unmanaged(
    live: &Schema,
    managed: &BTreeSet<QualifiedName>,
    wanted: &mut Schema,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut kept = BTreeSet::new();
    for (name, table) in &live.tables {
        if !wanted.tables.contains_key(name) && !managed.contains(name) {
            diagnostics.push(unmanaged_table(name));
            wanted.tables.insert(name.clone(), table.clone());
            kept.insert(name);
        }
    }
    for (name, enum_type) in &live.enums {
        let in_use = wanted.columns_of_enum(name).next().is_some();
        if !wanted.enums.contains_key(name) && (in_use || !managed.contains(name)) {
            wanted.enums.insert(name.clone(), enum_type.clone());
        }
    }
    for (name, sequence) in &live.sequences {
        // A sequence behind a column of a modelled table is the model's to keep or drop.
        let keep = match &sequence.owned_by {
            Some((table, _)) => kept.contains(table),
            None => !managed.contains(name),
        };
        if keep && !wanted.sequences.contains_key(name) {
            wanted.sequences.insert(name.clone(), sequence.clone());
        }
    }
    for (name, namespace) in &live.namespaces {
        wanted.namespaces.entry(name.clone()).or_insert_with(|| namespace.clone());
    }
}

fn unmanaged_table(name: &QualifiedName) -> Diagnostic {
    Diagnostic::note(UNMANAGED_TABLE, format!("table `{name}` has no model and is left alone"))
        .with_subject(name.to_string())
        .with_help(format!(
            "to manage it, write a model with `#[model(table = \"{}\")]` (`schemist scaffold` writes one)",
            name.name
        ))
}
