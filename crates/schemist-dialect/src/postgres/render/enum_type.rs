use schemist_schema::{Column, ColumnType, CommentTarget, EnumType, Origin, Pair, QualifiedName, Table};

use super::detach::{self, Affected};
use super::{Context, Rendered, alter_table, comment, qualified, quote};
use crate::Statement;
use crate::postgres::quoting::string_literal;
use crate::postgres::sequences::{MAX_IDENTIFIER_BYTES, cut};
use crate::postgres::types;

/// Up to here the values stand on one line.
const ONE_LINE: usize = 100;

pub(super) fn create(enum_type: &EnumType) -> Vec<Statement> {
    let values: Vec<String> = enum_type.values.iter().map(|v| string_literal(v)).collect();
    let head = format!("CREATE TYPE {} AS ENUM", qualified(&enum_type.name));
    let line = values.join(", ");
    let sql = if head.len() + line.len() <= ONE_LINE {
        format!("{head} ({line})")
    } else {
        format!("{head} (\n    {}\n)", values.join(",\n    "))
    };
    let mut statements = vec![Statement::new(sql)];
    let on = CommentTarget::Enum(enum_type.name.clone());
    statements.extend(comment::on_new(on, enum_type.comment.as_deref()));
    statements
}

pub(super) fn rename_value(name: &QualifiedName, value: Pair<&String>) -> Vec<Statement> {
    let Pair { previous, next } = value.map(|v| string_literal(v));
    vec![Statement::new(format!("ALTER TYPE {} RENAME VALUE {previous} TO {next}", qualified(name)))]
}

/// Values are added in place; to remove or move some, the type is made anew.
pub(super) fn alter(cx: Context<'_>, name: &QualifiedName, values: Pair<&Vec<String>>) -> Rendered {
    if only_adds(values) { Ok(add_values(name, values)) } else { recreate(cx, name, values.next) }
}

/// Whether the old values are all there in their order.
pub(crate) fn only_adds(values: Pair<&Vec<String>>) -> bool {
    let kept: Vec<&String> = values.next.iter().filter(|v| values.previous.contains(v)).collect();
    kept.into_iter().eq(values.previous)
}

fn add_values(name: &QualifiedName, values: Pair<&Vec<String>>) -> Vec<Statement> {
    let Pair { previous, next } = values;
    let is_new = |value: &String| !previous.contains(value);
    let mut statements = Vec::new();
    for (i, value) in next.iter().enumerate().filter(|(_, v)| is_new(v)) {
        let before = i.checked_sub(1).and_then(|b| next.get(b));
        let follows_old = next.iter().skip(i).any(|v| !is_new(v));
        let place = match before {
            _ if !follows_old => String::new(),
            Some(before) => format!(" AFTER {}", string_literal(before)),
            None => {
                let first_old = previous.first().map(|v| string_literal(v)).unwrap_or_default();
                format!(" BEFORE {first_old}")
            }
        };
        let value = string_literal(value);
        statements.push(Statement::new(format!("ALTER TYPE {} ADD VALUE {value}{place}", qualified(name))));
    }
    statements
}

/// A row that holds a removed value makes the conversion fail: nothing is lost silently.
fn recreate(cx: Context<'_>, name: &QualifiedName, values: &[String]) -> Rendered {
    let mut affected = Affected { enum_type: Some(name.clone()), ..Affected::default() };
    for table in cx.state.previous.tables.values() {
        for column in table.columns.iter().filter(|c| is_generated_over(table, c, name)) {
            affected.generated.insert((table.name.clone(), column.name.clone()));
        }
    }
    let detached = detach::detach(cx, &affected)?;

    let old = name.sibling(format!("{}_old", cut(&name.name, MAX_IDENTIFIER_BYTES - "_old".len())));
    let mut statements = detached.drops;
    let rename = format!("ALTER TYPE {} RENAME TO {}", qualified(name), quote(&old.name));
    statements.push(Statement::new(rename));
    let comment = cx.state.previous.enums.get(name).and_then(|e| e.comment.clone());
    let anew = EnumType { name: name.clone(), values: values.to_vec(), comment, origin: Origin::default() };
    statements.extend(create(&anew));
    for table in cx.state.previous.tables.values() {
        let after = cx.state.next.tables.get(&table.name);
        let actions: Vec<String> = table
            .columns
            .iter()
            .filter(|c| c.generated.is_none())
            .flat_map(|c| {
                convert(name, Pair::new(c, after.and_then(|t| t.columns.named(&c.name)).unwrap_or(c)))
            })
            .collect();
        if !actions.is_empty() {
            statements.push(Statement::new(alter_table(&table.name, &actions)));
        }
    }
    statements.extend(detached.restores);
    statements.push(Statement::new(format!("DROP TYPE {}", qualified(&old))));
    Ok(statements)
}

fn is_generated_over(table: &Table, column: &Column, name: &QualifiedName) -> bool {
    let Some(generated) = &column.generated else { return false };
    column.ty.enum_name() == Some(name)
        || generated.expression.mentions(&name.name)
        || table
            .columns
            .iter()
            .any(|c| c.ty.enum_name() == Some(name) && generated.expression.mentions(&c.name))
}

/// The actions that bring a column over to the new type, where it has to do with the old one.
fn convert(name: &QualifiedName, column: Pair<&Column>) -> Vec<String> {
    let Pair { previous, next } = column;
    let is_of_type = previous.ty.enum_name() == Some(name);
    let names_type = |c: &Column| c.default.as_ref().is_some_and(|d| is_of_type || d.mentions(&name.name));
    let quoted = quote(&previous.name);
    let mut actions = Vec::new();
    if names_type(previous) {
        actions.push(format!("ALTER COLUMN {quoted} DROP DEFAULT"));
    }
    if is_of_type {
        let target = types::render(&previous.ty);
        let text = if matches!(previous.ty, ColumnType::Array(_)) { "text[]" } else { "text" };
        actions.push(format!("ALTER COLUMN {quoted} TYPE {target} USING {quoted}::{text}::{target}"));
    }
    if let Some(default) = next.default.as_ref().filter(|_| names_type(next)) {
        actions.push(format!("ALTER COLUMN {quoted} SET DEFAULT {default}"));
    }
    actions
}
