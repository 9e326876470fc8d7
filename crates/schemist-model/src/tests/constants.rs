//! Constants where literals may stand.

use schemist_schema::{Column, Engine, Table};
use serde_json::json;

use super::{check, load_sources, load_text, render, table_json};

const CONSTANTS: &str = r#"
mod limits {
    pub const MAX: usize = 80;
    pub const FIRST: i64 = -5;
    pub const SUM: u32 = super::limits::TEN * 2 + 1;
    pub const TEN: u32 = 10;
    pub struct Of;
    impl Of { pub const SCALE: u8 = 2; pub const TABLE: &'static str = concat!("odd ", "table"); }
}
use limits::{MAX as LONGEST, *};
const CHECK_SQL: &str = "total >= 0";
const OPEN: bool = true;
const RATE: f64 = 1.5;
const NOW: &str = "now()";
const WHO: &str = "it's me";
const UQ: &str = "uq";
const FK: &str = "fk";
static SOMEONE: &str = "static";
#[derive(ModelEnum)] enum Status { Open, #[model(rename = "on hold")] OnHold }
"#;

fn table_of(model: &str) -> Table {
    let loaded = load_text(&format!("{CONSTANTS}\n{model}"));
    assert_eq!(render(&loaded.diagnostics), "", "{model}");
    loaded.schema.tables.into_values().next().unwrap()
}

fn column(field: &str) -> Column {
    let table = table_of(&format!("#[derive(Model)] struct T {{ id: i64, {field} }}"));
    table.columns[1].clone()
}

#[test]
fn on_structs() {
    let table = table_of(
        r#"#[derive(Model)]
#[model(table = limits::Of::TABLE, comment = crate::WHO, renamed_from = WHO,
    check(CHECK_SQL, name = WHO), check = CHECK_SQL, exclude(CHECK_SQL, name = limits::Of::TABLE),
    unique(total, name = self::UQ), index(total(opclass = WHO), where = CHECK_SQL, name = NOW),
    index(expr(CHECK_SQL, desc), expr = NOW),
    foreign_key(columns(total), references = Self(id), name = FK))]
struct T { id: i64, total: i32 }"#,
    );
    let json = serde_json::to_value(&table).unwrap();
    assert_eq!(json["name"], json!("odd table"));
    assert_eq!(json["comment"], json!("it's me"));
    assert_eq!(table.origin.renamed_from.as_deref(), Some("it's me"));
    assert_eq!(
        json["checks"],
        json!([
        {"expression": "total >= 0"}, {"name": "it's me", "expression": "total >= 0"}])
    );
    assert_eq!(json["exclusions"], json!([{"name": "odd table", "definition": "total >= 0"}]));
    assert_eq!(json["uniques"], json!([{"name": "uq", "columns": [{"name": "total"}]}]));
    assert_eq!(json["foreign_keys"][0]["name"], json!("fk"));
    assert_eq!(
        json["indexes"],
        json!([
        {"keys": [{"expression": "total >= 0", "descending": true}, {"expression": "now()"}]},
        {"name": "now()", "keys": [{"column": "total", "operator_class": "it's me"}], "where": "total >= 0"}])
    );
}

