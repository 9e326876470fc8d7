use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_schema::{
    Column, ColumnType, Expression, ForeignKey, Identity, Index, IndexKey, MatchType, NullsOrder,
    QualifiedName, Schema, Sequence, Table,
};

use super::quoting::{quote, string_literal};
use super::sequences::{self, MAX_IDENTIFIER_BYTES};
use super::types;
use crate::{CANNOT_EXPRESS, Capabilities};

/// A name that the server would cut.
const NAME_TOO_LONG: Code = Code::new("P113", "identifier-too-long");

pub(crate) fn canonicalize(schema: &mut Schema, capabilities: &Capabilities) -> Vec<Diagnostic> {
    let mut canonical = Canonicalizer {
        capabilities,
        enums: schema.enums.keys().cloned().collect(),
        keys: schema.tables.values().map(|t| (t.name.clone(), key_columns(t))).collect(),
        serial_sequences: Vec::new(),
        diagnostics: Vec::new(),
    };
    for enum_type in schema.enums.values_mut() {
        drop_empty(&mut enum_type.comment);
        let names = std::iter::once(&enum_type.name.name).chain(&enum_type.values);
        for name in names {
            canonical.name_fits("enum name or value", name, &enum_type.origin.span);
        }
    }
    for sequence in schema.sequences.values_mut() {
        drop_empty(&mut sequence.comment);
        sequence.ty = types::canonical(&sequence.ty);
        sequence.options = sequences::canonical(&sequence.options, &sequence.ty);
        canonical.name_fits("sequence name", &sequence.name.name, &None);
    }
    for namespace in schema.namespaces.values_mut() {
        drop_empty(&mut namespace.comment);
    }
    for table in schema.tables.values_mut() {
        canonical.table(table);
    }
    for sequence in canonical.serial_sequences {
        schema.sequences.entry(sequence.name.clone()).or_insert(sequence);
    }
    canonical.diagnostics
}

fn key_columns(table: &Table) -> Vec<String> {
    table.primary_key.iter().flat_map(|k| k.columns.iter().map(|c| c.name.clone())).collect()
}

/// `COMMENT … IS ''` removes a comment.
fn drop_empty(comment: &mut Option<String>) {
    if comment.as_deref() == Some("") {
        *comment = None;
    }
}

struct Canonicalizer<'a> {
    capabilities: &'a Capabilities,
    enums: BTreeSet<QualifiedName>,
    /// The primary key's columns of each table.
    keys: BTreeMap<QualifiedName, Vec<String>>,
    /// What the serial columns need.
    serial_sequences: Vec<Sequence>,
    diagnostics: Vec<Diagnostic>,
}

