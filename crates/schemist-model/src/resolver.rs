//! Types, models and constants looked up among all files.

use schemist_schema::{ColumnType, Engine};

use crate::{
    Constant, Place, UnknownConstant,
    constants::ConstSyntax,
    homes::ModelHomes,
    item::Home,
    lower::{FindModel, ModelNotFound},
    problem::closest,
    source::{Definition, Kind, Meaning, Scope, Symbol, Symbols, Wrapped, how_to_include},
    types::{Inferred, PathSyntax, Resolve, TypeSyntax, Unresolved, from_external, infer},
};

/// Looks up what is named in one module.
pub(crate) struct TypeResolver<'a> {
    pub(crate) symbols: &'a Symbols<'a>,
    pub(crate) scope: &'a Scope,
    pub(crate) engine: Engine,
    /// Inside an alias or a struct around a value: what its parameters stand for.
    bound: Option<Bound<'a>>,
    /// How many of them were entered.
    depth: usize,
}

/// Parameters with their arguments, and where those are meant.
#[derive(Clone, Copy)]
struct Bound<'a> {
    parameters: &'a [(String, Option<TypeSyntax>)],
    arguments: &'a [TypeSyntax],
    outer: &'a dyn Resolve,
}

/// More aliases in a row than people write, unless they go in a circle.
const ALIASES: usize = 32;

impl Resolve for TypeResolver<'_> {
    fn path(&self, path: &PathSyntax) -> Result<Inferred, Box<Unresolved>> {
        self.path_with(path, self)
    }

    fn constant(&self, path: &PathSyntax) -> Result<Constant, Box<UnknownConstant>> {
        constant(self.symbols, self.scope, path, ALIASES)
    }
}

impl<'a> TypeResolver<'a> {
    /// A resolver of the names in a module.
    pub(crate) fn new(symbols: &'a Symbols<'a>, scope: &'a Scope, engine: Engine) -> Self {
        Self { symbols, scope, engine, bound: None, depth: 0 }
    }

    /// The type behind a path, whose arguments are meant where `outer` looks names up.
    pub(crate) fn path_with(
        &self,
        path: &PathSyntax,
        outer: &dyn Resolve,
    ) -> Result<Inferred, Box<Unresolved>> {
        if let Some(argument) = self.argument(path) {
            return argument;
        }
        if let ([name], false) = (path.segments.as_slice(), path.rooted)
            && !matches!(name.as_str(), "Self" | "self" | "super" | "crate")
            && !self.symbols.knows(self.scope, name)
        {
            return from_external(path, self.engine).unwrap_or_else(|| self.miss(path, None, outer));
        }
        match self.symbols.find_path(self.scope, path) {
            Meaning::Definitions(found) => self.one_of(&found, path, outer),
            Meaning::Elsewhere(segments) => {
                let full = PathSyntax { segments, ..path.clone() };
                if full.last() != path.last() && matches!(full.last(), "Option" | "Vec") {
                    // The standard library's, under another name.
                    return infer(&TypeSyntax::Path(full), outer);
                }
                from_external(&full, self.engine).unwrap_or_else(|| self.miss(&full, None, outer))
            }
            Meaning::Missing(scope, name) => self.miss(path, Some((scope, name)), outer),
            Meaning::Constant(_) => self.miss(path, None, outer),
        }
    }

    fn argument(&self, path: &PathSyntax) -> Option<Result<Inferred, Box<Unresolved>>> {
        let bound = self.bound.filter(|_| path.segments.len() == 1 && path.arguments.is_empty())?;
        let at = bound.parameters.iter().position(|(name, _)| name == path.last())?;
        match bound.arguments.get(at) {
            Some(argument) => Some(infer(argument, bound.outer)),
            None => bound.parameters.get(at)?.1.as_ref().map(|default| infer(default, self)),
        }
    }

