use std::time::Duration;

use camino::Utf8PathBuf;
use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_schema::Engine;

use crate::Direction;

/// The files of the migration directory are wrong.
const DIRECTORY: Code = Code::new("G101", "migration-directory");
/// The revisions do not form a graph.
const GRAPH: Code = Code::new("G102", "revision-graph");
/// A target does not name what it should.
const TARGET: Code = Code::new("G103", "revision-target");
/// Ledger and directory disagree.
const LEDGER: Code = Code::new("G201", "ledger-mismatch");
/// A revision cannot be reverted.
const IRREVERSIBLE: Code = Code::new("G202", "irreversible");
/// A revision stopped half-way.
const INTERRUPTED: Code = Code::new("G203", "interrupted");
/// A statement failed.
const STATEMENT: Code = Code::new("G301", "statement-failed");
/// The database refuses or cannot be used.
const DATABASE: Code = Code::new("G302", "database");
/// Another migrator is at work.
const LOCK: Code = Code::new("G303", "migration-lock");

/// Why a directory cannot be read or a run cannot go on. Displays as what happened, with what to do on a second line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// A file or folder cannot be read.
    Io {
        /// What was tried: `read`, `list`.
        action: &'static str,
        /// Which file.
        path: Utf8PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// A directory among the migrations has no `up.sql`.
    MissingUpSql {
        /// The directory.
        path: Utf8PathBuf,
    },
    /// A directory's name begins with nothing that could be a version, or with too much.
    BadVersion {
        /// The directory.
        path: Utf8PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Two directories have the same version.
    DuplicateVersion {
        /// The version.
        version: String,
        /// The directories.
        paths: Vec<Utf8PathBuf>,
    },
    /// Two revisions have the same label.
    DuplicateLabel {
        /// The label.
        label: String,
        /// The directories.
        paths: Vec<Utf8PathBuf>,
    },
    /// `revision.json` cannot be understood.
    MalformedRevisionFile {
        /// The file.
        path: Utf8PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A revision follows or depends on one that is not there.
    MissingParent {
        /// The `revision.json` that says so.
        path: Utf8PathBuf,
        /// The version that is not there.
        parent: String,
    },
    /// Revisions follow each other in a circle.
    Cycle {
        /// The directories in it.
        paths: Vec<Utf8PathBuf>,
    },
    /// Nothing has this name.
    CannotLocate {
        /// As given.
        target: String,
        /// Where it was looked for.
        directory: Utf8PathBuf,
    },
    /// Several revisions have this name.
    AmbiguousTarget {
        /// As given.
        target: String,
        /// The directories it may mean.
        candidates: Vec<String>,
    },
    /// One head was asked for, there are several.
    MultipleHeads {
        /// As given.
        target: String,
        /// The directories.
        heads: Vec<String>,
    },
    /// A step up or down from a revision leads to several.
    AmbiguousStep {
        /// As given.
        target: String,
        /// Where the way parts.
        at: String,
        /// The directories it leads to.
        ways: Vec<String>,
    },
    /// There are not so many revisions.
    TooFar {
        /// As given.
        target: String,
        /// How many were asked for.
        wanted: usize,
        /// How many there are.
        available: usize,
    },
    /// A target that makes sense only the other way, or cannot be reached by reverting.
    WrongDirection {
        /// As given.
        target: String,
        /// What is wrong with it.
        reason: String,
        /// What to do.
        help: String,
    },
    /// The database has revisions applied that the directory does not hold.
    MissingRevisions {
        /// Their versions.
        versions: Vec<String>,
        /// The directory.
        directory: Utf8PathBuf,
    },
    /// The database stands within a range of revisions that was squashed into one.
    PartlySquashed {
        /// Those of them that are applied.
        versions: Vec<String>,
        /// The directory of the one.
        into: String,
    },
    /// Files of applied revisions were changed.
    Edited {
        /// Which, and how they differ.
        revisions: Vec<EditedRevision>,
    },
    /// Revisions to be reverted have no `down.sql`, or one that does nothing.
    Irreversible {
        /// The missing or empty files.
        paths: Vec<Utf8PathBuf>,
    },
    /// A script opens or ends transactions where it must not, or has a directive that cannot be followed.
    TransactionControl {
        /// The file.
        path: Utf8PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
        /// What to do.
        help: String,
    },
    /// A revision outside a transaction stopped half-way and must be dealt with first.
    Interrupted {
        /// Its file.
        path: Utf8PathBuf,
        /// How many statements took effect.
        done: usize,
        /// What stands in the way.
        reason: String,
        /// What to do.
        help: String,
    },
    /// Another migrator holds the lock.
    Locked {
        /// Who, as far as the server tells.
        holder: String,
        /// How long was waited.
        waited: Duration,
    },
    /// Another migrator changed what is applied during the run.
    Overtaken {
        /// The directory of the revision whose turn it was.
        revision: String,
        /// What changed.
        reason: String,
    },
    /// The database cannot be written to.
    ReadOnly {
        /// What was tried.
        action: String,
        /// The engine's words.
        reason: String,
        /// Which engine.
        engine: Engine,
    },
    /// The role may not do it.
    Privilege {
        /// What was tried.
        action: String,
        /// The engine's words.
        reason: String,
    },
    /// Revisions that cannot take part in one transaction for all.
    NotInOneTransaction {
        /// Their directories; none where the engine itself cannot.
        paths: Vec<Utf8PathBuf>,
        /// Which engine.
        engine: Engine,
    },
    /// What had to be done before a revision failed.
    NotReady {
        /// The revision's directory.
        revision: String,
        /// What is wrong.
        reason: String,
        /// What to do.
        help: String,
    },
    /// Rows would point to nothing after a run in one transaction.
    Dangling {
        /// How many.
        count: usize,
        /// Some of them, in words.
        examples: Vec<String>,
    },
    /// The engine failed outside the statements of a revision.
    Database {
        /// What was tried.
        action: String,
        /// The engine's words.
        source: diesel::result::Error,
    },
    /// A statement of a revision failed.
    Statement(Box<StatementFailure>),
    /// The program was built without the engine.
    EngineNotBuilt {
        /// The engine.
        engine: Engine,
    },
}

/// An applied revision whose file is not what was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedRevision {
    /// The version.
    pub version: String,
    /// The file.
    pub path: Utf8PathBuf,
    /// When it was applied, as the database has it.
    pub applied_at: String,
    /// Checksum of what was applied.
    pub applied_checksum: String,
    /// Checksum of what is there now.
    pub checksum: String,
    /// Which statements differ, in words; empty where that was not recorded.
    pub changes: Vec<String>,
}

/// What the database holds of a revision after a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatStands {
    /// All of it was rolled back.
    Nothing,
    /// The whole run was one transaction, and was rolled back.
    NothingOfTheRun,
    /// The first statements took effect, outside a transaction.
    First {
        /// How many.
        done: usize,
        /// The line of the next one, from 1.
        next_line: usize,
    },
    /// Besides the first statements, batches of the next one took effect.
    Batches {
        /// How many statements.
        done: usize,
        /// The line of the one in batches, from 1.
        line: usize,
        /// How many rows its batches took so far.
        rows: u64,
    },
    /// The connection broke.
    Unknown,
}

