//! `diff` and `inspect`: databases without models.

use crate::support::Project;

const FROM: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO users VALUES (1, 'x');";
const TO: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');
    CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
    CREATE INDEX ix ON orders (user_id);";

fn databases() -> Project {
    let project = Project::empty();
    project.sql("from.db", FROM);
    project.sql("to.db", TO);
    project
}

#[test]
fn the_statements_turn_one_into_the_other() {
    let project = databases();
    let before = project.files();
    let script = project.ok(&["diff", "--from", "sqlite:from.db", "--to", "sqlite://to.db"]);
    assert!(project.files() == before);
    project.sql("from.db", &script);
    assert_eq!(project.ok(&["diff", "--from", "from.db", "--to", "to.db"]), "");
    assert_eq!(project.ok(&["diff", "--from", "from.db", "--to", "to.db", "--format", "json"]), "");
    assert_eq!(project.query("from.db", "SELECT name AS value FROM users"), ["x"]);
}

#[test]
fn the_other_formats_tell_the_same() {
    let project = databases();
    let text = project.ok(&["diff", "--from", "from.db", "--to", "to.db", "--format", "text"]);
    assert!(text.contains("  + create table orders\n") && text.contains("alter column users.name"), "{text}");
    let json = project.ok(&["diff", "--from", "from.db", "--to", "to.db", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!(json["operations"].as_array().unwrap().len(), text.lines().count());
}

#[test]
fn what_is_inspected_as_sql_makes_the_same_schema() {
    let project = databases();
    let script = project.ok(&["--database-url", "to.db", "inspect", "--format", "sql"]);
    project.sql("copy.db", &script);
    assert_eq!(project.ok(&["diff", "--from", "copy.db", "--to", "to.db"]), "");
    let json = project.ok(&["--database-url", "to.db", "inspect", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["schema"]["tables"].as_object().unwrap().len(), 2);
    let text = project.ok(&["--database-url", "to.db", "inspect"]);
    assert!(text.contains("table orders\n"), "{text}");
}

#[test]
fn engines_must_be_the_same_and_colours_stay_out_of_the_result() {
    let project = databases();
    let text = project.ok(&["--color", "always", "diff", "--from", "from.db", "--to", "to.db"]);
    assert!(!text.contains('\u{1b}'), "{text}");
    let run = project.run(&["diff", "--from", "from.db", "--to", "mysql://u:pw@h/d"]);
    run.fails(2, &["mysql"]);
}

#[test]
fn an_escape_character_in_the_schema_belongs_to_the_result() {
    let project = databases();
    project.sql("to.db", "CREATE TABLE bell (a TEXT DEFAULT '\u{1b}[31mred\u{1b}[0m\u{7}')");
    let script = project.ok(&["diff", "--from", "from.db", "--to", "to.db"]);
    project.sql("from.db", &script);
    assert_eq!(project.ok(&["diff", "--from", "from.db", "--to", "to.db"]), "");
}
