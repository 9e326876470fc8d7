//! What stands in the way of a change goes before it and comes back after it.

use std::collections::BTreeSet;

use schemist_schema::{
    Column, Constraint, Expression, ForeignKey, Index, IndexTarget, QualifiedName, Schema, Table,
};

use super::{Context, alter_table, cast, column, constraint, index, quote};
use crate::{Statement, Unsupported};

type ColumnName = (QualifiedName, String);

/// Which columns change so that others notice.
#[derive(Default)]
pub(super) struct Affected {
    /// The caller drops it and adds it again: all that is over it goes with it.
    pub(super) replaced: Option<ColumnName>,
    /// Generated columns that have to make way, with all that is over them.
    pub(super) generated: BTreeSet<ColumnName>,
    /// Of another type: foreign keys over them may not fit any more.
    pub(super) retyped: BTreeSet<ColumnName>,
    /// An enum type that is made anew: expressions that name it, or columns of it, hold on to the old one.
    pub(super) enum_type: Option<QualifiedName>,
}

/// The statements before and after the change.
#[derive(Default)]
pub(super) struct Detached {
    pub(super) drops: Vec<Statement>,
    pub(super) restores: Vec<Statement>,
}

pub(super) fn detach(cx: Context<'_>, affected: &Affected) -> Result<Detached, Unsupported> {
    let mut foreign_keys = Detached::default();
    let mut parts = Detached::default();
    let mut columns = Detached::default();
    let concerned = affected.replaced.is_some()
        || !affected.generated.is_empty()
        || !affected.retyped.is_empty()
        || affected.enum_type.is_some();
    if concerned {
        for table in cx.state.previous.tables.values() {
            let after = cx.state.next.tables.get(&table.name);
            detach_foreign_keys(cx, affected, table, after, &mut foreign_keys)?;
            detach_parts(cx, affected, table, after, &mut parts)?;
            detach_generated(cx, affected, table, after, &mut columns)?;
        }
    }
    // Foreign keys need the keys they refer to, and those need the columns.
    let drops = [foreign_keys.drops, parts.drops, columns.drops].concat();
    let restores = [columns.restores, parts.restores, foreign_keys.restores].concat();
    Ok(Detached { drops, restores })
}

impl Affected {
    /// Whether the column goes and comes back.
    fn goes(&self, table: &QualifiedName, column: &str) -> bool {
        let is = |name: &ColumnName| name.0 == *table && name.1 == column;
        self.replaced.as_ref().is_some_and(is) || self.generated.iter().any(is)
    }

    fn any_goes<'a>(&self, table: &QualifiedName, columns: impl IntoIterator<Item = &'a String>) -> bool {
        columns.into_iter().any(|c| self.goes(table, c))
    }

    /// Whether an expression of the table cannot outlive the change.
    fn concerns(&self, table: &Table, expression: &Expression) -> bool {
        let over_enum = self.enum_type.as_ref().is_some_and(|name| {
            expression.mentions(&name.name)
                || table
                    .columns
                    .iter()
                    .any(|c| c.ty.enum_name() == Some(name) && expression.mentions(&c.name))
        });
        over_enum
            || table.columns.iter().any(|c| self.goes(&table.name, &c.name) && expression.mentions(&c.name))
    }

    fn concerns_index(&self, table: &Table, index: &Index) -> bool {
        let key_columns = index.key_columns().chain(index.include.iter().map(String::as_str));
        let expressions = index.keys.iter().filter_map(|key| match &key.target {
            IndexTarget::Expression(expression) => Some(expression),
            IndexTarget::Column(_) => None,
        });
        key_columns.into_iter().any(|c| self.goes(&table.name, c))
            || expressions.chain(&index.predicate).any(|e| self.concerns(table, e))
    }

    fn concerns_constraint(&self, table: &Table, constraint: &Constraint) -> bool {
        let keys = |keys: &[schemist_schema::KeyColumn], include: &[String]| {
            self.any_goes(&table.name, keys.iter().map(|k| &k.name).chain(include))
        };
        match constraint {
            Constraint::PrimaryKey(c) => keys(&c.columns, &c.include),
            Constraint::Unique(c) => keys(&c.columns, &c.include),
            Constraint::Check(c) => self.concerns(table, &c.expression),
            Constraint::Exclusion(c) => self.concerns(table, &c.definition),
            Constraint::ForeignKey(_) => false,
        }
    }

    /// Whether a foreign key cannot outlive the change because of a column that goes or an enum type.
    fn concerns_foreign_key(&self, schema: &Schema, table: &Table, key: &ForeignKey) -> bool {
        let of_enum = |c: &Column| self.enum_type.is_some() && c.ty.enum_name() == self.enum_type.as_ref();
        self.any_goes(&table.name, &key.columns)
            || self.any_goes(&key.references, &key.references_columns)
            || sides(schema, table, key).any(|(a, b)| of_enum(a) || of_enum(b))
    }

    fn retypes(&self, table: &Table, key: &ForeignKey) -> bool {
        let retyped = |t: &QualifiedName, c: &String| self.retyped.contains(&(t.clone(), c.clone()));
        key.columns.iter().any(|c| retyped(&table.name, c))
            || key.references_columns.iter().any(|c| retyped(&key.references, c))
    }
}