    /// Nothing that can be seen brings the name into the module. Where something that cannot be seen may, and
    /// the name has one meaning in all files, that is it.
    fn miss(
        &self,
        path: &PathSyntax,
        missing: Option<(Scope, String)>,
        outer: &dyn Resolve,
    ) -> Result<Inferred, Box<Unresolved>> {
        let is_plain = path.segments.len() == 1 || missing.is_some();
        let found = if is_plain { self.symbols.named(path.last()) } else { &[] };
        if !found.is_empty() && self.symbols.is_open(*self.scope) {
            return self.one_of(found, path, outer);
        }
        let (scope, name) = missing.unwrap_or_else(|| (*self.scope, path.last().to_owned()));
        let mut unresolved = Unresolved { name: Some(path.last().to_owned()), ..Unresolved::default() };
        if is_plain && let Some(left_out) = self.symbols.left_out(scope, &name) {
            let what = format!("`{}` is left out by `cfg({})`", left_out.name, left_out.value.predicate);
            unresolved.definitions.push((left_out.place, what));
            unresolved.help = Some(how_to_include(&left_out.value.predicate));
        } else if is_plain && let Some(file) = self.symbols.broken(scope) {
            unresolved.help = Some(format!("it may be declared in {file}, which could not be read in full"));
        } else if let Some(symbol) = found.first().and_then(|i| self.symbols.all.get(*i)) {
            let full = self.symbols.path_to(*self.scope, symbol);
            unresolved
                .definitions
                .push((symbol.definition.place, "a type of this name stands here".to_owned()));
            unresolved.help = Some(format!("import it: `use {full};`"));
            unresolved.meant = (found.len() == 1).then(|| (written(path), full));
        } else if is_plain && let Some(near) = self.near(path.last()) {
            unresolved.meant = Some((path.last().to_owned(), near));
        } else {
            unresolved.help = foreign_help(path);
        }
        Err(Box::new(unresolved))
    }

    /// The type that was probably meant, among those that stand for a column.
    fn near(&self, name: &str) -> Option<String> {
        let symbols = self.symbols.all.iter().filter(|symbol| {
            matches!(symbol.definition.kind, Kind::Enum(_) | Kind::Alias(_) | Kind::Newtype(_))
        });
        let own: Vec<&str> = symbols.map(|symbol| symbol.definition.name.as_str()).collect();
        closest(name, own.into_iter().chain(COMMON)).map(str::to_owned)
    }

