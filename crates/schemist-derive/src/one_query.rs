//! `tables_in_one_query!`: telling tables apart by number. Diesel wants to know of every two tables that they
//! are not the same one; written out, that is several implementations for each pair, thousands for sixty
//! tables. With a number for each table one implementation for each says it all.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Path, Token, parse::Parser, punctuated::Punctuated, spanned::Spanned};

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let parser = Punctuated::<Path, Token![,]>::parse_terminated;
    let paths: Vec<Path> = match parser.parse2(input) {
        Ok(paths) => paths.into_iter().collect(),
        Err(error) => {
            let message =
                format!("{error}: write models or modules of tables, as in `User, crate::schema::orders`");
            return syn::Error::new(error.span(), message).into_compile_error();
        }
    };
    if let Some(twice) = repeated(&paths) {
        return syn::Error::new_spanned(twice, "this table is named twice").into_compile_error();
    }
    let digits = usize::BITS - paths.len().saturating_sub(1).leading_zeros();
    let tables: Vec<(TokenStream, TokenStream)> =
        paths.iter().enumerate().map(|(i, path)| (table(path), number(i, digits))).collect();
    let numbers = tables.iter().map(|(table, number)| {
        quote! {
            impl Numbered for #table {
                type Number = #number;
            }
        }
    });
    let differences = tables.iter().map(|(table, number)| {
        let span = table.span();
        let postgres = cfg!(feature = "postgres").then(|| postgres(table, number));
        quote_spanned! {span=>
            impl<Other> ::diesel::query_source::TableNotEqual<Other> for #table
            where
                Other: Numbered,
                Other::Number: Differs<#number, Result = Different>,
            {
            }
            #postgres
        }
    });
    let comparison = comparison();
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #comparison
            #(#numbers)*
            #(#differences)*
        };
    }
}

/// Numbers in binary, and whether two of as many digits differ. All of it is the program's own: of the
/// traits of other crates the compiler assumes that they may hold one day.
fn comparison() -> TokenStream {
    quote! {
        trait Numbered: ::diesel::Table {
            type Number;
        }

        struct Zero;
        struct One;
        struct Different;
        struct Same;

        trait Differs<Other> {
            type Result;
        }

        impl Differs<()> for () {
            type Result = Same;
        }
        impl<A, B> Differs<(One, B)> for (Zero, A) {
            type Result = Different;
        }
        impl<A, B> Differs<(Zero, B)> for (One, A) {
            type Result = Different;
        }
        impl<A: Differs<B>, B> Differs<(Zero, B)> for (Zero, A) {
            type Result = A::Result;
        }
        impl<A: Differs<B>, B> Differs<(One, B)> for (One, A) {
            type Result = A::Result;
        }
    }
}

/// What Diesel says for each pair of tables on PostgreSQL: about `ONLY` and `TABLESAMPLE`.
fn postgres(table: &TokenStream, number: &TokenStream) -> TokenStream {
    let only = quote!(::diesel::query_builder::Only<Other>);
    let sample = quote!(::diesel::query_builder::Tablesample<Other, Method>);
    let differs = quote! {
        Other: Numbered,
        Other::Number: Differs<#number, Result = Different>,
    };
    let method = quote!(Method: ::diesel::internal::table_macro::TablesampleMethod,);
    quote! {
        impl<Other> ::diesel::query_source::TableNotEqual<#table> for #only
        where
            #differs
            #only: ::diesel::Table,
        {
        }
        impl<Other> ::diesel::query_source::TableNotEqual<#only> for #table
        where
            #differs
            #only: ::diesel::Table,
        {
        }
        impl<Other, Method> ::diesel::query_source::TableNotEqual<#table> for #sample
        where
            #differs
            #method
            #sample: ::diesel::Table,
        {
        }
        impl<Other, Method> ::diesel::query_source::TableNotEqual<#sample> for #table
        where
            #differs
            #method
            #sample: ::diesel::Table,
        {
        }
    }
}

fn repeated(paths: &[Path]) -> Option<&Path> {
    paths.iter().enumerate().find(|(i, path)| paths.iter().take(*i).any(|p| p == *path)).map(|(_, path)| path)
}

/// A model is a type, and types begin with a capital; the module of a table does not.
fn table(path: &Path) -> TokenStream {
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let span = path.span();
    match last.trim_start_matches("r#").starts_with(char::is_uppercase) {
        true => quote_spanned!(span=> <#path as ::schemist::Model>::Table),
        false => quote_spanned!(span=> #path::table),
    }
}

/// A number in binary, lowest digit first.
fn number(value: usize, digits: u32) -> TokenStream {
    let digits = (0..digits).rev().map(|digit| value >> digit & 1);
    digits.fold(quote!(()), |rest, digit| match digit {
        0 => quote!((Zero, #rest)),
        _ => quote!((One, #rest)),
    })
}
