//! The text of the statements; that servers take them is shown by the tests of `schemist-reflect`.

use std::collections::BTreeMap;

use schemist_schema::{
    Action, Check, Column, ColumnType, Constraint, EnumType, ForeignKey, Generated, Identity, Index,
    IndexKey, Operation, Origin, Pair, PrimaryKey, QualifiedName, Schema, Sequence, Table, Unique,
};

use crate::postgres::capabilities::at_version;

fn statements(operation: &Operation, before: &Schema, version: u32) -> Vec<String> {
    let mut after = before.clone();
    after.apply(operation).unwrap();
    let rendered = super::render(operation, Pair::new(before, &after), &at_version((version, 0))).unwrap();
    assert!(rendered.iter().all(|s| s.transactional));
    rendered.into_iter().map(|s| s.sql).collect()
}

fn check(operation: &Operation, before: &Schema, expected: &[&str]) {
    assert_eq!(statements(operation, before, 15), expected);
}

fn shop(name: &str) -> QualifiedName {
    QualifiedName::in_namespace(Some("shop".into()), name)
}

fn orders() -> Table {
    let mut table = Table::new(shop("order"));
    let mut id = Column::new("id", ColumnType::BigInt);
    id.identity = Some(Identity { always: true, ..Identity::default() });
    let mut name = Column::new("Name", ColumnType::Varchar { length: Some(80) }).nullable();
    name.default = Some("'x' IS NULL".into());
    name.comment = Some("it's".into());
    let mut total = Column::new("total", ColumnType::Numeric { precision: Some(12), scale: Some(2) });
    total.generated = Some(Generated { expression: "qty * price".into(), stored: true });
    let mut n = Column::new("n", ColumnType::Integer);
    n.serial = true;
    table.columns.extend([id, name, total, n]);
    table.primary_key = Some(PrimaryKey { name: Some("pk".into()), ..PrimaryKey::on(["id"]) });
    table.uniques.push(Unique {
        name: Some("uq".into()),
        nulls_not_distinct: true,
        ..Unique::on(["Name", "n"])
    });
    table.uniques.push(Unique { name: Some("uq_id".into()), ..Unique::on(["id"]) });
    table.checks.push(Check { not_valid: true, ..Check::new(Some("ck".into()), "n > 0") });
    table.foreign_keys.push(ForeignKey {
        name: Some("fk".into()),
        on_delete: Action::Cascade,
        ..ForeignKey::new(["n"], "users".into(), ["id"])
    });
    let mut index = Index::on_columns(Some("ix".into()), ["Name"]);
    index.keys.push(IndexKey { descending: true, ..IndexKey::expression("lower(\"Name\")") });
    index.keys.push(IndexKey::expression("n + 1"));
    index.method = Some("gist".into());
    index.predicate = Some("n > 0".into());
    table.indexes.push(index);
    table.options = BTreeMap::from([("fillfactor".into(), "70".into()), ("unlogged".into(), "true".into())]);
    table
}

#[test]
fn a_table_reads_well() {
    let create = Operation::CreateTable { table: Box::new(orders()) };
    check(
        &create,
        &Schema::default(),
        &[
            "CREATE UNLOGGED TABLE shop.\"order\" (
    id bigint GENERATED ALWAYS AS IDENTITY,
    \"Name\" varchar(80) DEFAULT ('x' IS NULL),
    total numeric(12, 2) GENERATED ALWAYS AS (qty * price) STORED NOT NULL,
    n serial,
    CONSTRAINT pk PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (\"Name\", n),
    CONSTRAINT fk FOREIGN KEY (n) REFERENCES users (id) ON DELETE CASCADE
) WITH (fillfactor = 70)",
            "ALTER TABLE shop.\"order\" ADD CONSTRAINT uq_id UNIQUE (id)",
            "ALTER TABLE shop.\"order\" ADD CONSTRAINT ck CHECK (n > 0) NOT VALID",
            "CREATE INDEX ix ON shop.\"order\" USING gist (\"Name\", lower(\"Name\") DESC, (n + 1)) WHERE n > 0",
            "COMMENT ON COLUMN shop.\"order\".\"Name\" IS 'it''s'",
        ],
    );
    let nothing = Operation::CreateTable { table: Box::new(Table::new("t".into())) };
    check(&nothing, &Schema::default(), &["CREATE TABLE t ()"]);
}

fn schema_with(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|t| schema.insert_table(t));
    schema
}

fn altered(column: Column, change: impl Fn(&mut Column)) -> (Schema, Operation) {
    let mut table = Table::new("t".into());
    let mut next = column.clone();
    change(&mut next);
    table.columns.push(column.clone());
    let operation = Operation::AlterColumn { table: "t".into(), column: Box::new(Pair::new(column, next)) };
    (schema_with([table]), operation)
}

