//! Whatever stands in an attribute, reading it ends in a schema or in diagnostics.

use proptest::prelude::*;

use super::load_text;

const WORDS: [&str; 60] = [
    "table",
    "schema",
    "primary_key",
    "unique",
    "index",
    "foreign_key",
    "columns",
    "references",
    "check",
    "exclude",
    "sequence",
    "comment",
    "no_comment",
    "options",
    "name",
    "type",
    "identity",
    "serial",
    "default",
    "generated",
    "stored",
    "collate",
    "on_conflict",
    "skip",
    "embed",
    "expr",
    "where",
    "desc",
    "include",
    "User",
    "Self",
    "crate",
    "Varchar",
    "Array",
    "Text",
    "id",
    "missing",
    "on_delete",
    "cascade",
    "literal",
    "=",
    ",",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "::",
    "-",
    "\"\"",
    "\"x\"",
    "\"a.b\"",
    "'c'",
    "0",
    "-1",
    "1.5",
    "true",
    "r#type",
    "99999999999999999999",
];

fn soup() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(WORDS.to_vec());
    proptest::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn struct_attributes_never_panic(text in soup()) {
        load_text(&format!("#[derive(Model)] #[model({text})] struct User {{ id: i64, name: String }}"));
        load_text(&format!("#[derive(Model)] #[diesel({text})] struct User {{ id: i64, name: String }}"));
    }

    #[test]
    fn field_attributes_never_panic(text in soup()) {
        load_text(&format!("#[derive(Model)] struct User {{ #[model({text})] #[diesel({text})] id: i64 }}"));
    }

    #[test]
    fn enum_attributes_never_panic(text in soup()) {
        load_text(&format!("#[derive(ModelEnum)] #[model({text})] enum E {{ #[model({text})] A, B }}"));
    }

    #[test]
    fn entries_with_balanced_parentheses_never_panic(a in soup(), b in soup()) {
        let strip = |text: String| text.replace(['(', ')', '[', ']'], " ");
        let (a, b) = (strip(a), strip(b));
        for key in ["index", "foreign_key", "sequence", "check", "type", "default", "generated", "on_conflict"] {
            load_text(&format!("#[derive(Model)] #[model({key}({a}, {a}({b})))] struct User {{ id: i64 }}"));
            load_text(&format!("#[derive(Model)] struct User {{ #[model({key}({a}({b}), {b}))] id: i64 }}"));
        }
    }

    #[test]
    fn any_text_never_panics(text in ".{0,200}") {
        load_text(&text);
    }

    #[test]
    fn any_type_never_panics(text in "[A-Za-z:<>&,\\[\\]()' ]{0,30}") {
        load_text(&format!("#[derive(Model)] struct User {{ id: i64, a: {text} }}"));
    }
}
