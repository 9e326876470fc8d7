use std::collections::BTreeMap;

use schemist_dialect::split_script_of;
use schemist_schema::Engine;
use schemist_schema::sql::{Token, TokenKind, significant, tokenize};

use crate::batch::Batch;
use crate::checksum;

/// A migration file, split into statements and into the pieces that take effect together.
#[derive(Debug)]
pub(crate) struct Script<'a> {
    pub(crate) text: &'a str,
    pub(crate) statements: Vec<ScriptStatement<'a>>,
    pub(crate) segments: Vec<Segment>,
    /// Sets `PRAGMA foreign_keys` for its own time.
    pub(crate) sets_foreign_keys: bool,
    /// The statements that run in batches, by their places.
    batches: BTreeMap<usize, Batch>,
}

/// One statement of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScriptStatement<'a> {
    /// From its first word, without the semicolon.
    pub(crate) sql: &'a str,
    /// The comments before it.
    comments: &'a str,
    /// Byte offset of its first word in the file.
    pub(crate) start: usize,
    /// Line of its first word, from 1.
    pub(crate) line: usize,
}

/// A piece of a script; the numbers are places in `Script::statements`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    /// A setting of the session (`PRAGMA`), which must be made again when a run is resumed.
    Session(usize),
    /// A statement that stands alone, outside a transaction.
    Bare(usize),
    /// A statement that runs in batches, each a transaction of its own.
    Batch(usize),
    /// Statements that take effect together; `end` lies behind the last, a final COMMIT included.
    Block { statements: Vec<usize>, end: usize },
}

impl Segment {
    /// How many statements of the file are done with it.
    pub(crate) fn end(&self) -> usize {
        match self {
            Self::Session(i) | Self::Bare(i) | Self::Batch(i) => i + 1,
            Self::Block { end, .. } => *end,
        }
    }

    pub(crate) fn is_session(&self) -> bool {
        matches!(self, Self::Session(_))
    }
}

/// A transaction statement, or a directive, where none may be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ControlProblem {
    pub(crate) line: usize,
    pub(crate) reason: String,
    pub(crate) help: &'static str,
}

const CONTROL_HELP: &str = "leave BEGIN and COMMIT out (a revision runs in a transaction of its own), or set `run_in_transaction = false` in its metadata.toml";
const BATCH_HELP: &str = "each batch is committed by itself: write `run_in_transaction = false` into its metadata.toml, and no BEGIN around the statement";
const DIRECTIVE_HELP: &str =
    "a directive is `-- schemist:batch key=COLUMN size=ROWS pause=TIME`, on the line before the statement";

impl ControlProblem {
    fn control(line: usize, reason: impl Into<String>) -> Self {
        Self { line, reason: reason.into(), help: CONTROL_HELP }
    }
}

/// What a statement means for transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `PRAGMA foreign_keys`: nothing happens inside a transaction.
    ForeignKeys,
    /// Another setting of SQLite.
    Pragma,
    /// Cannot run in a transaction on SQLite.
    Alone,
    /// Runs in batches.
    Batch,
    Begin,
    Commit,
    Rollback,
    Regular,
}

impl<'a> Script<'a> {
    /// Splits a file and finds what takes effect together.
    ///
    /// With a transaction all of it is one block; a BEGIN and COMMIT around everything are the block's own, and on
    /// SQLite `PRAGMA foreign_keys` before and behind is set outside, where it takes effect. Without, what stands
    /// between BEGIN and COMMIT is a block. On SQLite, where nearly everything can be rolled back, so are the
    /// statements between those that cannot: the file then cannot stop within them. On PostgreSQL each statement
    /// that can is a block of its own, so that it takes effect together with its record. MariaDB and MySQL end a
    /// transaction at every statement that defines something: those stand alone, with or without a transaction,
    /// and the rows that change between them are blocks.
    pub(crate) fn parse(
        engine: Engine,
        text: &'a str,
        run_in_transaction: bool,
    ) -> Result<Self, ControlProblem> {
        let statements = statements(engine, text);
        let batches = batches(engine, &statements)?;
        if let (true, Some(first)) = (run_in_transaction, batches.keys().next()) {
            let line = statements.get(*first).map_or(1, |statement| statement.line);
            let reason = "a statement in batches, in a migration that runs in one transaction".to_owned();
            return Err(ControlProblem { line, reason, help: BATCH_HELP });
        }
        let kinds: Vec<Kind> = statements
            .iter()
            .map(|s| kind(engine, s.sql))
            .enumerate()
            .map(|(i, kind)| if batches.contains_key(&i) { Kind::Batch } else { kind })
            .collect();
        let lines: Vec<usize> = statements.iter().map(|s| s.line).collect();
        let segments = if run_in_transaction && engine != Engine::Mysql {
            one_block(&kinds, &lines)?
        } else {
            several_segments(engine, &kinds, &lines)?
        };
        let sets_foreign_keys = kinds.contains(&Kind::ForeignKeys);
        Ok(Self { text, statements, segments, sets_foreign_keys, batches })
    }

