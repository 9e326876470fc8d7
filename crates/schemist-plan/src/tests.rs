//! The order on its own, with schemas made by hand: what is rendered is the dialects' business.

use std::collections::BTreeSet;

use proptest::prelude::*;
use schemist_dialect::Dialect;
use schemist_schema::{
    Check, Column, ColumnType, Constraint, ConstraintKind, Engine, EnumType, Expression, ForeignKey,
    Generated, Identity, Index, Operation, Origin, Pair, PrimaryKey, QualifiedName, Schema, Sequence,
    SequenceOptions, Table, Unique,
};

use crate::{Plan, invert, order::order, plan};

fn name(text: &str) -> QualifiedName {
    match text.split_once('.') {
        Some((namespace, name)) => QualifiedName::in_namespace(Some(namespace.into()), name),
        None => QualifiedName::new(text),
    }
}

fn int(column: &str) -> Column {
    Column::new(column, ColumnType::Integer)
}

/// A table with integer columns of which the first is its primary key.
fn table(text: &str, columns: &[&str]) -> Table {
    let mut table = Table::new(name(text));
    table.columns = columns.iter().map(|c| int(c)).collect();
    table.primary_key = Some(primary_key(&format!("pk_{text}"), &columns[..1]));
    table
}

fn primary_key(name: &str, columns: &[&str]) -> PrimaryKey {
    PrimaryKey { name: Some(name.into()), ..PrimaryKey::on(columns.iter().copied()) }
}

fn unique(name: &str, columns: &[&str]) -> Unique {
    Unique { name: Some(name.into()), ..Unique::on(columns.iter().copied()) }
}

/// `fk_column` to a table's `id`.
fn key(column: &str, target: &str) -> ForeignKey {
    ForeignKey { name: Some(format!("fk_{column}")), ..ForeignKey::new([column], name(target), ["id"]) }
}

fn with_key(mut table: Table, column: &str, target: &str) -> Table {
    table.foreign_keys.push(key(column, target));
    table
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|t| schema.insert_table(t));
    schema
}

fn create(table: Table) -> Operation {
    Operation::CreateTable { table: Box::new(table) }
}

fn drop(table: Table) -> Operation {
    Operation::DropTable { table: Box::new(table) }
}

fn rename(from: &str, to: &str) -> Operation {
    Operation::RenameTable { name: Pair::new(name(from), name(to)) }
}

fn rename_column(table: &str, from: &str, to: &str) -> Operation {
    Operation::RenameColumn { table: name(table), name: Pair::new(from.into(), to.into()) }
}

fn add_column(table: &str, column: Column) -> Operation {
    Operation::AddColumn { table: name(table), column: Box::new(column) }
}

fn drop_column(table: &str, column: Column) -> Operation {
    Operation::DropColumn { table: name(table), column: Box::new(column) }
}

fn alter_column(table: &str, previous: Column, next: Column) -> Operation {
    Operation::AlterColumn { table: name(table), column: Box::new(Pair::new(previous, next)) }
}

fn add(table: &str, constraint: Constraint) -> Operation {
    Operation::AddConstraint { table: name(table), constraint }
}

fn remove(table: &str, constraint: Constraint) -> Operation {
    Operation::DropConstraint { table: name(table), constraint }
}

fn index(index_name: &str, columns: &[&str]) -> Index {
    Index::on_columns(Some(index_name.into()), columns.iter().copied())
}

fn create_index(table: &str, index: Index) -> Operation {
    Operation::CreateIndex { table: name(table), index: Box::new(index) }
}

fn drop_index(table: &str, index: Index) -> Operation {
    Operation::DropIndex { table: name(table), index: Box::new(index) }
}

fn status(values: &[&str]) -> EnumType {
    EnumType {
        name: name("status"),
        values: values.iter().map(|v| (*v).into()).collect(),
        comment: None,
        origin: Origin::default(),
    }
}

