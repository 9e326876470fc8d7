//! Sequences of MariaDB, which are tables of one row: renamed and commented like one.

use schemist_schema::{Column, Pair, Sequence, SequenceOptions};

use super::{Context, quote, statement};
use crate::mysql::quoting::string_literal;
use crate::mysql::sequences::resolve;
use crate::sequences::{clauses, first_inside, must_restart};
use crate::{Statement, Unsupported};

pub(super) fn create(sequence: &Sequence) -> Statement {
    let mut words = vec![format!("CREATE SEQUENCE {}", quote(&sequence.name.name))];
    words.extend(clauses(&sequence.options));
    words.extend(sequence.comment.as_deref().map(|comment| format!("COMMENT = {}", string_literal(comment))));
    statement(words.join(" "))
}

/// The server lets a sequence go from under a default, and then refuses every row.
pub(super) fn drop(cx: Context<'_>, sequence: &Sequence) -> Result<Statement, Unsupported> {
    let name = &sequence.name.name;
    let is_user = |column: &Column| column.default.as_ref().is_some_and(|default| default.mentions(name));
    let mut columns = cx.state.next.tables.values().flat_map(|t| t.columns.iter().map(move |c| (t, c)));
    match columns.find(|(_, column)| is_user(column)) {
        Some((table, column)) => Err(Unsupported::new(format!(
            "the default of {}.{} is taken from sequence {name}, which goes: keep `sequence(name = \"{name}\")` or change the default",
            table.name, column.name
        ))),
        None => Ok(statement(format!("DROP SEQUENCE {}", quote(name)))),
    }
}

pub(super) fn alter(sequence: Pair<&Sequence>) -> Vec<Statement> {
    let name = quote(&sequence.next.name.name);
    let Pair { previous: was, next: will_be } = sequence.map(|s| resolve(&s.options));
    // Forward only: where it has come further already, this does nothing.
    let inside = first_inside(&was, &will_be);
    let step = inside.map(|bound| statement(format!("SELECT SETVAL({name}, {bound}, 0)")));
    let words = changes(sequence.map(|s| &s.options));
    let change = (!words.is_empty()).then(|| statement(format!("ALTER SEQUENCE {name} {}", words.join(" "))));
    step.into_iter().chain(change).collect()
}

/// `NO MINVALUE` of a sequence that turns round means nothing to the server: the numbers are said.
fn changes(options: Pair<&SequenceOptions>) -> Vec<String> {
    let Pair { previous: was, next: will_be } = options.map(resolve);
    let numbers = [
        ("INCREMENT BY", was.increment, will_be.increment),
        ("MINVALUE", was.min, will_be.min),
        ("MAXVALUE", was.max, will_be.max),
        ("START WITH", was.start, will_be.start),
        ("CACHE", was.cache, will_be.cache),
    ];
    let changed = numbers.iter().filter(|(_, was, will_be)| was != will_be);
    let mut words: Vec<String> = changed.map(|(word, _, value)| format!("{word} {value}")).collect();
    if options.previous.cycle != options.next.cycle {
        words.push(if options.next.cycle { "CYCLE" } else { "NOCYCLE" }.to_owned());
    }
    if must_restart(&was, &will_be) {
        words.push("RESTART".to_owned());
    }
    words
}

pub(super) fn comment(name: &str, comment: Option<&str>) -> Statement {
    let comment = string_literal(comment.unwrap_or_default());
    statement(format!("ALTER TABLE {} COMMENT = {comment}", quote(name)))
}
