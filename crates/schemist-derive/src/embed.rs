//! `#[derive(Embed)]`: what the models that embed the part need of it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use schemist_model::{
    PendingReference,
    attributes::TargetTable,
    codes,
    item::Home,
    single::{GivenPart, read_model_with, read_part},
};
use syn::{Data, DeriveInput, spanned::Spanned};

use crate::{
    checks::checks,
    columns::{Column, columns},
    constants,
    errors::{compile_errors, compile_errors_among},
    gather::{Part, part_macro},
    names::{hash, plain},
    relations::{Spans, check_references, local_target},
    sql_types::{ENGINE, Imports, argument_of, mentions, transparent},
};

pub(crate) fn expand(input: &DeriveInput, parts: &[Part]) -> TokenStream {
    let part_macro = part_macro(input, parts);
    let single = read_part(input);
    let errors = compile_errors(&single, &[]);
    if single.item.is_none() || !errors.is_empty() {
        // The macro stays, so that the models do not add errors of their own.
        return quote!(#errors #part_macro);
    }
    let given: Vec<GivenPart<'_>> = parts.iter().map(Part::given).collect();
    // As if it were a model: what its columns are and refer to is told in the same way.
    let alone = read_model_with(input, &given, ENGINE);
    let Some((item, model)) = &alone.item else { return part_macro };
    let mut problems = alone.problems.clone();
    problems.retain(|problem| [codes::UNKNOWN_TYPE, codes::UNSUPPORTED_TYPE].contains(&problem.code));
    let mut imports = Imports::default();
    let all = columns(input, parts, item, model, &mut imports, |problem| {
        problems.push(problem);
        None
    });
    let errors = compile_errors_among(&alone, &problems);
    if !errors.is_empty() {
        return quote!(#errors #part_macro);
    }
    let own: Vec<&Column<'_>> = all.iter().filter(|column| column.path.len() == 1).collect();
    let checked = own.iter().filter(|c| !c.field.attributes.converted && !is_parameter(input, c));
    let checked: Vec<_> = checked.map(|column| column.check(None)).collect();
    let checks = checks(input, &checked);
    let fields = fields(input);
    let sql_types = own.iter().map(|column| sql_type(input, column));
    let spans: Spans<'_> = &|place| alone.spans(place);
    let targets = model.references.iter().filter_map(|reference| target(input, reference, spans));
    let references = check_references(input, &model.references, spans);
    let constants = constants::uses(&single);
    quote! {
        #part_macro
        #checks
        #constants
        #fields
        #(#sql_types)*
        #(#targets)*
        #references
    }
}

/// Whether a field's type depends on a parameter: only who says what that stands for can check it.
pub(crate) fn is_parameter(input: &DeriveInput, column: &Column<'_>) -> bool {
    input.generics.type_params().any(|parameter| mentions(&column.syntax.ty, &parameter.ident))
}

fn fields(input: &DeriveInput) -> TokenStream {
    let Data::Struct(data) = &input.data else { return TokenStream::new() };
    let name = &input.ident;
    let (generics, arguments, where_clause) = input.generics.split_for_impl();
    let impls = data.fields.iter().filter_map(|field| {
        let hash = hash(&plain(field.ident.as_ref()?));
        let inner = argument_of(&field.ty, "Option").unwrap_or_else(|| transparent(&field.ty));
        Some(quote! {
            #[automatically_derived]
            impl #generics ::schemist::__private::PartField<#hash> for #name #arguments #where_clause {
                type Inner = #inner;
            }
        })
    });
    impls.collect()
}

fn sql_type(input: &DeriveInput, column: &Column<'_>) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, where_clause) = input.generics.split_for_impl();
    let hash = hash(&column.field.name);
    let ty = &column.ty.beside;
    quote_spanned! {column.syntax.ty.span()=>
        #[automatically_derived]
        impl #generics ::schemist::__private::PartColumn<#hash> for #name #arguments #where_clause {
            type SqlType = #ty;
        }
    }
}

fn target(input: &DeriveInput, reference: &PendingReference, spans: Spans<'_>) -> Option<TokenStream> {
    let target = &reference.declaration.target;
    let TargetTable::Model(path) = &target.table.value else { return None };
    if reference.declaration.home != Home::default() || matches!(path.as_slice(), [only] if only == "Self") {
        return None;
    }
    let name = &input.ident;
    let (generics, arguments, where_clause) = input.generics.split_for_impl();
    let hash = hash(&path.join("::"));
    let model = local_target(input, target, spans)?;
    Some(quote! {
        #[automatically_derived]
        impl #generics ::schemist::__private::PartTarget<#hash> for #name #arguments #where_clause {
            type Model = #model;
        }
    })
}