/// Pairs of referring and referred column, as far as both are known.
fn sides<'a>(
    schema: &'a Schema,
    table: &'a Table,
    key: &'a ForeignKey,
) -> impl Iterator<Item = (&'a Column, &'a Column)> {
    let other = schema.tables.get(&key.references);
    key.columns
        .iter()
        .zip(&key.references_columns)
        .filter_map(move |(from, to)| table.columns.named(from).zip(other.and_then(|o| o.columns.named(to))))
}

/// A foreign key between columns of which one has its new type already was dropped when that one got it, and
/// comes back when the other one follows: what is there can be told from the types alone.
fn detach_foreign_keys(
    cx: Context<'_>,
    affected: &Affected,
    table: &Table,
    after: Option<&Table>,
    detached: &mut Detached,
) -> Result<(), Unsupported> {
    let fits = |schema: &Schema, table: &Table, key: &ForeignKey| {
        sides(schema, table, key).all(|(a, b)| cast::is_comparable(&a.ty, &b.ty))
    };
    for key in &table.foreign_keys {
        let retypes = affected.retypes(table, key);
        if !retypes && !affected.concerns_foreign_key(cx.state.previous, table, key) {
            continue;
        }
        if !retypes || fits(cx.state.previous, table, key) {
            let dropped = constraint::drop(&table.name, &Constraint::ForeignKey(key.clone()))?;
            detached.drops.extend(dropped);
        }
        let Some(after) = after else { continue };
        let again = after.foreign_keys.iter().find(|k| k.name == key.name);
        if let Some(again) = again.filter(|k| !retypes || fits(cx.state.next, after, k)) {
            let restored = constraint::add(cx, &after.name, &Constraint::ForeignKey(again.clone()))?;
            detached.restores.extend(restored);
        }
    }
    Ok(())
}

fn detach_parts(
    cx: Context<'_>,
    affected: &Affected,
    table: &Table,
    after: Option<&Table>,
    detached: &mut Detached,
) -> Result<(), Unsupported> {
    for item in table.constraints().filter(|c| affected.concerns_constraint(table, c)) {
        detached.drops.extend(constraint::drop(&table.name, &item)?);
        let same = |c: &Constraint| c.kind() == item.kind() && c.name() == item.name();
        if let Some(again) = after.and_then(|t| t.constraints().find(same)) {
            detached.restores.extend(constraint::add(cx, &table.name, &again)?);
        }
    }
    for item in table.indexes.iter().filter(|i| affected.concerns_index(table, i)) {
        detached.drops.extend(index::drop(&table.name, item)?);
        if let Some(again) = after.and_then(|t| t.indexes.iter().find(|i| i.name == item.name)) {
            detached.restores.extend(index::create(cx, &table.name, again)?);
        }
    }
    Ok(())
}

fn detach_generated(
    cx: Context<'_>,
    affected: &Affected,
    table: &Table,
    after: Option<&Table>,
    detached: &mut Detached,
) -> Result<(), Unsupported> {
    let goes = |column: &&Column| affected.generated.contains(&(table.name.clone(), column.name.clone()));
    let going: Vec<&Column> = table.columns.iter().filter(goes).collect();
    if going.is_empty() {
        return Ok(());
    }
    let drops: Vec<String> = going.iter().map(|c| format!("DROP COLUMN {}", quote(&c.name))).collect();
    detached.drops.push(Statement::new(alter_table(&table.name, &drops)));
    let again = going.iter().filter_map(|c| after.and_then(|t| t.columns.named(&c.name)));
    let again: Vec<&Column> = again.collect();
    if !again.is_empty() {
        detached.restores.extend(column::add_several(cx, &table.name, &again)?);
    }
    Ok(())
}
