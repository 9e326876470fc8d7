use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use schemist_migrate::{Direction, MigrateError, Progress, Revision, Runner, RunnerOptions, WhatStands};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, Log, applied, connect, downgrade, names, upgrade};

/// The one number of a query.
fn number(connection: &mut Connection, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let Connection::Sqlite(connection) = connection else { panic!("not SQLite") };
    diesel::sql_query(format!("SELECT ({sql}) AS n")).get_result::<Row>(connection).unwrap().n
}

fn text(connection: &mut Connection, sql: &str) -> String {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        t: String,
    }
    let Connection::Sqlite(connection) = connection else { panic!("not SQLite") };
    diesel::sql_query(format!("SELECT ({sql}) AS t")).get_result::<Row>(connection).unwrap().t
}

fn checks_foreign_keys(connection: &mut Connection) -> bool {
    number(connection, "SELECT foreign_keys FROM pragma_foreign_keys") == 1
}

/// Names of the user's tables, with the ledger's left out.
fn tables(connection: &mut Connection) -> String {
    let sql = r"SELECT coalesce(group_concat(name, ' '), '') FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_%' ESCAPE '\' ORDER BY name)";
    text(connection, sql)
}

fn two_tables() -> Folder {
    let folder = Folder::new();
    folder.plain("1_users", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
    folder.plain(
        "2_posts",
        "CREATE TABLE posts (id INTEGER PRIMARY KEY);\nINSERT INTO posts VALUES (1);",
        "DROP TABLE posts;",
    );
    folder
}

#[test]
fn up_and_down() {
    let database = TestDatabase::sqlite();
    let mut connection = connect(database.url());
    let folder = two_tables();
    assert_eq!(upgrade(&mut connection, &folder, "+1").unwrap(), ["1_users"]);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_posts"]);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), [""; 0]);
    assert_eq!(tables(&mut connection), "posts users");
    assert_eq!(applied(&mut connection), ["1", "2"]);
    assert_eq!(downgrade(&mut connection, &folder, "-1").unwrap(), ["2_posts"]);
    assert_eq!(tables(&mut connection), "users");
    assert_eq!(number(&mut connection, "SELECT count(*) FROM __schemist_ledger"), 1);
    assert_eq!(downgrade(&mut connection, &folder, "base").unwrap(), ["1_users"]);
    assert_eq!(applied(&mut connection), [""; 0]);
}

#[test]
fn progress_is_told() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    let directory = folder.load();
    let mut log = Log::default();
    Runner::new(&mut connection, &directory).upgrade("head", &mut log).unwrap();
    assert_eq!(
        log.0,
        [
            "apply 1_users (1 of 2)",
            "statement 1 of 1",
            "finished 1_users",
            "apply 2_posts (2 of 2)",
            "statement 1 of 2",
            "statement 2 of 2",
            "finished 2_posts",
        ]
    );
}

#[test]
fn nothing_is_written_where_nothing_is_to_do() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    assert!(upgrade(&mut connection, &folder, "head").unwrap().is_empty());
    let directory = two_tables().load();
    let status = Runner::new(&mut connection, &directory).status().unwrap();
    assert_eq!((names(&status.pending).len(), status.is_up_to_date()), (2, false));
    assert_eq!(number(&mut connection, "SELECT count(*) FROM sqlite_master"), 0);
}

#[test]
fn the_ledger_table_is_diesels() {
    let mut connection = connect("sqlite::memory:");
    upgrade(&mut connection, &two_tables(), "head").unwrap();
    let sql = "SELECT sql FROM sqlite_master WHERE name = '__diesel_schema_migrations'";
    let ours = text(&mut connection, sql);
    let mut by_diesel = connect("sqlite::memory:");
    by_diesel.execute(diesel::migration::CREATE_MIGRATIONS_TABLE).unwrap();
    assert_eq!(ours, text(&mut by_diesel, sql));
}

