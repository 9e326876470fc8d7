//! Enum types that the server does not have, or has with other values: they stand in scratch under an alias.

use std::collections::BTreeMap;

use schemist_schema::sql::{self, Token, TokenKind};
use schemist_schema::{ColumnType, EnumType, Expression, QualifiedName, Schema};

use super::pieces::TEMPORARY;

/// Aliases by the names they stand for.
#[derive(Debug, Default)]
pub(super) struct ScratchTypes {
    aliases: BTreeMap<QualifiedName, String>,
    default_namespace: String,
}

impl ScratchTypes {
    /// For what `next` declares and `live` (the server's own) does not have just so.
    pub(super) fn new(
        next: &Schema,
        live: &BTreeMap<QualifiedName, EnumType>,
        default_namespace: &str,
    ) -> Self {
        let differs = |e: &&EnumType| live.get(&e.name).is_none_or(|l| l.values != e.values);
        let aliases = next.enums.values().filter(differs).map(|e| (e.name.clone(), alias(&e.name)));
        Self { aliases: aliases.collect(), default_namespace: default_namespace.to_owned() }
    }

    /// The types to be created in scratch.
    pub(super) fn types<'a>(&'a self, next: &'a Schema) -> impl Iterator<Item = (EnumType, &'a EnumType)> {
        self.aliases.iter().filter_map(|(name, alias)| {
            let declared = next.enums.get(name)?;
            let name = QualifiedName::in_namespace(Some(TEMPORARY.to_owned()), alias);
            Some((EnumType { name, comment: None, ..declared.clone() }, declared))
        })
    }

    /// The type as it is called in scratch.
    pub(super) fn column_type(&self, ty: &ColumnType) -> ColumnType {
        let mut ty = ty.clone();
        if let ColumnType::Enum(name) = ty.element_mut()
            && let Some(alias) = self.aliases.get(name)
        {
            *name = QualifiedName::new(alias);
        }
        ty
    }

    /// The expression as it must be written in scratch: a type that stands there is not found by its namespace.
    pub(super) fn in_scratch(&self, expression: &Expression) -> Expression {
        let tokens = sql::tokenize(&expression.sql);
        let mut text = String::with_capacity(expression.sql.len());
        let mut rest = tokens.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            if let [dot, name, behind @ ..] = rest
                && dot.is_symbol(".")
                && let Some(alias) = self.alias_of(first, name)
            {
                text.push_str(&quoted(alias));
                rest = behind;
            } else {
                text.push_str(first.text);
            }
        }
        Expression::new(text)
    }

    /// The expression as the server would print it with the types in their places.
    pub(super) fn out_of_scratch(&self, expression: &Expression) -> Expression {
        let names: BTreeMap<String, String> = self
            .aliases
            .iter()
            .filter_map(|(name, alias)| {
                let namespace = name.namespace.as_ref()?;
                let dialect = super::dialect();
                Some((quoted(alias), format!("{}.{}", dialect.quote(namespace), dialect.quote(&name.name))))
            })
            .collect();
        if names.is_empty() {
            return expression.clone();
        }
        let tokens = sql::tokenize(&expression.sql);
        let text = tokens.iter().map(|t| names.get(t.text).map_or(t.text, String::as_str));
        Expression::new(text.collect::<String>())
    }

    fn alias_of(&self, namespace: &Token<'_>, name: &Token<'_>) -> Option<&str> {
        let is_name = |t: &Token<'_>| matches!(t.kind, TokenKind::Word | TokenKind::QuotedIdentifier);
        if !is_name(namespace) || !is_name(name) {
            return None;
        }
        let found = self.aliases.iter().find(|(real, _)| {
            let in_namespace = real.namespace.as_ref().unwrap_or(&self.default_namespace);
            namespace.is_identifier(in_namespace) && name.is_identifier(&real.name)
        });
        found.map(|(_, alias)| alias.as_str())
    }
}

/// Of the default namespace: the name itself, which hides the type that is there. Otherwise a name with a dot
/// inside, which needs quotes and so is found again in any text.
fn alias(name: &QualifiedName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{namespace}.{}", name.name),
        None => name.name.clone(),
    }
}

fn quoted(alias: &str) -> String {
    super::dialect().quote(alias)
}

#[cfg(test)]
mod tests {
    use schemist_schema::Origin;

    use super::*;

    fn types() -> ScratchTypes {
        let mut next = Schema::default();
        for name in [QualifiedName::new("Mood"), QualifiedName::in_namespace(Some("shop".into()), "status")] {
            let ty = EnumType {
                name: name.clone(),
                values: vec!["a".into()],
                comment: None,
                origin: Origin::default(),
            };
            next.enums.insert(name, ty);
        }
        ScratchTypes::new(&next, &BTreeMap::new(), "public")
    }

    #[test]
    fn there_and_back() {
        let check = |text: &str, inside: &str, back: &str| {
            let scratch = types().in_scratch(&text.into());
            assert_eq!(scratch.sql, inside);
            assert_eq!(types().out_of_scratch(&scratch).sql, back);
        };
        check("'a'::shop.status", "'a'::\"shop.status\"", "'a'::shop.status");
        check("'a'::Shop . status", "'a'::Shop . status", "'a'::Shop . status");
        check("'a'::public.\"Mood\"", "'a'::\"Mood\"", "'a'::\"Mood\"");
        check("'shop.status' || x.y", "'shop.status' || x.y", "'shop.status' || x.y");
    }

    #[test]
    fn what_the_server_has_needs_no_alias() {
        let mut next = Schema::default();
        let name = QualifiedName::new("mood");
        let ty = EnumType {
            name: name.clone(),
            values: vec!["a".into()],
            comment: None,
            origin: Origin::default(),
        };
        next.enums.insert(name.clone(), ty.clone());
        let live = BTreeMap::from([(name, ty)]);
        assert_eq!(ScratchTypes::new(&next, &live, "public").types(&next).count(), 0);
    }
}
