use schemist_schema::Engine;
use syn::Attribute;

use super::{
    allow::{self, AllowDeclaration},
    check::{self, CheckDeclaration},
    comment::CommentDeclaration,
    embed::{self, EmbedDeclaration},
    foreign_key::{self, ReferenceOptions, Target},
    index::{self, IndexDeclaration},
    keys::{self, KeyDeclaration},
    node::{Expr, Kind, Node},
    options::{self, OptionsDeclaration},
    per_engine::{self, PerEngine},
    reader::{self, Known},
    said::Said,
    sequence::{self, IdentityDeclaration},
    types::{self, TypeDeclaration},
};
use crate::{
    Place, codes,
    place::At,
    problem::{Context, Problem},
};

/// What the attributes of a field declare.
#[derive(Debug, Clone, Default)]
pub struct FieldAttributes {
    /// The column's name.
    pub column: Option<At<String>>,
    /// Its name in `table!` (`#[diesel(column_name = …)]`).
    pub diesel_column: Option<At<String>>,
    /// Its SQL type.
    pub ty: TypeDeclaration,
    /// The SQL type that Diesel was told (`#[diesel(sql_type = …)]`), as a type of ours.
    pub diesel_type: Option<At<schemist_schema::ColumnType>>,
    /// Part of the primary key.
    pub primary_key: Option<KeyDeclaration>,
    /// An identity column.
    pub identity: Option<IdentityDeclaration>,
    /// A serial column.
    pub serial: Option<Place>,
    /// SQLite's AUTOINCREMENT.
    pub auto_increment: bool,
    /// Unique constraints over this column alone.
    pub uniques: Vec<KeyDeclaration>,
    /// Indexes that begin with this column.
    pub indexes: Vec<IndexDeclaration>,
    /// What the column refers to.
    pub references: Option<Target>,
    /// How it refers.
    pub reference_options: ReferenceOptions,
    /// Checks.
    pub checks: Vec<CheckDeclaration>,
    /// The default.
    pub default: DefaultDeclaration,
    /// Computed from other columns.
    pub generated: Option<GeneratedDeclaration>,
    /// The collation.
    pub collation: PerEngine<String>,
    /// SQLite's `NOT NULL ON CONFLICT …`.
    pub not_null_conflict: Option<String>,
    /// The comment in the database.
    pub comment: CommentDeclaration,
    /// The column's name before.
    pub renamed_from: Option<String>,
    /// The field is no column.
    pub skip: bool,
    /// The field stands for several columns.
    pub embed: Option<EmbedDeclaration>,
    /// Diesel reads or writes the field as another type, so its own type says nothing.
    pub converted: bool,
    /// Findings about the column that are meant.
    pub allows: Vec<AllowDeclaration>,
    /// Engine options.
    pub options: OptionsDeclaration,
    /// The first option that only makes sense beside `references`.
    reference_option: Option<At<String>>,
    /// There was a `references` that could not be read.
    malformed_reference: bool,
    /// `#[diesel(embed)]`.
    told_to_embed: Option<Place>,
    /// The first key that says something about a column.
    column_key: Option<At<String>>,
    /// What waits for the constants in it; everything else is then empty.
    pub(crate) pending: Option<Box<Said>>,
}

/// The attributes of a field; most fields have none, and take no room for them.
#[derive(Debug, Clone, Default)]
pub struct OfField(Option<Box<FieldAttributes>>);

static NONE: std::sync::LazyLock<FieldAttributes> = std::sync::LazyLock::new(FieldAttributes::default);

impl std::ops::Deref for OfField {
    type Target = FieldAttributes;

