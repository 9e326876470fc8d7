//! Attributes as text, laid out as rustfmt lays them out, which leaves alone what it cannot read as plain
//! meta items: so all of them are laid out here, and a later `cargo fmt` changes nothing.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// How long the arguments on one line may be (rustfmt's `attr_fn_like_width`), and the whole line.
const ARGUMENTS: usize = 70;
const LINE: usize = 100;

/// `#[word(items, …)]` for a line that is indented by `indent`; its own first line is not. Nothing where there are
/// no items.
pub(crate) fn attribute(word: &str, items: &[TokenStream], indent: usize) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    let node = Node { head: word.to_owned(), arguments: Some(items.iter().map(Node::read).collect()) };
    // The brackets around it are three columns.
    Some(format!("#[{}]", node.text(indent, 3)))
}

/// Tokens on one line: a type, an expression.
pub(crate) fn tokens(tokens: &TokenStream) -> String {
    let mut out = String::new();
    append(&mut out, tokens.clone());
    out
}

/// An item of an attribute: what stands before the parentheses at its end, and what stands in them.
struct Node {
    head: String,
    arguments: Option<Vec<Node>>,
}

impl Node {
    fn read(item: &TokenStream) -> Self {
        let mut trees: Vec<TokenTree> = item.clone().into_iter().collect();
        let arguments = match trees.pop() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => group.stream(),
            _ => return Self { head: tokens(item), arguments: None },
        };
        let head = tokens(&trees.into_iter().collect());
        Self { head, arguments: Some(parts(arguments).iter().map(Self::read).collect()) }
    }

    fn one_line(&self) -> String {
        match self.arguments_on_one_line() {
            Some(arguments) => format!("{}({arguments})", self.head),
            None => self.head.clone(),
        }
    }

    fn arguments_on_one_line(&self) -> Option<String> {
        let arguments = self.arguments.as_ref()?;
        Some(arguments.iter().map(Self::one_line).collect::<Vec<_>>().join(", "))
    }

    /// What is alone in a list is measured by what is in it.
    fn is_short(&self) -> bool {
        match self.arguments.as_deref() {
            Some([only]) => only.arguments.is_none() || only.is_short(),
            _ => self.arguments_on_one_line().is_none_or(|arguments| width(&arguments) <= ARGUMENTS),
        }
    }

    /// `around` is what else must stand on the first line.
    fn text(&self, indent: usize, around: usize) -> String {
        let line = self.one_line();
        match self.is_short() && indent + width(&line) + around <= LINE {
            true => line,
            false => self.broken(indent),
        }
    }

    /// Each argument on a line of its own.
    fn broken(&self, indent: usize) -> String {
        let Some(arguments) = &self.arguments else { return self.head.clone() };
        if let [only] = arguments.as_slice()
            && only.arguments.is_some()
        {
            return format!("{}({})", self.head, only.broken(indent));
        }
        let deeper = indent + 4;
        let lines = arguments.iter().map(|argument| format!("{:deeper$}{}", "", argument.text(deeper, 1)));
        format!("{}(\n{}\n{:indent$})", self.head, lines.collect::<Vec<_>>().join(",\n"), "")
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// What stands between the commas.
fn parts(list: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for tree in list {
        match (&tree, parts.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' => parts.push(TokenStream::new()),
            (_, Some(last)) => last.extend([tree]),
            (_, None) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn append(out: &mut String, tokens: TokenStream) {
    let mut word_before = false;
    for tree in tokens {
        let is_word = matches!(tree, TokenTree::Ident(_) | TokenTree::Literal(_));
        if is_word && word_before {
            out.push(' ');
        }
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                append(out, group.stream());
                out.push_str(close);
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '=' => out.push_str(" = "),
                ',' | ';' => {
                    out.push(punct.as_char());
                    out.push(' ');
                }
                other => out.push(other),
            },
            TokenTree::Ident(ident) => out.push_str(&ident.to_string()),
            TokenTree::Literal(literal) => out.push_str(&literal.to_string()),
        }
        word_before = is_word;
    }
    // A comma at the end has nothing behind it.
    out.truncate(out.trim_end_matches(' ').len());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(item: &str, indent: usize, expected: &str) {
        let items = parts(item.parse().unwrap());
        assert_eq!(attribute("model", &items, indent).unwrap(), expected);
    }

    #[test]
    fn short_lists_stand_on_one_line() {
        check("type=Varchar(80),default=-1.5", 4, "#[model(type = Varchar(80), default = -1.5)]");
        check("references=super::User(id , b)", 0, "#[model(references = super::User(id, b))]");
        check(
            "index(total(desc), type_, name = \"orders_open\", where = \"total > 0\")",
            0,
            "#[model(index(total(desc), type_, name = \"orders_open\", where = \"total > 0\"))]",
        );
    }

    #[test]
    fn long_lists_break_from_outside() {
        check(
            "table = \"categories_of_things\", unique(tenant, name, name = \"categories_of_things_key\"), options(a)",
            0,
            "#[model(\n    table = \"categories_of_things\",\n    unique(tenant, name, name = \"categories_of_things_key\"),\n    options(a)\n)]",
        );
    }

    #[test]
    fn a_list_alone_in_a_list_breaks_with_it() {
        check(
            "index(downloads(desc), crate_id(desc), name = \"crate_downloads_downloads_crate_id_index\")",
            4,
            "#[model(index(\n        downloads(desc),\n        crate_id(desc),\n        name = \"crate_downloads_downloads_crate_id_index\"\n    ))]",
        );
    }

    #[test]
    fn types_are_tight() {
        let check = |text: &str| assert_eq!(tokens(&text.parse().unwrap()), text);
        check("Option<chrono::DateTime<chrono::Utc>>");
        check("(std::ops::Bound<i32>, std::ops::Bound<i32>)");
        check("[u8; 6]");
        check("Vec<Option<String>>");
    }
}
