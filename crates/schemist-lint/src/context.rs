use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Code, Diagnostic, Severity};
use schemist_dialect::Probe;
use schemist_schema::{Column, ColumnType, Constraint, Engine, Expression, Operation, Pair, QualifiedName};

use crate::locks;
use crate::{Action, Change, LintInput, What};

/// The input, with what several rules want to know of it.
pub(crate) struct Context<'a> {
    pub(crate) input: &'a LintInput<'a>,
    created: BTreeSet<&'a QualifiedName>,
    /// What renamed tables were called before.
    previous_names: BTreeMap<&'a QualifiedName, &'a QualifiedName>,
    next_names: BTreeMap<&'a QualifiedName, &'a QualifiedName>,
    added_columns: BTreeMap<(&'a QualifiedName, &'a str), &'a Column>,
    dropped_constraints: BTreeMap<&'a QualifiedName, Vec<&'a Constraint>>,
    /// Those that change rows, and those that rename columns: few among many.
    row_changes: Vec<&'a Change<'a>>,
    renamed_columns: Vec<(&'a QualifiedName, &'a Pair<String>)>,
    /// Columns that change their type, by the names they had before, each with the place of its change.
    retyped_columns: BTreeMap<(QualifiedName, String), usize>,
    /// What rules wanted to know of the rows.
    asked: RefCell<BTreeSet<Probe>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(input: &'a LintInput<'a>) -> Self {
        let mut context = Self {
            input,
            created: BTreeSet::new(),
            previous_names: BTreeMap::new(),
            next_names: BTreeMap::new(),
            added_columns: BTreeMap::new(),
            dropped_constraints: BTreeMap::new(),
            row_changes: input.changes.iter().filter(|change| changes_rows(change)).collect(),
            renamed_columns: Vec::new(),
            retyped_columns: BTreeMap::new(),
            asked: RefCell::default(),
        };
        for operation in input.changes.iter().filter_map(Change::operation) {
            match operation {
                // A table that is dropped to be created anew was there.
                Operation::CreateTable { table } if !input.before.tables.contains_key(&table.name) => {
                    context.created.insert(&table.name);
                }
                Operation::RenameTable { name } => {
                    context.previous_names.insert(&name.next, &name.previous);
                    context.next_names.insert(&name.previous, &name.next);
                }
                Operation::RenameColumn { table, name } => context.renamed_columns.push((table, name)),
                Operation::AddColumn { table, column } => {
                    context.added_columns.insert((table, &column.name), column);
                }
                Operation::DropConstraint { table, constraint } => {
                    context.dropped_constraints.entry(table).or_default().push(constraint);
                }
                _ => {}
            }
        }
        context.retyped_columns = context.retyped();
        context
    }

    fn retyped(&self) -> BTreeMap<(QualifiedName, String), usize> {
        let mut retyped = BTreeMap::new();
        for (place, change) in self.input.changes.iter().enumerate() {
            if let Some(Operation::AlterColumn { table, column }) = change.operation()
                && column.previous.ty != column.next.ty
                && let Some(name) = self.column_before(table, &column.next.name)
            {
                retyped.entry((self.name_before(table).clone(), name)).or_insert(place);
            }
        }
        retyped
    }

    /// Which of the columns change their type, and where the first does; columns by the names they had before.
    pub(crate) fn retyped_among<'c>(
        &self,
        columns: &'c [(QualifiedName, String)],
    ) -> Option<(&'a Change<'a>, Vec<&'c (QualifiedName, String)>)> {
        let mut found: Vec<_> =
            columns.iter().filter_map(|key| Some((*self.retyped_columns.get(key)?, key))).collect();
        found.sort();
        found.dedup();
        let first = self.input.changes.get(found.first()?.0)?;
        Some((first, found.into_iter().map(|(_, column)| column).collect()))
    }

    /// All changes in order.
    pub(crate) fn changes(&self) -> impl Iterator<Item = &'a Change<'a>> {
        self.input.changes.iter()
    }

    /// All changes of the schema in order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &'a Operation> {
        self.changes().filter_map(Change::operation)
    }

    pub(crate) fn engine(&self) -> Engine {
        self.input.dialect.engine()
    }

    /// Changes, without those on a table that is created with them and so has no rows.
    pub(crate) fn on_existing_tables(&self) -> impl Iterator<Item = &'a Change<'a>> {
        self.changes().filter(|c| c.table().is_none_or(|table| !self.is_new(table)))
    }

    /// Whether a table is created by the revision.
    pub(crate) fn is_new(&self, table: &QualifiedName) -> bool {
        // What is temporary holds nothing that anybody would miss.
        let is_temporary = table.namespace.as_deref().is_some_and(|n| n == "temp" || n == "pg_temp");
        is_temporary || self.created.contains(self.name_before(table))
    }

    /// How many rows a table holds in the database at hand, under its name after renames.
    pub(crate) fn rows(&self, table: &QualifiedName) -> Option<u64> {
        self.count(Probe::Rows { table: self.name_before(table).clone() })
    }

    /// The same for people.
    fn rows_in_words(&self, table: &QualifiedName) -> String {
        let rows = self.input.facts.rows(self.name_before(table));
        rows.map_or_else(|| format!("{table} holds rows"), |rows| format!("{table} holds {rows}"))
    }

    /// The answer to a question about the rows, where it is known. Asked for by the names before.
    pub(crate) fn count(&self, probe: Probe) -> Option<u64> {
        let answer = self.input.facts.counts.get(&probe).copied();
        self.asked.borrow_mut().insert(probe);
        answer
    }

    /// Whether a change runs in a session whose time zone has no offset: a statement before it says so, or the session
    /// that asked had none.
    pub(crate) fn is_utc(&self, change: &Change<'_>) -> bool {
        let before = self.changes().take_while(|other| !std::ptr::eq(*other, change));
        let set = before.filter_map(|other| match other.action() {
            Some(Action::SetTimeZone { is_utc }) => Some(*is_utc),
            _ => None,
        });
        set.last().or(self.input.facts.is_utc).unwrap_or(false)
    }

    /// What was asked.
    pub(crate) fn into_asked(self) -> BTreeSet<Probe> {
        self.asked.into_inner()
    }

    /// What a column of a table was called before; `None` where it was not there.
    pub(crate) fn column_before(&self, table: &QualifiedName, column: &str) -> Option<String> {
        let before = self.name_before(table);
        let renames = self.renamed_columns.iter();
        let renamed = renames.filter(|(of, name)| name.next == column && self.name_before(of) == before);
        let renamed = renamed.map(|(_, name)| &name.previous).next();
        let name = renamed.map_or(column, String::as_str);
        let known = self.input.before.tables.get(before)?.columns.named(name)?;
        Some(known.name.clone())
    }

    /// What columns of a table were called before; `None` where one was not there.
    pub(crate) fn columns_before<'c>(
        &self,
        table: &QualifiedName,
        columns: impl IntoIterator<Item = &'c str>,
    ) -> Option<Vec<String>> {
        columns.into_iter().map(|column| self.column_before(table, column)).collect()
    }

    /// Whether an expression about a table can be asked of the table as it was: every column that it names is there
    /// under the same name, and of the same type.
    pub(crate) fn reads_what_was_there(&self, table: &QualifiedName, expression: &Expression) -> bool {
        let Some(after) = self.input.after.tables.get(self.name_after(table)) else { return false };
        let Some(before) = self.input.before.tables.get(self.name_before(table)) else { return false };
        let named = after.columns.iter().filter(|column| expression.mentions(&column.name));
        named.into_iter().all(|column| before.columns.named(&column.name).is_some_and(|c| c.ty == column.ty))
    }

    /// The columns of a table's primary key, before.
    pub(crate) fn primary_key_before(&self, table: &QualifiedName) -> Option<Vec<String>> {
        let key = self.input.before.tables.get(self.name_before(table))?.primary_key.as_ref()?;
        Some(key.columns.iter().map(|column| column.name.clone()).collect())
    }

    /// A finding about rows that are in the way: a warning with their number, a note where there are none at hand.
    /// Where rows are changed before it in the same revision, what is there now says nothing.
    pub(crate) fn about_violations(
        &self,
        code: Code,
        change: &Change<'_>,
        table: &QualifiedName,
        message: String,
        probe: Option<Probe>,
    ) -> Diagnostic {
        let probe = probe.filter(|_| !self.rows_change_before(change, table));
        let query = probe.as_ref().map(|probe| self.input.dialect.probe(probe)).unwrap_or_default();
        let groups = matches!(probe, Some(Probe::Duplicates { .. }));
        match probe.and_then(|probe| self.count(probe)) {
            None => self.about_rows(code, table, message),
            Some(0) => Diagnostic::new(code, Severity::Note, message)
                .with_note("no row of the database at hand is in the way; elsewhere one may be"),
            Some(count) => {
                let found = match (groups, count) {
                    (true, 1) => "one group of rows is alike".to_owned(),
                    (true, count) => format!("{count} groups of rows are alike"),
                    (false, 1) => "1 row is in the way".to_owned(),
                    (false, count) => format!("{count} rows are in the way"),
                };
                Diagnostic::warning(code, message)
                    .with_note(format!("{found} in the database at hand: {query}"))
            }
        }
    }

    fn rows_change_before(&self, change: &Change<'_>, table: &QualifiedName) -> bool {
        // All stand in one slice.
        let before = self
            .row_changes
            .iter()
            .take_while(|other| std::ptr::from_ref(**other) < std::ptr::from_ref(change));
        before
            .into_iter()
            .any(|other| other.table().is_none_or(|of| self.name_before(of) == self.name_before(table)))
    }

    /// Whether a change needs a lock on a table that was there, of the kind that conflicts with work on its rows.
    pub(crate) fn locks(&self, change: &Change<'_>) -> bool {
        let touches_definition = match change.action() {
            None => true,
            Some(Action::ChangeRows { .. } | Action::Harmless) => false,
            Some(_) => true,
        };
        touches_definition
            && !change.how.concurrently
            && change.table().is_some_and(|table| !self.is_new(table))
    }

    /// What a table was called before the renames.
    pub(crate) fn name_before<'n>(&self, table: &'n QualifiedName) -> &'n QualifiedName
    where
        'a: 'n,
    {
        self.previous_names.get(table).copied().unwrap_or(table)
    }

    /// What a table is called after the renames.
    pub(crate) fn name_after<'n>(&self, table: &'n QualifiedName) -> &'n QualifiedName
    where
        'a: 'n,
    {
        self.next_names.get(table).copied().unwrap_or(table)
    }

    /// What an enum type was called before the renames.
    pub(crate) fn enum_before<'n>(&self, name: &'n QualifiedName) -> &'n QualifiedName
    where
        'a: 'n,
    {
        let renamed = self.operations().find_map(|operation| match operation {
            Operation::RenameEnum { name: renamed } if renamed.next == *name => Some(&renamed.previous),
            _ => None,
        });
        renamed.unwrap_or(name)
    }

    /// A finding about a drop, with how to say that it is a rename, unless the models say that it is none.
    pub(crate) fn unless_on_purpose(&self, operation: &Operation, finding: Diagnostic) -> Diagnostic {
        // In what somebody wrote a drop is a drop.
        match self.input.revision.is_written || operation.is_on_purpose(self.input.after) {
            true => finding,
            false => finding.with_help(SAY_SO),
        }
    }

    /// A warning about the rows of a table; a note where there are none at hand.
    pub(crate) fn about_rows(&self, code: Code, table: &QualifiedName, message: String) -> Diagnostic {
        match self.rows(table) {
            Some(0) => Diagnostic::new(code, Severity::Note, message)
                .with_note(format!("{table} is empty in the database at hand; elsewhere it may not be")),
            Some(_) => Diagnostic::warning(code, message).with_note(self.rows_in_words(table)),
            None => Diagnostic::warning(code, message),
        }
    }

    /// What is to be said of a lock on a table: nothing where the table is known to be small, a warning where it is
    /// known not to be. Where nothing is known it is a note on what is planned, which the command does with a database
    /// at hand, and a warning on what somebody wrote.
    pub(crate) fn about_lock(
        &self,
        code: Code,
        change: &Change<'_>,
        table: &QualifiedName,
        message: String,
    ) -> Option<Diagnostic> {
        let finding = self.about_size(code, table, message)?;
        Some(match locks::fact_of(self, change) {
            Some(fact) => finding.with_note(fact.in_words()),
            None => finding,
        })
    }

    /// The same without what the manual says of the lock, for what another lock decides.
    pub(crate) fn about_size(
        &self,
        code: Code,
        table: &QualifiedName,
        message: String,
    ) -> Option<Diagnostic> {
        match self.rows(table) {
            Some(rows) if rows < self.input.settings.small_table => None,
            Some(_) => Some(Diagnostic::warning(code, message).with_note(self.rows_in_words(table))),
            None if self.input.revision.is_written => Some(Diagnostic::warning(code, message)),
            None => Some(Diagnostic::note(code, message)),
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

/// What to do about a drop that is none.
const SAY_SO: &str = "if it got another name, say so with `renamed_from`";

/// Takes from what is said of drops what the comparison said already, with the names: how to say that it is a rename.
pub fn without_repeated_help(findings: Vec<Diagnostic>, is_told: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let without = |mut finding: Diagnostic| {
        if finding.subject.as_deref().is_some_and(&is_told) {
            finding.help.retain(|help| help != SAY_SO);
        }
        finding
    };
    findings.into_iter().map(without).collect()
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

/// Whether a change touches rows rather than the schema.
fn changes_rows(change: &Change<'_>) -> bool {
    match (&change.what, change.operation()) {
        (What::Action(Action::ChangeRows { .. } | Action::Truncate { .. }), _) => true,
        (_, operation) => matches!(operation, Some(Operation::ReplaceValues { .. })),
    }
}