#[test]
fn a_failing_statement_takes_all_of_its_revision_back() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    folder.plain(
        "3_bad",
        "-- first\nCREATE TABLE a (id INTEGER);\n\n-- second\nINSERT INTO a\n  VALUES (1, 2);\nCREATE TABLE b (id INTEGER);",
        "",
    );
    folder.plain("4_never", "CREATE TABLE never (id INTEGER);", "");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert_eq!(
        error,
        "cannot apply migrations/3_bad/up.sql:5: statement 2 of 3 failed: table a has 1 columns but 2 values were supplied\n\
         statement: INSERT INTO a\n  VALUES (1, 2)\n\
         rolled back: nothing of this revision is in the database; done before it in this run and standing: 1_users, 2_posts\n\
         help: correct up.sql and run the command again"
    );
    assert_eq!(tables(&mut connection), "posts users");
    assert_eq!(applied(&mut connection), ["1", "2"]);
    folder.plain("3_bad", "CREATE TABLE a (id INTEGER);", "");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["3_bad", "4_never"]);
}

#[test]
fn a_failure_that_ends_the_transaction_is_no_trouble() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.plain(
        "1_a",
        "CREATE TABLE a (id INTEGER UNIQUE ON CONFLICT ROLLBACK); INSERT INTO a VALUES (1); INSERT INTO a VALUES (1);",
        "",
    );
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.contains("statement 3 of 3 failed: UNIQUE constraint failed: a.id"), "{error}");
    assert_eq!(tables(&mut connection), "");
    folder.plain("1_a", "CREATE TABLE a (id INTEGER);", "");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["1_a"]);
}

#[test]
fn a_failure_at_commit_is_told() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.plain(
        "1_a",
        "CREATE TABLE p (id INTEGER PRIMARY KEY);\nCREATE TABLE c (p REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (7);",
        "",
    );
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.contains("FOREIGN KEY constraint failed"), "{error}");
    assert_eq!((tables(&mut connection).as_str(), applied(&mut connection).len()), ("", 0));
    folder.plain("1_a", "CREATE TABLE p (id INTEGER PRIMARY KEY);", "");
    upgrade(&mut connection, &folder, "head").unwrap();
}

/// A parent with children that cascade, and the rebuild of the parent as Schemist writes it.
fn rebuild(last: &str) -> Folder {
    let folder = Folder::new();
    folder.plain(
        "1_tables",
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT);
         CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents (id) ON DELETE CASCADE);
         INSERT INTO parents VALUES (1, 'a'), (2, 'b');
         INSERT INTO children VALUES (10, 1), (11, 2);",
        "DROP TABLE children; DROP TABLE parents;",
    );
    folder.loose(
        "2_rebuild",
        &format!(
            "PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n\n-- Alter column\nCREATE TABLE scratch (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n\
             INSERT INTO scratch (id, name) SELECT id, name FROM parents;\nDROP TABLE parents;\nPRAGMA legacy_alter_table = ON;\nALTER TABLE scratch RENAME TO parents;\n{last}\n\
             PRAGMA legacy_alter_table = OFF;\nCOMMIT;\nPRAGMA foreign_keys = ON;\n"
        ),
        "",
    );
    folder
}

#[test]
fn a_rebuild_keeps_the_children_and_commits_with_its_record() {
    let mut connection = connect("sqlite::memory:");
    let folder = rebuild("");
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(number(&mut connection, "SELECT count(*) FROM children"), 2);
    assert_eq!(applied(&mut connection), ["1", "2"]);
    assert!(checks_foreign_keys(&mut connection));
}

#[test]
fn a_rebuild_that_fails_leaves_nothing_and_foreign_keys_on() {
    let mut connection = connect("sqlite::memory:");
    let folder = rebuild("CREATE INDEX i ON missing (id);");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.starts_with("cannot apply migrations/2_rebuild/up.sql:10: statement 8 of 11 failed: no such table: main.missing"), "{error}");
    assert!(error.contains("rolled back: nothing of this revision is in the database"), "{error}");
    assert_eq!(number(&mut connection, "SELECT count(*) FROM parents"), 2);
    assert_eq!(number(&mut connection, "SELECT count(*) FROM children"), 2);
    assert_eq!(
        (tables(&mut connection).as_str(), applied(&mut connection)),
        ("children parents", vec!["1".to_owned()])
    );
    assert!(checks_foreign_keys(&mut connection));
    assert_eq!(number(&mut connection, "SELECT legacy_alter_table FROM pragma_legacy_alter_table"), 0);
    assert_eq!(number(&mut connection, "SELECT count(*) FROM __schemist_ledger WHERE state <> 'applied'"), 0);
}

