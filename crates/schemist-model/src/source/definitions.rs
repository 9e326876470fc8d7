//! The items of a file that have a name of their own in the space of types, and `use`.

use syn::{GenericParam, Generics, UseTree};

use super::{
    digest::{Definition, Kind, Use, Visibility, Visitor, Wrapped, models_left_out},
    fast::{Import, PlainStruct, import},
};
use crate::{
    Cfg, Problem,
    attributes::{self, Derives},
    codes,
    item::{ModelItem, Role, not_a_struct, read_enum, read_fields, read_struct},
    source::{digest::LeftOut, syntax::visibility},
    types::{TypeSyntax, unraw},
};

impl Visitor<'_> {
    pub(super) fn structure(&mut self, item: &syn::ItemStruct) {
        let visible = visibility(&item.vis);
        let Some(role) = self.role(&item.attrs, &item.ident, visible) else { return };
        let kind = match role {
            Some(role) => {
                let cx = &mut self.cx;
                let read = read_struct(cx, role, &item.attrs, &item.ident, &item.generics, &item.fields);
                kind_of(role, read)
            }
            None => shape(&self.cx.cfg, item),
        };
        self.define(&item.ident, visible, kind);
    }

    pub(super) fn plain_structure(&mut self, item: PlainStruct) {
        let PlainStruct { attributes, visibility, ident, is_empty, fields } = item;
        let Some(role) = self.role(&attributes, &ident, visibility) else { return };
        let kind = match role {
            Some(role) => kind_of(role, read_fields(&mut self.cx, role, attributes, &ident, Ok(fields))),
            None if is_empty => Kind::Other(WITHOUT_FIELDS.to_owned()),
            None => Kind::Other(WITH_FIELDS.to_owned()),
        };
        self.define(&ident, visibility, kind);
    }

    /// What a struct is read as, if its `cfg` does not leave it out.
    fn role(
        &mut self,
        attributes: &[syn::Attribute],
        ident: &proc_macro2::Ident,
        visible: Visibility,
    ) -> Option<Option<Role>> {
        let derives = self.derives(attributes, ident);
        if self.leaves_out_type(attributes, ident, visible, derives) {
            return None;
        }
        if derives.model_enum {
            self.report_not_an_enum(ident);
        }
        if derives.model && derives.embed {
            self.report_both(ident);
        }
        Some(match (derives.model, derives.embed) {
            (true, _) => Some(Role::Model),
            (false, true) => Some(Role::Part),
            (false, false) => None,
        })
    }

    /// The derives that count, and a note on a model whose derive a `cfg_attr` leaves out.
    fn derives(&mut self, attributes: &[syn::Attribute], ident: &proc_macro2::Ident) -> Derives {
        let derives = attributes::derives(&self.cx.cfg, attributes);
        let conditional = attributes.iter().find(|attribute| attribute.path().is_ident("cfg_attr"));
        if let Some(conditional) = conditional.filter(|_| derives == Derives::default())
            && let Some(predicate) = attributes::conditional_derive(&self.cx.cfg, attributes)
            && !predicate.is_about_tests()
        {
            let place = self.cx.marks.mark(ident.span());
            let span = conditional.path().segments.first().map(|segment| segment.ident.span());
            let at = span.map_or(place, |span| self.cx.marks.mark(span));
            let left_out = LeftOut { predicate, place: at };
            let what = format!("the derive of `{}` is", unraw(ident));
            self.cx.push(models_left_out(&what, place, &left_out));
        }
        derives
    }

    fn leaves_out_type(
        &mut self,
        attributes: &[syn::Attribute],
        ident: &proc_macro2::Ident,
        visible: Visibility,
        derives: Derives,
    ) -> bool {
        if attributes.is_empty() || !self.leaves_out(attributes, ident, visible) {
            return false;
        }
        if let Some(named) = self.digest.left_out.last()
            && derives.model
            && !named.value.predicate.is_about_tests()
        {
            let what = format!("the model `{}` is", named.name);
            self.cx.push(models_left_out(&what, named.place, &named.value));
        }
        true
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

    fn report_both(&mut self, ident: &proc_macro2::Ident) {
        let place = self.cx.marks.mark(ident.span());
        self.cx.push(
            Problem::error(
                codes::MODEL_AND_PART,
                place,
                format!("`{ident}` derives both `Model` and `Embed`"),
            )
            .because("a model declares a table, a part gives its columns to the models that embed it")
            .help("keep one of the two; a model that shares columns embeds a part that has them"),
        );
    }

    pub(super) fn enumeration(&mut self, item: &syn::ItemEnum) {
        let visible = visibility(&item.vis);
        let derives = self.derives(&item.attrs, &item.ident);
        if self.leaves_out_type(&item.attrs, &item.ident, visible, derives) {
            return;
        }
        if derives.model {
            not_a_struct(&mut self.cx, Role::Model, &item.ident, "an enum");
        }
        if derives.embed {
            not_a_struct(&mut self.cx, Role::Part, &item.ident, "an enum");
        }
        let kind = match derives.model_enum {
            true => {
                let cx = &mut self.cx;
                Kind::Enum(Box::new(read_enum(cx, &item.attrs, &item.ident, &item.generics, &item.variants)))
            }
            false => Kind::Other("an enum without `#[derive(ModelEnum)]`".to_owned()),
        };
        self.define(&item.ident, visible, kind);
    }

    pub(super) fn union(&mut self, item: &syn::ItemUnion) {
        let visible = visibility(&item.vis);
        let derives = attributes::derives(&self.cx.cfg, &item.attrs);
        if self.leaves_out_type(&item.attrs, &item.ident, visible, derives) {
            return;
        }
        for (derived, role) in [(derives.model, Role::Model), (derives.embed, Role::Part)] {
            if derived {
                not_a_struct(&mut self.cx, role, &item.ident, "a union");
            }
        }
        self.define(&item.ident, visible, Kind::Other("a union".to_owned()));
    }

    pub(super) fn alias(&mut self, item: &syn::ItemType) {
        let visible = visibility(&item.vis);
        if self.leaves_out_type(&item.attrs, &item.ident, visible, Derives::default()) {
            return;
        }
        let inner = TypeSyntax::of(&item.ty);
        self.define(
            &item.ident,
            visible,
            Kind::Alias(Wrapped { parameters: parameters(&item.generics), inner }),
        );
    }

    fn define(&mut self, ident: &proc_macro2::Ident, visibility: Visibility, kind: Kind) {
        let place = match &kind {
            Kind::Model(model) | Kind::Part(model) => model.place,
            Kind::Enum(item) => item.place,
            Kind::Alias(_) | Kind::Newtype(_) | Kind::Other(_) => self.cx.marks.mark(ident.span()),
        };
        let module = self.module;
        self.digest.definitions.push(Definition { module, name: unraw(ident), place, visibility, kind });
    }

    pub(super) fn imports(&mut self, item: &syn::ItemUse) {
        if attributes::is_left_out(&self.cx.cfg, &item.attrs) {
            return;
        }
        let mut imports = Vec::new();
        use_tree(&item.tree, &mut Vec::new(), &mut imports);
        self.push_imports(visibility(&item.vis), item.leading_colon.is_some(), imports);
    }

    pub(super) fn push_imports(&mut self, visibility: Visibility, rooted: bool, imports: Vec<Import>) {
        for Import { name, path } in imports {
            self.push_use(name, rooted, path, visibility);
        }
    }

    fn push_use(&mut self, name: Option<String>, rooted: bool, path: Vec<String>, visibility: Visibility) {
        self.digest.uses.push(Use { module: self.module, name, rooted, path, visibility });
    }

    /// `extern crate a as b;` is an import of `::a`.
    pub(super) fn extern_crate(&mut self, item: &syn::ItemExternCrate) {
        if attributes::is_left_out(&self.cx.cfg, &item.attrs) {
            return;
        }
        let name = match &item.rename {
            Some((_, name)) => unraw(name),
            None => unraw(&item.ident),
        };
        let own = item.ident == "self";
        let path = vec![if own { "crate".to_owned() } else { unraw(&item.ident) }];
        if name != "_" {
            self.push_use(Some(name), !own, path, visibility(&item.vis));
        }
    }
}

