//! The formats in which a change and its findings are handed to whoever reviews it.

use camino::{Utf8Path, Utf8PathBuf};
use clap::{ValueEnum, builder::PossibleValue};
use schemist_diagnostics::{Diagnostic, Severity, Span};
use schemist_lint::Touched;
use schemist_report::Review;
use schemist_schema::Operation;

use crate::commands::explain;
use crate::failure::Failure;
use crate::pipeline::Comparison;
use crate::project::Project;
use crate::redact::redact;

/// A format for whoever reviews a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReviewFormat {
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub Actions' annotations
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// A comment for a pull request
    Markdown,
    /// JUnit's XML, for whatever reads test results
    Junit,
}

/// How a command that judges says what it found: to people, to programs, or to whoever reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Review(ReviewFormat),
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        use ReviewFormat::{Github, Gitlab, Junit, Markdown, Sarif};
        &[
            Format::Text,
            Format::Json,
            Format::Review(Sarif),
            Format::Review(Github),
            Format::Review(Gitlab),
            Format::Review(Markdown),
            Format::Review(Junit),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Format::Text => Some(PossibleValue::new("text").help("In words")),
            Format::Json => Some(PossibleValue::new("json").help("In full, for programs")),
            Format::Review(format) => format.to_possible_value(),
        }
    }
}

/// The least severity at which findings fail a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Never,
    Note,
    Warning,
    Error,
}

impl FailOn {
    /// Whether one of the findings is as severe as that.
    pub(crate) fn is_reached(self, findings: &[Diagnostic]) -> bool {
        let least = match self {
            FailOn::Never => return false,
            FailOn::Note => Severity::Note,
            FailOn::Warning => Severity::Warning,
            FailOn::Error => Severity::Error,
        };
        findings.iter().any(|finding| finding.severity >= least)
    }
}

/// Writes reports of one title. Code hosts want paths from the root of the repository, which need not be that of the
/// project.
pub(crate) struct Reporter<'a> {
    title: &'a str,
    /// What stands before paths of the project.
    prefix: Utf8PathBuf,
    /// Where findings without a place are shown.
    file: String,
}

impl<'a> Reporter<'a> {
    /// For the findings of a project.
    pub(crate) fn new(title: &'a str, project: &Project) -> Self {
        let repository = project.root.ancestors().find(|folder| folder.join(".git").exists());
        let prefix = repository.and_then(|folder| project.root.strip_prefix(folder).ok());
        let prefix = prefix.map(Utf8Path::to_owned).unwrap_or_default();
        let candidates = [project.config_file.clone(), project.root.join("Cargo.toml")];
        let file = candidates.iter().find(|path| path.is_file()).unwrap_or(&candidates[0]);
        let file = prefix.join(file.strip_prefix(&project.root).unwrap_or(file));
        Self { title, prefix, file: file.as_str().replace('\\', "/") }
    }

    /// A comparison with the SQL that carries it out.
    pub(crate) fn comparison(
        &self,
        format: ReviewFormat,
        found: &Comparison,
        sql: &str,
    ) -> Result<String, Failure> {
        self.write(format, &found.difference.operations, &found.touched(), &found.diagnostics, Some(sql))
    }

    /// Findings that ended a command before there was a comparison.
    pub(crate) fn findings(
        &self,
        format: ReviewFormat,
        diagnostics: &[Diagnostic],
    ) -> Result<String, Failure> {
        self.write(format, &[], &[], diagnostics, None)
    }

    fn write(
        &self,
        format: ReviewFormat,
        operations: &[Operation],
        touched: &[Vec<Touched>],
        diagnostics: &[Diagnostic],
        sql: Option<&str>,
    ) -> Result<String, Failure> {
        let diagnostics: Vec<Diagnostic> =
            diagnostics.iter().map(|d| self.with_paths_from_the_repository(d)).collect();
        let review = Review {
            title: self.title,
            operations,
            touched,
            diagnostics: &diagnostics,
            sql,
            page: &|code| explain::page_of(code.id),
            file: &self.file,
            tool_version: env!("CARGO_PKG_VERSION"),
        };
        let text = match format {
            ReviewFormat::Sarif => schemist_report::sarif(&review).map_err(Failure::internal)?,
            ReviewFormat::Github => schemist_report::github(&review),
            ReviewFormat::Gitlab => schemist_report::gitlab(&review).map_err(Failure::internal)?,
            ReviewFormat::Markdown => schemist_report::markdown(&review),
            ReviewFormat::Junit => schemist_report::junit(&review).map_err(Failure::internal)?,
        };
        // What is posted where others read it holds no password.
        Ok(redact(&text).into_owned())
    }

    fn with_paths_from_the_repository(&self, diagnostic: &Diagnostic) -> Diagnostic {
        let mut diagnostic = diagnostic.clone();
        let mut prefixed = |span: &mut Span| {
            span.file = self.prefix.join(&span.file).as_str().replace('\\', "/");
        };
        diagnostic.span.iter_mut().for_each(&mut prefixed);
        diagnostic.related.iter_mut().for_each(|label| prefixed(&mut label.span));
        diagnostic.suggestions.iter_mut().for_each(|suggestion| prefixed(&mut suggestion.span));
        diagnostic
    }
}
