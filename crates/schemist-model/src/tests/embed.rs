//! Parts: what they become in the models that embed them, and all that can be wrong with them.

use schemist_schema::{Engine, Table};
use serde_json::json;

use super::{check, check_files, load_sources, load_text, render, table_json};

const ADDRESS: &str = r#"
/// Where something goes.
#[derive(Queryable, Embed)]
#[model(unique(zip, street, name = "uq_where"), index(town(desc), expr = "lower({street})", where = "{zip} <> ''"),
    check("{zip} <> '{zip}'", name = "ck_zip"), foreign_key(columns(country), references = country::Country))]
pub struct Address {
    /// House and street.
    #[model(type = Varchar(80), renamed_from = "road")]
    street: String,
    zip: String,
    #[model(column = "city", index, default(literal = "?"))]
    town: String,
    #[model(references = country::Country, on_delete = cascade)]
    country: Option<i64>,
    #[model(generated(stored, "length({zip})"))]
    digits: i32,
    #[model(skip)]
    cache: (),
}
pub mod country { #[derive(schemist::Model)] pub struct Country { id: i64 } }
"#;

fn table_of(text: &str, name: &str) -> Table {
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "", "{text}");
    loaded.schema.tables.into_values().find(|t| t.name.name == name).unwrap()
}

