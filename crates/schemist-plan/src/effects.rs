use std::collections::{BTreeMap, BTreeSet};

use schemist_schema::{
    Column, CommentTarget, Constraint, EnumType, Expression, ForeignKey, Index, IndexTarget, Operation, Pair,
    QualifiedName, Sequence, Table,
};

use crate::{
    expressions::{Mentions, nextval_sequence},
    item::Item,
    names::{Id, Key, Names},
    restrictions::restricts,
};

/// Something that is there, or is not, when a statement runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    Namespace(String),
    /// A table, column, constraint, index, enum type or sequence. A column that is altered is taken
    /// away in its old form and provided in its new one.
    Object(Id),
    /// A column in whatever form.
    Column(Id),
    /// A primary key, unique constraint or unique index of a table over these columns, in any order;
    /// over none: the primary key, whatever its columns.
    Key(Id, Vec<Id>),
    /// A sequence under the name by which a default speaks of it.
    SequenceNamed(QualifiedName),
    /// A table that survives a crash: only such a one may be referred to by its like (PostgreSQL).
    Logged(Id),
    /// A table that does not, and may refer to any.
    Unlogged(Id),
    /// A table that allows all types, a counter, and to have no key (SQLite: neither STRICT nor WITHOUT ROWID).
    Unrestricted(Id),
    /// A column of an enum type: converted where the type is made anew.
    ColumnOf(Id),
    /// A value of an enum type.
    ValueOf(Id, String),
    /// A value of whatever enum type: expressions mention values without saying of which.
    Value(String),
}

/// A name that one object at a time can have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    Namespace(String),
    /// Tables, indexes and sequences share their names.
    Relation(QualifiedName),
    /// Enum types and the row types of tables share theirs.
    Type(QualifiedName),
    Column(Id, String),
    Constraint(Id, String),
    /// A table has one primary key, whatever it is called.
    PrimaryKey(Id),
}

/// A fact that is needed, and how much.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Need {
    pub(crate) fact: Fact,
    pub(crate) weight: Weight,
}

/// How much a need counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// The engine refuses it otherwise.
    Always,
    /// A foreign key's: how much depends on the engine.
    ForeignKey,
    /// It saves work.
    Rather,
}

/// What has to keep the order of the list among itself: changes of one thing.
pub(crate) type Subject = (u8, Id);

/// What an item needs and brings about, in terms that do not change with a rename.
#[derive(Debug, Default)]
pub(crate) struct Effects {
    /// The table whose definition it changes, and how often that had been renamed before.
    pub(crate) altered_table: Option<(Id, u32)>,
    /// Must be there before.
    pub(crate) requires: Vec<Need>,
    /// Was needed until now: whoever takes it away comes later.
    pub(crate) releases: Vec<Need>,
    pub(crate) provides: Vec<Fact>,
    pub(crate) destroys: Vec<Fact>,
    pub(crate) takes: Vec<Name>,
    pub(crate) frees: Vec<Name>,
    /// What its SQL speaks of by name: keeps its place before or after a rename of that.
    pub(crate) mentions: BTreeSet<Id>,
    pub(crate) renames: Option<Id>,
    pub(crate) subjects: Vec<Subject>,
}

/// What an object needs, is, and is called.
#[derive(Debug, Default)]
struct Footprint {
    needs: Vec<Need>,
    holds: Vec<Fact>,
    names: Vec<Name>,
    mentions: Vec<Id>,
}

impl Effects {
    /// The effects of an item at its place in the list; `names` has seen the items before it.
    pub(crate) fn of(item: &Item, names: &mut Names) -> Self {
        let mut effects = Effects::default();
        for operation in item.covered() {
            effects.add(operation, names);
        }
        if item.exchanges_sequences {
            let is_relation = |name: &Name| matches!(name, Name::Relation(_));
            effects.takes.retain(|name| !is_relation(name));
            effects.frees.retain(|name| !is_relation(name));
        }
        if item.silent {
            // Nothing is run that could be too late for anything, and nobody waits for it.
            effects.provides.clear();
            effects.destroys.clear();
            effects.releases.clear();
        }
        effects
    }

