//! Scripts for another to run: the statements of revisions and those of their bookkeeping.

use schemist_schema::Engine;
use schemist_schema::sql::{TokenKind, tokenize};

use crate::checksum;
use crate::database::Statements;
use crate::error::MigrateError;
use crate::ledger::{Done, LedgerTables};
use crate::progress::Direction;
use crate::revision::Revision;
use crate::script::{Script, Segment, does_anything};
use crate::status::marks;

/// The script that applies or reverts revisions, in order, with the tables of the bookkeeping where they are not
/// there. For the engine's own client (`psql`, `sqlite3`, `mariadb`). Empty where there is no revision.
///
/// # Errors
/// Where a file holds transaction statements that cannot be there, or a revision cannot be reverted.
pub fn offline_script(
    engine: Engine,
    direction: Direction,
    revisions: &[&Revision],
) -> Result<String, MigrateError> {
    if revisions.is_empty() {
        return Ok(String::new());
    }
    let statements = Statements::of(engine);
    let mut out = offline_tables(engine);
    for revision in revisions {
        out.push('\n');
        out.push_str(&of_revision(statements, engine, direction, revision)?);
    }
    Ok(out)
}

fn of_revision(
    statements: Statements,
    engine: Engine,
    direction: Direction,
    revision: &Revision,
) -> Result<String, MigrateError> {
    let text = match direction {
        Direction::Up => revision.up.as_str(),
        Direction::Down => revision.down.as_deref().unwrap_or_default(),
    };
    let path = revision.file(direction.file());
    if direction == Direction::Down && !does_anything(engine, text) && does_anything(engine, &revision.up) {
        return Err(MigrateError::Irreversible { paths: vec![path] });
    }
    let script = Script::parse(engine, text, revision.run_in_transaction).map_err(|p| {
        MigrateError::TransactionControl { path, line: p.line, reason: p.reason, help: p.help.to_owned() }
    })?;
    let record = match direction {
        Direction::Up => applied(statements, revision),
        Direction::Down => {
            let erased = revision.replaces.iter().chain([&revision.version]);
            erased.map(|version| statements.erase(version)).collect::<Vec<_>>().join(";\n")
        }
    };
    let verb = match direction {
        Direction::Up => "Apply",
        Direction::Down => "Revert",
    };
    let name: String = revision.directory.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!("-- {verb} {name}\n");
    // pg_dump empties the search path for the whole session; the bookkeeping would not find its tables.
    let moves = engine == Engine::Postgres && text.to_ascii_lowercase().contains("search_path");
    if moves {
        out.push_str(KEEP_SEARCH_PATH);
    }
    let back = if moves { SEARCH_PATH_BACK } else { "" };
    let last = script.last_effective();
    let sql = |index: &usize| script.statements.get(*index).map_or("", |statement| statement.sql);
    for (i, segment) in script.segments.iter().enumerate() {
        match segment {
            Segment::Session(index) | Segment::Bare(index) | Segment::Batch(index) => {
                push(&mut out, engine, sql(index))
            }
            Segment::Block { statements, .. } => {
                out.push_str("BEGIN;\n");
                statements.iter().for_each(|index| push(&mut out, engine, sql(index)));
                if Some(i) == last {
                    out.push_str(back);
                    push(&mut out, engine, &record);
                }
                out.push_str("COMMIT;\n");
            }
        }
    }
    let recorded = last.is_some_and(|last| matches!(script.segments.get(last), Some(Segment::Block { .. })));
    if !recorded {
        out.push_str(back);
        out.push_str("BEGIN;\n");
        push(&mut out, engine, &record);
        out.push_str("COMMIT;\n");
    }
    Ok(out)
}

/// In a setting of our own, which any role may set.
const KEEP_SEARCH_PATH: &str =
    "SELECT set_config('schemist.search_path', current_setting('search_path'), false);\n";
const SEARCH_PATH_BACK: &str =
    "SELECT set_config('search_path', current_setting('schemist.search_path'), false);\n";

/// The statements that create the tables of the record where they are not there.
pub fn offline_tables(engine: Engine) -> String {
    let mut out = String::new();
    for sql in Statements::of(engine).create_tables(&LedgerTables::default()) {
        push(&mut out, engine, &sql);
    }
    out
}

/// The statements that record revisions without running them, and forget others.
pub fn offline_stamp(engine: Engine, applied_now: &[&Revision], forgotten: &[impl AsRef<str>]) -> String {
    let statements = Statements::of(engine);
    let mut out = offline_tables(engine);
    out.push_str("BEGIN;\n");
    for version in forgotten {
        push(&mut out, engine, &statements.erase(version.as_ref()));
    }
    for revision in applied_now {
        push(&mut out, engine, &statements.erase(&revision.version));
        push(&mut out, engine, &applied(statements, revision));
    }
    out.push_str("COMMIT;\n");
    out
}

fn applied(statements: Statements, revision: &Revision) -> String {
    statements.record_done(&Done {
        version: &revision.version,
        up_checksum: &checksum(&revision.up),
        down_checksum: revision.down.as_deref().map(checksum).as_deref(),
        duration_ms: 0,
        statements_done: 0,
        statements: &marks(&revision.up),
    })
}

/// A statement with its end, as the engine's client understands it.
fn push(out: &mut String, engine: Engine, sql: &str) {
    let sql = sql.trim_end();
    let tokens = tokenize(sql);
    let ends_in_comment =
        tokens.last().is_some_and(|t| t.kind == TokenKind::Comment && t.text.starts_with("--"));
    let is_body = tokens.iter().find(|t| t.is_significant()).is_some_and(|t| t.is_word("create"))
        && tokens.iter().any(|t| t.is_symbol(";"));
    // As mysqldump writes it: /*!50003 CREATE*/ /*!50003 TRIGGER … BEGIN …; END */
    let is_body = is_body || (sql.contains("/*!") && sql.contains(';'));
    let gap = if ends_in_comment { "\n" } else { "" };
    match engine {
        // The client ends statements at semicolons, whatever they stand in.
        Engine::Mysql if is_body => {
            let end = ["$$", "//", "|||"].into_iter().find(|end| !sql.contains(end)).unwrap_or(";;");
            out.push_str(&format!("DELIMITER {end}\n{sql}{gap}{end}\nDELIMITER ;\n"));
        }
        Engine::Mysql | Engine::Postgres | Engine::Sqlite => out.push_str(&format!("{sql}{gap};\n")),
    }
}
