pub struct Plain;

schemist::tables_in_one_query!(Plain);

fn main() {}
