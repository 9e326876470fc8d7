//! What one file declares, as data that may leave the thread that parsed it.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use proc_macro2::{LineColumn, Span, TokenStream, TokenTree};
use schemist_diagnostics::Position;

use super::{
    constant::constant,
    depth::{may_be_deep, too_deep},
    fast::{Plain, plain_struct, plain_use},
    items::{RawItem, RawKind, is_group, is_punct, split},
    syntax,
};
use crate::{
    Cfg, Place, Problem, attributes,
    cfg::Predicate,
    codes,
    constants::ConstSyntax,
    item::{EnumItem, ModelItem},
    problem::Context,
    types::{TypeSyntax, unraw},
};

/// What one file declares. Its modules are counted from 0, the file's own.
#[derive(Debug, Default)]
pub(crate) struct Digest {
    /// The modules written out in the file, behind its own: the parent, and what is said of it.
    pub(crate) modules: Vec<Named<usize>>,
    pub(crate) definitions: Vec<Definition>,
    pub(crate) constants: Vec<Named<ConstSyntax>>,
    pub(crate) uses: Vec<Use>,
    pub(crate) files: Vec<ModuleFile>,
    pub(crate) left_out: Vec<Named<LeftOut>>,
    /// Macros whose bodies derive a model: where they do.
    pub(crate) model_macros: Vec<Named<Place>>,
    /// Calls of macros in the place of items.
    pub(crate) macro_calls: Vec<Named<()>>,
    pub(crate) problems: Vec<Problem>,
    /// Where each mark of the file begins and ends.
    pub(crate) positions: Vec<(Position, Position)>,
    /// Something in the file could not be read, so that a name may be declared there all the same.
    pub(crate) broken: bool,
}

/// Something with a name in a module of the file.
#[derive(Debug)]
pub(crate) struct Named<T> {
    pub(crate) module: usize,
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) visibility: Visibility,
    pub(crate) value: T,
}

/// From where a name can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    Public,
    /// `pub(crate)`, and `pub(in …)`, which is not looked at more closely.
    Crate,
    /// Its own module and those inside (0), or those of so many modules further up (`pub(super)`: 1).
    Up(usize),
}

/// A type that has a name.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) module: usize,
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) visibility: Visibility,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Model(Box<ModelItem>),
    /// `#[derive(Embed)]`.
    Part(Box<ModelItem>),
    Enum(Box<EnumItem>),
    /// `type A<T> = B;`
    Alias(Wrapped),
    /// `struct A<T>(B);`
    Newtype(Wrapped),
    /// A struct, enum, union or alias of any other shape, in words.
    Other(String),
}

/// A type behind a name, which may have parameters.
#[derive(Debug)]
pub(crate) struct Wrapped {
    /// Their names, and what they stand for where nothing is said.
    pub(crate) parameters: Vec<(String, Option<TypeSyntax>)>,
    pub(crate) inner: TypeSyntax,
}

/// `use a::b as c;` or, without a name, `use a::*;`.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) module: usize,
    pub(crate) name: Option<String>,
    /// Whether the path begins with `::`.
    pub(crate) rooted: bool,
    pub(crate) path: Vec<String>,
    pub(crate) visibility: Visibility,
}

/// `mod x;` or, without a name, `include!("x.rs")`.
#[derive(Debug)]
pub(crate) struct ModuleFile {
    pub(crate) module: usize,
    pub(crate) name: Option<String>,
    pub(crate) place: Place,
    pub(crate) visibility: Visibility,
    /// Where the file may lie, and where the files of its own modules lie then.
    pub(crate) candidates: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    pub(crate) conditional: bool,
    /// The `cfg` that leaves it out; it is not read then, only looked at.
    pub(crate) left_out: Option<LeftOut>,
}

/// What a `cfg` leaves out.
#[derive(Debug, Clone)]
pub(crate) struct LeftOut {
    pub(crate) predicate: Predicate,
    /// Where the `cfg` stands.
    pub(crate) place: Place,
}

