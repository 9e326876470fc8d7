//! Parts and models of another crate.

#![allow(missing_docs, clippy::unwrap_used)]

use diesel::{connection::SimpleConnection, prelude::*};
use schemist::Model;
use shared_parts::{
    Account, accounts,
    money::{Amount, Currency, Rate},
};

#[derive(Model, Queryable, schemist::Selectable, schemist::Insertable, Debug, PartialEq)]
pub struct Invoice {
    pub id: i32,
    #[model(embed(prefix = "total_"))]
    pub total: Amount,
}

#[derive(Model, Debug)]
pub struct Share {
    pub id: i32,
    // Between models of two crates Diesel has no join of itself.
    #[model(references = Account(id), no_join)]
    pub account_id: i32,
    #[model(references = Invoice)]
    pub invoice_id: i32,
}

schemist::tables_in_one_query!(Invoice, Share; shared_parts::accounts);

#[test]
fn they_are_embedded_and_joined() {
    let connection = &mut SqliteConnection::establish(":memory:").unwrap();
    connection
        .batch_execute(
            "CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
             CREATE TABLE invoices (id INTEGER PRIMARY KEY, total_cents BIGINT NOT NULL, total_currency TEXT NOT NULL,
                total_tax_percent INTEGER NOT NULL, total_tax_paid_in TEXT, total_account_id INTEGER NOT NULL);
             CREATE TABLE shares (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL, invoice_id INTEGER NOT NULL);
             INSERT INTO accounts VALUES (3, 'Ada');
             INSERT INTO shares VALUES (1, 3, 7);",
        )
        .unwrap();
    let tax = Rate { percent: 8, paid_in: Some(Currency::Nok) };
    let invoice = Invoice { id: 7, total: Amount { cents: 5, currency: Currency::Chf, tax, account_id: 3 } };
    diesel::insert_into(invoices::table).values(&invoice).execute(connection).unwrap();
    let found: Vec<(Invoice, String)> = invoices::table
        .inner_join(accounts::table.on(accounts::id.eq(invoices::total_account_id)))
        .filter(invoices::total_tax_paid_in.eq(Currency::Nok))
        .select((Invoice::as_select(), accounts::name))
        .load(connection)
        .unwrap();
    assert_eq!(found, [(invoice, "Ada".to_owned())]);
    let shares: Vec<(String, i64)> = shares::table
        .inner_join(accounts::table.on(accounts::id.eq(shares::account_id)))
        .inner_join(invoices::table)
        .select((accounts::name, invoices::total_cents))
        .load(connection)
        .unwrap();
    assert_eq!(shares, [("Ada".to_owned(), 5)]);
}
