use schemist_diagnostics::{Code, Diagnostic};
use schemist_schema::{
    Column, ColumnType, Deferrable, Index, IndexKey, NullsOrder, Origin, QualifiedName, Schema, Table,
};

use super::table::{is_strict, is_without_rowid, same_name, settle_rowid, sole_key_column};
use super::types::{STRICT_TYPES, spelling};
use crate::{CANNOT_EXPRESS, Capabilities};

/// Something only a rowid table's sole INTEGER key column can be.
const NOT_A_ROWID: Code = Code::new("P111", "not-a-rowid");
/// A word that SQLite does not know behind ON CONFLICT.
const UNKNOWN_CONFLICT: Code = Code::new("P112", "unknown-conflict-clause");

/// The declared schema as SQLite would report it. What SQLite has no use for and what changes nothing
/// (comments, sequences, storage parameters) is taken away; what would mean something is an error.
pub(crate) fn canonicalize(schema: &mut Schema, _capabilities: &Capabilities) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    schema.enums.clear();
    schema.sequences.clear();
    schema.namespaces.clear();
    for table in schema.tables.values_mut() {
        if table.name.namespace.is_some() {
            findings.refuse(&table.origin, table.name.to_string(), "SQLite has no schemas");
        }
        canonical_table(table, &mut findings);
        table.sort();
    }
    findings.0
}

#[derive(Default)]
struct Findings(Vec<Diagnostic>);

impl Findings {
    fn refuse(&mut self, origin: &Origin, subject: String, reason: &str) -> &mut Self {
        self.add(CANNOT_EXPRESS, origin, subject, reason)
    }

    fn add(&mut self, code: Code, origin: &Origin, subject: String, reason: &str) -> &mut Self {
        let diagnostic = Diagnostic::error(code, format!("{subject}: {reason}"));
        self.0.push(diagnostic.with_subject(subject).with_span(origin.span.clone()));
        self
    }

    fn help(&mut self, help: &str) {
        if let Some(last) = self.0.pop() {
            self.0.push(last.with_help(help));
        }
    }
}

fn canonical_table(table: &mut Table, findings: &mut Findings) {
    table.origin.docs = table.comment.take();
    table.options.retain(|name, _| matches!(name.as_str(), "strict" | "without_rowid"));
    let rowid_column = sole_key_column(table).map(|key| key.name.clone());
    let (name, strict, without_rowid) = (table.name.clone(), is_strict(table), is_without_rowid(table));
    for column in table.columns.iter_mut() {
        let is_key = rowid_column.as_deref().is_some_and(|key| same_name(key, &column.name));
        canonical_column(column, &ColumnPlace { table: &name, strict, without_rowid, is_key }, findings);
    }
    settle_rowid(table);
    canonical_constraints(table, findings);
    for index in &mut table.indexes {
        canonical_index(index, &name, findings);
    }
}

/// What matters of the table to a column.
struct ColumnPlace<'t> {
    table: &'t QualifiedName,
    strict: bool,
    without_rowid: bool,
    /// It is the whole primary key.
    is_key: bool,
}

fn canonical_column(column: &mut Column, place: &ColumnPlace<'_>, findings: &mut Findings) {
    let subject = format!("{}.{}", place.table, column.name);
    column.origin.docs = column.comment.take();
    column.options.clear();
    let is_integer = matches!(column.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt);
    if place.is_key && is_integer {
        column.ty = ColumnType::Verbatim("INTEGER".to_owned());
    }
    let is_rowid = place.is_key && is_rowid_type(&column.ty) && !place.without_rowid;
    let numbered = column.identity.take().is_some() | std::mem::take(&mut column.serial);
    if numbered && !is_rowid {
        let reason =
            "SQLite numbers only the rows of a table whose whole primary key is this column, an INTEGER";
        findings.add(NOT_A_ROWID, &column.origin, subject.clone(), reason);
    } else if column.auto_increment && !is_rowid {
        let reason = "AUTOINCREMENT is for a column that is the whole primary key, an INTEGER";
        findings.add(NOT_A_ROWID, &column.origin, subject.clone(), reason);
    }
    known_conflict(&mut column.not_null_conflict, &column.origin, &subject, findings);
    canonical_type(column, place, subject, findings);
}

fn is_rowid_type(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Verbatim(text) if text.trim().eq_ignore_ascii_case("INTEGER"))
}

