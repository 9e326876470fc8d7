use schemist::Model;

#[derive(Model)]
pub struct User {
    pub id: i64,
    #[model(type = Integer)]
    pub name: String,
    #[model(type = Timestamp)]
    pub born: Option<i32>,
    #[model(type = BigInt)]
    pub fine: i64,
}

fn main() {}
