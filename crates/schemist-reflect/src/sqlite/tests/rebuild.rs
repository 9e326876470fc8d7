//! A rebuild keeps what it must.

use super::*;

/// Rebuilds what differs between two declarations on a database with rows, and returns it; the schema must
/// be the wanted one afterwards, and the database sound.
fn check(before: &str, rows: &str, after: &str) -> SqliteConnection {
    let mut connection = database(&format!("{before};\n{rows}"));
    let wanted = schema(after);
    let found = live(&mut connection);
    let statements = rebuilds(Pair::new(&found, &wanted)).unwrap();
    let sql = script(&statements);
    connection.batch_execute(&sql).unwrap_or_else(|error| panic!("{error}\n{sql}"));
    let now = live(&mut connection);
    assert_eq!(now.tables, wanted.tables, "{sql}");
    assert_eq!(now.unmanaged, found.unmanaged, "{sql}");
    assert_eq!(
        number(&mut connection, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
        0
    );
    assert_eq!(
        number(
            &mut connection,
            "SELECT count(*) FROM sqlite_schema WHERE name LIKE '\\_\\_schemist%' ESCAPE '\\'"
        ),
        0
    );
    assert_eq!(number(&mut connection, "SELECT count(*) FROM sqlite_temp_schema"), 0);
    assert_eq!(number(&mut connection, "SELECT foreign_keys FROM pragma_foreign_keys"), 1);
    assert_eq!(number(&mut connection, "SELECT legacy_alter_table FROM pragma_legacy_alter_table"), 0);
    connection
}

fn fails(before: &str, rows: &str, after: &str) -> String {
    let mut connection = database(&format!("{before};\n{rows}"));
    let found = live(&mut connection);
    let statements = rebuilds(Pair::new(&found, &schema(after))).unwrap();
    let error = connection.batch_execute(&script(&statements)).unwrap_err().to_string();
    connection.batch_execute("ROLLBACK").unwrap();
    assert_eq!(live(&mut connection), found);
    error
}

#[test]
fn rows_and_row_ids_stay() {
    let mut c = check(
        "CREATE TABLE t (a TEXT, b INT, gone INT)",
        "INSERT INTO t (rowid, a, b) VALUES (7, 'x', NULL), (-3, 'y', 2)",
        "CREATE TABLE t (b INT NOT NULL DEFAULT 5 CHECK (b > 0), a VARCHAR(3), added TEXT NOT NULL DEFAULT 'new')",
    );
    assert_eq!(
        number(&mut c, "SELECT count(*) FROM t WHERE rowid = 7 AND a = 'x' AND b = 5 AND added = 'new'"),
        1
    );
    assert_eq!(number(&mut c, "SELECT count(*) FROM t WHERE rowid = -3 AND b = 2"), 1);
    let mut c = check(
        "CREATE TABLE t (a TEXT)",
        "INSERT INTO t (rowid, a) VALUES (7, 'x')",
        "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a TEXT)",
    );
    assert_eq!(number(&mut c, "SELECT id FROM t"), 7);
    let mut c = check(
        "CREATE TABLE t (a TEXT PRIMARY KEY, b) WITHOUT ROWID",
        "INSERT INTO t VALUES ('x', 1), ('y', 2)",
        "CREATE TABLE t (a TEXT PRIMARY KEY NOT NULL, b INT) STRICT",
    );
    assert_eq!(number(&mut c, "SELECT sum(b) FROM t"), 3);
    let mut c = check("CREATE TABLE t (a)", "INSERT INTO t VALUES (1), (2)", "CREATE TABLE t (b DEFAULT 4)");
    assert_eq!(number(&mut c, "SELECT sum(b) FROM t"), 8);
    // All three names of the rowid are taken.
    let mut c = check(
        "CREATE TABLE t (rowid, oid, _rowid_, z)",
        "INSERT INTO t VALUES (1, 2, 3, 4)",
        "CREATE TABLE t (rowid, oid, _rowid_, z INT)",
    );
    assert_eq!(number(&mut c, "SELECT z FROM t"), 4);
}

#[test]
fn a_word_as_default_is_a_string() {
    let mut c = check(
        "CREATE TABLE t (a TEXT DEFAULT b, b TEXT)",
        "INSERT INTO t VALUES (NULL, 'column')",
        "CREATE TABLE t (a TEXT NOT NULL DEFAULT b, b TEXT)",
    );
    assert_eq!(number(&mut c, "SELECT a = 'b' FROM t"), 1);
}

#[test]
fn the_counter_of_autoincrement_goes_on() {
    let before = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT)";
    let after = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)";
    let mut c = check(before, "INSERT INTO t (id) VALUES (1), (50); DELETE FROM t WHERE id = 50", after);
    c.batch_execute("INSERT INTO t (a) VALUES ('x')").unwrap();
    assert_eq!(number(&mut c, "SELECT max(id) FROM t"), 51);
    let mut c = check(before, "INSERT INTO t (id) VALUES (50); DELETE FROM t", after);
    c.batch_execute("INSERT INTO t (a) VALUES ('x')").unwrap();
    assert_eq!(number(&mut c, "SELECT max(id) FROM t"), 51);
    check(before, "", after);
    check(before, "", "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
    check("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)", "INSERT INTO t DEFAULT VALUES", after);
}

