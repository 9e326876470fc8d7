//! Which files are read, and what happens where they cannot be.

use camino::Utf8PathBuf;
use schemist_schema::Engine;

use super::{check, check_files, load_sources, render, write_files};
use crate::{LoadError, ModelSources, crate_roots, load};

const MODEL: &str = "#[derive(Model)] pub struct User { id: i64 }";

fn model(name: &str) -> String {
    MODEL.replace("User", name)
}

fn tables(files: &[(&str, &str)]) -> Vec<String> {
    let loaded = load_sources(files, Engine::Sqlite);
    assert_eq!(render(&loaded.diagnostics), "");
    loaded.schema.tables.keys().map(ToString::to_string).collect()
}

#[test]
fn modules_are_followed() {
    assert_eq!(
        tables(&[
            (
                "src/lib.rs",
                "mod a; mod b; mod inner { mod c; #[path = \"odd.rs\"] mod d; } #[path = \"x/far.rs\"] mod e;
                 #[cfg(test)] mod tests; #[cfg(all(test, unix))] mod more_tests { mod missing; }",
            ),
            ("src/a.rs", &format!("mod deep; {}", model("A"))),
            ("src/a/deep.rs", &model("Deep")),
            ("src/b/mod.rs", &format!("mod deep; {}", model("B"))),
            ("src/b/deep.rs", &model("Deeper")),
            ("src/inner/c.rs", &model("C")),
            ("src/inner/odd.rs", &model("D")),
            ("src/x/far.rs", &format!("mod near; {}", model("E"))),
            ("src/x/near.rs", &model("Near")),
            ("src/unused.rs", &model("Unused")),
        ]),
        ["as", "bs", "cs", "deepers", "deeps", "ds", "es", "nears"]
    );
}

#[test]
fn a_folder_is_all_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    write_files(
        &base,
        &[
            ("models/mod.rs", "pub mod user; mod deep;"),
            ("models/user.rs", &model("User")),
            ("models/deep/mod.rs", "mod er;"),
            (
                "models/deep/er.rs",
                &format!(
                    "use super::super::user::User; {}",
                    model("Deep").replace("id: i64", "id: i64, #[model(references = User)] u: i64")
                ),
            ),
            ("models/lone.rs", &model("Lone")),
            ("models/.hidden/x.rs", "not rust"),
            ("models/readme.txt", "not rust"),
            ("models/.#user.rs", "not rust"),
            ("models/target/CACHEDIR.TAG", ""),
            ("models/target/x.rs", "not rust"),
        ],
    );
    let sources = ModelSources::new(vec![base.join("models"), base.join("models/user.rs")], base.clone());
    let loaded = load(&sources, Engine::Sqlite).unwrap();
    assert_eq!(render(&loaded.diagnostics), "");
    assert_eq!(loaded.models, 3);
    assert_eq!(
        loaded.files.keys().collect::<Vec<_>>(),
        ["models/deep/er.rs", "models/deep/mod.rs", "models/lone.rs", "models/mod.rs", "models/user.rs"]
    );
    let nowhere = ModelSources::new(vec![base.join("nowhere")], base.clone());
    assert!(matches!(load(&nowhere, Engine::Sqlite), Err(LoadError::Root { .. })));
    assert!(matches!(load(&ModelSources::new(vec![], base), Engine::Sqlite), Err(LoadError::NoRoots)));
}

