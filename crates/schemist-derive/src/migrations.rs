//! `migrate!`: a folder of migrations as constants.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

/// The folder of the argument, relative to the crate's own; `migrations` without one.
pub(crate) fn embedded(folder: Option<LitStr>) -> TokenStream {
    let span = folder.as_ref().map_or_else(proc_macro2::Span::call_site, LitStr::span);
    let folder = folder.map_or_else(|| "migrations".to_owned(), |folder| folder.value());
    let error = |message: String| syn::Error::new(span, message).to_compile_error();
    let Some(root) = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) else {
        return error("migrate! runs under cargo alone: CARGO_MANIFEST_DIR is not set".to_owned());
    };
    match revisions(&root.join(&folder)) {
        Ok(revisions) => quote! {
            ::schemist::migrate::EmbeddedMigrations::new(#folder, &[#(#revisions),*])
        },
        Err(message) => error(message),
    }
}

/// The directories that Diesel would take for migrations: what begins with a dot and files are skipped.
fn revisions(folder: &Path) -> Result<Vec<TokenStream>, String> {
    let failed =
        |error: std::io::Error| format!("cannot list the migrations in {}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name =
            entry.file_name().into_string().map_err(|name| format!("{} is not UTF-8", name.display()))?;
        if entry.path().is_dir() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort_unstable();
    names.into_iter().map(|name| revision(folder, &name)).collect()
}

fn revision(folder: &Path, name: &str) -> Result<TokenStream, String> {
    let file = |file: &str| {
        let path = folder.join(name).join(file);
        path.is_file().then(|| path.to_str().map(str::to_owned)).flatten()
    };
    let Some(up) = file("up.sql") else {
        return Err(format!("{} has no up.sql", folder.join(name).display()));
    };
    let optional = |path: Option<String>| match path {
        // A file that changes makes cargo build anew.
        Some(path) => quote!(::core::option::Option::Some(::core::include_str!(#path))),
        None => quote!(::core::option::Option::None),
    };
    let (down, metadata, json) =
        (optional(file("down.sql")), optional(file("metadata.toml")), optional(file("revision.json")));
    Ok(quote! {
        ::schemist::migrate::EmbeddedRevision {
            directory: #name,
            up: ::core::include_str!(#up),
            down: #down,
            metadata_toml: #metadata,
            revision_json: #json,
        }
    })
}
