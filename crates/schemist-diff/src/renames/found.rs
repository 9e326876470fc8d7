use schemist_diagnostics::{Diagnostic, Span};
use schemist_schema::{Pair, QualifiedName};

use crate::codes::{POSSIBLE_RENAME, RENAMED_BY_EVIDENCE};
use crate::matching::{Confidence, Match};

/// A rename that nothing but its evidence speaks for.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRename {
    /// What is renamed.
    pub renamed: Renamed,
    /// The sum of the evidence, in natural logarithms of odds.
    pub score: f64,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// What speaks for it and against it, in words.
    pub reasons: String,
    /// Whether it was made a rename. Otherwise the old one is dropped and the new one is added.
    pub followed: bool,
    /// Where the new one is declared.
    pub span: Option<Span>,
}

/// What is renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renamed {
    /// A table.
    Table(Pair<QualifiedName>),
    /// An enum type.
    Enum(Pair<QualifiedName>),
    /// A column.
    Column {
        /// Its table, under the name in the models.
        table: QualifiedName,
        /// Its names.
        name: Pair<String>,
    },
    /// A value of an enum.
    Value {
        /// The enum type, or the column that holds the values: its table and name.
        of: String,
        /// The value before and now.
        value: Pair<String>,
    },
}

impl Renamed {
    /// What stands in `renamed_from` for it.
    pub fn hint(&self) -> String {
        match self {
            Self::Table(name) | Self::Enum(name) if name.previous.namespace == name.next.namespace => {
                name.previous.name.clone()
            }
            Self::Table(name) | Self::Enum(name) => {
                let namespace = name.previous.namespace.as_deref().unwrap_or("public");
                format!("{namespace}.{}", name.previous.name)
            }
            Self::Column { name, .. } => name.previous.clone(),
            Self::Value { value, .. } => value.previous.clone(),
        }
    }

    /// What `--rename` takes for it; `None` where the models alone can say it.
    pub fn answer(&self) -> Option<String> {
        match self {
            Self::Table(name) | Self::Enum(name) => Some(format!("{}={}", name.previous, name.next)),
            Self::Column { table, name } => Some(format!("{table}.{}={}", name.previous, name.next)),
            Self::Value { .. } => None,
        }
    }

    /// What it is a rename of, for people.
    fn kind(&self) -> &'static str {
        match self {
            Self::Table(_) => "table",
            Self::Enum(_) => "enum",
            Self::Column { .. } => "column",
            Self::Value { .. } => "value",
        }
    }

    /// Old and new, for people.
    pub fn names(&self) -> Pair<String> {
        match self {
            Self::Table(name) | Self::Enum(name) => name.as_ref().map(ToString::to_string),
            Self::Column { table, name } => {
                Pair::new(format!("{table}.{}", name.previous), name.next.clone())
            }
            Self::Value { of, value } => Pair::new(format!("{} of {of}", value.previous), value.next.clone()),
        }
    }

    /// The object that a finding is about: what goes where it is dropped, what comes where it is renamed.
    fn subject(&self, followed: bool) -> String {
        match self {
            Self::Table(name) | Self::Enum(name) if followed => name.next.to_string(),
            Self::Table(name) | Self::Enum(name) => name.previous.to_string(),
            Self::Column { table, name } if followed => format!("{table}.{}", name.next),
            Self::Column { table, name } => format!("{table}.{}", name.previous),
            Self::Value { of, .. } => of.clone(),
        }
    }

    /// Where the hint is written.
    fn place(&self) -> &'static str {
        match self {
            Self::Table(_) => "on the struct",
            Self::Enum(_) => "on the enum",
            Self::Column { .. } => "on the field",
            Self::Value { .. } => "on the variant",
        }
    }
}

impl FoundRename {
    pub(super) fn new(renamed: Renamed, found: &Match, followed: bool, span: Option<Span>) -> Self {
        let Match { score, confidence, .. } = *found;
        Self { renamed, score, confidence, reasons: found.reasons(), followed, span }
    }

    pub(super) fn diagnostic(&self) -> Diagnostic {
        match self.followed {
            true => self.is_followed(),
            false => self.is_possible(),
        }
        .with_subject(self.renamed.subject(self.followed))
        .with_span(self.span.clone())
        .with_label(self.label())
        .with_note(format!(
            "{} by the evidence ({:+.1}): {}",
            self.trust(),
            self.score,
            self.reasons
        ))
    }

    fn label(&self) -> String {
        match &self.renamed {
            _ if self.followed => format!("`{}` before", self.renamed.hint()),
            Renamed::Table(_) | Renamed::Enum(_) => "created here".to_owned(),
            Renamed::Column { .. } => "added here".to_owned(),
            Renamed::Value { .. } => "declared here".to_owned(),
        }
    }

    fn trust(&self) -> &'static str {
        match self.confidence {
            Confidence::Sure => "sure",
            Confidence::Likely => "likely",
            Confidence::Unlikely => "unlikely",
        }
    }

    fn is_followed(&self) -> Diagnostic {
        let Pair { previous, next } = self.renamed.names();
        let message =
            format!("{} `{previous}` is renamed to `{next}`: they are the same", self.renamed.kind());
        let diagnostic = Diagnostic::note(RENAMED_BY_EVIDENCE, message);
        match &self.renamed {
            Renamed::Table(name) => diagnostic.with_help(format!(
                "if it is another table, write `#[model(was_dropped(table = \"{}\"))]` on the struct",
                name.previous
            )),
            Renamed::Column { name, .. } => diagnostic.with_help(format!(
                "if it is another column, write `#[model(was_dropped(\"{}\"))]` on the struct",
                name.previous
            )),
            Renamed::Enum(_) | Renamed::Value { .. } => diagnostic,
        }
    }

    fn is_possible(&self) -> Diagnostic {
        let Pair { previous, next } = self.renamed.names();
        let kind = self.renamed.kind();
        let message = match &self.renamed {
            Renamed::Table(_) => {
                format!(
                    "{kind} `{previous}` is dropped and `{next}` is created: if it is a rename, the rows are lost"
                )
            }
            Renamed::Enum(_) => {
                format!("{kind} `{previous}` is dropped and `{next}` is created: it may be a rename")
            }
            Renamed::Column { .. } => {
                format!(
                    "{kind} `{previous}` is dropped and `{next}` is added: if it is a rename, the values are lost"
                )
            }
            Renamed::Value { .. } => {
                format!("{kind} `{previous}` goes and `{next}` comes: it may be a rename")
            }
        };
        let mut diagnostic = Diagnostic::warning(POSSIBLE_RENAME, message);
        if self.span.is_some() {
            let (hint, place) = (self.renamed.hint(), self.renamed.place());
            let text = format!("if it is a rename, write `#[model(renamed_from = \"{hint}\")]` {place}");
            diagnostic = diagnostic.with_help(text);
        }
        match self.renamed.answer() {
            Some(answer) if self.span.is_some() => {
                diagnostic.with_help(format!("or give `--rename {answer}`"))
            }
            Some(answer) => diagnostic.with_help(format!("if it is a rename, give `--rename {answer}`")),
            None => diagnostic,
        }
    }
}
