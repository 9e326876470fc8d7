//! What a change locks while it runs, and what work it does under the lock: facts of the manuals, as data.

use schemist_schema::{Constraint, Engine, Operation};

use crate::context::Context;
use crate::rules::column_effect;
use crate::{Action, Change, LintInput, What};

/// Kinds of changes that differ in what they lock.
#[allow(missing_docs, reason = "they are called as the statements are")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Only the catalogue changes: a new column without a value, a default, a name.
    Definition,
    /// How a table is kept, as `fillfactor` and the targets of statistics.
    SetOptions,
    DropTable,
    AddColumnWithValues,
    AddIdentity,
    SetNotNull,
    Retype,
    RetypeInPlace,
    AddCheck,
    AddForeignKey,
    AddNotValid,
    AddForeignKeyNotValid,
    Validate,
    AddKey,
    AddPrimaryKey,
    AddKeyUsingIndex,
    AddExclusion,
    DropForeignKey,
    CreateIndex,
    CreateIndexConcurrently,
    DropIndex,
    DropIndexConcurrently,
    CreateTrigger,
    Truncate,
    Repack,
    Store,
    Reindex,
    ReindexConcurrently,
    Refresh,
    RefreshConcurrently,
    AttachPartition,
    DetachPartition,
    DetachPartitionConcurrently,
}

/// Which lock, by the name the engine has for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// PostgreSQL, explicit-locking, table 13.2: conflicts with everything, SELECT too.
    AccessExclusive,
    /// Conflicts with all but SELECT.
    Exclusive,
    /// Conflicts with writing, and with itself.
    ShareRowExclusive,
    /// Conflicts with writing.
    Share,
    /// Conflicts with other changes of the definition alone.
    ShareUpdateExclusive,
    /// InnoDB, `LOCK=SHARED`: rows are read meanwhile, not written.
    Shared,
    /// InnoDB, `LOCK=NONE`: a lock on the definition at the beginning and at the end, rows are read and written between.
    None,
}

/// What is done under the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Nothing that grows with the table.
    Catalogue,
    /// Every row is read.
    Scan,
    /// An index is built.
    Build,
    /// The table is written anew.
    Rewrite,
}

/// What a kind of change does on an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What is done.
    pub kind: Kind,
    /// What is locked meanwhile.
    pub lock: Lock,
    /// What takes the time.
    pub work: Work,
    /// The section of the manual that says so.
    pub manual: &'static str,
}

const fn fact(kind: Kind, lock: Lock, work: Work, manual: &'static str) -> Fact {
    Fact { kind, lock, work, manual }
}

