//! What the models say in the form in which the server would report it.

use std::collections::BTreeMap;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{
    Action, Check, Column, ColumnType, Deferrable, ForeignKey, Identity, Index, IndexKey, IndexTarget,
    KeyColumn, MatchType, PrimaryKey, QualifiedName, Schema, SequenceOptions, Table, Unique,
};

use super::lexical::standard_strings;
use super::quoting::string_literal;
use super::sequences;
use super::types;
use crate::{CANNOT_EXPRESS, Capabilities};

const COLLATION_SAYS_IT: &str = "write `collate` instead of `charset`: a collation has one character set";

/// An option that the servers do not have.
const NOT_HERE: Code = CANNOT_EXPRESS;

pub(crate) fn canonicalize(schema: &mut Schema, capabilities: &Capabilities) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for name in std::mem::take(&mut schema.namespaces).into_keys() {
        diagnostics.push(Diagnostic::error(
            NOT_HERE,
            format!("schema {name}: a database of this engine has no schemas within it"),
        ));
    }
    let enums: BTreeMap<QualifiedName, Vec<String>> =
        std::mem::take(&mut schema.enums).into_iter().map(|(name, e)| (name, e.values)).collect();
    // Those of `serial` are AUTO_INCREMENT here.
    schema.sequences.retain(|_, sequence| sequence.owned_by.is_none() && capabilities.is_mariadb);
    for sequence in schema.sequences.values_mut() {
        sequence.ty = ColumnType::BigInt;
        sequence.options = sequences::canonical(&sequence.options);
        sequence.comment.take_if(|comment| comment.is_empty());
    }
    let keys: BTreeMap<QualifiedName, Vec<String>> = schema
        .tables
        .iter()
        .filter_map(|(name, t)| {
            let key = t.primary_key.as_ref()?;
            Some((name.clone(), key.columns.iter().map(|c| c.name.clone()).collect()))
        })
        .collect();
    let unique: BTreeMap<QualifiedName, Vec<Vec<String>>> =
        schema.tables.iter().map(|(name, t)| (name.clone(), unique_columns(t))).collect();
    for table in schema.tables.values_mut() {
        let mut cx = Context {
            capabilities,
            enums: &enums,
            keys: &keys,
            unique: &unique,
            diagnostics: &mut diagnostics,
        };
        canonical_table(&mut cx, table);
    }
    diagnostics
}

struct Context<'a> {
    capabilities: &'a Capabilities,
    enums: &'a BTreeMap<QualifiedName, Vec<String>>,
    /// The columns of each table's primary key.
    keys: &'a BTreeMap<QualifiedName, Vec<String>>,
    /// The columns of each table's keys, the primary one first.
    unique: &'a BTreeMap<QualifiedName, Vec<Vec<String>>>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Context<'_> {
    fn refuse(&mut self, subject: String, reason: &str, origin: &schemist_schema::Origin) {
        let mut diagnostic =
            Diagnostic::error(NOT_HERE, format!("{subject}: {reason}")).with_subject(subject);
        if let Some(span) = &origin.span {
            diagnostic = diagnostic.with_span(Some(span.clone()));
        }
        self.diagnostics.push(diagnostic);
    }
}

fn canonical_table(cx: &mut Context<'_>, table: &mut Table) {
    let name = table.name.clone();
    canonical_comment(cx, &format!("table {name}"), &mut table.comment, &table.origin);
    canonical_options(cx, table);
    let in_keys = columns_in_keys(table);
    let collation = table.options.get("collate").cloned();
    for column in table.columns.iter_mut() {
        canonical_column(cx, &name, column, in_keys.contains(&column.name), collation.as_deref());
    }
    if let Some(key) = &mut table.primary_key {
        canonical_primary_key(key);
        for part in &key.columns {
            if let Some(column) = table.columns.named_mut(&part.name) {
                column.nullable = false;
            }
        }
    }
    for key in &mut table.foreign_keys {
        canonical_foreign_key(cx, &name, key);
    }
    canonical_uniques(cx, table);
    canonical_indexes(cx, table);
    if !cx.capabilities.is_mariadb {
        // A check of a column is one of its table.
        let of_columns = table.columns.iter_mut().filter_map(|c| c.options.remove("check"));
        table.checks.extend(of_columns.map(|sql| Check::new(None, sql)));
    }
    for check in &mut table.checks {
        check.expression.sql = standard_strings(&check.expression.sql);
        check.comment = None;
        check.no_inherit = false;
        check.not_valid = false;
    }
    for exclusion in std::mem::take(&mut table.exclusions) {
        let subject = format!("exclusion constraint of {name}");
        cx.refuse(subject, "only PostgreSQL has exclusion constraints", &exclusion.origin);
    }
    index_foreign_keys(cx.capabilities, table);
    table.sort();
}

