use schemist::ModelEnum;

#[derive(ModelEnum)]
#[model(repr = integer)]
pub enum A {
    X,
}

#[derive(ModelEnum)]
#[model(repr = int, length = 3)]
pub enum B {
    X = 1 + 1,
    Y,
}

#[derive(ModelEnum)]
#[model(repr = check, length = 3, no_check)]
pub enum C {
    Short,
    Tiny,
}

#[derive(ModelEnum)]
#[model(repr = int)]
pub enum D {
    X(i32),
}

fn main() {}