/// Columns as `name`, `name?` where they may be NULL, `name<before` where they were renamed.
fn columns(table: &Table) -> String {
    let one = |column: &schemist_schema::Column| {
        let before = column.origin.renamed_from.as_ref().map(|b| format!("<{b}")).unwrap_or_default();
        format!("{}{}{before}", column.name, if column.nullable { "?" } else { "" })
    };
    table.columns.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn check_columns(fields: &str, expected: &str) {
    let text = format!("{ADDRESS}\n#[derive(Model)] struct Order {{ id: i64, {fields}, last: i32 }}");
    assert_eq!(columns(&table_of(&text, "orders")), format!("id {expected} last"), "{fields}");
}

#[test]
fn columns_stand_at_the_place_of_the_field() {
    check_columns("#[model(embed)] a: Address", "street<road zip city country? digits");
    check_columns("#[diesel(embed)] a: crate::Address", "street<road zip city country? digits");
    check_columns(
        "#[diesel(embed)] #[model(embed(prefix = \"a_\"))] a: Address",
        "a_street<a_road a_zip a_city a_country? a_digits",
    );
    check_columns(
        "#[model(embed(prefix = \"a_\"))] a: Option<Address>",
        "a_street?<a_road a_zip? a_city? a_country? a_digits?",
    );
    check_columns(
        "#[model(embed(prefix = \"a_\", renamed_from_prefix = \"b_\"))] a: Address",
        "a_street<b_road a_zip<b_zip a_city<b_city a_country?<b_country a_digits<b_digits",
    );
    check_columns(
        "#[model(embed(prefix = \"ä \", renamed_from_prefix = \"\"))] a: Address",
        "ä street<road ä zip<zip ä city<city ä country?<country ä digits<digits",
    );
    check_columns("#[model(skip, embed)] a: Missing, b: i32", "b");
}

#[test]
fn what_a_part_says_is_said_of_the_table() {
    let text = format!(
        "{ADDRESS}\n#[derive(Model)] struct Order {{ id: i64, #[model(embed(prefix = \"ship_\"))] ship: Address }}"
    );
    let loaded = load_text(&text);
    assert_eq!(render(&loaded.diagnostics), "");
    let table = table_json(&loaded, "orders");
    assert_eq!(
        table["uniques"],
        json!([
        {"name": "uq_where", "columns": [{"name": "ship_zip"}, {"name": "ship_street"}]}])
    );
    assert_eq!(
        table["indexes"],
        json!([
        {"keys": [{"column": "ship_city", "descending": true}, {"expression": "lower(ship_street)"}],
         "where": "ship_zip <> ''"},
        {"keys": [{"column": "ship_city"}]}])
    );
    assert_eq!(table["checks"], json!([{"name": "ck_zip", "expression": "ship_zip <> '{zip}'"}]));
    assert_eq!(
        table["foreign_keys"],
        json!([
        {"columns": ["ship_country"], "references": "countrys", "references_columns": ["id"]},
        {"columns": ["ship_country"], "references": "countrys", "references_columns": ["id"],
         "on_delete": "cascade"}])
    );
    assert_eq!(table["columns"][1]["comment"], json!("House and street."));
    assert_eq!(table["columns"][5]["generated"]["expression"], json!("length(ship_zip)"));
}

#[test]
fn parts_of_parts() {
    let text = r#"
#[derive(Embed)] struct Point { x: f64, y: f64 }
#[derive(Embed)] #[model(index(at_x, name), check("{at_x} > {name}"))]
struct Place { name: i32, #[model(embed(prefix = "at_", renamed_from_prefix = "p_"))] at: Option<Point> }
#[derive(Model)] #[model(index(from_at_y), unique(to_name, from_name))]
struct Trip { id: i64,
  #[model(embed(prefix = "from_"))] from: Place,
  #[model(embed(prefix = "to_", renamed_from_prefix = "dest_"))] to: Place }"#;
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "");
    let table = loaded.schema.tables.values().next().unwrap();
    assert_eq!(
        columns(table),
        "id from_name from_at_x?<from_p_x from_at_y?<from_p_y \
         to_name<dest_name to_at_x?<dest_p_x to_at_y?<dest_p_y"
    );
    let json = table_json(&loaded, "trips");
    assert_eq!(
        json["checks"],
        json!([{"expression": "from_at_x > from_name"}, {"expression": "to_at_x > to_name"}])
    );
    assert_eq!(
        json["indexes"],
        json!([
        {"keys": [{"column": "from_at_y"}]},
        {"keys": [{"column": "from_at_x"}, {"column": "from_name"}]},
        {"keys": [{"column": "to_at_x"}, {"column": "to_name"}]}])
    );
    assert_eq!(json["uniques"], json!([{"columns": [{"name": "to_name"}, {"name": "from_name"}]}]));
}

#[test]
fn mixins_may_hold_the_key() {
    let text = r#"
#[derive(Embed)] struct Row { #[model(identity)] id: i64, created_at: DateTime<Utc> }
#[derive(Embed)] #[model(primary_key(tenant, no))] struct InTenant { tenant: i64, no: i64 }
#[derive(Embed)] struct Code { #[model(primary_key(name = "pk"))] code: String }
#[derive(Model)] struct A { #[model(embed)] row: Row, name: String }
#[derive(Model)] struct B { #[model(embed)] key: InTenant }
#[derive(Model)] struct C { #[model(embed(prefix = "own_"))] key: Code }
"#;
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "");
    let key = |name: &str| table_json(&loaded, name)["primary_key"].clone();
    assert_eq!(key("as"), json!({"columns": [{"name": "id"}]}));
    assert_eq!(key("bs"), json!({"columns": [{"name": "tenant"}, {"name": "no"}]}));
    assert_eq!(key("cs"), json!({"name": "pk", "columns": [{"name": "own_code"}]}));
}

#[test]
fn names_are_meant_as_in_the_file_of_the_part() {
    let files = [
        (
            "lib.rs",
            "mod parts; mod users;\nuse parts::Audit as Marks;\ntype Alias = Marks;
            #[derive(Model)] struct Doc { id: i64, #[model(embed)] marks: Alias }",
        ),
        (
            "parts.rs",
            "use super::users::*;
            #[derive(Embed)] pub struct Audit { #[model(references = Person)] by: PersonId, state: State }
            #[derive(ModelEnum)] enum State { On }",
        ),
        ("users.rs", "pub type PersonId = i32; #[derive(Model)] pub struct Person { id: PersonId }"),
    ];
    let loaded = load_sources(&files, Engine::Postgres);
    assert_eq!(render(&loaded.diagnostics), "");
    let table = table_json(&loaded, "docs");
    assert_eq!(table["columns"][1]["type"], json!("integer"));
    assert_eq!(table["columns"][2]["type"], json!({"enum": "state"}));
    assert_eq!(table["foreign_keys"][0]["references"], json!("persons"));
}

#[test]
fn parts_with_parameters() {
    let text = "
#[derive(Embed)] struct Changed<By> { by: By, all: Vec<By>, #[model(embed(prefix = \"in_\"))] inner: Range<By> }
#[derive(Embed)] struct Range<T> { low: Option<T>, high: T }
mod ids { pub type UserId = i16; #[derive(Embed)] pub struct By { at: super::Changed<UserId> } }
#[derive(Model)] struct Doc { id: i64, #[model(embed)] changed: Changed<ids::UserId>, #[model(embed)] r: Range<String> }";
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "");
    let json = table_json(&loaded, "docs");
    let types: Vec<String> = json["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| format!("{}:{}", c["name"].as_str().unwrap(), c["type"]))
        .collect();
    assert_eq!(
        types,
        [
            "id:\"big_int\"",
            "by:\"small_int\"",
            "all:{\"array\":\"small_int\"}",
            "in_low:\"small_int\"",
            "in_high:\"small_int\"",
            "low:\"text\"",
            "high:\"text\""
        ]
    );
}

#[test]
fn what_is_no_part() {
    check(
        "#[derive(Model)] struct User { id: i64 }
struct Plain { a: i32 }
#[derive(ModelEnum)] enum E { A }
#[derive(Model)]
struct T {
    id: i64,
    #[model(embed)]
    a: User,
    #[model(embed)]
    b: Plain,
    #[model(embed)]
    c: Missing,
    #[model(embed)]
    d: E,
    #[model(embed, unique)]
    e: Part,
    f: Part,
}
#[derive(Embed)]
#[model(table = \"x\")]
struct Part { a: i32 }
#[derive(Embed, Model)]
struct Both { id: i32 }
",
        "
error[M126]: `User` is a model, and a model cannot be embedded (lib.rs:8:8)
  at lib.rs:1:25: it declares a table of its own
  help: move what both have into a struct with `#[derive(Embed)]`, and embed that in each
  help: to refer to its rows, keep its key: `#[model(references = User)]` on an `i64`
error[M122]: `Plain` cannot be embedded (lib.rs:10:8)
  at lib.rs:2:8: `Plain` is a struct with fields of its own
  help: put `#[derive(Embed)]` on the struct whose fields are the columns
error[M122]: there is no part `Missing` (lib.rs:12:8)
  help: put `#[derive(Embed)]` on the struct whose fields are the columns
error[M122]: `E` cannot be embedded (lib.rs:14:8)
  at lib.rs:3:27: `E` is an enum
  help: put `#[derive(Embed)]` on the struct whose fields are the columns
error[M107]: `unique` stands on a column, and an embedded field is none (lib.rs:15:20)
  help: say it on the fields of the embedded struct, or on the struct of the model
error[M104]: the SQL type of `Part` is not known (lib.rs:17:8)
  at lib.rs:21:8: `Part` is a part, which is several columns
  help: put `#[model(embed)]` on the field
  edit 17:5-17:5: write `#[model(embed)]` -> \"#[model(embed)] \"
error[M106]: `#[model]` on a part has no key `table` (lib.rs:20:9)
  help: the keys are `primary_key`, `unique`, `index`, `foreign_key`, `check`, `exclude`
error[M127]: `Both` derives both `Model` and `Embed` (lib.rs:23:8)
  note: a model declares a table, a part gives its columns to the models that embed it
  help: keep one of the two; a model that shares columns embeds a part that has them
",
    );
}

#[test]
fn what_goes_in_circles_or_twice() {
    check(
        "#[derive(Embed)] struct A { #[model(embed)] b: B }
#[derive(Embed)] struct B { x: i32, #[model(embed)] a: Option<A> }
#[derive(Model)] struct T { id: i64, #[model(embed)] a: A }
#[derive(Embed)] struct P { id: i64, #[model(column = \"x\")] y: i32 }
#[derive(Model)]
struct U {
    id: i64,
    #[model(embed)]
    p: P,
    #[model(embed(prefix = \"q_\"))]
    q: P,
    #[model(embed(prefix = \"q_\"))]
    r: P,
}
",
        "
error[M128]: `A` is embedded in itself (lib.rs:2:56)
  at lib.rs:1:25: `A` is defined here
  note: its columns would be without end
  help: refer to another row instead: keep its key, with `#[model(references = …)]`
error[M110]: two fields for the column `id` (lib.rs:9:5)
  at lib.rs:7:5: `id` is the first
  at lib.rs:4:29: `id` is the second
  help: give the columns of one part a prefix: `#[model(embed(prefix = \"…\"))]`
error[M110]: two fields for the column `q_id` (lib.rs:13:5)
  at lib.rs:4:29: `q.id` is the first
  at lib.rs:11:5: it is embedded here
  at lib.rs:4:29: `id` is the second
  help: give the columns of one part a prefix: `#[model(embed(prefix = \"…\"))]`
error[M110]: two fields for the column `q_x` (lib.rs:13:5)
  at lib.rs:4:55: `q.y` is the first
  at lib.rs:11:5: it is embedded here
  at lib.rs:4:55: `y` is the second
  help: give the columns of one part a prefix: `#[model(embed(prefix = \"…\"))]`
",
    );
}

#[test]
fn names_in_parts_that_lead_nowhere() {
    check(
        "#[derive(Embed)]
#[model(index(stret), unique(id), check(\"zip <> '' and {street} > zip\"))]
struct A { street: i32, zip: i32, #[model(index(nothing))] u: u32, m: Missing }
#[derive(Model)]
struct T { id: i64, #[model(embed(prefix = \"a_\"))] a: A, #[model(embed(prefix = \"b_\"))] b: Option<A> }
#[derive(Embed)] struct K { #[model(primary_key)] k: i32 }
#[derive(Model)] struct V { #[model(embed)] k: Option<K> }
",
        "
error[M112]: `A` has no column `stret` (lib.rs:2:15)
  edit 2:15-2:20: did you mean `street`? -> \"street\"
error[M112]: `A` has no column `id` (lib.rs:2:30)
  help: the columns of the part are `street`, `zip`, `u`, `m`
warning[M112]: the check speaks of `zip`, and the column has a prefix (lib.rs:2:35)
  help: write `{zip}`: the prefix reaches a column in braces
error[M112]: `A` has no column `nothing` (lib.rs:3:49)
  help: the columns of the part are `street`, `zip`, `u`, `m`
error[M105]: no column can hold a `u32` (lib.rs:3:63)
  at lib.rs:5:52: it is embedded here
  note: SQLite and PostgreSQL have no unsigned integers
  edit 3:63-3:66: use `i64` -> \"i64\"
error[M104]: the SQL type of `Missing` is not known (lib.rs:3:71)
  at lib.rs:5:52: it is embedded here
  help: say how it is kept with `#[model(type = …)]`
  edit 3:68-3:68: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M116]: `k` is in the primary key, and its part is an `Option` (lib.rs:7:45)
  at lib.rs:6:51: the column is declared here
  help: take the `Option` away, or the column out of the key
",
    );
    check_files(
        &[
            (
                "lib.rs",
                "mod a; mod b; use a::*; use b::*;\n#[derive(Model)] struct T { id: i64, #[model(embed)] p: P }",
            ),
            ("a.rs", "#[derive(Embed)] pub struct P { a: i32 }"),
            ("b.rs", "#[derive(Embed)] pub struct P { a: i32 }"),
        ],
        "
error[M121]: `P` could be one of several types (lib.rs:2:57)
  at a.rs:1:29: `P` here
  at b.rs:1:29: `P` here
  help: write the path of the type, or import the one that is meant
",
    );
}

#[test]
fn generic_models() {
    let text = "
#[derive(Model)] #[model(table = \"events\")] struct Event<T> { id: i64, payload: T, list: Vec<T>, #[model(embed)] e: E<T> }
#[derive(Embed)] struct E<T> { more: Option<T> }
mod user { pub type Name = String; pub type UserEvent = super::Event<Name>; }";
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "");
    let json = table_json(&loaded, "events");
    assert_eq!(json["columns"][1]["type"], json!("text"));
    assert_eq!(json["columns"][2]["type"], json!({"array": "text"}));
    assert_eq!(json["columns"][3]["type"], json!("text"));
    check(
        "#[derive(Model)] struct A<T> { id: i64, t: T }
#[derive(Model)] struct B<T> { id: i64, t: T }
type One = B<i32>;
type Two = B<i64>;
#[derive(Model)] struct C<const N: usize> { id: i64 }
",
        "
warning[M130]: nothing says what `T` is in `A`, so it declares no table (lib.rs:1:25)
  note: a table has one set of columns, and an alias says which: `type UserEvent = Event<User>;`
  help: write such an alias, or a struct for each table
error[M130]: `B` would declare several tables of one name (lib.rs:2:25)
  at lib.rs:3:6: `One` is one
  at lib.rs:4:6: `Two` is one
  note: a table has one set of columns, and an alias says which: `type UserEvent = Event<User>;`
  help: write a struct for each table, and what they have in common as a part to embed
error[M119]: `C` cannot be a model: it has the const parameter `N` (lib.rs:5:33)
  note: a table has one set of columns, whatever the number
  help: write a struct for each table
",
    );
}

#[test]
fn names_that_are_given_twice() {
    let text = "#[derive(Embed)] #[model(unique(x, name = \"uq\"), check(\"{x} > 0\", name = \"ck\"))] struct P { x: i32 }
#[derive(Model)] struct A { id: i64, #[model(embed)] p: P, #[model(embed(prefix = \"q_\"))] q: P }
#[derive(Model)] #[model(index(id, name = \"ix\"), check(\"id > 0\", name = \"ck\"))] struct B { id: i64 }
#[derive(Model)] #[model(schema = \"s\", index(id, name = \"ix\"))] struct C { id: i64 }
#[derive(Model)] struct D { id: i64, #[model(index(name = \"IX\"), references = B, constraint_name = \"fk\")] b: i64,
    #[model(index(name = \"ix\"), references = B, constraint_name = \"fk\")] c: i64 }
";
    check(
        text,
        "
error[M135]: the name `uq` is given twice (lib.rs:1:26)
  note: indexes, and the indexes behind keys, share their names within a schema
  note: it stands in a part that is embedded more than once
  help: leave the name out: one by convention follows from the table and its columns
error[M135]: the name `ck` is given twice (lib.rs:1:50)
  note: the constraints of a table share their names
  note: it stands in a part that is embedded more than once
  help: leave the name out: one by convention follows from the table and its columns
error[M135]: the name `ix` is given twice (lib.rs:6:13)
  at lib.rs:3:26: it is given here first
  note: indexes, and the indexes behind keys, share their names within a schema
  help: leave the name out: one by convention follows from the table and its columns
error[M135]: the name `fk` is given twice (lib.rs:6:46)
  at lib.rs:5:79: it is given here first
  note: the constraints of a table share their names
  help: leave the name out: one by convention follows from the table and its columns
",
    );
    let codes = |engine| {
        let loaded = load_sources(&[("lib.rs", text)], engine);
        let lines = loaded.diagnostics.iter().filter(|d| d.code.id == "M135");
        lines.map(|d| d.span.as_ref().unwrap().start.line).collect::<Vec<_>>()
    };
    assert_eq!(codes(Engine::Sqlite), [5, 6]);
    assert_eq!(codes(Engine::Mysql), [1, 1, 6, 6]);
}
