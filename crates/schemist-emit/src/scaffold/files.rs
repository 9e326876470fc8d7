//! Items to files.

use std::collections::BTreeSet;

use crate::scaffold::attributes::is_ident;
use crate::scaffold::names::module;
use crate::scaffold::{Layout, ScaffoldOptions};

/// A struct or enum.
pub(crate) struct Item {
    name: String,
    text: String,
    /// The Rust enums it uses.
    enums: Vec<String>,
}

impl Item {
    pub(crate) fn new(name: &str, lines: &[String], mut enums: Vec<String>) -> Self {
        enums.sort();
        enums.dedup();
        Self { name: name.to_owned(), text: lines.join("\n") + "\n", enums }
    }
}

/// The files in the wanted layout.
pub(crate) fn files(
    header: &str,
    enums: Vec<Item>,
    tables: Vec<Item>,
    options: &ScaffoldOptions,
) -> Vec<(String, String)> {
    match options.layout {
        Layout::OneFile => vec![("models.rs".to_owned(), one_file(header, &enums, &tables, options))],
        Layout::FilePerTable => file_per_table(header, &enums, &tables, options),
    }
}

fn one_file(header: &str, enums: &[Item], tables: &[Item], options: &ScaffoldOptions) -> String {
    let derives = match (enums.is_empty(), tables.is_empty()) {
        (true, true) => "",
        (true, false) => "use schemist::Model;\n",
        (false, true) => "use schemist::ModelEnum;\n",
        (false, false) => "use schemist::{Model, ModelEnum};\n",
    };
    let import = &format!("{}{derives}", if tables.is_empty() { "" } else { prelude(options) });
    let texts = [header, import].into_iter().chain(enums.iter().chain(tables).map(|i| i.text.as_str()));
    joined(texts)
}

fn file_per_table(
    header: &str,
    enums: &[Item],
    tables: &[Item],
    options: &ScaffoldOptions,
) -> Vec<(String, String)> {
    let mut taken =
        BTreeSet::from(["mod".to_owned(), "enums".to_owned(), "lib".to_owned(), "main".to_owned()]);
    let modules: Vec<String> = tables.iter().map(|t| free_module(&t.name, &mut taken)).collect();

    let mut modules_with: Vec<(&str, Vec<&str>)> = tables
        .iter()
        .zip(&modules)
        .map(|(table, module)| (module.as_str(), vec![table.name.as_str()]))
        .collect();
    if !enums.is_empty() {
        modules_with.push(("enums", enums.iter().map(|e| e.name.as_str()).collect()));
    }
    modules_with.sort();
    let declarations: String =
        modules_with.iter().map(|(module, _)| format!("pub mod {};\n", module_ident(module))).collect();
    // `self`, because a module may bear the name of a crate: `chrono`, `uuid`, `core`.
    let export = |(module, names): &(&str, Vec<&str>)| {
        import("pub use", &format!("self::{}", module_ident(module)), names)
    };
    let exports: String = modules_with.iter().map(export).collect();
    let mut files = vec![("mod.rs".to_owned(), joined([header, &declarations, &exports]))];
    if !enums.is_empty() {
        let texts = ["use schemist::ModelEnum;\n"].into_iter().chain(enums.iter().map(|e| e.text.as_str()));
        files.push(("enums.rs".to_owned(), joined(texts)));
    }
    for (table, module) in tables.iter().zip(&modules) {
        files.push((format!("{module}.rs"), joined([imports(table, options).as_str(), &table.text])));
    }
    files
}

/// Diesel's derives are in its prelude.
fn prelude(options: &ScaffoldOptions) -> &'static str {
    if options.derives.use_diesel() { "use diesel::prelude::*;\n" } else { "" }
}

fn imports(table: &Item, options: &ScaffoldOptions) -> String {
    let names: Vec<&str> = table.enums.iter().map(String::as_str).collect();
    let own = if names.is_empty() {
        String::new()
    } else {
        "\n".to_owned() + &import("use", "super::enums", &names)
    };
    format!("{}use schemist::Model;\n{own}", prelude(options))
}

/// `use module::{A, B};`, as rustfmt would leave it.
fn import(word: &str, module: &str, names: &[&str]) -> String {
    if let [only] = names {
        return format!("{word} {module}::{only};\n");
    }
    let mut names = names.to_vec();
    names.sort_unstable();
    let line = format!("{word} {module}::{{{}}};\n", names.join(", "));
    if line.len() <= 100 {
        return line;
    }
    let mut lines = vec![String::new()];
    for name in names {
        if lines.last().is_some_and(|line| line.len() + name.len() + 2 > 100) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            let blank = if line.is_empty() { "    " } else { " " };
            line.push_str(&format!("{blank}{name},"));
        }
    }
    format!("{word} {module}::{{\n{}\n}};\n", lines.join("\n"))
}

/// A module as it is declared.
fn module_ident(file: &str) -> String {
    if is_ident(file) { file.to_owned() } else { format!("r#{file}") }
}

/// Files that differ in case alone are one file on some systems, so module names are unique in lower case.
fn free_module(name: &str, taken: &mut BTreeSet<String>) -> String {
    let wanted = module(name);
    let mut module = wanted.clone();
    let mut count = 2;
    while !taken.insert(module.clone()) {
        module = format!("{wanted}_{count}");
        count += 1;
    }
    module
}

/// Blocks with a blank line between them.
fn joined<'a>(blocks: impl IntoIterator<Item = &'a str>) -> String {
    let blocks: Vec<&str> = blocks.into_iter().filter(|b| !b.is_empty()).collect();
    blocks.join("\n")
}
