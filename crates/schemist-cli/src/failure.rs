//! How a command ends, and how it fails.

use std::collections::BTreeMap;
use std::process::ExitCode;

use schemist_diagnostics::{Code, Diagnostic};

/// Texts of files by the name diagnostics give them.
pub(crate) type Sources = BTreeMap<String, String>;

/// The exit codes, as `--help` lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, nothing found.
    Success = 0,
    /// A comparison found differences.
    Differences = 1,
    /// The arguments, configuration, models or migrations are not as they should be.
    Input = 2,
    /// The database cannot be reached or refused.
    Database = 3,
    /// No difference, but findings that `--fail-on` makes count.
    Findings = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a command stopped: one or more diagnostics, and the text they point into.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) sources: Sources,
}

impl Failure {
    /// Something the user gave cannot be used.
    pub(crate) fn input(code: Code, message: impl Into<String>) -> Self {
        Self::of(Exit::Input, Diagnostic::error(code, message))
    }

    /// The database cannot be reached or refused.
    pub(crate) fn database(code: Code, message: impl Into<String>) -> Self {
        Self::of(Exit::Database, Diagnostic::error(code, message))
    }

    /// A defect: something that no input should bring about.
    pub(crate) fn internal(message: impl std::fmt::Display) -> Self {
        Self::input(crate::codes::INTERNAL, format!("this should not happen: {message}"))
            .with_help("please report it, with the command and the models or database that led to it")
    }

    /// A finding that ends the command.
    pub(crate) fn of(exit: Exit, diagnostic: Diagnostic) -> Self {
        Self { exit, diagnostics: vec![diagnostic], sources: Sources::new() }
    }

    /// Many findings at once, with the text they point into.
    pub(crate) fn all(diagnostics: Vec<Diagnostic>, sources: Sources) -> Self {
        Self { exit: Exit::Input, diagnostics, sources }
    }

    /// Whether it is about one thing alone, of this code.
    pub(crate) fn is(&self, code: Code) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.code == code)
    }

    /// Says what to do.
    pub(crate) fn with_help(self, help: impl Into<String>) -> Self {
        let help = help.into();
        self.map(|diagnostic| diagnostic.with_help(help.clone()))
    }

    /// Says why it is so.
    pub(crate) fn with_note(self, note: impl Into<String>) -> Self {
        let note = note.into();
        self.map(|diagnostic| diagnostic.with_note(note.clone()))
    }

    /// Gives the text of a file that the diagnostics point into.
    pub(crate) fn with_source(mut self, file: impl Into<String>, text: impl Into<String>) -> Self {
        self.sources.insert(file.into(), text.into());
        self
    }

    fn map(mut self, f: impl Fn(Diagnostic) -> Diagnostic) -> Self {
        self.diagnostics = self.diagnostics.into_iter().map(f).collect();
        self
    }
}
