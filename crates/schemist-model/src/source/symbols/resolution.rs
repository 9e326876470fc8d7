//! What a path means in a module: step by step, through imports, globs and re-exports.

use super::{Entry, Meaning, Scope, Space, Symbols, Target, WELL_KNOWN};
use crate::source::digest::{Use, Visibility};

/// What a step of a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Definition(usize),
    Module(Scope),
    Constant(usize),
    Elsewhere(Vec<String>),
    Missing(Scope, String),
}

/// How many imports are followed before the long way is taken.
const DIRECT: usize = 8;

/// Questions that are being answered: one that comes up again goes in a circle.
pub(super) type Asked<'a> = Vec<(*const Use, Space)>;

impl<'a> Symbols<'a> {
    pub(super) fn meaning(&self, scope: Scope, rooted: bool, path: &[String], space: Space) -> Meaning {
        if let (false, Space::Types, Some(found)) = (rooted, space, self.directly(scope, path, DIRECT)) {
            return Meaning::Definitions(vec![found]);
        }
        let found = self.resolve(scope, rooted, path, space, &mut Vec::new());
        let definitions: Vec<usize> = found
            .iter()
            .filter_map(|found| if let Found::Definition(id) = found { Some(*id) } else { None })
            .collect();
        if !definitions.is_empty() {
            return Meaning::Definitions(definitions);
        }
        for found in found {
            match found {
                Found::Constant(id) => return Meaning::Constant(id),
                Found::Elsewhere(path) => return self.by_suffix(scope, path),
                Found::Missing(module, name) => {
                    return match self.by_suffix(scope, path.to_vec()) {
                        Meaning::Elsewhere(_) => Meaning::Missing(module, name),
                        found => found,
                    };
                }
                Found::Definition(_) | Found::Module(_) => {}
            }
        }
        Meaning::Elsewhere(path.to_vec())
    }

    /// The one definition that a path leads to by names alone, each of which has one meaning: most do, and
    /// need no list of what else they could mean.
    fn directly(&self, scope: Scope, path: &[String], steps: usize) -> Option<usize> {
        let steps = steps.checked_sub(1)?;
        let (name, above) = path.split_last()?;
        let mut module = scope;
        for (i, segment) in above.iter().enumerate() {
            module = match segment.as_str() {
                "crate" if i == 0 => *self.roots.get(self.get(scope)?.krate)?,
                "self" if i == 0 => scope,
                "super" if i == 0 => self.get(scope)?.parent?,
                "super" | "self" | "crate" => return None,
                segment => match self.get(module)?.names.get(segment)?.as_slice() {
                    [Entry { target: Target::Module(module), .. }] => *module,
                    _ => return None,
                },
            };
        }
        match self.get(module)?.names.get(name.as_str())?.as_slice() {
            [Entry { target: Target::Definition(id), .. }] => Some(*id),
            [Entry { target: Target::Import(import), .. }] if !import.rooted => {
                self.directly(module, &import.path, steps)
            }
            _ => None,
        }
    }

    /// What a path leads to, step by step.
    pub(super) fn resolve(
        &self,
        at: Scope,
        rooted: bool,
        path: &[String],
        space: Space,
        asked: &mut Asked<'a>,
    ) -> Vec<Found> {
        let Some((mut found, mut rest)) = self.beginning(at, rooted, path, space, asked) else {
            return vec![Found::Elsewhere(path.to_vec())];
        };
        while let Some((name, behind)) = rest.split_first() {
            let wanted = if behind.is_empty() { space } else { Space::Types };
            let mut next = Vec::new();
            for step in &found {
                push_new(&mut next, self.step(at, step, name, wanted, asked));
            }
            found = next;
            rest = behind;
        }
        found
    }