    /// How a statement is run in batches, where it is.
    pub(crate) fn batch(&self, index: usize) -> Option<&Batch> {
        self.batches.get(&index)
    }

    /// The segment with which the work is done: the last that is more than a setting.
    pub(crate) fn last_effective(&self) -> Option<usize> {
        self.segments.iter().rposition(|segment| !segment.is_session())
    }

    /// The statement that runs next by itself, outside a transaction, once so many are done.
    pub(crate) fn next_bare(&self, done: usize) -> Option<&'a str> {
        let next = self.segments.iter().find(|segment| !segment.is_session() && segment.end() > done)?;
        match next {
            Segment::Bare(index) => self.statements.get(*index).map(|statement| statement.sql),
            Segment::Session(_) | Segment::Block { .. } | Segment::Batch(_) => None,
        }
    }

    /// Several steps, of which some may be done without the others.
    pub(crate) fn can_stop_half_way(&self) -> bool {
        let mut effective = self.segments.iter().filter(|segment| !segment.is_session());
        match (effective.next(), effective.next()) {
            (None, _) | (Some(Segment::Block { .. }), None) => false,
            (Some(_), None | Some(_)) => true,
        }
    }

    /// A checksum of the first statements, to see whether they were edited since they ran.
    pub(crate) fn checksum_of_first(&self, done: usize) -> String {
        let texts: Vec<&str> = self.statements.iter().take(done).map(|s| s.sql).collect();
        checksum(&texts.join(";\n"))
    }

    /// Line and column, from 1, of a character within a statement; counted as PostgreSQL counts, from 1.
    pub(crate) fn position(&self, statement: usize, character: usize) -> Option<(usize, usize)> {
        let statement = self.statements.get(statement)?;
        let offset: usize = statement.sql.chars().take(character.checked_sub(1)?).map(char::len_utf8).sum();
        let before = self.text.get(..statement.start + offset)?;
        let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Some((before.matches('\n').count() + 1, column))
    }
}

/// Whether a text holds any statement but `SELECT 1`, which stands where PostgreSQL would refuse an empty file.
pub(crate) fn does_anything(engine: Engine, text: &str) -> bool {
    split_script_of(engine, text).into_iter().any(|(_, sql)| !is_placeholder(sql))
}

fn is_placeholder(sql: &str) -> bool {
    let tokens = significant(sql);
    matches!(tokens.as_slice(), [select, one] if select.is_word("select") && one.text == "1")
}

fn statements(engine: Engine, text: &str) -> Vec<ScriptStatement<'_>> {
    let (mut line, mut counted_to) = (1, 0);
    let mut found = Vec::new();
    for (offset, sql) in split_script_of(engine, text) {
        let skipped = tokenize(sql).iter().find(|t| t.is_significant()).map_or(0, |t| t.start);
        let start = offset + skipped;
        let comments = sql.get(..skipped).unwrap_or_default();
        line += text.get(counted_to..start).map_or(0, |between| between.matches('\n').count());
        counted_to = start;
        found.push(ScriptStatement { sql: sql.get(skipped..).unwrap_or(sql), comments, start, line });
    }
    found
}

