use std::{borrow::Cow, collections::BTreeMap};

use schemist_schema::{QualifiedName, Sequence, Table};

use super::{
    Homes, Lowering, columns, embed,
    given_names::{self, Named},
    keys, management,
    pending::PendingReference,
};
use crate::{
    Place, Problem, codes,
    item::{ModelItem, split_name},
    names,
    place::At,
    problem::closest,
};

/// A model as a table, before its foreign keys are known to lead anywhere.
#[derive(Debug, Clone)]
pub struct LoweredModel {
    /// The struct's name.
    pub rust_name: String,
    /// The table without its foreign keys.
    pub table: Table,
    /// Its columns with the fields they come from, in the order of the fields.
    pub columns: Vec<LoweredColumn>,
    /// Its foreign keys.
    pub references: Vec<PendingReference>,
    /// Its sequences.
    pub sequences: Vec<Sequence>,
    /// Tables that went on purpose.
    pub dropped_tables: Vec<At<String>>,
    /// The names written out for its keys, indexes and checks.
    pub(super) given_names: Vec<(Named, At<String>)>,
    /// Where the table's name comes from.
    pub place: Place,
}

/// A column and the field it comes from.
#[derive(Debug, Clone)]
pub struct LoweredColumn {
    /// The index of the field in the item as it was lowered: with the fields of its parts.
    pub field: usize,
    /// The field's name; behind the prefix, where it is a part's.
    pub field_name: String,
    /// The fields that lead to it in Rust: `ship`, `street`; one where it is the model's own.
    pub path: Vec<String>,
    /// The column's name.
    pub name: String,
    /// Where the name comes from.
    pub place: Place,
    /// Whether the type was written out.
    pub explicit: bool,
}

impl LoweredModel {
    /// The column of this name, or of the field of this name.
    pub(crate) fn column(&self, name: &str) -> Option<&LoweredColumn> {
        let by_name = self.columns.iter().find(|c| c.name == name);
        by_name.or_else(|| self.columns.iter().find(|c| c.field_name == name))
    }

    #[cfg(feature = "load")]
    /// The columns of the primary key.
    pub(crate) fn primary_key_columns(&self) -> Vec<String> {
        let keys = self.table.primary_key.iter().flat_map(|key| &key.columns);
        keys.map(|key| key.name.clone()).collect()
    }
}

/// Lowers one model, and gives back the item with the fields of its parts. Always yields a table, so that
/// what refers to it is not reported as well.
pub(crate) fn lower_model<'a>(
    cx: &mut Lowering<'_>,
    item: &'a ModelItem,
    homes: &mut dyn Homes<'a>,
) -> (Cow<'a, ModelItem>, LoweredModel) {
    let item = embed::flatten(cx, item, homes);
    let model = lower_flat(cx, &item, homes);
    (item, model)
}

fn lower_flat<'a>(cx: &mut Lowering<'_>, item: &ModelItem, homes: &dyn Homes<'a>) -> LoweredModel {
    let (name, place) = table_name(cx, item);
    let mut table = Table::new(name);
    table.origin = cx.origin(item.place);
    table.origin.renamed_from.clone_from(&item.attributes.renamed_from);
    table.origin.allows = cx.allows(&item.attributes.allows);
    table.comment = item.attributes.comment.resolved();
    table.options = item.attributes.options.for_engine(cx.engine);
    let mut model = LoweredModel {
        rust_name: item.name.clone(),
        table,
        columns: Vec::new(),
        references: Vec::new(),
        sequences: Vec::new(),
        dropped_tables: Vec::new(),
        given_names: given_names::of(item),
        place,
    };
    columns::lower(cx, item, homes, &mut model);
    let unopened = item.fields.iter().any(|f| f.attributes.embed.is_some() && !f.attributes.skip);
    if model.columns.is_empty() && !unopened {
        cx.push(
            Problem::error(codes::NO_COLUMNS, item.place, format!("`{}` has no columns", item.name))
                .help("a table needs at least one column"),
        );
    }
    keys::lower(cx, item, &mut model);
    sequences(cx, item, &mut model);
    management::lower(cx, item, &mut model);
    model
}

