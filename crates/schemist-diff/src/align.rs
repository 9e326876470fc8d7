//! Brings what the models left open into the words of the database, so that `==` compares.

use std::collections::BTreeMap;

use schemist_dialect::Dialect;
use schemist_schema::{
    Check, Column, ColumnType, Constraint, Engine, Expression, Index, IndexTarget, Operation, Pair,
    QualifiedName, Schema, Table, value_list,
};

use crate::{described, namespaces, prefixes, renames};

/// Changes `pair.next` only (of `pair.previous` what is remarked of its names): where it means the same as `pair.previous`, it takes over its spelling (types,
/// expressions) and, where the models give none, its names. Safe to call any number of times.
pub fn align(pair: &mut Pair<Schema>, dialect: &Dialect) {
    namespaces::forget_public(&pair.previous, &mut pair.next);
    dialect.mark_following_names(&mut pair.previous);
    let live = renames::follow_all(&pair.previous, &pair.next);
    if !dialect.capabilities().case_sensitive_names {
        adopt_letter_case(&live, &mut pair.next, dialect);
    }
    pair.next.default_collation.clone_from(&live.default_collation);
    described::settle(&live, &mut pair.next);
    adopt_sequence_names(&live, &mut pair.next);
    // Foreign keys that leave the other side's columns to its primary key need that table.
    let targets = pair.next.clone();
    for (name, table) in &mut pair.next.tables {
        match live.tables.get(name) {
            Some(live_table) => align_table(live_table, table, Pair::new(&live, &targets), dialect),
            None => prefixes::settle(None, table, dialect),
        }
    }
    dialect.mark_following_names(&mut pair.next);
}

fn align_table(live: &Table, next: &mut Table, schemas: Pair<&Schema>, dialect: &Dialect) {
    if dialect.engine() == Engine::Mysql {
        // The first number counts when the table is made; the database tells the next.
        next.options.remove("auto_increment");
    }
    for column in next.columns.iter_mut() {
        if let Some(live_column) = live.columns.named(&column.name) {
            align_column(live_column, column, dialect);
        }
    }
    prefixes::settle(Some(live), next, dialect);
    align_constraints(live, next, schemas, dialect);
    align_indexes(live, next);
    next.sort();
}

/// Option of a column: how many digits a client pads its numbers to (MariaDB).
const DISPLAY_WIDTH: &str = "display_width";

fn align_column(live: &Column, next: &mut Column, dialect: &Dialect) {
    let declared = next.origin.span.is_some();
    if next.ty != live.ty && dialect.same_type(&next.ty, &live.ty, next.origin.type_inferred) {
        next.ty = live.ty.clone();
    }
    adopt_optional(&live.default, &mut next.default);
    if let (Some(a), Some(b)) = (&live.default, &mut next.default)
        && next.ty == live.ty
        && a != b
        && dialect.same_literal(&a.sql, &b.sql, &live.ty)
    {
        b.clone_from(a);
    }
    if declared && next.ty == live.ty && !next.options.contains_key(DISPLAY_WIDTH) {
        // Says nothing of the values: only a model that asks for another one changes it.
        next.options.extend(live.options.get_key_value(DISPLAY_WIDTH).map(|(k, v)| (k.clone(), v.clone())));
    }
    if declared {
        // A model cannot tell these apart, and neither does what the database does.
        let is_null = |e: &Option<Expression>| e.as_ref().is_none_or(|e| e.sql.eq_ignore_ascii_case("null"));
        if is_null(&live.default) && is_null(&next.default) {
            next.default = live.default.clone();
        }
        if let (Some(live), Some(next)) = (&live.identity, &mut next.identity)
            && next.sequence_name.is_none()
        {
            next.sequence_name = live.sequence_name.clone();
        }
    }
    if let (Some(live), Some(next)) = (&live.generated, &mut next.generated) {
        adopt(&live.expression, &mut next.expression);
    }
    if let (Some(live), Some(next)) = (&live.collation, &mut next.collation)
        && live.eq_ignore_ascii_case(next)
        && !dialect.capabilities().constraint_names
    {
        next.clone_from(live);
    }
}

