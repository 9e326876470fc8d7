use schemist_schema::{Action, Deferrable, MatchType};

use super::{
    node::{Expr, Kind, Node},
    reader::{self, Known},
};
use crate::{Place, item::Home, place::At, problem::Context};

/// A foreign key as declared.
#[derive(Debug, Clone)]
pub struct ForeignKeyDeclaration {
    /// The columns that refer; empty where a field carries the declaration.
    pub columns: Vec<At<String>>,
    /// What it refers to.
    pub target: Target,
    /// Everything else.
    pub options: ReferenceOptions,
    /// The item it was written in: the path of the target is meant as it is there.
    pub home: Home,
    /// Where it stands.
    pub place: Place,
}

/// What a foreign key refers to.
#[derive(Debug, Clone)]
pub struct Target {
    /// The table.
    pub table: At<TargetTable>,
    /// The columns.
    pub columns: TargetColumns,
    /// Where it stands.
    pub place: Place,
}

/// The table a foreign key refers to.
#[derive(Debug, Clone)]
pub enum TargetTable {
    /// The model of this path.
    Model(Vec<String>),
    /// The table of this name, `namespace.table` or `table`.
    Name(String),
}

/// The columns a foreign key refers to.
#[derive(Debug, Clone)]
pub enum TargetColumns {
    /// `references = User`: the columns of its primary key, spelled out.
    PrimaryKey,
    /// `references = User()`: its primary key, left to the engine where that can be said.
    Implicit,
    /// `references = User(id)`, by column or field name.
    Named(Vec<At<String>>),
}

/// What a foreign key says besides the two sides.
#[derive(Debug, Clone, Default)]
pub struct ReferenceOptions {
    /// Its name.
    pub name: Option<String>,
    /// What a deleted row does.
    pub on_delete: Option<Action>,
    /// What a changed key does.
    pub on_update: Option<Action>,
    /// The columns that SET NULL or SET DEFAULT touches.
    pub on_delete_columns: Vec<At<String>>,
    /// How a partly NULL key counts.
    pub match_type: Option<MatchType>,
    /// When it is checked.
    pub deferrable: Option<Deferrable>,
    /// `NOT VALID`.
    pub not_valid: bool,
    /// Its comment in the database.
    pub comment: Option<String>,
    /// Diesel joins the two tables by something else than this key.
    pub no_join: bool,
}

const KEYS: Known = &[
    "columns",
    "references",
    "on_delete",
    "on_update",
    "on_delete_columns",
    "name",
    "match",
    "deferrable",
    "not_valid",
    "comment",
    "no_join",
];

/// `foreign_key(columns(a, b), references = User(tenant_id, id), on_delete = cascade)`.
pub(crate) fn of_struct(cx: &mut Context, node: &Node) -> Option<ForeignKeyDeclaration> {
    let example = "foreign_key(columns(user_id), references = User(id))";
    let entries = reader::arguments(cx, node, example)?;
    let mut columns = Vec::new();
    let mut references = None;
    let mut options = ReferenceOptions::default();
    for entry in entries {
        match entry.word() {
            Some("columns") => {
                if let Some(names) = reader::arguments(cx, entry, "columns(a, b)") {
                    columns.extend(reader::columns(cx, names));
                }
            }
            Some("references") => {
                let value = target(cx, entry);
                reader::once(cx, &mut references, entry, value);
            }
            Some("name") => {
                let value = reader::name(cx, entry).map(|v| v.value);
                reader::once(cx, &mut options.name, entry, value);
            }
            Some("comment") => {
                let value = reader::text(cx, entry).map(|v| v.value).filter(|c| !c.is_empty());
                reader::once(cx, &mut options.comment, entry, value);
            }
            Some(_) if shared_option(cx, entry, &mut options) => {}
            _ => reader::unknown_key(cx, entry, "`foreign_key`", KEYS),
        }
    }
    let says_references = entries.iter().any(|e| e.word() == Some("references"));
    if columns.is_empty() || !says_references {
        let missing = if columns.is_empty() { "columns(…)" } else { "references = …" };
        cx.malformed_with(
            node.place,
            format!("`foreign_key` has no `{missing}`"),
            format!("write `{example}`"),
        );
    }
    let target = references.filter(|_| !columns.is_empty())?;
    Some(ForeignKeyDeclaration { columns, target, options, home: Home::default(), place: node.place })
}