#[test]
fn one_rewrite_for_a_type_with_its_default() {
    let column = Column { default: Some("'1'::text".into()), ..Column::new("a", ColumnType::Text) };
    let (schema, operation) = altered(column, |c| {
        c.ty = ColumnType::Integer;
        c.default = Some("1".into());
        c.nullable = true;
    });
    check(
        &operation,
        &schema,
        &["ALTER TABLE t
    ALTER COLUMN a DROP NOT NULL,
    ALTER COLUMN a DROP DEFAULT,
    ALTER COLUMN a TYPE integer USING a::integer,
    ALTER COLUMN a SET DEFAULT 1"],
    );
}

#[test]
fn rows_without_a_value_get_the_default() {
    let (schema, operation) = altered(Column::new("a", ColumnType::Text).nullable(), |c| {
        c.nullable = false;
        c.default = Some("'x'".into());
    });
    check(
        &operation,
        &schema,
        &[
            "ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'",
            "UPDATE t SET a = DEFAULT WHERE a IS NULL",
            "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
        ],
    );
}

#[test]
fn an_expression_changes_in_place_where_the_server_can() {
    let generated = |sql: &str| Some(Generated { expression: sql.into(), stored: true });
    let column = Column { generated: generated("b + 1"), ..Column::new("a", ColumnType::Integer) };
    let (schema, operation) = altered(column, |c| c.generated = generated("b + 2"));
    assert_eq!(
        statements(&operation, &schema, 17),
        ["ALTER TABLE t ALTER COLUMN a SET EXPRESSION AS (b + 2)"]
    );
    assert_eq!(
        statements(&operation, &schema, 16),
        [
            "ALTER TABLE t DROP COLUMN a",
            "ALTER TABLE t ADD COLUMN a integer GENERATED ALWAYS AS (b + 2) STORED NOT NULL"
        ]
    );
}

fn status(values: &[&str]) -> Vec<String> {
    values.iter().map(|v| (*v).to_owned()).collect()
}

#[test]
fn enum_values_are_added_in_their_places() {
    let mut schema = Schema::default();
    let name = shop("status");
    let previous = status(&["b", "d"]);
    let enum_type =
        EnumType { name: name.clone(), values: previous.clone(), comment: None, origin: Origin::default() };
    schema.enums.insert(name.clone(), enum_type);
    let values = Pair::new(previous, status(&["a", "b", "c", "c2", "d", "e", "f"]));
    check(
        &Operation::AlterEnum { name, values },
        &schema,
        &[
            "ALTER TYPE shop.status ADD VALUE 'a' BEFORE 'b'",
            "ALTER TYPE shop.status ADD VALUE 'c' AFTER 'b'",
            "ALTER TYPE shop.status ADD VALUE 'c2' AFTER 'c'",
            "ALTER TYPE shop.status ADD VALUE 'e'",
            "ALTER TYPE shop.status ADD VALUE 'f'",
        ],
    );
}

#[test]
fn an_enum_is_made_anew_with_all_that_names_it() {
    let name = QualifiedName::new("status");
    let mut table = Table::new("t".into());
    table.columns.push(Column {
        default: Some("'a'::status".into()),
        ..Column::new("s", ColumnType::Enum(name.clone()))
    });
    table.checks.push(Check::new(Some("ck".into()), "s <> 'a'::status"));
    table.indexes.push(Index::on_columns(Some("ix".into()), ["s"]));
    let mut schema = schema_with([table]);
    let previous = status(&["a", "b"]);
    let enum_type =
        EnumType { name: name.clone(), values: previous.clone(), comment: None, origin: Origin::default() };
    schema.enums.insert(name.clone(), enum_type);
    check(
        &Operation::AlterEnum { name, values: Pair::new(previous, status(&["b", "a"])) },
        &schema,
        &[
            "ALTER TABLE t DROP CONSTRAINT ck",
            "ALTER TYPE status RENAME TO status_old",
            "CREATE TYPE status AS ENUM ('b', 'a')",
            "ALTER TABLE t
    ALTER COLUMN s DROP DEFAULT,
    ALTER COLUMN s TYPE status USING s::text::status,
    ALTER COLUMN s SET DEFAULT 'a'::status",
            "ALTER TABLE t ADD CONSTRAINT ck CHECK (s <> 'a'::status)",
            "DROP TYPE status_old",
        ],
    );
}

#[test]
fn a_sequence_is_owned_once_its_column_is_there() {
    let sequence = Sequence {
        name: "s".into(),
        ty: ColumnType::Integer,
        options: Default::default(),
        owned_by: Some(("t".into(), "a".to_owned())),
        comment: None,
    };
    let create = Operation::CreateSequence { sequence };
    check(&create, &Schema::default(), &["CREATE SEQUENCE s AS integer"]);
    let mut table = Table::new("t".into());
    table.columns.push(Column::new("a", ColumnType::Integer));
    check(&create, &schema_with([table]), &["CREATE SEQUENCE s AS integer OWNED BY t.a"]);
}

#[test]
fn what_the_version_lacks_is_an_error() {
    let unique = Constraint::Unique(Unique { nulls_not_distinct: true, ..Unique::on(["a"]) });
    let operation = Operation::AddConstraint { table: "t".into(), constraint: unique };
    let nothing = Schema::default();
    let error = super::render(&operation, Pair::new(&nothing, &nothing), &at_version((14, 2))).unwrap_err();
    assert_eq!(error.reason, "NULLS NOT DISTINCT needs PostgreSQL 15, this is 14");
}
