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
use schemist::{Embed, Model, ModelEnum, tables_in_one_query};

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

/// How long it is.
#[derive(Embed, Queryable, Debug)]
pub struct Length {
    /// Hours.
    pub hours: Option<i32>,
    /// Minutes.
    pub minutes: i32,
    /// A kind of its own.
    pub kind: Kind,
}

/// A track of an album.
#[derive(Model, Queryable, schemist::Selectable, schemist::Insertable, schemist::AsChangeset, Debug)]
#[model(unique(album_id, number))]
pub struct Track {
    /// Its number.
    pub id: i32,
    /// Where it is.
    #[model(references = Album(album_id), on_delete = cascade)]
    pub album_id: i32,
    /// Where it stands there.
    pub number: i32,
    /// With pauses.
    #[model(embed(prefix = "long_"))]
    pub long: Length,
    /// Without.
    #[model(embed(prefix = "short_"))]
    pub short: Option<Length>,
}

/// What a view shows.
#[derive(Model, HasQuery, Debug)]
#[model(view = "Longest")]
#[diesel(table_name = longest)]
pub struct Longest {
    /// The album.
    pub album: i32,
    /// How long.
    pub minutes: i32,
}

tables_in_one_query!(Album, Track, Longest);

#[test]
fn a_view_is_read_like_a_table() {
    let query = Longest::query().inner_join(album::table.on(album::album_id.eq(longest::album)));
    let sql = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string();
    assert!(sql.contains("FROM (`Longest` INNER JOIN `Album`"), "{sql}");
    let joined = tracks::table.inner_join(album::table).select(Track::as_select());
    let sql = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&joined).to_string();
    assert!(sql.contains("`tracks`.`short_minutes`"), "{sql}");
}

#[test]
fn sql() {
    let query = Album::query().filter(album::kind.eq(Kind::Single));
    let sql = diesel::debug_query::<diesel::sqlite::Sqlite, _>(&query).to_string();
    assert!(sql.contains("`Album`.`AlbumId`"), "{sql}");
}
