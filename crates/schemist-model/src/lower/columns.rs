use schemist_schema::{Column, ColumnType, Engine, Expression, Generated, Identity, sql};

use super::{
    Homes, Lowering,
    model::{LoweredColumn, LoweredModel, report_contradiction},
};
use crate::{
    Problem, codes,
    item::{Field, ModelItem},
    place::At,
    types::{Unresolved, diesel_type_name},
};

/// Lowers the fields that are columns.
pub(super) fn lower<'a>(
    cx: &mut Lowering<'_>,
    item: &ModelItem,
    homes: &dyn Homes<'a>,
    model: &mut LoweredModel,
) {
    model.table.columns.0.reserve(item.fields.len());
    model.columns.reserve(item.fields.len());
    for (index, field) in item.fields.iter().enumerate() {
        let attributes = &field.attributes;
        // What could not be opened was reported.
        if attributes.skip || attributes.embed.is_some() {
            continue;
        }
        if let (Some(column), Some(diesel)) = (&attributes.column, &attributes.diesel_column) {
            report_contradiction(cx, column, diesel, "column");
        }
        let (name, place) = name_of(field);
        if report_duplicate(cx, item, model, field, &name, place) {
            continue;
        }
        let (column, explicit) = column(cx, item, field, &name, homes);
        model.table.columns.push(column);
        let field_name = format!("{}{}", field.prefix(), field.name);
        model.columns.push(LoweredColumn {
            field: index,
            field_name,
            path: field.rust_path(),
            name,
            place,
            explicit,
        });
    }
}

/// The name of a field's column, and where it comes from.
pub(super) fn name_of(field: &Field) -> (String, crate::Place) {
    let attributes = &field.attributes;
    let (name, place) = match attributes.column.as_ref().or(attributes.diesel_column.as_ref()) {
        Some(written) => (&written.value, written.place),
        None => (&field.name, field.place),
    };
    (format!("{}{name}", field.prefix()), place)
}

/// Points at the field of the model that brought the field of a part into it.
fn through(problem: Problem, field: &Field) -> Problem {
    match &field.embedded {
        Some(embedded) => problem.related(embedded.through, "it is embedded here"),
        None => problem,
    }
}

fn report_duplicate(
    cx: &mut Lowering<'_>,
    item: &ModelItem,
    model: &LoweredModel,
    field: &Field,
    name: &str,
    place: crate::Place,
) -> bool {
    let Some(earlier) = model.columns.iter().find(|c| c.name == name) else { return false };
    let first = item.fields.get(earlier.field);
    // With parts the fields stand in other places; where they meet is in the model.
    let at = field.embedded.as_ref().map_or(place, |embedded| embedded.through);
    let shown = |path: Vec<String>| path.join(".");
    let mut problem =
        Problem::error(codes::DUPLICATE_COLUMN, at, format!("two fields for the column `{name}`"))
            .about(format!("{}.{name}", model.table.name))
            .label(format!("`{}` is the second", shown(field.rust_path())))
            .related(earlier.place, format!("`{}` is the first", shown(earlier.path.clone())));
    if let Some(first) = first.filter(|first| first.embedded.is_some()) {
        problem = through(problem, first);
    }
    let parts = field.embedded.is_some() || first.is_some_and(|first| first.embedded.is_some());
    if field.embedded.is_some() {
        problem = problem.related(place, format!("`{}` is the second", field.name));
    }
    cx.push(problem.help(match parts {
        true => "give the columns of one part a prefix: `#[model(embed(prefix = \"…\"))]`",
        false => "give one of them another `column`, or leave it out with `#[model(skip)]`",
    }));
    true
}

/// The column of a field, and whether its type was written out.
fn column(
    cx: &mut Lowering<'_>,
    item: &ModelItem,
    field: &Field,
    name: &str,
    homes: &dyn Homes<'_>,
) -> (Column, bool) {
    let typed = column_type(cx, item, field, homes);
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
    column.options = attributes.options.for_engine(cx.engine);
    column.origin = cx.origin(field.whole);
    column.origin.renamed_from = renamed_from(field);
    column.origin.allows = cx.allows(&attributes.allows);
    column.origin.type_inferred = !typed.explicit;
    column.origin.rust_default.clone_from(&field.rust_default);
    check_value_sources(cx, field, &column);
    (column, typed.explicit)
}

