//! What the readers of single keys share.

use std::collections::BTreeMap;

use schemist_schema::{Action, Deferrable};

use super::node::{Expr, Kind, Node};
use crate::{
    codes,
    place::At,
    problem::{Context, Problem, closest},
};

/// A key that exists, for "did you mean" and for the list in the help.
pub(crate) type Known = &'static [&'static str];

/// Reports a key that does not exist here.
pub(crate) fn unknown_key(cx: &mut Context, node: &Node, of: &str, known: Known) {
    let Some(written) = node.word() else {
        cx.malformed_with(
            node.place,
            format!("expected a key of {of}"),
            format!("the keys are {}", listed(known)),
        );
        return;
    };
    let problem =
        Problem::error(codes::UNKNOWN_ATTRIBUTE, node.key.head, format!("{of} has no key `{written}`"));
    let problem = problem.did_you_mean(written, node.key.head, known.iter().copied());
    let problem = match closest(written, known.iter().copied()) {
        Some(_) => problem,
        None => problem.help(format!("the keys are {}", listed(known))),
    };
    cx.push(problem);
}

fn listed(known: Known) -> String {
    known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
}

/// Fills a slot; an error if it is filled already.
pub(crate) fn once<T>(cx: &mut Context, slot: &mut Option<T>, node: &Node, value: Option<T>) {
    let Some(value) = value else { return };
    if slot.is_some() {
        let key = node.key.name().unwrap_or_default();
        cx.push(Problem::error(
            codes::REPEATED_ATTRIBUTE,
            node.key.head,
            format!("`{key}` is given more than once"),
        ));
    } else {
        *slot = Some(value);
    }
}

/// Sets a flag; an error if it carries a value, or is set already.
pub(crate) fn flag(cx: &mut Context, slot: &mut bool, node: &Node) {
    let key = node.key.name().unwrap_or_default().to_owned();
    match &node.value {
        None if node.is_bare() && !*slot => *slot = true,
        None if node.is_bare() => cx.push(Problem::error(
            codes::REPEATED_ATTRIBUTE,
            node.key.head,
            format!("`{key}` is given more than once"),
        )),
        Some(Expr { kind: Kind::Bool(value), .. }) => *slot = *value,
        Some(Expr { kind: Kind::Unseen(_), .. }) => *slot = true,
        _ => cx.malformed_with(node.place, format!("`{key}` takes no value"), format!("write `{key}` alone")),
    }
}

/// Whether a key that may have arguments is meant: alone, with arguments, or `= true`, as other libraries have it.
pub(crate) fn is_wanted(cx: &mut Context, node: &Node) -> bool {
    let mut is_wanted = false;
    match node.value.is_some() {
        true => flag(cx, &mut is_wanted, node),
        false => is_wanted = true,
    }
    is_wanted
}

/// `key = false`.
pub(crate) fn boolean(cx: &mut Context, node: &Node) -> Option<bool> {
    match &node.value {
        Some(Expr { kind: Kind::Bool(value), .. }) => Some(*value),
        _ => {
            let key = node.key.name().unwrap_or_default().to_owned();
            let message = format!("`{key}` is `true` or `false`");
            cx.malformed_with(node.place, message, format!("write `{key} = false`"));
            None
        }
    }
}

/// `key = "text"`.
pub(crate) fn text(cx: &mut Context, node: &Node) -> Option<At<String>> {
    match &node.value {
        Some(value) => match &value.kind {
            Kind::Text(text) | Kind::Unseen(text) if value.is_plain() => {
                Some(At::new(text.clone(), value.place))
            }
            _ => {
                let key = node.key.name().unwrap_or_default();
                let message = format!("`{key}` takes a string");
                let problem = Problem::error(codes::MALFORMED_ATTRIBUTE, value.place, message);
                cx.push(match &value.kind {
                    Kind::Path { rooted: false, segments } if value.is_plain() && segments.len() == 1 => {
                        problem.edit("write it in quotes", value.place, format!("{:?}", segments[0]))
                    }
                    _ => problem.help(format!("write `{key} = \"…\"`")),
                });
                None
            }
        },
        None => {
            needs_value(cx, node, "\"…\"");
            None
        }
    }
}

/// `key = "text"`, which must not be empty.
pub(crate) fn name(cx: &mut Context, node: &Node) -> Option<At<String>> {
    let found = text(cx, node)?;
    let usable = !found.value.is_empty() && !found.value.contains('\0');
    if !usable {
        cx.malformed(found.place, "a name must hold at least one character, and no zero character");
    }
    usable.then_some(found)
}

/// `key = word`; the word may be quoted.
pub(crate) fn word<T: Copy>(cx: &mut Context, node: &Node, known: &[(&str, T)]) -> Option<T> {
    let key = node.key.name().unwrap_or_default().to_owned();
    let Some(value) = &node.value else {
        needs_value(cx, node, known.first().map_or("…", |(word, _)| word));
        return None;
    };
    let written = value.name().filter(|_| value.is_plain());
    if let Kind::Unseen(_) = &value.kind {
        return known.first().map(|(_, found)| *found);
    }
    if let Some((_, found)) = written.and_then(|written| known.iter().find(|(word, _)| *word == written)) {
        return Some(*found);
    }
    let words = known.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let problem =
        Problem::error(codes::MALFORMED_ATTRIBUTE, value.place, format!("`{key}` is one of {words}"));
    cx.push(match written {
        Some(written) => problem.did_you_mean(written, value.place, known.iter().map(|(word, _)| *word)),
        None => problem,
    });
    None
}

