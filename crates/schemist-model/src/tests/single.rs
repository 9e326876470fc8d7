//! What a derive sees: one item, and the parts it was given.

use schemist_schema::{ColumnType, Engine};
use syn::{DeriveInput, parse_str};

use crate::single::{GivenPart, embedded_fields, is_open_type, read_model, read_model_with, read_part};

fn parse(text: &str) -> DeriveInput {
    parse_str(text).unwrap()
}

fn messages<T>(single: &crate::single::Single<T>) -> Vec<String> {
    single.problems.iter().map(|p| format!("{}: {}", p.code, p.message)).collect()
}

#[test]
fn embedded_fields_lead_to_parts() {
    let model = parse(
        "struct Order { id: i64, #[model(embed)] a: parts::Address, #[diesel(embed)] b: Option<Box<X>>,
            #[model(skip, embed)] c: C, #[model(embed(prefix = \"d_\"))] d: Option<Audit<i32>>, e: E }",
    );
    let found = embedded_fields(&model);
    let found: Vec<String> = found
        .iter()
        .map(|f| {
            let path = f.part.segments.iter().map(|s| s.ident.to_string()).collect::<Vec<_>>();
            format!("{} {}", f.name, path.join("::"))
        })
        .collect();
    assert_eq!(found, ["a parts::Address", "b Box", "d Audit"]);
}

#[test]
fn parts_that_were_given() {
    let order = parse(
        "struct Order { id: i64, #[model(embed(prefix = \"ship_\"))] ship: Option<Address>, #[model(embed)] row: Row<Status> }",
    );
    let address = parse(
        "#[model(unique(street, at_x))] struct Address { street: String, #[model(embed(prefix = \"at_\"))] place: Point }",
    );
    let point = parse("struct Point { #[diesel(column_name = x)] longitude: f64 }");
    let row = parse("struct Row<S> { created: NaiveDateTime, state: S, by: Option<S> }");
    let path = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    let parts = [
        GivenPart { path: path(&["ship"]), input: &address },
        GivenPart { path: path(&["ship", "place"]), input: &point },
        GivenPart { path: path(&["row"]), input: &row },
    ];
    let read = read_model_with(&order, &parts, Engine::Sqlite);
    assert_eq!(messages(&read), Vec::<String>::new());
    let (item, model) = read.item.unwrap();
    let columns: Vec<String> = model
        .columns
        .iter()
        .zip(model.table.columns.iter())
        .map(|(lowered, column)| {
            let field = &item.fields[lowered.field];
            assert_eq!(field.rust_path(), lowered.path);
            format!("{}={}{}", lowered.path.join("."), column.name, if column.nullable { "?" } else { "" })
        })
        .collect();
    assert_eq!(
        columns,
        [
            "id=id",
            "ship.street=ship_street?",
            "ship.place.longitude=ship_at_x?",
            "row.created=created",
            "row.state=state",
            "row.by=by?"
        ]
    );
    assert!(is_open_type(&model.table.columns[4].ty), "an enum as far as anybody sees");
    assert_eq!(model.table.uniques[0].columns[1].name, "ship_at_x");
    let missing = read_model(&order, Engine::Sqlite);
    assert_eq!(
        messages(&missing),
        [
            "M122: the columns of `Option<Address>` are not known here",
            "M122: the columns of `Row<Status>` are not known here"
        ]
    );
}

#[test]
fn a_part_by_itself() {
    assert_eq!(messages(&read_part(&parse("struct P { a: i32 }"))), Vec::<String>::new());
    assert_eq!(messages(&read_part(&parse("enum P { A }"))), ["M119: `P` cannot be a part: it is an enum"]);
    assert_eq!(
        messages(&read_part(&parse("#[model(table = \"x\", index(a))] struct P { #[model(uniqe)] a: i32 }"))),
        ["M106: `#[model]` on a part has no key `table`", "M106: `#[model]` on a field has no key `uniqe`"]
    );
}

#[test]
fn parameters() {
    let generic = "struct Event<'a, T> { id: i64, name: &'a str, payload: T, all: Vec<T> }";
    assert_eq!(
        messages(&read_model(&parse(generic), Engine::Postgres)),
        ["M130: the derive cannot see what `T` stands for"]
    );
    let own = format!("#[diesel(table_name = crate::schema::events)] {generic}");
    assert_eq!(messages(&read_model(&parse(&own), Engine::Postgres)), Vec::<String>::new());
}

#[test]
fn constants_are_left_open() {
    let text = "#[model(check(limits::SQL, name = NAME), index(a, where = SQL))]
        struct T { id: i64, #[model(type = Varchar(MAX), default = Self::DEFAULT)] a: String,
            #[model(identity(start = FIRST), type = BigInt)] b: i64 }";
    let read = read_model(&parse(text), Engine::Postgres);
    assert_eq!(messages(&read), Vec::<String>::new());
    let paths: Vec<String> = read.constants.iter().map(|c| c.segments.join("::")).collect();
    assert_eq!(paths, ["limits::SQL", "NAME", "SQL", "MAX", "Self::DEFAULT", "FIRST"]);
    let words: Vec<bool> = read.constants.iter().map(|c| c.may_be_word).collect();
    assert_eq!(words, [false; 6]);
    assert!(read.constants.iter().all(|c| read.spans(c.place).is_some()));
    let (_, model) = read.item.unwrap();
    assert!(matches!(model.table.columns[1].ty, ColumnType::Varchar { .. }));
    let named = "#[model(table = TABLE)] struct T { id: i64, #[model(column = names::A)] a: i32 }";
    assert_eq!(
        messages(&read_model(&parse(named), Engine::Postgres)),
        ["M129: the derive cannot see what `TABLE` is", "M129: the derive cannot see what `names::A` is"]
    );
    let own = format!("#[diesel(table_name = crate::schema::ts)] {named}");
    assert_eq!(messages(&read_model(&parse(&own), Engine::Postgres)), Vec::<String>::new());
}
