use syn::{Attribute, Meta};

use super::{
    allow::{self, AllowDeclaration},
    check::{self, CheckDeclaration, ExclusionDeclaration},
    comment::CommentDeclaration,
    foreign_key::{self, ForeignKeyDeclaration},
    index::{self, IndexDeclaration},
    keys::{self, KeyDeclaration},
    management::ManagementDeclaration,
    node::{Kind, Node, parse_nodes},
    options::{self, OptionsDeclaration},
    reader::{self, Known},
    said::Said,
    sequence::{self, SequenceDeclaration},
};
use crate::{
    codes,
    place::At,
    problem::{Context, Problem},
};

/// What the attributes of a struct declare.
#[derive(Debug, Clone, Default)]
pub struct ModelAttributes {
    /// The table's name.
    pub table: Option<At<String>>,
    /// Its namespace.
    pub namespace: Option<At<String>>,
    /// `#[diesel(table_name = …)]`, in segments.
    pub diesel_table: Option<At<Vec<String>>>,
    /// The table's name before.
    pub renamed_from: Option<String>,
    /// The primary key.
    pub primary_key: Option<KeyDeclaration>,
    /// `#[diesel(primary_key(…))]`, by the names that Diesel has for the columns.
    pub diesel_primary_key: Option<At<Vec<At<String>>>>,
    /// The table is meant to have no primary key, also where a field is called `id`.
    pub no_primary_key: bool,
    /// Unique constraints.
    pub uniques: Vec<KeyDeclaration>,
    /// Indexes.
    pub indexes: Vec<IndexDeclaration>,
    /// Foreign keys.
    pub foreign_keys: Vec<ForeignKeyDeclaration>,
    /// Checks.
    pub checks: Vec<CheckDeclaration>,
    /// Exclusion constraints.
    pub exclusions: Vec<ExclusionDeclaration>,
    /// Sequences.
    pub sequences: Vec<SequenceDeclaration>,
    /// The comment in the database.
    pub comment: CommentDeclaration,
    /// Engine options.
    pub options: OptionsDeclaration,
    /// What the model may do to the table, and what went on purpose.
    pub management: ManagementDeclaration,
    /// Findings about the table that are meant.
    pub allows: Vec<AllowDeclaration>,
    /// `table_macro = false`: there is a `table!` already, by the name that Diesel's derives look for.
    pub table_macro: Option<bool>,
    /// What waits for the constants in it; everything else is then empty.
    pub(crate) pending: Option<Box<Said>>,
}

const MODEL: Known = &[
    "table",
    "schema",
    "renamed_from",
    "primary_key",
    "no_primary_key",
    "unique",
    "index",
    "foreign_key",
    "check",
    "exclude",
    "sequence",
    "comment",
    "no_comment",
    "options",
    "was_dropped",
    "managed",
    "view",
    "allow",
    "table_macro",
];

/// Reads the attributes of a struct.
pub(crate) fn parse_model(cx: &mut Context, attributes: Vec<Attribute>) -> ModelAttributes {
    let mut said = Said::of(cx, attributes);
    said.read(cx, model_of)
        .unwrap_or_else(|| ModelAttributes { pending: Some(Box::new(said)), ..Default::default() })
}

/// Reads what the attributes say.
pub(crate) fn model_of(cx: &mut Context, said: &Said) -> ModelAttributes {
    let mut model = ModelAttributes::default();
    for node in &said.model {
        model_key(cx, node, &mut model);
    }
    let known = cx.problems.len();
    for node in &said.diesel {
        diesel_key(cx, node, &mut model);
    }
    cx.problems.truncate(known);
    model.comment.doc.clone_from(&said.doc);
    model.management.check(cx);
    name_of_view(cx, &mut model);
    model
}

/// `view = "name"` is the name of the table to everything that reads it.
fn name_of_view(cx: &mut Context, model: &mut ModelAttributes) {
    let Some(view) = model.management.view_name() else { return };
    match &model.table {
        Some(table) if table.value != view.value => {
            let message = format!("the view is `{}` here and `{}` there", view.value, table.value);
            cx.push(
                Problem::error(codes::CONTRADICTION, view.place, message)
                    .related(table.place, "the name of the table")
                    .help("remove one of the two"),
            );
        }
        _ => model.table = Some(view),
    }
}

/// The entries of `#[name(…)]`.
pub(crate) fn attribute_nodes(cx: &mut Context, meta: Meta, name: &str) -> Vec<Node> {
    match meta {
        Meta::List(list) => parse_nodes(cx, list.tokens),
        Meta::Path(_) | Meta::NameValue(_) => {
            let place = cx.marks.mark_tokens(&meta);
            cx.malformed_with(
                place,
                format!("`#[{name}]` takes its keys in parentheses"),
                format!("write `#[{name}(…)]`"),
            );
            Vec::new()
        }
    }
}

pub(super) fn model_key(cx: &mut Context, node: &Node, model: &mut ModelAttributes) {
    match node.word() {
        Some("table") => {
            let value = reader::name(cx, node);
            reader::once(cx, &mut model.table, node, value);
        }
        Some("schema") => {
            let value = reader::name(cx, node);
            reader::once(cx, &mut model.namespace, node, value);
        }
        Some("renamed_from") => {
            let value = reader::name(cx, node).map(|v| v.value);
            reader::once(cx, &mut model.renamed_from, node, value);
        }
        Some("primary_key") => {
            let value = keys::primary_key(cx, node);
            reader::once(cx, &mut model.primary_key, node, value);
        }
        Some("no_primary_key") => reader::flag(cx, &mut model.no_primary_key, node),
        Some("unique") => model.uniques.extend(keys::unique(cx, node)),
        Some("index") => model.indexes.extend(index::of_struct(cx, node)),
        Some("foreign_key") => model.foreign_keys.extend(foreign_key::of_struct(cx, node)),
        Some("check") => model.checks.extend(check::check(cx, node)),
        Some("exclude") => model.exclusions.extend(check::exclude(cx, node)),
        Some("sequence") => model.sequences.extend(sequence::sequence(cx, node)),
        Some("options") => options::options(cx, node, options::Of::Table, &mut model.options),
        Some("allow") => model.allows.extend(allow::allow(cx, node)),
        Some("table_macro") => {
            let value = reader::boolean(cx, node);
            reader::once(cx, &mut model.table_macro, node, value);
        }
        Some(_) if model.comment.take(cx, node) || model.management.take(cx, node) => {}
        _ => reader::unknown_key(cx, node, "`#[model]` on a struct", MODEL),
    }
}

fn diesel_key(cx: &mut Context, node: &Node, model: &mut ModelAttributes) {
    match node.word() {
        // Diesel allows several; the first is the one it infers from.
        Some("table_name") if model.diesel_table.is_none() => {
            let value = node.value.as_ref();
            model.diesel_table = value.and_then(|value| match &value.kind {
                Kind::Path { segments, .. } => Some(At::new(segments.clone(), value.place)),
                Kind::Text(text) => Some(At::new(vec![text.clone()], value.place)),
                Kind::Integer(_) | Kind::Float(_) | Kind::Bool(_) | Kind::Unseen(_) => None,
            });
        }
        Some("primary_key") => {
            let names = reader::columns(cx, node.key.arguments.as_deref().unwrap_or_default());
            if !names.is_empty() {
                model.diesel_primary_key = Some(At::new(names, node.place));
            }
        }
        _ => {}
    }
}
