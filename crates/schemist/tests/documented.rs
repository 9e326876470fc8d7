//! What the derives write is quiet under strict lints.
#![deny(
    missing_docs,
    unused,
    unused_qualifications,
    unreachable_pub,
    nonstandard_style,
    clippy::all,
    clippy::pedantic
)]

use diesel::prelude::*;
use schemist::{Model, ModelEnum};

/// An album.
#[derive(Model, HasQuery, Insertable)]
#[model(table = "Album", primary_key(album_id))]
pub struct Album {
    /// Its number.
    #[model(column = "AlbumId")]
    pub album_id: i32,
    #[allow(missing_docs)]
    pub kind: Kind,
    /// What it is called.
    pub title: Option<String>,
}

/// A kind of album.
#[derive(ModelEnum, Debug)]
pub enum Kind {
    /// Short.
    Single,
}

#[test]
fn sql() {
    let query = Album::query().filter(album::kind.eq(Kind::Single));
    let sql = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string();
    assert!(sql.contains("`Album`.`AlbumId`"), "{sql}");
}
