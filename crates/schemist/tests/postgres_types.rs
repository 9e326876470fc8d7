//! Everything the derives say for PostgreSQL compiles, and yields the SQL that is meant. Needs no server.
//! Run with `cargo test -p schemist --features postgres`.

#![cfg(feature = "postgres")]
#![allow(missing_docs)]

use chrono::{DateTime, Utc};
use diesel::{debug_query, pg::Pg, prelude::*};
use schemist::{Model, ModelEnum};

#[derive(ModelEnum, Debug, Clone, PartialEq, Eq)]
#[model(name = "shop.order_state")]
pub enum State {
    New,
    Done,
}

/// A type of the user's that Diesel has a path for.
mod custom {
    #[derive(diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
    #[diesel(postgres_type(name = "vector"))]
    pub struct Vector;
}

#[derive(Debug, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = custom::Vector)]
pub struct Embedding(pub Vec<f32>);

impl diesel::serialize::ToSql<custom::Vector, Pg> for Embedding {
    fn to_sql<'b>(&'b self, _: &mut diesel::serialize::Output<'b, '_, Pg>) -> diesel::serialize::Result {
        Ok(diesel::serialize::IsNull::No)
    }
}

impl diesel::deserialize::FromSql<custom::Vector, Pg> for Embedding {
    fn from_sql(_: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
        Ok(Self(Vec::new()))
    }
}

#[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
#[diesel(check_for_backend(Pg))]
#[model(table = "orders", schema = "shop")]
pub struct Order {
    #[model(identity(always))]
    pub id: i64,
    pub state: State,
    pub earlier: Vec<State>,
    pub maybe: Option<Vec<Option<State>>>,
    pub at: DateTime<Utc>,
    pub tags: Vec<String>,
    pub holes: Option<Vec<Option<i32>>>,
    pub key: uuid::Uuid,
    pub data: Option<serde_json::Value>,
    #[model(type = Json)]
    pub text_data: serde_json::Value,
    #[model(type = "citext")]
    pub email: String,
    #[model(type = Citext)]
    pub folded: String,
    pub total: bigdecimal::BigDecimal,
    #[model(type = Interval)]
    pub took: diesel::pg::data_types::PgInterval,
    #[model(type = Int4Range)]
    pub span: (std::ops::Bound<i32>, std::ops::Bound<i32>),
    pub address: ipnetwork::IpNetwork,
    #[model(type = "numeric(12, 2)[]")]
    #[diesel(sql_type = diesel::sql_types::Array<diesel::sql_types::Integer>)]
    pub numbers: Vec<i32>,
    #[model(type = Vector(3))]
    #[diesel(sql_type = custom::Vector)]
    pub embedding: Embedding,
    #[model(type(postgres = "varchar(20)", sqlite = "TEXT"))]
    pub code: Option<String>,
}

// The derived name of Diesel for `Order` is the table's own, so nothing else is needed.
use orders::dsl;

#[test]
fn sql() {
    let query = dsl::orders
        .filter(dsl::state.eq(State::Done))
        .filter(dsl::earlier.contains(vec![State::New]))
        .filter(dsl::tags.contains(vec!["a"]))
        .filter(dsl::at.lt(diesel::dsl::now))
        .select(dsl::id);
    let sql = debug_query::<Pg, _>(&query).to_string();
    assert!(sql.starts_with(r#"SELECT "shop"."orders"."id" FROM "shop"."orders" WHERE"#), "{sql}");
    let all = debug_query::<Pg, _>(&dsl::orders.select(Order::as_select())).to_string();
    assert!(all.contains(r#""shop"."orders"."embedding""#), "{all}");
}
