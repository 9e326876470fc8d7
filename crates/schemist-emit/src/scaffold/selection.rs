//! Which tables are written.

use std::collections::BTreeSet;

use schemist_schema::{QualifiedName, Schema, UnmanagedKind};

/// Tables by patterns: a name, with `*` for any characters and `?` for one, and in front of it a schema and a dot where
/// it is not the default one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Only these; none means all.
    pub only: Vec<String>,
    /// Not these.
    pub except: Vec<String>,
    /// Only what is in these schemas; none means all. `public` and `main` are names of the default one.
    pub schemas: Vec<String>,
}

impl Selection {
    /// The part of a schema that is asked for.
    ///
    /// # Errors
    /// The patterns and schemas that fit nothing, each with what it was for.
    pub fn of(&self, schema: Schema) -> Result<Schema, Vec<String>> {
        if *self == Self::default() {
            return Ok(schema);
        }
        let names: Vec<&QualifiedName> = schema.tables.keys().collect();
        let idle = self.idle(&names);
        if !idle.is_empty() {
            return Err(idle);
        }
        let wanted = names.into_iter().filter(|name| self.wants(name)).cloned().collect();
        Ok(only(schema, &wanted))
    }

    fn wants(&self, name: &QualifiedName) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|pattern| fits(pattern, name));
        let in_schema = self.schemas.is_empty() || self.schemas.iter().any(|wanted| is_in(wanted, name));
        in_schema && (self.only.is_empty() || any(&self.only)) && !any(&self.except)
    }

    fn idle(&self, names: &[&QualifiedName]) -> Vec<String> {
        let patterns = self.only.iter().chain(&self.except).filter(|p| !names.iter().any(|n| fits(p, n)));
        let schemas = self.schemas.iter().filter(|s| !names.iter().any(|n| is_in(s, n)));
        let tables = patterns.map(|pattern| format!("no table is named {pattern}"));
        tables.chain(schemas.map(|schema| format!("no table is in a schema {schema}"))).collect()
    }
}

fn is_in(schema: &str, name: &QualifiedName) -> bool {
    match &name.namespace {
        Some(namespace) => namespace == schema,
        None => matches!(schema, "public" | "main"),
    }
}

fn fits(pattern: &str, name: &QualifiedName) -> bool {
    let whole = name.to_string();
    like(pattern, &whole)
        || (name.namespace.is_none() && pattern.strip_prefix("public.").is_some_and(|p| like(p, &whole)))
}

/// `*` is any characters, `?` is one.
fn like(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    // The texts up to which the pattern so far fits: a row at a time, so that no pattern takes long.
    let mut reached = vec![false; text.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    for wanted in pattern {
        let mut next = vec![false; text.len() + 1];
        let mut any = false;
        for (at, slot) in next.iter_mut().enumerate() {
            let here = reached.get(at).copied().unwrap_or_default();
            any |= here;
            let before = at.checked_sub(1);
            let fits_char = before.and_then(|b| text.get(b)).is_some_and(|c| wanted == '?' || wanted == *c);
            let was = before.and_then(|b| reached.get(b)).copied().unwrap_or_default();
            *slot = if wanted == '*' { any } else { was && fits_char };
        }
        reached = next;
    }
    reached.last().copied().unwrap_or_default()
}

/// The part of a schema that some of its tables need.
pub fn only(mut schema: Schema, tables: &BTreeSet<QualifiedName>) -> Schema {
    schema.tables.retain(|name, _| tables.contains(name));
    let kept: Vec<String> = schema
        .tables
        .values()
        .flat_map(|table| table.columns.iter().filter_map(|c| c.default.as_ref().map(|d| d.sql.clone())))
        .collect();
    schema.sequences.retain(|name, sequence| match &sequence.owned_by {
        Some((table, _)) => tables.contains(table),
        None => kept.iter().any(|sql| sql.contains("nextval(") && sql.contains(&name.name)),
    });
    let used: BTreeSet<QualifiedName> = schema
        .tables
        .values()
        .flat_map(|table| table.columns.iter().filter_map(|c| c.ty.enum_name().cloned()))
        .collect();
    schema.enums.retain(|name, _| used.contains(name));
    schema.unmanaged.retain(|object| {
        // A column may be of one.
        let is_type = object.kind == UnmanagedKind::Type;
        let hangs_on = object.table.as_ref().is_some_and(|table| tables.contains(table));
        is_type || hangs_on || object.table.is_none() && object.depends_on.iter().any(|t| tables.contains(t))
    });
    schema
}

#[cfg(test)]
mod tests {
    use schemist_schema::Table;

    use super::*;

    #[test]
    fn patterns_are_like_those_of_a_shell() {
        let check =
            |pattern: &str, text: &str, expected| assert_eq!(like(pattern, text), expected, "{pattern}");
        check("users", "users", true);
        check("user", "users", false);
        check("user?", "users", true);
        check("*", "", true);
        check("a*b*c", "aXbYbc", true);
        check("a*b*c", "aXbYb", false);
        check("**", "größe", true);
        check("", "", true);
    }

    #[test]
    fn tables_are_picked_by_name_and_schema() {
        let schema = || {
            let mut schema = Schema::default();
            for (namespace, name) in [(None, "users"), (None, "posts"), (Some("shop"), "users")] {
                let name = QualifiedName::in_namespace(namespace.map(str::to_owned), name);
                schema.insert_table(Table::new(name));
            }
            schema
        };
        let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let check = |only: &[&str], except: &[&str], schemas: &[&str], expected: &[&str]| {
            let selection = Selection { only: words(only), except: words(except), schemas: words(schemas) };
            let found = selection.of(schema()).unwrap();
            assert_eq!(found.tables.keys().map(ToString::to_string).collect::<Vec<_>>(), expected);
        };
        check(&[], &[], &[], &["posts", "users", "shop.users"]);
        check(&["users"], &[], &[], &["users"]);
        check(&["*users"], &["public.users"], &[], &["shop.users"]);
        check(&[], &["p*"], &["public"], &["users"]);
        let none = Selection { only: words(&["nope"]), schemas: words(&["nowhere"]), ..Selection::default() };
        assert_eq!(
            none.of(schema()),
            Err(words(&["no table is named nope", "no table is in a schema nowhere"]))
        );
    }
}