fn canonical_options(cx: &mut Context<'_>, table: &mut Table) {
    let options = std::mem::take(&mut table.options);
    let option = |names: [&str; 2]| names.iter().find_map(|name| options.get(*name));
    let collation = option(["collate", "collation"]).cloned();
    if let Some(charset) = option(["charset", "character_set"]) {
        says_it_twice(cx, format!("table {}", table.name), charset, collation.as_deref(), &table.origin);
    }
    let start = table.columns.iter().filter_map(|c| c.identity.as_ref()?.options.start).next();
    if let Some(start) = start.filter(|start| *start > 1) {
        table.options.insert("auto_increment".to_owned(), start.to_string());
    }
    for (key, value) in options {
        let key = key.to_ascii_lowercase();
        let (key, value) = match key.as_str() {
            "engine" | "row_format" | "collate" | "collation" => {
                (if key == "collation" { "collate".to_owned() } else { key }, value.to_ascii_lowercase())
            }
            _ => (key, value),
        };
        let assumed = key == "engine" && value == "innodb" || key == "row_format" && value == "default";
        if !assumed && !["charset", "character_set"].contains(&key.as_str()) {
            table.options.insert(key, value);
        }
    }
}

/// A character set beside a collation of it says nothing more; alone it leaves the collation to the server.
fn says_it_twice(
    cx: &mut Context<'_>,
    subject: String,
    charset: &str,
    collation: Option<&str>,
    origin: &schemist_schema::Origin,
) {
    let charset = charset.to_ascii_lowercase();
    let of = |collation: &str| {
        let collation = collation.to_ascii_lowercase();
        // `utf8` is `utf8mb3`, and the collations of either name are those of the other.
        let other = if charset == "utf8" { "utf8mb3" } else { charset.as_str() };
        let rests = [charset.as_str(), other].map(|name| collation.strip_prefix(name));
        rests.into_iter().flatten().any(|rest| rest.is_empty() || rest.starts_with('_'))
    };
    match collation {
        Some(collation) if of(collation) => {}
        Some(collation) => {
            let reason =
                format!("collation {collation} is none of character set {charset}: leave one of them out");
            cx.refuse(subject, &reason, origin);
        }
        None => cx.refuse(subject, COLLATION_SAYS_IT, origin),
    }
}

/// A comment as the servers keep it: in characters of three bytes.
fn canonical_comment(
    cx: &mut Context<'_>,
    subject: &str,
    comment: &mut Option<String>,
    origin: &schemist_schema::Origin,
) {
    *comment = comment.take().filter(|c| !c.is_empty());
    let Some(text) = comment.as_mut().filter(|text| text.chars().any(|c| c.len_utf8() > 3)) else { return };
    let kept: String = text.chars().map(|c| if c.len_utf8() > 3 { '?' } else { c }).collect();
    let message = format!(
        "the comment on {subject} is kept as `{kept}`: the server knows no such character in comments"
    );
    cx.diagnostics.push(
        Diagnostic::warning(NOT_HERE, message)
            .with_subject(subject.to_owned())
            .with_span(origin.span.clone()),
    );
    *text = kept;
}

/// Columns that need a length that an index takes.
fn columns_in_keys(table: &Table) -> Vec<String> {
    let whole = |k: &KeyColumn| k.prefix.is_none().then(|| k.name.clone());
    let mut names: Vec<String> =
        table.primary_key.iter().flat_map(|k| &k.columns).filter_map(whole).collect();
    names.extend(table.uniques.iter().flat_map(|u| &u.columns).filter_map(whole));
    names.extend(table.foreign_keys.iter().flat_map(|k| k.columns.iter().cloned()));
    for index in table.indexes.iter().filter(|i| i.method.is_none() || i.method.as_deref() == Some("btree")) {
        for key in index.keys.iter().filter(|k| k.prefix.is_none()) {
            if let IndexTarget::Column(name) = &key.target {
                names.push(name.clone());
            }
        }
    }
    names
}