    fn add(&mut self, operation: &Operation, names: &mut Names) {
        match operation {
            Operation::CreateNamespace { name } => self.gain(Footprint::namespace(name)),
            Operation::DropNamespace { name } => self.lose(Footprint::namespace(name)),
            Operation::CreateTable { table } => self.gain(Footprint::table(table, names)),
            Operation::DropTable { table } => {
                let id = names.id(Key::Table(table.name.clone()));
                // Its definition speaks of other tables, DROP TABLE does not.
                let footprint = Footprint { mentions: vec![id], ..Footprint::table(table, names) };
                self.lose(footprint);
            }
            Operation::RenameTable { name } => {
                let id = names.rename(Key::Table(name.previous.clone()), Key::Table(name.next.clone()));
                let labels = name.as_ref().map(|n| vec![Name::Relation(n.clone()), Name::Type(n.clone())]);
                self.rename(id, labels);
                self.move_namespace(name);
            }
            Operation::SetTableOptions { table, options } => {
                let table = self.alter_table(table, names);
                self.subjects.push((0, table));
                self.set_options(table, options);
            }
            Operation::AddColumn { table, column } => {
                let id = self.alter_table(table, names);
                self.change_unrestricted(id);
                self.gain(Footprint::column(id, table, column, names));
            }
            Operation::DropColumn { table, column } => {
                let id = self.alter_table(table, names);
                self.change_unrestricted(id);
                self.lose(Footprint::column(id, table, column, names));
            }
            Operation::RenameColumn { table, name } => {
                let table = names.id(Key::Table(table.clone()));
                self.mentions.insert(table);
                let key = |name: &String| Key::column(table, name);
                let id = names.rename(key(&name.previous), key(&name.next));
                self.rename(id, name.as_ref().map(|n| vec![Name::Column(table, n.clone())]));
            }
            Operation::AlterColumn { table, column } => self.alter_column(table, column, names),
            Operation::AddConstraint { table, constraint } => {
                let id = self.alter_table(table, names);
                if let Constraint::PrimaryKey(_) = constraint {
                    self.change_unrestricted(id);
                }
                self.gain(Footprint::constraint(id, table, constraint, names));
            }
            Operation::DropConstraint { table, constraint } => {
                let id = self.alter_table(table, names);
                if let Constraint::PrimaryKey(_) = constraint {
                    self.change_unrestricted(id);
                }
                self.lose(Footprint::constraint(id, table, constraint, names));
            }
            Operation::RenameConstraint { table, name, .. } => {
                let id = self.alter_table(table, names);
                let key = |name: &String| Key::Constraint(id, name.clone());
                let constraint = names.rename(key(&name.previous), key(&name.next));
                let labels = name
                    .as_ref()
                    .map(|n| vec![Name::Constraint(id, n.clone()), Name::Relation(table.sibling(n.clone()))]);
                self.rename(constraint, labels);
            }
            Operation::ValidateConstraint { table, constraint } => {
                let id = self.alter_table(table, names);
                let footprint = Footprint::constraint(id, table, &constraint.next, names);
                self.requires.extend(footprint.holds.into_iter().map(Need::plain));
                self.mentions.extend(footprint.mentions);
            }
            Operation::ReplaceValues { table, column, .. } => {
                let id = self.alter_table(table, names);
                self.alter_column_form(id, column, names);
            }
            Operation::CreateIndex { table, index } => {
                let id = self.alter_table(table, names);
                self.gain(Footprint::index(id, table, index, names));
            }
            Operation::DropIndex { table, index } => {
                let id = self.alter_table(table, names);
                self.lose(Footprint::index(id, table, index, names));
            }
            Operation::RenameIndex { table, name } => {
                let id = self.alter_table(table, names);
                let key = |name: &String| Key::Index(id, name.clone());
                let index = names.rename(key(&name.previous), key(&name.next));
                self.rename(index, name.as_ref().map(|n| vec![Name::Relation(table.sibling(n.clone()))]));
            }
            Operation::CreateEnum { enum_type } => self.gain(Footprint::enum_type(enum_type, names)),
            Operation::DropEnum { enum_type } => self.lose(Footprint::enum_type(enum_type, names)),
            Operation::RenameEnum { name } => {
                let id = names.rename(Key::Enum(name.previous.clone()), Key::Enum(name.next.clone()));
                self.rename(id, name.as_ref().map(|n| vec![Name::Type(n.clone())]));
                self.move_namespace(name);
            }
            Operation::RenameEnumValue { name, .. } => {
                let id = self.alter_enum(name, names);
                let values = names.id(Key::Values(id));
                self.renames = Some(values);
                self.mentions.insert(values);
            }
            Operation::AlterEnum { name, values } => self.alter_enum_values(name, values, names),
            Operation::CreateSequence { sequence } => self.gain(Footprint::sequence(sequence, names)),
            Operation::DropSequence { sequence } => self.lose(Footprint::sequence(sequence, names)),
            Operation::AlterSequence { sequence } => {
                let [previous, next] =
                    [&sequence.previous, &sequence.next].map(|s| Footprint::sequence(s, names));
                self.requires.extend(next.holds.iter().cloned().map(Need::plain));
                self.mentions.extend(next.mentions.iter().copied());
                self.subjects.push((2, names.id(Key::Sequence(sequence.next.name.clone()))));
                self.change(previous, next);
            }
            Operation::RenameSequence { name } => {
                let id = names.rename(Key::Sequence(name.previous.clone()), Key::Sequence(name.next.clone()));
                self.rename(id, name.as_ref().map(|n| vec![Name::Relation(n.clone())]));
                self.provides.push(Fact::SequenceNamed(name.next.clone()));
                self.move_namespace(name);
            }
            Operation::SetComment { on, .. } => self.set_comment(on, names),
        }
    }

