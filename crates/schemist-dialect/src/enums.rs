//! Enums as they are kept in columns: where an enum is not of the engine's own kind, the column is text or a number,
//! and a check holds the values.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::sql::{TokenKind, significant, unquote};
use schemist_schema::{
    Check, Column, ColumnType, Engine, EnumRepr, EnumType, Expression, KeptValues, Origin, QualifiedName,
    Schema, StoredEnum,
};

use crate::Dialect;
use crate::mysql::lexical::standard_strings;

/// A default that is none of an enum's values.
const NOT_A_VALUE: Code = Code::new("P116", "default-not-a-value");

/// Brings columns of declared enums into the form in which they are kept, and notes on each what it keeps. Enums that
/// are not of the engine's own kind are gone from the schema then.
pub(crate) fn store(schema: &mut Schema, dialect: &Dialect) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let enums = &schema.enums;
    for table in schema.tables.values_mut() {
        let mut checks = Vec::new();
        for column in table.columns.iter_mut() {
            let Some(enum_type) = column.ty.enum_name().and_then(|name| enums.get(name)) else { continue };
            let kept = Kept::of(enum_type, dialect.engine());
            diagnostics.extend(wrong_default(&table.name, column, enum_type, &kept, dialect.engine()));
            checks.extend(kept.store(column, enum_type, dialect));
        }
        table.checks.extend(checks);
    }
    let engine = dialect.engine();
    schema.enums.retain(|_, enum_type| Kept::of(enum_type, engine) == Kept::Natively);
    diagnostics
}

/// How the values of an enum are kept on an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    Natively,
    AsText { length: Option<u32>, checked: bool },
    AsNumbers { ty: ColumnType, numbers: Vec<i64>, checked: bool },
}

impl Kept {
    fn of(enum_type: &EnumType, engine: Engine) -> Self {
        match (&enum_type.origin.repr, engine) {
            (EnumRepr::Native, Engine::Postgres | Engine::Mysql) => Self::Natively,
            (EnumRepr::Native, Engine::Sqlite) => Self::AsText { length: None, checked: true },
            (EnumRepr::Text { length, checked }, _) => Self::AsText { length: *length, checked: *checked },
            (EnumRepr::Int { ty, numbers, checked }, _) => {
                Self::AsNumbers { ty: ty.clone(), numbers: numbers.clone(), checked: *checked }
            }
        }
    }

    /// The check that holds the values, where there is to be one.
    fn store(&self, column: &mut Column, enum_type: &EnumType, dialect: &Dialect) -> Option<Check> {
        let words = enum_type.values.iter().map(|v| dialect.string_literal(v));
        let (ty, literals, checked) = match self {
            Self::Natively => {
                column.origin.stored_enum = Some(Box::new(self.stored(enum_type)));
                return None;
            }
            Self::AsText { length: None, checked } => (ColumnType::Text, words.collect(), *checked),
            Self::AsText { length, checked } => {
                column.origin.type_inferred = false;
                (ColumnType::Varchar { length: *length }, words.collect(), *checked)
            }
            Self::AsNumbers { ty, numbers, checked } => {
                (ty.clone(), numbers.iter().map(i64::to_string).collect::<Vec<String>>(), *checked)
            }
        };
        let stored = self.stored(enum_type);
        if !checked {
            column.values = KeptValues(stored.values.clone());
        }
        number_default(column, &stored, dialect.engine());
        column.origin.stored_enum = Some(Box::new(stored));
        *column.ty.element_mut() = ty;
        checked.then(|| check(column, &literals, dialect))
    }

