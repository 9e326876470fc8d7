use schemist_schema::{Check, Exclusion, Expression, Index, IndexKey, KeyColumn, PrimaryKey, Unique};

use super::{
    Lowering,
    model::{LoweredModel, column_named},
    pending::PendingReference,
};
use crate::{
    Problem,
    attributes::{
        CheckDeclaration, ForeignKeyDeclaration, IndexDeclaration, IndexKeyTarget, KeyDeclaration, KeyOrder,
        KeyPart,
    },
    codes,
    item::ModelItem,
    place::At,
};

/// Lowers everything that is over columns.
pub(super) fn lower(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    primary_key(cx, item, model);
    uniques(cx, item, model);
    indexes(cx, item, model);
    checks(cx, item, model);
    references(item, model);
    model.table.sort();
}

/// From the struct, from its fields, from what Diesel was told, or the field `id`.
fn primary_key(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    let on_fields: Vec<(&str, &KeyDeclaration)> = fields(item, model)
        .filter_map(|(column, field)| Some((column, field.attributes.primary_key.as_ref()?)))
        .collect();
    let declared = item.attributes.primary_key.as_ref();
    if let (Some(declared), Some((_, field_key))) = (declared, on_fields.first()) {
        cx.push(
            Problem::error(codes::CONTRADICTION, field_key.place, "the primary key is declared twice")
                .related(declared.place, "the struct declares it here")
                .help("keep one of the two"),
        );
    }
    let key = match (declared, on_fields.first()) {
        (Some(declared), _) => Some(key_from(cx, model, declared)),
        (None, Some((_, first))) => {
            let columns = on_fields.iter().map(|(column, _)| *column);
            Some(PrimaryKey { columns: columns.map(KeyColumn::new).collect(), ..options(cx, model, first) })
        }
        (None, None) => None,
    };
    let diesel = diesel_key(item, model);
    if let (Some(key), Some(diesel)) = (&key, &diesel) {
        report_contradicting_keys(cx, key, diesel);
    }
    let no_key = item.attributes.no_primary_key;
    if let Some(declared) = declared.or(on_fields.first().map(|(_, key)| *key)).filter(|_| no_key) {
        let message = "`no_primary_key` and a primary key contradict each other";
        cx.push(Problem::error(codes::CONTRADICTION, declared.place, message));
    }
    let by_rule = || model.column("id").map(|column| PrimaryKey::on([column.name.clone()]));
    if let Some(key) = &key {
        report_nullable_parts(cx, item, model, key);
    }
    model.table.primary_key = match (key, diesel) {
        (Some(key), _) if !key.columns.is_empty() => Some(key),
        (Some(_), _) => None,
        (None, Some(diesel)) if !no_key => {
            Some(PrimaryKey { origin: cx.origin(diesel.place), ..PrimaryKey::on(diesel.value) })
        }
        (None, _) if no_key => None,
        (None, _) => match by_rule() {
            Some(key) => Some(PrimaryKey { origin: cx.origin(item.place), ..key }),
            None => {
                report_missing_key(cx, item, model);
                None
            }
        },
    };
}

/// A key is never NULL, so what is embedded as an `Option` cannot hold a column of it.
fn report_nullable_parts(cx: &mut Lowering<'_>, item: &ModelItem, model: &LoweredModel, key: &PrimaryKey) {
    for (column, field) in fields(item, model) {
        let embedded = field.embedded.as_ref().filter(|embedded| embedded.nullable);
        if let Some(embedded) = embedded.filter(|_| key.columns.iter().any(|k| k.name == column)) {
            let message = format!("`{column}` is in the primary key, and its part is an `Option`");
            cx.push(
                Problem::error(codes::CONTRADICTION, embedded.through, message)
                    .related(field.place, "the column is declared here")
                    .help("take the `Option` away, or the column out of the key"),
            );
        }
    }
}

