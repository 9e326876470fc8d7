use schemist::Model;

#[derive(Model)]
pub struct Missing {
    pub id: i64,
    pub status: Statuss,
}

fn main() {}
