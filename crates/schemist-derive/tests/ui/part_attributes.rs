use schemist::{Embed, Model};

#[derive(Embed)]
#[model(table = "x")]
pub struct Wrong {
    #[model(prefix = "a_")]
    pub name: String,
}

#[derive(Embed)]
pub struct Types {
    pub size: u64,
    #[model(references = Missing(id))]
    pub text: String,
}

#[derive(Embed)]
pub struct Fine {
    #[model(type = Integer)]
    pub text: String,
}

#[derive(Model)]
pub struct Order {
    pub id: i64,
    #[model(embed(suffix = "x"))]
    pub bill: Fine,
}

fn main() {}
