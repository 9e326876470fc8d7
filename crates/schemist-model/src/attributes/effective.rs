//! Attributes as they count: those behind `cfg_attr` included, unless they are for tests alone.

use syn::{Attribute, Meta, Token, punctuated::Punctuated};

/// The attributes with the contents of `cfg_attr` in its place.
pub(crate) fn effective(attributes: &[Attribute]) -> Vec<Meta> {
    let mut metas = Vec::new();
    for attribute in attributes {
        push_effective(&attribute.meta, &mut metas);
    }
    metas
}

fn push_effective(meta: &Meta, into: &mut Vec<Meta>) {
    if !meta.path().is_ident("cfg_attr") {
        into.push(meta.clone());
        return;
    }
    let Some(parts) = list(meta) else { return };
    let mut parts = parts.into_iter();
    if parts.next().is_some_and(|condition| !requires_test(&condition)) {
        parts.for_each(|part| push_effective(&part, into));
    }
}

fn list(meta: &Meta) -> Option<Punctuated<Meta, Token![,]>> {
    let Meta::List(list) = meta else { return None };
    list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok()
}

/// Whether an item exists in tests alone.
pub(crate) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && list(&attribute.meta).is_some_and(|parts| parts.iter().any(requires_test)))
    })
}

fn requires_test(condition: &Meta) -> bool {
    condition.path().is_ident("test")
        || (condition.path().is_ident("all")
            && list(condition).is_some_and(|parts| parts.iter().any(requires_test)))
}
