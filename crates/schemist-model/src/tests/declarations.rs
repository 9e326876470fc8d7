//! Enums' representations, what went on purpose, views and somebody else's tables, engine options.

use schemist_schema::{Allow, ColumnType, Engine, EnumRepr, Management, QualifiedName};

use super::{load_sources, load_text, render};

/// What is said, and where; without help and edits.
fn check(text: &str, expected: &str) {
    let loaded = load_text(text);
    let lines = loaded.diagnostics.iter().map(|d| {
        let start = d.span.as_ref().unwrap().start;
        let severity = format!("{:?}", d.severity).to_lowercase();
        format!("\n{}:{}: {severity}[{}]: {}", start.line, start.column, d.code, d.message)
    });
    assert_eq!(lines.collect::<String>() + "\n", expected, "{text}");
}

fn repr_of(source: &str) -> EnumRepr {
    let loaded = load_text(source);
    assert_eq!(render(&loaded.diagnostics), "", "{source}");
    loaded.schema.enums.into_values().next().unwrap().origin.repr
}

#[test]
fn representations() {
    let text = |length, checked| EnumRepr::Text { length, checked };
    assert_eq!(repr_of("#[derive(ModelEnum)] enum E { A }"), EnumRepr::Native);
    assert_eq!(repr_of("#[derive(ModelEnum)] #[model(repr = native)] enum E { A }"), EnumRepr::Native);
    assert_eq!(repr_of("#[derive(ModelEnum)] #[model(repr = check)] enum E { A }"), text(None, true));
    let length = "#[derive(ModelEnum)] #[model(repr = text, length = 20)] enum E { A }";
    assert_eq!(repr_of(length), text(Some(20), false));
    let int = |ty, numbers: &[i64], checked| EnumRepr::Int { ty, numbers: numbers.to_vec(), checked };
    assert_eq!(
        repr_of("#[derive(ModelEnum)] #[repr(i16)] #[model(repr = int)] enum E { A = -1, B, C = 0x10 }"),
        int(ColumnType::SmallInt, &[-1, 0, 16], true)
    );
    assert_eq!(
        repr_of("#[derive(ModelEnum)] #[model(repr = int, no_check)] enum E { A, B }"),
        int(ColumnType::Integer, &[0, 1], false)
    );
}