#[test]
fn children_do_not_cascade_away() {
    let children = "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p (id) ON DELETE CASCADE);
        CREATE TABLE d (p INT REFERENCES p ON DELETE SET NULL, up INT REFERENCES c (id) ON DELETE CASCADE)";
    let mut c = check(
        &format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY, a INT, up INT REFERENCES p (id) ON DELETE CASCADE); {children}"
        ),
        "INSERT INTO p VALUES (1, 1, NULL), (2, 2, 1); INSERT INTO c VALUES (1, 1), (2, 2); INSERT INTO d VALUES (1, 1)",
        &format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT NOT NULL, up INT REFERENCES p (id) ON DELETE RESTRICT); {children}"
        ),
    );
    assert_eq!(number(&mut c, "SELECT count(*) FROM p"), 2);
    assert_eq!(number(&mut c, "SELECT count(*) FROM c"), 2);
    assert_eq!(number(&mut c, "SELECT count(*) FROM d WHERE p = 1"), 1);
    // The foreign keys still work, and still refer to the table by its name.
    assert!(c.batch_execute("INSERT INTO c VALUES (9, 9)").is_err());
    assert_eq!(
        number(&mut c, "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%\\_\\_schemist%' ESCAPE '\\'"),
        0
    );
}

#[test]
fn a_cycle_of_foreign_keys_stays() {
    let mut c = check(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b (id) ON DELETE CASCADE);
        CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a (id) ON DELETE CASCADE)",
        "INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1, 1)",
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT NOT NULL REFERENCES b (id) ON DELETE CASCADE);
        CREATE TABLE b (id INTEGER PRIMARY KEY, a INT NOT NULL REFERENCES a (id) ON DELETE CASCADE)",
    );
    assert_eq!(number(&mut c, "SELECT (SELECT count(*) FROM a) + (SELECT count(*) FROM b)"), 2);
}

