//! Enums with their values, sequences with their columns.

use schemist_dialect::Dialect;
use schemist_schema::{Column, Engine, Identity, Operation, Pair, Schema};

use super::build::{
    add, add_column, alter_column, alter_enum, check_expression, create, int, name, nextval, of_status,
    schema, sequence, status, table,
};
use super::{applied, check, lines};
use crate::{invert, order::order};

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
