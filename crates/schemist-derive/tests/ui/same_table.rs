use schemist::Model;

#[derive(Model)]
pub struct User {
    pub id: i64,
}

#[derive(Model)]
#[model(table = "users")]
pub struct Person {
    pub id: i64,
}

fn main() {}
