//! Operations between small schemas, written as JSON.

// A test fails by panicking.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use schemist_diagnostics::Span;
use schemist_dialect::Dialect;
use schemist_diff::{DiffOptions, Difference, Scope, align, diff};
use schemist_schema::{Engine, Pair, Schema};
use serde_json::json;

/// A schema from `{table: {column: type}}` and more keys of a table as they are in the snapshot.
fn schema(tables: serde_json::Value) -> Schema {
    let mut all = serde_json::Map::new();
    for (name, table) in tables.as_object().unwrap() {
        let mut table = table.clone();
        let columns = table["columns"].as_object().unwrap().iter();
        let columns: Vec<_> = columns
            .map(|(column, rest)| {
                let mut all = json!({"name": column, "type": "integer", "nullable": false});
                all.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
                all
            })
            .collect();
        table["name"] = json!(name);
        table["columns"] = json!(columns);
        all.insert(name.clone(), table);
    }
    serde_json::from_value(json!({ "tables": all })).unwrap()
}

fn postgres() -> Dialect {
    Dialect::new(Engine::Postgres)
}

fn compare(previous: Schema, next: Schema, scope: Scope) -> Difference {
    compare_on(&postgres(), previous, next, scope)
}

fn compare_on(dialect: &Dialect, previous: Schema, next: Schema, scope: Scope) -> Difference {
    let mut pair = Pair::new(previous, next);
    align(&mut pair, dialect);
    let difference = diff(&pair, dialect, &DiffOptions::new(scope));
    let mut schema = pair.previous.clone();
    for operation in &difference.operations {
        schema.apply(operation).unwrap();
    }
    assert_eq!(schema, difference.after);
    for operation in difference.operations.iter().rev() {
        schema.apply(&operation.clone().inverted()).unwrap();
    }
    assert_eq!(schema.tables, pair.previous.tables);
    difference
}

fn check(previous: Schema, next: Schema, expected: &[&str]) {
    let lines: Vec<String> =
        compare(previous, next, Scope::Databases).operations.iter().map(|o| o.describe()).collect();
    assert_eq!(lines, expected);
}

fn renamed(mut schema: Schema, table: &str, from: &str, column: Option<&str>) -> Schema {
    let table = schema.tables.get_mut(&table.into()).unwrap();
    let origin = match column {
        Some(column) => &mut table.columns.named_mut(column).unwrap().origin,
        None => &mut table.origin,
    };
    origin.renamed_from = Some(from.to_owned());
    origin.span = Some(Span::new("models.rs", (1, 1), (1, 2)));
    schema
}

#[test]
fn equal_schemas_have_no_operations() {
    let a = schema(
        json!({"t": {"columns": {"id": {}}, "primary_key": {"name": "t_pkey", "columns": [{"name": "id"}]}}}),
    );
    check(a.clone(), a, &[]);
}

#[test]
fn columns_come_go_and_change() {
    let a = schema(json!({"t": {"columns": {"id": {}, "old": {}, "kept": {}}}}));
    let b = schema(
        json!({"t": {"columns": {"id": {}, "kept": {"nullable": true, "comment": "why"}, "new": {"type": "text"}}}}),
    );
    check(
        a,
        b,
        &[
            "alter column t.kept (nullability)",
            "drop column t.old",
            "add column t.new",
            "set comment on column t.kept",
        ],
    );
}

#[test]
fn unnamed_constraints_take_the_names_of_the_database() {
    let key = |name: Option<&str>| {
        json!({"columns": {"id": {}, "email": {"type": "text"}},
        "primary_key": {"name": name, "columns": [{"name": "id"}]},
        "uniques": [{"name": name.map(|n| format!("{n}_u")), "columns": [{"name": "email"}]}],
        "checks": [{"name": name.map(|n| format!("{n}_c")), "expression": "id >  0"}],
        "indexes": [{"name": name.map(|n| format!("{n}_i")), "keys": [{"column": "email"}]}]})
    };
    let live = schema(json!({"t": key(Some("odd"))}));
    check(live, schema(json!({"t": key(None)})), &[]);
}

