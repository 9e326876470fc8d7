//! A program as a user would write it: structs, the derives, and Diesel against SQLite.

#![allow(missing_docs, clippy::unwrap_used)]
#![deny(unused)]

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use diesel::prelude::*;
use schemist::{Model, ModelEnum};

/// Types that models of other modules use.
mod types {
    use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};

    #[derive(schemist::ModelEnum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
    #[model(rename_all = "kebab-case")]
    pub enum Status {
        New,
        OnHold,
        #[model(rename = "it's sent")]
        Sent,
    }

    /// A newtype as Diesel's guide writes them.
    #[derive(Debug, Clone, PartialEq, Eq, AsExpression, FromSqlRow)]
    #[diesel(sql_type = Text)]
    pub struct Email(pub String);

    impl<DB> diesel::serialize::ToSql<Text, DB> for Email
    where
        DB: diesel::backend::Backend,
        String: diesel::serialize::ToSql<Text, DB>,
    {
        fn to_sql<'b>(
            &'b self,
            out: &mut diesel::serialize::Output<'b, '_, DB>,
        ) -> diesel::serialize::Result {
            self.0.to_sql(out)
        }
    }

    impl<DB> diesel::deserialize::FromSql<Text, DB> for Email
    where
        DB: diesel::backend::Backend,
        String: diesel::deserialize::FromSql<Text, DB>,
    {
        fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
            String::from_sql(bytes).map(Self)
        }
    }
}

use types::Status as OrderStatus;

#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum r#Type {
    Private,
    r#Business,
}

#[derive(Model, HasQuery, Insertable, Identifiable, AsChangeset, Debug, Clone, PartialEq)]
#[diesel(check_for_backend(diesel::sqlite::Sqlite))]
#[model(table = "odd \"users\"", unique(email))]
pub struct User {
    pub id: i64,
    /// Where to write to.
    #[model(type = Text)]
    pub email: types::Email,
    #[model(column = "full name")]
    pub name: Option<String>,
    pub r#type: r#Type,
    pub born: Option<NaiveDate>,
    pub settings: serde_json::Value,
    #[model(type = "BLOB")]
    pub picture: Option<Vec<u8>>,
}

#[derive(Model, HasQuery, Insertable, Identifiable, Debug, Clone, PartialEq)]
#[diesel(table_name = purchases, primary_key(shop, number), check_for_backend(diesel::sqlite::Sqlite))]
#[model(schema = "main")]
pub struct Order {
    pub shop: i32,
    pub number: i32,
    #[model(references = User, on_delete = cascade, index)]
    pub user_id: i64,
    pub status: OrderStatus,
    pub previous: Option<self::types::Status>,
    pub total: i32,
    pub weight: Option<f32>,
    pub price: f64,
    pub paid: bool,
    pub created_at: NaiveDateTime,
    // Said, as with both backends enabled PostgreSQL's type is the one inferred.
    #[diesel(sql_type = diesel::sql_types::TimestamptzSqlite)]
    pub seen_at: DateTime<Utc>,
    #[diesel(column_name = kind_)]
    #[model(column = "kind")]
    pub kind: i16,
}

/// The same table, written without an `id`.
#[derive(Insertable)]
#[diesel(table_name = users)]
struct NewUser<'a> {
    email: types::Email,
    name: Option<&'a str>,
    r#type: r#Type,
    settings: &'a serde_json::Value,
}

/// A table that Diesel knows already.
mod schema {
    diesel::table! {
        notes (id) {
            id -> Integer,
            body -> Text,
            author -> Nullable<Text>,
        }
    }
}

#[derive(Model, Queryable, Selectable, Insertable, Debug, PartialEq)]
#[diesel(table_name = schema::notes)]
struct Note {
    id: i32,
    body: String,
    author: Option<String>,
}

