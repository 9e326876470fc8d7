//! A column's type as it stands behind `type =`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use schemist_dialect::Dialect;
use schemist_schema::{ColumnType, Engine, sql::is_plain_identifier};

use crate::scaffold::attributes::{ident, is_ident, text};

/// As tokens where they read back as the same type, else as the engine's own text.
pub(crate) fn type_tokens(ty: &ColumnType, dialect: &Dialect) -> TokenStream {
    let tokens = match dialect.engine() {
        // A declared type is free text there, and part of what is compared.
        Engine::Sqlite => None,
        Engine::Postgres => structured(ty),
        // `Timestamp` in the models is a wall clock reading, which is a datetime here.
        Engine::Mysql => match ty {
            ColumnType::Timestamp { zone: true, .. } | ColumnType::Named { .. } => None,
            other => structured(other),
        },
    };
    tokens.unwrap_or_else(|| text(&dialect.render_type(ty)))
}

fn structured(ty: &ColumnType) -> Option<TokenStream> {
    let bare = |name: &str| {
        let name = ident(name);
        Some(quote!(#name))
    };
    let with = |name: &str, argument: Option<u32>| {
        let name = ident(name);
        Some(match argument {
            Some(argument) => {
                let argument = Literal::u32_unsuffixed(argument);
                quote!(#name(#argument))
            }
            None => quote!(#name),
        })
    };
    match ty {
        ColumnType::Boolean => bare("Boolean"),
        ColumnType::SmallInt => bare("SmallInt"),
        ColumnType::Integer => bare("Integer"),
        ColumnType::BigInt => bare("BigInt"),
        ColumnType::Real => bare("Real"),
        ColumnType::Double => bare("Double"),
        ColumnType::Numeric { precision, scale } => match (precision, scale) {
            (Some(precision), Some(scale)) if *scale >= 0 => {
                let name = ident("Numeric");
                let precision = Literal::u32_unsuffixed(*precision);
                let scale = Literal::i32_unsuffixed(*scale);
                Some(quote!(#name(#precision, #scale)))
            }
            (precision, None) => with("Numeric", *precision),
            _ => None,
        },
        ColumnType::Char { length } => with("Char", *length),
        ColumnType::Varchar { length } => with("Varchar", *length),
        ColumnType::Text => bare("Text"),
        ColumnType::Binary => bare("Binary"),
        ColumnType::Date => bare("Date"),
        ColumnType::Time { precision, zone: false } => with("Time", *precision),
        ColumnType::Timestamp { precision, zone: false } => with("Timestamp", *precision),
        ColumnType::Timestamp { precision, zone: true } => with("Timestamptz", *precision),
        ColumnType::Interval { fields: None } => bare("Interval"),
        ColumnType::Uuid => bare("Uuid"),
        ColumnType::Json => bare("Json"),
        ColumnType::Jsonb => bare("Jsonb"),
        ColumnType::Bit { length } => with("Bit", *length),
        ColumnType::Array(element) => structured(element).map(|element| quote!(Array(#element))),
        ColumnType::Named { name, arguments } if name.namespace.is_none() && arguments.is_empty() => {
            named(&name.name)
        }
        ColumnType::Named { .. }
        | ColumnType::Time { zone: true, .. }
        | ColumnType::Interval { .. }
        | ColumnType::VarBit { .. }
        | ColumnType::Enum(_)
        | ColumnType::Verbatim(_) => None,
    }
}

/// A plain name with a capital in front, which reads back in lower case. `"char"` is not `char`.
fn named(name: &str) -> Option<TokenStream> {
    let plain = is_plain_identifier(name) && !name.contains('_') && name != "char";
    let mut chars = name.chars();
    let capital: String = chars.next()?.to_uppercase().chain(chars).collect();
    (plain && is_ident(&capital)).then(|| {
        let name = ident(&capital);
        quote!(#name)
    })
}
