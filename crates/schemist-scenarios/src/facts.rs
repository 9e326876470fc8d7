//! Operations in the words of the file, so that both sides can be compared.
//!
//! Compared is what an operation is, and on what: table, column, name, columns, and every other fact that the
//! file states and both sides can spell alike. How an engine writes a type or a default is not compared: that
//! the second comparison finds nothing proves it.
//!
//! Fair in eight points. A sequence that belongs to a column is part of its column, and no operation of its own.
//! A comment on a column is a change of the column. A foreign key of a table that is made in the same breath is
//! part of the table or added afterwards, whatever the engine needs. A table renamed into another
//! namespace is the file's `set_schema`. A column that the file drops and adds again, because its expression is
//! another one, is one that changes. A schema that the file does not speak of comes with its first table. On
//! MySQL a unique constraint is an index, and the index that a foreign key needs comes and goes with it.

use std::collections::BTreeSet;

use schemist_schema::{
    Action, Column, CommentTarget, Constraint, ConstraintKind, Deferrable, Engine, ForeignKey, Index,
    IndexTarget, Operation, Pair, QualifiedName, Sequence, Unique,
};
use serde_json::{Map, Value, json};

use crate::file::FileOperation;

/// One operation: its kind under `op`, what it is about under the keys of the file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact(Map<String, Value>);

/// Keys of the file that say something else than what the operation is, or that engines spell differently.
const NOT_COMPARED: &[&str] =
    &["warning", "confidence", "dialect", "without_fk", "note", "reason", "using", "expr"];

/// Changes of an enum type that are operations of their own; all others make it anew.
const KNOWN_OF_ENUMS: &[&str] = &["alter_enum_add_value", "alter_enum_rename_value"];

/// Parts of a column that can change. Their values are not compared, that they change is.
const ASPECTS: &[&str] = &["type", "nullable", "default", "comment", "computed", "collation", "other"];

/// Whether the operations are those the file wants: each fact that the file states, and no operation more.
pub(crate) fn agree(engine: Engine, wanted: &[&FileOperation], ours: &[Operation]) -> bool {
    agree_on(engine, of_file(wanted), of_operations(ours))
}

/// The same, where the file wants it of another engine: what has
/// no name here has one there, which its server gave.
pub(crate) fn agree_elsewhere(engine: Engine, wanted: &[&FileOperation], ours: &[Operation]) -> bool {
    let (mut wanted, mut ours) = (of_file(wanted), of_operations(ours));
    for fact in wanted.iter_mut().filter(|fact| fact.text("op").starts_with("drop_")) {
        let unnamed =
            |o: &&mut Fact| o.text("op") == fact.text("op") && o.0.get("name") == Some(&Value::Null);
        if ours.iter_mut().any(|o| unnamed(&o)) {
            fact.0.remove("name");
        }
    }
    agree_on(engine, wanted, ours)
}

fn agree_on(engine: Engine, mut wanted: Vec<Fact>, mut left: Vec<Fact>) -> bool {
    if engine == Engine::Mysql {
        [&mut left, &mut wanted].into_iter().for_each(fold_keys);
        fold_indexes_of_foreign_keys(&mut left, &wanted);
    }
    fold_foreign_keys(&mut left);
    fold_foreign_keys(&mut wanted);
    fold_columns_made_anew(&mut wanted);
    fold_schemas(&mut left, &wanted);
    // One that says little must not take the partner of one that says much.
    wanted.sort_by_key(|fact| std::cmp::Reverse(fact.0.len()));
    let all_found = wanted.iter().all(|fact| {
        let at = left.iter().position(|ours| matches(fact, ours));
        at.map(|at| left.remove(at)).is_some()
    });
    all_found && left.is_empty()
}

