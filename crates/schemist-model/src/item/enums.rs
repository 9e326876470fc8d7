use heck::ToSnakeCase;
use schemist_schema::{EnumType, Origin, QualifiedName};
use syn::{Attribute, Ident, punctuated::Punctuated};

use crate::{
    Place,
    attributes::{self, EnumAttributes, VariantAttributes},
    codes,
    problem::{Context, Problem},
    types::unraw,
};

/// An enum that declares an enum type.
#[derive(Debug, Clone)]
pub struct EnumItem {
    /// The enum's name.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// What its attributes declare.
    pub attributes: EnumAttributes,
    /// Its variants.
    pub variants: Vec<Variant>,
}

/// A variant of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name, without `r#`.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// The value in the database.
    pub value: String,
    /// What its attributes declare.
    pub attributes: VariantAttributes,
}

impl EnumItem {
    /// The name of the enum type: as written, or the Rust name in snake case.
    pub fn type_name(&self) -> QualifiedName {
        let namespace = self.attributes.namespace.as_ref().map(|n| n.value.clone());
        match (&self.attributes.name, namespace) {
            (None, namespace) => QualifiedName::in_namespace(namespace, self.name.to_snake_case()),
            (Some(name), Some(namespace)) => QualifiedName::in_namespace(Some(namespace), &name.value),
            (Some(name), None) => split_name(&name.value),
        }
    }

    /// The enum type it declares.
    pub fn enum_type(&self) -> EnumType {
        let renamed = self.variants.iter().filter_map(|v| {
            let before = v.attributes.renamed_from.clone()?;
            Some((before, v.value.clone()))
        });
        EnumType {
            name: self.type_name(),
            values: self.variants.iter().map(|v| v.value.clone()).collect(),
            comment: self.attributes.comment.resolved(),
            origin: Origin {
                renamed_from: self.attributes.renamed_from.clone(),
                renamed_values: renamed.collect(),
                ..Origin::default()
            },
        }
    }
}

/// `namespace.name` or `name`.
pub(crate) fn split_name(text: &str) -> QualifiedName {
    match text.split_once('.') {
        Some((namespace, name)) if !namespace.is_empty() && !name.is_empty() => {
            QualifiedName::in_namespace(Some(namespace.to_owned()), name)
        }
        _ => QualifiedName::new(text),
    }
}

/// Reads an enum that carries the derive.
pub(crate) fn read_enum(
    cx: &mut Context,
    attributes: &[Attribute],
    ident: &Ident,
    generics: &syn::Generics,
    variants: &Punctuated<syn::Variant, syn::Token![,]>,
) -> EnumItem {
    let place = cx.marks.mark(ident.span());
    let name = unraw(ident);
    let parsed = attributes::parse_enum(cx, attributes);
    if !generics.params.is_empty() {
        cx.push(
            Problem::error(
                codes::UNSUPPORTED_ITEM,
                place,
                format!("`{name}` cannot be a model enum: it has parameters"),
            )
            .help("remove the parameters: each variant is one value in the database"),
        );
    }
    let present = variants.iter().filter(|v| !attributes::is_test_only(&v.attrs));
    let variants: Vec<Variant> = present.map(|v| read_variant(cx, v, &parsed)).collect();
    if variants.is_empty() {
        cx.push(
            Problem::error(codes::EMPTY_ENUM, place, format!("`{name}` has no variants"))
                .help("an enum type needs at least one value"),
        );
    }
    let item = EnumItem { name, place, attributes: parsed, variants };
    report_duplicates(cx, &item);
    item
}

fn read_variant(cx: &mut Context, variant: &syn::Variant, parent: &EnumAttributes) -> Variant {
    let place = cx.marks.mark(variant.ident.span());
    let name = unraw(&variant.ident);
    if !variant.fields.is_empty() {
        cx.push(
            Problem::error(codes::ENUM_WITH_DATA, place, format!("the variant `{name}` holds data"))
                .because("a value of an enum type is a word and nothing else")
                .help("keep the data in columns of their own, or the whole enum as JSON with `type = Jsonb`"),
        );
    }
    let attributes = attributes::parse_variant(cx, &variant.attrs);
    let value = match &attributes.rename {
        Some(rename) => rename.value.clone(),
        None => parent.rename_all.apply(&name),
    };
    Variant { name, place, value, attributes }
}

fn report_duplicates(cx: &mut Context, item: &EnumItem) {
    for (i, variant) in item.variants.iter().enumerate() {
        let earlier = item.variants.iter().take(i).find(|v| v.value == variant.value);
        if let Some(earlier) = earlier {
            cx.push(
                Problem::error(
                    codes::DUPLICATE_ENUM_VALUE,
                    variant.attributes.rename.as_ref().map_or(variant.place, |r| r.place),
                    format!("two variants of `{}` have the value `{}`", item.name, variant.value),
                )
                .related(earlier.place, format!("`{}` has it too", earlier.name))
                .help("give one of them another value with `#[model(rename = \"…\")]`"),
            );
        }
    }
}