fn report_missing_key(cx: &mut Lowering<'_>, item: &ModelItem, model: &LoweredModel) {
    if model.columns.is_empty() {
        return;
    }
    cx.push(
        Problem::warning(codes::NO_PRIMARY_KEY, item.place, format!("`{}` has no primary key", item.name))
            .about(model.table.name.to_string())
            .help("put `#[model(primary_key)]` on a field, or `#[model(primary_key(a, b))]` on the struct")
            .help("if the table is meant to have none, say `#[model(no_primary_key)]`"),
    );
}

fn key_from(cx: &mut Lowering<'_>, model: &LoweredModel, declared: &KeyDeclaration) -> PrimaryKey {
    PrimaryKey { columns: key_columns(cx, model, &declared.columns), ..options(cx, model, declared) }
}

fn options(cx: &mut Lowering<'_>, model: &LoweredModel, declared: &KeyDeclaration) -> PrimaryKey {
    PrimaryKey {
        name: declared.name.clone(),
        columns: Vec::new(),
        include: column_names(cx, model, &declared.include),
        deferrable: declared.deferrable,
        on_conflict: declared.on_conflict.clone(),
        comment: declared.comment.clone(),
        origin: cx.origin(declared.place),
    }
}

/// Diesel names columns as `table!` does: by `column_name`, or by the field.
fn diesel_key(item: &ModelItem, model: &LoweredModel) -> Option<At<Vec<String>>> {
    let declared = item.attributes.diesel_primary_key.as_ref()?;
    let named = |name: &str| {
        let for_diesel = fields(item, model).find(|(_, field)| {
            let own = field.attributes.diesel_column.as_ref().map_or(&field.name, |c| &c.value);
            own == name
        });
        for_diesel.map(|(column, _)| column.to_owned())
    };
    let columns: Vec<String> = declared.value.iter().filter_map(|name| named(&name.value)).collect();
    (!columns.is_empty()).then(|| At::new(columns, declared.place))
}

fn report_contradicting_keys(cx: &mut Lowering<'_>, key: &PrimaryKey, diesel: &At<Vec<String>>) {
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let ours: Vec<String> = key.columns.iter().map(|c| c.name.clone()).collect();
    if sorted(ours.clone()) != sorted(diesel.value.clone()) {
        cx.push(
            Problem::error(
                codes::CONTRADICTION,
                diesel.place,
                format!(
                    "the primary key is ({}) for Diesel and ({}) for the model",
                    diesel.value.join(", "),
                    ours.join(", ")
                ),
            )
            .help("remove one of the two: Schemist reads the primary key from either"),
        );
    }
}

fn uniques(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    let mut found = Vec::new();
    for declared in &item.attributes.uniques {
        let columns = key_columns(cx, model, &declared.columns);
        found.push(unique(cx, model, declared, columns));
    }
    for (column, field) in fields(item, model) {
        for declared in &field.attributes.uniques {
            found.push(unique(cx, model, declared, vec![KeyColumn::new(column)]));
        }
    }
    found.retain(|u| !u.columns.is_empty());
    model.table.uniques = found;
}

fn unique(
    cx: &mut Lowering<'_>,
    model: &LoweredModel,
    declared: &KeyDeclaration,
    columns: Vec<KeyColumn>,
) -> Unique {
    Unique {
        name: declared.name.clone(),
        columns,
        include: column_names(cx, model, &declared.include),
        nulls_not_distinct: declared.nulls_not_distinct,
        deferrable: declared.deferrable,
        on_conflict: declared.on_conflict.clone(),
        comment: declared.comment.clone(),
        origin: cx.origin(declared.place),
    }
}

fn key_columns(cx: &mut Lowering<'_>, model: &LoweredModel, parts: &[KeyPart]) -> Vec<KeyColumn> {
    let mut columns: Vec<KeyColumn> = Vec::new();
    for part in parts {
        let Some(name) = column_named(cx, model, &part.name) else { continue };
        if columns.iter().any(|c| c.name == name) {
            let message = format!("the column `{name}` is named twice");
            cx.push(Problem::error(codes::REPEATED_ATTRIBUTE, part.name.place, message));
            continue;
        }
        columns.push(KeyColumn {
            name,
            descending: part.descending,
            collation: part.collation.clone(),
            prefix: part.prefix,
        });
    }
    columns
}

