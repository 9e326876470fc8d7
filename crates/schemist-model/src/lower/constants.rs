//! Constants in attributes get their values, and what waited for them is read.

use std::borrow::Cow;

use super::{Homes, Lowering};
use crate::{
    Problem, UnknownConstant,
    attributes::{Found, Said, Slot, field_of, model_of, part_of},
    codes,
    item::{Home, ModelItem, Role},
    place::At,
    problem::Context,
    types::PathSyntax,
};

/// An item with all that its attributes say.
pub(super) fn settled<'a>(
    cx: &mut Lowering<'_>,
    item: &'a ModelItem,
    role: Role,
    home: Home,
    homes: &dyn Homes<'_>,
) -> Cow<'a, ModelItem> {
    let waits =
        item.attributes.pending.is_some() || item.fields.iter().any(|f| f.attributes.pending.is_some());
    if !waits {
        return Cow::Borrowed(item);
    }
    let mut item = item.clone();
    // Reading marks no places: those of the entries were marked when they were parsed.
    let mut reading = Context::new(0);
    if let Some(said) = item.attributes.pending.take() {
        let said = with_values(cx, *said, home, homes);
        let read = if role == Role::Part { part_of } else { model_of };
        item.attributes = read(&mut reading, &said);
    }
    for field in &mut item.fields {
        // Looked at first: taking makes room for what most fields do not have.
        let waits = field.attributes.pending.is_some();
        if let Some(said) = waits.then(|| field.attributes.pending.take()).flatten() {
            let said = with_values(cx, *said, home, homes);
            field.attributes = field_of(&mut reading, &said).into();
        }
    }
    reading.problems.into_iter().for_each(|problem| cx.push(problem));
    Cow::Owned(item)
}

fn with_values(cx: &mut Lowering<'_>, mut said: Said, home: Home, homes: &dyn Homes<'_>) -> Said {
    said.replace(|path, slot| match homes.constant(home, &path.value) {
        Ok(value) => Found::Value(value),
        Err(_) if slot == Slot::Word && path.value.segments.len() == 1 => Found::Nothing,
        Err(why) => {
            cx.push(unknown(&path, *why));
            Found::Unseen
        }
    });
    said
}

fn unknown(path: &At<PathSyntax>, why: UnknownConstant) -> Problem {
    let message =
        format!("the value of `{}` is not known: it {}", path.value.segments.join("::"), why.reason);
    let problem = Problem::error(codes::UNKNOWN_CONSTANT, path.place, message);
    let problem =
        why.definitions.into_iter().fold(problem, |problem, (place, text)| problem.related(place, text));
    match why.help {
        Some(help) => problem.help(help),
        None => problem,
    }
}