#[test]
fn two_loads_are_alike() {
    let names: Vec<(String, String)> =
        (0..40).map(|i| (format!("m{i}.rs"), model(&format!("M{i}")).replace("i64", "Missing"))).collect();
    let root: String = (0..40).rev().map(|i| format!("mod m{i};\n")).collect();
    let mut files: Vec<(&str, &str)> = vec![("lib.rs", &root)];
    files.extend(names.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let (a, b) = (load_sources(&files, Engine::Sqlite), load_sources(&files, Engine::Sqlite));
    assert_eq!(render(&a.diagnostics), render(&b.diagnostics));
    assert_eq!(a.diagnostics.len(), 40);
}

#[test]
fn what_cannot_be_read() {
    check_files(
        &[
            (
                "lib.rs",
                "mod broken;\nmod missing;\n#[cfg(feature = \"x\")]\nmod conditional;\nmod fine;\nmod folder;",
            ),
            ("broken.rs", "#[derive(Model)]\nstruct User {\n    id i64,\n}\n"),
            ("fine.rs", "#[derive(Model)]\nstruct Post { id: Missing }"),
            ("folder.rs/x", ""),
            ("folder/mod.rs", "struct Unclosed {"),
        ],
        "
error[M102]: this is not Rust: expected `:` (broken.rs:3:8)
  help: the item was not read; the others of the file were
error[M104]: the SQL type of `Missing` is not known (fine.rs:2:19)
  help: say how it is kept with `#[model(type = …)]`
  edit 2:15-2:15: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
error[M102]: this is not Rust: brackets do not match, or a literal does not end (folder/mod.rs:1:17)
  help: the models of this file were not read
error[M103]: the module `missing` has no file (lib.rs:2:5)
  note: looked for missing.rs and missing/mod.rs
note[M124]: the module `conditional` depends on a `cfg` and has no file: it was not read (lib.rs:4:5)
  note: looked for conditional.rs and conditional/mod.rs
",
    );
}

/// The files that a folder of models must not lose without a word.
#[test]
#[cfg(unix)]
fn links_are_followed_or_told() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    write_files(
        &base,
        &[
            ("models/fine.rs", &model("Fine")),
            ("models/target/aim.rs", &model("Aim")),
            ("elsewhere/deep/far.rs", &model("Far")),
            ("lone.rs", &model("Lone")),
        ],
    );
    symlink(base.join("elsewhere"), base.join("models/linked")).unwrap();
    symlink(base.join("models"), base.join("elsewhere/circle")).unwrap();
    symlink(base.join("lone.rs"), base.join("models/also.rs")).unwrap();
    symlink("itself.rs", base.join("models/itself.rs")).unwrap();
    symlink("/nowhere", base.join("models/user.rs")).unwrap();
    symlink("/nowhere", base.join("models/users")).unwrap();
    let loaded = load(&ModelSources::new(vec![base.join("models")], base), Engine::Sqlite).unwrap();
    assert_eq!(
        loaded.schema.tables.keys().map(ToString::to_string).collect::<Vec<_>>(),
        ["aims", "fars", "fines", "lones"]
    );
    assert_eq!(
        render(&loaded.diagnostics),
        "\
error[M101]: cannot read models/itself.rs: Too many levels of symbolic links (os error 40)
error[M101]: cannot read models/user.rs: No such file or directory (os error 2)
error[M101]: cannot read models/users: No such file or directory (os error 2)
"
    );
}

#[test]
fn no_mistake_hides_a_model() {
    let not_rust = |text: &str, at: &str| {
        for text in [text.to_owned(), format!("mod inner {{ {text} }}")] {
            let loaded = load_sources(
                &[("lib.rs", "mod broken; mod fine;"), ("broken.rs", &text), ("fine.rs", MODEL)],
                Engine::Sqlite,
            );
            assert!(loaded.models >= 1, "{text}");
            let rendered = render(&loaded.diagnostics);
            assert!(rendered.starts_with("error[M102]: this is not Rust"), "{text}\n{rendered}");
            assert!(
                text.starts_with("mod inner") || rendered.contains(&format!("(broken.rs:{at})")),
                "{text}\n{rendered}"
            );
        }
    };
    not_rust("struct A { id: i32 name: String }", "1:20");
    not_rust("struct A { id: i32,, name: String }", "1:20");
    not_rust("struct A { id i32 }", "1:15");
    not_rust("pub struct A { pub pub id: i32 }", "1:20");
    not_rust("struct A id: i32 }", "1:18");
    not_rust("struct A { id: i32", "1:10");
    not_rust("enum A { B C }", "1:12");
    not_rust("type A = ", "1:8");
    not_rust("impl A { const B: i32 = 1; } } struct B;", "1:30");
    for unended in
        ["fn f()", "const A: i32 = 1", "static A: i32 = 1", "trait T", "impl A", "mod other", "extern \"C\""]
    {
        let text = format!("{unended} #[derive(Model)] pub struct A {{ id: i32 }}");
        not_rust(&text, &format!("1:{}", text.find("struct").unwrap() + 1));
    }
    not_rust("make! #[derive(Model)] pub struct A { id: i32 }", "1:1");
    not_rust("let #[derive(Model)] struct A { id: i32, }", "1:1");
    not_rust("struct A { id: i32 } ///", "1:22");
}

