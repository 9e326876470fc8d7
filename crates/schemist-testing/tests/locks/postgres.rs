//! Each statement runs in a transaction that is rolled back; `pg_locks` tells the lock, the number of the file whether
//! the table was written anew, the statistics of the transaction whether its rows were read. What must not stand in a
//! transaction is looked at from beside, while an open transaction keeps it waiting.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use schemist_dialect::Dialect;
use schemist_lint::{Change, Kind, Lock, Work, lock_facts};
use schemist_reflect::{Connection, DatabaseUrl, reflect};
use schemist_schema::{Engine, Operation, Pair, Schema};

use crate::{told, told_of};

const BEFORE: &str = "
    CREATE TABLE users (id bigint PRIMARY KEY);
    INSERT INTO users SELECT generate_series(1, 100);
    CREATE TABLE orders (
        id bigint PRIMARY KEY, user_id bigint, n integer NOT NULL, m integer, v varchar(20), t text, r int4range
    );
    INSERT INTO orders SELECT i, i, i, i, 'v', 't', int4range(i, i + 1) FROM generate_series(1, 100) i;
    ALTER TABLE orders ADD CONSTRAINT ck_old CHECK (n > 0) NOT VALID;
    ALTER TABLE orders ADD CONSTRAINT fk_old FOREIGN KEY (user_id) REFERENCES users (id);
    CREATE INDEX ix_old ON orders (n);
    CREATE UNIQUE INDEX uq_old ON orders (n);
    CREATE MATERIALIZED VIEW sums AS SELECT id, n FROM orders;
    CREATE UNIQUE INDEX ON sums (id);
    CREATE TABLE parts (id bigint NOT NULL) PARTITION BY RANGE (id);
    CREATE TABLE part_one PARTITION OF parts FOR VALUES FROM (0) TO (1000);
    CREATE TABLE part_two (id bigint NOT NULL);
    INSERT INTO part_two SELECT generate_series(1001, 1100);
    ANALYZE;
";

