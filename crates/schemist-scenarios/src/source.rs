//! The tables of a scenario as annotated Rust structs.
//!
//! Types are always written out: the file states them, and a type taken from the Rust type would accept more
//! than one. One source serves both engines; where the file's own tables spell a type differently on SQLite,
//! the struct gives both spellings.
//!
//! Some things the file has no words for: `STRICT`, `WITHOUT ROWID`, `UNLOGGED`, `AUTOINCREMENT` and other options of
//! a table or column. It cannot mean that they go, so the structs say what the table before has, as `schemist scaffold` does.

use std::collections::{BTreeMap, BTreeSet};

use schemist_schema::{Column, QualifiedName, Schema, Table};

use crate::file::{
    After, FileCheck, FileColumn, FileForeignKey, FileIdentity, FileIndex, FileTable, FileUnique,
};
use crate::rust_types::{enum_type, rust_type, type_name};

/// Renames that were accepted: new name to old name, tables as written and columns as `table.column`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Renames {
    pub(crate) tables: BTreeMap<String, String>,
    pub(crate) columns: BTreeMap<String, String>,
}

impl Renames {
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty() && self.columns.is_empty()
    }
}

/// The Rust file, for a database that holds `live`.
pub(crate) fn rust(after: &After, live: &Schema, renames: &Renames) -> String {
    let mut text = String::from("use schemist::{Model, ModelEnum};\n");
    for (name, values) in enums(after) {
        text.push_str(&enumeration(&name, &values));
    }
    let names = struct_names(after);
    for (table, name) in after.tables.iter().zip(&names) {
        text.push_str(&model(table, live_table(table, live), name, renames));
    }
    text
}

fn struct_names(after: &After) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |(at, table): (usize, &FileTable)| {
        let plain = type_name(&table.name);
        if taken.insert(plain.clone()) { plain } else { format!("{plain}{at}") }
    };
    after.tables.iter().enumerate().map(name).collect()
}

fn enums(after: &After) -> BTreeMap<String, Vec<String>> {
    let columns = after.tables.iter().flat_map(|t| &t.columns);
    columns.filter_map(|c| enum_type(&c.ty)).collect()
}

fn enumeration(name: &str, values: &[String]) -> String {
    let variants: String = values
        .iter()
        .enumerate()
        .map(|(at, value)| format!("    #[model(rename = {value:?})]\n    Value{at},\n"))
        .collect();
    format!(
        "\n#[derive(ModelEnum)]\n#[model(name = {name:?})]\npub enum {} {{\n{variants}}}\n",
        type_name(name)
    )
}

fn live_table<'a>(table: &FileTable, live: &'a Schema) -> Option<&'a Table> {
    let namespace = table.schema.clone().filter(|schema| schema != "public");
    live.tables.get(&QualifiedName::in_namespace(namespace, &table.name))
}

fn model(table: &FileTable, live: Option<&Table>, name: &str, renames: &Renames) -> String {
    let mut options = vec![format!("table = {:?}", table.name)];
    options.extend(table.schema.as_ref().map(|schema| format!("schema = {schema:?}")));
    options.extend(table.comment.as_ref().map(|comment| format!("comment = {comment:?}")));
    options.extend(renames.tables.get(&written_name(table)).map(|old| format!("renamed_from = {old:?}")));
    options.push(primary_key(table));
    options.extend(table.uniques.iter().map(unique));
    options.extend(table.fks.iter().map(foreign_key));
    options.extend(table.checks.iter().map(check));
    options.extend(table.indexes.iter().map(|i| index(i, table)));
    let of_columns = |key: &str, has: fn(&FileColumn) -> bool| {
        let columns = table.columns.iter().filter(|c| has(c));
        columns.map(|c| format!("{key}({:?})", c.name)).collect::<Vec<_>>()
    };
    options.extend(of_columns("unique", |c| c.unique));
    options.extend(of_columns("index", |c| c.index && !c.unique));
    options.extend(live.and_then(|t| words(&t.options)));
    let live_column = |column: &FileColumn| live.and_then(|t| t.columns.named(&column.name));
    let fields: String = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, c)| field(table, at, c, live_column(c), renames))
        .collect();
    format!(
        "\n#[derive(Model)]\n#[model(\n    {}\n)]\npub struct {name} {{\n{fields}}}\n",
        options.join(",\n    ")
    )
}

