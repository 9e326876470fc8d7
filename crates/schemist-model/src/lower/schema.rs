use std::collections::BTreeMap;

use rayon::prelude::*;
use schemist_schema::{
    Column, ColumnType, ForeignKey, Management, QualifiedName, Schema, Table, TableRemarks,
};

use super::{FindModel, Lowering, given_names, management, model::LoweredModel, references};
use crate::{Problem, codes, item::EnumItem};

/// What was found among all files.
pub(crate) struct Declared<'a> {
    pub(crate) enums: Vec<&'a EnumItem>,
    /// Enums of crates whose models do not count.
    pub(crate) other_enums: Vec<&'a EnumItem>,
    pub(crate) models: Vec<LoweredModel>,
    /// For each model whether it counts; the others are there to be referred to.
    pub(crate) counts: Vec<bool>,
}

/// Puts models and enums together; the first of two that claim one name stays.
///
/// Of crates whose models do not count come the enums that columns have, and, as described and not managed,
/// the tables that foreign keys refer to.
pub(crate) fn assemble(
    cx: &mut Lowering<'_>,
    declared: Declared<'_>,
    find: &(dyn FindModel + Sync),
) -> Schema {
    let mut schema = Schema::default();
    for (i, item) in declared.enums.iter().enumerate() {
        insert_enum(cx, &mut schema, declared.enums.get(..i).unwrap_or_default(), item);
    }
    let keys = foreign_keys(cx, &declared.models, find);
    let is_second = report_second_models(cx, &declared);
    report_dropped_tables(cx, &declared.models);
    let counted = declared.models.iter().zip(declared.counts.iter().zip(&is_second));
    given_names::report_duplicates(
        cx,
        counted.filter(|(_, (counts, is_second))| **counts && !**is_second).map(|(model, _)| model),
    );

    let mut others = Vec::new();
    let models = declared.models.into_iter().zip(declared.counts).zip(is_second).zip(keys);
    for (((model, counts), is_second), foreign_keys) in models {
        match counts {
            true if is_second => {}
            true => insert_model(&mut schema, model, foreign_keys),
            false => others.push(model),
        }
    }
    insert_others(&mut schema, others);
    for item in declared.other_enums {
        let name = item.type_name();
        let is_used = |column: &Column| matches!(column.ty.element(), ColumnType::Enum(of) if *of == name);
        let mut columns = schema.tables.values().flat_map(|table| table.columns.iter());
        if !schema.enums.contains_key(&name) && columns.any(is_used) {
            insert_enum(cx, &mut schema, &[], item);
        }
    }
    schema
}

/// The foreign keys of each model, looked up in parallel.
fn foreign_keys(
    cx: &mut Lowering<'_>,
    models: &[LoweredModel],
    find: &(dyn FindModel + Sync),
) -> Vec<Vec<ForeignKey>> {
    let (engine, locate) = (cx.engine, cx.locate);
    let of_model = |index: usize| {
        let mut own = Lowering { engine, locate, problems: Vec::new() };
        let keys = references::foreign_keys(&mut own, models, index, find);
        (keys, own.problems)
    };
    let found: Vec<_> = (0..models.len()).into_par_iter().map(of_model).collect();
    let mut keys = Vec::with_capacity(found.len());
    for (own, problems) in found {
        keys.push(own);
        problems.into_iter().for_each(|problem| cx.push(problem));
    }
    keys
}

/// For each model whether an earlier one has its table.
fn report_second_models(cx: &mut Lowering<'_>, declared: &Declared<'_>) -> Vec<bool> {
    let mut first: BTreeMap<&QualifiedName, &LoweredModel> = BTreeMap::new();
    let mut is_second = Vec::with_capacity(declared.models.len());
    for (model, counts) in declared.models.iter().zip(&declared.counts) {
        let name = &model.table.name;
        let earlier = counts.then(|| first.get(name).copied()).flatten();
        is_second.push(earlier.is_some());
        if let Some(earlier) = earlier {
            let message = format!("two models for the table `{name}`");
            cx.push(
                Problem::error(codes::DUPLICATE_TABLE, model.place, message)
                    .about(name.to_string())
                    .label(format!("`{}` is the second", model.rust_name))
                    .related(earlier.place, format!("`{}` is the first", earlier.rust_name))
                    .help(
                        "one struct declares a table; others that only read or write it do not derive `Model`",
                    ),
            );
        } else if *counts {
            first.insert(name, model);
        }
    }
    is_second
}

fn insert_model(schema: &mut Schema, model: LoweredModel, foreign_keys: Vec<ForeignKey>) {
    let mut table = model.table;
    add_namespace(schema, &table.name);
    table.foreign_keys = foreign_keys;
    schema.insert_table(table);
    for sequence in model.sequences {
        add_namespace(schema, &sequence.name);
        schema.sequences.insert(sequence.name.clone(), sequence);
    }
}

fn insert_others(schema: &mut Schema, others: Vec<LoweredModel>) {
    for model in others {
        let mut table = model.table;
        let is_referenced = |other: &Table| other.foreign_keys.iter().any(|k| k.references == table.name);
        if !schema.tables.contains_key(&table.name) && schema.tables.values().any(is_referenced) {
            let remarks = table.origin.table.take().map(|remarks| *remarks).unwrap_or_default();
            let described = TableRemarks { management: Management::Described, ..remarks };
            table.origin.table = Some(Box::new(described));
            add_namespace(schema, &table.name);
            schema.insert_table(table);
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
    enum_type.origin.allows = cx.allows(&item.attributes.allows);
    enum_type.origin.span = cx.locate.span(item.place);
    add_namespace(schema, &name);
    schema.enums.insert(name, enum_type);
}

fn add_namespace(schema: &mut Schema, name: &QualifiedName) {
    if let Some(namespace) = &name.namespace {
        schema.namespaces.entry(namespace.clone()).or_default();
    }
}