/// A file to be read.
pub(crate) struct Source<'a> {
    /// Its place among the files.
    pub(crate) index: u32,
    pub(crate) path: &'a Utf8Path,
    /// Where the files of its modules lie.
    pub(crate) folder: &'a Utf8Path,
    /// The folder of the package's manifest, where it is known.
    pub(crate) manifest: Option<&'a Utf8Path>,
    pub(crate) text: &'a str,
}

/// Reads a file.
pub(crate) fn digest(source: &Source<'_>, cfg: &Arc<Cfg>) -> Digest {
    read(source, cfg, false).or_else(|| read(source, cfg, true)).unwrap_or_default()
}

/// Reads it with or without `syn` for plain structs; `None` where it takes `syn`.
fn read(source: &Source<'_>, cfg: &Arc<Cfg>, by_syn: bool) -> Option<Digest> {
    let text = without_shebang(source.text);
    let mut visitor = Visitor {
        cx: Context::with_cfg(source.index, Arc::clone(cfg)),
        digest: Digest::default(),
        source,
        folders: vec![source.folder.to_owned()],
        module: 0,
        level: 0,
        check_depth: may_be_deep(text),
        by_syn,
        is_spoilt: false,
    };
    match text.parse::<TokenStream>() {
        Ok(tokens) => visitor.items(tokens),
        Err(error) => visitor.lexical_error(error.span()),
    }
    let Visitor { cx, mut digest, is_spoilt, .. } = visitor;
    if is_spoilt {
        return None;
    }
    let end = end_of(source.text);
    let marks = cx.marks.all().iter();
    digest.positions = marks.map(|(first, last)| positions(first.start(), last.end(), end)).collect();
    digest.problems = cx.problems;
    Some(digest)
}

/// The line break stays, so that lines keep their numbers.
fn without_shebang(text: &str) -> &str {
    let is_shebang = text.strip_prefix("#!").is_some_and(|rest| !rest.trim_start().starts_with('['));
    match text.find('\n').filter(|_| is_shebang) {
        Some(end) => text.get(end..).unwrap_or_default(),
        None if is_shebang => "",
        None => text,
    }
}

/// Line 0 is what a span without a place says: a file that ends too early.
fn positions(start: LineColumn, end: LineColumn, end_of_file: Position) -> (Position, Position) {
    let position = |at: LineColumn| match at.line {
        0 => end_of_file,
        line => Position { line, column: at.column + 1 },
    };
    (position(start), position(end))
}

fn end_of(text: &str) -> Position {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Position { line, column }
}

pub(super) struct Visitor<'a> {
    pub(super) cx: Context,
    pub(super) digest: Digest,
    source: &'a Source<'a>,
    /// Where the files of the modules of each level lie.
    folders: Vec<Utf8PathBuf>,
    /// The module whose items are being read.
    pub(super) module: usize,
    /// How many modules are written out around them.
    level: usize,
    check_depth: bool,
    /// Whether every struct is left to `syn`.
    by_syn: bool,
    /// The tokens of a struct were taken in vain, and the file must be read once more.
    is_spoilt: bool,
}

/// More modules in one another than people write.
const MODULES: usize = 64;

impl Kind {
    /// What it is, in words.
    pub(crate) fn describe(&self) -> &str {
        match self {
            Self::Model(_) => "a model",
            Self::Part(_) => "a part",
            Self::Enum(_) => "an enum",
            Self::Alias(_) => "an alias",
            Self::Newtype(_) => "a struct around one value",
            Self::Other(what) => what,
        }
    }
}

