use schemist_schema::{Check, Column, ColumnType, Engine, ForeignKey, Index, PrimaryKey, Table, Unique};

use super::*;

fn table(name: &str, columns: impl IntoIterator<Item = Column>) -> Table {
    let mut table = Table::new(name.into());
    table.columns.extend(columns);
    table.primary_key = Some(PrimaryKey { name: Some(format!("pk_{name}")), ..PrimaryKey::on(["id"]) });
    table
}

fn shop() -> Schema {
    let users = Table {
        comment: Some("People.".into()),
        uniques: vec![Unique { name: Some("users_email_key".into()), ..Unique::on(["email"]) }],
        ..table(
            "users",
            [
                Column::new("id", ColumnType::BigInt),
                Column::new("email", ColumnType::Varchar { length: Some(80) }).nullable(),
                Column::new("type", ColumnType::Enum("kind".into())),
            ],
        )
    };
    let posts = Table {
        foreign_keys: vec![ForeignKey::new(["user_id"], "users".into(), ["id"])],
        checks: vec![Check::new(Some("ck".into()), "(score > 0)")],
        indexes: vec![Index::on_columns(Some("ix_posts_user_id_score".into()), ["user_id", "score"])],
        ..table(
            "posts",
            [
                Column::new("id", ColumnType::BigInt),
                Column::new("user_id", ColumnType::BigInt),
                Column::new("score", ColumnType::Integer),
            ],
        )
    };
    let mut schema = Schema::default();
    schema.insert_table(users);
    schema.insert_table(posts);
    schema
}

fn annotated(text: &str) -> Annotated {
    let files = BTreeMap::from([("m.rs".to_owned(), text.to_owned())]);
    annotate(&shop(), &Dialect::new(Engine::Postgres), &Naming::default(), &files)
}

/// The lines that come in, each with `+`, and the whole without them as it was.
fn check(text: &str, expected: &str) -> Annotated {
    let result = annotated(text);
    let after = result.files.get("m.rs").map_or(text, String::as_str);
    syn::parse_file(after).unwrap();
    assert_eq!(after, expected, "\n{after}");
    let again = annotated(after);
    assert!(again.files.is_empty() && again.models.is_empty(), "a second run: {again:?}");
    result
}

fn words(result: &Annotated) -> Vec<String> {
    result.diagnostics.iter().map(ToString::to_string).collect()
}

#[test]
fn what_the_database_asks_for_is_put_in_between() {
    let result = check(
        r#"#![allow(x)]
use diesel::prelude::*; use schema::users;

   /// Somebody.
   #[derive(Queryable , Selectable)]
   #[diesel(table_name=users, check_for_backend(Pg))]
   pub(crate) struct User { // here
      #[diesel(column_name = type_)] pub kind: Kind,
      // The key.
      id : i64,
      /* odd */ pub email: Option<String>,
      #[diesel(embed)]
      rest: Rest,
   }

mod deep {
    #[derive(
        Identifiable,
        Queryable,
    )]
    #[diesel(table_name = crate::schema::posts)]
    struct P { id: i64, user_id: i64, score: i32 }
}
"#,
        r#"#![allow(x)]
use diesel::prelude::*; use schema::users;

   /// Somebody.
   #[derive(Queryable , Selectable, schemist::Model)]
   #[diesel(table_name=self::users, check_for_backend(Pg))]
   #[model(comment = "People.")]
   pub(crate) struct User { // here
      #[diesel(column_name = type_)] #[model(column = "type", type = "kind")] pub kind: Kind,
      // The key.
      id : i64,
      /* odd */ #[model(type = Varchar(80), unique(name = "users_email_key"))] pub email: Option<String>,
      #[diesel(embed)]
      #[model(skip)]
      rest: Rest,
   }

