use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use schemist_lint::Touched;
use schemist_schema::Operation;

use crate::changes::{Group, groups, rows_in_words};

/// The operations in words, grouped by what becomes of things, each with the rows it has to do with where that is
/// known; `""` where there are none. For people who want to see at a glance what a revision does. `touched` has the
/// rows of each operation, or nothing.
pub fn summary(operations: &[Operation], touched: &[Vec<Touched>], color: bool) -> String {
    let mut text = String::new();
    for Group { fate, operations } in groups(operations, touched) {
        let (style, reset) = match color {
            true => (fate.style().render().to_string(), fate.style().render_reset().to_string()),
            false => (String::new(), String::new()),
        };
        for (operation, touched) in operations {
            let line = one_line(&operation.describe());
            let remark = remark(operation, touched);
            // Writing to a string does not fail.
            let _ = writeln!(text, "  {style}{} {line}{reset}{remark}", fate.mark());
        }
    }
    text
}

/// The same in figures: a line for each fate with how many operations, on how many tables, with how many rows. `""`
/// for a single operation, which says it all.
pub fn figures(operations: &[Operation], touched: &[Vec<Touched>]) -> String {
    if operations.len() < 2 {
        return String::new();
    }
    let row = |group: Group<'_>| {
        let tables: BTreeSet<_> = group.operations.iter().filter_map(|(o, _)| o.table()).collect();
        let rows = group.rows();
        [group.fate.word().to_owned(), group.operations.len().to_string(), tables.len().to_string(), rows]
    };
    let rows: Vec<[String; 4]> = groups(operations, touched).into_iter().map(row).collect();
    let has_rows = rows.iter().any(|[_, _, _, rows]| !rows.is_empty());
    let head = ["", "operations", "tables", if has_rows { "rows" } else { "" }].map(str::to_owned);
    let line = |[fate, operations, tables, rows]: &[String; 4]| {
        let line = format!("  {fate:<8}{operations:>10}{tables:>8}  {rows}");
        format!("{}\n", line.trim_end())
    };
    std::iter::once(&head).chain(&rows).map(line).collect()
}

/// What becomes of the rows.
pub(crate) fn remark(operation: &Operation, touched: &[Touched]) -> String {
    let rows = rows_in_words(touched);
    match operation.loses_data() {
        true => match touched.iter().find_map(|touched| touched.rows) {
            Some(rows) => format!(" (its data is deleted), {rows}"),
            None => " (its data is deleted)".to_owned(),
        },
        false if rows.is_empty() => String::new(),
        false => format!(", {rows}"),
    }
}

/// What becomes of the thing an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Created,
    Changed,
    Renamed,
    Dropped,
}

impl Fate {
    pub(crate) const ALL: [Fate; 4] = [Fate::Created, Fate::Changed, Fate::Renamed, Fate::Dropped];

    fn mark(self) -> char {
        match self {
            Fate::Created => '+',
            Fate::Changed => '~',
            Fate::Renamed => '>',
            Fate::Dropped => '-',
        }
    }

    /// The word a table of changes uses.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Fate::Created => "created",
            Fate::Changed => "changed",
            Fate::Renamed => "renamed",
            Fate::Dropped => "dropped",
        }
    }

    fn style(self) -> Style {
        match self {
            Fate::Created => AnsiColor::Green.on_default(),
            Fate::Changed => AnsiColor::Yellow.on_default(),
            Fate::Renamed => AnsiColor::Cyan.on_default(),
            Fate::Dropped => AnsiColor::Red.on_default(),
        }
    }
}

pub(crate) fn fate_of(operation: &Operation) -> Fate {
    match operation {
        Operation::CreateNamespace { .. }
        | Operation::CreateTable { .. }
        | Operation::AddColumn { .. }
        | Operation::AddConstraint { .. }
        | Operation::CreateIndex { .. }
        | Operation::CreateEnum { .. }
        | Operation::CreateSequence { .. } => Fate::Created,
        Operation::SetTableOptions { .. }
        | Operation::AlterColumn { .. }
        | Operation::ValidateConstraint { .. }
        | Operation::ReplaceValues { .. }
        | Operation::AlterEnum { .. }
        | Operation::AlterSequence { .. }
        | Operation::SetComment { .. } => Fate::Changed,
        Operation::RenameTable { .. }
        | Operation::RenameColumn { .. }
        | Operation::RenameConstraint { .. }
        | Operation::RenameIndex { .. }
        | Operation::RenameEnum { .. }
        | Operation::RenameEnumValue { .. }
        | Operation::RenameSequence { .. } => Fate::Renamed,
        Operation::DropNamespace { .. }
        | Operation::DropTable { .. }
        | Operation::DropColumn { .. }
        | Operation::DropConstraint { .. }
        | Operation::DropIndex { .. }
        | Operation::DropEnum { .. }
        | Operation::DropSequence { .. } => Fate::Dropped,
    }
}

/// Names may hold anything, line breaks and escape sequences too.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use schemist_lint::{Handling, Rows};
    use schemist_schema::{Pair, QualifiedName, Table};

    use super::*;

    #[test]
    fn groups_by_fate() {
        let table = |name: &str| Box::new(Table::new(QualifiedName::new(name)));
        let operations = [
            Operation::DropTable { table: table("old") },
            Operation::RenameTable { name: Pair::new("a".into(), "b".into()) },
            Operation::CreateTable { table: table("new\nline") },
            Operation::DropTable { table: table("older") },
        ];
        let rows = Some(Rows { count: 12_000, is_estimate: true });
        let deleted = Touched { table: "old".into(), handling: Handling::Deleted, rows };
        let touched = [vec![deleted], Vec::new(), Vec::new(), Vec::new()];
        assert_eq!(
            summary(&operations, &touched, false),
            "  + create table new\u{fffd}line
  > rename table a to b
  - drop table old (its data is deleted), about 12,000 rows
  - drop table older (its data is deleted)
"
        );
        assert_eq!(
            figures(&operations, &touched),
            "          operations  tables  rows
  created          1       1
  renamed          1       1
  dropped          2       2  about 12,000 rows deleted
"
        );
        assert!(summary(&operations, &[], true).contains("\u{1b}[32m+ create table"));
        assert!(!figures(&operations, &[]).contains("rows"));
        assert_eq!(figures(&operations[..1], &touched), "");
        assert_eq!(summary(&operations[1..2], &[], false), "  > rename table a to b\n");
        assert_eq!(summary(&[], &[], false), "");
    }
}
