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

#[test]
fn ranges() {
    for (ty, expected) in [
        ("(Bound<i32>, Bound<i32>)", "int4range"),
        ("(std::ops::Bound<i64>, std::ops::Bound<i64>)", "int8range"),
        ("(Bound<BigDecimal>, Bound<BigDecimal>)", "numrange"),
        ("(Bound<chrono::NaiveDate>, Bound<chrono::NaiveDate>)", "daterange"),
        ("(Bound<NaiveDateTime>, Bound<NaiveDateTime>)", "tsrange"),
        ("(Bound<DateTime<Utc>>, Bound<DateTime<Utc>>)", "tstzrange"),
    ] {
        check_type(&format!("a: {ty}"), &format!("{{\"named\":{{\"name\":\"{expected}\"}}}}"));
        check_type(&format!("a: Option<{ty}>"), &format!("{{\"named\":{{\"name\":\"{expected}\"}}}} null"));
    }
    check_type(
        "#[model(type = Multirange<Int8>)] a: Vec<(Bound<i64>, Bound<i64>)>",
        r#"{"named":{"name":"int8multirange"}}"#,
    );
    check(
        "#[derive(Model)]\nstruct T {\n    id: i64,\n    a: Vec<(Bound<i32>, Bound<i32>)>,\n    b: (Bound<String>, Bound<String>),\n    c: (i32, i32),\n    d: (),\n}",
        "
error[M104]: the SQL type of `Vec<(Bound<i32>, Bound<i32>)>` is not known (lib.rs:4:8)
  note: it could be a multirange as well as an array of ranges
  help: say which: `#[model(type = Int4multirange)]` or `#[model(type = Array(Int4range))]`
  edit 4:5-4:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `(Bound<String>, Bound<String>)` is not known (lib.rs:5:8)
  note: there is no range type over the type of its bounds
  edit 5:5-5:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `(i32, i32)` is not known (lib.rs:6:8)
  edit 6:5-6:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `()` is not known (lib.rs:7:8)
  edit 7:5-7:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
",
    );
}

