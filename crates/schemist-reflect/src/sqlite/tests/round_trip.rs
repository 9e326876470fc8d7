//! What is reflected renders to what reflects the same.

use super::*;

/// Every `CREATE` of a schema, tables first.
fn render_all(schema: &Schema) -> String {
    let empty = Schema::default();
    let mut sql = String::new();
    for table in schema.tables.values() {
        let operation = Operation::CreateTable { table: Box::new(table.clone()) };
        for statement in dialect().render(&operation, Pair::new(&empty, schema)).unwrap() {
            sql += &format!("{};\n", statement.sql);
        }
    }
    sql
}

fn check(sql: &str) {
    let first = schema(sql);
    let rendered = render_all(&first);
    let second = schema(&rendered);
    assert_eq!(second.tables, first.tables, "{rendered}");
    let mut canonical = first.clone();
    assert_eq!(dialect().canonicalize(&mut canonical), []);
    assert_eq!(canonical, first);
}

#[test]
fn odd_declarations_survive() {
    check(
        "CREATE TABLE \"select\" (\"from\" TEXT, 'string' INT, [a]]b INT, `c``d` INT)"
            .replace("[a]]b", "[a b]")
            .as_str(),
    );
    check("CREATE TABLE größe (größe TEXT DEFAULT 'ü', \"\" INT, \"1\" \"my type\"(10), x)");
    check(
        "CREATE TABLE t (a PRIMARY KEY, b UNIQUE, c AS (b), d GENERATED ALWAYS AS (b + 1) STORED, e INT AS (1))",
    );
    check("CREATE TABLE t (a INTEGER PRIMARY KEY DESC, b)");
    check("CREATE TABLE t (a INTEGER CONSTRAINT pk PRIMARY KEY ON CONFLICT REPLACE AUTOINCREMENT)");
    check("CREATE TABLE t (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))");
    check("CREATE TABLE t (a TEXT, CONSTRAINT pk PRIMARY KEY (a COLLATE NOCASE DESC)) WITHOUT ROWID, STRICT");
    check(
        "CREATE TABLE t (a INT, b INT, UNIQUE (a), UNIQUE (b, a), CONSTRAINT x UNIQUE (a DESC) ON CONFLICT IGNORE)",
    );
    check("CREATE TABLE t (a DEFAULT foo, b DEFAULT \"bar\", c DEFAULT TRUE, d DEFAULT x'00', e DEFAULT (a_b()))".replace("(a_b())", "(abs(-1))").as_str());
    check(
        "CREATE TABLE t (a INT CHECK (a > 0) CHECK (a > 0), CONSTRAINT c CHECK (a IN ('x', \"y\")))"
            .replace("\"y\"", "'y'")
            .as_str(),
    );
    check(
        "CREATE TABLE t (id INTEGER NOT NULL ON CONFLICT FAIL PRIMARY KEY REFERENCES t, p INT REFERENCES t (id) ON DELETE CASCADE)",
    );
    check(
        "CREATE TABLE t (a, b, c); CREATE INDEX \"i x\" ON t (a || b COLLATE NOCASE DESC, (c), lower(a) COLLATE RTRIM) WHERE a > 0 AND b IS NOT NULL",
    );
    check(
        "CREATE TABLE t (a TEXT COLLATE nocase NOT NULL DEFAULT ''); CREATE UNIQUE INDEX i ON t (a COLLATE BINARY)",
    );
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_odd(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "a", "\"b c\"", "[", "]", "(", ")", ",", ";", "'", "CONSTRAINT", "PRIMARY KEY", "UNIQUE", "CHECK", "NOT",
            "NULL", "DEFAULT", "REFERENCES", "FOREIGN KEY", "ON", "DELETE", "CONFLICT", "COLLATE", "AS", "GENERATED",
            "ALWAYS", "1", "-", "--", "\n", "/*", "*/", "WHERE", "DESC", "WITHOUT ROWID", "é",
        ]),
        0..24,
    )) {
        let text = words.join(" ");
        let parsed = super::super::create_table::parse(&format!("CREATE TABLE t ({text})"));
        let table = parsed.unwrap_or_else(|_| Table::new("t".into()));
        let _ = super::super::create_index::parse(&format!("CREATE INDEX i ON t ({text})"), &table);
        // What SQLite accepts is understood.
        let index = format!("CREATE TABLE t (a, \"b c\"); CREATE INDEX i ON t (a, {text})");
        for sql in [format!("CREATE TABLE t (x INT, {text})"), index] {
            if database("").batch_execute(&sql).is_ok() {
                check(&sql);
            }
        }
    }
}