/// The options that a field writes beside `references`; whether the entry was one of them.
pub(crate) fn shared_option(cx: &mut Context, entry: &Node, options: &mut ReferenceOptions) -> bool {
    match entry.word() {
        Some("on_delete") => {
            let entry = &without_columns(cx, entry, &mut options.on_delete_columns);
            let value = reader::action(cx, entry);
            reader::once(cx, &mut options.on_delete, entry, value);
        }
        Some("match") => {
            let known =
                [("full", MatchType::Full), ("simple", MatchType::Simple), ("partial", MatchType::Partial)];
            let value = reader::word(cx, entry, &known);
            reader::once(cx, &mut options.match_type, entry, value);
        }
        Some("not_valid") => reader::flag(cx, &mut options.not_valid, entry),
        Some("on_update") => {
            let value = reader::action(cx, entry);
            reader::once(cx, &mut options.on_update, entry, value);
        }
        Some("deferrable") => {
            let value = reader::deferrable(cx, entry);
            reader::once(cx, &mut options.deferrable, entry, value);
        }
        Some("on_delete_columns") => {
            if let Some(names) = reader::arguments(cx, entry, "on_delete_columns(a)") {
                options.on_delete_columns.extend(reader::columns(cx, names));
            }
        }
        Some("no_join") => reader::flag(cx, &mut options.no_join, entry),
        _ => return false,
    }
    true
}

/// `on_delete = set_null(a, b)` without its columns, which go where those of `on_delete_columns` do.
fn without_columns(cx: &mut Context, entry: &Node, into: &mut Vec<At<String>>) -> Node {
    let mut entry = entry.clone();
    if let Some(value) = entry.value.as_mut().filter(|v| matches!(v.word(), Some("set_null" | "set_default")))
        && let Some(columns) = value.arguments.take()
    {
        into.extend(reader::columns(cx, &columns));
    }
    entry
}

/// `references = User`, `references = crate::User(id)`, `references = table("users", id)`.
pub(crate) fn target(cx: &mut Context, node: &Node) -> Option<Target> {
    let Some(value) = &node.value else {
        cx.malformed_with(node.place, "`references` needs a value", "write `references = User(id)`");
        return None;
    };
    match (&value.kind, value.dimensions) {
        (Kind::Path { segments, rooted: false }, 0)
            if segments.len() == 1 && value.word() == Some("table") =>
        {
            named_table(cx, value)
        }
        (Kind::Path { segments, .. }, 0) => Some(Target {
            table: At::new(TargetTable::Model(segments.clone()), value.head),
            columns: match &value.arguments {
                None => TargetColumns::PrimaryKey,
                Some(nodes) => target_columns(cx, nodes),
            },
            place: value.place,
        }),
        _ => {
            cx.malformed_with(
                value.place,
                "`references` takes a model or a table",
                "write `references = User(id)` or `references = table(\"users\", id)`",
            );
            None
        }
    }
}

fn named_table(cx: &mut Context, value: &Expr) -> Option<Target> {
    if let Some((first, rest)) = value.arguments.as_deref().and_then(<[Node]>::split_first)
        && let Some(name) = first.key.name().filter(|name| first.is_bare() && !name.is_empty())
    {
        return Some(Target {
            table: At::new(TargetTable::Name(name.to_owned()), first.place),
            columns: target_columns(cx, rest),
            place: value.place,
        });
    }
    cx.malformed_with(value.place, "`table` needs the table's name", "write `table(\"users\", id)`");
    None
}

fn target_columns(cx: &mut Context, nodes: &[Node]) -> TargetColumns {
    match nodes {
        [] => TargetColumns::Implicit,
        nodes => TargetColumns::Named(reader::columns(cx, nodes)),
    }
}
