//! Looks for renames that nobody declared.

use std::collections::BTreeSet;

use schemist_diagnostics::{Diagnostic, Span};
use schemist_dialect::Dialect;
use schemist_schema::{Column, Management, Pair, QualifiedName, Schema, Table};

use crate::codes::TOO_MANY_TO_MATCH;
use crate::matching::{self, Confidence, Match};
use crate::options::{DiffOptions, Scope};
use crate::renames::declared::{follow_all, hinted_name};
use crate::renames::found::{FoundRename, Renamed};
use crate::renames::{RenameOptions, answers, facts, values};

/// More pairs than these are not weighed: where so much changed at once, nothing is the same thing for sure.
const MOST_PAIRS: usize = 250_000;

/// What was found.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) renames: Vec<FoundRename>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Writes what the user answered, and what is sure, into `pair.next` as if the models had said `renamed_from`. Tables
/// come before columns, which are looked for in the tables that stay.
pub(crate) fn find(pair: &mut Pair<Schema>, dialect: &Dialect, options: &DiffOptions) -> Found {
    let mut diagnostics = answers::follow(pair, &options.renames.answers);
    let mut search = Search { pair, dialect, options, renames: Vec::new(), too_many: Vec::new() };
    search.enums();
    search.tables();
    search.columns();
    search.values();
    let Search { renames, too_many, .. } = search;
    diagnostics.extend(renames.iter().map(FoundRename::diagnostic));
    // Between databases nobody asked.
    diagnostics.extend(too_many.into_iter().filter(|_| options.renames.automatic));
    Found { renames, diagnostics }
}

/// Whether anything goes where something comes, so that it is worth while to look for evidence. By names alone: it may
/// say yes where there is nothing.
pub fn may_be_renamed(schemas: Pair<&Schema>) -> bool {
    let Pair { previous, next } = schemas;
    let goes = previous.tables.keys().any(|name| !next.tables.contains_key(name));
    let comes = next.tables.keys().any(|name| !previous.tables.contains_key(name));
    let in_a_table = next.tables.iter().any(|(name, table)| {
        previous.tables.get(name).is_some_and(|live| {
            live.columns.iter().any(|c| table.columns.named(&c.name).is_none())
                && table.columns.iter().any(|c| live.columns.named(&c.name).is_none())
        })
    });
    (goes && comes) || in_a_table
}

struct Search<'a> {
    pair: &'a mut Pair<Schema>,
    dialect: &'a Dialect,
    options: &'a DiffOptions,
    renames: Vec<FoundRename>,
    too_many: Vec<Diagnostic>,
}