    fn stored(&self, enum_type: &EnumType) -> StoredEnum {
        let numbers = match self {
            Self::AsNumbers { numbers, .. } => numbers,
            Self::Natively | Self::AsText { .. } => &enum_type.origin.numbers,
        };
        let is_number = matches!(self, Self::AsNumbers { .. });
        let words = enum_type.values.iter().cloned().zip(numbers.iter().copied()).collect();
        let renames = &enum_type.origin.renamed_values;
        let (renamed, renamed_words): (Vec<_>, Vec<_>) =
            renames.iter().cloned().partition(|(before, _)| !is_number || before.parse::<i64>().is_ok());
        StoredEnum {
            values: match is_number {
                true => numbers.iter().map(i64::to_string).collect(),
                false => enum_type.values.clone(),
            },
            numbers: is_number,
            renamed: match is_number {
                true => renamed.into_iter().filter_map(|r| numbered(r, &enum_type.values, numbers)).collect(),
                false => renamed.clone(),
            },
            words,
            renamed_words: if is_number { renamed_words } else { renames.clone() },
            unchecked: match self {
                Self::Natively => false,
                Self::AsText { checked, .. } | Self::AsNumbers { checked, .. } => !checked,
            },
        }
    }
}

/// A number that was renamed, with the number of its value now.
fn numbered(renamed: (String, String), words: &[String], numbers: &[i64]) -> Option<(String, String)> {
    let at = words.iter().position(|word| *word == renamed.1)?;
    Some((renamed.0, numbers.get(at)?.to_string()))
}

/// `c IN ('a', 'b')`; for an array, that it holds nothing else.
fn check(column: &Column, literals: &[String], dialect: &Dialect) -> Check {
    let name = dialect.quote(&column.name);
    let list = literals.join(", ");
    let sql = match &column.ty {
        ColumnType::Array(element) => {
            format!("{name} <@ ARRAY[{list}]::{}[]", dialect.render_type(element))
        }
        _ => format!("{name} IN ({list})"),
    };
    let mut check = Check::new(None, sql);
    check.origin = Origin { span: column.origin.span.clone(), ..Origin::default() };
    check
}

/// A default that is the word of a value, where numbers are kept.
fn number_default(column: &mut Column, stored: &StoredEnum, engine: Engine) {
    if !stored.numbers {
        return;
    }
    let word = column.default.as_ref().and_then(|default| literal(default, engine));
    let number = word.and_then(|word| stored.words.iter().find(|(w, _)| *w == word).map(|(_, n)| *n));
    if let Some(number) = number {
        column.default = Some(Expression::new(number.to_string()));
    }
}

/// The server would take it, and refuse the first row that relies on it.
fn wrong_default(
    table: &QualifiedName,
    column: &Column,
    enum_type: &EnumType,
    kept: &Kept,
    engine: Engine,
) -> Option<Diagnostic> {
    if matches!(column.ty, ColumnType::Array(_)) {
        return None;
    }
    let value = literal(column.default.as_ref()?, engine)?;
    let is_number = |numbers: &[i64]| value.parse::<i64>().is_ok_and(|n| numbers.contains(&n));
    let known = enum_type.values.contains(&value)
        || matches!(kept, Kept::AsNumbers { numbers, .. } if is_number(numbers));
    if known {
        return None;
    }
    let values: Vec<String> = enum_type.values.iter().map(|v| format!("`{v}`")).collect();
    let message = format!("the default '{value}' is no value of the enum `{}`", enum_type.name);
    let renamed = enum_type.origin.renamed_values.iter().find(|(before, _)| *before == value);
    let diagnostic = Diagnostic::error(NOT_A_VALUE, message)
        .with_subject(format!("{table}.{}", column.name))
        .with_span(column.origin.span.clone());
    Some(match renamed {
        Some((_, now)) => {
            diagnostic.with_help(format!("the value is `{now}` now: write `default(literal = \"{now}\")`"))
        }
        None => diagnostic.with_help(format!("the values are {}", values.join(", "))),
    })
}

