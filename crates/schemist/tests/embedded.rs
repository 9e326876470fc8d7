//! Parts: columns that several tables have, or one table several times.

#![cfg(feature = "sqlite")]
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::panic)]

use diesel::{connection::SimpleConnection, prelude::*};
use schemist::Model;
use schemist_schema::Engine;

mod support;

mod parts {
    use diesel::prelude::*;
    use schemist::{Embed, ModelEnum};

    /// Known here alone, and by a short name.
    mod kinds {
        #[derive(schemist::ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            Home,
            Work,
        }
    }
    pub(crate) use kinds::Kind as AddressKind;

    #[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
    #[model(repr = int)]
    #[repr(i16)]
    pub enum Precision {
        Rough = -1,
        Exact = 5,
    }

    /// A part of a part.
    #[derive(Embed, Queryable, Debug, Clone, PartialEq)]
    pub struct Point {
        pub lat: f64,
        pub lon: f64,
        // From the crate's root: models elsewhere do not see what is in scope here.
        pub precision: crate::parts::Precision,
    }

    #[derive(Embed, Queryable, Debug, Clone, PartialEq)]
    #[model(index(zip), check("{zip} <> ''"))]
    pub struct Address {
        /// With the number.
        #[model(type = Varchar(80))]
        pub street: String,
        pub zip: Option<String>,
        pub r#type: AddressKind,
        #[model(embed(prefix = "at_"))]
        pub place: self::Point,
        #[model(references = super::Country, column = "nation")]
        pub country_id: i32,
    }

    /// What SQLModel has a base class for: columns without a prefix, the primary key among them.
    #[derive(Embed, Queryable, Selectable, Insertable, AsChangeset, Debug, Clone, PartialEq)]
    #[diesel(table_name = super::notes)]
    pub struct Record {
        #[model(primary_key)]
        pub id: i32,
        #[diesel(column_name = created)]
        #[model(column = "created")]
        pub created_at: chrono::NaiveDateTime,
    }

    /// Of any type.
    #[derive(Embed, Debug)]
    pub(crate) struct Pair<T> {
        pub first: T,
        pub second: Option<T>,
    }
}

use parts::{Address, AddressKind, Record};

#[derive(Model, Debug)]
#[model(table = "countries")]
pub struct Country {
    pub id: i32,
    pub name: String,
}

#[derive(
    Model,
    Queryable,
    Identifiable,
    schemist::Selectable,
    schemist::Insertable,
    schemist::AsChangeset,
    Debug,
    Clone,
    PartialEq,
)]
pub struct Order {
    pub id: i32,
    #[model(embed(prefix = "ship_"))]
    pub ship: Address,
    #[model(embed(prefix = "bill_"))]
    pub bill: Option<self::parts::Address>,
    pub total: i32,
}

#[derive(Model, HasQuery, Insertable, AsChangeset, Debug, PartialEq)]
pub struct Note {
    #[diesel(embed)]
    pub record: Record,
    pub body: String,
}

mod elsewhere {
    #[derive(schemist::Model)]
    pub(crate) struct Measure {
        pub id: i32,
        #[model(embed)]
        pub values: super::parts::Pair<i64>,
        #[model(embed(prefix = "kind_"))]
        pub kinds: crate::parts::Pair<super::AddressKind>,
        #[model(embed)]
        pub at: crate::parts::Point,
    }
}

schemist::tables_in_one_query!(Country, Order);

fn connection() -> Connected {
    let database = support::database_of(Engine::Sqlite, "tests/embedded.rs");
    let mut connection = support::sqlite(&database);
    let rows = ["INSERT INTO countries VALUES (1, 'Norge')"];
    rows.iter().for_each(|rows| connection.batch_execute(rows).unwrap());
    Connected { connection, _database: database }
}

/// The database goes with its connection.
struct Connected {
    connection: SqliteConnection,
    _database: schemist_testing::TestDatabase,
}

#[test]
fn columns_stand_behind_prefixes() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    diesel::insert_into(orders::table)
        .values((
            orders::id.eq(1),
            orders::ship_street.eq("Gate 1"),
            orders::ship_type.eq(AddressKind::Work),
            orders::ship_at_lat.eq(1.5),
            orders::ship_at_lon.eq(2.5),
            orders::ship_at_precision.eq(parts::Precision::Rough),
            orders::ship_country_id.eq(1),
            orders::bill_type.eq(Some(AddressKind::Home)),
            orders::total.eq(7),
        ))
        .execute(connection)
        .unwrap();
    let work = orders::table.filter(orders::ship_type.eq(AddressKind::Work));
    let found: Vec<(i32, Option<AddressKind>, parts::Precision, Option<f64>)> = work
        .select((orders::id, orders::bill_type, orders::ship_at_precision, orders::bill_at_lat + 1.0))
        .load(connection)
        .unwrap();
    assert_eq!(found, [(1, Some(AddressKind::Home), parts::Precision::Rough, None)]);
    let query = orders::table.select(orders::ship_country_id);
    let raw = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string();
    assert_eq!(raw, "SELECT `orders`.`ship_nation` FROM `orders` -- binds: []");

    // A part is read as a tuple of its columns is.
    let address: Address = orders::table
        .select((
            orders::ship_street,
            orders::ship_zip,
            orders::ship_type,
            (orders::ship_at_lat, orders::ship_at_lon, orders::ship_at_precision),
            orders::ship_country_id,
        ))
        .first(connection)
        .unwrap();
    let point = parts::Point { lat: 1.5, lon: 2.5, precision: parts::Precision::Rough };
    let expected = Address {
        street: "Gate 1".into(),
        zip: None,
        r#type: AddressKind::Work,
        place: point,
        country_id: 1,
    };
    assert_eq!(address, expected);
}