/// A statement that failed, and what that means.
#[derive(Debug, Clone)]
pub struct StatementFailure {
    /// The file.
    pub path: Utf8PathBuf,
    /// Applying or reverting.
    pub direction: Direction,
    /// The line at which the statement begins, from 1.
    pub line: usize,
    /// Line and column of the error itself, where the engine points at it.
    pub position: Option<(usize, usize)>,
    /// Which statement of the file, from 1.
    pub number: usize,
    /// How many the file has.
    pub count: usize,
    /// The statement, shortened.
    pub sql: String,
    /// The engine's words.
    pub reason: String,
    /// The engine's detail and hint.
    pub details: Vec<String>,
    /// Whether it gave up waiting for a lock, or was the victim of a deadlock.
    pub gave_up_waiting: bool,
    /// What is in the database now.
    pub stands: WhatStands,
    /// Revisions of the same run that were done before it.
    pub done_before: Vec<String>,
    /// What to do.
    pub help: String,
}

impl MigrateError {
    /// What kind of finding it is.
    pub fn code(&self) -> Code {
        match self {
            Self::Io { .. }
            | Self::MissingUpSql { .. }
            | Self::BadVersion { .. }
            | Self::DuplicateVersion { .. }
            | Self::MalformedRevisionFile { .. } => DIRECTORY,
            Self::MissingParent { .. } | Self::Cycle { .. } | Self::DuplicateLabel { .. } => GRAPH,
            Self::CannotLocate { .. }
            | Self::AmbiguousTarget { .. }
            | Self::MultipleHeads { .. }
            | Self::AmbiguousStep { .. }
            | Self::TooFar { .. }
            | Self::WrongDirection { .. } => TARGET,
            Self::MissingRevisions { .. } | Self::PartlySquashed { .. } | Self::Edited { .. } => LEDGER,
            Self::Irreversible { .. } => IRREVERSIBLE,
            Self::Interrupted { .. } => INTERRUPTED,
            Self::Statement(_)
            | Self::TransactionControl { .. }
            | Self::NotInOneTransaction { .. }
            | Self::NotReady { .. }
            | Self::Dangling { .. } => STATEMENT,
            Self::ReadOnly { .. }
            | Self::Privilege { .. }
            | Self::Database { .. }
            | Self::EngineNotBuilt { .. } => DATABASE,
            Self::Locked { .. } | Self::Overtaken { .. } => LOCK,
        }
    }

