//! A shop on MariaDB or MySQL. In the repository:
//! `DATABASE_URL=mysql://me@localhost/shop cargo run -p schemist --example mysql --features mysql,diesel/mysql`.
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

use diesel::{mysql::Mysql, prelude::*};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use schemist::{Model, ModelEnum, tables_in_one_query};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("examples/mysql/migrations");

/// Who buys.
#[derive(Model, HasQuery, Identifiable, Debug)]
#[diesel(check_for_backend(Mysql))]
pub struct Customer {
    #[model(auto_increment)]
    pub id: i64,
    #[model(type = Varchar(200), unique)]
    pub email: String,
}

/// How far an order has come: an ENUM of the column.
#[derive(ModelEnum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Open,
    Paid,
}

/// What a customer wants.
#[derive(Model, HasQuery, Identifiable, Associations, Debug)]
#[diesel(belongs_to(Customer), check_for_backend(Mysql))]
#[model(index(status), check("cents >= 0"))]
pub struct Order {
    #[model(auto_increment)]
    pub id: i64,
    #[model(references = Customer, on_delete = cascade)]
    pub customer_id: i64,
    #[model(default(literal = "open"))]
    pub status: Status,
    pub cents: i64,
    #[model(default = "CURRENT_TIMESTAMP")]
    pub placed_at: chrono::NaiveDateTime,
}

tables_in_one_query!(Customer, Order);

fn main() -> Result<(), Box<dyn Error>> {
    let mut connection = MysqlConnection::establish(&std::env::var("DATABASE_URL")?)?;
    connection.run_pending_migrations(MIGRATIONS).map_err(|error| error.to_string())?;
    for line in run(&mut connection)? {
        println!("{line}");
    }
    Ok(())
}

/// Writes some rows and reads them back; what it found, line by line.
pub fn run(connection: &mut MysqlConnection) -> QueryResult<Vec<String>> {
    // The customer and the orders, or nothing.
    connection.transaction(|connection| {
        diesel::insert_into(customers::table)
            .values(customers::email.eq("ada@example.org"))
            .execute(connection)?;
        let ada: i64 =
            customers::table.select(diesel::dsl::max(customers::id).assume_not_null()).first(connection)?;
        let order = |cents: i64| (orders::customer_id.eq(ada), orders::cents.eq(cents));
        diesel::insert_into(orders::table).values([order(1250), order(300)]).execute(connection)
    })?;

    let paid = diesel::update(orders::table.filter(orders::cents.ge(1000)))
        .set(orders::status.eq(Status::Paid))
        .execute(connection)?;

    // One foreign key leads from orders to customers, so the join needs no condition.
    let open: Vec<(String, i64)> = customers::table
        .inner_join(orders::table)
        .filter(orders::status.eq(Status::Open))
        .select((customers::email, orders::cents))
        .load(connection)?;

    let mut lines = vec![format!("{paid} paid")];
    lines.extend(open.iter().map(|(email, cents)| format!("{email} owes {cents}")));
    Ok(lines)
}
