//! The names Diesel gives.

use schemist_schema::QualifiedName;

/// What Diesel takes for reserved, and the words that came with later editions.
const RESERVED: [&str; 55] = [
    "Self", "abstract", "alignof", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "offsetof", "override", "priv", "proc", "pub", "pure",
    "ref", "return", "self", "sizeof", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while",
];

/// The Rust name of a table or column: a reserved word with an underscore behind it, and underscores in place of
/// what no identifier may hold.
pub(crate) fn rust_name(name: &str) -> String {
    let reserved =
        RESERVED.contains(&name) || name == "yield" || (name.starts_with("__") && !name.ends_with('_'));
    if reserved {
        return format!("{name}_");
    }
    let mappable = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rust = if name.chars().all(mappable) {
        name.to_owned()
    } else {
        let mut rust: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        while rust.contains("__") {
            rust = rust.replace("__", "_");
        }
        rust
    };
    // Diesel would write what does not compile.
    if rust.is_empty() || rust == "_" {
        rust = "unnamed".to_owned();
    }
    match rust.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("_{rust}"),
        false => rust,
    }
}

/// With the namespace where it is not the default one.
pub(super) fn full_sql_name(name: &QualifiedName) -> String {
    name.to_string()
}

/// A string literal; raw where there are quotes in it.
pub(super) fn rust_string(text: &str) -> String {
    if text.contains('\\') || text.chars().any(char::is_control) {
        return format!("{text:?}");
    }
    match text.contains('"') {
        true => {
            let hashes = "#".repeat(1 + text.chars().filter(|c| *c == '#').count());
            format!("r{hashes}\"{text}\"{hashes}")
        }
        false => format!("\"{text}\""),
    }
}
