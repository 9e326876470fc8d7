use schemist::Model;

#[derive(Model)]
#[model(table = "users")]
pub struct User {
    pub id: i64,
    #[model(renamed_from = "name")]
    pub full_name: String,
    #[model(unique)]
    pub email: String,
    pub age: Option<i64>,
    #[model(default = "'en'")]
    pub locale: String,
    #[model(default = "CURRENT_TIMESTAMP")]
    pub created_at: chrono::NaiveDateTime,
    pub handle: Option<String>,
}

#[derive(Model)]
#[model(table = "orders", index(state, created_at), check(name = "ck_orders_total", "total >= 0"))]
pub struct Order {
    pub id: i64,
    #[model(references = User(id), index)]
    pub user_id: i64,
    pub total: i64,
    #[model(default = "'new'")]
    pub state: String,
    #[model(renamed_from = "note")]
    pub remark: Option<String>,
    pub created_at: Option<chrono::NaiveDateTime>,
    pub paid_at: Option<chrono::NaiveDateTime>,
    #[model(references = Coupon(id), index)]
    pub coupon_id: Option<i64>,
    pub currency: String,
}

#[derive(Model)]
#[model(table = "items", unique(order_id, sku))]
pub struct Item {
    pub id: i64,
    #[model(references = Order(id), index)]
    pub order_id: i64,
    pub sku: String,
    #[model(renamed_from = "qty")]
    pub quantity: i32,
    #[model(default = "0")]
    pub price: i64,
    pub discount: Option<i64>,
}

#[derive(Model)]
#[model(table = "postal_addresses", renamed_from = "addresses")]
pub struct Address {
    pub id: i64,
    #[model(references = User(id), index)]
    pub user_id: i64,
    pub street: String,
    pub city: String,
    #[model(renamed_from = "zip")]
    pub postal_code: String,
    pub country: Option<String>,
}

#[derive(Model)]
#[model(table = "coupons")]
pub struct Coupon {
    pub id: i64,
    pub code: String,
}

#[derive(Model)]
#[model(table = "shipments")]
pub struct Shipment {
    pub id: i64,
    #[model(references = Order(id), index)]
    pub order_id: i64,
    pub sent_at: Option<chrono::NaiveDateTime>,
}
