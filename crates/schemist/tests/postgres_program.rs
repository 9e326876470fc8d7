//! A program against a PostgreSQL server: what the derives say is what the server takes.

#![cfg(feature = "postgres")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::ops::Bound;

use bigdecimal::BigDecimal;
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use diesel::{data_types::PgInterval, prelude::*};
use schemist::{Model, ModelEnum};
use schemist_schema::Engine;

mod support;

/// An enum type of the server, in a schema.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
#[model(name = "order \"state\"", schema = "shop", rename_all = "kebab-case")]
pub enum State {
    New,
    OnHold,
    #[model(rename = "it's \"gone\"")]
    Gone,
}

#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(repr = check, length = 12)]
pub enum Channel {
    Web,
    Phone,
}

#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(repr = text)]
pub enum Mood {
    Good,
    Bad,
}

#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(repr = int)]
#[repr(i16)]
pub enum Level {
    Low = -3,
    Middle,
    High = 100,
}

#[derive(Model, HasQuery, Insertable, Identifiable, AsChangeset, Debug, Clone, PartialEq)]
#[model(table = "Kunden", schema = "shop", primary_key(tenant, id))]
#[diesel(table_name = kunden, primary_key(tenant, id), check_for_backend(diesel::pg::Pg))]
pub struct Customer {
    pub tenant: i32,
    #[model(identity)]
    pub id: i64,
    #[model(column = "vollständiger Name")]
    pub name: String,
    pub state: State,
    pub earlier: Vec<State>,
    pub maybe: Option<Vec<Option<State>>>,
    pub channel: Channel,
    pub channels: Vec<Channel>,
    pub mood: Option<Mood>,
    pub level: Level,
    pub levels: Option<Vec<Level>>,
    pub r#type: String,
    pub r#where: Option<i16>,
    pub tags: Vec<String>,
    pub key: uuid::Uuid,
    pub data: Option<serde_json::Value>,
    #[model(type = Json)]
    pub text_data: serde_json::Value,
    pub total: BigDecimal,
    pub seen: DateTime<Utc>,
    pub born: Option<NaiveDate>,
    pub wakes: Option<chrono::NaiveTime>,
    pub noted: time::PrimitiveDateTime,
    pub sent: Option<time::OffsetDateTime>,
    pub took: PgInterval,
    #[model(type = Int4Range)]
    pub span: (Bound<i32>, Bound<i32>),
    pub address: ipnetwork::IpNetwork,
    pub bytes: Vec<u8>,
    pub small: f32,
    pub large: Option<f64>,
}

#[derive(Model, HasQuery, Insertable, Identifiable, Associations, Debug, PartialEq)]
#[model(
    schema = "shop",
    foreign_key(columns(tenant, customer_id), references = Customer(tenant, id), on_delete = cascade)
)]
#[diesel(table_name = orders, belongs_to(Customer, foreign_key = customer_id))]
pub struct Order {
    #[model(identity(always))]
    #[diesel(skip_insertion)]
    pub id: i64,
    pub tenant: i32,
    pub customer_id: i64,
    pub state: State,
}

schemist::tables_in_one_query!(Customer, Order);

fn connection() -> (schemist_testing::TestDatabase, PgConnection) {
    let database = support::database_of(Engine::Postgres, "tests/postgres_program.rs");
    let connection = PgConnection::establish(database.url()).unwrap();
    (database, connection)
}

fn customer(id: i64) -> Customer {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let date = time::Date::from_calendar_date(2026, time::Month::November, 21).unwrap();
    let noted = time::PrimitiveDateTime::new(date, time::Time::MIDNIGHT);
    Customer {
        tenant: 1,
        id,
        name: "Ada".into(),
        state: State::OnHold,
        earlier: vec![State::New, State::Gone],
        maybe: Some(vec![None, Some(State::Gone)]),
        channel: Channel::Phone,
        channels: vec![Channel::Web, Channel::Phone],
        mood: Some(Mood::Bad),
        level: Level::Middle,
        levels: Some(vec![Level::Low, Level::High]),
        r#type: "t".into(),
        r#where: None,
        tags: vec!["a".into()],
        key: uuid::Uuid::from_u128(7),
        data: Some(serde_json::json!({"a": [1]})),
        text_data: serde_json::json!([]),
        total: "12.50".parse().unwrap(),
        seen: Utc.with_ymd_and_hms(2026, 11, 21, 10, 30, 0).unwrap(),
        born: Some(day),
        wakes: chrono::NaiveTime::from_hms_opt(7, 0, 0),
        noted,
        sent: Some(noted.assume_utc()),
        took: PgInterval::from_days(3),
        span: (Bound::Included(1), Bound::Excluded(5)),
        address: "10.0.0.0/8".parse().unwrap(),
        bytes: vec![0, 255],
        small: 0.5,
        large: None,
    }
}

