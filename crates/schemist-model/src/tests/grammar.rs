//! Everything that can be declared, and the schema it becomes.

use schemist_schema::{Engine, QualifiedName};
use serde_json::json;

use super::{load_sources, load_text, render, table, table_json};

fn check_table(text: &str, expected: serde_json::Value) {
    let found = serde_json::to_value(table(text)).unwrap();
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(found.get(key), Some(value).filter(|v| !v.is_null()), "{key} of {text}");
    }
}

#[test]
fn the_whole_struct() {
    check_table(
        r#"
/// Orders placed in the shop.
///
/// One for each basket.
#[derive(Debug, Model)]
#[model(table = "orders", schema = "shop", renamed_from = "order",
    primary_key(tenant_id, id, name = "pk_orders"),
    unique(tenant_id, code, name = "uq_orders_code", nulls_not_distinct, deferrable = "initially_deferred"),
    index(created_at(desc, nulls_last), "my col"(collate = "C", opclass = "text_pattern_ops"), method = "brin",
        where = "deleted_at IS NULL", include(total), name = "ix", comment = "why"),
    index(expr = "lower(code)", tenant_id, expr("upper(code)", desc, nulls_first), unique, nulls_not_distinct,
        options(fillfactor = "70", Fast)),
    check("total >= 0", name = "ck_orders_total", no_inherit, not_valid),
    check(name = "second", "total < 10"),
    exclude("USING gist (during WITH &&)", name = "ex"),
    options(fillfactor = 70, unlogged))]
pub struct Order {
    tenant_id: i64,
    id: i64,
    code: String,
    created_at: chrono::NaiveDateTime,
    #[model(column = "my col")]
    odd: String,
    total: i32,
}
"#,
        json!({
            "name": "shop.orders",
            "comment": "Orders placed in the shop.\n\nOne for each basket.",
            "primary_key": {"name": "pk_orders", "columns": [{"name": "tenant_id"}, {"name": "id"}]},
            "uniques": [{"name": "uq_orders_code", "columns": [{"name": "tenant_id"}, {"name": "code"}],
                "nulls_not_distinct": true, "deferrable": "initially_deferred"}],
            "indexes": [
                {"keys": [{"expression": "lower(code)"}, {"column": "tenant_id"},
                    {"expression": "upper(code)", "descending": true, "nulls": "first"}],
                 "unique": true, "nulls_not_distinct": true, "options": {"fast": "true", "fillfactor": "70"}},
                {"name": "ix", "keys": [{"column": "created_at", "descending": true, "nulls": "last"},
                    {"column": "my col", "collation": "C", "operator_class": "text_pattern_ops"}],
                 "method": "brin", "where": "deleted_at IS NULL", "include": ["total"], "comment": "why"},
            ],
            "checks": [
                {"name": "ck_orders_total", "expression": "total >= 0", "no_inherit": true, "not_valid": true},
                {"name": "second", "expression": "total < 10"},
            ],
            "exclusions": [{"name": "ex", "definition": "USING gist (during WITH &&)"}],
            "options": {"fillfactor": "70", "unlogged": "true"},
        }),
    );
}

#[test]
fn the_whole_field() {
    let text = r#"
#[derive(Model)]
#[model(no_comment, sequence(name = "shop.numbers", start = 5, increment = -2, min = 1, max = 9, cache = 1, cycle,
    type = Integer, owned_by = code), sequence(name = "free"))]