    /// What happened, in one line.
    pub fn message(&self) -> String {
        match self {
            Self::Io { action, path, source } => format!("cannot {action} {path}: {source}"),
            Self::MissingUpSql { path } => format!("{path} has no up.sql"),
            Self::BadVersion { path, reason } => format!("{path}: {reason}"),
            Self::DuplicateVersion { version, paths } => {
                format!("version {version} is taken by several directories: {}", joined(paths))
            }
            Self::DuplicateLabel { label, paths } => {
                format!("the label '{label}' is given to several revisions: {}", joined(paths))
            }
            Self::MalformedRevisionFile { path, reason } => format!("malformed {path}: {reason}"),
            Self::MissingParent { path, parent } => {
                format!("Can't locate revision identified by '{parent}', which {path} follows")
            }
            Self::Cycle { paths } => format!("revisions follow each other in a circle: {}", joined(paths)),
            Self::CannotLocate { target, directory } => {
                format!("Can't locate revision identified by '{target}' in {directory}")
            }
            Self::AmbiguousTarget { target, candidates } => {
                format!("several revisions are identified by '{target}': {}", shortened_list(candidates))
            }
            Self::MultipleHeads { target, heads } => {
                format!(
                    "Multiple heads are present, so '{target}' does not say which: {}",
                    shortened_list(heads)
                )
            }
            Self::AmbiguousStep { target, at, ways } => {
                format!("'{target}' is ambiguous: from {at} it leads to {}", shortened_list(ways))
            }
            Self::TooFar { target, wanted, available } => {
                let s = if *wanted == 1 { "" } else { "s" };
                format!("'{target}' asks for {wanted} revision{s}, there are {available}")
            }
            Self::WrongDirection { reason, .. } => reason.clone(),
            Self::MissingRevisions { versions, directory } => {
                format!(
                    "Can't locate revision identified by {}: applied in the database, but not in {directory}",
                    shortened_list(&versions.iter().map(|v| format!("'{v}'")).collect::<Vec<_>>())
                )
            }
            Self::PartlySquashed { versions, into } => format!(
                "the database stands within what was squashed into {into}: {} applied, the rest is not",
                shortened_list(versions)
            ),
            Self::Edited { revisions } => edited_message(revisions),
            Self::Irreversible { paths } => {
                format!("irreversible, and nothing was changed: no statement to undo it in {}", joined(paths))
            }
            Self::TransactionControl { path, line, reason, .. } => format!("{path}:{line}: {reason}"),
            Self::Interrupted { path, done, reason, .. } => {
                format!("{path} stopped after {} before: {reason}", statements(*done))
            }
            Self::Locked { holder, waited } => {
                format!("another migration is running ({holder}); waited {} s for it", waited.as_secs())
            }
            Self::Overtaken { revision, reason } => format!("{revision}: {reason}"),
            Self::ReadOnly { action, reason, .. } => {
                format!("cannot {action}: the database is read-only ({reason}); nothing was changed")
            }
            Self::Privilege { action, reason } => format!("cannot {action}: {reason}"),
            Self::NotInOneTransaction { paths, engine } if paths.is_empty() => {
                format!("{} cannot change tables within a transaction", engine_name(*engine))
            }
            Self::NotInOneTransaction { paths, .. } => {
                format!("these revisions run outside a transaction: {}", joined(paths))
            }
            Self::NotReady { revision, reason, .. } => format!("stopped before {revision}: {reason}"),
            Self::Dangling { count, examples } => format!(
                "rows would point to rows that do not exist ({count}): {}; rolled back, nothing of this run is in the database",
                examples.join(", ")
            ),
            Self::Database { action, source } => format!("cannot {action}: {source}"),
            Self::Statement(failure) => failure.message(),
            Self::EngineNotBuilt { engine } => format!("this build of schemist has no {engine}"),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::Io { .. } => return None,
            Self::MissingUpSql { .. } => {
                "write its up.sql, or remove the directory (a name that begins with a dot is skipped)".into()
            }
            Self::BadVersion { .. } => {
                "name it <version>_<name>, as in 2026-11-21-103000-0000_add_orders".into()
            }
            Self::DuplicateVersion { .. } => "give one of them another version, in the directory's name and in its revision.json".into(),
            Self::DuplicateLabel { .. } => "take it out of one of their revision.json files: what comes behind a revision carries its label anyway".into(),
            Self::MalformedRevisionFile { .. } => "mend the file, or bring it back from version control".into(),
            Self::MissingParent { .. } => {
                "bring the missing directory back (is a branch not merged yet?), or correct `revises`".into()
            }
            Self::Cycle { .. } => "correct `revises` in one of their revision.json files".into(),
            Self::CannotLocate { .. } => "`schemist history` lists the revisions there are".into(),
            Self::AmbiguousTarget { .. } => "give more of the version or the name".into(),
            Self::MultipleHeads { .. } => {
                "say `heads` for all of them (`schemist upgrade heads`), or name one (`LABEL@head`, a version); `schemist merge heads` joins them".into()
            }
            Self::AmbiguousStep { .. } => "name the revision itself".into(),
            Self::TooFar { .. } => "`schemist history` lists the revisions, `base` stands before the first".into(),
            Self::WrongDirection { help, .. }
            | Self::Interrupted { help, .. }
            | Self::TransactionControl { help, .. }
            | Self::NotReady { help, .. } => help.clone(),
            Self::MissingRevisions { .. } => {
                "bring their directories back: they may lie on a branch that is not checked out or merged here; `schemist stamp --repair` forgets them, where they are gone for good".into()
            }
            Self::PartlySquashed { .. } => {
                "check out the commit before the squash and run `schemist upgrade` there, then come back".into()
            }
            Self::Edited { .. } => {
                "an applied migration does not change: bring the file back (`git log -p -- FILE` shows the edit) and put the change into a new revision; or `schemist downgrade` below it first, then edit and upgrade; or, where the database is as the file has it, `schemist stamp --repair`".into()
            }
            Self::Irreversible { .. } => "write what undoes the revision into these files".into(),
            Self::Locked { .. } => "wait until it is done, then run the command again".into(),
            Self::Overtaken { .. } => "run the command again".into(),
            Self::ReadOnly { engine: Engine::Sqlite, .. } => {
                "make the file and the folder it lies in writable, or choose another DATABASE_URL".into()
            }
            Self::ReadOnly { engine: Engine::Mysql, .. } => {
                "connect to the primary server, and look for read_only and super_read_only".into()
            }
            Self::ReadOnly { engine: Engine::Postgres, .. } => {
                "connect to the primary server, and look for default_transaction_read_only".into()
            }
            Self::Privilege { .. } => {
                "connect as the owner of the database, or have the privilege granted (GRANT USAGE, CREATE ON SCHEMA … TO …)".into()
            }
            Self::NotInOneTransaction { .. } => {
                "leave --single-transaction out, or upgrade to the revision before them first".into()
            }
            Self::Dangling { .. } => {
                "run without --single-transaction: each revision is then checked by itself, and foreign keys act as usual".into()
            }
            Self::Database { .. } => return None,
            Self::Statement(failure) => failure.help.clone(),
            Self::EngineNotBuilt { engine } => format!("build it with `--features {engine}`"),
        };
        Some(help)
    }

