//! Schemas as models would declare them: neutral, without names for constraints and indexes.
//!
//! What is drawn are small numbers; `build` makes a schema of them that the engine accepts. The names of
//! columns tell their family, so that a column that is in both schemas can be converted.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use schemist_schema::{
    Action, Check, Column, ColumnType, Engine, EnumType, Expression, ForeignKey, Generated, Identity, Index,
    IndexKey, Namespace, PrimaryKey, QualifiedName, Schema, Table, Unique,
};

const TABLES: [&str; 5] = ["orders", "Order Lines", "user", "größe", "zz"];
const ENUM_VALUES: [&str; 5] = ["new", "in progress", "it's done", "Closed", "x"];
const ENUM: &str = "mood";

/// A schema of an engine.
pub(crate) fn schema(engine: Engine) -> impl Strategy<Value = Schema> {
    let values = Just(ENUM_VALUES.to_vec()).prop_shuffle();
    (btree_map(0..TABLES.len(), table(), 0..5), values, 1..=ENUM_VALUES.len(), any::<bool>()).prop_map(
        move |(tables, values, count, namespace)| {
            let drawn = Drawn { tables, values: values.into_iter().take(count).collect(), namespace };
            build(engine, &drawn)
        },
    )
}

#[derive(Debug, Clone)]
struct Drawn {
    tables: std::collections::BTreeMap<usize, DrawnTable>,
    values: Vec<&'static str>,
    namespace: bool,
}

#[derive(Debug, Clone)]
struct DrawnTable {
    key: usize,
    columns: std::collections::BTreeMap<usize, DrawnColumn>,
    references: Vec<(usize, usize)>,
    uniques: Vec<(usize, usize)>,
    indexes: Vec<(usize, usize, usize)>,
    checks: usize,
    comment: usize,
    generated: bool,
}

#[derive(Debug, Clone)]
struct DrawnColumn {
    variant: usize,
    nullable: bool,
    default: usize,
    comment: usize,
}

fn table() -> impl Strategy<Value = DrawnTable> {
    let columns = btree_map(0..FAMILIES.len(), column(), 0..5);
    let references = vec((0..TABLES.len(), 0..5usize), 0..3);
    let uniques = vec((0..8usize, 0..8usize), 0..3);
    let indexes = vec((0..8usize, 0..8usize, 0..6usize), 0..3);
    (0..4usize, columns, references, uniques, indexes, 0..4usize, 0..3usize, any::<bool>()).prop_map(
        |(key, columns, references, uniques, indexes, checks, comment, generated)| DrawnTable {
            key,
            columns,
            references,
            uniques,
            indexes,
            checks,
            comment,
            generated,
        },
    )
}

fn column() -> impl Strategy<Value = DrawnColumn> {
    (0..4usize, any::<bool>(), 0..3usize, 0..3usize)
        .prop_map(|(variant, nullable, default, comment)| DrawnColumn { variant, nullable, default, comment })
}

/// Columns by name, with the types between which an engine converts and defaults for all of them.
const FAMILIES: [(&str, Types, [&str; 2]); 9] = [
    ("amount", numbers, ["0", "-7"]),
    ("select", numbers, ["1 + 1", "42"]),
    ("title", texts, ["'x'", "'it''s \"quoted\"'"]),
    ("with space", texts, ["''", "'default'"]),
    ("flag", |_, _| ColumnType::Boolean, ["true", "false"]),
    ("day", |_, _| ColumnType::Date, ["'2024-02-29'", "CURRENT_DATE"]),
    ("moment", moments, ["CURRENT_TIMESTAMP", "'2024-01-01 00:00:00'"]),
    ("mood", |_, _| ColumnType::Enum(QualifiedName::new(ENUM)), ["", ""]),
    ("bytes", special, ["", ""]),
];

type Types = fn(usize, Engine) -> ColumnType;

fn numbers(variant: usize, _: Engine) -> ColumnType {
    match variant {
        0 => ColumnType::SmallInt,
        1 => ColumnType::Integer,
        2 => ColumnType::BigInt,
        _ => ColumnType::Numeric { precision: Some(12), scale: Some(2) },
    }
}