/// Whether the operations are those wanted but for this: where the file has a drop and a create of one
/// content, ours has a rename.
pub(crate) fn agree_but_for_renames(wanted: &[&FileOperation], ours: &[Operation]) -> bool {
    let mut found_rename = false;
    let mut expanded = Vec::new();
    for fact in of_operations(ours) {
        let wanted_so = wanted.iter().any(|w| w.get("op") == fact.0.get("op"));
        match split_rename(&fact).filter(|_| !wanted_so) {
            Some(pair) => {
                found_rename = true;
                expanded.extend(pair);
            }
            None => expanded.push(fact),
        }
    }
    let mut left = expanded;
    let all_found = of_file(wanted).iter().all(|fact| {
        let at = left.iter().position(|ours| loosely(fact, ours));
        at.map(|at| left.remove(at)).is_some()
    });
    found_rename && all_found && left.is_empty()
}

/// Without the columns and other content, which a rename does not repeat.
fn loosely(wanted: &Fact, ours: &Fact) -> bool {
    let named: Vec<&str> = vec!["op", "table", "schema", "column", "name"];
    let mut wanted = wanted.clone();
    wanted.0.retain(|key, _| named.contains(&key.as_str()));
    matches(&wanted, ours)
}

fn split_rename(fact: &Fact) -> Option<[Fact; 2]> {
    let noun = match fact.text("op") {
        "rename_index" => "index",
        "rename_constraint" => fact.text("kind"),
        "rename_column" => "column",
        "rename_table" | "set_schema" => "table",
        _ => return None,
    };
    let make = if noun == "column" { "add" } else { "create" };
    let key = match noun {
        "column" | "table" => noun,
        _ => "name",
    };
    let one = |verb: &str, from: &str| {
        let mut one = Fact::new(&format!("{verb}_{noun}"));
        one.0.extend(fact.0.get("table").map(|t| ("table".to_owned(), t.clone())));
        one.with(key, json!(fact.text(from)))
    };
    Some([one("drop", "from"), one(make, "to")])
}

/// One line for each, as the file would write it.
pub(crate) fn lines(ours: &[Operation]) -> Vec<String> {
    of_operations(ours).into_iter().map(|fact| Value::Object(fact.0).to_string()).collect()
}

impl Fact {
    fn new(op: &str) -> Self {
        Self(Map::new()).with("op", json!(op))
    }

    fn on(op: &str, table: &QualifiedName) -> Self {
        let fact = Self::new(op).with("table", json!(table.name));
        match &table.namespace {
            Some(namespace) => fact.with("schema", json!(namespace)),
            None => fact,
        }
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.0.insert(key.to_owned(), value);
        self
    }

    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn aspects(&self) -> BTreeSet<&str> {
        self.0.keys().map(String::as_str).filter(|key| ASPECTS.contains(key)).collect()
    }
}

fn matches(wanted: &Fact, ours: &Fact) -> bool {
    if wanted.text("op") == "alter_column" && wanted.aspects() != ours.aspects() {
        return false;
    }
    wanted.0.iter().all(|(key, value)| {
        let compared = !NOT_COMPARED.contains(&key.as_str()) && !ASPECTS.contains(&key.as_str());
        !compared || value.is_null() || holds(value, ours.0.get(key))
    })
}

fn holds(wanted: &Value, ours: Option<&Value>) -> bool {
    match (wanted, ours) {
        (Value::Array(wanted), Some(Value::Array(ours))) => {
            wanted.len() == ours.len() && wanted.iter().zip(ours).all(|(w, o)| same_text(w, o))
        }
        (Value::Bool(wanted), ours) => *wanted == (ours == Some(&Value::Bool(true))),
        (wanted, Some(ours)) => same_text(wanted, ours),
        (_, None) => false,
    }
}

/// `CaScAdE` is `CASCADE`, and an index key of more than a name is text of the engine's.
fn same_text(wanted: &Value, ours: &Value) -> bool {
    match (wanted.as_str(), ours.as_str()) {
        (Some(wanted), Some(ours)) => {
            wanted == ours || is_action(wanted, ours) || wanted.contains([' ', '(']) && !ours.is_empty()
        }
        _ => wanted == ours,
    }
}

