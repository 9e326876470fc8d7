//! Objects outside the core that stand in the way: PostgreSQL lets no view, rule, policy, trigger or function
//! outlive a column, or the type of a column, that it names.

use std::collections::BTreeSet;

use schemist_schema::{Operation, Pair, QualifiedName, Schema, UnmanagedKind, UnmanagedObject};

use super::quoting::quote;
use super::render::{only_adds, qualified, replaced_columns};
use crate::{Capabilities, Disturbance, Statement};

/// What an operation disturbs, where it is carried out as [`super::render`] does.
pub(crate) fn disturbed_by(
    operation: &Operation,
    state: Pair<&Schema>,
    capabilities: &Capabilities,
) -> Disturbance {
    let mut found = Disturbance::default();
    match operation {
        Operation::DropTable { table } => {
            found.relations.insert(table.name.clone());
        }
        Operation::DropSequence { sequence } => {
            found.relations.insert(sequence.name.clone());
        }
        Operation::DropColumn { table, column } => {
            found.gone.insert((table.clone(), column.name.clone()));
        }
        Operation::AlterColumn { table, column } => {
            found.gone.extend(replaced_columns(table, (**column).as_ref(), state, capabilities));
            let Pair { previous, next } = &**column;
            if previous.ty != next.ty || previous.collation != next.collation {
                found.retyped.insert((table.clone(), next.name.clone()));
            }
        }
        Operation::DropConstraint { table, constraint } => {
            found.constraints.extend(constraint.name().map(|name| (table.clone(), name.to_owned())));
        }
        Operation::DropEnum { enum_type } => {
            found.types.insert(enum_type.name.clone());
        }
        Operation::AlterEnum { name, values } if !only_adds(values.as_ref()) => {
            found.types.insert(name.clone());
            for (table, column) in state.previous.columns_of_enum(name) {
                let column = (table.name.clone(), column.name.clone());
                found.retyped.insert(column);
            }
            for table in state.previous.tables.values() {
                let generated = table.columns.iter().filter(|c| {
                    c.generated.as_ref().is_some_and(|g| {
                        g.expression.mentions(&name.name)
                            || found
                                .retyped
                                .iter()
                                .any(|(of, n)| *of == table.name && g.expression.mentions(n))
                    })
                });
                found.gone.extend(generated.map(|c| (table.name.clone(), c.name.clone())));
            }
        }
        Operation::DropNamespace { name } => found.namespace = Some(name.clone()),
        _ => {}
    }
    for columns in [&mut found.gone, &mut found.retyped] {
        *columns = with_inherited(std::mem::take(columns), state.previous);
    }
    found
}

/// The columns, and those of tables that inherit them and are changed with them.
fn with_inherited(
    mut columns: BTreeSet<(QualifiedName, String)>,
    schema: &Schema,
) -> BTreeSet<(QualifiedName, String)> {
    let heirs = schema.unmanaged.iter().filter(|o| matches!(o.kind, UnmanagedKind::Table));
    let heirs: Vec<&UnmanagedObject> = heirs.filter(|o| o.table.is_some()).collect();
    let mut left: Vec<(QualifiedName, String)> = columns.iter().cloned().collect();
    while let Some((table, column)) = left.pop() {
        for heir in heirs.iter().filter(|o| o.table.as_ref() == Some(&table)) {
            let inherited = (heir.name.clone(), column.clone());
            if columns.insert(inherited.clone()) {
                left.push(inherited);
            }
        }
    }
    columns
}

/// The statement that drops an object; nothing for what goes by itself with what it hangs on.
pub(crate) fn remove(object: &UnmanagedObject) -> Option<Statement> {
    let name = qualified(&object.name);
    let on_table = |kind: &str| {
        let table = object.table.as_ref()?;
        Some(format!("DROP {kind} {} ON {}", quote(&object.name.name), qualified(table)))
    };
    let sql = match object.kind {
        UnmanagedKind::View => Some(format!("DROP VIEW {name}")),
        UnmanagedKind::MaterializedView => Some(format!("DROP MATERIALIZED VIEW {name}")),
        UnmanagedKind::Trigger => on_table("TRIGGER"),
        UnmanagedKind::Rule => on_table("RULE"),
        UnmanagedKind::Policy => on_table("POLICY"),
        UnmanagedKind::Function | UnmanagedKind::Publication | UnmanagedKind::Constraint => {
            object.ties.removal.clone()
        }
        UnmanagedKind::Statistics
        | UnmanagedKind::Privileges
        | UnmanagedKind::RowSecurity
        | UnmanagedKind::Partition
        | UnmanagedKind::Table
        | UnmanagedKind::Type
        | UnmanagedKind::Extension
        | UnmanagedKind::EventTrigger
        | UnmanagedKind::Event => None,
    };
    sql.map(Statement::new)
}
