//! Columns as `sqlparser` has them.

use schemist_schema::{
    Check, Column, ColumnType, Constraint, Engine, Expression, ForeignKey, Generated, Identity, Origin,
    PrimaryKey, QualifiedName, Unique,
};
use sqlparser::ast::{ColumnDef, ColumnOption, DataType, GeneratedAs, GeneratedExpressionMode};

use super::constraint::foreign_key;
use super::names::{identifier, name};
use super::place::Place;
use super::reader::Reader;
use super::words::Words;

/// A column with the constraints that are written behind it.
pub(super) struct Defined {
    pub(super) column: Column,
    pub(super) constraints: Vec<Constraint>,
    pub(super) has_inline_reference: bool,
    pub(super) is_unnamed: bool,
}

/// The column of a definition in a text, which begins some lines before its place in the file.
pub(super) fn defined(reader: &Reader<'_>, def: &ColumnDef, place: Place<'_>, lines_before: u64) -> Defined {
    let options: Vec<&ColumnOption> = def.options.iter().map(|option| &option.option).collect();
    let mut defined = of_options(reader, &identifier(&def.name, reader.engine()), &def.data_type, &options);
    let start = def.name.span.start;
    let length = def.name.value.chars().count() + 2 * usize::from(def.name.quote_style.is_some());
    defined.column.origin =
        Origin::at(place.at(start.line.saturating_sub(lines_before), start.column, length));
    defined.is_unnamed =
        !defined.constraints.is_empty() && def.options.iter().all(|option| option.name.is_none());
    defined
}

/// The column of a name, type and options.
pub(super) fn of_options(
    reader: &Reader<'_>,
    column_name: &str,
    data_type: &DataType,
    options: &[&ColumnOption],
) -> Defined {
    let engine = reader.engine();
    let mut column = Column::new(column_name, ColumnType::Text).nullable();
    set_type(reader, &mut column, data_type);
    let mut constraints = Vec::new();
    let mut has_inline_reference = false;
    for option in options {
        match option {
            ColumnOption::Null => column.nullable = true,
            ColumnOption::NotNull => column.nullable = false,
            ColumnOption::Default(value) => column.default = Some(Expression::new(value.to_string())),
            ColumnOption::PrimaryKey(_) => {
                column.nullable = false;
                constraints.push(Constraint::PrimaryKey(PrimaryKey::on([column_name])));
            }
            ColumnOption::Unique(_) => constraints.push(Constraint::Unique(Unique::on([column_name]))),
            ColumnOption::ForeignKey(key) => {
                has_inline_reference = true;
                let key = foreign_key(key, engine);
                let key = ForeignKey { columns: vec![column_name.to_owned()], ..key };
                constraints.push(Constraint::ForeignKey(key));
            }
            ColumnOption::Check(check) => {
                constraints.push(Constraint::Check(Check::new(None, check.expr.to_string())));
            }
            ColumnOption::Generated { generated_as, generation_expr, generation_expr_mode, .. } => {
                match generation_expr {
                    Some(expression) => {
                        let stored = *generation_expr_mode == Some(GeneratedExpressionMode::Stored)
                            || *generated_as == GeneratedAs::ExpStored;
                        column.generated =
                            Some(Generated { expression: Expression::new(expression.to_string()), stored });
                    }
                    None => {
                        column.nullable = false;
                        let always = *generated_as == GeneratedAs::Always;
                        column.identity = Some(Identity { always, ..Identity::default() });
                    }
                }
            }
            ColumnOption::DialectSpecific(tokens) => {
                let words = tokens.iter().map(ToString::to_string).collect::<String>().to_lowercase();
                column.auto_increment |= words.contains("increment");
            }
            ColumnOption::Collation(collation) => {
                column.collation = Some(name(collation, engine).name);
            }
            ColumnOption::Comment(comment) => column.comment = Some(comment.clone()),
            _ => {}
        }
    }
    Defined { column, constraints, has_inline_reference, is_unnamed: true }
}

/// Takes the type over, as it is written. PostgreSQL's `serial` is an integer with a sequence.
pub(super) fn set_type(reader: &Reader<'_>, column: &mut Column, data_type: &DataType) {
    let text = data_type.to_string();
    let serial = match text.to_lowercase().as_str() {
        "smallserial" | "serial2" => Some(ColumnType::SmallInt),
        "serial" | "serial4" => Some(ColumnType::Integer),
        "bigserial" | "serial8" => Some(ColumnType::BigInt),
        _ => None,
    };
    match serial.filter(|_| reader.engine() == Engine::Postgres) {
        Some(ty) => {
            column.ty = ty;
            column.serial = true;
            column.nullable = false;
        }
        None => column.ty = type_of(reader, &text),
    }
}

fn type_of(reader: &Reader<'_>, text: &str) -> ColumnType {
    if reader.engine() == Engine::Sqlite {
        return reader.dialect.parse_type(text);
    }
    let spelled = match text.contains(['"', '\'', '`']) {
        true => text.to_owned(),
        false => text.to_lowercase(),
    };
    let ty = reader.dialect.parse_type(&spelled);
    match enum_of(reader, &ty) {
        Some(name) => ColumnType::Enum(name),
        None => ty,
    }
}

fn enum_of(reader: &Reader<'_>, ty: &ColumnType) -> Option<QualifiedName> {
    let ColumnType::Named { name, .. } = ty else { return None };
    let own = Words::of(&name.name, reader.engine()).name().unwrap_or_else(|| name.clone());
    let candidates = [name.clone(), own];
    candidates.into_iter().find(|name| reader.schema.enums.contains_key(name))
}
