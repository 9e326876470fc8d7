//! Rarer things than those of `strategy`, each left out most of the time, and renames between the two schemas.

use proptest::prelude::*;
use schemist_schema::{
    Column, ColumnType, Deferrable, Engine, Exclusion, Expression, Generated, Index, IndexKey, MatchType,
    NullsOrder, Operation, Pair, QualifiedName, Schema, Sequence, SequenceOptions, Table,
};

use crate::mysql;
use crate::strategy::{ENUM, FAMILIES, OTHER_ENUM, TABLES};

/// What is drawn for each table of a schema: see where they are used.
pub(crate) type Drawn = [[usize; 8]; 5];

pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    proptest::array::uniform5(proptest::array::uniform8(0..10usize))
}

/// Adds what was drawn, as far as a server of the version has it.
pub(crate) fn widen(engine: Engine, version: (u32, u32), drawn: &Drawn, schema: &mut Schema) {
    let mut counted = None;
    for (table, drawn) in schema.tables.values_mut().zip(drawn) {
        let [computed, exclusion, key, comments, numbers, index, constraint, strict] = *drawn;
        if engine == Engine::Mysql {
            let (column, storage, options) = (exclusion, constraint, strict);
            let is_mariadb = version.0 >= 10;
            let drawn = mysql::Drawn {
                computed,
                column,
                comments,
                numbers,
                index,
                storage,
                table: options,
                is_mariadb,
            };
            counted = mysql::widen(&drawn, table).or(counted);
            table.sort();
            continue;
        }
        match engine {
            Engine::Postgres => {
                exclude(exclusion, table);
                defer(key, table);
                comment(comments, table);
                comment_checks(comments, table);
                counted = count(numbers, table).or(counted);
                check_later(constraint, version, table);
            }
            Engine::Sqlite => {
                resolve_conflicts(key, table);
                be_strict(strict, table);
            }
            Engine::Mysql => {}
        }
        compute(engine, version, computed, table);
        order(engine, version, index, table);
        table.sort();
    }
    if let Some(sequence) = counted {
        schema.sequences.insert(sequence.name.clone(), sequence);
    }
}

/// Columns computed from another one, and on SQLite from each other.
fn compute(engine: Engine, version: (u32, u32), drawn: usize, table: &mut Table) {
    if table.columns.named("amount").is_none() || drawn > 4 {
        return;
    }
    let stored = match engine {
        Engine::Sqlite => drawn.is_multiple_of(2),
        Engine::Postgres | Engine::Mysql => version < (18, 0) || drawn != 3,
    };
    let computed = |name: &str, sql: &str| {
        let mut column = Column::new(name, ColumnType::BigInt).nullable();
        column.generated = Some(Generated { expression: Expression::new(sql), stored });
        column
    };
    match drawn {
        1 | 2 => table.columns.push(computed("doubled", "amount * 2")),
        3 => table.columns.push(computed("doubled", "amount + id")),
        4 => {
            table.columns.push(computed("doubled", "amount * 2"));
            table.indexes.push(Index::on_columns(Some(format!("doubled {}", table.name.name)), ["doubled"]));
        }
        _ => {}
    }
    if engine == Engine::Sqlite && drawn == 2 {
        table.columns.push(computed("tripled", "doubled + amount"));
        let predicate = Some(Expression::new("tripled > 3"));
        let index = Index::on_columns(Some(format!("tripled {}", table.name.name)), ["id"]);
        table.indexes.push(Index { predicate, ..index });
    }
}

fn exclude(drawn: usize, table: &mut Table) {
    if table.columns.named("amount").is_none() {
        return;
    }
    let definition = match drawn {
        1 => "USING btree (amount WITH =)",
        2 => "USING btree (amount WITH =) WHERE ((id > 5))",
        3 => "USING btree (amount WITH =, id WITH =) DEFERRABLE INITIALLY DEFERRED",
        _ => return,
    };
    table.exclusions.push(Exclusion {
        name: Some(format!("ex {}", table.name.name)),
        definition: Expression::new(definition),
        comment: None,
        origin: Default::default(),
    });
}

fn defer(drawn: usize, table: &mut Table) {
    let deferrable = match drawn {
        1 => Deferrable::InitiallyImmediate,
        2 => Deferrable::InitiallyDeferred,
        _ => return,
    };
    table.uniques.iter_mut().take(1).for_each(|unique| unique.deferrable = deferrable);
}

/// Comments on what has a name, and on the primary key.
pub(crate) fn comment(drawn: usize, table: &mut Table) {
    let comment = || words(drawn).map(str::to_owned);
    table.uniques.iter_mut().for_each(|unique| unique.comment = comment());
    table.indexes.iter_mut().filter(|i| i.name.is_some()).for_each(|index| index.comment = comment());
    table.primary_key.iter_mut().for_each(|key| key.comment = comment());
}

fn comment_checks(drawn: usize, table: &mut Table) {
    table.checks.iter_mut().for_each(|check| check.comment = words(drawn).map(str::to_owned));
}

