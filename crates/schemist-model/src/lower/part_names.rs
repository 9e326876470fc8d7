//! What a part says speaks of its own fields; here their columns get the names they have in the table.

use schemist_schema::{Engine, sql};

use super::Lowering;
use crate::{
    Problem,
    attributes::{
        CheckDeclaration, IndexDeclaration, IndexKeyTarget, KeyDeclaration, ModelAttributes, ReferenceOptions,
    },
    codes,
    item::{Field, Home, ModelItem},
    place::At,
    problem::closest,
};

/// What a part says of the table, and what its own fields say, by the names of the table's columns.
/// `fields` are its columns as they stand in the model, those of its own parts included.
pub(super) fn absolute(
    cx: &mut Lowering<'_>,
    part: &ModelItem,
    home: Home,
    prefix: &str,
    fields: &mut [Field],
) -> ModelAttributes {
    let columns = fields.iter().map(|field| Column::of(field, prefix)).collect();
    let names = Names { part: &part.name, columns, engine: cx.engine };
    for field in fields.iter_mut().filter(|field| field.home() == home) {
        names.field(cx, field);
    }
    let mut said = part.attributes.clone();
    for key in said.primary_key.iter_mut().chain(&mut said.uniques) {
        names.key(cx, key);
    }
    said.indexes.iter_mut().for_each(|index| names.index(cx, index));
    said.checks.iter_mut().for_each(|check| names.check(cx, check));
    for exclusion in &mut said.exclusions {
        exclusion.definition = names.sql(&exclusion.definition);
    }
    for key in &mut said.foreign_keys {
        names.all(cx, &mut key.columns);
        names.reference(cx, &mut key.options);
        key.home = home;
    }
    said
}

/// A column of a part.
struct Column {
    /// Its name in the table.
    absolute: String,
    /// Its name as the part knows it.
    relative: String,
    /// Its field, as the part knows it.
    field: String,
}

impl Column {
    fn of(field: &Field, prefix: &str) -> Self {
        let absolute = super::columns::name_of(field).0;
        let relative = absolute.strip_prefix(prefix).unwrap_or(&absolute).to_owned();
        let inner = field.prefix().strip_prefix(prefix).unwrap_or_default();
        Self { absolute, relative, field: format!("{inner}{}", field.name) }
    }
}

struct Names<'p> {
    part: &'p str,
    columns: Vec<Column>,
    engine: Engine,
}

