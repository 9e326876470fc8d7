//! Renames are given as if all happened at once: `a` to `b` while `b` becomes `c`, two names exchanged,
//! a name taken over from something that is dropped. Here the list becomes one that can be read from
//! top to bottom.

use std::collections::{BTreeMap, BTreeSet};

use schemist_dialect::{Dialect, truncated};
use schemist_schema::{Constraint, ConstraintKind, Expression, Operation, Pair, QualifiedName, Schema};

use crate::item::Item;

/// The names among which one must be unique, and within which a rename happens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    Tables,
    Enums,
    Sequences,
    Columns(QualifiedName),
    /// Those without an index behind them.
    Constraints(QualifiedName),
    /// Indexes, and constraints with one behind them: of all tables of a namespace.
    Indexes(Option<String>),
    EnumValues(QualifiedName),
}

impl Scope {
    fn of_constraint(table: &QualifiedName, kind: ConstraintKind) -> Self {
        match kind {
            ConstraintKind::PrimaryKey | ConstraintKind::Unique | ConstraintKind::Exclusion => {
                Scope::Indexes(table.namespace.clone())
            }
            ConstraintKind::ForeignKey | ConstraintKind::Check => Scope::Constraints(table.clone()),
        }
    }
}

type Rename = Pair<QualifiedName>;

/// Renames among which a name must be unique.
type Group<'a> = (Scope, Vec<(&'a Operation, Rename)>);

/// How the names begin by way of which others are exchanged.
const IN_BETWEEN: &str = "__schemist_swap_";

/// The operations in an order in which each speaks of things by the names they have then.
pub(crate) fn in_sequence(operations: &[Operation], before: &Schema, dialect: &Dialect) -> Vec<Item> {
    if !operations.iter().any(|o| rename_of(o).is_some()) {
        return operations.iter().cloned().map(Item::new).collect();
    }
    let mut origins = Origins::new(before);
    let operations = around_taken_names(operations, &origins);
    let mut items = Vec::with_capacity(operations.len());
    for run in operations.chunk_by(|a, b| rename_of(a).is_some() == rename_of(b).is_some()) {
        if run.first().is_some_and(|o| rename_of(o).is_some()) {
            items.extend(order_run(run, &mut origins, dialect));
        } else {
            items.extend(run.iter().cloned().map(Item::new));
        }
    }
    items
}

/// What was there at first.
#[derive(Debug)]
struct Origins<'a> {
    before: &'a Schema,
    /// What a table was called, where it has been renamed.
    tables: BTreeMap<QualifiedName, QualifiedName>,
    /// The names of indexes by namespace.
    indexes: BTreeSet<(Option<String>, String)>,
}

impl<'a> Origins<'a> {
    fn new(before: &'a Schema) -> Self {
        let mut indexes = BTreeSet::new();
        for table in before.tables.values() {
            let constraints = table.constraints();
            let constraints = constraints.filter_map(|c| {
                let has_index =
                    Scope::of_constraint(&table.name, c.kind()) != Scope::Constraints(table.name.clone());
                c.name().filter(|_| has_index).map(str::to_owned)
            });
            let names = constraints.chain(table.indexes.iter().filter_map(|i| i.name.clone()));
            indexes.extend(names.map(|name| (table.name.namespace.clone(), name)));
        }
        Self { before, tables: BTreeMap::new(), indexes }
    }

    fn of<'n>(&'n self, table: &'n QualifiedName) -> &'n QualifiedName {
        self.tables.get(table).unwrap_or(table)
    }

    fn rename_all(&mut self, renames: &[Rename]) {
        let before: Vec<QualifiedName> = renames.iter().map(|r| self.of(&r.previous).clone()).collect();
        for rename in renames {
            self.tables.remove(&rename.previous);
        }
        for (rename, origin) in renames.iter().zip(before) {
            self.tables.insert(rename.next.clone(), origin);
        }
    }

    /// Whether something of the name was there at first.
    fn existed(&self, scope: &Scope, name: &QualifiedName) -> bool {
        let before = self.before;
        let table = |table: &QualifiedName| before.tables.get(self.of(table));
        match scope {
            Scope::Tables => before.tables.contains_key(name),
            Scope::Enums => before.enums.contains_key(name),
            Scope::Sequences => before.sequences.contains_key(name),
            Scope::EnumValues(name_of) => {
                before.enums.get(name_of).is_some_and(|e| e.values.contains(&name.name))
            }
            Scope::Columns(t) => table(t).is_some_and(|t| t.columns.named(&name.name).is_some()),
            Scope::Constraints(t) => {
                table(t).is_some_and(|t| t.constraints().any(|c| c.name() == Some(name.name.as_str())))
            }
            Scope::Indexes(namespace) => self.indexes.contains(&(namespace.clone(), name.name.clone())),
        }
    }
}

