//! The names that models give to keys, indexes and checks: an engine takes each once.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use schemist_schema::Engine;

use super::{Lowering, model::LoweredModel};
use crate::{Place, Problem, codes, item::ModelItem, place::At};

/// What has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    PrimaryKey,
    Unique,
    Index,
    Check,
    ForeignKey,
    Exclusion,
}

/// All names that are written out in a model and its parts.
pub(super) fn of(item: &ModelItem) -> Vec<(Named, At<String>)> {
    let mut names = Vec::new();
    let mut add = |kind: Named, name: &Option<String>, place: Place| {
        names.extend(name.clone().map(|name| (kind, At::new(name, place))));
    };
    let attributes = &item.attributes;
    let fields = || item.fields.iter().filter(|f| !f.attributes.skip).map(|f| &f.attributes);
    for key in attributes.primary_key.iter().chain(fields().filter_map(|f| f.primary_key.as_ref())) {
        add(Named::PrimaryKey, &key.name, key.place);
    }
    for key in attributes.uniques.iter().chain(fields().flat_map(|f| &f.uniques)) {
        add(Named::Unique, &key.name, key.place);
    }
    for index in attributes.indexes.iter().chain(fields().flat_map(|f| &f.indexes)) {
        add(Named::Index, &index.name, index.place);
    }
    for check in attributes.checks.iter().chain(fields().flat_map(|f| &f.checks)) {
        add(Named::Check, &check.name, check.place);
    }
    for key in &attributes.foreign_keys {
        add(Named::ForeignKey, &key.options.name, key.place);
    }
    for field in fields() {
        if let Some(target) = &field.references {
            add(Named::ForeignKey, &field.reference_options.name, target.place);
        }
    }
    for exclusion in &attributes.exclusions {
        add(Named::Exclusion, &exclusion.name, exclusion.place);
    }
    names
}

/// Among which things a name must be one of a kind, as an engine sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Space {
    /// The indexes of a schema, those behind keys included.
    Indexes,
    /// The constraints of a table.
    Constraints,
    /// The indexes of a table.
    IndexesOfTable,
    /// The foreign keys of a database.
    ForeignKeys,
}

impl Space {
    fn is_of_table(self) -> bool {
        matches!(self, Self::Constraints | Self::IndexesOfTable)
    }

    fn reason(self) -> &'static str {
        match self {
            Self::Indexes => "indexes, and the indexes behind keys, share their names within a schema",
            Self::Constraints => "the constraints of a table share their names",
            Self::IndexesOfTable => "the indexes and unique keys of a table share their names",
            Self::ForeignKeys => "foreign keys share their names within a database",
        }
    }
}

/// PostgreSQL: pg_constraint's and pg_class's unique indexes; SQLite: sqlite_schema; InnoDB's dictionary.
fn spaces(engine: Engine, named: Named) -> &'static [Space] {
    match (engine, named) {
        (Engine::Sqlite, Named::Index) => &[Space::Indexes],
        (Engine::Sqlite, _) => &[],
        (Engine::Postgres, Named::Index) => &[Space::Indexes],
        (Engine::Postgres, Named::PrimaryKey | Named::Unique | Named::Exclusion) => {
            &[Space::Indexes, Space::Constraints]
        }
        (Engine::Postgres, Named::Check | Named::ForeignKey) => &[Space::Constraints],
        (Engine::Mysql, Named::Unique | Named::Index) => &[Space::IndexesOfTable],
        (Engine::Mysql, Named::ForeignKey) => &[Space::ForeignKeys],
        (Engine::Mysql, Named::Check) => &[Space::Constraints],
        (Engine::Mysql, Named::PrimaryKey | Named::Exclusion) => &[],
    }
}

/// A name, with what it is one of a kind among: the space, the namespace and, where it is of a table, the table.
type Given<'m> = (Space, Option<&'m str>, &'m str, Cow<'m, str>);

/// Reports names that are given more than once where the engine takes them once.
pub(crate) fn report_duplicates<'m>(cx: &mut Lowering<'_>, models: impl Iterator<Item = &'m LoweredModel>) {
    let mut seen: HashMap<Given<'_>, Place> = HashMap::new();
    for model in models {
        let table = &model.table.name;
        for (named, name) in &model.given_names {
            for space in spaces(cx.engine, *named) {
                let within = if space.is_of_table() { table.name.as_str() } else { "" };
                let folded = match cx.engine {
                    Engine::Postgres => Cow::Borrowed(name.value.as_str()),
                    Engine::Sqlite | Engine::Mysql => Cow::Owned(name.value.to_lowercase()),
                };
                match seen.entry((*space, table.namespace.as_deref(), within, folded)) {
                    Entry::Occupied(first) => cx.push(duplicate(model, name, *first.get(), *space)),
                    Entry::Vacant(entry) => {
                        entry.insert(name.place);
                    }
                }
            }
        }
    }
}

fn duplicate(model: &LoweredModel, name: &At<String>, first: Place, space: Space) -> Problem {
    let message = format!("the name `{}` is given twice", name.value);
    let problem = Problem::error(codes::DUPLICATE_NAME, name.place, message)
        .about(model.table.name.to_string())
        .because(space.reason());
    let problem = match first == name.place {
        true => problem.because("it stands in a part that is embedded more than once"),
        false => problem.related(first, "it is given here first"),
    };
    problem.help("leave the name out: one by convention follows from the table and its columns")
}