impl Canonicalizer<'_> {
    fn table(&mut self, table: &mut Table) {
        let span = table.origin.span.clone();
        self.name_fits("table name", &table.name.name, &span);
        drop_empty(&mut table.comment);
        table_options(&mut table.options);
        let name = table.name.clone();
        let key = key_columns(table);
        for column in table.columns.iter_mut() {
            if key.contains(&column.name) {
                column.nullable = false;
            }
            self.column(&name, column);
        }
        self.keys_and_checks(table);
        for foreign_key in &mut table.foreign_keys {
            self.foreign_key(&name, foreign_key);
        }
        for index in &mut table.indexes {
            self.index(index);
        }
        table.sort();
    }

    fn keys_and_checks(&mut self, table: &mut Table) {
        if let Some(key) = &mut table.primary_key {
            drop_empty(&mut key.comment);
            self.no_conflict_clause(&mut key.on_conflict, &key.origin.span);
            key.columns.iter_mut().for_each(plain_key);
        }
        for unique in &mut table.uniques {
            drop_empty(&mut unique.comment);
            self.no_conflict_clause(&mut unique.on_conflict, &unique.origin.span);
            unique.columns.iter_mut().for_each(plain_key);
            if unique.nulls_not_distinct && !self.capabilities.nulls_not_distinct {
                self.needs("NULLS NOT DISTINCT", 15, &unique.origin.span);
            }
        }
        for check in &mut table.checks {
            drop_empty(&mut check.comment);
        }
        for exclusion in &mut table.exclusions {
            drop_empty(&mut exclusion.comment);
        }
        for constraint in table.constraints() {
            if let Some(name) = constraint.name() {
                self.name_fits("constraint name", name, &constraint.origin().span);
            }
        }
    }

    fn column(&mut self, table: &QualifiedName, column: &mut Column) {
        self.name_fits("column name", &column.name, &column.origin.span);
        drop_empty(&mut column.comment);
        self.column_type(table, column);
        let mut conflict = column.not_null_conflict.take();
        self.no_conflict_clause(&mut conflict, &column.origin.span);
        if std::mem::take(&mut column.auto_increment) && column.identity.is_none() && column.default.is_none()
        {
            column.identity = Some(Identity::default());
        }
        self.identity(table, column);
        if column.default.as_ref().is_some_and(|d| d.sql.eq_ignore_ascii_case("null"))
            && !has_modifier(&column.ty)
        {
            column.default = None;
        }
        if column.collation.as_deref() == Some("default") {
            column.collation = None;
        }
        if column.generated.as_ref().is_some_and(|g| !g.stored) && self.capabilities.version < (18, 0) {
            self.needs("a virtual generated column", 18, &column.origin.span);
        }
        column_options(column);
    }

    fn column_type(&mut self, table: &QualifiedName, column: &mut Column) {
        if let Some(integer) = serial_type(&column.ty) {
            column.ty = integer;
            column.serial = true;
        }
        column.ty = types::canonical(&column.ty);
        let element = column.ty.element_mut();
        if let ColumnType::Named { name, arguments } = element
            && arguments.is_empty()
            && self.enums.contains(name)
        {
            *element = ColumnType::Enum(name.clone());
        }
        if std::mem::take(&mut column.serial) {
            column.nullable = false;
            if column.default.is_none() {
                self.serial(table, column);
            }
        }
    }

    /// `serial` is a default and a sequence that the column owns.
    fn serial(&mut self, table: &QualifiedName, column: &mut Column) {
        let name = table.sibling(sequences::owned_name(&table.name, &column.name));
        column.default = Some(Expression::new(nextval(&name)));
        self.serial_sequences.push(Sequence {
            name,
            ty: column.ty.clone(),
            options: Default::default(),
            owned_by: Some((table.clone(), column.name.clone())),
            comment: None,
        });
    }

    fn identity(&mut self, table: &QualifiedName, column: &mut Column) {
        let Some(identity) = &mut column.identity else { return };
        column.nullable = false;
        identity.options = sequences::canonical(&identity.options, &column.ty);
        let conventional = sequences::owned_name(&table.name, &column.name);
        if identity.sequence_name.as_ref() == Some(&conventional) {
            identity.sequence_name = None;
        }
        if !matches!(column.ty, ColumnType::SmallInt | ColumnType::Integer | ColumnType::BigInt) {
            let message = format!("`{table}.{}` cannot be an identity column", column.name);
            self.cannot(message, "an identity column is smallint, integer or bigint", &column.origin.span);
        }
    }

    fn foreign_key(&mut self, table: &QualifiedName, key: &mut ForeignKey) {
        drop_empty(&mut key.comment);
        if key.references_columns.is_empty() {
            key.references_columns = self.keys.get(&key.references).cloned().unwrap_or_default();
        }
        if key.match_type == MatchType::Partial {
            let message = format!("the foreign key of `{table}` cannot be MATCH PARTIAL");
            self.cannot(message, "PostgreSQL has MATCH SIMPLE and MATCH FULL", &key.origin.span);
        }
        if !key.on_delete_columns.is_empty() && !self.capabilities.set_null_columns {
            self.needs("ON DELETE SET NULL (columns)", 15, &key.origin.span);
        }
    }

    fn index(&mut self, index: &mut Index) {
        drop_empty(&mut index.comment);
        if let Some(name) = &index.name {
            self.name_fits("index name", name, &index.origin.span);
        }
        index.method = index.method.take().map(|m| m.to_ascii_lowercase()).filter(|m| m != "btree");
        index.keys.iter_mut().for_each(index_key);
        lower_case_keys(&mut index.options);
        drop_flags_that_are_off(&mut index.options);
        if index.nulls_not_distinct && !self.capabilities.nulls_not_distinct {
            self.needs("NULLS NOT DISTINCT", 15, &index.origin.span);
        }
    }

    fn no_conflict_clause(&mut self, clause: &mut Option<String>, span: &Option<Span>) {
        if clause.take().is_some() {
            let message = "PostgreSQL has no ON CONFLICT clause in constraints";
            self.diagnostics.push(
                Diagnostic::warning(CANNOT_EXPRESS, message)
                    .with_span(span.clone())
                    .with_help("say `INSERT … ON CONFLICT` instead; the clause is left out"),
            );
        }
    }

    fn needs(&mut self, what: &str, version: u32, span: &Option<Span>) {
        let message = format!("{what} needs PostgreSQL {version}");
        let note = format!("the server is PostgreSQL {}", self.capabilities.version.0);
        self.diagnostics
            .push(Diagnostic::error(CANNOT_EXPRESS, message).with_span(span.clone()).with_note(note));
    }

    fn cannot(&mut self, message: String, why: &str, span: &Option<Span>) {
        self.diagnostics
            .push(Diagnostic::error(CANNOT_EXPRESS, message).with_span(span.clone()).with_note(why));
    }

    fn name_fits(&mut self, what: &str, name: &str, span: &Option<Span>) {
        if name.len() > MAX_IDENTIFIER_BYTES {
            let cut = sequences::cut(name, MAX_IDENTIFIER_BYTES);
            self.diagnostics.push(
                Diagnostic::error(NAME_TOO_LONG, format!("the {what} `{name}` has {} bytes", name.len()))
                    .with_subject(name)
                    .with_span(span.clone())
                    .with_note(format!("PostgreSQL would cut it after {MAX_IDENTIFIER_BYTES} bytes: `{cut}`"))
                    .with_help("give a shorter name"),
            );
        }
    }
}

