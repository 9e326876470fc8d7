//! SQL that somebody wrote, as the [`Change`]s that the rules know.
//!
//! Most commands are told by their words. `CREATE TABLE`, `ALTER TABLE` and `CREATE INDEX` have a grammar of their own
//! and go through `sqlparser`, an `ALTER TABLE` clause by clause, so that one clause it does not know hides no other.
//! What cannot be read is said to be unread.

mod allows;
mod alter_table;
mod column;
mod commands;
mod constraint;
mod create;
mod names;
mod place;
mod reader;
mod words;

use schemist_dialect::{Dialect, split_script_of};
use schemist_schema::Schema;

use crate::{Change, WrittenAllow};
use place::Place;
use reader::Reader;

/// A file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// What it does, in order.
    pub changes: Vec<Change<'static>>,
    /// What its comments allow.
    pub allows: Vec<WrittenAllow>,
}

/// Reads a file of statements. `schema` is what is known of the schema before it, and afterwards of the schema it leads
/// to; an empty one will do, but then nothing is known of what columns were.
pub fn read_script(text: &str, file: &str, dialect: &Dialect, schema: &mut Schema) -> Script {
    let place = Place::new(text, file);
    let statements: Vec<Place<'_>> = split_script_of(dialect.engine(), text)
        .into_iter()
        .map(|(start, sql)| place.part(start, sql.len()))
        .collect();
    let mut reader = Reader { dialect, schema, changes: Vec::new() };
    for (i, statement) in statements.iter().enumerate() {
        reader.read(i, statement.without_comments());
    }
    let changes = reader.changes;
    Script { changes, allows: allows::find(place, &statements) }
}
