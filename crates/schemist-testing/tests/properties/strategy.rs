//! Schemas as models would declare them: neutral, without names for constraints and indexes.
//!
//! What is drawn are small numbers; `build` makes a schema of them that the engine accepts. The names of
//! columns tell their family, so that a column that is in both schemas can be converted.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use schemist_schema::{
    Action, Check, Column, ColumnType, Deferrable, Engine, EnumType, Expression, ForeignKey, Generated,
    Identity, Index, IndexKey, Namespace, NullsOrder, Pair, PrimaryKey, QualifiedName, Schema,
    SequenceOptions, Table, Unique,
};

use crate::wider;

pub(crate) const TABLES: [&str; 5] = ["orders", "Order Lines", "user", "größe", "zz"];
const ENUM_VALUES: [&str; 5] = ["new", "in progress", "it's done", "Closed", "x"];
pub(crate) const ENUM: &str = "mood";
/// An enum whose values stay.
pub(crate) const OTHER_ENUM: &str = "Kind of it";

/// Two schemas of an engine, of what a server of the version has.
pub(crate) fn pair(engine: Engine, version: (u32, u32)) -> impl Strategy<Value = Pair<Schema>> {
    let both = (schema(engine, version), schema(engine, version), wider::renames());
    both.prop_map(move |(previous, next, renames)| {
        let mut pair = Pair::new(previous, next);
        wider::rename(renames, &mut pair);
        pair
    })
}

fn schema(engine: Engine, version: (u32, u32)) -> impl Strategy<Value = Schema> {
    let values = Just(ENUM_VALUES.to_vec()).prop_shuffle();
    let tables = btree_map(0..TABLES.len(), table(), 0..5);
    (tables, values, 1..=ENUM_VALUES.len(), any::<bool>(), wider::drawn()).prop_map(
        move |(tables, values, count, namespace, wider)| {
            let drawn = Drawn { tables, values: values.into_iter().take(count).collect(), namespace };
            let mut schema = build(engine, version, &drawn);
            wider::widen(engine, version, &wider, &mut schema);
            log_referenced(&mut schema);
            schema
        },
    )
}

/// No server lets a permanent table refer to an unlogged one.
fn log_referenced(schema: &mut Schema) {
    let keys = schema.tables.values().flat_map(|table| &table.foreign_keys);
    let targets: Vec<QualifiedName> = keys.map(|key| key.references.clone()).collect();
    for target in targets {
        if let Some(table) = schema.tables.get_mut(&target) {
            table.options.remove("unlogged");
        }
    }
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
    /// What is drawn for rarer things; see where they are used.
    rare: [usize; RARE],
}

/// How many rarer things a table can have.
const RARE: usize = 6;

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
    let rare = proptest::array::uniform6(0..5usize);
    let flags = (0..3usize, any::<bool>(), rare);
    (0..6usize, columns, references, uniques, indexes, 0..4usize, flags).prop_map(
        |(key, columns, references, uniques, indexes, checks, (comment, generated, rare))| DrawnTable {
            key,
            columns,
            references,
            uniques,
            indexes,
            checks,
            comment,
            generated,
            rare,
        },
    )
}

fn column() -> impl Strategy<Value = DrawnColumn> {
    (0..4usize, any::<bool>(), 0..3usize, 0..3usize)
        .prop_map(|(variant, nullable, default, comment)| DrawnColumn { variant, nullable, default, comment })
}

/// Columns by name, with the types between which an engine converts and defaults for all of them.
pub(crate) const FAMILIES: [(&str, Types, [&str; 2]); 11] = [
    ("amount", numbers, ["0", "-7"]),
    ("select", numbers, ["1 + 1", "42"]),
    ("title", texts, ["'x'", "'it''s \"quoted\"'"]),
    ("with space", texts, ["''", "'default'"]),
    ("flag", |_, _| ColumnType::Boolean, ["true", "false"]),
    ("day", |_, _| ColumnType::Date, ["'2024-02-29'", "CURRENT_DATE"]),
    ("moment", moments, ["CURRENT_TIMESTAMP", "'2024-01-01 00:00:00'"]),
    ("mood", |_, _| ColumnType::Enum(QualifiedName::new(ENUM)), ["", ""]),
    ("bytes", special, ["", ""]),
    ("moods", moods, ["", ""]),
    ("kind", |_, _| ColumnType::Enum(QualifiedName::new(OTHER_ENUM)), ["'one'", ""]),
];

pub(crate) type Types = fn(usize, Engine) -> ColumnType;

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

/// An array of the enum whose values change, where there are arrays.
fn moods(variant: usize, engine: Engine) -> ColumnType {
    match engine {
        Engine::Postgres if variant < 3 => {
            ColumnType::Array(Box::new(ColumnType::Enum(QualifiedName::new(ENUM))))
        }
        Engine::Postgres => ColumnType::Array(Box::new(ColumnType::Text)),
        Engine::Sqlite | Engine::Mysql => ColumnType::Text,
    }
}

fn build(engine: Engine, version: (u32, u32), drawn: &Drawn) -> Schema {
    let mut schema = Schema::default();
    let postgres = engine == Engine::Postgres;
    for (number, table) in &drawn.tables {
        schema.insert_table(build_table(engine, version, drawn, *number, table));
    }
    let name = QualifiedName::new(ENUM);
    if schema.columns_of_enum(&name).next().is_some() || (postgres && drawn.values.len() > 3) {
        let values = drawn.values.iter().map(|v| (*v).to_owned()).collect();
        schema
            .enums
            .insert(name.clone(), EnumType { name, values, comment: None, origin: Default::default() });
    }
    let name = QualifiedName::new(OTHER_ENUM);
    if schema.columns_of_enum(&name).next().is_some() {
        let values = ["one", "two"].map(str::to_owned).to_vec();
        schema
            .enums
            .insert(name.clone(), EnumType { name, values, comment: None, origin: Default::default() });
    }
    if postgres && drawn.namespace {
        schema.namespaces.insert("Other".to_owned(), Namespace::default());
    }
    schema
}