/// As diagnostics name the table.
fn written_name(table: &FileTable) -> String {
    match &table.schema {
        Some(schema) => format!("{schema}.{}", table.name),
        None => table.name.clone(),
    }
}

fn primary_key(table: &FileTable) -> String {
    let key: Vec<&str> = key_columns(table).map(|c| c.name.as_str()).collect();
    if key.is_empty() { "no_primary_key".to_owned() } else { format!("primary_key({})", literals(&key)) }
}

fn key_columns(table: &FileTable) -> impl Iterator<Item = &FileColumn> {
    table.columns.iter().filter(|c| c.pk)
}

fn unique(unique: &FileUnique) -> String {
    let mut items = vec![literals(&unique.columns)];
    items.extend(named(unique.name.as_deref()));
    items.extend(deferrable(unique.deferrable, unique.initially.as_deref()));
    if unique.nulls_not_distinct {
        items.push("nulls_not_distinct".to_owned());
    }
    format!("unique({})", items.join(", "))
}

fn foreign_key(key: &FileForeignKey) -> String {
    let target = match &key.ref_schema {
        Some(schema) => format!("{schema}.{}", key.ref_table),
        None => key.ref_table.clone(),
    };
    let mut items = vec![
        format!("columns({})", literals(&key.columns)),
        match key.ref_columns.as_slice() {
            [] => format!("references = table({target:?})"),
            columns => format!("references = table({target:?}, {})", literals(columns)),
        },
    ];
    let word = |action: &String| action.trim().to_lowercase().replace(' ', "_");
    items.extend(key.on_delete.as_ref().map(|action| format!("on_delete = {}", word(action))));
    items.extend(key.on_update.as_ref().map(|action| format!("on_update = {}", word(action))));
    items.extend(key.match_type.as_ref().map(|kind| format!("match = {}", word(kind))));
    items.extend(named(key.name.as_deref()));
    items.extend(deferrable(key.deferrable, key.initially.as_deref()));
    format!("foreign_key({})", items.join(", "))
}

fn deferrable(deferrable: bool, initially: Option<&str>) -> Option<String> {
    let deferred = initially.is_some_and(|word| word.eq_ignore_ascii_case("deferred"));
    let word = if deferred { "initially_deferred" } else { "initially_immediate" };
    (deferrable || deferred).then(|| format!("deferrable = {word:?}"))
}

fn check(check: &FileCheck) -> String {
    let items: Vec<String> =
        std::iter::once(format!("{:?}", check.expr)).chain(named(check.name.as_deref())).collect();
    format!("check({})", items.join(", "))
}

fn index(index: &FileIndex, table: &FileTable) -> String {
    let keys = index.columns.iter().chain(&index.expressions);
    let mut items: Vec<String> = keys.map(|text| index_key(text, table)).collect();
    items.extend(named(index.name.as_deref()));
    if index.unique {
        items.push("unique".to_owned());
    }
    items.extend(index.method.as_ref().map(|method| format!("method = {method:?}")));
    items.extend(index.predicate.as_ref().map(|predicate| format!("where = {predicate:?}")));
    if !index.include.is_empty() {
        items.push(format!("include({})", literals(&index.include)));
    }
    if index.nulls_not_distinct {
        items.push("nulls_not_distinct".to_owned());
    }
    format!("index({})", items.join(", "))
}

