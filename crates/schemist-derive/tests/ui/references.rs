use schemist::Model;

#[derive(Model)]
pub struct User {
    pub id: i64,
    pub email: String,
}

#[derive(Model)]
#[model(primary_key(tenant, id))]
pub struct Tenant {
    pub tenant: i32,
    pub id: i32,
}

pub struct Plain {
    pub id: i64,
}

#[derive(Model)]
pub struct Post {
    pub id: i64,
    #[model(references = User(emial))]
    pub author: String,
    #[model(references = Plain, no_join)]
    pub user_id: i64,
    #[model(references = Tenant)]
    pub tenant: i32,
}

fn main() {}
