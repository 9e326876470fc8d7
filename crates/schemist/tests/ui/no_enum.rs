use schemist::{Model, ModelEnum};

pub type Cents = i64;

#[derive(Model)]
pub struct Price {
    pub id: i64,
    pub amount: Cents,
}

#[derive(Model)]
pub struct Missing {
    pub id: i64,
    pub status: Statuss,
}

#[derive(ModelEnum, Debug)]
pub enum Status {
    A(i32),
    #[model(rename = "x")]
    B,
    #[model(rename = "x")]
    C,
}

fn main() {}