/// `a DESC NULLS LAST` and `a text_pattern_ops` are a column with options; all else is an expression, with its
/// order at most.
fn index_key(text: &str, table: &FileTable) -> String {
    let is_column = |name: &str| table.columns.iter().any(|c| c.name == name);
    if is_column(text) {
        return format!("{text:?}");
    }
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut options = Vec::new();
    for (ending, option) in [
        (&["nulls", "first"][..], "nulls_first"),
        (&["nulls", "last"][..], "nulls_last"),
        (&["desc"][..], "desc"),
        (&["asc"][..], ""),
    ] {
        let rest = words.len().saturating_sub(ending.len());
        let ends = words.len() > ending.len()
            && words[rest..].iter().zip(ending).all(|(word, end)| word.eq_ignore_ascii_case(end));
        if ends {
            words.truncate(rest);
            options.extend((!option.is_empty()).then(|| option.to_owned()));
        }
    }
    let target = match words.as_slice() {
        [column] if is_column(column) => format!("{column:?}"),
        [column, class] if is_column(column) && is_identifier(class) => {
            options.push(format!("opclass = {class:?}"));
            format!("{column:?}")
        }
        _ => return expression_key(&words.join(" "), &options),
    };
    if options.is_empty() { target } else { format!("{target}({})", options.join(", ")) }
}

fn expression_key(expression: &str, options: &[String]) -> String {
    let items: Vec<String> =
        std::iter::once(format!("{expression:?}")).chain(options.iter().cloned()).collect();
    format!("expr({})", items.join(", "))
}

/// What no other key says.
fn words(options: &BTreeMap<String, String>) -> Option<String> {
    let word = |(key, value): (&String, &String)| {
        if value == "true" { key.clone() } else { format!("{key} = {value:?}") }
    };
    let words: Vec<String> = options.iter().filter(|(key, _)| is_identifier(key)).map(word).collect();
    (!words.is_empty()).then(|| format!("options({})", words.join(", ")))
}

fn field(
    table: &FileTable,
    at: usize,
    column: &FileColumn,
    live: Option<&Column>,
    renames: &Renames,
) -> String {
    let ty = rust_type(&column.ty);
    let mut options = vec![format!("column = {:?}", column.name)];
    // `serial` goes with the Rust type.
    options.extend(ty.sql.filter(|_| !counts_up(table, column)));
    let old = renames.columns.get(&format!("{}.{}", written_name(table), column.name));
    options.extend(old.map(|old| format!("renamed_from = {old:?}")));
    if counts_up(table, column) {
        options.push(
            if live.is_some_and(|c| c.auto_increment) { "auto_increment" } else { "serial" }.to_owned(),
        );
    }
    options.extend(column.identity.as_ref().map(identity));
    options.extend(column.default.as_ref().map(|sql| format!("default = {sql:?}")));
    options.extend(column.computed.as_ref().map(|computed| match computed.stored {
        Some(false) => format!("generated(virtual, {:?})", computed.expr),
        // The form that both engines know.
        Some(true) | None => format!("generated(stored, {:?})", computed.expr),
    }));
    options.extend(column.collation.as_ref().map(|collation| format!("collate = {collation:?}")));
    options.extend(column.comment.as_ref().map(|comment| format!("comment = {comment:?}")));
    options.extend(live.and_then(|c| words(&c.options)));
    let rust = if column.nullable && !column.pk { format!("Option<{}>", ty.rust) } else { ty.rust };
    format!("    #[model({})]\n    field_{at}: {rust},\n", options.join(", "))
}

/// An integer that is a primary key alone counts up where nothing else is said: that is how the tables before
/// are made (`SERIAL` on PostgreSQL).
fn counts_up(table: &FileTable, column: &FileColumn) -> bool {
    let integer =
        ["int", "integer", "bigint", "smallint"].contains(&column.ty.trim().to_lowercase().as_str());
    let refers = table.fks.iter().any(|key| key.columns.contains(&column.name));
    column.pk
        && integer
        && !refers
        && column.autoincrement != Some(false)
        && column.identity.is_none()
        && column.default.is_none()
        && (key_columns(table).count() == 1 || column.autoincrement == Some(true))
}