impl Search<'_> {
    fn enums(&mut self) {
        let live = follow_all(&self.pair.previous, &self.pair.next);
        let next = &self.pair.next;
        let dropped: Vec<&QualifiedName> =
            live.enums.keys().filter(|name| !next.enums.contains_key(*name) && self.may_drop(name)).collect();
        let created: Vec<&QualifiedName> =
            next.enums.keys().filter(|name| !live.enums.contains_key(*name)).collect();
        let facts = |names: &[&QualifiedName], schema: &Schema| {
            let known = names.iter().filter_map(|name| schema.enums.get(*name));
            known.map(|e| facts::enum_type(&e.name, &e.values, schema)).collect::<Vec<_>>()
        };
        let matches = matching::match_enums(&facts(&dropped, &live), &facts(&created, next));
        let pairs = self.pairs(&matches, &dropped, &created, |name| {
            next.enums.get(name).and_then(|e| e.origin.span.clone())
        });
        for (name, found, span) in pairs {
            let followed = self.is_followed(&found);
            if let Some(enum_type) = self.pair.next.enums.get_mut(&name.next).filter(|_| followed) {
                enum_type.origin.renamed_from = Some(Renamed::Enum(name.clone()).hint());
            }
            self.keep(Renamed::Enum(name), &found, span);
        }
    }

    fn tables(&mut self) {
        let live = follow_all(&self.pair.previous, &self.pair.next);
        let next = &self.pair.next;
        let on_purpose = crate::dropped::tables(next);
        let dropped: Vec<&QualifiedName> = live
            .tables
            .keys()
            .filter(|name| !next.tables.contains_key(*name) && !on_purpose.contains(*name))
            .filter(|name| self.may_drop(name))
            .collect();
        let created: Vec<&QualifiedName> = next
            .tables
            .iter()
            .filter(|(name, table)| {
                !live.tables.contains_key(*name) && is_ours(table) && !has_spoken(table, &live)
            })
            .map(|(name, _)| name)
            .collect();
        if let Some(remark) = too_many("tables", None, dropped.len(), created.len()) {
            self.too_many.push(remark);
            return;
        }
        let earlier = self.options.renames.earlier.as_ref();
        let facts = |names: &[&QualifiedName], schema: &Schema, earlier: Option<&Schema>| {
            let known = names.iter().filter_map(|name| schema.tables.get(*name));
            let earlier = |table: &Table| earlier.and_then(|e| e.tables.get(&table.name));
            known.map(|t| facts::table(t, schema, earlier(t), self.dialect)).collect::<Vec<_>>()
        };
        let matches = matching::match_tables(&facts(&dropped, &live, earlier), &facts(&created, next, None));
        let pairs = self.pairs(&matches, &dropped, &created, |name| {
            next.tables.get(name).and_then(|t| t.origin.span.clone())
        });
        for (name, found, span) in pairs {
            let followed = self.is_followed(&found);
            if let Some(table) = self.pair.next.tables.get_mut(&name.next).filter(|_| followed) {
                table.origin.renamed_from = Some(Renamed::Table(name.clone()).hint());
            }
            self.keep(Renamed::Table(name), &found, span);
        }
    }

    fn columns(&mut self) {
        let live = follow_all(&self.pair.previous, &self.pair.next);
        let earlier = self.options.renames.earlier.as_ref().map(|e| follow_all(e, &self.pair.next));
        let mut found = Vec::new();
        for (name, previous) in &live.tables {
            let Some(next) = self.pair.next.tables.get(name).filter(|table| is_ours(table)) else { continue };
            let table = Pair::new(previous, next);
            let changed = changed_columns(table);
            if changed.previous.is_empty() || changed.next.is_empty() {
                continue;
            }
            if let Some(remark) = too_many("columns", Some(name), changed.previous.len(), changed.next.len())
            {
                self.too_many.push(remark);
                continue;
            }
            let earlier = earlier.as_ref().and_then(|e| e.tables.get(name));
            let facts = facts::columns(table, &changed, earlier, self.dialect);
            for matched in matching::match_columns(&facts.previous, &facts.next) {
                let old = changed.previous.get(matched.dropped).map(|c| c.name.clone());
                let new = changed.next.get(matched.added).map(|c| (c.name.clone(), c.origin.span.clone()));
                let Some((old, (new, span))) = old.zip(new) else { continue };
                found.push((name.clone(), Pair::new(old, new), matched, span));
            }
        }
        found.retain(|(_, _, matched, _)| self.is_worth_it(matched));
        for (table, name, matched, span) in found {
            let followed = self.is_followed(&matched);
            let next = self.pair.next.tables.get_mut(&table).and_then(|t| t.columns.named_mut(&name.next));
            if let Some(column) = next.filter(|_| followed) {
                column.origin.renamed_from = Some(name.previous.clone());
            }
            self.keep(Renamed::Column { table, name }, &matched, span);
        }
    }

    fn values(&mut self) {
        let live = follow_all(&self.pair.previous, &self.pair.next);
        for changed in values::changed(&live, &self.pair.next, self.dialect, self.options.recorded.as_ref()) {
            for matched in matching::match_values(&changed.dropped, &changed.added) {
                let old = changed.dropped.get(matched.dropped).map(|value| value.name.clone());
                let new = changed.added.get(matched.added).map(|value| value.name.clone());
                let Some((old, new)) = old.zip(new).filter(|_| self.is_worth_it(&matched)) else { continue };
                let value = Pair::new(old, new);
                if self.is_followed(&matched) {
                    values::write(&mut self.pair.next, &changed.holder, &value);
                }
                let of = changed.holder.to_string();
                self.keep(Renamed::Value { of, value }, &matched, changed.span.clone());
            }
        }
    }

    /// The matches worth a word, with the names of both sides and the place of the new one.
    fn pairs(
        &self,
        matches: &[Match],
        dropped: &[&QualifiedName],
        created: &[&QualifiedName],
        span: impl Fn(&QualifiedName) -> Option<Span>,
    ) -> Vec<(Pair<QualifiedName>, Match, Option<Span>)> {
        let worth_it = matches.iter().filter(|found| self.is_worth_it(found));
        let named = worth_it.filter_map(|found| {
            let (old, new) = dropped.get(found.dropped).zip(created.get(found.added))?;
            Some((Pair::new((*old).clone(), (*new).clone()), found.clone(), span(new)))
        });
        named.collect()
    }

    /// Between databases nobody reads what is likely; there only what is sure is told.
    fn is_worth_it(&self, found: &Match) -> bool {
        let RenameOptions { automatic, .. } = self.options.renames;
        found.confidence >= if automatic { Confidence::Likely } else { Confidence::Sure }
    }

    fn is_followed(&self, found: &Match) -> bool {
        self.options.renames.automatic && found.confidence == Confidence::Sure
    }

    fn keep(&mut self, renamed: Renamed, found: &Match, span: Option<Span>) {
        let followed = self.is_followed(found);
        self.renames.push(FoundRename::new(renamed, found, followed, span));
    }

    /// What is not ours to drop is not ours to rename.
    fn may_drop(&self, name: &QualifiedName) -> bool {
        match &self.options.scope {
            Scope::Databases => true,
            Scope::Models { managed } => managed.contains(name),
        }
    }
}

