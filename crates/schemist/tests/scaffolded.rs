//! A program around models that `schemist scaffold` wrote: they compile as they are, and read the rows of the database
//! that they were written for. The tests of the command see to it that the file is what it writes.

#![allow(missing_docs, clippy::unwrap_used)]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

// As scaffold writes it for a library; here nobody else sees it.
#[allow(unreachable_pub)]
#[rustfmt::skip]
#[path = "scaffolded/models.rs"]
mod models;

use models::{Address, Category, Log, Person, PersonCategory, T2ndHandBook};

schemist::tables_in_one_query!(Person, Category, T2ndHandBook, PersonCategory, Address);

fn database() -> SqliteConnection {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    let rows = "
        INSERT INTO people (email, born) VALUES ('a@x', '1990-02-03'), ('b@x', NULL);
        INSERT INTO categories VALUES (1, NULL, 'Novels'), (2, 1, 'Crime');
        INSERT INTO \"2nd hand books\" VALUES ('1', 'One', 9.5, x'0102', 1, 2, '2024-05-06 07:08:09', 1, x'ff');
        INSERT INTO \"2nd hand books\" (title, price, seller_id) VALUES ('Two', 3, 2);
        INSERT INTO people_categories VALUES (1, 1), (1, 2);
        INSERT INTO addresses (person_id, \"table\", addresses) VALUES (2, 'oak', 'Here');
        INSERT INTO log VALUES ('2024-01-01 00:00:00', NULL);";
    connection.batch_execute(include_str!("scaffolded/schema.sql")).unwrap();
    connection.batch_execute(rows).unwrap();
    connection
}

#[test]
fn every_table_is_read() {
    let connection = &mut database();
    let people = Person::query().load(connection).unwrap();
    assert_eq!((people[0].id, people[0].email.as_str(), people[0].type_.as_str()), (1, "a@x", "plain"));
    assert_eq!(people.iter().map(|p| p.born.is_some()).collect::<Vec<_>>(), [true, false]);
    let books = T2ndHandBook::query().load(connection).unwrap();
    assert_eq!((books[0].isbn.as_deref(), books[0].price, books[0].sold), (Some("1"), 9.5, true));
    assert_eq!((books[1].isbn.as_deref(), books[1].cover.as_ref()), (None, None));
    assert_eq!(books[0].anything.as_deref(), Some([0xff].as_slice()));
    let categories = Category::query().load(connection).unwrap();
    assert_eq!((categories[1].category_id, categories[1].parent), (2, Some(1)));
    let address = Address::query().first(connection).unwrap();
    assert_eq!((address.table_.as_str(), address.addresses_.as_str()), ("oak", "Here"));
    let log = Log::query().first(connection).unwrap();
    assert_eq!((log.at.to_string().as_str(), log.what), ("2024-01-01 00:00:00", None));
    assert_eq!(PersonCategory::query().load(connection).unwrap().len(), 2);
}

#[test]
fn what_belongs_together_is_joined() {
    let connection = &mut database();
    let with_address: Vec<(Person, Option<Address>)> = models::people::table
        .left_join(models::addresses::table)
        .select((Person::as_select(), Option::<Address>::as_select()))
        .order(models::people::id)
        .load(connection)
        .unwrap();
    let shown: Vec<(i32, bool)> = with_address.iter().map(|(p, a)| (p.id, a.is_some())).collect();
    assert_eq!(shown, [(1, false), (2, true)]);
    let categories: Vec<(PersonCategory, Category)> = models::people_categories::table
        .inner_join(models::categories::table)
        .select((PersonCategory::as_select(), Category::as_select()))
        .load(connection)
        .unwrap();
    assert_eq!(categories.len(), 2);
}

#[test]
fn a_row_is_found_by_its_key() {
    let connection = &mut database();
    let found = models::people_categories::table.find((1, 2)).select(PersonCategory::as_select());
    let found: PersonCategory = found.first(connection).unwrap();
    assert_eq!(found.id(), (&1, &2));
    let changed = diesel::update(&found).set(models::people_categories::category_id.eq(1));
    // The pair is taken.
    assert!(changed.execute(connection).is_err());
}