fn kind_of(role: Role, read: Option<ModelItem>) -> Kind {
    match (read, role) {
        (Some(model), Role::Model) => Kind::Model(Box::new(model)),
        (Some(part), Role::Part) => Kind::Part(Box::new(part)),
        (None, Role::Model) => Kind::Other("a struct that cannot be a model".to_owned()),
        (None, Role::Part) => Kind::Other("a struct that cannot be a part".to_owned()),
    }
}

fn use_tree(tree: &UseTree, prefix: &mut Vec<String>, into: &mut Vec<Import>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(unraw(&path.ident));
            use_tree(&path.tree, prefix, into);
            prefix.pop();
        }
        UseTree::Name(name) => {
            let name = unraw(&name.ident);
            into.extend(import(name.clone(), name, prefix));
        }
        UseTree::Rename(rename) => into.extend(import(unraw(&rename.rename), unraw(&rename.ident), prefix)),
        UseTree::Glob(_) => into.push(Import { name: None, path: prefix.clone() }),
        UseTree::Group(group) => group.items.iter().for_each(|tree| use_tree(tree, prefix, into)),
    }
}

const WITHOUT_FIELDS: &str = "a struct without fields";
const WITH_FIELDS: &str = "a struct with fields of its own";

/// A struct around one value stands for that value.
fn shape(cfg: &Cfg, item: &syn::ItemStruct) -> Kind {
    let is_marker = |field: &&syn::Field| matches!(TypeSyntax::of(&field.ty), TypeSyntax::Path(path) if path.last() == "PhantomData");
    let present = item.fields.iter().filter(|field| !attributes::is_left_out(cfg, &field.attrs));
    let mut fields = present.filter(|field| !is_marker(field));
    match (&item.fields, fields.next(), fields.next()) {
        (syn::Fields::Unnamed(_), Some(field), None) => Kind::Newtype(Wrapped {
            parameters: parameters(&item.generics),
            inner: TypeSyntax::of(&field.ty),
        }),
        (_, None, _) => Kind::Other(WITHOUT_FIELDS.to_owned()),
        _ => Kind::Other(WITH_FIELDS.to_owned()),
    }
}

fn parameters(generics: &Generics) -> Vec<(String, Option<TypeSyntax>)> {
    let parameter = |parameter: &GenericParam| match parameter {
        GenericParam::Type(ty) => {
            Some((unraw(&ty.ident), ty.default.as_ref().map(|(_, ty)| TypeSyntax::of(ty))))
        }
        GenericParam::Lifetime(_) | GenericParam::Const(_) => None,
    };
    generics.params.iter().filter_map(parameter).collect()
}