#[test]
fn on_fields() {
    let default = |text: &str| column(&format!("#[model({text})] a: i32")).default.map(|d| d.sql);
    for (written, expected) in [
        ("default = limits::MAX", "80"),
        ("default = LONGEST", "80"),
        ("default = FIRST", "-5"),
        ("default = SUM", "21"),
        ("default = OPEN", "true"),
        ("default = RATE", "1.5"),
        ("default = NOW", "now()"),
        ("default(NOW)", "now()"),
        ("default(literal = WHO)", "'it''s me'"),
        ("default(postgres = NOW, sqlite = TEN)", "now()"),
        ("default = Status::OnHold", "'on hold'"),
        ("default = i16::MAX", "32767"),
    ] {
        assert_eq!(default(written).as_deref(), Some(expected), "{written}");
    }
    let ty =
        |text: &str| serde_json::to_string(&column(&format!("#[model(type = {text})] a: i32")).ty).unwrap();
    for (written, expected) in [
        ("Varchar(LONGEST)", r#"{"varchar":{"length":80}}"#),
        ("Numeric(TEN, limits::Of::SCALE)", r#"{"numeric":{"precision":10,"scale":2}}"#),
        ("vector(TEN)", r#"{"named":{"name":"vector","arguments":["10"]}}"#),
        ("geometry(POINT, 4326)", r#"{"named":{"name":"geometry","arguments":["point","4326"]}}"#),
        ("Array(Varchar(TEN))", r#"{"array":{"varchar":{"length":10}}}"#),
    ] {
        assert_eq!(ty(written), expected, "{written}");
    }
    let odd = column(
        "#[model(column = limits::Of::TABLE, collate = WHO, comment = WHO, generated(stored, CHECK_SQL), renamed_from = NOW)] a: i32",
    );
    assert_eq!(odd.name, "odd table");
    assert_eq!(odd.collation.as_deref(), Some("it's me"));
    assert_eq!(odd.generated.unwrap().expression.sql, "total >= 0");
    assert_eq!(odd.origin.renamed_from.as_deref(), Some("now()"));
    assert_eq!(column("#[model(column = WHO)] a: i32").name, "it's me");
    assert_eq!(column("#[model(column = ID)] a: i32").name, "ID", "no constant: a word");
    let identity = column("#[model(identity(start = FIRST, increment = TEN))] a: i64").identity.unwrap();
    assert_eq!((identity.options.start, identity.options.increment), (Some(-5), Some(10)));
}

#[test]
fn in_parts_they_are_meant_as_in_the_file_of_the_part() {
    let files = [
        ("lib.rs", "mod parts; const MAX: u32 = 1; const P: &str = \"p_\";
            #[derive(Model)] struct T { id: i64, #[model(embed(prefix = P))] p: parts::Part }"),
        ("parts.rs", "const MAX: u32 = 2; const SQL: &str = \"{a} <> ''\";
            #[derive(Embed)] #[model(check(SQL))] pub struct Part { #[model(type = Varchar(MAX))] a: String }"),
    ];
    let loaded = load_sources(&files, Engine::Postgres);
    assert_eq!(render(&loaded.diagnostics), "");
    let table = table_json(&loaded, "ts");
    assert_eq!(table["columns"][1]["name"], json!("p_a"));
    assert_eq!(table["columns"][1]["type"], json!({"varchar": {"length": 2}}));
    assert_eq!(table["checks"], json!([{"expression": "p_a <> ''"}]));
}

#[test]
fn what_is_not_known() {
    check(
        "const COMPUTED: &str = compute();
const NUMBER: i32 = 5;
const WORD: &str = \"x\";
#[derive(Model)]
#[model(table = TABEL, check(COMPUTED), index(id, name = other::NAME))]
struct T {
    #[model(identity(start = WORD), comment = NUMBER)]
    id: i64,
    #[model(type = Varchar(NUMBRE), default = Color::Red)]
    a: String,
    #[model(default(literal = MISSING), type = Varchar(WORD))]
    b: String,
}
",
        "
error[M129]: the value of `TABEL` is not known: it is no constant that can be seen (lib.rs:5:17)
  help: write the value itself
error[M129]: the value of `COMPUTED` is not known: it is a function call, which only the compiler works out (lib.rs:5:30)
  at lib.rs:1:7: `COMPUTED` is declared here
  help: write the value itself
error[M129]: the value of `other::NAME` is not known: it is no constant that can be seen (lib.rs:5:58)
  help: write the value itself
error[M107]: `start` takes an integer of 64 bits (lib.rs:7:30)
error[M107]: `comment` takes a string (lib.rs:7:47)
  help: write `comment = \"…\"`
error[M129]: the value of `NUMBRE` is not known: it is no constant that can be seen (lib.rs:9:28)
  help: did you mean `NUMBER`?
error[M129]: the value of `Color::Red` is not known: it is no constant that can be seen (lib.rs:9:47)
  help: write the value itself
error[M129]: the value of `MISSING` is not known: it is no constant that can be seen (lib.rs:11:31)
  help: write the value itself
error[M107]: expected a whole number (lib.rs:11:56)
",
    );
}