/// PostgreSQL 13 to 18. "An ACCESS EXCLUSIVE lock is acquired unless explicitly noted" (ALTER TABLE, Description).
const POSTGRES: &[Fact] = {
    use Kind as K;
    use Lock as L;
    use Work as W;
    &[
        fact(K::Definition, L::AccessExclusive, W::Catalogue, "ALTER TABLE"),
        fact(K::SetOptions, L::ShareUpdateExclusive, W::Catalogue, "ALTER TABLE, SET storage_parameter"),
        fact(K::DropTable, L::AccessExclusive, W::Catalogue, "DROP TABLE"),
        fact(K::AddColumnWithValues, L::AccessExclusive, W::Rewrite, "ALTER TABLE, Notes"),
        fact(K::AddIdentity, L::AccessExclusive, W::Rewrite, "ALTER TABLE, Notes"),
        fact(K::SetNotNull, L::AccessExclusive, W::Scan, "ALTER TABLE, SET NOT NULL"),
        fact(K::Retype, L::AccessExclusive, W::Rewrite, "ALTER TABLE, Notes"),
        fact(K::RetypeInPlace, L::AccessExclusive, W::Catalogue, "ALTER TABLE, Notes"),
        fact(K::AddCheck, L::AccessExclusive, W::Scan, "ALTER TABLE, ADD table_constraint"),
        fact(K::AddForeignKey, L::ShareRowExclusive, W::Scan, "ALTER TABLE, ADD table_constraint"),
        fact(K::AddNotValid, L::AccessExclusive, W::Catalogue, "ALTER TABLE, ADD table_constraint"),
        fact(
            K::AddForeignKeyNotValid,
            L::ShareRowExclusive,
            W::Catalogue,
            "ALTER TABLE, ADD table_constraint",
        ),
        fact(K::Validate, L::ShareUpdateExclusive, W::Scan, "ALTER TABLE, VALIDATE CONSTRAINT"),
        fact(K::AddKey, L::AccessExclusive, W::Build, "ALTER TABLE, ADD table_constraint"),
        fact(K::AddPrimaryKey, L::AccessExclusive, W::Build, "ALTER TABLE, ADD table_constraint"),
        fact(K::AddKeyUsingIndex, L::AccessExclusive, W::Catalogue, "ALTER TABLE, USING INDEX"),
        fact(K::AddExclusion, L::AccessExclusive, W::Build, "ALTER TABLE, ADD table_constraint"),
        fact(K::DropForeignKey, L::AccessExclusive, W::Catalogue, "ALTER TABLE, DROP CONSTRAINT"),
        fact(K::CreateIndex, L::Share, W::Build, "CREATE INDEX, Building Indexes Concurrently"),
        fact(K::CreateIndexConcurrently, L::ShareUpdateExclusive, W::Build, "CREATE INDEX, CONCURRENTLY"),
        fact(K::DropIndex, L::AccessExclusive, W::Catalogue, "DROP INDEX, CONCURRENTLY"),
        fact(K::DropIndexConcurrently, L::ShareUpdateExclusive, W::Catalogue, "DROP INDEX, CONCURRENTLY"),
        fact(K::CreateTrigger, L::ShareRowExclusive, W::Catalogue, "Explicit Locking, SHARE ROW EXCLUSIVE"),
        fact(K::Truncate, L::AccessExclusive, W::Catalogue, "TRUNCATE"),
        fact(K::Repack, L::AccessExclusive, W::Rewrite, "VACUUM, FULL"),
        fact(K::Store, L::AccessExclusive, W::Rewrite, "ALTER TABLE, SET TABLESPACE"),
        fact(K::Reindex, L::Share, W::Build, "REINDEX, Notes"),
        fact(K::ReindexConcurrently, L::ShareUpdateExclusive, W::Build, "REINDEX, CONCURRENTLY"),
        fact(K::Refresh, L::AccessExclusive, W::Rewrite, "REFRESH MATERIALIZED VIEW"),
        fact(K::RefreshConcurrently, L::Exclusive, W::Rewrite, "REFRESH MATERIALIZED VIEW, CONCURRENTLY"),
        fact(K::AttachPartition, L::AccessExclusive, W::Scan, "ALTER TABLE, ATTACH PARTITION"),
        fact(K::DetachPartition, L::AccessExclusive, W::Catalogue, "ALTER TABLE, DETACH PARTITION"),
        fact(
            K::DetachPartitionConcurrently,
            L::ShareUpdateExclusive,
            W::Catalogue,
            "ALTER TABLE, DETACH PARTITION",
        ),
    ]
};

