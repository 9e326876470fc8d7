use schemist::Model;

pub struct Address {
    pub street: String,
}

#[derive(Model)]
pub struct Order {
    pub id: i64,
    #[model(embed)]
    pub ship: Address,
}

fn main() {}
