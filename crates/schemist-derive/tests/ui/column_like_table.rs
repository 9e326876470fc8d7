use schemist::Model;

#[derive(Model)]
#[model(table = "status")]
pub struct Status {
    pub id: i64,
    pub status: String,
}

fn main() {}
