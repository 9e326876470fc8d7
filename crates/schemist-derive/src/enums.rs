use proc_macro2::TokenStream;
use quote::quote;
use schemist_model::{item::EnumItem, single::read_model_enum};
use syn::{DeriveInput, Ident};

use crate::errors::compile_errors;

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
    let type_impls = sql_type(name, item);
    let value_impls = values(input, item);
    let expression_impls = expressions(name);
    quote! {
        #[doc(hidden)]
        #[allow(non_local_definitions, clippy::all)]
        const _: () = {
            #type_impls
            #value_impls
            #expression_impls
        };
    }
}

/// The enum as Diesel's name for its SQL type.
fn sql_type(name: &Ident, item: &EnumItem) -> TokenStream {
    let enum_type = item.type_name();
    let type_name = &enum_type.name;
    let namespace = match &enum_type.namespace {
        Some(namespace) => quote!(::core::option::Option::Some(#namespace)),
        None => quote!(::core::option::Option::None),
    };
    let sqlite = cfg!(feature = "sqlite").then(|| {
        quote! {
            impl ::diesel::sql_types::HasSqlType<#name> for ::diesel::sqlite::Sqlite {
                fn metadata(_: &mut ()) -> ::diesel::sqlite::SqliteType {
                    ::diesel::sqlite::SqliteType::Text
                }
            }
        }
    });
    let postgres = cfg!(feature = "postgres").then(|| {
        quote! {
            impl ::diesel::sql_types::HasSqlType<#name> for ::diesel::pg::Pg {
                fn metadata(lookup: &mut Self::MetadataLookup) -> ::diesel::pg::PgTypeMetadata {
                    ::diesel::pg::PgMetadataLookup::lookup_type(lookup, #type_name, #namespace)
                }
            }
        }
    });
    quote! {
        impl ::diesel::sql_types::SqlType for #name {
            type IsNull = ::diesel::sql_types::is_nullable::NotNull;
        }
        impl ::diesel::sql_types::SingleValue for #name {}
        impl ::diesel::query_builder::QueryId for #name {
            type QueryId = Self;
            const HAS_STATIC_QUERY_ID: bool = true;
        }
        #sqlite
        #postgres
    }
}

/// Reading and writing: a word of the enum type is sent and received as text by either engine.
fn values(input: &DeriveInput, item: &EnumItem) -> TokenStream {
    let name = &input.ident;
    let syn::Data::Enum(data) = &input.data else { return TokenStream::new() };
    let of = |variant: &Ident| {
        let plain = variant.to_string();
        let plain = plain.strip_prefix("r#").unwrap_or(&plain);
        item.variants.iter().find(|v| v.name == plain).map(|v| v.value.clone())
    };
    // Variants may be empty but still written as `A {}` or `A()`.
    let arms: Vec<(&Ident, String)> =
        data.variants.iter().filter_map(|v| Some((&v.ident, of(&v.ident)?))).collect();
    let (idents, texts): (Vec<_>, Vec<_>) = arms.into_iter().unzip();
    let unknown = format!("unknown value of the enum `{}`: {{:?}}", item.type_name());
    quote! {
        impl<__DB> ::diesel::serialize::ToSql<#name, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            str: ::diesel::serialize::ToSql<::diesel::sql_types::Text, __DB>,
        {
            fn to_sql<'__b>(
                &'__b self,
                out: &mut ::diesel::serialize::Output<'__b, '_, __DB>,
            ) -> ::diesel::serialize::Result {
                let text: &'static str = match self {
                    #(#name::#idents { .. } => #texts,)*
                };
                <str as ::diesel::serialize::ToSql<::diesel::sql_types::Text, __DB>>::to_sql(text, out)
            }
        }

        impl<__DB> ::diesel::deserialize::FromSql<#name, __DB> for #name
        where
            __DB: ::diesel::backend::Backend,
            ::std::string::String: ::diesel::deserialize::FromSql<::diesel::sql_types::Text, __DB>,
        {
            fn from_sql(bytes: __DB::RawValue<'_>) -> ::diesel::deserialize::Result<Self> {
                let text = <::std::string::String as ::diesel::deserialize::FromSql<
                    ::diesel::sql_types::Text,
                    __DB,
                >>::from_sql(bytes)?;
                match text.as_str() {
                    #(#texts => ::core::result::Result::Ok(#name::#idents {}),)*
                    other => ::core::result::Result::Err(::std::format!(#unknown, other).into()),
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

/// What `#[derive(AsExpression)]` would write.
fn expressions(name: &Ident) -> TokenStream {
    let nullable = quote!(::diesel::sql_types::Nullable<#name>);
    let mut tokens = TokenStream::new();
    for sql_type in [quote!(#name), nullable.clone()] {
        let targets = [
            (quote!(), quote!(#name)),
            (quote!(<'__expr>), quote!(&'__expr #name)),
            (quote!(<'__expr, '__expr2>), quote!(&'__expr2 &'__expr #name)),
        ];
        for (generics, target) in targets {
            tokens.extend(quote! {
                #[diagnostic::do_not_recommend]
                impl #generics ::diesel::expression::AsExpression<#sql_type> for #target {
                    type Expression =
                        ::diesel::internal::derives::as_expression::Bound<#sql_type, Self>;

                    fn as_expression(
                        self,
                    ) -> <Self as ::diesel::expression::AsExpression<#sql_type>>::Expression {
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
            Self: ::diesel::serialize::ToSql<#name, __DB>,
        {
            fn to_sql<'__b>(
                &'__b self,
                out: &mut ::diesel::serialize::Output<'__b, '_, __DB>,
            ) -> ::diesel::serialize::Result {
                <Self as ::diesel::serialize::ToSql<#name, __DB>>::to_sql(self, out)
            }
        }
    }
}