/// Kind, the relation that the fact is about, the statement.
const IN_A_TRANSACTION: &[(Kind, &str, &str)] = &[
    (Kind::Definition, "orders", "ALTER TABLE orders ADD COLUMN d text"),
    (Kind::Definition, "orders", "ALTER TABLE orders ADD COLUMN d timestamptz NOT NULL DEFAULT now()"),
    (Kind::Definition, "orders", "ALTER TABLE orders DROP COLUMN t"),
    (Kind::Definition, "orders", "ALTER TABLE orders RENAME COLUMN t TO u"),
    (Kind::Definition, "orders", "ALTER TABLE orders RENAME TO purchases"),
    (Kind::Definition, "orders", "ALTER TABLE orders ALTER COLUMN n SET DEFAULT 3"),
    (Kind::Definition, "orders", "ALTER TABLE orders ALTER COLUMN n DROP NOT NULL"),
    (Kind::Definition, "orders", "ALTER TABLE orders DROP CONSTRAINT ck_old"),
    (Kind::Definition, "orders", "ALTER TABLE orders RENAME CONSTRAINT ck_old TO ck_new"),
    (Kind::DropTable, "part_two", "DROP TABLE part_two"),
    (Kind::AddColumnWithValues, "orders", "ALTER TABLE orders ADD COLUMN d uuid DEFAULT gen_random_uuid()"),
    (
        Kind::AddColumnWithValues,
        "orders",
        "ALTER TABLE orders ADD COLUMN d integer GENERATED ALWAYS AS (n + 1) STORED",
    ),
    (Kind::AddIdentity, "orders", "ALTER TABLE orders ADD COLUMN d bigserial"),
    (Kind::AddIdentity, "orders", "ALTER TABLE orders ADD COLUMN d bigint GENERATED ALWAYS AS IDENTITY"),
    (Kind::SetNotNull, "orders", "ALTER TABLE orders ALTER COLUMN m SET NOT NULL"),
    (Kind::Retype, "orders", "ALTER TABLE orders ALTER COLUMN m TYPE bigint"),
    (Kind::RetypeInPlace, "orders", "ALTER TABLE orders ALTER COLUMN v TYPE varchar(80)"),
    (Kind::AddCheck, "orders", "ALTER TABLE orders ADD CONSTRAINT ck CHECK (m > 0)"),
    (
        Kind::AddForeignKey,
        "orders",
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id)",
    ),
    (Kind::AddNotValid, "orders", "ALTER TABLE orders ADD CONSTRAINT ck CHECK (m > 0) NOT VALID"),
    (
        Kind::AddForeignKeyNotValid,
        "orders",
        "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID",
    ),
    (Kind::Validate, "orders", "ALTER TABLE orders VALIDATE CONSTRAINT ck_old"),
    (Kind::AddKey, "orders", "ALTER TABLE orders ADD CONSTRAINT uq UNIQUE (m)"),
    (Kind::AddPrimaryKey, "part_two", "ALTER TABLE part_two ADD PRIMARY KEY (id)"),
    (Kind::AddKeyUsingIndex, "orders", "ALTER TABLE orders ADD CONSTRAINT uq UNIQUE USING INDEX uq_old"),
    (Kind::AddExclusion, "orders", "ALTER TABLE orders ADD CONSTRAINT ex EXCLUDE USING gist (r WITH &&)"),
    (Kind::DropForeignKey, "orders", "ALTER TABLE orders DROP CONSTRAINT fk_old"),
    (Kind::DropForeignKey, "users", "ALTER TABLE orders DROP CONSTRAINT fk_old"),
    (Kind::CreateIndex, "orders", "CREATE INDEX ix ON orders (m)"),
    (Kind::DropIndex, "orders", "DROP INDEX ix_old"),
    (
        Kind::CreateTrigger,
        "orders",
        "CREATE TRIGGER tr BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    ),
    (Kind::Truncate, "orders", "TRUNCATE orders"),
    (Kind::Repack, "orders", "CLUSTER orders USING orders_pkey"),
    (Kind::Store, "orders", "ALTER TABLE orders SET UNLOGGED"),
    (Kind::Reindex, "orders", "REINDEX TABLE orders"),
    (Kind::Refresh, "sums", "REFRESH MATERIALIZED VIEW sums"),
    (Kind::RefreshConcurrently, "sums", "REFRESH MATERIALIZED VIEW CONCURRENTLY sums"),
    (
        Kind::AttachPartition,
        "part_two",
        "ALTER TABLE parts ATTACH PARTITION part_two FOR VALUES FROM (1000) TO (2000)",
    ),
    (Kind::DetachPartition, "parts", "ALTER TABLE parts DETACH PARTITION part_one"),
];

/// Kind, the relation, what holds it up, the statement.
const BESIDE_ONE: &[(Kind, &str, &str, &str)] = &[
    (
        Kind::CreateIndexConcurrently,
        "orders",
        "UPDATE orders SET n = n WHERE id = 1",
        "CREATE INDEX CONCURRENTLY ix ON orders (m)",
    ),
    (
        Kind::DropIndexConcurrently,
        "orders",
        "UPDATE orders SET n = n WHERE id = 1",
        "DROP INDEX CONCURRENTLY ix_old",
    ),
    (
        Kind::ReindexConcurrently,
        "orders",
        "UPDATE orders SET n = n WHERE id = 1",
        "REINDEX TABLE CONCURRENTLY orders",
    ),
    (
        Kind::DetachPartitionConcurrently,
        "parts",
        // It waits for readers without a lock; for its own it waits behind this.
        "LOCK TABLE parts IN SHARE UPDATE EXCLUSIVE MODE",
        "ALTER TABLE parts DETACH PARTITION part_one CONCURRENTLY",
    ),
];

/// What a statement was seen to do.
#[derive(Debug, PartialEq)]
struct Seen {
    lock: Option<Lock>,
    is_read: bool,
    is_rewritten: bool,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Text)]
    answer: String,
}

#[derive(QueryableByName)]
struct Relation {
    #[diesel(sql_type = BigInt)]
    oid: i64,
    #[diesel(sql_type = BigInt)]
    file: i64,
    #[diesel(sql_type = BigInt)]
    rows_read: i64,
}