#[test]
fn a_rebuild_that_loses_a_parent_is_taken_back() {
    let mut connection = connect("sqlite::memory:");
    let folder = rebuild("DELETE FROM parents WHERE id = 2;");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(
        error.contains("rows would point to rows that do not exist (1): children (rowid 11) → parents"),
        "{error}"
    );
    assert_eq!(number(&mut connection, "SELECT count(*) FROM parents"), 2);
    assert!(checks_foreign_keys(&mut connection));
}

#[test]
fn rows_that_dangled_before_are_not_held_against_a_rebuild() {
    let mut connection = connect("sqlite::memory:");
    let folder = rebuild("");
    upgrade(&mut connection, &folder, "+1").unwrap();
    connection
        .execute("PRAGMA foreign_keys = OFF; INSERT INTO children VALUES (12, 99); PRAGMA foreign_keys = ON")
        .unwrap();
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_rebuild"]);
}

#[test]
fn a_setting_that_was_off_stays_off() {
    let mut connection = connect("sqlite::memory:");
    connection.execute("PRAGMA foreign_keys = OFF").unwrap();
    upgrade(&mut connection, &rebuild(""), "head").unwrap();
    assert!(!checks_foreign_keys(&mut connection));
}

/// Diesel would run this inside its transaction, where the pragma does nothing and DROP TABLE cascades.
#[test]
fn foreign_keys_go_off_also_where_diesel_could_not() {
    let mut connection = connect("sqlite::memory:");
    let folder = rebuild("");
    folder.write("2_rebuild/metadata.toml", "run_in_transaction = true");
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(number(&mut connection, "SELECT count(*) FROM children"), 2);
    assert!(checks_foreign_keys(&mut connection));
}

fn half_way() -> Folder {
    let folder = Folder::new();
    folder.loose(
        "1_half",
        "CREATE TABLE a (id INTEGER);\nVACUUM;\nCREATE TABLE b (id INTEGER);\nINSERT INTO b VALUES (1, 2);\nVACUUM;",
        "DROP TABLE a;\nVACUUM;\nDROP TABLE wrong;",
    );
    folder
}

#[test]
fn outside_a_transaction_a_run_goes_on_where_it_stopped() {
    let mut connection = connect("sqlite::memory:");
    let folder = half_way();
    let directory = folder.load();
    let error = Runner::new(&mut connection, &directory).upgrade("head", &mut ()).unwrap_err();
    let MigrateError::Statement(failure) = &error else { panic!("{error}") };
    assert_eq!((failure.line, failure.number), (4, 4));
    assert_eq!(failure.stands, WhatStands::First { done: 2, next_line: 3 });
    assert!(
        error.to_string().contains("its first 2 statements took effect and stand, nothing from line 3 on")
    );
    assert_eq!(tables(&mut connection), "a");
    let status = Runner::new(&mut connection, &directory).status().unwrap();
    assert_eq!((status.interrupted[0].statements_done, status.interrupted[0].direction), (2, Direction::Up));
    let refused = downgrade(&mut connection, &folder, "base").unwrap_err();
    assert_eq!(
        refused,
        "migrations/1_half/up.sql stopped after 2 statements before: it has to be applied to its end first\nhelp: `schemist upgrade 1` goes on with it"
    );

    let corrected = |first: &str| {
        format!("{first};\nVACUUM;\nCREATE TABLE b (id INTEGER);\nINSERT INTO b VALUES (1);\nVACUUM;")
    };
    folder.write("1_half/up.sql", corrected("CREATE TABLE other (id INTEGER)"));
    let refused = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(refused.contains("those statements were edited since"), "{refused}");
    folder.write("1_half/up.sql", corrected("-- comments do not count\nCREATE TABLE a (id INTEGER)"));
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["1_half"]);
    assert_eq!(tables(&mut connection), "a b");
    assert_eq!(applied(&mut connection), ["1"]);

    let error = downgrade(&mut connection, &folder, "base").unwrap_err();
    assert!(error.contains("no such table: wrong"), "{error}");
    let refused = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(refused.contains("`schemist downgrade 1-1` goes on with it"), "{refused}");
    folder.write("1_half/down.sql", "DROP TABLE a;\nVACUUM;\nDROP TABLE b;");
    assert_eq!(downgrade(&mut connection, &folder, "1-1").unwrap(), ["1_half"]);
    assert_eq!((tables(&mut connection).as_str(), applied(&mut connection).len()), ("", 0));
    assert_eq!(number(&mut connection, "SELECT count(*) FROM __schemist_ledger"), 0);
}

