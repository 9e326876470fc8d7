//! Renames that nobody confirmed and nobody denied.

use schemist_diagnostics::Diagnostic;

use crate::codes::UNANSWERED_RENAME;
use crate::failure::Failure;
use crate::pipeline::Comparison;

/// Fails where what goes may have got another name, for projects that want an answer first. Nothing is written then.
pub(crate) fn refuse(found: &Comparison) -> Result<(), Failure> {
    let questions: Vec<Diagnostic> = open(found).cloned().collect();
    let message = match questions.len() {
        0 => return Ok(()),
        1 => "one possible rename is not answered: no revision is written".to_owned(),
        n => format!("{n} possible renames are not answered: no revision is written"),
    };
    let refusal = Diagnostic::error(UNANSWERED_RENAME, message)
        .with_note("schemist.toml: possible_renames = \"refuse\"")
        .with_help("answer in the models (`renamed_from`, `was_dropped`), with --rename or --renames, or on a terminal");
    Err(Failure::all(questions.into_iter().chain([refusal]).collect(), found.sources.clone()))
}

/// A last word where such a thing is dropped; `None` where none is.
pub(crate) fn reminder(found: &Comparison) -> Option<String> {
    let subjects: Vec<&str> = open(found).filter_map(|question| question.subject.as_deref()).collect();
    let names = subjects.join(", ");
    match subjects.len() {
        0 => None,
        1 => {
            Some(format!("mind: {names} may have got another name (D103 above); up.sql drops what it holds"))
        }
        _ => Some(format!(
            "mind: these may have got other names (D103 above); up.sql drops what they hold: {names}"
        )),
    }
}

fn open(found: &Comparison) -> impl Iterator<Item = &Diagnostic> {
    found.diagnostics.iter().filter(|diagnostic| diagnostic.code == schemist_diff::POSSIBLE_RENAME)
}