#[test]
fn not_utf8() {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    write_files(&base, &[("lib.rs", "mod latin;")]);
    std::fs::write(base.join("latin.rs"), b"// caf\xe9\n").unwrap();
    let loaded = load(&ModelSources::new(vec![base.join("lib.rs")], base), Engine::Sqlite).unwrap();
    assert_eq!(
        render(&loaded.diagnostics),
        "error[M101]: cannot read latin.rs: it is not UTF-8 text (lib.rs:1:5)\n"
    );
}

#[test]
fn test_items_are_skipped() {
    check(
        "#[cfg(test)] #[derive(Model)] struct A { id: Missing }
         #[cfg(all(unix, test))] mod x { #[derive(Model)] struct B { id: Missing } }
         #[derive(Model)] struct C { id: i64, #[cfg(test)] x: Missing }
         #[cfg_attr(test, derive(Model))] struct D { id: Missing }",
        "",
    );
    check(
        "#[cfg_attr(feature = \"db\", derive(Debug, schemist::Model), model(table = \"things\"))]\nstruct A { id: Missing }
#[derive(rorm::Model)] struct B { id: Missing }",
        "
error[M104]: the SQL type of `Missing` is not known (lib.rs:2:16)
  help: say how it is kept with `#[model(type = …)]`
  edit 2:12-2:12: give the SQL type, for example `Text` -> \"#[model(type = Text)] \"
",
    );
}

#[test]
fn models_of_macros_are_noted() {
    check(
        "macro_rules! model {\n    ($name:ident) => {\n        #[derive(Debug, Model)]\n        struct $name { id: i64 }\n    };\n}\nother! { derive(Model) }\nfine! { struct Model; }",
        "
note[M118]: models that a macro writes are not seen (lib.rs:3:25)
  note: Schemist reads the source without expanding macros
  help: write the struct out, or leave its table unmanaged
note[M118]: models that a macro writes are not seen (lib.rs:7:17)
  note: Schemist reads the source without expanding macros
  help: write the struct out, or leave its table unmanaged
",
    );
}

#[test]
fn roots_of_crates() {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap().canonicalize_utf8().unwrap();
    let manifest =
        |name: &str| format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
    write_files(
        &base,
        &[
            ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"2\"\n"),
            ("a/Cargo.toml", &manifest("a")),
            ("a/src/lib.rs", ""),
            ("a/src/main.rs", ""),
            ("a/tests/it.rs", ""),
            ("b/Cargo.toml", &manifest("b")),
            ("b/src/bin/tool.rs", "fn main() {}"),
            ("c/Cargo.toml", "not toml"),
        ],
    );
    let roots = |dir: &str| {
        let roots = crate_roots(&base.join(dir)).unwrap();
        roots.iter().map(|r| r.strip_prefix(&base).unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(roots("a"), ["a/src/lib.rs", "a/src/main.rs"]);
    assert_eq!(roots("b"), ["b/src/bin/tool.rs"]);
    assert_eq!(roots(""), ["a/src/lib.rs", "a/src/main.rs", "b/src/bin/tool.rs"]);
    assert!(matches!(crate_roots(&base.join("c")), Err(LoadError::Manifest { .. })));
    assert!(matches!(crate_roots(&base.join("nowhere")), Err(LoadError::Manifest { .. })));
}