    fn one_of(
        &self,
        found: &[usize],
        path: &PathSyntax,
        outer: &dyn Resolve,
    ) -> Result<Inferred, Box<Unresolved>> {
        let symbols: Vec<_> = found.iter().filter_map(|i| self.symbols.all.get(*i)).collect();
        if let [symbol] = symbols.as_slice() {
            return self.definition(&symbol.scope, symbol.definition, path, outer);
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
        outer: &dyn Resolve,
    ) -> Result<Inferred, Box<Unresolved>> {
        let Wrapped { parameters, inner } = match &definition.kind {
            Kind::Enum(item) => {
                return Ok(Inferred { ty: ColumnType::Enum(item.type_name()), nullable: false });
            }
            Kind::Alias(wrapped) | Kind::Newtype(wrapped) => wrapped,
            Kind::Model(_) => return Err(no_column(definition, "a model", path)),
            Kind::Part(_) => return Err(no_column(definition, "a part, which is several columns", path)),
            Kind::Other(what) => return Err(no_column(definition, what, path)),
        };
        if self.depth >= ALIASES {
            return Err(no_column(definition, "an alias of itself", path));
        }
        let bound = Some(Bound { parameters, arguments: &path.arguments, outer });
        let depth = self.depth + 1;
        infer(inner, &TypeResolver { symbols: self.symbols, scope, engine: self.engine, bound, depth })
    }
}

/// Types that people mistype.
const COMMON: [&str; 14] = [
    "String",
    "bool",
    "i16",
    "i32",
    "i64",
    "f32",
    "f64",
    "NaiveDate",
    "NaiveDateTime",
    "NaiveTime",
    "DateTime",
    "Uuid",
    "BigDecimal",
    "Decimal",
];

fn written(path: &PathSyntax) -> String {
    path.segments.join("::")
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
        Kind::Enum(_) | Kind::Alias(_) | Kind::Newtype(_) | Kind::Other(_) => {
            "say how it is kept with `#[model(type = …)]`".to_owned()
        }
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

/// The value of a constant, or of an enum's variant: the word it has in the database.
fn constant(
    symbols: &Symbols<'_>,
    scope: &Scope,
    path: &PathSyntax,
    steps: usize,
) -> Result<Constant, Box<UnknownConstant>> {
    match symbols.find_value(scope, path) {
        Meaning::Constant(id) => {
            let Some(found) = symbols.constants.get(id) else { return Err(unknown("is not known", None)) };
            let value = &found.constant.value;
            evaluate(symbols, &found.scope, value, steps).map_err(|mut why| {
                why.definitions.push((found.constant.place, format!("`{}` is declared here", written(path))));
                why
            })
        }
        Meaning::Definitions(_) | Meaning::Elsewhere(_) | Meaning::Missing(..) => {
            if let Some(value) = of_variant(symbols, scope, path).or_else(|| of_number_type(path)) {
                return Ok(value);
            }
            let names = symbols.constants.iter().map(|c| c.constant.name.as_str());
            let near = closest(path.last(), names).map(|name| format!("did you mean `{name}`?"));
            Err(unknown("is no constant that can be seen", near))
        }
    }
}

fn unknown(reason: &str, help: Option<String>) -> Box<UnknownConstant> {
    let help = help.or_else(|| Some("write the value itself".to_owned()));
    Box::new(UnknownConstant { reason: reason.to_owned(), help, definitions: Vec::new() })
}

fn of_variant(symbols: &Symbols<'_>, scope: &Scope, path: &PathSyntax) -> Option<Constant> {
    let (variant, of) = path.segments.split_last().filter(|(_, of)| !of.is_empty())?;
    let of = PathSyntax { segments: of.to_vec(), arguments: Vec::new(), ..path.clone() };
    let Meaning::Definitions(found) = symbols.find_path(scope, &of) else { return None };
    let [one] = found.as_slice() else { return None };
    match &symbols.all.get(*one)?.definition.kind {
        Kind::Enum(item) => {
            let variant = item.variants.iter().find(|v| v.name == *variant)?;
            Some(Constant::Text(variant.value.clone()))
        }
        Kind::Model(_) | Kind::Part(_) | Kind::Alias(_) | Kind::Newtype(_) | Kind::Other(_) => None,
    }
}

/// `i32::MAX`.
fn of_number_type(path: &PathSyntax) -> Option<Constant> {
    let [.., ty, name] = path.segments.as_slice() else { return None };
    let (min, max) = match ty.as_str() {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, i128::from(u64::MAX)),
        _ => return None,
    };
    match name.as_str() {
        "MIN" => Some(Constant::Integer(min)),
        "MAX" => Some(Constant::Integer(max)),
        _ => None,
    }
}

fn evaluate(
    symbols: &Symbols<'_>,
    scope: &Scope,
    value: &ConstSyntax,
    steps: usize,
) -> Result<Constant, Box<UnknownConstant>> {
    let Some(steps) = steps.checked_sub(1) else { return Err(unknown("leads back to itself", None)) };
    let of = |value: &ConstSyntax| evaluate(symbols, scope, value, steps);
    match value {
        ConstSyntax::Value(value) => Ok(value.clone()),
        ConstSyntax::Path(path) => constant(symbols, scope, path, steps),
        ConstSyntax::Concat(parts) => {
            let mut text = String::new();
            for part in parts {
                text.push_str(&of(part)?.text());
            }
            Ok(Constant::Text(text))
        }
        ConstSyntax::Negative(inner) => match of(inner)? {
            Constant::Integer(number) => number.checked_neg().map(Constant::Integer).ok_or_else(overflow),
            Constant::Float(text) => Ok(Constant::Float(match text.strip_prefix('-') {
                Some(positive) => positive.to_owned(),
                None => format!("-{text}"),
            })),
            other => Err(unknown(&format!("is the negative of {}", other.kind()), None)),
        },
        ConstSyntax::Not(inner) => match of(inner)? {
            Constant::Bool(value) => Ok(Constant::Bool(!value)),
            other => Err(unknown(&format!("is `!` of {}", other.kind()), None)),
        },
        ConstSyntax::Binary(operator, left, right) => match (of(left)?, of(right)?) {
            (Constant::Integer(left), Constant::Integer(right)) => {
                calculate(*operator, left, right).map(Constant::Integer).ok_or_else(overflow)
            }
            (left, right) => {
                let message = format!("calculates with {} and {}", left.kind(), right.kind());
                Err(unknown(&message, None))
            }
        },
        ConstSyntax::Other(what) => {
            Err(unknown(&format!("is {what}, which only the compiler works out"), None))
        }
    }
}

fn overflow() -> Box<UnknownConstant> {
    unknown("has no value: the calculation overflows", None)
}

fn calculate(operator: char, left: i128, right: i128) -> Option<i128> {
    let bits = || u32::try_from(right).ok();
    match operator {
        '+' => left.checked_add(right),
        '-' => left.checked_sub(right),
        '*' => left.checked_mul(right),
        '/' => left.checked_div(right),
        '%' => left.checked_rem(right),
        'l' => left.checked_shl(bits()?),
        'r' => left.checked_shr(bits()?),
        '&' => Some(left & right),
        '|' => Some(left | right),
        '^' => Some(left ^ right),
        _ => None,
    }
}

/// The one definition that a path means in a module, or why there is none: nothing, or several.
pub(crate) fn one_symbol<'a>(
    symbols: &'a Symbols<'a>,
    scope: &Scope,
    path: &PathSyntax,
) -> Result<&'a Symbol<'a>, Vec<&'a Symbol<'a>>> {
    let found = match symbols.find_path(scope, path) {
        Meaning::Definitions(found) => found,
        Meaning::Elsewhere(_) | Meaning::Missing(..) | Meaning::Constant(_) if symbols.is_open(*scope) => {
            symbols.named(path.last()).to_vec()
        }
        Meaning::Elsewhere(_) | Meaning::Missing(..) | Meaning::Constant(_) => Vec::new(),
    };
    let found: Vec<&Symbol<'_>> = found.iter().filter_map(|i| symbols.all.get(*i)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        _ => Err(found),
    }
}

