//! What the rows have to follow where a column keeps the values of an enum: values that were renamed, and columns
//! that change between words and numbers.

use schemist_diagnostics::Diagnostic;
use schemist_schema::{Column, ColumnType, Operation, Pair, Schema, StoredEnum, Table, value_list};

use crate::codes::{RENAMED_VALUES_UNKNOWN, VALUE_REMOVED, VALUES_NOT_KEPT};

/// MariaDB's check within the definition of the column.
const OWN_CHECK: &str = "check";

/// What is known of both sides.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    /// The schema before, whose enum types a column may have had.
    pub(crate) live: &'a Schema,
    /// A backslash in a string escapes what follows.
    pub(crate) escapes: bool,
    /// The recorded snapshot under the names of now: it alone knows the values of columns without a check.
    pub(crate) recorded: Option<&'a Schema>,
}

impl Surroundings<'_> {
    fn unescaped(self, value: String) -> String {
        if !self.escapes || !value.contains('\\') {
            return value;
        }
        let mut out = String::with_capacity(value.len());
        let mut chars = value.chars();
        while let Some(c) = chars.next() {
            out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
        }
        out
    }
}

/// The change of a column, in as many steps as its rows need.
pub(crate) fn follow(
    cx: Surroundings<'_>,
    table: Pair<&Table>,
    column: Pair<&Column>,
    altered: Option<Pair<Column>>,
) -> Vec<Operation> {
    let alter = |column: Pair<Column>| Operation::AlterColumn {
        table: table.next.name.clone(),
        column: Box::new(column),
    };
    let replacements = replacements(cx, table, column);
    if replacements.is_empty() {
        return altered.map(alter).into_iter().collect();
    }
    let replace = Operation::ReplaceValues {
        table: table.next.name.clone(),
        column: column.next.name.clone(),
        values: replacements,
    };
    let Some(altered) = altered else { return vec![replace] };
    let (before, after) = match between(&altered) {
        None => return place(replace, alter(altered.clone()), &altered),
        Some(between) => (Pair::new(altered.previous, between.clone()), Pair::new(between, altered.next)),
    };
    let steps = [before, after].map(|pair| (!pair.is_same()).then(|| alter(pair)));
    let [first, last] = steps;
    first.into_iter().chain([replace]).chain(last).collect()
}

/// Values are replaced while the column can hold both.
fn place(replace: Operation, alter: Operation, column: &Pair<Column>) -> Vec<Operation> {
    if is_text(&column.previous.ty) { vec![replace, alter] } else { vec![alter, replace] }
}

/// The form of a column in which it holds the values of both sides, where neither side can: text, and no default; or
/// what it was, without the check that MariaDB keeps in it.
fn between(column: &Pair<Column>) -> Option<Column> {
    let Pair { previous, next } = column;
    let checks = column.as_ref().map(|c| c.options.get(OWN_CHECK));
    if is_text(&previous.ty) && checks.previous.is_some() && !checks.is_same() {
        let mut unchecked = previous.clone();
        unchecked.options.remove(OWN_CHECK);
        return Some(unchecked);
    }
    let are_numbers = is_number(&previous.ty) && is_number(&next.ty);
    if is_text(&previous.ty) || is_text(&next.ty) || are_numbers {
        return None;
    }
    let ty = match (inline_values(&previous.ty), inline_values(&next.ty)) {
        (Some(old), Some(new)) => {
            let added = new.iter().filter(|v| !old.contains(v)).cloned();
            let arguments: Vec<String> = old.iter().cloned().chain(added).collect();
            let ColumnType::Named { name, .. } = &next.ty else { return None };
            ColumnType::Named { name: name.clone(), arguments }
        }
        _ => ColumnType::Text,
    };
    Some(Column { ty, default: None, nullable: previous.nullable, ..next.clone() })
}

/// Whether any word fits into it.
fn is_text(ty: &ColumnType) -> bool {
    match ty.element() {
        ColumnType::Text | ColumnType::Varchar { .. } | ColumnType::Char { .. } => true,
        ColumnType::Verbatim(text) => {
            let text = text.to_ascii_uppercase();
            ["CHAR", "CLOB", "TEXT"].iter().any(|word| text.contains(word))
        }
        ColumnType::Named { name, .. } => {
            matches!(name.name.as_str(), "citext" | "tinytext" | "mediumtext" | "longtext")
        }
        _ => false,
    }
}

