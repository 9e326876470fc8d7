use schemist_schema::{
    Action, Check, Column, ColumnType, Engine, EnumType, ForeignKey, Index, IndexKey, PrimaryKey,
    QualifiedName, Sequence, Table, Unique, UnmanagedKind, UnmanagedObject,
};

use super::*;

fn column(name: &str, ty: ColumnType) -> Column {
    Column::new(name, ty)
}

fn table(name: &str, columns: impl IntoIterator<Item = Column>) -> Table {
    let mut table = Table::new(name.into());
    table.columns.extend(columns);
    table.primary_key =
        Some(PrimaryKey { name: Some(format!("pk_{name}")), ..PrimaryKey::on([&table.columns[0].name]) });
    table
}

fn files(schema: &Schema, engine: Engine, layout: Layout) -> Vec<(String, String)> {
    let out = scaffold(schema, &Dialect::new(engine), &ScaffoldOptions { layout, ..Default::default() });
    for (path, text) in &out.files {
        syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    }
    out.files
}

/// The text without its first lines, which are the same everywhere.
fn check(schema: &Schema, engine: Engine, expected: &str) {
    let files = files(schema, engine, Layout::OneFile);
    let (_, text) = files[0].1.split_once("\n\n").unwrap();
    assert_eq!(text, expected, "\n{text}");
}

fn shop() -> Schema {
    let serial = Some("nextval('orders_id_seq'::regclass)".into());
    let mut orders = table(
        "orders",
        [
            Column { default: serial, ..column("id", ColumnType::Integer) },
            Column {
                comment: Some("Who ordered.".into()),
                ..column("user_id", ColumnType::BigInt).nullable()
            },
            column("total", ColumnType::Numeric { precision: Some(12), scale: Some(2) }),
            Column {
                default: Some("'new'::status".into()),
                ..column("status", ColumnType::Enum("status".into()))
            },
            column("tags", ColumnType::Array(Box::new(ColumnType::Text))),
            column("type", ColumnType::Varchar { length: Some(80) }),
        ],
    );
    orders.comment = Some("Orders placed in the shop.\n\nNever deleted.".into());
    orders.foreign_keys = vec![ForeignKey {
        name: Some("orders_user_id_fkey".into()),
        on_delete: Action::SetNull,
        ..ForeignKey::new(["user_id"], "users".into(), ["id"])
    }];
    orders.indexes = vec![
        Index::on_columns(Some("ix_orders_user_id".into()), ["user_id"]),
        Index {
            predicate: Some("(total > (0)::numeric)".into()),
            keys: vec![IndexKey { descending: true, ..IndexKey::column("total") }, IndexKey::column("type")],
            ..Index::on_columns(Some("orders_open".into()), [""; 0])
        },
    ];
    orders.checks = vec![Check::new(Some("ck_orders_total".into()), "(total >= (0)::numeric)")];
    let mut users = table("users", [column("id", ColumnType::BigInt), column("email", ColumnType::Text)]);
    users.uniques = vec![Unique { name: Some("users_email_key".into()), ..Unique::on(["email"]) }];
    let mut schema = Schema::default();
    schema.insert_table(orders);
    schema.insert_table(users);
    let name = QualifiedName::new("status");
    let values = vec!["new".to_owned(), "on hold".to_owned()];
    schema.enums.insert(name.clone(), EnumType { name, values, comment: None, origin: Default::default() });
    let name = QualifiedName::new("orders_id_seq");
    schema.sequences.insert(
        name.clone(),
        Sequence {
            name,
            ty: ColumnType::Integer,
            options: Default::default(),
            owned_by: Some(("orders".into(), "id".into())),
            comment: None,
        },
    );
    schema
}

#[test]
fn only_what_differs_from_the_convention_is_written() {
    check(
        &shop(),
        Engine::Postgres,
        r#"use diesel::prelude::*;
use schemist::{Model, ModelEnum};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ModelEnum)]
pub enum Status {
    New,
    #[model(rename = "on hold")]
    OnHold,
}

