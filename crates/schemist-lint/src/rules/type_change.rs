//! ## What it does
//!
//! Tells what a changed column type means for the rows there are: silent where nothing is touched (a longer
//! `varchar`, `varchar` to `text`, more digits at the same scale), a note where PostgreSQL rewrites the table,
//! a warning where a value may not fit or loses something.
//!
//! ## Why it matters
//!
//! The migration fails where one value does not fit, or digits, hours and key order are lost for good. A
//! rewrite keeps everybody out of the table while it lasts; on MariaDB a column that is `COMPRESSED` from now on, or no
//! longer, has one, too. A `timestamp` that gets a zone is read in that of the
//! session; where that is UTC, PostgreSQL touches no row, and the rule is silent. SQLite converts to the affinity of the new type:
//! the text `007` becomes the number 7.
//!
//! ## Example
//!
//! ```sql
//! ALTER TABLE orders ALTER COLUMN total TYPE integer USING total::integer;
//! ```
//!
//! ## What to do
//!
//! Look for values that do not fit first. On a large PostgreSQL table add a second column, copy in batches,
//! and exchange the two.

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Probe;
use schemist_schema::{Column, ColumnType, Engine, Operation, Pair, QualifiedName};

use crate::Change;
use crate::context::{Context, span_of};
use crate::rule::Check;
use crate::rules::column_effect::{is_stored_otherwise, storage};

/// What happens to the values there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing: only the catalogue changes.
    None,
    /// All are kept, written anew.
    Rewrite,
    /// One may not fit.
    MayFail,
    /// All fit, but something of them goes: what.
    Loses(&'static str),
}

pub(super) const CHECK: Check = Check::Existing(check);

fn check(cx: &Context<'_>, code: Code, change: &Change<'_>) -> Option<Diagnostic> {
    let operation = change.operation()?;
    let effect = effect_of(cx, change, operation)?;
    let Operation::AlterColumn { table, column } = operation else { return None };
    let (previous, next) = (&column.previous.ty, &column.next.ty);
    let subject = format!("{table}.{}", column.next.name);
    let types = [previous, next].map(|ty| cx.input.dialect.render_type(ty));
    let words = match change.how.previous_unknown {
        _ if is_stored_otherwise(column) => format!("{subject} is stored {}", storage(&column.next)),
        true => format!("{subject} changes to {}", types[1]),
        false => format!("{subject} changes from {} to {}", types[0], types[1]),
    };
    let finding = match effect {
        Effect::None => return None,
        Effect::Rewrite if cx.rows(table) == Some(0) => return None,
        Effect::Rewrite => cx.about_lock(code, change, table, format!("{words}: the table is rewritten"))?,
        Effect::MayFail => {
            let message = format!("{words}: this fails where a value does not fit");
            cx.about_violations(code, change, table, message, probe(cx, table, column))
        }
        Effect::Loses(what) => {
            let finding = cx.about_rows(code, table, format!("{words}: {what}"));
            match what == OF_SESSION {
                true => finding.with_help(IN_UTC),
                false => finding,
            }
        }
    };
    Some(finding.with_subject(subject).with_span(span_of(operation)))
}

/// What becomes of a time that is given a zone, or loses it.
const OF_SESSION: &str = "values are read in the time zone of the session that migrates";
const IN_UTC: &str =
    "where the values are in UTC, SET LOCAL timezone = 'UTC' before it: no row is then touched";

/// What a change of type does; `None` where the type does not change.
pub(super) fn effect_of(cx: &Context<'_>, change: &Change<'_>, operation: &Operation) -> Option<Effect> {
    let Operation::AlterColumn { table, column } = operation else { return None };
    let (previous, next) = (&column.previous.ty, &column.next.ty);
    if is_stored_otherwise(column) {
        return Some(Effect::Rewrite);
    }
    if previous == next || column.next.generated.is_some() {
        return None;
    }
    let effect = match cx.engine() {
        Engine::Sqlite => on_sqlite(previous, next),
        Engine::Mysql => on_mysql(previous, next, bytes_of_a_character(cx, table, column)),
        Engine::Postgres => {
            let place =
                Place { is_indexed: is_indexed(cx, table, &column.next.name), is_utc: cx.is_utc(change) };
            on_postgres(previous, next, place)
        }
    };
    match effect {
        Effect::MayFail if holds_words(next) && are_replaced(cx, table, &column.next.name) => {
            Some(Effect::Rewrite)
        }
        effect => Some(effect),
    }
}

