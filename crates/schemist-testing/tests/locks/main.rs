//! What `schemist-lint` says of locks and rewrites, against what servers do.

// Tests fail by panicking, and speak to who runs them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(feature = "mysql")]
mod mariadb;
mod postgres;

use schemist_dialect::Dialect;
use schemist_lint::{Change, Fact, Facts, LintInput, Revision, Settings, locks, read_script};
use schemist_schema::Schema;

/// What is said of a statement on a schema.
fn told(schema: &Schema, dialect: &Dialect, sql: &str, is_utc: bool) -> Fact {
    let mut after = schema.clone();
    let script = read_script(sql, "up.sql", dialect, &mut after);
    told_of(&script.changes, Some((schema, &after)), dialect, is_utc)
        .unwrap_or_else(|| panic!("nothing is said of {sql}: {:?}", script.changes))
}

fn told_of(
    changes: &[Change<'_>],
    schemas: Option<(&Schema, &Schema)>,
    dialect: &Dialect,
    is_utc: bool,
) -> Option<Fact> {
    let nothing = Schema::default();
    let (before, after) = schemas.unwrap_or((&nothing, &nothing));
    let revision = Revision { is_written: true, ..Revision::planned(true) };
    let facts = Facts { is_utc: Some(is_utc), ..Facts::default() };
    let settings = Settings::default();
    let input = LintInput {
        changes,
        before,
        after,
        dialect,
        revision: &revision,
        facts: &facts,
        settings: &settings,
    };
    locks(&input).into_iter().flatten().next().copied()
}