    fn gain(&mut self, footprint: Footprint) {
        self.requires.extend(footprint.needs);
        self.provides.extend(footprint.holds);
        self.takes.extend(footprint.names);
        self.mentions.extend(footprint.mentions);
    }

    fn lose(&mut self, footprint: Footprint) {
        self.releases.extend(footprint.needs);
        self.destroys.extend(footprint.holds);
        self.frees.extend(footprint.names);
        self.mentions.extend(footprint.mentions);
    }

    /// Only what differs counts: a need that stays is neither waited for nor given up.
    fn change(&mut self, previous: Footprint, next: Footprint) {
        self.releases.extend(without(&previous.needs, &next.needs));
        self.requires.extend(without(&next.needs, &previous.needs));
        self.frees.extend(without(&previous.names, &next.names));
        self.takes.extend(without(&next.names, &previous.names));
        self.mentions.extend(previous.mentions);
        self.mentions.extend(next.mentions);
    }

    fn rename(&mut self, id: Id, names: Pair<Vec<Name>>) {
        self.renames = Some(id);
        self.mentions.insert(id);
        self.frees.extend(names.previous);
        self.takes.extend(names.next);
    }

    fn move_namespace(&mut self, name: &Pair<QualifiedName>) {
        if name.previous.namespace != name.next.namespace {
            self.releases.extend(in_namespace(&name.previous));
            self.requires.extend(in_namespace(&name.next));
        }
    }

    fn alter_table(&mut self, name: &QualifiedName, names: &mut Names) -> Id {
        let id = names.id(Key::Table(name.clone()));
        self.altered_table = Some((id, names.epoch(id)));
        self.mentions.insert(id);
        id
    }

    fn set_options(&mut self, table: Id, options: &Pair<BTreeMap<String, String>>) {
        let (logged, unlogged) = (Fact::Logged(table), Fact::Unlogged(table));
        match options.as_ref().map(|options| options.contains_key("unlogged")) {
            Pair { previous: true, next: false } => {
                self.provides.push(logged);
                self.destroys.push(unlogged);
            }
            Pair { previous: false, next: true } => {
                self.provides.push(unlogged);
                self.destroys.push(logged);
            }
            Pair { previous: _, next: _ } => {}
        }
        match restricts(options) {
            Some(true) => {
                self.requires.push(Need::plain(Fact::Unrestricted(table)));
                self.destroys.push(Fact::Unrestricted(table));
            }
            Some(false) => self.provides.push(Fact::Unrestricted(table)),
            None => {}
        }
    }

    /// Comes behind what lifts restrictions of the table, and before what puts them up.
    fn change_unrestricted(&mut self, table: Id) {
        self.requires.push(Need::plain(Fact::Unrestricted(table)));
        self.releases.push(Need::plain(Fact::Unrestricted(table)));
    }

