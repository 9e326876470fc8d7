use schemist::Model;

#[derive(Model)]
#[model(tabel = "users", unique(nmae), index(), primary_key(id, id))]
pub struct User {
    pub id: i64,
    #[model(uniqe)]
    pub name: String,
    pub size: Option<u64>,
    #[model(column = "name")]
    pub other: String,
    #[model(default = now())]
    pub at: String,
}

fn main() {}
