//! A column as a field.

use proc_macro2::TokenStream;
use quote::quote;

use schemist_schema::sql::{TokenKind, tokenize, unquote};
use schemist_schema::{Column, Expression, Identity, SequenceOptions, Table};

use crate::scaffold::Context;
use crate::scaffold::attributes::{call, flag, ident, model, named_text, option, text};
use crate::scaffold::constraints::Placed;
use crate::scaffold::docs::Docs;
use crate::scaffold::type_tokens::type_tokens;

/// The field with its attributes and docs.
pub(crate) fn field(cx: &Context<'_>, table: &Table, column: &Column, placed: &Placed) -> TokenStream {
    let name = cx.field(table, &column.name);
    let docs = Docs::of(column.comment.as_deref());
    let says_name = name != column.name;
    let attribute = model(&attributes(cx, table, column, says_name, placed, docs.attribute));
    let lines = docs.lines;
    let probed = cx.probe.column(&table.name, &column.name);
    let ty = probed.map_or_else(|| quote!(String), |p| p.rust.tokens.clone());
    let ty = if column.nullable { quote!(Option<#ty>) } else { ty };
    let name = ident(name);
    quote!(#lines #attribute pub #name: #ty)
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
        let ty = type_tokens(&column.ty, cx.dialect);
        items.push(quote!(type = #ty));
    }
    items.extend(column.identity.as_ref().map(identity));
    items.extend(flag("serial", serial || column.serial));
    items.extend(flag("auto_increment", column.auto_increment));
    items.extend(placed.at(&column.name).cloned());
    if !serial {
        items.extend(column.default.as_ref().map(default));
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

/// A number and the string that a literal stands for are written as such, all else as SQL.
fn default(expression: &Expression) -> TokenStream {
    let sql = expression.sql.as_str();
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
    use super::*;

    #[test]
    fn defaults_keep_their_text() {
        let check = |sql: &str, expected: &str| {
            assert_eq!(
                default(&Expression::new(sql)).to_string().replace(' ', ""),
                expected.replace(' ', "")
            );
        };
        check("0", "default = 0");
        check("-1.50", "default = -1.50");
        check("007", "default = \"007\"");
        check("1e3", "default = \"1e3\"");
        check("'it''s'", "default(literal = \"it's\")");
        check("'x'::text", "default = \"'x'::text\"");
        check("'a' || 'b'", "default = \"'a' || 'b'\"");
        check("now()", "default = \"now()\"");
        check("true", "default = true");
        check("TRUE", "default = \"TRUE\"");
        check("99999999999999999999", "default = \"99999999999999999999\"");
    }
}
