//! `tables_in_one_query!`: telling tables apart by number. Diesel wants to know of every two tables that they
//! are not the same one; written out, that is several implementations for each pair, thousands for sixty
//! tables. With a number for each table one implementation for each says it all.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{
    Path, Token,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let Tables { own, foreign } = match syn::parse2(input) {
        Ok(tables) => tables,
        Err(error) => {
            let message =
                format!("{error}: write models or modules of tables, as in `User, crate::schema::orders`");
            return syn::Error::new(error.span(), message).into_compile_error();
        }
    };
    let all: Vec<&Path> = own.iter().chain(&foreign).collect();
    if let Some(twice) = repeated(&all) {
        return syn::Error::new_spanned(twice, "this table is named twice").into_compile_error();
    }
    if let Some(model) = foreign.iter().find(|path| is_model(path)) {
        let message = "of another crate's tables the modules are named, as in `other::users`";
        return syn::Error::new_spanned(model, message).into_compile_error();
    }
    let digits = usize::BITS - own.len().saturating_sub(1).leading_zeros();
    let tables: Vec<(TokenStream, TokenStream)> =
        own.iter().enumerate().map(|(i, path)| (table(path), number(i, digits))).collect();
    let numbers = tables.iter().map(|(table, number)| {
        quote! {
            impl Numbered for #table {
                type Number = #number;
            }
        }
    });
    let differences = tables.iter().map(|(table, number)| difference(table, number));
    let foreign: Vec<TokenStream> = foreign.iter().map(table).collect();
    let pairs = tables.iter().flat_map(|(own, _)| foreign.iter().map(move |foreign| pair(own, foreign)));
    let comparison = comparison();
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_local_definitions, unused_qualifications, clippy::all)]
        const _: () = {
            #comparison
            #(#numbers)*
            #(#differences)*
            #(#pairs)*
        };
    }
}

/// `User, Order; other_crate::users`.
struct Tables {
    own: Vec<Path>,
    /// Of other crates.
    foreign: Vec<Path>,
}

impl Parse for Tables {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let own = list(input)?;
        let foreign = match input.parse::<Option<Token![;]>>()? {
            Some(_) => list(input)?,
            None => Vec::new(),
        };
        Ok(Self { own, foreign })
    }
}

fn list(input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
    let mut paths = Vec::new();
    while !input.is_empty() && !input.peek(Token![;]) {
        paths.push(input.parse()?);
        if !input.is_empty() && !input.peek(Token![;]) {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(paths)
}

/// One table and all the others that have a number.
fn difference(table: &TokenStream, number: &TokenStream) -> TokenStream {
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
}

/// A table of another crate cannot have a number of this one.
fn pair(own: &TokenStream, foreign: &TokenStream) -> TokenStream {
    quote_spanned! {foreign.span()=>
        impl ::diesel::query_source::TableNotEqual<#foreign> for #own {}
        impl ::diesel::query_source::TableNotEqual<#own> for #foreign {}
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

fn repeated<'p>(paths: &[&'p Path]) -> Option<&'p Path> {
    let repeated = paths.iter().enumerate().find(|(i, path)| paths.iter().take(*i).any(|p| p == *path));
    repeated.map(|(_, path)| *path)
}

/// A model is a type, and types begin with a capital; the module of a table does not.
fn is_model(path: &Path) -> bool {
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    last.trim_start_matches("r#").starts_with(char::is_uppercase)
}

fn table(path: &Path) -> TokenStream {
    let span = path.span();
    match is_model(path) {
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
