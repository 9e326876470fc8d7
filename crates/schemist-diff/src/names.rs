//! Names for what the models left unnamed and the database does not hold yet.

use std::collections::BTreeSet;

use schemist_dialect::{Dialect, NameKind, NameParts, Naming};
use schemist_schema::{Check, Exclusion, Index, IndexTarget, Schema, Table};

/// Gives every unnamed index a name, and every unnamed constraint where the engine compares them by name.
pub(crate) fn give_names(schema: &mut Schema, dialect: &Dialect, naming: &Naming) {
    // Indexes and the constraints behind which they stand share one space of names per namespace.
    let mut taken: BTreeSet<(Option<String>, String)> = BTreeSet::new();
    for table in schema.tables.values() {
        let namespace = &table.name.namespace;
        let names = table.constraints().filter_map(|c| c.name().map(str::to_owned)).collect::<Vec<_>>();
        let names = names.into_iter().chain(table.indexes.iter().filter_map(|i| i.name.clone()));
        taken.extend(names.map(|n| (namespace.clone(), n)));
        taken.insert((namespace.clone(), table.name.name.clone()));
    }
    let capabilities = *dialect.capabilities();
    for table in schema.tables.values_mut() {
        let name = table.name.clone();
        let mut free = |kind: NameKind, columns: &[&str], referenced: (&str, &[&str])| {
            let parts = NameParts {
                schema: name.namespace.as_deref(),
                table: &name.name,
                columns,
                referenced_table: referenced.0,
                referenced_columns: referenced.1,
            };
            let wanted = naming.name(kind, &parts);
            let mut found = capabilities.fitted(&wanted);
            let mut count = 2;
            while !taken.insert((name.namespace.clone(), found.clone())) {
                found = capabilities.fitted(&format!("{wanted}_{count}"));
                count += 1;
            }
            Some(found)
        };
        if capabilities.constraint_names {
            name_constraints(table, capabilities.primary_key_names, &mut free);
        }
        let columns: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
        for index in table.indexes.iter_mut().filter(|i| i.name.is_none()) {
            index.name = free(NameKind::Index, &index_parts(index, &columns), NOTHING);
        }
        table.sort();
    }
}

/// What is no foreign key refers to nothing.
const NOTHING: (&str, &[&str]) = ("", &[]);

fn name_constraints(
    table: &mut Table,
    names_primary_keys: bool,
    free: &mut impl FnMut(NameKind, &[&str], (&str, &[&str])) -> Option<String>,
) {
    let columns: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    for key in table.primary_key.iter_mut().filter(|k| names_primary_keys && k.name.is_none()) {
        let parts: Vec<&str> = key.columns.iter().map(|c| c.name.as_str()).collect();
        key.name = free(NameKind::PrimaryKey, &parts, NOTHING);
    }
    for unique in table.uniques.iter_mut().filter(|u| u.name.is_none()) {
        let parts: Vec<&str> = unique.columns.iter().map(|c| c.name.as_str()).collect();
        unique.name = free(NameKind::Unique, &parts, NOTHING);
    }
    for key in table.foreign_keys.iter_mut().filter(|k| k.name.is_none()) {
        let parts: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        let referenced: Vec<&str> = key.references_columns.iter().map(String::as_str).collect();
        key.name = free(NameKind::ForeignKey, &parts, (&key.references.name, &referenced));
    }
    for check in table.checks.iter_mut().filter(|c| c.name.is_none()) {
        check.name = free(NameKind::Check, &check_parts(check, &columns), NOTHING);
    }
    for exclusion in table.exclusions.iter_mut().filter(|c| c.name.is_none()) {
        exclusion.name = free(NameKind::Exclusion, &exclusion_parts(exclusion, &columns), NOTHING);
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
