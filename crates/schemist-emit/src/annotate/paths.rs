//! How one struct is named where another one stands.

use std::collections::{BTreeMap, BTreeSet};

use syn::Item;

use crate::annotate::find::Candidate;

/// The files that are modules beside each other.
pub(super) struct Paths {
    /// The names of the modules that a folder's files are, by folder: those that are declared where they are looked
    /// for, without a `#[path]`.
    siblings: BTreeMap<String, BTreeSet<String>>,
}

impl Paths {
    pub(super) fn of(files: &BTreeMap<String, String>) -> Self {
        let mut siblings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, text) in files {
            let Some(folder) = folder_of_modules(file) else { continue };
            let Ok(parsed) = syn::parse_file(text) else { continue };
            let declared = parsed.items.iter().filter_map(|item| match item {
                Item::Mod(module) if module.content.is_none() => Some(module),
                _ => None,
            });
            let plain = declared.filter(|module| !module.attrs.iter().any(|a| a.path().is_ident("path")));
            let names = plain.map(|module| module.ident.to_string());
            siblings.entry(folder).or_default().extend(names);
        }
        Self { siblings }
    }

    /// A path that is sure to lead from one struct to the other: the name alone within a module, and through `super`
    /// from one file to the next. Further away privacy may stand in between, and the table is named.
    pub(super) fn from(&self, from: &Candidate, to: &Candidate) -> Option<String> {
        if from.file == to.file && from.module == to.module {
            return Some(to.name.clone());
        }
        let module = self.module(to)?;
        let beside = self.module(from).is_some() && folder(&from.file) == folder(&to.file);
        beside.then(|| format!("super::{module}::{}", to.name))
    }

    /// The module that a struct's file is, where the struct stands right in it.
    fn module(&self, candidate: &Candidate) -> Option<String> {
        let name = candidate.file.rsplit('/').next()?.strip_suffix(".rs")?;
        let raw = format!("r#{name}");
        let declared = self.siblings.get(folder(&candidate.file)).filter(|_| candidate.module.is_empty())?;
        let found = declared.get(name).or_else(|| declared.get(&raw))?;
        Some(found.clone())
    }
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where a file's modules are looked for.
fn folder_of_modules(file: &str) -> Option<String> {
    let name = file.rsplit('/').next()?;
    Some(match name {
        "mod.rs" | "lib.rs" | "main.rs" => folder(file).to_owned(),
        _ => file.strip_suffix(".rs")?.to_owned(),
    })
}
