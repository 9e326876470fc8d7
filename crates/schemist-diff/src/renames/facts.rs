//! What the schemas and the source tell of a column, table or enum that is gone or has come.

use schemist_dialect::Dialect;
use schemist_schema::sql::{self, TokenKind};
use schemist_schema::{Column, Expression, Pair, QualifiedName, Schema, Table};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::matching::{ColumnFacts, Slot, TableFacts};

/// Both sides of the columns that a table lost and gained.
pub(super) fn columns(
    table: Pair<&Table>,
    changed: &Pair<Vec<&Column>>,
    earlier: Option<&Table>,
    dialect: &Dialect,
) -> Pair<Vec<ColumnFacts>> {
    // The source has the order in which its author thinks; a database appends.
    let earlier = earlier.filter(|e| changed.previous.iter().any(|c| e.columns.named(&c.name).is_some()));
    let slots = slots(Pair::new(earlier.unwrap_or(table.previous), table.next), changed);
    let before = changed.previous.iter().zip(slots.previous).map(|(column, slot)| {
        let source = earlier.and_then(|e| e.columns.named(&column.name));
        let facts = column_facts(table, table.previous, column, slot, dialect);
        ColumnFacts { comment: source.and_then(docs).or(facts.comment), ..facts }
    });
    let after = changed.next.iter().zip(slots.next).map(|(column, slot)| {
        let same = changed.previous.iter().filter(|old| {
            dialect.same_type(&column.ty, &old.ty, column.origin.type_inferred)
                && old.generated == column.generated
        });
        let same_types = same.map(|old| type_of(old, dialect)).collect();
        ColumnFacts { same_types, ..column_facts(table, table.next, column, slot, dialect) }
    });
    Pair::new(before.collect(), after.collect())
}

fn column_facts(
    tables: Pair<&Table>,
    table: &Table,
    column: &Column,
    slot: Option<Slot>,
    dialect: &Dialect,
) -> ColumnFacts {
    ColumnFacts {
        name: column.name.clone(),
        ty: Some(type_of(column, dialect)),
        same_types: Vec::new(),
        nullable: Some(column.nullable),
        default: default_of(column),
        slot,
        roles: Some(roles(tables, table, column)),
        comment: docs(column),
    }
}

fn type_of(column: &Column, dialect: &Dialect) -> String {
    let ty = dialect.render_type(&column.ty);
    match &column.generated {
        Some(generated) => format!("{ty} generated ({})", sql::canonical(&generated.expression.sql)),
        None => ty,
    }
}

/// The documentation of the field, or the comment in the database.
fn docs(column: &Column) -> Option<String> {
    column.comment.clone().or_else(|| column.origin.docs.clone())
}

/// A plain value; what is computed has many spellings, so that two that differ tell nothing.
fn default_of(column: &Column) -> Option<Option<String>> {
    let counts =
        column.identity.is_some() || column.serial || column.auto_increment || column.generated.is_some();
    match &column.default {
        _ if counts => None,
        None => Some(None),
        Some(Expression { sql, .. }) => {
            let tokens = sql::significant(sql::without_enclosing_parentheses(sql));
            let token = tokens.iter().find(|token| !token.is_symbol("-"))?;
            let sign = if tokens.first().is_some_and(|token| token.is_symbol("-")) { "-" } else { "" };
            let word = ["true", "false"].into_iter().find(|word| token.is_word(word));
            match token.kind {
                TokenKind::String | TokenKind::Number => {
                    Some(Some(format!("{sign}{}", sql::unquote(token.text))))
                }
                _ if token.is_word("null") => Some(None),
                _ => word.map(|word| Some(word.to_owned())),
            }
        }
    }
}

/// Its part in keys, indexes and checks, in words that leave out what is not on both sides.
fn roles(tables: Pair<&Table>, table: &Table, column: &Column) -> Vec<String> {
    let name = column.name.as_str();
    let stays = |other: &str| {
        other != name
            && tables.previous.columns.named(other).is_some()
            && tables.next.columns.named(other).is_some()
    };
    let with = |what: &str, columns: Vec<&str>| {
        let others: Vec<&str> = columns.into_iter().filter(|other| stays(other)).collect();
        if others.is_empty() { what.to_owned() } else { format!("{what} with {}", others.join(", ")) }
    };
    let mut roles = Vec::new();
    if let Some(key) = table.primary_key.iter().find(|key| key.columns.iter().any(|c| c.name == name)) {
        roles.push(with("primary key", key.columns.iter().map(|c| c.name.as_str()).collect()));
    }
    for unique in table.uniques.iter().filter(|unique| unique.columns.iter().any(|c| c.name == name)) {
        roles.push(with("unique", unique.columns.iter().map(|c| c.name.as_str()).collect()));
    }
    for key in table.foreign_keys.iter().filter(|key| key.columns.iter().any(|c| c == name)) {
        roles.push(format!("foreign key to {}", key.references));
    }
    for index in table.indexes.iter().filter(|index| index.uses_column(name)) {
        let what = if index.unique { "unique index" } else { "index" };
        roles.push(with(what, index.key_columns().collect()));
    }
    for check in table.checks.iter().filter(|check| check.expression.mentions(name)) {
        let text = sql::canonical(&sql::rename_identifier(&check.expression.sql, name, "it"));
        roles.push(format!("check {text}"));
    }
    roles.sort();
    roles.dedup();
    roles
}

