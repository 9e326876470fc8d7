use heck::{ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
use syn::Attribute;

use super::{
    comment::{CommentDeclaration, doc_text},
    effective::effective,
    model::attribute_nodes,
    node::Node,
    reader::{self, Known},
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
}

/// What the attributes of a variant declare.
#[derive(Debug, Clone, Default)]
pub struct VariantAttributes {
    /// The value.
    pub rename: Option<At<String>>,
    /// The value before.
    pub renamed_from: Option<String>,
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

const ENUM: Known = &["name", "schema", "rename_all", "comment", "no_comment", "renamed_from"];
const VARIANT: Known = &["rename", "renamed_from"];

/// Reads the attributes of an enum.
pub(crate) fn parse_enum(cx: &mut Context, attributes: &[Attribute]) -> EnumAttributes {
    let metas = effective(attributes);
    let mut parsed = EnumAttributes::default();
    let mut rule = None;
    for meta in metas.iter().filter(|m| m.path().is_ident("model")) {
        for node in attribute_nodes(cx, meta, "model") {
            enum_key(cx, &node, &mut parsed, &mut rule);
        }
    }
    parsed.rename_all = rule.unwrap_or_default();
    parsed.comment.doc = doc_text(&metas);
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
        Some(_) if parsed.comment.take(cx, node) => {}
        _ => reader::unknown_key(cx, node, "`#[model]` on an enum", ENUM),
    }
}

/// Reads the attributes of a variant.
pub(crate) fn parse_variant(cx: &mut Context, attributes: &[Attribute]) -> VariantAttributes {
    let mut parsed = VariantAttributes::default();
    for meta in effective(attributes).iter().filter(|m| m.path().is_ident("model")) {
        for node in attribute_nodes(cx, meta, "model") {
            match node.word() {
                Some("rename") => {
                    let value = reader::text(cx, &node);
                    reader::once(cx, &mut parsed.rename, &node, value);
                }
                Some("renamed_from") => {
                    let value = reader::text(cx, &node).map(|v| v.value);
                    reader::once(cx, &mut parsed.renamed_from, &node, value);
                }
                _ => reader::unknown_key(cx, &node, "`#[model]` on a variant", VARIANT),
            }
        }
    }
    parsed
}