#[test]
fn enums_without_a_type_share_no_name() {
    let loaded = load_text(
        "#[derive(Model)] struct T { id: i32, a: a::Status, b: b::Status }
         mod a { #[derive(ModelEnum)] #[model(repr = check)] pub enum Status { On } }
         mod b { #[derive(ModelEnum)] #[model(repr = int)] pub enum Status { Off } }",
    );
    assert_eq!(render(&loaded.diagnostics), "");
    assert_eq!(loaded.schema.enums.len(), 2);
    for (_, column) in loaded.schema.tables.values().flat_map(|t| t.columns.iter().enumerate().skip(1)) {
        assert!(loaded.schema.enums.contains_key(column.ty.enum_name().unwrap()));
    }
}

#[test]
fn what_does_not_go_together() {
    check(
        "#[derive(ModelEnum)] #[model(length = 3, no_check)] enum E { A }",
        "
1:30: error[M116]: `length` goes with `repr = check` and `repr = text` alone
1:42: error[M116]: `no_check` goes with `repr = int` alone
",
    );
    check(
        "#[derive(ModelEnum)] #[model(repr = check, length = 3)] enum E { Open, #[model(rename = \"on\")] B }",
        "
1:66: error[M134]: the value `open` has 4 characters, and the column holds 3
",
    );
    check(
        "#[derive(ModelEnum)] #[model(repr = int)] enum E { A = OFFSET, B }",
        "
1:56: error[M133]: the number of `A` cannot be read
",
    );
    check(
        "#[derive(ModelEnum)] enum E { #[model(renamed_from = \"x\")] A, #[model(renamed_from = \"x\")] B, \
         #[model(renamed_from = \"a\")] C }",
        "
1:86: error[M116]: two variants of `E` were `x` before
1:118: warning[M116]: `a` is a value of `E` still
",
    );
}

#[test]
fn an_enum_in_columns_has_no_name() {
    check(
        "#[derive(ModelEnum)] #[model(repr = text, name = \"x\", renamed_from = \"y\")] enum E { A }",
        "
1:50: warning[M116]: `name` means nothing here: `E` has no type in the database
1:81: warning[M116]: `renamed_from` means nothing here: `E` has no type in the database
",
    );
}

#[test]
fn what_went_on_purpose() {
    let loaded = load_text(
        "#[derive(Model)] #[model(schema = \"s\", was_dropped(\"a\", b), was_dropped(table = \"old\", table = \"x.y\"))] \
         struct T { id: i32 }",
    );
    assert_eq!(render(&loaded.diagnostics), "");
    let remarks = loaded.schema.tables.into_values().next().unwrap().origin.table.unwrap();
    assert_eq!(remarks.dropped_columns, ["a", "b"]);
    let name = |namespace: &str, name: &str| QualifiedName::in_namespace(Some(namespace.to_owned()), name);
    assert_eq!(remarks.dropped_tables, [name("s", "old"), name("x", "y")]);
    check(
        "#[derive(Model)] #[model(was_dropped(\"id\"), was_dropped(table = \"us\"))] struct T { id: i32 }
         #[derive(Model)] struct U { id: i32 }",
        "
1:38: error[M131]: `id` was dropped, and is a column of `T`
1:65: error[M131]: the table `us` was dropped, and has a model
",
    );
    check(
        "#[derive(Model)] #[model(was_dropped, was_dropped(a = 1))] struct T { id: i32 }",
        "
1:26: error[M107]: `was_dropped` takes its values in parentheses
1:51: error[M107]: expected the name of a column, or `table = \"…\"`
",
    );
}

#[test]
fn findings_are_allowed() {
    let loaded = load_text(
        "#[derive(Model)] #[model(allow(drop_column, \"type-change\" = \"no rows yet\"))] \
         struct T { id: i32, #[model(allow(L104))] name: Option<String> }
         #[derive(ModelEnum)] #[model(allow(enum_value_removed))] enum Status { A, B }
         #[derive(Model)] struct U { id: i32, status: Status }",
    );
    assert_eq!(render(&loaded.diagnostics), "");
    let told = |allows: &[Allow]| {
        let each = allows.iter().map(|a| format!("{} {}", a.rule, a.reason.as_deref().unwrap_or("-")));
        each.collect::<Vec<_>>().join(", ")
    };
    let table = &loaded.schema.tables[&QualifiedName::new("ts")];
    assert_eq!(told(&table.origin.allows), "drop-column -, type-change no rows yet");
    assert_eq!(told(&table.columns.named("name").unwrap().origin.allows), "L104 -");
    assert!(table.origin.allows.iter().all(|allow| allow.span.is_some()));
    let enum_type = &loaded.schema.enums[&QualifiedName::new("status")];
    assert_eq!(told(&enum_type.origin.allows), "enum-value-removed -");
    check(
        "#[derive(Model)] #[model(allow, allow(), allow(a = 1), allow(a(b)))] struct T { id: i32 }",
        "
1:26: error[M107]: `allow` takes its values in parentheses
1:33: error[M107]: `allow` names rules
1:48: error[M107]: a reason is a text
1:62: error[M107]: expected the name of a rule
",
    );
}

#[test]
fn views_and_tables_of_others() {
    let management = |attribute: &str| {
        let source = format!("#[derive(Model)] #[model({attribute})] struct ActiveUser {{ id: i32 }}");
        let loaded = load_text(&source);
        assert_eq!(render(&loaded.diagnostics), "", "{attribute}");
        let table = loaded.schema.tables.into_values().next().unwrap();
        (table.name.to_string(), table.origin.management())
    };
    assert_eq!(management("table = \"x\""), ("x".to_owned(), Management::Full));
    assert_eq!(management("managed = false"), ("active_users".to_owned(), Management::Described));
    assert_eq!(management("managed = true"), ("active_users".to_owned(), Management::Full));
    assert_eq!(management("view"), ("active_users".to_owned(), Management::View));
    assert_eq!(management("view = \"v\""), ("v".to_owned(), Management::View));
    check(
        "#[derive(Model)] #[model(view = \"v\", managed = true, table = \"w\")] struct T { id: i32 }",
        "
1:33: error[M116]: the view is `v` here and `w` there
1:38: error[M116]: a view is never managed
",
    );
}

#[test]
fn options_count_on_their_own_engine() {
    let options = |attribute: &str, engine: Engine| {
        let source = format!("#[derive(Model)] #[model(options({attribute}))] struct T {{ id: i32 }}");
        let loaded = load_sources(&[("lib.rs", &source)], engine);
        assert_eq!(render(&loaded.diagnostics), "", "{attribute}");
        let table = loaded.schema.tables.into_values().next().unwrap();
        table.options.into_iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" ")
    };
    let all = "sqlite(strict), postgres(fillfactor = 70, \"toast.autovacuum_enabled\" = false), mysql(engine = \"Aria\")";
    assert_eq!(options(all, Engine::Sqlite), "strict=true");
    assert_eq!(options(all, Engine::Postgres), "fillfactor=70 toast.autovacuum_enabled=false");
    assert_eq!(options(all, Engine::Mysql), "engine=Aria");
    let bare =
        "strict, without_rowid, fillfactor = \"70\", unlogged, row_format = compressed, tablespace = \"x\"";
    assert_eq!(options(bare, Engine::Sqlite), "strict=true without_rowid=true");
    assert_eq!(options(bare, Engine::Postgres), "fillfactor=70 tablespace=x unlogged=true");
    assert_eq!(options(bare, Engine::Mysql), "row_format=compressed tablespace=x");
}

#[test]
fn unknown_options() {
    check(
        "#[derive(Model)] #[model(options(fillfaktor = 70, sqlite(unlogged), postgres(x)))] struct T { id: i32 }",
        "
1:34: error[M132]: no engine has an option `fillfaktor` of a table
1:58: error[M132]: a table of sqlite has no option `unlogged`
1:78: error[M132]: a table of postgres has no option `x`
",
    );
    check(
        "#[derive(Model)] struct T { #[model(options(storage = external, storage = plain))] id: i32 }",
        "
1:65: error[M108]: the option `storage` is given more than once
",
    );
}