/// InnoDB of MariaDB 10.4 and later ("InnoDB Online DDL Operations") and of MySQL 8.0 ("Online DDL Operations"). Where
/// they differ it is in what is instant, which makes no difference to who waits.
const MYSQL: &[Fact] = {
    use Kind as K;
    use Lock as L;
    use Work as W;
    &[
        fact(K::Definition, L::None, W::Catalogue, "Online DDL, ALGORITHM=INSTANT"),
        fact(K::DropTable, L::None, W::Catalogue, "DROP TABLE"),
        fact(K::AddColumnWithValues, L::Shared, W::Rewrite, "Online DDL, Generated Column Operations"),
        fact(K::AddIdentity, L::Shared, W::Rewrite, "Online DDL, Adding an auto-increment column"),
        fact(K::SetNotNull, L::None, W::Rewrite, "Online DDL, Making a column NOT NULL"),
        fact(K::Retype, L::Shared, W::Rewrite, "Online DDL, Changing the column data type"),
        fact(K::RetypeInPlace, L::None, W::Catalogue, "Online DDL, Extending VARCHAR column size"),
        fact(K::AddCheck, L::Shared, W::Rewrite, "ALTER TABLE, CHECK constraints: ALGORITHM=COPY"),
        fact(K::AddForeignKey, L::Shared, W::Rewrite, "Online DDL, Foreign Key Operations"),
        fact(K::AddKey, L::None, W::Build, "Online DDL, Index Operations"),
        // The rows lie in the order of the key.
        fact(K::AddPrimaryKey, L::None, W::Rewrite, "Online DDL, Primary Key Operations"),
        fact(K::DropForeignKey, L::None, W::Catalogue, "Online DDL, Foreign Key Operations"),
        fact(K::CreateIndex, L::None, W::Build, "Online DDL, Index Operations"),
        fact(K::DropIndex, L::None, W::Catalogue, "Online DDL, Index Operations"),
        fact(K::Truncate, L::None, W::Catalogue, "TRUNCATE TABLE"),
        fact(K::Repack, L::None, W::Rewrite, "OPTIMIZE TABLE, InnoDB Details"),
        fact(K::Store, L::Shared, W::Rewrite, "Online DDL, Table Operations"),
    ]
};

/// MariaDB 11.2 and later copy a table while it is written to, and catch up at the end. Adding AUTO_INCREMENT is
/// excepted.
const ONLINE_COPY: &[Fact] = {
    use Kind as K;
    use Lock as L;
    use Work as W;
    const MANUAL: &str = "ALTER TABLE, LOCK=NONE with ALGORITHM=COPY (11.2)";
    &[
        fact(K::AddColumnWithValues, L::None, W::Rewrite, MANUAL),
        fact(K::Retype, L::None, W::Rewrite, MANUAL),
        fact(K::AddCheck, L::None, W::Rewrite, MANUAL),
        fact(K::AddForeignKey, L::None, W::Rewrite, MANUAL),
        fact(K::Store, L::None, W::Rewrite, MANUAL),
    ]
};

/// What is known of an engine's locks. Tests on live servers see to it that it is so.
pub fn lock_facts(engine: Engine) -> &'static [Fact] {
    match engine {
        Engine::Postgres => POSTGRES,
        Engine::Mysql => MYSQL,
        Engine::Sqlite => &[],
    }
}

/// For each change what it does while it runs, where that is known.
pub fn locks(input: &LintInput<'_>) -> Vec<Option<&'static Fact>> {
    let cx = Context::new(input);
    input.changes.iter().map(|change| fact_of(&cx, change)).collect()
}

/// What a change does while it runs; `None` where nothing is known, and on SQLite, whose one lock is on all of the
/// database.
pub(crate) fn fact_of(cx: &Context<'_>, change: &Change<'_>) -> Option<&'static Fact> {
    let kind = kind(cx, change)?;
    let capabilities = cx.input.dialect.capabilities();
    let copies_online = capabilities.is_mariadb && capabilities.version >= (11, 2);
    let newer = ONLINE_COPY.iter().filter(|_| copies_online);
    newer.chain(lock_facts(cx.engine())).find(|fact| fact.kind == kind)
}

impl Fact {
    /// In words: what is locked, who waits, for how long.
    pub(crate) fn in_words(&self) -> String {
        let work = match self.work {
            Work::Catalogue => "only the catalogue changes",
            Work::Scan => "every row is read",
            Work::Build => "an index is built",
            Work::Rewrite => "the table is written anew",
        };
        let lock = match self.lock {
            Lock::AccessExclusive => "ACCESS EXCLUSIVE: nobody reads or writes",
            Lock::Exclusive => "EXCLUSIVE: nobody writes",
            Lock::ShareRowExclusive => "SHARE ROW EXCLUSIVE: nobody writes",
            Lock::Share => "SHARE: nobody writes",
            Lock::ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE: rows are read and written",
            Lock::Shared => "LOCK=SHARED: nobody writes",
            Lock::None => "LOCK=NONE: rows are read and written",
        };
        format!("{lock} while {work} (manual: {})", self.manual)
    }

