//! Constants that attributes name: read by the command line alone, so that the compiler would call them unused.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use schemist_model::single::{Single, UnseenConstant};
use syn::Ident;

/// Names each constant once, at the place where the attribute does: one that is not there is an error there.
pub(crate) fn uses<T>(single: &Single<T>) -> TokenStream {
    // `Self` stands for nothing outside an `impl`.
    let is_path = |c: &&UnseenConstant| !c.may_be_word && c.segments.first().is_none_or(|s| s != "Self");
    let uses = single.constants.iter().filter(is_path).map(|constant| {
        let span = single.spans(constant.place).map_or_else(Span::call_site, |(first, _)| first);
        let segments = constant.segments.iter().map(|segment| {
            // Names that cannot be raw: `crate`, `self`, `super`.
            syn::parse_str::<Ident>(segment).map_or_else(
                |_| match segment.as_str() {
                    "crate" | "self" | "super" => Ident::new(segment, span),
                    _ => Ident::new_raw(segment, span),
                },
                |mut ident| {
                    ident.set_span(span);
                    ident
                },
            )
        });
        let root = constant.rooted.then(|| quote_spanned!(span=> ::));
        quote_spanned!(span=> let _ = #root #(#segments)::*;)
    });
    let uses: Vec<TokenStream> = uses.collect();
    if uses.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[doc(hidden)]
        const _: () = {
            #(#uses)*
        };
    }
}