/// How many bytes a character of a column takes at most on MySQL; that of `utf8mb4` where nothing is said.
fn bytes_of_a_character(cx: &Context<'_>, table: &QualifiedName, column: &Pair<Column>) -> u32 {
    let of_table = cx.input.after.tables.get(table).and_then(|table| table.options.get("collate"));
    match column.next.collation.as_ref().or(of_table).map(String::as_str) {
        Some(collation) if collation.starts_with("latin1") || collation.starts_with("ascii") => 1,
        Some(collation) if collation.starts_with("utf8mb3") || collation.starts_with("utf8_") => 3,
        _ => 4,
    }
}

/// The question for values that do not fit, where it is one of length or size.
fn probe(cx: &Context<'_>, table: &QualifiedName, column: &Pair<Column>) -> Option<Probe> {
    use ColumnType as T;
    let of = cx.name_before(table).clone();
    let name = cx.column_before(table, &column.next.name)?;
    match (&column.previous.ty, &column.next.ty) {
        (T::Text | T::Varchar { .. }, T::Varchar { length: Some(than) }) => {
            Some(Probe::Longer { table: of, column: name, than: *than })
        }
        (T::BigInt | T::Integer, T::SmallInt) => {
            Some(Probe::Outside { table: of, column: name, min: i16::MIN.into(), max: i16::MAX.into() })
        }
        (T::BigInt, T::Integer) => {
            Some(Probe::Outside { table: of, column: name, min: i32::MIN.into(), max: i32::MAX.into() })
        }
        _ => None,
    }
}

/// Whether the values of a column are brought into line in the same revision: what would still not fit is found where
/// the values are compared.
fn are_replaced(cx: &Context<'_>, of: &QualifiedName, name: &str) -> bool {
    cx.operations()
        .any(|o| matches!(o, Operation::ReplaceValues { table, column, .. } if table == of && column == name))
}

fn holds_words(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Enum(_) | ColumnType::Text | ColumnType::Varchar { .. } => true,
        ColumnType::Named { name, .. } => name.name == "enum",
        _ => false,
    }
}

/// In place, with every row read and written; strict mode refuses what does not fit.
fn on_mysql(previous: &ColumnType, next: &ColumnType, bytes: u32) -> Effect {
    use ColumnType as T;
    match (previous, next) {
        // Up to 255 bytes the length takes one byte, beyond it two.
        (T::Varchar { length: Some(from) }, T::Varchar { length: Some(to) }) if from <= to => {
            let is_short = |length: u32| length.saturating_mul(bytes) <= 255;
            if is_short(*from) && !is_short(*to) { Effect::Rewrite } else { Effect::None }
        }
        (T::Char { length: from }, T::Char { length: to }) if from <= to => Effect::Rewrite,
        (T::Char { .. } | T::Varchar { .. }, T::Text) => Effect::Rewrite,
        (T::Named { name, .. }, T::Text) if name.name == "enum" || name.name == "set" => Effect::Rewrite,
        (T::Json, T::Named { name, .. }) if name.name == "longtext" => Effect::Rewrite,
        (T::Boolean, T::SmallInt | T::Integer | T::BigInt)
        | (T::SmallInt, T::Integer | T::BigInt | T::Double)
        | (T::Integer, T::BigInt | T::Double)
        | (T::Real, T::Double)
        | (T::Date, T::Timestamp { zone: false, .. }) => Effect::Rewrite,
        (T::Named { name: from, arguments: before }, T::Named { name: to, arguments: after }) => {
            let bare = |name: &str| name.trim_end_matches(" zerofill").to_owned();
            let size = |name: &str| UNSIGNED.iter().position(|known| *known == bare(name));
            match (size(&from.name), size(&to.name)) {
                (Some(from), Some(to)) if from <= to => Effect::Rewrite,
                // Values that come at the end change no row.
                _ if from == to && ["enum", "set"].contains(&from.name.as_str()) => {
                    if after.starts_with(before) {
                        Effect::None
                    } else if before.iter().all(|value| after.contains(value)) {
                        Effect::Rewrite
                    } else {
                        Effect::MayFail
                    }
                }
                _ => Effect::MayFail,
            }
        }
        _ => Effect::MayFail,
    }
}

/// From the smallest to the largest.
const UNSIGNED: [&str; 5] =
    ["tinyint unsigned", "smallint unsigned", "mediumint unsigned", "int unsigned", "bigint unsigned"];