impl Names<'_> {
    fn find(&self, name: &str) -> Option<&str> {
        let by_column = self.columns.iter().find(|column| column.relative == name);
        let found = by_column.or_else(|| self.columns.iter().find(|column| column.field == name));
        found.map(|column| column.absolute.as_str())
    }

    fn field(&self, cx: &mut Lowering<'_>, field: &mut Field) {
        let attributes = &mut *field.attributes;
        attributes.indexes.iter_mut().for_each(|index| self.index(cx, index));
        for key in attributes.primary_key.iter_mut().chain(&mut attributes.uniques) {
            self.key(cx, key);
        }
        attributes.checks.iter_mut().for_each(|check| self.check(cx, check));
        self.reference(cx, &mut attributes.reference_options);
        if let Some(generated) = &mut attributes.generated {
            generated.expression = self.sql(&generated.expression);
        }
    }

    fn key(&self, cx: &mut Lowering<'_>, key: &mut KeyDeclaration) {
        key.columns.retain_mut(|part| self.one(cx, &mut part.name));
        self.all(cx, &mut key.include);
    }

    fn index(&self, cx: &mut Lowering<'_>, index: &mut IndexDeclaration) {
        index.keys.retain_mut(|key| match &mut key.target {
            IndexKeyTarget::Column(name) => self.one(cx, name),
            IndexKeyTarget::Expression(text) => {
                *text = self.sql(text);
                true
            }
        });
        self.all(cx, &mut index.include);
        index.predicate = index.predicate.take().map(|text| self.sql(&text));
    }

    fn check(&self, cx: &mut Lowering<'_>, check: &mut CheckDeclaration) {
        check.expression = self.sql(&check.expression);
        let bare = self.columns.iter().filter(|column| column.relative != column.absolute);
        let bare: Vec<&str> = bare.map(|column| column.relative.as_str()).collect();
        if let Some(name) = spoken_of(&check.expression, &bare) {
            let message = format!("the check speaks of `{name}`, and the column has a prefix");
            cx.push(
                Problem::warning(codes::UNKNOWN_COLUMN, check.place, message)
                    .help(format!("write `{{{name}}}`: the prefix reaches a column in braces")),
            );
        }
    }

    fn reference(&self, cx: &mut Lowering<'_>, options: &mut ReferenceOptions) {
        self.all(cx, &mut options.on_delete_columns);
    }

    fn all(&self, cx: &mut Lowering<'_>, names: &mut Vec<At<String>>) {
        names.retain_mut(|name| self.one(cx, name));
    }

    /// Whether it is a column of the part; a problem where it is none.
    fn one(&self, cx: &mut Lowering<'_>, name: &mut At<String>) -> bool {
        if let Some(found) = self.find(&name.value) {
            name.value = found.to_owned();
            return true;
        }
        let message = format!("`{}` has no column `{}`", self.part, name.value);
        let problem = Problem::error(codes::UNKNOWN_COLUMN, name.place, message);
        let known = || self.columns.iter().map(|column| column.relative.as_str());
        cx.push(match closest(&name.value, known()) {
            Some(_) => problem.did_you_mean(&name.value, name.place, known()),
            None => {
                let list: Vec<String> = known().map(|name| format!("`{name}`")).collect();
                problem.help(format!("the columns of the part are {}", list.join(", ")))
            }
        });
        false
    }

    /// SQL with each `{column}` of the part replaced by the column's name; other braces, and those in texts,
    /// are what they are.
    fn sql(&self, text: &str) -> String {
        let tokens = sql::tokenize(text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at + 1..).unwrap_or_default();
            let closes = rest.iter().position(|t| t.is_symbol("}")).filter(|_| token.is_symbol("{"));
            let inner = closes.and_then(|end| rest.get(..end));
            let name: Option<String> = inner.map(|inner| inner.iter().map(|t| t.text).collect());
            let column = name.and_then(|name| self.find(sql::unquote(name.trim()).as_str()));
            match (column, closes) {
                (Some(column), Some(end)) => {
                    out.push_str(&quoted(column, self.engine));
                    at += end + 2;
                }
                _ => {
                    out.push_str(token.text);
                    at += 1;
                }
            }
        }
        out
    }
}

/// The first of some names that stands in an expression as a column would: not called, cast to or qualified.
fn spoken_of<'n>(text: &str, names: &[&'n str]) -> Option<&'n str> {
    let tokens = sql::significant(text);
    let symbol = |i: Option<usize>, symbol: &str| {
        i.and_then(|i| tokens.get(i)).is_some_and(|token| token.is_symbol(symbol))
    };
    tokens.iter().enumerate().find_map(|(i, token)| {
        let before = i.checked_sub(1);
        let other = symbol(Some(i + 1), "(") || symbol(before, "::") || symbol(before, ".");
        names.iter().copied().find(|name| token.is_identifier(name)).filter(|_| !other)
    })
}

/// An identifier as it can stand in an expression of the engine.
fn quoted(name: &str, engine: Engine) -> String {
    let bare = sql::rename_identifier("x", "x", name);
    match engine {
        Engine::Mysql if bare != name => sql::rename_identifier("`x`", "x", name),
        Engine::Sqlite | Engine::Postgres | Engine::Mysql => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_name_columns() {
        let column = |absolute: &str, relative: &str, field: &str| Column {
            absolute: absolute.to_owned(),
            relative: relative.to_owned(),
            field: field.to_owned(),
        };
        let columns = vec![
            column("ship_zip", "zip", "zip"),
            column("ship_ä b", "ä b", "odd"),
            column("order", "order", "o"),
        ];
        let names = Names { part: "Address", columns, engine: Engine::Postgres };
        for (written, expected) in [
            ("{zip} <> ''", "ship_zip <> ''"),
            ("{ zip } = '{zip}' or {odd} > 0", "ship_zip = '{zip}' or \"ship_ä b\" > 0"),
            ("{ä b} > 0", "\"ship_ä b\" > 0"),
            ("{o} > 0", "\"order\" > 0"),
            ("x ~ '^a{2}$' and '{1,2}'::int[] <> {zips}", "x ~ '^a{2}$' and '{1,2}'::int[] <> {zips}"),
            ("{zip", "{zip"),
            ("{{zip}}", "{ship_zip}"),
            ("zip}", "zip}"),
        ] {
            assert_eq!(names.sql(written), expected, "{written}");
        }
    }
}
