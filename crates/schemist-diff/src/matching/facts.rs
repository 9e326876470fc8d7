//! What is known of something that was dropped or added. Whatever is not known is no evidence either way.

/// A column that was dropped from a table, or added to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnFacts {
    /// Its name.
    pub name: String,
    /// Its type, spelled the same way on both sides.
    pub ty: Option<String>,
    /// Other spellings that mean the same type.
    pub same_types: Vec<String>,
    /// Whether it may hold NULL.
    pub nullable: Option<bool>,
    /// Its default; `Some(None)` where it is known to have none.
    pub default: Option<Option<String>>,
    /// Where it stands among its siblings.
    pub slot: Option<Slot>,
    /// The keys, indexes, foreign keys and checks that it is part of, in words that leave its own name out:
    /// `primary key`, `foreign key to users`. `None` where that is not known.
    pub roles: Option<Vec<String>>,
    /// Its comment.
    pub comment: Option<String>,
}

/// Where a column stands. Two slots are equal exactly where the column kept its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// How many columns that are on both sides stand before it.
    pub gap: usize,
    /// Its rank among those between the same two unchanged neighbours.
    pub rank: usize,
}

/// A table that was dropped, or created.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableFacts {
    /// Its name, without the namespace.
    pub name: String,
    /// The names of its columns; empty where they are not known.
    pub columns: Vec<String>,
    /// Their types in the same order, spelled the same way on both sides; empty where they are not known.
    pub types: Vec<String>,
    /// The tables that refer to it, and those that it refers to.
    pub neighbours: Vec<String>,
    /// Its comment.
    pub comment: Option<String>,
}