/// Orders placed in the shop.
///
/// Never deleted.
#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[model(index(
    total(desc),
    type_,
    name = "orders_open",
    where = "(total > (0)::numeric)"
))]
pub struct Order {
    #[model(serial)]
    pub id: i32,
    /// Who ordered.
    #[model(
        index,
        references = User,
        on_delete = set_null,
        constraint_name = "orders_user_id_fkey"
    )]
    pub user_id: Option<i64>,
    #[model(type = Numeric(12, 2), check("(total >= (0)::numeric)"))]
    pub total: bigdecimal::BigDecimal,
    #[model(default(literal = "new"))]
    pub status: Status,
    pub tags: Vec<String>,
    #[model(column = "type", type = Varchar(80))]
    pub type_: String,
}

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
pub struct User {
    pub id: i64,
    #[model(unique(name = "users_email_key"))]
    pub email: String,
}
"#,
    );
}

/// The models of the shop in one file, by other options.
fn with(options: ScaffoldOptions) -> String {
    let out = scaffold(&shop(), &Dialect::new(Engine::Postgres), &options);
    syn::parse_file(&out.files[0].1).unwrap();
    out.files[0].1.clone()
}

#[test]
fn what_is_derived_is_for_the_user_to_say() {
    let derives = |paths: &[&str]| {
        let paths: Vec<String> = paths.iter().map(|p| (*p).to_owned()).collect();
        ScaffoldOptions { derives: Derives::new(&paths).unwrap(), ..Default::default() }
    };
    let nothing = with(derives(&[""]));
    assert!(nothing.contains("#[derive(Debug, Clone, Model)]\npub struct User"), "{nothing}");
    assert!(!nothing.contains("diesel"), "{nothing}");
    let related = with(derives(&["Clone", "Associations", "serde::Serialize"]));
    assert!(
        related.contains("#[derive(Debug, Clone, Associations, serde::Serialize, Model)]\n#[diesel(belongs_to(User, foreign_key = user_id))]\n"),
        "{related}"
    );
    assert!(
        related.contains("#[derive(Debug, Clone, serde::Serialize, Model)]\npub struct User"),
        "{related}"
    );
    let out = scaffold(&shop(), &Dialect::new(Engine::Postgres), &ScaffoldOptions::default());
    assert_eq!(
        out.needs.text(),
        "the models use diesel with the features numeric, postgres; and the crates bigdecimal"
    );
    assert_eq!(Derives::new(&["no path".to_owned()]), Err("no path".to_owned()));
}

#[test]
fn names_follow_the_convention_of_the_database() {
    let mut schema = shop();
    for table in schema.tables.values_mut() {
        table.primary_key.as_mut().unwrap().name = Some(format!("{}_pkey", table.name.name));
    }
    let dialect = Dialect::new(Engine::Postgres);
    let naming = naming_of(&schema, &dialect);
    let templates: Vec<&str> =
        schemist_dialect::NameKind::ALL.into_iter().map(|kind| naming.template(kind)).collect();
    assert_eq!(
        templates,
        [
            "ix_{table}_{columns}",
            "{table}_{columns}_key",
            "{table}_{columns}_fkey",
            "ck_{table}_{columns}",
            "{table}_pkey",
            "ex_{table}_{columns}"
        ]
    );
    let out = scaffold(&schema, &dialect, &ScaffoldOptions { naming, ..Default::default() });
    let text = &out.files[0].1;
    assert!(text.contains("#[model(index, references = User, on_delete = set_null)]"), "{text}");
    assert!(text.contains("#[model(unique)]\n    pub email"), "{text}");
    assert!(!text.contains("pkey"), "{text}");
}