fn canonical_type(column: &mut Column, place: &ColumnPlace<'_>, subject: String, findings: &mut Findings) {
    match spelling(&column.ty, place.strict) {
        Some(text) if place.strict && !STRICT_TYPES.iter().any(|t| t.eq_ignore_ascii_case(text.trim())) => {
            let reason = format!("a STRICT table has no type `{text}`");
            findings
                .refuse(&column.origin, subject, &reason)
                .help("use INT, INTEGER, REAL, TEXT, BLOB or ANY");
        }
        Some(text) => column.ty = ColumnType::Verbatim(text),
        None => {
            let reason = if place.strict { "a STRICT table of SQLite" } else { "SQLite" };
            findings
                .refuse(&column.origin, subject, &format!("{reason} has no type for this"))
                .help("say how to keep it, e.g. `type(sqlite = \"TEXT\")`");
        }
    }
}

fn canonical_constraints(table: &mut Table, findings: &mut Findings) {
    let table_name = table.name.to_string();
    if let Some(key) = &mut table.primary_key {
        key.comment = None;
        only_immediate(&key.deferrable, &key.origin, "primary key", &table_name, findings);
        known_conflict(&mut key.on_conflict, &key.origin, &table_name, findings);
        no_include(&key.include, &key.origin, &table_name, findings);
    }
    for unique in &mut table.uniques {
        unique.comment = None;
        only_immediate(&unique.deferrable, &unique.origin, "unique constraint", &table_name, findings);
        known_conflict(&mut unique.on_conflict, &unique.origin, &table_name, findings);
        no_include(&unique.include, &unique.origin, &table_name, findings);
        no_null_equality(unique.nulls_not_distinct, &unique.origin, &table_name, findings);
    }
    for key in &mut table.foreign_keys {
        key.comment = None;
        key.not_valid = false;
        if !key.on_delete_columns.is_empty() {
            let reason = "SQLite sets all columns of a foreign key or none";
            findings.refuse(&key.origin, table_name.clone(), reason);
        }
    }
    for check in &mut table.checks {
        check.comment = None;
        check.no_inherit = false;
        check.not_valid = false;
    }
    for exclusion in &table.exclusions {
        findings.refuse(&exclusion.origin, table_name.clone(), "SQLite has no exclusion constraints");
    }
}

fn only_immediate(
    deferrable: &Deferrable,
    origin: &Origin,
    what: &str,
    table: &str,
    findings: &mut Findings,
) {
    if *deferrable != Deferrable::NotDeferrable {
        let reason = format!("SQLite defers only foreign keys, not a {what}");
        findings.refuse(origin, table.to_owned(), &reason);
    }
}

fn no_include(include: &[String], origin: &Origin, subject: &str, findings: &mut Findings) {
    if !include.is_empty() {
        findings.refuse(origin, subject.to_owned(), "an index of SQLite carries no other columns");
    }
}

fn no_null_equality(nulls_not_distinct: bool, origin: &Origin, subject: &str, findings: &mut Findings) {
    if nulls_not_distinct {
        findings.refuse(origin, subject.to_owned(), "to SQLite NULLs are always distinct");
    }
}

fn known_conflict(resolution: &mut Option<String>, origin: &Origin, subject: &str, findings: &mut Findings) {
    let Some(word) = resolution else { return };
    *word = word.to_ascii_uppercase();
    if !["ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"].contains(&word.as_str()) {
        let reason = format!("ON CONFLICT knows no `{word}`");
        findings
            .add(UNKNOWN_CONFLICT, origin, subject.to_owned(), &reason)
            .help("use ROLLBACK, ABORT, FAIL, IGNORE or REPLACE");
    }
}

fn canonical_index(index: &mut Index, table: &QualifiedName, findings: &mut Findings) {
    let subject = format!("index {} of {table}", index.display_name());
    index.comment = None;
    index.options.clear();
    if index.method.take_if(|method| method.eq_ignore_ascii_case("btree")).is_none() && index.method.is_some()
    {
        findings.refuse(&index.origin, subject.clone(), "SQLite has B-tree indexes only");
    }
    no_include(&index.include, &index.origin, &subject, findings);
    no_null_equality(index.nulls_not_distinct, &index.origin, &subject, findings);
    for key in &mut index.keys {
        canonical_key(key, &index.origin, &subject, findings);
    }
}

