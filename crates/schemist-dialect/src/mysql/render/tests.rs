use schemist_schema::{
    Column, ColumnType, Engine, Generated, Index, Operation, Pair, PrimaryKey, Schema, Table,
};

use crate::Dialect;

fn table() -> Table {
    let mut table = Table::new("my t".into());
    table.columns.push(Column { auto_increment: true, ..Column::new("id", ColumnType::BigInt) });
    let mut name = Column::new("na`me", ColumnType::Varchar { length: Some(20) }).nullable();
    name.default = Some("'x'".into());
    name.comment = Some("it's".into());
    table.columns.push(name);
    table.primary_key = Some(PrimaryKey::on(["id"]));
    table
}

#[test]
fn a_table_is_created_whole() {
    let dialect = Dialect::new(Engine::Mysql);
    let create = Operation::CreateTable { table: Box::new(table()) };
    let empty = Schema::default();
    let statements = dialect.render(&create, Pair::new(&empty, &empty)).unwrap();
    assert_eq!(
        statements[0].sql,
        "CREATE TABLE `my t` (\n    `id` bigint NOT NULL AUTO_INCREMENT,\n    \
         `na``me` varchar(20) NULL DEFAULT 'x' COMMENT 'it''s',\n    PRIMARY KEY (`id`)\n)"
    );
    assert!(!statements[0].transactional);
}

#[test]
fn changes_of_a_table_are_one_statement() {
    let dialect = Dialect::new(Engine::Mysql);
    let mut before = Schema::default();
    before.insert_table(table());
    let mut after = before.clone();
    let old = table().columns[1].clone();
    let mut new = old.clone();
    new.nullable = false;
    let alter = Operation::AlterColumn { table: "my t".into(), column: Box::new(Pair::new(old, new)) };
    let add = Operation::AddColumn {
        table: "my t".into(),
        column: Box::new(Column::new("n", ColumnType::Integer)),
    };
    let drop = Operation::DropConstraint {
        table: "my t".into(),
        constraint: schemist_schema::Constraint::PrimaryKey(PrimaryKey::on(["id"])),
    };
    for operation in [&alter, &add, &drop] {
        after.apply(operation).unwrap();
    }
    let sql =
        dialect.alter_table(&"my t".into(), &[&alter, &add, &drop], Pair::new(&before, &after)).unwrap();
    assert_eq!(sql[0].sql, "UPDATE `my t` SET `na``me` = 'x' WHERE `na``me` IS NULL");
    assert_eq!(
        sql[1].sql,
        "ALTER TABLE `my t`\n    DROP PRIMARY KEY,\n    \
         MODIFY COLUMN `na``me` varchar(20) NOT NULL DEFAULT 'x' COMMENT 'it''s',\n    \
         ADD COLUMN `n` int NOT NULL"
    );
}

#[test]
fn an_index_is_hidden_in_place() {
    let dialect = Dialect::new(Engine::Mysql);
    let mut schema = Schema::default();
    schema.insert_table(table());
    let index = Index::on_columns(Some("k".into()), ["id"]);
    let mut hidden = index.clone();
    hidden.options.insert("ignored".into(), "true".into());
    let drop = Operation::DropIndex { table: "my t".into(), index: Box::new(index) };
    let create = Operation::CreateIndex { table: "my t".into(), index: Box::new(hidden) };
    let sql = dialect.alter_table(&"my t".into(), &[&drop, &create], Pair::new(&schema, &schema)).unwrap();
    assert_eq!(sql[0].sql, "ALTER TABLE `my t` ALTER INDEX `k` IGNORED");
}

#[test]
fn a_computed_column_changes_its_kind_by_being_made_anew() {
    let dialect = Dialect::new(Engine::Mysql);
    let generated = |stored| Column {
        generated: Some(Generated { expression: "id * 2".into(), stored }),
        ..Column::new("twice", ColumnType::BigInt).nullable()
    };
    let mut before = Schema::default();
    let mut t = table();
    t.columns.push(generated(false));
    before.insert_table(t);
    let alter = Operation::AlterColumn {
        table: "my t".into(),
        column: Box::new(Pair::new(generated(false), generated(true))),
    };
    let mut after = before.clone();
    after.apply(&alter).unwrap();
    let sql = dialect.render(&alter, Pair::new(&before, &after)).unwrap();
    assert_eq!(
        sql[0].sql,
        "ALTER TABLE `my t`\n    DROP COLUMN `twice`,\n    \
         ADD COLUMN `twice` bigint GENERATED ALWAYS AS (id * 2) STORED"
    );
}