#[test]
fn what_diesel_cannot_read_is_read_as_text() {
    let mut schema = Schema::default();
    let named = |name: &str| ColumnType::Named { name: name.into(), arguments: vec![] };
    let mut files = table(
        "files",
        [
            column("id", ColumnType::Integer),
            column("path", named("ltree")),
            column("paths", ColumnType::Array(Box::new(named("ltree")))).nullable(),
            column("year", named("year")),
        ],
    );
    files.name.namespace = Some("disk".into());
    schema.insert_table(files);
    let definition = Some("CREATE DOMAIN public.year AS integer CONSTRAINT c CHECK (VALUE > 0)".to_owned());
    schema
        .unmanaged
        .push(UnmanagedObject { definition, ..UnmanagedObject::new(UnmanagedKind::Type, "year".into()) });
    check(
        &schema,
        Engine::Postgres,
        r#"use diesel::prelude::*;
use schemist::Model;

#[derive(Debug, Clone, HasQuery, Identifiable, Model)]
#[model(schema = "disk")]
pub struct File {
    pub id: i32,
    #[diesel(
        select_expression = diesel::dsl::sql("disk.files.path::text"),
        select_expression_type = diesel::expression::SqlLiteral<diesel::sql_types::Text>
    )]
    #[model(type = Ltree)]
    pub path: String,
    #[diesel(
        select_expression = diesel::dsl::sql("disk.files.paths::text[]"),
        select_expression_type = diesel::expression::SqlLiteral<diesel::sql_types::Nullable<diesel::sql_types::Array<diesel::sql_types::Text>>>
    )]
    #[model(type = Array(Ltree))]
    pub paths: Option<Vec<String>>,
    #[model(type = Year)]
    pub year: i32,
}
"#,
    );
}

#[test]
fn views_are_described() {
    let mut schema = shop();
    schema.unmanaged.push(UnmanagedObject::new(UnmanagedKind::View, "big_orders".into()));
    schema.unmanaged.push(UnmanagedObject::new(UnmanagedKind::Table, "parted".into()));
    schema.unmanaged.push(UnmanagedObject::new(UnmanagedKind::Function, "f()".into()));
    let names = describable(&schema);
    assert_eq!(names, ["big_orders".into(), "parted".into()]);
    let columns = |name: &str| [column(name, ColumnType::Integer)].into_iter().collect();
    describe(&mut schema, names.into_iter().map(|name| (name, columns("id"))).collect());
    let out = scaffold(&schema, &Dialect::new(Engine::Postgres), &ScaffoldOptions::default());
    let text = &out.files[0].1;
    let view = "#[derive(Debug, Clone, HasQuery, Model)]\n#[model(view, no_primary_key)]\npub struct BigOrder {\n    pub id: Option<i32>,\n}\n";
    assert!(text.contains(view), "{text}");
    assert!(text.contains("#[model(table = \"parted\", managed = false, no_primary_key)]"), "{text}");
    assert!(text.contains("//   function: f()\n") && !text.contains("//   view"), "{text}");
    assert_eq!(out.diagnostics.len(), 1);
}

#[test]
fn a_file_per_table() {
    let files = files(&shop(), Engine::Postgres, Layout::FilePerTable);
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["mod.rs", "enums.rs", "order.rs", "user.rs"]);
    assert_eq!(
        files[0].1,
        "\
// Written by `schemist scaffold` from a PostgreSQL database; yours to edit.

pub mod enums;
pub mod order;
pub mod user;

pub use self::enums::Status;
pub use self::order::Order;
pub use self::user::User;
"
    );
    assert!(
        files[2].1.starts_with(
            "use diesel::prelude::*;\nuse schemist::Model;\n\nuse super::enums::Status;\n\n/// Orders"
        ),
        "{}",
        files[2].1
    );
    assert!(files[2].1.contains("references = super::User,"), "{}", files[2].1);
}

#[test]
fn files_bear_the_names_of_keywords() {
    let mut schema = Schema::default();
    for name in ["types", "self", "enums", "mods"] {
        schema.insert_table(table(name, [column("id", ColumnType::Integer)]));
    }
    let files = files(&schema, Engine::Postgres, Layout::FilePerTable);
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["mod.rs", "enum.rs", "mod_2.rs", "self_.rs", "type.rs"]);
    let root = &files[0].1;
    assert!(root.contains("pub mod r#type;\n") && root.contains("pub use self::r#type::Type;\n"), "{root}");
    assert!(root.contains("pub mod self_;\n"), "{root}");
}