#[test]
fn types_by_name() {
    for (written, expected) in [
        ("Cidr", r#"{"named":{"name":"cidr"}}"#),
        ("MacAddr", r#"{"named":{"name":"macaddr"}}"#),
        ("Macaddr8", r#"{"named":{"name":"macaddr8"}}"#),
        ("Ltree", r#"{"named":{"name":"ltree"}}"#),
        ("Hstore", r#"{"named":{"name":"hstore"}}"#),
        ("vector(384)", r#"{"named":{"name":"vector","arguments":["384"]}}"#),
        ("Xml", r#"{"named":{"name":"xml"}}"#),
        ("Tsvector", r#"{"named":{"name":"tsvector"}}"#),
        ("Oid", r#"{"named":{"name":"oid"}}"#),
        ("PgLsn", r#"{"named":{"name":"pg_lsn"}}"#),
        ("Money", r#"{"named":{"name":"money"}}"#),
        ("email_address", r#"{"named":{"name":"email_address"}}"#),
        ("Interval(\"day to second(3)\")", r#"{"interval":{"fields":"day to second(3)"}}"#),
        ("Array(Array(Inet))", r#"{"array":{"named":{"name":"inet"}}}"#),
        ("Bit(3)", r#"{"bit":{"length":3}}"#),
        ("VarBit", r#"{"var_bit":{"length":null}}"#),
        ("Binary(16)", r#"{"named":{"name":"binary","arguments":["16"]}}"#),
        ("VarBinary(20)", r#"{"named":{"name":"varbinary","arguments":["20"]}}"#),
        ("Timetz(3)", r#"{"time":{"precision":3,"zone":true}}"#),
    ] {
        check_type(&format!("#[model(type = {written})] a: Any"), expected);
    }
}

#[test]
fn an_option_of_anything_may_be_null() {
    for ty in [
        "Option<fn() -> u8>",
        "Option<<A as B>::C>",
        "Option<(A, B, C)>",
        "Option<dyn X>",
        "Option<[A; N + 1]>",
    ] {
        check_type(&format!("#[model(type = Text)] a: {ty}"), "text null");
    }
}

#[test]
fn unsigned_integers() {
    let text = "#[derive(Model)] struct T { id: u64, a: u8, b: Option<u16>, c: u32, #[model(type = Unsigned<SmallInt>)] d: u16,
        #[model(type(mysql = Unsigned(TinyInt), postgres = Integer, sqlite = Integer))] e: u8,
        #[model(type(mysql = \"decimal(10,2) unsigned\", postgres = Numeric, sqlite = Numeric))] f: BigDecimal }";
    let loaded = load_sources(&[("lib.rs", text)], Engine::Mysql);
    assert_eq!(render(&loaded.diagnostics), "");
    let types = loaded.schema.tables.values().next().unwrap().columns.iter().map(|c| match &c.ty {
        ColumnType::Named { name, .. } => name.name.clone(),
        other => format!("{other:?}"),
    });
    assert_eq!(
        types.collect::<Vec<_>>(),
        [
            "bigint unsigned",
            "tinyint unsigned",
            "smallint unsigned",
            "int unsigned",
            "smallint unsigned",
            "tinyint unsigned",
            "Verbatim(\"decimal(10,2) unsigned\")"
        ]
    );
    check(
        "#[derive(Model)]\nstruct T {\n    #[model(type = Unsigned<Integer>)]\n    id: u32,\n    #[model(type = Unsigned(Text))]\n    a: u8,\n    b: u64,\n}",
        "
error[M105]: PostgreSQL has no unsigned integers (lib.rs:3:20)
  help: use the next larger signed type, as in `BigInt`
  help: or say it for MySQL alone: `type(mysql = Unsigned(Integer), postgres = BigInt, sqlite = BigInt)`
error[M107]: only integers are unsigned (lib.rs:5:20)
  help: write `Unsigned(Integer)`, or the type in the engine's words, as a string
error[M105]: no column can hold a `u8` (lib.rs:6:8)
  note: SQLite and PostgreSQL have no unsigned integers
  edit 6:8-6:10: use `i16` -> \"i16\"
error[M105]: no column can hold a `u64` (lib.rs:7:8)
  note: SQLite and PostgreSQL have no unsigned integers
  help: or use `BigDecimal`
  edit 7:8-7:11: use `i64` -> \"i64\"
",
    );
}

#[test]
fn two_options() {
    check(
        "type Maybe = Option<i32>;\n#[derive(Model)]\nstruct T {\n    id: i64,\n    a: Option<Option<String>>,\n    b: Option<Maybe>,\n    c: Maybe,\n}",
        "
error[M105]: a column is NULL or it is not: `Option<Option<String>>` says it twice (lib.rs:5:8)
  note: two `Option`s belong into a struct of changes (`AsChangeset`), where the outer one says whether to change
  edit 5:8-5:30: use `Option<String>` -> \"Option<String>\"
error[M105]: a column is NULL or it is not: `Option<Maybe>` says it twice (lib.rs:6:8)
  note: two `Option`s belong into a struct of changes (`AsChangeset`), where the outer one says whether to change
",
    );
}

#[test]
fn collations_per_engine() {
    let text = "#[derive(Model)] struct T { id: i64, #[model(collate(sqlite = \"NOCASE\", postgres = \"C\"))] a: String, #[model(collate = \"X\")] b: String }";
    for (engine, expected) in
        [(Engine::Sqlite, Some("NOCASE")), (Engine::Postgres, Some("C")), (Engine::Mysql, None)]
    {
        let loaded = load_sources(&[("lib.rs", text)], engine);
        assert_eq!(render(&loaded.diagnostics), "");
        let table = loaded.schema.tables.values().next().unwrap();
        assert_eq!(table.columns[1].collation.as_deref(), expected);
        assert_eq!(table.columns[2].collation.as_deref(), Some("X"));
    }
}
