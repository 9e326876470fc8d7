use schemist_schema::{Column, ColumnType, Management, QualifiedName, Schema, Table, TableRemarks};

use super::{FindModel, Lowering, management, model::LoweredModel, references};
use crate::{Problem, codes, item::EnumItem};

/// What was found among all files.
pub(crate) struct Declared<'a> {
    pub(crate) enums: Vec<&'a EnumItem>,
    /// Enums of crates whose models do not count.
    pub(crate) other_enums: Vec<&'a EnumItem>,
    pub(crate) models: &'a [LoweredModel],
    /// For each model whether it counts; the others are there to be referred to.
    pub(crate) counts: Vec<bool>,
}

/// Puts models and enums together; the first of two that claim one name stays.
///
/// Of crates whose models do not count come the enums that columns have, and, as described and not managed,
/// the tables that foreign keys refer to.
pub(crate) fn assemble(cx: &mut Lowering<'_>, declared: &Declared<'_>, find: &dyn FindModel) -> Schema {
    let mut schema = Schema::default();
    for (i, item) in declared.enums.iter().enumerate() {
        insert_enum(cx, &mut schema, declared.enums.get(..i).unwrap_or_default(), item);
    }
    for (i, model) in declared.models.iter().enumerate() {
        if declared.counts.get(i).copied().unwrap_or_default() {
            insert_model(cx, &mut schema, declared, i, model, find);
        }
    }
    insert_others(cx, &mut schema, declared);
    report_dropped_tables(cx, declared.models);
    schema
}

fn insert_others(cx: &mut Lowering<'_>, schema: &mut Schema, declared: &Declared<'_>) {
    let others = declared.models.iter().zip(&declared.counts).filter(|(_, counts)| !**counts);
    for (model, _) in others {
        let is_referenced = |table: &Table| table.foreign_keys.iter().any(|k| k.references == model.table.name);
        if !schema.tables.contains_key(&model.table.name) && schema.tables.values().any(is_referenced) {
            let mut table = model.table.clone();
            let remarks = table.origin.table.take().map(|remarks| *remarks).unwrap_or_default();
            let described = TableRemarks { management: Management::Described, ..remarks };
            table.origin.table = Some(Box::new(described));
            add_namespace(schema, &table.name);
            schema.insert_table(table);
        }
    }
    for item in &declared.other_enums {
        let name = item.type_name();
        let is_used = |column: &Column| matches!(column.ty.element(), ColumnType::Enum(of) if *of == name);
        let mut columns = schema.tables.values().flat_map(|table| table.columns.iter());
        if !schema.enums.contains_key(&name) && columns.any(is_used) {
            insert_enum(cx, schema, &[], item);
        }
    }
}

/// A table that went on purpose and has a model.
fn report_dropped_tables(cx: &mut Lowering<'_>, models: &[LoweredModel]) {
    for model in models {
        for written in &model.dropped_tables {
            let name = management::dropped_table(model, written);
            let Some(other) = models.iter().find(|m| m.table.name == name) else { continue };
            cx.push(
                Problem::error(
                    codes::DROPPED_BUT_DECLARED,
                    written.place,
                    format!("the table `{name}` was dropped, and has a model"),
                )
                .about(name.to_string())
                .related(other.place, format!("`{}` declares it", other.rust_name))
                .help("remove one of the two"),
            );
        }
    }
}

fn insert_enum(cx: &mut Lowering<'_>, schema: &mut Schema, earlier: &[&EnumItem], item: &EnumItem) {
    let mut enum_type = item.enum_type();
    let name = enum_type.name.clone();
    let taken = schema.enums.contains_key(&name);
    if let Some(first) = earlier.iter().find(|e| taken && e.type_name() == name) {
        cx.push(
            Problem::error(
                codes::DUPLICATE_ENUM,
                item.place,
                format!("two enums for the enum type `{name}`"),
            )
            .about(name.to_string())
            .label(format!("`{}` is the second", item.name))
            .related(first.place, format!("`{}` is the first", first.name))
            .help("give one of them another `#[model(name = \"…\")]`"),
        );
        return;
    }
    enum_type.origin.span = cx.locate.span(item.place);
    add_namespace(schema, &name);
    schema.enums.insert(name, enum_type);
}

fn insert_model(
    cx: &mut Lowering<'_>,
    schema: &mut Schema,
    declared: &Declared<'_>,
    index: usize,
    model: &LoweredModel,
    find: &dyn FindModel,
) {
    let name = &model.table.name;
    let earlier = schema.tables.contains_key(name).then(|| {
        let earlier = declared.models.iter().zip(&declared.counts).take(index);
        earlier.filter(|(_, counts)| **counts).map(|(model, _)| model).find(|m| m.table.name == *name)
    });
    let earlier = earlier.flatten();
    let foreign_keys = references::foreign_keys(cx, declared.models, index, find);
    if let Some(first) = earlier {
        cx.push(
            Problem::error(codes::DUPLICATE_TABLE, model.place, format!("two models for the table `{name}`"))
                .about(name.to_string())
                .label(format!("`{}` is the second", model.rust_name))
                .related(first.place, format!("`{}` is the first", first.rust_name))
                .help("one struct declares a table; others that only read or write it do not derive `Model`"),
        );
        return;
    }
    add_namespace(schema, name);
    let mut table = model.table.clone();
    table.foreign_keys = foreign_keys;
    schema.insert_table(table);
    for sequence in &model.sequences {
        add_namespace(schema, &sequence.name);
        schema.sequences.insert(sequence.name.clone(), sequence.clone());
    }
}

fn add_namespace(schema: &mut Schema, name: &QualifiedName) {
    if let Some(namespace) = &name.namespace {
        schema.namespaces.entry(namespace.clone()).or_default();
    }
}
