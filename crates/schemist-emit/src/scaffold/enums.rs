//! An enum type as a Rust enum.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToUpperCamelCase};
use proc_macro2::TokenStream;

use schemist_schema::EnumType;

use crate::scaffold::attributes::named_text;
use crate::scaffold::docs::Docs;
use crate::scaffold::files::Item;
use crate::scaffold::names::{undisputed_snake_case, variants};
use crate::scaffold::{Context, print};

/// The Rust enum of an enum type.
pub(crate) fn item(cx: &Context<'_>, enum_type: &EnumType) -> Item {
    let rust = cx.names.enum_type(&enum_type.name).unwrap_or("Enum");
    let variants = variants(&enum_type.values);
    let rule = rule(&enum_type.values, &variants);
    let docs = Docs::of(enum_type.comment.as_deref());

    let mut items: Vec<TokenStream> = Vec::new();
    if undisputed_snake_case(rust).as_deref() != Some(enum_type.name.name.as_str()) {
        items.extend(named_text("name", Some(&enum_type.name.name)));
    }
    items.extend(named_text("schema", enum_type.name.namespace.as_deref()));
    items.extend(named_text("rename_all", rule.filter(|r| *r != "snake_case")));
    items.extend(docs.attribute);

    let mut lines = docs.lines;
    lines.push("#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]".to_owned());
    lines.extend(print::attribute("model", &items, 0));
    lines.push(format!("pub enum {rust} {{"));
    for (value, variant) in enum_type.values.iter().zip(&variants) {
        let follows = rule.is_some() || undisputed_snake_case(variant).as_ref() == Some(value);
        let rename: Vec<TokenStream> =
            named_text("rename", Some(value)).filter(|_| !follows).into_iter().collect();
        lines.extend(print::attribute("model", &rename, 4).map(|line| format!("    {line}")));
        lines.push(format!("    {variant},"));
    }
    lines.push("}".to_owned());
    Item::new(rust, &lines, Vec::new())
}

type Rule = (&'static str, fn(&str) -> Option<String>);

/// The rules by which values follow from variants, the default one first. Each says nothing where readers
/// could disagree on what it gives.
const RULES: [Rule; 8] = [
    ("snake_case", undisputed_snake_case),
    ("lowercase", |v| Some(v.to_lowercase())),
    ("UPPERCASE", |v| Some(v.to_uppercase())),
    ("SCREAMING_SNAKE_CASE", |v| undisputed_snake_case(v).map(|_| v.to_shouty_snake_case())),
    ("kebab-case", |v| undisputed_snake_case(v).map(|_| v.to_kebab_case())),
    ("camelCase", |v| undisputed_snake_case(v).map(|_| v.to_lower_camel_case())),
    ("PascalCase", |v| undisputed_snake_case(v).map(|_| v.to_upper_camel_case())),
    ("verbatim", |v| Some(v.to_owned())),
];

/// The first rule that gives all values.
fn rule(values: &[String], variants: &[String]) -> Option<&'static str> {
    let gives_all = |rule: &Rule| {
        !values.is_empty()
            && values.iter().zip(variants).all(|(value, variant)| rule.1(variant).as_ref() == Some(value))
    };
    RULES.iter().find(|rule| gives_all(rule)).map(|rule| rule.0)
}
