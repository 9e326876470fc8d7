use schemist::Model;

#[derive(Model)]
pub struct Unsigned {
    pub id: u32,
}

#[derive(Model)]
#[model(primary_key(number))]
pub struct Elsewhere {
    pub nummer: i64,
}

fn main() {}
