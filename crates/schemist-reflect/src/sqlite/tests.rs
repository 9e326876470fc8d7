//! Reflection, and the SQL of the dialect, on real databases in memory.

use diesel::connection::{Connection as _, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::sqlite::SqliteConnection;
use schemist_dialect::{Dialect, Statement, Unsupported};
use schemist_schema::{
    Action, Deferrable, Engine, Expression, IndexTarget, Operation, Origin, Pair, QualifiedName, Referrers,
    Schema, Table, UnmanagedKind,
};

mod rebuild;
mod round_trip;

fn dialect() -> Dialect {
    Dialect::new(Engine::Sqlite)
}

fn database(sql: &str) -> SqliteConnection {
    let mut connection = SqliteConnection::establish(":memory:").unwrap();
    connection.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
    connection.batch_execute(sql).unwrap_or_else(|error| panic!("{error}\n{sql}"));
    connection.batch_execute("PRAGMA foreign_keys = ON").unwrap();
    connection
}

fn live(connection: &mut SqliteConnection) -> Schema {
    let (schema, diagnostics) = super::reflect(connection).unwrap();
    assert_eq!(diagnostics, []);
    schema
}

fn schema(sql: &str) -> Schema {
    live(&mut database(sql))
}

fn table(sql: &str) -> Table {
    schema(sql).tables.into_values().next().unwrap()
}

fn number(connection: &mut SqliteConnection, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    diesel::sql_query(format!("SELECT ({sql}) AS n")).get_result::<Row>(connection).unwrap().n
}

/// A script as it is run from a file.
fn script(statements: &[Statement]) -> String {
    let transactional = statements.iter().all(|s| s.transactional);
    let mut sql = dialect().script_prologue(transactional);
    sql.extend(transactional.then(|| "BEGIN".to_owned()));
    sql.extend(statements.iter().map(|s| s.sql.clone()));
    sql.extend(transactional.then(|| "COMMIT".to_owned()));
    sql.extend(dialect().script_epilogue(transactional));
    sql.iter().map(|statement| format!("{statement};\n")).collect()
}

#[test]
fn columns_as_declared() {
    let t = table(
        "CREATE TABLE t (
            id integer PRIMARY KEY AUTOINCREMENT, -- the key
            \"a b\" VARCHAR ( 80 ) NOT NULL ON CONFLICT IGNORE DEFAULT 'it''s' COLLATE nocase,
            [odd-name] /* none */ DEFAULT -  5,
            `type` DOUBLE PRECISION DEFAULT (1 + 2) NULL,
            word TEXT DEFAULT foo,
            none TEXT DEFAULT NULL,
            g INT GENERATED ALWAYS AS (id * 2) STORED,
            h AS (id || ')'),
            at \"TIMESTAMP\" DEFAULT CURRENT_TIMESTAMP
        )",
    );
    let column = |name: &str| t.columns.named(name).unwrap();
    let default = |name: &str| column(name).default.as_ref().map(|d| d.sql.as_str());
    let ty = |name: &str| dialect().render_type(&column(name).ty);
    assert!(column("id").auto_increment && !column("id").nullable);
    assert_eq!(ty("a b"), "VARCHAR ( 80 )");
    assert_eq!(column("a b").not_null_conflict.as_deref(), Some("IGNORE"));
    assert_eq!(column("a b").collation.as_deref(), Some("NOCASE"));
    assert_eq!((default("a b"), default("odd-name")), (Some("'it''s'"), Some("-  5")));
    assert_eq!((ty("odd-name").as_str(), ty("type").as_str()), ("", "DOUBLE PRECISION"));
    assert_eq!(
        (default("type"), default("word"), default("none")),
        (Some("1 + 2"), Some("foo"), Some("NULL"))
    );
    let generated = |name: &str| column(name).generated.clone().map(|g| (g.expression.sql, g.stored));
    assert_eq!(generated("g"), Some(("id * 2".to_owned(), true)));
    assert_eq!(generated("h"), Some(("id || ')'".to_owned(), false)));
    assert_eq!((ty("g").as_str(), ty("h").as_str(), ty("at").as_str()), ("INT", "", "\"TIMESTAMP\""));
}

#[test]
fn nullability_is_what_the_engine_enforces() {
    let nullable = |sql: &str| table(sql).columns[0].nullable;
    assert!(!nullable("CREATE TABLE t (id INTEGER PRIMARY KEY)"));
    assert!(!nullable("CREATE TABLE t (id integer, PRIMARY KEY (ID))"));
    assert!(nullable("CREATE TABLE t (id INT PRIMARY KEY)"));
    assert!(nullable("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)"));
    assert!(nullable("CREATE TABLE t (id INTEGER, b INTEGER, PRIMARY KEY (id, b))"));
    assert!(!nullable("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY)"));
    assert!(nullable("CREATE TABLE t (id TEXT PRIMARY KEY)"));
    assert!(!nullable("CREATE TABLE t (id TEXT PRIMARY KEY) WITHOUT ROWID"));
    assert!(!nullable("CREATE TABLE t (id TEXT PRIMARY KEY) STRICT"));
}