fn is_action(wanted: &str, ours: &str) -> bool {
    let known = [Action::Cascade, Action::Restrict, Action::SetNull, Action::SetDefault, Action::NoAction];
    known.iter().any(|action| action.as_sql() == ours) && wanted.eq_ignore_ascii_case(ours)
}

fn of_file(operations: &[&FileOperation]) -> Vec<Fact> {
    operations.iter().map(|op| canonical((*op).clone())).collect()
}

/// The same thing under one name, whichever the file has for it.
fn canonical(mut operation: FileOperation) -> Fact {
    let op = operation.get("op").and_then(Value::as_str).unwrap_or_default();
    let op = match op {
        "create_table_comment" | "drop_table_comment" | "set_table_comment" | "comment_table" => {
            "table_comment"
        }
        "set_comment" | "alter_comment" if operation.contains_key("column") => {
            operation.insert("comment".to_owned(), Value::Null);
            "alter_column"
        }
        "set_comment" | "alter_comment" => "table_comment",
        "create_primary_key" => "create_pk",
        "drop_primary_key" => "drop_pk",
        "create_foreign_key" => "create_fk",
        "drop_foreign_key" => "drop_fk",
        // However the file calls it: the type is made anew.
        other if other.starts_with("alter_enum_") && !KNOWN_OF_ENUMS.contains(&other) => {
            operation.remove("value");
            "alter_enum"
        }
        "rename_unique" | "rename_fk" | "rename_check" | "rename_pk" => "rename_constraint",
        other => other,
    };
    let op = Value::from(op);
    if op == "table_comment" {
        operation.remove("comment");
    }
    operation.insert("op".to_owned(), op);
    Fact(operation)
}

fn of_operations(operations: &[Operation]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let changed: BTreeSet<(QualifiedName, String)> = columns_touched(operations);
    for operation in operations {
        if let Some(sequence) = sequence_of(operation)
            && let Some((table, column)) = &sequence.owned_by
        {
            // Part of the column; where nothing else of it changes, that is the change.
            if !changed.contains(&(table.clone(), column.clone())) {
                add(
                    &mut facts,
                    Fact::on("alter_column", table)
                        .with("column", json!(column))
                        .with("default", json!(true)),
                );
            }
            continue;
        }
        for fact in of_operation(operation) {
            add(&mut facts, fact);
        }
    }
    facts
}

/// Changes of one column are one operation.
fn add(facts: &mut Vec<Fact>, fact: Fact) {
    let same = |f: &&mut Fact| {
        ["op", "table", "schema", "column"].iter().all(|key| f.0.get(*key) == fact.0.get(*key))
    };
    match facts.iter_mut().filter(|_| fact.text("op") == "alter_column").find(same) {
        Some(there) => there.0.extend(fact.0),
        None => facts.push(fact),
    }
}

/// Columns that appear, go or change, with those of tables that appear and go.
fn columns_touched(operations: &[Operation]) -> BTreeSet<(QualifiedName, String)> {
    let mut touched = BTreeSet::new();
    for operation in operations {
        match operation {
            Operation::CreateTable { table } | Operation::DropTable { table } => {
                touched.extend(table.columns.iter().map(|c| (table.name.clone(), c.name.clone())));
            }
            Operation::AddColumn { table, column } | Operation::DropColumn { table, column } => {
                touched.insert((table.clone(), column.name.clone()));
            }
            Operation::AlterColumn { table, column } => {
                touched.insert((table.clone(), column.next.name.clone()));
            }
            _ => {}
        }
    }
    touched
}

fn sequence_of(operation: &Operation) -> Option<&Sequence> {
    match operation {
        Operation::CreateSequence { sequence } | Operation::DropSequence { sequence } => Some(sequence),
        Operation::AlterSequence { sequence } => {
            let Pair { previous, next } = &**sequence;
            Some(if next.owned_by.is_some() { next } else { previous })
        }
        _ => None,
    }
}

