//! Names that are freed and taken.

use schemist_schema::{Check, Column, ColumnType, Constraint, ConstraintKind, Engine, Operation, Pair};

use super::build::{
    add, add_column, alter_column, check_expression, create, create_index, drop, drop_column, drop_index,
    index, int, key, name, nextval, of_status, remove, rename, rename_column, schema, sequence, status,
    table, unique, with_key,
};
use super::{applied, check, lines};
use crate::invert;

#[test]
fn names_are_freed_before_they_are_taken() {
    let mut a = table("a", &["id", "x"]);
    a.indexes.push(index("ix", &["x"]));
    let text = Column::new("x", ColumnType::Text);
    check(
        &schema([a, table("z", &["id"])]),
        &[
            create_index("z", index("ix", &["id"])),
            create(table("ix2", &["id"])),
            add_column("a", text),
            drop_column("a", int("x")),
            drop_index("a", index("ix", &["x"])),
        ],
        &[
            "create table ix2",
            "drop index ix of a",
            "create index ix on z",
            "drop column a.x",
            "add column a.x",
        ],
    );
}

#[test]
fn renames_come_first_and_are_followed() {
    let orders = with_key(table("orders", &["id", "u"]), "u", "users");
    check(
        &schema([orders, table("users", &["id"])]),
        &[
            rename("orders", "sales"),
            rename_column("sales", "u", "user_id"),
            create(with_key(table("orders", &["id", "sale_id"]), "sale_id", "sales")),
            create_index("sales", index("ix_user", &["user_id"])),
        ],
        &[
            "rename table orders to sales",
            "rename column sales.u to user_id",
            "create table orders",
            "create index ix_user on sales",
        ],
    );
}

#[test]
fn rename_chains_and_exchanges_find_their_order() {
    let before = schema(["a", "b", "c"].map(|n| table(n, &["id", n])));
    check(
        &before,
        &[rename("a", "b"), rename("b", "x"), rename("c", "a")],
        &["rename table b to x", "rename table a to b", "rename table c to a"],
    );
    check(
        &before,
        &[rename("a", "b"), rename("b", "a"), add_column("a", int("new"))],
        &[
            "rename table a to __schemist_swap_a",
            "rename table b to a",
            "rename table __schemist_swap_a to b",
            "add column a.new",
        ],
    );
    check(
        &before,
        &[rename("a", "b"), rename("b", "c"), rename("c", "a")],
        &[
            "rename table a to __schemist_swap_a",
            "rename table c to a",
            "rename table b to c",
            "rename table __schemist_swap_a to b",
        ],
    );
    check(
        &schema([table("t", &["id", "x", "y"])]),
        &[
            rename_column("t", "x", "y"),
            rename_column("t", "y", "x"),
            create_index("t", index("ix_x", &["x"])),
        ],
        &[
            "rename column t.x to __schemist_swap_x",
            "rename column t.y to x",
            "rename column t.__schemist_swap_x to y",
            "create index ix_x on t",
        ],
    );
}

#[test]
fn a_name_is_taken_over_from_what_is_dropped() {
    let b = with_key(table("b", &["id", "c_id"]), "c_id", "c");
    let child = with_key(table("child", &["id", "b_id"]), "b_id", "b");
    let before = schema([table("a", &["id"]), b.clone(), table("c", &["id"]), child]);
    check(
        &before,
        &[
            rename("a", "b"),
            drop(b),
            remove("child", Constraint::ForeignKey(key("b_id", "b"))),
            add_column("b", int("x")),
        ],
        &["drop foreign key fk_b_id of child", "drop table b", "rename table a to b", "add column b.x"],
    );
    let mut t = table("t", &["id", "x", "y"]);
    t.indexes.push(index("ix_y", &["y"]));
    check(
        &schema([t]),
        &[rename_column("t", "x", "y"), drop_column("t", int("y")), drop_index("t", index("ix_y", &["y"]))],
        &["drop index ix_y of t", "drop column t.y", "rename column t.x to y"],
    );
}

#[test]
fn columns_are_renamed_table_by_table() {
    let before = schema([table("a", &["id", "x"]), table("b", &["id", "y"])]);
    check(
        &before,
        &[rename("a", "b"), rename_column("b", "x", "x2"), rename("b", "a"), rename_column("a", "y", "y2")],
        &[
            "rename table a to __schemist_swap_a",
            "rename table b to a",
            "rename table __schemist_swap_a to b",
            "rename column a.y to y2",
            "rename column b.x to x2",
        ],
    );
}

#[test]
fn renamed_constraints_and_indexes_make_room() {
    let mut t = table("t", &["id", "a", "b"]);
    t.indexes.push(index("ix", &["a"]));
    t.uniques.push(unique("uq", &["a"]));
    check(
        &schema([t]),
        &[
            Operation::RenameIndex { table: name("t"), name: Pair::new("ix".into(), "ix_old".into()) },
            Operation::RenameConstraint {
                table: name("t"),
                kind: ConstraintKind::Unique,
                name: Pair::new("uq".into(), "uq_old".into()),
            },
            create_index("t", index("ix", &["b"])),
            add("t", Constraint::Unique(unique("uq", &["b"]))),
        ],
        &[
            "rename unique constraint uq of t to uq_old",
            "rename index ix of t to ix_old",
            "add unique constraint uq on t",
            "create index ix on t",
        ],
    );
}

#[test]
fn expressions_follow_renamed_enums_values_and_sequences() {
    let mut orders = table("orders", &["id"]);
    orders.columns.push(of_status("status", Some("new")));
    orders.columns.push(nextval("number", "orders_seq"));
    orders.checks.push(Check::new(Some("ck".into()), "status <> 'new'::status"));
    let mut before = schema([orders]);
    before.enums.insert(name("status"), status(&["new", "sold"]));
    before.sequences.insert(name("orders_seq"), sequence("orders_seq", None));
    let gone = Column {
        default: Some("'fresh'::state".into()),
        ..Column::new("status", ColumnType::Enum(name("state")))
    };
    let operations = [
        Operation::RenameEnum { name: Pair::new(name("status"), name("state")) },
        Operation::RenameEnumValue { name: name("state"), value: Pair::new("new".into(), "fresh".into()) },
        Operation::RenameSequence { name: Pair::new(name("orders_seq"), name("numbers")) },
        remove("orders", check_expression("ck", "status <> 'fresh'::state")),
        alter_column("orders", nextval("number", "orders_seq"), nextval("number", "numbers").nullable()),
        drop_column("orders", gone),
    ];
    check(
        &before,
        &operations,
        &[
            "rename sequence orders_seq to numbers",
            "rename enum status to state",
            "rename value new of enum state to fresh",
            "drop check constraint ck of orders",
            "alter column orders.number (nullability)",
            "drop column orders.status",
        ],
    );
    let after = applied(&operations, &before, Engine::Postgres);
    assert_eq!(
        lines(&invert(&operations), &after, Engine::Postgres),
        [
            "rename sequence numbers to orders_seq",
            "add column orders.status",
            "alter column orders.number (nullability)",
            "add check constraint ck on orders",
            "rename value fresh of enum state to new",
            "rename enum state to status",
        ]
    );
}
