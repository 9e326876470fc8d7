use diesel::sql_types::{BigInt, Nullable, Text};

use crate::Direction;

/// A version that the database has applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedRevision {
    /// As Diesel stores it.
    pub version: String,
    /// When, as the database has it (UTC).
    pub run_on: String,
    /// What schemist noted; nothing where plain Diesel applied it.
    pub ledger: Option<LedgerEntry>,
}

/// What schemist noted about a revision it applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Of `up.sql`, as it was applied.
    pub up_checksum: Option<String>,
    /// Of `down.sql` at that time; nothing where there was none.
    pub down_checksum: Option<String>,
    /// How long it took.
    pub duration_ms: i64,
    /// Which schemist applied it.
    pub tool_version: String,
    /// Short checksums of its statements, in order.
    pub(crate) statements: Option<String>,
}

/// A revision that stopped half-way, outside a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterruptedRevision {
    /// As Diesel stores it.
    pub version: String,
    /// Whether it was being applied or reverted.
    pub direction: Direction,
    /// How many statements took effect.
    pub statements_done: usize,
    /// Of those statements, to see whether they were edited since.
    pub(crate) statements_checksum: Option<String>,
    /// What was there before the next one, where it commits by itself.
    pub(crate) before_next: Option<String>,
}

/// What the database knows about revisions.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub(crate) tables: LedgerTables,
    /// By version.
    pub(crate) applied: Vec<AppliedRevision>,
    pub(crate) interrupted: Vec<InterruptedRevision>,
}

/// Which of the two tables exist.
#[derive(Debug, Clone, Default, PartialEq, Eq, diesel::QueryableByName)]
pub(crate) struct LedgerTables {
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub(crate) diesel: bool,
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub(crate) ledger: bool,
    /// The columns of the ledger, with commas between them and around.
    #[diesel(sql_type = Nullable<Text>)]
    pub(crate) columns: Option<String>,
}

/// A column that a ledger of an earlier version does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LaterColumn {
    pub(crate) name: &'static str,
    /// The same on every engine.
    pub(crate) column_type: &'static str,
}

/// All that came to the ledger after its first version; a new one is also written into `create_ledger.sql`.
pub(crate) const LATER_COLUMNS: [LaterColumn; 4] = [
    LaterColumn { name: "statements_checksum", column_type: "VARCHAR(64)" },
    LaterColumn { name: "before_next", column_type: "VARCHAR(64)" },
    LaterColumn { name: "statements", column_type: "TEXT" },
    LaterColumn { name: "batch_progress", column_type: "TEXT" },
];

impl LedgerTables {
    /// Both are there, as this version has them.
    pub(crate) fn complete() -> Self {
        let names: Vec<&str> = LATER_COLUMNS.iter().map(|column| column.name).collect();
        Self { diesel: true, ledger: true, columns: Some(format!(",{},", names.join(","))) }
    }

    /// The columns that a ledger which is there does not have.
    pub(crate) fn missing_columns(&self) -> Vec<LaterColumn> {
        let there = self.columns.as_deref().filter(|_| self.ledger);
        let has =
            |column: &LaterColumn| there.is_none_or(|there| there.contains(&format!(",{},", column.name)));
        LATER_COLUMNS.into_iter().filter(|column| !has(column)).collect()
    }

    pub(crate) fn are_complete(&self) -> bool {
        self.diesel && self.ledger && self.missing_columns().is_empty()
    }
}

/// A row of the joined tables.
#[derive(Debug, diesel::QueryableByName)]
pub(crate) struct LedgerRow {
    #[diesel(sql_type = Text)]
    version: String,
    /// None: it is being applied.
    #[diesel(sql_type = Nullable<Text>)]
    run_on: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    up_checksum: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    down_checksum: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    duration_ms: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    tool_version: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    state: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    statements_done: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    statements_checksum: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    before_next: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    statements: Option<String>,
}

/// How far a revision came that is neither here nor there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HalfWay<'a> {
    pub(crate) version: &'a str,
    pub(crate) direction: Direction,
    /// None while it is reverted: what was noted when it was applied stays.
    pub(crate) up_checksum: Option<&'a str>,
    pub(crate) down_checksum: Option<&'a str>,
    pub(crate) statements_done: usize,
    pub(crate) statements_checksum: &'a str,
    pub(crate) before_next: Option<&'a str>,
}

/// An applied revision, to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Done<'a> {
    pub(crate) version: &'a str,
    pub(crate) up_checksum: &'a str,
    pub(crate) down_checksum: Option<&'a str>,
    pub(crate) duration_ms: i64,
    pub(crate) statements_done: usize,
    /// Short checksums of the statements: they tell what was edited.
    pub(crate) statements: &'a str,
}

/// The words in the column `state`.
pub(crate) const APPLYING: &str = "applying";
pub(crate) const REVERTING: &str = "reverting";

impl HalfWay<'_> {
    pub(crate) fn state(&self) -> &'static str {
        match self.direction {
            Direction::Up => APPLYING,
            Direction::Down => REVERTING,
        }
    }
}

impl State {
    pub(crate) fn from_rows(tables: LedgerTables, rows: Vec<LedgerRow>) -> Self {
        let mut state = Self { tables, ..Self::default() };
        for row in rows {
            state.interrupted.extend(row.interrupted());
            state.applied.extend(row.applied());
        }
        state
    }

    pub(crate) fn versions(&self) -> Vec<String> {
        self.applied.iter().map(|a| a.version.clone()).collect()
    }
}

impl LedgerRow {
    fn interrupted(&self) -> Option<InterruptedRevision> {
        let direction = match self.state.as_deref() {
            Some(APPLYING) if self.run_on.is_none() => Direction::Up,
            Some(REVERTING) if self.run_on.is_some() => Direction::Down,
            _ => return None,
        };
        Some(InterruptedRevision {
            version: self.version.clone(),
            direction,
            statements_done: self.statements_done.and_then(|n| usize::try_from(n).ok()).unwrap_or_default(),
            statements_checksum: self.statements_checksum.clone(),
            before_next: self.before_next.clone(),
        })
    }

    fn applied(self) -> Option<AppliedRevision> {
        let ledger = self.tool_version.map(|tool_version| LedgerEntry {
            up_checksum: self.up_checksum,
            down_checksum: self.down_checksum,
            duration_ms: self.duration_ms.unwrap_or_default(),
            tool_version,
            statements: self.statements,
        });
        Some(AppliedRevision { version: self.version, run_on: self.run_on?, ledger })
    }
}