#[test]
fn a_first_statement_that_fails_leaves_no_trace() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.loose("1_a", "INSERT INTO nothing VALUES (1);\nVACUUM;", "");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.contains("rolled back: nothing"), "{error}");
    assert_eq!(number(&mut connection, "SELECT count(*) FROM __schemist_ledger"), 0);
}

#[test]
fn an_edited_revision_is_refused_on_the_way_up() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    upgrade(&mut connection, &folder, "+1").unwrap();
    let original = std::fs::read_to_string(folder.path().join("1_users/up.sql")).unwrap();
    folder.write("1_users/up.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.starts_with("migrations/1_users/up.sql was changed since it was applied on "), "{error}");
    assert!(
        error.contains("(sha256 was ") && error.contains("help: an applied migration does not change"),
        "{error}"
    );
    assert_eq!(tables(&mut connection), "users");

    // Another checkout's line ends are no edit.
    folder.write("1_users/up.sql", original.replace('\n', "\r\n"));
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_posts"]);

    // Reverting what one is working on is how it can be edited.
    folder.write("2_posts/up.sql", "CREATE TABLE posts (id INTEGER);");
    let directory = folder.load();
    let mut log = Log::default();
    Runner::new(&mut connection, &directory).downgrade("-1", &mut log).unwrap();
    assert!(log.0[0].ends_with("2_posts/up.sql was changed since it was applied"), "{:?}", log.0);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_posts"]);
}

#[test]
fn a_missing_directory_is_named() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    upgrade(&mut connection, &folder, "head").unwrap();
    folder.remove("2_posts");
    let expected = "Can't locate revision identified by '2': applied in the database, but not in migrations\n\
         help: bring their directories back: they may lie on a branch that is not checked out or merged here; `schemist stamp --repair` forgets them, where they are gone for good";
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap_err(), expected);
    assert_eq!(downgrade(&mut connection, &folder, "base").unwrap_err(), expected);
    let directory = folder.load();
    assert_eq!(Runner::new(&mut connection, &directory).status().unwrap().missing, ["2"]);
}

#[test]
fn what_cannot_be_reverted_stops_before_anything_runs() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    folder.plain("3_a", "CREATE TABLE a (id INTEGER);", "-- This file should undo anything in `up.sql`\n");
    folder.write("4_b/up.sql", "CREATE TABLE b (id INTEGER);");
    folder.plain("5_placeholder", "CREATE TABLE c (id INTEGER);", "SELECT 1;");
    folder.plain("6_merge", "SELECT 1;", "SELECT 1;");
    folder.plain("7_last", "CREATE TABLE last (id INTEGER);", "DROP TABLE last;");
    upgrade(&mut connection, &folder, "head").unwrap();
    let error = downgrade(&mut connection, &folder, "base").unwrap_err();
    assert_eq!(
        error,
        "irreversible, and nothing was changed: no statement to undo it in migrations/5_placeholder/down.sql, migrations/4_b/down.sql, migrations/3_a/down.sql\n\
         help: write what undoes the revision into these files"
    );
    assert_eq!(tables(&mut connection), "a b c last posts users");
    assert_eq!(downgrade(&mut connection, &folder, "-2").unwrap(), ["7_last", "6_merge"]);
}

