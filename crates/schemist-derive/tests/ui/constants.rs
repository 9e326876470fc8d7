use schemist::Model;

const TABLE: &str = "items";

mod names {
    pub const CODE: &str = "code";
}

#[derive(Model)]
#[model(table = TABLE, index(code, name = MISSING))]
pub struct Item {
    id: i32,
    #[model(column = names::CODE)]
    code: String,
}

#[derive(Model)]
pub struct Event<T> {
    id: i32,
    payload: T,
}

fn main() {}