fn of_operation(operation: &Operation) -> Vec<Fact> {
    let one = match operation {
        Operation::CreateNamespace { name } => Fact::new("create_schema").with("name", json!(name)),
        Operation::DropNamespace { name } => Fact::new("drop_schema").with("name", json!(name)),
        Operation::CreateTable { table } => {
            let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
            Fact::on("create_table", &table.name).with("columns", json!(columns))
        }
        Operation::DropTable { table } => Fact::on("drop_table", &table.name),
        Operation::RenameTable { name: Pair { previous, next } } if previous.namespace != next.namespace => {
            Fact::on("set_schema", previous)
                .with("from", json!(previous.name))
                .with("to", json!(next.namespace.as_deref().unwrap_or("public")))
        }
        Operation::RenameTable { name } => Fact::on("rename_table", &name.previous)
            .with("from", json!(name.previous.name))
            .with("to", json!(name.next.name)),
        Operation::SetTableOptions { table, .. } => Fact::on("alter_table_options", table),
        Operation::AddColumn { table, column } => {
            Fact::on("add_column", table).with("column", json!(column.name))
        }
        Operation::DropColumn { table, column } => {
            Fact::on("drop_column", table).with("column", json!(column.name))
        }
        Operation::RenameColumn { table, name } => renamed(Fact::on("rename_column", table), name),
        Operation::AlterColumn { table, column } => alter_column(table, column),
        Operation::AddConstraint { table, constraint } => constraint_fact("create", table, constraint),
        Operation::DropConstraint { table, constraint } => constraint_fact("drop", table, constraint),
        Operation::RenameConstraint { table, kind, name } => {
            renamed(Fact::on("rename_constraint", table), name).with("kind", json!(noun(*kind)))
        }
        Operation::ValidateConstraint { table, constraint } => Fact::on("validate_constraint", table)
            .with("name", json!(constraint.next.name()))
            .with("kind", json!(noun(constraint.next.kind()))),
        Operation::ReplaceValues { table, column, .. } => {
            Fact::on("replace_values", table).with("column", json!(column))
        }
        Operation::CreateIndex { table, index } | Operation::DropIndex { table, index } => {
            let creates = matches!(operation, Operation::CreateIndex { .. });
            let keys: Vec<&str> = index.keys.iter().map(|key| target(&key.target)).collect();
            Fact::on(if creates { "create_index" } else { "drop_index" }, table)
                .with("name", json!(index.name))
                .with("columns", json!(keys))
                .with("unique", json!(index.unique))
                .with("include", json!(index.include))
        }
        Operation::RenameIndex { table, name } => renamed(Fact::on("rename_index", table), name),
        Operation::CreateEnum { enum_type } => {
            Fact::new("create_enum").with("name", json!(enum_type.name.name))
        }
        Operation::DropEnum { enum_type } => Fact::new("drop_enum").with("name", json!(enum_type.name.name)),
        Operation::RenameEnum { name } => {
            Fact::new("rename_enum").with("from", json!(name.previous.name)).with("to", json!(name.next.name))
        }
        Operation::RenameEnumValue { name, value } => {
            renamed(Fact::new("alter_enum_rename_value"), value).with("name", json!(name.name))
        }
        Operation::AlterEnum { name, values } => return alter_enum(name, values),
        Operation::CreateSequence { sequence } => {
            Fact::new("create_sequence").with("name", json!(sequence.name.name))
        }
        Operation::DropSequence { sequence } => {
            Fact::new("drop_sequence").with("name", json!(sequence.name.name))
        }
        Operation::AlterSequence { sequence } => {
            Fact::new("alter_sequence").with("name", json!(sequence.next.name.name))
        }
        Operation::RenameSequence { name } => Fact::new("rename_sequence")
            .with("from", json!(name.previous.name))
            .with("to", json!(name.next.name)),
        Operation::SetComment { on: CommentTarget::Column(table, column), .. } => {
            Fact::on("alter_column", table).with("column", json!(column)).with("comment", json!(true))
        }
        Operation::SetComment { on: CommentTarget::Table(table), .. } => Fact::on("table_comment", table),
        Operation::SetComment { on, .. } => Fact::new("comment").with("on", json!(on.to_string())),
    };
    vec![one]
}

