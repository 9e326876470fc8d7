use schemist::{Model, ModelEnum};

/// Who buys.
#[derive(Model)]
#[model(table = "customers")]
pub struct Customer {
    id: i64,
    #[model(unique)]
    email: String,
    #[model(renamed_from = "fullname", default(literal = "?"))] // another name, and no NULL any more
    name: String,
}

/// What they bought.
#[derive(Model)]
#[model(
    table = "orders",
    index(status, placed_at(desc), where = "status = 'open'", name = "ix_orders_open"),
    check("total >= 0", name = "ck_orders_total")
)]
pub struct Order {
    id: i64,
    #[model(references = Customer(id), on_delete = cascade, index)]
    customer_id: i64,
    status: OrderStatus,
    #[model(default = 0)] // new, with a check over it; `remark` is gone
    total: i64,
    #[model(default = "CURRENT_TIMESTAMP")] // new
    placed_at: chrono::NaiveDateTime,
}

/// A new table.
#[derive(Model)]
#[model(table = "payments", primary_key(order_id, number))]
pub struct Payment {
    #[model(references = Order(id), on_delete = cascade)]
    order_id: i64,
    number: i32,
    cents: i64,
}

#[derive(ModelEnum)]
pub enum OrderStatus {
    Open,
    Paid,
    Refunded, // new
}
