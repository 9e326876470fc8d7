use schemist::Model;

#[derive(Model)]
pub struct User {
    pub id: i64,
}

schemist::tables_in_one_query!(User, crate::User, User);

fn main() {}