const RELATION: &str = "SELECT oid::bigint AS oid, relfilenode::bigint AS file,
    coalesce(pg_stat_get_xact_tuples_returned(oid), 0)::bigint AS rows_read FROM pg_catalog.pg_class WHERE ";

fn relation(connection: &mut PgConnection, condition: &str) -> Option<Relation> {
    diesel::sql_query(format!("{RELATION}{condition}")).get_result(connection).optional().unwrap()
}

/// The strongest lock on a relation that a process has or waits for.
fn lock(connection: &mut PgConnection, oid: i64, pid: &str) -> Option<Lock> {
    let sql = format!(
        "SELECT mode AS answer FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND relation = {oid} \
         AND pid = {pid}"
    );
    let modes: Vec<Answer> = diesel::sql_query(sql).load(connection).unwrap();
    let of = |mode: &Answer| match mode.answer.as_str() {
        "AccessExclusiveLock" => Some((5, Lock::AccessExclusive)),
        "ExclusiveLock" => Some((4, Lock::Exclusive)),
        "ShareRowExclusiveLock" => Some((3, Lock::ShareRowExclusive)),
        "ShareLock" => Some((2, Lock::Share)),
        "ShareUpdateExclusiveLock" => Some((1, Lock::ShareUpdateExclusive)),
        _ => None,
    };
    modes.iter().filter_map(of).max_by_key(|(rank, _)| *rank).map(|(_, lock)| lock)
}

/// Runs a statement in a transaction and takes it back; what the server refuses is an error.
fn seen(connection: &mut PgConnection, of: &str, sql: &str) -> QueryResult<Seen> {
    connection.batch_execute("BEGIN")?;
    let before = relation(connection, &format!("relname = '{of}'")).unwrap();
    let done = connection.batch_execute(sql);
    let seen = done.map(|()| {
        let after = relation(connection, &format!("oid = {}", before.oid));
        Seen {
            lock: lock(connection, before.oid, "pg_backend_pid()"),
            is_read: after.as_ref().is_some_and(|after| after.rows_read > before.rows_read),
            is_rewritten: after.as_ref().is_some_and(|after| after.file != before.file),
        }
    });
    connection.batch_execute("ROLLBACK")?;
    seen
}

/// Runs a statement that waits for an open transaction, and looks at its lock meanwhile.
fn seen_beside(url: &str, of: &str, held_up_by: &str, sql: &str) -> Option<Lock> {
    let connect = || PgConnection::establish(url).unwrap();
    let (mut holder, mut watcher, mut worker) = (connect(), connect(), connect());
    holder.batch_execute(&format!("BEGIN; {held_up_by}")).unwrap();
    let pid: Answer =
        diesel::sql_query("SELECT pg_backend_pid()::text AS answer").get_result(&mut worker).unwrap();
    let oid = relation(&mut watcher, &format!("relname = '{of}'")).unwrap().oid;
    let statement = sql.to_owned();
    let work = std::thread::spawn(move || worker.batch_execute(&statement));
    let begin = Instant::now();
    let mut found = None;
    while found.is_none() && begin.elapsed() < Duration::from_secs(20) {
        found = lock(&mut watcher, oid, &pid.answer);
        std::thread::sleep(Duration::from_millis(20));
    }
    holder.batch_execute("COMMIT").unwrap();
    work.join().unwrap().unwrap();
    found
}

fn schema_of(url: &str) -> Schema {
    let mut connection = Connection::open(&DatabaseUrl::parse(url).unwrap()).unwrap();
    reflect(&mut connection).unwrap().0
}

