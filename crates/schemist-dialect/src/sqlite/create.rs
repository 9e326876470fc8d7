//! `CREATE TABLE`, column definitions and `CREATE INDEX`.

use schemist_schema::sql::{TokenKind, unquote};
use schemist_schema::{
    Check, Column, Deferrable, Expression, ForeignKey, Index, IndexKey, IndexTarget, KeyColumn, MatchType,
    NullsOrder, PrimaryKey, Table, Unique,
};

use super::lexer::sqlite_tokens;
use super::quoting::{quote, quote_list, string_literal};
use super::table::{rowid_alias, same_name};
use super::types;
use crate::Unsupported;

/// The statement that creates a table under a name, without its indexes.
pub(super) fn create_table(table: &Table, name: &str) -> String {
    let columns = table.columns.iter().map(|column| column_in_table(table, column));
    let primary_key = table.primary_key.iter().filter(|key| inline_key_column(table, key).is_none());
    let constraints = primary_key
        .map(|key| {
            format!("{}PRIMARY KEY ({}){}", named(&key.name), keys(&key.columns), conflict(&key.on_conflict))
        })
        .chain(table.uniques.iter().filter(|u| !is_inline_unique(u)).map(unique))
        .chain(table.checks.iter().map(check))
        .chain(table.foreign_keys.iter().filter(|f| !is_inline_foreign_key(f)).map(foreign_key));
    let items: Vec<String> = columns.chain(constraints).map(|item| format!("\n    {item}")).collect();
    format!("CREATE TABLE {} ({}\n){}", quote(name), items.join(","), options(table))
}

fn options(table: &Table) -> String {
    let known = [("strict", " STRICT"), ("without_rowid", " WITHOUT ROWID")];
    let words: Vec<&str> =
        known.into_iter().filter_map(|(key, sql)| table.options.contains_key(key).then_some(sql)).collect();
    words.join(",")
}

/// A column with those constraints of the table that read better beside it.
fn column_in_table(table: &Table, column: &Column) -> String {
    // A row's own number is never NULL: where the declaration does not say so, neither does its copy.
    let is_rowid = rowid_alias(table).is_some_and(|alias| same_name(&alias.name, &column.name));
    let mut sql = head(column, is_rowid && column.origin.not_null_implied);
    if let Some(key) = table.primary_key.as_ref()
        && let Some(key_column) = inline_key_column(table, key)
        && same_name(&key_column.name, &column.name)
    {
        sql += " ";
        sql += &named(&key.name);
        sql += "PRIMARY KEY";
        sql += if key_column.descending { " DESC" } else { "" };
        sql += &conflict(&key.on_conflict);
        sql += if column.auto_increment { " AUTOINCREMENT" } else { "" };
    }
    let is_only = |columns: &[KeyColumn]| columns.iter().all(|c| same_name(&c.name, &column.name));
    for unique in table.uniques.iter().filter(|u| is_inline_unique(u) && is_only(&u.columns)) {
        sql += " UNIQUE";
        sql += &conflict(&unique.on_conflict);
    }
    sql += &tail(column);
    for key in table.foreign_keys.iter().filter(|f| is_inline_foreign_key(f)) {
        if key.columns.iter().all(|c| same_name(c, &column.name)) {
            sql += " ";
            sql += &references(key);
        }
    }
    sql
}

/// A column alone, as `ADD COLUMN` takes it.
pub(super) fn column(column: &Column) -> String {
    head(column, false) + &tail(column)
}

fn head(column: &Column, not_null_implied: bool) -> String {
    let mut sql = quote(&column.name);
    let ty = types::render(&column.ty);
    if !ty.trim().is_empty() {
        sql += " ";
        sql += ty.trim();
    }
    if !column.nullable && !not_null_implied {
        sql += " NOT NULL";
        sql += &conflict(&column.not_null_conflict);
    }
    sql
}

fn tail(column: &Column) -> String {
    let mut sql = String::new();
    if let Some(default) = &column.default {
        sql += &format!(" DEFAULT {}", default_value(default));
    }
    if let Some(collation) = &column.collation {
        sql += &format!(" COLLATE {}", quote(collation));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        sql += &format!(" GENERATED ALWAYS AS ({}) {kind}", body(&generated.expression));
    }
    sql
}

/// A literal stands bare, everything else in parentheses. A lone word is a literal too: SQLite takes it for
/// a string, and refuses it in parentheses.
fn default_value(default: &Expression) -> String {
    let sql = body(default);
    if is_literal(default) { sql.to_owned() } else { format!("({sql})") }
}

/// A default as part of an expression over other columns, where a lone word would be one of them.
pub(super) fn default_operand(default: &Expression) -> String {
    let sql = body(default);
    let tokens = sqlite_tokens(sql);
    let constants = ["NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"];
    match tokens.as_slice() {
        [word] if word.kind == TokenKind::Word && !constants.iter().any(|c| word.is_word(c)) => {
            string_literal(sql)
        }
        [name] if name.kind == TokenKind::QuotedIdentifier => string_literal(&unquote(sql)),
        _ => sql.to_owned(),
    }
}

fn is_literal(default: &Expression) -> bool {
    let tokens: Vec<_> = sqlite_tokens(&default.sql).into_iter().filter(|t| t.is_significant()).collect();
    match tokens.as_slice() {
        [one] => one.kind != TokenKind::Symbol,
        [sign, number] => number.kind == TokenKind::Number && (sign.is_symbol("-") || sign.is_symbol("+")),
        _ => false,
    }
}

/// Whether a default is the same for all rows, whenever it is asked for: what `ADD COLUMN` demands.
pub(super) fn is_constant(default: &Expression) -> bool {
    let changing = ["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"];
    is_literal(default) && !changing.iter().any(|word| body(default).eq_ignore_ascii_case(word))
}

