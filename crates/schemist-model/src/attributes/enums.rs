use heck::{ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
use syn::Attribute;

use super::{
    allow::{self, AllowDeclaration},
    comment::{CommentDeclaration, doc_text},
    effective::effective,
    model::attribute_nodes,
    node::{Kind, Node},
    reader::{self, Known},
    repr::{ReprDeclaration, integer_repr},
};
use crate::{place::At, problem::Context};

/// What the attributes of an enum declare.
#[derive(Debug, Clone, Default)]
pub struct EnumAttributes {
    /// The type's name, `namespace.name` or `name`.
    pub name: Option<At<String>>,
    /// Its namespace.
    pub namespace: Option<At<String>>,
    /// How values are made from variants.
    pub rename_all: RenameRule,
    /// The comment in the database.
    pub comment: CommentDeclaration,
    /// The type's name before.
    pub renamed_from: Option<String>,
    /// How values are kept.
    pub repr: ReprDeclaration,
    /// Findings about the enum that are meant.
    pub allows: Vec<AllowDeclaration>,
}

/// What the attributes of a variant declare.
#[derive(Debug, Clone, Default)]
pub struct VariantAttributes {
    /// The value.
    pub rename: Option<At<String>>,
    /// The value before: a word, or a number as text.
    pub renamed_from: Option<At<String>>,
}

/// How the value of an enum is made from the variant's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RenameRule {
    /// `on_hold`
    #[default]
    Snake,
    /// `onhold`
    Lower,
    /// `ONHOLD`
    Upper,
    /// `ON_HOLD`
    ScreamingSnake,
    /// `on-hold`
    Kebab,
    /// `onHold`
    Camel,
    /// `OnHold`
    Pascal,
    /// As it is written.
    Verbatim,
}

impl RenameRule {
    const NAMES: [(&'static str, RenameRule); 8] = [
        ("snake_case", RenameRule::Snake),
        ("lowercase", RenameRule::Lower),
        ("UPPERCASE", RenameRule::Upper),
        ("SCREAMING_SNAKE_CASE", RenameRule::ScreamingSnake),
        ("kebab-case", RenameRule::Kebab),
        ("camelCase", RenameRule::Camel),
        ("PascalCase", RenameRule::Pascal),
        ("verbatim", RenameRule::Verbatim),
    ];

    /// The value for a variant.
    pub fn apply(self, variant: &str) -> String {
        match self {
            RenameRule::Snake => variant.to_snake_case(),
            RenameRule::Lower => variant.to_lowercase(),
            RenameRule::Upper => variant.to_uppercase(),
            RenameRule::ScreamingSnake => variant.to_shouty_snake_case(),
            RenameRule::Kebab => variant.to_kebab_case(),
            RenameRule::Camel => variant.to_lower_camel_case(),
            RenameRule::Pascal => variant.to_pascal_case(),
            RenameRule::Verbatim => variant.to_owned(),
        }
    }
}

const ENUM: Known = &[
    "name",
    "schema",
    "rename_all",
    "comment",
    "no_comment",
    "renamed_from",
    "repr",
    "length",
    "no_check",
    "allow",
];
const VARIANT: Known = &["rename", "renamed_from"];

/// Reads the attributes of an enum.
pub(crate) fn parse_enum(cx: &mut Context, attributes: &[Attribute]) -> EnumAttributes {
    let metas = effective(&cx.cfg, attributes);
    let mut parsed = EnumAttributes::default();
    let mut rule = None;
    for meta in metas.iter().filter(|m| m.path().is_ident("model")) {
        for node in attribute_nodes(cx, meta.clone().into_owned(), "model") {
            enum_key(cx, &node, &mut parsed, &mut rule);
        }
    }
    parsed.rename_all = rule.unwrap_or_default();
    parsed.comment.doc = doc_text(&metas);
    let integers = metas.iter().filter(|m| m.path().is_ident("repr"));
    parsed.repr.integer = integers.filter_map(|meta| integer_repr(meta)).next();
    parsed.repr.check(cx);
    parsed
}

fn enum_key(cx: &mut Context, node: &Node, parsed: &mut EnumAttributes, rule: &mut Option<RenameRule>) {
    match node.word() {
        Some("name") => {
            let value = reader::name(cx, node);
            reader::once(cx, &mut parsed.name, node, value);
        }
        Some("schema") => {
            let value = reader::name(cx, node);
            reader::once(cx, &mut parsed.namespace, node, value);
        }
        Some("rename_all") => {
            let value = reader::word(cx, node, &RenameRule::NAMES);
            reader::once(cx, rule, node, value);
        }
        Some("renamed_from") => {
            let value = reader::name(cx, node).map(|v| v.value);
            reader::once(cx, &mut parsed.renamed_from, node, value);
        }
        Some("allow") => parsed.allows.extend(allow::allow(cx, node)),
        Some(_) if parsed.comment.take(cx, node) || parsed.repr.take(cx, node) => {}
        _ => reader::unknown_key(cx, node, "`#[model]` on an enum", ENUM),
    }
}

/// Reads the attributes of a variant.
pub(crate) fn parse_variant(cx: &mut Context, attributes: &[Attribute]) -> VariantAttributes {
    let mut parsed = VariantAttributes::default();
    for meta in effective(&cx.cfg, attributes).iter().filter(|m| m.path().is_ident("model")) {
        for node in attribute_nodes(cx, meta.clone().into_owned(), "model") {
            match node.word() {
                Some("rename") => {
                    let value = reader::text(cx, &node);
                    reader::once(cx, &mut parsed.rename, &node, value);
                }
                Some("renamed_from") => {
                    let value = earlier_value(cx, &node);
                    reader::once(cx, &mut parsed.renamed_from, &node, value);
                }
                _ => reader::unknown_key(cx, &node, "`#[model]` on a variant", VARIANT),
            }
        }
    }
    parsed
}

/// `renamed_from = "word"`, or `renamed_from = 3` where numbers are kept.
fn earlier_value(cx: &mut Context, node: &Node) -> Option<At<String>> {
    if let Some(value) = &node.value
        && let Kind::Integer(digits) = &value.kind
        && value.is_plain()
    {
        return Some(At::new(digits.clone(), value.place));
    }
    reader::text(cx, node)
}
