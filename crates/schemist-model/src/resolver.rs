//! Types and models looked up among all files.

use schemist_schema::{ColumnType, Engine};

use crate::{
    Place,
    homes::ModelHomes,
    item::Home,
    lower::{FindModel, ModelNotFound},
    source::{Definition, Kind, Meaning, Scope, Symbols},
    types::{Inferred, PathSyntax, Resolve, Unresolved, from_external, infer},
};

/// Looks up the types in the fields of one module.
pub(crate) struct TypeResolver<'a> {
    pub(crate) symbols: &'a Symbols<'a>,
    pub(crate) scope: &'a Scope,
    pub(crate) engine: Engine,
    /// How many aliases were followed.
    pub(crate) depth: usize,
}

/// More aliases in a row than people write, unless they go in a circle.
const ALIASES: usize = 32;

impl Resolve for TypeResolver<'_> {
    fn path(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        let meaning = match path.rooted {
            true => Meaning::Elsewhere(path.segments.clone()),
            false => self.symbols.find(self.scope, &path.segments),
        };
        match meaning {
            Meaning::Definitions(found) => self.one_of(&found, path),
            Meaning::Elsewhere(segments) => {
                let full = PathSyntax { segments, ..path.clone() };
                from_external(&full, self.engine).unwrap_or_else(|| self.anywhere(&full))
            }
        }
    }
}

impl TypeResolver<'_> {
    /// A name that nothing brings into the module as far as can be seen: a macro or a glob of another crate
    /// may, and if the name has one meaning in all files, that is it.
    fn anywhere(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        let own = |first: &String| matches!(first.as_str(), "crate" | "self" | "super");
        let found = self.symbols.named(path.last());
        if found.is_empty() || (path.segments.len() > 1 && !path.segments.first().is_some_and(own)) {
            return Err(Box::new(Unresolved { help: foreign_help(path), ..Unresolved::default() }));
        }
        self.one_of(found, path)
    }

    fn one_of(&self, found: &[usize], path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        let symbols: Vec<_> = found.iter().filter_map(|i| self.symbols.all.get(*i)).collect();
        if let [symbol] = symbols.as_slice() {
            return self.definition(&symbol.scope, symbol.definition, path);
        }
        let definitions = symbols.iter().map(|s| (s.definition.place, format!("`{}` here", path.last())));
        Err(Box::new(Unresolved {
            ambiguous: true,
            definitions: definitions.collect(),
            help: Some("write the path of the type, or import the one that is meant".to_owned()),
            ..Unresolved::default()
        }))
    }

    fn definition(
        &self,
        scope: &Scope,
        definition: &Definition,
        path: &PathSyntax,
    ) -> Result<Inferred, Box<Unresolved>> {
        let inner = match &definition.kind {
            Kind::Enum(item) => {
                return Ok(Inferred { ty: ColumnType::Enum(item.type_name()), nullable: false });
            }
            Kind::Alias(inner) | Kind::Newtype(inner) => inner,
            Kind::Model(_) => return Err(no_column(definition, "a model", path)),
            Kind::Part(_) => return Err(no_column(definition, "a part, which is several columns", path)),
            Kind::Other(what) => return Err(no_column(definition, what, path)),
        };
        if self.depth >= ALIASES {
            return Err(no_column(definition, "an alias of itself", path));
        }
        infer(inner, &TypeResolver { scope, depth: self.depth + 1, ..*self })
    }
}

fn no_column(definition: &Definition, what: &str, path: &PathSyntax) -> Box<Unresolved> {
    let name = path.last();
    let help = match &definition.kind {
        Kind::Model(_) => {
            format!("to refer to it, keep its key: `#[model(references = {name})]` on an `i64`")
        }
        Kind::Part(_) => "put `#[model(embed)]` on the field".to_owned(),
        Kind::Other(what) if what.starts_with("an enum") => {
            format!("put `#[derive(ModelEnum)]` on `{name}`, or say how it is kept with `type = …`")
        }
        _ => "say how it is kept with `#[model(type = …)]`".to_owned(),
    };
    Box::new(Unresolved {
        definitions: vec![(definition.place, format!("`{name}` is {what}"))],
        help: Some(help),
        attribute: matches!(definition.kind, Kind::Part(_)).then_some("#[model(embed)]"),
        ..Unresolved::default()
    })
}

fn foreign_help(path: &PathSyntax) -> Option<String> {
    Some(match path.last() {
        "HashMap" | "BTreeMap" | "HashSet" | "BTreeSet" => {
            "to keep it as JSON, say `#[model(type = Jsonb)]`".to_owned()
        }
        _ => "say how it is kept with `#[model(type = …)]`".to_owned(),
    })
}

/// Looks up the models that foreign keys name.
pub(crate) struct ModelFinder<'a> {
    pub(crate) symbols: &'a Symbols<'a>,
    /// For each model its place among the symbols.
    pub(crate) models: &'a [usize],
    /// For each model where its parts stand.
    pub(crate) homes: &'a [ModelHomes<'a>],
}

impl FindModel for ModelFinder<'_> {
    fn find_model(&self, from: usize, home: Home, path: &[String]) -> Result<usize, ModelNotFound> {
        let scope = self.homes.get(from).and_then(|homes| homes.scope(home));
        let name = path.last().map_or("", String::as_str);
        let found = match scope.map(|scope| self.symbols.find(scope, path)) {
            Some(Meaning::Definitions(found)) => found,
            _ => self.symbols.named(name).to_vec(),
        };
        let models: Vec<usize> =
            found.iter().filter_map(|i| self.models.iter().position(|model| model == i)).collect();
        match (models.as_slice(), found.first().and_then(|i| self.symbols.all.get(*i))) {
            ([one], _) => Ok(*one),
            ([], Some(other)) => Err(ModelNotFound::NoModel(
                other.definition.place,
                format!("`{name}` has no `#[derive(Model)]`"),
            )),
            ([], None) => Err(ModelNotFound::Nothing),
            (_, _) => Err(ModelNotFound::Ambiguous(self.described(&models))),
        }
    }
}

impl ModelFinder<'_> {
    fn described(&self, models: &[usize]) -> Vec<(Place, String)> {
        let symbols = models.iter().filter_map(|m| self.symbols.all.get(*self.models.get(*m)?));
        let path = |scope: &Scope, name: &str| {
            let segments = scope.module.iter().map(String::as_str);
            let all: Vec<&str> = std::iter::once("crate").chain(segments).chain([name]).collect();
            all.join("::")
        };
        symbols.map(|s| (s.definition.place, format!("`{}`", path(&s.scope, &s.definition.name)))).collect()
    }
}