/// Whether a default is `NULL`, written out.
pub(super) fn is_null(default: &Expression) -> bool {
    body(default).eq_ignore_ascii_case("NULL")
}

/// The text from the first to the last token that matters: a comment at the end would swallow what follows.
pub(super) fn body(expression: &Expression) -> &str {
    let tokens = sqlite_tokens(&expression.sql);
    let first = tokens.iter().find(|t| t.is_significant());
    let last = tokens.iter().rfind(|t| t.is_significant());
    first.zip(last).and_then(|(first, last)| expression.sql.get(first.start..last.end())).unwrap_or("NULL")
}

/// The column of a primary key that is written beside it. A name is kept in a line of its own unless
/// AUTOINCREMENT or DESC, which mean something else or nothing there, must stand with the column.
fn inline_key_column<'t>(table: &'t Table, key: &'t PrimaryKey) -> Option<&'t KeyColumn> {
    let [only] = key.columns.as_slice() else { return None };
    let column = table.columns.iter().find(|c| same_name(&c.name, &only.name))?;
    let must = column.auto_increment || only.descending;
    (only.collation.is_none() && (must || key.name.is_none())).then_some(only)
}

fn is_inline_unique(unique: &Unique) -> bool {
    let plain = |key: &KeyColumn| !key.descending && key.collation.is_none();
    unique.name.is_none() && matches!(unique.columns.as_slice(), [key] if plain(key))
}

fn is_inline_foreign_key(key: &ForeignKey) -> bool {
    key.name.is_none() && key.columns.len() == 1
}

fn unique(unique: &Unique) -> String {
    let columns = keys(&unique.columns);
    format!("{}UNIQUE ({columns}){}", named(&unique.name), conflict(&unique.on_conflict))
}

fn check(check: &Check) -> String {
    format!("{}CHECK ({})", named(&check.name), body(&check.expression))
}

fn foreign_key(key: &ForeignKey) -> String {
    let columns = quote_list(key.columns.iter().map(String::as_str));
    format!("{}FOREIGN KEY ({columns}) {}", named(&key.name), references(key))
}

fn references(key: &ForeignKey) -> String {
    let mut sql = format!("REFERENCES {}", quote(&key.references.name));
    if !key.references_columns.is_empty() {
        sql += &format!(" ({})", quote_list(key.references_columns.iter().map(String::as_str)));
    }
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if action != Default::default() {
            sql += &format!(" ON {event} {}", action.as_sql());
        }
    }
    sql += match key.match_type {
        MatchType::Simple => "",
        MatchType::Full => " MATCH FULL",
        MatchType::Partial => " MATCH PARTIAL",
    };
    sql += match key.deferrable {
        Deferrable::NotDeferrable => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    sql
}

fn named(name: &Option<String>) -> String {
    name.as_ref().map(|name| format!("CONSTRAINT {} ", quote(name))).unwrap_or_default()
}

fn conflict(resolution: &Option<String>) -> String {
    resolution.as_ref().map(|word| format!(" ON CONFLICT {word}")).unwrap_or_default()
}

fn keys(columns: &[KeyColumn]) -> String {
    let keys = columns.iter().map(|key| {
        let collation = key.collation.as_ref().map(|c| format!(" COLLATE {}", quote(c))).unwrap_or_default();
        format!("{}{collation}{}", quote(&key.name), if key.descending { " DESC" } else { "" })
    });
    keys.collect::<Vec<_>>().join(", ")
}

/// The statement that creates an index.
pub(super) fn create_index(table: &str, index: &Index) -> Result<String, Unsupported> {
    let name = index.name.as_deref().ok_or_else(|| Unsupported::new("the index has no name"))?;
    let keys: Vec<String> = index.keys.iter().map(index_key).collect::<Result<_, _>>()?;
    let unique = if index.unique { "UNIQUE " } else { "" };
    let predicate = index.predicate.as_ref().map(|p| format!("\nWHERE {}", body(p))).unwrap_or_default();
    Ok(format!("CREATE {unique}INDEX {} ON {} ({}){predicate}", quote(name), quote(table), keys.join(", ")))
}

fn index_key(key: &IndexKey) -> Result<String, Unsupported> {
    let mut sql = match &key.target {
        IndexTarget::Column(column) => quote(column),
        // COLLATE binds tighter than any operator.
        IndexTarget::Expression(e) if key.collation.is_some() && !is_primary(e) => format!("({})", body(e)),
        IndexTarget::Expression(e) => body(e).to_owned(),
    };
    if let Some(collation) = &key.collation {
        sql += &format!(" COLLATE {}", quote(collation));
    }
    if key.descending {
        sql += " DESC";
    }
    match (key.nulls, key.descending) {
        (None, _) | (Some(NullsOrder::First), false) | (Some(NullsOrder::Last), true) => Ok(sql),
        _ => Err(Unsupported::new("an index of SQLite has NULLs first, or last where it descends")),
    }
}

/// Whether an expression is one operand: a word, a call, or something in parentheses.
pub(super) fn is_primary(expression: &Expression) -> bool {
    let tokens = sqlite_tokens(&expression.sql);
    let tokens: Vec<_> = tokens.into_iter().filter(|t| t.is_significant()).collect();
    let call = match tokens.as_slice() {
        [_] => return true,
        [first, rest @ ..] if first.kind == TokenKind::Word => rest,
        all => all,
    };
    let mut depth = 0usize;
    let closes_at = call.iter().position(|token| {
        depth += usize::from(token.is_symbol("("));
        depth = depth.saturating_sub(usize::from(token.is_symbol(")")));
        depth == 0
    });
    call.first().is_some_and(|t| t.is_symbol("(")) && closes_at == Some(call.len() - 1)
}
