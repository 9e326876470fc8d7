//! What a model may do to the relation it describes, and what went on purpose.

use super::{node::Node, reader};
use crate::{
    codes,
    place::At,
    problem::{Context, Problem},
};

/// `managed`, `view` and `was_dropped` as declared.
#[derive(Debug, Clone, Default)]
pub struct ManagementDeclaration {
    /// `managed = false`: somebody else's table.
    pub managed: Option<At<bool>>,
    /// `view`, or `view = "name"`.
    pub view: Option<At<Option<String>>>,
    /// `was_dropped("column")`.
    pub dropped_columns: Vec<At<String>>,
    /// `was_dropped(table = "old")`.
    pub dropped_tables: Vec<At<String>>,
}

impl ManagementDeclaration {
    /// The view's name, where one is written.
    pub fn view_name(&self) -> Option<At<String>> {
        let view = self.view.as_ref()?;
        Some(At::new(view.value.clone()?, view.place))
    }

    /// Takes an entry that is about it; whether it was one.
    pub(super) fn take(&mut self, cx: &mut Context, node: &Node) -> bool {
        match node.word() {
            Some("managed") => {
                let value = reader::boolean(cx, node).map(|managed| At::new(managed, node.place));
                reader::once(cx, &mut self.managed, node, value);
            }
            Some("view") => {
                let value = match &node.value {
                    None if node.is_bare() => Some(At::new(None, node.place)),
                    _ => reader::name(cx, node).map(|name| At::new(Some(name.value), name.place)),
                };
                reader::once(cx, &mut self.view, node, value);
            }
            Some("was_dropped") => self.was_dropped(cx, node),
            _ => return false,
        }
        true
    }

    fn was_dropped(&mut self, cx: &mut Context, node: &Node) {
        let Some(entries) = reader::arguments(cx, node, "was_dropped(\"column\")") else { return };
        if entries.is_empty() {
            cx.malformed_with(node.place, "`was_dropped` names what went", "write `was_dropped(\"column\")`");
        }
        for entry in entries {
            match (entry.word(), &entry.value, entry.key.name()) {
                (Some("table"), Some(_), _) => self.dropped_tables.extend(reader::name(cx, entry)),
                (_, None, Some(name)) if entry.is_bare() && !name.is_empty() => {
                    self.dropped_columns.push(At::new(name.to_owned(), entry.place));
                }
                _ => cx.malformed_with(
                    entry.place,
                    "expected the name of a column, or `table = \"…\"`",
                    "write `was_dropped(\"column\")` or `was_dropped(table = \"old\")`",
                ),
            }
        }
    }

    /// Reports what does not go together.
    pub(super) fn check(&self, cx: &mut Context) {
        if let (Some(view), Some(managed)) = (&self.view, self.managed.as_ref().filter(|m| m.value)) {
            cx.push(
                Problem::error(codes::CONTRADICTION, managed.place, "a view is never managed")
                    .related(view.place, "a view by this")
                    .help("remove `managed = true`"),
            );
        }
    }
}