fn column_names(cx: &mut Lowering<'_>, model: &LoweredModel, names: &[At<String>]) -> Vec<String> {
    names.iter().filter_map(|name| column_named(cx, model, name)).collect()
}

fn indexes(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    let mut found = Vec::new();
    for declared in &item.attributes.indexes {
        found.push(index(cx, model, declared, None));
    }
    for (column, field) in fields(item, model) {
        for declared in &field.attributes.indexes {
            found.push(index(cx, model, declared, Some(column)));
        }
    }
    found.retain(|i| !i.keys.is_empty());
    model.table.indexes = found;
}

fn index(
    cx: &mut Lowering<'_>,
    model: &LoweredModel,
    declared: &IndexDeclaration,
    field_column: Option<&str>,
) -> Index {
    let own = field_column.map(|column| ordered(IndexKey::column(column), &declared.field_order));
    let mut keys: Vec<IndexKey> = own.into_iter().collect();
    for key in &declared.keys {
        let target = match &key.target {
            IndexKeyTarget::Column(name) => column_named(cx, model, name).map(IndexKey::column),
            IndexKeyTarget::Expression(sql) => Some(IndexKey::expression(sql.trim())),
        };
        keys.extend(target.map(|target| ordered(target, &key.order)));
    }
    Index {
        name: declared.name.clone(),
        keys,
        unique: declared.unique,
        method: declared.method.clone(),
        predicate: declared.predicate.as_deref().map(|sql| Expression::new(sql.trim())),
        include: column_names(cx, model, &declared.include),
        nulls_not_distinct: declared.nulls_not_distinct,
        options: declared.options.clone(),
        comment: declared.comment.clone(),
        origin: cx.origin(declared.place),
    }
}

fn ordered(key: IndexKey, order: &KeyOrder) -> IndexKey {
    IndexKey {
        descending: order.descending,
        nulls: order.nulls,
        collation: order.collation.clone(),
        operator_class: order.operator_class.clone(),
        prefix: order.prefix,
        ..key
    }
}

fn checks(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    let on_fields = item.fields.iter().filter(|f| !f.attributes.skip).flat_map(|f| &f.attributes.checks);
    let all = item.attributes.checks.iter().chain(on_fields);
    model.table.checks = all.map(|declared| check(cx, declared)).collect();
    let exclusions = item.attributes.exclusions.iter().map(|declared| Exclusion {
        name: declared.name.clone(),
        definition: Expression::new(declared.definition.trim()),
        comment: declared.comment.clone(),
        origin: cx.origin(declared.place),
    });
    model.table.exclusions = exclusions.collect();
}

fn check(cx: &Lowering<'_>, declared: &CheckDeclaration) -> Check {
    Check {
        no_inherit: declared.no_inherit,
        not_valid: declared.not_valid,
        comment: declared.comment.clone(),
        origin: cx.origin(declared.place),
        ..Check::new(declared.name.clone(), declared.expression.trim())
    }
}

fn references(item: &ModelItem, model: &mut LoweredModel) {
    let of_struct = item.attributes.foreign_keys.iter().map(|declaration| PendingReference {
        columns: declaration.columns.clone(),
        declaration: declaration.clone(),
    });
    let of_fields = fields(item, model).filter_map(|(column, field)| {
        let target = field.attributes.references.clone()?;
        let columns = vec![At::new(column.to_owned(), field.place)];
        let place = target.place;
        let options = field.attributes.reference_options.clone();
        let declaration =
            ForeignKeyDeclaration { columns: columns.clone(), target, options, home: field.home(), place };
        Some(PendingReference { columns, declaration })
    });
    let all = of_struct.chain(of_fields).collect();
    model.references = all;
}

/// The columns with the fields they come from.
fn fields<'a>(
    item: &'a ModelItem,
    model: &'a LoweredModel,
) -> impl Iterator<Item = (&'a str, &'a crate::item::Field)> {
    model.columns.iter().filter_map(|c| Some((c.name.as_str(), item.fields.get(c.field)?)))
}
