//! The main job, as a user does it, on a library of our own: models from a database that is there, an edit, a
//! migration, up, down and up again, and the same directory run by plain Diesel.

// Tests fail by panicking, and speak to who runs them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod backups;
mod baselines;
mod offline;
mod sides;
mod twenty;

use std::path::Path;
use std::process::Command;

use diesel::prelude::*;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};
use schemist_emit::snapshot;
use schemist_reflect::{Connection, DatabaseUrl};
use schemist_schema::{Engine, Schema};
use schemist_testing::TestDatabase;

/// The edits: (what the scaffold wrote, what stands there instead).
const EDITS: [(&str, &str); 4] = [
    // A rename.
    (
        "    pub nick: Option<String>,",
        "    #[model(renamed_from = \"nick\")]\n    pub pen_name: Option<String>,",
    ),
    // A column becomes NOT NULL with a default; a new one.
    (
        "    pub note: Option<String>,",
        "    #[model(default(literal = \"none\"))]\n    pub note: String,\n    pub pages: Option<i32>,",
    ),
    // A composite and a partial index.
    (
        "pub struct Book {",
        "#[model(index(author_id, title), index(pages, where = \"pages > 100\", name = \"ix_books_long\"))]\n\
         pub struct Book {",
    ),
    // A table with a foreign key.
    (
        "#[derive(Debug, Clone, HasQuery, Identifiable, Model)]\n",
        "#[derive(Debug, Clone, HasQuery, Model)]\n#[model(table = \"reviews\", check(\"stars BETWEEN 1 AND 5\"))]\npub struct Review {\n    \
         id: i32,\n    #[model(references = Book(id), on_delete = cascade, index)]\n    book_id: i32,\n    stars: i16,\n    \
         words: Option<String>,\n}\n\n#[derive(Debug, Clone, HasQuery, Identifiable, Model)]\n",
    ),
];

#[test]
fn sqlite() {
    from_scaffold_to_plain_diesel(Engine::Sqlite, include_str!("library.sqlite.sql"));
}

#[test]
fn postgres() {
    from_scaffold_to_plain_diesel(Engine::Postgres, include_str!("library.postgres.sql"));
}

fn from_scaffold_to_plain_diesel(engine: Engine, library: &str) {
    let database = library_database(engine, library);
    let project = Project::new(database.url());
    let first = project.schema();
    let rows = rows(database.url(), "nick");

    project.ok(&["init"]);
    project.ok(&["scaffold", "--out", "models", "--one-file"]);
    project.ok(&["check"]);
    project.edit("models/models.rs");
    assert_eq!(project.run(&["check"]).status.code(), Some(1), "the edit is a difference");

    project.ok(&["revision", "--autogenerate", "-m", "reviews and pen names"]);
    project.ok(&["upgrade", "head"]);
    project.ok(&["check"]);
    let second = project.schema();
    assert_ne!(first, second);
    assert_eq!(rows, self::rows(database.url(), "pen_name"));

    project.ok(&["downgrade", "-1"]);
    assert_eq!(first, project.schema(), "down undoes up");
    assert_eq!(rows, self::rows(database.url(), "nick"));

    project.ok(&["upgrade", "head"]);
    project.ok(&["check"]);
    assert_eq!(second, project.schema());

    let copy = library_database(engine, library);
    run_by_diesel(copy.url(), &project.path("migrations"));
    let of_diesel = Project::new(copy.url()).schema();
    assert_eq!(second, of_diesel, "plain Diesel gives another schema");
    assert_eq!(rows, self::rows(copy.url(), "pen_name"));
}

#[test]
fn the_same_run_writes_the_same_bytes() {
    let files: Vec<Vec<(String, String)>> = (0..2)
        .map(|_| {
            let database = library_database(Engine::Sqlite, include_str!("library.sqlite.sql"));
            let project = Project::new(database.url());
            project.ok(&["init"]);
            project.ok(&["scaffold", "--out", "models"]);
            let edited: Vec<String> = project.files("models").into_iter().map(|(name, _)| name).collect();
            assert!(edited.len() > 3, "a file per table: {edited:?}");
            project.ok(&["scaffold", "--out", "models", "--one-file", "--force"]);
            project.edit("models/models.rs");
            std::fs::write(project.path("schemist.toml"), "models = [\"models/models.rs\"]\n").unwrap();
            project.ok(&["revision", "--autogenerate", "-m", "reviews"]);
            [project.files("models"), project.files("migrations")].concat()
        })
        .collect();
    assert_eq!(files[0], files[1]);
}

