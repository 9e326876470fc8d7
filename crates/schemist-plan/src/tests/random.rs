//! Any graph, any exchange of names.

use std::collections::BTreeSet;

use proptest::prelude::*;
use schemist_dialect::Dialect;
use schemist_schema::{Engine, Operation, PrimaryKey, QualifiedName, Schema, Table};

use super::applied;
use super::build::{create, drop, name, rename, schema, table, with_key};
use crate::{invert, order::order};

#[test]
fn a_cycle_of_thousands_is_ordered() {
    let tables: Vec<Table> = (0..5_000)
        .map(|i| {
            let t = table(&format!("t{i:05}"), &["id", "next"]);
            with_key(t, "next", &format!("t{:05}", (i + 1) % 5_000))
        })
        .collect();
    let operations: Vec<Operation> = tables.into_iter().map(create).collect();
    let ordered = order(&operations, &Schema::default(), &Dialect::new(Engine::Postgres)).unwrap();
    assert_eq!(ordered.items.len(), 5_001);
}

/// Tables `t0…` of which each refers to some of the others, possibly to itself or in cycles.
fn graphs() -> impl Strategy<Value = Vec<BTreeSet<usize>>> {
    proptest::collection::vec(proptest::collection::btree_set(0..12usize, 0..4), 1..12)
}

fn tables_of(graph: &[BTreeSet<usize>]) -> Vec<Table> {
    let tables = graph.iter().enumerate().map(|(i, targets)| {
        let targets: Vec<usize> =
            targets.iter().map(|t| t % graph.len()).collect::<BTreeSet<_>>().into_iter().collect();
        let columns: Vec<String> = targets.iter().map(|t| format!("t{t}_id")).collect();
        let mut all = vec!["id"];
        all.extend(columns.iter().map(String::as_str));
        let mut made = table(&format!("t{i}"), &all);
        for (column, target) in columns.iter().zip(&targets) {
            made = with_key(made, column, &format!("t{target}"));
        }
        made
    });
    tables.collect()
}

/// What PostgreSQL would refuse: a foreign key to nothing, a dropped table that is referred to.
fn simulate(operations: &[Operation], before: &Schema) -> Result<Schema, TestCaseError> {
    let ordered = order(operations, before, &Dialect::new(Engine::Postgres)).expect("an order");
    let mut schema = before.clone();
    for operation in ordered.items.iter().flat_map(|item| item.covered()) {
        if let Operation::DropTable { table } = operation {
            let others = schema.references_to(&table.name).filter(|(t, _)| t.name != table.name);
            prop_assert_eq!(others.count(), 0, "{}", operation.describe());
        }
        schema.apply(operation).expect("applies");
        let targets = schema.tables.values().flat_map(|t| &t.foreign_keys).map(|k| &k.references);
        for target in targets {
            prop_assert!(schema.tables.contains_key(target), "{} misses {target}", operation.describe());
        }
    }
    Ok(schema)
}

proptest! {
    #[test]
    fn any_graph_is_created_and_dropped(
        old in graphs(),
        new in graphs(),
        seed in any::<prop::sample::Index>(),
    ) {
        let old = tables_of(&old);
        let rename = |t: Table| {
            let mut t = t;
            t.name = QualifiedName::new(format!("new_{}", t.name));
            t.primary_key = t.primary_key.map(|k| PrimaryKey { name: Some(format!("pk_{}", t.name)), ..k });
            for key in &mut t.foreign_keys {
                key.references = QualifiedName::new(format!("new_{}", key.references));
            }
            t
        };
        let new: Vec<Table> = tables_of(&new).into_iter().map(rename).collect();
        let mut operations: Vec<Operation> = old.iter().cloned().map(drop).collect();
        operations.extend(new.iter().cloned().map(create));
        let before = schema(old);
        let after = simulate(&operations, &before)?;
        prop_assert_eq!(&after, &schema(new));
        prop_assert_eq!(simulate(&invert(&operations), &after)?, before.clone());

        let dialect = Dialect::new(Engine::Postgres);
        let turn = seed.index(operations.len());
        let mut turned = operations.clone();
        turned.rotate_left(turn);
        turned.reverse();
        let words = |operations: &[Operation]| -> Vec<String> {
            let ordered = order(operations, &before, &dialect).expect("an order");
            ordered.items.iter().map(|item| item.operation.describe()).collect()
        };
        prop_assert_eq!(words(&operations), words(&turned));
    }

    /// Any permutation of names, given at once, ends where it should, and back.
    #[test]
    fn any_exchange_of_names_works(order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle(), turn in 0..7usize) {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let before = schema(names.map(|n| table(n, &["id", &format!("was_{n}")])));
        let mut operations: Vec<Operation> = order
            .iter()
            .enumerate()
            .filter(|(i, to)| i != *to)
            .map(|(i, to)| rename(names[i], names[*to]))
            .collect();
        if !operations.is_empty() {
            let turn = turn % operations.len();
            operations.rotate_left(turn);
        }
        let after = applied(&operations, &before, Engine::Postgres);
        for (i, to) in order.iter().enumerate() {
            let column = format!("was_{}", names[i]);
            prop_assert!(after.tables[&name(names[*to])].columns.named(&column).is_some());
        }
        prop_assert_eq!(applied(&invert(&operations), &after, Engine::Postgres), before);
    }
}
