//! What a `CREATE INDEX` says.

use schemist_schema::sql::{Token, TokenKind, unquote};
use schemist_schema::{Expression, Index, IndexKey, IndexTarget, Table};

use super::create_table::collation;
use super::cursor::{Cursor, Parsed};

/// The index over a table as its text declares it.
pub(super) fn parse(sql: &str, table: &Table) -> Parsed<Index> {
    let mut cursor = Cursor::new(sql);
    cursor.expect(&["CREATE"])?;
    let unique = cursor.eat(&["UNIQUE"]);
    cursor.expect(&["INDEX"])?;
    cursor.eat(&["IF", "NOT", "EXISTS"]);
    let mut name = cursor.name()?;
    if cursor.eat_symbol(".") {
        name = cursor.name()?;
    }
    cursor.expect(&["ON"])?;
    cursor.name()?;
    let mut index = Index::on_columns::<String>(Some(name), []);
    index.unique = unique;
    index.keys = keys(&mut cursor, table)?;
    if cursor.eat(&["WHERE"]) {
        index.predicate = Some(Expression::new(cursor.rest()));
    } else if cursor.peek().is_some() {
        return Err(cursor.expected("WHERE"));
    }
    Ok(index)
}

fn keys(cursor: &mut Cursor<'_>, table: &Table) -> Parsed<Vec<IndexKey>> {
    cursor.expect_symbol("(")?;
    let mut keys = Vec::new();
    loop {
        let from = cursor.position();
        while !cursor.is_symbol(",") && !cursor.is_symbol(")") {
            if cursor.is_symbol("(") {
                cursor.skip_parentheses()?;
            } else if cursor.next().is_none() {
                return Err(cursor.expected("`)`"));
            }
        }
        keys.push(key(cursor, from, table)?);
        if cursor.eat_symbol(")") {
            return Ok(keys);
        }
        cursor.expect_symbol(",")?;
    }
}

/// The key that ends where the cursor is.
fn key(cursor: &Cursor<'_>, from: usize, table: &Table) -> Parsed<IndexKey> {
    let mut to = cursor.position();
    let last = cursor.tokens(from, to).last().copied();
    let descending = last.is_some_and(|t| t.is_word("DESC"));
    if to > from + 1 && (descending || last.is_some_and(|t| t.is_word("ASC"))) {
        to -= 1;
    }
    let mut collated = None;
    if let [operand @ .., word, name] = cursor.tokens(from, to)
        && word.is_word("COLLATE")
        && is_operand(operand)
    {
        collated = Some(collation(unquote(name.text)));
        to -= 2;
    }
    let target = match cursor.tokens(from, to) {
        [] => return Err(cursor.expected("a column")),
        [only] => column(only, table).map(IndexTarget::Column),
        _ => None,
    };
    let target = target.unwrap_or_else(|| IndexTarget::Expression(Expression::new(cursor.text(from, to))));
    Ok(IndexKey { descending, collation: collated, target, ..IndexKey::column("") })
}

/// The column that a lone token names.
fn column(token: &Token<'_>, table: &Table) -> Option<String> {
    let is_name = matches!(token.kind, TokenKind::Word | TokenKind::QuotedIdentifier | TokenKind::String);
    let name = unquote(token.text);
    let mut columns = table.columns.iter().filter(|_| is_name);
    columns.find(|c| c.name.eq_ignore_ascii_case(&name)).map(|c| c.name.clone())
}

/// Whether COLLATE behind these tokens is about all of them: one token, a call, or parentheses.
fn is_operand(tokens: &[Token<'_>]) -> bool {
    let group = match tokens {
        [_] => return true,
        [first, rest @ ..] if first.kind == TokenKind::Word => rest,
        all => all,
    };
    let mut depth = 0usize;
    let closes_at = group.iter().position(|token| {
        depth += usize::from(token.is_symbol("("));
        depth = depth.saturating_sub(usize::from(token.is_symbol(")")));
        depth == 0
    });
    group.first().is_some_and(|t| t.is_symbol("(")) && closes_at == Some(group.len().saturating_sub(1))
}