/// Where the columns stand among those that stay: both orders are aligned. Where more come between two that stay than
/// went there, or fewer, nothing tells which one took the place.
fn slots(tables: Pair<&Table>, changed: &Pair<Vec<&Column>>) -> Pair<Vec<Option<Slot>>> {
    // What is renamed may have moved, and would hold the others fast to its place.
    let is_renamed = |column: &Column| {
        let stays = !changed.next.iter().any(|c| c.name == column.name);
        stays && tables.next.columns.named(&column.name).is_some_and(|c| c.origin.renamed_from.is_some())
    };
    let order = tables.map(|table| {
        let columns = table.columns.iter().filter(|column| !is_renamed(column));
        columns.map(|c| c.name.as_str()).collect::<Vec<&str>>()
    });
    let mut gap = 0;
    let mut gaps: Pair<Vec<Vec<&str>>> = Pair::new(vec![Vec::new()], vec![Vec::new()]);
    for operation in capture_diff_slices(Algorithm::Myers, &order.previous, &order.next) {
        if let DiffOp::Equal { len, .. } = operation {
            gap += len;
            gaps.previous.resize(gap + 1, Vec::new());
            gaps.next.resize(gap + 1, Vec::new());
            continue;
        }
        keep(&mut gaps.previous, order.previous.get(operation.old_range()), &changed.previous);
        keep(&mut gaps.next, order.next.get(operation.new_range()), &changed.next);
    }
    let found = |name: &str, own: &[Vec<&str>], others: &[Vec<&str>], offset: usize| {
        let gap = own.iter().position(|names| names.contains(&name))?;
        let names = own.get(gap)?;
        let rank = names.iter().position(|other| *other == name)?;
        let is_told = others.get(gap).is_some_and(|others| others.len() == names.len());
        Some(Slot { gap, rank: if is_told { rank } else { rank + offset } })
    };
    let previous =
        changed.previous.iter().map(|c| found(&c.name, &gaps.previous, &gaps.next, order.next.len()));
    let next = changed.next.iter().map(|c| found(&c.name, &gaps.next, &gaps.previous, 0));
    Pair::new(previous.collect(), next.collect())
}

/// Adds those that changed to the last gap.
fn keep<'t>(gaps: &mut [Vec<&'t str>], names: Option<&[&'t str]>, changed: &[&Column]) {
    let names = names.into_iter().flatten().copied().filter(|name| changed.iter().any(|c| c.name == *name));
    if let Some(last) = gaps.last_mut() {
        last.extend(names);
    }
}

/// A table with the tables around it.
pub(super) fn table(
    table: &Table,
    schema: &Schema,
    earlier: Option<&Table>,
    dialect: &Dialect,
) -> TableFacts {
    let refers_to = table.foreign_keys.iter().map(|key| key.references.to_string());
    let referred = schema.tables.values().filter(|other| {
        other.name != table.name && other.foreign_keys.iter().any(|key| key.references == table.name)
    });
    let mut neighbours: Vec<String> = refers_to.chain(referred.map(|other| other.name.to_string())).collect();
    neighbours.sort();
    neighbours.dedup();
    let docs = |table: &Table| table.comment.clone().or_else(|| table.origin.docs.clone());
    TableFacts {
        name: table.name.name.clone(),
        columns: table.columns.iter().map(|column| column.name.clone()).collect(),
        types: table.columns.iter().map(|column| type_of(column, dialect)).collect(),
        neighbours,
        comment: earlier.and_then(docs).or_else(|| docs(table)),
    }
}

/// An enum as a table of its values, beside the columns that hold them.
pub(super) fn enum_type(name: &QualifiedName, values: &[String], schema: &Schema) -> TableFacts {
    TableFacts {
        name: name.name.clone(),
        columns: values.to_vec(),
        types: Vec::new(),
        neighbours: schema
            .columns_of_enum(name)
            .map(|(table, column)| format!("{}.{}", table.name, column.name))
            .collect(),
        comment: None,
    }
}
