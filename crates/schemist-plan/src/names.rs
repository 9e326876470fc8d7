use std::collections::BTreeMap;

use schemist_schema::QualifiedName;

/// What an object is, whatever it is called at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Id(u32);

/// What an object is called at a place in the list of operations.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Table(QualifiedName),
    Enum(QualifiedName),
    Sequence(QualifiedName),
    Column(Id, String),
    Constraint(Id, String),
    Index(Id, String),
    /// All values of an enum type.
    Values(Id),
}

impl Key {
    /// A column of a table; case is folded, because expressions may write it in any.
    pub(crate) fn column(table: Id, name: &str) -> Self {
        Key::Column(table, name.to_ascii_lowercase())
    }
}

/// Follows renames, so that operations before and after one speak of the same object.
#[derive(Debug, Default)]
pub(crate) struct Names {
    current: BTreeMap<Key, Id>,
    renames: BTreeMap<Id, u32>,
    next: u32,
}

impl Names {
    /// The object of a name; a name seen for the first time is an object of its own.
    pub(crate) fn id(&mut self, key: Key) -> Id {
        *self.current.entry(key).or_insert_with(|| {
            self.next += 1;
            Id(self.next)
        })
    }

    /// The object of a name, which has another from here on.
    pub(crate) fn rename(&mut self, from: Key, to: Key) -> Id {
        let id = self.id(from.clone());
        self.current.remove(&from);
        self.current.insert(to, id);
        *self.renames.entry(id).or_default() += 1;
        id
    }

    /// How often an object has been renamed so far.
    pub(crate) fn epoch(&self, id: Id) -> u32 {
        self.renames.get(&id).copied().unwrap_or_default()
    }
}
