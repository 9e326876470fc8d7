//! Which name means what: the modules of all crates as a tree, with what each declares and imports.

mod hasher;
mod resolution;

use std::{
    collections::{HashMap, HashSet},
    hash::BuildHasherDefault,
};

pub(crate) use hasher::NameHasher;
use resolution::Found;

use super::{
    Definition, Files, LoadedFile,
    digest::{LeftOut, Named, Use, Visibility},
    modules::{Host, Placement},
};
use crate::{constants::ConstSyntax, types::PathSyntax};

/// A module of one of the crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Scope(usize);

/// A definition with the module it stands in.
#[derive(Debug)]
pub(crate) struct Symbol<'a> {
    pub(crate) scope: Scope,
    pub(crate) definition: &'a Definition,
    /// Whether its file is one of those whose models count.
    pub(crate) counts: bool,
}

/// A constant with the module it stands in.
#[derive(Debug)]
pub(crate) struct ConstSymbol<'a> {
    pub(crate) scope: Scope,
    pub(crate) constant: &'a Named<ConstSyntax>,
}

/// What a path means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Definitions of the user's; more than one where it cannot be told which.
    Definitions(Vec<usize>),
    /// A constant of the user's.
    Constant(usize),
    /// Something that is not among the files, by its path after imports.
    Elsewhere(Vec<String>),
    /// A name that a module of the user's should have, and has not as far as can be seen.
    Missing(Scope, String),
}

/// Types and modules, or values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Space {
    Types,
    Values,
}

type Names<'a, T> = HashMap<&'a str, T, BuildHasherDefault<NameHasher>>;

/// All definitions, and what is imported where.
pub(crate) struct Symbols<'a> {
    pub(crate) all: Vec<Symbol<'a>>,
    pub(crate) constants: Vec<ConstSymbol<'a>>,
    files: &'a Files,
    modules: Vec<Module<'a>>,
    by_name: Names<'a, Vec<usize>>,
    /// All names that anything of the user's has: others need not be looked for.
    known: HashSet<&'a str, BuildHasherDefault<NameHasher>>,
    left_out: Names<'a, Vec<(Scope, &'a Named<LeftOut>)>>,
    roots: Vec<Scope>,
}

#[derive(Debug)]
struct Module<'a> {
    parent: Option<Scope>,
    name: &'a str,
    krate: usize,
    /// The file it stands in; none for a folder.
    file: Option<usize>,
    /// Its file, or a part of it, could not be read.
    broken: bool,
    names: Names<'a, Vec<Entry<'a>>>,
    globs: Vec<(&'a Use, Visibility)>,
    /// A macro is called in it, which may declare anything.
    calls_macros: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    target: Target<'a>,
    visibility: Visibility,
}

#[derive(Debug, Clone, Copy)]
enum Target<'a> {
    Definition(usize),
    Module(Scope),
    Constant(usize),
    Import(&'a Use),
}

/// Crates that come with the compiler, or that are too well known to be looked for among the user's.
const WELL_KNOWN: [&str; 9] =
    ["std", "core", "alloc", "chrono", "time", "jiff", "uuid", "serde_json", "diesel"];

impl<'a> Symbols<'a> {
    pub(crate) fn new(files: &'a Files) -> Self {
        let mut symbols = Self {
            all: Vec::new(),
            constants: Vec::new(),
            files,
            modules: Vec::new(),
            by_name: Names::default(),
            known: HashSet::default(),
            left_out: Names::default(),
            roots: Vec::new(),
        };
        for krate in 0..files.crates.len() {
            let root = symbols.module(None, "crate", krate, None);
            symbols.roots.push(root);
        }
        // The first module of each file's; a file stands behind the one that leads to it.
        let mut first: Vec<Vec<Scope>> = Vec::with_capacity(files.files.len());
        for (index, file) in files.files.iter().enumerate() {
            let modules = symbols.modules_of(index, file, &first);
            symbols.add(index, file, &modules);
            first.push(modules);
        }
        for (host, file) in &files.links {
            let target = first.get(*file).and_then(|modules| modules.first()).copied();
            if let (Some(at), Some(name), Some(target)) = (hosting(&first, host), &host.name, target) {
                symbols.enter(at, name, Target::Module(target), host.visibility);
            }
        }
        for host in &files.missing {
            if let (Some(at), Some(name)) = (hosting(&first, host), &host.name) {
                let module = symbols.child(at, name, host.visibility, Some(host.file));
                symbols.set_broken(module);
            }
        }
        symbols
    }

