use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

/// The type of a field, as far as its syntax goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeSyntax {
    /// A path with the type arguments of its last segment.
    Path(PathSyntax),
    /// `[T]` or `[T; N]`.
    Slice(Box<TypeSyntax>),
    /// Anything else.
    Other,
}

/// A path in the place of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathSyntax {
    /// Whether it begins with `::`.
    pub rooted: bool,
    /// Its segments.
    pub segments: Vec<String>,
    /// The type arguments of the last segment; lifetimes are left out.
    pub arguments: Vec<TypeSyntax>,
}

impl PathSyntax {
    /// The last segment.
    pub fn last(&self) -> &str {
        self.segments.last().map_or("", String::as_str)
    }
}

impl TypeSyntax {
    /// The syntax of a type; references, parentheses and invisible groups are looked through.
    pub fn of(ty: &Type) -> Self {
        match ty {
            Type::Path(path) if path.qself.is_none() => Self::of_path(&path.path),
            Type::Reference(reference) => Self::of(&reference.elem),
            Type::Paren(inner) => Self::of(&inner.elem),
            Type::Group(inner) => Self::of(&inner.elem),
            Type::Slice(slice) => Self::Slice(Box::new(Self::of(&slice.elem))),
            Type::Array(array) => Self::Slice(Box::new(Self::of(&array.elem))),
            _ => Self::Other,
        }
    }

    fn of_path(path: &syn::Path) -> Self {
        let last = path.segments.last();
        let arguments = match last.map(|s| &s.arguments) {
            Some(PathArguments::AngleBracketed(arguments)) => arguments.args.iter().collect(),
            _ => Vec::new(),
        };
        let types = arguments.into_iter().filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(Self::of(ty)),
            _ => None,
        });
        Self::Path(PathSyntax {
            rooted: path.leading_colon.is_some(),
            segments: path.segments.iter().map(|s| unraw(&s.ident)).collect(),
            arguments: types.collect(),
        })
    }

    /// What is inside `Name<…>`, if it is that.
    pub fn inside(&self, name: &str) -> Option<&TypeSyntax> {
        match self {
            Self::Path(path) if path.last() == name && path.arguments.len() == 1 => path.arguments.first(),
            Self::Path(_) | Self::Slice(_) | Self::Other => None,
        }
    }

    /// The type without `Option<…>` around it, and whether there was one.
    pub fn without_option(&self) -> (&TypeSyntax, bool) {
        match self.inside("Option") {
            Some(inner) => (inner.without_option().0, true),
            None => (self, false),
        }
    }

    /// Whether it is this path without a qualifier.
    pub fn is(&self, name: &str) -> bool {
        matches!(self, Self::Path(path) if path.segments.len() == 1 && path.last() == name)
    }
}

/// An identifier without `r#`.
pub(crate) fn unraw(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or_else(|| text.clone(), str::to_owned)
}

/// A type as a person would write it.
pub(crate) fn type_text(ty: &Type) -> String {
    let mut text = String::new();
    let mut previous_is_word = false;
    for token in ty.to_token_stream().to_string().split_whitespace() {
        let starts_word = token.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if (previous_is_word && starts_word) || text.ends_with(',') || text.ends_with(';') {
            text.push(' ');
        }
        text.push_str(token);
        previous_is_word = token.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    }
    text
}
