// Written by `schemist scaffold` from a SQLite database; yours to edit.
//
// In the database and not in the models, never changed or dropped:
//   view: sold_books

use diesel::prelude::*;
use schemist::Model;

#[derive(Debug, Clone, HasQuery, Model)]
#[model(
    table = "2nd hand books",
    index(seller_id, listed_at(desc), name = "ix_open", where = "NOT sold")
)]
pub struct T2ndHandBook {
    #[model(primary_key)]
    pub isbn: Option<String>,
    pub title: String,
    #[model(type = "NUMERIC", check("price >= 0"))]
    pub price: f64,
    pub cover: Option<Vec<u8>>,
    #[model(references = Person, on_delete = cascade)]
    pub seller_id: i64,
    #[model(references = Person)]
    pub buyer_id: Option<i32>,
    #[model(default = "CURRENT_TIMESTAMP")]
    pub listed_at: chrono::NaiveDateTime,
    #[model(default = 0)]
    pub sold: bool,
    #[model(type(sqlite = ""))]
    pub anything: Option<Vec<u8>>,
}

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[model(table = "addresses")]
pub struct Address {
    #[model(auto_increment)]
    pub id: i32,
    #[model(unique, references = Person)]
    pub person_id: i32,
    #[model(column = "table")]
    pub table_: String,
    #[model(column = "addresses")]
    pub addresses_: String,
}

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[diesel(primary_key(category_id))]
#[model(table = "categories")]
pub struct Category {
    #[model(column = "category id")]
    pub category_id: i32,
    #[model(references = Category, on_delete = set_null)]
    pub parent: Option<i32>,
    #[model(collate = "NOCASE")]
    pub title: String,
}

#[derive(Debug, Clone, HasQuery, Model)]
#[model(table = "log", no_primary_key)]
pub struct Log {
    pub at: chrono::NaiveDateTime,
    pub what: Option<String>,
}

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[model(table = "people")]
pub struct Person {
    pub id: i32,
    #[model(type = "VARCHAR(80)", unique)]
    pub email: String,
    #[model(column = "type", default(literal = "plain"))]
    pub type_: String,
    pub born: Option<chrono::NaiveDate>,
}

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[diesel(primary_key(person_id, category_id))]
#[model(table = "people_categories", options(without_rowid))]
pub struct PersonCategory {
    #[model(references = Person, on_delete = cascade)]
    pub person_id: i32,
    #[model(references = Category)]
    pub category_id: i32,
}
