//! Whatever stands in a file, reading it ends in a schema or in diagnostics, for the loader and for the derive.
//!
//! `SCHEMIST_TEST_CASES` is the number of inputs of each kind:
//!
//! ```console
//! $ SCHEMIST_TEST_CASES=125000 cargo test --release -p schemist-model soup
//! ```

use std::{
    path::Path,
    sync::{LazyLock, atomic::AtomicUsize, atomic::Ordering},
};

use camino::Utf8PathBuf;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use proptest::{prelude::*, sample::Index};
use schemist_schema::Engine;

use crate::{
    ModelSources, load,
    single::{embedded_fields, read_model, read_model_enum, read_part},
};

const WORDS: [&str; 76] = [
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
    "#",
    "!",
    ";",
    "&",
    "{",
    "}",
    "struct",
    "enum",
    "mod",
    "use",
    "pub",
    "Option",
    "derive(Model)",
    "renamed_from",
    "view",
    "repr",
];

fn soup() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(WORDS.to_vec());
    proptest::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

/// Without what would end the brackets around it.
fn balanced() -> impl Strategy<Value = String> {
    soup().prop_map(|text| text.replace(['(', ')', '[', ']', '{', '}'], " "))
}

/// The tokens of the models of all fixtures and of the example programs.
static FILES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = Vec::new();
    collect(&root.join("fixtures"), &mut texts);
    collect(&root.join("crates/schemist/examples"), &mut texts);
    assert!(texts.len() > 100, "{} files", texts.len());
    texts.iter().map(|text| words(text.parse().unwrap())).collect()
});

fn collect(folder: &Path, into: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

fn words(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            all.push(token.to_string());
            continue;
        };
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        all.push(open.to_owned());
        all.extend(words(group.stream()));
        all.push(close.to_owned());
    }
    all
}

/// What is done to a file: where, what, and the word or the other place for it.
type Change = (Index, u8, &'static str, Index);

fn changes() -> impl Strategy<Value = (Index, Vec<Change>)> {
    let word = proptest::sample::select(WORDS.to_vec());
    let change = (any::<Index>(), 0..6_u8, word, any::<Index>());
    (any::<Index>(), proptest::collection::vec(change, 1..6))
}

fn changed((file, changes): (Index, Vec<Change>)) -> String {
    let mut words = file.get(&FILES).clone();
    for (at, what, word, other) in changes {
        if words.is_empty() {
            break;
        }
        let (at, other) = (at.index(words.len()), other.index(words.len()));
        match what {
            0 => drop(words.remove(at)),
            1 => words.insert(at, word.to_owned()),
            2 => word.clone_into(&mut words[at]),
            3 => words.swap(at, other),
            4 => words.insert(at, words[other].clone()),
            _ => words.truncate(at),
        }
    }
    words.join(" ")
}

/// As many files as there are threads that read any.
struct Place {
    _folder: tempfile::TempDir,
    sources: ModelSources,
}

thread_local! {
    static PLACE: Place = {
        let folder = tempfile::tempdir().unwrap();
        let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
        Place { _folder: folder, sources: ModelSources::new(vec![base.join("lib.rs")], base) }
    };
}

static NEXT_ENGINE: AtomicUsize = AtomicUsize::new(0);

/// The text as a file, and each item of it as the derives see it, for the engines in turn.
fn read(text: &str) {
    let engine =
        [Engine::Postgres, Engine::Mysql, Engine::Sqlite][NEXT_ENGINE.fetch_add(1, Ordering::Relaxed) % 3];
    PLACE.with(|place| {
        std::fs::write(&place.sources.roots[0], text).unwrap();
        load(&place.sources, engine).unwrap();
    });
    let Ok(file) = syn::parse_file(text) else { return };
    for item in file.items {
        let input: syn::DeriveInput = match item {
            syn::Item::Struct(item) => item.into(),
            syn::Item::Enum(item) => item.into(),
            syn::Item::Union(item) => item.into(),
            _ => continue,
        };
        embedded_fields(&input);
        read_model(&input, engine);
        read_part(&input);
        read_model_enum(&input);
    }
}

fn cases() -> u32 {
    std::env::var("SCHEMIST_TEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn struct_attributes_never_panic(text in soup()) {
        read(&format!("#[derive(Model)] #[model({text})] #[diesel({text})] struct User {{ id: i64, name: String }}"));
    }

    #[test]
    fn field_attributes_never_panic(text in soup()) {
        read(&format!("#[derive(Model)] struct User {{ #[model({text})] #[diesel({text})] id: i64 }}"));
    }

    #[test]
    fn enum_attributes_never_panic(text in soup()) {
        read(&format!("#[derive(ModelEnum)] #[model({text})] enum E {{ #[model({text})] A, B }}"));
    }

    #[test]
    fn entries_of_structs_never_panic(key in 0..KEYS.len(), a in balanced(), b in balanced()) {
        let key = KEYS[key];
        read(&format!("#[derive(Model)] #[model({key}({a}, {a}({b})))] struct User {{ id: i64 }}"));
    }

    #[test]
    fn entries_of_fields_never_panic(key in 0..KEYS.len(), a in balanced(), b in balanced()) {
        let key = KEYS[key];
        read(&format!("#[derive(Model)] struct User {{ #[model({key}({a}({b}), {b}))] id: i64 }}"));
    }

    #[test]
    fn any_text_never_panics(text in ".{0,200}") {
        read(&text);
    }

    #[test]
    fn any_tokens_never_panic(a in soup(), b in soup(), c in soup()) {
        read(&format!("{a} #[derive(Model)] {b} struct User {{ {c} }}"));
    }

    #[test]
    fn any_type_never_panics(text in "[A-Za-z:<>&,\\[\\]()' ]{0,30}") {
        read(&format!("#[derive(Model)] struct User {{ id: i64, a: {text} }}"));
    }

    #[test]
    fn changed_models_never_panic(changes in changes()) {
        read(&changed(changes));
    }
}

const KEYS: [&str; 14] = [
    "index",
    "foreign_key",
    "sequence",
    "check",
    "type",
    "default",
    "generated",
    "on_conflict",
    "unique",
    "primary_key",
    "options",
    "identity",
    "embed",
    "was_dropped",
];
