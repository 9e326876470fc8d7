//! The section `[lint]`: how much the findings of each rule weigh.

use std::ops::Range;

use schemist_diagnostics::Diagnostic;
use schemist_lint::{Level, Settings, find_rule, nearest_rule};
use schemist_report::span_at;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use super::nearest;
use crate::codes::BAD_CONFIG;

/// What the project says of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lint {
    /// The level of rules, by name.
    #[serde(default)]
    rules: std::collections::BTreeMap<String, String>,
    /// Below so many rows nothing is said of locks.
    small_table: Option<u64>,
}

impl Lint {
    /// For the rules.
    pub(crate) fn settings(&self, lock_timeout: bool) -> Settings {
        let mut settings = Settings::default();
        settings.lock_timeout = lock_timeout;
        if let Some(rows) = self.small_table {
            settings.small_table = rows;
        }
        for (name, level) in &self.rules {
            // Both were looked at when the file was read.
            if let (Some(rule), Some(level)) = (find_rule(name), level_of(level)) {
                settings.set(rule, level);
            }
        }
        settings
    }
}

fn level_of(word: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.word() == word)
}

/// What is wrong with the levels, in the order of the file.
pub(super) fn wrong(text: &str, file: &str) -> Vec<Diagnostic> {
    // What is no TOML is reported already.
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let Some(DeValue::Table(lint)) = table.get_ref().get("lint").map(|lint| lint.get_ref()) else {
        return Vec::new();
    };
    let Some(DeValue::Table(rules)) = lint.get("rules").map(|rules| rules.get_ref()) else {
        return Vec::new();
    };
    let mut found: Vec<(usize, Diagnostic)> = Vec::new();
    for (name, level) in rules {
        if find_rule(name.get_ref()).is_none() {
            found.push((name.span().start, unknown_rule(name.get_ref(), name.span(), text, file)));
        }
        let known = match level.get_ref() {
            DeValue::String(word) => level_of(word).is_some(),
            _ => false,
        };
        if !known {
            found.push((level.span().start, unknown_level(level.get_ref(), level.span(), text, file)));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, finding)| finding).collect()
}

fn unknown_rule(name: &str, bytes: Range<usize>, text: &str, file: &str) -> Diagnostic {
    let span = span_at(file, text, bytes);
    let diagnostic = Diagnostic::error(BAD_CONFIG, format!("there is no rule `{name}`"))
        .with_span(span.clone())
        .with_label("no such rule");
    match nearest_rule(name) {
        Some(near) => diagnostic.with_suggestion(format!("did you mean `{near}`?"), span, near),
        None => diagnostic.with_help("`schemist explain` lists them all: those that begin with L"),
    }
}

fn unknown_level(level: &DeValue<'_>, bytes: Range<usize>, text: &str, file: &str) -> Diagnostic {
    let words = Level::ALL.map(Level::word);
    let diagnostic = Diagnostic::error(BAD_CONFIG, "unknown level of a rule")
        .with_span(span_at(file, text, bytes.clone()))
        .with_help(format!("the levels are {}", words.map(|word| format!("\"{word}\"")).join(", ")));
    match level {
        DeValue::String(word) => match nearest(word, &words) {
            Some(near) => diagnostic.with_suggestion(
                format!("did you mean `{near}`?"),
                span_at(file, text, bytes),
                format!("\"{near}\""),
            ),
            None => diagnostic,
        },
        _ => diagnostic,
    }
}
