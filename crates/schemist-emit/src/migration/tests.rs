use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_dialect::Statement;
use schemist_plan::{Plan, Step};
use schemist_schema::{Column, ColumnType, Engine, Operation, Origin, Pair, QualifiedName, Table};

use super::*;

const NULLS: Code = Code::new("L102", "adding-required-column");

fn step(operation: Operation, sql: &str) -> Step {
    Step { operations: vec![operation], statements: vec![Statement::new(sql)], notes: Vec::new() }
}

fn plan(engine: Engine, steps: Vec<Step>) -> Plan {
    Plan { engine, steps }
}

fn added(name: &str) -> Operation {
    let mut column = Column::new(name, ColumnType::Text);
    column.origin = Origin::at(Span::new("src/models.rs", (12, 5), (12, 9)));
    Operation::AddColumn { table: "users".into(), column: Box::new(column) }
}

fn dropped(name: &str) -> Operation {
    Operation::DropColumn { table: "users".into(), column: Box::new(Column::new(name, ColumnType::Text)) }
}

fn files(
    message: &str,
    up: &Plan,
    down: &Plan,
    findings: &[Diagnostic],
    hand_written: bool,
) -> MigrationFiles {
    let input = MigrationInput {
        version: "2026-11-21-103000-0000",
        message,
        created_at: "2026-11-21T10:30:00Z",
        revises: &["2026-11-20-000000-0000".to_owned()],
        engine: up.engine,
        up,
        down,
        findings,
        tool_version: "0.1.0",
        hand_written,
    };
    migration(&input).unwrap()
}

/// Every line outside the given statements is a comment or blank.
fn assert_safe(text: &str, statements: &[&str]) {
    let mut rest = text.to_owned();
    for statement in statements {
        assert!(rest.contains(statement), "{statement:?} is not in {text}");
        rest = rest.replacen(statement, "", 1);
    }
    for line in rest.lines() {
        assert!(line.is_empty() || line == ";" || line.starts_with("--"), "{line:?} breaks out of {text}");
    }
    assert!(!text.contains('\r') && !text.contains('\0'));
}

#[test]
fn a_reviewer_sees_what_where_and_why() {
    let up = plan(
        Engine::Postgres,
        vec![
            step(added("email"), "ALTER TABLE users\n    ADD COLUMN email text NOT NULL"),
            step(dropped("nick"), "ALTER TABLE users DROP COLUMN nick"),
        ],
    );
    let down = plan(
        Engine::Postgres,
        vec![
            step(dropped("nick").inverted(), "ALTER TABLE users ADD COLUMN nick text"),
            step(added("email").inverted(), "ALTER TABLE users DROP COLUMN email"),
        ],
    );
    let findings = [
        Diagnostic::warning(NULLS, "rows that exist have no value for it")
            .with_subject("users.email")
            .with_help("give a default"),
        Diagnostic::note(NULLS, "about nothing in particular"),
    ];
    let files = files("Add e-mail", &up, &down, &findings, false);
    assert_eq!(
        files.up_sql,
        "\
-- Revision  2026-11-21-103000-0000 (apply)
-- Message   Add e-mail
-- Revises   2026-11-20-000000-0000
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.1.0
--
-- Review before you run.

-- Add column users.email (src/models.rs:12:5)
-- warning[L102]: rows that exist have no value for it
--   help: give a default
ALTER TABLE users
    ADD COLUMN email text NOT NULL;

-- Drop column users.nick
-- DESTRUCTIVE: deletes the data of column users.nick; down.sql cannot restore it
ALTER TABLE users DROP COLUMN nick;
"
    );
    assert_eq!(
        files.down_sql,
        "\
-- Revision  2026-11-21-103000-0000 (undo)
-- Message   Add e-mail
-- Revises   2026-11-20-000000-0000
-- Engine    postgres
-- Created   2026-11-21T10:30:00Z by schemist 0.1.0
--
-- Review before you run.
-- WARNING: the data of column users.nick cannot be restored

-- Add column users.nick
-- the data of column users.nick cannot be restored
ALTER TABLE users ADD COLUMN nick text;

-- Drop column users.email
-- DESTRUCTIVE: deletes the data of column users.email
ALTER TABLE users DROP COLUMN email;
"
    );
    assert_eq!(files.metadata_toml, "run_in_transaction = true\n");
    let revision = RevisionFile::from_json(&files.revision_json).unwrap();
    assert_eq!(revision.to_json().unwrap(), files.revision_json);
    assert_eq!(revision.checksums.get("up.sql"), Some(&crate::checksum(&files.up_sql)));
    assert_eq!(revision.checksums.get("down.sql"), Some(&crate::checksum(&files.down_sql)));
    assert_eq!(revision.operations, up.operations().cloned().collect::<Vec<_>>());
    assert_eq!(revision.findings.len(), 2);
    assert!(files.revision_json.ends_with("}\n"));
}

