use schemist_schema::{Column, ColumnType, Engine, Expression, Generated, Identity, sql};

use super::{
    Lowering,
    model::{LoweredColumn, LoweredModel, report_contradiction},
};
use crate::{
    Problem, codes,
    item::{Field, ModelItem},
    place::At,
    types::{Resolve, Unresolved, diesel_type_name, infer},
};

/// Lowers the fields that are columns.
pub(super) fn lower(
    cx: &mut Lowering<'_>,
    item: &ModelItem,
    resolve: &dyn Resolve,
    model: &mut LoweredModel,
) {
    for (index, field) in item.fields.iter().enumerate() {
        if field.attributes.skip {
            continue;
        }
        if let Some(place) = field.attributes.embed {
            cx.push(
                Problem::error(codes::UNSUPPORTED_EMBED, place, "embedded fields are not supported yet")
                    .about(format!("{}.{}", item.name, field.name))
                    .help("write the fields of the embedded struct here, one for each column"),
            );
            continue;
        }
        let (name, place) = column_name(cx, field);
        if report_duplicate(cx, model, field, &name, place) {
            continue;
        }
        let (column, explicit) = column(cx, item, field, &name, resolve);
        model.table.columns.push(column);
        let field_name = field.name.clone();
        model.columns.push(LoweredColumn { field: index, field_name, name, place, explicit });
    }
}

fn column_name(cx: &mut Lowering<'_>, field: &Field) -> (String, crate::Place) {
    match (&field.attributes.column, &field.attributes.diesel_column) {
        (Some(column), diesel) => {
            if let Some(diesel) = diesel {
                report_contradiction(cx, column, diesel, "column");
            }
            (column.value.clone(), column.place)
        }
        (None, Some(diesel)) => (diesel.value.clone(), diesel.place),
        (None, None) => (field.name.clone(), field.place),
    }
}

fn report_duplicate(
    cx: &mut Lowering<'_>,
    model: &LoweredModel,
    field: &Field,
    name: &str,
    place: crate::Place,
) -> bool {
    let Some(earlier) = model.columns.iter().find(|c| c.name == name) else { return false };
    cx.push(
        Problem::error(codes::DUPLICATE_COLUMN, place, format!("two fields for the column `{name}`"))
            .about(format!("{}.{name}", model.table.name))
            .label(format!("`{}` is the second", field.name))
            .related(earlier.place, format!("`{}` is the first", earlier.field_name))
            .help("give one of them another `column`, or leave it out with `#[model(skip)]`"),
    );
    true
}

/// The column of a field, and whether its type was written out.
fn column(
    cx: &mut Lowering<'_>,
    item: &ModelItem,
    field: &Field,
    name: &str,
    resolve: &dyn Resolve,
) -> (Column, bool) {
    let typed = column_type(cx, item, field, resolve);
    let attributes = &field.attributes;
    let mut column = Column::new(name, typed.ty);
    column.nullable = typed.nullable;
    column.collation = collation(cx, field, typed.collation);
    column.default = attributes.default.for_engine(cx.engine).map(Expression::new);
    column.identity = attributes.identity.as_ref().map(|identity| Identity {
        always: identity.always,
        options: identity.options.clone(),
        sequence_name: identity.sequence_name.clone(),
    });
    column.auto_increment = attributes.auto_increment;
    column.serial = attributes.serial.is_some();
    column.generated = attributes.generated.as_ref().map(|generated| Generated {
        expression: Expression::new(generated.expression.trim()),
        stored: generated.stored,
    });
    column.not_null_conflict.clone_from(&attributes.not_null_conflict);
    column.comment = attributes.comment.resolved();
    column.options.clone_from(&attributes.options);
    column.origin = cx.origin(field.whole);
    column.origin.renamed_from.clone_from(&attributes.renamed_from);
    column.origin.type_inferred = !typed.explicit;
    check_value_sources(cx, field, &column);
    (column, typed.explicit)
}

struct Typed {
    ty: ColumnType,
    nullable: bool,
    explicit: bool,
    collation: Option<String>,
}

fn column_type(cx: &mut Lowering<'_>, item: &ModelItem, field: &Field, resolve: &dyn Resolve) -> Typed {
    let attributes = &field.attributes;
    report_type_contradiction(cx, field);
    let (inner, nullable) = field.ty.without_option();
    let inferred = infer(inner, resolve);
    let nullable = nullable || inferred.as_ref().is_ok_and(|i| i.nullable);
    if let Some(written) = attributes.ty.for_engine(cx.engine) {
        let (ty, collation) = without_collation(&written.value);
        if ty == ColumnType::Verbatim(String::new()) && cx.engine == Engine::Postgres {
            let problem = Problem::error(
                codes::MALFORMED_ATTRIBUTE,
                written.place,
                "a column needs a type on PostgreSQL",
            );
            cx.push(problem.help("SQLite alone has columns without: write `type(sqlite = \"\")`"));
        }
        return Typed { ty, nullable, explicit: true, collation };
    }
    let told_diesel = attributes.diesel_type.as_ref().map(|written| written.value.clone());
    let ty = match (told_diesel, inferred) {
        (Some(ty), _) => ty,
        (None, Ok(inferred)) => inferred.ty,
        (None, Err(unresolved)) => {
            // A placeholder keeps the column, so that keys over it are not reported as well.
            cx.push(unresolved_problem(item, field, &unresolved));
            ColumnType::Text
        }
    };
    Typed { ty, nullable, explicit: false, collation: None }
}

