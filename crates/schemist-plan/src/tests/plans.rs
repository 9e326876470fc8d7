//! What is made of the order.

use schemist_dialect::Dialect;
use schemist_schema::{Column, ColumnType, Constraint, Engine, Index, Operation, Schema};

use super::build::{
    add, add_column, alter_column, alter_enum, create_index, drop_column, index, int, key, name, of_status,
    rename_column, schema, status, table, with_key,
};
use super::{check, check_on};
use crate::{Plan, plan};

#[test]
fn sqlite_changes_each_table_in_one_go() {
    let parent = table("parent", &["id", "x"]);
    let child = with_key(table("child", &["id", "parent_id"]), "parent_id", "parent");
    check_on(
        Engine::Sqlite,
        &schema([parent, child]),
        &[
            drop_column("parent", int("x")),
            alter_column("parent", int("id"), int("id").nullable()),
            add_column("child", int("other_id")),
            add("child", Constraint::ForeignKey(key("other_id", "parent"))),
            alter_column("child", int("parent_id"), int("parent_id").nullable()),
        ],
        &[
            "alter column parent.id (nullability)",
            "drop column parent.x",
            "add column child.other_id",
            "alter column child.parent_id (nullability)",
            "add foreign key fk_other_id on child",
        ],
    );
}

fn planned(operations: &[Operation], before: &Schema, engine: Engine) -> Plan {
    let (plan, diagnostics) = plan(operations, before, &Dialect::new(engine));
    assert_eq!(diagnostics, []);
    plan
}

#[test]
fn a_new_enum_value_that_is_used_at_once_is_committed_first() {
    let mut orders = table("orders", &["id"]);
    orders.columns.push(of_status("status", Some("new")));
    let mut before = schema([orders]);
    before.enums.insert(name("status"), status(&["new"]));
    let added = alter_enum(&["new"], &["new", "open"]);
    let unused = planned(std::slice::from_ref(&added), &before, Engine::Postgres);
    assert!(unused.is_transactional());
    let index = Index { predicate: Some("status = 'open'::status".into()), ..index("ix", &["id"]) };
    let used = planned(&[create_index("orders", index), added], &before, Engine::Postgres);
    assert_eq!(used.steps.len(), 2);
    assert!(used.steps[0].statements.iter().all(|s| !s.transactional), "{:#?}", used.steps[0]);
    assert!(used.steps[1].statements.iter().all(|s| s.transactional));
}

#[test]
fn sqlite_builds_a_table_anew_once_and_says_why() {
    let mut t = table("t", &["id", "x", "y"]);
    t.columns.iter_mut().for_each(|c| c.ty = ColumnType::Verbatim("INTEGER".into()));
    let column = |name: &str| Column::new(name, ColumnType::Verbatim("INTEGER".into()));
    let operations = [
        alter_column("t", column("x"), column("x").nullable()),
        add_column("t", column("z").nullable()),
        create_index("t", index("ix", &["z"])),
        rename_column("t", "y", "why"),
    ];
    // Renames come first in a list: this one is the last, as when a list is undone.
    let before = schema([t]);
    let up = planned(&operations, &before, Engine::Sqlite);
    let steps: Vec<usize> = up.steps.iter().map(|step| step.operations.len()).collect();
    assert_eq!(steps.iter().sum::<usize>(), 4);
    assert_eq!(up.steps.iter().filter(|step| step.operations.len() == 3).count(), 1, "{steps:?}");
    let note = up.steps.iter().flat_map(|step| &step.notes).next().unwrap();
    assert_eq!(
        note,
        "t is built anew and its rows are moved, because sqlite cannot in place: alter column t.x (nullability)"
    );
    let native = planned(&[add_column("t", column("z").nullable())], &before, Engine::Sqlite);
    assert!(native.steps[0].notes.is_empty() && native.steps[0].statements.len() == 1);
}

#[test]
fn what_does_not_fit_is_an_error_and_no_panic() {
    let dialect = Dialect::new(Engine::Postgres);
    let (plan, diagnostics) = plan(&[drop_column("gone", int("x"))], &Schema::default(), &dialect);
    assert!(plan.is_empty());
    assert_eq!(diagnostics[0].code.id, "P103");
}

#[test]
fn nothing_to_do_is_nothing() {
    check(&Schema::default(), &[], &[]);
}