    /// As a finding, with the place in the file where there is one.
    pub fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.code(), self.message());
        if let Some(help) = self.help() {
            diagnostic = diagnostic.with_help(help);
        }
        match self {
            Self::Statement(failure) => {
                for note in failure.notes() {
                    diagnostic = diagnostic.with_note(note);
                }
                let (line, column) = failure.position.unwrap_or((failure.line, 1));
                diagnostic.with_span(Span::new(failure.path.as_str(), (line, column), (line, column)))
            }
            Self::TransactionControl { path, line, .. } => {
                diagnostic.with_span(Span::new(path.as_str(), (*line, 1), (*line, 1)))
            }
            _ => diagnostic,
        }
    }
}

impl std::fmt::Display for MigrateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())?;
        if let Self::Statement(failure) = self {
            for note in failure.notes() {
                write!(f, "\n{note}")?;
            }
        }
        match self.help() {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl StatementFailure {
    fn message(&self) -> String {
        format!(
            "cannot {} {}:{}: statement {} of {} failed: {}",
            self.direction.verb(),
            self.path,
            self.line,
            self.number,
            self.count,
            self.reason
        )
    }

    /// What the engine adds, the statement, and what is in the database now.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.details.clone();
        if let Some((line, column)) = self.position {
            notes.push(format!("the error is at line {line}, column {column}"));
        }
        notes.push(format!("statement: {}", self.sql));
        notes.push(self.state());
        notes
    }

    /// What is in the database now.
    pub fn state(&self) -> String {
        let this = match &self.stands {
            WhatStands::Nothing => "rolled back: nothing of this revision is in the database".to_owned(),
            WhatStands::NothingOfTheRun => "rolled back: nothing of this run is in the database".to_owned(),
            WhatStands::First { done, next_line } => format!(
                "this revision runs outside a transaction: its first {} took effect and stand, nothing from line {next_line} on",
                statements(*done)
            ),
            WhatStands::Batches { done, line, rows } => {
                let before =
                    if *done == 0 { String::new() } else { format!("its first {} and ", statements(*done)) };
                format!(
                    "{before}the batches of the statement at line {line} that took {rows} rows so far took effect and stand"
                )
            }
            WhatStands::Unknown => {
                "the connection broke: the server rolls back what was not committed".to_owned()
            }
        };
        match self.done_before.as_slice() {
            [] => this,
            done => format!("{this}; done before it in this run and standing: {}", shortened_list(done)),
        }
    }
}

fn edited_message(revisions: &[EditedRevision]) -> String {
    let each: Vec<String> = revisions
        .iter()
        .map(|r| {
            let changes = match r.changes.as_slice() {
                [] => String::new(),
                changes => format!(": {}", shortened_list(changes)),
            };
            format!(
                "{} was changed since it was applied on {} (sha256 was {}…, is {}…){changes}",
                r.path,
                r.applied_at,
                r.applied_checksum.get(..12).unwrap_or(&r.applied_checksum),
                r.checksum.get(..12).unwrap_or(&r.checksum),
            )
        })
        .collect();
    each.join("; ")
}

fn engine_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
        Engine::Mysql => "MariaDB and MySQL",
    }
}

/// `1 statement`, `3 statements`.
pub(crate) fn statements(n: usize) -> String {
    if n == 1 { "1 statement".to_owned() } else { format!("{n} statements") }
}

fn joined(paths: &[Utf8PathBuf]) -> String {
    paths.iter().map(|p| p.as_str()).collect::<Vec<_>>().join(", ")
}

/// The first few, and how many more.
fn shortened_list(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