fn words(drawn: usize) -> Option<&'static str> {
    match drawn {
        1 => Some("one"),
        2 => Some("it's another"),
        _ => None,
    }
}

/// Other options of an identity, another type, or a sequence of its own.
fn count(drawn: usize, table: &mut Table) -> Option<Sequence> {
    let id = table.columns.named_mut("id")?;
    let options = match drawn {
        1 => SequenceOptions { increment: Some(-1), min: Some(-500), ..SequenceOptions::default() },
        2 => SequenceOptions { cache: Some(10), cycle: true, ..SequenceOptions::default() },
        3 => SequenceOptions { start: Some(7), max: Some(7000), ..SequenceOptions::default() },
        _ => SequenceOptions::default(),
    };
    if let Some(identity) = id.identity.as_mut().filter(|_| (1..4).contains(&drawn)) {
        identity.options = options.clone();
    }
    if drawn == 4 && table.primary_key.is_some() {
        id.ty = ColumnType::BigInt;
    }
    let amount = table.columns.named_mut("amount").filter(|c| drawn > 4 && c.ty == ColumnType::BigInt)?;
    amount.default = Some(Expression::new("nextval('counter')"));
    let options = SequenceOptions { increment: Some(2), start: Some(10), ..SequenceOptions::default() };
    let options = if drawn > 6 { options } else { SequenceOptions::default() };
    let name = QualifiedName::new("counter");
    Some(Sequence { name, ty: ColumnType::BigInt, options, owned_by: None, comment: None })
}

fn check_later(drawn: usize, version: (u32, u32), table: &mut Table) {
    match drawn {
        1 => table.checks.iter_mut().for_each(|check| check.not_valid = true),
        2 => table.checks.iter_mut().for_each(|check| check.no_inherit = true),
        3 => table.foreign_keys.iter_mut().for_each(|key| key.not_valid = true),
        4 => table.foreign_keys.iter_mut().for_each(|key| key.match_type = MatchType::Full),
        5 if version >= (15, 0) => {
            let keys = table.foreign_keys.iter_mut();
            keys.filter(|k| k.columns.len() == 2 && k.on_delete == schemist_schema::Action::SetNull)
                .for_each(|k| k.on_delete_columns = vec!["ref_id".to_owned()]);
        }
        _ => {}
    }
}

fn resolve_conflicts(drawn: usize, table: &mut Table) {
    let conflict = |words: &str| Some(words.to_owned());
    match drawn {
        1 => table.uniques.iter_mut().for_each(|unique| unique.on_conflict = conflict("IGNORE")),
        2 => table.uniques.iter_mut().take(1).for_each(|unique| unique.on_conflict = conflict("REPLACE")),
        3 => {
            let columns = table.columns.iter_mut().filter(|c| !c.nullable && c.name != "id");
            columns.for_each(|c| c.not_null_conflict = conflict("FAIL"));
        }
        4 if table.columns.iter().all(|c| !c.auto_increment) => {
            table.primary_key.iter_mut().for_each(|key| key.on_conflict = conflict("REPLACE"));
        }
        5 if table.columns.iter().all(|c| !c.auto_increment) => {
            let keys = table.primary_key.iter_mut().filter(|key| key.columns.len() == 2);
            keys.for_each(|key| key.columns[1].descending = true);
        }
        _ => {}
    }
}

/// Where every column has, or can do with, one of the few types that there are then.
fn be_strict(drawn: usize, table: &mut Table) {
    let strict = |ty: &ColumnType| match ty {
        ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt | ColumnType::Numeric { .. } => {
            Some(ColumnType::Integer)
        }
        ColumnType::Text | ColumnType::Varchar { .. } => Some(ColumnType::Text),
        ColumnType::Binary => Some(ColumnType::Binary),
        _ => None,
    };
    if drawn > 4 || table.columns.iter().any(|c| strict(&c.ty).is_none()) {
        return;
    }
    for column in table.columns.iter_mut() {
        if let Some(ty) = strict(&column.ty) {
            column.ty = ty;
        }
    }
    table.options.insert("strict".to_owned(), "true".to_owned());
}

/// Indexes with all that an index can have.
fn order(engine: Engine, version: (u32, u32), drawn: usize, table: &mut Table) {
    let text = table.columns.named("title").is_some_and(|c| c.ty == ColumnType::Text);
    let name = Some(format!("ordered {}", table.name.name));
    let mut index = Index::on_columns(name, ["id"]);
    match drawn {
        1 if text => {
            index.keys.insert(0, IndexKey::expression("lower(title)"));
            index.keys[0].descending = true;
            index.predicate = Some(Expression::new("title <> '' AND id > 3"));
        }
        2 if text => {
            index.keys.insert(0, IndexKey::column("title"));
            index.keys[0].collation =
                Some(if engine == Engine::Postgres { "C" } else { "NOCASE" }.to_owned());
            index.keys[1].descending = true;
        }
        3 if engine == Engine::Postgres => {
            index.keys[0].descending = true;
            index.keys[0].nulls = Some(NullsOrder::Last);
            index.options.insert("fillfactor".to_owned(), "60".to_owned());
        }
        4 if engine == Engine::Postgres => index.method = Some("hash".to_owned()),
        5 if engine == Engine::Postgres => index.method = Some("brin".to_owned()),
        6 if version >= (15, 0) && engine == Engine::Postgres && text => {
            index.keys.push(IndexKey::column("title"));
            index.unique = true;
            index.nulls_not_distinct = true;
        }
        7 if table.columns.named("amount").is_some() => {
            index.keys.insert(0, IndexKey::expression("amount * 2 + 1"));
        }
        _ => return,
    }
    table.indexes.push(index);
}