pub(crate) fn is_number(ty: &ColumnType) -> bool {
    match ty.element() {
        ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt | ColumnType::Numeric { .. } => true,
        ColumnType::Verbatim(text) => text.to_ascii_uppercase().contains("INT"),
        ColumnType::Named { name, .. } => name.name.contains("int"),
        _ => false,
    }
}

/// The values of MySQL's ENUM as they are written.
fn inline_values(ty: &ColumnType) -> Option<&[String]> {
    match ty {
        ColumnType::Named { name, arguments } if name.namespace.is_none() && name.name == "enum" => {
            Some(arguments)
        }
        _ => None,
    }
}

fn replacements(cx: Surroundings<'_>, table: Pair<&Table>, column: Pair<&Column>) -> Vec<Pair<String>> {
    let Some(stored) = &column.next.origin.stored_enum else { return Vec::new() };
    let engine_renames = |ty: &ColumnType| matches!(ty.element(), ColumnType::Enum(_));
    if engine_renames(&column.previous.ty) && engine_renames(&column.next.ty) {
        return Vec::new();
    }
    match (is_number(&column.previous.ty), stored.numbers) {
        (false, true) if holds_words(&column.previous.ty) => {
            words_to_numbers(stored, known_values(cx, table, column).as_ref())
        }
        (true, false) => numbers_to_words(stored),
        (true, true) | (false, _) => renamed(cx, table, column, stored),
    }
}

/// Whether it holds words: text, or an enum.
fn holds_words(ty: &ColumnType) -> bool {
    is_text(ty) || ty.enum_name().is_some() || inline_values(ty).is_some()
}

/// Only of words that are there, where that is known: two words of one number could not be told apart on the way back.
fn words_to_numbers(stored: &StoredEnum, known: Option<&Known>) -> Vec<Pair<String>> {
    let number = |word: &str| stored.words.iter().find(|(w, _)| w == word).map(|(_, n)| n.to_string());
    let now = stored.words.iter().map(|(word, n)| Pair::new(word.clone(), n.to_string()));
    let earlier = stored.renamed_words.iter();
    let earlier = earlier.filter_map(|(before, now)| Some(Pair::new(before.clone(), number(now)?)));
    let is_there = |pair: &Pair<String>| known.is_none_or(|known| known.may_hold(&pair.previous));
    now.chain(earlier).filter(is_there).collect()
}

fn numbers_to_words(stored: &StoredEnum) -> Vec<Pair<String>> {
    stored.words.iter().map(|(word, n)| Pair::new(n.to_string(), word.clone())).collect()
}

/// The renames that the rows do not know yet.
fn renamed(
    cx: Surroundings<'_>,
    table: Pair<&Table>,
    column: Pair<&Column>,
    stored: &StoredEnum,
) -> Vec<Pair<String>> {
    if stored.renamed.is_empty() {
        return Vec::new();
    }
    let Some(known) = known_values(cx, table, column) else { return Vec::new() };
    let needed = stored.renamed.iter().filter(|(before, now)| {
        known.may_hold(before)
            && !known.values.contains(now)
            && stored.values.contains(now)
            && !stored.values.contains(before)
    });
    needed.map(|(before, now)| Pair::new(before.clone(), now.clone())).collect()
}

/// What is known of the values of a live column.
struct Known {
    values: Vec<String>,
    /// The database holds the column to them. Otherwise a value may have come since they were recorded: that alone
    /// makes no revision.
    held: bool,
}

impl Known {
    fn may_hold(&self, value: &String) -> bool {
        !self.held || self.values.contains(value)
    }
}

