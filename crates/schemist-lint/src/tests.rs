use std::collections::BTreeMap;

use schemist_diagnostics::{Severity, Span};
use schemist_dialect::Dialect;
use schemist_plan::Plan;
use schemist_schema::{
    Check, Column, ColumnType, Constraint, Engine, EnumType, ForeignKey, Index, Operation, Origin, Pair,
    PrimaryKey, QualifiedName, Schema, Table, Ties, Unique, UnmanagedKind, UnmanagedObject,
};

use crate::{LintInput, lint, rules};

fn name(text: &str) -> QualifiedName {
    QualifiedName::new(text)
}

fn int(column: &str) -> Column {
    Column::new(column, ColumnType::Integer)
}

fn orders() -> Table {
    let mut table = Table::new(name("orders"));
    table.columns = [int("id"), int("total")].into_iter().collect();
    table.primary_key = Some(PrimaryKey::on(["id"]));
    table
}

fn found(operations: &[Operation], engine: Engine, rows: Option<u64>) -> Vec<String> {
    found_in(&live(), operations, engine, rows)
}

fn live() -> Schema {
    let mut live = Schema::default();
    live.insert_table(orders());
    live
}

fn found_in(before: &Schema, operations: &[Operation], engine: Engine, rows: Option<u64>) -> Vec<String> {
    let mut after = before.clone();
    for operation in operations {
        // Not all of the cases are whole revisions.
        let _ = after.apply(operation);
    }
    let dialect = Dialect::new(engine);
    let plan = Plan { engine, steps: Vec::new() };
    let rows = rows.map(|n| BTreeMap::from([(name("orders"), n)]));
    let input =
        LintInput { operations, before, after: &after, dialect: &dialect, plan: &plan, rows: rows.as_ref() };
    lint(&input)
        .iter()
        .map(|d| {
            let weight = match d.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            };
            format!("{weight} {} {}", d.code.name, d.subject.clone().unwrap_or_default())
        })
        .collect()
}

fn check(operations: &[Operation], expected: &[&str]) {
    assert_eq!(found(operations, Engine::Postgres, None), expected);
}

fn add_column(column: Column) -> Operation {
    Operation::AddColumn { table: name("orders"), column: Box::new(column) }
}

fn drop_column(column: Column) -> Operation {
    Operation::DropColumn { table: name("orders"), column: Box::new(column) }
}

fn alter_column(previous: Column, next: Column) -> Operation {
    Operation::AlterColumn { table: name("orders"), column: Box::new(Pair::new(previous, next)) }
}

fn add(constraint: Constraint) -> Operation {
    Operation::AddConstraint { table: name("orders"), constraint }
}

fn remove(constraint: Constraint) -> Operation {
    Operation::DropConstraint { table: name("orders"), constraint }
}

fn with_default(column: Column, sql: &str) -> Column {
    Column { default: Some(sql.into()), ..column }
}

#[test]
fn every_rule_has_a_page_and_a_code_of_its_own() {
    let mut codes: Vec<&str> = rules().iter().map(|rule| rule.code.id).collect();
    for rule in rules() {
        let page = rule.page();
        let sections = ["## What it does", "## Why it matters", "## Example", "## What to do"];
        for section in sections {
            assert!(page.contains(section), "{} lacks {section}:\n{page}", rule.code.name);
        }
        assert!(!page.contains("use schemist"), "{page}");
    }
    assert!(codes.is_sorted());
    codes.dedup();
    assert_eq!(codes.len(), rules().len());
}

#[test]
fn lost_data_is_a_warning() {
    check(&[Operation::DropTable { table: Box::new(orders()) }], &["warning drop-table orders"]);
    check(&[drop_column(int("total").nullable())], &["warning drop-column orders.total"]);
    check(
        &[drop_column(int("total"))],
        &["warning drop-column orders.total", "note down-may-fail orders.total"],
    );
    assert_eq!(
        found(&[drop_column(int("total").nullable())], Engine::Postgres, Some(0)),
        ["note drop-column orders.total"]
    );
}

#[test]
fn required_columns_need_a_value_for_the_rows() {
    check(&[add_column(int("x"))], &["warning required-column-without-default orders.x"]);
    check(
        &[add_column(with_default(int("x"), "NULL"))],
        &["warning required-column-without-default orders.x"],
    );
    check(&[add_column(with_default(int("x"), "0")), add_column(int("y").nullable())], &[]);
    let required = alter_column(int("total").nullable(), with_default(int("total"), "0"));
    check(std::slice::from_ref(&required), &["note set-not-null orders.total"]);
    assert_eq!(found(&[required], Engine::Sqlite, None), ["note set-not-null orders.total"]);
    check(&[alter_column(int("total").nullable(), int("total"))], &["warning set-not-null orders.total"]);
    check(
        &[alter_column(with_default(int("total"), "0"), int("total"))],
        &["note drop-default orders.total"],
    );
}

#[test]
fn new_tables_have_no_rows() {
    let mut table = Table::new(name("lines"));
    table.columns = [int("id")].into_iter().collect();
    let at = |operation: fn(QualifiedName) -> Operation| operation(name("lines"));
    check(
        &[
            Operation::CreateTable { table: Box::new(table) },
            at(|table| Operation::AddColumn { table, column: Box::new(int("x")) }),
            at(|table| Operation::AddConstraint { table, constraint: Constraint::Unique(Unique::on(["x"])) }),
        ],
        &["note no-primary-key lines"],
    );
}

