use diesel::connection::{AnsiTransactionManager, TransactionManager};
use schemist_diagnostics::{Diagnostic, Severity, Span};
use schemist_reflect::{Connection, normalize};
use schemist_schema::{
    Check, Column, ColumnType, EnumType, Expression, Generated, Index, IndexKey, IndexTarget, Origin, Pair,
    QualifiedName, Schema, Table,
};

use crate::harness::{Live, difference};

/// Spells expressions of a reflected schema as a person would; normalized, they are the server's again.
fn check(sql: &str, spell: impl Fn(&mut Schema)) {
    let mut live = Live::with(sql);
    let previous = live.schema();
    for known in [true, false] {
        let mut next = previous.clone();
        spell(&mut next);
        let before = if known { previous.clone() } else { Schema::default() };
        let mut pair = Pair::new(before, next);
        let diagnostics = normalize(&mut live.connection, &mut pair).unwrap();
        assert_eq!(diagnostics, [], "known: {known}");
        assert_eq!(difference(&previous, &pair.next), None, "known: {known}");
        assert_eq!(live.schema(), previous, "nothing is left behind");
    }
}

fn table<'a>(schema: &'a mut Schema, name: &str) -> &'a mut Table {
    schema.tables.get_mut(&QualifiedName::new(name)).unwrap()
}

fn set_default(schema: &mut Schema, table_name: &str, column: &str, sql: &str) {
    table(schema, table_name).columns.named_mut(column).unwrap().default = Some(sql.into());
}

#[test]
fn defaults_are_read_back() {
    let sql = "CREATE TABLE t (
        a timestamptz DEFAULT now(), b varchar(10) DEFAULT 'x', c text[] DEFAULT '{}', d numeric(10, 2) DEFAULT 0,
        e boolean DEFAULT true, f jsonb DEFAULT '{\"a\": 1}', g timestamp DEFAULT (now() at time zone 'utc'),
        h \"char\" DEFAULT 'q', i interval DEFAULT '1 day', j varchar(3) DEFAULT NULL, \"K k\" int DEFAULT 1 + 2,
        l text COLLATE \"C\" DEFAULT E'a\\\\b''c', m date DEFAULT current_date)";
    check(sql, |schema| {
        let spelled = [
            ("a", "NOW( )"),
            ("b", "'x'"),
            ("c", "'{}'::text[]"),
            ("d", "0.00 - 0.00 + 0"),
            ("e", "TRUE"),
            ("f", "'{\"a\": 1}'"),
            ("g", "now() AT TIME ZONE 'utc' -- why"),
            ("h", "'q'"),
            ("i", "interval '24 hours' * 0 + '1 day'"),
            ("j", "null"),
            ("K k", "(1 + 2)"),
            ("l", "'a\\b''c'"),
            ("m", "CURRENT_DATE"),
        ];
        for (column, sql) in spelled {
            if column != "d" && column != "i" {
                set_default(schema, "t", column, sql);
            }
        }
    });
}

#[test]
fn checks_indexes_and_the_rest_are_read_back() {
    let sql = "CREATE TABLE \"order\" (
        id int, status text CONSTRAINT c1 CHECK (status IN ('a', 'b')), qty int, price numeric,
        total numeric GENERATED ALWAYS AS (qty * price) STORED, during tsrange,
        CONSTRAINT c2 CHECK (qty > 0 AND price >= 0 OR total IS NULL),
        CONSTRAINT x EXCLUDE USING gist (during WITH &&) WHERE (qty > 0) DEFERRABLE);
        CREATE INDEX i1 ON \"order\" (lower(status) text_pattern_ops DESC, (qty + 1)) WHERE status <> 'a';
        CREATE INDEX i2 ON \"order\" (status COLLATE \"C\" varchar_pattern_ops) INCLUDE (qty)";
    check(sql, |schema| {
        let table = table(schema, "order");
        table.checks[0].expression = "status in ('a','b')".into();
        table.checks[1].expression = "\"order\".qty > 0 and price >= 0 or total is null".into();
        table.columns.named_mut("total").unwrap().generated =
            Some(Generated { expression: "qty*price".into(), stored: true });
        table.exclusions[0].definition = "using gist (during with &&) where (qty>0) deferrable".into();
        table.indexes[0].keys[0].target = IndexTarget::Expression("LOWER(status)".into());
        table.indexes[0].keys[1].target = IndexTarget::Expression("qty+1".into());
        table.indexes[0].predicate = Some("status != 'a'".into());
        table.indexes[1].keys[0].operator_class = Some("varchar_pattern_ops".into());
    });
}

