use clap::Subcommand;

use crate::process::{Result, root};

/// What can be made.
#[derive(Subcommand)]
pub(crate) enum What {
    /// A case below `fixtures/`.
    Case {
        /// `group/case`, e.g. `columns/rename`.
        name: String,
    },
    /// A rule of `schemist lint`, with its fixtures.
    Rule {
        /// In lower case with dashes, e.g. `drop-column`.
        name: String,
    },
}

/// Makes the stub.
pub(crate) fn run(what: &What) -> Result<()> {
    match what {
        What::Case { name } => case(name),
        What::Rule { name } => rule(name),
    }
}

fn case(name: &str) -> Result<()> {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || "_0123456789".contains(c))
    };
    match name.split('/').collect::<Vec<_>>().as_slice() {
        [group, case] if plain(group) && plain(case) => {}
        _ => return Err(format!("`{name}`: write group/case in lower case, e.g. columns/rename").into()),
    }
    let folder = root().join("fixtures").join(name);
    if folder.exists() {
        return Err(format!("fixtures/{name} exists already").into());
    }
    std::fs::create_dir_all(&folder)?;
    for (file, text) in CASE {
        std::fs::write(folder.join(file), text)?;
        println!("fixtures/{name}/{file}");
    }
    println!("then: cargo xtask bless {}", name.replace('/', "::"));
    Ok(())
}

fn rule(name: &str) -> Result<()> {
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Err(format!("`{name}`: write it in lower case with dashes, e.g. drop-column").into());
    }
    let module = name.replace('-', "_");
    let files = [
        (format!("crates/schemist-lint/src/rules/{module}.rs"), RULE),
        (format!("fixtures/lint/{module}/before.sql"), "CREATE TABLE orders (id bigint PRIMARY KEY);\n"),
        (format!("fixtures/lint/{module}/fires.sql"), "ALTER TABLE orders ADD COLUMN a text;\n"),
        (format!("fixtures/lint/{module}/silent.sql"), "ALTER TABLE orders ADD COLUMN b text;\n"),
    ];
    for (path, text) in files {
        let file = root().join(&path);
        if file.exists() {
            return Err(format!("{path} exists already").into());
        }
        std::fs::create_dir_all(file.parent().unwrap_or(&file))?;
        std::fs::write(&file, text)?;
        println!("{path}");
    }
    println!(
        "then: `mod {module};` and rule!(\"L…\", \"{name}\", {module}) in crates/schemist-lint/src/rules/mod.rs,"
    );
    println!("a row in docs/linters.md, cargo xtask bless lint, cargo xtask docs");
    Ok(())
}

const RULE: &str = "//! ## What it does
//!
//! TODO: what it finds, and where it is silent.
//!
//! ## Why it matters
//!
//! TODO
//!
//! ## Example
//!
//! ```sql
//! TODO
//! ```
//!
//! ## What to do
//!
//! TODO

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::Operation;

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;

pub(super) const CHECK: Check = Check::Existing(check);

fn check(_: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let Operation::AddColumn { table, column } = operation else { return None };
    let subject = format!(\"{table}.{}\", column.name);
    Some(Diagnostic::note(code, \"TODO\").with_subject(subject).with_span(span_of(operation)))
}
";

const CASE: [(&str, &str); 4] = [
    ("case.toml", "description = \"TODO: what the case shows.\"\n"),
    (
        "before.sql",
        "CREATE TABLE things (\n    id INTEGER NOT NULL PRIMARY KEY,\n    name TEXT NOT NULL\n);\n",
    ),
    ("rows.sql", "INSERT INTO things VALUES (1, 'one'), (2, 'two');\n"),
    (
        "models.rs",
        "use schemist::Model;\n\n#[derive(Model)]\n#[model(table = \"things\")]\npub struct Thing {\n    id: i32,\n    \
         name: String,\n    added: Option<String>,\n}\n",
    ),
];