#[test]
fn no_text_breaks_out_of_a_comment() {
    let evil = "x\nDROP TABLE users; --\r\nSELECT 1;\u{2028}SELECT 2\0";
    let table = Table::new(QualifiedName::in_namespace(Some(evil.to_owned()), evil));
    let mut create = step(Operation::CreateTable { table: Box::new(table) }, "SELECT 3");
    create.notes.push(evil.to_owned());
    let mut column = Column::new(evil, ColumnType::Text);
    column.origin = Origin::at(Span::new(evil, (1, 1), (1, 2)));
    let add = step(Operation::AddColumn { table: evil.into(), column: Box::new(column) }, "SELECT 4");
    let drop =
        Operation::DropColumn { table: evil.into(), column: Box::new(Column::new(evil, ColumnType::Text)) };
    let up = plan(Engine::Sqlite, vec![create, add, step(drop.clone(), "SELECT 5")]);
    let down = plan(Engine::Sqlite, vec![step(drop.inverted(), "SELECT 6")]);
    let findings = [
        Diagnostic::warning(NULLS, evil).with_note(evil).with_help(evil).with_subject(evil),
        Diagnostic::error(NULLS, evil),
    ];
    let files = files(evil, &up, &down, &findings, false);
    assert_safe(&files.up_sql, &["SELECT 3;\n", "SELECT 4;\n", "SELECT 5;\n"]);
    assert_safe(&files.down_sql, &["SELECT 6;\n"]);
    let script = crate::script(&up);
    assert_safe(&script, &["SELECT 3;\n", "SELECT 4;\n", "SELECT 5;\n"]);
    assert_eq!(RevisionFile::from_json(&files.revision_json).unwrap().message, evil);
}

#[test]
fn a_message_is_no_directive() {
    let nothing = plan(Engine::Postgres, Vec::new());
    let files = files("no-transaction", &nothing, &nothing, &[], true);
    assert!(!files.up_sql.lines().any(|l| l == "-- no-transaction"));
}

#[test]
fn no_file_is_without_a_statement() {
    let nothing = plan(Engine::Postgres, Vec::new());
    for hand_written in [true, false] {
        let files = files("x", &nothing, &nothing, &[], hand_written);
        assert!(files.up_sql.ends_with("\nSELECT 1;\n"), "{}", files.up_sql);
        assert!(files.down_sql.ends_with("\nSELECT 1;\n"), "{}", files.down_sql);
        assert_eq!(files.metadata_toml, "run_in_transaction = true\n");
    }
    assert_eq!(crate::script(&nothing), "");
}

#[test]
fn hand_written_files_are_not_sealed() {
    let nothing = plan(Engine::Sqlite, Vec::new());
    let files = files("x", &nothing, &nothing, &[], true);
    assert!(RevisionFile::from_json(&files.revision_json).unwrap().checksums.is_empty());
    assert!(files.up_sql.contains("Write the statements"));
}

#[test]
fn a_way_down_that_undoes_nothing_says_so() {
    let up = plan(Engine::Postgres, vec![step(dropped("a"), "SELECT 2")]);
    let files = files("x", &up, &plan(Engine::Postgres, Vec::new()), &[], false);
    assert!(files.down_sql.contains("-- WARNING: nothing below undoes up.sql\n"));
    assert!(files.down_sql.contains("-- WARNING: the data of column users.a cannot be restored\n"));
    assert!(files.down_sql.ends_with("SELECT 1;\n"));
}

#[test]
fn a_newer_revision_file_says_so() {
    let error = RevisionFile::from_json("{\"format\": 99, \"what\": 1}").unwrap_err().to_string();
    assert!(error.contains("format 99"), "{error}");
}

#[test]
fn what_cannot_run_in_a_transaction_says_so() {
    let mut up = plan(Engine::Postgres, vec![step(added("a"), "SELECT 2")]);
    up.steps[0].statements.push(Statement::outside_transaction("CREATE INDEX CONCURRENTLY i ON users (a)"));
    let down = plan(Engine::Postgres, vec![step(added("a").inverted(), "SELECT 3")]);
    let files = files("x", &up, &down, &[], false);
    assert_eq!(files.metadata_toml, "run_in_transaction = false\n");
    assert!(files.up_sql.contains("run_in_transaction = false"));
    assert!(crate::script(&up).starts_with("-- no-transaction\n"));
    assert!(!crate::script(&down).contains("no-transaction"));
}

#[test]
fn values_that_became_one_are_told_on_the_way_back() {
    let replace = |values: &[(&str, &str)]| Operation::ReplaceValues {
        table: "users".into(),
        column: "kind".into(),
        values: values.iter().map(|(before, after)| Pair::new((*before).into(), (*after).into())).collect(),
    };
    let alter = Operation::AlterColumn {
        table: "users".into(),
        column: Box::new(Pair::new(
            Column::new("kind", ColumnType::Text),
            Column::new("kind", ColumnType::Integer),
        )),
    };
    let warnings = |values: &[(&str, &str)]| {
        let replace = replace(values);
        let up = plan(Engine::Sqlite, vec![step(replace.clone(), "a"), step(alter.clone(), "b")]);
        let down =
            plan(Engine::Sqlite, vec![step(alter.clone().inverted(), "c"), step(replace.inverted(), "d")]);
        let text = files("Numbers", &up, &down, &[], false).down_sql;
        text.lines().filter(|line| line.starts_with("-- WARNING")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(warnings(&[("open", "1"), ("shut", "2")]), Vec::<String>::new());
    assert_eq!(
        warnings(&[("open", "1"), ("shut", "2"), ("closed", "2")]),
        [
            "-- WARNING: rows that held 'shut', 'closed' of users.kind may not be restored",
            "-- WARNING: values of column users.kind that the other type cannot hold as they were may not be restored",
        ]
    );
}
