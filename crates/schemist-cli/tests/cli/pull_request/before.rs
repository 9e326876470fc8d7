use schemist::Model;

#[derive(Model)]
#[model(table = "users")]
pub struct User {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub nick: Option<String>,
    pub age: Option<i32>,
    pub legacy_number: Option<i32>,
}

#[derive(Model)]
#[model(table = "orders")]
pub struct Order {
    pub id: i64,
    #[model(references = User(id), index)]
    pub user_id: i64,
    pub total: i32,
    pub state: String,
    pub note: Option<String>,
}

#[derive(Model)]
#[model(table = "items")]
pub struct Item {
    pub id: i64,
    #[model(references = Order(id))]
    pub order_id: i64,
    pub sku: String,
    pub qty: i32,
}

#[derive(Model)]
#[model(table = "addresses")]
pub struct Address {
    pub id: i64,
    #[model(references = User(id))]
    pub user_id: i64,
    pub street: String,
    pub city: String,
    pub zip: String,
}

#[derive(Model)]
#[model(table = "sessions")]
pub struct Session {
    pub id: i64,
    pub token: String,
}

#[derive(Model)]
#[model(table = "log")]
pub struct Log {
    pub id: i64,
    pub message: String,
}