#[test]
fn constraints_as_declared() {
    let mut schema = schema(
        "CREATE TABLE Parent (Id INTEGER PRIMARY KEY, b TEXT UNIQUE);
        CREATE TABLE t (
            a INT CONSTRAINT positive CHECK (a > 0) CHECK (a < 9) UNIQUE ON CONFLICT replace,
            b INT REFERENCES parent ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT NULL,
            c TEXT CONSTRAINT c_fk REFERENCES \"PARENT\"(B) MATCH FULL ON UPDATE CASCADE NOT DEFERRABLE,
            CONSTRAINT pk PRIMARY KEY (b COLLATE nocase DESC, a) ON CONFLICT FAIL
            UNIQUE (C COLLATE RTRIM, a DESC)
            CHECK (a <> b -- why
            ),
            FOREIGN KEY (a, b) REFERENCES nowhere (x, y) ON DELETE NO ACTION
        )",
    );
    let t = schema.tables.remove(&QualifiedName::new("t")).unwrap();
    let key = t.primary_key.unwrap();
    assert_eq!((key.name.as_deref(), key.on_conflict.as_deref()), (Some("pk"), Some("FAIL")));
    assert_eq!(key.columns[0].collation.as_deref(), Some("NOCASE"));
    assert!(key.columns[0].descending && !key.columns[1].descending);
    let checks: Vec<(Option<&str>, &str)> =
        t.checks.iter().map(|c| (c.name.as_deref(), c.expression.sql.as_str())).collect();
    assert_eq!(checks, [(None, "a < 9"), (None, "a <> b"), (Some("positive"), "a > 0")]);
    assert_eq!(t.uniques[0].on_conflict.as_deref(), Some("REPLACE"));
    assert_eq!((t.uniques[1].columns[0].name.as_str(), t.uniques[1].columns[1].descending), ("c", true));
    let [pair, implicit, named] = t.foreign_keys.as_slice() else { panic!("{:?}", t.foreign_keys) };
    assert_eq!((pair.references.name.as_str(), pair.columns.len()), ("nowhere", 2));
    assert_eq!((implicit.references.name.as_str(), implicit.references_columns.len()), ("Parent", 0));
    assert_eq!((implicit.on_delete, implicit.deferrable), (Action::SetNull, Deferrable::InitiallyDeferred));
    assert_eq!((named.name.as_deref(), named.references_columns[0].as_str()), (Some("c_fk"), "b"));
    assert_eq!((named.on_update, named.deferrable), (Action::Cascade, Deferrable::NotDeferrable));
}

#[test]
fn a_rowid_key_of_the_table_has_no_direction() {
    let descending = |sql: &str| table(sql).primary_key.unwrap().columns[0].descending;
    assert!(descending("CREATE TABLE t (id INTEGER PRIMARY KEY DESC)"));
    assert!(!descending("CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC))"));
    assert!(descending("CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC)) WITHOUT ROWID"));
    assert!(descending("CREATE TABLE t (id TEXT, PRIMARY KEY (id DESC))"));
}

#[test]
fn indexes_as_declared() {
    let t = table(
        "CREATE TABLE t (a TEXT, \"b c\" INT, d);
        CREATE UNIQUE INDEX i1 ON t (A COLLATE nocase DESC, 'b c') WHERE d IS NOT NULL -- partial
        ;
        CREATE INDEX IF NOT EXISTS i2 ON t (lower(a) DESC, a || 'x,)' COLLATE NOCASE, (d) COLLATE RTRIM ASC);",
    );
    let [first, second] = t.indexes.as_slice() else { panic!("{:?}", t.indexes) };
    assert!(first.unique && first.keys[0].descending);
    assert_eq!(first.keys[0].target, IndexTarget::Column("a".into()));
    assert_eq!(first.keys[0].collation.as_deref(), Some("NOCASE"));
    assert_eq!(first.keys[1].target, IndexTarget::Column("b c".into()));
    assert_eq!(first.predicate, Some(Expression::new("d IS NOT NULL")));
    let expression = |at: usize| match &second.keys[at].target {
        IndexTarget::Expression(e) => (e.sql.as_str(), second.keys[at].collation.as_deref()),
        IndexTarget::Column(c) => (c.as_str(), None),
    };
    assert_eq!(expression(0), ("lower(a)", None));
    assert_eq!(expression(1), ("a || 'x,)' COLLATE NOCASE", None));
    assert_eq!(expression(2), ("(d)", Some("RTRIM")));
}

