//! What one file declares, as data that may leave the thread that parsed it.

use camino::{Utf8Path, Utf8PathBuf};
use proc_macro2::{LineColumn, TokenStream, TokenTree};
use schemist_diagnostics::Position;
use syn::{Item, UseTree};

use crate::{
    Place, Problem, attributes, codes,
    item::{EnumItem, ModelItem, Role, not_a_struct, read_enum, read_struct},
    problem::Context,
    types::{TypeSyntax, type_text, unraw},
};

/// What one file declares. Module paths are relative to the file's own module.
#[derive(Debug, Default)]
pub(crate) struct Digest {
    pub(crate) definitions: Vec<Definition>,
    pub(crate) uses: Vec<Use>,
    /// Modules written out in the file.
    pub(crate) inline_modules: Vec<Vec<String>>,
    pub(crate) files: Vec<ModuleFile>,
    pub(crate) problems: Vec<Problem>,
    /// Where each mark of the file begins and ends.
    pub(crate) positions: Vec<(Position, Position)>,
}

/// A type that has a name.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) module: Vec<String>,
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Model(Box<ModelItem>),
    /// `#[derive(Embed)]`.
    Part(Box<ModelItem>),
    Enum(Box<EnumItem>),
    /// `type A = B;`
    Alias(TypeSyntax),
    /// `struct A(B);`
    Newtype(TypeSyntax),
    /// A struct, enum, union or alias of any other shape, in words.
    Other(String),
}

impl Kind {
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

/// `use a::b as c;` or, without a name, `use a::*;`.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) module: Vec<String>,
    pub(crate) name: Option<String>,
    pub(crate) path: Vec<String>,
}

/// `mod x;`.
#[derive(Debug)]
pub(crate) struct ModuleFile {
    pub(crate) module: Vec<String>,
    pub(crate) place: Place,
    /// Where the file may lie, and where the files of its own modules lie then.
    pub(crate) candidates: Vec<(Utf8PathBuf, Utf8PathBuf)>,
    pub(crate) conditional: bool,
}

/// Reads the text of the file of an index. `folder` is where the files of its modules lie.
pub(crate) fn digest(index: u32, path: &Utf8Path, folder: &Utf8Path, text: &str) -> Digest {
    let mut visitor = Visitor {
        cx: Context::new(index),
        digest: Digest::default(),
        file: path,
        folders: vec![folder.to_owned()],
        module: Vec::new(),
    };
    match syn::parse_file(text) {
        Ok(file) if attributes::is_left_out(&visitor.cx.cfg, &file.attrs) => {}
        Ok(file) => visitor.items(&file.items),
        Err(error) => visitor.syntax_error(error),
    }
    let Visitor { cx, mut digest, .. } = visitor;
    let end = end_of(text);
    let marks = cx.marks.all().iter();
    digest.positions = marks.map(|(first, last)| positions(first.start(), last.end(), end)).collect();
    digest.problems = cx.problems;
    digest
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
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Position { line, column }
}

struct Visitor<'a> {
    cx: Context,
    digest: Digest,
    file: &'a Utf8Path,
    /// Where the files of the modules of each level lie.
    folders: Vec<Utf8PathBuf>,
    module: Vec<String>,
}

