use std::collections::BTreeMap;

use schemist_schema::NullsOrder;

use super::{
    node::{Kind, Node},
    reader::{self, Known},
};
use crate::{Place, place::At, problem::Context};

/// An index as declared.
#[derive(Debug, Clone)]
pub struct IndexDeclaration {
    /// What it orders by; a field's own column comes first where a field carries the declaration.
    pub keys: Vec<IndexKeyDeclaration>,
    /// How the field's own column is ordered, where a field carries the declaration.
    pub field_order: KeyOrder,
    /// Its name.
    pub name: Option<String>,
    /// No two rows alike.
    pub unique: bool,
    /// The access method.
    pub method: Option<String>,
    /// Which rows it holds.
    pub predicate: Option<String>,
    /// Columns it carries.
    pub include: Vec<At<String>>,
    /// NULLs are alike.
    pub nulls_not_distinct: bool,
    /// Storage parameters.
    pub options: BTreeMap<String, String>,
    /// Its comment in the database.
    pub comment: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// One key of an index.
#[derive(Debug, Clone)]
pub struct IndexKeyDeclaration {
    /// What it orders by.
    pub target: IndexKeyTarget,
    /// In which order.
    pub order: KeyOrder,
}

/// A column or an expression.
#[derive(Debug, Clone)]
pub enum IndexKeyTarget {
    /// A column, by column or field name.
    Column(At<String>),
    /// SQL.
    Expression(String),
}

/// How a key is ordered and compared.
#[derive(Debug, Clone, Default)]
pub struct KeyOrder {
    /// From the largest to the smallest.
    pub descending: bool,
    /// Where NULLs stand.
    pub nulls: Option<NullsOrder>,
    /// Its collation.
    pub collation: Option<String>,
    /// Its operator class.
    pub operator_class: Option<String>,
    /// MySQL: how many characters count.
    pub prefix: Option<u32>,
}

const KEYS: Known =
    &["name", "unique", "method", "where", "include", "expr", "nulls_not_distinct", "options", "comment"];
const ORDER: Known = &["asc", "desc", "nulls_first", "nulls_last", "collate", "opclass", "prefix"];

/// `index(a, b(desc), expr = "lower(x)", name = "…")` of a struct.
pub(crate) fn of_struct(cx: &mut Context, node: &Node) -> Option<IndexDeclaration> {
    let entries = reader::arguments(cx, node, "index(column, other_column(desc))")?;
    let index = parse(cx, node, entries, false);
    if index.keys.is_empty() {
        cx.malformed_with(
            node.place,
            "`index` names no column and no expression",
            "write `index(column, other_column)` or `index(expr = \"lower(column)\")`",
        );
        return None;
    }
    Some(index)
}

/// `index` or `index(name = "…", desc)` of a field.
pub(crate) fn of_field(cx: &mut Context, node: &Node) -> Option<IndexDeclaration> {
    if !reader::is_wanted(cx, node) {
        return None;
    }
    let entries = node.key.arguments.as_deref().unwrap_or_default();
    Some(parse(cx, node, entries, true))
}

fn parse(cx: &mut Context, node: &Node, entries: &[Node], on_field: bool) -> IndexDeclaration {
    let mut keys = Vec::new();
    let mut field_order = KeyOrder::default();
    let (mut name, mut method, mut predicate, mut comment) = (None, None, None, None);
    let (mut unique, mut nulls_not_distinct) = (false, false);
    let (mut include, mut options) = (Vec::new(), BTreeMap::new());
    for entry in entries {
        let has_value = entry.value.is_some();
        match entry.word() {
            Some("name") if has_value => {
                let value = reader::name(cx, entry);
                reader::once(cx, &mut name, entry, value);
            }
            Some("method") if has_value => {
                let value = reader::name(cx, entry);
                reader::once(cx, &mut method, entry, value);
            }
            Some("where") if has_value => {
                let value = reader::name(cx, entry);
                reader::once(cx, &mut predicate, entry, value);
            }
            Some("comment") if has_value => {
                let value = reader::text(cx, entry);
                reader::once(cx, &mut comment, entry, value);
            }
            Some("expr") if has_value || entry.key.arguments.is_some() => keys.extend(expression(cx, entry)),
            Some("include") if entry.key.arguments.is_some() => {
                if let Some(names) = reader::arguments(cx, entry, "include(column)") {
                    include.extend(reader::columns(cx, names));
                }
            }
            Some("options") if entry.key.arguments.is_some() => reader::options(cx, entry, &mut options),
            Some("unique") if entry.key.is_plain() => reader::flag(cx, &mut unique, entry),
            Some("nulls_not_distinct") => reader::flag(cx, &mut nulls_not_distinct, entry),
            Some(word) if on_field && ORDER.contains(&word) => order_option(cx, entry, &mut field_order),
            _ if has_value => reader::unknown_key(cx, entry, "`index`", KEYS),
            _ => keys.extend(column(cx, entry)),
        }
    }
    IndexDeclaration {
        keys,
        field_order,
        name: name.map(|n| n.value),
        unique,
        method: method.map(|m| m.value),
        predicate: predicate.map(|p| p.value),
        include,
        nulls_not_distinct,
        options,
        comment: comment.map(|c| c.value).filter(|c| !c.is_empty()),
        place: node.place,
    }
}

/// `column`, `"my column"(desc)`.
fn column(cx: &mut Context, entry: &Node) -> Option<IndexKeyDeclaration> {
    let Some(name) = entry.key.name() else {
        cx.malformed(entry.place, "expected the name of a column");
        return None;
    };
    let target = IndexKeyTarget::Column(At::new(name.to_owned(), entry.key.head));
    let order = order(cx, entry.key.arguments.as_deref().unwrap_or_default());
    Some(IndexKeyDeclaration { target, order })
}

/// `expr = "lower(x)"` or `expr("lower(x)", desc)`.
fn expression(cx: &mut Context, entry: &Node) -> Option<IndexKeyDeclaration> {
    if entry.value.is_some() {
        let sql = reader::name(cx, entry)?;
        return Some(IndexKeyDeclaration {
            target: IndexKeyTarget::Expression(sql.value),
            order: KeyOrder::default(),
        });
    }
    let arguments = entry.key.arguments.as_deref().unwrap_or_default();
    match arguments.split_first() {
        Some((Node { key, value: None, .. }, options)) if key.is_plain() => {
            if let Kind::Text(sql) | Kind::Unseen(sql) = &key.kind {
                let target = IndexKeyTarget::Expression(sql.clone());
                return Some(IndexKeyDeclaration { target, order: order(cx, options) });
            }
        }
        _ => {}
    }
    cx.malformed_with(entry.place, "`expr` takes an expression", "write `expr(\"lower(column)\", desc)`");
    None
}

fn order(cx: &mut Context, options: &[Node]) -> KeyOrder {
    let mut order = KeyOrder::default();
    for option in options {
        order_option(cx, option, &mut order);
    }
    order
}

/// `prefix = 10`
pub(crate) fn prefix(cx: &mut Context, option: &Node) -> Option<u32> {
    let number = option.value.as_ref().and_then(|value| match &value.kind {
        Kind::Integer(digits) => digits.parse::<u32>().ok().filter(|n| *n > 0),
        Kind::Unseen(_) => Some(1),
        _ => None,
    });
    if number.is_none() {
        cx.malformed_with(option.place, "expected a number of characters", "write `prefix = 10`");
    }
    number
}

fn order_option(cx: &mut Context, option: &Node, order: &mut KeyOrder) {
    let mut set = false;
    match option.word() {
        Some("asc") => reader::flag(cx, &mut set, option),
        Some("desc") => reader::flag(cx, &mut order.descending, option),
        Some("nulls_first") => {
            reader::flag(cx, &mut set, option);
            order.nulls = Some(NullsOrder::First);
        }
        Some("nulls_last") => {
            reader::flag(cx, &mut set, option);
            order.nulls = Some(NullsOrder::Last);
        }
        Some("collate") => {
            let value = reader::name(cx, option).map(|v| v.value);
            reader::once(cx, &mut order.collation, option, value);
        }
        Some("opclass") => {
            let value = reader::name(cx, option).map(|v| v.value);
            reader::once(cx, &mut order.operator_class, option, value);
        }
        Some("prefix") => {
            let value = prefix(cx, option);
            reader::once(cx, &mut order.prefix, option, value);
        }
        _ => reader::unknown_key(cx, option, "a key of an index", ORDER),
    }
}
