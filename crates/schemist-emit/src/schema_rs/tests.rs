use schemist_schema::{ColumnType, ForeignKey, KeyColumn, PrimaryKey, QualifiedName};

use super::*;

fn table(name: impl Into<QualifiedName>, columns: impl IntoIterator<Item = Column>, key: &[&str]) -> Table {
    let mut table = Table::new(name.into());
    table.columns.extend(columns);
    table.primary_key = (!key.is_empty()).then(|| PrimaryKey::on(key.iter().copied()));
    table
}

fn check(tables: Vec<Table>, engine: Engine, expected: &str) {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|table| schema.insert_table(table));
    let written = schema_rs(&schema, &Dialect::new(engine));
    syn::parse_file(&written.text).unwrap();
    assert_eq!(written.text, expected, "\n{}", written.text);
}

fn int(name: &str) -> Column {
    Column::new(name, ColumnType::Integer)
}

fn text(name: &str, declared: &str) -> Column {
    Column::new(name, ColumnType::Verbatim(declared.into()))
}

#[test]
fn postgres_names_and_types() {
    let mut posts = table(
        "posts",
        [
            int("id"),
            Column::new("type", ColumnType::Varchar { length: Some(80) }),
            Column::new("user_id", ColumnType::BigInt).nullable(),
            Column::new("tags", ColumnType::Array(Box::new(ColumnType::Text))),
            Column::new("state", ColumnType::Enum("post_state".into())).nullable(),
            Column::new("posts", ColumnType::Jsonb),
            Column::new("at", ColumnType::Timestamp { precision: Some(3), zone: true }),
        ],
        &["id"],
    );
    posts.foreign_keys = vec![ForeignKey::new(["user_id"], "user-accounts".into(), ["id"])];
    let users = table("user-accounts", [Column::new("id", ColumnType::BigInt)], &["id"]);
    let keyless = table("log", [int("x")], &[]);
    let own = table("__schemist_ledger", [int("x")], &["x"]);
    let other =
        table(QualifiedName::in_namespace(Some("shop".into()), "carts"), [int("b"), int("a")], &["a", "b"]);
    check(
        vec![posts, users, keyless, own, other],
        Engine::Postgres,
        r#"// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "post_state"))]
    pub struct PostState;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::PostState;

    posts (id) {
        id -> Int4,
        #[sql_name = "type"]
        #[max_length = 80]
        type_ -> Varchar,
        user_id -> Nullable<Int8>,
        tags -> Array<Nullable<Text>>,
        state -> Nullable<PostState>,
        #[sql_name = "posts"]
        posts_ -> Jsonb,
        at -> Timestamptz,
    }
}

diesel::table! {
    #[sql_name = "user-accounts"]
    user_accounts (id) {
        id -> Int8,
    }
}

diesel::joinable!(posts -> user_accounts (user_id));

diesel::allow_tables_to_appear_in_same_query!(posts, user_accounts,);

pub mod shop {
    diesel::table! {
        shop.carts (a, b) {
            b -> Int4,
            a -> Int4,
        }
    }
}
"#,
    );
}

#[test]
fn sqlite_types_rows_and_keys() {
    let mut pair = table("pair", [text("b", "INT"), text("a", "bigint")], &[]);
    pair.primary_key =
        Some(PrimaryKey { columns: vec![KeyColumn::new("a"), KeyColumn::new("b")], ..PrimaryKey::on(["a"]) });
    let keyless = table("keyless", [text("rowid", "DATETIME").nullable(), text("j", "JSON")], &[]);
    check(
        vec![pair, keyless],
        Engine::Sqlite,
        "\
// @generated automatically by Diesel CLI.

diesel::table! {
    keyless (oid) {
        oid -> Integer,
        rowid -> Nullable<Timestamp>,
        j -> Json,
    }
}

diesel::table! {
    pair (b, a) {
        b -> Integer,
        a -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(keyless, pair,);
",
    );
}

#[test]
fn only_one_key_between_two_tables_joins_them() {
    let keys = |keys: &[(&str, &str, &str)]| {
        let mut schema = Schema::default();
        for name in ["a", "b"] {
            let wide = Column::new("wide", ColumnType::BigInt);
            let mut table = table(name, [int("id"), int("x"), int("y"), wide], &["id"]);
            let own = keys.iter().filter(|(child, ..)| *child == name);
            let own = own.map(|(_, column, to)| {
                let (to, target) = to.split_once('.').unwrap();
                ForeignKey::new([*column], to.into(), [target])
            });
            table.foreign_keys = own.collect();
            schema.insert_table(table);
        }
        let text = schema_rs(&schema, &Dialect::new(Engine::Postgres)).text;
        text.lines().filter(|line| line.contains("joinable!")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(keys(&[("a", "x", "b.id")]), ["diesel::joinable!(a -> b (x));"]);
    assert!(keys(&[("a", "x", "b.id"), ("a", "y", "b.id")]).is_empty());
    assert!(keys(&[("a", "x", "b.id"), ("b", "x", "a.id")]).is_empty());
    assert!(keys(&[("a", "x", "a.id")]).is_empty());
    assert!(keys(&[("a", "x", "b.y")]).is_empty());
    assert!(keys(&[("a", "wide", "b.id")]).is_empty());
}

#[test]
fn long_lists_stand_below_each_other() {
    let names: Vec<String> = (0..9).map(|i| format!("a_long_name_{i}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(
        one_query(&names).starts_with("diesel::allow_tables_to_appear_in_same_query!(\n    a_long_name_0,\n")
    );
}

#[test]
fn mysql_columns_have_types_of_their_own() {
    let named = |name: &str, arguments: &[&str]| ColumnType::Named {
        name: name.into(),
        arguments: arguments.iter().map(|a| (*a).to_owned()).collect(),
    };
    check(
        vec![table(
            "film",
            [
                Column::new("id", named("int unsigned", &[])),
                Column::new("rating", named("enum", &["'G'", "'PG-13'"])).nullable(),
                Column::new("extras", named("set", &["'a'", "'bc'"])),
                Column::new("score", named("double unsigned", &[])),
                Column::new("hash", named("varbinary", &["32"])),
            ],
            &["id"],
        )],
        Engine::Mysql,
        r#"// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
    #[diesel(mysql_type(name = "Set"))]
    pub struct FilmExtrasSet;

    #[derive(diesel::query_builder::QueryId, Clone, diesel::sql_types::SqlType)]
    #[diesel(mysql_type(name = "Enum"))]
    pub struct FilmRatingEnum;
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::FilmRatingEnum;
    use super::sql_types::FilmExtrasSet;

    film (id) {
        id -> Unsigned<Integer>,
        #[max_length = 5]
        rating -> Nullable<FilmRatingEnum>,
        #[max_length = 4]
        extras -> FilmExtrasSet,
        score -> Unsigned<Double>,
        #[max_length = 32]
        hash -> Varbinary,
    }
}
"#,
    );
}
