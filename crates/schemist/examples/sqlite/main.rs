//! A shop on SQLite. In the repository: `cargo run -p schemist --example sqlite`.
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

use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use schemist::{Embed, Model, ModelEnum, tables_in_one_query};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("examples/sqlite/migrations");

/// Who buys.
#[derive(Model, HasQuery, Identifiable, Debug)]
pub struct Customer {
    pub id: i32,
    #[model(unique)]
    pub email: String,
    pub name: Option<String>,
}

/// A customer without a number yet.
#[derive(Insertable)]
#[diesel(table_name = customers)]
struct NewCustomer<'a> {
    email: &'a str,
    name: Option<&'a str>,
}

/// How far an order has come.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Open,
    Paid,
    Sent,
}

/// When a row was written: columns that several tables have.
#[derive(Embed, Queryable, Selectable, Debug)]
#[diesel(table_name = orders)]
pub struct Times {
    #[model(default = "CURRENT_TIMESTAMP")]
    pub created_at: chrono::NaiveDateTime,
    pub changed_at: Option<chrono::NaiveDateTime>,
}

/// What a customer wants.
#[derive(Model, HasQuery, Identifiable, Associations, Debug)]
#[diesel(belongs_to(Customer))]
#[model(index(status, customer_id), check("cents >= 0"))]
pub struct Order {
    pub id: i32,
    #[model(references = Customer, on_delete = cascade)]
    pub customer_id: i32,
    #[model(default(literal = "open"))]
    pub status: Status,
    pub cents: i64,
    #[diesel(embed)]
    pub times: Times,
}

tables_in_one_query!(Customer, Order);

fn main() -> Result<(), Box<dyn Error>> {
    let mut connection = SqliteConnection::establish(":memory:")?;
    connection.run_pending_migrations(MIGRATIONS).map_err(|error| error.to_string())?;
    for line in run(&mut connection)? {
        println!("{line}");
    }
    Ok(())
}

/// Writes some rows and reads them back; what it found, line by line.
pub fn run(connection: &mut SqliteConnection) -> QueryResult<Vec<String>> {
    let ada = NewCustomer { email: "ada@example.org", name: Some("Ada") };
    let grace = NewCustomer { email: "grace@example.org", name: None };
    let customers: Vec<Customer> = diesel::insert_into(customers::table)
        .values([ada, grace])
        .returning(Customer::as_returning())
        .get_results(connection)?;

    // All of the orders, or none.
    connection.transaction(|connection| {
        for (customer, cents) in customers.iter().zip([1250_i64, 300]) {
            diesel::insert_into(orders::table)
                .values((orders::customer_id.eq(customer.id), orders::cents.eq(cents)))
                .execute(connection)?;
        }
        QueryResult::Ok(())
    })?;

    // One foreign key leads from orders to customers, so the join needs no condition.
    let paid = diesel::update(orders::table.filter(orders::cents.ge(1000)))
        .set((orders::status.eq(Status::Paid), orders::changed_at.eq(diesel::dsl::now)))
        .execute(connection)?;
    let open: Vec<(String, i64)> = customers::table
        .inner_join(orders::table)
        .filter(orders::status.eq(Status::Open))
        .select((customers::email, orders::cents))
        .load(connection)?;

    let of_ada: Vec<Order> =
        Order::belonging_to(&customers[..1]).select(Order::as_select()).load(connection)?;
    let mut lines = vec![format!("{paid} paid")];
    lines.extend(open.iter().map(|(email, cents)| format!("{email} owes {cents}")));
    lines.extend(of_ada.iter().map(|order| {
        format!("order {} is {:?}, changed: {}", order.id, order.status, order.times.changed_at.is_some())
    }));
    Ok(lines)
}
