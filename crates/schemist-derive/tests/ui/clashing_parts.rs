use schemist::{Embed, Model};

#[derive(Embed)]
#[model(check("size > 0"))]
pub struct Box {
    pub size: i32,
    pub id: i32,
}

#[derive(Model)]
pub struct Shelf {
    pub id: i32,
    #[model(embed)]
    pub left: Box,
    #[model(embed(prefix = "r_"))]
    pub right: Box,
}

fn main() {}
