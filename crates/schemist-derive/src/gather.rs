//! How a derive gets to see the structs that its fields embed.
//!
//! A derive sees one item. So `#[derive(Embed)]` leaves a macro under the name of the part (macros have a
//! namespace of their own) that hands the part's tokens on, with the ones of its own parts. A derive on a
//! struct with embedded fields calls these macros one after the other; each adds what it holds to the state
//! and passes it to `__with_part!`, which calls the next or goes on with what is gathered.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use schemist_model::single::{GivenPart, embedded_fields};
use syn::{
    DeriveInput, Ident, Path, Token, braced, bracketed,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use crate::names::{hash, is_named, plain};

/// A part and the fields that lead to it.
pub(crate) struct Part {
    pub(crate) path: Vec<Ident>,
    pub(crate) input: DeriveInput,
}

impl Part {
    /// As `schemist-model` takes it.
    pub(crate) fn given(&self) -> GivenPart<'_> {
        GivenPart { path: self.path.iter().map(plain).collect(), input: &self.input }
    }

    /// Whether these fields lead to it.
    pub(crate) fn is_at(&self, path: &[String]) -> bool {
        self.path.len() == path.len() && self.path.iter().zip(path).all(|(ident, name)| is_named(ident, name))
    }
}

/// Which derive goes on once all is gathered.
#[derive(Clone, Copy)]
pub(crate) enum Derive {
    Model,
    Embed,
    Selectable,
    Insertable,
    AsChangeset,
}

impl Derive {
    const ALL: [Self; 5] = [Self::Model, Self::Embed, Self::Selectable, Self::Insertable, Self::AsChangeset];

    fn name(self) -> &'static str {
        match self {
            Self::Model => "Model",
            Self::Embed => "Embed",
            Self::Selectable => "Selectable",
            Self::Insertable => "Insertable",
            Self::AsChangeset => "AsChangeset",
        }
    }

    fn go_on(self, input: &DeriveInput, parts: &[Part]) -> TokenStream {
        match self {
            Self::Model => crate::model::expand(input, parts),
            Self::Embed => crate::embed::expand(input, parts),
            Self::Selectable | Self::Insertable | Self::AsChangeset => {
                crate::rows::expand(self, input, parts)
            }
        }
    }
}

/// Begins: with the first part, or at once with the derive where there is none.
pub(crate) fn gather(derive: Derive, input: DeriveInput) -> TokenStream {
    let todo = embedded_fields(&input).into_iter();
    let todo = todo.map(|field| (field.name.clone(), macro_path(field.part))).collect();
    step(derive, input, Vec::new(), todo)
}

/// The type's path as that of a macro.
fn macro_path(part: &Path) -> Path {
    let mut path = part.clone();
    for segment in &mut path.segments {
        segment.arguments = syn::PathArguments::None;
    }
    path
}

