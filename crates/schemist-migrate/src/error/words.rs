//! What happened, in words, with what to do.

use camino::Utf8PathBuf;
use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_schema::Engine;

use super::{EditedRevision, MigrateError, statements};

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

fn joined(paths: &[Utf8PathBuf]) -> String {
    paths.iter().map(|p| p.as_str()).collect::<Vec<_>>().join(", ")
}

/// The first few, and how many more.
pub(super) fn shortened_list(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