fn canonical_column(
    cx: &mut Context<'_>,
    table: &QualifiedName,
    column: &mut Column,
    in_key: bool,
    table_collation: Option<&str>,
) {
    let subject = format!("{table}.{}", column.name);
    if let Some(charset) = column.options.remove("charset") {
        says_it_twice(cx, subject.clone(), &charset, column.collation.as_deref(), &column.origin);
    }
    match canonical_type(cx, column, in_key) {
        Some(ty) => column.ty = ty,
        None => cx.refuse(
            subject.clone(),
            "neither MariaDB nor MySQL has a type for this",
            &column.origin.clone(),
        ),
    }
    if !cx.capabilities.is_mariadb {
        column.options.remove("display_width");
    }
    let counts_by_one = |identity: &Identity| {
        let start = identity.options.start;
        identity.options == SequenceOptions { start, ..SequenceOptions::default() }
    };
    if column.identity.as_ref().is_some_and(|identity| !counts_by_one(identity)) {
        let reason = "AUTO_INCREMENT has a first number and counts by one: nothing else can be said of it";
        cx.refuse(subject.clone(), reason, &column.origin.clone());
    }
    if column.serial || column.identity.is_some() {
        column.auto_increment = true;
        column.serial = false;
        column.identity = None;
    }
    if column.auto_increment {
        column.nullable = false;
    }
    column.not_null_conflict = None;
    canonical_comment(cx, &subject, &mut column.comment, &column.origin);
    column.collation = column.collation.take().map(|c| c.to_ascii_lowercase());
    if column.collation.as_deref() == table_collation {
        column.collation = None;
    }
    if column.generated.is_some() && !cx.capabilities.required_generated_columns {
        // There is no NOT NULL beside GENERATED.
        column.nullable = true;
    }
    if let Some(generated) = &mut column.generated {
        generated.expression.sql = standard_strings(&generated.expression.sql);
    }
    if let Some(check) = column.options.get_mut("check") {
        *check = standard_strings(check);
    }
    if let Some(default) = &mut column.default {
        default.sql = standard_strings(&default.sql);
        match default.sql.trim().to_ascii_lowercase().as_str() {
            "true" => "1".clone_into(&mut default.sql),
            "false" => "0".clone_into(&mut default.sql),
            _ => {}
        }
    }
    if column.default.as_ref().is_some_and(|d| d.sql.trim().eq_ignore_ascii_case("null")) {
        column.default = None;
    }
}

fn canonical_type(cx: &Context<'_>, column: &Column, in_key: bool) -> Option<ColumnType> {
    let ty = match &column.ty {
        ColumnType::Enum(name) => {
            let values = cx.enums.get(name)?;
            let arguments = values.iter().map(|v| string_literal(v)).collect();
            return Some(ColumnType::Named { name: "enum".into(), arguments });
        }
        ColumnType::Array(_) | ColumnType::Interval { .. } => return None,
        // A TEXT cannot be a key without a prefix.
        ColumnType::Text if column.origin.type_inferred && in_key => {
            ColumnType::Varchar { length: Some(255) }
        }
        ColumnType::Varchar { length: None } if in_key => ColumnType::Varchar { length: Some(255) },
        ColumnType::Uuid if !cx.capabilities.uuid_type => {
            ColumnType::Named { name: "binary".into(), arguments: vec!["16".to_owned()] }
        }
        other => other.clone(),
    };
    Some(types::parse(&types::render(&ty)))
}

fn canonical_primary_key(key: &mut PrimaryKey) {
    key.name = None;
    key.include.clear();
    key.on_conflict = None;
    key.deferrable = Deferrable::NotDeferrable;
    key.comment = key.comment.take().filter(|c| !c.is_empty());
    key.columns.iter_mut().for_each(|c| c.collation = None);
}

