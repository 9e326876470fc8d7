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
        /// What it is about, which is the first digit of its code.
        #[arg(long, value_enum, default_value = "operations")]
        about: About,
    },
}

/// The hundreds of the codes.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(crate) enum About {
    /// Rows and what depends on them (L1…).
    Data = 1,
    /// Locks and rewrites (L2…).
    Locks = 2,
    /// What goes for good, and what programs rely on (L3…).
    Compatibility = 3,
    /// How revisions are run (L4…).
    Operations = 4,
    /// How tables are made (L5…).
    Design = 5,
}

/// Makes the stub.
pub(crate) fn run(what: &What) -> Result<()> {
    match what {
        What::Case { name } => case(name),
        What::Rule { name, about } => rule(name, *about),
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

fn rule(name: &str, about: About) -> Result<()> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(plain) {
        return Err(format!("`{name}`: write it in lower case with dashes, e.g. drop-column").into());
    }
    let module = name.replace('-', "_");
    let files = [
        (format!("crates/schemist-lint/src/rules/{module}.rs"), RULE),
        (format!("fixtures/lint/{module}/before.sql"), "CREATE TABLE orders (id bigint PRIMARY KEY);\n"),
        (format!("fixtures/lint/{module}/fires.sql"), "ALTER TABLE orders ADD COLUMN a text;\n"),
        (format!("fixtures/lint/{module}/silent.sql"), "ALTER TABLE orders DROP COLUMN a;\n"),
    ];
    if let Some((path, _)) = files.iter().find(|(path, _)| root().join(path).exists()) {
        return Err(format!("{path} exists already").into());
    }
    let registry = root().join(REGISTRY);
    let (text, code) = registered(&std::fs::read_to_string(&registry)?, name, &module, about)
        .ok_or_else(|| format!("{REGISTRY} has another form than was expected"))?;
    for (path, text) in &files {
        let file = root().join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(&file))?;
        std::fs::write(&file, text)?;
        println!("{path}");
    }
    std::fs::write(&registry, text)?;
    println!("{REGISTRY}: {code} {name}");
    println!(
        "
It compiles, and says something of every new column. Now:
1. crates/schemist-lint/src/rules/{module}.rs: write the page at its top (no TODO may stay there), and `check`:
   `Check::Existing` leaves out tables that the revision creates, `Every` looks at all changes, `Revision` at them together.
2. fixtures/lint/{module}/: SQL on which it fires, and SQL on which it is silent (docs/fixtures.md, Rules).
3. docs/linters.md: a row `| what | who has it too | `{name}` |`.
4. cargo xtask bless lint, and read snapshots/lint/{module}.txt; cargo xtask docs; cargo nextest run -p schemist-lint."
    );
    Ok(())
}

const REGISTRY: &str = "crates/schemist-lint/src/rules/mod.rs";

/// The registry with a rule more, and its code: the next one of its hundred.
fn registered(text: &str, name: &str, module: &str, about: About) -> Option<(String, String)> {
    let hundred = format!("    rule!(\"L{}", about as u8);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let last = lines.iter().rposition(|line| line.starts_with(&hundred))?;
    let number: u32 = lines.get(last)?.split("rule!(\"L").nth(1)?.get(..3)?.parse().ok()?;
    let code = format!("L{}", number + 1);
    lines.insert(last + 1, format!("    rule!(\"{code}\", \"{name}\", {module}),"));
    // The modules of rules stand first, in the order of the alphabet.
    let is_module = |line: &String| line.starts_with("mod ");
    let end = lines.iter().position(|line| !is_module(line))?;
    let at = lines.iter().take(end).position(|line| line.as_str() > format!("mod {module};").as_str());
    lines.insert(at.unwrap_or(end), format!("mod {module};"));
    Some((lines.join("\n") + "\n", code))
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
    let message = format!(\"TODO: what is wrong with {subject}\");
    Some(Diagnostic::note(code, message).with_subject(subject).with_span(span_of(operation)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_registered_in_its_place() {
        let text = "mod aa;\nmod cc;\n\nstatic RULES: &[Rule] = &[\n    rule!(\"L401\", \"aa\", aa),\n    rule!(\"L501\", \"cc\", cc),\n];\n";
        let (text, code) = registered(text, "b-b", "b_b", About::Operations).unwrap_or_default();
        assert_eq!(code, "L402");
        assert_eq!(
            text,
            "mod aa;\nmod b_b;\nmod cc;\n\nstatic RULES: &[Rule] = &[\n    rule!(\"L401\", \"aa\", aa),\n    rule!(\"L402\", \"b-b\", b_b),\n    rule!(\"L501\", \"cc\", cc),\n];\n"
        );
    }
}