fn step(derive: Derive, input: DeriveInput, done: Vec<Part>, todo: Vec<(Ident, Path)>) -> TokenStream {
    let Some((_, next)) = todo.first() else { return derive.go_on(&input, &done) };
    let kind = format_ident!("{}", derive.name());
    let todo = todo.iter().map(|(field, path)| quote!([#field] #path;));
    let done = tokens_of(&done);
    quote_spanned! {next.span()=>
        #next! {
            { #kind { #input } { #done } { #(#todo)* } }
        }
    }
}

/// Parts as `__with_part!` reads them.
pub(crate) fn tokens_of(parts: &[Part]) -> TokenStream {
    let parts = parts.iter().map(|part| {
        let (path, input) = (&part.path, &part.input);
        quote!([#(#path)*] { #input })
    });
    quote!(#(#parts)*)
}

/// What a part's macro calls: `{ delivered } Kind { input } { done } { todo }`.
pub(crate) fn with_part(tokens: TokenStream) -> TokenStream {
    match syn::parse2::<State>(tokens) {
        Ok(state) => state.go_on(),
        Err(error) => error.into_compile_error(),
    }
}

struct State {
    delivered: Vec<Part>,
    derive: Derive,
    input: DeriveInput,
    done: Vec<Part>,
    todo: Vec<(Ident, Path)>,
}

impl State {
    fn go_on(mut self) -> TokenStream {
        if self.todo.is_empty() {
            return self.derive.go_on(&self.input, &self.done);
        }
        let (field, _) = self.todo.remove(0);
        self.done.extend(self.delivered.into_iter().map(|part| {
            let path = std::iter::once(field.clone()).chain(part.path).collect();
            Part { path, input: part.input }
        }));
        step(self.derive, self.input, self.done, self.todo)
    }
}

impl Parse for State {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let delivered = braces(input)?;
        let kind: Ident = input.parse()?;
        let derive = Derive::ALL.into_iter().find(|derive| kind == derive.name());
        let derive = derive.ok_or_else(|| syn::Error::new(kind.span(), "not a derive of Schemist"))?;
        Ok(Self {
            delivered: syn::parse2::<Parts>(delivered)?.0,
            derive,
            input: syn::parse2(braces(input)?)?,
            done: syn::parse2::<Parts>(braces(input)?)?.0,
            todo: syn::parse2::<Todo>(braces(input)?)?.0,
        })
    }
}

fn braces(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let content;
    braced!(content in input);
    content.parse()
}

struct Parts(Vec<Part>);

impl Parse for Parts {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut parts = Vec::new();
        while !input.is_empty() {
            let path;
            bracketed!(path in input);
            let mut idents = Vec::new();
            while !path.is_empty() {
                idents.push(syn::ext::IdentExt::parse_any(&path)?);
            }
            parts.push(Part { path: idents, input: syn::parse2(braces(input)?)? });
        }
        Ok(Self(parts))
    }
}

struct Todo(Vec<(Ident, Path)>);

impl Parse for Todo {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut todo = Vec::new();
        while !input.is_empty() {
            let field;
            bracketed!(field in input);
            let field = field.parse()?;
            let path = input.parse()?;
            input.parse::<Token![;]>()?;
            todo.push((field, path));
        }
        Ok(Self(todo))
    }
}

/// The macro that hands a part on; for a part that is `pub`, to other crates as well.
pub(crate) fn part_macro(input: &DeriveInput, parts: &[Part]) -> TokenStream {
    let name = &input.ident;
    let is_public = matches!(input.vis, syn::Visibility::Public(_));
    let hidden = format_ident!("__schemist_part_{}_{:x}", plain(name), place(name), span = name.span());
    let nested = from_root(tokens_of(parts), is_public);
    let own = from_root(input.to_token_stream(), is_public);
    let (export, visibility) = match is_public {
        true => (quote!(#[macro_export]), quote!(pub)),
        false => (quote!(), quote!(pub(crate))),
    };
    quote! {
        #[doc(hidden)]
        #[allow(unused_macros)]
        #export
        macro_rules! #hidden {
            ({ $($state:tt)* }) => {
                ::schemist::__with_part! { { [] { #own } #nested } $($state)* }
            };
        }
        #[doc(hidden)]
        #[allow(unused_imports)]
        #visibility use #hidden as #name;
    }
}

/// What tells parts of one name apart: all that a crate hands to others stands in one place.
fn place(name: &Ident) -> u64 {
    let span = name.span().unwrap();
    hash(&format!("{}:{}:{}", span.file(), span.line(), span.column()))
}

/// Paths from the crate's root as another crate has to write them. A struct that a macro made may hold its
/// own `$crate`.
fn from_root(tokens: TokenStream, is_public: bool) -> TokenStream {
    let mut written = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if is_public && (ident == "crate" || ident == "$crate") => {
                written.extend(quote_spanned!(ident.span()=> $crate));
            }
            TokenTree::Group(group) => {
                let mut inner =
                    proc_macro2::Group::new(group.delimiter(), from_root(group.stream(), is_public));
                inner.set_span(group.span());
                written.extend([TokenTree::Group(inner)]);
            }
            token => written.extend([token]),
        }
    }
    written
}
