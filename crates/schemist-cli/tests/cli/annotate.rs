//! `scaffold --annotate` and `--schema-rs`: a Diesel project as it is.

use crate::support::Project;

const SQL: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY NOT NULL, name VARCHAR(80) NOT NULL UNIQUE, type TEXT NOT NULL DEFAULT 'plain');
    CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        score NUMERIC NOT NULL CHECK (score >= 0));
    CREATE INDEX ix_p ON posts (user_id, score DESC) WHERE score > 1;
    CREATE TABLE tags (id INTEGER PRIMARY KEY NOT NULL, label TEXT NOT NULL);";

const MODELS: &str = "// Ours.
use diesel::prelude::*;
use crate::schema::{posts, users};

#[derive(Queryable, Selectable, Debug)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i32,
    pub name: String,   // a name
    #[diesel(column_name = type_)]
    pub kind: String,
}

#[derive(Insertable)]
#[diesel(table_name = users)]
pub struct NewUser<'a> { pub name: &'a str }

#[derive(Queryable, Associations, Identifiable)]
#[diesel(belongs_to(User))]
pub struct Post { pub id: i32, pub user_id: i32, pub score: f64 }
";

fn project() -> Project {
    let project = Project::empty();
    project.sql("app.db", SQL);
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\nmodels = [\"src/lib.rs\"]\n");
    project.write("src/lib.rs", "pub mod models;\npub mod schema;\n");
    project.write("src/models.rs", MODELS);
    project.write("src/schema.rs", "");
    project
}

#[test]
fn structs_become_models_where_they_stand() {
    let project = project();
    let before = project.files();
    let diff = project.ok(&["scaffold", "--annotate", "--dry-run"]);
    assert!(diff.starts_with("--- a/src/models.rs\n+++ b/src/models.rs\n@@ "), "{diff}");
    assert!(diff.contains("\n-#[derive(Queryable, Selectable, Debug)]\n"), "{diff}");
    assert!(project.files() == before, "a dry run wrote");

    let run = project.run(&["scaffold", "--annotate"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "src/models.rs\n"), "{}", run.stderr);
    assert!(run.stderr.contains("2 structs became models"), "{}", run.stderr);
    assert!(run.stderr.contains("table tags has no struct"), "{}", run.stderr);
    assert_eq!(project.ok(&["check"]), "");

    // What was there is there, in its order.
    let after = project.read("src/models.rs");
    let mut rest = after.as_str();
    for c in MODELS.chars() {
        let at = rest.find(c).unwrap();
        rest = &rest[at + c.len_utf8()..];
    }
    let lines: Vec<&str> = after.lines().collect();
    for line in MODELS.lines().filter(|line| !line.contains("derive") && !line.contains("pub struct Post")) {
        let line = line.replace("table_name = users", "table_name = self::users");
        assert!(lines.contains(&line.as_str()) || line.contains("table_name"), "{line}\n{after}");
    }

    let files = project.files();
    let again = project.run(&["scaffold", "--annotate"]);
    assert!(again.stderr.contains("nothing to annotate") && again.stdout.is_empty(), "{}", again.stderr);
    assert!(project.files() == files, "a second run wrote");

    project.ok(&["scaffold", "--annotate", "--out", "src/more"]);
    assert!(project.read("src/more/tag.rs").contains("pub struct Tag"));
    assert!(!project.path("src/more/user.rs").exists());
    project.write("src/lib.rs", "pub mod models;\npub mod more;\npub mod schema;\n");
    let check = project.run(&["check"]);
    assert!(check.code == 0 && !check.stderr.contains("has no model"), "{}", check.stderr);
}

#[test]
fn schema_rs_is_what_diesel_prints() {
    let project = project();
    assert_eq!(project.ok(&["scaffold", "--schema-rs", "src/schema.rs"]), "src/schema.rs\n");
    let written = project.read("src/schema.rs");
    assert!(
        written.starts_with(
            "// @generated automatically by Diesel CLI.\n\ndiesel::table! {\n    posts (id) {\n"
        ),
        "{written}"
    );
    assert!(written.contains("        #[sql_name = \"type\"]\n        type_ -> Text,\n"), "{written}");
    assert!(written.contains("diesel::joinable!(posts -> users (user_id));\n"), "{written}");
    assert_eq!(project.ok(&["scaffold", "--schema-rs", "-"]), written);
    project.ok(&["scaffold", "--schema-rs", "src/schema.rs"]);
    project
        .run(&["scaffold", "--schema-rs", "src/lib.rs"])
        .fails(2, &["src/lib.rs exists already", "--force"]);
    project.run(&["scaffold"]).fails(2, &["--out"]);
    project.run(&["scaffold", "--dry-run", "--out", "x"]).fails(2, &["--annotate"]);
}