fn is_indexed(cx: &Context<'_>, table: &QualifiedName, column: &str) -> bool {
    cx.input.after.tables.get(table).is_some_and(|table| {
        table.indexes.iter().any(|index| index.uses_column(column))
            || table.constraints().any(|constraint| constraint.uses_column(column))
    })
}

/// What besides the types decides what a change takes.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    is_indexed: bool,
    /// The session's time zone has no offset.
    is_utc: bool,
}

/// Which changes PostgreSQL makes in the catalogue alone is what strong_migrations has collected.
fn on_postgres(previous: &ColumnType, next: &ColumnType, place: Place) -> Effect {
    use ColumnType as T;
    let grows = |from: Option<u32>, to: Option<u32>, default: u32| match (from, to) {
        (_, None) => true,
        (from, Some(to)) => from.unwrap_or(default) <= to,
    };
    match (previous, next) {
        (T::Varchar { length: from }, T::Varchar { length: to }) => match (from, to) {
            (_, None) => Effect::None,
            (Some(from), Some(to)) if from <= to => Effect::None,
            _ => Effect::MayFail,
        },
        (T::Varchar { .. }, T::Text) | (T::Text, T::Varchar { length: None }) => Effect::None,
        (T::Char { length: from }, T::Char { length: to }) if from.unwrap_or(1) <= to.unwrap_or(1) => {
            Effect::Rewrite
        }
        (T::Numeric { precision: from, scale: a }, T::Numeric { precision: to, scale: b }) => {
            numeric((*from, *a), (*to, *b))
        }
        (T::Timestamp { precision: from, zone: a }, T::Timestamp { precision: to, zone: b }) => {
            // Since PostgreSQL 12 a session in UTC changes between them without a rewrite, unless digits are counted.
            match (a == b || place.is_utc, grows(*from, *to, 6)) {
                (true, true) if a != b && to.is_some() => Effect::Rewrite,
                (true, true) => Effect::None,
                (true, false) => Effect::Loses("fractions of a second are rounded"),
                (false, _) => Effect::Loses(OF_SESSION),
            }
        }
        (T::Time { precision: from, zone: a }, T::Time { precision: to, zone: b }) => {
            match (a == b, grows(*from, *to, 6)) {
                (true, true) => Effect::None,
                (true, false) => Effect::Loses("fractions of a second are rounded"),
                (false, _) if *b => Effect::Loses("every value gets the offset of the session that migrates"),
                (false, _) => Effect::Loses("the offsets go"),
            }
        }
        (T::Interval { fields: from }, T::Interval { fields: to }) => {
            interval(from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default())
        }
        (T::VarBit { length: from }, T::VarBit { length: to }) => match (from, to) {
            (_, None) => Effect::None,
            (Some(from), Some(to)) if from <= to => Effect::None,
            _ => Effect::MayFail,
        },
        (T::Named { .. }, _) | (_, T::Named { .. }) => named(previous, next, place.is_indexed),
        (T::Json, T::Jsonb) => Effect::Loses("the order of keys, repeated keys and white space go"),
        (T::Jsonb, T::Json) => Effect::Rewrite,
        (T::SmallInt, T::Integer | T::BigInt | T::Real | T::Double)
        | (T::Integer, T::BigInt | T::Double)
        | (T::Real, T::Double)
        | (T::Date, T::Timestamp { zone: false, .. })
        | (T::SmallInt | T::Integer | T::BigInt, T::Numeric { precision: None, .. }) => Effect::Rewrite,
        (T::Integer | T::BigInt, T::Real | T::Double)
        | (T::Double, T::Real)
        | (T::Real | T::Double, T::Numeric { .. })
        | (T::Numeric { .. }, T::Real | T::Double) => Effect::Loses("digits may be lost"),
        (T::Timestamp { .. }, T::Date) => Effect::Loses("the time of day goes"),
        (T::Timestamp { .. }, T::Time { .. }) => Effect::Loses("the day goes"),
        (T::Date, T::Timestamp { zone: true, .. }) => Effect::Loses(OF_SESSION),
        (T::Char { .. }, T::Text | T::Varchar { length: None }) => Effect::Rewrite,
        (T::Array(a), T::Array(b)) if a == b => Effect::None,
        (T::Array(a), T::Array(b)) => match on_postgres(a, b, place) {
            Effect::None => Effect::Rewrite,
            effect => effect,
        },
        (T::Array(_), _) | (_, T::Array(_)) => Effect::MayFail,
        // Every value has a text.
        (_, T::Text | T::Varchar { length: None }) => Effect::Rewrite,
        _ => Effect::MayFail,
    }
}