#[test]
fn enum_types_that_are_not_there_yet() {
    let sql = "CREATE SCHEMA shop; CREATE TYPE shop.\"My Status\" AS ENUM ('a', 'b'); CREATE TYPE mood AS ENUM ('x', 'y');
        CREATE TABLE shop.t (s shop.\"My Status\" DEFAULT 'a', m mood DEFAULT 'x', l mood[] DEFAULT '{x}',
            CONSTRAINT c CHECK (s <> 'b' AND m <> 'y'));
        CREATE TABLE t (s shop.\"My Status\" DEFAULT 'a', CONSTRAINT c CHECK (s = 'a'))";
    let mut live = Live::with(sql);
    let wanted = live.schema();
    let spelled = |schema: &mut Schema| {
        for table in schema.tables.values_mut() {
            for column in table.columns.iter_mut() {
                let plain = column.default.as_ref().map(|d| d.sql.split("::").next().unwrap().to_owned());
                column.default = plain.map(Expression::new);
            }
        }
        let checks = |schema: &mut Schema, name: QualifiedName, sql: &str| {
            schema.tables.get_mut(&name).unwrap().checks[0].expression = sql.into();
        };
        let in_shop = QualifiedName::in_namespace(Some("shop".into()), "t");
        checks(schema, in_shop, "s <> 'b'::shop.\"My Status\" and m != 'y'::public.mood");
        checks(schema, "t".into(), "s = 'a'");
    };
    // On the server that has them, on an empty one, and on one that has them with other values.
    let mut pair = Pair::new(wanted.clone(), wanted.clone());
    spelled(&mut pair.next);
    assert_eq!(normalize(&mut live.connection, &mut pair).unwrap(), []);
    assert_eq!(difference(&wanted, &pair.next), None);
    for setup in ["SELECT 1", "CREATE TYPE mood AS ENUM ('x')"] {
        let mut other = Live::with(setup);
        let before = other.schema();
        let mut pair = Pair::new(before.clone(), wanted.clone());
        spelled(&mut pair.next);
        assert_eq!(normalize(&mut other.connection, &mut pair).unwrap(), []);
        assert_eq!(difference(&wanted, &pair.next), None);
        assert_eq!(other.schema(), before);
    }
}

#[test]
fn a_changed_type_changes_the_words() {
    let mut live = Live::with(
        "CREATE TABLE t (a varchar(10) CONSTRAINT c CHECK (a <> '') DEFAULT 'x');
         CREATE TABLE u (a text CONSTRAINT c CHECK (a <> '') DEFAULT 'x')",
    );
    let previous = live.schema();
    let mut next = previous.clone();
    table(&mut next, "t").columns.named_mut("a").unwrap().ty = ColumnType::Text;
    let mut pair = Pair::new(previous, next);
    assert_eq!(normalize(&mut live.connection, &mut pair).unwrap(), []);
    let wanted = table(&mut pair.next, "u").clone();
    let found = table(&mut pair.next, "t");
    assert_eq!(found.checks, wanted.checks, "no cast any more");
    let default = found.columns[0].default.clone();
    assert_eq!(default, Some("'x'::character varying".into()), "as declared, and as it would come back");
}

fn at(line: usize) -> Origin {
    Origin::at(Span::new("src/models.rs", (line, 1), (line, 9)))
}

/// A declared table with one of everything wrong, and things right among them.
fn declared_with_errors() -> Schema {
    let mut table = Table::new("t".into());
    table.columns.push(Column {
        origin: at(1),
        default: Some("nwo()".into()),
        ..Column::new("a", ColumnType::Date)
    });
    table.columns.push(Column { default: Some("NOW()".into()), ..Column::new("b", ColumnType::Date) });
    table.columns.push(Column {
        origin: at(3),
        ..Column::new("c", ColumnType::Named { name: "nothing".into(), arguments: vec![] })
    });
    let generated = Some(Generated { expression: "lower(d".into(), stored: true });
    table.columns.push(Column { origin: at(4), generated, ..Column::new("d", ColumnType::Text) });
    table
        .columns
        .push(Column { default: Some("nextval('t_e_seq')".into()), ..Column::new("e", ColumnType::Integer) });
    table.checks.push(Check { origin: at(5), ..Check::new(Some("ck".into()), "a > 'x' +") });
    table.checks.push(Check::new(Some("cl".into()), "d in ('a','b')"));
    let mut index = Index::on_columns(Some("ix".into()), ["b"]);
    index.origin = at(6);
    index.keys.push(IndexKey::expression("no_such_function(b)"));
    table.indexes.push(index);
    let mut schema = Schema::default();
    schema.insert_table(table);
    schema
}

#[test]
fn one_error_does_not_hide_the_others() {
    let mut live = Live::empty();
    let mut pair = Pair::new(Schema::default(), declared_with_errors());
    let diagnostics = normalize(&mut live.connection, &mut pair).unwrap();
    let lines: Vec<usize> = diagnostics.iter().map(|d| d.span.as_ref().unwrap().start.line).collect();
    assert_eq!(lines, [3, 4, 1, 5, 6], "{diagnostics:#?}");
    assert!(diagnostics.iter().all(|d| d.severity == Severity::Error));
    assert!(diagnostics[2].message.contains("function nwo() does not exist"), "{}", diagnostics[2]);
    let table = table(&mut pair.next, "t");
    assert_eq!(table.columns.named("b").unwrap().default, Some("now()".into()));
    assert_eq!(table.columns.named("e").unwrap().default, Some("nextval('t_e_seq'::regclass)".into()));
    assert_eq!(table.columns.named("a").unwrap().default, Some("nwo()".into()));
    assert_eq!(table.checks[1].expression, "d = ANY (ARRAY['a'::text, 'b'::text])".into());
}

fn assert_not_compared(diagnostics: &[Diagnostic], words: &str) {
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    assert_eq!(diagnostics[0].severity, Severity::Warning);
    assert!(diagnostics[0].message.contains(words), "{}", diagnostics[0]);
}

#[test]
fn a_server_that_may_not_be_written_to_is_a_warning() {
    let mut live = Live::with("CREATE TABLE t (a int DEFAULT 1)");
    let previous = live.schema();
    let mut pair = Pair::new(previous.clone(), previous.clone());
    set_default(&mut pair.next, "t", "a", "0 + 1");
    let asked = pair.clone();

    live.connection.execute("SET default_transaction_read_only = on").unwrap();
    let diagnostics = normalize(&mut live.connection, &mut pair).unwrap();
    assert_not_compared(&diagnostics, "read-only transaction");
    assert_eq!(pair, asked);
    live.connection.execute("SET default_transaction_read_only = off").unwrap();

    live.connection
        .execute(
            "DO $$ BEGIN CREATE ROLE schemist_test_reader; EXCEPTION WHEN duplicate_object THEN END $$;
             DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;
             SET ROLE schemist_test_reader",
        )
        .unwrap();
    let diagnostics = normalize(&mut live.connection, &mut pair).unwrap();
    assert_not_compared(&diagnostics, "permission denied to create temporary tables");
    assert_eq!(live.schema(), previous, "reading needs no privilege");
    live.connection.execute("RESET ROLE; DROP ROLE schemist_test_reader").unwrap();
}

fn begin(connection: &mut Connection) {
    if let Connection::Postgres(connection) = connection {
        AnsiTransactionManager::begin_transaction(connection).unwrap();
    }
}

#[test]
fn works_as_a_plain_role_and_inside_a_transaction() {
    let mut live = Live::with(
        "CREATE TABLE t (a int DEFAULT 1);
         DO $$ BEGIN CREATE ROLE schemist_test_plain; EXCEPTION WHEN duplicate_object THEN END $$;
         REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    );
    live.connection.execute("SET ROLE schemist_test_plain").unwrap();
    let previous = live.schema();
    let mut pair = Pair::new(previous.clone(), previous.clone());
    set_default(&mut pair.next, "t", "a", "01");
    let name = QualifiedName::new("mood");
    let mood =
        EnumType { name: name.clone(), values: vec!["x".into()], comment: None, origin: Origin::default() };
    pair.next.enums.insert(name.clone(), mood);
    let column = Column { default: Some("'x'".into()), ..Column::new("m", ColumnType::Enum(name)) };
    table(&mut pair.next, "t").columns.push(column);

    begin(&mut live.connection);
    assert_eq!(normalize(&mut live.connection, &mut pair).unwrap(), []);
    live.connection.execute("SELECT 1").unwrap();
    let columns = &table(&mut pair.next, "t").columns;
    assert_eq!(columns.named("a").unwrap().default, Some("1".into()));
    assert_eq!(columns.named("m").unwrap().default, Some("'x'::mood".into()));
    assert_eq!(live.schema(), previous);
    live.connection.execute("ROLLBACK; RESET ROLE; DROP ROLE schemist_test_plain").unwrap();
}

/// Defaults of other words: those of the same value become the live ones, the others stay as declared.
#[test]
fn defaults_of_one_value_are_one() {
    let sql = "CREATE TYPE mood AS ENUM ('ok', 'bad');
        CREATE TABLE t (a numeric(8, 2) DEFAULT 5, b int DEFAULT 1 + 2, c int[] DEFAULT ARRAY[]::int[],
        d timestamp DEFAULT timezone('utc', now()), e varchar(20) DEFAULT 'ABC', f text DEFAULT current_user,
        g timestamptz DEFAULT now(), h float8 DEFAULT random(), i json DEFAULT '{\"a\":1}', j mood DEFAULT 'ok',
        k date DEFAULT '2020-01-01', l boolean DEFAULT true, m uuid DEFAULT gen_random_uuid())";
    let mut live = Live::with(sql);
    let previous = live.schema();
    let mut check = |column: &str, declared: &str, same: bool| {
        let mut next = previous.clone();
        set_default(&mut next, "t", column, declared);
        let mut pair = Pair::new(previous.clone(), next);
        assert_eq!(normalize(&mut live.connection, &mut pair).unwrap(), [], "{column} {declared}");
        assert_eq!(difference(&pair.previous, &pair.next).is_none(), same, "{column} {declared}");
    };
    check("a", "5.0", true);
    check("a", "5.001", true);
    check("a", "5.01", false);
    check("b", "3", true);
    check("b", "4", false);
    check("c", "'{}'", true);
    check("c", "'{1}'", false);
    check("d", "(now() at time zone 'utc')", true);
    check("d", "(now() at time zone 'cet')", false);
    check("e", "'abc'", false);
    check("e", "upper('abc')", true);
    check("f", "session_user", false);
    check("f", "'postgres'", false);
    check("g", "current_timestamp", true);
    check("g", "statement_timestamp()", false);
    check("h", "(random())", true);
    check("h", "random() * 1", false);
    check("i", "'{\"a\": 1}'", false);
    check("j", "'bad'", false);
    check("k", "date '2020-01-01'", true);
    check("k", "current_date", false);
    check("l", "1 = 1", true);
    check("m", "(gen_random_uuid())", true);
}