#[test]
fn transaction_statements_are_refused_before_anything_runs() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    folder.plain("3_a", "CREATE TABLE a (id INTEGER);\nCOMMIT;", "");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(
        error.starts_with("migrations/3_a/up.sql:2: BEGIN, COMMIT or ROLLBACK within a migration"),
        "{error}"
    );
    assert_eq!(tables(&mut connection), "");
    folder.plain("3_a", "BEGIN;\nCREATE TABLE a (id INTEGER);\nCOMMIT;", "");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap().len(), 3);
}

#[test]
fn a_merged_branch_is_applied_though_its_versions_are_old() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.revision("1_a", &[]).revision("3_c", &["1"]);
    upgrade(&mut connection, &folder, "head").unwrap();
    folder.revision("2_b", &["1"]).revision("4_m", &["2", "3"]);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_b", "4_m"]);
    assert_eq!(downgrade(&mut connection, &folder, "3").unwrap(), ["4_m"]);
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["4_m"]);
}

#[test]
fn odd_names_are_just_names() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.plain(
        "2026-é'; DROP TABLE x;--\"_größe ändern %s",
        "CREATE TABLE \"select \"\"; é\" (\"ordér by\" INTEGER);",
        "DROP TABLE \"select \"\"; é\";",
    );
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(tables(&mut connection), "select \"; é");
    assert_eq!(applied(&mut connection), ["2026é'; DROP TABLE x;\""]);
    downgrade(&mut connection, &folder, "größe").unwrap_or_default();
    downgrade(&mut connection, &folder, "base").unwrap();
    assert_eq!(tables(&mut connection), "");
}

#[test]
fn empty_files_only_leave_their_record() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.plain("1_empty", "", "").loose("2_settings", "PRAGMA foreign_keys = OFF;", "");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap().len(), 2);
    assert_eq!(applied(&mut connection), ["1", "2"]);
    assert!(checks_foreign_keys(&mut connection));
}

#[test]
fn a_trigger_is_one_statement() {
    let mut connection = connect("sqlite::memory:");
    let folder = Folder::new();
    folder.plain(
        "1_a",
        "CREATE TABLE a (id INTEGER); CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET id = 1; DELETE FROM a; END; CREATE VIEW v AS SELECT ';' AS x;",
        "",
    );
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(
        number(&mut connection, "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"),
        2
    );
}

#[test]
fn stamping_records_without_running() {
    let mut connection = connect("sqlite::memory:");
    let folder = two_tables();
    let directory = folder.load();
    let mut runner = Runner::new(&mut connection, &directory);
    let error = runner.mark_applied(&["1", "9"], &mut ()).unwrap_err();
    assert!(error.message().starts_with("Can't locate revision identified by '9'"));
    assert!(runner.applied().unwrap().is_empty());
    runner.mark_applied(&["1", "2"], &mut ()).unwrap();
    runner.mark_applied(&["1"], &mut ()).unwrap();
    assert_eq!(names(&runner.current().unwrap()), ["2_posts"]);
    assert!(runner.upgrade("head", &mut ()).unwrap().is_empty());
    runner.mark_unapplied(&["2", "nothing"], &mut ()).unwrap();
    assert_eq!(names(&runner.pending().unwrap()), ["2_posts"]);
    assert_eq!(tables(&mut connection), "");
    // Stamping takes an edited file for good.
    folder.write("1_users/up.sql", "CREATE TABLE users (id INTEGER);");
    let directory = folder.load();
    let mut runner = Runner::new(&mut connection, &directory);
    assert!(matches!(runner.upgrade("head", &mut ()), Err(MigrateError::Edited { .. })));
    runner.mark_applied(&["1"], &mut ()).unwrap();
    runner.upgrade("head", &mut ()).unwrap();
}

