use std::collections::BTreeMap;

use schemist_dialect::Dialect;
use schemist_schema::{Column, Pair, QualifiedName, Schema, Table};

/// Which columns of a table are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnsShown {
    /// All.
    All,
    /// Those of keys, and those that change.
    Keys,
    /// None.
    None,
}

/// What becomes of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Same,
    Created,
    Changed,
    Dropped,
}

/// What is drawn: tables by name, and the foreign keys between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    pub(super) entities: Vec<Entity>,
    pub(super) joins: Vec<Join>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    pub(super) name: String,
    pub(super) state: State,
    pub(super) rows: Vec<Row>,
    /// How many columns are not drawn.
    pub(super) left_out: usize,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) ty: String,
    pub(super) nullable: bool,
    pub(super) primary: bool,
    pub(super) foreign: bool,
    pub(super) unique: bool,
    pub(super) state: State,
}

/// A foreign key, by the places of its tables in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Join {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) columns: Vec<String>,
    /// No value but NULL may be missing on the other side.
    pub(super) optional: bool,
    /// At most one row refers to each.
    pub(super) unique: bool,
    pub(super) state: State,
}

impl Diagram {
    /// A schema as it is.
    pub fn of(schema: &Schema, dialect: &Dialect, shown: ColumnsShown) -> Self {
        Self::of_change(Pair::new(schema, schema), dialect, shown, false)
    }

    /// A change: both schemas in one picture, what is new, gone or different marked. With `only_changed` tables that stay the
    /// same are drawn only where a foreign key joins them to one that does not.
    pub fn of_change(
        schemas: Pair<&Schema>,
        dialect: &Dialect,
        shown: ColumnsShown,
        only_changed: bool,
    ) -> Self {
        let Pair { previous, next } = schemas;
        let mut names: Vec<&QualifiedName> = previous.tables.keys().chain(next.tables.keys()).collect();
        names.sort();
        names.dedup();
        let states: BTreeMap<&QualifiedName, State> = names
            .iter()
            .map(|name| (*name, state(previous.tables.get(name), next.tables.get(name))))
            .collect();
        if only_changed {
            let changed = |name: &QualifiedName| states.get(name).is_some_and(|s| *s != State::Same);
            let joined = |name: &QualifiedName| {
                [previous, next].iter().flat_map(|schema| schema.tables.values()).any(|table| {
                    table.foreign_keys.iter().any(|key| {
                        (table.name == *name && changed(&key.references))
                            || (key.references == *name && changed(&table.name))
                    })
                })
            };
            names.retain(|name| changed(name) || joined(name));
        }
        let places: BTreeMap<&QualifiedName, usize> =
            names.iter().enumerate().map(|(i, n)| (*n, i)).collect();
        let entities = names
            .iter()
            .map(|name| {
                entity(Pair::new(previous.tables.get(name), next.tables.get(name)), name, dialect, shown)
            })
            .collect();
        Self { entities, joins: joins(schemas, &places) }
    }

    /// Whether there is no table in it.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }
}

fn state<T: PartialEq>(previous: Option<&T>, next: Option<&T>) -> State {
    match (previous, next) {
        (None, _) => State::Created,
        (_, None) => State::Dropped,
        (Some(a), Some(b)) if a == b => State::Same,
        _ => State::Changed,
    }
}

fn entity(
    tables: Pair<Option<&Table>>,
    name: &QualifiedName,
    dialect: &Dialect,
    shown: ColumnsShown,
) -> Entity {
    let mut rows = Vec::new();
    let mut add = |table: &Table, column: &Column, state| rows.push(row(table, column, dialect, state));
    if let Some(table) = tables.next {
        for column in table.columns.iter() {
            let before = tables.previous.map(|t| t.columns.named(&column.name));
            // All columns of a new table are new: its colour says so.
            add(table, column, before.map_or(State::Same, |before| state(before, Some(column))));
        }
    }
    if let Some(table) = tables.previous {
        let gone = |column: &&Column| tables.next.is_some_and(|t| t.columns.named(&column.name).is_none());
        table.columns.iter().filter(gone).for_each(|column| add(table, column, State::Dropped));
        if tables.next.is_none() {
            table.columns.iter().for_each(|column| add(table, column, State::Same));
        }
    }
    let all = rows.len();
    rows.retain(|row| match shown {
        ColumnsShown::All => true,
        ColumnsShown::Keys => row.primary || row.foreign || row.unique || row.state != State::Same,
        ColumnsShown::None => false,
    });
    let left_out = all - rows.len();
    Entity { name: name.to_string(), state: state(tables.previous, tables.next), rows, left_out }
}

fn row(table: &Table, column: &Column, dialect: &Dialect, state: State) -> Row {
    let primary = table.primary_key.iter().flat_map(|key| &key.columns).any(|c| c.name == column.name);
    Row {
        name: column.name.clone(),
        ty: dialect.render_type(&column.ty),
        nullable: column.nullable,
        primary,
        foreign: table.foreign_keys.iter().any(|key| key.columns.contains(&column.name)),
        unique: is_unique(table, std::slice::from_ref(&column.name)),
        state,
    }
}

/// Whether a key of the table is made of these columns alone.
fn is_unique(table: &Table, columns: &[String]) -> bool {
    let same = |key: &mut dyn Iterator<Item = &str>| {
        let key: Vec<&str> = key.collect();
        key.len() == columns.len() && columns.iter().all(|column| key.contains(&column.as_str()))
    };
    table.primary_key.iter().any(|key| same(&mut key.columns.iter().map(|c| c.name.as_str())))
        || table.uniques.iter().any(|key| same(&mut key.columns.iter().map(|c| c.name.as_str())))
        || table.indexes.iter().any(|index| {
            index.unique
                && index.predicate.is_none()
                && index.key_columns().count() == index.keys.len()
                && same(&mut index.key_columns())
        })
}

fn joins(schemas: Pair<&Schema>, places: &BTreeMap<&QualifiedName, usize>) -> Vec<Join> {
    let of = |schema: &Schema| {
        let mut found = Vec::new();
        for table in schema.tables.values() {
            for key in &table.foreign_keys {
                let (Some(from), Some(to)) = (places.get(&table.name), places.get(&key.references)) else {
                    continue;
                };
                let column = |name: &String| table.columns.named(name);
                found.push(Join {
                    from: *from,
                    to: *to,
                    columns: key.columns.clone(),
                    optional: key.columns.iter().filter_map(column).any(|column| column.nullable),
                    unique: is_unique(table, &key.columns),
                    state: State::Same,
                });
            }
        }
        found
    };
    let (before, mut all) = (of(schemas.previous), of(schemas.next));
    let same_ends = |a: &Join, b: &Join| a.from == b.from && a.to == b.to && a.columns == b.columns;
    for join in &mut all {
        if !before.iter().any(|old| same_ends(old, join)) {
            join.state = State::Created;
        }
    }
    let gone = before.into_iter().filter(|old| !all.iter().any(|join| same_ends(old, join)));
    let gone: Vec<Join> = gone.map(|old| Join { state: State::Dropped, ..old }).collect();
    all.extend(gone);
    all.sort_by(|a, b| (a.from, a.to, &a.columns).cmp(&(b.from, b.to, &b.columns)));
    all
}
