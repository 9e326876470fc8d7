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
}

/// Makes the stub.
pub(crate) fn run(what: &What) -> Result<()> {
    match what {
        What::Case { name } => case(name),
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
