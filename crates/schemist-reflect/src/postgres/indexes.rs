use std::collections::BTreeMap;

use schemist_schema::sql::{self, Token, TokenKind};
use schemist_schema::{Index, IndexKey, NullsOrder, Origin};

use super::catalogue::IndexRow;
use super::tables::{bare, options};

pub(super) fn index(row: IndexRow) -> Index {
    let modifiers = key_modifiers(&row.definition, &row.keys);
    let keys = row.keys.iter().zip(row.columns).zip(modifiers);
    let keys = keys.map(|((text, column), modifier)| key(text, column, modifier)).collect();
    let options = index_options(&row.options, row.tablespace, row.is_clustered, row.is_replica_identity);
    Index {
        name: Some(row.name),
        keys,
        unique: row.is_unique,
        method: Some(row.method).filter(|m| m != "btree"),
        predicate: row.predicate.map(|p| bare(&p)),
        include: row.include,
        nulls_not_distinct: row.nulls_not_distinct,
        options,
        comment: row.comment,
        origin: Origin::default(),
    }
}

fn index_options(
    parameters: &[String],
    tablespace: Option<String>,
    is_clustered: bool,
    is_replica_identity: bool,
) -> BTreeMap<String, String> {
    let mut all = options(parameters);
    if let Some(tablespace) = tablespace {
        all.insert("tablespace".to_owned(), tablespace);
    }
    for (name, is_set) in [("clustered", is_clustered), ("replica_identity", is_replica_identity)] {
        if is_set {
            all.insert(name.to_owned(), "true".to_owned());
        }
    }
    all
}

fn key(text: &str, column: Option<String>, modifier: Modifier) -> IndexKey {
    let mut key = match column {
        Some(column) => IndexKey::column(column),
        None => IndexKey::expression(bare(text).sql),
    };
    key.collation = modifier.collation;
    key.operator_class = modifier.operator_class;
    key.descending = modifier.descending;
    key.nulls = modifier.nulls;
    key
}

/// What stands behind a key where it is not what is assumed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Modifier {
    collation: Option<String>,
    operator_class: Option<String>,
    descending: bool,
    nulls: Option<NullsOrder>,
}

/// Reads `CREATE INDEX … USING method (key modifiers, …) …`, one modifier for each key. The server prints
/// only what differs from what it would assume, by rules that are not all in the catalogue's columns.
fn key_modifiers(definition: &str, keys: &[String]) -> Vec<Modifier> {
    let tokens = sql::significant(definition);
    let using = tokens.iter().position(|t| t.is_word("using"));
    let mut rest = using.and_then(|at| tokens.get(at + 3..)).unwrap_or_default();
    let mut modifiers = Vec::with_capacity(keys.len());
    for key in keys {
        let length = sql::significant(key).len();
        let behind = rest.get(length..).unwrap_or_default();
        let end = end_of_key(behind);
        modifiers.push(modifier(definition, behind.get(..end).unwrap_or_default()));
        rest = behind.get(end + 1..).unwrap_or_default();
    }
    modifiers
}

/// Where the comma or the parenthesis behind a key stands.
fn end_of_key(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0i32;
    for (i, token) in tokens.iter().enumerate() {
        if depth == 0 && (token.is_symbol(",") || token.is_symbol(")")) {
            return i;
        }
        depth += i32::from(token.is_symbol("(")) - i32::from(token.is_symbol(")"));
    }
    tokens.len()
}

fn modifier(definition: &str, mut tokens: &[Token<'_>]) -> Modifier {
    let mut modifier = Modifier::default();
    if let [collate, rest @ ..] = tokens
        && collate.is_word("collate")
    {
        let name = name_length(rest);
        modifier.collation = collation(rest.get(..name).unwrap_or_default());
        tokens = rest.get(name..).unwrap_or_default();
    }
    let is_order = |t: &Token<'_>| t.is_word("desc") || t.is_word("nulls");
    let order = tokens.iter().position(is_order).unwrap_or(tokens.len());
    let class = tokens.get(..order).unwrap_or_default();
    if let (Some(first), Some(last)) = (class.first(), class.last()) {
        modifier.operator_class = definition.get(first.start..last.end()).map(str::to_owned);
    }
    for token in tokens.get(order..).unwrap_or_default() {
        match token.text.to_ascii_lowercase().as_str() {
            "desc" => modifier.descending = true,
            "first" => modifier.nulls = Some(NullsOrder::First),
            "last" => modifier.nulls = Some(NullsOrder::Last),
            _ => {}
        }
    }
    modifier
}

/// `name` or `namespace.name`.
fn name_length(tokens: &[Token<'_>]) -> usize {
    if tokens.get(1).is_some_and(|t| t.is_symbol(".")) { 3 } else { 1 }
}

/// A bare name, or SQL with everything quoted where a namespace had to be named.
fn collation(tokens: &[Token<'_>]) -> Option<String> {
    let names: Vec<String> = tokens
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::QuotedIdentifier))
        .map(|t| sql::unquote(t.text))
        .collect();
    match names.as_slice() {
        [name] => Some(name.clone()),
        [namespace, name] => {
            let quoted = |part: &String| format!("\"{}\"", part.replace('"', "\"\""));
            Some(format!("{}.{}", quoted(namespace), quoted(name)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Expected<'a> = (Option<&'a str>, Option<&'a str>, bool, Option<NullsOrder>);

    fn check(definition: &str, keys: &[&str], expected: &[Expected<'_>]) {
        let keys: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
        let modifiers: Vec<_> = key_modifiers(definition, &keys)
            .into_iter()
            .map(|m| (m.collation, m.operator_class, m.descending, m.nulls))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(c, o, d, n)| (c.map(str::to_owned), o.map(str::to_owned), *d, *n))
            .collect();
        assert_eq!(modifiers, expected, "{definition}");
    }

    #[test]
    fn what_is_not_assumed_is_read() {
        check(
            "CREATE INDEX i ON public.t USING btree (a, lower(b) DESC, c NULLS FIRST)",
            &["a", "lower(b)", "c"],
            &[
                (None, None, false, None),
                (None, None, true, None),
                (None, None, false, Some(NullsOrder::First)),
            ],
        );
        check(
            "CREATE UNIQUE INDEX \"using\" ON public.\"a USING b\" USING gist ((a || ')'::text) COLLATE \"C\" \
             gist_trgm_ops (siglen='32'), b COLLATE ns.\"de,x\" text_ops DESC NULLS LAST) INCLUDE (c) WHERE (x > 0)",
            &["(a || ')'::text)", "b"],
            &[
                (Some("C"), Some("gist_trgm_ops (siglen='32')"), false, None),
                (Some("\"ns\".\"de,x\""), Some("text_ops"), true, Some(NullsOrder::Last)),
            ],
        );
    }

    #[test]
    fn nonsense_is_survived() {
        check("CREATE", &["a", "b"], &[(None, None, false, None), (None, None, false, None)]);
    }
}
