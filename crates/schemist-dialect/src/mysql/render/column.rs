//! A column as it stands in CREATE TABLE and behind ADD and MODIFY, which needs all of it.

use schemist_schema::sql::{TokenKind, significant};
use schemist_schema::{Column, ColumnType, Expression, Table};

use super::Context;
use crate::Unsupported;
use crate::mysql::quoting::{quote, string_literal};
use crate::mysql::types;

/// The definition; a column without a collation of its own is given that of its `table`, where that is known.
pub(super) fn definition(
    cx: Context<'_>,
    table: Option<&Table>,
    column: &Column,
) -> Result<String, Unsupported> {
    let mariadb = cx.capabilities.is_mariadb;
    let width = column.options.get("display_width").map(String::as_str);
    let mut sql = format!("{} {}", quote(&column.name), types::render_with_width(&column.ty, width));
    if is_true(column, "compressed") {
        if !mariadb {
            return Err(Unsupported::new(format!(
                "column {}: only MariaDB has compressed columns",
                column.name
            )));
        }
        sql.push_str(" COMPRESSED");
    }
    let collation = column.collation.as_ref().or_else(|| table?.options.get("collate"));
    if types::has_collation(&column.ty)
        && let Some(collation) = collation
    {
        sql.push_str(&format!(" COLLATE {collation}"));
    }
    if let Some(srid) = column.options.get("srid") {
        sql.push_str(&if mariadb { format!(" REF_SYSTEM_ID={srid}") } else { format!(" SRID {srid}") });
    }
    match &column.generated {
        Some(generated) => {
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            sql.push_str(&format!(" GENERATED ALWAYS AS ({}) {kind}", generated.expression));
            if cx.capabilities.required_generated_columns && !column.nullable {
                sql.push_str(" NOT NULL");
            }
        }
        None => sql.push_str(if column.nullable { " NULL" } else { " NOT NULL" }),
    }
    if let Some(default) = &column.default {
        sql.push_str(&format!(" DEFAULT {}", default_value(default, &column.ty, mariadb)));
    }
    if let Some(on_update) = column.options.get("on_update") {
        sql.push_str(&format!(" ON UPDATE {on_update}"));
    }
    if column.auto_increment {
        sql.push_str(" AUTO_INCREMENT");
    }
    if is_true(column, "invisible") {
        sql.push_str(" INVISIBLE");
    }
    if let Some(comment) = column.comment.as_ref().filter(|c| !c.is_empty()) {
        sql.push_str(&format!(" COMMENT {}", string_literal(comment)));
    }
    if let Some(check) = column.options.get("check") {
        sql.push_str(&format!(" CHECK ({check})"));
    }
    Ok(sql)
}

fn is_true(column: &Column, option: &str) -> bool {
    column.options.get(option).is_some_and(|value| value == "true")
}

/// Whether it has the collation of its table.
pub(super) fn goes_by_table_collation(column: &Column) -> bool {
    column.collation.is_none() && types::has_collation(&column.ty)
}

/// MySQL takes anything but a literal or the time of now in parentheses only, and for TEXT and its like even a literal.
fn default_value(default: &Expression, ty: &ColumnType, mariadb: bool) -> String {
    let bare = is_literal(&default.sql) && (mariadb || !types::is_large(ty)) || is_now(&default.sql);
    if bare { default.sql.clone() } else { format!("({})", default.sql) }
}

fn is_literal(sql: &str) -> bool {
    let tokens = significant(sql);
    let value = |kind: TokenKind| matches!(kind, TokenKind::String | TokenKind::Number);
    match tokens.as_slice() {
        [token] => value(token.kind) || ["null", "true", "false"].iter().any(|w| token.is_word(w)),
        [sign, token] if sign.is_symbol("-") || sign.is_symbol("+") => value(token.kind),
        // _utf8mb4'text'
        [introducer, token] => introducer.text.starts_with('_') && token.kind == TokenKind::String,
        _ => false,
    }
}

fn is_now(sql: &str) -> bool {
    let tokens = significant(sql);
    let names = ["current_timestamp", "now", "localtime", "localtimestamp"];
    tokens.first().is_some_and(|t| names.iter().any(|n| t.is_word(n)))
        && match tokens.get(1..).unwrap_or_default() {
            [] => true,
            [open, close] => open.is_symbol("(") && close.is_symbol(")"),
            [open, digits, close] => {
                open.is_symbol("(") && digits.kind == TokenKind::Number && close.is_symbol(")")
            }
            _ => false,
        }
}