    fn module(&mut self, parent: Option<Scope>, name: &'a str, krate: usize, file: Option<usize>) -> Scope {
        let globs = Vec::new();
        let names = Names::default();
        let module = Module { parent, name, krate, file, broken: false, names, globs, calls_macros: false };
        self.modules.push(module);
        Scope(self.modules.len() - 1)
    }

    fn get(&self, scope: Scope) -> Option<&Module<'a>> {
        self.modules.get(scope.0)
    }

    fn enter(&mut self, scope: Scope, name: &'a str, target: Target<'a>, visibility: Visibility) {
        self.known.insert(name);
        if let Some(module) = self.modules.get_mut(scope.0) {
            module.names.entry(name).or_default().push(Entry { target, visibility });
        }
    }

    fn set_broken(&mut self, scope: Scope) {
        if let Some(module) = self.modules.get_mut(scope.0) {
            module.broken = true;
        }
    }

    /// The module of a name in another, made where it is not there yet.
    fn child(&mut self, of: Scope, name: &'a str, visibility: Visibility, file: Option<usize>) -> Scope {
        let entries = self.get(of).and_then(|module| module.names.get(name));
        let known = entries.into_iter().flatten().find_map(|entry| match entry.target {
            Target::Module(scope) => Some(scope),
            Target::Definition(_) | Target::Constant(_) | Target::Import(_) => None,
        });
        if let Some(known) = known {
            return known;
        }
        let krate = self.get(of).map_or(0, |module| module.krate);
        let module = self.module(Some(of), name, krate, file);
        self.enter(of, name, Target::Module(module), visibility);
        module
    }

    /// The modules of a file: its own, then those that are written out in it.
    fn modules_of(&mut self, index: usize, file: &'a LoadedFile, first: &[Vec<Scope>]) -> Vec<Scope> {
        let own = match &file.at {
            Placement::At(path) => {
                let mut scope = self.roots.get(file.krate).copied().unwrap_or(Scope(0));
                for name in path {
                    scope = self.child(scope, name, Visibility::Public, None);
                }
                scope
            }
            Placement::Below(host) => {
                let at = hosting(first, host).unwrap_or(Scope(0));
                match &host.name {
                    Some(name) if !file.is_twin() => self.child(at, name, host.visibility, Some(index)),
                    _ => at,
                }
            }
        };
        if let Some(module) = self.modules.get_mut(own.0).filter(|_| !file.is_twin()) {
            module.file = module.file.or(Some(index));
            module.broken |= file.digest.broken;
        }
        let mut modules = vec![own];
        for named in &file.digest.modules {
            let parent = modules.get(named.value).copied().unwrap_or(own);
            let module = self.child(parent, &named.name, named.visibility, Some(index));
            if let Some(module) = self.modules.get_mut(module.0) {
                module.broken |= file.digest.broken;
            }
            modules.push(module);
        }
        modules
    }

    fn add(&mut self, index: usize, file: &'a LoadedFile, modules: &[Scope]) {
        let scope = |local: usize| modules.get(local).or(modules.first()).copied().unwrap_or(Scope(0));
        for definition in &file.digest.definitions {
            let scope = scope(definition.module);
            let id = self.all.len();
            self.by_name.entry(&definition.name).or_default().push(id);
            self.all.push(Symbol { scope, definition, counts: file.counts });
            self.enter(scope, &definition.name, Target::Definition(id), definition.visibility);
        }
        for constant in &file.digest.constants {
            let scope = scope(constant.module);
            let id = self.constants.len();
            self.constants.push(ConstSymbol { scope, constant });
            self.enter(scope, &constant.name, Target::Constant(id), constant.visibility);
        }
        for import in &file.digest.uses {
            let scope = scope(import.module);
            match &import.name {
                Some(name) => self.enter(scope, name, Target::Import(import), import.visibility),
                None => {
                    if let Some(module) = self.modules.get_mut(scope.0) {
                        module.globs.push((import, import.visibility));
                    }
                }
            }
        }
        for left_out in &file.digest.left_out {
            self.left_out.entry(&left_out.name).or_default().push((scope(left_out.module), left_out));
        }
        for call in &file.digest.macro_calls {
            if let Some(module) = self.modules.get_mut(scope(call.module).0) {
                module.calls_macros = true;
            }
        }
        let _ = index;
    }

    /// What a path means in a module, as a type.
    pub(crate) fn find(&self, scope: &Scope, path: &[String]) -> Meaning {
        self.meaning(*scope, false, path, Space::Types)
    }

    /// The same for a path that may begin with `::`.
    pub(crate) fn find_path(&self, scope: &Scope, path: &PathSyntax) -> Meaning {
        self.meaning(*scope, path.rooted, &path.segments, Space::Types)
    }

    /// Whether anything of the user's, or a crate of the workspace, has a name. Most names of types are not
    /// the user's, and need not be looked for.
    pub(crate) fn knows(&self, scope: &Scope, name: &str) -> bool {
        let krate = self.get(*scope).and_then(|module| self.files.crates.get(module.krate));
        self.known.contains(name) || krate.is_none_or(|krate| krate.externs.contains_key(name))
    }

    /// What a path means in a module, as a value.
    pub(crate) fn find_value(&self, scope: &Scope, path: &PathSyntax) -> Meaning {
        self.meaning(*scope, path.rooted, &path.segments, Space::Values)
    }

    /// The definitions of a name, wherever they stand.
    pub(crate) fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names of a module and those it stands in, from the root of its crate.
    pub(crate) fn path_of(&self, scope: Scope) -> Vec<&'a str> {
        let mut names = Vec::new();
        let mut current = self.get(scope);
        while let Some(module) = current {
            if let Some(parent) = module.parent {
                names.push(module.name);
                current = self.get(parent);
            } else {
                break;
            }
        }
        names.reverse();
        names
    }

    /// A path by which one module can name a definition.
    pub(crate) fn path_to(&self, from: Scope, symbol: &Symbol<'_>) -> String {
        let krate = |scope| self.get(scope).map_or(0, |module| module.krate);
        let (own, other) = (krate(from), krate(symbol.scope));
        let known = self.files.crates.get(own).map(|krate| &krate.externs);
        let name = known.and_then(|externs| externs.iter().find(|(_, target)| **target == other));
        let root = match name {
            Some((name, _)) if own != other => name.as_str(),
            _ => "crate",
        };
        let mut path = vec![root];
        path.extend(self.path_of(symbol.scope));
        path.push(&symbol.definition.name);
        path.join("::")
    }

    /// Whether something that cannot be seen may bring names into a module: a macro, a glob of a crate that
    /// was not read, a folder that is not known to be a crate.
    pub(crate) fn is_open(&self, scope: Scope) -> bool {
        let Some(module) = self.get(scope) else { return true };
        let is_known = self.files.crates.get(module.krate).is_some_and(|krate| krate.package.is_some());
        let open_glob = |(import, _): &(&'a Use, Visibility)| {
            let found = self.resolve(scope, import.rooted, &import.path, Space::Types, &mut Vec::new());
            found.iter().any(|found| match found {
                Found::Elsewhere(path) => {
                    path.first().is_none_or(|first| !WELL_KNOWN.contains(&first.as_str()))
                }
                Found::Missing(..) => true,
                Found::Module(module) => self.get(*module).is_none_or(|module| module.calls_macros),
                Found::Definition(_) | Found::Constant(_) => false,
            })
        };
        !is_known || module.calls_macros || module.globs.iter().any(open_glob)
    }

    /// A `cfg` that leaves a name out: in that module, or wherever it is the only one of the name.
    pub(crate) fn left_out(&self, scope: Scope, name: &str) -> Option<&'a Named<LeftOut>> {
        let all = self.left_out.get(name)?;
        let here = all.iter().find(|(of, _)| *of == scope);
        here.or(all.first().filter(|_| all.len() == 1)).map(|(_, left_out)| *left_out)
    }

    /// The file that could not be read in full in which a name may be declared: that of the module, or of one
    /// whose names it takes over.
    pub(crate) fn broken(&self, scope: Scope) -> Option<String> {
        let module = self.get(scope)?;
        if module.broken {
            return Some(self.place_of(module));
        }
        module.globs.iter().find_map(|(import, _)| {
            let found = self.resolve(scope, import.rooted, &import.path, Space::Types, &mut Vec::new());
            found.iter().find_map(|found| match found {
                Found::Module(target) => {
                    let target = self.get(*target)?;
                    target.broken.then(|| self.place_of(target))
                }
                _ => None,
            })
        })
    }

    fn place_of(&self, module: &Module<'_>) -> String {
        let file = module.file.and_then(|file| self.files.files.get(file));
        match file.filter(|file| !file.name.is_empty()) {
            Some(file) => format!("`{}`", file.name),
            None => format!("the module `{}`", module.name),
        }
    }
}

/// The module that leads to a file.
fn hosting(modules: &[Vec<Scope>], host: &Host) -> Option<Scope> {
    let of_file = modules.get(host.file)?;
    of_file.get(host.module).or(of_file.first()).copied()
}