fn library_database(engine: Engine, library: &str) -> TestDatabase {
    let database = match engine {
        Engine::Sqlite => TestDatabase::sqlite(),
        Engine::Postgres => schemist_testing::postgres().database(),
        Engine::Mysql => panic!("no library for it"),
    };
    let mut connection = connect(database.url());
    connection.execute(library).unwrap();
    connection.execute(include_str!("rows.sql")).unwrap();
    database
}

fn connect(url: &str) -> Connection {
    Connection::open(&DatabaseUrl::parse(url).unwrap()).unwrap()
}

/// All rows, without the column that the migration drops and the one whose NULLs it fills.
fn rows(url: &str, nick: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }
    let text = |column: &str| format!("coalesce('<' || CAST({column} AS TEXT) || '>', 'NULL')");
    let select = |table: &str, columns: &[&str]| {
        let columns: Vec<String> = columns.iter().map(|c| text(c)).collect();
        format!("SELECT {} AS line FROM {table}", columns.join(" || "))
    };
    let sql = [
        select("authors", &["id", "name", nick, "born"]),
        select("books", &["id", "author_id", "title", "price", "state"]),
        select("\"order\"", &["book_id", "\"no.\"", "reader"]),
    ]
    .join(" UNION ALL ");
    let lines: Vec<Line> = match &mut connect(url) {
        Connection::Sqlite(connection) => diesel::sql_query(sql).load(connection).unwrap(),
        Connection::Postgres(connection) => diesel::sql_query(sql).load(connection).unwrap(),
        _ => panic!("an engine that the test does not know"),
    };
    let mut lines: Vec<String> = lines.into_iter().map(|line| line.line).collect();
    lines.sort();
    assert_eq!(lines.len(), 7);
    lines
}

fn run_by_diesel(url: &str, directory: &Path) {
    let migrations = FileBasedMigrations::from_path(directory).unwrap();
    let run = match &mut connect(url) {
        Connection::Sqlite(connection) => connection.run_pending_migrations(migrations).map(|run| run.len()),
        Connection::Postgres(connection) => {
            connection.run_pending_migrations(migrations).map(|run| run.len())
        }
        _ => panic!("an engine that the test does not know"),
    };
    assert_eq!(run.unwrap(), 1);
}

/// A bare folder, without a `Cargo.toml`.
struct Project {
    folder: tempfile::TempDir,
    url: String,
}

impl Project {
    fn new(url: &str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), url: url.to_owned() }
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn run(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
        command.args(arguments).current_dir(self.folder.path());
        command.env("DATABASE_URL", &self.url).env("SCHEMIST_NOW", "2026-11-21T10:30:00Z");
        command.output().unwrap()
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let [stdout, stderr] =
            [&output.stdout, &output.stderr].map(|b| String::from_utf8_lossy(b).into_owned());
        assert!(output.status.success(), "schemist {arguments:?}: {}\n{stdout}\n{stderr}", output.status);
        stdout
    }

    /// What the database holds. A column that came back stands at the end, which makes no other schema.
    fn schema(&self) -> Schema {
        let snapshot = snapshot::read(&self.ok(&["inspect", "--format", "json"])).unwrap();
        snapshot.schema
    }

    /// As a person would in an editor.
    fn edit(&self, path: &str) {
        let mut source = std::fs::read_to_string(self.path(path)).unwrap();
        for (before, after) in EDITS {
            assert!(source.contains(before), "the scaffold has no\n{before}\nin\n{source}");
            source = source.replacen(before, after, 1);
        }
        // A column goes, with the attribute before it.
        let lines: Vec<&str> = source.lines().collect();
        let at = lines.iter().position(|line| line.contains("pub isbn:")).unwrap();
        let from = if lines[at - 1].trim_start().starts_with("#[model") { at - 1 } else { at };
        let kept: Vec<&str> = lines[..from].iter().chain(&lines[at + 1..]).copied().collect();
        std::fs::write(self.path(path), kept.join("\n") + "\n").unwrap();
    }

    /// All files below a folder, by path relative to it, sorted.
    fn files(&self, folder: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.folder.path()).unwrap().display().to_string();
                    found.push((name, std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        found.sort();
        found
    }
}
