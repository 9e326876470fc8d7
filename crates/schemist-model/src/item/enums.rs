use heck::ToSnakeCase;
use schemist_schema::{ColumnType, EnumRepr, EnumType, Origin, QualifiedName};
use syn::{Attribute, Ident, punctuated::Punctuated};

use crate::{
    Place,
    attributes::{self, EnumAttributes, ReprKind, VariantAttributes},
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
    /// The value in the database, where words are kept.
    pub value: String,
    /// The discriminant: the value in the database where numbers are kept. `None` where it is not a number that
    /// can be read.
    pub number: Option<i64>,
    /// The discriminant is written out.
    pub numbered: bool,
    /// What its attributes declare.
    pub attributes: VariantAttributes,
}

impl EnumItem {
    /// The name of the enum type: as written, or the Rust name in snake case. One that no engine has a type for
    /// shares its name with none.
    pub fn type_name(&self) -> QualifiedName {
        match self.attributes.repr.kind() {
            ReprKind::Native => self.written_name(),
            ReprKind::Check | ReprKind::Text | ReprKind::Int => {
                let Place { file, mark, .. } = self.place;
                QualifiedName::new(format!("{}@{file}:{mark}", self.name.to_snake_case()))
            }
        }
    }

    /// How its values are kept.
    pub fn representation(&self) -> EnumRepr {
        let repr = &self.attributes.repr;
        let length = repr.length.as_ref().map(|length| length.value);
        match repr.kind() {
            ReprKind::Native => EnumRepr::Native,
            ReprKind::Check => EnumRepr::Text { length, checked: true },
            ReprKind::Text => EnumRepr::Text { length, checked: false },
            ReprKind::Int => EnumRepr::Int {
                ty: repr.integer.clone().unwrap_or(ColumnType::Integer),
                numbers: self.variants.iter().map(|v| v.number.unwrap_or_default()).collect(),
                checked: !repr.no_check,
            },
        }
    }

    /// The numbers of all variants, where each is written out: one that is counted may have been another before.
    fn written_numbers(&self) -> Vec<i64> {
        let numbers: Vec<i64> =
            self.variants.iter().filter_map(|v| v.number.filter(|_| v.numbered)).collect();
        if numbers.len() == self.variants.len() { numbers } else { Vec::new() }
    }

    fn written_name(&self) -> QualifiedName {
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
            let before = v.attributes.renamed_from.as_ref()?;
            Some((before.value.clone(), v.value.clone()))
        });
        EnumType {
            name: self.type_name(),
            values: self.variants.iter().map(|v| v.value.clone()).collect(),
            comment: self.attributes.comment.resolved(),
            origin: Origin {
                renamed_from: self.attributes.renamed_from.clone(),
                renamed_values: renamed.collect(),
                repr: self.representation(),
                numbers: self.written_numbers(),
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
    let cfg = cx.cfg.clone();
    let present = variants.iter().filter(|v| !attributes::is_left_out(&cfg, &v.attrs));
    let mut next = Some(0);
    let variants: Vec<Variant> = present.map(|v| read_variant(cx, v, &parsed, &mut next)).collect();
    if variants.is_empty() {
        cx.push(
            Problem::error(codes::EMPTY_ENUM, place, format!("`{name}` has no variants"))
                .help("an enum type needs at least one value"),
        );
    }
    let item = EnumItem { name, place, attributes: parsed, variants };
    report_duplicates(cx, &item);
    report_renames(cx, &item);
    report_long_values(cx, &item);
    report_needless_name(cx, &item);
    item
}

fn read_variant(
    cx: &mut Context,
    variant: &syn::Variant,
    parent: &EnumAttributes,
    next: &mut Option<i64>,
) -> Variant {
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
    let number = number(cx, variant, parent, next);
    let numbered = variant.discriminant.is_some();
    Variant { name, place, value, number, numbered, attributes }
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

/// The discriminant: as written, or one more than that of the variant before.
fn number(
    cx: &mut Context,
    variant: &syn::Variant,
    parent: &EnumAttributes,
    next: &mut Option<i64>,
) -> Option<i64> {
    let number = match &variant.discriminant {
        Some((_, expression)) => attributes::discriminant(expression),
        None => *next,
    };
    *next = number.and_then(|n| n.checked_add(1));
    if let (None, ReprKind::Int, Some((_, expression))) = (number, parent.repr.kind(), &variant.discriminant)
    {
        let place = cx.marks.mark_tokens(expression);
        let message = format!("the number of `{}` cannot be read", variant.ident);
        cx.push(
            Problem::error(codes::UNKNOWN_DISCRIMINANT, place, message)
                .because("it is kept in the database, and models are read without compiling them")
                .help("write it out, for example `= 3`"),
        );
    }
    number
}

/// A value can have been only one other, and one that is gone.
fn report_renames(cx: &mut Context, item: &EnumItem) {
    for (i, variant) in item.variants.iter().enumerate() {
        let Some(before) = &variant.attributes.renamed_from else { continue };
        let same = |v: &&Variant| v.attributes.renamed_from.as_ref().is_some_and(|b| b.value == before.value);
        if let Some(earlier) = item.variants.iter().take(i).find(same) {
            let message = format!("two variants of `{}` were `{}` before", item.name, before.value);
            cx.push(
                Problem::error(codes::CONTRADICTION, before.place, message)
                    .related(earlier.place, format!("`{}` says so too", earlier.name)),
            );
        }
        if let Some(there) = item.variants.iter().find(|v| v.is(&before.value)) {
            let message = format!("`{}` is a value of `{}` still", before.value, item.name);
            cx.push(
                Problem::warning(codes::CONTRADICTION, before.place, message)
                    .related(there.place, format!("`{}` has it", there.name))
                    .because("rows that hold it stay as they are")
                    .help("remove `renamed_from`, or give that variant another value"),
            );
        }
    }
}

impl Variant {
    fn is(&self, value: &str) -> bool {
        self.value == value
    }
}

/// An enum that is kept in columns alone has no name in any database.
fn report_needless_name(cx: &mut Context, item: &EnumItem) {
    let attributes = &item.attributes;
    let Some(repr) = attributes.repr.kind.as_ref().filter(|kind| kind.value != ReprKind::Native) else {
        return;
    };
    let keys = [
        ("name", attributes.name.as_ref().map(|name| name.place)),
        ("schema", attributes.namespace.as_ref().map(|name| name.place)),
        ("renamed_from", attributes.renamed_from.as_ref().map(|_| item.place)),
    ];
    for (key, place) in keys {
        let Some(place) = place else { continue };
        cx.push(
            Problem::warning(
                codes::CONTRADICTION,
                place,
                format!("`{key}` means nothing here: `{}` has no type in the database", item.name),
            )
            .related(repr.place, "its values are kept in columns")
            .help(format!("remove `{key}`")),
        );
    }
}

fn report_long_values(cx: &mut Context, item: &EnumItem) {
    let Some(length) = &item.attributes.repr.length else { return };
    for variant in item.variants.iter().filter(|v| v.value.chars().count() > length.value as usize) {
        let place = variant.attributes.rename.as_ref().map_or(variant.place, |r| r.place);
        let message = format!(
            "the value `{}` has {} characters, and the column holds {}",
            variant.value,
            variant.value.chars().count(),
            length.value
        );
        cx.push(
            Problem::error(codes::VALUE_TOO_LONG, place, message)
                .related(length.place, "the length is given here")
                .help("give a greater `length`"),
        );
    }
}