/// SQLite's direction and collation of a key mean nothing here.
fn plain_key(key: &mut schemist_schema::KeyColumn) {
    key.descending = false;
    key.collation = None;
}

fn index_key(key: &mut IndexKey) {
    let assumed = if key.descending { NullsOrder::First } else { NullsOrder::Last };
    key.nulls = key.nulls.filter(|n| *n != assumed);
}

/// The value of an owned sequence, in the server's words.
pub(crate) fn nextval(sequence: &QualifiedName) -> String {
    let name = match &sequence.namespace {
        Some(namespace) => format!("{}.{}", quote(namespace), quote(&sequence.name)),
        None => quote(&sequence.name),
    };
    format!("nextval({}::regclass)", string_literal(&name))
}

/// The integer type behind `serial` and its sisters.
fn serial_type(ty: &ColumnType) -> Option<ColumnType> {
    let word = match ty {
        ColumnType::Verbatim(text) => text.trim().to_ascii_lowercase(),
        ColumnType::Named { name, arguments } if name.namespace.is_none() && arguments.is_empty() => {
            name.name.clone()
        }
        _ => return None,
    };
    match word.as_str() {
        "smallserial" | "serial2" => Some(ColumnType::SmallInt),
        "serial" | "serial4" => Some(ColumnType::Integer),
        "bigserial" | "serial8" => Some(ColumnType::BigInt),
        _ => None,
    }
}

/// `DEFAULT NULL` is no default, but where a length has to be applied to it.
fn has_modifier(ty: &ColumnType) -> bool {
    types::render(ty).contains('(')
}

const FLAGS: [&str; 3] = ["unlogged", "clustered", "replica_identity"];