/// InnoDB checks at once, so RESTRICT and NO ACTION are the same; it takes MATCH and forgets it.
fn canonical_foreign_key(cx: &mut Context<'_>, table: &QualifiedName, key: &mut ForeignKey) {
    let subject = format!("foreign key of {table}");
    if key.on_delete == Action::SetDefault || key.on_update == Action::SetDefault {
        cx.refuse(subject.clone(), "InnoDB has no SET DEFAULT", &key.origin);
    }
    if key.deferrable != Deferrable::NotDeferrable {
        cx.refuse(subject, "constraints of this engine are never deferred", &key.origin);
    }
    for action in [&mut key.on_delete, &mut key.on_update] {
        if *action == Action::Restrict {
            *action = Action::NoAction;
        }
    }
    key.match_type = MatchType::Simple;
    key.deferrable = Deferrable::NotDeferrable;
    key.on_delete_columns.clear();
    key.not_valid = false;
    key.comment = None;
    if key.references_columns.is_empty()
        && let Some(columns) = cx.keys.get(&key.references)
    {
        key.references_columns.clone_from(columns);
    }
    if let Some(keys) = cx.unique.get(&key.references) {
        follow_order_of_key(key, keys);
    }
}

/// The other columns must begin one of their table's indexes, in its order; what refers to them follows.
fn follow_order_of_key(key: &mut ForeignKey, keys: &[Vec<String>]) {
    if keys.iter().any(|columns| columns.starts_with(&key.references_columns)) {
        return;
    }
    let pairs: BTreeMap<&String, &String> = key.references_columns.iter().zip(&key.columns).collect();
    let count = key.references_columns.len();
    let fits = |columns: &&Vec<String>| {
        columns.len() >= count && columns.iter().take(count).all(|c| pairs.contains_key(c))
    };
    if let Some(order) = keys.iter().find(fits).filter(|_| pairs.len() == count) {
        let order = order.get(..count).unwrap_or_default();
        let columns = order.iter().filter_map(|c| pairs.get(c).map(|c| (*c).clone())).collect();
        key.columns = columns;
        key.references_columns = order.to_vec();
    }
}

fn unique_columns(table: &Table) -> Vec<Vec<String>> {
    let names = |columns: &[KeyColumn]| columns.iter().map(|c| c.name.clone()).collect();
    let key = table.primary_key.iter().map(|k| names(&k.columns));
    let uniques = table.uniques.iter().map(|u| names(&u.columns));
    let indexes = table.indexes.iter().map(|i| i.key_columns().map(str::to_owned).collect());
    key.chain(uniques).chain(indexes).collect()
}

fn canonical_uniques(cx: &mut Context<'_>, table: &mut Table) {
    let name = table.name.clone();
    for unique in &mut table.uniques {
        let subject = format!("unique constraint of {name}");
        if unique.nulls_not_distinct {
            cx.refuse(subject.clone(), "NULLs are always distinct here", &unique.origin);
        }
        if unique.deferrable != Deferrable::NotDeferrable {
            cx.refuse(subject, "constraints of this engine are never deferred", &unique.origin);
        }
        unique.nulls_not_distinct = false;
        unique.deferrable = Deferrable::NotDeferrable;
        unique.include.clear();
        unique.on_conflict = None;
        unique.comment = unique.comment.take().filter(|c| !c.is_empty());
        unique.columns.iter_mut().for_each(|c| c.collation = None);
    }
}

/// A unique index over columns is a unique constraint, whatever it was called.
fn canonical_indexes(cx: &mut Context<'_>, table: &mut Table) {
    let name = table.name.clone();
    let is_memory = table.options.get("engine").is_some_and(|engine| engine == "memory");
    let mut kept = Vec::new();
    for mut index in std::mem::take(&mut table.indexes) {
        let subject = format!("index {} of {name}", index.display_name());
        if index.predicate.is_some() {
            cx.refuse(subject.clone(), "neither MariaDB nor MySQL has partial indexes", &index.origin);
        }
        if !index.include.is_empty() {
            cx.refuse(subject.clone(), "an index of this engine carries no further columns", &index.origin);
        }
        let has_expression = index.keys.iter().any(|k| matches!(k.target, IndexTarget::Expression(_)));
        if has_expression && !cx.capabilities.index_expressions {
            cx.refuse(
                subject,
                "MariaDB indexes columns only: index a generated column instead",
                &index.origin,
            );
        }
        index.comment = index.comment.take().filter(|c| !c.is_empty());
        let [here, there] = hidden_words(cx.capabilities);
        if let Some(value) = index.options.remove(there) {
            index.options.insert(here.to_owned(), value);
        }
        // What is not said: MEMORY makes hashes, all others make trees, and take `USING HASH` without making one.
        let assumed: &[&str] = if is_memory { &["hash"] } else { &["btree", "hash"] };
        index.method =
            index.method.take().map(|m| m.to_ascii_lowercase()).filter(|m| !assumed.contains(&m.as_str()));
        for key in &mut index.keys {
            if let IndexTarget::Expression(expression) = &mut key.target {
                expression.sql = standard_strings(&expression.sql);
            }
            key.nulls = None;
            key.collation = None;
            key.operator_class = None;
        }
        match as_unique(&index) {
            Some(unique) => table.uniques.push(unique),
            None => kept.push(index),
        }
    }
    table.indexes = kept;
}