#[test]
fn triggers_views_and_indexes_come_back() {
    let others = "CREATE TABLE log (m TEXT);
        CREATE VIEW v AS SELECT a, b FROM t;
        CREATE VIEW broken AS SELECT * FROM nowhere;
        CREATE TRIGGER \"on t\" AFTER UPDATE OF a ON t BEGIN INSERT INTO log VALUES (CASE WHEN NEW.a THEN 'x; y' END); END;
        CREATE TRIGGER elsewhere AFTER INSERT ON log BEGIN UPDATE t SET b = b + 1; END;
        CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (NEW.a); END";
    let mut c = check(
        &format!(
            "CREATE TABLE t (a INT, b INT); {others};
            CREATE INDEX i ON t (a DESC, lower(b)) WHERE b > 0"
        ),
        "INSERT INTO t VALUES (1, 1)",
        &format!(
            "CREATE TABLE t (a INT, b INT NOT NULL); {others};
            CREATE INDEX i ON t (a DESC, lower(b)) WHERE b > 0; CREATE UNIQUE INDEX j ON t (b)"
        ),
    );
    c.batch_execute("UPDATE t SET a = 2; DROP VIEW broken").unwrap();
    assert_eq!(number(&mut c, "SELECT b FROM v"), 2);
    assert_eq!(number(&mut c, "SELECT count(*) FROM log"), 1);
}

#[test]
fn a_needed_column_is_not_dropped() {
    let refused = |others: &str| {
        let before = schema(&format!(
            "CREATE TABLE t (a INT, b INT CHECK (b > 0)); CREATE TABLE u (x INT, b INT); {others}"
        ));
        let after = schema("CREATE TABLE t (a INT); CREATE TABLE u (x INT, b INT)");
        rebuilds(Pair::new(&before, &after)).err().map(|e| e.reason)
    };
    assert_eq!(refused("CREATE VIEW v AS SELECT b FROM t").as_deref(), Some("view v needs the column b"));
    assert_eq!(
        refused("CREATE TRIGGER tr AFTER INSERT ON t WHEN new.b > 1 BEGIN SELECT 1; END").as_deref(),
        Some("trigger tr needs the column b")
    );
    assert_eq!(refused("CREATE VIEW v AS SELECT u.b, t.a FROM t JOIN u ON u.x = t.a"), None);
    assert_eq!(refused("CREATE VIEW v AS SELECT * FROM t"), None);
    assert_eq!(refused("CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE u SET b = NEW.a; END"), None);
}

#[test]
fn generated_columns_are_computed_again() {
    let mut c = check(
        "CREATE TABLE t (a INT, s INT AS (a + 1) STORED, v INT AS (a + 2), p INT AS (a + 3))",
        "INSERT INTO t (a) VALUES (1)",
        "CREATE TABLE t (a INT NOT NULL, s INT AS (a + 10) STORED, v INT AS (a + 2) STORED, p INT)",
    );
    assert_eq!(number(&mut c, "SELECT s * 100 + v * 10 + p FROM t"), 1134);
}

#[test]
fn options_and_clauses_are_declared_again() {
    check(
        "CREATE TABLE t (a INT)",
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE t (a INT NOT NULL ON CONFLICT IGNORE, b TEXT COLLATE NOCASE DEFAULT (lower('X')),
            CONSTRAINT k PRIMARY KEY (a DESC), UNIQUE (b COLLATE RTRIM) ON CONFLICT REPLACE, CHECK (a > 0)) STRICT",
    );
    // A conflict clause does not swallow rows.
    let error = fails(
        "CREATE TABLE t (a INT)",
        "INSERT INTO t VALUES (1), (1)",
        "CREATE TABLE t (a INT UNIQUE ON CONFLICT REPLACE)",
    );
    assert_eq!(error, "UNIQUE constraint failed: __schemist_new_t.a");
}

#[test]
fn an_expression_may_name_its_own_table() {
    let declared = |ty: &str| format!("CREATE TABLE t (a {ty}, CHECK (\"t\".a > 0))");
    check(&declared("INT"), "INSERT INTO t (a) VALUES (1)", &declared("TEXT"));
    // RENAME does not follow it where views and triggers call for the legacy mode.
    let with_view = |ty: &str| schema(&format!("{}; CREATE VIEW v AS SELECT * FROM t", declared(ty)));
    assert!(rebuilds(Pair::new(&with_view("INT"), &with_view("TEXT"))).is_err());
}