/// Of another struct than the model's, with a lifetime.
#[derive(schemist::Insertable)]
#[diesel(table_name = orders)]
struct NewOrder<'a> {
    #[model(embed(prefix = "ship_"))]
    ship: Address,
    bill_street: Option<&'a str>,
    total: i32,
}

fn address(street: &str, zip: Option<&str>) -> Address {
    let place = parts::Point { lat: 1.5, lon: 2.5, precision: parts::Precision::Exact };
    let zip = zip.map(str::to_owned);
    Address { street: street.into(), zip, r#type: AddressKind::Work, place, country_id: 1 }
}

#[test]
fn rows_with_parts_come_back_as_they_were() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let mut orders = vec![
        Order { id: 1, ship: address("a", None), bill: Some(address("b", Some("z"))), total: 1 },
        Order { id: 2, ship: address("c", Some("y")), bill: None, total: 2 },
    ];
    diesel::insert_into(orders::table).values(&orders[0]).execute(connection).unwrap();
    diesel::insert_into(orders::table).values(orders[1].clone()).execute(connection).unwrap();
    let all = orders::table.select(Order::as_select()).order(orders::id);
    assert_eq!(all.load::<Order>(connection).unwrap(), orders);

    orders[0].ship.r#type = AddressKind::Home;
    orders[0].total = 9;
    diesel::update(&orders[0]).set(&orders[0]).execute(connection).unwrap();
    orders[1].bill = Some(address("d", None));
    diesel::update(orders::table.find(2)).set(orders[1].clone()).execute(connection).unwrap();
    assert_eq!(all.load::<Order>(connection).unwrap(), orders);

    diesel::delete(orders::table).execute(connection).unwrap();
    diesel::insert_into(orders::table).values(&orders).execute(connection).unwrap();
    let new = NewOrder { ship: address("e", None), bill_street: Some("f"), total: 5 };
    diesel::insert_into(orders::table).values(&new).execute(connection).unwrap();
    let streets: Vec<(String, Option<String>)> = orders::table
        .select((orders::ship_street, orders::bill_street))
        .order(orders::id)
        .load(connection)
        .unwrap();
    let expected = [("a", Some("b")), ("c", Some("d")), ("e", Some("f"))];
    assert_eq!(streets, expected.map(|(ship, bill)| (ship.to_owned(), bill.map(str::to_owned))));
}

#[test]
fn a_part_of_one_table_is_diesels() {
    let mut connected = connection();
    let connection = &mut connected.connection;
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let mut note =
        Note { record: Record { id: 1, created_at: day.and_hms_opt(10, 30, 0).unwrap() }, body: "b".into() };
    diesel::insert_into(notes::table).values(&note).execute(connection).unwrap();
    assert_eq!(Note::query().load(connection), Ok(vec![note]));
    note = Note::query().find(1).get_result(connection).unwrap();
    note.body = "c".into();
    diesel::update(notes::table.find(1)).set(&note).execute(connection).unwrap();
    assert_eq!(
        notes::table.select((notes::created, notes::body)).first(connection),
        Ok((note.record.created_at, note.body))
    );
}

#[test]
fn parts_may_have_parameters() {
    use elsewhere::measures;
    let mut connected = connection();
    let connection = &mut connected.connection;
    diesel::insert_into(measures::table)
        .values((
            measures::id.eq(1),
            measures::first.eq(1_i64 << 40),
            measures::kind_first.eq(AddressKind::Home),
            measures::lat.eq(0.5),
            measures::lon.eq(0.5),
            measures::precision.eq(parts::Precision::Exact),
        ))
        .execute(connection)
        .unwrap();
    let found = measures::table.filter(measures::kind_second.is_null()).select((
        measures::first,
        measures::second + 1,
        measures::kind_first,
        measures::precision,
    ));
    let found: (i64, Option<i64>, AddressKind, parts::Precision) = found.first(connection).unwrap();
    assert_eq!(found, (1 << 40, None, AddressKind::Home, parts::Precision::Exact));
    let kept: (i64,) =
        diesel::select((diesel::dsl::sql::<diesel::sql_types::BigInt>("(SELECT precision FROM measures)"),))
            .get_result(connection)
            .unwrap();
    assert_eq!(kept, (5,));
}