/// What `interval_support` of PostgreSQL decides: the smallest field must not become larger, and where that is seconds
/// their precision must not shrink. `fields` is `day to second(3)`, `(3)`, or nothing.
fn interval(from: &str, to: &str) -> Effect {
    let ((from, a), (to, b)) = (smallest_field(from), smallest_field(to));
    match () {
        () if to > from => Effect::Loses("smaller fields are cut off"),
        () if from == 0 && b < a => Effect::Loses("fractions of a second are rounded"),
        () => Effect::None,
    }
}

/// The rank of the smallest field, from seconds up, and how many digits seconds have behind the point.
fn smallest_field(fields: &str) -> (usize, u32) {
    const FIELDS: [&str; 6] = ["second", "minute", "hour", "day", "month", "year"];
    let words = fields.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let (mut rank, mut digits) = (0, 6);
    for word in words {
        match FIELDS.iter().position(|field| *field == word) {
            Some(found) => rank = found,
            None => digits = word.parse().unwrap_or(digits),
        }
    }
    (rank, digits)
}

fn numeric(from: (Option<u32>, Option<i32>), to: (Option<u32>, Option<i32>)) -> Effect {
    let ((from, a), (to, b)) = (from, to);
    let (a, b) = (a.unwrap_or(0), b.unwrap_or(0));
    match (from, to) {
        (_, None) => Effect::None,
        (None, Some(_)) => Effect::MayFail,
        (Some(from), Some(to)) => {
            let whole = |precision: u32, scale: i32| i64::from(precision) - i64::from(scale);
            if whole(to, b) < whole(from, a) {
                Effect::MayFail
            } else if b < a {
                Effect::Loses("decimals are rounded")
            } else if a == b {
                Effect::None
            } else {
                Effect::Rewrite
            }
        }
    }
}

/// Types the core has no variant for.
fn named(previous: &ColumnType, next: &ColumnType, indexed: bool) -> Effect {
    let is = |ty: &ColumnType, wanted: &str| match ty {
        ColumnType::Named { name, .. } => name.name == wanted,
        _ => false,
    };
    let text = |ty: &ColumnType| matches!(ty, ColumnType::Text | ColumnType::Varchar { length: None });
    let unbounded = |ty: &ColumnType| text(ty) || matches!(ty, ColumnType::Varchar { .. });
    if is(previous, "citext") && text(next) || unbounded(previous) && is(next, "citext") {
        return if indexed { Effect::Rewrite } else { Effect::None };
    }
    match () {
        () if is(previous, "cidr") && is(next, "inet") => Effect::None,
        () if text(next) => Effect::Rewrite,
        () => Effect::MayFail,
    }
}

/// How SQLite stores values of a declared type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

fn on_sqlite(previous: &ColumnType, next: &ColumnType) -> Effect {
    let (ColumnType::Verbatim(previous), ColumnType::Verbatim(next)) = (previous, next) else {
        return Effect::None;
    };
    match (affinity(previous), affinity(next)) {
        (a, b) if a == b => Effect::None,
        (Affinity::Text, Affinity::Integer | Affinity::Real | Affinity::Numeric) => {
            Effect::Loses("text that looks like a number becomes one: '007' becomes 7")
        }
        (Affinity::Integer | Affinity::Numeric, Affinity::Real) => {
            Effect::Loses("integers beyond 2^53 lose digits")
        }
        _ => Effect::None,
    }
}