#[test]
fn what_is_not_a_plain_table_is_unmanaged() {
    let schema = schema(
        "CREATE TABLE t (a); CREATE TABLE u (a); CREATE TABLE __diesel_schema_migrations (version);
        CREATE VIRTUAL TABLE docs USING fts5 (body);
        CREATE VIEW v AS SELECT * FROM T JOIN \"u\";
        CREATE VIEW w AS SELECT 't' FROM v;
        CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO u VALUES (NEW.a); END;
        CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN DELETE FROM 'u'; END;",
    );
    let tables: Vec<String> = schema.tables.keys().map(ToString::to_string).collect();
    assert_eq!(tables, ["t", "u"]);
    let seen: Vec<String> = schema
        .unmanaged
        .iter()
        .map(|o| {
            let names: Vec<&str> = o.depends_on.iter().map(|n| n.name.as_str()).collect();
            let on = o.table.as_ref().map_or("", |n| n.name.as_str());
            format!("{} {} on {on} reads {}", o.kind.as_str(), o.name, names.join(" "))
        })
        .collect();
    assert_eq!(
        seen,
        [
            "view v on  reads t u",
            "view w on  reads v",
            "trigger on_view on v reads u",
            "trigger tr on t reads u",
            "table outside the core docs on  reads ",
            "table outside the core docs_config on docs reads ",
            "table outside the core docs_content on docs reads ",
            "table outside the core docs_data on docs reads ",
            "table outside the core docs_docsize on docs reads ",
            "table outside the core docs_idx on docs reads ",
        ]
    );
    assert!(schema.unmanaged.iter().all(|o| o.kind != UnmanagedKind::View || o.definition.is_some()));
}

#[test]
fn a_table_made_by_a_query_is_a_table() {
    let t =
        schema("CREATE TABLE s (a TEXT); CREATE TABLE t AS SELECT a, 1 AS \"b c\", a AS \"order\" FROM s");
    let names: Vec<&str> =
        t.tables[&QualifiedName::new("t")].columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["a", "b c", "order"]);
}

#[test]
fn refused_expressions_are_found_in_memory() {
    let declared = |change: &dyn Fn(&mut Table)| {
        let mut next = schema(
            "CREATE TABLE t (a INT DEFAULT (abs(-1)), b TEXT AS (upper('x')), CHECK (t.a > 0));
            CREATE INDEX i ON t (lower(b)) WHERE a > 1;",
        );
        next.tables.values_mut().for_each(change);
        let mut pair = Pair::new(Schema::default(), next);
        let diagnostics = super::normalize(&mut database(""), &mut pair).unwrap();
        diagnostics.into_iter().map(|d| d.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(declared(&|_| ()), Vec::<String>::new());
    assert_eq!(
        declared(&|t| {
            t.columns[0].default = Some(Expression::new("nosuch()"));
            t.columns[1].generated.as_mut().unwrap().expression = Expression::new("a +");
            t.checks[0].expression = Expression::new("missing > 0");
            t.checks[0].origin = Origin::at(schemist_diagnostics::Span::new("src/models.rs", (3, 5), (3, 9)));
            t.indexes[0].predicate = Some(Expression::new("a > random()"));
        }),
        [
            "error[R112]: SQLite refuses the default `nosuch()`: unknown function: nosuch()",
            "error[R112]: SQLite refuses the generated column `a +`: near \")\": syntax error",
            "error[R112]: SQLite refuses the check `missing > 0`: no such column: missing (src/models.rs:3:5)",
            "error[R112]: SQLite refuses the index predicate `a > random()`: non-deterministic functions prohibited in partial index WHERE clauses",
        ]
    );
}

/// Carries the tables of one schema over to another: native operations are not what is tested here.
fn rebuilds(state: Pair<&Schema>) -> Result<Vec<Statement>, Unsupported> {
    let mut statements = Vec::new();
    let mut now = state.previous.clone();
    for (name, next) in &state.next.tables {
        let Some(previous) = now.tables.get(name).cloned().filter(|t| t != next) else { continue };
        let mut then = now.clone();
        then.tables.insert(name.clone(), next.clone());
        statements.extend(dialect().rebuild_table(
            Pair::new(&previous, next),
            Pair::new(&now, &then),
            &Referrers::along(&now, [&Operation::CreateTable { table: Box::new(next.clone()) }]),
            &[],
        )?);
        now = then;
    }
    Ok(statements)
}

fn renders(operation: &Operation, before: &Schema) -> Vec<Statement> {
    let mut after = before.clone();
    after.apply(operation).unwrap();
    let state = Pair::new(before, &after);
    assert!(dialect().alters_in_place(operation, state), "{operation:?}");
    dialect().render(operation, state).unwrap()
}
