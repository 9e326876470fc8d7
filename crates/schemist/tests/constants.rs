//! Constants in attributes, and a model with a type parameter whose `table!` is there already.

#![cfg(feature = "sqlite")]
#![deny(dead_code, unused_imports)]
#![allow(missing_docs, clippy::unwrap_used)]

use diesel::{connection::SimpleConnection, prelude::*};
use schemist::{Embed, Model};

mod limits {
    pub(crate) const LONGEST: u32 = 40;
    pub(crate) const NOT_EMPTY: &str = "code <> ''";
}
use limits::NOT_EMPTY;

const NAME: &str = "ix_items_by_code";
const FIRST: i32 = 7;

#[derive(Embed, Queryable, Selectable, Debug, PartialEq)]
#[model(check(NOT_EMPTY))]
#[diesel(table_name = items)]
pub struct Coded {
    #[model(type = Varchar(limits::LONGEST))]
    code: String,
}

#[derive(Model, Queryable, Selectable, Debug, PartialEq)]
#[model(table = "items", index(code, name = NAME))]
pub struct Item {
    id: i32,
    #[diesel(embed)]
    coded: Coded,
    #[model(default = FIRST, type = geometry(POINT))]
    #[diesel(sql_type = diesel::sql_types::Integer)]
    amount: i32,
}

mod schema {
    diesel::table! {
        events (id) {
            id -> Integer,
            payload -> Text,
        }
    }
}

#[derive(Model, Queryable, Debug, PartialEq)]
#[diesel(table_name = schema::events)]
pub struct Event<T> {
    id: i32,
    payload: T,
}

type TextEvent = Event<String>;

#[test]
fn constants_are_used_and_parameters_are_what_table_says() {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    connection
        .batch_execute(
            "CREATE TABLE items (id INTEGER PRIMARY KEY, code TEXT NOT NULL, amount INTEGER NOT NULL);
             INSERT INTO items VALUES (1, 'a', 7);
             CREATE TABLE events (id INTEGER PRIMARY KEY, payload TEXT NOT NULL);
             INSERT INTO events VALUES (1, 'x');",
        )
        .unwrap();
    let item: Item = items::table.select(Item::as_select()).first(&mut connection).unwrap();
    assert_eq!(item, Item { id: 1, coded: Coded { code: "a".to_owned() }, amount: FIRST });
    let event: TextEvent = schema::events::table.first(&mut connection).unwrap();
    assert_eq!(event, Event { id: 1, payload: "x".to_owned() });
}