mod deep {
    #[derive(
        Identifiable,
        Queryable,
        schemist::Model,
    )]
    #[diesel(table_name = crate::schema::posts)]
    #[model(index(user_id, score))]
    struct P { id: i64, #[model(references = table("users", id))] user_id: i64, #[model(check("(score > 0)", name = "ck"))] score: i32 }
}
"#,
    );
    assert_eq!(result.models.len(), 2);
    assert!(result.diagnostics.is_empty(), "{:?}", words(&result));
}

#[test]
fn bytes_before_and_line_ends_stay() {
    let text = "\u{feff}use schemist::{Model, ModelEnum};\r\n\r\n#[derive(Queryable, Identifiable)]\r\npub struct Post {\r\n\tpub id: i64,\r\n\t/// Who.\r\n\tpub user_id: i64,\r\n\tpub score: i32,\r\n}\r\n";
    let result = annotated(text);
    let after = &result.files["m.rs"];
    assert!(after.starts_with("\u{feff}use schemist"), "{after}");
    assert!(
        after.contains(
            "#[derive(Queryable, Identifiable, Model)]\r\n#[diesel(table_name = self::posts)]\r\n#[model("
        ),
        "{after}"
    );
    assert!(after.contains("\r\n\t#[model("), "{after}");
    assert!(!after.replace("\r\n", "").contains('\n'), "{after:?}");
    assert!(annotated(after).files.is_empty());
}

#[test]
fn one_struct_a_table_and_only_a_whole_one() {
    let result = annotated(
        "#[derive(Insertable)] #[diesel(table_name = schema::posts)] struct New { id: i64, user_id: i64, score: i32 }\n\
         #[derive(Queryable)] #[diesel(table_name = schema::posts)] struct Post { id: i64, user_id: Option<i64>, score: i32 }\n\
         #[derive(Queryable)] #[diesel(table_name = schema::users)] struct Name { id: i64, email: String }\n",
    );
    assert_eq!(result.models, [("posts".into(), "Post".to_owned())]);
    assert_eq!(
        words(&result),
        [
            "note[E107]: one struct declares a table: `Post` now declares posts (m.rs:2:67)",
            "warning[E107]: `Name` stays as it is: it has 2 of the 3 columns of users; there is no field for type (m.rs:3:67)",
            "warning[E107]: field `user_id` of `Post` is an `Option`, and column posts.user_id is NOT NULL (m.rs:2:67)",
        ]
    );
    let none = annotated("fn main() {}");
    assert_eq!(words(&none), ["note[E106]: 2 tables have no struct"]);
    assert_eq!(none.without_struct.len(), 2);
}

#[test]
fn structs_of_other_files_are_named_where_a_path_is_sure_to_lead() {
    let users = "#[derive(Queryable, Identifiable)]\n#[diesel(table_name = crate::schema::users)]\npub struct User { id: i64, email: Option<String>, r#type: K }\n";
    let posts = "#[derive(Queryable, Identifiable)]\n#[diesel(table_name = crate::schema::posts, primary_key(id))]\npub struct Post { id: i64, user_id: i64, score: i32 }\n";
    let check = |names: [&str; 3], modules: &str, expected: &str| {
        let texts = [users, posts, modules].map(str::to_owned);
        let files: BTreeMap<String, String> = names.map(str::to_owned).into_iter().zip(texts).collect();
        let result = annotate(&shop(), &Dialect::new(Engine::Postgres), &Naming::default(), &files);
        let after = &result.files[names[1]];
        assert!(after.contains(expected), "{after}");
        assert!(!after.contains("model(primary_key"), "{after}");
    };
    let beside = ["src/models/user.rs", "src/models/post.rs", "src/models/mod.rs"];
    check(beside, "mod user; mod post;", "references = super::user::User)]");
    check(beside, "#[path = \"x.rs\"] mod user; mod post;", "references = table(\"users\", id))]");
    check(
        ["src/models/type.rs", "src/models/post.rs", "src/models.rs"],
        "mod r#type; mod post;",
        "references = super::r#type::User)]",
    );
    check(
        ["src/user.rs", "src/models/post.rs", "src/lib.rs"],
        "mod user; mod models;",
        "references = table(\"users\", id))]",
    );
}