/// NULLs stand first to SQLite, and last where the key descends; it cannot be told otherwise.
fn canonical_key(key: &mut IndexKey, origin: &Origin, subject: &str, findings: &mut Findings) {
    let natural = if key.descending { NullsOrder::Last } else { NullsOrder::First };
    if key.nulls.take_if(|nulls| *nulls == natural).is_none() && key.nulls.is_some() {
        let reason = "an index of SQLite has NULLs first, or last where it descends";
        findings.refuse(origin, subject.to_owned(), reason);
    }
    if key.operator_class.is_some() {
        findings.refuse(origin, subject.to_owned(), "SQLite has no operator classes");
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::{EnumType, Identity, PrimaryKey};

    use super::*;
    use crate::Dialect;

    fn canonical(change: impl FnOnce(&mut Table)) -> (Table, Vec<String>) {
        let mut table = Table::new("t".into());
        table.columns.push(Column::new("id", ColumnType::BigInt));
        table.columns.push(Column::new("status", ColumnType::Enum("status".into())).nullable());
        table.primary_key = Some(PrimaryKey::on(["id"]));
        change(&mut table);
        let mut schema = Schema::default();
        let values = vec!["new".to_owned(), "it's".to_owned()];
        let status = EnumType { name: "status".into(), values, comment: None, origin: Origin::default() };
        schema.enums.insert("status".into(), status);
        schema.insert_table(table);
        let dialect = Dialect::new(schemist_schema::Engine::Sqlite);
        let diagnostics = dialect.canonicalize(&mut schema);
        let once = schema.clone();
        dialect.canonicalize(&mut schema);
        assert_eq!(schema, once);
        let messages = diagnostics.iter().map(ToString::to_string).collect();
        (schema.tables.into_values().next().unwrap(), messages)
    }

    fn types(table: &Table) -> Vec<String> {
        table.columns.iter().map(|c| super::super::types::render(&c.ty)).collect()
    }

    #[test]
    fn a_sole_integer_key_is_the_rowid_and_an_enum_a_check() {
        let (table, messages) = canonical(|t| {
            t.columns[0].identity = Some(Identity::default());
            t.columns[0].comment = Some("the key".into());
            t.columns.push(Column::new("total", ColumnType::BigInt));
        });
        assert_eq!(types(&table), ["INTEGER", "TEXT", "BIGINT"]);
        assert_eq!((&table.columns[0].identity, &table.columns[0].comment), (&None, &None));
        assert_eq!(table.checks[0].expression.sql, "status IN ('new', 'it''s')");
        assert_eq!((table.checks.len(), messages.len()), (1, 0));
    }

    #[test]
    fn strict_tables_have_six_types() {
        let (table, messages) = canonical(|t| {
            t.options.insert("strict".into(), "true".into());
            t.columns.push(Column::new("at", ColumnType::Timestamp { precision: None, zone: true }));
            t.columns.push(Column::new("ok", ColumnType::Boolean));
            t.columns.push(Column::new("price", ColumnType::Numeric { precision: None, scale: None }));
            t.columns.push(Column::new("code", ColumnType::Verbatim("VARCHAR(3)".into())));
        });
        assert_eq!(types(&table)[..4], ["INTEGER", "TEXT", "TEXT", "INTEGER"]);
        assert_eq!(
            messages,
            [
                "error[P101]: t.price: a STRICT table of SQLite has no type for this",
                "error[P101]: t.code: a STRICT table has no type `VARCHAR(3)`",
            ]
        );
    }

    #[test]
    fn what_sqlite_cannot_say_is_an_error() {
        let (_, messages) = canonical(|t| {
            t.primary_key = Some(PrimaryKey::on(["id", "status"]));
            t.columns[0].serial = true;
            t.columns.push(Column::new("tags", ColumnType::Array(Box::new(ColumnType::Text))));
            t.columns[1].not_null_conflict = Some("perhaps".into());
            let mut index = Index::on_columns(Some("i".into()), ["id"]);
            index.method = Some("gin".into());
            index.keys[0].nulls = Some(NullsOrder::Last);
            t.indexes.push(index);
        });
        assert_eq!(
            messages,
            [
                "error[P111]: t.id: SQLite numbers only the rows of a table whose whole primary key is this column, an INTEGER",
                "error[P112]: t.status: ON CONFLICT knows no `PERHAPS`",
                "error[P101]: t.tags: SQLite has no type for this",
                "error[P101]: index i of t: SQLite has B-tree indexes only",
                "error[P101]: index i of t: an index of SQLite has NULLs first, or last where it descends",
            ]
        );
        let (table, messages) = canonical(|t| {
            let mut index = Index::on_columns(Some("i".into()), ["id"]);
            index.method = Some("btree".into());
            index.keys[0].nulls = Some(NullsOrder::First);
            t.indexes.push(index);
        });
        assert_eq!((table.indexes[0].method.as_ref(), table.indexes[0].keys[0].nulls), (None, None));
        assert_eq!(messages.len(), 0);
    }
}
