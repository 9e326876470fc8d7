use std::collections::BTreeMap;

use schemist_diagnostics::{Diagnostic, Severity};

use crate::{Rule, rules};

/// What the project says of the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    levels: BTreeMap<&'static str, Level>,
    /// Below so many rows a table is rewritten, read and indexed before anybody notices: what is said of locks is
    /// silent there.
    pub small_table: u64,
    /// Whoever runs the migrations sets a timeout for locks.
    pub lock_timeout: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { levels: BTreeMap::new(), small_table: 10_000, lock_timeout: false }
    }
}

/// What becomes of the findings of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// All of them are errors: nothing is written until each is mended or allowed.
    Error,
    /// All of them are warnings.
    Warning,
    /// All of them are notes.
    Note,
    /// There are none.
    Off,
}

impl Level {
    /// All levels, the gravest first.
    pub const ALL: [Level; 4] = [Level::Error, Level::Warning, Level::Note, Level::Off];

    /// The word in the configuration.
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
            Level::Off => "off",
        }
    }
}

impl Settings {
    /// Sets the level of a rule.
    pub fn set(&mut self, rule: &Rule, level: Level) {
        self.levels.insert(rule.code.name, level);
    }

    /// The finding of a rule at the weight that is set; `None` where the rule is off.
    pub(crate) fn weigh(&self, rule: &Rule, finding: Diagnostic) -> Option<Diagnostic> {
        let severity = match self.levels.get(rule.code.name) {
            None => finding.severity,
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Note) => Severity::Note,
            Some(Level::Off) => return None,
        };
        Some(Diagnostic { severity, ..finding })
    }

    pub(crate) fn is_off(&self, rule: &Rule) -> bool {
        self.levels.get(rule.code.name) == Some(&Level::Off)
    }
}

/// The rule of a name or code: `drop-column`, `drop_column`, `L102`.
pub fn find_rule(text: &str) -> Option<&'static Rule> {
    let name = text.trim().to_ascii_lowercase().replace('_', "-");
    rules().iter().find(|rule| rule.code.name == name || rule.code.id.eq_ignore_ascii_case(&name))
}

/// The name of the rule that was probably meant.
pub fn nearest_rule(text: &str) -> Option<&'static str> {
    let name = text.trim().to_ascii_lowercase().replace('_', "-");
    let scored = rules().iter().map(|rule| (strsim::jaro_winkler(&name, rule.code.name), rule.code.name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}
