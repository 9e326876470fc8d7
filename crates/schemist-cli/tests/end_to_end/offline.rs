//! `upgrade --sql` and `downgrade --sql`, run by the engine's own client.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use schemist_reflect::{Connection, DatabaseUrl};
use schemist_testing::TestDatabase;

fn project(revisions: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, up, down) in revisions {
        let directory = folder.path().join("migrations").join(name);
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(directory.join("up.sql"), up).unwrap();
        std::fs::write(directory.join("down.sql"), down).unwrap();
    }
    folder
}

fn printed(folder: &Path, url: &str, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
    let output = command.current_dir(folder).args(args).args(["--database-url", url]).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Up and down by scripts alone; in between schemist finds all applied.
fn check(database: &TestDatabase, revisions: &[(&str, &str, &str)], client: impl Fn(&str)) {
    let folder = project(revisions);
    let (folder, url) = (folder.path(), database.url());
    client(&printed(folder, url, &["upgrade", "base:head", "--sql"]));
    assert!(printed(folder, url, &["current"]).contains("(head)"));
    printed(folder, url, &["current", "--check-heads"]);
    printed(folder, url, &["upgrade"]);
    client(&printed(folder, url, &["downgrade", "head:base", "--sql"]));
    assert_eq!(printed(folder, url, &["current"]), "");
    printed(folder, url, &["upgrade"]);
}

fn piped(mut command: Command, script: &str) {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn sqlite() {
    let database = TestDatabase::sqlite();
    let revisions = [
        (
            "1_a",
            "CREATE TABLE a (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO a VALUES (1, 'it''s; -- so');",
            "DROP TABLE a;",
        ),
        (
            "2_t",
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET note = 'x'; DELETE FROM a WHERE id = 0; END; -- end",
            "DROP TRIGGER t;",
        ),
    ];
    check(&database, &revisions, |script| {
        Connection::open(&DatabaseUrl::parse(database.url()).unwrap()).unwrap().execute(script).unwrap();
    });
}

/// As pg_dump writes it: without a search path, for the whole session.
#[test]
fn postgres() {
    let database = schemist_testing::postgres().database();
    let revisions = [
        (
            "1_a",
            "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a (id int);",
            "SET search_path = ''; DROP TABLE public.a;",
        ),
        (
            "2_f",
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;",
            "DROP FUNCTION f();",
        ),
        ("3_b", "CREATE TABLE b (id int);", "DROP TABLE b;"),
    ];
    check(&database, &revisions, |script| {
        let mut psql = Command::new("psql");
        psql.args(["-q", "-v", "ON_ERROR_STOP=1", database.url()]);
        piped(psql, script);
    });
}

/// As mysqldump writes it: the statement stands in comments that the server runs.
#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    let database = schemist_testing::mysql().database();
    let revisions = [
        (
            "1_a",
            "CREATE TABLE a (id int, note varchar(20)); INSERT INTO a VALUES (1, 'it\\'s; -- so');",
            "DROP TABLE a;",
        ),
        (
            "2_t",
            "DELIMITER ;;\n/*!50003 CREATE*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `a` FOR EACH ROW BEGIN SET NEW.id = 2; SET NEW.note = 'x'; END */;;\nDELIMITER ;\n",
            "DROP TRIGGER t;",
        ),
        ("3_p", "CREATE PROCEDURE p() BEGIN SELECT '$$'; SELECT 2; END;", "DROP PROCEDURE p;"),
    ];
    let parts = DatabaseUrl::parse(database.url()).unwrap().server_parts();
    check(&database, &revisions, |script| {
        let mut mariadb = Command::new("mariadb");
        mariadb
            .arg("--no-defaults")
            .arg(format!("--user={}", parts.user.clone().unwrap_or_default()))
            .arg(format!("--host={}", parts.host.clone().unwrap_or_default()))
            .arg(format!("--port={}", parts.port.unwrap_or_default()))
            .arg(&parts.database)
            .env("MYSQL_PWD", parts.password.clone().unwrap_or_default());
        piped(mariadb, script);
    });
}
