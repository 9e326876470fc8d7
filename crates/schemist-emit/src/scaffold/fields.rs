//! A column as a field.

use proc_macro2::TokenStream;
use quote::quote;

use schemist_dialect::Dialect;
use schemist_schema::sql::{TokenKind, tokenize, unquote};
use schemist_schema::{Column, ColumnType, Expression, Identity, SequenceOptions, Table};

use crate::scaffold::attributes::{call, flag, ident, named_text, option, text};
use crate::scaffold::constraints::Placed;
use crate::scaffold::docs::Docs;
use crate::scaffold::type_tokens::type_tokens;
use crate::scaffold::{Context, derives, print};

/// The lines of the field with its attributes and docs.
pub(crate) fn field(cx: &Context<'_>, table: &Table, column: &Column, placed: &Placed) -> Vec<String> {
    let name = cx.field(table, &column.name);
    let docs = Docs::of(column.comment.as_deref());
    let attributes = attributes(cx, table, column, name != column.name, placed, docs.attribute);
    let mut lines = docs.lines;
    lines.extend(print::attribute("diesel", &derives::at_field(cx, table, column), 4));
    lines.extend(print::attribute("model", &attributes, 4));
    let probed = cx.probe.column(&table.name, &column.name);
    let ty = probed.map_or_else(|| "String".to_owned(), |p| print::tokens(&p.rust.tokens));
    let ty = if column.nullable { format!("Option<{ty}>") } else { ty };
    lines.push(format!("pub {name}: {ty},"));
    lines.iter().map(|line| format!("    {line}")).collect()
}

