use diesel::prelude::*;
use schemist::Model;

#[derive(Model)]
pub struct User {
    pub id: i64,
}

#[derive(Model)]
pub struct Post {
    pub id: i64,
    #[model(references = User)]
    pub author_id: i64,
    #[model(references = User)]
    pub editor_id: i64,
}

schemist::tables_in_one_query!(User, Post);

fn main() {
    let _ = posts::table.inner_join(users::table);
}
