//! Tables that refer to each other: joins that need no `ON`, many tables in one query.

#![cfg(feature = "sqlite")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use diesel::{connection::SimpleConnection, prelude::*};
use schemist::Model;
use schemist_schema::Engine;

mod support;

mod people {
    /// In a module of its own, under another name than the struct's.
    #[derive(schemist::Model, diesel::HasQuery, diesel::Identifiable, Debug, PartialEq)]
    #[model(table = "folk")]
    #[diesel(table_name = folk)]
    pub struct Person {
        pub id: i64,
        pub name: String,
        #[model(unique)]
        pub nick: String,
        #[model(references = Person(id))]
        pub boss_id: Option<i64>,
    }

    #[derive(schemist::Model, Debug)]
    #[model(primary_key(region, number))]
    pub struct Branch {
        pub region: i32,
        pub number: i32,
        pub city: String,
        // Both ways: one of the two joins is asked for.
        #[model(references = Person, no_join)]
        pub head_id: Option<i64>,
    }
}

use people::{branchs, folk};

#[derive(Model, HasQuery, Identifiable, Associations, Debug, PartialEq)]
#[diesel(table_name = orders, belongs_to(people::Person))]
#[model(
    table = "orders",
    foreign_key(columns(region, branch_no), references = crate::people::Branch(region, number)),
    foreign_key(columns(region, former_no), references = crate::people::Branch(region, number), no_join)
)]
pub struct Order {
    pub id: i64,
    #[model(references = people::Person)]
    pub person_id: i64,
    pub region: i32,
    #[model(column = "branch")]
    pub branch_no: i32,
    pub former_no: Option<i32>,
}

/// An integer that refers to a larger one: the database compares them, `joinable!` would not.
#[derive(Model, HasQuery, Debug, PartialEq)]
pub struct Item {
    pub id: i32,
    #[model(references = Order(id), on_delete = cascade)]
    pub order_id: Option<i32>,
    #[model(references = people::Person(nick))]
    pub owner: String,
}

/// Two keys to one table: nobody can tell which is meant.
#[derive(Model, Debug)]
pub struct Transfer {
    pub id: i32,
    #[model(references = people::Person)]
    pub from_id: i64,
    #[model(references = people::Person)]
    pub to_id: i64,
}

mod schema {
    diesel::table! {
        notes (id) {
            id -> Integer,
            order_id -> BigInt,
        }
    }
}

#[derive(Model, Debug)]
#[diesel(table_name = schema::notes)]
pub struct Note {
    pub id: i32,
    #[model(references = Order)]
    pub order_id: i64,
}

// What the owner of a `table!` says about it is left to the owner.
diesel::joinable!(schema::notes -> orders (order_id));

schemist::tables_in_one_query!(people::Person, people::Branch, Order, items, Transfer, schema::notes);

fn connection() -> Connected {
    let database = support::database_of(Engine::Sqlite, "tests/relations.rs");
    let mut connection = support::sqlite(&database);
    let rows = [
        "INSERT INTO folk VALUES (1, 'Ada', 'a', NULL), (2, 'Grace', 'g', 1)",
        "INSERT INTO branchs VALUES (1, 1, 'Bern', 1), (1, 2, 'Basel', NULL), (2, 1, 'Oslo', 2)",
        "INSERT INTO orders VALUES (10, 1, 1, 1, 2), (11, 2, 2, 1, NULL)",
        "INSERT INTO items VALUES (100, 10, 'g'), (101, NULL, 'a')",
        "INSERT INTO transfers VALUES (1, 1, 2)",
        "INSERT INTO notes VALUES (1, 11)",
    ];
    rows.iter().for_each(|rows| connection.batch_execute(rows).unwrap());
    Connected { connection, _database: database }
}

/// The database goes with its connection.
struct Connected {
    connection: SqliteConnection,
    _database: schemist_testing::TestDatabase,
}