fn adopt(live: &Expression, next: &mut Expression) {
    if live != next && live.same_tokens(next) {
        next.clone_from(live);
    }
}

fn adopt_optional(live: &Option<Expression>, next: &mut Option<Expression>) {
    if let (Some(live), Some(next)) = (live, next) {
        adopt(live, next);
    }
}

/// Whether an item of the live schema is an item of the declared one.
type Accepts<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Pairs every item of `next` with at most one of `live`: first those of one name, then what the given tests
/// accept, one test after the other.
fn match_up<T>(
    live: &[T],
    next: &[T],
    name: impl Fn(&T) -> Option<&str>,
    names_count: bool,
    tests: &[Accepts<'_, T>],
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut free_live: Vec<usize> = (0..live.len()).collect();
    let mut free_next: Vec<usize> = (0..next.len()).collect();
    let mut take = |accept: &dyn Fn(&T, &T) -> bool| {
        free_next.retain(|n| {
            let found = free_live.iter().position(|l| accept(&live[*l], &next[*n]));
            if let Some(found) = found {
                pairs.push((free_live.remove(found), *n));
            }
            found.is_none()
        });
    };
    if names_count {
        take(&|a, b| name(a).is_some() && name(a) == name(b));
    }
    for test in tests {
        take(&|a, b| (!names_count || name(b).is_none()) && test(a, b));
    }
    pairs
}

fn align_constraints(live: &Table, next: &mut Table, schemas: Pair<&Schema>, dialect: &Dialect) {
    let names_count = dialect.capabilities().constraint_names;
    let renamed = (!names_count).then(|| Renamed::new(live, next));
    let adopt_name = |live: &Option<String>, next: &mut Option<String>| {
        if next.is_none() || renamed.as_ref().is_some_and(|renamed| !renamed.is_one(live, next)) {
            next.clone_from(live);
        }
    };

    if let (Some(live), Some(next)) = (&live.primary_key, &mut next.primary_key)
        && (next.name.is_none() || !names_count)
    {
        next.name.clone_from(&live.name);
    }

    let pairs = match_up(
        &live.uniques,
        &next.uniques,
        |u| u.name.as_deref(),
        names_count,
        &[&|a, b| a.columns == b.columns],
    );
    for (l, n) in pairs {
        adopt_name(&live.uniques[l].name, &mut next.uniques[n].name);
    }

    let sides = |a: &schemist_schema::ForeignKey, b: &schemist_schema::ForeignKey| {
        Pair::new(target_columns(schemas.previous, a), target_columns(schemas.next, b)).is_same()
    };
    let pairs = match_up(
        &live.foreign_keys,
        &next.foreign_keys,
        |k| k.name.as_deref(),
        names_count,
        &[
            &|a, b| {
                (&a.columns, &a.references, a.on_delete, a.on_update, a.deferrable)
                    == (&b.columns, &b.references, b.on_delete, b.on_update, b.deferrable)
                    && sides(a, b)
            },
            &|a, b| a.columns == b.columns && a.references == b.references,
            &|a, b| a.columns == b.columns,
        ],
    );
    for (l, n) in pairs {
        let (a, b) = (&live.foreign_keys[l], &mut next.foreign_keys[n]);
        adopt_name(&a.name, &mut b.name);
        // Without columns SQLite takes the primary key.
        if sides(a, b) {
            b.references_columns.clone_from(&a.references_columns);
        }
    }

    let pairs = match_up(
        &live.checks,
        &next.checks,
        |c| c.name.as_deref(),
        names_count,
        &[
            &|a, b| a.expression == b.expression,
            &|a, b| a.expression.same_tokens(&b.expression),
            &|a, b| same_list(a, b),
            // The check of an enum stays that check when its values change.
            &hold_one_column,
        ],
    );
    for (l, n) in pairs {
        adopt_name(&live.checks[l].name, &mut next.checks[n].name);
        match same_list(&live.checks[l], &next.checks[n]) {
            true => next.checks[n].expression.clone_from(&live.checks[l].expression),
            false => adopt(&live.checks[l].expression, &mut next.checks[n].expression),
        }
        next.checks[n].origin.inline_in.clone_from(&live.checks[l].origin.inline_in);
    }

    let pairs = match_up(
        &live.exclusions,
        &next.exclusions,
        |c| c.name.as_deref(),
        names_count,
        &[&|a, b| a.definition.same_tokens(&b.definition)],
    );
    for (l, n) in pairs {
        adopt_name(&live.exclusions[l].name, &mut next.exclusions[n].name);
        adopt(&live.exclusions[l].definition, &mut next.exclusions[n].definition);
    }
}

/// Where names of constraints need not be there (SQLite): what is called otherwise than before has been renamed, if
/// either name is that of one constraint alone.
struct Renamed(Pair<Vec<String>>);

impl Renamed {
    fn new(live: &Table, next: &Table) -> Self {
        let names = |table: &Table| {
            let named = table.constraints().filter(|c| !matches!(c, Constraint::PrimaryKey(_)));
            named.filter_map(|c| Some(c.name()?.to_ascii_lowercase())).collect()
        };
        Self(Pair::new(live, next).map(names))
    }

    fn is_one(&self, live: &Option<String>, next: &Option<String>) -> bool {
        let (Some(live), Some(next)) = (live, next) else { return false };
        let count =
            |names: &[String], name: &str| names.iter().filter(|n| n.eq_ignore_ascii_case(name)).count();
        let Pair { previous: before, next: after } = &self.0;
        count(before, live) == 1 && count(after, next) == 1 && count(before, next) == 0
    }
}

/// Whether both allow the same values of one column, in whatever order and words.
fn same_list(a: &Check, b: &Check) -> bool {
    let lists = Pair::new(value_list(&a.expression.sql), value_list(&b.expression.sql));
    matches!(lists, Pair { previous: Some(a), next: Some(b) } if a.allows_the_same(&b))
}

fn hold_one_column(a: &Check, b: &Check) -> bool {
    let lists = Pair::new(value_list(&a.expression.sql), value_list(&b.expression.sql));
    matches!(lists, Pair { previous: Some(a), next: Some(b) } if a.column == b.column)
}

/// The columns a foreign key refers to, where it leaves them to the other table's primary key: that one's.
fn target_columns(schema: &Schema, key: &schemist_schema::ForeignKey) -> Vec<String> {
    if !key.references_columns.is_empty() {
        return key.references_columns.clone();
    }
    let target = schema.tables.get(&key.references).and_then(|t| t.primary_key.as_ref());
    target.map(|k| k.columns.iter().map(|c| c.name.clone()).collect()).unwrap_or_default()
}

fn align_indexes(live: &Table, next: &mut Table) {
    let same_content = |a: &Index, b: &Index| {
        let mut b = b.clone();
        adopt_index_expressions(a, &mut b);
        b.name.clone_from(&a.name);
        b.comment.clone_from(&a.comment);
        *a == b
    };
    let pairs = match_up(
        &live.indexes,
        &next.indexes,
        |i| i.name.as_deref(),
        true,
        &[&same_content, &|a, b| {
            a.keys == b.keys && a.unique == b.unique && a.predicate.is_some() == b.predicate.is_some()
        }],
    );
    for (l, n) in pairs {
        let (a, b) = (&live.indexes[l], &mut next.indexes[n]);
        if b.name.is_none() {
            b.name.clone_from(&a.name);
        }
        adopt_index_expressions(a, b);
    }
}

fn adopt_index_expressions(live: &Index, next: &mut Index) {
    adopt_optional(&live.predicate, &mut next.predicate);
    for (a, b) in live.keys.iter().zip(next.keys.iter_mut()) {
        if let (IndexTarget::Expression(a), IndexTarget::Expression(b)) = (&a.target, &mut b.target) {
            adopt(a, b);
        }
    }
}

/// Where the engine takes `Users` and `users` for one name, the spelling of the database stays.
fn adopt_letter_case(live: &Schema, next: &mut Schema, dialect: &Dialect) {
    let tables: BTreeMap<String, &QualifiedName> =
        live.tables.keys().map(|name| (name.name.to_ascii_lowercase(), name)).collect();
    let wanted: Vec<QualifiedName> = next.tables.keys().cloned().collect();
    for name in wanted {
        let Some(live_name) = tables.get(&name.name.to_ascii_lowercase()) else { continue };
        if **live_name != name {
            // Does not fit only where the models hold both spellings, which the engine will refuse.
            let _ = next.apply(&Operation::RenameTable { name: Pair::new(name, (*live_name).clone()) });
        }
    }
    for (name, live_table) in &live.tables {
        let Some(table) = next.tables.get(name) else { continue };
        let spelled: BTreeMap<String, &str> =
            live_table.columns.iter().map(|c| (c.name.to_ascii_lowercase(), c.name.as_str())).collect();
        let renames: Vec<Pair<String>> = table
            .columns
            .iter()
            .filter_map(|c| {
                let live_name = *spelled.get(&c.name.to_ascii_lowercase())?;
                (live_name != c.name).then(|| Pair::new(c.name.clone(), live_name.to_owned()))
            })
            .collect();
        let renames_in_case = dialect.engine() == Engine::Mysql;
        for column in renames {
            // Between two databases the case is wanted; a rename keeps the rows, where the engine has one.
            if let Some(wanted) =
                next.tables.get_mut(name).and_then(|t| t.columns.named_mut(&column.previous))
                && wanted.origin.span.is_none()
                && renames_in_case
            {
                wanted.origin.renamed_from = Some(column.next);
                continue;
            }
            let _ = next.apply(&Operation::RenameColumn { table: name.clone(), name: column });
        }
    }
}

/// A declared `serial` gets the conventional sequence; where the column has one under another name (its
/// table was renamed), that one stays.
fn adopt_sequence_names(live: &Schema, next: &mut Schema) {
    let mut renames: Vec<(QualifiedName, QualifiedName)> = Vec::new();
    for (name, sequence) in &next.sequences {
        let Some(owner) = &sequence.owned_by else { continue };
        let declared = next
            .tables
            .get(&owner.0)
            .and_then(|t| t.columns.named(&owner.1))
            .is_some_and(|c| c.origin.span.is_some() && c.serial_like());
        let live_name = live.sequences.values().find(|s| s.owned_by.as_ref() == Some(owner)).map(|s| &s.name);
        if let Some(live_name) = live_name
            && declared
            && live_name != name
            && !next.sequences.contains_key(live_name)
        {
            renames.push((name.clone(), live_name.clone()));
        }
    }
    for (from, to) in renames {
        let operation = Operation::RenameSequence { name: Pair::new(from.clone(), to.clone()) };
        if next.apply(&operation).is_ok()
            && let Some((table, column)) = next.sequences.get(&to).and_then(|s| s.owned_by.clone())
            && let Some(live_default) =
                live.tables.get(&table).and_then(|t| t.columns.named(&column)).map(|c| c.default.clone())
            && let Some(column) = next.tables.get_mut(&table).and_then(|t| t.columns.named_mut(&column))
        {
            column.default = live_default;
        }
    }
}

/// Whether a column's values come from a sequence by its default.
trait SerialLike {
    fn serial_like(&self) -> bool;
}

impl SerialLike for Column {
    fn serial_like(&self) -> bool {
        let integer = matches!(self.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt);
        integer && self.default.as_ref().is_some_and(|d| d.sql.starts_with("nextval("))
    }
}