fn texts(variant: usize, _: Engine) -> ColumnType {
    match variant {
        0 => ColumnType::Varchar { length: Some(40) },
        1 => ColumnType::Varchar { length: Some(80) },
        _ => ColumnType::Text,
    }
}

fn moments(variant: usize, _: Engine) -> ColumnType {
    ColumnType::Timestamp { precision: None, zone: variant == 0 }
}

fn special(_: usize, engine: Engine) -> ColumnType {
    match engine {
        Engine::Sqlite | Engine::Mysql => ColumnType::Binary,
        Engine::Postgres => ColumnType::Array(Box::new(ColumnType::Text)),
    }
}

fn build(engine: Engine, drawn: &Drawn) -> Schema {
    let mut schema = Schema::default();
    let postgres = engine == Engine::Postgres;
    for (number, table) in &drawn.tables {
        schema.insert_table(build_table(engine, drawn, *number, table));
    }
    let name = QualifiedName::new(ENUM);
    if schema.columns_of_enum(&name).next().is_some() || (postgres && drawn.values.len() > 3) {
        let values = drawn.values.iter().map(|v| (*v).to_owned()).collect();
        schema
            .enums
            .insert(name.clone(), EnumType { name, values, comment: None, origin: Default::default() });
    }
    if postgres && drawn.namespace {
        schema.namespaces.insert("Other".to_owned(), Namespace::default());
    }
    schema
}

fn build_table(engine: Engine, drawn: &Drawn, number: usize, from: &DrawnTable) -> Table {
    let mut table = Table::new(QualifiedName::new(TABLES[number]));
    table.comment = comment(from.comment);
    add_key(engine, from.key, &mut table);
    for (family, column) in &from.columns {
        table.columns.push(build_column(engine, drawn, *family, column));
    }
    for (target, action) in &from.references {
        add_reference(engine, drawn, *target, *action, &mut table);
    }
    add_generated(from, &mut table);
    add_checks(engine, from, &mut table);
    add_uniques(engine, from, &mut table);
    add_indexes(engine, from, &mut table);
    table
}

/// Every table has a column `id`; where it is the key alone, others may refer to it.
fn add_key(engine: Engine, key: usize, table: &mut Table) {
    let mut id = Column::new("id", ColumnType::Integer);
    if key == 3 && engine == Engine::Postgres {
        id.identity = Some(Identity::default());
    }
    id.auto_increment = key == 3 && engine != Engine::Postgres;
    table.columns.push(id);
    match key {
        0 => {}
        1 => {
            table.columns.push(Column::new("part", ColumnType::Integer));
            table.primary_key = Some(PrimaryKey::on(["part", "id"]));
        }
        _ => table.primary_key = Some(PrimaryKey::on(["id"])),
    }
}

fn build_column(engine: Engine, drawn: &Drawn, family: usize, from: &DrawnColumn) -> Column {
    let (name, types, defaults) = FAMILIES[family];
    let mut column = Column::new(name, types(from.variant, engine));
    column.nullable = from.nullable;
    column.comment = comment(from.comment);
    let default = match from.default {
        0 => String::new(),
        n if name == ENUM => format!("'{}'", drawn.values[n % drawn.values.len()].replace('\'', "''")),
        n => defaults[n - 1].to_owned(),
    };
    column.default = Some(default).filter(|sql| !sql.is_empty()).map(Expression::new);
    column
}

fn add_reference(engine: Engine, drawn: &Drawn, target: usize, action: usize, table: &mut Table) {
    let name = format!("to_{}", TABLES[target]);
    let has_key = drawn.tables.get(&target).is_some_and(|t| t.key >= 2);
    if !has_key || table.columns.named(&name).is_some() {
        return;
    }
    table.columns.push(Column::new(&name, ColumnType::Integer).nullable());
    let mut key = ForeignKey::new([name.as_str()], QualifiedName::new(TABLES[target]), ["id"]);
    let actions = [Action::NoAction, Action::Restrict, Action::Cascade, Action::SetNull, Action::SetDefault];
    key.on_delete = match actions[action] {
        Action::SetDefault if engine == Engine::Mysql => Action::SetNull,
        action => action,
    };
    key.on_update = if action == 2 { Action::Cascade } else { Action::NoAction };
    table.foreign_keys.push(key);
}

