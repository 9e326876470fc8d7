//! Which name means what.

use schemist_schema::{ColumnType, Engine, QualifiedName};

use super::{check, check_files, load_sources, load_text, render};

/// The types of the columns of `T`, in order, `id` left out.
fn check_columns(files: &[(&str, &str)], expected: &[ColumnType]) {
    let loaded = load_sources(files, Engine::Postgres);
    assert_eq!(render(&loaded.diagnostics), "");
    let table = &loaded.schema.tables[&QualifiedName::new("ts")];
    let types: Vec<ColumnType> =
        table.columns.iter().filter(|c| c.name != "id").map(|c| c.ty.clone()).collect();
    assert_eq!(types, expected);
}

fn status() -> ColumnType {
    ColumnType::Enum(QualifiedName::new("status"))
}

const STATUS: &str = "#[derive(schemist::ModelEnum)] pub enum Status { New, OnHold }";

#[test]
fn aliases_newtypes_and_enums_across_files() {
    check_columns(
        &[
            (
                "lib.rs",
                "mod types; mod more; use types::{Cents as Money, Status}; use more::*;
                 #[derive(Model)] struct T { id: i64, a: Money, b: Status, c: types::Email, d: crate::more::Deep,
                 e: self::types::Name, f: Option<Status>, g: Vec<Status>, h: Globbed }",
            ),
            (
                "types.rs",
                &format!(
                    "pub type Cents = i64; pub struct Email(pub String); pub type Name = Option<Email>; {STATUS}"
                ),
            ),
            ("more.rs", "use super::types::Cents; pub type Deep = Vec<Cents>; pub type Globbed = chrono::NaiveDate;"),
        ],
        &[
            ColumnType::BigInt,
            status(),
            ColumnType::Text,
            ColumnType::Array(Box::new(ColumnType::BigInt)),
            ColumnType::Text,
            status(),
            ColumnType::Array(Box::new(status())),
            ColumnType::Date,
        ],
    );
}