fn build_table(
    engine: Engine,
    version: (u32, u32),
    drawn: &Drawn,
    number: usize,
    from: &DrawnTable,
) -> Table {
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
    add_uniques(engine, version, from, &mut table);
    add_indexes(engine, from, &mut table);
    add_rare(engine, drawn, from, &mut table);
    table
}

/// What is seldom seen, and goes wrong the more easily.
fn add_rare(engine: Engine, drawn: &Drawn, from: &DrawnTable, table: &mut Table) {
    let [action, collation, options, key, index, column] = from.rare;
    let postgres = engine == Engine::Postgres;
    if postgres && action == 1 {
        for key in &mut table.foreign_keys {
            key.deferrable = Deferrable::InitiallyDeferred;
        }
    }
    if let (1, Some(title)) = (collation, table.columns.named_mut("with space")) {
        title.collation = match engine {
            Engine::Postgres => Some("C".to_owned()),
            Engine::Sqlite => Some("NOCASE".to_owned()),
            Engine::Mysql => None,
        };
    }
    match (options, engine) {
        (1, Engine::Postgres) => table.options.extend([("fillfactor".to_owned(), "70".to_owned())]),
        (2, Engine::Postgres) => {
            let own =
                table.foreign_keys.is_empty() && !drawn.tables.values().any(|t| !t.references.is_empty());
            table.options.extend(own.then(|| ("unlogged".to_owned(), "true".to_owned())));
        }
        (1, Engine::Sqlite)
            if table.primary_key.is_some() && !table.columns.iter().any(|c| c.auto_increment) =>
        {
            table.options.insert("without_rowid".to_owned(), "true".to_owned());
        }
        _ => {}
    }
    add_composite_reference(drawn, key, table);
    if index == 1 && postgres && table.columns.named("title").is_some() {
        let mut covering = Index::on_columns(None, ["title"]);
        covering.keys[0].operator_class = Some("text_pattern_ops".to_owned());
        covering.keys[0].nulls = Some(NullsOrder::First);
        covering.include = vec!["id".to_owned()];
        covering.options.insert("fillfactor".to_owned(), "50".to_owned());
        covering.name = Some(format!("covering {}", table.name.name));
        let fits = table.columns.named("title").is_some_and(|c| c.ty == ColumnType::Text);
        table.indexes.extend(fits.then_some(covering));
    }
    if index == 2 && engine != Engine::Mysql && table.columns.named("amount").is_some() {
        let mut partial = Index::on_columns(Some(format!("partial_{}", table.name.name)), ["amount"]);
        partial.unique = true;
        partial.predicate = Some(Expression::new("amount > 100 AND id IS NOT NULL"));
        table.indexes.push(partial);
    }
    if index == 3 && postgres && table.columns.named("bytes").is_some() {
        let mut gin = Index::on_columns(Some(format!("gin_{}", table.name.name)), ["bytes"]);
        gin.method = Some("gin".to_owned());
        table.indexes.push(gin);
    }
    if let (1, true, Some(bytes)) = (column, postgres, table.columns.named_mut("bytes")) {
        bytes.options.insert("storage".to_owned(), "external".to_owned());
    }
    if let (2, true, Some(amount)) = (column, postgres, table.columns.named_mut("amount")) {
        amount.options.insert("statistics".to_owned(), "7".to_owned());
    }
}

/// To a table whose key is of two columns.
fn add_composite_reference(drawn: &Drawn, target: usize, table: &mut Table) {
    let wanted = TABLES[target];
    let fits = drawn.tables.get(&target).is_some_and(|t| t.key == 1);
    if !fits || table.columns.named("ref_part").is_some() {
        return;
    }
    table.columns.push(Column::new("ref_part", ColumnType::Integer).nullable());
    table.columns.push(Column::new("ref_id", ColumnType::Integer).nullable());
    let mut key = ForeignKey::new(["ref_part", "ref_id"], QualifiedName::new(wanted), ["part", "id"]);
    key.on_delete = Action::SetNull;
    table.foreign_keys.push(key);
}

/// Every table has a column `id`; where it is the key alone, others may refer to it.
fn add_key(engine: Engine, key: usize, table: &mut Table) {
    let mut id = Column::new("id", ColumnType::Integer);
    if key == 3 && engine == Engine::Postgres {
        id.identity = Some(Identity::default());
    }
    if key == 4 && engine == Engine::Postgres {
        let options = SequenceOptions { start: Some(100), increment: Some(5), ..SequenceOptions::default() };
        id.identity = Some(Identity { always: true, options, sequence_name: None });
    }
    id.serial = key == 5 && engine == Engine::Postgres;
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

fn add_uniques(engine: Engine, version: (u32, u32), from: &DrawnTable, table: &mut Table) {
    for (a, b) in &from.uniques {
        let unique = Unique::on(pick(engine, table, [*a, *b]));
        let key = table.primary_key.as_ref().map(|k| &k.columns);
        if key != Some(&unique.columns) && !table.uniques.iter().any(|u| u.columns == unique.columns) {
            table.uniques.push(unique);
        }
    }
    if engine != Engine::Postgres || version < (15, 0) {
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