    /// Whether somebody waits for as long as the work takes, and that grows with the table.
    pub(crate) fn stops_work(&self) -> bool {
        let blocks = !matches!(self.lock, Lock::ShareUpdateExclusive | Lock::None);
        blocks && self.work != Work::Catalogue
    }
}

fn kind(cx: &Context<'_>, change: &Change<'_>) -> Option<Kind> {
    let concurrently = change.how.concurrently;
    let either = |a, b| Some(if concurrently { b } else { a });
    match &change.what {
        What::Operation(operation) => of_operation(cx, change, operation),
        What::Action(action) => match action {
            Action::Truncate { .. } => Some(Kind::Truncate),
            Action::Repack { .. } => Some(Kind::Repack),
            Action::Store { .. } => Some(Kind::Store),
            Action::Reindex { .. } => either(Kind::Reindex, Kind::ReindexConcurrently),
            Action::Refresh { .. } => either(Kind::Refresh, Kind::RefreshConcurrently),
            Action::AttachPartition { .. } => Some(Kind::AttachPartition),
            Action::DetachPartition { .. } => {
                either(Kind::DetachPartition, Kind::DetachPartitionConcurrently)
            }
            Action::CreateTrigger { .. } => Some(Kind::CreateTrigger),
            Action::DropOther { kind, .. } if kind == "index" => {
                either(Kind::DropIndex, Kind::DropIndexConcurrently)
            }
            Action::ReplicaIdentity { .. } => Some(Kind::Definition),
            _ => None,
        },
    }
}

fn of_operation(cx: &Context<'_>, change: &Change<'_>, operation: &Operation) -> Option<Kind> {
    match operation {
        Operation::DropTable { .. } => Some(Kind::DropTable),
        Operation::AddColumn { column, .. } => Some(column_effect::of_added(cx, column)),
        Operation::AlterColumn { column, .. }
            if column.previous.ty != column.next.ty || column_effect::is_stored_otherwise(column) =>
        {
            Some(column_effect::of_retyped(cx, change, operation))
        }
        Operation::AlterColumn { column, .. } if column.previous.nullable && !column.next.nullable => {
            Some(Kind::SetNotNull)
        }
        Operation::AddConstraint { constraint, .. } => Some(match constraint {
            _ if change.how.using_index => Kind::AddKeyUsingIndex,
            Constraint::PrimaryKey(_) => Kind::AddPrimaryKey,
            Constraint::Unique(_) => Kind::AddKey,
            Constraint::Exclusion(_) => Kind::AddExclusion,
            Constraint::ForeignKey(key) if key.not_valid => Kind::AddForeignKeyNotValid,
            other if other.is_not_valid() => Kind::AddNotValid,
            Constraint::ForeignKey(_) => Kind::AddForeignKey,
            Constraint::Check(_) => Kind::AddCheck,
        }),
        Operation::DropConstraint { constraint: Constraint::ForeignKey(_), .. } => Some(Kind::DropForeignKey),
        Operation::ValidateConstraint { .. } => Some(Kind::Validate),
        Operation::CreateIndex { .. } => {
            Some(if change.how.concurrently { Kind::CreateIndexConcurrently } else { Kind::CreateIndex })
        }
        Operation::DropIndex { .. } => {
            Some(if change.how.concurrently { Kind::DropIndexConcurrently } else { Kind::DropIndex })
        }
        Operation::SetTableOptions { .. } => Some(Kind::SetOptions),
        Operation::CreateTable { .. }
        | Operation::ReplaceValues { .. }
        | Operation::RenameIndex { .. }
        | Operation::SetComment { .. } => None,
        // Whatever else is on a table changes its definition; what is on none locks none.
        other => other.table().map(|_| Kind::Definition),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_one_fact() {
        for facts in [POSTGRES, MYSQL] {
            let mut kinds: Vec<Kind> = facts.iter().map(|fact| fact.kind).collect();
            kinds.sort_unstable();
            let all = kinds.len();
            kinds.dedup();
            assert_eq!(kinds.len(), all);
            assert!(facts.iter().all(|fact| !fact.manual.is_empty()));
        }
        assert_eq!(POSTGRES.len(), Kind::DetachPartitionConcurrently as usize + 1);
    }
}
