//! A team that has a `schema.rs`, as `diesel print-schema` writes it, and keeps it.

#![cfg(feature = "postgres")]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use diesel::{pg::Pg, prelude::*};
use schemist::{Model, ModelEnum};
use schemist_schema::Engine;

mod support;

mod schema {
    pub mod sql_types {
        #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
        #[diesel(postgres_type(name = "order_state"))]
        pub struct OrderState;
    }

    diesel::table! {
        use diesel::sql_types::*;
        use super::sql_types::OrderState;

        orders (id) {
            id -> Int8,
            user_id -> Int4,
            state -> OrderState,
            earlier -> Array<OrderState>,
            channel -> Text,
            level -> Int2,
            #[sql_name = "type"]
            #[max_length = 20]
            type_ -> Varchar,
        }
    }

    diesel::table! {
        users (id) {
            id -> Int4,
            email -> Text,
        }
    }

    diesel::joinable!(orders -> users (user_id));
    diesel::allow_tables_to_appear_in_same_query!(orders, users,);
}

use schema::{orders, users};

/// The type that `schema.rs` has for it is named; so it can be compared with the columns there.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[diesel(sql_type = schema::sql_types::OrderState)]
pub enum OrderState {
    Open,
    Done,
}

/// Kept as text: `schema.rs` says `Text`.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(repr = check)]
pub enum Channel {
    Web,
    Phone,
}

/// Kept as numbers: `schema.rs` says `Int2`.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(repr = int)]
#[repr(i16)]
pub enum Level {
    Low = 1,
    High = 9,
}

/// Found by its name: the struct's in snake case and an `s`, as Diesel's own derives find it.
#[derive(Model, HasQuery, Insertable, Identifiable, Debug, PartialEq)]
#[model(table_macro = false)]
#[diesel(check_for_backend(Pg))]
pub struct User {
    pub id: i32,
    pub email: String,
}

/// Found by its path.
#[derive(Model, HasQuery, Insertable, Identifiable, Associations, Debug, PartialEq)]
#[diesel(table_name = crate::schema::orders, belongs_to(User), check_for_backend(Pg))]
pub struct Order {
    #[model(identity)]
    pub id: i64,
    #[model(references = User(id))]
    pub user_id: i32,
    pub state: OrderState,
    pub earlier: Vec<OrderState>,
    pub channel: Channel,
    pub level: Level,
    #[model(column = "type", type = Varchar(20))]
    #[diesel(column_name = type_)]
    pub kind: String,
}

#[test]
fn the_models_are_the_declaration_and_the_tables_stay() {
    let database = support::database_of(Engine::Postgres, "tests/existing_schema.rs");
    let connection = &mut PgConnection::establish(database.url()).unwrap();
    let user = User { id: 1, email: "a@example.org".into() };
    let order = Order {
        id: 5,
        user_id: 1,
        state: OrderState::Done,
        earlier: vec![OrderState::Open],
        channel: Channel::Phone,
        level: Level::High,
        kind: "k".into(),
    };
    diesel::insert_into(users::table).values(&user).execute(connection).unwrap();
    diesel::insert_into(orders::table).values(&order).execute(connection).unwrap();
    let found: Vec<(Order, String)> = orders::table
        .inner_join(users::table)
        .filter(orders::state.eq(OrderState::Done))
        .filter(orders::earlier.contains(vec![OrderState::Open]))
        .filter(orders::channel.eq(Channel::Phone).and(orders::channel.like("ph%")))
        .filter(orders::level.gt(Level::Low))
        .select((Order::as_select(), users::email))
        .load(connection)
        .unwrap();
    assert_eq!(found, [(order, user.email.clone())]);
    assert_eq!(Order::belonging_to(&user).count().get_result::<i64>(connection), Ok(1));
}