impl Visitor<'_> {
    fn syntax_error(&mut self, error: syn::Error) {
        for error in error {
            let place = self.cx.marks.mark(error.span());
            // What the lexer says is about its own workings.
            let message = match error.to_string().as_str() {
                "cannot parse string into token stream" => {
                    "brackets do not match, or a literal does not end".to_owned()
                }
                other => other.to_owned(),
            };
            self.cx.push(
                Problem::error(codes::SYNTAX_ERROR, place, format!("this is not Rust: {message}"))
                    .help("the models of this file were not read"),
            );
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => self.structure(item),
            Item::Enum(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => self.enumeration(item),
            Item::Union(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => {
                if attributes::derives(&self.cx.cfg, &item.attrs).model {
                    not_a_struct(&mut self.cx, Role::Model, &item.ident, "a union");
                }
                self.define(&item.ident, Kind::Other("a union".to_owned()));
            }
            Item::Type(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => {
                let kind = match item.generics.params.is_empty() {
                    true => Kind::Alias(TypeSyntax::of(&item.ty)),
                    false => Kind::Other("an alias with parameters".to_owned()),
                };
                self.define(&item.ident, kind);
            }
            Item::Use(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => {
                self.use_tree(&item.tree, &mut Vec::new());
            }
            Item::Mod(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => self.module(item),
            Item::Macro(item) if !attributes::is_left_out(&self.cx.cfg, &item.attrs) => {
                self.macro_body(item.mac.tokens.clone());
            }
            _ => {}
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let derives = attributes::derives(&self.cx.cfg, &item.attrs);
        if derives.model_enum {
            self.report_not_an_enum(&item.ident);
        }
        if derives.model || derives.embed {
            let role = if derives.model { Role::Model } else { Role::Part };
            let model = read_struct(&mut self.cx, role, &item.attrs, &item.ident, &item.generics, &item.fields);
            let kind = match model {
                Some(model) if derives.model => Kind::Model(Box::new(model)),
                Some(model) => Kind::Part(Box::new(model)),
                None => Kind::Other("a struct that cannot be a model".to_owned()),
            };
            return self.define(&item.ident, kind);
        }
        let mut fields = item.fields.iter();
        let kind = match (&item.fields, fields.next(), fields.next()) {
            (syn::Fields::Unnamed(_), Some(field), None) if item.generics.params.is_empty() => {
                Kind::Newtype(TypeSyntax::of(&field.ty))
            }
            (_, None, _) => Kind::Other("a struct without fields".to_owned()),
            (syn::Fields::Unnamed(_), Some(field), None) => {
                Kind::Other(format!("a struct with parameters around `{}`", type_text(&field.ty)))
            }
            _ => Kind::Other("a struct with fields of its own".to_owned()),
        };
        self.define(&item.ident, kind);
    }

    fn report_not_an_enum(&mut self, ident: &proc_macro2::Ident) {
        let place = self.cx.marks.mark(ident.span());
        self.cx.push(
            Problem::error(
                codes::UNSUPPORTED_ITEM,
                place,
                format!("`{ident}` cannot be a model enum: it is a struct"),
            )
            .help("a struct whose fields are columns has `#[derive(Model)]`"),
        );
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let derives = attributes::derives(&self.cx.cfg, &item.attrs);
        if derives.model {
            not_a_struct(&mut self.cx, Role::Model, &item.ident, "an enum");
        }
        let kind = match derives.model_enum {
            true => {
                let parsed =
                    read_enum(&mut self.cx, &item.attrs, &item.ident, &item.generics, &item.variants);
                Kind::Enum(Box::new(parsed))
            }
            false => Kind::Other("an enum without `#[derive(ModelEnum)]`".to_owned()),
        };
        self.define(&item.ident, kind);
    }

    fn define(&mut self, ident: &proc_macro2::Ident, kind: Kind) {
        let place = match &kind {
            Kind::Model(model) | Kind::Part(model) => model.place,
            Kind::Enum(item) => item.place,
            Kind::Alias(_) | Kind::Newtype(_) | Kind::Other(_) => self.cx.marks.mark(ident.span()),
        };
        self.digest.definitions.push(Definition {
            module: self.module.clone(),
            name: unraw(ident),
            place,
            kind,
        });
    }

    fn use_tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(unraw(&path.ident));
                self.use_tree(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Name(name) => self.import(unraw(&name.ident), unraw(&name.ident), prefix),
            UseTree::Rename(rename) => self.import(unraw(&rename.rename), unraw(&rename.ident), prefix),
            UseTree::Glob(_) => {
                let (module, path) = (self.module.clone(), prefix.clone());
                self.digest.uses.push(Use { module, name: None, path });
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, prefix);
                }
            }
        }
    }

    /// `use a::b::{self}` imports `b`.
    fn import(&mut self, name: String, item: String, prefix: &[String]) {
        let mut path = prefix.to_vec();
        let name = match (item.as_str(), name.as_str()) {
            ("self", "self") => match path.last() {
                Some(last) => last.clone(),
                None => return,
            },
            ("self", _) => name,
            _ => {
                path.push(item);
                name
            }
        };
        self.digest.uses.push(Use { module: self.module.clone(), name: Some(name), path });
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let name = unraw(&item.ident);
        let written_path = attributes::path_attribute(&self.cx.cfg, &item.attrs);
        let folder = self.folders.last().cloned().unwrap_or_default();
        // Next to the file itself a `#[path]` counts from the file's folder, inside a module written out
        // from the module's.
        let base = match self.module.is_empty() {
            true => self.file.parent().unwrap_or(Utf8Path::new("")).to_owned(),
            false => folder.clone(),
        };
        let mut module = self.module.clone();
        module.push(name.clone());
        if let Some((_, items)) = &item.content {
            self.digest.inline_modules.push(module.clone());
            self.folders.push(written_path.map_or_else(|| folder.join(&name), |path| base.join(path)));
            self.module = module;
            self.items(items);
            self.module.pop();
            self.folders.pop();
            return;
        }
        let candidates = match written_path {
            Some(path) => {
                let path = base.join(path);
                let folder = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
                vec![(path, folder)]
            }
            None => vec![
                (folder.join(format!("{name}.rs")), folder.join(&name)),
                (folder.join(&name).join("mod.rs"), folder.join(&name)),
            ],
        };
        let place = self.cx.marks.mark(item.ident.span());
        let conditional = attributes::is_conditional(&item.attrs);
        self.digest.files.push(ModuleFile { module, place, candidates, conditional });
    }

    /// What a macro would write cannot be seen; but that it would write a model can.
    fn macro_body(&mut self, tokens: TokenStream) {
        let Some(span) = derived_model(tokens) else { return };
        let place = self.cx.marks.mark(span);
        self.cx.push(
            Problem::note(codes::MACRO_MODEL, place, "models that a macro writes are not seen")
                .because("Schemist reads the source without expanding macros")
                .help("write the struct out, or leave its table unmanaged"),
        );
    }
}

/// Where `derive(… Model …)` stands among tokens.
fn derived_model(tokens: TokenStream) -> Option<proc_macro2::Span> {
    let mut previous_is_derive = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                if previous_is_derive {
                    let found = group
                        .stream()
                        .into_iter()
                        .find(|t| matches!(t, TokenTree::Ident(i) if i == "Model" || i == "ModelEnum"));
                    if let Some(found) = found {
                        return Some(found.span());
                    }
                }
                if let Some(span) = derived_model(group.stream()) {
                    return Some(span);
                }
                previous_is_derive = false;
            }
            TokenTree::Ident(ident) => previous_is_derive = ident == "derive",
            TokenTree::Punct(_) | TokenTree::Literal(_) => previous_is_derive = false,
        }
    }
    None
}