/// not in the database
struct Item {
    #[model(identity(always, start = 10, increment = 2, sequence = "item_ids"))]
    id: i64,
    /** A block
      * comment. */
    #[model(column = "nm", type = Varchar(80), renamed_from = "name", unique(name = "uq"), index, collate = "C")]
    code: Option<String>,
    #[model(comment = "given", check("b > 0", name = "ck"), check = "b < 9", default = -1.5)]
    b: f64,
    #[model(default = "now()", on_conflict(not_null = "ignore"), options(storage = "external"))]
    c: NaiveDateTime,
    #[model(default(literal = "it's"))]
    d: String,
    #[model(default = true)]
    e: bool,
    #[model(default = 7, index(name = "ix_f", desc, unique, where = "f > 0", g(asc)))]
    f: i32,
    #[model(generated(stored, "f * 2"))]
    g: i32,
    #[model(generated(virtual, "f * 3"))]
    r#type: i32,
    #[model(serial)]
    h: i32,
    #[model(default(postgres = "pg()", sqlite = "lite()"))]
    i: i32,
    #[model(skip)]
    j: Cache,
}
"#;
    let loaded = load_text(text);
    assert_eq!(render(&loaded.diagnostics), "");
    let table = table_json(&loaded, "items");
    assert_eq!(
        table["columns"],
        json!([
            {"name": "id", "type": "big_int", "nullable": false,
             "identity": {"always": true, "options": {"start": 10, "increment": 2}, "sequence_name": "item_ids"}},
            {"name": "nm", "type": {"varchar": {"length": 80}}, "nullable": true, "collation": "C",
             "comment": "A block\ncomment."},
            {"name": "b", "type": "double", "nullable": false, "default": "-1.5", "comment": "given"},
            {"name": "c", "type": {"timestamp": {"precision": null, "zone": false}}, "nullable": false,
             "default": "now()", "not_null_conflict": "IGNORE", "options": {"storage": "external"}},
            {"name": "d", "type": "text", "nullable": false, "default": "'it''s'"},
            {"name": "e", "type": "boolean", "nullable": false, "default": "true"},
            {"name": "f", "type": "integer", "nullable": false, "default": "7"},
            {"name": "g", "type": "integer", "nullable": false, "generated": {"expression": "f * 2", "stored": true}},
            {"name": "type", "type": "integer", "nullable": false,
             "generated": {"expression": "f * 3", "stored": false}},
            {"name": "h", "type": "integer", "nullable": false, "serial": true},
            {"name": "i", "type": "integer", "nullable": false, "default": "pg()"},
        ])
    );
    assert_eq!(table.get("comment"), None);
    assert_eq!(table["uniques"], json!([{"name": "uq", "columns": [{"name": "nm"}]}]));
    assert_eq!(
        table["indexes"],
        json!([
            {"keys": [{"column": "nm"}]},
            {"name": "ix_f", "keys": [{"column": "f", "descending": true}, {"column": "g"}], "unique": true,
             "where": "f > 0"},
        ])
    );
    assert_eq!(table["checks"], json!([{"expression": "b < 9"}, {"name": "ck", "expression": "b > 0"}]));
    let sequences = serde_json::to_value(&loaded.schema.sequences).unwrap();
    assert_eq!(
        sequences,
        json!({
            "free": {"name": "free", "type": "big_int", "options": {}},
            "shop.numbers": {"name": "shop.numbers", "type": "integer", "owned_by": ["items", "nm"],
                "options": {"start": 5, "increment": -2, "min": 1, "max": 9, "cache": 1, "cycle": true}},
        })
    );
    let columns = &loaded.schema.tables[&QualifiedName::new("items")].columns;
    assert_eq!(columns.named("nm").unwrap().origin.renamed_from.as_deref(), Some("name"));
    assert_eq!(columns.named("nm").unwrap().origin.span.as_ref().unwrap().to_string(), "lib.rs:12:5");
    let sqlite = load_sources(&[("lib.rs", text)], Engine::Sqlite);
    let default =
        sqlite.schema.tables[&QualifiedName::new("items")].columns.named("i").unwrap().default.clone();
    assert_eq!(default.unwrap().sql, "lite()");
}

#[test]
fn primary_keys() {
    let key = |text: &str| {
        let loaded = load_text(text);
        assert_eq!(render(&loaded.diagnostics), "", "{text}");
        let table = loaded.schema.tables.into_values().next().unwrap();
        table.primary_key.map(|k| k.columns.into_iter().map(|c| c.name).collect::<Vec<_>>().join(","))
    };
    let check = |text: &str, expected: Option<&str>| assert_eq!(key(text).as_deref(), expected, "{text}");
    check("#[derive(Model)] struct T { a: i32, id: i64 }", Some("id"));
    check("#[derive(Model)] struct T { #[model(primary_key)] a: i32, id: i64 }", Some("a"));
    check("#[derive(Model)] struct T { #[model(id)] b: i32, #[model(primary_key)] a: i64 }", Some("b,a"));
    check("#[derive(Model)] #[model(primary_key(b, a))] struct T { a: i32, b: i64 }", Some("b,a"));
    check("#[derive(Model)] #[diesel(primary_key(b, a))] struct T { a: i32, b: i64 }", Some("b,a"));
    check(
        "#[derive(Model)] #[diesel(primary_key(x))] struct T { #[model(column = \"odd one\")] #[diesel(column_name = x)] a: i32 }",
        Some("odd one"),
    );
    check("#[derive(Model)] #[model(no_primary_key)] struct T { id: i32 }", None);
    check("#[derive(Model)] struct T { #[model(primary_key(name = \"pk\"))] a: i32 }", Some("a"));
    check(
        "#[derive(Model)] #[model(primary_key(a(desc), b(collate = \"NOCASE\"), on_conflict = \"REPLACE\"))] struct T { a: i32, b: String }",
        Some("a,b"),
    );
}

