use schemist::ModelEnum;

#[derive(ModelEnum, Debug)]
pub enum Status {
    A(i32),
    #[model(rename = "x")]
    B,
    #[model(rename = "x")]
    C,
}

#[derive(ModelEnum, Debug)]
pub enum Empty {}

#[derive(ModelEnum, Debug)]
pub struct Struct;

fn main() {}