/// The name from `#[model(table)]`, `#[diesel(table_name)]`, or by Diesel's rule.
fn table_name(cx: &mut Lowering<'_>, item: &ModelItem) -> (QualifiedName, Place) {
    let attributes = &item.attributes;
    let namespace = attributes.namespace.as_ref().map(|n| n.value.clone());
    let diesel = attributes.diesel_table.as_ref();
    let diesel_name = diesel.and_then(|path| Some(At::new(path.value.last()?.clone(), path.place)));
    let (name, place) = match (&attributes.table, &diesel_name) {
        (Some(table), diesel_name) => {
            // Behind a longer path stands a `table!` of its own, which may have a `#[sql_name]`; with a
            // namespace, two tables of one name need different modules.
            let own_table_macro = diesel.is_some_and(|path| path.value.len() > 1);
            if let Some(diesel) = diesel_name.as_ref().filter(|_| namespace.is_none() && !own_table_macro) {
                report_contradiction(cx, table, diesel, "table");
            }
            (table.value.clone(), table.place)
        }
        (None, Some(diesel)) => (diesel.value.clone(), diesel.place),
        (None, None) => (names::table_name(&item.name), item.place),
    };
    (QualifiedName::in_namespace(namespace, name), place)
}

/// Reports a name for Diesel that cannot stand for the name in the database. A name in the database that
/// is no Rust name must have another one for Diesel, so only plain names can contradict each other.
pub(super) fn report_contradiction(
    cx: &mut Lowering<'_>,
    ours: &At<String>,
    diesel: &At<String>,
    what: &str,
) {
    let folded = |name: &str| name.trim_end_matches('_').to_lowercase();
    if folded(&ours.value) == folded(&diesel.value) || !names::is_rust_identifier(&ours.value) {
        return;
    }
    cx.push(
        Problem::error(
            codes::CONTRADICTION,
            diesel.place,
            format!("the {what} is `{}` for Diesel and `{}` for the model", diesel.value, ours.value),
        )
        .related(ours.place, format!("the model says `{}`", ours.value))
        .help(format!("remove one of the two: Schemist reads the {what}'s name from either")),
    );
}

fn sequences(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    for declared in &item.attributes.sequences {
        let written = split_name(&declared.name.value);
        let name = match written.namespace {
            Some(_) => written,
            None => model.table.name.sibling(written.name),
        };
        let owner = declared.owned_by.as_ref().and_then(|owner| column_named(cx, model, owner));
        model.sequences.push(Sequence {
            name,
            ty: declared.ty.clone(),
            options: declared.options.clone(),
            owned_by: owner.map(|column| (model.table.name.clone(), column)),
            comment: declared.comment.clone(),
        });
    }
}

/// The column of a written name, which may be the field's; a problem where there is none.
pub(super) fn column_named(
    cx: &mut Lowering<'_>,
    model: &LoweredModel,
    written: &At<String>,
) -> Option<String> {
    if let Some(column) = model.column(&written.value) {
        return Some(column.name.clone());
    }
    let problem = Problem::error(
        codes::UNKNOWN_COLUMN,
        written.place,
        format!("`{}` has no column `{}`", model.rust_name, written.value),
    )
    .about(model.table.name.to_string());
    cx.push(unknown_column(problem, model, written));
    None
}

/// Adds what the columns are, or the one that was probably meant.
pub(super) fn unknown_column(problem: Problem, model: &LoweredModel, written: &At<String>) -> Problem {
    let names: BTreeMap<&str, ()> = model.columns.iter().map(|c| (c.name.as_str(), ())).collect();
    match closest(&written.value, names.keys().copied()) {
        Some(_) => problem.did_you_mean(&written.value, written.place, names.keys().copied()),
        None => {
            let list: Vec<String> = model.columns.iter().map(|c| format!("`{}`", c.name)).collect();
            problem.help(format!("the columns of `{}` are {}", model.table.name, list.join(", ")))
        }
    }
}