/// What this server calls an index that no query uses, and what the other one.
fn hidden_words(capabilities: &Capabilities) -> [&'static str; 2] {
    if capabilities.is_mariadb { ["ignored", "invisible"] } else { ["invisible", "ignored"] }
}

fn as_unique(index: &Index) -> Option<Unique> {
    let plain = index.unique && index.method.is_none() && index.options.is_empty();
    if !plain || index.predicate.is_some() || !index.include.is_empty() {
        return None;
    }
    let columns: Option<Vec<KeyColumn>> = index.keys.iter().map(key_column).collect();
    Some(Unique {
        name: index.name.clone(),
        columns: columns?,
        comment: index.comment.clone(),
        origin: index.origin.clone(),
        ..Unique::default()
    })
}

fn key_column(key: &IndexKey) -> Option<KeyColumn> {
    match &key.target {
        IndexTarget::Column(name) => {
            Some(KeyColumn { descending: key.descending, prefix: key.prefix, ..KeyColumn::new(name.clone()) })
        }
        IndexTarget::Expression(_) => None,
    }
}

/// The server makes an index for each foreign key whose columns no key begins with. Made by name, in the
/// open, it goes again with the foreign key.
fn index_foreign_keys(capabilities: &Capabilities, table: &mut Table) {
    for key in table.foreign_keys.clone() {
        if !begins_a_key(capabilities, table, &key.columns) {
            let mut index = Index::on_columns(None, key.columns.clone());
            index.origin = key.origin.clone();
            index.origin.renamed_from = None;
            table.indexes.push(index);
        }
    }
}

