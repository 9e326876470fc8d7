use std::collections::BTreeMap;

use schemist_diagnostics::{Severity, Span};
use schemist_dialect::{Dialect, Probe};
use schemist_schema::{
    Allow, Check, Column, ColumnType, Constraint, Engine, EnumType, ForeignKey, Index, Operation, Origin,
    Pair, PrimaryKey, QualifiedName, Schema, Table, Ties, Unique, UnmanagedKind, UnmanagedObject,
};

use crate::{
    Change, Facts, Level, LintInput, Revision, Settings, find_rule, lint, questions, read_script, rules,
};

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

/// What the rules about data say: those about locks and design have fixtures.
fn found_in(before: &Schema, operations: &[Operation], engine: Engine, rows: Option<u64>) -> Vec<String> {
    let mut after = before.clone();
    for operation in operations {
        // Not all of the cases are whole revisions.
        let _ = after.apply(operation);
    }
    let dialect = Dialect::new(engine);
    let rows = rows.map(|n| BTreeMap::from([(Probe::Rows { table: name("orders") }, n)])).unwrap_or_default();
    let input = LintInput {
        changes: &Change::planned(operations),
        before,
        after: &after,
        dialect: &dialect,
        revision: &Revision::planned(true),
        facts: &Facts { counts: rows, ..Facts::default() },
        settings: &Settings::default(),
    };
    lint(&input)
        .iter()
        .filter(|d| d.code.id.starts_with("L1"))
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
        assert!(!page.contains("TODO"), "the page of {} is not written yet:\n{page}", rule.code.name);
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
    let input = LintInput {
        changes: &Change::planned(&operations),
        before: &schema,
        after: &schema,
        dialect: &dialect,
        revision: &Revision::planned(true),
        facts: &Facts::default(),
        settings: &Settings::default(),
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

#[test]
fn a_view_over_several_retyped_columns_is_told_once() {
    let mut before = live();
    let columns = ["total", "id"].map(|column| (name("orders"), column.to_owned()));
    before.unmanaged.push(UnmanagedObject {
        ties: Ties { columns: columns.into(), ..Ties::default() },
        ..UnmanagedObject::new(UnmanagedKind::View, name("totals"))
    });
    let rename = Operation::RenameColumn {
        table: name("orders"),
        name: Pair::new("total".to_owned(), "sum".to_owned()),
    };
    let retype = |column: &str| alter_column(int(column), Column { ty: ColumnType::Text, ..int(column) });
    let operations = [rename, retype("sum"), retype("id")];
    let found = found_in(&before, &operations, Engine::Postgres, None);
    let told: Vec<&String> = found.iter().filter(|f| f.contains("dependent-view")).collect();
    assert_eq!(told, ["note dependent-view totals"], "{found:?}");
}

fn allowing(rule: &str, line: usize) -> Allow {
    Allow { rule: rule.into(), reason: None, span: Some(Span::new("src/models.rs", (line, 1), (line, 9))) }
}

fn with_settings(before: &Schema, operations: &[Operation], settings: &Settings) -> Vec<String> {
    let mut after = before.clone();
    operations.iter().for_each(|operation| after.apply(operation).unwrap());
    let input = LintInput {
        changes: &Change::planned(operations),
        before,
        after: &after,
        dialect: &Dialect::new(Engine::Postgres),
        revision: &Revision::planned(true),
        facts: &Facts::default(),
        settings,
    };
    lint(&input).iter().map(ToString::to_string).collect()
}

#[test]
fn models_allow_findings() {
    let mut table = orders();
    table.origin.allows = vec![allowing("drop-column", 1), allowing("set-not-nul", 2), allowing("L105", 3)];
    let mut live = Schema::default();
    live.insert_table(table);
    let drop = drop_column(int("total").nullable());
    assert_eq!(
        with_settings(&live, &[drop_column(int("total"))], &Settings::default()),
        [
            "note[L114]: down.sql cannot put orders.total back while orders holds rows",
            "warning[L001]: there is no rule `set-not-nul` (src/models.rs:2:1)",
            "note[L002]: `allow L105` silences nothing here (src/models.rs:3:1)",
        ]
    );
    // What is said of a column counts for that column.
    let column = Column {
        origin: Origin { allows: vec![allowing("type-change", 4)], ..Origin::default() },
        ..int("x")
    };
    let mut table = orders();
    table.columns.push(column.clone());
    let mut live = Schema::default();
    live.insert_table(table);
    let wider = |column: Column| alter_column(column.clone(), Column { ty: ColumnType::BigInt, ..column });
    assert_eq!(
        with_settings(&live, &[wider(column), wider(int("total")), drop], &Settings::default()).len(),
        2
    );
}

#[test]
fn levels_are_set() {
    let drop = [drop_column(int("total").nullable())];
    let set = |level| {
        let mut settings = Settings::default();
        settings.set(find_rule("drop_column").unwrap(), level);
        with_settings(&live(), &drop, &settings)
    };
    let message = "column orders.total is dropped with all its values";
    assert_eq!(set(Level::Error), [format!("error[L102]: {message}")]);
    assert_eq!(set(Level::Note), [format!("note[L102]: {message}")]);
    assert!(set(Level::Off).is_empty());
}

#[test]
fn rows_in_the_way_are_counted() {
    let required = alter_column(int("total").nullable(), int("total"));
    let mut before = Schema::default();
    let mut table = orders();
    table.columns.named_mut("total").unwrap().nullable = true;
    before.insert_table(table);
    let mut after = before.clone();
    after.apply(&required).unwrap();
    let found = |count: u64| {
        let probe = Probe::Nulls { table: name("orders"), column: "total".into() };
        let changes = [required.clone()];
        let input = LintInput {
            changes: &Change::planned(&changes),
            before: &before,
            after: &after,
            dialect: &Dialect::new(Engine::Postgres),
            revision: &Revision::planned(true),
            facts: &Facts { counts: BTreeMap::from([(probe.clone(), count)]), ..Facts::default() },
            settings: &Settings::default(),
        };
        assert!(questions(&input).contains(&probe));
        let finding = lint(&input).swap_remove(0);
        (finding.severity, finding.notes.join("; "))
    };
    assert_eq!(found(0).0, Severity::Note);
    let query = "SELECT count(*) AS n FROM orders WHERE total IS NULL";
    let said = format!("3 rows are in the way in the database at hand: {query}");
    assert_eq!(found(3), (Severity::Warning, said));
}

/// What a file does, one line a change.
fn read(sql: &str, engine: Engine, schema: &mut Schema) -> String {
    let script = read_script(sql, "up.sql", &Dialect::new(engine), schema);
    let line = |change: &Change<'_>| {
        let what = match (change.operation(), change.action()) {
            (Some(operation), _) => operation.describe(),
            (None, action) => format!("{:?}", action.unwrap()),
        };
        let start = change.span.as_ref().unwrap().start;
        format!("{}:{} {what}\n", start.line, start.column)
    };
    script.changes.iter().map(line).collect()
}

#[test]
fn statements_are_read() {
    let mut schema = Schema::default();
    let sql = "\
-- a comment; with a semicolon
CREATE TABLE IF NOT EXISTS Orders (
    id bigserial PRIMARY KEY,
    user_id int NOT NULL REFERENCES users (id),
    state text DEFAULT 'new' CHECK (state <> ''),
    UNIQUE (user_id, state)
);
ALTER TABLE orders ADD COLUMN note varchar(20) NOT NULL DEFAULT '', DROP COLUMN state,
    ALTER COLUMN user_id TYPE bigint,
    SET (fillfactor = 70);
CREATE UNIQUE INDEX CONCURRENTLY ix ON orders (lower(note), user_id DESC) WHERE note <> '';
ALTER TABLE orders ADD CONSTRAINT uq UNIQUE USING INDEX ix;
ALTER TABLE orders DETACH PARTITION p CONCURRENTLY;
DROP INDEX CONCURRENTLY ix;
DROP TABLE public.orders CASCADE;
UPDATE users SET a = 1;
SET LOCAL lock_timeout = '5s';
DO $$ BEGIN DROP TABLE x; END $$;
FROBNICATE the database
";
    let read = read(sql, Engine::Postgres, &mut schema);
    assert_eq!(
        read,
        "2:1 create table orders
8:20 add column orders.note
8:69 drop column orders.state
9:5 alter column orders.user_id (type)
10:5 Harmless
11:1 create index ix on orders
12:1 add unique constraint uq on orders
13:1 DetachPartition { table: QualifiedName { namespace: None, name: \"orders\" }, partition: QualifiedName { namespace: None, name: \"p\" } }
14:1 drop index ix of orders
15:1 drop table orders
16:1 ChangeRows { verb: \"UPDATE\", table: Some(QualifiedName { namespace: None, name: \"users\" }), is_filtered: false }
17:1 SetTimeout { for_locks: true }
18:1 Unknown { words: \"DO $$ BEGIN DROP\" }
19:1 Unknown { words: \"FROBNICATE the database\" }
"
    );
    assert!(schema.tables.is_empty());
}

#[test]
fn statements_of_mysql_are_read() {
    let mut schema = Schema::default();
    let sql = "\
CREATE TABLE `orders` (`id` int unsigned NOT NULL AUTO_INCREMENT, state enum('a','b'), PRIMARY KEY (`id`), KEY ix (state)) ENGINE=InnoDB;
ALTER TABLE orders MODIFY COLUMN state varchar(10) NOT NULL, ADD INDEX ix_2 (state, id), ALGORITHM=COPY, LOCK=SHARED;
ALTER TABLE orders CHANGE state kind varchar(20) NOT NULL, DROP INDEX ix, RENAME INDEX ix_2 TO ix_3;
ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4;
DROP INDEX ix_3 ON orders;
";
    assert_eq!(
        read(sql, Engine::Mysql, &mut schema),
        "1:1 create table orders
2:20 alter column orders.state (type, nullability)
2:62 create index ix_2 on orders
2:90 Harmless
2:106 Harmless
3:20 rename column orders.state to kind
3:20 alter column orders.kind (type)
3:60 drop index ix of orders
3:75 rename index ix_2 of orders to ix_3
4:1 Store { table: QualifiedName { namespace: None, name: \"orders\" }, clause: \"ALTER TABLE orders CONVERT TO CHARACTER SET utf8mb4\" }
5:1 drop index ix_3 of orders
"
    );
    let orders = &schema.tables[&name("orders")];
    assert_eq!(orders.columns.named("kind").unwrap().ty, ColumnType::Varchar { length: Some(20) });
    assert!(orders.indexes.is_empty());
}

#[test]
fn comments_allow() {
    let sql = "\
-- schemist: allow-file no-primary-key (a log)
-- schemist: allow drop-table, L102 (nobody reads it)
DROP TABLE a;
DROP TABLE b; -- schemist: allow drop-table
DROP TABLE c
    /* schemist: allow x */;
";
    let script = read_script(sql, "up.sql", &Dialect::new(Engine::Sqlite), &mut Schema::default());
    let told = script.allows.iter().map(|a| format!("{} {:?} {}", a.rule, a.statement, a.span.start.line));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            "no-primary-key None 1",
            "drop-table Some(0) 2",
            "L102 Some(0) 2",
            "drop-table Some(1) 4",
            "x Some(2) 6"
        ]
    );
}

/// What a model no longer declares is shown at the model.
/// What is found where a plan leads from the live schema to another one.
fn found_on_the_way_to(after: &Schema, operations: &[Operation]) -> Vec<schemist_diagnostics::Diagnostic> {
    lint(&LintInput {
        changes: &Change::planned(operations),
        before: &live(),
        after,
        dialect: &Dialect::new(Engine::Postgres),
        revision: &Revision::planned(true),
        facts: &Facts::default(),
        settings: &Settings::default(),
    })
}

#[test]
fn what_is_dropped_points_at_the_model_of_its_table() {
    let mut after = live();
    let span = Span::new("models.rs", (3, 12), (3, 17));
    let table = after.tables.get_mut(&name("orders")).unwrap();
    table.origin.span = Some(span.clone());
    let operations = [drop_column(int("total"))];
    let found = found_on_the_way_to(&after, &operations);
    let drop = found.iter().find(|finding| finding.code.name == "drop-column").unwrap();
    assert_eq!(drop.span, Some(span));
}

#[test]
fn a_default_in_rust_is_none_for_the_rows_there_are() {
    let mut column = int("points");
    column.origin.rust_default = Some("#[serde(default)]".to_owned());
    let operations = [add_column(column)];
    let mut after = live();
    after.apply(&operations[0]).unwrap();
    let found = found_on_the_way_to(&after, &operations);
    let required = found.iter().find(|f| f.code.name == "required-column-without-default").unwrap();
    let note = "`#[serde(default)]` is a default in Rust alone: the database does not know it, and gives it to no row";
    assert_eq!(required.notes, [note]);
}

#[test]
fn what_is_temporary_is_nobodys() {
    let written = "CREATE TEMP TABLE x (a int); UPDATE temp.x SET a = 1; DROP TABLE temp.x;";
    let dialect = Dialect::new(Engine::Sqlite);
    let mut after = live();
    let script = read_script(written, "up.sql", &dialect, &mut after);
    let found = lint(&LintInput {
        changes: &script.changes,
        before: &live(),
        after: &after,
        dialect: &dialect,
        revision: &Revision { is_written: true, ..Revision::planned(true) },
        facts: &Facts::default(),
        settings: &Settings::default(),
    });
    let codes: Vec<&str> = found.iter().map(|finding| finding.code.id).collect();
    assert!(!codes.contains(&"L101") && !codes.contains(&"L307"), "{codes:?}");
}

/// PostgreSQL refuses to change the type of what a view reads; what somebody wrote is not planned around.
#[test]
fn a_view_is_in_the_way_of_a_written_change_of_type() {
    let before = live();
    let sql = "CREATE VIEW totals AS SELECT id, total FROM orders;";
    let found = |written: &str| {
        let dialect = Dialect::new(Engine::Postgres);
        let mut before = before.clone();
        read_script(sql, "before.sql", &dialect, &mut before);
        let mut after = before.clone();
        let script = read_script(written, "up.sql", &dialect, &mut after);
        let found = lint(&LintInput {
            changes: &script.changes,
            before: &before,
            after: &after,
            dialect: &dialect,
            revision: &Revision { is_written: true, ..Revision::planned(true) },
            facts: &Facts::default(),
            settings: &Settings::default(),
        });
        let views = found.into_iter().filter(|f| f.code.name == "dependent-view");
        views.map(|f| f.message).collect::<Vec<_>>()
    };
    let message = "view totals reads column orders.total, which changes its type";
    assert_eq!(found("ALTER TABLE orders ALTER COLUMN total TYPE bigint"), [message]);
    assert!(found("ALTER TABLE orders ALTER COLUMN total SET DEFAULT 3").is_empty());
}
