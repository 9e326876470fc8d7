use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use schemist_model::{
    LoweredModel, Problem, codes, is_rust_identifier,
    item::ModelItem,
    single::{GivenPart, read_model_with},
    table_name,
};
use syn::{DeriveInput, Ident};

use crate::{
    checks::checks,
    columns::{Column, columns, same_types},
    constants,
    embed::is_parameter,
    errors::compile_errors,
    gather::Part,
    names::{identifier, is_named, plain_name},
    relations::{Relations, relations},
    sql_types::{ENGINE, Imports, SqlType},
};

pub(crate) fn expand(input: &DeriveInput, parts: &[Part]) -> TokenStream {
    let given: Vec<GivenPart<'_>> = parts.iter().map(Part::given).collect();
    let single = read_model_with(input, &given, ENGINE);
    let Some((item, model)) = &single.item else { return compile_errors(&single, &[]) };
    let mut problems = Vec::new();
    let mut imports = Imports::default();
    let own_table = own_table(input, item);
    let columns = columns(input, parts, item, model, &mut imports, |problem| match &own_table {
        // Where a `table!` is there already the type is said there.
        Some(_) => Some(SqlType::said_elsewhere()),
        None => {
            problems.push(problem);
            None
        }
    });
    let table = match &own_table {
        Some(_) => TokenStream::new(),
        None => table(input, item, model, &columns, &imports, &mut problems),
    };
    let errors = compile_errors(&single, &problems);
    if !errors.is_empty() {
        // The table stays, so that what else is derived does not add errors of its own.
        return quote!(#errors #table);
    }
    // The fields of a part are checked where they are written: their types are known there.
    let checked = columns
        .iter()
        .filter(|c| !c.field.attributes.converted && c.path.len() == 1 && !is_parameter(input, c));
    let checked: Vec<_> = checked.map(|c| c.check(own_table.as_ref())).collect();
    let checks = checks(input, &checked);
    let same_types = own_table.is_none().then(|| same_types(input, &columns));
    let relations = relations(&Relations {
        input,
        table: match &own_table {
            Some(path) => quote!(#path),
            None => module(input, item, model).to_token_stream(),
        },
        item,
        model,
        columns: &columns,
        joins: own_table.is_none(),
        spans: &|place| single.spans(place),
    });
    let constants = constants::uses(&single);
    quote!(#checks #same_types #table #relations #constants)
}

/// The path of a `table!` that is there already: one of several segments leads to another module, and
/// `table_macro` says what a name alone does not.
fn own_table(input: &DeriveInput, item: &ModelItem) -> Option<syn::Path> {
    let told = item.attributes.diesel_table.as_ref();
    let is_elsewhere = told.is_some_and(|path| path.value.len() > 1);
    if !item.attributes.table_macro.map_or(is_elsewhere, |emits| !emits) {
        return None;
    }
    match told {
        Some(path) => syn::parse_str(&path.value.join("::")).ok(),
        None => Some(identifier(&table_name(&item.name), input.ident.span()).into()),
    }
}

/// The module of the table: what Diesel was told, or the table's name as a module is spelled, so that the
/// table `Album` and the struct `Album` stay apart.
fn module(input: &DeriveInput, item: &ModelItem, model: &LoweredModel) -> Ident {
    let span = input.ident.span();
    if let Some(told) = item.attributes.diesel_table.as_ref().and_then(|path| path.value.last()) {
        return identifier(told, span);
    }
    let name = &model.table.name.name;
    let capitals = name.contains(char::is_uppercase);
    let plain = match is_rust_identifier(name) && !capitals {
        true => name.clone(),
        false => plain_name(&if capitals { name.to_snake_case() } else { name.clone() }),
    };
    // As Diesel does with keywords.
    identifier(&if is_rust_identifier(&plain) { plain } else { format!("{plain}_") }, span)
}

fn table(
    input: &DeriveInput,
    item: &ModelItem,
    model: &LoweredModel,
    columns: &[Column<'_>],
    imports: &Imports,
    problems: &mut Vec<Problem>,
) -> TokenStream {
    if columns.is_empty() {
        return TokenStream::new();
    }
    let module = module(input, item, model);
    if let Some(column) = columns.iter().find(|column| column.ident == module) {
        problems.push(like_its_table(column, &module));
        return TokenStream::new();
    }
    let namespace = model.table.name.namespace.as_ref().and_then(|name| {
        let usable = is_rust_identifier(name);
        if !usable {
            problems.push(namespace_problem(item, name));
        }
        usable.then(|| identifier(name, input.ident.span()))
    });
    let namespace = namespace.map(|namespace| quote!(#namespace .));
    let sql_name = sql_name(&module, &model.table.name.name);
    let keys = primary_key(model, columns);
    let definitions = columns.iter().map(definition);
    let statements = imports.statements();
    let doc = format!("The table `{}`, declared by [`{}`].", model.table.name, input.ident);
    let alias = alias(input, item, &module);
    quote! {
        ::diesel::table! {
            #(#statements)*
            #[doc = #doc]
            #[allow(non_snake_case)]
            #sql_name
            #namespace #module (#(#keys),*) {
                #(#definitions,)*
            }
        }
        #alias
    }
}

fn like_its_table(column: &Column<'_>, module: &Ident) -> Problem {
    let message = format!("the column `{}` has the name of its table, which Diesel cannot have", column.name);
    Problem::error(codes::CONTRADICTION, column.field.place, message)
        .help(format!("name the table's module otherwise: `#[diesel(table_name = {module}_)]`"))
        .help(format!("or the column for Diesel: `#[diesel(column_name = {module}_)]`"))
}

fn namespace_problem(item: &ModelItem, name: &str) -> Problem {
    let place = item.attributes.namespace.as_ref().map_or(item.place, |n| n.place);
    Problem::error(
        codes::UNSUPPORTED_ITEM,
        place,
        format!("Diesel's `table!` cannot name the schema `{name}`: it is no identifier"),
    )
    .help("write the `table!` by hand and name its path with `#[diesel(table_name = path::to::table)]`")
}

/// Diesel's derives look for the struct's name in snake case with an `s` unless they are told another; where
/// the table has another name, they find it under that one too.
fn alias(input: &DeriveInput, item: &ModelItem, module: &Ident) -> Option<TokenStream> {
    if item.attributes.diesel_table.is_some() {
        return None;
    }
    let expected = identifier(&table_name(&item.name), input.ident.span());
    (*module != expected).then(|| {
        quote! {
            #[doc(hidden)]
            #[allow(unused_imports)]
            pub(crate) use #module as #expected;
        }
    })
}

fn definition(column: &Column<'_>) -> TokenStream {
    let ident = &column.ident;
    let sql_name = sql_name(ident, column.name);
    let own = column.syntax.attrs.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let own: Vec<TokenStream> = own.map(|attribute| quote!(#attribute)).collect();
    // What is generated must not trip over `missing_docs`.
    let docs = match own.is_empty() {
        true => {
            let doc = format!("The column `{}`.", column.name);
            vec![quote!(#[doc = #doc])]
        }
        false => own,
    };
    let ty = &column.ty.in_table;
    let ty = match column.nullable && !column.ty.says_nullable {
        true => quote!(::diesel::sql_types::Nullable<#ty>),
        false => quote!(#ty),
    };
    quote!(#(#docs)* #sql_name #ident -> #ty)
}

fn sql_name(ident: &Ident, name: &str) -> Option<TokenStream> {
    (!is_named(ident, name)).then(|| quote!(#[sql_name = #name]))
}

/// Diesel needs a key for every table; a row of a table without one is known by all it holds.
fn primary_key<'c>(model: &LoweredModel, columns: &'c [Column<'_>]) -> Vec<&'c Ident> {
    let keys = model.table.primary_key.iter().flat_map(|key| &key.columns);
    let named = keys.filter_map(|key| columns.iter().find(|c| c.name == key.name).map(|c| &c.ident));
    let named: Vec<&Ident> = named.collect();
    if named.is_empty() { columns.iter().map(|c| &c.ident).collect() } else { named }
}
