use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Code, Diagnostic, Severity};
use schemist_schema::{Column, ColumnType, Constraint, Engine, Operation, QualifiedName};

use crate::LintInput;

/// The input, with what several rules want to know of it.
pub(crate) struct Context<'a> {
    pub(crate) input: &'a LintInput<'a>,
    created: BTreeSet<&'a QualifiedName>,
    /// What renamed tables were called before.
    previous_names: BTreeMap<&'a QualifiedName, &'a QualifiedName>,
    added_columns: BTreeMap<(&'a QualifiedName, &'a str), &'a Column>,
    dropped_constraints: BTreeMap<&'a QualifiedName, Vec<&'a Constraint>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(input: &'a LintInput<'a>) -> Self {
        let mut context = Self {
            input,
            created: BTreeSet::new(),
            previous_names: BTreeMap::new(),
            added_columns: BTreeMap::new(),
            dropped_constraints: BTreeMap::new(),
        };
        for operation in input.operations {
            match operation {
                Operation::CreateTable { table } => {
                    context.created.insert(&table.name);
                }
                Operation::RenameTable { name } => {
                    context.previous_names.insert(&name.next, &name.previous);
                }
                Operation::AddColumn { table, column } => {
                    context.added_columns.insert((table, &column.name), column);
                }
                Operation::DropConstraint { table, constraint } => {
                    context.dropped_constraints.entry(table).or_default().push(constraint);
                }
                _ => {}
            }
        }
        context
    }

    pub(crate) fn engine(&self) -> Engine {
        self.input.dialect.engine()
    }

    /// Operations, without those on a table that is created with them and so has no rows.
    pub(crate) fn on_existing_tables(&self) -> impl Iterator<Item = &'a Operation> {
        self.input.operations.iter().filter(|o| o.table().is_none_or(|table| !self.created.contains(table)))
    }

    /// How many rows a table holds in the database at hand, under its name after renames.
    pub(crate) fn rows(&self, table: &QualifiedName) -> Option<u64> {
        self.input.rows?.get(self.name_before(table)).copied()
    }

    /// What a table was called before the renames.
    pub(crate) fn name_before<'n>(&self, table: &'n QualifiedName) -> &'n QualifiedName
    where
        'a: 'n,
    {
        self.previous_names.get(table).copied().unwrap_or(table)
    }

    /// A finding about a drop, with how to say that it is a rename, unless the models say that it is none.
    pub(crate) fn unless_on_purpose(&self, operation: &Operation, finding: Diagnostic) -> Diagnostic {
        match operation.is_on_purpose(self.input.after) {
            true => finding,
            false => finding.with_help("if it got another name, say so with `renamed_from`"),
        }
    }

    /// A warning about the rows of a table; a note where there are none at hand.
    pub(crate) fn about_rows(&self, code: Code, table: &QualifiedName, message: String) -> Diagnostic {
        match self.rows(table) {
            Some(0) => Diagnostic::new(code, Severity::Note, message)
                .with_note(format!("{table} is empty in the database at hand; elsewhere it may not be")),
            Some(1) => Diagnostic::warning(code, message).with_note(format!("{table} holds 1 row")),
            Some(rows) => Diagnostic::warning(code, message).with_note(format!("{table} holds {rows} rows")),
            None => Diagnostic::warning(code, message),
        }
    }

    /// Whether all of the columns are new, and NULL in the rows there are.
    pub(crate) fn are_null_everywhere<'c>(
        &self,
        table: &QualifiedName,
        columns: impl IntoIterator<Item = &'c str>,
    ) -> bool {
        columns.into_iter().all(|name| {
            self.added_columns
                .get(&(table, name))
                .is_some_and(|column| column.nullable && !has_default(column) && column.generated.is_none())
        })
    }

    /// The constraints of a table that go.
    pub(crate) fn dropped_constraints(&self, table: &QualifiedName) -> impl Iterator<Item = &'a Constraint> {
        self.dropped_constraints.get(table).into_iter().flatten().copied()
    }
}

/// Whether the server fills the column in by itself.
pub(crate) fn has_default(column: &Column) -> bool {
    let default = column.default.as_ref().is_some_and(|d| !d.sql.trim().eq_ignore_ascii_case("null"));
    default || column.identity.is_some() || column.serial || column.auto_increment
}

/// Where the models declare what an operation brings about.
pub(crate) fn span_of(operation: &Operation) -> Option<schemist_diagnostics::Span> {
    operation.origin().and_then(|origin| origin.span.clone())
}

/// What MySQL puts into the rows that exist where a column may not be NULL and has no default.
pub(crate) fn made_up(column: &Column) -> &'static str {
    match &column.ty {
        ColumnType::Boolean
        | ColumnType::SmallInt
        | ColumnType::Integer
        | ColumnType::BigInt
        | ColumnType::Real
        | ColumnType::Double
        | ColumnType::Numeric { .. }
        | ColumnType::Bit { .. } => "0",
        ColumnType::Date | ColumnType::Time { .. } | ColumnType::Timestamp { .. } => "zeros",
        ColumnType::Named { name, .. } if name.name == "enum" => "the first value",
        ColumnType::Named { name, .. } if name.name.contains("int") || name.name.contains("decimal") => "0",
        _ => "an empty value",
    }
}