fn add_generated(from: &DrawnTable, table: &mut Table) {
    if from.generated && table.columns.named("title").is_some_and(|c| c.ty == ColumnType::Text) {
        let mut column = Column::new("computed", ColumnType::Integer).nullable();
        column.generated = Some(Generated { expression: Expression::new("length(title)"), stored: true });
        table.columns.push(column);
    }
}

fn add_checks(engine: Engine, from: &DrawnTable, table: &mut Table) {
    let word = match engine {
        Engine::Sqlite | Engine::Postgres => "\"select\" BETWEEN 1 AND 9",
        Engine::Mysql => "`select` BETWEEN 1 AND 9",
    };
    let candidates = [("amount", "amount >= 0"), ("title", "title <> 'it''s'"), ("select", word)];
    for (column, sql) in candidates.into_iter().take(from.checks) {
        if table.columns.named(column).is_some() {
            table.checks.push(check(sql));
        }
    }
}

fn check(sql: &str) -> Check {
    Check {
        name: None,
        expression: Expression::new(sql),
        no_inherit: false,
        not_valid: false,
        comment: None,
        origin: Default::default(),
    }
}

/// Columns by number, without those that a key cannot hold.
fn pick(engine: Engine, table: &Table, numbers: [usize; 2]) -> Vec<String> {
    let large = |ty: &ColumnType| matches!(ty, ColumnType::Text | ColumnType::Binary);
    let fits = |c: &&Column| c.generated.is_none() && !(engine == Engine::Mysql && large(&c.ty));
    let fit: Vec<&str> = table.columns.iter().filter(fits).map(|c| c.name.as_str()).collect();
    let mut names: Vec<String> = numbers.iter().map(|n| fit[n % fit.len()].to_owned()).collect();
    names.dedup();
    names
}

fn add_uniques(engine: Engine, from: &DrawnTable, table: &mut Table) {
    for (a, b) in &from.uniques {
        let unique = Unique::on(pick(engine, table, [*a, *b]));
        let key = table.primary_key.as_ref().map(|k| &k.columns);
        if key != Some(&unique.columns) && !table.uniques.iter().any(|u| u.columns == unique.columns) {
            table.uniques.push(unique);
        }
    }
    if engine != Engine::Postgres {
        return;
    }
    for unique in table.uniques.iter_mut().skip(1) {
        unique.nulls_not_distinct = true;
    }
}

fn add_indexes(engine: Engine, from: &DrawnTable, table: &mut Table) {
    for (a, b, variant) in &from.indexes {
        let mut index = Index::on_columns(None, pick(engine, table, [*a, *b]));
        match variant {
            1 => index.unique = true,
            2 => index.keys[0].descending = true,
            // No index of MySQL has a condition, and none of MariaDB an expression.
            3 | 4 if engine == Engine::Mysql => {}
            3 => index.predicate = Some(Expression::new("id > 3")),
            4 if table.columns.named("title").is_some() => {
                index.keys.insert(0, IndexKey::expression("lower(title)"));
            }
            _ => {}
        }
        // Two indexes over the same get the same name by convention.
        let name = format!("ix_{}_{}", table.name.name, table.indexes.len());
        if variant % 2 == 0 {
            index.name = Some(name);
        }
        let same = |other: &Index| other.key_columns().eq(index.key_columns()) && other.name == index.name;
        if !table.indexes.iter().any(same) {
            table.indexes.push(index);
        }
    }
}

fn comment(number: usize) -> Option<String> {
    [None, Some("It's a comment."), Some("Two\nlines \\ \"quoted\".")][number].map(str::to_owned)
}
