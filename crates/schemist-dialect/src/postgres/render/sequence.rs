use schemist_schema::{
    Column, ColumnType, CommentTarget, Pair, QualifiedName, Schema, Sequence, SequenceOptions,
};

use super::{Context, comment, qualified, quote};
use crate::Statement;
use crate::postgres::quoting::string_literal;
use crate::postgres::sequences::{MAX_IDENTIFIER_BYTES, cut, owned_name, resolve};
use crate::postgres::types;
use crate::sequences::{Resolved, clauses, first_inside, must_restart};

pub(super) fn create(cx: Context<'_>, sequence: &Sequence) -> Vec<Statement> {
    let name = qualified(&sequence.name);
    let mut statements = Vec::new();
    let in_the_way = identity_behind(cx.state.previous, &sequence.name);
    let interim = interim_name(&sequence.name);
    if in_the_way.is_some() {
        // The identity column that is to take this sequence's values instead still needs its own.
        statements.push(Statement::new(format!("ALTER SEQUENCE {name} RENAME TO {}", quote(&interim.name))));
    }
    let mut sql = format!("CREATE SEQUENCE {name}");
    if sequence.ty != ColumnType::BigInt {
        sql.push_str(&format!(" AS {}", types::render(&sequence.ty)));
    }
    for clause in clauses(&sequence.options) {
        sql.push_str(&format!(" {clause}"));
    }
    if let Some((table, column)) = &sequence.owned_by
        && cx.state.next.tables.get(table).is_some_and(|t| t.columns.named(column).is_some())
    {
        sql.push_str(&format!(" OWNED BY {}.{}", qualified(table), quote(column)));
    }
    statements.push(Statement::new(sql));
    if let Some(was) = in_the_way {
        let bounds = Pair::new(was, resolve(&sequence.options, &sequence.ty));
        statements.extend(continue_from(&sequence.name, &interim, bounds));
    }
    let on = CommentTarget::Sequence(sequence.name.clone());
    statements.extend(comment::on_new(on, sequence.comment.as_deref()));
    statements
}

pub(super) fn drop(cx: Context<'_>, sequence: &Sequence) -> Vec<Statement> {
    let mut statements = vec![Statement::new(format!("DROP SEQUENCE {}", qualified(&sequence.name)))];
    if identity_behind(cx.state.next, &sequence.name).is_some() {
        // The identity column that took over had to wait for the name.
        let interim = qualified(&interim_name(&sequence.name));
        let name = quote(&sequence.name.name);
        statements.push(Statement::new(format!("ALTER SEQUENCE {interim} RENAME TO {name}")));
    }
    statements
}

pub(super) fn alter(sequence: Pair<&Sequence>) -> Vec<Statement> {
    let Pair { previous, next } = sequence;
    let name = qualified(&next.name);
    let mut statements = Vec::new();
    let mut words = Vec::new();
    if previous.ty != next.ty {
        words.push(format!("AS {}", types::render(&next.ty)));
    }
    words.extend(changes(Pair::new(&previous.options, &next.options), Pair::new(&previous.ty, &next.ty)));
    let moves = sequence.map(|s| resolve(&s.options, &s.ty));
    statements.extend(step_inside(&next.name, moves));
    if !words.is_empty() {
        statements.push(Statement::new(format!("ALTER SEQUENCE {name} {}", words.join(" "))));
    }
    if previous.owned_by != next.owned_by {
        let owner = match &next.owned_by {
            Some((table, column)) => format!("{}.{}", qualified(table), quote(column)),
            None => "NONE".to_owned(),
        };
        statements.push(Statement::new(format!("ALTER SEQUENCE {name} OWNED BY {owner}")));
    }
    statements
}

