//! Statements to text that a client, Diesel and our own runner split alike.

use schemist_dialect::{Dialect, Statement};
use schemist_plan::Plan;
use schemist_schema::sql::{TokenKind, significant, tokenize};

/// A statement with its semicolon and line end. The semicolon stands on a line of its own behind a line
/// comment, which would swallow it.
pub(crate) fn terminated(sql: &str) -> String {
    let sql = sql.trim_end();
    let ends_in_comment =
        tokenize(sql).last().is_some_and(|t| t.kind == TokenKind::Comment && t.text.starts_with("--"));
    let gap = if ends_in_comment { "\n" } else { "" };
    format!("{sql}{gap};\n")
}

/// Where a file begins and ends transactions of its own.
pub(crate) struct Blocks {
    mode: Mode,
    open: Option<Block>,
}

/// A transaction that the file has begun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    /// For statements of all kinds.
    Shared,
    /// For new values of enums, which may stand in a transaction but not be used before its end.
    EnumValues,
}

enum Mode {
    /// Whoever runs the file has one open, or needs none.
    Theirs,
    /// Around everything: what goes before and behind.
    Whole(Vec<String>, Vec<String>),
    /// Around each run of statements that allow it.
    Runs,
}

impl Blocks {
    /// For a plan, in a file that is run inside a transaction or not.
    pub(crate) fn new(plan: &Plan, in_transaction: bool) -> Self {
        let dialect = Dialect::new(plan.engine);
        let frame = (dialect.script_prologue(false), dialect.script_epilogue(false));
        let mode = match (in_transaction, plan.is_transactional()) {
            (true, _) => Mode::Theirs,
            // Diesel has one switch for both files of a migration: this one must not lose by the other.
            (false, true) => Mode::Whole(vec!["BEGIN".to_owned()], vec!["COMMIT".to_owned()]),
            (false, false) if !frame.0.is_empty() => Mode::Whole(frame.0, frame.1),
            (false, false) => Mode::Runs,
        };
        Self { mode, open: None }
    }

    /// What goes before the first statement.
    pub(crate) fn prologue(&self) -> String {
        match &self.mode {
            Mode::Whole(prologue, _) => prologue.iter().map(|s| terminated(s)).collect(),
            Mode::Theirs | Mode::Runs => String::new(),
        }
    }

    /// What goes before a statement.
    ///
    /// Diesel sends a file to PostgreSQL as one query, which is one transaction up to the first `COMMIT` in it,
    /// whether a `BEGIN` stands there or not. So what must be committed before the rest has its own block.
    pub(crate) fn before(&mut self, statement: &Statement) -> String {
        if !matches!(self.mode, Mode::Runs) {
            return String::new();
        }
        let wanted = match statement.transactional {
            true => Some(Block::Shared),
            false if adds_enum_value(&statement.sql) => Some(Block::EnumValues),
            false => None,
        };
        if self.open == wanted {
            return String::new();
        }
        let mut text = self.open.map(|_| self.close()).unwrap_or_default();
        if wanted.is_some() {
            text.push_str("BEGIN;\n");
        }
        self.open = wanted;
        text
    }

    /// What goes behind the last statement.
    pub(crate) fn epilogue(&mut self) -> String {
        match &self.mode {
            Mode::Whole(_, epilogue) => epilogue.iter().map(|s| terminated(s)).collect(),
            Mode::Runs if self.open.is_some() => self.close(),
            Mode::Theirs | Mode::Runs => String::new(),
        }
    }

    fn close(&mut self) -> String {
        self.open = None;
        "COMMIT;\n".to_owned()
    }

    /// The statements of a step, a blank line between those of several lines.
    pub(crate) fn statements(&mut self, statements: &[Statement]) -> String {
        let mut out = String::new();
        let mut previous: Option<&Statement> = None;
        for statement in statements {
            let several_lines = |s: &Statement| s.sql.trim().contains('\n');
            if previous.is_some_and(|p| several_lines(p) || several_lines(statement)) {
                out.push('\n');
            }
            out.push_str(&self.before(statement));
            out.push_str(&terminated(&statement.sql));
            previous = Some(statement);
        }
        out
    }
}

fn adds_enum_value(sql: &str) -> bool {
    let words = significant(sql);
    words.first().is_some_and(|t| t.is_word("ALTER")) && words.get(1).is_some_and(|t| t.is_word("TYPE"))
}

/// Appends a block behind a blank line; an empty block changes nothing.
pub(crate) fn push_block(out: &mut String, block: &str) {
    if !block.is_empty() {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(block);
    }
}

#[cfg(test)]
mod tests {
    use schemist_plan::Step;
    use schemist_schema::Engine;

    use super::*;

    #[test]
    fn a_comment_does_not_swallow_the_semicolon() {
        assert_eq!(terminated("SELECT 1"), "SELECT 1;\n");
        assert_eq!(terminated("SELECT 1 -- why\n"), "SELECT 1 -- why\n;\n");
        assert_eq!(terminated("SELECT '-- no'"), "SELECT '-- no';\n");
    }

    fn check(engine: Engine, transactional: &[bool], in_transaction: bool, expected: &str) {
        let statements = transactional.iter().map(|t| Statement { sql: t.to_string(), transactional: *t });
        let step = Step { operations: Vec::new(), statements: statements.collect(), notes: Vec::new() };
        let plan = Plan { engine, steps: vec![step.clone()] };
        let mut blocks = Blocks::new(&plan, in_transaction);
        let text = blocks.prologue() + &blocks.statements(&step.statements) + &blocks.epilogue();
        assert_eq!(text.replace('\n', " ").trim(), expected);
    }

    #[test]
    fn a_new_enum_value_is_committed_before_the_rest() {
        let add = |value| Statement::outside_transaction(format!("ALTER TYPE t ADD VALUE {value}"));
        let statements = vec![Statement::new("a"), add("'x'"), add("'y'"), Statement::new("b")];
        let step = Step { operations: Vec::new(), statements, notes: Vec::new() };
        let mut blocks = Blocks::new(&Plan { engine: Engine::Postgres, steps: vec![step.clone()] }, false);
        let text = blocks.prologue() + &blocks.statements(&step.statements) + &blocks.epilogue();
        assert_eq!(
            text.replace('\n', " ").trim(),
            "BEGIN; a; COMMIT; BEGIN; ALTER TYPE t ADD VALUE 'x'; ALTER TYPE t ADD VALUE 'y'; COMMIT; BEGIN; b; COMMIT;"
        );
    }

    #[test]
    fn files_open_transactions_where_nobody_else_does() {
        check(Engine::Postgres, &[true, true], true, "true; true;");
        check(Engine::Postgres, &[true, true], false, "BEGIN; true; true; COMMIT;");
        check(
            Engine::Postgres,
            &[true, false, true],
            false,
            "BEGIN; true; COMMIT; false; BEGIN; true; COMMIT;",
        );
        check(Engine::Postgres, &[false], false, "false;");
        check(Engine::Sqlite, &[true], false, "BEGIN; true; COMMIT;");
        check(
            Engine::Sqlite,
            &[true, false],
            false,
            "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; true; false; COMMIT; PRAGMA foreign_keys = ON;",
        );
    }
}
