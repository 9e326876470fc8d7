//! The items that make up one model, looked up among all files: its parts, and the modules in which their
//! types, keys and constants are meant.

use schemist_schema::Engine;

use crate::{
    Constant, UnknownConstant,
    item::{Field, Home, ModelItem},
    lower::{Homes, PartNotFound},
    resolver::{TypeResolver, one_symbol},
    source::{Kind, Scope, Symbol, Symbols},
    types::{Inferred, PathSyntax, Resolve, TypeSyntax, Unresolved, infer},
};

/// The homes of one model: itself, then its parts in the order in which they were opened.
pub(crate) struct ModelHomes<'a> {
    symbols: &'a Symbols<'a>,
    engine: Engine,
    homes: Vec<OneHome<'a>>,
}

/// Where an item stands, and what its type parameters stand for.
struct OneHome<'a> {
    scope: &'a Scope,
    parameters: Vec<(&'a str, TypeSyntax, Home)>,
}

/// More aliases in a row than people write, unless they go in a circle.
const ALIASES: usize = 32;

impl<'a> ModelHomes<'a> {
    /// The homes of a model that stands in a module.
    pub(crate) fn new(symbols: &'a Symbols<'a>, engine: Engine, scope: &'a Scope) -> Self {
        let own = OneHome { scope, parameters: Vec::new() };
        Self { symbols, engine, homes: vec![own] }
    }

    /// The same for a model with parameters, which an alias in another module gives arguments.
    pub(crate) fn instance(
        mut self,
        item: &'a ModelItem,
        alias: &'a Scope,
        arguments: &[TypeSyntax],
    ) -> Self {
        let outer = Home(self.homes.len());
        self.homes.push(OneHome { scope: alias, parameters: Vec::new() });
        if let Some(own) = self.homes.first_mut() {
            own.parameters = bind(item, arguments, outer);
        }
        self
    }

    /// The module in which an item stands.
    pub(crate) fn scope(&self, home: Home) -> Option<&'a Scope> {
        self.homes.get(home.0).map(|home| home.scope)
    }

    fn argument(&self, home: Home, path: &PathSyntax) -> Option<(&TypeSyntax, Home)> {
        let [name] = path.segments.as_slice() else { return None };
        let parameters = &self.homes.get(home.0)?.parameters;
        parameters.iter().find(|(of, ..)| of == name).map(|(_, ty, outer)| (ty, *outer))
    }

    fn part(
        &mut self,
        home: Home,
        ty: &TypeSyntax,
        steps: usize,
    ) -> Result<(Home, &'a ModelItem), PartNotFound> {
        let TypeSyntax::Path(path) = ty.without_option().0 else { return Err(PartNotFound::Nothing) };
        if let Some((argument, outer)) = self.argument(home, path) {
            let argument = argument.clone();
            return self.part(outer, &argument, steps);
        }
        let symbol = self.symbol(home, path)?;
        let definition = symbol.definition;
        match &definition.kind {
            Kind::Part(item) => {
                let parameters = bind(item, &path.arguments, home);
                self.homes.push(OneHome { scope: &symbol.scope, parameters });
                Ok((Home(self.homes.len() - 1), item))
            }
            Kind::Alias(alias) if steps > 0 => {
                let names = alias.parameters.iter().map(|(name, _)| name.as_str());
                let parameters = names.zip(&path.arguments).map(|(name, ty)| (name, ty.clone(), home));
                let parameters = parameters.collect();
                self.homes.push(OneHome { scope: &symbol.scope, parameters });
                self.part(Home(self.homes.len() - 1), &alias.inner, steps - 1)
            }
            Kind::Model(_) => Err(PartNotFound::Model(definition.place)),
            other => {
                let what = format!("`{}` is {}", definition.name, other.describe());
                Err(PartNotFound::Other(definition.place, what))
            }
        }
    }

    fn symbol(&self, home: Home, path: &PathSyntax) -> Result<&'a Symbol<'a>, PartNotFound> {
        let scope = self.scope(home).ok_or(PartNotFound::Nothing)?;
        one_symbol(self.symbols, scope, path).map_err(|found| match found.is_empty() {
            true => PartNotFound::Nothing,
            false => {
                let name = path.last();
                let places = found.iter().map(|s| (s.definition.place, format!("`{name}` here")));
                PartNotFound::Ambiguous(places.collect())
            }
        })
    }
}

/// Parameters without an argument stay as they are: their type is then reported as unknown.
fn bind<'a>(item: &'a ModelItem, arguments: &[TypeSyntax], outer: Home) -> Vec<(&'a str, TypeSyntax, Home)> {
    let parameters = item.parameters.iter().map(|parameter| parameter.value.as_str());
    parameters.zip(arguments).map(|(name, argument)| (name, argument.clone(), outer)).collect()
}

impl<'a> Homes<'a> for ModelHomes<'a> {
    fn infer(&self, home: Home, ty: &TypeSyntax) -> Result<Inferred, Box<Unresolved>> {
        infer(ty, &InHome { homes: self, home })
    }

    fn constant(&self, home: Home, path: &PathSyntax) -> Result<Constant, Box<UnknownConstant>> {
        InHome { homes: self, home }.constant(path)
    }

    fn open(
        &mut self,
        home: Home,
        _: &[String],
        field: &Field,
    ) -> Result<(Home, &'a ModelItem), PartNotFound> {
        self.part(home, &field.ty, ALIASES)
    }
}

/// Types as they are meant in one item.
struct InHome<'h, 'a> {
    homes: &'h ModelHomes<'a>,
    home: Home,
}

impl Resolve for InHome<'_, '_> {
    fn path(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        let homes = self.homes;
        if let Some((argument, home)) = homes.argument(self.home, path) {
            return infer(argument, &InHome { homes, home });
        }
        let scope = homes.scope(self.home).ok_or_else(Box::<Unresolved>::default)?;
        TypeResolver::new(homes.symbols, scope, homes.engine).path_with(path, self)
    }

    fn constant(&self, path: &PathSyntax) -> Result<Constant, Box<UnknownConstant>> {
        let homes = self.homes;
        let scope = homes.scope(self.home).ok_or_else(Box::<UnknownConstant>::default)?;
        TypeResolver::new(homes.symbols, scope, homes.engine).constant(path)
    }
}
