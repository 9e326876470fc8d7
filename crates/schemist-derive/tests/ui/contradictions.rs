use schemist::Model;

#[derive(Model)]
#[model(table = "people", table = "persons")]
#[diesel(table_name = users)]
pub struct User {
    #[model(primary_key)]
    pub id: i64,
    #[model(column = "nick")]
    #[diesel(column_name = name)]
    pub nickname: String,
    #[model(type = Integer)]
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub size: i32,
    #[model(default = 0, generated(stored, "size * 2"))]
    pub twice: i32,
}

#[derive(Model)]
#[model(primary_key(a))]
pub struct TwoKeys {
    #[model(primary_key)]
    pub a: i64,
    pub b: i64,
}

#[derive(Model)]
#[model(primary_key(a, b))]
#[diesel(primary_key(a))]
pub struct Otherwise {
    pub a: i64,
    pub b: i64,
}

fn main() {}