fn table_options(options: &mut BTreeMap<String, String>) {
    lower_case_keys(options);
    // SQLite's; a model may be for several engines.
    options.retain(|key, _| !matches!(key.as_str(), "strict" | "without_rowid"));
    drop_flags_that_are_off(options);
}

fn drop_flags_that_are_off(options: &mut BTreeMap<String, String>) {
    options.retain(|key, value| value != "false" || !FLAGS.contains(&key.as_str()));
}

fn column_options(column: &mut Column) {
    lower_case_keys(&mut column.options);
    for key in ["storage", "compression"] {
        if let Some(value) = column.options.get_mut(key) {
            value.make_ascii_lowercase();
        }
    }
    let storage = default_storage(&column.ty);
    column.options.retain(|key, value| match key.as_str() {
        "storage" => value != "default" && Some(value.as_str()) != storage,
        "compression" => value != "default",
        "statistics" => value != "-1",
        _ => true,
    });
}

/// How values of a type are stored where nothing else is said; `None` where the type is not known well enough.
pub(crate) fn default_storage(ty: &ColumnType) -> Option<&'static str> {
    match ty {
        ColumnType::Numeric { .. } => Some("main"),
        ColumnType::Char { .. }
        | ColumnType::Varchar { .. }
        | ColumnType::Text
        | ColumnType::Binary
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Bit { .. }
        | ColumnType::VarBit { .. }
        | ColumnType::Array(_) => Some("extended"),
        ColumnType::Boolean
        | ColumnType::SmallInt
        | ColumnType::Integer
        | ColumnType::BigInt
        | ColumnType::Real
        | ColumnType::Double
        | ColumnType::Date
        | ColumnType::Time { .. }
        | ColumnType::Timestamp { .. }
        | ColumnType::Interval { .. }
        | ColumnType::Uuid
        | ColumnType::Enum(_) => Some("plain"),
        ColumnType::Named { .. } | ColumnType::Verbatim(_) => None,
    }
}

