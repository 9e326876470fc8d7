use std::collections::{BTreeMap, BTreeSet};

use schemist_schema::sql::{self, Token, TokenKind};
use schemist_schema::{
    Column, ColumnType, CommentTarget, Expression, Generated, Identity, Pair, QualifiedName, Schema, Sequence,
};

use super::detach::{self, Affected};
use super::{Context, Rendered, alter_table, cast, collation, comment, options, qualified, quote, sequence};
use crate::postgres::canonical::default_storage;
use crate::postgres::sequences::resolve;
use crate::postgres::types;
use crate::sequences::clauses;
use crate::{Capabilities, Statement, Unsupported};

/// Options with an action of their own in ALTER TABLE.
const SPECIAL: [&str; 3] = ["storage", "compression", "statistics"];

/// `name type …`, as it stands in CREATE TABLE and ADD COLUMN.
pub(super) fn definition(
    cx: Context<'_>,
    table: &QualifiedName,
    column: &Column,
) -> Result<String, Unsupported> {
    if column.serial {
        return Ok(format!("{} {}", quote(&column.name), serial(&column.ty)?));
    }
    let mut sql = format!("{} {}", quote(&column.name), types::render(&column.ty));
    if let Some(name) = &column.collation {
        sql.push_str(&format!(" COLLATE {}", collation(name)));
    }
    if let Some(identity) = &column.identity {
        sql.push_str(&format!(" {}", identity_clause(table, identity)));
        return Ok(sql);
    }
    if let Some(generated) = &column.generated {
        sql.push_str(&format!(" {}", generated_clause(cx, generated)?));
    } else if let Some(default) = &column.default {
        sql.push_str(&format!(" DEFAULT {}", default_operand(default)));
    }
    if !column.nullable {
        sql.push_str(" NOT NULL");
    }
    Ok(sql)
}

pub(super) fn add(cx: Context<'_>, table: &QualifiedName, column: &Column) -> Rendered {
    add_several(cx, table, &[column])
}

/// In one statement: the table is written anew once where it has to be.
pub(super) fn add_several(cx: Context<'_>, table: &QualifiedName, columns: &[&Column]) -> Rendered {
    let action = |column: &&Column| Ok(format!("ADD COLUMN {}", definition(cx, table, column)?));
    let actions = columns.iter().map(action).collect::<Result<Vec<_>, Unsupported>>()?;
    let mut statements = vec![Statement::new(alter_table(table, &actions))];
    for column in columns {
        statements.extend(set_options(cx, table, column));
        let on = CommentTarget::Column(table.clone(), column.name.clone());
        statements.extend(comment::on_new(on, column.comment.as_deref()));
    }
    Ok(statements)
}

/// The options of a new column, one statement for all.
pub(super) fn set_options(cx: Context<'_>, table: &QualifiedName, column: &Column) -> Option<Statement> {
    let none = BTreeMap::new();
    let actions = option_actions(cx, Pair::new(&none, &column.options), column);
    (!actions.is_empty()).then(|| Statement::new(alter_table(table, &actions)))
}

