use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use schemist_schema::Operation;

/// The operations in words, grouped by what becomes of things; `""` where there are none. For people who want
/// to see at a glance what a revision does.
pub fn summary<'a>(operations: impl IntoIterator<Item = &'a Operation>, color: bool) -> String {
    let operations: Vec<&Operation> = operations.into_iter().collect();
    let mut text = String::new();
    for fate in Fate::ALL {
        for operation in operations.iter().filter(|operation| fate_of(operation) == fate) {
            let (style, reset) = match color {
                true => (fate.style().render().to_string(), fate.style().render_reset().to_string()),
                false => (String::new(), String::new()),
            };
            let loss = if operation.loses_data() { " (its data is deleted)" } else { "" };
            let line = one_line(&operation.describe());
            // Writing to a string does not fail.
            let _ = writeln!(text, "  {style}{} {line}{reset}{loss}", fate.mark());
        }
    }
    text
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
    use schemist_schema::{Pair, QualifiedName, Table};

    use super::*;

    #[test]
    fn groups_by_fate() {
        let table = |name: &str| Box::new(Table::new(QualifiedName::new(name)));
        let operations = [
            Operation::DropTable { table: table("old") },
            Operation::RenameTable { name: Pair::new("a".into(), "b".into()) },
            Operation::CreateTable { table: table("new\nline") },
        ];
        assert_eq!(
            summary(&operations, false),
            "  + create table new\u{fffd}line\n  > rename table a to b\n  - drop table old (its data is deleted)\n"
        );
        assert!(summary(&operations, true).contains("\u{1b}[32m+ create table"));
        assert_eq!(summary(&[], false), "");
    }
}
