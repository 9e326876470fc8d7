use schemist::Model;

#[derive(Model)]
#[model(foreign_key(columns(user_id)), foreign_key(columns(nobody), references = Post(id)))]
pub struct Post {
    pub id: i64,
    #[model(on_delete = cascade)]
    pub user_id: i64,
    #[model(references = User, on_delete = delete)]
    pub editor_id: i64,
}

fn main() {}