/// The rules of "Determination Of Column Affinity" in SQLite's documentation, in their order.
fn affinity(declared: &str) -> Affinity {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|w| declared.contains(w));
    match () {
        () if has(&["INT"]) => Affinity::Integer,
        () if has(&["CHAR", "CLOB", "TEXT"]) => Affinity::Text,
        () if has(&["BLOB"]) || declared.trim().is_empty() => Affinity::Blob,
        () if has(&["REAL", "FLOA", "DOUB"]) => Affinity::Real,
        () => Affinity::Numeric,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(previous: ColumnType, next: ColumnType, expected: Effect) {
        assert_eq!(on_postgres(&previous, &next, Place::default()), expected, "{previous:?} to {next:?}");
    }

    #[test]
    fn times_keep_what_they_can_hold() {
        use ColumnType as T;
        let timestamp = |precision, zone| T::Timestamp { precision, zone };
        let time = |precision, zone| T::Time { precision, zone };
        let interval =
            |fields: &str| T::Interval { fields: Some(fields.to_owned()).filter(|f| !f.is_empty()) };
        let utc = Place { is_utc: true, ..Place::default() };
        check(timestamp(None, false), timestamp(None, true), Effect::Loses(OF_SESSION));
        check(timestamp(None, true), timestamp(None, false), Effect::Loses(OF_SESSION));
        assert_eq!(on_postgres(&timestamp(None, false), &timestamp(None, true), utc), Effect::None);
        assert_eq!(on_postgres(&timestamp(Some(3), true), &timestamp(None, false), utc), Effect::None);
        assert_eq!(on_postgres(&timestamp(Some(3), true), &timestamp(Some(3), false), utc), Effect::Rewrite);
        let rounded = Effect::Loses("fractions of a second are rounded");
        assert_eq!(on_postgres(&timestamp(None, true), &timestamp(Some(3), false), utc), rounded);
        check(time(Some(3), false), time(None, false), Effect::None);
        check(time(None, false), time(Some(3), false), rounded.clone());
        check(time(None, true), time(None, false), Effect::Loses("the offsets go"));
        check(interval("day to second(3)"), interval(""), Effect::None);
        check(interval("(3)"), interval("(6)"), Effect::None);
        check(interval("(6)"), interval("(3)"), rounded.clone());
        check(interval(""), interval("second(3)"), rounded);
        check(interval("year to month"), interval("day"), Effect::None);
        check(interval("day"), interval("year to month"), Effect::Loses("smaller fields are cut off"));
    }

    fn numeric(precision: u32, scale: i32) -> ColumnType {
        ColumnType::Numeric { precision: Some(precision), scale: Some(scale) }
    }

    #[test]
    fn safe_changes_are_silent() {
        use ColumnType as T;
        let varchar = |n| T::Varchar { length: Some(n) };
        let timestamp = |precision, zone| T::Timestamp { precision, zone };
        let citext = T::Named { name: "citext".into(), arguments: Vec::new() };
        check(varchar(20), varchar(80), Effect::None);
        check(varchar(80), T::Text, Effect::None);
        check(T::Text, T::Varchar { length: None }, Effect::None);
        check(numeric(10, 2), numeric(12, 2), Effect::None);
        check(numeric(10, 2), T::Numeric { precision: None, scale: None }, Effect::None);
        check(timestamp(Some(3), false), timestamp(None, false), Effect::None);
        check(T::Text, citext.clone(), Effect::None);
        assert_eq!(
            on_postgres(&citext, &T::Text, Place { is_indexed: true, ..Place::default() }),
            Effect::Rewrite
        );
    }

    #[test]
    fn other_changes_say_what_they_do() {
        use ColumnType as T;
        let varchar = |n| T::Varchar { length: Some(n) };
        check(varchar(80), varchar(20), Effect::MayFail);
        check(T::Text, varchar(20), Effect::MayFail);
        check(T::Text, T::Integer, Effect::MayFail);
        check(T::BigInt, T::Integer, Effect::MayFail);
        check(T::Integer, T::BigInt, Effect::Rewrite);
        check(T::Uuid, T::Text, Effect::Rewrite);
        check(numeric(10, 2), numeric(10, 4), Effect::MayFail);
        check(numeric(10, 2), numeric(12, 4), Effect::Rewrite);
        check(numeric(10, 4), numeric(10, 2), Effect::Loses("decimals are rounded"));
        check(T::Array(Box::new(T::Integer)), T::Array(Box::new(T::BigInt)), Effect::Rewrite);
        check(T::Integer, T::Array(Box::new(T::Integer)), Effect::MayFail);
    }

    #[test]
    fn sqlite_converts_by_affinity() {
        let change =
            |a: &str, b: &str| on_sqlite(&ColumnType::Verbatim(a.into()), &ColumnType::Verbatim(b.into()));
        assert_eq!(change("VARCHAR(20)", "text"), Effect::None);
        assert_eq!(change("INTEGER", "TEXT"), Effect::None);
        assert!(matches!(change("TEXT", "BIGINT"), Effect::Loses(_)));
        assert!(matches!(change("DECIMAL(10,2)", "DOUBLE"), Effect::Loses(_)));
    }
}
