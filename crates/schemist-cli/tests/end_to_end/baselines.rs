//! `baseline`: a new database made from it is like the old one, as the engine's own dump tells.

use std::path::Path;
use std::process::Command;

use schemist_reflect::{Connection, DatabaseUrl};
use schemist_testing::TestDatabase;

/// Makes the old database, takes its baseline, and applies that to the new one.
fn rebuild(old: &TestDatabase, new: &TestDatabase, sql: &str) -> tempfile::TempDir {
    let mut connection = Connection::open(&DatabaseUrl::parse(old.url()).unwrap()).unwrap();
    connection.execute(sql).unwrap();
    drop(connection);
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("migrations")).unwrap();
    let said = schemist(folder.path(), old.url(), &["baseline"]);
    assert!(said.contains("recorded as applied") && !said.contains("not in it"), "{said}");
    schemist(folder.path(), new.url(), &["upgrade", "head"]);
    let said = schemist(folder.path(), old.url(), &["upgrade", "head"]);
    assert!(said.contains("nothing to do"), "{said}");
    folder
}

fn schemist(folder: &Path, url: &str, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_schemist"));
    let output = command.current_dir(folder).args(args).args(["--database-url", url]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {said}");
    said
}

fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const SQLITE: &str = "
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL COLLATE NOCASE UNIQUE, upper TEXT AS (upper(email)) STORED);
CREATE VIEW b AS SELECT * FROM a;
CREATE VIEW a AS SELECT id, email FROM users -- those there are
;
CREATE INDEX ix_email ON users (lower(email)) WHERE email <> '';
CREATE VIRTUAL TABLE docs USING fts5(body);
CREATE TRIGGER t AFTER INSERT ON users BEGIN INSERT INTO docs VALUES (new.email); UPDATE users SET email = trim(email) WHERE id = new.id; END;
CREATE TRIGGER u INSTEAD OF DELETE ON a BEGIN DELETE FROM users WHERE id = old.id; END;
INSERT INTO users (email) VALUES ('x');
";

#[test]
fn sqlite() {
    let (old, new) = (TestDatabase::sqlite(), TestDatabase::sqlite());
    rebuild(&old, &new, SQLITE);
    let all = |database: &TestDatabase| {
        let mut connection = Connection::open(&DatabaseUrl::parse(database.url()).unwrap()).unwrap();
        let Connection::Sqlite(connection) = &mut connection else { panic!("another engine") };
        let sql = "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10)) FROM (
            SELECT * FROM sqlite_schema WHERE name NOT LIKE '\\_\\_%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY type, name)";
        diesel::RunQueryDsl::get_result::<String>(
            diesel::dsl::sql::<diesel::sql_types::Text>(sql),
            connection,
        )
        .unwrap()
    };
    let expected = all(&old);
    assert!(expected.contains("trigger u CREATE TRIGGER u"), "{expected}");
    assert_eq!(all(&new), expected);
}

const POSTGRES: &str = "
CREATE EXTENSION citext;
CREATE SCHEMA shop;
CREATE TYPE shop.mood AS ENUM ('sad', 'it''s ok');
CREATE DOMAIN shop.money AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE FUNCTION shop.next_code() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    -- a; b
    RETURN 'c' || nextval('shop.codes');