fn rename_of(operation: &Operation) -> Option<(Scope, Rename)> {
    let plain = |name: &Pair<String>| name.as_ref().map(|n| QualifiedName::new(n.clone()));
    match operation {
        Operation::RenameTable { name } => Some((Scope::Tables, name.clone())),
        Operation::RenameEnum { name } => Some((Scope::Enums, name.clone())),
        Operation::RenameSequence { name } => Some((Scope::Sequences, name.clone())),
        Operation::RenameColumn { table, name } => Some((Scope::Columns(table.clone()), plain(name))),
        Operation::RenameConstraint { table, kind, name } => {
            Some((Scope::of_constraint(table, *kind), plain(name)))
        }
        Operation::RenameIndex { table, name } => {
            Some((Scope::Indexes(table.namespace.clone()), plain(name)))
        }
        Operation::RenameEnumValue { name, value } => Some((Scope::EnumValues(name.clone()), plain(value))),
        _ => None,
    }
}

fn renamed_otherwise(operation: &Operation, rename: Rename) -> Operation {
    let Pair { previous, next } = rename;
    let plain = Pair::new(previous.name.clone(), next.name.clone());
    match operation.clone() {
        Operation::RenameTable { .. } => Operation::RenameTable { name: Pair::new(previous, next) },
        Operation::RenameEnum { .. } => Operation::RenameEnum { name: Pair::new(previous, next) },
        Operation::RenameSequence { .. } => Operation::RenameSequence { name: Pair::new(previous, next) },
        Operation::RenameColumn { table, .. } => Operation::RenameColumn { table, name: plain },
        Operation::RenameConstraint { table, kind, .. } => {
            Operation::RenameConstraint { table, kind, name: plain }
        }
        Operation::RenameIndex { table, .. } => Operation::RenameIndex { table, name: plain },
        Operation::RenameEnumValue { name, .. } => Operation::RenameEnumValue { name, value: plain },
        other => other,
    }
}

/// What is dropped so that another takes its name is dropped before that; what takes a name that
/// another has given up is created behind that. With it goes what can only mean the one that goes or comes.
fn around_taken_names(operations: &[Operation], origins: &Origins<'_>) -> Vec<Operation> {
    let runs = rename_runs(operations);
    let (mut given, mut taken) = (BTreeMap::new(), BTreeMap::new());
    for (i, operation) in operations.iter().enumerate() {
        if let Some((scope, rename)) = rename_of(operation) {
            given.insert((scope.clone(), rename.previous), i);
            taken.insert((scope, rename.next), i);
        }
    }
    let there = |scope: &Scope, name: &QualifiedName| match scope {
        Scope::Tables | Scope::Enums | Scope::Sequences => origins.existed(scope, name),
        Scope::Columns(_) | Scope::Constraints(_) | Scope::Indexes(_) | Scope::EnumValues(_) => true,
    };
    let (mut displaced, mut successors) = (BTreeMap::new(), BTreeMap::new());
    for (i, operation) in operations.iter().enumerate() {
        if let Some(key) = dropped(operation)
            && let Some(rename) = taken.get(&key).filter(|r| **r < i)
            && !given.contains_key(&key)
        {
            displaced.insert(key, *rename);
        } else if let Some(key) = created(operation)
            && let Some(rename) = given.get(&key).filter(|r| **r > i)
            && !taken.contains_key(&key)
            && there(&key.0, &key.1)
        {
            successors.insert(key, *rename);
        }
    }
    if displaced.is_empty() && successors.is_empty() {
        return operations.to_vec();
    }
    let place = |i: usize, operation: &Operation| {
        let early = lost_names(operation).into_iter().filter_map(|key| displaced.get(&key)).min();
        let late = gained_names(operation).into_iter().filter_map(|key| successors.get(&key)).max();
        match (early, late) {
            (Some(rename), _) if *rename < i => (runs[*rename].previous, 0, i),
            (_, Some(rename)) if *rename > i => (runs[*rename].next, 2, i),
            _ => (i, 1, i),
        }
    };
    let mut placed: Vec<_> = operations.iter().enumerate().map(|(i, o)| (place(i, o), o)).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, operation)| operation.clone()).collect()
}

/// For each operation the first and last of the unbroken run of renames it is in.
fn rename_runs(operations: &[Operation]) -> Vec<Pair<usize>> {
    let mut runs = Vec::with_capacity(operations.len());
    for run in operations.chunk_by(|a, b| rename_of(a).is_some() && rename_of(b).is_some()) {
        let first = runs.len();
        runs.extend(run.iter().map(|_| Pair::new(first, first + run.len() - 1)));
    }
    runs
}

fn dropped(operation: &Operation) -> Option<(Scope, QualifiedName)> {
    created(&operation.clone().inverted())
}