impl Visitor<'_> {
    /// Reads the items of a module, or those of a file.
    pub(super) fn items(&mut self, tokens: TokenStream) {
        let items = split(tokens);
        let inner: Vec<TokenTree> = items
            .iter()
            .filter(|item| item.kind == RawKind::InnerAttribute)
            .flat_map(|item| &item.tokens)
            .cloned()
            .collect();
        if !inner.is_empty() && self.is_left_out_inside(inner) {
            return;
        }
        let mut in_unknown = false;
        for item in items {
            let unknown = item.kind == RawKind::Unknown;
            if unknown && !in_unknown {
                self.not_an_item(&item);
            }
            in_unknown = unknown;
            self.item(item);
        }
    }

    fn item(&mut self, item: RawItem) {
        if let Some(begins) = item.swallowed() {
            self.not_ended(begins);
        }
        match item.kind {
            RawKind::InnerAttribute | RawKind::Other | RawKind::Unknown => {}
            _ if self.check_depth && self.report_depth(&item) => {}
            RawKind::Struct if self.by_syn => self.parsed(item, Self::structure),
            RawKind::Struct => match plain_struct(item) {
                Plain::Read(plain) => self.plain_structure(plain),
                Plain::Other(item) => self.parsed(item, Self::structure),
                Plain::Spoilt => self.is_spoilt = true,
            },
            RawKind::Enum => self.parsed(item, Self::enumeration),
            RawKind::Union => self.parsed(item, Self::union),
            RawKind::Type => self.parsed(item, Self::alias),
            RawKind::Use => match plain_use(&item) {
                Some((visibility, rooted, imports)) => self.push_imports(visibility, rooted, imports),
                None => self.parsed(item, Self::imports),
            },
            RawKind::ExternCrate => self.parsed(item, Self::extern_crate),
            RawKind::Mod => self.module_item(&item),
            RawKind::Const => self.constant(&item, None),
            RawKind::Impl if self.source.text.contains("const ") => self.associated_constants(item),
            RawKind::Impl => {}
            RawKind::MacroRules => self.macro_rules(&item),
            RawKind::Macro => self.macro_call(&item),
        }
    }

    /// Parses an item in full and hands it on; what cannot be parsed is reported and passed over.
    fn parsed<T: syn::parse::Parse>(&mut self, item: RawItem, then: impl FnOnce(&mut Self, &T)) {
        let last = item.tokens.last().map_or_else(Span::call_site, TokenTree::span);
        match syn::parse2::<T>(item.tokens.into_iter().collect()) {
            Ok(item) => then(self, &item),
            Err(error) => self.syntax_error(error, last),
        }
    }

    fn report_depth(&mut self, item: &RawItem) -> bool {
        // The contents of a module are looked at one by one.
        let own = if item.kind == RawKind::Mod { item.keyword } else { item.tokens.len() };
        let Some(span) = too_deep(item.tokens.get(..own).unwrap_or_default()) else { return false };
        let place = self.cx.marks.mark(span);
        self.digest.broken = true;
        self.cx.push(
            Problem::error(codes::TOO_DEEP, place, "this is nested too deeply to be read")
                .because("brackets, type arguments and operators are followed 128 levels down"),
        );
        true
    }

    fn syntax_error(&mut self, error: syn::Error, last: Span) {
        self.digest.broken = true;
        for error in error {
            // What ends too early has no place of its own.
            let (start, end) = (error.span().start(), error.span().end());
            let span = if start.line == 0 || start == end { last } else { error.span() };
            let place = self.cx.marks.mark(span);
            self.cx.push(
                Problem::error(codes::SYNTAX_ERROR, place, format!("this is not Rust: {error}"))
                    .help("the item was not read; the others of the file were"),
            );
        }
    }

    /// What the lexer says is about its own workings.
    fn lexical_error(&mut self, span: Span) {
        self.digest.broken = true;
        let place = self.cx.marks.mark(span);
        let message = "this is not Rust: brackets do not match, or a literal does not end";
        self.cx.push(
            Problem::error(codes::SYNTAX_ERROR, place, message).help("the models of this file were not read"),
        );
    }

    /// An item without its end hides those behind it.
    fn not_ended(&mut self, begins: &TokenTree) {
        self.digest.broken = true;
        let place = self.cx.marks.mark(begins.span());
        let message =
            format!("this is not Rust: `{begins}` begins an item, and the one before it has no end");
        self.cx.push(
            Problem::error(codes::SYNTAX_ERROR, place, message)
                .help("this one was not read; end the one before it with `;` or a body"),
        );
    }

    fn not_an_item(&mut self, item: &RawItem) {
        self.digest.broken = true;
        let token = item.tokens.get(item.keyword).or(item.tokens.last());
        let place = self.cx.marks.mark(token.map_or_else(Span::call_site, TokenTree::span));
        let message = match item.tokens.get(item.keyword) {
            Some(_) => "this is not Rust: no item begins like this",
            None => "this is not Rust: attributes and doc comments stand before an item, and none follows",
        };
        self.cx.push(
            Problem::error(codes::SYNTAX_ERROR, place, message)
                .help("it was passed over; the items of the file were read"),
        );
    }

    /// `#![cfg(…)]` at the top of a module.
    fn is_left_out_inside(&self, tokens: Vec<TokenTree>) -> bool {
        let parser = syn::Attribute::parse_inner;
        let parsed = syn::parse::Parser::parse2(parser, tokens.into_iter().collect());
        parsed.is_ok_and(|attributes| attributes::is_left_out(&self.cx.cfg, &attributes))
    }

    /// Whether a `cfg` leaves an item out; it is remembered for those who look for its name.
    pub(super) fn leaves_out(
        &mut self,
        attributes: &[syn::Attribute],
        ident: &proc_macro2::Ident,
        visibility: Visibility,
    ) -> bool {
        match self.left_out_by(attributes) {
            Some(left_out) => {
                let place = self.cx.marks.mark(ident.span());
                let named =
                    Named { module: self.module, name: unraw(ident), place, visibility, value: left_out };
                self.digest.left_out.push(named);
                true
            }
            None => false,
        }
    }

    fn left_out_by(&mut self, attributes: &[syn::Attribute]) -> Option<LeftOut> {
        if attributes.is_empty() {
            return None;
        }
        let (predicate, span) = attributes::left_out(&self.cx.cfg, attributes)?;
        Some(LeftOut { predicate, place: self.cx.marks.mark(span) })
    }

    fn module_item(&mut self, item: &RawItem) {
        let Some((attributes, visibility)) = syntax::head(item) else { return };
        let Some(TokenTree::Ident(ident)) = item.tokens.get(item.keyword + 1) else {
            return self.not_an_item(item);
        };
        let visibility = syntax::visibility(&visibility);
        let name = unraw(ident);
        let place = self.cx.marks.mark(ident.span());
        let left_out = self.left_out_by(&attributes);
        let path = attributes::path_attribute(&self.cx.cfg, &attributes);
        let body = item.tokens.last().filter(|token| is_group(token, proc_macro2::Delimiter::Brace));
        let Some(TokenTree::Group(body)) = body else {
            let conditional = attributes::is_conditional(&attributes);
            let candidates = self.candidates(&name, path);
            let name = Some(name);
            let module = self.module;
            let file = ModuleFile { module, name, place, visibility, candidates, conditional, left_out };
            return self.digest.files.push(file);
        };
        if let Some(left_out) = left_out {
            self.report_left_out_models(body.stream(), &name, place, &left_out);
            let named = Named { module: self.module, name, place, visibility, value: left_out };
            return self.digest.left_out.push(named);
        }
        if self.level >= MODULES {
            self.cx.push(Problem::error(codes::TOO_DEEP, place, "this is nested too deeply to be read"));
            return;
        }
        let folder = match path {
            Some(path) => self.base().join(path),
            None => self.folder().join(&name),
        };
        let parent = self.module;
        self.digest.modules.push(Named { module: parent, name, place, visibility, value: parent });
        self.module = self.digest.modules.len();
        self.folders.push(folder);
        self.level += 1;
        self.items(body.stream());
        self.level -= 1;
        self.folders.pop();
        self.module = parent;
    }

    fn report_left_out_models(&mut self, body: TokenStream, name: &str, place: Place, left_out: &LeftOut) {
        if !left_out.predicate.is_about_tests() && syntax::derived_model(body).is_some() {
            self.cx.push(models_left_out(&format!("the models of the module `{name}` are"), place, left_out));
        }
    }

    fn folder(&self) -> Utf8PathBuf {
        self.folders.last().cloned().unwrap_or_default()
    }

    /// What a `#[path]` counts from: next to the file itself the file's folder, inside a module written out
    /// the module's.
    fn base(&self) -> Utf8PathBuf {
        match self.level {
            0 => self.source.path.parent().unwrap_or(Utf8Path::new("")).to_owned(),
            _ => self.folder(),
        }
    }

    fn candidates(&self, name: &str, path: Option<String>) -> Vec<(Utf8PathBuf, Utf8PathBuf)> {
        let folder = self.folder();
        match path {
            Some(path) => {
                let path = self.base().join(path);
                let folder = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
                vec![(path, folder)]
            }
            None => vec![
                (folder.join(format!("{name}.rs")), folder.join(name)),
                (folder.join(name).join("mod.rs"), folder.join(name)),
            ],
        }
    }

    fn constant(&mut self, item: &RawItem, owner: Option<&str>) {
        let Some((ident, value)) = constant(&item.tokens, item.keyword) else { return };
        let Some((attributes, visibility)) = syntax::head(item) else { return };
        if attributes::is_left_out(&self.cx.cfg, &attributes) {
            return;
        }
        let place = self.cx.marks.mark(ident.span());
        let name = match owner {
            Some(owner) => format!("{owner}::{}", unraw(ident)),
            None => unraw(ident),
        };
        let visibility = if owner.is_some() { Visibility::Public } else { syntax::visibility(&visibility) };
        self.digest.constants.push(Named { module: self.module, name, place, visibility, value });
    }

    /// `impl A { const B: … = …; }` declares `A::B`.
    fn associated_constants(&mut self, item: RawItem) {
        let Some(owner) = syntax::implementing_type(&item) else { return };
        let Some(TokenTree::Group(body)) = item.tokens.into_iter().next_back() else { return };
        for item in split(body.stream()) {
            if item.kind == RawKind::Const {
                self.constant(&item, Some(&owner));
            }
        }
    }

    /// What a macro would write cannot be seen; but that it would write a model can.
    fn macro_rules(&mut self, item: &RawItem) {
        let Some(TokenTree::Ident(name)) = item.tokens.get(item.keyword + 2) else { return };
        let Some(TokenTree::Group(body)) = item.tokens.iter().rfind(|token| !is_punct(token, ';')) else {
            return;
        };
        if let Some(span) = syntax::derived_model(body.stream()) {
            let place = self.cx.marks.mark(span);
            let (module, name, visibility) = (self.module, unraw(name), Visibility::Public);
            self.digest.model_macros.push(Named { module, name, place, visibility, value: place });
        }
    }

    fn macro_call(&mut self, item: &RawItem) {
        let Some((attributes, _)) = syntax::head(item) else { return };
        if attributes::is_left_out(&self.cx.cfg, &attributes) {
            return;
        }
        let (Some(ident), Some(TokenTree::Group(body))) =
            (syntax::macro_name(item), item.tokens.iter().rfind(|token| !is_punct(token, ';')))
        else {
            return;
        };
        let (name, body) = (unraw(ident), body.stream());
        match name.as_str() {
            "include" => return self.include(ident.span(), body),
            "cfg_if" => return self.cfg_if(body),
            _ => {}
        }
        let place = self.cx.marks.mark(ident.span());
        if let Some(span) = syntax::derived_model(body) {
            let place = self.cx.marks.mark(span);
            return self.cx.push(macro_model(place));
        }
        let (module, visibility) = (self.module, Visibility::Public);
        self.digest.macro_calls.push(Named { module, name, place, visibility, value: () });
    }

    /// `include!("x.rs")` in the place of items: they are read as if they stood here.
    fn include(&mut self, span: Span, argument: TokenStream) {
        let place = self.cx.marks.mark(span);
        let here = self.source.path.parent().unwrap_or(Utf8Path::new(""));
        let path = match (syntax::included(argument), self.source.manifest) {
            (syntax::Included::Beside(path), _) => here.join(path),
            (syntax::Included::InPackage(path), Some(manifest)) => {
                manifest.join(path.trim_start_matches('/'))
            }
            (syntax::Included::InPackage(_) | syntax::Included::Elsewhere, _) => {
                self.digest.broken = true;
                return self.cx.push(
                    Problem::note(codes::UNSEEN_INCLUDE, place, "the file that is included here is not read")
                        .because("its path is known only when the program is built")
                        .help("if it holds models, include it by its path, or write them out"),
                );
            }
            (syntax::Included::OutDir, _) => {
                self.digest.broken = true;
                return self.cx.push(
                    Problem::note(
                        codes::UNSEEN_INCLUDE,
                        place,
                        "code that a build script writes is not read",
                    )
                    .because("`OUT_DIR` is there only when the program is built")
                    .help(
                        "if it holds models, let the build script write them below `src`, or leave their \
                             tables unmanaged",
                    ),
                );
            }
        };
        let folder = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
        let (module, visibility) = (self.module, Visibility::Public);
        let candidates = vec![(path, folder)];
        let (conditional, left_out) = (false, None);
        let file = ModuleFile { module, name: None, place, visibility, candidates, conditional, left_out };
        self.digest.files.push(file);
    }

    /// `cfg_if! { if #[cfg(…)] {…} else if #[cfg(…)] {…} else {…} }`: the branches that are or may be taken.
    fn cfg_if(&mut self, body: TokenStream) {
        if self.level >= MODULES {
            return;
        }
        self.level += 1;
        for (predicate, items) in syntax::branches(body) {
            let holds = predicate.map_or(Some(true), |predicate| self.cx.cfg.holds(&predicate));
            if holds != Some(false) {
                self.items(items);
            }
            if holds == Some(true) {
                break;
            }
        }
        self.level -= 1;
    }
}