#[test]
fn re_exports_and_renamed_modules() {
    check_columns(
        &[
            ("lib.rs", "mod a; pub mod prelude { pub use crate::a::b as types; pub use crate::a::b::Status as S; }
                use prelude::S; use crate::prelude::types;
                #[derive(Model)] struct T { id: i64, a: S, b: types::Status, c: crate::prelude::types::Status }"),
            ("a/mod.rs", "pub mod b;"),
            ("a/b.rs", STATUS),
        ],
        &[status(), status(), status()],
    );
}

#[test]
fn own_types_win_over_known_ones() {
    check_columns(
        &[(
            "lib.rs",
            "#[derive(ModelEnum)] #[model(name = \"status\")] enum Value { A }
            mod other { #[derive(ModelEnum)] pub enum Date { A } }
            #[derive(Model)] struct T { id: i64, a: Value, b: serde_json::Value, c: Date }",
        )],
        &[status(), ColumnType::Jsonb, ColumnType::Date],
    );
}

#[test]
fn a_binary_names_its_library() {
    check_columns(
        &[
            (
                "main.rs",
                "mod types; use my_app::types::Status; #[derive(Model)] struct T { id: i64, a: Status }",
            ),
            ("types.rs", STATUS),
        ],
        &[status()],
    );
}

#[test]
fn a_name_with_two_meanings() {
    check_files(
        &[
            (
                "lib.rs",
                "mod a;\nmod b;\nuse a::*;\nuse b::*;\n#[derive(Model)]\nstruct T {\n    id: i64,\n    status: Status,\n}\n",
            ),
            ("a.rs", STATUS),
            ("b.rs", "#[derive(ModelEnum)] #[model(name = \"other\")] pub enum Status { A }"),
        ],
        "
error[M121]: `Status` could be one of several types (lib.rs:8:13)
  at a.rs:1:41: `Status` here
  at b.rs:1:56: `Status` here
  help: write the path of the type, or import the one that is meant
  edit 8:5-8:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
",
    );
}

#[test]
fn definitions_that_are_no_column() {
    check(
        "enum Plain { A }\nstruct Pair(i32, i32);\ntype Loop = Loop2;\ntype Loop2 = Loop;\n#[derive(Model)]\nstruct User { id: i64 }\n#[derive(Model)]\nstruct T {\n    id: i64,\n    a: Plain,\n    b: Pair,\n    c: Loop,\n    d: User,\n}",
        "
error[M104]: the SQL type of `Plain` is not known (lib.rs:10:8)
  at lib.rs:1:6: `Plain` is an enum without `#[derive(ModelEnum)]`
  help: put `#[derive(ModelEnum)]` on `Plain`, or say how it is kept with `type = …`
  edit 10:5-10:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `Pair` is not known (lib.rs:11:8)
  at lib.rs:2:8: `Pair` is a struct with fields of its own
  help: say how it is kept with `#[model(type = …)]`
  edit 11:5-11:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `Loop` is not known (lib.rs:12:8)
  at lib.rs:3:6: `Loop` is an alias of itself
  help: say how it is kept with `#[model(type = …)]`
  edit 12:5-12:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M104]: the SQL type of `User` is not known (lib.rs:13:8)
  at lib.rs:6:8: `User` is a model
  help: to refer to it, keep its key: `#[model(references = User)]` on an `i64`
  edit 13:5-13:5: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
",
    );
}

#[test]
fn references_by_path() {
    let loaded = load_sources(
        &[(
            "lib.rs",
            "pub mod shop { #[derive(Model)] #[model(schema = \"shop\", primary_key(tenant, no))]
                 pub struct User { tenant: i64, #[model(column = \"number\")] no: i64,
                     #[model(references = Self(tenant))] boss: Option<i64> } }
             #[derive(Model)] pub struct User { id: i64 }
             use shop::User as ShopUser;
             #[derive(Model)]
             #[model(foreign_key(columns(a, b), references = ShopUser, on_delete = cascade))]
             #[model(foreign_key(columns(a, b), references = table(\"shop.users\", tenant, \"number\")))]
             struct T { id: i64, a: i64, b: i64,
                 #[model(references = User, on_delete = set_null, on_update = \"restrict\",
                         deferrable = \"initially_deferred\", constraint_name = \"fk\")] c: Option<i64>,
                 #[model(references = crate::User())] d: i64,
                 #[model(references = crate::shop::User(no))] e: i64 }",
        )],
        Engine::Postgres,
    );
    assert_eq!(render(&loaded.diagnostics), "");
    let keys: Vec<String> = loaded.schema.tables[&QualifiedName::new("ts")]
        .foreign_keys
        .iter()
        .map(|k| format!("{:?} -> {} {:?}", k.columns, k.references, k.references_columns))
        .collect();
    assert_eq!(
        keys,
        [
            r#"["a", "b"] -> shop.users ["tenant", "number"]"#,
            r#"["a", "b"] -> shop.users ["tenant", "number"]"#,
            r#"["d"] -> users ["id"]"#,
            r#"["e"] -> shop.users ["number"]"#,
            r#"["c"] -> users ["id"]"#,
        ]
    );
    let own = &loaded.schema.tables.values().find(|t| t.name.namespace.is_some()).unwrap().foreign_keys;
    assert_eq!(own[0].references.to_string(), "shop.users");
    assert_eq!(loaded.schema.namespaces.keys().collect::<Vec<_>>(), ["shop"]);
}

#[test]
fn implicit_references_stay_open_on_sqlite() {
    let text = "#[derive(Model)] struct User { id: i64 }
        #[derive(Model)] struct T { id: i64, #[model(references = User())] a: i64,
            #[model(references = table(\"users\"))] b: i64, #[model(references = User)] c: i64 }";
    let columns = |engine| {
        let loaded = load_sources(&[("lib.rs", text)], engine);
        assert_eq!(render(&loaded.diagnostics), "");
        let table = &loaded.schema.tables[&QualifiedName::new("ts")];
        table.foreign_keys.iter().map(|k| k.references_columns.join(",")).collect::<Vec<_>>()
    };
    assert_eq!(columns(Engine::Sqlite), ["", "", "id"]);
    assert_eq!(columns(Engine::Postgres), ["id", "id", "id"]);
}

#[test]
fn references_to_nothing() {
    check(
        "mod a { #[derive(Model)] #[model(table = \"a\")] pub struct Post { pub id: i64 } }
mod b { #[derive(Model)] #[model(table = \"b\")] pub struct Post { pub id: i64 } }
#[derive(Model)]
struct User { id: i64 }
struct NoModel { id: i64 }
#[derive(Model)]
#[model(no_primary_key)]
struct Bare { x: i64 }
#[derive(Model)]
struct T {
    id: i64,
    #[model(references = Usr)]
    a: i64,
    #[model(references = User(idd))]
    b: i64,
    #[model(references = table(\"user\", id))]
    c: i64,
    #[model(references = NoModel)]
    d: i64,
    #[model(references = Post)]
    e: i64,
    #[model(references = Bare)]
    f: i64,
    #[model(references = User(id, id))]
    g: i64,
    #[model(references = Zebra)]
    h: i64,
}",
        "
error[M111]: there is no model `Usr` (lib.rs:12:26)
  edit 12:26-12:29: did you mean `User`? -> \"User\"
error[M111]: `User` has no column `idd` (lib.rs:14:31)
  edit 14:31-14:34: did you mean `id`? -> \"id\"
warning[M111]: no model declares the table `user` (lib.rs:16:32)
  note: it is taken to be in the database already
  edit 16:32-16:38: did you mean `users`? -> \"\\\"users\\\"\"
error[M111]: `NoModel` is no model (lib.rs:18:26)
  at lib.rs:5:8: `NoModel` has no `#[derive(Model)]`
  help: a foreign key refers to a struct with `#[derive(Model)]`
error[M121]: `Post` could be one of several models (lib.rs:20:26)
  at lib.rs:1:59: `crate::a::Post`
  at lib.rs:2:59: `crate::b::Post`
  help: write the path of the model, as in `references = crate::shop::User(id)`
error[M111]: `Bare` has no primary key to refer to (lib.rs:22:26)
  at lib.rs:8:8: this table has none
  help: name the columns: `references = Bare(…)`
error[M123]: 1 column cannot refer to 2 columns (lib.rs:24:26)
  note: (g) would refer to (id, id) of `users`
  help: write `foreign_key(columns(…), references = User(id, id))` on the struct, with as many columns on either side
error[M111]: there is no model `Zebra` (lib.rs:26:26)
  help: name a struct with `#[derive(Model)]`, or a table: `references = table(\"users\", id)`
",
    );
}

#[test]
fn two_of_one_name() {
    check_files(
        &[
            (
                "lib.rs",
                "mod a;\n#[derive(Model)]\nstruct User { id: i64 }\n#[derive(ModelEnum)]\nenum Kind { A }\n",
            ),
            (
                "a.rs",
                "#[derive(Model)]\n#[model(table = \"users\")]\nstruct Person { id: i64, #[model(column = \"id\")] other: i32 }\n#[derive(ModelEnum)]\n#[model(name = \"kind\")]\nenum Sort { A }\n",
            ),
        ],
        "
error[M109]: two models for the table `users` (a.rs:2:17)
  at lib.rs:3:8: `User` is the first
  help: one struct declares a table; others that only read or write it do not derive `Model`
error[M110]: two fields for the column `id` (a.rs:3:43)
  at a.rs:3:17: `id` is the first
  help: give one of them another `column`, or leave it out with `#[model(skip)]`
error[M120]: two enums for the enum type `kind` (a.rs:6:6)
  at lib.rs:5:6: `Kind` is the first
  help: give one of them another `#[model(name = \"…\")]`
",
    );
}

#[test]
fn keys_to_tables_without_a_model() {
    let loaded = load_text(
        "#[derive(Model)] #[model(schema = \"shop\", foreign_key(columns(b, a), references = table(\"other.legacy\", x, \"Y y\"),
            on_delete = set_null(a), match = full, not_valid))]
         struct T { id: i64, #[model(references = table(\"countries\", id), on_delete = set_default(a), match = full, not_valid)]
            a: i64, b: i64, #[model(references = T)] c: i64 }",
    );
    assert_eq!(render(&loaded.diagnostics), "");
    let table = loaded.schema.tables.values().next().unwrap();
    assert_eq!(
        serde_json::to_value(&table.foreign_keys).unwrap(),
        serde_json::json!([
            {"columns": ["a"], "references": "countries", "references_columns": ["id"],
             "on_delete": "set_default", "on_delete_columns": ["a"], "match": "full", "not_valid": true},
            {"columns": ["b", "a"], "references": "other.legacy", "references_columns": ["x", "Y y"],
             "on_delete": "set_null", "on_delete_columns": ["a"], "match": "full", "not_valid": true},
            {"columns": ["c"], "references": "shop.ts", "references_columns": ["id"]},
        ])
    );
    check(
        "#[derive(Model)]\nstruct T { #[model(references = table(\"legacy\"))] id: i64,\n #[model(references = table(\"legacy\", a, b))] a: i64 }",
        "
error[M111]: no model declares the table `legacy` (lib.rs:2:39)
  help: name the columns of a table without a model: `table(\"legacy\", id)`
error[M123]: 1 column cannot refer to 2 columns (lib.rs:3:23)
  note: (a) would refer to (a, b) of `legacy`
  help: write `foreign_key(columns(…), references = table(\"legacy\", a, b))` on the struct, with as many columns on either side
",
    );
}