#[test]
fn new_objects_take_conventional_names() {
    let a = schema(json!({"t": {"columns": {"id": {}, "user": {}}}}));
    let b =
        schema(json!({"t": {"columns": {"id": {}, "user": {}}, "primary_key": {"columns": [{"name": "id"}]},
        "foreign_keys": [{"columns": ["user"], "references": "t", "references_columns": ["id"]}],
        "indexes": [{"keys": [{"column": "user"}]}, {"keys": [{"column": "user"}], "unique": true}]}}));
    check(
        a,
        b,
        &[
            "add primary key pk_t on t",
            "add foreign key fk_t_user_t on t",
            "create index ix_t_user on t",
            "create index ix_t_user_2 on t",
        ],
    );
}

#[test]
fn renames_follow_hints_once() {
    let a = schema(
        json!({"order": {"columns": {"id": {}, "nm": {"type": "text"}}, "checks": [{"name": "c", "expression": "nm <> ''"}]}}),
    );
    let b = schema(
        json!({"orders": {"columns": {"id": {}, "name": {"type": "text"}}, "checks": [{"name": "c", "expression": "name <> ''"}]}}),
    );
    let b = renamed(renamed(b, "orders", "order", None), "orders", "nm", Some("name"));
    check(a, b.clone(), &["rename table order to orders", "rename column orders.nm to name"]);
    check(b.clone(), b, &[]);
}

#[test]
fn chains_and_swaps_of_names() {
    let a = schema(json!({"t": {"columns": {"a": {}, "b": {"type": "text"}}}}));
    let chain = schema(json!({"t": {"columns": {"b": {}, "c": {"type": "text"}}}}));
    let chain = renamed(renamed(chain, "t", "a", Some("b")), "t", "b", Some("c"));
    check(a.clone(), chain.clone(), &["rename column t.b to c", "rename column t.a to b"]);
    check(chain.clone(), chain, &[]);

    let swap = schema(json!({"t": {"columns": {"b": {}, "a": {"type": "text"}}}}));
    let swap = renamed(renamed(swap, "t", "a", Some("b")), "t", "b", Some("a"));
    check(
        a,
        swap.clone(),
        &[
            "rename column t.b to __schemist_swap_b",
            "rename column t.a to b",
            "rename column t.__schemist_swap_b to a",
        ],
    );
    check(swap.clone(), swap, &[]);
}

#[test]
fn unmanaged_tables_stay() {
    let live = schema(
        json!({"mine": {"columns": {"id": {}}}, "theirs": {"columns": {"id": {}}}, "gone": {"columns": {"id": {}}}}),
    );
    let models = schema(json!({"mine": {"columns": {"id": {}}}}));
    let managed = BTreeSet::from(["mine".into(), "gone".into()]);
    let difference = compare(live, models, Scope::Models { managed });
    let lines: Vec<String> = difference.operations.iter().map(|o| o.describe()).collect();
    assert_eq!(lines, ["drop table gone"]);
    let said: Vec<String> = difference.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["note[D101]: table `theirs` has no model and is left alone"]);
}

#[test]
fn a_foreign_key_steps_aside_for_the_key_it_refers_to() {
    let with_key = |name: &str| {
        schema(json!({
        "p": {"columns": {"id": {}, "x": {}}, "primary_key": {"name": name, "columns": [{"name": "id"}], "deferrable": if name == "a" {"not_deferrable"} else {"initially_deferred"}}},
        "c": {"columns": {"p": {}}, "foreign_keys": [{"name": "fk", "columns": ["p"], "references": "p", "references_columns": ["id"]}]}}))
    };
    check(
        with_key("a"),
        with_key("b"),
        &[
            "drop foreign key fk of c",
            "drop primary key a of p",
            "add foreign key fk on c",
            "add primary key b on p",
        ],
    );
}

#[test]
fn sqlite_names_are_one_in_either_case() {
    let a = schema(json!({"Users": {"columns": {"id": {}, "UserName": {}}}, "c": {"columns": {"u": {}},
        "foreign_keys": [{"columns": ["u"], "references": "Users", "references_columns": ["id"]}]}}));
    let b = schema(
        json!({"USERS": {"columns": {"ID": {}, "username": {}, "new": {}}}, "c": {"columns": {"u": {}},
        "foreign_keys": [{"columns": ["u"], "references": "USERS", "references_columns": ["ID"]}]}}),
    );
    let difference = compare_on(&Dialect::new(Engine::Sqlite), a.clone(), b.clone(), Scope::Databases);
    let lines: Vec<String> = difference.operations.iter().map(|o| o.describe()).collect();
    assert_eq!(lines, ["add column Users.new"]);
    assert!(compare(a, b, Scope::Databases).operations.len() > 1, "PostgreSQL tells them apart");
}

