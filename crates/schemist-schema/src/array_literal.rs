//! PostgreSQL's text form of arrays: `{a,"b c",NULL}`.

/// The array with one of its elements renamed, wherever it stands in it.
pub(crate) fn rename_element(array: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(array.len());
    let mut element = Element::default();
    for c in array.chars() {
        match c {
            _ if element.takes(c) => {}
            '{' | '}' | ',' => {
                element.finish(&mut out, from, to);
                out.push(c);
            }
            _ => element.push(c),
        }
    }
    element.finish(&mut out, from, to);
    out
}

/// An element as far as it is read.
#[derive(Default)]
struct Element {
    /// As written.
    text: String,
    /// What it means.
    value: String,
    quoted: bool,
    inside: bool,
    escaped: bool,
}

impl Element {
    /// Takes what means nothing but itself within quotes or behind a backslash.
    fn takes(&mut self, c: char) -> bool {
        let literal = self.escaped || self.inside && c != '"' && c != '\\';
        if literal {
            self.escaped = false;
            self.push(c);
        } else if c == '\\' {
            self.escaped = true;
            self.text.push(c);
        } else if c == '"' {
            self.inside = !self.inside;
            self.quoted = true;
            self.text.push(c);
        } else {
            return false;
        }
        true
    }

    fn push(&mut self, c: char) {
        self.text.push(c);
        self.value.push(c);
    }

    fn finish(&mut self, out: &mut String, from: &str, to: &str) {
        let element = std::mem::take(self);
        let value = if element.quoted { element.value.as_str() } else { element.value.trim() };
        match value == from && !element.text.is_empty() {
            true => out.push_str(&written(to)),
            false => out.push_str(&element.text),
        }
    }
}

/// An element as the server writes it: in quotes where it needs them.
fn written(value: &str) -> String {
    let special = |c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',' | '"' | '\\');
    if value.is_empty() || value.eq_ignore_ascii_case("null") || value.contains(special) {
        return format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(array: &str, from: &str, to: &str, expected: &str) {
        assert_eq!(rename_element(array, from, to), expected, "{array}");
    }

    #[test]
    fn elements_are_found_however_they_are_written() {
        check("{a,b,a}", "a", "c", "{c,b,c}");
        check("{{a,b},{b,a}}", "b", "x y", "{{a,\"x y\"},{\"x y\",a}}");
        check("{\"a b\",a}", "a b", "null", "{\"null\",a}");
        check("{\"say \\\"a\\\"\",a}", "say \"a\"", "b", "{b,a}");
        check("{NULL,a}", "b", "c", "{NULL,a}");
        check("{}", "", "c", "{}");
        check("{ab,\"a,b\"}", "a", "c", "{ab,\"a,b\"}");
    }
}
