//! Which `ALGORITHM` and which `LOCK` the server accepts for a statement tells what it does: INSTANT and NOCOPY leave the
//! table as it is, INPLACE and COPY write it anew; LOCK=NONE keeps nobody waiting.

use schemist_lint::{Kind, Lock, Work, lock_facts};
use schemist_reflect::{Connection, DatabaseUrl, reflect};
use schemist_schema::Engine;

use crate::told;

const BEFORE: &[&str] = &[
    "SET SESSION foreign_key_checks = 0",
    "DROP TABLE IF EXISTS orders, bare, users",
    "SET SESSION foreign_key_checks = 1",
    "CREATE TABLE users (id bigint PRIMARY KEY)",
    "CREATE TABLE bare (id bigint NOT NULL, n int)",
    "CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, n int NOT NULL, m int, v varchar(20), t text,
        KEY ix_old (n), CONSTRAINT fk_old FOREIGN KEY (user_id) REFERENCES users (id))",
    "INSERT INTO users VALUES (1), (2)",
    "INSERT INTO bare VALUES (1, 1), (2, 2)",
    "INSERT INTO orders VALUES (1, 1, 1, 1, 'v', 't'), (2, 2, 2, 2, 'v', 't')",
];

/// Kind, the table, what is done to it.
const CASES: &[(Kind, &str, &str)] = &[
    (Kind::Definition, "orders", "ADD COLUMN d text"),
    (Kind::Definition, "orders", "DROP COLUMN t"),
    (Kind::Definition, "orders", "RENAME COLUMN t TO u"),
    (Kind::Definition, "orders", "ALTER COLUMN n SET DEFAULT 3"),
    (Kind::AddColumnWithValues, "orders", "ADD COLUMN d int GENERATED ALWAYS AS (n + 1) STORED"),
    (Kind::AddIdentity, "bare", "ADD COLUMN d bigint NOT NULL AUTO_INCREMENT UNIQUE"),
    (Kind::SetNotNull, "orders", "MODIFY COLUMN m int NOT NULL"),
    (Kind::Retype, "orders", "MODIFY COLUMN m bigint"),
    (Kind::RetypeInPlace, "orders", "MODIFY COLUMN v varchar(60)"),
    (Kind::AddCheck, "orders", "ADD CONSTRAINT ck CHECK (m > 0)"),
    (Kind::AddForeignKey, "orders", "ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES users (id)"),
    (Kind::AddKey, "orders", "ADD CONSTRAINT uq UNIQUE (m)"),
    (Kind::AddPrimaryKey, "bare", "ADD PRIMARY KEY (id)"),
    (Kind::DropForeignKey, "orders", "DROP FOREIGN KEY fk_old"),
    (Kind::CreateIndex, "orders", "ADD INDEX ix (m)"),
    (Kind::DropIndex, "orders", "DROP INDEX ix_old"),
    (Kind::Store, "orders", "CONVERT TO CHARACTER SET latin1"),
];

/// What has no ALGORITHM: the manual alone says it.
const WITHOUT: &[Kind] = &[Kind::DropTable, Kind::Truncate, Kind::Repack];

#[test]
fn locks_are_as_told() {
    let database = schemist_testing::mysql().database();
    let mut connection = Connection::open(&DatabaseUrl::parse(database.url()).unwrap()).unwrap();
    let dialect = connection.dialect().unwrap();
    let mariadb = dialect.capabilities().is_mariadb;
    let fresh = |connection: &mut Connection| {
        BEFORE
            .iter()
            .for_each(|sql| connection.execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}")));
    };
    fresh(&mut connection);
    let schema = reflect(&mut connection).unwrap().0;
    let (mut wrong, mut kinds) = (Vec::new(), WITHOUT.to_vec());
    for (kind, table, clause) in CASES {
        let sql = format!("ALTER TABLE {table} {clause}");
        let fact = told(&schema, &dialect, &sql, false);
        let mut accepts = |how: &str| {
            fresh(&mut connection);
            connection.execute(&format!("{sql}, {how}")).is_ok()
        };
        let lock = if accepts("LOCK=NONE") { Lock::None } else { Lock::Shared };
        let is_instant = accepts("ALGORITHM=INSTANT");
        // MySQL tells what it does in place from what it copies, and not whether the place is written anew.
        let in_place = if mariadb { "ALGORITHM=NOCOPY" } else { "ALGORITHM=INPLACE" };
        let leaves_table = is_instant || accepts(in_place);
        let is_as_told = match fact.work {
            // Where it is not instant it is a matter of the dictionary all the same.
            Work::Catalogue => leaves_table,
            Work::Build | Work::Scan => leaves_table && !is_instant,
            Work::Rewrite if mariadb => !leaves_table,
            Work::Rewrite => !is_instant,
        };
        assert!(accepts("LOCK=SHARED"), "{sql} is refused altogether");
        if fact.kind != *kind || fact.lock != lock || !is_as_told {
            wrong.push(format!(
                "{sql}\n    told {fact:?}\n    seen {lock:?}, instant {is_instant}, leaves the table {leaves_table}"
            ));
        }
        kinds.push(fact.kind);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unseen: Vec<Kind> =
        lock_facts(Engine::Mysql).iter().map(|fact| fact.kind).filter(|kind| !kinds.contains(kind)).collect();
    assert!(unseen.is_empty(), "nothing above shows {unseen:?}");
}