/// The clauses that turn the options into others; what is assumed again has to be said.
pub(super) fn changes(options: Pair<&SequenceOptions>, ty: Pair<&ColumnType>) -> Vec<String> {
    let Pair { previous, next } = options;
    let was = resolve(previous, ty.previous);
    let will_be = resolve(next, ty.next);
    let mut clauses = Vec::new();
    if was.increment != will_be.increment {
        clauses.push(format!("INCREMENT BY {}", will_be.increment));
    }
    let turned = (was.increment < 0) != (will_be.increment < 0);
    if previous.min != next.min || turned {
        clauses.push(next.min.map_or("NO MINVALUE".to_owned(), |v| format!("MINVALUE {v}")));
    }
    if previous.max != next.max || turned {
        clauses.push(next.max.map_or("NO MAXVALUE".to_owned(), |v| format!("MAXVALUE {v}")));
    }
    if was.start != will_be.start {
        clauses.push(format!("START WITH {}", will_be.start));
    }
    if must_restart(&was, &will_be) {
        clauses.push("RESTART".to_owned());
    }
    if was.cache != will_be.cache {
        clauses.push(format!("CACHE {}", will_be.cache));
    }
    if previous.cycle != next.cycle {
        clauses.push(if next.cycle { "CYCLE".to_owned() } else { "NO CYCLE".to_owned() });
    }
    clauses
}

/// Where a sequence stands must lie within its bounds before those are drawn closer. That it has come too
/// far already is an error of the server, and right so.
pub(super) fn step_inside(name: &QualifiedName, bounds: Pair<Resolved>) -> Option<Statement> {
    let bound = first_inside(&bounds.previous, &bounds.next)?;
    Some(set_from(name, name, &place_inside(bound, &bounds.next)))
}

/// Where a sequence stands, or the bound that it has not come to.
fn place_inside(bound: i64, will_be: &Resolved) -> String {
    let (choice, order) = if will_be.increment > 0 { ("greatest", ">=") } else { ("least", "<=") };
    format!("{choice}(last_value, {bound}), is_called AND last_value {order} {bound}")
}

/// `values` are of the other sequence.
fn set_from(sequence: &QualifiedName, other: &QualifiedName, values: &str) -> Statement {
    let target = string_literal(&qualified(sequence));
    Statement::new(format!("SELECT setval({target}, {values}) FROM {}", qualified(other)))
}

/// What the identity that goes by this sequence counts.
fn identity_behind(schema: &Schema, sequence: &QualifiedName) -> Option<Resolved> {
    let in_namespace = schema.tables.values().filter(|t| t.name.namespace == sequence.namespace);
    in_namespace
        .flat_map(|table| table.columns.iter().map(move |column| (table, column)))
        .find(|(table, column)| identity_sequence(&table.name, column).as_ref() == Some(sequence))
        .and_then(|(_, column)| Some(resolve(&column.identity.as_ref()?.options, &column.ty)))
}

/// The sequence of an identity column.
pub(super) fn identity_sequence(table: &QualifiedName, column: &Column) -> Option<QualifiedName> {
    let identity = column.identity.as_ref()?;
    let conventional = || owned_name(&table.name, &column.name);
    Some(table.sibling(identity.sequence_name.clone().unwrap_or_else(conventional)))
}

/// Where a sequence waits while another one still has, or already needs, its name.
pub(super) fn interim_name(sequence: &QualifiedName) -> QualifiedName {
    const SUFFIX: &str = "_identity";
    sequence.sibling(format!("{}{SUFFIX}", cut(&sequence.name, MAX_IDENTIFIER_BYTES - SUFFIX.len())))
}

/// A sequence goes on where another one stands, unless none of the other's values are its own.
pub(super) fn continue_from(
    sequence: &QualifiedName,
    other: &QualifiedName,
    bounds: Pair<Resolved>,
) -> Option<Statement> {
    let Pair { previous: was, next: will_be } = bounds;
    if must_restart(&was, &will_be) {
        return None;
    }
    let values = match first_inside(&was, &will_be) {
        Some(bound) => place_inside(bound, &will_be),
        None => "last_value, is_called".to_owned(),
    };
    Some(set_from(sequence, other, &values))
}

/// A sequence goes on behind the values that a column holds already.
pub(super) fn continue_behind(
    sequence: &QualifiedName,
    options: &SequenceOptions,
    ty: &ColumnType,
    table: &QualifiedName,
    column: &str,
) -> Statement {
    let target = string_literal(&qualified(sequence));
    let (column, table) = (quote(column), qualified(table));
    let resolved = resolve(options, ty);
    let (last, within) = if resolved.increment < 0 {
        (format!("min({column})"), format!("min({column}) <= {}", resolved.max))
    } else {
        (format!("max({column})"), format!("max({column}) >= {}", resolved.min))
    };
    Statement::new(format!("SELECT setval({target}, {last}) FROM {table} HAVING {within}"))
}