#[test]
fn constraints_are_checked_against_rows() {
    let unique = Constraint::Unique(Unique::on(["total"]));
    let key = ForeignKey::new(["total"], name("other"), ["id"]);
    check(&[add(unique.clone())], &["warning unique-on-existing-rows orders"]);
    check(&[add(Constraint::ForeignKey(key.clone()))], &["warning unproven-constraint orders"]);
    check(&[add(Constraint::Check(Check::new(None, "total > 0")))], &["warning unproven-constraint orders"]);
    let cascades = ForeignKey { on_delete: schemist_schema::Action::Cascade, ..key.clone() };
    check(&[remove(Constraint::ForeignKey(key.clone())), add(Constraint::ForeignKey(cascades))], &[]);
    check(&[remove(unique), add(Constraint::PrimaryKey(PrimaryKey::on(["total", "id"])))], &[]);
    let from_new = ForeignKey { columns: vec!["x".into()], ..key };
    check(
        &[
            add_column(int("x").nullable()),
            add(Constraint::ForeignKey(from_new)),
            add(Constraint::Unique(Unique::on(["x"]))),
        ],
        &[],
    );
}

#[test]
fn indexes_lock_writers_out_on_postgres() {
    let index = Index::on_columns(Some("ix".into()), ["total"]);
    let create = Operation::CreateIndex { table: name("orders"), index: Box::new(index) };
    check(std::slice::from_ref(&create), &["note index-not-concurrent ix"]);
    assert!(found(std::slice::from_ref(&create), Engine::Sqlite, None).is_empty());
    assert!(found(&[create], Engine::Postgres, Some(12)).is_empty());
}

#[test]
fn names_and_renames() {
    let long = "é".repeat(32);
    check(&[add_column(int(&long).nullable())], &[&format!("error name-too-long {long}")]);
    let rename = Operation::RenameTable { name: Pair::new(name("orders"), name("sales")) };
    check(&[rename], &["note rename-breaks-deployed-code sales"]);
    let names = Pair::new("total".to_owned(), "sum".to_owned());
    let rename = Operation::RenameColumn { table: name("orders"), name: names };
    check(&[rename], &["note rename-breaks-deployed-code orders.sum"]);
}

#[test]
fn removed_enum_values_may_be_in_use() {
    let values = |list: &[&str]| list.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
    let alter = |next: &[&str]| Operation::AlterEnum {
        name: name("status"),
        values: Pair::new(values(&["a", "b"]), values(next)),
    };
    check(&[alter(&["a"])], &["warning enum-value-removed status"]);
    check(&[alter(&["a", "b", "c"])], &[]);
}

#[test]
fn findings_point_at_the_models() {
    let span = Span::new("src/models.rs", (3, 5), (3, 9));
    let column = Column { origin: Origin::at(span.clone()), ..int("x") };
    let operations = [add_column(column)];
    let schema = Schema::default();
    let dialect = Dialect::new(Engine::Sqlite);
    let plan = Plan { engine: Engine::Sqlite, steps: Vec::new() };
    let input = LintInput {
        operations: &operations,
        before: &schema,
        after: &schema,
        dialect: &dialect,
        plan: &plan,
        rows: None,
    };
    assert_eq!(lint(&input)[0].span.as_ref(), Some(&span));
}

#[test]
fn all_of_an_enum_is_measured() {
    let enum_type = EnumType {
        name: name("status"),
        values: vec!["x".repeat(64)],
        comment: None,
        origin: Origin::default(),
    };
    let long = "x".repeat(64);
    check(&[Operation::CreateEnum { enum_type }], &[&format!("error name-too-long {long}")]);
}

#[test]
fn views_that_read_what_goes() {
    let mut before = live();
    before.unmanaged.push(UnmanagedObject {
        definition: Some("SELECT orders.total FROM orders".to_owned()),
        depends_on: vec![name("orders")],
        ties: Ties { columns: vec![(name("orders"), "total".to_owned())], ..Ties::default() },
        ..UnmanagedObject::new(UnmanagedKind::View, name("totals"))
    });
    let check = |operations: &[Operation], engine: Engine, expected: Option<&str>| {
        let found = found_in(&before, operations, engine, None);
        let found = found.iter().find(|f| f.ends_with(" dependent-view totals"));
        assert_eq!(found.map(|f| f.split(' ').next().unwrap()), expected, "{operations:?}");
    };
    let retype = |column: &str| alter_column(int(column), Column { ty: ColumnType::Text, ..int(column) });
    let drop_table = [Operation::DropTable { table: Box::new(orders()) }];
    check(&drop_table, Engine::Mysql, Some("warning"));
    check(&[drop_column(int("total"))], Engine::Mysql, Some("warning"));
    check(&[drop_column(int("id"))], Engine::Mysql, None);
    check(&[retype("total")], Engine::Mysql, None);
    // The plan makes it again, or is refused.
    check(&[retype("total")], Engine::Postgres, Some("note"));
    check(&[retype("id")], Engine::Postgres, None);
    check(&drop_table, Engine::Postgres, None);
    check(&drop_table, Engine::Sqlite, None);
    let rename = Operation::RenameTable { name: Pair::new(name("orders"), name("sales")) };
    let drop = Operation::DropColumn { table: name("sales"), column: Box::new(int("total")) };
    check(&[rename, drop], Engine::Mysql, Some("warning"));
}
