//! `allow(rule)`, `allow(rule = "reason")`: findings that are meant.

use super::{
    node::{Kind, Node},
    reader,
};
use crate::{Place, problem::Context};

/// A rule that is to be silent, as declared. Which rules there are is not known here: what looks for findings tells of
/// one that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowDeclaration {
    /// The rule, with dashes: `drop-column`.
    pub rule: String,
    /// Why.
    pub reason: Option<String>,
    /// Where it stands.
    pub place: Place,
}

const EXAMPLE: &str = "allow(drop_column = \"why\")";

/// The rules in `allow(…)`.
pub(super) fn allow(cx: &mut Context, node: &Node) -> Vec<AllowDeclaration> {
    let Some(entries) = reader::arguments(cx, node, EXAMPLE) else { return Vec::new() };
    if entries.is_empty() {
        cx.malformed_with(node.place, "`allow` names rules", format!("write `{EXAMPLE}`"));
    }
    entries.iter().filter_map(|entry| rule(cx, entry)).collect()
}

fn rule(cx: &mut Context, entry: &Node) -> Option<AllowDeclaration> {
    let reason = match entry.value.as_ref().map(|value| &value.kind) {
        None => None,
        Some(Kind::Text(reason)) => Some(reason.clone()),
        Some(_) => {
            cx.malformed_with(entry.place, "a reason is a text", format!("write `{EXAMPLE}`"));
            return None;
        }
    };
    match entry.key.name().filter(|_| entry.key.is_plain()) {
        Some(name) if !name.is_empty() => {
            Some(AllowDeclaration { rule: name.replace('_', "-"), reason, place: entry.place })
        }
        _ => {
            cx.malformed_with(entry.place, "expected the name of a rule", format!("write `{EXAMPLE}`"));
            None
        }
    }
}
