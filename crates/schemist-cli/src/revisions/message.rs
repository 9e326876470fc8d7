//! What a revision is said to do.

use schemist_diagnostics::Diagnostic;

use crate::codes::{BAD_INPUT, VAGUE_MESSAGE};
use crate::context::Context;
use crate::failure::{Failure, Sources};

/// Words that say nothing about a change.
const EMPTY_WORDS: [&str; 30] = [
    "a",
    "again",
    "auto",
    "change",
    "changed",
    "changes",
    "changing",
    "database",
    "db",
    "fix",
    "fixed",
    "fixes",
    "generated",
    "migrate",
    "migration",
    "migrations",
    "misc",
    "model",
    "models",
    "more",
    "new",
    "revision",
    "schema",
    "some",
    "stuff",
    "the",
    "update",
    "updated",
    "updates",
    "wip",
];

/// The message of the arguments, or what the user answers. One that says nothing is pointed out.
pub(crate) fn message(given: Option<&str>, context: &Context) -> Result<String, Failure> {
    let given = given.map(str::trim).filter(|message| !message.is_empty());
    let message = match given {
        Some(message) => message.to_owned(),
        None => ask(context)?,
    };
    if is_vague(&message) {
        let finding = Diagnostic::warning(
            VAGUE_MESSAGE,
            format!("the message `{message}` does not say what changes"),
        )
        .with_help(
            "name it, as in \"add zoning to parcels\": the message is how the revision is found again",
        );
        context.terminal.diagnostics(&[finding], &Sources::new());
    }
    Ok(message)
}

fn ask(context: &Context) -> Result<String, Failure> {
    if context.may_ask() {
        let answer = inquire::Text::new("What does the revision do?").prompt_skippable();
        if let Ok(Some(message)) = answer
            && !message.trim().is_empty()
        {
            return Ok(message.trim().to_owned());
        }
    }
    Err(Failure::input(BAD_INPUT, "a revision needs a message").with_help("give it: -m \"add zoning\""))
}

fn is_vague(message: &str) -> bool {
    let mut words = message.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| EMPTY_WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_messages_are_told_from_others() {
        for message in ["update models", "changes", "WIP", "fix", "migration 2", "...", "1"] {
            assert!(is_vague(message), "{message}");
        }
        for message in ["add zoning", "fix totals", "x", "update users.email", "ändern"] {
            assert!(!is_vague(message), "{message}");
        }
        assert!(EMPTY_WORDS.is_sorted());
    }
}
