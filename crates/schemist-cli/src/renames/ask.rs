//! The questions of an interactive run, each with its evidence.

use inquire::Select;
use schemist_diff::matching::Confidence;
use schemist_diff::{Answer, FoundRename, Renamed, Said};
use schemist_schema::Pair;

use crate::context::Context;
use crate::failure::Failure;
use crate::pipeline::Comparison;
use crate::project::Project;
use crate::renames::write;

const YES: &str = "a rename";
const YES_AND_WRITE: &str = "a rename, and say so in the model";
const NO: &str = "no: the old one goes with what it holds";

/// Asks about each rename that nobody declared, and returns the answers; those that are to stand in the models are
/// written there, and are no answers any more. `None` where nothing was answered: nothing to ask, or nobody who could be.
pub(crate) fn ask(
    found: &Comparison,
    project: &Project,
    context: &Context,
) -> Result<Option<Vec<Answer>>, Failure> {
    let (mut answers, mut is_written) = (Vec::new(), false);
    if !context.may_ask() {
        return Ok(None);
    }
    let questions = found.difference.renames.iter().filter(|rename| rename.renamed.answer().is_some());
    for rename in questions {
        let Some(choice) = choose(rename) else { break };
        if choice == YES_AND_WRITE && write::hint(rename, project, context)? {
            is_written = true;
            continue;
        }
        answers.extend(answer(rename, choice != NO));
    }
    Ok((is_written || !answers.is_empty()).then_some(answers))
}

/// `None` where the user breaks off: what was found without them holds.
fn choose(rename: &FoundRename) -> Option<&'static str> {
    let Pair { previous, next } = rename.renamed.names();
    let trust = match rename.confidence {
        Confidence::Sure => "surely",
        Confidence::Likely => "perhaps",
        Confidence::Unlikely => "hardly",
    };
    let message = format!("{previous} is gone and {next} has come: is it a rename?");
    let evidence = format!("{trust} ({:+.1}): {}", rename.score, rename.reasons);
    let question = Select::new(&message, vec![YES, YES_AND_WRITE, NO]).with_help_message(&evidence);
    let first = if rename.confidence == Confidence::Sure { 0 } else { 2 };
    question.with_starting_cursor(first).prompt_skippable().ok().flatten()
}

fn answer(rename: &FoundRename, yes: bool) -> Option<Answer> {
    let Pair { previous, .. } = rename.renamed.names();
    let (old, new) = match &rename.renamed {
        Renamed::Table(name) => (name.previous.to_string(), name.next.to_string()),
        Renamed::Column { table, name } => (format!("{table}.{}", name.previous), name.next.clone()),
        // A wrong one costs a name: there is nothing to drop.
        Renamed::Enum(name) if yes => (name.previous.to_string(), name.next.to_string()),
        Renamed::Enum(_) | Renamed::Value { .. } => return None,
    };
    let said = if yes { Said::Renamed { from: old, to: new } } else { Said::Dropped(old) };
    let by = format!("your answer on {previous}");
    Some(Answer { said, by })
}
