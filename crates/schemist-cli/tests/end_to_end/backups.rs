//! `upgrade --backup`: a copy before data is deleted, that can be brought back.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use schemist_reflect::{Connection, DatabaseUrl};
use schemist_testing::TestDatabase;

/// Two revisions that lose nothing, and two that do.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, up, down) in [
        (
            "1_make",
            "CREATE TABLE a (id int PRIMARY KEY, note varchar(20)); CREATE TABLE b (id int);",
            "DROP TABLE a; DROP TABLE b;",
        ),
        (
            "2_fill",
            "INSERT INTO a VALUES (1, 'kept'), (2, 'it''s'); INSERT INTO b VALUES (7);",
            "DELETE FROM a; DELETE FROM b;",
        ),
        ("3_drop", "DROP TABLE b;", "CREATE TABLE b (id int);"),
        ("4_drop", "ALTER TABLE a DROP COLUMN note;", "ALTER TABLE a ADD COLUMN note varchar(20);"),
    ] {
        let directory = folder.path().join("migrations").join(name);
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join("up.sql"), up).unwrap();
        std::fs::write(directory.join("down.sql"), down).unwrap();
    }
    folder
}

fn schemist(folder: &Path, url: &str, args: &[&str], path: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
    command
        .current_dir(folder)
        .args(args)
        .args(["--database-url", url])
        .env("SCHEMIST_NOW", "2026-11-21T10:30:00Z");
    if let Some(path) = path {
        command.env("PATH", path);
    }
    command.output().unwrap()
}

fn ok(folder: &Path, url: &str, args: &[&str]) -> String {
    let output = schemist(folder, url, args, None);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    said
}

fn backups(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Upgrades with a backup; the file, which said what it is.
fn with_backup(database: &TestDatabase, folder: &Path, extension: &str) -> PathBuf {
    let url = database.url();
    let said = ok(folder, url, &["upgrade", "2", "--backup"]);
    assert!(said.contains("no backup is taken: nothing that runs deletes data"), "{said}");
    assert!(backups(&folder.join("backups")).is_empty(), "nothing was deleted");
    let said = ok(folder, url, &["upgrade", "head", "--backup"]);
    let [path] = backups(&folder.join("backups")).try_into().unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    assert!(name.ends_with(&format!("-20261121T103000Z-before-3.{extension}")), "{name}");
    assert!(said.contains(&name) && said.contains("before 3_drop (drop table b); `"), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // On the way back too, into a folder of choice.
    let said = ok(folder, url, &["downgrade", "1", "--backup=elsewhere"]);
    assert!(said.contains("before 2_fill (delete from a and 1 more)"), "{said}");
    assert_eq!(backups(&folder.join("elsewhere")).len(), 1);
    path
}

/// Fails unless a database holds the rows that were deleted.
fn holds_the_rows(url: &str) {
    let mut connection = Connection::open(&DatabaseUrl::parse(url).unwrap()).unwrap();
    let found = "SELECT concat((SELECT count(*) FROM a WHERE note IN ('kept', 'it''s')), ' ', (SELECT sum(id) FROM b))";
    assert_eq!(text(&mut connection, found), "2 7");
    let (schema, _) = schemist_reflect::reflect(&mut connection).unwrap();
    assert_eq!(schema.tables.len(), 2, "{:?}", schema.tables.keys());
}

fn text(connection: &mut Connection, sql: &str) -> String {
    use diesel::RunQueryDsl;
    let sql = diesel::dsl::sql::<diesel::sql_types::Text>(sql);
    match connection {
        Connection::Sqlite(connection) => sql.get_result(connection).unwrap(),
        Connection::Postgres(connection) => sql.get_result(connection).unwrap(),
        #[cfg(feature = "mysql")]
        Connection::Mysql(connection) => sql.get_result(connection).unwrap(),
        _ => panic!("another engine"),
    }
}

#[test]
fn sqlite() {
    let (database, project) = (TestDatabase::sqlite(), project());
    let path = with_backup(&database, project.path(), "sqlite3");
    holds_the_rows(&format!("sqlite:{}", path.display()));
    let run = schemist(project.path(), "sqlite::memory:", &["upgrade", "head", "--backup"], None);
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.code() == Some(2) && said.contains("a database in memory has no backup"), "{said}");
    // A folder that cannot be: nothing of the revision is run.
    ok(project.path(), database.url(), &["upgrade", "2"]);
    std::fs::write(project.path().join("file"), "").unwrap();
    let run = schemist(project.path(), database.url(), &["upgrade", "head", "--backup=file/x"], None);
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        !run.status.success() && said.contains("stopped before 3_drop: cannot write the backup"),
        "{said}"
    );
    assert!(said.contains("--backup=FOLDER"), "{said}");
    // The configuration may make it the rule.
    std::fs::write(project.path().join("schemist.toml"), "[run]\nbackup = \"kept\"\n").unwrap();
    ok(project.path(), database.url(), &["upgrade", "head", "--single-transaction"]);
    assert_eq!(backups(&project.path().join("kept")).len(), 1);
}

#[test]
fn postgres() {
    let (database, project) = (schemist_testing::postgres().database(), project());
    let path = with_backup(&database, project.path(), "dump");
    let other = schemist_testing::postgres().database();
    let restored =
        Command::new("pg_restore").arg(format!("--dbname={}", other.url())).arg(&path).status().unwrap();
    assert!(restored.success());
    holds_the_rows(other.url());
    missing_tool(database.url(), project.path(), "pg_dump was not found");
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    let (database, project) = (schemist_testing::mysql().database(), project());
    let path = with_backup(&database, project.path(), "sql");
    let other = schemist_testing::mysql().database();
    let dump = std::fs::read_to_string(&path).unwrap();
    Connection::open(&DatabaseUrl::parse(other.url()).unwrap()).unwrap().execute(&dump).unwrap();
    holds_the_rows(other.url());
    missing_tool(database.url(), project.path(), "mariadb-dump was not found");
}

/// Refused before anything is run.
fn missing_tool(url: &str, folder: &Path, words: &str) {
    ok(folder, url, &["downgrade", "base"]);
    let run = schemist(folder, url, &["upgrade", "head", "--backup"], Some("/nowhere"));
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains(words) && said.contains("install "), "{said}");
    let current = schemist(folder, url, &["current"], None);
    assert!(current.stdout.is_empty(), "nothing was run");
}