#[test]
fn long_lists_are_wrapped() {
    let mut schema = shop();
    for i in 0..40 {
        schema.unmanaged.push(UnmanagedObject {
            kind: UnmanagedKind::Function,
            name: format!("function_{i:02}").as_str().into(),
            table: None,
            definition: None,
            depends_on: Vec::new(),
            ties: Default::default(),
        });
    }
    let out = scaffold(&schema, &Dialect::new(Engine::Postgres), &ScaffoldOptions::default());
    let text = &out.files[0].1;
    assert!(text.lines().all(|line| line.len() <= 105), "{text}");
    assert!(text.contains("//   functions: function_00, function_01,"), "{text}");
    assert_eq!(out.diagnostics.len(), 1);
    let (message, notes) = (out.diagnostics[0].to_string(), &out.diagnostics[0].notes);
    assert_eq!(message, "note[E101]: 40 functions are not managed: never changed or dropped");
    assert_eq!((notes.len(), notes[0].matches(", ").count()), (1, 39));
}

#[test]
fn what_is_not_managed_is_listed() {
    let mut schema = shop();
    schema
        .tables
        .insert("__diesel_schema_migrations".into(), Table::new("__diesel_schema_migrations".into()));
    for (kind, name) in [(UnmanagedKind::View, "big\norders"), (UnmanagedKind::Trigger, "t")] {
        schema.unmanaged.push(UnmanagedObject {
            kind,
            name: name.into(),
            table: (kind == UnmanagedKind::Trigger).then(|| "orders".into()),
            definition: None,
            depends_on: Vec::new(),
            ties: Default::default(),
        });
    }
    let out = scaffold(&schema, &Dialect::new(Engine::Postgres), &ScaffoldOptions::default());
    let text = &out.files[0].1;
    assert!(
        text.starts_with(
            "\
// Written by `schemist scaffold` from a PostgreSQL database; yours to edit.
//
// In the database and not in the models, never changed or dropped:
//   view: big orders
//   trigger: t on orders

use diesel::prelude::*;
"
        ),
        "{text}"
    );
    assert!(!text.contains("__diesel"));
    let words: Vec<String> = out.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "note[E101]: 1 view is not managed: never changed or dropped",
            "note[E101]: 1 trigger is not managed: never changed or dropped",
        ]
    );
}

#[test]
fn a_table_without_key_is_warned_of() {
    let mut schema = Schema::default();
    let mut log = table("log", [column("id", ColumnType::Integer)]);
    log.primary_key = None;
    schema.insert_table(log);
    schema.insert_table(Table::new("empty".into()));
    let out = scaffold(&schema, &Dialect::new(Engine::Postgres), &ScaffoldOptions::default());
    let words: Vec<String> = out.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        [
            "warning[E103]: table empty is left out: it has no columns",
            "warning[E102]: table log has no primary key",
        ]
    );
    assert!(out.files[0].1.contains("no_primary_key"), "{}", out.files[0].1);
}

#[test]
fn nothing_is_a_file_too() {
    let out = scaffold(&Schema::default(), &Dialect::new(Engine::Sqlite), &ScaffoldOptions::default());
    assert_eq!(out.files[0].1, "// Written by `schemist scaffold` from a SQLite database; yours to edit.\n");
}

#[test]
fn names_that_are_empty_have_no_model() {
    let mut schema = Schema::default();
    schema.insert_table(table("", [column("id", ColumnType::Integer)]));
    schema.insert_table(table("odd", [column("id", ColumnType::Integer), column("", ColumnType::Text)]));
    schema.insert_table(table("fine", [column("id", ColumnType::Integer)]));
    let out = scaffold(
        &schema,
        &Dialect::new(Engine::Sqlite),
        &ScaffoldOptions { layout: Layout::FilePerTable, ..Default::default() },
    );
    let paths: Vec<&str> = out.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["mod.rs", "fine.rs"]);
    let said: Vec<&str> = out.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        said,
        ["table  is left out: its name is empty", "table odd is left out: the name of a column is empty"]
    );
}