/// `key = 12`.
pub(crate) fn integer(cx: &mut Context, node: &Node) -> Option<i64> {
    let key = node.key.name().unwrap_or_default().to_owned();
    let Some(value) = &node.value else {
        needs_value(cx, node, "1");
        return None;
    };
    let number = match &value.kind {
        Kind::Integer(digits) if value.is_plain() => digits.parse().ok(),
        Kind::Unseen(_) => Some(1),
        _ => None,
    };
    if number.is_none() {
        cx.malformed(value.place, format!("`{key}` takes an integer of 64 bits"));
    }
    number
}

/// `options(fillfactor = "70", unlogged)`: by lower-case name, a flag's value is `true`.
pub(crate) fn options(cx: &mut Context, node: &Node, into: &mut BTreeMap<String, String>) {
    let Some(arguments) = arguments(cx, node, "options(fillfactor = \"70\")") else { return };
    for option in arguments {
        let Some((key, value)) = option_value(cx, option) else { continue };
        if into.insert(key.to_lowercase(), value).is_some() {
            let message = format!("the option `{key}` is given more than once");
            cx.push(Problem::error(codes::REPEATED_ATTRIBUTE, option.place, message));
        }
    }
}

/// `fillfactor = 70`, `unlogged`: the name as written, and the value as text; a flag's is `true`.
pub(crate) fn option_value(cx: &mut Context, option: &Node) -> Option<(String, String)> {
    let Some(key) = option.key.name().filter(|_| option.key.is_plain()) else {
        cx.malformed(option.place, "expected the name of an option");
        return None;
    };
    let value = match option.value.as_ref().map(|v| (&v.kind, v.is_plain())) {
        None => "true".to_owned(),
        Some((Kind::Text(text) | Kind::Integer(text) | Kind::Float(text) | Kind::Unseen(text), true)) => {
            text.clone()
        }
        Some((Kind::Bool(value), true)) => value.to_string(),
        Some((Kind::Path { segments, .. }, true)) => segments.join("."),
        Some(_) => {
            cx.malformed(option.place, format!("`{key}` takes a string, a number or a word"));
            return None;
        }
    };
    Some((key.to_owned(), value))
}

/// The entries in the parentheses behind a key; an error where there are none.
pub(crate) fn arguments<'n>(cx: &mut Context, node: &'n Node, example: &str) -> Option<&'n [Node]> {
    match (&node.key.arguments, &node.value) {
        (Some(arguments), None) => Some(arguments),
        _ => {
            let key = node.key.name().unwrap_or_default();
            cx.malformed_with(
                node.place,
                format!("`{key}` takes its values in parentheses"),
                format!("write `{example}`"),
            );
            None
        }
    }
}

/// The column names in a list of entries.
pub(crate) fn columns(cx: &mut Context, nodes: &[Node]) -> Vec<At<String>> {
    let mut names = Vec::new();
    for node in nodes {
        match node.key.name().filter(|_| node.is_bare()) {
            Some(name) => names.push(At::new(name.to_owned(), node.place)),
            None => cx.malformed(node.place, "expected the name of a column"),
        }
    }
    names
}

/// `deferrable = "initially_deferred"`.
pub(crate) fn deferrable(cx: &mut Context, node: &Node) -> Option<Deferrable> {
    let known = [
        ("initially_deferred", Deferrable::InitiallyDeferred),
        ("initially_immediate", Deferrable::InitiallyImmediate),
    ];
    word(cx, node, &known)
}

/// `on_delete = cascade`.
pub(crate) fn action(cx: &mut Context, node: &Node) -> Option<Action> {
    let known = [
        ("cascade", Action::Cascade),
        ("restrict", Action::Restrict),
        ("set_null", Action::SetNull),
        ("set_default", Action::SetDefault),
        ("no_action", Action::NoAction),
    ];
    word(cx, node, &known)
}

/// `on_conflict = "IGNORE"`, in upper case.
pub(crate) fn conflict(cx: &mut Context, node: &Node) -> Option<String> {
    let known = [
        ("IGNORE", "IGNORE"),
        ("REPLACE", "REPLACE"),
        ("ABORT", "ABORT"),
        ("FAIL", "FAIL"),
        ("ROLLBACK", "ROLLBACK"),
        ("ignore", "IGNORE"),
        ("replace", "REPLACE"),
        ("abort", "ABORT"),
        ("fail", "FAIL"),
        ("rollback", "ROLLBACK"),
    ];
    word(cx, node, &known).map(str::to_owned)
}

fn needs_value(cx: &mut Context, node: &Node, example: &str) {
    let key = node.key.name().unwrap_or_default();
    cx.malformed_with(node.place, format!("`{key}` needs a value"), format!("write `{key} = {example}`"));
}
