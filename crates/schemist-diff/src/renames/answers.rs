//! What the user says of single renames, beside the models.

use std::collections::BTreeSet;

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Operation, Pair, QualifiedName, Schema, TableRemarks};

use crate::codes::RENAME_ANSWER;
use crate::renames::declared::{follow_all, resolve};

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it says.
    pub said: Said,
    /// Where it was given, as the user would find it: `--rename a.b=c`, `renames.toml`.
    pub by: String,
}

/// What an answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// `users.nick` is now `handle`, `users` is now `accounts`.
    Renamed {
        /// A table, an enum type or a column behind its table.
        from: String,
        /// Its name now.
        to: String,
    },
    /// `users.nick` or `users` went on purpose: it was not renamed.
    Dropped(String),
}

/// Writes the answers into the declared schema as if the models said them. One that cannot be followed, or is of no use,
/// is an error: whoever wrote it relies on it.
pub(super) fn follow(pair: &mut Pair<Schema>, answers: &[Answer]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    // The columns of a renamed table are found under its new name.
    let (first, then): (Vec<&Answer>, Vec<&Answer>) = answers
        .iter()
        .partition(|answer| matches!(target(pair, answer), Some(Target::Table(_) | Target::Enum(_))));
    for answer in first.into_iter().chain(then) {
        diagnostics.extend(follow_one(pair, answer).err().map(|wrong| *wrong));
    }
    diagnostics
}

/// Why an answer cannot be followed.
type Wrong = Box<Diagnostic>;

/// What of the live schema an answer is about.
enum Target {
    Table(QualifiedName),
    Enum(QualifiedName),
    /// A column of a table, that under its name in the models.
    Column {
        table: QualifiedName,
        column: String,
    },
}

fn target(pair: &Pair<Schema>, answer: &Answer) -> Option<Target> {
    let name = match &answer.said {
        Said::Renamed { from, .. } => from,
        Said::Dropped(name) => name,
    };
    let live = &pair.previous;
    let columns = columns_named(pair, name);
    // A column of a table that stays, rather than a table of the namespace of its name.
    if let Some((table, column)) = columns.into_iter().next() {
        return Some(Target::Column { table, column });
    }
    if let Some(table) = live.tables.keys().find(|table| table.to_string() == *name) {
        return Some(Target::Table(table.clone()));
    }
    live.enums.keys().find(|e| e.to_string() == *name).map(|e| Target::Enum(e.clone()))
}

/// The columns of tables that stay which a dotted name may mean: names have dots too.
fn columns_named(pair: &Pair<Schema>, name: &str) -> Vec<(QualifiedName, String)> {
    let live = follow_all(&pair.previous, &pair.next);
    let old_names: Vec<Pair<QualifiedName>> = resolve(&pair.previous, &pair.next, &mut Vec::new())
        .into_iter()
        .filter_map(
            |operation| if let Operation::RenameTable { name } = operation { Some(name) } else { None },
        )
        .collect();
    let splits = name.match_indices('.').map(|(at, dot)| (&name[..at], &name[at + dot.len()..]));
    let mut found = Vec::new();
    for (of, column) in splits {
        for (table, definition) in &live.tables {
            let was = old_names.iter().find(|pair| pair.next == *table).map(|pair| pair.previous.to_string());
            let is_meant = table.to_string() == of || was.as_deref() == Some(of);
            if is_meant && pair.next.tables.contains_key(table) && definition.columns.named(column).is_some()
            {
                found.push((table.clone(), column.to_owned()));
            }
        }
    }
    found
}

fn follow_one(pair: &mut Pair<Schema>, answer: &Answer) -> Result<(), Wrong> {
    if is_declared(pair, answer) {
        return Ok(());
    }
    let Some(target) = target(pair, answer) else { return Err(nothing(pair, answer)) };
    match (&answer.said, target) {
        (Said::Dropped(_), target) => dropped(pair, answer, target),
        (Said::Renamed { to, .. }, Target::Column { table, column }) => {
            rename_column(pair, answer, &table, column, to)
        }
        (Said::Renamed { to, .. }, Target::Table(old)) => {
            let new = new_name(&old, to, pair.next.tables.keys());
            let declared = pair.next.tables.contains_key(&old);
            let Some(table) = pair.next.tables.get_mut(&new) else {
                return Err(not_declared(answer, "table", &new.to_string()));
            };
            let hint = crate::renames::Renamed::Table(Pair::new(old.clone(), new.clone())).hint();
            table.origin.renamed_from = Some(hint);
            require(
                pair,
                answer,
                declared,
                |operation| matches!(operation, Operation::RenameTable { name } if name.next == new),
            )
        }
        (Said::Renamed { to, .. }, Target::Enum(old)) => {
            let new = new_name(&old, to, pair.next.enums.keys());
            let declared = pair.next.enums.contains_key(&old);
            let Some(enum_type) = pair.next.enums.get_mut(&new) else {
                return Err(not_declared(answer, "enum", &new.to_string()));
            };
            let hint = crate::renames::Renamed::Enum(Pair::new(old.clone(), new.clone())).hint();
            enum_type.origin.renamed_from = Some(hint);
            require(
                pair,
                answer,
                declared,
                |operation| matches!(operation, Operation::RenameEnum { name } if name.next == new),
            )
        }
    }
}