#[test]
fn locks_are_as_told() {
    let database = schemist_testing::postgres().database();
    let mut connection = PgConnection::establish(database.url()).unwrap();
    connection.batch_execute(BEFORE).unwrap();
    let (schema, dialect) = (schema_of(database.url()), Dialect::new(Engine::Postgres));
    let mut wrong = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for (kind, of, sql) in IN_A_TRANSACTION {
        let fact = told(&schema, &dialect, sql, false);
        let seen = seen(&mut connection, of, sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        let is_as_told = match fact.work {
            // What a view reads is its tables.
            Work::Rewrite if *of == "sums" => seen.is_rewritten || *kind == Kind::RefreshConcurrently,
            Work::Rewrite => seen.is_read && seen.is_rewritten,
            Work::Scan | Work::Build => seen.is_read && !seen.is_rewritten,
            Work::Catalogue => !seen.is_read,
        };
        if fact.kind != *kind || Some(fact.lock) != seen.lock || !is_as_told {
            wrong.push(format!("{sql}\n    told {fact:?}\n    seen {seen:?}"));
        }
        kinds.push(fact.kind);
    }
    for (kind, of, held_up_by, sql) in BESIDE_ONE {
        let fact = told(&schema, &dialect, sql, false);
        let seen = seen_beside(database.url(), of, held_up_by, sql);
        if fact.kind != *kind || Some(fact.lock) != seen {
            wrong.push(format!("{sql}\n    told {fact:?}\n    seen {seen:?}"));
        }
        kinds.push(fact.kind);
    }
    // No statement that somebody writes is read as this; plans have it.
    let options = |n: &str| BTreeMap::from([("fillfactor".to_owned(), n.to_owned())]);
    let operation = Operation::SetTableOptions {
        table: "orders".into(),
        options: Pair::new(options("100"), options("70")),
    };
    let fact = told_of(&Change::planned(&[operation]), None, &dialect, false).unwrap();
    let seen = seen(&mut connection, "orders", "ALTER TABLE orders SET (fillfactor = 70)").unwrap();
    assert_eq!(seen, Seen { lock: Some(fact.lock), is_read: false, is_rewritten: false });
    kinds.push(fact.kind);

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unseen: Vec<Kind> = lock_facts(Engine::Postgres)
        .iter()
        .map(|fact| fact.kind)
        .filter(|kind| !kinds.contains(kind))
        .collect();
    assert!(unseen.is_empty(), "nothing above shows {unseen:?}");
}

/// Types between which columns change, with values that all of them can be cast to.
const TYPES: &[&str] = &[
    "smallint",
    "integer",
    "bigint",
    "real",
    "double precision",
    "numeric",
    "numeric(10,2)",
    "numeric(12,2)",
    "numeric(12,4)",
    "text",
    "varchar",
    "varchar(20)",
    "varchar(40)",
    "char(10)",
    "char(20)",
    "date",
    "timestamp",
    "timestamp(3)",
    "timestamptz",
    "timestamptz(3)",
    "time",
    "time(3)",
    "timetz",
    "interval",
    "interval(3)",
    "interval day to second",
    "interval day",
    "interval year to month",
    "varbit",
    "varbit(8)",
    "varbit(16)",
    "json",
    "jsonb",
    "cidr",
    "inet",
    "integer[]",
    "bigint[]",
    "text[]",
    "varchar(20)[]",
    "uuid",
    "bytea",
];

/// Between any two of them that PostgreSQL changes by itself, a rewrite is told where there is one.
#[test]
fn type_changes_rewrite_as_told() {
    let database = schemist_testing::postgres().database();
    let mut connection = PgConnection::establish(database.url()).unwrap();
    for (i, ty) in TYPES.iter().enumerate() {
        connection
            .batch_execute(&format!("CREATE TABLE t{i} (c {ty}); INSERT INTO t{i} VALUES (NULL)"))
            .unwrap();
    }
    let (schema, dialect) = (schema_of(database.url()), Dialect::new(Engine::Postgres));
    let mut wrong = Vec::new();
    for zone in ["UTC", "America/New_York"] {
        connection.batch_execute(&format!("SET timezone = '{zone}'")).unwrap();
        for (i, from) in TYPES.iter().enumerate() {
            for to in TYPES.iter().filter(|to| *to != from) {
                let sql = format!("ALTER TABLE t{i} ALTER COLUMN c TYPE {to}");
                let Ok(seen) = seen(&mut connection, &format!("t{i}"), &sql) else { continue };
                let fact = told(&schema, &dialect, &sql, zone == "UTC");
                if (fact.work == Work::Rewrite) != seen.is_rewritten {
                    wrong.push(format!("{zone}: {from} to {to}: told {:?}, seen {seen:?}", fact.work));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