fn created(operation: &Operation) -> Option<(Scope, QualifiedName)> {
    match operation {
        Operation::CreateTable { table } => Some((Scope::Tables, table.name.clone())),
        Operation::CreateEnum { enum_type } => Some((Scope::Enums, enum_type.name.clone())),
        Operation::CreateSequence { sequence } => Some((Scope::Sequences, sequence.name.clone())),
        Operation::AddColumn { table, column } => {
            Some((Scope::Columns(table.clone()), QualifiedName::new(column.name.clone())))
        }
        Operation::AddConstraint { table, constraint } => {
            Some((Scope::of_constraint(table, constraint.kind()), QualifiedName::new(constraint.name()?)))
        }
        Operation::CreateIndex { table, index } => {
            Some((Scope::Indexes(table.namespace.clone()), QualifiedName::new(index.name.clone()?)))
        }
        _ => None,
    }
}

/// What an operation takes away, and what that hung on.
fn lost_names(operation: &Operation) -> Vec<(Scope, QualifiedName)> {
    match operation {
        Operation::DropTable { .. }
        | Operation::DropEnum { .. }
        | Operation::DropSequence { .. }
        | Operation::DropColumn { .. }
        | Operation::DropConstraint { .. }
        | Operation::DropIndex { .. } => gained_names(&operation.clone().inverted()),
        _ => Vec::new(),
    }
}

/// What an operation brings, and what that hangs on.
fn gained_names(operation: &Operation) -> Vec<(Scope, QualifiedName)> {
    let mut names: Vec<_> = created(operation).into_iter().collect();
    let columns = |table: &QualifiedName, uses: &dyn Fn(&str) -> bool, candidates: &[String]| {
        let used = candidates.iter().filter(|c| uses(c)).cloned();
        used.map(|c| (Scope::Columns(table.clone()), QualifiedName::new(c))).collect::<Vec<_>>()
    };
    match operation {
        Operation::AddConstraint { table, constraint } => {
            names.extend(columns(table, &|c| constraint.uses_column(c), &constraint_words(constraint)));
            if let Constraint::ForeignKey(key) = constraint {
                names.push((Scope::Tables, key.references.clone()));
            }
        }
        Operation::CreateIndex { table, index } => {
            let mut words: Vec<String> = index.key_columns().map(str::to_owned).collect();
            words.extend(index.include.iter().cloned());
            names.extend(columns(table, &|c| index.uses_column(c), &words));
        }
        Operation::CreateTable { table } => {
            names.extend(table.foreign_keys.iter().map(|key| (Scope::Tables, key.references.clone())));
        }
        _ => {}
    }
    names
}

fn constraint_words(constraint: &Constraint) -> Vec<String> {
    match constraint {
        Constraint::PrimaryKey(key) => key.columns.iter().map(|k| k.name.clone()).collect(),
        Constraint::Unique(key) => key.columns.iter().map(|k| k.name.clone()).collect(),
        Constraint::ForeignKey(key) => key.columns.clone(),
        Constraint::Check(check) => words(&check.expression),
        Constraint::Exclusion(exclusion) => words(&exclusion.definition),
    }
}

fn words(expression: &Expression) -> Vec<String> {
    crate::expressions::Mentions::of(expression).identifiers.into_iter().collect()
}

/// Renames one behind the other, each to a name that is free by then. Table names decide what the others
/// speak of: all of the run's stand together, and the rest before or after them.
fn order_run(run: &[Operation], origins: &mut Origins<'_>, dialect: &Dialect) -> Vec<Item> {
    let renames: Vec<(&Operation, Scope, Rename)> =
        run.iter().filter_map(|o| rename_of(o).map(|(scope, rename)| (o, scope, rename))).collect();
    let tables = TableRenames::of(&renames);
    let mut groups: BTreeMap<(Side, usize), Group<'_>> = BTreeMap::new();
    let mut places: BTreeMap<(Side, Scope), usize> = BTreeMap::new();
    for (i, (operation, scope, rename)) in renames.into_iter().enumerate() {
        let side = tables.side(i, operation, &scope, || origins.existed(&scope, &rename.previous));
        let place = *places.entry((side, scope.clone())).or_insert(i);
        groups.entry((side, place)).or_insert((scope, Vec::new())).1.push((operation, rename));
    }
    let mut items = Vec::with_capacity(run.len());
    for (scope, renames) in groups.into_values() {
        let names: Vec<Rename> = renames.iter().map(|(_, rename)| rename.clone()).collect();
        items.extend(chain(&scope, renames, origins, dialect));
        if scope == Scope::Tables {
            origins.rename_all(&names);
        }
    }
    items
}

/// On which side of the run's table renames another rename stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Before,
    Tables,
    After,
}