fn renamed(fact: Fact, name: &Pair<String>) -> Fact {
    fact.with("from", json!(name.previous)).with("to", json!(name.next))
}

fn target(target: &IndexTarget) -> &str {
    match target {
        IndexTarget::Column(name) => name,
        IndexTarget::Expression(expression) => &expression.sql,
    }
}

fn alter_column(table: &QualifiedName, column: &Pair<Column>) -> Fact {
    let Pair { previous: a, next: b } = column;
    let counts = |c: &Column| (c.identity.clone(), c.serial, c.auto_increment);
    let changed = [
        ("type", a.ty != b.ty),
        ("nullable", a.nullable != b.nullable),
        // As the file has it: what fills in a value.
        ("default", a.default != b.default || counts(a) != counts(b)),
        ("computed", a.generated != b.generated),
        ("collation", a.collation != b.collation),
        ("other", a.not_null_conflict != b.not_null_conflict || a.options != b.options),
    ];
    let aspects: Vec<&str> =
        changed.into_iter().filter_map(|(word, differs)| differs.then_some(word)).collect();
    if aspects == ["computed"] && b.generated.is_none() {
        return Fact::on("drop_expression", table).with("column", json!(b.name));
    }
    let fact = Fact::on("alter_column", table).with("column", json!(b.name));
    aspects.into_iter().fold(fact, |fact, aspect| fact.with(aspect, json!(true)))
}

fn constraint_fact(verb: &str, table: &QualifiedName, constraint: &Constraint) -> Fact {
    let fact = Fact::on(&format!("{verb}_{}", noun(constraint.kind())), table)
        .with("name", json!(constraint.name()));
    match constraint {
        Constraint::PrimaryKey(key) => fact.with("columns", names(key.columns.iter().map(|c| &c.name))),
        Constraint::Unique(unique) => unique_fact(fact, unique),
        Constraint::ForeignKey(key) => foreign_key_fact(fact, key),
        Constraint::Check(_) | Constraint::Exclusion(_) => fact,
    }
}

fn unique_fact(fact: Fact, unique: &Unique) -> Fact {
    fact.with("columns", names(unique.columns.iter().map(|c| &c.name)))
        .with("deferrable", json!(unique.deferrable != Deferrable::NotDeferrable))
        .with("include", json!(unique.include))
}

fn foreign_key_fact(fact: Fact, key: &ForeignKey) -> Fact {
    fact.with("columns", names(key.columns.iter()))
        .with("ref_table", json!(key.references.name))
        .with("ref_columns", names(key.references_columns.iter()))
        .with("on_delete", json!(key.on_delete.as_sql()))
        .with("on_update", json!(key.on_update.as_sql()))
        .with("deferrable", json!(key.deferrable != Deferrable::NotDeferrable))
}

fn names<'a>(names: impl Iterator<Item = &'a String>) -> Value {
    names.cloned().collect()
}

fn noun(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::PrimaryKey => "pk",
        ConstraintKind::Unique => "unique",
        ConstraintKind::ForeignKey => "fk",
        ConstraintKind::Check => "check",
        ConstraintKind::Exclusion => "exclude",
    }
}

/// Values that are only added are one operation each, with their neighbours; all else is one for the type.
fn alter_enum(name: &QualifiedName, values: &Pair<Vec<String>>) -> Vec<Fact> {
    let Pair { previous, next } = values;
    let kept: Vec<&String> = next.iter().filter(|v| previous.contains(v)).collect();
    if !kept.iter().copied().eq(previous.iter()) {
        return vec![Fact::new("alter_enum").with("name", json!(name.name))];
    }
    let added = next.iter().enumerate().filter(|(_, value)| !previous.contains(value));
    added
        .map(|(at, value)| {
            let before = next.get(at + 1);
            let after = at.checked_sub(1).and_then(|at| next.get(at));
            Fact::new("alter_enum_add_value")
                .with("name", json!(name.name))
                .with("value", json!(value))
                .with("before", json!(before))
                .with("after", json!(after))
        })
        .collect()
}