#[test]
fn a_read_only_file_is_told_and_untouched() {
    let database = TestDatabase::sqlite();
    let file = database.url().strip_prefix("sqlite:").unwrap().to_owned();
    let folder = two_tables();
    upgrade(&mut connect(database.url()), &folder, "+1").unwrap();
    let before = std::fs::read(&file).unwrap();
    let mut connection = connect(&format!("file:{file}?mode=ro"));
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert_eq!(
        error,
        "cannot apply migrations/2_posts: the database is read-only (attempt to write a readonly database); nothing was changed\n\
         help: make the file and the folder it lies in writable, or choose another DATABASE_URL"
    );
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let directory = folder.load();
    assert_eq!(names(&Runner::new(&mut connection, &directory).current().unwrap()), ["1_users"]);
    let unmigrated = TestDatabase::sqlite();
    let file = unmigrated.url().strip_prefix("sqlite:").unwrap();
    std::fs::write(file, "").unwrap();
    let error = upgrade(&mut connect(&format!("file:{file}?mode=ro")), &folder, "head").unwrap_err();
    assert!(error.starts_with("cannot create the tables __diesel_schema_migrations and __schemist_ledger: the database is read-only"), "{error}");
}

#[test]
fn a_lock_that_is_held_is_waited_for_and_then_told() {
    let database = TestDatabase::sqlite();
    let mut other = connect(database.url());
    other.execute("BEGIN IMMEDIATE").unwrap();
    let mut connection = connect(database.url());
    let folder = two_tables();
    let directory = folder.load();
    let options = RunnerOptions { lock_timeout: Duration::from_millis(50), ..Default::default() };
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut ()).unwrap_err();
    assert!(matches!(error, MigrateError::Locked { .. }), "{error}");
    assert!(error.to_string().contains("another process is writing to the database file"), "{error}");
    assert_eq!(number(&mut connection, "SELECT timeout FROM pragma_busy_timeout"), 5000);
    other.execute("ROLLBACK").unwrap();
    upgrade(&mut connection, &folder, "head").unwrap();
}

/// Does something as another process in the middle of a run.
struct Meanwhile<F: FnMut(&Revision)>(F, Log);

impl<F: FnMut(&Revision)> Progress for Meanwhile<F> {
    fn started(&mut self, revision: &Revision, _: Direction, _: usize, _: usize) {
        (self.0)(revision);
    }

    fn skipped(&mut self, revision: &Revision, direction: Direction) {
        self.1.skipped(revision, direction);
    }
}

#[test]
fn a_whole_run_is_locked_and_its_process_named() {
    let database = TestDatabase::sqlite();
    let folder = two_tables();
    let directory = folder.load();
    let mut refused = Vec::new();
    let other = |_: &Revision| {
        let file = database.url().trim_start_matches("sqlite:").to_owned();
        let link = format!("{file}-link");
        std::os::unix::fs::symlink(&file, &link).unwrap_or_default();
        for url in [database.url().to_owned(), link.clone(), format!("file:{file}?cache=private")] {
            let mut connection = connect(&url);
            let options = RunnerOptions { lock_timeout: Duration::from_millis(20), ..Default::default() };
            let mut log = Log::default();
            let mut runner = Runner::new(&mut connection, &directory).with_options(options);
            let error = runner.upgrade("head", &mut log).unwrap_err();
            assert!(matches!(error, MigrateError::Locked { .. }), "{error}");
            refused.push(error.to_string());
            assert_eq!(log.0.len(), 1, "{:?}", log.0);
            assert!(log.0[0].starts_with(&format!("waiting for process {}", std::process::id())));
            assert_eq!(number(&mut connection, "SELECT timeout FROM pragma_busy_timeout"), 5000);
        }
    };
    let mut connection = connect(database.url());
    let mut progress = Meanwhile(other, Log::default());
    assert_eq!(Runner::new(&mut connection, &directory).upgrade("head", &mut progress).unwrap().len(), 2);
    assert_eq!(refused.len(), 6);
    for error in refused {
        assert!(error.contains(&format!("process {} (", std::process::id())), "{error}");
    }
    // And is free again, also for a downgrade and a stamp.
    assert!(upgrade(&mut connect(database.url()), &folder, "head").unwrap().is_empty());
}

