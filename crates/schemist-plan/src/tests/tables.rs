//! Tables, keys, columns, and what is over them.

use schemist_schema::{
    Check, Column, ColumnType, Constraint, Engine, ForeignKey, Generated, Index, Operation, PrimaryKey,
    Schema, Table,
};

use super::build::{
    add, alter_column, check_expression, create, create_index, drop, drop_column, drop_index, index, int,
    key, name, primary_key, remove, rename, schema, table, unique, with_key,
};
use super::{check, check_on};

#[test]
fn tables_follow_their_foreign_keys() {
    let a = with_key(table("a", &["id", "b_id"]), "b_id", "b");
    let b = with_key(table("b", &["id", "c_id"]), "c_id", "c");
    let c = with_key(table("c", &["id", "c_id"]), "c_id", "c");
    let [create_a, create_b, create_c] = [&a, &b, &c].map(|t: &Table| create(t.clone()));
    check(
        &Schema::default(),
        &[create_a, create_b, create_c],
        &["create table c", "create table b", "create table a"],
    );
    let [drop_a, drop_b, drop_c] = [&a, &b, &c].map(|t: &Table| drop(t.clone()));
    check(&schema([a, b, c]), &[drop_c, drop_b, drop_a], &["drop table a", "drop table b", "drop table c"]);
}

#[test]
fn cycles_are_broken_on_both_ways() {
    let a = with_key(table("a", &["id", "b_id"]), "b_id", "b");
    let b = with_key(table("b", &["id", "a_id"]), "a_id", "a");
    let c = with_key(table("c", &["id", "a_id"]), "a_id", "a");
    check(
        &Schema::default(),
        &[create(c.clone()), create(b.clone()), create(a.clone())],
        &["create table a", "create table b", "create table c", "add foreign key fk_b_id on a"],
    );
    check(
        &schema([a.clone(), b.clone(), c.clone()]),
        &[drop(a.clone()), drop(b.clone()), drop(c.clone())],
        &["drop foreign key fk_b_id of a", "drop table b", "drop table c", "drop table a"],
    );
    check_on(
        Engine::Sqlite,
        &Schema::default(),
        &[create(c), create(b), create(a)],
        &["create table a", "create table b", "create table c"],
    );
}

#[test]
fn dropped_tables_wait_for_foreign_keys_of_others() {
    let parent = table("parent", &["id"]);
    let child = with_key(table("child", &["id", "parent_id"]), "parent_id", "parent");
    let gone = Constraint::ForeignKey(key("parent_id", "parent"));
    check(
        &schema([parent.clone(), child]),
        &[drop(parent), remove("child", gone), drop_column("child", int("parent_id"))],
        &["drop foreign key fk_parent_id of child", "drop column child.parent_id", "drop table parent"],
    );
}

#[test]
fn keys_come_before_foreign_keys_to_them() {
    let code =
        ForeignKey { name: Some("fk_code".into()), ..ForeignKey::new(["code"], name("parent"), ["code"]) };
    let mut child = table("child", &["id", "code"]);
    child.foreign_keys.push(code);
    let before = schema([table("parent", &["id", "code"])]);
    let operations = [create(child), add("parent", Constraint::Unique(unique("uq_code", &["code"])))];
    check(&before, &operations, &["add unique constraint uq_code on parent", "create table child"]);
}

#[test]
fn a_key_is_replaced_while_no_foreign_key_hangs_on_it() {
    let parent = table("parent", &["id", "x"]);
    let child = with_key(table("child", &["id", "parent_id"]), "parent_id", "parent");
    let deferrable = PrimaryKey {
        deferrable: schemist_schema::Deferrable::InitiallyImmediate,
        ..primary_key("pk_parent", &["id"])
    };
    check(
        &schema([parent, child]),
        &[
            add("child", Constraint::ForeignKey(key("parent_id", "parent"))),
            add("parent", Constraint::PrimaryKey(deferrable)),
            remove("parent", Constraint::PrimaryKey(primary_key("pk_parent", &["id"]))),
            alter_column("parent", int("id"), Column::new("id", ColumnType::Uuid)),
            alter_column("child", int("parent_id"), Column::new("parent_id", ColumnType::Uuid)),
            remove("child", Constraint::ForeignKey(key("parent_id", "parent"))),
        ],
        &[
            "drop foreign key fk_parent_id of child",
            "alter column child.parent_id (type)",
            "drop primary key pk_parent of parent",
            "alter column parent.id (type)",
            "add primary key pk_parent on parent",
            "add foreign key fk_parent_id on child",
        ],
    );
}

#[test]
fn what_is_over_a_column_goes_before_and_comes_after() {
    let mut orders = table("orders", &["id", "total"]);
    orders.indexes.push(index("ix_total", &["total"]));
    orders.checks.push(Check::new(Some("ck_total".into()), "total >= 0"));
    let partial = Index { predicate: Some("\"total\" > 10".into()), ..index("ix_total", &["id"]) };
    check(
        &schema([orders]),
        &[
            create_index("orders", partial),
            add("orders", check_expression("ck_total", "total > 0.5")),
            alter_column("orders", int("total"), Column::new("total", ColumnType::Real)),
            drop_index("orders", index("ix_total", &["total"])),
            remove("orders", check_expression("ck_total", "total >= 0")),
        ],
        &[
            "drop index ix_total of orders",
            "drop check constraint ck_total of orders",
            "alter column orders.total (type)",
            "add check constraint ck_total on orders",
            "create index ix_total on orders",
        ],
    );
}

#[test]
fn dropped_columns_wait_for_what_is_over_them() {
    let mut orders = table("orders", &["id", "a", "b"]);
    orders.indexes.push(index("ix_a", &["a"]));
    orders.uniques.push(unique("uq_b", &["b"]));
    let sum = Generated { expression: "a + b".into(), stored: true };
    let sum = Column { generated: Some(sum), ..int("sum") };
    orders.columns.push(sum.clone());
    check(
        &schema([orders]),
        &[
            drop_column("orders", int("a")),
            drop_column("orders", int("b")),
            drop_column("orders", sum),
            remove("orders", Constraint::Unique(unique("uq_b", &["b"]))),
            drop_index("orders", index("ix_a", &["a"])),
        ],
        &[
            "drop index ix_a of orders",
            "drop unique constraint uq_b of orders",
            "drop column orders.sum",
            "drop column orders.a",
            "drop column orders.b",
        ],
    );
}

#[test]
fn namespaces_come_first_and_go_last() {
    let mut before = schema([table("old.t", &["id"]), table("u", &["id"])]);
    before.namespaces.insert("old".into(), Default::default());
    check(
        &before,
        &[
            Operation::DropNamespace { name: "old".into() },
            drop(table("old.t", &["id"])),
            rename("u", "new.u"),
            create(table("new.t", &["id"])),
            Operation::CreateNamespace { name: "new".into() },
        ],
        &[
            "create schema new",
            "rename table u to new.u",
            "create table new.t",
            "drop table old.t",
            "drop schema old",
        ],
    );
}