/// Which things of the second schema were called otherwise in the first.
pub(crate) fn renames() -> impl Strategy<Value = [usize; 5]> {
    proptest::array::uniform5(0..20usize)
}

/// Gives things of the second schema other names, with the hint that says so.
pub(crate) fn rename(drawn: [usize; 5], pair: &mut Pair<Schema>) {
    let [table, column, value, enum_type, constraint] = drawn;
    let Pair { previous, next } = pair;
    rename_columns(column, previous, next);
    rename_value(value, previous, next);
    rename_enum(enum_type, next);
    if constraint < 5 {
        for table in next.tables.values_mut() {
            let name = format!("own {}", table.name.name);
            table.uniques.iter_mut().take(1).for_each(|unique| unique.name = Some(name.clone()));
        }
    }
    rename_tables(table, previous, next);
}

fn rename_columns(drawn: usize, previous: &Schema, next: &mut Schema) {
    let Some((old, ..)) = FAMILIES.get(drawn) else { return };
    let has = |schema: &Schema, table: &QualifiedName| {
        schema.tables.get(table).is_some_and(|t| t.columns.named(old).is_some())
    };
    let tables: Vec<QualifiedName> =
        next.tables.keys().filter(|t| has(next, t) && has(previous, t)).cloned().collect();
    for table in tables {
        let new = format!("{old} of {}", table.name);
        let name = Pair::new((*old).to_owned(), new.clone());
        apply(next, &Operation::RenameColumn { table: table.clone(), name });
        let column = next.tables.get_mut(&table).and_then(|t| t.columns.named_mut(&new));
        column.into_iter().for_each(|c| c.origin.renamed_from = Some((*old).to_owned()));
    }
}

fn rename_value(drawn: usize, previous: &Schema, next: &mut Schema) {
    let name = QualifiedName::new(ENUM);
    let values = |schema: &Schema| schema.enums.get(&name).map(|e| e.values.clone()).unwrap_or_default();
    let both: Vec<String> = values(next).into_iter().filter(|v| values(previous).contains(v)).collect();
    let Some(old) = both.get(drawn) else { return };
    let new = format!("{old} by another name");
    let value = Pair::new(old.clone(), new.clone());
    apply(next, &Operation::RenameEnumValue { name: name.clone(), value });
    let literal = |value: &str| format!("'{}'", value.replace('\'', "''"));
    for column in next.tables.values_mut().flat_map(|t| t.columns.iter_mut()) {
        let default = column.default.as_mut().filter(|d| d.sql == literal(old));
        default.into_iter().for_each(|d| d.sql = literal(&new));
    }
    if let Some(found) = next.enums.get_mut(&name) {
        found.origin.renamed_values = vec![(old.clone(), new)];
    }
}

fn rename_enum(drawn: usize, next: &mut Schema) {
    let name = Pair::new(QualifiedName::new(OTHER_ENUM), QualifiedName::new("another kind"));
    if drawn > 4 || !next.enums.contains_key(&name.previous) {
        return;
    }
    apply(next, &Operation::RenameEnum { name: name.clone() });
    if let Some(found) = next.enums.get_mut(&name.next) {
        found.origin.renamed_from = Some(OTHER_ENUM.to_owned());
    }
}

/// One table, and perhaps another one that takes its name.
fn rename_tables(drawn: usize, previous: &Schema, next: &mut Schema) {
    let Some(old) = TABLES.get(drawn % 10) else { return };
    let mut names = vec![((*old).to_owned(), format!("{old} anew"))];
    let follower = TABLES[(drawn + 1) % TABLES.len()];
    let is_new = |name: &str| !previous.tables.contains_key(&QualifiedName::new(name));
    // Where its name is only given up, the hint reads as one that was followed long ago.
    let moves = next.tables.contains_key(&QualifiedName::new(*old));
    if drawn >= 10 && moves && !is_new(follower) && !is_new(old) {
        names.push((follower.to_owned(), (*old).to_owned()));
    }
    for (from, to) in names {
        let name = Pair::new(QualifiedName::new(&from), QualifiedName::new(&to));
        if !next.tables.contains_key(&name.previous) || next.tables.contains_key(&name.next) {
            continue;
        }
        apply(next, &Operation::RenameTable { name: name.clone() });
        if let Some(table) = next.tables.get_mut(&name.next) {
            table.origin.renamed_from = Some(from);
        }
    }
}

/// What does not fit is not drawn.
fn apply(schema: &mut Schema, operation: &Operation) {
    if let Err(error) = schema.apply(operation) {
        panic!("{error}");
    }
}