#[test]
fn one_key_is_one_way_to_join() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let query = orders::table.inner_join(folk::table).order(orders::id).select((orders::id, folk::name));
    let rows: Vec<(i64, String)> = query.load(connection).unwrap();
    assert_eq!(rows, [(10, "Ada".to_owned()), (11, "Grace".to_owned())]);

    let from_the_other_side = folk::table.left_join(orders::table).order(folk::id);
    let rows: Vec<(i64, Option<i64>)> =
        from_the_other_side.select((folk::id, orders::id.nullable())).load(connection).unwrap();
    assert_eq!(rows, [(1, Some(10)), (2, Some(11))]);
}

#[test]
fn keys_of_several_columns_join() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let query = orders::table.inner_join(branchs::table).order(orders::id);
    let sql = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string();
    assert!(
        sql.contains("`orders`.`region` = `branchs`.`region`")
            && sql.contains(" AND `orders`.`branch` = `branchs`.`number`"),
        "{sql}"
    );
    let cities: Vec<String> = query.select(branchs::city).load(connection).unwrap();
    assert_eq!(cities, ["Bern", "Oslo"]);
}

#[test]
fn keys_join_what_they_refer_to() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    // Not the primary key, and not the same type: what the foreign key says counts.
    let owners: Vec<(i32, String)> = items::table
        .inner_join(folk::table)
        .select((items::id, folk::name))
        .order(items::id)
        .load(connection)
        .unwrap();
    assert_eq!(owners, [(100, "Grace".to_owned()), (101, "Ada".to_owned())]);
    let of_orders: Vec<(i64, i32)> =
        orders::table.inner_join(items::table).select((orders::id, items::id)).load(connection).unwrap();
    assert_eq!(of_orders, [(10, 100)]);
}

#[test]
fn many_tables_stand_in_one_query() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let query = items::table
        .inner_join(orders::table.inner_join(folk::table).inner_join(branchs::table))
        .filter(orders::id.eq_any(transfers::table.select(transfers::from_id * 10)))
        .select((items::id, folk::name, branchs::city));
    let rows: Vec<(i32, String, String)> = query.load(connection).unwrap();
    assert_eq!(rows, [(100, "Ada".to_owned(), "Bern".to_owned())]);

    let noted: Vec<i64> =
        schema::notes::table.inner_join(orders::table).select(orders::id).load(connection).unwrap();
    assert_eq!(noted, [11]);
}

diesel::alias!(folk as bosses: Bosses);

#[test]
fn aliases_join() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let query = folk::table
        .inner_join(bosses.on(folk::boss_id.eq(bosses.field(folk::id).nullable())))
        .select((folk::name, bosses.field(folk::name)));
    let rows: Vec<(String, String)> = query.load(connection).unwrap();
    assert_eq!(rows, [("Grace".to_owned(), "Ada".to_owned())]);

    let joined: Vec<String> = orders::table
        .inner_join(bosses)
        .select(bosses.field(folk::nick))
        .order(orders::id)
        .load(connection)
        .unwrap();
    assert_eq!(joined, ["a", "g"]);
}

#[test]
fn associations_load() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let ada: people::Person = people::Person::query().find(1).get_result(connection).unwrap();
    let orders: Vec<Order> = Order::belonging_to(&ada).select(Order::as_select()).load(connection).unwrap();
    assert_eq!(orders.iter().map(|order| order.id).collect::<Vec<_>>(), [10]);
}

/// The traits serve code that is written once for all models.
fn count<M>(connection: &mut SqliteConnection) -> i64
where
    M: Model,
    M::Table: Default + diesel::query_dsl::methods::SelectDsl<diesel::dsl::CountStar>,
    diesel::dsl::Select<M::Table, diesel::dsl::CountStar>:
        for<'q> diesel::query_dsl::LoadQuery<'q, SqliteConnection, i64>,
{
    M::Table::default().select(diesel::dsl::count_star()).load(connection).unwrap()[0]
}

#[test]
fn code_for_any_model() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    assert_eq!((count::<Order>(connection), count::<Note>(connection)), (2, 1));
}