    fn alter_column(&mut self, table: &QualifiedName, column: &Pair<Column>, names: &mut Names) {
        let id = self.alter_table(table, names);
        self.change_unrestricted(id);
        let [previous, next] =
            [&column.previous, &column.next].map(|c| Footprint::column(id, table, c, names));
        self.alter_column_form(id, &column.next.name, names);
        self.change(previous, next);
    }

    /// The column as it was goes, and comes as it will be: who needs the one goes before, who needs the other
    /// comes behind.
    fn alter_column_form(&mut self, table: Id, column: &str, names: &mut Names) {
        let id = names.id(Key::column(table, column));
        self.requires.push(Need::plain(Fact::Object(table)));
        self.subjects.push((1, id));
        self.destroys.push(Fact::Object(id));
        self.provides.push(Fact::Object(id));
        self.mentions.insert(id);
    }

    fn alter_enum(&mut self, name: &QualifiedName, names: &mut Names) -> Id {
        let id = names.id(Key::Enum(name.clone()));
        self.mentions.insert(id);
        self.subjects.push((3, id));
        id
    }

    fn alter_enum_values(&mut self, name: &QualifiedName, values: &Pair<Vec<String>>, names: &mut Names) {
        let id = self.alter_enum(name, names);
        let removed = without(&values.previous, &values.next);
        self.provides.push(Fact::Object(id));
        if !removed.is_empty() {
            // Columns that go or change their type need not be converted first.
            self.destroys.push(Fact::ColumnOf(id));
        }
        let added = without(&values.next, &values.previous);
        self.destroys.extend(removed.iter().flat_map(|value| Fact::value(id, value)));
        self.provides.extend(added.iter().flat_map(|value| Fact::value(id, value)));
    }

    fn set_comment(&mut self, on: &CommentTarget, names: &mut Names) {
        let object = match on {
            CommentTarget::Namespace(name) => {
                self.requires.push(Need::plain(Fact::Namespace(name.clone())));
                return;
            }
            CommentTarget::Table(table) => self.alter_table(table, names),
            CommentTarget::Column(table, column) => {
                let table = self.alter_table(table, names);
                names.id(Key::column(table, column))
            }
            CommentTarget::Constraint(table, _, constraint) => {
                let table = self.alter_table(table, names);
                names.id(Key::Constraint(table, constraint.clone()))
            }
            CommentTarget::Index(table, index) => {
                let table = self.alter_table(table, names);
                names.id(Key::Index(table, index.clone()))
            }
            CommentTarget::Enum(name) => names.id(Key::Enum(name.clone())),
            CommentTarget::Sequence(name) => names.id(Key::Sequence(name.clone())),
        };
        self.requires.push(Need::plain(Fact::Object(object)));
        self.mentions.insert(object);
        self.subjects.push((4, object));
    }
}

impl Footprint {
    fn namespace(name: &str) -> Self {
        Self {
            holds: vec![Fact::Namespace(name.to_owned())],
            names: vec![Name::Namespace(name.to_owned())],
            ..Self::default()
        }
    }

    fn table(table: &Table, names: &mut Names) -> Self {
        let id = names.id(Key::Table(table.name.clone()));
        let mut all = Self {
            needs: in_namespace(&table.name),
            holds: vec![Fact::Object(id)],
            names: vec![Name::Relation(table.name.clone()), Name::Type(table.name.clone())],
            mentions: vec![id],
        };
        for column in &table.columns {
            all.extend(Self::column(id, &table.name, column, names));
        }
        for constraint in table.constraints() {
            all.extend(Self::constraint(id, &table.name, &constraint, names));
        }
        for index in &table.indexes {
            all.extend(Self::index(id, &table.name, index, names));
        }
        all
    }

