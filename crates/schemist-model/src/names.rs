//! Names by rule.

/// Diesel's rule for the table of a struct: each capital begins a word, and an `s` at the end.
pub fn table_name(rust_name: &str) -> String {
    let mut name = String::with_capacity(rust_name.len() + 4);
    for (i, c) in rust_name.chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            name.push('_');
        }
        name.extend(c.to_lowercase());
    }
    name.push('s');
    name
}

/// Whether a name can stand in Rust as it is, without `r#`.
pub fn is_rust_identifier(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_names_follow_diesel() {
        for (rust, table) in [
            ("User", "users"),
            ("FooBarBaz", "foo_bar_bazs"),
            ("HTTPServer", "h_t_t_p_servers"),
            ("Ärger", "ärgers"),
            ("snake_case", "snake_cases"),
        ] {
            assert_eq!(table_name(rust), table);
        }
    }

    #[test]
    fn keywords_are_no_identifiers() {
        assert!(is_rust_identifier("users"));
        for name in ["type", "my table", "", "1st", "a-b", "\"", "r#type"] {
            assert!(!is_rust_identifier(name) || name == "r#type", "{name}");
        }
    }
}
