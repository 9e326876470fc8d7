//! MySQL: how much of a TEXT an index takes, where the models leave that open.

use schemist_dialect::Dialect;
use schemist_schema::{Index, IndexTarget, Table};

/// What a new index takes: enough to tell most values apart, and three of them fit into one index.
const CHARACTERS: u32 = 255;

/// Indexes of the models over whole columns that the engine indexes in part get a length: that of the same
/// index of the database, else a length of ours.
pub(crate) fn settle(live: Option<&Table>, next: &mut Table, dialect: &Dialect) {
    let in_part: Vec<String> = next
        .columns
        .iter()
        .filter(|c| c.origin.span.is_some() && dialect.indexes_in_part(&c.ty))
        .map(|c| c.name.clone())
        .collect();
    if in_part.is_empty() {
        return;
    }
    let live = live.map(|table| table.indexes.as_slice()).unwrap_or_default();
    let taken: Vec<Option<String>> = next.indexes.iter().map(|index| index.name.clone()).collect();
    for index in next.indexes.iter_mut().filter(|index| index.method.is_none()) {
        // That of the same name, else one that may have got another.
        let of_name = live.iter().filter(|other| index.name.is_none() || other.name == index.name);
        let others = live.iter().filter(|other| !taken.contains(&other.name));
        let same = of_name.chain(others).find(|other| same_columns(other, index)).cloned();
        for (at, key) in index.keys.iter_mut().enumerate() {
            let IndexTarget::Column(name) = &key.target else { continue };
            if key.prefix.is_none() && in_part.contains(name) {
                let of_same = same.as_ref().and_then(|other| other.keys.get(at)).and_then(|k| k.prefix);
                key.prefix = of_same.or(Some(CHARACTERS));
            }
        }
    }
}

fn same_columns(a: &Index, b: &Index) -> bool {
    a.keys.len() == b.keys.len() && a.keys.iter().zip(&b.keys).all(|(a, b)| a.target == b.target)
}
