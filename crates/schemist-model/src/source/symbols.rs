//! Which name means what: definitions and imports of all files.

use std::collections::BTreeMap;

use super::{Definition, LoadedFile};

/// A module of one of the roots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scope {
    pub(crate) root: usize,
    pub(crate) module: Vec<String>,
}

/// A definition with the module it stands in.
#[derive(Debug)]
pub(crate) struct Symbol<'a> {
    pub(crate) scope: Scope,
    pub(crate) definition: &'a Definition,
}

/// What a path means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Definitions of the user's; more than one where it cannot be told which.
    Definitions(Vec<usize>),
    /// Something that is not among the files, by its path after imports.
    Elsewhere(Vec<String>),
}

/// All definitions, and what is imported where.
pub(crate) struct Symbols<'a> {
    pub(crate) all: Vec<Symbol<'a>>,
    by_name: BTreeMap<&'a str, Vec<usize>>,
    imports: BTreeMap<Scope, Vec<Import<'a>>>,
    modules: std::collections::BTreeSet<Scope>,
}

struct Import<'a> {
    name: Option<&'a str>,
    path: &'a [String],
}

/// More steps than any chain of imports takes, unless it goes in a circle.
const STEPS: usize = 24;

impl<'a> Symbols<'a> {
    pub(crate) fn new(files: &'a [LoadedFile]) -> Self {
        let mut symbols = Self {
            all: Vec::new(),
            by_name: BTreeMap::new(),
            imports: BTreeMap::new(),
            modules: std::collections::BTreeSet::new(),
        };
        for file in files {
            symbols.add(file);
        }
        symbols
    }

    fn add(&mut self, file: &'a LoadedFile) {
        let scope = |module: &[String]| Scope {
            root: file.root,
            module: file.module.iter().chain(module).cloned().collect(),
        };
        self.modules.insert(scope(&[]));
        self.modules.extend(file.digest.inline_modules.iter().map(|module| scope(module)));
        for definition in &file.digest.definitions {
            self.by_name.entry(&definition.name).or_default().push(self.all.len());
            self.all.push(Symbol { scope: scope(&definition.module), definition });
        }
        for import in &file.digest.uses {
            let found = Import { name: import.name.as_deref(), path: &import.path };
            self.imports.entry(scope(&import.module)).or_default().push(found);
        }
    }

    /// What a path means in a module.
    pub(crate) fn find(&self, scope: &Scope, path: &[String]) -> Meaning {
        match self.lookup(scope, path, STEPS) {
            Meaning::Elsewhere(path) => self.by_suffix(path),
            found => found,
        }
    }

    /// The definitions of a name, wherever they stand.
    pub(crate) fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    fn lookup(&self, scope: &Scope, path: &[String], steps: usize) -> Meaning {
        let Some((first, rest)) = path.split_first().filter(|_| steps > 0) else {
            return Meaning::Elsewhere(path.to_vec());
        };
        if let Some(absolute) = absolute(scope, path) {
            return self.in_module(scope.root, &absolute, steps).unwrap_or(Meaning::Elsewhere(path.to_vec()));
        }
        if rest.is_empty()
            && let Some(found) = self.defined(scope, first)
        {
            return found;
        }
        let imports = self.imports.get(scope).map_or(&[][..], Vec::as_slice);
        let imported = imports.iter().find(|import| import.name == Some(first) && import.path != path);
        if let Some(import) = imported {
            let longer: Vec<String> = import.path.iter().chain(rest).cloned().collect();
            return self.lookup(scope, &longer, steps - 1);
        }
        let mut child = scope.clone();
        child.module.push(first.clone());
        if !rest.is_empty() && self.modules.contains(&child) {
            let absolute: Vec<String> = scope.module.iter().chain(path).cloned().collect();
            return self.in_module(scope.root, &absolute, steps).unwrap_or(Meaning::Elsewhere(path.to_vec()));
        }
        self.through_globs(scope, path, steps).unwrap_or(Meaning::Elsewhere(path.to_vec()))
    }