#[test]
fn rows_come_back_as_they_were() {
    let (_database, mut connection) = connection();
    let connection = &mut connection;
    let rows = [customer(1), customer(2)];
    diesel::insert_into(kunden::table).values(&rows[..]).execute(connection).unwrap();
    assert_eq!(Customer::query().order(kunden::id).load(connection).unwrap(), rows);

    let changed =
        Customer { state: State::Gone, levels: None, mood: None, name: "Grace".into(), ..rows[0].clone() };
    diesel::update(&changed).set(&changed).execute(connection).unwrap();
    // Diesel leaves alone what is `None` in a changeset.
    let kept = Customer { levels: rows[0].levels.clone(), mood: rows[0].mood, ..changed };
    assert_eq!(Customer::query().find((1, 1)).get_result(connection), Ok(kept));
}

#[test]
fn enums_filter_and_compare() {
    let (_database, mut connection) = connection();
    let connection = &mut connection;
    diesel::insert_into(kunden::table).values(customer(1)).execute(connection).unwrap();
    let found = |filter: Box<
        dyn BoxableExpression<kunden::table, diesel::pg::Pg, SqlType = diesel::sql_types::Bool>,
    >,
                 connection: &mut PgConnection| {
        kunden::table.filter(filter).count().get_result::<i64>(connection).unwrap()
    };
    assert_eq!(found(Box::new(kunden::state.eq(State::OnHold)), connection), 1);
    assert_eq!(found(Box::new(kunden::state.gt(State::New)), connection), 1);
    assert_eq!(found(Box::new(kunden::state.eq_any([State::New, State::Gone])), connection), 0);
    assert_eq!(found(Box::new(kunden::earlier.contains(vec![State::Gone])), connection), 1);
    assert_eq!(found(Box::new(kunden::channel.eq(Channel::Phone)), connection), 1);
    assert_eq!(found(Box::new(kunden::channels.overlaps_with(vec![Channel::Web])), connection), 1);
    assert_eq!(found(Box::new(kunden::level.lt(Level::High)), connection), 1);
    assert_eq!(found(Box::new(kunden::level.eq_any(vec![Level::Middle])), connection), 1);
    let latest: (Option<State>, Option<Level>) = kunden::table
        .select((diesel::dsl::max(kunden::state), diesel::dsl::min(kunden::level)))
        .first(connection)
        .unwrap();
    assert_eq!(latest, (Some(State::OnHold), Some(Level::Middle)));
    let none = kunden::table.filter(kunden::mood.eq(None::<Mood>)).count().get_result::<i64>(connection);
    assert_eq!(none, Ok(0));
}

#[test]
fn composite_keys_join() {
    let (_database, mut connection) = connection();
    let connection = &mut connection;
    diesel::insert_into(kunden::table).values(vec![customer(1), customer(2)]).execute(connection).unwrap();
    let order = Order { id: 0, tenant: 1, customer_id: 2, state: State::New };
    diesel::insert_into(orders::table).values(order).execute(connection).unwrap();
    let joined: Vec<(String, i64, State)> = kunden::table
        .inner_join(orders::table)
        .select((kunden::name, kunden::id, orders::state))
        .load(connection)
        .unwrap();
    assert_eq!(joined, [("Ada".to_owned(), 2, State::New)]);
    let only = diesel::dsl::OnlyDsl::only(orders::table)
        .inner_join(kunden::table)
        .count()
        .get_result::<i64>(connection);
    assert_eq!(only, Ok(1));
    diesel::delete(kunden::table.find((1, 2))).execute(connection).unwrap();
    assert_eq!(orders::table.count().get_result::<i64>(connection), Ok(0));
}

#[test]
fn unknown_values_are_errors() {
    let (_database, mut connection) = connection();
    let connection = &mut connection;
    diesel::insert_into(kunden::table).values(customer(1)).execute(connection).unwrap();
    diesel::sql_query("UPDATE shop.\"Kunden\" SET mood = 'odd'").execute(connection).unwrap();
    let error = Customer::query().load(connection).unwrap_err();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    let error = cause.downcast_ref::<schemist::UnknownEnumValue>().unwrap_or_else(|| panic!("{error:?}"));
    assert_eq!((error.enum_name, error.value.as_str(), error.known), ("Mood", "odd", &["good", "bad"][..]));
}
