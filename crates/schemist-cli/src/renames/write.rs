//! An answer written into the models.

use schemist_diff::{FoundRename, Renamed};
use schemist_emit::annotate::with_attribute;

use crate::codes::UNREADABLE;
use crate::context::Context;
use crate::failure::Failure;
use crate::files;
use crate::project::Project;

/// Writes `renamed_from` where the new one is declared. Where that cannot be done in place, the line is shown;
/// whether it was done.
pub(super) fn hint(rename: &FoundRename, project: &Project, context: &Context) -> Result<bool, Failure> {
    let attribute = format!("renamed_from = {:?}", rename.renamed.hint());
    let Some(span) = &rename.span else { return Ok(false) };
    let path = project.root.join(&span.file);
    let text = files::read_if_there(&path)?.ok_or_else(|| {
        Failure::input(UNREADABLE, format!("{} is not there any more", project.shown(&path)))
    })?;
    // The column of a part may have a prefix, which the hint would get too.
    let is_own = match &rename.renamed {
        Renamed::Column { name, .. } => {
            let line = text.lines().nth(span.start.line.saturating_sub(1)).unwrap_or_default();
            line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name.next)
        }
        Renamed::Table(_) | Renamed::Enum(_) | Renamed::Value { .. } => true,
    };
    match with_attribute(&text, span.start, &attribute).filter(|_| is_own) {
        Some(text) => {
            files::write(&path, &text)?;
            context.terminal.say(&format!("wrote `{attribute}` into {}", project.shown(&path)));
            Ok(true)
        }
        None => {
            context.terminal.say(&format!("write it yourself: #[model({attribute})] at {span}"));
            Ok(false)
        }
    }
}