fn identity(identity: &FileIdentity) -> String {
    let mut items = Vec::new();
    if identity.always {
        items.push("always".to_owned());
    }
    let numbers = [
        ("start", identity.start),
        ("increment", identity.increment),
        ("min", identity.min),
        ("max", identity.max),
        ("cache", identity.cache),
    ];
    items.extend(numbers.into_iter().filter_map(|(key, n)| n.map(|n| format!("{key} = {n}"))));
    if identity.cycle {
        items.push("cycle".to_owned());
    }
    if items.is_empty() { "identity".to_owned() } else { format!("identity({})", items.join(", ")) }
}

fn named(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("name = {name:?}"))
}

fn literals<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("{:?}", name.as_ref())).collect::<Vec<_>>().join(", ")
}

fn is_identifier(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(json: &str) -> FileTable {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_key_of_an_index_is_a_column_with_options_or_an_expression() {
        let t = table(r#"{"name": "t", "columns": [{"name": "a", "type": "int"}]}"#);
        let check = |text: &str, expected: &str| assert_eq!(index_key(text, &t), expected);
        check("a DESC", r#""a"(desc)"#);
        check("a desc NULLS LAST", r#""a"(nulls_last, desc)"#);
        check("a ASC", r#""a""#);
        check("a text_pattern_ops", r#""a"(opclass = "text_pattern_ops")"#);
        check("lower(a) DESC", r#"expr("lower(a)", desc)"#);
        check("COALESCE(a, 0)", r#"expr("COALESCE(a, 0)")"#);
    }

    #[test]
    fn only_an_integer_that_is_a_key_alone_counts_up() {
        let check = |columns: &str, expected: bool| {
            let t = table(&format!(r#"{{"name": "t", "columns": [{columns}]}}"#));
            assert_eq!(counts_up(&t, &t.columns[0]), expected, "{columns}");
        };
        check(r#"{"name": "id", "type": "int", "pk": true}"#, true);
        check(r#"{"name": "id", "type": "int"}"#, false);
        check(r#"{"name": "id", "type": "text", "pk": true}"#, false);
        check(r#"{"name": "id", "type": "int", "pk": true, "autoincrement": false}"#, false);
        check(r#"{"name": "id", "type": "int", "pk": true, "identity": {}}"#, false);
        let two = r#"{"name": "a", "type": "int", "pk": true}, {"name": "b", "type": "int", "pk": true}"#;
        check(two, false);
    }

    #[test]
    fn what_the_file_has_no_words_for_stays() {
        let after: After = serde_json::from_str(
            r#"{"tables": [{"name": "t", "columns": [{"name": "id", "type": "int", "pk": true}]}]}"#,
        )
        .unwrap();
        let mut table = Table::new(QualifiedName::new("t"));
        table.options.insert("strict".to_owned(), "true".to_owned());
        let ty = schemist_schema::ColumnType::Integer;
        table.columns.push(Column { auto_increment: true, ..Column::new("id", ty) });
        let mut live = Schema::default();
        live.insert_table(table);
        let text = rust(&after, &live, &Renames::default());
        assert!(text.contains("options(strict)") && text.contains("auto_increment"), "{text}");
    }

    #[test]
    fn a_table_becomes_a_struct() {
        let after: After = serde_json::from_str(
            r#"{"tables": [{"name": "a b", "columns": [
                {"name": "id", "type": "int", "pk": true, "nullable": false},
                {"name": "x", "type": "varchar(5)", "default": "'it''s'"}],
                "fks": [{"columns": ["x"], "ref_table": "p", "ref_columns": ["k"], "on_delete": "SET NULL"}]}]}"#,
        )
        .unwrap();
        let expected = r#"use schemist::{Model, ModelEnum};

#[derive(Model)]
#[model(
    table = "a b",
    primary_key("id"),
    foreign_key(columns("x"), references = table("p", "k"), on_delete = set_null)
)]
pub struct TheAB {
    #[model(column = "id", serial)]
    field_0: i32,
    #[model(column = "x", type = Varchar(5), default = "'it''s'")]
    field_1: Option<String>,
}
"#;
        assert_eq!(rust(&after, &Schema::default(), &Renames::default()), expected);
    }
}