/// A foreign key of a table that is created by the same operations belongs to it.
fn fold_foreign_keys(facts: &mut Vec<Fact>) {
    let created: Vec<(Value, Value)> =
        facts.iter().filter(|f| f.text("op") == "create_table").map(place).collect();
    facts.retain(|fact| fact.text("op") != "create_fk" || !created.contains(&place(fact)));
}

/// On MySQL a unique constraint is an index, for which the file has either word; an index goes with its table.
fn fold_keys(facts: &mut Vec<Fact>) {
    let dropped: Vec<(Value, Value)> =
        facts.iter().filter(|f| f.text("op") == "drop_table").map(place).collect();
    for fact in facts.iter_mut() {
        let op = match fact.text("op") {
            "create_unique" => "create_index",
            "drop_unique" => "drop_index",
            _ => continue,
        };
        *fact = fact.clone().with("op", json!(op)).with("unique", json!(true));
        fact.0.remove("deferrable");
    }
    for fact in facts.iter_mut().filter(|f| f.text("op") == "drop_index") {
        // What is dropped the file names, and no more.
        fact.0.retain(|key, _| ["op", "table", "schema", "name"].contains(&key.as_str()));
    }
    facts.retain(|fact| fact.text("op") != "drop_index" || !dropped.contains(&place(fact)));
}

/// On MySQL the index that a foreign key needs comes and goes with it, unless the file speaks of it.
fn fold_indexes_of_foreign_keys(ours: &mut Vec<Fact>, wanted: &[Fact]) {
    for [of_key, of_index] in [["create_fk", "create_index"], ["drop_fk", "drop_index"]] {
        let spoken_of: Vec<Value> = wanted
            .iter()
            .filter(|f| f.text("op") == of_index)
            .filter_map(|f| f.0.get("name").cloned())
            .collect();
        let keys: Vec<(Value, Value)> = ours.iter().filter(|f| f.text("op") == of_key).map(place).collect();
        let mut left = keys.clone();
        ours.retain(|fact| {
            let at = left.iter().position(|key| *key == place(fact));
            let named = fact.0.get("name").is_some_and(|name| spoken_of.contains(name));
            match at.filter(|_| fact.text("op") == of_index && !named) {
                Some(at) => {
                    left.remove(at);
                    false
                }
                None => true,
            }
        });
    }
}

/// What the file drops and adds under one name changes in what it computes.
fn fold_columns_made_anew(facts: &mut Vec<Fact>) {
    let of = |op: &str, facts: &[Fact]| -> Vec<(Value, Value, Value)> {
        facts.iter().filter(|f| f.text("op") == op).map(column_place).collect()
    };
    let (dropped, added) = (of("drop_column", facts), of("add_column", facts));
    facts.retain(|f| f.text("op") != "add_column" || !dropped.contains(&column_place(f)));
    for fact in facts.iter_mut() {
        if fact.text("op") == "drop_column" && added.contains(&column_place(fact)) {
            *fact = fact.clone().with("op", json!("alter_column")).with("computed", json!(true));
        }
    }
}

/// A schema that the file does not speak of comes with its first table.
fn fold_schemas(ours: &mut Vec<Fact>, wanted: &[Fact]) {
    if wanted.iter().any(|fact| fact.text("op") == "create_schema") {
        return;
    }
    let used: Vec<Value> =
        ours.iter().filter(|f| f.text("op") == "create_table").map(|f| place(f).0).collect();
    ours.retain(|fact| fact.text("op") != "create_schema" || !used.contains(&Value::from(fact.text("name"))));
}

fn column_place(fact: &Fact) -> (Value, Value, Value) {
    let (schema, table) = place(fact);
    (schema, table, fact.0.get("column").cloned().unwrap_or_default())
}