    fn column(table: Id, table_name: &QualifiedName, column: &Column, names: &mut Names) -> Self {
        let id = names.id(Key::column(table, &column.name));
        let mut all = Self {
            needs: vec![Need::plain(Fact::Object(table))],
            holds: vec![Fact::Object(id), Fact::Column(id)],
            names: vec![Name::Column(table, column.name.clone())],
            mentions: vec![table, id],
        };
        let enum_type = column.ty.enum_name().map(|name| names.id(Key::Enum(name.clone())));
        if let Some(enum_type) = enum_type {
            all.need_object(enum_type);
            all.needs.push(Need { fact: Fact::ColumnOf(enum_type), weight: Weight::Rather });
        }
        if let Some(default) = &column.default {
            let mentions = Mentions::of(default);
            all.need_types(&mentions, names);
            if let Some(enum_type) = enum_type {
                all.mentions.push(names.id(Key::Values(enum_type)));
                let values = mentions.literals.into_iter().map(|v| Fact::ValueOf(enum_type, v));
                all.needs.extend(values.map(Need::plain));
            }
            let sequence = nextval_sequence(default);
            all.needs.extend(sequence.map(|name| Need::plain(Fact::SequenceNamed(name))));
        }
        if let Some(generated) = &column.generated {
            all.need_expression(table, &generated.expression, names);
        }
        if let Some(sequence) = identity_sequence(table_name, column) {
            all.names.push(Name::Relation(sequence));
        }
        all
    }

    fn constraint(table: Id, table_name: &QualifiedName, constraint: &Constraint, names: &mut Names) -> Self {
        let mut all = Self::part_of(table);
        if let Some(name) = constraint.name() {
            let id = names.id(Key::Constraint(table, name.to_owned()));
            all.mentions.push(id);
            all.holds.push(Fact::Object(id));
            all.names.push(Name::Constraint(table, name.to_owned()));
        }
        let index_name = constraint.name().map(|name| Name::Relation(table_name.sibling(name)));
        match constraint {
            Constraint::PrimaryKey(key) => {
                let columns = all.need_columns(table, key.columns.iter().map(|k| k.name.as_str()), names);
                all.need_columns(table, key.include.iter().map(String::as_str), names);
                all.holds.push(Fact::key(table, columns));
                all.holds.push(Fact::key(table, Vec::new()));
                all.names.push(Name::PrimaryKey(table));
                all.names.extend(index_name);
            }
            Constraint::Unique(key) => {
                let columns = all.need_columns(table, key.columns.iter().map(|k| k.name.as_str()), names);
                all.need_columns(table, key.include.iter().map(String::as_str), names);
                all.holds.push(Fact::key(table, columns));
                all.names.extend(index_name);
            }
            Constraint::ForeignKey(key) => all.need_foreign_key(table, key, names),
            Constraint::Check(check) => all.need_expression(table, &check.expression, names),
            Constraint::Exclusion(exclusion) => {
                all.need_expression(table, &exclusion.definition, names);
                all.names.extend(index_name);
            }
        }
        all
    }

    fn index(table: Id, table_name: &QualifiedName, index: &Index, names: &mut Names) -> Self {
        let mut all = Self::part_of(table);
        if let Some(name) = &index.name {
            let id = names.id(Key::Index(table, name.clone()));
            all.mentions.push(id);
            all.holds.push(Fact::Object(id));
            all.names.push(Name::Relation(table_name.sibling(name.clone())));
        }
        let columns = all.need_columns(table, index.key_columns(), names);
        if index.unique && index.predicate.is_none() && columns.len() == index.keys.len() {
            all.holds.push(Fact::key(table, columns));
        }
        all.need_columns(table, index.include.iter().map(String::as_str), names);
        for key in &index.keys {
            if let IndexTarget::Expression(expression) = &key.target {
                all.need_expression(table, expression, names);
            }
        }
        if let Some(predicate) = &index.predicate {
            all.need_expression(table, predicate, names);
        }
        all
    }

    fn enum_type(enum_type: &EnumType, names: &mut Names) -> Self {
        let id = names.id(Key::Enum(enum_type.name.clone()));
        Self {
            needs: in_namespace(&enum_type.name),
            holds: vec![Fact::Object(id)],
            names: vec![Name::Type(enum_type.name.clone())],
            mentions: vec![id],
        }
    }

