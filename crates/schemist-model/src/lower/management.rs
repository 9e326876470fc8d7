//! What a model may do to its relation, and what went on purpose.

use schemist_schema::{Management, QualifiedName, TableRemarks};

use super::{Lowering, model::LoweredModel};
use crate::{
    Problem, codes,
    item::{ModelItem, split_name},
    place::At,
};

/// Notes it on the table; `was_dropped` of a column that is still there is an error.
pub(super) fn lower(cx: &mut Lowering<'_>, item: &ModelItem, model: &mut LoweredModel) {
    let declared = &item.attributes.management;
    for dropped in &declared.dropped_columns {
        if let Some(column) = model.columns.iter().find(|c| c.name == dropped.value) {
            cx.push(
                Problem::error(
                    codes::DROPPED_BUT_DECLARED,
                    dropped.place,
                    format!("`{}` was dropped, and is a column of `{}`", dropped.value, item.name),
                )
                .about(format!("{}.{}", model.table.name, dropped.value))
                .related(column.place, "the column is declared here")
                .help("remove one of the two"),
            );
        }
    }
    let management = match (&declared.view, &declared.managed) {
        (Some(_), _) => Management::View,
        (None, Some(managed)) if !managed.value => Management::Described,
        (None, _) => Management::Full,
    };
    if let (true, Some(before)) = (management != Management::Full, &item.attributes.renamed_from) {
        let message = format!("`renamed_from = \"{before}\"` on what is not managed: nothing is renamed");
        cx.push(
            Problem::error(codes::CONTRADICTION, item.place, message)
                .about(model.table.name.to_string())
                .help("remove `renamed_from`"),
        );
    }
    let tables = declared.dropped_tables.iter().map(|table| dropped_table(model, table));
    let remarks = TableRemarks {
        management,
        dropped_columns: declared.dropped_columns.iter().map(|c| c.value.clone()).collect(),
        dropped_tables: tables.collect(),
    };
    model.dropped_tables.clone_from(&declared.dropped_tables);
    model.table.origin.table = Some(Box::new(remarks));
}

/// The table of a name in `was_dropped`: in the model's own namespace, unless another is written.
pub(crate) fn dropped_table(model: &LoweredModel, written: &At<String>) -> QualifiedName {
    let name = split_name(&written.value);
    if name.namespace.is_some() { name } else { model.table.name.sibling(name.name) }
}
