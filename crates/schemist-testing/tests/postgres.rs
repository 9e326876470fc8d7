//! The throwaway server itself.

// Tests fail by panicking, and speak to who runs them.
#![allow(clippy::unwrap_used, clippy::panic)]

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    answer: String,
}

fn ask(connection: &mut PgConnection, sql: &str) -> String {
    diesel::sql_query(format!("SELECT ({sql})::text AS answer"))
        .get_result::<Answer>(connection)
        .unwrap()
        .answer
}

#[test]
fn a_database_is_empty_writable_and_gone_afterwards() {
    let server = schemist_testing::postgres();
    let database = server.database();
    let mut connection = PgConnection::establish(database.url()).unwrap();
    connection.batch_execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2);").unwrap();
    assert_eq!(ask(&mut connection, "SELECT count(*) FROM t"), "2");
    let name = ask(&mut connection, "SELECT current_database()");

    drop(database); // with the connection still open

    let mut admin = PgConnection::establish(server.url()).unwrap();
    let left = ask(&mut admin, &format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
    assert_eq!(left, "0");
}

#[test]
fn databases_may_be_made_at_the_same_time() {
    let makers: Vec<_> = (0..4)
        .map(|_| std::thread::spawn(|| schemist_testing::postgres().database().url().to_owned()))
        .collect();
    let urls: Vec<String> = makers.into_iter().map(|m| m.join().unwrap()).collect();
    let mut distinct = urls.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), urls.len());
}