/// The values that the rows of a live column may hold, as its check, its type or the recorded snapshot has them.
fn known_values(cx: Surroundings<'_>, table: Pair<&Table>, column: Pair<&Column>) -> Option<Known> {
    let held = |values: Vec<String>| Known { values, held: true };
    if let Some(name) = column.previous.ty.enum_name() {
        return cx.live.enums.get(name).map(|e| held(e.values.clone()));
    }
    if let Some(values) = inline_values(&column.previous.ty) {
        let values = values.iter().map(|value| cx.unescaped(schemist_schema::sql::unquote(value)));
        return Some(held(values.collect()));
    }
    let checks = table.previous.checks.iter().map(|check| check.expression.sql.as_str());
    let own = column.previous.options.get(OWN_CHECK).map(String::as_str);
    let mut lists = checks.chain(own).filter_map(value_list).filter(|list| list.column == column.next.name);
    if let Some(list) = lists.next() {
        return Some(held(list.values.into_iter().map(|value| cx.unescaped(value)).collect()));
    }
    let recorded = cx.recorded?.tables.get(&table.next.name)?.columns.named(&column.next.name)?;
    (!recorded.values.is_empty()).then(|| Known { values: recorded.values.0.clone(), held: false })
}

/// The values that the database holds a live column to.
pub(crate) fn held_values(
    cx: Surroundings<'_>,
    table: Pair<&Table>,
    column: Pair<&Column>,
) -> Option<Vec<String>> {
    known_values(cx, table, column).filter(|known| known.held).map(|known| known.values)
}

/// Values that rows may hold and the column will not.
fn removed(
    cx: Surroundings<'_>,
    table: Pair<&Table>,
    column: Pair<&Column>,
    stored: &StoredEnum,
) -> Option<String> {
    let engine_alters = column.previous.ty.enum_name().is_some() && column.previous.ty == column.next.ty;
    if stored.unchecked || engine_alters {
        return None;
    }
    let replaced = replacements(cx, table, column);
    let gone = known_values(cx, table, column)?.values.into_iter().filter(|value| {
        !stored.values.contains(value) && !replaced.iter().any(|pair| pair.previous == *value)
    });
    let gone: Vec<String> = gone.map(|value| format!("`{value}`")).collect();
    (!gone.is_empty()).then(|| gone.join(", "))
}

/// What cannot be decided: whether rows of a column without a check follow a rename already; and what would get lost.
pub(crate) fn remarks(cx: Surroundings<'_>, tables: &[Pair<&Table>]) -> Vec<Diagnostic> {
    let columns = tables.iter().flat_map(|table| {
        let next = table.next.columns.iter();
        next.filter_map(|c| Some((*table, Pair::new(table.previous.columns.named(&c.name)?, c))))
    });
    columns.filter_map(|(table, column)| remark(cx, table, column)).collect()
}

fn remark(cx: Surroundings<'_>, table: Pair<&Table>, column: Pair<&Column>) -> Option<Diagnostic> {
    let stored = column.next.origin.stored_enum.as_ref()?;
    let subject = format!("{}.{}", table.next.name, column.next.name);
    let at = |diagnostic: Diagnostic| {
        diagnostic.with_subject(subject.clone()).with_span(column.next.origin.span.clone())
    };
    let became_words = is_number(&column.previous.ty) && !stored.numbers;
    if became_words && stored.words.is_empty() {
        let message = format!("`{subject}` holds numbers, and the model keeps words: the numbers stay");
        return Some(at(Diagnostic::error(VALUES_NOT_KEPT, message).with_help(
            "write the number of every variant (`Open = 0`), so that each is replaced by its word",
        )));
    }
    if let Some(removed) = removed(cx, table, column, stored) {
        let message = format!("`{subject}` no longer holds {removed}: this fails where a row does");
        return Some(at(Diagnostic::warning(VALUE_REMOVED, message)
            .with_help("if a value got another name, write `renamed_from` on its variant")
            .with_help("otherwise change the rows in up.sql before the column")));
    }
    let undecided = stored.unchecked && !stored.renamed.is_empty();
    if undecided
        && is_number(&column.previous.ty) == stored.numbers
        && known_values(cx, table, column).is_none()
    {
        let renames: Vec<String> =
            stored.renamed.iter().map(|(before, now)| format!("`{before}` to `{now}`")).collect();
        let message =
            format!("whether the rows of `{subject}` still need the change from {}", renames.join(", "));
        return Some(at(Diagnostic::note(RENAMED_VALUES_UNKNOWN, format!("{message} is not known"))
            .with_note("no check holds the values, and no snapshot of the migrations has recorded them")
            .with_help("if it is needed, write an UPDATE into a revision of your own")));
    }
    None
}