/// Looks up the models that foreign keys name.
pub(crate) struct ModelFinder<'a> {
    pub(crate) symbols: &'a Symbols<'a>,
    /// For each model its place among the symbols, in rising order.
    pub(crate) models: &'a [usize],
    /// For each model where its parts stand.
    pub(crate) homes: &'a [ModelHomes<'a>],
}

impl FindModel for ModelFinder<'_> {
    fn find_model(&self, from: usize, home: Home, path: &[String]) -> Result<usize, ModelNotFound> {
        let scope = self.homes.get(from).and_then(|homes| homes.scope(home));
        let name = path.last().map_or("", String::as_str);
        // Attributes need no imports: the compiler does not look at what a key refers to.
        let found = match scope.map(|scope| self.symbols.find(scope, path)) {
            Some(Meaning::Definitions(found)) => found,
            _ => self.symbols.named(name).to_vec(),
        };
        let found: Vec<usize> = found.into_iter().map(|i| self.behind_aliases(i)).collect();
        let mut models: Vec<usize> = found.iter().filter_map(|i| self.models.binary_search(i).ok()).collect();
        if models.len() > 1 {
            let counts = |model: &usize| {
                self.models.get(*model).and_then(|i| self.symbols.all.get(*i)).is_some_and(|s| s.counts)
            };
            let counting: Vec<usize> = models.iter().copied().filter(counts).collect();
            if !counting.is_empty() {
                models = counting;
            }
        }
        match (models.as_slice(), found.first().and_then(|i| self.symbols.all.get(*i))) {
            ([one], _) => Ok(*one),
            ([], Some(other)) => Err(ModelNotFound::NoModel(
                other.definition.place,
                format!("`{name}` has no `#[derive(Model)]`"),
            )),
            ([], None) => Err(self.not_found(scope, name)),
            (_, _) => Err(ModelNotFound::Ambiguous(self.described(&models))),
        }
    }
}

impl ModelFinder<'_> {
    /// `type UserRow = User;` names the model as well.
    fn behind_aliases(&self, mut found: usize) -> usize {
        for _ in 0..ALIASES {
            let Some(symbol) = self.symbols.all.get(found) else { return found };
            let Kind::Alias(Wrapped { inner: TypeSyntax::Path(path), .. }) = &symbol.definition.kind else {
                return found;
            };
            match self.symbols.find_path(&symbol.scope, path) {
                Meaning::Definitions(next) => match next.as_slice() {
                    [next] => found = *next,
                    _ => return found,
                },
                Meaning::Elsewhere(_) | Meaning::Missing(..) | Meaning::Constant(_) => return found,
            }
        }
        found
    }

    fn not_found(&self, scope: Option<&Scope>, name: &str) -> ModelNotFound {
        let Some(scope) = scope else { return ModelNotFound::Nothing };
        if let Some(left_out) = self.symbols.left_out(*scope, name) {
            let what = format!("`{name}` is left out by `cfg({})`", left_out.value.predicate);
            return ModelNotFound::NoModel(left_out.place, what);
        }
        ModelNotFound::Nothing
    }

    fn described(&self, models: &[usize]) -> Vec<(Place, String)> {
        let symbols = models.iter().filter_map(|m| self.symbols.all.get(*self.models.get(*m)?));
        symbols.map(|s| (s.definition.place, format!("`{}`", self.symbols.path_to(s.scope, s)))).collect()
    }
}
