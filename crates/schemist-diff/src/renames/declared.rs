//! Renames that the models declare with `renamed_from`, as operations in an order that works.

use std::collections::BTreeMap;

use schemist_diagnostics::{Diagnostic, Span};
use schemist_schema::{Operation, Pair, QualifiedName, Schema, Table};

use crate::codes::RENAME_NOT_FOLLOWED;

/// Every rename that the declarations of `next` ask for and `live` still needs.
pub(crate) fn resolve(live: &Schema, next: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Vec<Operation> {
    let mut operations = enums(live, next, diagnostics);
    let tables = tables(live, next, diagnostics);
    let mut old_names: BTreeMap<&QualifiedName, &QualifiedName> =
        next.tables.keys().map(|n| (n, n)).collect();
    for rename in &tables.followed {
        if let Some((new, _)) = next.tables.get_key_value(&rename.next) {
            old_names.insert(new, &rename.previous);
        }
    }
    let mut columns = Vec::new();
    for (name, table) in &next.tables {
        if let Some(live_table) = old_names.get(name).and_then(|old| live.tables.get(*old)) {
            columns.extend(column_renames(live_table, table, diagnostics));
        }
    }
    operations.extend(tables.in_order().into_iter().map(|name| Operation::RenameTable { name }));
    operations.extend(columns);
    operations
}

/// The live schema as it will be once every rename is made.
pub(crate) fn follow_all(live: &Schema, next: &Schema) -> Schema {
    let mut renamed = live.clone();
    // What cannot be followed is said by `diff`, and a rename that does not fit is left out there as well.
    for operation in resolve(live, next, &mut Vec::new()) {
        let _ = renamed.apply(&operation);
    }
    renamed
}

fn tables(live: &Schema, next: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Followed<QualifiedName> {
    let hints = next.tables.values().filter_map(|table| {
        let from = table.origin.renamed_from.as_ref()?;
        Some(Hint {
            name: Pair::new(
                hinted_name(from, &table.name, |n| live.tables.contains_key(n)),
                table.name.clone(),
            ),
            span: table.origin.span.clone(),
        })
    });
    let likeness =
        |old: &QualifiedName, new: &QualifiedName| match (live.tables.get(old), next.tables.get(new)) {
            (Some(a), Some(b)) => alike_columns(a, b),
            _ => 0,
        };
    follow(
        hints.collect(),
        |name| live.tables.contains_key(name),
        |name| next.tables.contains_key(name),
        likeness,
        "table",
        diagnostics,
    )
}

fn column_renames(live: &Table, next: &Table, diagnostics: &mut Vec<Diagnostic>) -> Vec<Operation> {
    let hints = next.columns.iter().filter_map(|column| {
        let from = column.origin.renamed_from.as_ref()?;
        Some(Hint { name: Pair::new(from.clone(), column.name.clone()), span: column.origin.span.clone() })
    });
    let likeness = |old: &String, new: &String| match (live.columns.named(old), next.columns.named(new)) {
        (Some(a), Some(b)) => usize::from(a.ty == b.ty) * 2 + usize::from(a.nullable == b.nullable),
        _ => 0,
    };
    let followed = follow(
        hints.collect(),
        |name| live.columns.named(name).is_some(),
        |name| next.columns.named(name).is_some(),
        likeness,
        "column",
        diagnostics,
    );
    let rename = |name| Operation::RenameColumn { table: next.name.clone(), name };
    followed.in_order().into_iter().map(rename).collect()
}

fn enums(live: &Schema, next: &Schema, diagnostics: &mut Vec<Diagnostic>) -> Vec<Operation> {
    let hints = next.enums.values().filter_map(|enum_type| {
        let from = enum_type.origin.renamed_from.as_ref()?;
        Some(Hint {
            name: Pair::new(
                hinted_name(from, &enum_type.name, |n| live.enums.contains_key(n)),
                enum_type.name.clone(),
            ),
            span: enum_type.origin.span.clone(),
        })
    });
    let followed = follow(
        hints.collect(),
        |name| live.enums.contains_key(name),
        |name| next.enums.contains_key(name),
        |_, _| 0,
        "enum",
        diagnostics,
    );
    let mut old_names: BTreeMap<QualifiedName, QualifiedName> = BTreeMap::new();
    let mut operations = Vec::new();
    for name in followed.in_order() {
        old_names.insert(name.next.clone(), name.previous.clone());
        operations.push(Operation::RenameEnum { name });
    }
    for (name, enum_type) in &next.enums {
        let Some(live_type) = live.enums.get(old_names.get(name).unwrap_or(name)) else { continue };
        let has = |values: &[String], value: &String| values.contains(value);
        for (from, to) in &enum_type.origin.renamed_values {
            let needed = has(&live_type.values, from) && !has(&live_type.values, to);
            if needed && has(&enum_type.values, to) && !has(&enum_type.values, from) {
                let value = Pair::new(from.clone(), to.clone());
                operations.push(Operation::RenameEnumValue { name: name.clone(), value });
            }
        }
    }
    operations
}

/// `renamed_from = "x"` means the same namespace; `"ns.x"` another one, unless a name with a dot exists. Its own name
/// is that of something in the default namespace, which moves.
pub(super) fn hinted_name(
    from: &str,
    new: &QualifiedName,
    exists: impl Fn(&QualifiedName) -> bool,
) -> QualifiedName {
    let plain = new.sibling(from);
    if plain == *new {
        return QualifiedName::new(from);
    }
    match from.split_once('.') {
        Some((namespace, name)) if !exists(&plain) => {
            let qualified = QualifiedName::in_namespace(Some(namespace.to_owned()), name);
            let in_default = QualifiedName::new(name);
            if exists(&qualified) || !exists(&in_default) { qualified } else { in_default }
        }
        _ => plain,
    }
}

struct Hint<N> {
    name: Pair<N>,
    span: Option<Span>,
}

/// Renames that are followed: chains (a→b, b→c) and swaps among them.
struct Followed<N> {
    followed: Vec<Pair<N>>,
}

/// Drops the hints that are of no effect any more (the old name is gone) or cannot be followed.
fn follow<N: Clone + Ord + std::fmt::Display>(
    hints: Vec<Hint<N>>,
    in_live: impl Fn(&N) -> bool,
    in_next: impl Fn(&N) -> bool,
    likeness: impl Fn(&N, &N) -> usize,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Followed<N> {
    let mut left: Vec<Hint<N>> = hints
        .into_iter()
        .filter(|hint| hint.name.previous != hint.name.next && in_live(&hint.name.previous))
        .collect();
    // A name may be taken or still wanted only where another rename frees or fills it.
    loop {
        let freed: Vec<N> = left.iter().map(|h| h.name.previous.clone()).collect();
        let filled: Vec<N> = left.iter().map(|h| h.name.next.clone()).collect();
        let blocked = left.iter().position(|hint| {
            let Pair { previous: old, next: new } = &hint.name;
            let ambiguous = filled.iter().filter(|n| *n == new).count() > 1
                || freed.iter().filter(|n| *n == old).count() > 1;
            (in_live(new) && !freed.contains(new)) || (in_next(old) && !filled.contains(old)) || ambiguous
        });
        let Some(blocked) = blocked else { break };
        let hint = left.remove(blocked);
        // Once followed, a hint stays in the source: the new name is there, the old one is something else.
        if !in_live(&hint.name.next) {
            diagnostics.push(not_followed(&hint, what));
        }
    }
    let mut followed: Vec<Pair<N>> = left.into_iter().map(|h| h.name).collect();
    forget_swaps_already_made(&mut followed, likeness);
    Followed { followed }
}

/// A swap reads the same before and after it was made: it is followed only where what is under the old
/// name looks more like what is wanted under the new one than what is there already.
fn forget_swaps_already_made<N: Clone + Ord>(
    followed: &mut Vec<Pair<N>>,
    likeness: impl Fn(&N, &N) -> usize,
) {
    let in_cycle = |all: &[Pair<N>], start: &Pair<N>| {
        let mut at = start;
        for _ in 0..all.len() {
            match all.iter().find(|p| p.previous == at.next) {
                Some(next) if next == start => return true,
                Some(next) => at = next,
                None => return false,
            }
        }
        false
    };
    let all = followed.clone();
    followed.retain(|pair| {
        !in_cycle(&all, pair) || likeness(&pair.previous, &pair.next) > likeness(&pair.next, &pair.next)
    });
    // Half of a cycle cannot be followed alone.
    let left = followed.clone();
    followed.retain(|pair| !in_cycle(&all, pair) || in_cycle(&left, pair));
}

trait Scratch {
    /// A name nobody uses, to go through when names are swapped.
    fn scratch(&self) -> Self;
}

impl Scratch for String {
    fn scratch(&self) -> Self {
        format!("__schemist_swap_{self}")
    }
}

impl Scratch for QualifiedName {
    fn scratch(&self) -> Self {
        self.sibling(format!("__schemist_swap_{}", self.name))
    }
}

impl<N: Clone + Ord + Scratch> Followed<N> {
    /// In an order in which every new name is free when it is taken; a swap goes through a third name.
    fn in_order(&self) -> Vec<Pair<N>> {
        let mut left = self.followed.clone();
        left.sort_by(|a, b| a.next.cmp(&b.next));
        let mut ordered = Vec::new();
        while !left.is_empty() {
            let free = left.iter().position(|p| !left.iter().any(|other| other.previous == p.next));
            let at = match free {
                Some(at) => at,
                None => {
                    let first = &mut left[0];
                    let aside = first.previous.scratch();
                    ordered.push(Pair::new(first.previous.clone(), aside.clone()));
                    first.previous = aside;
                    continue;
                }
            };
            ordered.push(left.remove(at));
        }
        ordered
    }
}

fn alike_columns(a: &Table, b: &Table) -> usize {
    a.columns.iter().filter(|c| b.columns.named(&c.name).is_some_and(|d| d.ty == c.ty)).count()
}

fn not_followed<N: std::fmt::Display>(hint: &Hint<N>, what: &str) -> Diagnostic {
    let Pair { previous: old, next: new } = &hint.name;
    Diagnostic::warning(
        RENAME_NOT_FOLLOWED,
        format!(
            "`renamed_from = \"{old}\"` of {what} `{new}` is not followed: the models declare `{old}` too"
        ),
    )
    .with_subject(new.to_string())
    .with_span(hint.span.clone())
    .with_help(format!("remove `renamed_from`, or the declaration of `{old}`"))
}