END $$;
CREATE SEQUENCE shop.codes START 10;
CREATE TABLE shop.users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email citext NOT NULL UNIQUE, code text DEFAULT shop.next_code(), mood shop.mood, total shop.money);
COMMENT ON TABLE shop.users IS 'those; who -- buy';
CREATE TABLE shop.log (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE shop.log_2026 PARTITION OF shop.log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE VIEW b AS SELECT id, email FROM shop.users WHERE total > 0;
CREATE MATERIALIZED VIEW a AS SELECT count(*) AS n FROM b;
CREATE UNIQUE INDEX ix_a ON a (n);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.code := upper(NEW.code); RETURN NEW; END $$;
CREATE TRIGGER t BEFORE INSERT ON shop.users FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE shop.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.users USING (total > 0);
CREATE RULE r AS ON DELETE TO b DO INSTEAD (DELETE FROM shop.users WHERE id = OLD.id; SELECT 1);
INSERT INTO shop.users (email) VALUES ('x');
";

#[test]
fn postgres() {
    let server = schemist_testing::postgres();
    let (old, new) = (server.database(), server.database());
    rebuild(&old, &new, POSTGRES);
    let dump = |database: &TestDatabase| {
        let text =
            printed(Command::new("pg_dump").args(["--schema-only", "--exclude-table=__*", database.url()]));
        // Its key changes each time.
        text.lines().filter(|line| !line.contains("restrict ")).collect::<Vec<_>>().join("\n")
    };
    let expected = dump(&old);
    assert!(expected.contains("CREATE POLICY own"), "{expected}");
    let found = dump(&new);
    let differing = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert_eq!(found, expected, "{differing:#?}");
}

#[cfg(feature = "mysql")]
#[test]
fn mysql() {
    let server = schemist_testing::mysql();
    let (old, new) = (server.database(), server.database());
    let sql = "
        CREATE TABLE users (id bigint AUTO_INCREMENT PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, n int DEFAULT 0) COMMENT = 'those; who -- buy';
        CREATE TABLE posts (id int PRIMARY KEY, user_id bigint, CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
        CREATE TABLE log (id int, at date NOT NULL) PARTITION BY RANGE (YEAR(at)) (PARTITION p0 VALUES LESS THAN (2026), PARTITION p1 VALUES LESS THAN MAXVALUE);
        CREATE FUNCTION twice(x int) RETURNS int DETERMINISTIC RETURN x * 2;
        CREATE VIEW z AS SELECT id, twice(n) AS n FROM users;
        CREATE VIEW a AS SELECT z.id FROM z JOIN posts ON posts.user_id = z.id;
        CREATE TRIGGER `t1` BEFORE INSERT ON `users` FOR EACH ROW SET NEW.email = lower(NEW.email);
        CREATE TRIGGER `t2` BEFORE INSERT ON `users` FOR EACH ROW BEGIN SET NEW.n = 1; SET NEW.n = NEW.n + 1; END;
        CREATE PROCEDURE fill(IN k int) BEGIN DECLARE i int DEFAULT 0; WHILE i < k DO INSERT INTO log VALUES (i, '2026-01-01'); SET i = i + 1; END WHILE; END;
        CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO DELETE FROM log;
        INSERT INTO users (email) VALUES ('x'), ('y');
    ";
    let mut connection = Connection::open(&DatabaseUrl::parse(old.url()).unwrap()).unwrap();
    let sequences = match connection.dialect().unwrap().capabilities().is_mariadb {
        true => "CREATE SEQUENCE codes START WITH 10; CREATE TABLE coded (id int DEFAULT nextval(codes));",
        false => "",
    };
    rebuild(&old, &new, &format!("{sequences}{sql}"));
    let dump = |database: &TestDatabase| {
        let parts = DatabaseUrl::parse(database.url()).unwrap().server_parts();
        let text = printed(
            Command::new("mariadb-dump")
                .args(["--no-data", "--routines", "--events", "--triggers", "--skip-comments"])
                .arg(format!("--user={}", parts.user.unwrap_or_default()))
                .arg(format!("--host={}", parts.host.unwrap_or_default()))
                .arg(format!("--port={}", parts.port.unwrap_or_default()))
                .arg(format!("--ignore-table={}.__diesel_schema_migrations", parts.database))
                .arg(format!("--ignore-table={}.__schemist_ledger", parts.database))
                .arg(&parts.database)
                .env("MYSQL_PWD", parts.password.unwrap_or_default()),
        );
        // Each has its own name; counters follow rows.
        let text = text.replace(&parts.database, "");
        // MySQL keeps the end of a statement where several were sent at once.
        let lines = text.lines().map(|line| line.trim_end_matches([' ', ';']));
        let lines = lines.map(|line| match line.split_once(" AUTO_INCREMENT=") {
            Some((before, after)) => {
                format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
            }
            None => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let expected = dump(&old);
    assert!(expected.contains("PROCEDURE `fill`") && expected.contains("VIEW `a`"), "{expected}");
    let found = dump(&new);
    let differing = expected.lines().zip(found.lines()).find(|(a, b)| a != b);
    assert_eq!(found, expected, "{differing:#?}");
}
