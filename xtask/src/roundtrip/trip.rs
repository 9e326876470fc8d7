use std::fmt;
use std::path::Path;
use std::process::Command;

use crate::process::Result;
use crate::roundtrip::{Database, Server};

/// One schema, and where it is taken.
pub(super) struct Journey<'a> {
    pub(super) schemist: &'a Path,
    pub(super) server: &'a dyn Server,
    pub(super) file: &'a Path,
    /// For models, migrations and databases that are files.
    pub(super) folder: &'a Path,
    pub(super) scaffold: &'a [String],
}

/// How a step ended: `Err` with what was printed.
type Step = std::result::Result<(), String>;

/// How far a schema came.
pub(super) struct Outcome {
    tables: usize,
    unmanaged: usize,
    refused: Vec<String>,
    steps: Vec<(&'static str, Step)>,
}

impl Outcome {
    pub(super) fn is_round(&self) -> bool {
        self.steps.iter().all(|(_, step)| step.is_ok())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|(name, step)| format!("{name} {}", if step.is_ok() { "ok" } else { "FAILED" }))
            .collect();
        write!(f, "{:3} tables, {:2} unmanaged: {}", self.tables, self.unmanaged, steps.join(", "))?;
        if !self.refused.is_empty() {
            write!(f, " ({} statements refused on loading)", self.refused.len())?;
        }
        for said in self.steps.iter().filter_map(|(_, step)| step.as_ref().err()) {
            for line in said.lines().take(12) {
                write!(f, "\n    {line}")?;
            }
        }
        Ok(())
    }
}

/// Takes a schema to models and from these to a database again.
pub(super) fn run(journey: &Journey<'_>) -> Result<Outcome> {
    let original = journey.server.create(journey.folder)?;
    let rebuilt = journey.server.create(journey.folder)?;
    let outcome = journey.between(&original, &rebuilt);
    journey.server.remove(&original);
    journey.server.remove(&rebuilt);
    outcome
}

impl Journey<'_> {
    fn between(&self, original: &Database, rebuilt: &Database) -> Result<Outcome> {
        // One further up is none of ours.
        std::fs::write(self.folder.join("schemist.toml"), "")?;
        let refused = self.server.load(original, self.file)?;
        let inventory = self.inventory(original)?;
        let mut outcome = Outcome {
            tables: inventory.tables().len(),
            unmanaged: inventory.unmanaged().len(),
            refused,
            steps: Vec::new(),
        };
        let mut scaffold = vec!["scaffold", "--out", "models"];
        scaffold.extend(self.scaffold.iter().map(String::as_str));
        let steps = &mut outcome.steps;
        steps.push(("scaffold", self.schemist(original, &scaffold)?.succeeds()));
        steps.push(("check", self.schemist(original, &["check"])?.is_silent()));
        steps.push(("unmanaged", self.lists_unmanaged(&inventory)));

        self.server.copy_foundations(original, rebuilt, self.folder)?;
        self.schemist(rebuilt, &["init"])?;
        let before = self.inventory(rebuilt)?;
        let revision = ["revision", "--autogenerate", "-m", "all of it"];
        steps.push(("revision", self.schemist(rebuilt, &revision)?.succeeds()));
        steps.push(("upgrade", self.schemist(rebuilt, &["upgrade", "head"])?.succeeds()));
        steps.push(("check again", self.schemist(rebuilt, &["check"])?.is_silent()));
        let (from, to) = (original.url.as_str(), rebuilt.url.as_str());
        let diff = self.schemist(rebuilt, &["diff", "--format", "text", "--from", from, "--to", to])?;
        steps.push(("diff", diff.is_silent()));
        steps.push(("downgrade", self.schemist(rebuilt, &["downgrade", "base"])?.succeeds()));
        steps.push(("base", same(&before, &self.inventory(rebuilt)?)));
        Ok(outcome)
    }

    fn inventory(&self, database: &Database) -> Result<Inventory> {
        Inventory::read(&self.schemist(database, &["inspect", "--format", "json"])?)
    }

    /// Everything that is not managed is named at the top of the models.
    fn lists_unmanaged(&self, inventory: &Inventory) -> Step {
        let mut text = String::new();
        for file in ["models/mod.rs", "models/models.rs"] {
            text.push_str(&std::fs::read_to_string(self.folder.join(file)).unwrap_or_default());
        }
        // A long name runs over lines.
        let text = words(&text);
        let is_missing = |name: &&str| !text.contains(&words(name));
        let missing: Vec<&str> = inventory.unmanaged().into_iter().filter(is_missing).collect();
        match missing.is_empty() {
            true => Ok(()),
            false => Err(format!("not named in the models: {}", missing.join(", "))),
        }
    }

    fn schemist(&self, database: &Database, arguments: &[&str]) -> Result<Said> {
        let output = Command::new(self.schemist)
            .args(arguments)
            .args(["--no-input", "--database-url", &database.url])
            .current_dir(self.folder)
            .output()
            .map_err(|e| format!("cannot run {}: {e}", self.schemist.display()))?;
        Ok(Said {
            command: arguments.first().map(|word| (*word).to_owned()).unwrap_or_default(),
            success: output.status.success(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }
}

/// A text without what a comment over several lines puts between its words.
fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "//").collect::<Vec<_>>().join(" ")
}

/// After the way down the database is as it was before the way up, but for the bookkeeping.
fn same(before: &Inventory, after: &Inventory) -> Step {
    match before.tables() == after.tables() && before.schema["enums"] == after.schema["enums"] {
        true => Ok(()),
        false => Err(format!("left behind: {} {}", after.tables().join(", "), after.schema["enums"])),
    }
}

/// What a command said.
struct Said {
    command: String,
    success: bool,
    out: String,
    err: String,
}

impl Said {
    fn succeeds(&self) -> Step {
        if self.success { Ok(()) } else { Err(self.text()) }
    }

    /// Nothing was found.
    fn is_silent(&self) -> Step {
        if self.success && self.out.is_empty() { Ok(()) } else { Err(self.text()) }
    }

    fn text(&self) -> String {
        format!("$ schemist {}\n{}{}", self.command, self.out, self.err)
    }
}

/// What the JSON of `inspect` tells.
struct Inventory {
    schema: serde_json::Value,
}

impl Inventory {
    fn read(said: &Said) -> Result<Self> {
        if !said.success {
            return Err(said.text().into());
        }
        let mut whole: serde_json::Value = serde_json::from_str(&said.out)?;
        Ok(Self { schema: whole["schema"].take() })
    }

    /// The names of all tables but the bookkeeping ones.
    fn tables(&self) -> Vec<&str> {
        let tables = self.schema["tables"].as_object().into_iter().flatten();
        tables.map(|(name, _)| name.as_str()).filter(|name| !name.starts_with("__")).collect()
    }

    /// The names of what no model speaks of.
    fn unmanaged(&self) -> Vec<&str> {
        let objects = self.schema["unmanaged"].as_array().into_iter().flatten();
        objects.filter_map(|object| object["name"].as_str()).collect()
    }
}