fn alter_enum(previous: &[&str], next: &[&str]) -> Operation {
    Operation::AlterEnum {
        name: name("status"),
        values: Pair::new(status(previous).values, status(next).values),
    }
}

fn of_status(column: &str, default: Option<&str>) -> Column {
    let default = default.map(|d| Expression::new(format!("'{d}'::status")));
    Column { default, ..Column::new(column, ColumnType::Enum(name("status"))) }
}

fn sequence(text: &str, owner: Option<(&str, &str)>) -> Sequence {
    Sequence {
        name: name(text),
        ty: ColumnType::Integer,
        options: SequenceOptions::default(),
        owned_by: owner.map(|(t, c)| (name(t), c.into())),
        comment: None,
    }
}

fn nextval(column: &str, sequence: &str) -> Column {
    Column { default: Some(Expression::new(format!("nextval('{sequence}'::regclass)"))), ..int(column) }
}

fn check_expression(constraint_name: &str, sql: &str) -> Constraint {
    Constraint::Check(Check::new(Some(constraint_name.into()), sql))
}

/// The ordered operations in words; each applies to the schema that those before it leave.
fn lines(operations: &[Operation], before: &Schema, engine: Engine) -> Vec<String> {
    let ordered = order(operations, before, &Dialect::new(engine)).expect("an order");
    let mut schema = before.clone();
    let mut lines = Vec::new();
    for item in &ordered.items {
        for operation in item.covered() {
            schema.apply(operation).unwrap_or_else(|error| panic!("{error} after {lines:#?}"));
        }
        if !item.silent {
            lines.push(item.operation.describe());
        }
    }
    lines
}

/// The order of the operations and, checked to be possible only, that of undoing them.
fn check(before: &Schema, operations: &[Operation], expected: &[&str]) {
    check_on(Engine::Postgres, before, operations, expected);
}

fn check_on(engine: Engine, before: &Schema, operations: &[Operation], expected: &[&str]) {
    assert_eq!(lines(operations, before, engine), expected);
    let after = applied(operations, before, engine);
    let undone = applied(&invert(operations), &after, engine);
    assert_eq!(&undone, before, "undoing ends elsewhere");
}

fn applied(operations: &[Operation], before: &Schema, engine: Engine) -> Schema {
    let ordered = order(operations, before, &Dialect::new(engine)).expect("an order");
    let mut schema = before.clone();
    for operation in ordered.items.iter().flat_map(|item| item.covered()) {
        schema.apply(operation).expect("applies");
    }
    schema
}

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
fn enums_come_before_their_columns() {
    check(
        &schema([table("orders", &["id"])]),
        &[
            add("orders", check_expression("ck", "status <> 'new'::status")),
            add_column("orders", of_status("status", Some("new"))),
            Operation::CreateEnum { enum_type: status(&["new"]) },
        ],
        &["create enum status", "add column orders.status", "add check constraint ck on orders"],
    );
}

#[test]
fn new_enum_values_come_before_their_use_and_old_ones_go_after_it() {
    let mut orders = table("orders", &["id"]);
    orders.columns.push(of_status("status", Some("new")));
    let mut before = schema([orders]);
    before.enums.insert(name("status"), status(&["new", "sold"]));
    let open = of_status("status", Some("open"));
    check(
        &before,
        &[
            alter_column("orders", of_status("status", Some("new")), open.clone()),
            alter_enum(&["new", "sold"], &["new", "open", "sold"]),
        ],
        &["add to enum status: open", "alter column orders.status (default)"],
    );
    check(
        &before,
        &[
            alter_column("orders", of_status("status", Some("new")), of_status("status", Some("sold"))),
            alter_enum(&["new", "sold"], &["sold"]),
        ],
        &["alter column orders.status (default)", "remove from enum status: new"],
    );
    check(
        &before,
        &[
            alter_column("orders", of_status("status", Some("new")), open),
            alter_enum(&["new", "sold"], &["open", "sold"]),
        ],
        &[
            "alter column orders.status (default)",
            "alter enum status: add open, remove new",
            "alter column orders.status (default)",
        ],
    );
}