/// What is said at the field; `says_name` where its column's name does not follow from it.
pub(crate) fn attributes(
    cx: &Context<'_>,
    table: &Table,
    column: &Column,
    says_name: bool,
    placed: &Placed,
    comment: Option<TokenStream>,
) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let probed = cx.probe.column(&table.name, &column.name);
    let serial = probed.is_some_and(|p| p.serial);
    if says_name {
        items.extend(named_text("column", Some(&column.name)));
    }
    if probed.is_none_or(|p| p.explicit_type) {
        items.push(match is_untyped(column) {
            // SQLite alone has columns without a type.
            true => quote!(type(sqlite = "")),
            false => {
                let ty = type_tokens(&column.ty, cx.dialect);
                quote!(type = #ty)
            }
        });
    }
    items.extend(column.identity.as_ref().map(identity));
    items.extend(flag("serial", serial || column.serial));
    items.extend(flag("auto_increment", column.auto_increment));
    items.extend(placed.at(&column.name).cloned());
    if !serial {
        items.extend(column.default.as_ref().map(|e| default(e, column, cx.dialect)));
    }
    items.extend(column.generated.as_ref().map(|g| {
        let kind = ident(if g.stored { "stored" } else { "virtual" });
        let expression = text(&g.expression.sql);
        quote!(generated(#kind, #expression))
    }));
    items.extend(named_text("collate", column.collation.as_deref()));
    items.extend(column.not_null_conflict.as_deref().map(|c| {
        let conflict = text(c);
        quote!(on_conflict(not_null = #conflict))
    }));
    let options: Vec<TokenStream> = column.options.iter().map(|(k, v)| option(k, v)).collect();
    if !options.is_empty() {
        items.push(call("options", &options));
    }
    items.extend(comment);
    items
}

fn is_untyped(column: &Column) -> bool {
    matches!(&column.ty, ColumnType::Verbatim(text) if text.trim().is_empty())
}

fn identity(identity: &Identity) -> TokenStream {
    let mut items: Vec<TokenStream> = flag("always", identity.always).into_iter().collect();
    items.extend(sequence_options(&identity.options));
    items.extend(named_text("sequence", identity.sequence_name.as_deref()));
    call("identity", &items)
}

/// The options of a sequence that are not left to their defaults.
pub(crate) fn sequence_options(options: &SequenceOptions) -> Vec<TokenStream> {
    let numbers = [
        ("start", options.start),
        ("increment", options.increment),
        ("min", options.min),
        ("max", options.max),
        ("cache", options.cache),
    ];
    let mut items: Vec<TokenStream> = numbers
        .into_iter()
        .filter_map(|(word, value)| {
            let word = ident(word);
            let value = number(&value?.to_string())?;
            Some(quote!(#word = #value))
        })
        .collect();
    items.extend(flag("cycle", options.cycle));
    items
}

/// A number and the string that a literal stands for are written as such, all else as SQL. PostgreSQL shows a literal
/// with a cast to the column's own type, which it adds by itself.
fn default(expression: &Expression, column: &Column, dialect: &Dialect) -> TokenStream {
    let sql = expression.sql.as_str();
    if let Some(value) = dialect.own_literal(sql, &column.ty) {
        let number = plain_number(&value).filter(|_| is_number(&column.ty));
        let value = text(&value);
        return number.map_or_else(|| quote!(default(literal = #value)), |number| quote!(default = #number));
    }
    if let Some(number) = plain_number(sql) {
        return quote!(default = #number);
    }
    if matches!(sql, "true" | "false") {
        let value = ident(sql);
        return quote!(default = #value);
    }
    match plain_string(sql) {
        Some(value) => {
            let value = text(&value);
            quote!(default(literal = #value))
        }
        None => {
            let sql = text(sql);
            quote!(default = #sql)
        }
    }
}

fn is_number(ty: &ColumnType) -> bool {
    matches!(
        ty,
        ColumnType::SmallInt
            | ColumnType::Integer
            | ColumnType::BigInt
            | ColumnType::Real
            | ColumnType::Double
            | ColumnType::Numeric { .. }
    )
}

/// A number that is printed by Rust just as it stands in the SQL.
fn plain_number(sql: &str) -> Option<TokenStream> {
    let digits = sql.strip_prefix('-').unwrap_or(sql);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let plain = all_digits(whole) && all_digits(fraction) && (whole == "0" || !whole.starts_with('0'));
    if plain && digits.len() <= 18 { number(sql) } else { None }
}

fn number(digits: &str) -> Option<TokenStream> {
    digits.parse().ok()
}

/// What a quoted string of SQL says, where it is nothing but that.
fn plain_string(sql: &str) -> Option<String> {
    let tokens = tokenize(sql);
    let [token] = tokens.as_slice() else { return None };
    let plain = token.kind == TokenKind::String && sql.starts_with('\'') && !sql.contains(['\\', '\0']);
    let value = plain.then(|| unquote(sql))?;
    (format!("'{}'", value.replace('\'', "''")) == sql).then_some(value)
}

impl Context<'_> {
    /// The field of a column; the column where it is none of the table's, for the reader to complain of.
    pub(crate) fn field<'c>(&'c self, table: &Table, column: &'c str) -> &'c str {
        self.names.field(&table.name, column).unwrap_or(column)
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::Engine;

    use super::*;

    #[test]
    fn defaults_keep_their_text() {
        let check_of = |ty: ColumnType, sql: &str, expected: &str| {
            let dialect = Dialect::new(Engine::Postgres);
            let tokens = default(&Expression::new(sql), &Column::new("c", ty), &dialect);
            assert_eq!(print::tokens(&tokens), expected);
        };
        let check = |sql: &str, expected: &str| check_of(ColumnType::Boolean, sql, expected);
        check("0", "default = 0");
        check("-1.50", "default = -1.50");
        check("007", "default = \"007\"");
        check("1e3", "default = \"1e3\"");
        check("'it''s'", "default(literal = \"it's\")");
        check("'x'::text", "default = \"'x'::text\"");
        let varchar = ColumnType::Varchar { length: Some(80) };
        check_of(ColumnType::Text, "'it''s'::text", "default(literal = \"it's\")");
        check_of(varchar, "''::character varying", "default(literal = \"\")");
        check_of(ColumnType::Text, "('now'::text)::date", "default = \"('now'::text)::date\"");
        check_of(ColumnType::Integer, "'-1'::integer", "default = -1");
        check_of(ColumnType::BigInt, "'-1'::integer", "default = \"'-1'::integer\"");
        check_of(ColumnType::Jsonb, "'{}'::jsonb", "default(literal = \"{}\")");
        check_of(ColumnType::Enum("status".into()), "'new'::status", "default(literal = \"new\")");
        check("'a' || 'b'", "default = \"'a' || 'b'\"");
        check("now()", "default = \"now()\"");
        check("true", "default = true");
        check("TRUE", "default = \"TRUE\"");
        check("99999999999999999999", "default = \"99999999999999999999\"");
    }
}
