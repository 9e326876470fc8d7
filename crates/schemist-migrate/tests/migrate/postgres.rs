use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;
use schemist_migrate::{MigrateError, Runner, RunnerOptions, WhatStands};
use schemist_reflect::Connection;
use schemist_testing::TestDatabase;

use crate::support::{Folder, Log, applied, connect, downgrade, names, upgrade};

fn database() -> TestDatabase {
    schemist_testing::postgres().database()
}

fn text(connection: &mut Connection, sql: &str) -> String {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        t: String,
    }
    let Connection::Postgres(connection) = connection else { panic!("not PostgreSQL") };
    diesel::sql_query(format!("SELECT ({sql})::text AS t")).get_result::<Row>(connection).unwrap().t
}

/// Names of the user's tables, with the ledger's left out.
fn tables(connection: &mut Connection) -> String {
    let sql = r"SELECT coalesce(string_agg(relname, ' ' ORDER BY relname), '') FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND left(relname, 2) <> '__'";
    text(connection, sql)
}

#[test]
fn a_failing_statement_takes_all_of_its_revision_back() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "DROP TABLE a;");
    folder.plain("2_b", "CREATE TABLE b (id int);\n-- Ü\nINSERT INTO b\n  SELECT wrong FROM a;", "");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert_eq!(
        error,
        "cannot apply migrations/2_b/up.sql:3: statement 2 of 2 failed: column \"wrong\" does not exist\n\
         the error is at line 4, column 10\n\
         statement: INSERT INTO b\n  SELECT wrong FROM a\n\
         rolled back: nothing of this revision is in the database; done before it in this run and standing: 1_a\n\
         help: correct up.sql and run the command again"
    );
    assert_eq!((tables(&mut connection).as_str(), applied(&mut connection)), ("a", vec!["1".to_owned()]));
    folder.plain("2_b", "CREATE TABLE b (id int);", "DROP TABLE b;");
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap(), ["2_b"]);
    assert_eq!(downgrade(&mut connection, &folder, "base").unwrap(), ["2_b", "1_a"]);
    assert_eq!(tables(&mut connection), "");
}

#[test]
fn a_failure_at_commit_is_told() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain(
        "1_a",
        "CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (7);",
        "",
    );
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(
        error.contains("violates foreign key constraint") && error.contains("detail: Key (p)=(7)"),
        "{error}"
    );
    assert_eq!((tables(&mut connection).as_str(), applied(&mut connection).len()), ("", 0));
}

#[test]
fn outside_a_transaction_a_run_goes_on_where_it_stopped() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);", "DROP TABLE a;");
    let up = "CREATE INDEX CONCURRENTLY ia ON a (id);\nCREATE TABLE b (id int);\nCREATE UNIQUE INDEX CONCURRENTLY ua ON a (id);\nCREATE TABLE c (id int);";
    folder.loose(
        "2_b",
        up,
        "DROP TABLE c; DROP TABLE b; DROP INDEX CONCURRENTLY ua; DROP INDEX CONCURRENTLY ia;",
    );
    let directory = folder.load();
    let error = Runner::new(&mut connection, &directory).upgrade("head", &mut ()).unwrap_err();
    let MigrateError::Statement(failure) = &error else { panic!("{error}") };
    assert_eq!(failure.stands, WhatStands::First { done: 2, next_line: 3 });
    assert!(error.to_string().contains("the INVALID index that a failed concurrent build"), "{error}");
    assert_eq!(tables(&mut connection), "a b");
    let invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
    assert_eq!(text(&mut connection, invalid), "1");
    connection.execute("DELETE FROM a").unwrap();
    let mut log = Log::default();
    let done = Runner::new(&mut connection, &directory).upgrade("head", &mut log).unwrap();
    assert_eq!(names(&done), ["2_b"]);
    assert!(
        log.0.iter().any(|line| line.contains("an INVALID index that a failed build left")),
        "{:?}",
        log.0
    );
    assert_eq!(text(&mut connection, invalid), "0");
    assert_eq!(tables(&mut connection), "a b c");
    assert_eq!(downgrade(&mut connection, &folder, "base").unwrap(), ["2_b", "1_a"]);
    assert_eq!(text(&mut connection, "SELECT count(*) FROM __schemist_ledger"), "0");
}

#[test]
fn a_block_outside_a_transaction_stands_or_falls_as_one() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.loose(
        "1_a",
        "CREATE TABLE a (id int);\nBEGIN;\nCREATE TABLE b (id int);\nSELECT 1/0;\nCOMMIT;",
        "",
    );
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(
        error.contains("division by zero") && error.contains("its first 1 statement took effect"),
        "{error}"
    );
    assert_eq!(tables(&mut connection), "a");
    folder.write("1_a/up.sql", "CREATE TABLE a (id int);\nBEGIN;\nCREATE TABLE b (id int);\nCOMMIT;");
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(tables(&mut connection), "a b");
}

#[test]
fn a_lost_connection_is_told_and_nothing_is_torn() {
    let database = database();
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);\nSELECT pg_terminate_backend(pg_backend_pid());", "");
    let error = upgrade(&mut connect(database.url()), &folder, "head").unwrap_err();
    assert!(error.contains("the connection broke"), "{error}");
    let mut connection = connect(database.url());
    assert_eq!(tables(&mut connection), "");
    folder.plain("1_a", "CREATE TABLE a (id int);", "");
    upgrade(&mut connection, &folder, "head").unwrap();
}