/// What is said of models that a macro writes.
pub(crate) fn macro_model(place: Place) -> Problem {
    Problem::note(codes::MACRO_MODEL, place, "models that a macro writes are not seen")
        .because("Schemist reads the source without expanding macros")
        .help("write the struct out, or leave its table unmanaged")
}

/// What is said of models that a `cfg` leaves out; `what` is the beginning of the sentence.
pub(crate) fn models_left_out(what: &str, place: Place, left_out: &LeftOut) -> Problem {
    let message = format!("{what} left out by `cfg({})`", left_out.predicate);
    let problem = Problem::note(codes::LEFT_OUT, place, message).related(left_out.place, "here");
    problem.help(how_to_include(&left_out.predicate))
}

/// What brings an item back.
pub(crate) fn how_to_include(predicate: &Predicate) -> String {
    match predicate.features().as_slice() {
        [] => "where it should count, name what is set under `[models]` in schemist.toml: `cfg = [\"…\"]`"
            .to_owned(),
        features => {
            let list: Vec<String> = features.iter().map(|feature| format!("{feature:?}")).collect();
            format!(
                "where it should count, choose the feature under `[models]` in schemist.toml: `features = \
                 [{}]`, or with `--features {}`",
                list.join(", "),
                features.join(",")
            )
        }
    }
}
