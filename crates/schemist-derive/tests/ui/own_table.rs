use schemist::Model;

mod schema {
    diesel::table! {
        users (id) {
            id -> Integer,
            name -> Nullable<Text>,
            age -> Integer,
        }
    }
}

#[derive(Model)]
#[diesel(table_name = crate::schema::users)]
pub struct User {
    pub id: i64,
    pub name: String,
    pub age: Option<i32>,
}

fn main() {}