#[test]
fn foreign_keys_are_verified() {
    let before = "CREATE TABLE p (id INTEGER PRIMARY KEY, u INT UNIQUE); CREATE TABLE c (p INT)";
    let after =
        "CREATE TABLE p (id INTEGER PRIMARY KEY, u INT UNIQUE); CREATE TABLE c (p INT REFERENCES p (id))";
    check(before, "INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1), (NULL)", after);
    let complaint = "CHECK constraint failed: rebuilding c leaves rows that violate a foreign key";
    assert_eq!(fails(before, "INSERT INTO c VALUES (9)", after), complaint);
    // The key that children refer to moves to other values.
    let error = fails(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, u INT UNIQUE); CREATE TABLE c (p INT REFERENCES p (id))",
        "INSERT INTO p VALUES (1, 2); INSERT INTO c VALUES (1)",
        "CREATE TABLE p (id INTEGER PRIMARY KEY, u INT UNIQUE); CREATE TABLE c (p INT REFERENCES p (u) ON DELETE CASCADE)",
    );
    assert_eq!(error, complaint);
}

#[test]
fn violations_from_before_do_not_block() {
    let tables = |c: &str, p: &str| {
        format!(
            "CREATE TABLE p (id INTEGER PRIMARY KEY, a {p}); CREATE TABLE c (p INT REFERENCES p (id), a {c})"
        )
    };
    let rows = "INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (9, 1)";
    let mut c = check(&tables("INT", "INT"), rows, &tables("TEXT", "INT"));
    assert_eq!(number(&mut c, "SELECT count(*) FROM c"), 1);
    let mut c = check(&tables("INT", "INT"), rows, &tables("INT", "TEXT"));
    assert_eq!(number(&mut c, "SELECT count(*) FROM c"), 1);
    // Nor does a foreign key that no engine could ever follow.
    let odd = |ty: &str| {
        format!(
            "CREATE TABLE p (id INT); CREATE TABLE c (p INT REFERENCES p (id), q INT REFERENCES gone (id), a {ty})"
        )
    };
    let mut c = check(&odd("INT"), "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 2, 3)", &odd("TEXT"));
    assert_eq!(number(&mut c, "SELECT count(*) FROM c"), 1);
}

#[test]
fn a_table_nothing_refers_to_is_rebuilt_in_any_transaction() {
    let before = schema("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p (id))");
    let transactional = |after: &str| {
        let statements = rebuilds(Pair::new(&before, &schema(after))).unwrap();
        assert!(!statements.is_empty());
        statements.iter().all(|s| s.transactional)
    };
    assert!(transactional(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p (id))"
    ));
    assert!(!transactional(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, a); CREATE TABLE c (p INT REFERENCES p (id))"
    ));
}

#[test]
fn leftovers_are_in_nobodys_way() {
    check(
        "CREATE TABLE t (a INT)",
        "CREATE TABLE __schemist_new_t (x); INSERT INTO t VALUES (1)",
        "CREATE TABLE t (a TEXT)",
    );
    check(
        "CREATE TABLE \"my \"\" table\" (\"a'b\" INT)",
        "",
        "CREATE TABLE \"my \"\" table\" (\"a'b\" TEXT)",
    );
}

