//! Where the file is not followed, and why: a list kept beside the command.

use std::path::Path;

use schemist_schema::Engine;
use serde::Deserialize;

/// The list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Disagreements {
    #[serde(default, rename = "disagreement")]
    entries: Vec<Disagreement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Disagreement {
    scenario: String,
    engines: Vec<Engine>,
    reason: String,
    /// Nothing is applied, because the change is refused.
    #[serde(default)]
    refused: bool,
    /// What the file wants, as SQL on the database before: the server must refuse it.
    #[serde(default)]
    impossible: Option<String>,
}

impl Disagreements {
    /// The list that lies beside this command.
    pub(crate) fn own() -> Result<Self, String> {
        Self::parse(include_str!("../disagreements.toml"))
    }

    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Self::parse(&text).map_err(|e| format!("{}: {e}", path.display()))
    }

    fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }

    /// Why the operations are others.
    pub(crate) fn reason(&self, scenario: &str, engine: Engine) -> Option<&str> {
        self.entry(scenario, engine).map(|entry| entry.reason.as_str())
    }

    /// Why there are none.
    pub(crate) fn refusal(&self, scenario: &str, engine: Engine) -> Option<&str> {
        self.entry(scenario, engine).filter(|entry| entry.refused).map(|entry| entry.reason.as_str())
    }

    /// The SQL that the server is said to refuse, where that is why the file is not followed.
    pub(crate) fn impossible(&self, scenario: &str, engine: Engine) -> Option<&str> {
        self.entry(scenario, engine).and_then(|entry| entry.impossible.as_deref())
    }

    fn entry(&self, scenario: &str, engine: Engine) -> Option<&Disagreement> {
        self.entries.iter().find(|e| e.scenario == scenario && e.engines.contains(&engine))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_list_is_readable_and_argued() {
        let own = Disagreements::own().unwrap();
        for entry in &own.entries {
            assert!(entry.reason.len() > 40 && !entry.engines.is_empty(), "{}", entry.scenario);
        }
    }
}