/// A type written as `TEXT COLLATE NOCASE` says two things.
fn without_collation(ty: &ColumnType) -> (ColumnType, Option<String>) {
    if let ColumnType::Verbatim(text) = ty {
        let tokens = sql::significant(text);
        if let [.., before, collate, name] = tokens.as_slice()
            && collate.is_word("COLLATE")
        {
            let head = text.get(..before.end()).unwrap_or(text);
            return (ColumnType::Verbatim(head.to_owned()), Some(sql::unquote(name.text)));
        }
    }
    (ty.clone(), None)
}

fn collation(cx: &mut Lowering<'_>, field: &Field, of_type: Option<String>) -> Option<String> {
    let own = field.attributes.collation.clone();
    if let (Some(own), Some(of_type)) = (&own, &of_type)
        && own != of_type
    {
        let place = field.attributes.ty.place().unwrap_or(field.place);
        let message = format!("the collation is `{of_type}` in the type and `{own}` beside it");
        cx.push(Problem::error(codes::CONTRADICTION, place, message));
    }
    own.or(of_type)
}

fn report_type_contradiction(cx: &mut Lowering<'_>, field: &Field) {
    let (Some(diesel), Some(ours)) = (&field.attributes.diesel_type, &field.attributes.ty.any) else {
        return;
    };
    let is_named = |ty: &ColumnType| matches!(ty.element(), ColumnType::Named { .. });
    let names = (diesel_type_name(&diesel.value), diesel_type_name(&ours.value));
    if let (Some(for_diesel), Some(for_model)) = names
        && for_diesel != for_model
        && !is_named(&diesel.value)
        && !is_named(&ours.value)
    {
        cx.push(
            Problem::error(
                codes::CONTRADICTION,
                diesel.place,
                format!("the type is `{for_diesel}` for Diesel and `{for_model}` for the model"),
            )
            .related(ours.place, format!("the model says `{for_model}`"))
            .help("remove one of the two: Schemist reads the type from either"),
        );
    }
}

fn unresolved_problem(item: &ModelItem, field: &Field, why: &Unresolved) -> Problem {
    let text = &field.type_text;
    let (code, message) = if !why.instead.is_empty() {
        (codes::UNSUPPORTED_TYPE, format!("no column can hold a `{text}`"))
    } else if why.ambiguous {
        (codes::AMBIGUOUS_NAME, format!("`{text}` could be one of several types"))
    } else {
        (codes::UNKNOWN_TYPE, format!("the SQL type of `{text}` is not known"))
    };
    let mut problem =
        Problem::error(code, field.type_place, message).about(format!("{}.{}", item.name, field.name));
    for (place, what) in &why.definitions {
        problem = problem.related(*place, what.clone());
    }
    if let Some(reason) = &why.reason {
        problem = problem.because(reason.clone());
    }
    if let Some(help) = &why.help {
        problem = problem.help(help.clone());
    }
    if let (Some(name), Some(first)) = (&why.name, why.instead.first()) {
        let replaced = replace_word(text, name, first);
        problem = problem.edit(format!("use `{replaced}`"), field.type_place, replaced.clone());
        if let Some(other) = why.instead.get(1) {
            problem = problem.help(format!("or use `{}`", replace_word(text, name, other)));
        }
    } else {
        problem = problem.edit(
            "give the SQL type, for example `Text`",
            field.attribute_place,
            "#[model(type = Text)] ",
        );
    }
    problem
}

/// `Option<u64>` with `i64` for `u64`.
fn replace_word(text: &str, word: &str, by: &str) -> String {
    let boundary = |c: Option<char>| c.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
    for (at, _) in text.match_indices(word) {
        let (before, rest) = text.split_at(at);
        let after = rest.get(word.len()..).unwrap_or_default();
        if boundary(before.chars().next_back()) && boundary(after.chars().next()) {
            return format!("{before}{by}{after}");
        }
    }
    by.to_owned()
}

/// A column has one source of values where an INSERT says nothing.
fn check_value_sources(cx: &mut Lowering<'_>, field: &Field, column: &Column) {
    let attributes = &field.attributes;
    let mut sources: Vec<(&str, crate::Place)> = Vec::new();
    sources.extend(attributes.default.place.map(|place| ("default", place)));
    sources.extend(attributes.identity.as_ref().map(|i| ("identity", i.place)));
    sources.extend(attributes.serial.map(|place| ("serial", place)));
    sources.extend(attributes.generated.as_ref().map(|g| ("generated", g.place)));
    if let [(first, first_place), (second, second_place), ..] = sources.as_slice() {
        cx.push(
            Problem::error(
                codes::CONTRADICTION,
                *second_place,
                format!("a column has either `{first}` or `{second}`"),
            )
            .related(*first_place, format!("`{first}` stands here")),
        );
    }
    let integer = match &column.ty {
        ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt | ColumnType::Verbatim(_) => true,
        // `int unsigned` and the like, of MySQL.
        ColumnType::Named { name, .. } => name.name.contains("int"),
        _ => false,
    };
    let counted = attributes.serial.map(|place| At::new("serial", place));
    let counted = counted.or(attributes.identity.as_ref().map(|i| At::new("identity", i.place)));
    if let Some(counted) = counted.filter(|_| !integer) {
        cx.push(
            Problem::error(
                codes::MALFORMED_ATTRIBUTE,
                counted.place,
                format!("`{}` stands on integers only, and this is `{}`", counted.value, field.type_text),
            )
            .help("make the field an `i16`, `i32` or `i64`"),
        );
    }
}