pub(super) fn alter(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Rendered {
    match replacement(cx, column) {
        Replacement::None => alter_in_place(cx, table, column),
        Replacement::Anew => replace(cx, table, column),
        Replacement::WithValues => materialize(cx, table, column),
    }
}

/// Whether the column has to become another one.
enum Replacement {
    None,
    /// Its values are computed from others.
    Anew,
    /// Its values were computed on reading and have to be kept from now on.
    WithValues,
}

fn replacement(cx: Context<'_>, column: Pair<&Column>) -> Replacement {
    match (&column.previous.generated, &column.next.generated) {
        (None, None) => Replacement::None,
        (Some(was), None) if was.stored => Replacement::None,
        (Some(_), None) => Replacement::WithValues,
        (None, Some(_)) => Replacement::Anew,
        (Some(was), Some(will_be)) => {
            let type_follows = cast::is_assignable(&column.previous.ty, &column.next.ty);
            let same = was.expression == will_be.expression;
            // A virtual one is as quickly made anew, and has more in its way.
            let can_change = cx.is_at_least(17) && was.stored && column.previous.ty == column.next.ty;
            if was.stored == will_be.stored && type_follows && (same || can_change) {
                Replacement::None
            } else {
                Replacement::Anew
            }
        }
    }
}

/// The columns that a change of a column drops and adds again: itself, or generated ones over it.
pub(crate) fn replaced_columns(
    table: &QualifiedName,
    column: Pair<&Column>,
    state: Pair<&Schema>,
    capabilities: &Capabilities,
) -> BTreeSet<(QualifiedName, String)> {
    let cx = Context { state, capabilities };
    match replacement(cx, column) {
        Replacement::None => affected_by_type(cx, table, column).generated,
        Replacement::Anew | Replacement::WithValues => {
            BTreeSet::from([(table.clone(), column.next.name.clone())])
        }
    }
}

fn replace(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Rendered {
    let name = (table.clone(), column.next.name.clone());
    let affected = Affected { replaced: Some(name), ..Affected::default() };
    let detached = detach::detach(cx, &affected)?;
    let mut statements = detached.drops;
    let drop = format!("DROP COLUMN {}", quote(&column.previous.name));
    statements.push(Statement::new(alter_table(table, &[drop])));
    let next = Column { comment: column.previous.comment.clone(), ..column.next.clone() };
    statements.extend(add(cx, table, &next)?);
    statements.extend(detached.restores);
    Ok(statements)
}

/// A virtual column becomes a plain one: another column takes its values, then its name.
fn materialize(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Rendered {
    let Pair { previous, next } = column;
    let name = (table.clone(), next.name.clone());
    let affected = Affected { replaced: Some(name), ..Affected::default() };
    let detached = detach::detach(cx, &affected)?;
    let mut statements = detached.drops;
    let interim = Column {
        name: crate::truncated(&format!("{}__values", next.name), cx.capabilities.max_identifier_bytes),
        nullable: true,
        generated: None,
        ..previous.clone()
    };
    statements.extend(add(cx, table, &interim)?);
    let (name, interim_name) = (quote(&next.name), quote(&interim.name));
    statements.push(Statement::new(format!("UPDATE {} SET {interim_name} = {name}", qualified(table))));
    statements.push(Statement::new(alter_table(table, &[format!("DROP COLUMN {name}")])));
    let rename = format!("RENAME COLUMN {interim_name} TO {name}");
    statements.push(Statement::new(alter_table(table, &[rename])));
    let plain = Column { name: next.name.clone(), ..interim };
    statements.extend(alter_in_place(cx, table, Pair::new(&plain, next))?);
    statements.extend(detached.restores);
    Ok(statements)
}

/// Whether the table is written anew for the change, and the change can share a statement with others like it.
pub(super) fn rewrites(column: Pair<&Column>, capabilities: &Capabilities) -> bool {
    let nothing = Schema::default();
    let cx = Context { state: Pair::new(&nothing, &nothing), capabilities };
    match replacement(cx, column) {
        Replacement::None => is_retyped(column),
        Replacement::Anew => true,
        Replacement::WithValues => false,
    }
}

fn is_retyped(column: Pair<&Column>) -> bool {
    let Pair { previous, next } = column;
    previous.ty != next.ty || previous.collation != next.collation
}

fn alter_in_place(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Rendered {
    let detached = detach::detach(cx, &affected_by_type(cx, table, column))?;
    let mut statements = detached.drops;
    statements.extend(change_values(cx, table, &[column]));
    statements.extend(detached.restores);
    Ok(statements)
}

/// Several columns at once: the table is written anew once for all new types, and once for all generated columns
/// that come back with what they compute by then.
pub(super) fn alter_several(cx: Context<'_>, table: &QualifiedName, columns: &[Pair<&Column>]) -> Rendered {
    let mut affected = Affected::default();
    let mut in_place = Vec::new();
    for column in columns {
        match replacement(cx, *column) {
            Replacement::None => {
                let by_type = affected_by_type(cx, table, *column);
                affected.generated.extend(by_type.generated);
                affected.retyped.extend(by_type.retyped);
                in_place.push(*column);
            }
            Replacement::Anew => {
                affected.generated.insert((table.clone(), column.previous.name.clone()));
            }
            Replacement::WithValues => {
                return Err(Unsupported::new("a column that is computed on reading stands alone"));
            }
        }
    }
    let detached = detach::detach(cx, &affected)?;
    let mut statements = detached.drops;
    statements.extend(change_values(cx, table, &in_place));
    statements.extend(detached.restores);
    Ok(statements)
}

/// All that changes in columns which stay.
fn change_values(cx: Context<'_>, table: &QualifiedName, columns: &[Pair<&Column>]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let alter =
        |column: &Column, action: &str| Statement::new(alter_table(table, &[alter_column(column, action)]));
    for Pair { previous, next } in columns {
        if previous.identity.is_some() && next.identity.is_none() {
            statements.push(alter(next, "DROP IDENTITY"));
        }
        if previous.generated.is_some() && next.generated.is_none() {
            statements.push(alter(next, "DROP EXPRESSION"));
        }
    }
    let actions = |column: &Pair<&Column>| {
        let next = column.next;
        value_actions(*column, is_retyped(*column))
            .into_iter()
            .map(|a| alter_column(next, &a))
            .collect::<Vec<_>>()
    };
    let actions: Vec<String> = columns.iter().flat_map(actions).collect();
    if !actions.is_empty() {
        statements.push(Statement::new(alter_table(table, &actions)));
    }
    for column in columns {
        let Pair { previous, next } = *column;
        if previous.nullable && !next.nullable {
            if next.default.is_some() && next.identity.is_none() {
                let (table, name) = (qualified(table), quote(&next.name));
                let fill = format!("UPDATE {table} SET {name} = DEFAULT WHERE {name} IS NULL");
                statements.push(Statement::new(fill));
            }
            statements.push(alter(next, "SET NOT NULL"));
        }
        statements.extend(change_identity(cx, table, *column));
        statements.extend(continue_serial(cx, table, *column));
        statements.extend(change_options(cx, table, *column, is_retyped(*column)));
    }
    statements
}

fn alter_column(column: &Column, action: &str) -> String {
    format!("ALTER COLUMN {} {action}", quote(&column.name))
}

/// NULL, default, type and expression: one statement, so that the table is written anew at most once. The
/// default goes before the type and comes back after it, because it need not follow by itself.
fn value_actions(column: Pair<&Column>, retyped: bool) -> Vec<String> {
    let Pair { previous, next } = column;
    let mut actions = Vec::new();
    if !previous.nullable && next.nullable {
        actions.push("DROP NOT NULL".to_owned());
    }
    let set_default = next.default.is_some() && (retyped || previous.default != next.default);
    if previous.default.is_some() && (next.default.is_none() || retyped) {
        actions.push("DROP DEFAULT".to_owned());
    }
    if retyped {
        actions.push(type_action(column));
    }
    if let (Some(was), Some(will_be)) = (&previous.generated, &next.generated)
        && was.expression != will_be.expression
    {
        actions.push(format!("SET EXPRESSION AS ({})", will_be.expression));
    }
    if let Some(default) = next.default.as_ref().filter(|_| set_default) {
        actions.push(format!("SET DEFAULT {default}"));
    }
    actions
}

fn type_action(column: Pair<&Column>) -> String {
    let Pair { previous, next } = column;
    let mut action = format!("TYPE {}", types::render(&next.ty));
    if let Some(name) = &next.collation {
        action.push_str(&format!(" COLLATE {}", collation(name)));
    }
    if next.generated.is_none()
        && let Some(using) = cast::using(&quote(&next.name), &previous.ty, &next.ty)
    {
        action.push_str(&format!(" USING {using}"));
    }
    action
}

/// What PostgreSQL does not carry along when the type changes: generated columns over it, and foreign keys
/// whose other side has another type by then.
fn affected_by_type(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Affected {
    let mut affected = Affected::default();
    if !is_retyped(column) {
        return affected;
    }
    if let Some(table) = cx.state.previous.tables.get(table) {
        let over = |g: &Generated| g.expression.mentions(&column.previous.name);
        for other in table.columns.iter().filter(|c| c.generated.as_ref().is_some_and(over)) {
            affected.generated.insert((table.name.clone(), other.name.clone()));
        }
    }
    if !cast::is_comparable(&column.previous.ty, &column.next.ty)
        || !cast::is_comparable(&column.next.ty, &column.previous.ty)
    {
        affected.retyped.insert((table.clone(), column.next.name.clone()));
    }
    affected
}

fn change_identity(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Vec<Statement> {
    let Pair { previous, next } = column;
    match (&previous.identity, &next.identity) {
        (Some(was), Some(will_be)) => alter_identity(table, column, Pair::new(was, will_be)),
        (None, Some(identity)) => add_identity(cx, table, column, identity),
        (_, None) => Vec::new(),
    }
}

fn alter_identity(table: &QualifiedName, column: Pair<&Column>, identity: Pair<&Identity>) -> Vec<Statement> {
    let Pair { previous: was, next: will_be } = identity;
    let mut statements = Vec::new();
    let mut actions = Vec::new();
    if was.always != will_be.always {
        actions.push(format!("SET GENERATED {}", kind(will_be)));
    }
    let types = column.map(|c| &c.ty);
    if let Some(name) = sequence::identity_sequence(table, column.previous) {
        let bounds = Pair::new(resolve(&was.options, types.previous), resolve(&will_be.options, types.next));
        statements.extend(sequence::step_inside(&name, bounds));
    }
    for clause in sequence::changes(identity.map(|i| &i.options), types) {
        actions.push(if clause == "RESTART" { clause } else { format!("SET {clause}") });
    }
    if !actions.is_empty() {
        let action = alter_column(column.next, &actions.join(" "));
        statements.push(Statement::new(alter_table(table, &[action])));
    }
    let names = column.map(|c| sequence::identity_sequence(table, c));
    if let Pair { previous: Some(from), next: Some(to) } = names
        && from != to
    {
        let (from, to) = (qualified(&from), quote(&to.name));
        statements.push(Statement::new(format!("ALTER SEQUENCE {from} RENAME TO {to}")));
    }
    statements
}

fn add_identity(
    cx: Context<'_>,
    table: &QualifiedName,
    column: Pair<&Column>,
    identity: &Identity,
) -> Vec<Statement> {
    let Pair { previous, next } = column;
    let Some(wanted) = sequence::identity_sequence(table, next) else { return Vec::new() };
    // The sequence the column had so far goes later, and may have the name.
    let name = if cx.state.next.sequences.contains_key(&wanted) {
        sequence::interim_name(&wanted)
    } else {
        wanted.clone()
    };
    let named = Identity {
        sequence_name: (name != wanted || identity.sequence_name.is_some()).then(|| name.name.clone()),
        ..identity.clone()
    };
    let action = format!("ADD {}", identity_clause(table, &named));
    let mut statements = vec![Statement::new(alter_table(table, &[alter_column(next, &action)]))];
    match previous.default.as_ref().and_then(|d| default_sequence(cx, table, &previous.name, d)) {
        Some(old) => {
            let bounds = Pair::new(resolve(&old.options, &old.ty), resolve(&identity.options, &next.ty));
            statements.extend(sequence::continue_from(&name, &old.name, bounds));
        }
        None => {
            statements.push(sequence::continue_behind(&name, &identity.options, &next.ty, table, &next.name))
        }
    }
    statements
}

/// The sequence behind a default: the one the column owns.
fn default_sequence<'a>(
    cx: Context<'a>,
    table: &QualifiedName,
    column: &str,
    default: &Expression,
) -> Option<&'a Sequence> {
    let owned = |owner: &(QualifiedName, String)| owner.0 == *table && owner.1 == column;
    let behind = |name: &QualifiedName| crate::postgres::canonical::nextval(name) == default.sql;
    cx.state.previous.sequences.values().find(|s| {
        behind(&s.name) || s.owned_by.as_ref().is_some_and(owned) && default.sql.starts_with("nextval(")
    })
}

/// A column with values gets a sequence for its default: new values come behind the old ones.
fn continue_serial(cx: Context<'_>, table: &QualifiedName, column: Pair<&Column>) -> Option<Statement> {
    let Pair { previous, next } = column;
    let is_nextval = |d: &Expression| d.sql.starts_with("nextval(");
    let begins = next.default.as_ref().is_some_and(is_nextval)
        && !previous.default.as_ref().is_some_and(is_nextval)
        && previous.identity.is_none()
        && matches!(next.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt);
    let default = next.default.as_ref().filter(|_| begins)?;
    let sequence = cx
        .state
        .next
        .sequences
        .values()
        .find(|s| crate::postgres::canonical::nextval(&s.name) == default.sql)?;
    Some(sequence::continue_behind(&sequence.name, &sequence.options, &sequence.ty, table, &next.name))
}

fn change_options(
    cx: Context<'_>,
    table: &QualifiedName,
    column: Pair<&Column>,
    retyped: bool,
) -> Option<Statement> {
    let mut before = column.previous.options.clone();
    if retyped {
        // A new type brings its own storage.
        before.remove("storage");
        before.remove("compression");
    }
    let actions = option_actions(cx, Pair::new(&before, &column.next.options), column.next);
    (!actions.is_empty()).then(|| Statement::new(alter_table(table, &actions)))
}

fn option_actions(cx: Context<'_>, change: Pair<&BTreeMap<String, String>>, column: &Column) -> Vec<String> {
    let mut actions = Vec::new();
    for option in SPECIAL {
        let Pair { previous, next } = change.map(|o| o.get(option));
        if previous != next {
            let value = next.cloned().unwrap_or_else(|| default_option(cx, option, &column.ty).to_owned());
            let (word, value) = match option {
                "statistics" => ("STATISTICS", value),
                "storage" => ("STORAGE", value.to_ascii_uppercase()),
                _ => ("COMPRESSION", value),
            };
            actions.push(format!("SET {word} {value}"));
        }
    }
    actions.extend(options::changes(change, &SPECIAL));
    actions.iter().map(|action| alter_column(column, action)).collect()
}

fn default_option(cx: Context<'_>, option: &str, ty: &ColumnType) -> &'static str {
    match option {
        "statistics" => "-1",
        "storage" if !cx.is_at_least(16) => default_storage(ty).unwrap_or("extended"),
        _ => "default",
    }
}

fn kind(identity: &Identity) -> &'static str {
    if identity.always { "ALWAYS" } else { "BY DEFAULT" }
}

fn identity_clause(table: &QualifiedName, identity: &Identity) -> String {
    let mut words = Vec::new();
    if let Some(name) = &identity.sequence_name {
        words.push(format!("SEQUENCE NAME {}", qualified(&table.sibling(name))));
    }
    words.extend(clauses(&identity.options));
    let options = if words.is_empty() { String::new() } else { format!(" ({})", words.join(" ")) };
    format!("GENERATED {} AS IDENTITY{options}", kind(identity))
}

fn generated_clause(cx: Context<'_>, generated: &Generated) -> Result<String, Unsupported> {
    if !generated.stored {
        cx.require(18, "a virtual generated column")?;
    }
    let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
    Ok(format!("GENERATED ALWAYS AS ({}) {kind}", generated.expression))
}

fn serial(ty: &ColumnType) -> Result<&'static str, Unsupported> {
    match ty {
        ColumnType::SmallInt => Ok("smallserial"),
        ColumnType::Integer => Ok("serial"),
        ColumnType::BigInt => Ok("bigserial"),
        _ => Err(Unsupported::new("a serial column is smallint, integer or bigint")),
    }
}

/// In a column definition the grammar takes only some operators without parentheses.
fn default_operand(default: &Expression) -> String {
    const WORDS: [&str; 16] = [
        "and",
        "or",
        "not",
        "in",
        "is",
        "isnull",
        "notnull",
        "like",
        "ilike",
        "similar",
        "between",
        "at",
        "collate",
        "overlaps",
        "operator",
        "constraint",
    ];
    let tokens = sql::significant(&default.sql);
    let mut depth = 0i32;
    let needs = tokens.iter().any(|token| {
        depth += nesting(token);
        depth == 0
            && token.kind == TokenKind::Word
            && WORDS.contains(&token.text.to_ascii_lowercase().as_str())
    });
    if needs { format!("({default})") } else { default.sql.clone() }
}

fn nesting(token: &Token<'_>) -> i32 {
    i32::from(token.is_symbol("(") || token.is_symbol("["))
        - i32::from(token.is_symbol(")") || token.is_symbol("]"))
}
