//! `#[derive(ModelEnum)]`: the enum as its own SQL type, and its values as words or numbers.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use schemist_model::{item::EnumItem, single::read_model_enum};
use schemist_schema::{ColumnType, EnumRepr};
use syn::{DeriveInput, Ident, Type};

use crate::{errors::compile_errors, told::told_types};

pub(crate) fn expand(input: &DeriveInput) -> TokenStream {
    let single = read_model_enum(input);
    let errors = compile_errors(&single, &[]);
    match &single.item {
        Some(item) if errors.is_empty() => implementations(input, item),
        _ => errors,
    }
}

fn implementations(input: &DeriveInput, item: &EnumItem) -> TokenStream {
    let name = &input.ident;
    let kept = Kept::of(item);
    let type_impls = sql_type(name, item, &kept);
    let value_impls = values(input, item, &kept);
    // It is itself for Diesel; what it is kept as, for a `table!` that says so; and what the user's says.
    let mut sql_types = vec![quote!(#name)];
    sql_types.extend(told_types(&input.attrs, "sql_type").iter().map(|ty: &Type| quote!(#ty)));
    let base = &kept.sql_type;
    let conversions = sql_types.iter().map(|ty| conversions(name, ty, base));
    let expressions = sql_types.iter().chain([base]).map(|ty| expressions(name, ty));
    quote! {
        #[doc(hidden)]
        #[allow(non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #type_impls
            #value_impls
            #(#conversions)*
            #(#expressions)*
        };
    }
}

/// As what the database keeps the values, where it has no type for the enum.
struct Kept {
    /// For Diesel.
    sql_type: TokenStream,
    /// What is written.
    written: TokenStream,
    /// What is read.
    read: TokenStream,
    /// The engine's own enums are used where it has them.
    native: bool,
    /// The values, as literals.
    values: Vec<Literal>,
}

impl Kept {
    fn of(item: &EnumItem) -> Self {
        let words = || item.variants.iter().map(|variant| Literal::string(&variant.value)).collect();
        let text = |native| Self {
            sql_type: quote!(::diesel::sql_types::Text),
            written: quote!(str),
            read: quote!(::std::string::String),
            native,
            values: words(),
        };
        let (ty, numbers) = match item.representation() {
            EnumRepr::Native => return text(true),
            EnumRepr::Text { .. } => return text(false),
            EnumRepr::Int { ty, numbers, .. } => (ty, numbers),
        };
        let (sql_type, rust_type) = match ty {
            ColumnType::SmallInt => ("SmallInt", "i16"),
            ColumnType::BigInt => ("BigInt", "i64"),
            _ => ("Integer", "i32"),
        };
        let (sql_type, rust_type) = (format_ident!("{sql_type}"), format_ident!("{rust_type}"));
        Self {
            sql_type: quote!(::diesel::sql_types::#sql_type),
            written: quote!(#rust_type),
            read: quote!(#rust_type),
            native: false,
            values: numbers.into_iter().map(Literal::i64_unsuffixed).collect(),
        }
    }

    fn is_text(&self) -> bool {
        self.read.to_string() != self.written.to_string()
    }
}

/// The enum as Diesel's name for its SQL type.
fn sql_type(name: &Ident, item: &EnumItem, kept: &Kept) -> TokenStream {
    let base = &kept.sql_type;
    let as_kept =
        |backend: TokenStream| quote!(<#backend as ::diesel::sql_types::HasSqlType<#base>>::metadata(lookup));
    let sqlite = cfg!(feature = "sqlite").then(|| {
        let metadata = as_kept(quote!(::diesel::sqlite::Sqlite));
        has_sql_type(name, &quote!(::diesel::sqlite::Sqlite), &metadata)
    });
    let postgres = cfg!(feature = "postgres").then(|| {
        let backend = quote!(::diesel::pg::Pg);
        let metadata = match item.representation() {
            EnumRepr::Native => lookup(item),
            // `varchar` and `varchar[]`: between arrays of that and of `text` the server has no operators.
            EnumRepr::Text { length: Some(_), .. } => quote!(::diesel::pg::PgTypeMetadata::new(1043, 1015)),
            EnumRepr::Text { length: None, .. } | EnumRepr::Int { .. } => as_kept(backend.clone()),
        };
        has_sql_type(name, &backend, &metadata)
    });
    let mysql = cfg!(feature = "mysql").then(|| {
        let backend = quote!(::diesel::mysql::Mysql);
        let metadata =
            if kept.native { quote!(::diesel::mysql::MysqlType::Enum) } else { as_kept(backend.clone()) };
        has_sql_type(name, &backend, &metadata)
    });
    quote! {
        impl ::diesel::sql_types::SqlType for #name {
            type IsNull = ::diesel::sql_types::is_nullable::NotNull;
        }
        impl ::diesel::sql_types::SingleValue for #name {}
        impl ::diesel::sql_types::SqlOrd for #name {}
        impl ::diesel::query_builder::QueryId for #name {
            type QueryId = Self;
            const HAS_STATIC_QUERY_ID: bool = true;
        }
        #sqlite
        #postgres
        #mysql
    }
}

fn has_sql_type(name: &Ident, backend: &TokenStream, metadata: &TokenStream) -> TokenStream {
    quote! {
        impl ::diesel::sql_types::HasSqlType<#name> for #backend {
            #[allow(unused_variables)]
            fn metadata(
                lookup: &mut <Self as ::diesel::sql_types::TypeMetadata>::MetadataLookup,
            ) -> <Self as ::diesel::sql_types::TypeMetadata>::TypeMetadata {
                #metadata
            }
        }
    }
}

/// PostgreSQL is asked for the type, whose number differs from database to database.
fn lookup(item: &EnumItem) -> TokenStream {
    let enum_type = item.type_name();
    let type_name = &enum_type.name;
    let namespace = match &enum_type.namespace {
        Some(namespace) => quote!(::core::option::Option::Some(#namespace)),
        None => quote!(::core::option::Option::None),
    };
    quote!(::diesel::pg::PgMetadataLookup::lookup_type(lookup, #type_name, #namespace))
}

/// Reading and writing as what is kept: a word of an enum type is sent and received as text by every engine.
fn values(input: &DeriveInput, item: &EnumItem, kept: &Kept) -> TokenStream {
    let name = &input.ident;
    let syn::Data::Enum(data) = &input.data else { return TokenStream::new() };
    let of = |variant: &Ident| {
        let plain = variant.to_string();
        let plain = plain.strip_prefix("r#").unwrap_or(&plain);
        item.variants.iter().position(|v| v.name == plain)
    };
    // Variants may be empty but still written as `A {}` or `A()`.
    let arms: Vec<(&Ident, &Literal)> =
        data.variants.iter().filter_map(|v| Some((&v.ident, kept.values.get(of(&v.ident)?)?))).collect();
    let (idents, values): (Vec<_>, Vec<_>) = arms.into_iter().unzip();
    let known = values.iter().map(ToString::to_string);
    let known = known.map(|value| syn::parse_str::<syn::LitStr>(&value).map_or(value, |text| text.value()));
    let shown = name.to_string();
    let (base, written, read) = (&kept.sql_type, &kept.written, &kept.read);
    let (reference, compared) = match kept.is_text() {
        true => (quote!(), quote!(value.as_str())),
        false => (quote!(&), quote!(value)),
    };
    quote! {
        impl<__DB> ::diesel::serialize::ToSql<#base, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            #written: ::diesel::serialize::ToSql<#base, __DB>,
        {
            fn to_sql<'__b>(
                &'__b self,
                out: &mut ::diesel::serialize::Output<'__b, '_, __DB>,
            ) -> ::diesel::serialize::Result {
                let value: &'static #written = match self {
                    #(#name::#idents { .. } => #reference #values,)*
                };
                <#written as ::diesel::serialize::ToSql<#base, __DB>>::to_sql(value, out)
            }
        }

        impl<__DB> ::diesel::deserialize::FromSql<#base, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            #read: ::diesel::deserialize::FromSql<#base, __DB>,
        {
            fn from_sql(bytes: __DB::RawValue<'_>) -> ::diesel::deserialize::Result<Self> {
                let value = <#read as ::diesel::deserialize::FromSql<#base, __DB>>::from_sql(bytes)?;
                match #compared {
                    #(#values => ::core::result::Result::Ok(#name::#idents {}),)*
                    other => ::core::result::Result::Err(
                        ::schemist::UnknownEnumValue::new(#shown, other, &[#(#known),*]).into(),
                    ),
                }
            }
        }

        impl<__DB, __ST> ::diesel::deserialize::Queryable<__ST, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            __ST: ::diesel::sql_types::SingleValue,
            Self: ::diesel::deserialize::FromSql<__ST, __DB>,
        {
            type Row = Self;

            fn build(row: Self) -> ::diesel::deserialize::Result<Self> {
                ::core::result::Result::Ok(row)
            }
        }
    }
}

/// Reading and writing as another SQL type, in the form in which the values are kept.
fn conversions(name: &Ident, sql_type: &TokenStream, base: &TokenStream) -> TokenStream {
    quote! {
        impl<__DB> ::diesel::serialize::ToSql<#sql_type, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            Self: ::diesel::serialize::ToSql<#base, __DB>,
        {
            fn to_sql<'__b>(
                &'__b self,
                out: &mut ::diesel::serialize::Output<'__b, '_, __DB>,
            ) -> ::diesel::serialize::Result {
                <Self as ::diesel::serialize::ToSql<#base, __DB>>::to_sql(self, out)
            }
        }

        impl<__DB> ::diesel::deserialize::FromSql<#sql_type, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            Self: ::diesel::deserialize::FromSql<#base, __DB>,
        {
            fn from_sql(bytes: __DB::RawValue<'_>) -> ::diesel::deserialize::Result<Self> {
                <Self as ::diesel::deserialize::FromSql<#base, __DB>>::from_sql(bytes)
            }
        }
    }
}

/// What `#[derive(AsExpression)]` would write.
fn expressions(name: &Ident, sql_type: &TokenStream) -> TokenStream {
    let nullable = quote!(::diesel::sql_types::Nullable<#sql_type>);
    let mut tokens = TokenStream::new();
    for target_type in [sql_type, &nullable] {
        let targets = [
            (quote!(), quote!(#name)),
            (quote!(<'__expr>), quote!(&'__expr #name)),
            (quote!(<'__expr, '__expr2>), quote!(&'__expr2 &'__expr #name)),
        ];
        for (generics, target) in targets {
            tokens.extend(quote! {
                #[diagnostic::do_not_recommend]
                impl #generics ::diesel::expression::AsExpression<#target_type> for #target {
                    type Expression =
                        ::diesel::internal::derives::as_expression::Bound<#target_type, Self>;

                    fn as_expression(
                        self,
                    ) -> <Self as ::diesel::expression::AsExpression<#target_type>>::Expression {
                        ::diesel::internal::derives::as_expression::Bound::new(self)
                    }
                }
            });
        }
    }
    quote! {
        #tokens

        impl<__DB> ::diesel::serialize::ToSql<#nullable, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            Self: ::diesel::serialize::ToSql<#sql_type, __DB>,
        {
            fn to_sql<'__b>(
                &'__b self,
                out: &mut ::diesel::serialize::Output<'__b, '_, __DB>,
            ) -> ::diesel::serialize::Result {
                <Self as ::diesel::serialize::ToSql<#sql_type, __DB>>::to_sql(self, out)
            }
        }
    }
}