/// Whether the models say the same.
fn is_declared(pair: &Pair<Schema>, answer: &Answer) -> bool {
    let Said::Renamed { from, to } = &answer.said else { return false };
    let operations = resolve(&pair.previous, &pair.next, &mut Vec::new());
    let old_name = |table: &QualifiedName| {
        let renamed = operations.iter().find_map(|operation| match operation {
            Operation::RenameTable { name } if name.next == *table => Some(name.previous.to_string()),
            _ => None,
        });
        renamed.unwrap_or_else(|| table.to_string())
    };
    operations.iter().any(|operation| match operation {
        Operation::RenameTable { name } | Operation::RenameEnum { name } => {
            name.previous.to_string() == *from && (name.next.to_string() == *to || name.next.name == *to)
        }
        Operation::RenameColumn { table, name } => {
            let is_from = [table.to_string(), old_name(table)]
                .iter()
                .any(|table| format!("{table}.{}", name.previous) == *from);
            is_from && (name.next == *to || format!("{table}.{}", name.next) == *to)
        }
        _ => false,
    })
}

fn rename_column(
    pair: &mut Pair<Schema>,
    answer: &Answer,
    table: &QualifiedName,
    old: String,
    to: &str,
) -> Result<(), Wrong> {
    let Some(next) = pair.next.tables.get_mut(table) else {
        return Err(not_declared(answer, "table", &table.to_string()));
    };
    // `users.nick=users.handle` says the same as `users.nick=handle`.
    let behind_table = to.strip_prefix(&format!("{table}.")).filter(|_| next.columns.named(to).is_none());
    let new = behind_table.unwrap_or(to).to_owned();
    let declared = next.columns.named(&old).is_some();
    let Some(column) = next.columns.named_mut(&new) else {
        return Err(not_declared(answer, "column", &format!("{table}.{new}")));
    };
    column.origin.renamed_from = Some(old);
    require(
        pair,
        answer,
        declared,
        |operation| matches!(operation, Operation::RenameColumn { table: of, name } if of == table && name.next == new),
    )
}

/// An answer that leads to no rename is wrong.
fn require(
    pair: &Pair<Schema>,
    answer: &Answer,
    declared: bool,
    is_it: impl Fn(&Operation) -> bool,
) -> Result<(), Wrong> {
    if resolve(&pair.previous, &pair.next, &mut Vec::new()).iter().any(is_it) {
        return Ok(());
    }
    Err(match declared {
        true => {
            wrong(answer, "the models still declare what it renames", "remove the answer, or the declaration")
        }
        false => wrong(
            answer,
            "the database has the new name already, or another rename takes it",
            "remove the answer: it is of no use any more",
        ),
    })
}

fn dropped(pair: &mut Pair<Schema>, answer: &Answer, target: Target) -> Result<(), Wrong> {
    let still_there =
        || wrong(answer, "the models still declare it", "remove the answer, or the declaration");
    match target {
        Target::Column { table, column } => {
            let next = pair.next.tables.get_mut(&table).ok_or_else(still_there)?;
            if next.columns.named(&column).is_some() {
                return Err(still_there());
            }
            next.origin.table.get_or_insert_with(Default::default).dropped_columns.push(column);
        }
        Target::Table(table) => {
            if pair.next.tables.contains_key(&table) {
                return Err(still_there());
            }
            // Without any model nothing can have been renamed.
            if let Some(any) = pair.next.tables.values_mut().next() {
                let remarks: &mut TableRemarks = any.origin.table.get_or_insert_with(Default::default);
                remarks.dropped_tables.push(table);
            }
        }
        Target::Enum(name) => {
            return Err(wrong(
                answer,
                &format!("`{name}` is an enum, which holds no rows"),
                "remove the answer",
            ));
        }
    }
    Ok(())
}

/// A name that is declared as it is written, or one in the namespace of the old one.
fn new_name<'n>(
    old: &QualifiedName,
    to: &str,
    mut declared: impl Iterator<Item = &'n QualifiedName>,
) -> QualifiedName {
    declared.find(|name| name.to_string() == to).cloned().unwrap_or_else(|| old.sibling(to))
}

fn not_declared(answer: &Answer, what: &str, name: &str) -> Wrong {
    wrong(
        answer,
        &format!("the models declare no {what} `{name}`"),
        "give the name that the models have for it",
    )
}

/// What could have been meant is what is gone.
fn nothing(pair: &Pair<Schema>, answer: &Answer) -> Wrong {
    let live = follow_all(&pair.previous, &pair.next);
    let mut gone: BTreeSet<String> = BTreeSet::new();
    for (name, table) in &live.tables {
        match pair.next.tables.get(name) {
            None => {
                gone.insert(name.to_string());
            }
            Some(next) => gone.extend(
                table
                    .columns
                    .iter()
                    .filter(|column| next.columns.named(&column.name).is_none())
                    .map(|column| format!("{name}.{}", column.name)),
            ),
        }
    }
    let gone: Vec<String> = gone.into_iter().collect();
    let help = match gone.as_slice() {
        [] => "remove the answer: nothing is gone".to_owned(),
        few if few.len() <= 8 => format!("gone are {}", few.join(", ")),
        many => format!("gone are {} and {} more", many[..8].join(", "), many.len() - 8),
    };
    wrong(answer, "the database has nothing of that name that could be renamed or dropped", &help)
}

fn wrong(answer: &Answer, why: &str, help: &str) -> Wrong {
    let message = format!("`{}` cannot be followed: {why}", answer.by);
    Box::new(Diagnostic::error(RENAME_ANSWER, message).with_help(help))
}
