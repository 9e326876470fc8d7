//! Whatever is wrong: the place and the remedy are named, and nothing is changed.

use crate::support::Project;

const USERS: &str = "
use schemist::Model;
#[derive(Model)]
#[model(table = \"users\")]
pub struct User {
    #[model(id)]
    id: i32,
    name: String,
}
";

/// A command fails with a code and words, and every file is as it was.
fn check(project: &Project, args: &[&str], code: i32, words: &[&str]) {
    let before = project.files();
    project.run(args).fails(code, words);
    assert!(project.files() == before, "files changed by {args:?}");
}

/// Both commands that read models refuse these.
fn check_models(models: &str, words: &[&str]) {
    let project = Project::with_models(models);
    project.sql("app.db", "CREATE TABLE t (a INTEGER)");
    check(&project, &["check"], 2, words);
    check(&project, &["revision", "--autogenerate", "-m", "x"], 2, words);
}

#[test]
fn models_that_cannot_be_read() {
    let project = Project::with_models(USERS);
    project.sql("app.db", "");
    project.write("models.rs", b"struct \xff\xfe {}");
    check(&project, &["check"], 2, &["models.rs"]);
    std::fs::remove_file(project.path("models.rs")).unwrap();
    check(&project, &["check"], 2, &["models.rs", "do not exist", "schemist.toml"]);
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\n");
    check(&project, &["check"], 2, &["it is not known where the models are", "models = ["]);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_nowhere_is_not_passed_over() {
    let project = Project::with_models(USERS);
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\nmodels = [\"src\"]\n");
    project.write("src/user.rs", USERS);
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    project.ok(&["upgrade"]);
    std::fs::remove_file(project.path("src/user.rs")).unwrap();
    std::os::unix::fs::symlink("/nowhere", project.path("src/user.rs")).unwrap();
    project.run(&["check"]).fails(2, &["cannot read src/user.rs"]);
    std::fs::remove_file(project.path("src/user.rs")).unwrap();
    let check = project.run(&["check"]);
    assert_eq!(check.code, 1);
    assert!(check.stderr.contains("there is no model in src"), "{}", check.stderr);
}

/// A migration is not written from models some of which may not have been seen.
#[test]
fn a_broken_file_beside_good_ones() {
    let project = Project::with_models(USERS);
    project.write("schemist.toml", "database_url = \"sqlite:app.db\"\nmodels = [\"src/lib.rs\"]\n");
    project.write("src/lib.rs", "mod user;\nmod post;\n");
    project.write("src/user.rs", USERS);
    let posts = USERS.replace("users", "posts").replace("User", "Post");
    project.write("src/post.rs", &posts);
    project.ok(&["revision", "--autogenerate", "-m", "all"]);
    project.ok(&["upgrade"]);
    let broken: [(&[u8], &str); 4] = [
        (b"fn f()\n#[derive(schemist::Model)]\nstruct Post { id: i32 }\n", "src/post.rs:3:1"),
        (b"struct Other { a: i32 b: i32 }\n", "src/post.rs:1:23"),
        (b"mod {\n", "src/post.rs:"),
        (b"// caf\xe9\n", "src/post.rs: it is not UTF-8 text"),
    ];
    for (text, place) in broken {
        project.write("src/post.rs", text);
        for args in [
            &["check"][..],
            &["diff", "--from", "migrations", "--to", "models:src/lib.rs"],
            &["revision", "--autogenerate", "-m", "x"],
        ] {
            check(&project, args, 2, &[place]);
        }
    }
    std::fs::remove_file(project.path("src/post.rs")).unwrap();
    check(&project, &["revision", "--autogenerate", "-m", "x"], 2, &["the module `post` has no file"]);
    project.write("src/post.rs", &posts);
    project.ok(&["check"]);
}

#[test]
fn names_that_cannot_be_had() {
    let named = |name: &str| USERS.replace("\"users\"", &format!("\"{name}\""));
    check_models(
        &named("__schemist_ledger"),
        &["the table name `__schemist_ledger` is reserved", "models.rs:5"],
    );
    check_models(&named("sqlite_users"), &["the table name `sqlite_users` is reserved"]);
    check_models(
        &USERS.replace("name: String", "#[model(column = \"Name\")]\n    a: i32,\n    name: String"),
        &["SQLite does not tell them apart", "models.rs:10:5"],
    );
}

#[test]
fn a_syntax_error() {
    check_models("pub struct User {\n    id: i32\n    name: String,\n}\n", &["models.rs:3:5", "^"]);
}

#[test]
fn an_unknown_type() {
    check_models(&USERS.replace("name: String", "name: Wibble<u8>"), &["models.rs:8:11", "Wibble"]);
}

#[test]
fn two_models_for_one_table() {
    check_models(
        &format!("{USERS}\n#[derive(Model)]\n#[model(table = \"users\")]\npub struct Again {{ id: i32 }}\n"),
        &["users", "models.rs:12:17"],
    );
}

#[test]
fn a_foreign_key_to_nothing() {
    check_models(
        &USERS.replace("name: String", "#[model(references = Nobody(id))]\n    nobody_id: i32"),
        &["Nobody", "models.rs:8"],
    );
}

#[test]
fn a_server_that_is_not_there() {
    let project = Project::with_models(USERS);
    let url = "postgres://someone:s3cret@127.0.0.1:1/shop";
    for command in [&["check"][..], &["current"], &["upgrade"], &["inspect"], &["scaffold", "--out", "x"]] {
        let run = project.run_with(command, &[("DATABASE_URL", url)]);
        run.fails(3, &["cannot connect to postgres://someone:***@127.0.0.1:1/shop"]);
        assert!(!run.stderr.contains("s3cret"), "{}", run.stderr);
    }
}

#[test]
fn passwords_are_never_printed() {
    let project = Project::with_models(USERS);
    let url = "postgres://someone:s3cret@127.0.0.1:1/shop";
    let broken = [
        "postgres://someone:s3cret@[/shop",
        "oracle://someone:s3cret@h/d",
        "postgres:someone:s3cret@h/d",
        "host=h password=s3cret",
        "mysql://u:s3cret@h/d",
        "postgres://u:s3cret@h:port/d",
        "postgres://u:s3cret x@127.0.0.1:1/d",
        "postgres://u:s3cret%zz@127.0.0.1:1/d",
        "postgres://u:s3cret/x@127.0.0.1:1/d",
        "postgres://u:s3cret@x@127.0.0.1:1/d",
        "postgres://127.0.0.1:1/d?user=u&passwort=s3cret",
        "postgres://127.0.0.1:1/d?user=u&PASSWORD=s3cret",
    ];
    let mut runs = vec![
        project.run(&["diff", "--from", url, "--to", url]),
        project.run(&["diff", url]),
        project.run(&["--database-urll", url]),
        project.run(&["check", "--color", url]),
        project.run(&[&format!("--database-url={url}"), "-v", "history"]),
    ];
    runs.extend(broken.iter().map(|url| project.run(&["check", "--database-url", url])));
    project.write(".env", "DATABASE_URL=postgres://u:s3cret @h/d extra\n");
    runs.push(project.run(&["check"]));
    project.write(".env", format!("DATABASE_URL={url}\n"));
    runs.push(project.run_with(&["check", "-v"], &[("SCHEMIST_LOG", "trace")]));
    for run in runs {
        assert!(
            !run.stdout.contains("s3cret") && !run.stderr.contains("s3cret"),
            "{}{}",
            run.stdout,
            run.stderr
        );
    }
}

#[test]
fn a_database_that_cannot_be_written() {
    let project = Project::with_models(USERS);
    project.sql("app.db", "CREATE TABLE t (a INTEGER)");
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    let url = format!("file:{}?mode=ro", project.path("app.db").display());
    check(&project, &["--database-url", &url, "upgrade"], 3, &["read"]);
    let inspect = project.ok(&["--database-url", &url, "inspect"]);
    assert!(inspect.contains("table t\n"), "{inspect}");
}

#[test]
fn a_database_that_is_no_database() {
    let project = Project::with_models(USERS);
    project
        .write("app.db", "this is a text, and a rather long one, so that it cannot pass for an empty file");
    check(&project, &["check"], 3, &["not a database"]);
    check(
        &project,
        &["inspect", "--database-url", "sqlite:none.db"],
        3,
        &["there is no database sqlite:none.db"],
    );
    check(&project, &["diff", "--from", "none.db", "--to", "none.db"], 3, &["none.db"]);
    check(&project, &["upgrade", "--database-url", "sqlite:"], 2, &["it names no file"]);
}

#[test]
fn a_migration_that_fails_half_way() {
    let project = Project::with_models(USERS);
    project.ok(&["revision", "--autogenerate", "-m", "users"]);
    project.ok(&["upgrade"]);
    project.sql("app.db", "INSERT INTO users VALUES (1, 'x')");
    let folder = "migrations/2027-01-01-000000-0000_broken";
    project.ok(&["revision", "-m", "broken", "--rev-id", "2027-01-01-000000-0000"]);
    project.write(
        &format!("{folder}/up.sql"),
        "CREATE TABLE half (a INTEGER);\nDELETE FROM users;\nINSERT INTO nowhere VALUES (1);\n",
    );
    let schema = project.schema("app.db");
    project.run(&["upgrade"]).fails(3, &["no such table: nowhere", &format!("{folder}/up.sql:3")]);
    assert_eq!(project.schema("app.db"), schema);
    assert_eq!(project.query("app.db", "SELECT name AS value FROM users"), ["x"]);
    assert!(project.ok(&["current"]).contains("users"));
    project.write(&format!("{folder}/up.sql"), "CREATE TABLE half (a INTEGER);\n");
    project.ok(&["upgrade"]);
}

#[test]
fn a_malformed_configuration() {
    let project = Project::with_models(USERS);
    let cases: [(&str, &[&str]); 5] = [
        ("models = [\n", &["schemist.toml:1"]),
        (
            "modles = [\"models.rs\"]\n",
            &["schemist.toml:1:1", "unknown key `modles`", "did you mean `models`?"],
        ),
        ("\nmodels = 7\n", &["schemist.toml:2:10", "^"]),
        (
            "database_url = \"ftp://x\"\nmodels = [\"models.rs\"]\n",
            &["unknown scheme `ftp://`", "schemist.toml"],
        ),
        ("models = [\"models.rs\"]\n", &["no database is named", "DATABASE_URL"]),
    ];
    for (text, words) in cases {
        project.write("schemist.toml", text);
        check(&project, &["check"], 2, words);
    }
    check(&project, &["check", "--config", "other.toml"], 2, &["there is no configuration file other.toml"]);
}

#[test]
fn migrations_that_are_not_as_they_should_be() {
    let project = Project::with_models(USERS);
    project.sql("app.db", "");
    project.write("migrations/2026-01-01-000000_empty/notes.txt", "");
    check(&project, &["history"], 2, &["2026-01-01-000000_empty", "up.sql"]);
    project.write("migrations/2026-01-01-000000_empty/up.sql", "SELECT 1;\n");
    check(&project, &["upgrade", "nowhere"], 2, &["nowhere"]);
    project.write("migrations/schema.json", "{");
    check(&project, &["check"], 2, &["schema.json"]);
    project.write("schemist.toml", "migrations = \"models.rs\"\n");
    check(&project, &["history"], 2, &["models.rs is not a directory"]);
    let empty = Project::empty();
    check(&empty, &["heads"], 2, &["there is no migrations directory migrations", "schemist init"]);
}

#[test]
fn hostile_names() {
    let long = "l".repeat(70);
    let models = format!(
        r##"
use schemist::Model;
#[derive(Model)]
#[model(table = "select \"x\"; --")]
pub struct Odd {{
    #[model(id)]
    id: i32,
    #[model(column = "a b\"c")]
    quoted: String,
    #[model(column = "order", index)]
    keyword: Option<i32>,
    #[model(column = "größe", unique)]
    unicode: Option<i64>,
    #[model(column = "{long}", default(literal = "it's \n*/ -- x"))]
    long: String,
}}
"##
    );
    let project = Project::with_models(&models);
    project.ok(&["revision", "--autogenerate", "-m", "'; DROP TABLE x; --\n*/ \u{1b}[31m"]);
    project.ok(&["upgrade"]);
    assert_eq!(project.ok(&["check"]), "");
    assert_eq!(
        project.query("app.db", "SELECT name AS value FROM pragma_table_info('select \"x\"; --')"),
        ["id", "a b\"c", "order", "größe", &long]
    );
    project.ok(&["downgrade", "-1"]);
    assert!(project.schema("app.db").is_empty());
}

#[test]
fn a_revision_is_written_whole_or_not_at_all() {
    let project = Project::with_models(USERS);
    // What is in the way of the snapshot: a folder of its name that is not empty.
    std::fs::create_dir_all(project.path("migrations/schema.json/x")).unwrap();
    project.run(&["revision", "--autogenerate", "-m", "users"]).fails(2, &["migrations/schema.json"]);
    assert_eq!(std::fs::read_dir(project.path("migrations")).unwrap().count(), 1);
}

#[test]
fn migrations_that_cannot_be_read_leave_standard_output_empty() {
    let project = Project::with_models(USERS);
    project.sql("app.db", "");
    project.write("migrations/2026-01-01-000000_empty/notes.txt", "");
    project.run(&["check"]).fails(2, &["2026-01-01-000000_empty", "up.sql"]);
}

#[test]
fn the_clock_must_be_a_time() {
    let project = Project::with_models(USERS);
    let run = project.run_with(&["revision", "--autogenerate", "-m", "x"], &[("SCHEMIST_NOW", "soon")]);
    run.fails(2, &["SCHEMIST_NOW", "2026-11-21T10:30:00Z"]);
}