/// The operations, each index that goes and comes again under another name renamed.
pub(crate) fn with_index_renames(operations: &[Operation]) -> Vec<Operation> {
    let mut left = operations.to_vec();
    let mut renamed = Vec::new();
    while let Some((drop, create, rename)) = index_rename(&left) {
        left.remove(drop.max(create));
        left.remove(drop.min(create));
        renamed.push(rename);
    }
    left.extend(renamed);
    left
}

/// The places of the drop and of the creation, and what both are.
fn index_rename(operations: &[Operation]) -> Option<(usize, usize, Operation)> {
    for (drop, operation) in operations.iter().enumerate() {
        let Operation::DropIndex { table, index: old } = operation else { continue };
        for (create, operation) in operations.iter().enumerate() {
            let Operation::CreateIndex { table: same, index: new } = operation else { continue };
            let anew = Index { name: new.name.clone(), origin: new.origin.clone(), ..(**old).clone() };
            if table == same
                && anew == **new
                && let (Some(from), Some(to)) = (&old.name, &new.name)
                && from != to
            {
                let name = Pair::new(from.clone(), to.clone());
                return Some((drop, create, Operation::RenameIndex { table: table.clone(), name }));
            }
        }
    }
    None
}

fn place(fact: &Fact) -> (Value, Value) {
    let at = |key: &str| fact.0.get(key).cloned().unwrap_or_default();
    (at("schema"), at("table"))
}

#[cfg(test)]
mod tests {
    use schemist_schema::{ColumnType, Table};

    use super::*;

    fn check(wanted: Value, ours: &[Operation], expected: bool) {
        let wanted: Vec<FileOperation> = serde_json::from_value(wanted).unwrap();
        let wanted: Vec<&FileOperation> = wanted.iter().collect();
        assert_eq!(agree(Engine::Postgres, &wanted, ours), expected, "{:?}", lines(ours));
    }

    fn alter(change: impl FnOnce(&mut Column)) -> Operation {
        let column = Column::new("x", ColumnType::Integer);
        let mut next = column.clone();
        change(&mut next);
        Operation::AlterColumn { table: QualifiedName::new("t"), column: Box::new(Pair::new(column, next)) }
    }

    #[test]
    fn every_fact_of_the_file_and_no_operation_more() {
        let index = Index::on_columns(Some("i".to_owned()), ["a", "b"]);
        let create = Operation::CreateIndex { table: QualifiedName::new("t"), index: Box::new(index) };
        let ours = std::slice::from_ref(&create);
        check(json!([{"op": "create_index", "table": "t", "name": "i"}]), ours, true);
        check(
            json!([{"op": "create_index", "name": "i", "columns": ["a", "b"], "unique": false}]),
            ours,
            true,
        );
        check(json!([{"op": "create_index", "name": "i", "columns": ["b", "a"]}]), ours, false);
        check(json!([{"op": "create_index", "name": "j"}]), ours, false);
        check(json!([{"op": "create_index", "name": "i", "unique": true}]), ours, false);
        check(json!([]), ours, false);
        check(json!([]), &[], true);
    }

    #[test]
    fn the_same_parts_of_a_column_change() {
        let retyped = alter(|c| c.ty = ColumnType::BigInt);
        let file = |parts: Value| {
            let mut op = json!({"op": "alter_column", "table": "t", "column": "x"});
            op.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
            json!([op])
        };
        check(file(json!({"type": ["INTEGER", "BIGINT"]})), std::slice::from_ref(&retyped), true);
        check(file(json!({"default": ["1", null]})), std::slice::from_ref(&retyped), false);
        check(file(json!({"type": ["a", "b"], "nullable": [true, false]})), &[retyped], false);
        let both = alter(|c| (c.ty, c.nullable) = (ColumnType::BigInt, !c.nullable));
        check(file(json!({"type": ["a", "b"], "nullable": [true, false]})), &[both], true);
    }

