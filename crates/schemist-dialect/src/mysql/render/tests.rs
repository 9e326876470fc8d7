use schemist_schema::{
    Column, ColumnType, Engine, Generated, Index, Operation, Pair, PrimaryKey, Schema, Sequence,
    SequenceOptions, Table,
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
fn a_sequence_does_not_go_from_under_a_default() {
    let dialect = Dialect::at_version(Engine::Mysql, (10, 11));
    let sequence = Sequence {
        name: "numbers".into(),
        ty: ColumnType::BigInt,
        options: SequenceOptions::default(),
        owned_by: None,
        comment: None,
    };
    let drop = Operation::DropSequence { sequence };
    let check = |default: &str, expected: Result<&str, &str>| {
        let mut schema = Schema::default();
        let mut table = table();
        table.columns[1].default = Some(default.into());
        schema.insert_table(table);
        let found = dialect.render(&drop, Pair::new(&schema, &schema));
        let found = found.map(|statements| statements[0].sql.clone()).map_err(|error| error.reason);
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{default}");
    };
    check("nextval(`others`)", Ok("DROP SEQUENCE `numbers`"));
    check("'numbers'", Ok("DROP SEQUENCE `numbers`"));
    let refused = "the default of my t.na`me is taken from sequence numbers, which goes: keep `sequence(name = \"numbers\")` or change the default";
    check("nextval(`numbers`)", Err(refused));
    check("NEXT VALUE FOR numbers", Err(refused));
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

/// What MySQL 8 spells and allows otherwise than MariaDB, from its manual: no server of it runs in the tests.
mod mysql_8 {
    use schemist_schema::{Check, Constraint, Expression, IndexKey, QualifiedName};

    use super::*;

    fn dialect() -> Dialect {
        Dialect::at_version(Engine::Mysql, (8, 4))
    }

    fn create(dialect: Dialect, change: impl Fn(&mut Table)) -> Result<String, String> {
        let mut table = Table::new("t".into());
        table.columns.push(Column::new("id", ColumnType::BigInt));
        change(&mut table);
        let mut schema = Schema::default();
        schema.insert_table(table);
        let refused = dialect.canonicalize(&mut schema);
        if let Some(diagnostic) = refused.first() {
            return Err(diagnostic.message.clone());
        }
        let table = schema.tables.remove(&QualifiedName::new("t")).unwrap();
        let empty = Schema::default();
        let create = Operation::CreateTable { table: Box::new(table) };
        let statements = dialect.render(&create, Pair::new(&empty, &empty)).map_err(|e| e.reason)?;
        Ok(statements[0].sql.replace('\n', " ").replace("    ", ""))
    }

    fn check(change: impl Fn(&mut Table), mysql: &str, mariadb: Result<&str, &str>) {
        assert_eq!(create(dialect(), &change).as_deref(), Ok(mysql));
        let found = create(Dialect::new(Engine::Mysql), &change);
        match (found, mariadb) {
            (Ok(sql), Ok(expected)) => assert_eq!(sql, expected),
            (Err(reason), Err(expected)) => assert!(reason.contains(expected), "{reason}"),
            (found, expected) => panic!("{found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn an_index_over_an_expression() {
        let change = |table: &mut Table| {
            let mut index = Index::on_columns::<String>(Some("i".into()), []);
            index.keys.push(IndexKey::expression("abs(id)"));
            table.indexes.push(index);
        };
        check(
            change,
            "CREATE TABLE `t` ( `id` bigint NOT NULL, INDEX `i` ((abs(id))) )",
            Err("MariaDB indexes columns only"),
        );
    }

    #[test]
    fn a_computed_column_that_is_required() {
        let change = |table: &mut Table| {
            let generated = Some(Generated { expression: "id * 2".into(), stored: true });
            table.columns.push(Column { generated, ..Column::new("twice", ColumnType::BigInt) });
        };
        check(
            change,
            "CREATE TABLE `t` ( `id` bigint NOT NULL, `twice` bigint GENERATED ALWAYS AS (id * 2) STORED NOT NULL )",
            Ok(
                "CREATE TABLE `t` ( `id` bigint NOT NULL, `twice` bigint GENERATED ALWAYS AS (id * 2) STORED )",
            ),
        );
    }

    #[test]
    fn a_uuid_is_sixteen_bytes_and_a_text_has_its_default_in_parentheses() {
        let change = |table: &mut Table| {
            table.columns.push(Column::new("u", ColumnType::Uuid));
            let default = Some(Expression::new("'x'"));
            table.columns.push(Column { default, ..Column::new("s", ColumnType::Text) });
        };
        check(
            change,
            "CREATE TABLE `t` ( `id` bigint NOT NULL, `u` binary(16) NOT NULL, `s` text NOT NULL DEFAULT ('x') )",
            Ok("CREATE TABLE `t` ( `id` bigint NOT NULL, `u` uuid NOT NULL, `s` text NOT NULL DEFAULT 'x' )"),
        );
    }

    #[test]
    fn a_point_names_its_reference_system() {
        let change = |table: &mut Table| {
            let ty = ColumnType::Named { name: "point".into(), arguments: Vec::new() };
            let mut point = Column::new("p", ty);
            point.options.insert("srid".into(), "4326".into());
            table.columns.push(point);
        };
        check(
            change,
            "CREATE TABLE `t` ( `id` bigint NOT NULL, `p` point SRID 4326 NOT NULL )",
            Ok("CREATE TABLE `t` ( `id` bigint NOT NULL, `p` point REF_SYSTEM_ID=4326 NOT NULL )"),
        );
    }

    #[test]
    fn an_index_is_invisible_rather_than_ignored() {
        let mut schema = Schema::default();
        schema.insert_table(table());
        let index = Index::on_columns(Some("k".into()), ["id"]);
        let mut hidden = index.clone();
        hidden.options.insert("invisible".into(), "true".into());
        let drop = Operation::DropIndex { table: "my t".into(), index: Box::new(index) };
        let create = Operation::CreateIndex { table: "my t".into(), index: Box::new(hidden) };
        let state = Pair::new(&schema, &schema);
        let sql = dialect().alter_table(&"my t".into(), &[&drop, &create], state).unwrap();
        assert_eq!(sql[0].sql, "ALTER TABLE `my t` ALTER INDEX `k` INVISIBLE");
    }

    #[test]
    fn names_made_of_the_table_follow_it() {
        let names = |dialect: Dialect| {
            let mut schema = Schema::default();
            let mut table = table();
            table.checks.push(Check::new(Some("my t_chk_1".into()), "id > 0"));
            table.checks.push(Check::new(Some("mine".into()), "id > 1"));
            schema.insert_table(table);
            dialect.mark_following_names(&mut schema);
            let name = Pair::new(QualifiedName::new("my t"), QualifiedName::new("ours"));
            schema.apply(&Operation::RenameTable { name }).unwrap();
            let checks = schema.tables.values().flat_map(Table::constraints);
            let checks = checks.filter(|c| matches!(c, Constraint::Check(_)));
            checks.filter_map(|c| c.name().map(str::to_owned)).collect::<Vec<_>>()
        };
        assert_eq!(names(dialect()), ["mine", "ours_chk_1"]);
        assert_eq!(names(Dialect::new(Engine::Mysql)), ["mine", "my t_chk_1"]);
    }
}
