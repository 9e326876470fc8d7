//! Models of what is no table of the core: a partitioned table, a view.

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Schema, UnmanagedKind};

use crate::codes::NOT_A_PLAIN_TABLE;

/// Takes such models out: creating a table of the name would fail, and what is there is not ours to change.
pub(crate) fn leave_alone(live: &Schema, next: &mut Schema, diagnostics: &mut Vec<Diagnostic>) {
    for object in &live.unmanaged {
        let Some(kind) = described(object.kind) else { continue };
        if live.tables.contains_key(&object.name) {
            continue;
        }
        let Some(table) = next.tables.remove(&object.name) else { continue };
        next.sequences.retain(|_, s| s.owned_by.as_ref().is_none_or(|(owner, _)| *owner != object.name));
        let message =
            format!("`{}` is {kind} in the database: it is not compared, and left alone", object.name);
        diagnostics.push(
            Diagnostic::note(NOT_A_PLAIN_TABLE, message)
                .with_subject(object.name.to_string())
                .with_span(table.origin.span.clone())
                .with_help("write the statements that change it into a revision yourself"),
        );
    }
}

/// What a table of the same name cannot stand beside.
fn described(kind: UnmanagedKind) -> Option<&'static str> {
    match kind {
        UnmanagedKind::Table => Some(
            "a table outside the core (partitioned, inherited, typed, foreign, with versions or a period) or a sequence",
        ),
        UnmanagedKind::Partition => Some("a partition"),
        UnmanagedKind::View => Some("a view"),
        UnmanagedKind::MaterializedView => Some("a materialized view"),
        _ => None,
    }
}