    /// What the first segments of a path lead to, and the others.
    fn beginning<'p>(
        &self,
        at: Scope,
        rooted: bool,
        path: &'p [String],
        space: Space,
        asked: &mut Asked<'a>,
    ) -> Option<(Vec<Found>, &'p [String])> {
        let (first, mut rest) = path.split_first()?;
        let module = self.get(at)?;
        if rooted {
            let found = self.extern_crate(module.krate, first);
            let edition_2015 = self.files.crates.get(module.krate).is_some_and(|krate| krate.edition_2015);
            if edition_2015 && matches!(found, Found::Elsewhere(_)) {
                return Some((vec![Found::Module(*self.roots.get(module.krate)?)], path));
            }
            return Some((vec![found], rest));
        }
        let mut scope = match first.as_str() {
            "crate" | "$crate" => *self.roots.get(module.krate)?,
            "self" => at,
            "super" => module.parent.unwrap_or(at),
            _ => {
                let wanted = if rest.is_empty() { space } else { Space::Types };
                return Some((self.lexical(at, first, wanted, asked), rest));
            }
        };
        while let Some((next, behind)) = rest.split_first().filter(|(next, _)| *next == "super") {
            let _ = next;
            scope = self.get(scope)?.parent.unwrap_or(scope);
            rest = behind;
        }
        Some((vec![Found::Module(scope)], rest))
    }

    fn step(&self, from: Scope, at: &Found, name: &str, space: Space, asked: &mut Asked<'a>) -> Vec<Found> {
        match at {
            Found::Module(module) => {
                let found = self.in_module(*module, name, space, from, asked);
                if found.is_empty() { vec![Found::Missing(*module, name.to_owned())] } else { found }
            }
            Found::Elsewhere(path) => {
                vec![Found::Elsewhere(path.iter().cloned().chain([name.to_owned()]).collect())]
            }
            Found::Definition(id) if space == Space::Values => self.associated(*id, name),
            Found::Missing(module, missing) => {
                vec![Found::Missing(*module, format!("{missing}::{name}"))]
            }
            Found::Definition(_) | Found::Constant(_) => Vec::new(),
        }
    }

    /// `User::TABLE`.
    fn associated(&self, definition: usize, name: &str) -> Vec<Found> {
        let Some(symbol) = self.all.get(definition) else { return Vec::new() };
        let full = format!("{}::{name}", symbol.definition.name);
        let entries = self.get(symbol.scope).and_then(|module| module.names.get(full.as_str()));
        let own = entries.into_iter().flatten().filter_map(|entry| match entry.target {
            Target::Constant(id) => Some(Found::Constant(id)),
            Target::Definition(_) | Target::Module(_) | Target::Import(_) => None,
        });
        let own: Vec<Found> = own.collect();
        match own.is_empty() {
            // An `impl` may stand in any module of the crate.
            true => {
                let elsewhere = self.constants.iter().position(|c| c.constant.name == full);
                elsewhere.map(Found::Constant).into_iter().collect()
            }
            false => own,
        }
    }

    /// A name by itself: the module's own, what it imports, what its globs bring, other crates.
    fn lexical(&self, at: Scope, name: &str, space: Space, asked: &mut Asked<'a>) -> Vec<Found> {
        if self.known.contains(name) {
            let found = self.in_module(at, name, space, at, asked);
            if !found.is_empty() {
                return found;
            }
        }
        let krate = self.get(at).map_or(0, |module| module.krate);
        let found = self.extern_crate(krate, name);
        let edition_2015 = self.files.crates.get(krate).is_some_and(|krate| krate.edition_2015);
        if edition_2015 && matches!(found, Found::Elsewhere(_)) && !asked.is_empty() {
            // Paths of `use` begin at the root.
            if let Some(root) = self.roots.get(krate).filter(|root| **root != at) {
                let found = self.in_module(*root, name, space, at, asked);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        vec![found]
    }

    fn extern_crate(&self, krate: usize, name: &str) -> Found {
        let known = self.files.crates.get(krate).and_then(|krate| krate.externs.get(name));
        match known.and_then(|krate| self.roots.get(*krate)) {
            Some(root) => Found::Module(*root),
            None => Found::Elsewhere(vec![name.to_owned()]),
        }
    }

    /// A name of a module as it can be used from another: what it declares or imports by name wins over what
    /// its globs bring.
    fn in_module(
        &self,
        module: Scope,
        name: &str,
        space: Space,
        from: Scope,
        asked: &mut Asked<'a>,
    ) -> Vec<Found> {
        let Some(data) = self.get(module) else { return Vec::new() };
        let mut found = Vec::new();
        for entry in data.names.get(name).into_iter().flatten() {
            push_new(&mut found, self.entry(module, entry, space, asked));
        }
        // An import that leads nowhere is as good as none, if a glob has the name.
        if found.iter().any(|found| !matches!(found, Found::Missing(..))) {
            found.retain(|found| !matches!(found, Found::Missing(..)));
            return found;
        }
        if !self.known.contains(name) {
            return found;
        }
        for (import, visibility) in &data.globs {
            if self.is_visible(module, *visibility, from) {
                push_new(&mut found, self.through_glob(module, import, name, space, from, asked));
            }
        }
        if found.iter().any(|found| !matches!(found, Found::Missing(..))) {
            found.retain(|found| !matches!(found, Found::Missing(..)));
        }
        found
    }

    fn entry(&self, module: Scope, entry: &Entry<'a>, space: Space, asked: &mut Asked<'a>) -> Vec<Found> {
        match (entry.target, space) {
            (Target::Definition(id), Space::Types) => vec![Found::Definition(id)],
            (Target::Module(scope), Space::Types) => vec![Found::Module(scope)],
            (Target::Constant(id), Space::Values) => vec![Found::Constant(id)],
            (Target::Import(import), _) => {
                let question = (std::ptr::from_ref(import), space);
                if asked.contains(&question) {
                    return Vec::new();
                }
                asked.push(question);
                let found = self.resolve(module, import.rooted, &import.path, space, asked);
                asked.pop();
                found
            }
            (Target::Definition(_) | Target::Module(_), Space::Values)
            | (Target::Constant(_), Space::Types) => Vec::new(),
        }
    }

    fn through_glob(
        &self,
        module: Scope,
        import: &'a Use,
        name: &str,
        space: Space,
        from: Scope,
        asked: &mut Asked<'a>,
    ) -> Vec<Found> {
        let question = (std::ptr::from_ref(import), space);
        if asked.contains(&question) {
            return Vec::new();
        }
        asked.push(question);
        let mut found = Vec::new();
        for target in self.resolve(module, import.rooted, &import.path, Space::Types, asked) {
            let Found::Module(target) = target else { continue };
            let Some(data) = self.get(target) else { continue };
            let mut own = Vec::new();
            for entry in data.names.get(name).into_iter().flatten() {
                let visible = |from| self.is_visible(target, entry.visibility, from);
                if visible(module) && visible(from) {
                    push_new(&mut own, self.entry(target, entry, space, asked));
                }
            }
            if own.is_empty() {
                for (deeper, visibility) in &data.globs {
                    if self.is_visible(target, *visibility, module) {
                        push_new(&mut own, self.through_glob(target, deeper, name, space, from, asked));
                    }
                }
            }
            push_new(&mut found, own);
        }
        asked.pop();
        found
    }

    /// Whether what a module declares can be used from another.
    fn is_visible(&self, module: Scope, visibility: Visibility, from: Scope) -> bool {
        let krate = |scope| self.get(scope).map(|module| module.krate);
        match visibility {
            Visibility::Public => true,
            Visibility::Crate => krate(module) == krate(from),
            Visibility::Up(levels) => {
                let mut top = module;
                for _ in 0..levels {
                    top = self.get(top).and_then(|module| module.parent).unwrap_or(top);
                }
                let mut scope = Some(from);
                while let Some(current) = scope {
                    if current == top {
                        return true;
                    }
                    scope = self.get(current).and_then(|module| module.parent);
                }
                false
            }
        }
    }

    /// A path through a crate's own name (`my_app::types::Status` in a binary) or into a folder that is not
    /// at the root of its crate, where cargo was not asked: definitions of the name in a module that ends as
    /// the path does.
    fn by_suffix(&self, from: Scope, path: Vec<String>) -> Meaning {
        let krate = self.get(from).and_then(|module| self.files.crates.get(module.krate));
        let Some((name, qualifier)) = path.split_last().filter(|(_, qualifier)| !qualifier.is_empty()) else {
            return Meaning::Elsewhere(path);
        };
        let first = qualifier.first().map_or("", String::as_str);
        let is_known = krate.is_some_and(|krate| krate.package.is_some());
        if is_known || WELL_KNOWN.contains(&first) {
            return Meaning::Elsewhere(path);
        }
        let behind_crate = qualifier.get(1..).unwrap_or_default();
        let fits = |i: &&usize| {
            self.all.get(**i).is_some_and(|symbol| {
                let module = self.path_of(symbol.scope);
                let ends = |path: &[String]| {
                    path.len() >= module.len()
                        && path.iter().rev().zip(module.iter().rev()).all(|(a, b)| a == b)
                };
                module.iter().eq(behind_crate.iter())
                    || (!module.is_empty() && (ends(behind_crate) || ends(qualifier)))
            })
        };
        let found: Vec<usize> = self.named(name).iter().filter(fits).copied().collect();
        if found.is_empty() { Meaning::Elsewhere(path) } else { Meaning::Definitions(found) }
    }
}

fn push_new(into: &mut Vec<Found>, found: Vec<Found>) {
    for found in found {
        if !into.contains(&found) {
            into.push(found);
        }
    }
}
