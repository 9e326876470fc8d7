use std::collections::BTreeSet;

use schemist_schema::{
    Expression, QualifiedName,
    sql::{self, TokenKind},
};

/// What an expression speaks of.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    /// Bare words and quoted identifiers, in lower case: columns, functions, types, keywords.
    pub(crate) identifiers: BTreeSet<String>,
    /// The values of its strings.
    pub(crate) literals: BTreeSet<String>,
    /// The types it casts to.
    pub(crate) types: BTreeSet<QualifiedName>,
}

impl Mentions {
    pub(crate) fn of(expression: &Expression) -> Self {
        let mut mentions = Mentions::default();
        let tokens = sql::significant(&expression.sql);
        for cast in sql::cast_types(&tokens) {
            let namespace = cast.namespace.map(|token| sql::unquote(token.text));
            mentions.types.insert(QualifiedName::in_namespace(namespace, sql::unquote(cast.name.text)));
        }
        for token in tokens {
            match token.kind {
                TokenKind::Word | TokenKind::QuotedIdentifier => {
                    mentions.identifiers.insert(sql::unquote(token.text).to_ascii_lowercase());
                }
                TokenKind::String => {
                    // E'…' and the like begin with a letter, which is not part of the value.
                    let quoted = token.text.find('\'').and_then(|at| token.text.get(at..));
                    mentions.literals.insert(sql::unquote(quoted.unwrap_or(token.text)));
                }
                TokenKind::Space | TokenKind::Comment | TokenKind::Number | TokenKind::Symbol => {}
            }
        }
        mentions
    }
}

/// The sequence of a default that is exactly `nextval('…'::regclass)`; on MariaDB ``nextval(`…`)`` or
/// `NEXT VALUE FOR …`.
pub(crate) fn nextval_sequence(expression: &Expression) -> Option<QualifiedName> {
    let text = sql::without_enclosing_parentheses(&expression.sql);
    let tokens = sql::significant(text);
    match tokens.as_slice() {
        [function, open, name, close]
            if function.is_word("nextval") && open.is_symbol("(") && close.is_symbol(")") =>
        {
            if let Some(name) = identifier(name) {
                return Some(QualifiedName::new(name));
            }
        }
        [next, value, of, name] if next.is_word("next") && value.is_word("value") && of.is_word("for") => {
            return identifier(name).map(QualifiedName::new);
        }
        _ => {}
    }
    let (call, rest) = tokens.split_at_checked(3)?;
    let [function, open, name] = call else { return None };
    let is_call = function.is_word("nextval") && open.is_symbol("(") && name.kind == TokenKind::String;
    let is_closed = match rest {
        [close] => close.is_symbol(")"),
        [cast, ty, close] => cast.is_symbol("::") && ty.is_word("regclass") && close.is_symbol(")"),
        _ => false,
    };
    (is_call && is_closed).then(|| parse_regclass(&sql::unquote(name.text))).flatten()
}

fn identifier(token: &sql::Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Word => Some(token.text.to_owned()),
        TokenKind::QuotedIdentifier => Some(sql::unquote(token.text)),
        _ => None,
    }
}

/// A name as it stands inside a `regclass` literal: quoted like an identifier, folded where it is not.
fn parse_regclass(text: &str) -> Option<QualifiedName> {
    let tokens = sql::significant(text);
    let part = |token: &sql::Token<'_>| match token.kind {
        TokenKind::Word => Some(token.text.to_ascii_lowercase()),
        TokenKind::QuotedIdentifier => Some(sql::unquote(token.text)),
        TokenKind::Space | TokenKind::Comment | TokenKind::String | TokenKind::Number | TokenKind::Symbol => {
            None
        }
    };
    match tokens.as_slice() {
        [name] => Some(QualifiedName::new(part(name)?)),
        [namespace, dot, name] if dot.is_symbol(".") => {
            Some(QualifiedName::in_namespace(Some(part(namespace)?), part(name)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextval_is_recognised_in_every_spelling() {
        let sequence = |sql: &str| nextval_sequence(&Expression::new(sql)).map(|n| n.to_string());
        assert_eq!(sequence("nextval('orders_id_seq'::regclass)").as_deref(), Some("orders_id_seq"));
        assert_eq!(sequence("(nextval('shop.\"Orders_id_seq\"'))").as_deref(), Some("shop.Orders_id_seq"));
        assert_eq!(sequence("nextval('a_seq'::regclass) + 1"), None);
        assert_eq!(sequence("nextval(`Numbers`)").as_deref(), Some("Numbers"));
        assert_eq!(sequence("(NEXT VALUE FOR numbers)").as_deref(), Some("numbers"));
        assert_eq!(sequence("now()"), None);
        assert_eq!(sequence(""), None);
    }

    #[test]
    fn mentions_are_identifiers_and_values() {
        let mentions = Mentions::of(&Expression::new("\"Status\" = 'it''s'::status OR x IN (E'b')"));
        assert!(mentions.identifiers.contains("status") && mentions.identifiers.contains("x"));
        assert!(mentions.types.contains(&"status".into()));
        assert_eq!(mentions.literals.into_iter().collect::<Vec<_>>(), ["b", "it's"]);
    }
}