/// Where in a run which table names are given up and taken.
#[derive(Debug, Default)]
struct TableRenames {
    given: BTreeMap<QualifiedName, usize>,
    taken: BTreeMap<QualifiedName, usize>,
}

impl TableRenames {
    fn of(renames: &[(&Operation, Scope, Rename)]) -> Self {
        let mut tables = Self::default();
        for (i, (_, scope, rename)) in renames.iter().enumerate() {
            if *scope == Scope::Tables {
                tables.given.insert(rename.previous.clone(), i);
                tables.taken.insert(rename.next.clone(), i);
            }
        }
        tables
    }

    /// Where the name is one that is given up later, it is the old name; where it has also been taken
    /// before (tables that exchange their names), what was there at first decides.
    fn side(&self, i: usize, operation: &Operation, scope: &Scope, existed: impl Fn() -> bool) -> Side {
        if *scope == Scope::Tables {
            return Side::Tables;
        }
        let Some(table) = operation.table() else { return Side::After };
        let given_later = self.given.get(table).is_some_and(|r| *r > i);
        let taken_before = self.taken.get(table).is_some_and(|r| *r < i);
        if given_later && (!taken_before || existed()) { Side::Before } else { Side::After }
    }
}

/// The renames of one scope: a name is given up before another takes it, and where names go round in a
/// circle one waits under a name in between.
fn chain(
    scope: &Scope,
    renames: Vec<(&Operation, Rename)>,
    origins: &Origins<'_>,
    dialect: &Dialect,
) -> Vec<Item> {
    let mut items = Vec::with_capacity(renames.len());
    let mut pending: BTreeMap<QualifiedName, (&Operation, QualifiedName)> = BTreeMap::new();
    for (operation, Pair { previous, next }) in renames {
        pending.insert(previous, (operation, next));
    }
    let mut in_use: BTreeSet<QualifiedName> =
        pending.keys().filter(|name| origins.existed(scope, name)).cloned().collect();
    let mut by_next: BTreeMap<QualifiedName, QualifiedName> =
        pending.iter().map(|(previous, (_, next))| (next.clone(), previous.clone())).collect();
    // A name that nobody had at first comes from another rename of the run.
    let provided: BTreeSet<QualifiedName> =
        pending.keys().filter(|n| !in_use.contains(*n) && by_next.contains_key(*n)).cloned().collect();
    let mut ready: BTreeSet<QualifiedName> = pending
        .iter()
        .filter(|(previous, (_, next))| !provided.contains(*previous) && !in_use.contains(next))
        .map(|(previous, _)| previous.clone())
        .collect();
    while !pending.is_empty() {
        let (previous, (operation, next)) = match ready.pop_first() {
            Some(previous) => match pending.remove(&previous) {
                Some(rename) => (previous, rename),
                None => continue,
            },
            None => match pending.pop_first() {
                Some((previous, (operation, next))) => {
                    let between = in_between(&previous, dialect);
                    by_next.insert(next.clone(), between.clone());
                    pending.insert(between.clone(), (operation, next));
                    (previous, (operation, between))
                }
                None => break,
            },
        };
        let item = Item::new(renamed_otherwise(operation, Pair::new(previous.clone(), next.clone())));
        let is_between = pending.contains_key(&next) && !provided.contains(&next);
        items.push(if is_between { item.with_note(waits(&previous, &next)) } else { item });
        in_use.remove(&previous);
        // The name given up is free now, and the name taken is there.
        let freed = by_next.get(&previous).filter(|p| pending.contains_key(*p)).cloned();
        let taken = pending.get(&next).filter(|(_, after)| !in_use.contains(after)).map(|_| next);
        ready.extend(freed.into_iter().chain(taken));
    }
    items
}

/// A rename by way of a name in between; `None` for what is no rename, or one of these already.
pub(crate) fn in_two_steps(operation: &Operation, dialect: &Dialect) -> Option<[Item; 2]> {
    let (_, Pair { previous, next }) = rename_of(operation)?;
    let between = in_between(&previous, dialect);
    if [&previous, &next].into_iter().any(|name| name.name.starts_with(IN_BETWEEN)) {
        return None;
    }
    let first = renamed_otherwise(operation, Pair::new(previous.clone(), between.clone()));
    let second = renamed_otherwise(operation, Pair::new(between.clone(), next));
    Some([Item::new(first).with_note(waits(&previous, &between)), Item::new(second)])
}

fn waits(name: &QualifiedName, between: &QualifiedName) -> String {
    format!("names change places: {name} is called {between} until its new name is free")
}

fn in_between(name: &QualifiedName, dialect: &Dialect) -> QualifiedName {
    let between = format!("{IN_BETWEEN}{}", name.name);
    name.sibling(truncated(&between, dialect.capabilities().max_identifier_bytes))
}
