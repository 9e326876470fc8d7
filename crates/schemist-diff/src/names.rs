//! Names for what the models left unnamed and the database does not hold yet.

use std::collections::BTreeSet;

use schemist_dialect::{Dialect, NameKind, conventional_name, truncated};
use schemist_schema::{Check, Exclusion, Index, IndexTarget, Schema, Table};

/// Gives every unnamed index a name, and every unnamed constraint where the engine compares them by name.
pub(crate) fn give_names(schema: &mut Schema, dialect: &Dialect) {
    let capabilities = *dialect.capabilities();
    let max = capabilities.max_identifier_bytes;
    // Indexes and the constraints behind which they stand share one space of names per namespace.
    let mut taken: BTreeSet<(Option<String>, String)> = BTreeSet::new();
    for table in schema.tables.values() {
        let namespace = &table.name.namespace;
        let names = table.constraints().filter_map(|c| c.name().map(str::to_owned)).collect::<Vec<_>>();
        let names = names.into_iter().chain(table.indexes.iter().filter_map(|i| i.name.clone()));
        taken.extend(names.map(|n| (namespace.clone(), n)));
        taken.insert((namespace.clone(), table.name.name.clone()));
    }
    for table in schema.tables.values_mut() {
        let namespace = table.name.namespace.clone();
        let mut free = |kind: NameKind, table: &str, parts: &[&str]| {
            let wanted = conventional_name(kind, table, parts, max);
            let mut name = wanted.clone();
            let mut count = 2;
            while !taken.insert((namespace.clone(), name.clone())) {
                name = truncated(&format!("{wanted}_{count}"), max);
                count += 1;
            }
            Some(name)
        };
        if capabilities.constraint_names {
            name_constraints(table, capabilities.primary_key_names, &mut free);
        }
        let columns: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
        for index in table.indexes.iter_mut().filter(|i| i.name.is_none()) {
            index.name = free(NameKind::Index, &table.name.name, &index_parts(index, &columns));
        }
        table.sort();
    }
}

fn name_constraints(
    table: &mut Table,
    names_primary_keys: bool,
    free: &mut impl FnMut(NameKind, &str, &[&str]) -> Option<String>,
) {
    let table_name = table.name.name.clone();
    let columns: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    for key in table.primary_key.iter_mut().filter(|k| names_primary_keys && k.name.is_none()) {
        key.name = free(NameKind::PrimaryKey, &table_name, &[]);
    }
    for unique in table.uniques.iter_mut().filter(|u| u.name.is_none()) {
        let parts: Vec<&str> = unique.columns.iter().map(|c| c.name.as_str()).collect();
        unique.name = free(NameKind::Unique, &table_name, &parts);
    }
    for key in table.foreign_keys.iter_mut().filter(|k| k.name.is_none()) {
        let mut parts: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        parts.push(&key.references.name);
        key.name = free(NameKind::ForeignKey, &table_name, &parts);
    }
    for check in table.checks.iter_mut().filter(|c| c.name.is_none()) {
        check.name = free(NameKind::Check, &table_name, &check_parts(check, &columns));
    }
    for exclusion in table.exclusions.iter_mut().filter(|c| c.name.is_none()) {
        exclusion.name = free(NameKind::Exclusion, &table_name, &exclusion_parts(exclusion, &columns));
    }
}

fn index_parts<'a>(index: &'a Index, columns: &'a [String]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    for key in &index.keys {
        match &key.target {
            IndexTarget::Column(name) => parts.push(name.as_str()),
            IndexTarget::Expression(expression) => {
                parts.extend(columns.iter().filter(|c| expression.mentions(c)).map(String::as_str));
            }
        }
    }
    parts
}

fn check_parts<'a>(check: &Check, columns: &'a [String]) -> Vec<&'a str> {
    columns.iter().filter(|c| check.expression.mentions(c)).map(String::as_str).collect()
}

fn exclusion_parts<'a>(exclusion: &Exclusion, columns: &'a [String]) -> Vec<&'a str> {
    columns.iter().filter(|c| exclusion.definition.mentions(c)).map(String::as_str).collect()
}