/// Without a primary key; columns by names that Rust and Diesel have for themselves.
#[derive(Model, HasQuery, Insertable, Debug, PartialEq)]
#[model(table = "type", no_primary_key)]
#[diesel(table_name = type_)]
pub struct Keyless<'a> {
    pub id: i32,
    #[model(column = "select")]
    pub r#match: std::borrow::Cow<'a, str>,
    #[model(column = "Größe in m²")]
    pub size: f64,
}

allow_tables_to_appear_in_same_query!(odd__users_, purchases);

fn connection() -> SqliteConnection {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    diesel::connection::SimpleConnection::batch_execute(
        &mut connection,
        r#"
        CREATE TABLE "odd ""users""" (
            id INTEGER PRIMARY KEY,
            email TEXT NOT NULL UNIQUE,
            "full name" TEXT,
            type TEXT NOT NULL CHECK (type IN ('private', 'business')),
            born DATE,
            settings TEXT NOT NULL,
            picture BLOB
        );
        CREATE TABLE purchases (
            shop INTEGER NOT NULL,
            number INTEGER NOT NULL,
            user_id BIGINT NOT NULL REFERENCES "odd ""users""" (id) ON DELETE CASCADE,
            status TEXT NOT NULL,
            previous TEXT,
            total INTEGER NOT NULL,
            weight FLOAT,
            price DOUBLE NOT NULL,
            paid BOOLEAN NOT NULL,
            created_at TIMESTAMP NOT NULL,
            seen_at TIMESTAMPTZ NOT NULL,
            kind SMALLINT NOT NULL,
            PRIMARY KEY (shop, number)
        );
        CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL, author TEXT);
        CREATE TABLE type (id INTEGER NOT NULL, "select" TEXT NOT NULL, "Größe in m²" DOUBLE NOT NULL);
        "#,
    )
    .unwrap();
    connection
}

fn user(id: i64, email: &str) -> User {
    User {
        id,
        email: types::Email(email.to_owned()),
        name: Some("Ada".to_owned()),
        r#type: r#Type::Business,
        born: NaiveDate::from_ymd_opt(1815, 12, 10),
        settings: serde_json::json!({"dark": true}),
        picture: Some(vec![0, 255]),
    }
}

fn order(number: i32, user_id: i64, status: OrderStatus) -> Order {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    Order {
        shop: 1,
        number,
        user_id,
        status,
        previous: (number > 1).then_some(OrderStatus::New),
        total: number,
        weight: None,
        price: 1.5,
        paid: false,
        created_at: day.and_hms_opt(10, 30, 0).unwrap(),
        seen_at: Utc.with_ymd_and_hms(2026, 11, 21, 10, 30, 0).unwrap(),
        kind: 7,
    }
}

#[test]
fn rows_come_back_as_they_were() {
    let connection = &mut connection();
    let ada = user(1, "ada@example.org");
    diesel::insert_into(users::table).values(&ada).execute(connection).unwrap();
    assert_eq!(User::query().load(connection).unwrap(), [ada]);

    let orders = [order(1, 1, OrderStatus::New), order(2, 1, OrderStatus::Sent)];
    diesel::insert_into(purchases::table).values(&orders[..]).execute(connection).unwrap();
    assert_eq!(Order::query().order(purchases::number).load(connection).unwrap(), orders);
}