/// Spans stand for "declared in a model".
fn declared(mut schema: Schema) -> Schema {
    for table in schema.tables.values_mut() {
        let span = Some(Span::new("models.rs", (1, 1), (1, 2)));
        table.origin.span.clone_from(&span);
        table.columns.iter_mut().for_each(|c| c.origin.span.clone_from(&span));
    }
    schema
}

#[test]
fn a_model_of_a_view_is_left_alone() {
    let mut previous = schema(json!({"t": {"columns": {"id": {}}}}));
    previous.unmanaged = serde_json::from_value(json!([{"kind": "view", "name": "v"}])).unwrap();
    let next = schema(json!({"t": {"columns": {"id": {}}}, "v": {"columns": {"id": {}}}}));
    let difference = compare(previous, next, Scope::Databases);
    assert_eq!(difference.operations, []);
    let codes: Vec<&str> = difference.diagnostics.iter().map(|d| d.code.id).collect();
    assert_eq!(codes, ["D104"]);
}

#[test]
fn a_column_that_leaves_the_key_on_sqlite_may_be_null() {
    let with = |key: &str, nullable: bool| {
        let key = json!({"columns": [{"name": key}]});
        declared(schema(
            json!({"t": {"columns": {"a": {"nullable": nullable}, "id": {}}, "primary_key": key}}),
        ))
    };
    let sqlite = Dialect::new(Engine::Sqlite);
    let lines = |previous: Schema, next: Schema| -> Vec<String> {
        let difference = compare_on(&sqlite, previous, next, Scope::Databases);
        difference.operations.iter().map(|o| o.describe()).collect()
    };
    let moved =
        ["drop primary key over a of t", "alter column t.a (nullability)", "add primary key over id on t"];
    assert_eq!(lines(with("a", false), with("id", true)), moved);
    assert_eq!(lines(with("a", true), with("a", false)), ["alter column t.a (nullability)"]);
}

#[test]
fn a_table_moves_to_another_namespace() {
    let check = |from: &str| {
        let previous = schema(json!({"t": {"columns": {"id": {}}}}));
        let mut next = schema(json!({"other.t": {"columns": {"id": {}}}}));
        next.tables.values_mut().for_each(|t| t.origin.renamed_from = Some(from.to_owned()));
        let difference = compare(previous, next, Scope::Databases);
        let lines: Vec<String> = difference.operations.iter().map(|o| o.describe()).collect();
        assert_eq!(lines, ["rename table t to other.t"], "{from}");
    };
    check("t");
    check("public.t");
}

#[test]
fn on_mysql_a_foreign_key_steps_aside_for_the_collation_of_its_columns() {
    let collated = |collation: Option<&str>| {
        let text = match collation {
            Some(collation) => json!({"type": {"varchar": {"length": 10}}, "collation": collation}),
            None => json!({"type": {"varchar": {"length": 10}}}),
        };
        schema(json!({
            "p": {"columns": {"id": text}, "primary_key": {"columns": [{"name": "id"}]}},
            "c": {"columns": {"p": text}, "indexes": [{"name": "fk", "keys": [{"column": "p"}]}],
                "foreign_keys": [{"name": "fk", "columns": ["p"], "references": "p", "references_columns": ["id"]}]}
        }))
    };
    let (before, after) = (collated(None), collated(Some("utf8mb4_bin")));
    let difference = compare_on(&Dialect::new(Engine::Mysql), before, after, Scope::Databases);
    let lines: Vec<String> = difference.operations.iter().map(|o| o.describe()).collect();
    assert_eq!(
        lines,
        [
            "drop foreign key fk of c",
            "alter column c.p (collation)",
            "alter column p.id (collation)",
            "add foreign key fk on c",
        ]
    );
}
