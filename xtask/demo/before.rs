use schemist::{Model, ModelEnum};

/// Who buys.
#[derive(Model)]
#[model(table = "customers")]
pub struct Customer {
    id: i64,
    #[model(unique)]
    email: String,
    fullname: Option<String>,
}

/// What they bought.
#[derive(Model)]
#[model(table = "orders")]
pub struct Order {
    id: i64,
    #[model(references = Customer(id), on_delete = cascade, index)]
    customer_id: i64,
    status: OrderStatus,
    remark: Option<String>,
}

#[derive(ModelEnum)]
pub enum OrderStatus {
    Open,
    Paid,
}