fn lower_case_keys(options: &mut BTreeMap<String, String>) {
    if options.keys().any(|k| k.chars().any(|c| c.is_ascii_uppercase())) {
        *options = std::mem::take(options).into_iter().map(|(k, v)| (k.to_ascii_lowercase(), v)).collect();
    }
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Check, EnumType, Origin, PrimaryKey, SequenceOptions, Unique};

    use super::*;

    fn at(version: u32) -> Capabilities {
        super::super::capabilities::at_version((version, 0))
    }

    fn canonical(mut schema: Schema) -> (Schema, Vec<Diagnostic>) {
        let diagnostics = canonicalize(&mut schema, &at(15));
        let once = schema.clone();
        assert_eq!(canonicalize(&mut schema, &at(15)).len(), 0, "the second time there is nothing to say");
        assert_eq!(schema, once, "idempotent");
        (schema, diagnostics)
    }

    fn one_table(columns: Vec<Column>) -> Schema {
        let mut table = Table::new("Orders".into());
        table.columns = columns.into_iter().collect();
        let mut schema = Schema::default();
        schema.insert_table(table);
        schema
    }

    fn column(schema: &Schema, name: &str) -> Column {
        schema.tables[&"Orders".into()].columns.named(name).unwrap().clone()
    }

    #[test]
    fn serial_is_spelled_out() {
        let mut id = Column::new("id", ColumnType::BigInt).nullable();
        id.serial = true;
        let n = Column::new("n", ColumnType::Verbatim("smallserial".into()));
        let (schema, diagnostics) = canonical(one_table(vec![id, n]));
        assert!(diagnostics.is_empty());
        let id = column(&schema, "id");
        assert_eq!(id.default, Some("nextval('\"Orders_id_seq\"'::regclass)".into()));
        assert!(!id.nullable && !id.serial);
        let sequence = &schema.sequences[&"Orders_id_seq".into()];
        assert_eq!(sequence.owned_by, Some(("Orders".into(), "id".to_owned())));
        assert_eq!(schema.sequences[&"Orders_n_seq".into()].ty, ColumnType::SmallInt);
    }

    #[test]
    fn identity_and_keys_are_not_null() {
        let mut a = Column::new("a", ColumnType::Integer).nullable();
        a.auto_increment = true;
        let mut b = Column::new("b", ColumnType::BigInt).nullable();
        let options = SequenceOptions { start: Some(1), ..Default::default() };
        b.identity = Some(Identity { always: true, options, sequence_name: Some("Orders_b_seq".into()) });
        let c = Column::new("c", ColumnType::Text).nullable();
        let mut schema = one_table(vec![a, b, c]);
        schema.tables.get_mut(&"Orders".into()).unwrap().primary_key = Some(PrimaryKey::on(["c"]));
        let (schema, _) = canonical(schema);
        assert_eq!(column(&schema, "a").identity, Some(Identity::default()));
        assert_eq!(
            column(&schema, "b").identity,
            Some(Identity { always: true, options: Default::default(), sequence_name: None })
        );
        assert!(schema.tables[&"Orders".into()].columns.iter().all(|c| !c.nullable));
    }

    #[test]
    fn enums_are_recognised_by_name() {
        let named = |name: &str| ColumnType::Named { name: name.into(), arguments: Vec::new() };
        let array = ColumnType::Array(Box::new(named("status")));
        let mut schema = one_table(vec![
            Column::new("a", named("status")),
            Column::new("b", array),
            Column::new("c", named("other")),
        ]);
        let name = QualifiedName::new("status");
        let status = EnumType {
            name: name.clone(),
            values: vec![],
            comment: Some(String::new()),
            origin: Origin::default(),
        };
        schema.enums.insert(name.clone(), status);
        let (schema, _) = canonical(schema);
        assert_eq!(column(&schema, "a").ty, ColumnType::Enum(name.clone()));
        assert_eq!(column(&schema, "b").ty, ColumnType::Array(Box::new(ColumnType::Enum(name.clone()))));
        assert_eq!(column(&schema, "c").ty, named("other"));
        assert_eq!(schema.enums[&name].comment, None);
    }

    #[test]
    fn defaults_and_options_that_say_nothing() {
        let mut a = Column::new("a", ColumnType::Text);
        a.default = Some("NULL".into());
        a.options = [("Storage", "EXTENDED"), ("statistics", "-1"), ("compression", "LZ4")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into();
        a.collation = Some("default".into());
        let mut b = Column::new("b", ColumnType::Varchar { length: Some(3) });
        b.default = Some("null".into());
        let (schema, _) = canonical(one_table(vec![a, b]));
        let a = column(&schema, "a");
        assert_eq!((a.default, a.collation), (None, None));
        assert_eq!(a.options, BTreeMap::from([("compression".to_owned(), "lz4".to_owned())]));
        assert!(column(&schema, "b").default.is_some());
    }

    #[test]
    fn foreign_keys_name_their_columns() {
        let mut schema = one_table(vec![Column::new("id", ColumnType::BigInt)]);
        let orders = schema.tables.get_mut(&"Orders".into()).unwrap();
        orders.primary_key = Some(PrimaryKey::on(["id"]));
        orders.foreign_keys.push(ForeignKey::new(["id"], "Orders".into(), []));
        let (schema, _) = canonical(schema);
        assert_eq!(schema.tables[&"Orders".into()].foreign_keys[0].references_columns, ["id"]);
    }

    #[test]
    fn what_the_server_lacks_is_said() {
        let mut schema = one_table(vec![Column::new("é".repeat(40), ColumnType::BigInt)]);
        let orders = schema.tables.get_mut(&"Orders".into()).unwrap();
        let unique = Unique { nulls_not_distinct: true, ..Unique::on(["x"]) };
        orders.uniques.push(unique);
        orders.checks.push(Check::new(Some("c".repeat(70)), "true"));
        let mut at_15 = schema.clone();
        assert_eq!(canonicalize(&mut at_15, &at(15)).len(), 2);
        assert_eq!(canonicalize(&mut schema, &at(14)).len(), 3);
    }
}
