//! How deeply source is nested. Parsers call themselves for each level, and a thread's stack ends.

use proc_macro2::{Span, TokenStream, TokenTree};

/// More levels of brackets, type arguments and operators in a row than people write. rustc's own limit on
/// recursion is the same number.
const LIMIT: usize = 128;

/// Whether a text may be nested too deeply, from its bytes alone: comments and strings count too, so that
/// `false` is certain and `true` is to be looked at.
pub(super) fn may_be_deep(text: &str) -> bool {
    let (mut brackets, mut angles, mut operators) = (0usize, 0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' => brackets += 1,
            b')' | b']' => brackets = brackets.saturating_sub(1),
            b'{' => (brackets, angles, operators) = (brackets + 1, 0, 0),
            b'}' => (brackets, angles, operators) = (brackets.saturating_sub(1), 0, 0),
            b';' => (angles, operators) = (0, 0),
            b'<' => angles += 1,
            b'>' => angles = angles.saturating_sub(1),
            b',' => operators = 0,
            b'&' | b'*' | b'!' | b'-' | b'+' | b'/' | b'|' | b'^' | b'%' | b'.' | b'?' => operators += 1,
            _ => continue,
        }
        if brackets + angles + operators > LIMIT {
            return true;
        }
    }
    false
}

/// The token at which some tokens get nested too deeply.
pub(super) fn too_deep(tokens: &[TokenTree]) -> Option<Span> {
    let mut levels = vec![Level::of(tokens.iter().cloned().collect())];
    while let Some(level) = levels.last_mut() {
        let Some(token) = level.tokens.next() else {
            levels.pop();
            continue;
        };
        level.count(&token);
        if levels.iter().map(Level::depth).sum::<usize>() > LIMIT {
            return Some(token.span());
        }
        if let TokenTree::Group(group) = token {
            levels.push(Level::of(group.stream()));
        }
    }
    None
}

struct Level {
    tokens: proc_macro2::token_stream::IntoIter,
    angles: usize,
    operators: usize,
    arrow: bool,
}

impl Level {
    fn of(tokens: TokenStream) -> Self {
        Self { tokens: tokens.into_iter(), angles: 0, operators: 0, arrow: false }
    }

    fn depth(&self) -> usize {
        1 + self.angles + self.operators
    }

    fn count(&mut self, token: &TokenTree) {
        let TokenTree::Punct(punct) = token else {
            // The body of a function begins anew.
            self.arrow = false;
            return;
        };
        match punct.as_char() {
            '<' => self.angles += 1,
            '>' if !self.arrow => self.angles = self.angles.saturating_sub(1),
            ';' => (self.angles, self.operators) = (0, 0),
            ',' => self.operators = 0,
            '>' | ':' | '=' | '#' | '\'' | '$' | '@' => {}
            _ => self.operators += 1,
        }
        self.arrow = matches!(punct.as_char(), '-' | '=');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, deep: bool) {
        let tokens: Vec<TokenTree> = text.parse::<TokenStream>().unwrap().into_iter().collect();
        assert_eq!(too_deep(&tokens).is_some(), deep, "{text}");
        assert!(may_be_deep(text) || !deep, "{text}");
    }

    #[test]
    fn nesting() {
        let nested = |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
        for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("Vec<", ">"), ("&", ""), ("-1 + ", "")] {
            check(&format!("struct A {{ a: {} }}", nested(open, close, 40)), false);
            check(&format!("struct A {{ a: {} }}", nested(open, close, 140)), true);
        }
        check(&"a: Vec<A>, b: &str, c: fn(A) -> B, ".repeat(300), false);
        check(&format!("// {}\nstruct A;", "-".repeat(300)), false);
    }
}