#[test]
fn option_words_are_columns_where_they_carry_no_value() {
    check_table(
        "#[derive(Model)] #[model(index(name, comment), unique(name, method), primary_key(name))]
         struct T { name: String, comment: String, method: i32, r#where: i32 }",
        json!({
            "primary_key": {"columns": [{"name": "name"}]},
            "uniques": [{"columns": [{"name": "name"}, {"name": "method"}]}],
            "indexes": [{"keys": [{"column": "name"}, {"column": "comment"}]}],
        }),
    );
}

#[test]
fn names_for_tables() {
    let name = |text: &str| table(text).name.to_string();
    assert_eq!(name("#[derive(Model)] struct FooBar { id: i64 }"), "foo_bars");
    assert_eq!(name("#[derive(Model)] #[diesel(table_name = people)] struct T { id: i64 }"), "people");
    assert_eq!(
        name("#[derive(Model)] #[diesel(table_name = crate::schema::people)] struct T { id: i64 }"),
        "people"
    );
    assert_eq!(
        name(
            "#[derive(Model)] #[diesel(table_name = crate::schema::x, check_for_backend(diesel::pg::Pg))] #[model(table = \"Odd Table\")] struct T { id: i64 }"
        ),
        "Odd Table"
    );
    assert_eq!(
        name(
            "#[derive(Model)] #[model(table = \"Album\")] #[diesel(table_name = album)] struct T { id: i64 }"
        ),
        "Album"
    );
    assert_eq!(
        name(
            "#[derive(Model)] #[model(table = \"type\")] #[diesel(table_name = type_)] struct T { id: i64 }"
        ),
        "type"
    );
}

#[test]
fn enums() {
    let loaded = load_text(
        r#"
/// The state of an order.
#[derive(Clone, schemist::ModelEnum)]
#[model(schema = "shop", rename_all = "SCREAMING_SNAKE_CASE", renamed_from = "state")]
enum OrderStatus {
    New,
    OnHold,
    #[model(rename = "it's sent", renamed_from = "SENT")]
    Sent = 7,
}
#[derive(ModelEnum)]
#[model(name = "other.kind", no_comment)]
/// hidden
enum Sort { A }
#[derive(ModelEnum)]
#[model(name = "dotted.name", schema = "x")]
enum Dotted { r#Type }
"#,
    );
    assert_eq!(render(&loaded.diagnostics), "");
    assert_eq!(
        serde_json::to_value(&loaded.schema.enums).unwrap(),
        json!({
            "shop.order_status": {"name": "shop.order_status", "values": ["NEW", "ON_HOLD", "it's sent"],
                "comment": "The state of an order."},
            "other.kind": {"name": "other.kind", "values": ["a"]},
            "x.dotted\\.name": {"name": "x.dotted\\.name", "values": ["type"]},
        })
    );
    assert_eq!(loaded.schema.namespaces.keys().collect::<Vec<_>>(), ["other", "shop", "x"]);
    let origin = &loaded.schema.enums.values().find(|e| e.name.name == "order_status").unwrap().origin;
    assert_eq!(origin.renamed_from.as_deref(), Some("state"));
    assert_eq!(origin.renamed_values, [("SENT".to_owned(), "it's sent".to_owned())]);
    for (rule, expected) in [
        ("snake_case", "on_hold2"),
        ("lowercase", "onhold2"),
        ("UPPERCASE", "ONHOLD2"),
        ("SCREAMING_SNAKE_CASE", "ON_HOLD2"),
        ("kebab-case", "on-hold2"),
        ("camelCase", "onHold2"),
        ("PascalCase", "OnHold2"),
        ("verbatim", "OnHold2"),
    ] {
        let loaded = load_text(&format!(
            "#[derive(ModelEnum)] #[model(rename_all = \"{rule}\")] enum E {{ OnHold2 }}"
        ));
        assert_eq!(loaded.schema.enums.values().next().unwrap().values, [expected]);
    }
}

#[test]
fn odd_names_survive() {
    check_table(
        r#"#[derive(Model)] #[model(table = "a \"quoted\" täble", unique("ä ö", "sel'ect"))]
           struct T { id: i64, #[model(column = "ä ö")] a: i32, #[model(column = "sel'ect")] b: i32, ünï: i32 }"#,
        json!({
            "name": "a \"quoted\" täble",
            "uniques": [{"columns": [{"name": "ä ö"}, {"name": "sel'ect"}]}],
        }),
    );
}
