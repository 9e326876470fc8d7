use schemist::Model;

#[derive(Model)]
pub struct Post {
    pub id: i64,
    #[model(references = Usr(id))]
    pub editor_id: i64,
}

fn main() {}
