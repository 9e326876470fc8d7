//! One view of what a revision does, for statements that Schemist planned and those that somebody wrote.

use std::borrow::Cow;

use schemist_diagnostics::Span;
use schemist_schema::{Operation, QualifiedName};

/// One thing that a revision does.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    /// What is done.
    pub what: What<'a>,
    /// How the statement says that it is done.
    pub how: How,
    /// Where the statement stands, in a file that somebody wrote.
    pub span: Option<Span>,
    /// Which statement it is part of, from 0.
    pub statement: usize,
}

/// What is done: to the schema, or something else that a rule has an eye on.
#[allow(clippy::large_enum_variant)] // a few hundred at most, and for a moment
#[derive(Debug, Clone, PartialEq)]
pub enum What<'a> {
    /// A change of the schema.
    Operation(Cow<'a, Operation>),
    /// Anything else.
    Action(Action),
}

/// What a statement does that is no change of a schema as Schemist knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `TRUNCATE`
    Truncate {
        /// The table.
        table: QualifiedName,
        /// Tables that refer to it are emptied too.
        cascade: bool,
    },
    /// `INSERT`, `UPDATE`, `DELETE`, …: rows change.
    ChangeRows {
        /// The word it begins with, in upper case.
        verb: &'static str,
        /// The table, where it could be read.
        table: Option<QualifiedName>,
        /// Only some rows are touched: there is a `WHERE`, or new ones come.
        is_filtered: bool,
    },
    /// `REINDEX`
    Reindex {
        /// What it names.
        name: QualifiedName,
    },
    /// `REFRESH MATERIALIZED VIEW`
    Refresh {
        /// The view.
        view: QualifiedName,
    },
    /// `VACUUM FULL`, `CLUSTER`, `OPTIMIZE TABLE`: a table is written anew as it is.
    Repack {
        /// The words.
        command: &'static str,
        /// The table; all without it.
        table: Option<QualifiedName>,
    },
    /// `ALTER TABLE … ATTACH PARTITION`
    AttachPartition {
        /// The table.
        table: QualifiedName,
        /// What becomes part of it.
        partition: QualifiedName,
    },
    /// `ALTER TABLE … DETACH PARTITION`
    DetachPartition {
        /// The table.
        table: QualifiedName,
        /// What ceases to be part of it.
        partition: QualifiedName,
    },
    /// `DROP DATABASE`
    DropDatabase {
        /// The database.
        name: String,
    },
    /// `ALTER SCHEMA … RENAME TO`
    RenameNamespace {
        /// The name before.
        from: String,
        /// The name after.
        to: String,
    },
    /// `DROP VIEW`, `DROP FUNCTION` and the like, and `DROP TABLE` of what is not known.
    DropOther {
        /// Its kind, in lower case: `view`.
        kind: String,
        /// Its name.
        name: QualifiedName,
    },
    /// `BEGIN`
    Begin,
    /// `COMMIT` or `ROLLBACK`
    End,
    /// A timeout for locks or statements is set.
    SetTimeout {
        /// For locks, rather than for the whole statement.
        for_locks: bool,
    },
    /// The time zone of the session is set.
    SetTimeZone {
        /// To one without an offset.
        is_utc: bool,
    },
    /// `CREATE EXTENSION`, `ALTER EXTENSION`, `DROP EXTENSION`
    Extension {
        /// The verb, in lower case.
        verb: &'static str,
        /// Its name.
        name: String,
    },
    /// `CREATE DOMAIN … CHECK`, `ALTER DOMAIN … ADD CONSTRAINT`
    DomainConstraint {
        /// The domain.
        name: QualifiedName,
        /// The domain was there before, and so may be columns of it.
        is_altered: bool,
    },
    /// `GRANT`, `REVOKE`, row security and its policies: who may see what.
    Access {
        /// What, in words.
        what: String,
    },
    /// `ALTER TABLE … REPLICA IDENTITY`
    ReplicaIdentity {
        /// The table.
        table: QualifiedName,
    },
    /// `CREATE TRIGGER`
    CreateTrigger {
        /// The table.
        table: QualifiedName,
    },
    /// A table is moved, logged or not, or kept in another way: it is written anew.
    Store {
        /// The table.
        table: QualifiedName,
        /// The words.
        clause: String,
    },
    /// Anything that is known to be of no concern.
    Harmless,
    /// What could not be read.
    Unknown {
        /// Its first words.
        words: String,
    },
}

/// How a statement says that it is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct How {
    /// `CONCURRENTLY`
    pub concurrently: bool,
    /// `USING INDEX`: a constraint takes over an index that is there.
    pub using_index: bool,
    /// `CASCADE`
    pub cascade: bool,
    /// The constraint has no name of its own.
    pub unnamed: bool,
    /// A foreign key is written behind its column (`REFERENCES` without `FOREIGN KEY`).
    pub inline_reference: bool,
    /// `ALGORITHM = …` of MySQL, in upper case.
    pub algorithm: Option<String>,
    /// `LOCK = …` of MySQL, in upper case.
    pub lock: Option<String>,
    /// What the column was like before is not known.
    pub previous_unknown: bool,
}

impl<'a> Change<'a> {
    /// What a plan does.
    pub fn planned(operations: &'a [Operation]) -> Vec<Self> {
        let change = |(i, operation)| Change {
            what: What::Operation(Cow::Borrowed(operation)),
            how: How::default(),
            span: None,
            statement: i,
        };
        operations.iter().enumerate().map(change).collect()
    }

    /// The change of the schema, where it is one.
    pub fn operation(&self) -> Option<&Operation> {
        match &self.what {
            What::Operation(operation) => Some(operation),
            What::Action(_) => None,
        }
    }

    /// What is done, where it is no change of the schema.
    pub fn action(&self) -> Option<&Action> {
        match &self.what {
            What::Operation(_) => None,
            What::Action(action) => Some(action),
        }
    }

    /// The table it is about.
    pub fn table(&self) -> Option<&QualifiedName> {
        match &self.what {
            What::Operation(operation) => operation.table(),
            What::Action(action) => match action {
                Action::Truncate { table, .. }
                | Action::AttachPartition { table, .. }
                | Action::DetachPartition { table, .. }
                | Action::ReplicaIdentity { table }
                | Action::CreateTrigger { table }
                | Action::Store { table, .. } => Some(table),
                Action::ChangeRows { table, .. } | Action::Repack { table, .. } => table.as_ref(),
                Action::Reindex { .. }
                | Action::Refresh { .. }
                | Action::DropDatabase { .. }
                | Action::RenameNamespace { .. }
                | Action::DropOther { .. }
                | Action::Begin
                | Action::End
                | Action::SetTimeout { .. }
                | Action::SetTimeZone { .. }
                | Action::Extension { .. }
                | Action::DomainConstraint { .. }
                | Action::Access { .. }
                | Action::Harmless
                | Action::Unknown { .. } => None,
            },
        }
    }

    /// The column it is about.
    pub(crate) fn column(&self) -> Option<&str> {
        match self.operation()? {
            Operation::AddColumn { column, .. } | Operation::DropColumn { column, .. } => Some(&column.name),
            Operation::AlterColumn { column, .. } => Some(&column.next.name),
            Operation::RenameColumn { name, .. } => Some(&name.next),
            Operation::ReplaceValues { column, .. } => Some(column),
            _ => None,
        }
    }
}
