//! `erd`: tables and foreign keys as a picture.

use crate::support::Project;

const SQL: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id));
CREATE TABLE lonely (id INTEGER PRIMARY KEY);";

const MODELS: &str = "
use schemist::Model;

#[derive(Model)]
#[model(table = \"users\")]
pub struct User {
    pub id: i32,
    pub name: String,
}
";

#[test]
fn draws_the_database_a_file_and_a_change() {
    let project = Project::with_models(MODELS);
    project.sql("app.db", SQL);
    project.write("wanted.sql", SQL.replace("email", "mail"));
    let mermaid = project.ok(&["erd"]);
    assert!(mermaid.starts_with("erDiagram\n"), "{mermaid}");
    assert!(mermaid.contains("t1 }o--o| t2 : \"user_id\""), "{mermaid}");
    assert_eq!(project.ok(&["erd"]), mermaid);
    assert_eq!(project.ok(&["erd", "wanted.sql", "--engine", "sqlite"]), mermaid.replace("email", "mail"));

    let change = project.ok(&["erd", "app.db", "--to", "wanted.sql", "--format", "svg", "--only-changed"]);
    assert!(change.contains("row created") && change.contains("row dropped"), "{change}");
    assert!(change.contains(">orders<") && !change.contains(">lonely<"), "{change}");

    let planned = project.ok(&["erd", "--change", "--columns", "keys", "--format", "dot"]);
    assert!(planned.contains(">name  <") && planned.contains("#dff5e1"), "{planned}");
}

#[test]
fn writes_a_file_where_it_is_told_to() {
    let project = Project::with_models(MODELS);
    project.sql("app.db", SQL);
    assert_eq!(project.ok(&["erd", "--format", "svg", "--out", "schema.svg"]), "");
    let picture = project.read("schema.svg");
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"), "{picture}");
}