#[test]
fn an_emptied_search_path_does_not_hide_the_ledger() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    let dump = "SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.a (id int);";
    folder.plain("1_dump", dump, "").plain("2_next", "CREATE TABLE b (id int);", "");
    folder.loose("3_dump", &dump.replace("public.a", "public.c"), "").plain(
        "4_next",
        "CREATE TABLE d (id int);",
        "",
    );
    assert_eq!(upgrade(&mut connection, &folder, "head").unwrap().len(), 4);
    assert_eq!(tables(&mut connection), "a b c d");
}

#[test]
fn one_migrator_at_a_time() {
    let database = database();
    let mut other = connect(database.url());
    // The key of the lock; who holds it is told.
    other
        .execute("SET application_name = 'deploy-7'; SELECT pg_advisory_lock(1935894629, 1835627380)")
        .unwrap();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "");
    let directory = folder.load();
    let mut log = Log::default();
    let options = RunnerOptions { lock_timeout: Duration::from_millis(120), ..Default::default() };
    let error =
        Runner::new(&mut connection, &directory).with_options(options).upgrade("head", &mut log).unwrap_err();
    assert!(matches!(error, MigrateError::Locked { .. }), "{error}");
    assert!(error.to_string().contains("program deploy-7"), "{error}");
    assert!(log.0[0].starts_with("waiting for server process "), "{:?}", log.0);
    assert_eq!(tables(&mut connection), "");
    drop(other);
    upgrade(&mut connection, &folder, "head").unwrap();
}

/// Also with an index built concurrently: a migrator that waits must not hold what that waits for.
#[test]
fn concurrent_runs_apply_each_revision_once() {
    let database = database();
    let folder = Folder::new();
    for i in 0..8 {
        folder.plain(&format!("{i:03}_r"), &format!("CREATE TABLE t{i} (id int);"), "");
    }
    folder.loose("100_i", "CREATE INDEX CONCURRENTLY i ON t0 (id);", "DROP INDEX CONCURRENTLY i;");
    let done: Vec<Vec<String>> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..6)
            .map(|_| scope.spawn(|| upgrade(&mut connect(database.url()), &folder, "head").unwrap()))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert_eq!(done.concat().len(), 9, "{done:?}");
    assert_eq!(done.iter().filter(|d| !d.is_empty()).count(), 1, "{done:?}");
    assert_eq!(applied(&mut connect(database.url())).len(), 9);
}

#[test]
fn missing_privileges_are_told_and_nothing_is_changed() {
    let database = database();
    let mut admin = connect(database.url());
    admin.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO PUBLIC").unwrap();
    let role = format!("{}_reader", text(&mut admin, "SELECT current_database()"));
    admin.execute(&format!("CREATE ROLE {role}")).unwrap();
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "");
    let mut connection = connect(database.url());
    connection.execute(&format!("SET ROLE {role}")).unwrap();
    let error = upgrade(&mut connection, &folder, "head");
    drop(connection);
    admin.execute(&format!("DROP ROLE {role}")).unwrap();
    let error = error.unwrap_err();
    assert!(
        error.starts_with("cannot create the tables __diesel_schema_migrations and __schemist_ledger: permission denied for schema public\nhelp: connect as the owner"),
        "{error}"
    );
    assert_eq!(
        text(&mut admin, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
        "0"
    );
}

#[test]
fn a_read_only_server_is_told() {
    let database = database();
    let mut connection = connect(database.url());
    connection.execute("SET default_transaction_read_only = on").unwrap();
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);", "");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.contains("the database is read-only") && error.contains("nothing was changed"), "{error}");
}

#[test]
fn the_ledger_table_is_diesels() {
    let columns = "SELECT string_agg(concat_ws(' ', column_name, data_type, character_maximum_length, is_nullable, column_default), ', ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name = '__diesel_schema_migrations'";
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "SELECT 1;", "");
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(
        text(&mut connection, columns),
        "version character varying 50 NO, run_on timestamp without time zone NO CURRENT_TIMESTAMP"
    );
}

#[test]
fn what_cannot_stand_in_a_transaction_says_so() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    folder.plain("1_a", "CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY i ON a (id);", "");
    let error = upgrade(&mut connection, &folder, "head").unwrap_err();
    assert!(error.contains("CREATE INDEX CONCURRENTLY cannot run inside a transaction block"), "{error}");
    assert!(error.contains("run_in_transaction = false"), "{error}");
    assert_eq!(tables(&mut connection), "");
}

#[test]
fn bodies_with_semicolons_are_one_statement() {
    let database = database();
    let mut connection = connect(database.url());
    let folder = Folder::new();
    // Bodies that are read when the function is made came with PostgreSQL 14.
    let atomic = match connection.dialect().unwrap().capabilities().version >= (14, 0) {
        true => {
            "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;\n"
        }
        false => "",
    };
    let script = format!(
        "CREATE TABLE a (id int);\n\
         CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN NEW.id := 1; RETURN NEW; END; $body$;\n\
         {atomic}DO $$ BEGIN PERFORM 1; PERFORM ';'; END $$;\n\
         CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM a; DELETE FROM a);\n\
         CREATE TABLE \"b; c\" (\"d;\" text DEFAULT E'\\';');"
    );
    folder.plain("1_a", &script, "");
    upgrade(&mut connection, &folder, "head").unwrap();
    assert_eq!(tables(&mut connection), "a b; c");
}
