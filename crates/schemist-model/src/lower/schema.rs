use schemist_schema::{QualifiedName, Schema};

use super::{FindModel, Lowering, management, model::LoweredModel, references};
use crate::{Problem, codes, item::EnumItem};

/// Puts models and enums together; the first of two that claim one name stays.
pub(crate) fn assemble(
    cx: &mut Lowering<'_>,
    enums: &[&EnumItem],
    models: &[LoweredModel],
    find: &dyn FindModel,
) -> Schema {
    let mut schema = Schema::default();
    for (i, item) in enums.iter().enumerate() {
        insert_enum(cx, &mut schema, enums.get(..i).unwrap_or_default(), item);
    }
    for (i, model) in models.iter().enumerate() {
        insert_model(cx, &mut schema, models, i, model, find);
    }
    report_dropped_tables(cx, models);
    schema
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
    if let Some(first) = earlier.iter().find(|e| e.type_name() == name) {
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
    models: &[LoweredModel],
    index: usize,
    model: &LoweredModel,
    find: &dyn FindModel,
) {
    let name = &model.table.name;
    let earlier = models.iter().take(index).find(|m| m.table.name == *name);
    let foreign_keys = references::foreign_keys(cx, models, index, find);
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