/// The value of a default that is one string or number.
fn literal(default: &Expression, engine: Engine) -> Option<String> {
    let (sql, escaped) = match engine {
        Engine::Sqlite | Engine::Postgres => (default.sql.clone(), "\\"),
        Engine::Mysql => (standard_strings(&default.sql), "\\\\"),
    };
    match significant(&sql).as_slice() {
        [only] if only.kind == TokenKind::String && only.text.starts_with('\'') => {
            Some(unquote(only.text).replace(escaped, "\\"))
        }
        [only] if only.kind == TokenKind::Number => Some(only.text.to_owned()),
        [minus, number] if minus.is_symbol("-") && number.kind == TokenKind::Number => {
            Some(format!("-{}", number.text))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::Table;

    use super::*;

    fn stored(engine: Engine, repr: EnumRepr, default: Option<&str>) -> (String, Vec<String>) {
        let mut column = Column::new("status", ColumnType::Enum("status".into()));
        column.default = default.map(Expression::from);
        let mut table = Table::new("t".into());
        table.columns.push(column);
        let mut schema = Schema::default();
        let values = vec!["open".to_owned(), "it's".to_owned()];
        let origin = Origin { repr, ..Origin::default() };
        let name: QualifiedName = "status".into();
        schema.enums.insert(name.clone(), EnumType { name, values, comment: None, origin });
        schema.insert_table(table);
        let dialect = Dialect::new(engine);
        let diagnostics = store(&mut schema, &dialect);
        let once = schema.clone();
        store(&mut schema, &dialect);
        assert_eq!(schema, once);
        let table = schema.tables.into_values().next().unwrap();
        let column = &table.columns[0];
        let check = table.checks.first().map(|c| format!(" CHECK {}", c.expression)).unwrap_or_default();
        let default = column.default.as_ref().map(|d| format!(" DEFAULT {d}")).unwrap_or_default();
        let text =
            format!("{}{default}{check}, {} enums", dialect.render_type(&column.ty), schema.enums.len());
        (text, diagnostics.iter().map(|d| d.message.clone()).collect())
    }

    fn check_stored(engine: Engine, repr: EnumRepr, expected: &str) {
        assert_eq!(stored(engine, repr, None), (expected.to_owned(), vec![]));
    }

    #[test]
    fn each_representation_on_each_engine() {
        let text = |length, checked| EnumRepr::Text { length, checked };
        check_stored(Engine::Postgres, EnumRepr::Native, "status, 1 enums");
        check_stored(Engine::Sqlite, EnumRepr::Native, "TEXT CHECK status IN ('open', 'it''s'), 0 enums");
        check_stored(
            Engine::Postgres,
            text(Some(20), true),
            "varchar(20) CHECK status IN ('open', 'it''s'), 0 enums",
        );
        check_stored(Engine::Postgres, text(None, false), "text, 0 enums");
        let int = |checked| EnumRepr::Int { ty: ColumnType::SmallInt, numbers: vec![-1, 5], checked };
        check_stored(Engine::Sqlite, int(true), "SMALLINT CHECK status IN (-1, 5), 0 enums");
        check_stored(Engine::Postgres, int(false), "smallint, 0 enums");
    }

    #[test]
    fn a_default_is_one_of_the_values() {
        let int = EnumRepr::Int { ty: ColumnType::Integer, numbers: vec![0, 5], checked: false };
        assert_eq!(stored(Engine::Postgres, int.clone(), Some("'it''s'")).0, "integer DEFAULT 5, 0 enums");
        assert_eq!(stored(Engine::Postgres, int.clone(), Some("5")).1.len(), 0);
        let message = |value: &str| vec![format!("the default '{value}' is no value of the enum `status`")];
        assert_eq!(stored(Engine::Postgres, int, Some("7")).1, message("7"));
        assert_eq!(stored(Engine::Sqlite, EnumRepr::Native, Some("'new'")).1, message("new"));
        assert_eq!(stored(Engine::Sqlite, EnumRepr::Native, Some("lower('OPEN')")).1.len(), 0);
    }
}
