use schemist::Model;

#[derive(Model)]
#[model(view, index(a), check("a > 0"))]
pub struct Indexed {
    pub id: i64,
    pub a: i64,
}

#[derive(Model)]
#[model(view = "x", table = "y", managed = false)]
pub struct Twice {
    pub id: i64,
}

#[derive(Model)]
#[model(managed = "no", was_dropped("id"))]
pub struct Gone {
    pub id: i64,
}

fn main() {}