/// Whether some key of the table begins with these columns, whole and in this order; for MySQL, not from the last to
/// the first.
fn begins_a_key(capabilities: &Capabilities, table: &Table, columns: &[String]) -> bool {
    let serves =
        |prefix: Option<u32>, descending: bool| prefix.is_none() && (capabilities.is_mariadb || !descending);
    let begins = |key: Vec<Option<&str>>| {
        key.len() >= columns.len() && key.iter().zip(columns).all(|(a, b)| *a == Some(b.as_str()))
    };
    let parts = |columns: &[KeyColumn]| {
        begins(columns.iter().map(|c| serves(c.prefix, c.descending).then_some(c.name.as_str())).collect())
    };
    let of_index = |index: &Index| -> bool {
        let keys = index.keys.iter().map(|key| match &key.target {
            IndexTarget::Column(name) if serves(key.prefix, key.descending) => Some(name.as_str()),
            IndexTarget::Column(_) | IndexTarget::Expression(_) => None,
        });
        index.method.is_none() && begins(keys.collect())
    };
    table.primary_key.iter().any(|k| parts(&k.columns))
        || table.uniques.iter().any(|u| parts(&u.columns))
        || table.indexes.iter().any(of_index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect;
    use schemist_schema::{Engine, EnumType};

    fn canonical(change: impl FnOnce(&mut Table)) -> (Table, Vec<String>) {
        let mut schema = Schema::default();
        let status = EnumType {
            name: "status".into(),
            values: vec!["a".into(), "it's".into()],
            comment: None,
            origin: Default::default(),
        };
        schema.enums.insert("status".into(), status);
        let mut table = Table::new("t".into());
        table.columns.push(Column::new("id", ColumnType::BigInt));
        table.columns.push(Column::new("parent", ColumnType::BigInt).nullable());
        table.columns.push(Column::new("status", ColumnType::Enum("status".into())));
        table.primary_key = Some(PrimaryKey { name: Some("pk".into()), ..PrimaryKey::on(["id"]) });
        change(&mut table);
        schema.insert_table(table);
        let dialect = Dialect::new(Engine::Mysql);
        let messages = dialect.canonicalize(&mut schema).into_iter().map(|d| d.message).collect();
        let once = schema.clone();
        assert!(dialect.canonicalize(&mut schema).is_empty());
        assert_eq!(once, schema);
        (schema.tables.remove(&"t".into()).unwrap(), messages)
    }

    #[test]
    fn models_take_the_form_of_the_server() {
        let (table, messages) = canonical(|t| {
            t.columns[0].identity = Some(Identity::default());
            t.foreign_keys.push(ForeignKey::new(["parent"], "t".into(), []));
            t.checks.push(schemist_schema::Check::new(Some("c".into()), "id > 0"));
            let mut index = Index::on_columns(Some("u".into()), ["parent", "status"]);
            index.unique = true;
            index.method = Some("btree".into());
            t.indexes.push(index);
            t.options.insert("ENGINE".into(), "InnoDB".into());
        });
        assert!(messages.is_empty(), "{messages:?}");
        assert!(table.columns[0].auto_increment && table.columns[0].identity.is_none());
        assert_eq!(types::render(&table.columns[2].ty), "enum('a','it''s')");
        assert_eq!(table.primary_key, Some(PrimaryKey::on(["id"])));
        assert_eq!(table.foreign_keys[0].references_columns, ["id"]);
        assert_eq!((table.uniques.len(), table.indexes.len(), table.options.len()), (1, 0, 0));
    }

    #[test]
    fn a_character_set_beside_its_collation_says_nothing_more() {
        let check = |charset: &str, collation: Option<&str>, expected: &[&str]| {
            let (table, messages) = canonical(|t| {
                t.options.insert("charset".into(), charset.into());
                t.options.extend(collation.map(|c| ("collate".to_owned(), c.to_owned())));
            });
            assert_eq!(messages, expected);
            assert_eq!(table.options.get("collate").map(String::as_str), collation);
            assert!(!table.options.contains_key("charset"));
        };
        check("UTF8MB4", Some("utf8mb4_bin"), &[]);
        check("binary", Some("binary"), &[]);
        check("utf8", Some("utf8mb3_bin"), &[]);
        let none = "table t: collation utf8mb4_bin is none of character set utf8: leave one of them out";
        check("utf8", Some("utf8mb4_bin"), &[none]);
        let alone = format!("table t: {COLLATION_SAYS_IT}");
        check("utf8mb4", None, &[&alone]);
    }

    #[test]
    fn comments_have_no_characters_of_four_bytes() {
        let mut schema = Schema::default();
        let mut table = Table::new("t".into());
        table.comment = Some("é 😀".into());
        schema.insert_table(table);
        let said = Dialect::new(Engine::Mysql).canonicalize(&mut schema);
        assert_eq!(schema.tables[&"t".into()].comment.as_deref(), Some("é ?"));
        assert_eq!(said.len(), 1);
        assert!(Dialect::new(Engine::Mysql).canonicalize(&mut schema).is_empty());
    }

    #[test]
    fn only_memory_has_hashes() {
        let method = |engine: &str, method: &str| {
            let (table, _) = canonical(|t| {
                t.options.insert("engine".into(), engine.into());
                let index = Index::on_columns(Some("i".into()), ["parent"]);
                t.indexes.push(Index { method: Some(method.into()), ..index });
            });
            table.indexes[0].method.clone()
        };
        assert_eq!(method("MEMORY", "BTREE").as_deref(), Some("btree"));
        assert_eq!(method("MEMORY", "hash"), None);
        assert_eq!((method("InnoDB", "hash"), method("InnoDB", "btree")), (None, None));
    }

    #[test]
    fn a_foreign_key_has_an_index() {
        let (table, _) = canonical(|t| t.foreign_keys.push(ForeignKey::new(["parent"], "t".into(), ["id"])));
        assert_eq!(table.indexes[0].key_columns().collect::<Vec<_>>(), ["parent"]);
    }

    #[test]
    fn text_in_a_key_has_a_length() {
        let (table, _) = canonical(|t| {
            let mut code = Column::new("code", ColumnType::Text);
            code.origin.type_inferred = true;
            t.columns.push(code.clone());
            t.columns.push(Column { name: "note".into(), ..code });
            t.uniques.push(Unique::on(["code"]));
        });
        assert_eq!(table.columns[3].ty, ColumnType::Varchar { length: Some(255) });
        assert_eq!(table.columns[4].ty, ColumnType::Text);
    }
}