#[test]
fn enums_filter_and_change() {
    let connection = &mut connection();
    let settings = serde_json::json!({});
    let new = NewUser {
        email: types::Email("b@example.org".to_owned()),
        name: None,
        r#type: r#Type::Private,
        settings: &settings,
    };
    diesel::insert_into(users::table).values(new).execute(connection).unwrap();
    let orders: Vec<Order> = [OrderStatus::New, OrderStatus::OnHold, OrderStatus::Sent]
        .into_iter()
        .zip(1..)
        .map(|(status, number)| order(number, 1, status))
        .collect();
    diesel::insert_into(purchases::table).values(&orders).execute(connection).unwrap();

    let on_hold = purchases::table.filter(purchases::status.eq(OrderStatus::OnHold));
    let numbers: Vec<i32> = on_hold.select(purchases::number).load(connection).unwrap();
    assert_eq!(numbers, [2]);

    let either = [OrderStatus::New, OrderStatus::Sent];
    let found = purchases::table.filter(purchases::status.eq_any(either)).count();
    assert_eq!(found.get_result::<i64>(connection), Ok(2));
    let without = purchases::table.filter(purchases::previous.is_null()).count();
    assert_eq!(without.get_result::<i64>(connection), Ok(1));
    let previous = purchases::table.filter(purchases::previous.eq(Some(OrderStatus::New))).count();
    assert_eq!(previous.get_result::<i64>(connection), Ok(2));

    diesel::update(purchases::table.find((1, 2)))
        .set((
            purchases::status.eq(OrderStatus::Sent),
            purchases::previous.eq(Some(OrderStatus::OnHold)),
            purchases::total.eq(purchases::total + 40),
            purchases::kind_.eq(8),
        ))
        .execute(connection)
        .unwrap();
    let changed = Order::query().find((1, 2)).get_result(connection).unwrap();
    assert_eq!((changed.status, changed.previous), (OrderStatus::Sent, Some(OrderStatus::OnHold)));
    assert_eq!((changed.total, changed.kind), (42, 8));
    let raw: String = diesel::sql_query("SELECT status AS text FROM purchases WHERE number = 2")
        .get_result::<Raw>(connection)
        .unwrap()
        .text;
    assert_eq!(raw, "it's sent");
}

#[derive(QueryableByName)]
struct Raw {
    #[diesel(sql_type = diesel::sql_types::Text)]
    text: String,
}

#[test]
fn tables_join_over_their_keys() {
    let connection = &mut connection();
    diesel::insert_into(users::table)
        .values(vec![user(1, "a@example.org"), user(2, "b@example.org")])
        .execute(connection)
        .unwrap();
    diesel::insert_into(purchases::table)
        .values(vec![order(1, 2, OrderStatus::New), order(2, 2, OrderStatus::New)])
        .execute(connection)
        .unwrap();
    let joined: Vec<(types::Email, Option<i32>)> = users::table
        .left_join(purchases::table.on(purchases::user_id.eq(users::id)))
        .select((users::email, purchases::number.nullable()))
        .order((users::id, purchases::number))
        .load(connection)
        .unwrap();
    let joined: Vec<(&str, Option<i32>)> = joined.iter().map(|(email, n)| (email.0.as_str(), *n)).collect();
    assert_eq!(joined, [("a@example.org", None), ("b@example.org", Some(1)), ("b@example.org", Some(2))]);

    let mut changed = user(1, "c@example.org");
    changed.name = Some("Grace".to_owned());
    diesel::update(&changed).set(&changed).execute(connection).unwrap();
    assert_eq!(User::query().find(1).get_result(connection), Ok(changed));
}

#[test]
fn unknown_enum_values_are_errors() {
    let connection = &mut connection();
    diesel::insert_into(users::table).values(user(1, "a@example.org")).execute(connection).unwrap();
    diesel::insert_into(purchases::table).values(order(1, 1, OrderStatus::New)).execute(connection).unwrap();
    diesel::sql_query("UPDATE purchases SET status = 'lost'").execute(connection).unwrap();
    let error = Order::query().load(connection).unwrap_err();
    let error = format!("{error:?}");
    assert!(error.contains("UnknownEnumValue { enum_name: \"Status\", value: \"lost\""), "{error}");
}

#[test]
fn tables_of_the_user_and_odd_tables() {
    let connection = &mut connection();
    let note = Note { id: 1, body: "b".to_owned(), author: None };
    diesel::insert_into(schema::notes::table).values(&note).execute(connection).unwrap();
    let notes: Vec<Note> = schema::notes::table.select(Note::as_select()).load(connection).unwrap();
    assert_eq!(notes, [note]);

    let row = Keyless { id: 1, r#match: "m".into(), size: 1.5 };
    diesel::insert_into(type_::table).values(&row).execute(connection).unwrap();
    assert_eq!(Keyless::query().filter(type_::r#match.eq("m")).load(connection), Ok(vec![row]));
}
