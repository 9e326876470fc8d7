use schemist::Model;

#[derive(Model)]
#[model(table_macro = false)]
pub struct User {
    pub id: i64,
}

fn main() {}
