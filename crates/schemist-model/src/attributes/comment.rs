use super::{node::Node, reader};
use crate::{
    codes,
    problem::{Context, Problem},
};

/// What the source says about a comment in the database.
#[derive(Debug, Clone, Default)]
pub struct CommentDeclaration {
    /// `comment = "…"`.
    pub text: Option<String>,
    /// `no_comment`: the doc comment stays in the source.
    pub none: bool,
    /// The doc comment.
    pub doc: Option<String>,
}

impl CommentDeclaration {
    /// The comment in the database.
    pub fn resolved(&self) -> Option<String> {
        if self.none {
            return None;
        }
        self.text.clone().or_else(|| self.doc.clone()).filter(|text| !text.is_empty())
    }

    /// Takes an entry that is about the comment; whether it was one.
    pub(crate) fn take(&mut self, cx: &mut Context, node: &Node) -> bool {
        match node.word() {
            Some("comment") => {
                let value = reader::text(cx, node).map(|v| v.value);
                reader::once(cx, &mut self.text, node, value);
            }
            Some("no_comment") => reader::flag(cx, &mut self.none, node),
            _ => return false,
        }
        if self.none && self.text.is_some() {
            let message = "`comment` and `no_comment` contradict each other";
            cx.push(Problem::error(codes::CONTRADICTION, node.place, message));
        }
        true
    }
}

/// The text of the doc comments among some attributes, as a reader sees it.
pub(crate) fn doc_text(metas: &[std::borrow::Cow<'_, syn::Meta>]) -> Option<String> {
    let mut text = String::new();
    for meta in metas {
        if let syn::Meta::NameValue(pair) = &**meta
            && pair.path.is_ident("doc")
            && let syn::Expr::Lit(literal) = &pair.value
        {
            match &literal.lit {
                syn::Lit::Str(line) => push_plain_lines(&line.value(), &mut text),
                syn::Lit::Verbatim(line) => push_plain_lines(&string_of(line), &mut text),
                _ => {}
            }
        }
    }
    let text = text.trim_matches('\n').trim_end();
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// The text of a string literal.
pub(crate) fn string_of(literal: &proc_macro2::Literal) -> String {
    let mut text = literal.to_string();
    if text.len() >= 2 && text.starts_with('"') && text.ends_with('"') && !text.contains('\\') {
        text.pop();
        text.remove(0);
        return text;
    }
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => text.value(),
        _ => String::new(),
    }
}

/// Without the space that follows `///`, and without the stars down the side of a block comment.
fn push_plain_lines(text: &str, into: &mut String) {
    let block = text.contains('\n');
    for line in text.split('\n') {
        let mut line = line.trim_end();
        if block {
            line = line.trim_start();
            line = line.strip_prefix('*').unwrap_or(line);
        }
        into.push_str(line.strip_prefix(' ').unwrap_or(line));
        into.push('\n');
    }
}