#[test]
fn an_enum_value_takes_the_name_of_another() {
    let mut before = Schema::default();
    before.enums.insert(name("status"), status(&["a", "b"]));
    let value = |from: &str, to: &str| Operation::RenameEnumValue {
        name: name("status"),
        value: Pair::new(from.into(), to.into()),
    };
    check(
        &before,
        &[value("a", "b"), value("b", "a"), alter_enum(&["b", "a"], &["b", "a", "c"])],
        &[
            "rename value a of enum status to __schemist_swap_a",
            "rename value b of enum status to a",
            "rename value __schemist_swap_a of enum status to b",
            "add to enum status: c",
        ],
    );
}

#[test]
fn serial_stands_for_its_sequence() {
    let mut orders = table("orders", &["id"]);
    orders.columns = [nextval("id", "orders_id_seq")].into_iter().collect();
    let owned = sequence("orders_id_seq", Some(("orders", "id")));
    let operations = [Operation::CreateSequence { sequence: owned }, create(orders)];
    check(&Schema::default(), &operations, &["create table orders"]);
    let ordered = order(&operations, &Schema::default(), &Dialect::new(Engine::Postgres)).unwrap();
    let Operation::CreateTable { table } = &ordered.items[0].operation else { panic!() };
    assert!(table.columns[0].serial && table.columns[0].default.is_none());
    assert_eq!(ordered.items[0].covered(), operations);
    let after = applied(&operations, &Schema::default(), Engine::Postgres);
    assert_eq!(lines(&invert(&operations), &after, Engine::Postgres), ["drop table orders"]);
}

#[test]
fn a_sequence_of_another_name_is_tied_to_its_column_afterwards() {
    let mut orders = table("orders", &["id"]);
    orders.columns = [nextval("id", "numbers")].into_iter().collect();
    let owned = sequence("numbers", Some(("orders", "id")));
    check(
        &Schema::default(),
        &[create(orders), Operation::CreateSequence { sequence: owned }],
        &["create sequence numbers", "create table orders", "alter sequence numbers"],
    );
}

#[test]
fn serial_becomes_identity_and_back() {
    let mut orders = table("orders", &["id"]);
    orders.columns = [nextval("id", "orders_id_seq")].into_iter().collect();
    let mut before = schema([orders]);
    let owned = sequence("orders_id_seq", Some(("orders", "id")));
    before.sequences.insert(owned.name.clone(), owned.clone());
    let identity = Column { identity: Some(Identity::default()), ..int("id") };
    let operations = [
        alter_column("orders", nextval("id", "orders_id_seq"), identity),
        Operation::DropSequence { sequence: owned },
    ];
    check(
        &before,
        &operations,
        // Each goes on where the other stands, so both are there for a moment.
        &["alter column orders.id (default, identity)", "drop sequence orders_id_seq"],
    );
    let after = applied(&operations, &before, Engine::Postgres);
    assert_eq!(
        lines(&invert(&operations), &after, Engine::Postgres),
        [
            "create sequence orders_id_seq",
            "alter column orders.id (default, identity)",
            "alter sequence orders_id_seq",
        ]
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

#[test]
fn large_graphs_are_ordered_in_no_time() {
    let tables: Vec<Table> = (0..5_000)
        .map(|i| {
            let t = table(&format!("t{i:05}"), &["id", "next"]);
            with_key(t, "next", &format!("t{:05}", (i + 1) % 5_000))
        })
        .collect();
    let started = std::time::Instant::now();
    let operations: Vec<Operation> = tables.into_iter().map(create).collect();
    let ordered = order(&operations, &Schema::default(), &Dialect::new(Engine::Postgres)).unwrap();
    assert_eq!(ordered.items.len(), 5_001);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
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