/// The column's name before: another name of the field, another prefix of the part, or both.
fn renamed_from(field: &Field) -> Option<String> {
    let own = field.attributes.renamed_from.as_deref();
    let Some(embedded) = &field.embedded else { return own.map(str::to_owned) };
    let now = name_of(field).0;
    let unprefixed = now.strip_prefix(&embedded.prefix).unwrap_or(&now);
    let before = format!("{}{}", embedded.prefix_before, own.unwrap_or(unprefixed));
    (before != now).then_some(before)
}

struct Typed {
    ty: ColumnType,
    nullable: bool,
    explicit: bool,
    collation: Option<String>,
}

fn column_type(cx: &mut Lowering<'_>, item: &ModelItem, field: &Field, homes: &dyn Homes<'_>) -> Typed {
    let attributes = &field.attributes;
    report_type_contradiction(cx, field);
    let (inner, nullable) = field.ty.without_option();
    let inferred = homes.infer(field.home(), inner);
    if nullable
        && (field.ty.inside("Option").is_some_and(|t| t.inside("Option").is_some())
            || inferred.as_ref().is_ok_and(|i| i.nullable))
    {
        report_double_option(cx, item, field);
    }
    let nullable = nullable
        || field.embedded.as_ref().is_some_and(|embedded| embedded.nullable)
        || inferred.as_ref().is_ok_and(|i| i.nullable);
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
        report_unsigned(cx, &ty, written.place);
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

/// A value is there or it is NULL; the difference between two kinds of nothing would be lost.
fn report_double_option(cx: &mut Lowering<'_>, item: &ModelItem, field: &Field) {
    let text = &field.type_text;
    let message = format!("a column is NULL or it is not: `{text}` says it twice");
    let mut problem = Problem::error(codes::UNSUPPORTED_TYPE, field.type_place, message)
        .about(format!("{}.{}", item.name, field.rust_path().join(".")))
        .because("two `Option`s belong into a struct of changes (`AsChangeset`), where the outer one says whether to change");
    if let Some(inner) = text.strip_prefix("Option<").and_then(|inner| inner.strip_suffix('>'))
        && inner.starts_with("Option<")
    {
        problem = problem.edit(format!("use `{inner}`"), field.type_place, inner);
    }
    cx.push(problem);
}

fn report_unsigned(cx: &mut Lowering<'_>, ty: &ColumnType, place: crate::Place) {
    let is_unsigned = matches!(ty, ColumnType::Named { name, .. } if name.name.ends_with(" unsigned"));
    if !is_unsigned || cx.engine == Engine::Mysql {
        return;
    }
    let engine = match cx.engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres | Engine::Mysql => "PostgreSQL",
    };
    cx.push(
        Problem::error(codes::UNSUPPORTED_TYPE, place, format!("{engine} has no unsigned integers"))
            .help("use the next larger signed type, as in `BigInt`")
            .help("or say it for MySQL alone: `type(mysql = Unsigned(Integer), postgres = BigInt, sqlite = BigInt)`"),
    );
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
    let own = field.attributes.collation.for_engine(cx.engine).cloned();
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
    let subject = format!("{}.{}", item.name, field.rust_path().join("."));
    let mut problem = through(Problem::error(code, field.type_place, message).about(subject), field);
    for (place, what) in &why.definitions {
        problem = problem.related(*place, what.clone());
    }
    if let Some(reason) = &why.reason {
        problem = problem.because(reason.clone());
    }
    if let Some(help) = &why.help {
        problem = problem.help(help.clone());
    }
    if let Some((written, meant)) = &why.meant {
        let replaced = replace_word(text, written, meant);
        problem = problem.edit(format!("did you mean `{replaced}`?"), field.type_place, replaced);
    } else if let (Some(name), Some(first)) = (&why.name, why.instead.first()) {
        let replaced = replace_word(text, name, first);
        problem = problem.edit(format!("use `{replaced}`"), field.type_place, replaced.clone());
        if let Some(other) = why.instead.get(1) {
            problem = problem.help(format!("or use `{}`", replace_word(text, name, other)));
        }
    } else if let Some(attribute) = why.attribute {
        problem =
            problem.edit(format!("write `{attribute}`"), field.attribute_place, format!("{attribute} "));
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
