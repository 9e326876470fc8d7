use schemist_schema::{ColumnType, Engine};

use super::{check, load_sources, load_text, render};

/// The type of a field as JSON, without quotes where it is a plain word.
fn check_type(field: &str, expected: &str) {
    let text = format!("use chrono::{{DateTime, Utc}};\n#[derive(Model)] struct T {{ id: i64, {field} }}");
    let loaded = load_text(&text);
    assert_eq!(render(&loaded.diagnostics), "", "{field}");
    let column = &loaded.schema.tables.values().next().unwrap().columns[1];
    let json = serde_json::to_string(&column.ty).unwrap();
    let null = if column.nullable { " null" } else { "" };
    assert_eq!(format!("{}{null}", json.trim_matches('"')), expected, "{field}");
}

#[test]
fn known_rust_types() {
    for (ty, expected) in [
        ("bool", "boolean"),
        ("i16", "small_int"),
        ("i32", "integer"),
        ("i64", "big_int"),
        ("f32", "real"),
        ("f64", "double"),
        ("String", "text"),
        ("&'a str", "text"),
        ("std::borrow::Cow<'a, str>", "text"),
        ("Box<str>", "text"),
        ("Vec<u8>", "binary"),
        ("&'a [u8]", "binary"),
        ("[u8; 16]", "binary"),
        ("Cow<'a, [u8]>", "binary"),
        ("chrono::NaiveDate", "date"),
        ("time::Date", "date"),
        ("jiff::civil::Date", "date"),
        ("NaiveTime", r#"{"time":{"precision":null,"zone":false}}"#),
        ("NaiveDateTime", r#"{"timestamp":{"precision":null,"zone":false}}"#),
        ("time::PrimitiveDateTime", r#"{"timestamp":{"precision":null,"zone":false}}"#),
        ("jiff::civil::DateTime", r#"{"timestamp":{"precision":null,"zone":false}}"#),
        ("DateTime<Utc>", r#"{"timestamp":{"precision":null,"zone":true}}"#),
        ("chrono::DateTime<chrono::FixedOffset>", r#"{"timestamp":{"precision":null,"zone":true}}"#),
        ("OffsetDateTime", r#"{"timestamp":{"precision":null,"zone":true}}"#),
        ("jiff::Timestamp", r#"{"timestamp":{"precision":null,"zone":true}}"#),
        ("SystemTime", r#"{"timestamp":{"precision":null,"zone":false}}"#),
        ("uuid::Uuid", "uuid"),
        ("serde_json::Value", "jsonb"),
        ("bigdecimal::BigDecimal", r#"{"numeric":{"precision":null,"scale":null}}"#),
        ("rust_decimal::Decimal", r#"{"numeric":{"precision":null,"scale":null}}"#),
        ("Vec<String>", r#"{"array":"text"}"#),
        ("Vec<Option<i32>>", r#"{"array":"integer"}"#),
        ("Option<Vec<i64>>", r#"{"array":"big_int"} null"#),
        ("ipnetwork::IpNetwork", r#"{"named":{"name":"inet"}}"#),
        ("PgInterval", r#"{"interval":{"fields":null}}"#),
        ("chrono::Duration", r#"{"interval":{"fields":null}}"#),
        ("Option<String>", "text null"),
        ("std::option::Option<i32>", "integer null"),
        ("Option<Option<i32>>", "integer null"),
    ] {
        check_type(&format!("a: {ty}"), expected);
    }
}

#[test]
fn written_types() {
    for (ty, expected) in [
        ("Varchar(80)", r#"{"varchar":{"length":80}}"#),
        ("VarChar", r#"{"varchar":{"length":null}}"#),
        ("Numeric(12, 2)", r#"{"numeric":{"precision":12,"scale":2}}"#),
        ("Numeric(12, -2)", r#"{"numeric":{"precision":12,"scale":-2}}"#),
        ("Timestamptz", r#"{"timestamp":{"precision":null,"zone":true}}"#),
        ("Timestamp(3)", r#"{"timestamp":{"precision":3,"zone":false}}"#),
        ("Array(Text)", r#"{"array":"text"}"#),
        ("Array<Text>", r#"{"array":"text"}"#),
        ("Text[]", r#"{"array":"text"}"#),
        ("Varchar(5)[][]", r#"{"array":{"varchar":{"length":5}}}"#),
        ("Char(2)", r#"{"char":{"length":2}}"#),
        ("Jsonb", "jsonb"),
        ("Inet", r#"{"named":{"name":"inet"}}"#),
        ("Vector(384)", r#"{"named":{"name":"vector","arguments":["384"]}}"#),
        ("Range<Integer>", r#"{"named":{"name":"int4range"}}"#),
        ("diesel::sql_types::BigInt", "big_int"),
        ("Interval(\"day to second\")", r#"{"interval":{"fields":"day to second"}}"#),
        ("\"citext\"", r#"{"verbatim":"citext"}"#),
        ("\"double precision\"", r#"{"verbatim":"double precision"}"#),
    ] {
        check_type(&format!("#[model(type = {ty})] a: Anything"), expected);
    }
}

#[test]
fn types_per_engine() {
    let text = "#[derive(Model)] struct T { id: i64,
        #[model(type(postgres = \"citext\", sqlite = \"TEXT COLLATE NOCASE\"))] email: String,
        data: serde_json::Value }";
    let column = |engine, name: &str| {
        let loaded = load_sources(&[("lib.rs", text)], engine);
        assert_eq!(render(&loaded.diagnostics), "");
        loaded.schema.tables.values().next().unwrap().columns.named(name).unwrap().clone()
    };
    assert_eq!(column(Engine::Postgres, "email").ty, ColumnType::Verbatim("citext".into()));
    assert_eq!(column(Engine::Sqlite, "email").ty, ColumnType::Verbatim("TEXT".into()));
    assert_eq!(column(Engine::Sqlite, "email").collation.as_deref(), Some("NOCASE"));
    assert_eq!(column(Engine::Postgres, "data").ty, ColumnType::Jsonb);
    assert_eq!(column(Engine::Sqlite, "data").ty, ColumnType::Json);
    assert_eq!(column(Engine::Mysql, "data").ty, ColumnType::Json);
    assert!(column(Engine::Sqlite, "data").origin.type_inferred);
    assert!(!column(Engine::Sqlite, "email").origin.type_inferred);
}

#[test]
fn types_without_a_column() {
    check(
        "#[derive(Model)]\nstruct T {\n    id: u64,\n    pub size: Option<usize>,\n    ü: u8,\n}",
        "
error[M105]: no column can hold a `u64` (lib.rs:3:9)
  note: SQLite and PostgreSQL have no unsigned integers
  help: or use `BigDecimal`
  edit 3:9-3:12: use `i64` -> \"i64\"
error[M105]: no column can hold a `Option<usize>` (lib.rs:4:15)
  note: its size depends on the machine
  edit 4:15-4:28: use `Option<i64>` -> \"Option<i64>\"
error[M105]: no column can hold a `u8` (lib.rs:5:8)
  note: SQLite and PostgreSQL have no unsigned integers
  edit 5:8-5:10: use `i16` -> \"i16\"
",
    );
}

#[test]
fn unknown_types() {
    check(
        "#[derive(Model)]\nstruct T {\n    id: i64,\n    pub tags: HashMap<String, i32>,\n    pair: (i32, i32),\n    other: toml::Value,\n    #[model(unique)]\n    x: Missing,\n}",
        "
error[M104]: the SQL type of `HashMap<String, i32>` is not known (lib.rs:4:15)
  help: to keep it as JSON, say `#[model(type = Jsonb)]`
  edit 4:5-4:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `(i32, i32)` is not known (lib.rs:5:11)
  edit 5:5-5:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `toml::Value` is not known (lib.rs:6:12)
  help: say how it is kept with `#[model(type = …)]`
  edit 6:5-6:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `Missing` is not known (lib.rs:8:8)
  help: say how it is kept with `#[model(type = …)]`
  edit 8:5-8:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
",
    );
}

#[test]
fn malformed_types() {
    check(
        "#[derive(Model)]\nstruct T {\n    #[model(type = Varchar(a))]\n    id: i64,\n    #[model(type = 5)]\n    a: i64,\n    #[model(type = Text(3))]\n    b: i64,\n    #[model(type(oracle = \"x\"))]\n    c: i64,\n}",
        "
error[M107]: expected a whole number (lib.rs:3:28)
error[M107]: expected an SQL type (lib.rs:5:20)
  help: write `type = Varchar(80)`, or any type of the engine as a string: `type = \"citext\"`
error[M107]: this type takes nothing in parentheses (lib.rs:7:20)
error[M106]: `type` has no key `oracle` (lib.rs:9:18)
  help: the keys are `postgres`, `sqlite`, `mysql`
",
    );
}

#[test]
fn diesel_types_are_read() {
    check_type("#[diesel(sql_type = diesel::sql_types::Citext)] a: Email", r#"{"named":{"name":"citext"}}"#);
    check(
        "#[derive(Model)]\nstruct T {\n    #[model(type = BigInt)]\n    #[diesel(sql_type = Integer)]\n    id: i64,\n}",
        "
error[M116]: the type is `Integer` for Diesel and `BigInt` for the model (lib.rs:4:25)
  at lib.rs:3:20: the model says `BigInt`
  help: remove one of the two: Schemist reads the type from either
",
    );
}
