use schemist_diagnostics::{Code, Diagnostic};

/// An operation that the engine cannot express.
pub const CANNOT_EXPRESS: Code = Code::new("P101", "unsupported-by-engine");

/// Why an operation cannot be expressed on the engine, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    /// What the engine cannot do, without a final stop.
    pub reason: String,
    /// What to do instead.
    pub help: Option<String>,
}

impl Unsupported {
    /// For a reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: None }
    }

    /// With what to do instead.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The diagnostic about an operation, given in words.
    pub fn into_diagnostic(self, operation: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error(CANNOT_EXPRESS, format!("cannot {operation}: {}", self.reason))
            .with_subject(operation);
        match self.help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}