fn batches(
    engine: Engine,
    statements: &[ScriptStatement<'_>],
) -> Result<BTreeMap<usize, Batch>, ControlProblem> {
    let mut batches = BTreeMap::new();
    for (i, statement) in statements.iter().enumerate() {
        let batch = Batch::before(engine, statement.comments, statement.sql);
        let line = statement.line;
        let batch = batch.map_err(|reason| ControlProblem { line, reason, help: DIRECTIVE_HELP })?;
        batches.extend(batch.map(|batch| (i, batch)));
    }
    Ok(batches)
}

/// Everything together; see [`Script::parse`].
fn one_block(kinds: &[Kind], lines: &[usize]) -> Result<Vec<Segment>, ControlProblem> {
    let count = kinds.len();
    let mut first = kinds.iter().take_while(|k| **k == Kind::ForeignKeys).count();
    let mut last = count - kinds.iter().skip(first).rev().take_while(|k| **k == Kind::ForeignKeys).count();
    let mut segments: Vec<Segment> = (0..first).map(Segment::Session).collect();
    let (before, after) = (first, last);
    if kinds.get(first) == Some(&Kind::Begin)
        && last > first + 1
        && kinds.get(last - 1) == Some(&Kind::Commit)
    {
        first += 1;
        last -= 1;
    }
    let inside = kinds.iter().enumerate().take(last).skip(first);
    for (i, kind) in inside {
        if let Kind::Begin | Kind::Commit | Kind::Rollback = kind {
            return Err(ControlProblem::control(
                lines.get(i).copied().unwrap_or(1),
                "BEGIN, COMMIT or ROLLBACK within a migration that runs in a transaction",
            ));
        }
    }
    if after > before {
        segments.push(Segment::Block { statements: (first..last).collect(), end: after });
    }
    segments.extend((after..count).map(Segment::Session));
    Ok(segments)
}

/// What a file without a transaction of its own consists of; see [`Script::parse`].
fn several_segments(engine: Engine, kinds: &[Kind], lines: &[usize]) -> Result<Vec<Segment>, ControlProblem> {
    let line = |i: usize| lines.get(i).copied().unwrap_or(1);
    let mut segments = Vec::new();
    let mut opened: Option<(usize, Vec<usize>)> = None;
    for (i, kind) in kinds.iter().enumerate() {
        match (kind, opened.as_mut()) {
            (Kind::Begin, None) => opened = Some((i, Vec::new())),
            (Kind::Commit, Some(_)) => {
                if let Some((_, statements)) = opened.take() {
                    segments.push(Segment::Block { statements, end: i + 1 });
                }
            }
            (Kind::Begin, Some((begin, _))) => {
                let reason = format!("BEGIN within the transaction that line {} began", line(*begin));
                return Err(ControlProblem::control(line(i), reason));
            }
            (Kind::Commit, None) => return Err(ControlProblem::control(line(i), "COMMIT without BEGIN")),
            (Kind::Rollback, _) => {
                let reason = "ROLLBACK in a migration: what it did would be gone, and recorded as applied";
                return Err(ControlProblem::control(line(i), reason));
            }
            (Kind::Batch, Some((begin, _))) => {
                let reason =
                    format!("a statement in batches within the transaction that line {} began", line(*begin));
                return Err(ControlProblem { line: line(i), reason, help: BATCH_HELP });
            }
            (_, Some((_, statements))) => statements.push(i),
            (Kind::Batch, None) => segments.push(Segment::Batch(i)),
            (Kind::ForeignKeys | Kind::Pragma, None) => segments.push(Segment::Session(i)),
            (Kind::Alone, None) => segments.push(Segment::Bare(i)),
            (Kind::Regular, None) => match (engine, segments.last_mut()) {
                (Engine::Sqlite | Engine::Mysql, Some(Segment::Block { statements, end })) => {
                    statements.push(i);
                    *end = i + 1;
                }
                (Engine::Sqlite | Engine::Postgres | Engine::Mysql, _) => {
                    segments.push(Segment::Block { statements: vec![i], end: i + 1 });
                }
            },
        }
    }
    match opened {
        Some((begin, _)) => Err(ControlProblem::control(line(begin), "BEGIN without COMMIT")),
        None => Ok(segments),
    }
}

fn kind(engine: Engine, sql: &str) -> Kind {
    let tokens: Vec<Token<'_>> = tokenize(sql).into_iter().filter(Token::is_significant).take(4).collect();
    let word = |i: usize| match tokens.get(i) {
        Some(t) if t.kind == TokenKind::Word => t.text.to_ascii_lowercase(),
        _ => String::new(),
    };
    match (engine, word(0).as_str()) {
        (_, "begin") => Kind::Begin,
        (_, "start") if word(1) == "transaction" => Kind::Begin,
        (_, "commit") if word(1) == "prepared" => Kind::Regular,
        (_, "commit" | "end") => Kind::Commit,
        (_, "rollback") if word(1) == "prepared" || (1..4).any(|i| word(i) == "to") => Kind::Regular,
        (_, "rollback" | "abort") => Kind::Rollback,
        (Engine::Sqlite, "pragma") => {
            if (1..4).any(|i| word(i) == "foreign_keys") {
                Kind::ForeignKeys
            } else {
                Kind::Pragma
            }
        }
        (Engine::Sqlite, "vacuum" | "attach" | "detach") => Kind::Alone,
        (Engine::Postgres, "set") if ["local", "transaction", "constraints"].contains(&word(1).as_str()) => {
            Kind::Regular
        }
        (Engine::Postgres, "set" | "reset") | (Engine::Mysql, "set") => Kind::Pragma,
        (Engine::Postgres, first) if stands_alone(first, &word, sql) => Kind::Alone,
        (Engine::Mysql, first) if !changes_rows_only(first) => Kind::Alone,
        _ => Kind::Regular,
    }
}

/// Statements that PostgreSQL refuses within a transaction, and those that may end one.
fn stands_alone(first: &str, word: &dyn Fn(usize) -> String, sql: &str) -> bool {
    match first {
        "vacuum" | "call" | "do" | "cluster" | "discard" => true,
        "create" | "drop" | "alter" | "reindex" => {
            ["database", "tablespace", "system", "subscription"].contains(&word(1).as_str())
                || significant(sql).iter().take(6).any(|token| token.is_word("concurrently"))
        }
        _ => false,
    }
}

/// Statements that MariaDB and MySQL do not commit by themselves.
fn changes_rows_only(first: &str) -> bool {
    ["insert", "update", "delete", "replace", "select", "with", "values", "do", "savepoint", "release"]
        .contains(&first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(engine: Engine, text: &str, transaction: bool) -> String {
        let script = match Script::parse(engine, text, transaction) {
            Ok(script) => script,
            Err(problem) => return format!("{}: {}", problem.line, problem.reason),
        };
        let words = script.segments.iter().map(|segment| match segment {
            Segment::Session(i) => format!("session {i}"),
            Segment::Bare(i) => format!("bare {i}"),
            Segment::Batch(i) => format!("batch {i}"),
            Segment::Block { statements, end } => format!("block {statements:?} to {end}"),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn statements_know_their_lines() {
        let text = "-- a comment\n\n/* more */ SELECT 1;\n\nSELECT\n 'é', wrong;\n";
        let script = Script::parse(Engine::Postgres, text, true).unwrap();
        let found: Vec<_> = script.statements.iter().map(|s| (s.line, s.sql)).collect();
        assert_eq!(found, [(3, "SELECT 1"), (5, "SELECT\n 'é', wrong")]);
        assert_eq!(script.position(1, 14), Some((6, 7)));
        assert_eq!(script.position(0, 1), Some((3, 12)));
        assert_eq!(script.position(9, 1), None);
    }

    #[test]
    fn a_placeholder_does_nothing() {
        assert!(!does_anything(Engine::Postgres, "-- nothing"));
        assert!(!does_anything(Engine::Postgres, "-- (replace)\nselect 1;\n"));
        assert!(does_anything(Engine::Postgres, "SELECT 1; DROP TABLE a"));
        assert!(does_anything(Engine::Postgres, "SELECT 11"));
    }

    #[test]
    fn with_a_transaction_all_is_one_block() {
        use Engine::{Postgres, Sqlite};
        assert_eq!(segments(Postgres, "SELECT 1; SELECT 2", true), "block [0, 1] to 2");
        assert_eq!(segments(Postgres, "BEGIN; SELECT 1; COMMIT;", true), "block [1] to 3");
        assert_eq!(segments(Postgres, "-- nothing", true), "");
        assert_eq!(
            segments(Sqlite, "PRAGMA foreign_keys = OFF; BEGIN; SELECT 1; END; PRAGMA foreign_keys(1)", true),
            "session 0, block [2] to 4, session 4"
        );
        assert_eq!(
            segments(Postgres, "SELECT 1;\nCOMMIT;\nBEGIN; SELECT 2", true),
            "2: BEGIN, COMMIT or ROLLBACK within a migration that runs in a transaction"
        );
        assert_eq!(
            segments(Postgres, "SAVEPOINT a; ROLLBACK TO SAVEPOINT a; ROLLBACK WORK TO a", true),
            "block [0, 1, 2] to 3"
        );
        assert_eq!(
            segments(Sqlite, "PRAGMA foreign_keys=off; PRAGMA foreign_keys=on", true),
            "session 0, session 1"
        );
    }

    #[test]
    fn batches_stand_alone() {
        let text = "UPDATE a SET b = 1;\n-- schemist:batch key=id\nUPDATE a SET c = 1;\nUPDATE a SET d = 1";
        assert_eq!(segments(Engine::Sqlite, text, false), "block [0] to 1, batch 1, block [2] to 3");
        assert_eq!(segments(Engine::Mysql, text, false), "block [0] to 1, batch 1, block [2] to 3");
        assert_eq!(
            segments(Engine::Postgres, text, true),
            "3: a statement in batches, in a migration that runs in one transaction"
        );
        assert_eq!(
            segments(Engine::Postgres, &format!("BEGIN;{text};COMMIT"), false),
            "3: a statement in batches within the transaction that line 1 began"
        );
        assert!(
            segments(Engine::Postgres, "SELECT 1;\n-- schemist:x\nSELECT 2", true)
                .starts_with("3: unknown directive")
        );
    }

    #[test]
    fn without_one_each_takes_effect_by_itself() {
        use Engine::{Postgres, Sqlite};
        assert_eq!(
            segments(
                Sqlite,
                "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; SELECT 1; SELECT 2; COMMIT; PRAGMA foreign_keys = ON;",
                false
            ),
            "session 0, block [2, 3] to 5, session 5"
        );
        assert_eq!(
            segments(
                Sqlite,
                "SELECT 1; SELECT 2; VACUUM; SELECT 3; PRAGMA user_version = 2; SELECT 4",
                false
            ),
            "block [0, 1] to 2, bare 2, block [3] to 4, session 4, block [5] to 6"
        );
        assert_eq!(
            segments(Postgres, "SELECT 1; START TRANSACTION; SELECT 2; COMMIT; SELECT 3", false),
            "block [0] to 1, block [2] to 4, block [4] to 5"
        );
        assert_eq!(
            segments(
                Postgres,
                "SET lock_timeout = 1; CREATE INDEX CONCURRENTLY i ON t (a); ALTER TABLE t ADD b int; VACUUM t; CALL p()",
                false
            ),
            "session 0, bare 1, block [2] to 3, bare 3, bare 4"
        );
        assert_eq!(
            segments(
                Engine::Mysql,
                "CREATE TABLE a (b int); INSERT INTO a VALUES (1); UPDATE a SET b = 2; ALTER TABLE a ADD c int; SET @x = 1; DELETE FROM a",
                true
            ),
            "bare 0, block [1, 2] to 3, bare 3, session 4, block [5] to 6"
        );
        assert_eq!(segments(Postgres, "SELECT 1;\nBEGIN", false), "2: BEGIN without COMMIT");
        assert_eq!(segments(Postgres, "COMMIT", false), "1: COMMIT without BEGIN");
        assert_eq!(
            segments(Postgres, "BEGIN; BEGIN; COMMIT", false),
            "1: BEGIN within the transaction that line 1 began"
        );
    }
}
