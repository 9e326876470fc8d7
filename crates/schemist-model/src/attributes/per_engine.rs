use std::collections::BTreeMap;

use schemist_schema::Engine;

use super::{node::Node, reader};
use crate::{place::At, problem::Context};

/// A value for all engines, or one for each.
#[derive(Debug, Clone)]
pub struct PerEngine<T> {
    any: Option<T>,
    own: BTreeMap<Engine, T>,
}

impl<T> Default for PerEngine<T> {
    fn default() -> Self {
        Self { any: None, own: BTreeMap::new() }
    }
}

impl<T> PerEngine<T> {
    /// The value for an engine.
    pub fn for_engine(&self, engine: Engine) -> Option<&T> {
        self.own.get(&engine).or(self.any.as_ref())
    }
}

/// `key = "…"`, `key(sqlite = "…", postgres = "…")`.
pub(super) fn names(cx: &mut Context, node: &Node, into: &mut PerEngine<String>) {
    let name = |cx: &mut Context, node: &Node| reader::name(cx, node).map(|At { value, .. }| value);
    let Some(entries) = node.key.arguments.as_deref().filter(|_| node.value.is_none()) else {
        let value = name(cx, node);
        return reader::once(cx, &mut into.any, node, value);
    };
    let key = node.key.name().unwrap_or_default().to_owned();
    for entry in entries {
        let engine = match entry.word() {
            Some("sqlite") => Engine::Sqlite,
            Some("postgres" | "pg") => Engine::Postgres,
            Some("mysql" | "mariadb") => Engine::Mysql,
            _ => {
                reader::unknown_key(cx, entry, &format!("`{key}`"), &["sqlite", "postgres", "mysql"]);
                continue;
            }
        };
        let mut slot = into.own.remove(&engine);
        let value = name(cx, entry);
        reader::once(cx, &mut slot, entry, value);
        into.own.extend(slot.map(|value| (engine, value)));
    }
}