    /// What a path from the root of a crate means.
    fn in_module(&self, root: usize, path: &[String], steps: usize) -> Option<Meaning> {
        let (name, module) = path.split_last()?;
        let scope = Scope { root, module: module.to_vec() };
        if let Some(found) = self.defined(&scope, name) {
            return Some(found);
        }
        if !self.modules.contains(&scope) && !module.is_empty() {
            // The module itself may be imported: `crate::prelude::types::Status`.
            let (last, parents) = module.split_last()?;
            let parent = Scope { root, module: parents.to_vec() };
            let imports = self.imports.get(&parent)?;
            let import = imports.iter().find(|import| import.name == Some(last))?;
            let longer: Vec<String> = import.path.iter().chain([name]).cloned().collect();
            return definitions(self.lookup(&parent, &longer, steps.checked_sub(1)?));
        }
        let imports = self.imports.get(&scope).map_or(&[][..], Vec::as_slice);
        if let Some(import) = imports.iter().find(|import| import.name == Some(name)) {
            let next = steps.checked_sub(1)?;
            return Some(self.lookup(&scope, import.path, next));
        }
        self.through_globs(&scope, std::slice::from_ref(name), steps)
    }

    fn through_globs(&self, scope: &Scope, path: &[String], steps: usize) -> Option<Meaning> {
        let next = steps.checked_sub(1)?;
        let mut found: Vec<usize> = Vec::new();
        for import in self.imports.get(scope)?.iter().filter(|import| import.name.is_none()) {
            let longer: Vec<String> = import.path.iter().chain(path).cloned().collect();
            if let Meaning::Definitions(definitions) = self.lookup(scope, &longer, next) {
                found.extend(definitions);
            }
        }
        found.sort_unstable();
        found.dedup();
        (!found.is_empty()).then_some(Meaning::Definitions(found))
    }

    fn defined(&self, scope: &Scope, name: &str) -> Option<Meaning> {
        let here = |i: &&usize| self.all.get(**i).is_some_and(|symbol| symbol.scope == *scope);
        let found: Vec<usize> = self.named(name).iter().filter(here).copied().collect();
        (!found.is_empty()).then_some(Meaning::Definitions(found))
    }

    /// A path through a crate's own name (`my_app::types::Status` in a binary) or into a folder that is not
    /// at the root of its crate: definitions of the name in a module that ends as the path does.
    fn by_suffix(&self, path: Vec<String>) -> Meaning {
        let Some((name, qualifier)) = path.split_last().filter(|(_, qualifier)| !qualifier.is_empty()) else {
            return Meaning::Elsewhere(path);
        };
        let behind_crate = qualifier.get(1..).unwrap_or_default();
        let fits = |i: &&usize| {
            self.all.get(**i).is_some_and(|symbol| {
                let module = symbol.scope.module.as_slice();
                module == behind_crate
                    || (!module.is_empty() && (behind_crate.ends_with(module) || qualifier.ends_with(module)))
            })
        };
        let well_known = ["std", "core", "alloc", "chrono", "time", "jiff", "uuid", "serde_json", "diesel"];
        if qualifier.first().is_some_and(|first| well_known.contains(&first.as_str())) {
            return Meaning::Elsewhere(path);
        }
        let found: Vec<usize> = self.named(name).iter().filter(fits).copied().collect();
        if found.is_empty() { Meaning::Elsewhere(path) } else { Meaning::Definitions(found) }
    }
}

fn definitions(meaning: Meaning) -> Option<Meaning> {
    matches!(meaning, Meaning::Definitions(_)).then_some(meaning)
}

/// A path that begins with `crate`, `self` or `super`, from the root.
fn absolute(scope: &Scope, path: &[String]) -> Option<Vec<String>> {
    let mut module = scope.module.clone();
    let mut rest = path;
    match path.first()?.as_str() {
        "crate" => {
            module.clear();
            rest = rest.get(1..)?;
        }
        "self" => rest = rest.get(1..)?,
        "super" => {}
        _ => return None,
    }
    while rest.first().is_some_and(|segment| segment == "super") {
        module.pop();
        rest = rest.get(1..)?;
    }
    module.extend(rest.iter().cloned());
    Some(module)
}
