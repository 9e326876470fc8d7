use schemist::{Embed, Model};

#[derive(Model)]
pub struct Tuple(i64);

#[derive(Model)]
pub struct Unit;

#[derive(Model)]
pub struct Empty {}

#[derive(Model)]
pub struct Generic<T> {
    pub id: T,
}

#[derive(Model)]
pub enum Enum {
    A,
}

#[derive(Model)]
pub union Union {
    pub a: i64,
}

#[derive(Embed)]
pub enum Part {
    A,
}

#[derive(Embed)]
pub struct TuplePart(i64);

fn main() {}
