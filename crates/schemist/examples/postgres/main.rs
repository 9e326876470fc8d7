//! A shop on PostgreSQL. In the repository:
//! `DATABASE_URL=postgres://me@localhost/shop cargo run -p schemist --example postgres`.
//!
//! The structs below are the tables. The migration was written from them by
//!
//! ```console
//! $ schemist revision --autogenerate -m "shop"
//! ```
//!
//! and the program brings its database up to date with it when it starts.

// For the lints of this repository.
#![allow(missing_docs, clippy::print_stdout)]

use std::error::Error;

use bigdecimal::BigDecimal;
use chrono::{DateTime, Utc};
use diesel::{pg::Pg, prelude::*};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use schemist::{Model, ModelEnum, tables_in_one_query};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("examples/postgres/migrations");

/// Who buys. Several shops live in one database: the key says which.
#[derive(Model, HasQuery, Insertable, Identifiable, AsChangeset, Debug)]
#[diesel(primary_key(shop, id), check_for_backend(Pg))]
#[model(schema = "sales", primary_key(shop, id), unique(shop, email))]
pub struct Customer {
    pub shop: i32,
    pub id: uuid::Uuid,
    #[model(type = Varchar(200))]
    pub email: String,
    #[model(default = "'{}'")]
    pub tags: Vec<String>,
    pub notes: Option<serde_json::Value>,
}

/// How far an order has come: an enum type of the server.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(schema = "sales", rename_all = "kebab-case")]
pub enum OrderStatus {
    Open,
    OnHold,
    Paid,
}

/// How urgent it is: a number, so that it can be ordered and compared.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[model(repr = int)]
#[repr(i16)]
pub enum Priority {
    Low = 10,
    High = 20,
}

/// What a customer wants.
#[derive(Model, HasQuery, Identifiable, Debug)]
#[diesel(check_for_backend(Pg))]
#[model(
    schema = "sales",
    foreign_key(columns(shop, customer_id), references = Customer(shop, id), on_delete = cascade),
    index(placed_at(desc), where = "status <> 'paid'"),
    check("total >= 0")
)]
pub struct Order {
    #[model(identity(always))]
    pub id: i64,
    pub shop: i32,
    pub customer_id: uuid::Uuid,
    #[model(default(literal = "open"))]
    pub status: OrderStatus,
    pub priority: Priority,
    #[model(type = Numeric(12, 2))]
    pub total: BigDecimal,
    #[model(default = "now()")]
    pub placed_at: DateTime<Utc>,
    /// Every status that it has had.
    #[model(default = "'{}'")]
    pub history: Vec<OrderStatus>,
}

/// An order as the program writes it; the server fills in the rest.
#[derive(Insertable)]
#[diesel(table_name = orders)]
struct NewOrder {
    shop: i32,
    customer_id: uuid::Uuid,
    priority: Priority,
    total: BigDecimal,
}

tables_in_one_query!(Customer, Order);

fn main() -> Result<(), Box<dyn Error>> {
    let mut connection = PgConnection::establish(&std::env::var("DATABASE_URL")?)?;
    connection.run_pending_migrations(MIGRATIONS).map_err(|error| error.to_string())?;
    for line in run(&mut connection)? {
        println!("{line}");
    }
    Ok(())
}

/// Writes some rows and reads them back; what it found, line by line.
pub fn run(connection: &mut PgConnection) -> QueryResult<Vec<String>> {
    let ada = Customer {
        shop: 1,
        id: uuid::Uuid::from_u128(1),
        email: "ada@example.org".into(),
        tags: vec!["early".into()],
        notes: Some(serde_json::json!({ "language": "en" })),
    };

    // The customer and the orders, or nothing.
    connection.transaction(|connection| {
        diesel::insert_into(customers::table).values(&ada).on_conflict_do_nothing().execute(connection)?;
        let order = |priority, cents| NewOrder {
            shop: ada.shop,
            customer_id: ada.id,
            priority,
            total: BigDecimal::new(i64::into(cents), 2),
        };
        diesel::insert_into(orders::table)
            .values([order(Priority::High, 1250), order(Priority::Low, 300)])
            .execute(connection)
    })?;

    let held: Vec<Order> = diesel::update(orders::table.filter(orders::priority.lt(Priority::High)))
        .set((
            orders::status.eq(OrderStatus::OnHold),
            orders::history.eq(vec![OrderStatus::Open, OrderStatus::OnHold]),
        ))
        .returning(Order::as_returning())
        .get_results(connection)?;

    // One foreign key leads from orders to customers, so the join needs no condition, its two columns or not.
    let open: Vec<(String, BigDecimal)> = orders::table
        .inner_join(customers::table)
        .filter(orders::status.eq_any([OrderStatus::Open, OrderStatus::Paid]))
        .filter(customers::tags.contains(vec!["early"]))
        .select((customers::email, orders::total))
        .load(connection)?;

    let mut lines: Vec<String> = held
        .iter()
        .map(|order| format!("order {} is {:?}, after {:?}", order.id, order.status, order.history))
        .collect();
    lines.extend(open.iter().map(|(email, total)| format!("{email} owes {total}")));
    Ok(lines)
}