    fn sequence(sequence: &Sequence, names: &mut Names) -> Self {
        let id = names.id(Key::Sequence(sequence.name.clone()));
        let mut all = Self {
            needs: in_namespace(&sequence.name),
            holds: vec![Fact::Object(id), Fact::SequenceNamed(sequence.name.clone())],
            names: vec![Name::Relation(sequence.name.clone())],
            mentions: vec![id],
        };
        if let Some((table, column)) = &sequence.owned_by {
            let table = names.id(Key::Table(table.clone()));
            all.need_object(table);
            let column = names.id(Key::column(table, column));
            all.needs.push(Need::plain(Fact::Column(column)));
            all.mentions.push(column);
        }
        all
    }

    fn part_of(table: Id) -> Self {
        Self { needs: vec![Need::plain(Fact::Object(table))], mentions: vec![table], ..Self::default() }
    }

    fn extend(&mut self, other: Footprint) {
        self.needs.extend(other.needs);
        self.holds.extend(other.holds);
        self.names.extend(other.names);
        self.mentions.extend(other.mentions);
    }

    fn need_object(&mut self, id: Id) {
        self.needs.push(Need::plain(Fact::Object(id)));
        self.mentions.push(id);
    }

    fn need_columns<'a>(
        &mut self,
        table: Id,
        columns: impl IntoIterator<Item = &'a str>,
        names: &mut Names,
    ) -> Vec<Id> {
        let ids: Vec<Id> = columns.into_iter().map(|c| names.id(Key::column(table, c))).collect();
        for id in &ids {
            self.need_object(*id);
        }
        ids
    }

    fn need_foreign_key(&mut self, table: Id, key: &ForeignKey, names: &mut Names) {
        self.need_columns(table, key.columns.iter().map(String::as_str), names);
        let target = names.id(Key::Table(key.references.clone()));
        let columns: Vec<Id> =
            key.references_columns.iter().map(|c| names.id(Key::column(target, c))).collect();
        self.mentions.push(target);
        self.mentions.extend(&columns);
        let facts = columns.iter().map(|c| Fact::Object(*c));
        let facts = facts.chain([Fact::Object(target), Fact::key(target, columns.clone())]);
        let facts = facts.chain([Fact::Logged(target), Fact::Unlogged(table)]);
        self.needs.extend(facts.map(|fact| Need { fact, weight: Weight::ForeignKey }));
    }

    /// Types that values are cast to; what is no enum is provided by nobody and asks for nothing.
    fn need_types(&mut self, mentions: &Mentions, names: &mut Names) {
        for name in &mentions.types {
            let id = names.id(Key::Enum(name.clone()));
            self.need_object(id);
            self.mentions.push(names.id(Key::Values(id)));
        }
    }

    /// Every word may be a column, every string a value of an enum: what is not one of them is provided by
    /// nobody and asks for nothing.
    fn need_expression(&mut self, table: Id, expression: &Expression, names: &mut Names) {
        let mentions = Mentions::of(expression);
        for word in &mentions.identifiers {
            self.need_object(names.id(Key::column(table, word)));
        }
        self.need_types(&mentions, names);
        self.needs.extend(mentions.literals.into_iter().map(|v| Need::plain(Fact::Value(v))));
    }
}

impl Fact {
    /// That there is a value, as a default of the type asks for it and as any expression does.
    fn value(enum_type: Id, value: &str) -> [Self; 2] {
        [Fact::ValueOf(enum_type, value.to_owned()), Fact::Value(value.to_owned())]
    }

    fn key(table: Id, mut columns: Vec<Id>) -> Self {
        columns.sort_unstable();
        Fact::Key(table, columns)
    }
}

impl Need {
    fn plain(fact: Fact) -> Self {
        Self { fact, weight: Weight::Always }
    }
}

/// The name of the sequence behind an identity column.
pub(crate) fn identity_sequence(table: &QualifiedName, column: &Column) -> Option<QualifiedName> {
    let identity = column.identity.as_ref()?;
    let conventional = || format!("{}_{}_seq", table.name, column.name);
    Some(table.sibling(identity.sequence_name.clone().unwrap_or_else(conventional)))
}

fn in_namespace(name: &QualifiedName) -> Vec<Need> {
    name.namespace.iter().map(|n| Need::plain(Fact::Namespace(n.clone()))).collect()
}

fn without<T: Clone + Ord>(all: &[T], gone: &[T]) -> Vec<T> {
    let gone: BTreeSet<&T> = gone.iter().collect();
    all.iter().filter(|item| !gone.contains(item)).cloned().collect()
}