#[test]
fn what_sqlite_can_do_itself_it_does() {
    let before = schema(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT, Gone INT); CREATE INDEX i ON t (a);
        CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN SELECT NEW.a; END",
    );
    let t = QualifiedName::new("t");
    let table = &before.tables[&t];
    let added = |sql: &str| self::table(sql).columns.pop().unwrap();
    let add = |sql: &str| Operation::AddColumn { table: t.clone(), column: Box::new(added(sql)) };
    let sql = |operation: &Operation| {
        renders(operation, &before).into_iter().map(|s| s.sql).collect::<Vec<_>>().join("; ")
    };
    let state = |operation: &Operation| {
        let mut after = before.clone();
        after.apply(operation).unwrap();
        dialect().alters_in_place(operation, Pair::new(&before, &after))
    };
    assert_eq!(
        sql(&add("CREATE TABLE x (\"new one\" TEXT NOT NULL DEFAULT '' COLLATE NOCASE)")),
        "ALTER TABLE t ADD COLUMN \"new one\" TEXT NOT NULL DEFAULT '' COLLATE NOCASE"
    );
    assert_eq!(
        sql(&add("CREATE TABLE x (a, g AS (1))")),
        "ALTER TABLE t ADD COLUMN g GENERATED ALWAYS AS (1) VIRTUAL"
    );
    for refused in [
        "CREATE TABLE x (c TEXT NOT NULL)",
        "CREATE TABLE x (c TEXT NOT NULL DEFAULT NULL)",
        "CREATE TABLE x (c TEXT DEFAULT CURRENT_TIMESTAMP)",
        "CREATE TABLE x (c TEXT DEFAULT (1 + 1))",
        "CREATE TABLE x (a, c TEXT AS (1) STORED)",
    ] {
        assert!(!state(&add(refused)), "{refused}");
    }
    let drop = |name: &str| {
        let column = table.columns.named(name).unwrap().clone();
        Operation::DropColumn { table: t.clone(), column: Box::new(column) }
    };
    assert_eq!(sql(&drop("Gone")), "ALTER TABLE t DROP COLUMN Gone");
    assert!(!state(&drop("a")) && !state(&drop("id")));
    let rename = Operation::RenameTable { name: Pair::new(t.clone(), "T".into()) };
    assert_eq!(
        sql(&rename),
        "ALTER TABLE t RENAME TO __schemist_new_T; ALTER TABLE __schemist_new_T RENAME TO T"
    );
    let rename = Operation::RenameIndex { table: t.clone(), name: Pair::new("i".into(), "order".into()) };
    assert_eq!(sql(&rename), "DROP INDEX i; CREATE INDEX \"order\" ON t (a)");
}

#[test]
fn a_rebuild_after_a_rename_brings_the_trigger_back_under_the_new_names() {
    let mut connection = database(
        "CREATE TABLE t (a INT, b INT); CREATE TABLE log (a INT);
        CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN INSERT INTO log (a) VALUES (NEW.a); END;
        INSERT INTO t VALUES (1, 2)",
    );
    let before = live(&mut connection);
    let (t, items) = (QualifiedName::new("t"), QualifiedName::new("items"));
    let renames = [
        Operation::RenameTable { name: Pair::new(t, items.clone()) },
        Operation::RenameColumn { table: items.clone(), name: Pair::new("a".into(), "amount".into()) },
    ];
    let (mut now, mut statements) = (before, Vec::new());
    for rename in &renames {
        statements.extend(renders(rename, &now));
        now.apply(rename).unwrap();
    }
    let mut then = now.clone();
    then.tables.get_mut(&items).unwrap().columns[1].nullable = false;
    statements.extend(rebuilds(Pair::new(&now, &then)).unwrap());
    connection.batch_execute(&script(&statements)).unwrap();
    let live = live(&mut connection);
    assert_eq!(live.tables, then.tables);
    connection.batch_execute("UPDATE items SET amount = 5").unwrap();
    assert_eq!(number(&mut connection, "SELECT a FROM log"), 5);
}

#[test]
fn tables_that_refer_to_each_other_are_dropped() {
    let mut connection = database(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b INT REFERENCES b (id), up INT REFERENCES a (id) ON DELETE RESTRICT);
        CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a (id));
        INSERT INTO a VALUES (1, 1, 1), (2, 1, 1); INSERT INTO b VALUES (1, 1)",
    );
    let mut now = live(&mut connection);
    let mut statements = Vec::new();
    for table in now.clone().tables.into_values() {
        let operation = Operation::DropTable { table: Box::new(table) };
        statements.extend(renders(&operation, &now));
        now.apply(&operation).unwrap();
    }
    connection.batch_execute(&script(&statements)).unwrap();
    assert_eq!(live(&mut connection), Schema::default());
}