    #[test]
    fn a_foreign_key_of_a_new_table_may_come_afterwards() {
        let key = ForeignKey::new(["b"], QualifiedName::new("b"), ["id"]);
        let table = QualifiedName::new("a");
        let ours = [
            Operation::CreateTable { table: Box::new(Table::new(table.clone())) },
            Operation::AddConstraint { table, constraint: Constraint::ForeignKey(key) },
        ];
        check(json!([{"op": "create_table", "table": "a"}]), &ours, true);
        check(
            json!([{"op": "create_table", "table": "a"}, {"op": "create_fk", "table": "a"}]),
            &ours[..1],
            true,
        );
        check(json!([{"op": "create_fk", "table": "a"}]), &ours[1..], true);
    }

    #[test]
    fn an_index_made_anew_under_another_name_is_renamed() {
        let index = |name: &str, column: &str| Box::new(Index::on_columns(Some(name.to_owned()), [column]));
        let table = QualifiedName::new("t");
        let drop = Operation::DropIndex { table: table.clone(), index: index("a", "x") };
        let check = |create: Box<Index>, expected: usize| {
            let create = Operation::CreateIndex { table: table.clone(), index: create };
            assert_eq!(with_index_renames(&[drop.clone(), create]).len(), expected);
        };
        check(index("b", "x"), 1);
        check(index("b", "y"), 2);
        check(index("a", "x"), 2);
    }

    #[test]
    fn a_column_made_anew_changes() {
        let generated = |sql: &str| Some(schemist_schema::Generated { expression: sql.into(), stored: true });
        let mut column = Column::new("x", ColumnType::Integer);
        column.generated = generated("a");
        let mut next = column.clone();
        next.generated = generated("b");
        let ours = Operation::AlterColumn { table: "t".into(), column: Box::new(Pair::new(column, next)) };
        let drop = json!({"op": "drop_column", "table": "t", "column": "x"});
        let add = json!({"op": "add_column", "table": "t", "column": "x"});
        check(json!([drop, add]), std::slice::from_ref(&ours), true);
        check(json!([drop]), &[ours], false);
    }

    #[test]
    fn a_schema_comes_with_its_table_unless_the_file_speaks_of_it() {
        let table = Table::new(QualifiedName::in_namespace(Some("s".to_owned()), "t"));
        let ours = [
            Operation::CreateNamespace { name: "s".to_owned() },
            Operation::CreateTable { table: Box::new(table) },
        ];
        let create = json!({"op": "create_table", "table": "t", "schema": "s"});
        check(json!([create]), &ours, true);
        check(json!([{"op": "create_schema", "name": "s"}, create]), &ours, true);
        check(json!([{"op": "create_schema", "name": "other"}, create]), &ours, false);
        check(json!([]), &ours[..1], false);
    }

    #[test]
    fn values_are_added_where_the_file_says() {
        let values = |all: &[&str]| all.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>();
        let ours = [Operation::AlterEnum {
            name: QualifiedName::new("st"),
            values: Pair::new(values(&["a", "c"]), values(&["a", "b", "c"])),
        }];
        let op = |rest: (&str, &str)| json!([{"op": "alter_enum_add_value", "name": "st", "value": "b", rest.0: rest.1}]);
        check(op(("before", "c")), &ours, true);
        check(op(("after", "a")), &ours, true);
        check(op(("after", "c")), &ours, false);
    }

    #[test]
    fn a_rename_is_a_drop_and_a_create_only_where_that_is_asked() {
        let ours = [Operation::RenameIndex {
            table: QualifiedName::new("t"),
            name: Pair::new("a".to_owned(), "b".to_owned()),
        }];
        let wanted: Vec<FileOperation> = serde_json::from_value(json!([
            {"op": "drop_index", "table": "t", "name": "a"},
            {"op": "create_index", "table": "t", "name": "b", "columns": ["x"]},
        ]))
        .unwrap();
        let wanted: Vec<&FileOperation> = wanted.iter().collect();
        assert!(!agree(Engine::Postgres, &wanted, &ours));
        assert!(agree_but_for_renames(&wanted, &ours));
        assert!(!agree_but_for_renames(&wanted[..1], &ours));
    }
}