/// Plain Diesel knows nothing of the lock of a run.
#[test]
fn a_revision_that_diesel_applies_meanwhile_is_skipped() {
    let database = TestDatabase::sqlite();
    let folder = two_tables();
    let directory = folder.load();
    let by_diesel = |revision: &Revision| {
        if revision.version == "2" {
            let sql =
                format!("{} INSERT INTO __diesel_schema_migrations (version) VALUES ('2')", revision.up);
            connect(database.url()).execute(&sql).unwrap();
        }
    };
    let mut progress = Meanwhile(by_diesel, Log::default());
    let mut connection = connect(database.url());
    let done = Runner::new(&mut connection, &directory).upgrade("head", &mut progress).unwrap();
    assert_eq!(
        (names(&done), progress.1.0),
        (vec!["1_users".to_owned()], vec!["skipped 2_posts".to_owned()])
    );
    assert_eq!(number(&mut connection, "SELECT count(*) FROM posts"), 1);
}

#[test]
fn a_revision_whose_parent_is_reverted_meanwhile_is_not_applied() {
    let database = TestDatabase::sqlite();
    let folder = two_tables();
    let directory = folder.load();
    let by_diesel = |revision: &Revision| {
        if revision.version == "2" {
            let sql = "DROP TABLE users; DELETE FROM __diesel_schema_migrations WHERE version = '1'";
            connect(database.url()).execute(sql).unwrap();
        }
    };
    let mut progress = Meanwhile(by_diesel, Log::default());
    let mut connection = connect(database.url());
    let error = Runner::new(&mut connection, &directory).upgrade("head", &mut progress).unwrap_err();
    assert!(matches!(error, MigrateError::Overtaken { .. }), "{error}");
    assert!(error.to_string().contains("another migrator has reverted 1_users meanwhile"), "{error}");
    assert_eq!(tables(&mut connection), "");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap().len(), 2);
}

#[test]
fn without_the_lock_of_the_run_each_revision_is_still_applied_once() {
    let database = TestDatabase::sqlite();
    let folder = Folder::new();
    for i in 0..12 {
        folder.plain(&format!("{i:03}_r"), &format!("CREATE TABLE t{i} (id INTEGER);"), "");
    }
    let directory = folder.load();
    let file = format!("{}-schemist-lock", database.url().trim_start_matches("sqlite:"));
    std::fs::create_dir(file).unwrap();
    let run = || {
        let mut log = Log::default();
        let done =
            Runner::new(&mut connect(database.url()), &directory).upgrade("head", &mut log).unwrap().len();
        let told = log.0.iter().filter(|line| line.contains("for the whole run")).count();
        assert!(told == 1 || done == 0, "{:?}", log.0);
        done
    };
    let done: Vec<usize> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6).map(|_| scope.spawn(run)).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(done.iter().sum::<usize>(), 12, "{done:?}");
    assert_eq!(applied(&mut connect(database.url())).len(), 12);
}

/// Every revision fails when it is run twice, so that success means exactly once.
#[test]
fn concurrent_runs_apply_each_revision_once() {
    let database = TestDatabase::sqlite();
    let folder = Folder::new();
    for i in 0..12 {
        folder.plain(
            &format!("{i:03}_r"),
            &format!("CREATE TABLE t{i} (id INTEGER); INSERT INTO t{i} VALUES (1);"),
            "",
        );
    }
    folder.loose(
        "100_loose",
        "CREATE TABLE x (id INTEGER); VACUUM; CREATE TABLE y (id INTEGER); VACUUM; INSERT INTO y VALUES (1);",
        "",
    );
    folder.plain("101_last", "CREATE TABLE z AS SELECT * FROM y;", "");
    let done: Vec<Vec<String>> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| upgrade(&mut connect(database.url()), &folder, "head").unwrap()))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(done.concat().len(), 14, "{done:?}");
    let mut connection = connect(database.url());
    assert_eq!(applied(&mut connection).len(), 14);
    assert_eq!(number(&mut connection, "SELECT count(*) FROM z"), 1);
    assert_eq!(number(&mut connection, "SELECT count(*) FROM __schemist_ledger WHERE state = 'applied'"), 14);
}