    fn deref(&self) -> &FieldAttributes {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl std::ops::DerefMut for OfField {
    fn deref_mut(&mut self) -> &mut FieldAttributes {
        self.0.get_or_insert_default()
    }
}

impl From<FieldAttributes> for OfField {
    fn from(attributes: FieldAttributes) -> Self {
        Self(Some(Box::new(attributes)))
    }
}

impl FieldAttributes {
    fn note_reference_option(&mut self, node: &Node) {
        let key = node.key.name().unwrap_or_default().to_owned();
        self.reference_option.get_or_insert(At::new(key, node.key.head));
    }

    fn note_column_key(&mut self, node: &Node) {
        let word = node.word().filter(|word| !matches!(*word, "embed" | "skip"));
        if let Some(word) = word.filter(|word| MODEL.contains(word)) {
            self.column_key.get_or_insert(At::new(word.to_owned(), node.key.head));
        }
    }
}

/// A default as declared: for all engines, or one by one.
#[derive(Debug, Clone, Default)]
pub struct DefaultDeclaration {
    /// `default = …`.
    pub any: Option<String>,
    /// `default(postgres = "…")`.
    pub postgres: Option<String>,
    /// `default(mysql = "…")`.
    pub mysql: Option<String>,
    /// `default(sqlite = "…")`.
    pub sqlite: Option<String>,
    /// `default(literal = "…")` for MySQL, where a backslash escapes.
    pub mysql_literal: Option<String>,
    /// Where it stands.
    pub place: Option<Place>,
}

impl DefaultDeclaration {
    /// The SQL of the default on an engine.
    pub fn for_engine(&self, engine: Engine) -> Option<&str> {
        let own = match engine {
            Engine::Postgres => self.postgres.as_deref(),
            Engine::Sqlite => self.sqlite.as_deref(),
            Engine::Mysql => self.mysql.as_deref().or(self.mysql_literal.as_deref()),
        };
        own.or(self.any.as_deref())
    }
}

/// A generated column as declared.
#[derive(Debug, Clone)]
pub struct GeneratedDeclaration {
    /// What it is computed from.
    pub expression: String,
    /// Kept on disk.
    pub stored: bool,
    /// Where it stands.
    pub place: Place,
}

const MODEL: Known = &[
    "column",
    "name",
    "type",
    "primary_key",
    "id",
    "identity",
    "serial",
    "auto_increment",
    "unique",
    "index",
    "references",
    "on_delete",
    "on_update",
    "on_delete_columns",
    "deferrable",
    "constraint_name",
    "match",
    "not_valid",
    "no_join",
    "check",
    "default",
    "generated",
    "collate",
    "on_conflict",
    "comment",
    "no_comment",
    "renamed_from",
    "skip",
    "embed",
    "options",
    "allow",
];

/// Reads the attributes of a field.
pub(crate) fn parse_field(cx: &mut Context, attributes: Vec<Attribute>) -> OfField {
    if attributes.is_empty() {
        return OfField::default();
    }
    let mut said = Said::of(cx, attributes);
    let read = said.read(cx, field_of);
    read.unwrap_or_else(|| FieldAttributes { pending: Some(Box::new(said)), ..Default::default() }).into()
}

/// Reads what the attributes say.
pub(crate) fn field_of(cx: &mut Context, said: &Said) -> FieldAttributes {
    let mut field = FieldAttributes::default();
    for node in &said.model {
        field.note_column_key(node);
        model_key(cx, node, &mut field);
    }
    let known = cx.problems.len();
    for node in &said.diesel {
        diesel_key(cx, node, &mut field);
    }
    cx.problems.truncate(known);
    field.comment.doc.clone_from(&said.doc);
    check_reference_options(cx, &field);
    settle_embed(cx, &mut field);
    field
}

fn model_key(cx: &mut Context, node: &Node, field: &mut FieldAttributes) {
    match node.word() {
        Some("column" | "name") => {
            let value = column_name(cx, node);
            reader::once(cx, &mut field.column, node, value);
        }
        Some("type") => types::declaration(cx, node, &mut field.ty),
        Some("primary_key" | "id") => {
            let value = keys::field_primary_key(cx, node);
            reader::once(cx, &mut field.primary_key, node, value);
        }
        Some("identity") => {
            let value = sequence::identity(cx, node);
            reader::once(cx, &mut field.identity, node, value);
        }
        Some("serial") => {
            let mut set = field.serial.is_some();
            reader::flag(cx, &mut set, node);
            field.serial = set.then_some(node.place);
        }
        Some("auto_increment") => reader::flag(cx, &mut field.auto_increment, node),
        Some("unique") => field.uniques.extend(keys::field_unique(cx, node)),
        Some("index") => field.indexes.extend(index::of_field(cx, node)),
        Some("references") => {
            let value = foreign_key::target(cx, node);
            field.malformed_reference |= value.is_none();
            reader::once(cx, &mut field.references, node, value);
        }
        Some("constraint_name") => {
            field.note_reference_option(node);
            let value = reader::name(cx, node).map(|v| v.value);
            reader::once(cx, &mut field.reference_options.name, node, value);
        }
        Some("check") => field.checks.extend(check::check(cx, node)),
        Some("default") => default(cx, node, &mut field.default),
        Some("generated") => {
            let value = generated(cx, node);
            reader::once(cx, &mut field.generated, node, value);
        }
        Some("collate") => per_engine::names(cx, node, &mut field.collation),
        Some("on_conflict") => on_conflict(cx, node, field),
        Some("renamed_from") => {
            let value = reader::name(cx, node).map(|v| v.value);
            reader::once(cx, &mut field.renamed_from, node, value);
        }
        Some("skip") => reader::flag(cx, &mut field.skip, node),
        Some("embed") => {
            let value = embed::embed(cx, node);
            reader::once(cx, &mut field.embed, node, value);
        }
        Some("allow") => field.allows.extend(allow::allow(cx, node)),
        Some("options") => options::options(cx, node, options::Of::Column, &mut field.options),
        Some(_) if field.comment.take(cx, node) => {}
        Some(_) if foreign_key::shared_option(cx, node, &mut field.reference_options) => {
            field.note_reference_option(node);
        }
        _ => reader::unknown_key(cx, node, "`#[model]` on a field", MODEL),
    }
}

/// Only what says something about the schema; the rest is Diesel's own business.
fn diesel_key(cx: &mut Context, node: &Node, field: &mut FieldAttributes) {
    match node.word() {
        Some("column_name") => {
            let value = diesel_name(node);
            reader::once(cx, &mut field.diesel_column, node, value);
        }
        Some("sql_type") => {
            let value =
                node.value.as_ref().and_then(|v| types::column_type(cx, v).map(|ty| At::new(ty, v.place)));
            reader::once(cx, &mut field.diesel_type, node, value);
        }
        Some("embed") => field.told_to_embed = Some(node.place),
        Some("serialize_as" | "deserialize_as") => field.converted = true,
        _ => {}
    }
}

/// `column_name = x` or, as older code has it, `column_name = "x"`.
pub(crate) fn diesel_name(node: &Node) -> Option<At<String>> {
    let value = node.value.as_ref()?;
    value.name().map(|name| At::new(name.to_owned(), value.place))
}

/// `column = "x"`, also `column = x`.
fn column_name(cx: &mut Context, node: &Node) -> Option<At<String>> {
    match &node.value {
        Some(value) if value.is_plain() && value.word().is_some() => diesel_name(node),
        _ => reader::name(cx, node),
    }
}

fn default(cx: &mut Context, node: &Node, into: &mut DefaultDeclaration) {
    if into.place.is_some() {
        reader::once(cx, &mut Some(()), node, Some(()));
        return;
    }
    into.place = Some(node.place);
    if let Some(value) = &node.value {
        into.any = default_value(cx, value);
        return;
    }
    let example = "default = 0` or `default = \"now()\"` or `default(literal = \"text\")";
    let Some(entries) = reader::arguments(cx, node, example) else { return };
    for entry in entries {
        let slot = match (entry.word(), &entry.value) {
            (Some("literal"), Some(_)) => {
                let text = reader::text(cx, entry).map(|v| v.value.replace('\'', "''"));
                into.mysql_literal = text.as_ref().map(|text| format!("'{}'", text.replace('\\', "\\\\")));
                reader::once(cx, &mut into.any, entry, text.map(|text| format!("'{text}'")));
                continue;
            }
            (Some("postgres" | "pg"), Some(_)) => &mut into.postgres,
            (Some("mysql" | "mariadb"), Some(_)) => &mut into.mysql,
            (Some("sqlite"), Some(_)) => &mut into.sqlite,
            (None, None) if entry.is_bare() => &mut into.any,
            _ => {
                reader::unknown_key(cx, entry, "`default`", &["literal", "postgres", "sqlite", "mysql"]);
                continue;
            }
        };
        let value = default_value(cx, entry.value.as_ref().unwrap_or(&entry.key));
        reader::once(cx, slot, entry, value);
    }
    if entries.is_empty() {
        cx.malformed_with(node.place, "`default` says nothing", format!("write `{example}`"));
    }
}

fn default_value(cx: &mut Context, value: &Expr) -> Option<String> {
    match &value.kind {
        Kind::Text(sql) if value.is_plain() && !sql.trim().is_empty() => Some(sql.trim().to_owned()),
        Kind::Integer(digits) | Kind::Float(digits) if value.is_plain() => Some(digits.clone()),
        Kind::Bool(value_) if value.is_plain() => Some(value_.to_string()),
        Kind::Unseen(text) => Some(text.clone()),
        _ => {
            cx.push(
                Problem::error(
                    codes::MALFORMED_ATTRIBUTE,
                    value.place,
                    "a default is a number, `true`, `false`, or SQL in a string",
                )
                .help("for a text write `default(literal = \"text\")`")
                .help("for an expression write `default = \"now()\"`"),
            );
            None
        }
    }
}

fn generated(cx: &mut Context, node: &Node) -> Option<GeneratedDeclaration> {
    let example = "generated(stored, \"qty * price\")";
    let entries = reader::arguments(cx, node, example)?;
    let (mut stored, mut is_virtual, mut expression) = (false, false, None);
    for entry in entries {
        match (&entry.key.kind, entry.word()) {
            (Kind::Text(sql) | Kind::Unseen(sql), _) if entry.is_bare() => {
                reader::once(cx, &mut expression, entry, Some(sql.clone()));
            }
            (_, Some("stored")) => reader::flag(cx, &mut stored, entry),
            (_, Some("virtual")) => reader::flag(cx, &mut is_virtual, entry),
            _ => reader::unknown_key(cx, entry, "`generated`", &["stored", "virtual"]),
        }
    }
    match (expression.filter(|e| !e.trim().is_empty()), stored != is_virtual) {
        (Some(expression), true) => Some(GeneratedDeclaration { expression, stored, place: node.place }),
        _ => {
            cx.malformed_with(
                node.place,
                "`generated` takes either `stored` or `virtual`, and an expression",
                format!("write `{example}`"),
            );
            None
        }
    }
}

/// `on_conflict(not_null = "IGNORE", primary_key = "REPLACE", unique = "ABORT")`.
fn on_conflict(cx: &mut Context, node: &Node, field: &mut FieldAttributes) {
    let Some(entries) = reader::arguments(cx, node, "on_conflict(not_null = \"IGNORE\")") else { return };
    for entry in entries {
        match entry.word() {
            Some("not_null") => {
                let value = reader::conflict(cx, entry);
                reader::once(cx, &mut field.not_null_conflict, entry, value);
            }
            _ => {
                reader::unknown_key(cx, entry, "`on_conflict`", &["not_null"]);
            }
        }
    }
}

/// `#[diesel(embed)]` alone embeds without a prefix; an embedded field has no column that anything else
/// could be said about.
fn settle_embed(cx: &mut Context, field: &mut FieldAttributes) {
    if let Some(place) = field.told_to_embed.filter(|_| field.embed.is_none()) {
        let plain = EmbedDeclaration { prefix: String::new(), renamed_from_prefix: None, place };
        field.embed = Some(plain);
    }
    if let Some(key) = field.column_key.as_ref().filter(|_| field.embed.is_some() && !field.skip) {
        cx.malformed_with(
            key.place,
            format!("`{}` stands on a column, and an embedded field is none", key.value),
            "say it on the fields of the embedded struct, or on the struct of the model",
        );
    }
}

fn check_reference_options(cx: &mut Context, field: &FieldAttributes) {
    let refers = field.references.is_some() || field.malformed_reference;
    if let Some(option) = field.reference_option.as_ref().filter(|_| !refers) {
        cx.malformed_with(
            option.place,
            format!("`{}` says how a field refers, and the field has no `references`", option.value),
            "write `references = User(id)` beside it",
        );
    }
}