fn too_many(what: &str, of: Option<&QualifiedName>, dropped: usize, added: usize) -> Option<Diagnostic> {
    (dropped * added > MOST_PAIRS).then(|| {
        let of = of.map(|table| format!(" of `{table}`")).unwrap_or_default();
        let message =
            format!("{dropped} {what}{of} go and {added} come: no rename was looked for among them");
        Diagnostic::note(TOO_MANY_TO_MATCH, message).with_help("declare renames with `renamed_from`")
    })
}

fn is_ours(table: &Table) -> bool {
    table.origin.management() == Management::Full
}

/// Its `renamed_from` names something that is there; that it cannot be followed has been said.
fn has_spoken(table: &Table, live: &Schema) -> bool {
    let exists = |name: &QualifiedName| live.tables.contains_key(name);
    table.origin.renamed_from.as_ref().is_some_and(|from| exists(&hinted_name(from, &table.name, exists)))
}

/// What a table lost and gained, but for what went on purpose and what the models say already.
fn changed_columns(table: Pair<&Table>) -> Pair<Vec<&Column>> {
    let on_purpose: BTreeSet<&str> = table
        .next
        .origin
        .table
        .iter()
        .flat_map(|remarks| remarks.dropped_columns.iter().map(String::as_str))
        .collect();
    let dropped = table.previous.columns.iter().filter(|column| {
        table.next.columns.named(&column.name).is_none() && !on_purpose.contains(column.name.as_str())
    });
    let added = table.next.columns.iter().filter(|column| {
        let has_spoken = |from: &String| table.previous.columns.named(from).is_some();
        table.previous.columns.named(&column.name).is_none()
            && !column.origin.renamed_from.as_ref().is_some_and(has_spoken)
    });
    Pair::new(dropped.collect(), added.collect())
}
