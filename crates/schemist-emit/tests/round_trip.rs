//! What `scaffold` writes reads back as the schema it was written from: compared with the live schema there
//! is nothing to do, and made anew from nothing it is the same, names included.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use camino::Utf8PathBuf;
use schemist_dialect::Dialect;
use schemist_diff::{DiffOptions, Scope, align, diff};
use schemist_emit::scaffold::{Layout, ScaffoldOptions, scaffold};
use schemist_model::{ModelSources, load};
use schemist_schema::{
    Action, Check, Column, ColumnType, Deferrable, Engine, EnumType, Exclusion, Expression, ForeignKey,
    Generated, Identity, Index, IndexKey, KeyColumn, MatchType, Namespace, NullsOrder, Pair, PrimaryKey,
    QualifiedName, Schema, Sequence, SequenceOptions, Table, Unique,
};

/// Scaffolds in both layouts and reads back.
fn check(schema: &Schema, engine: Engine) {
    for layout in [Layout::OneFile, Layout::FilePerTable] {
        let dialect = Dialect::new(engine);
        let out = scaffold(schema, &dialect, &ScaffoldOptions { layout, ..Default::default() });
        let again = scaffold(schema, &dialect, &ScaffoldOptions { layout, ..Default::default() });
        assert_eq!(out, again);
        let text: String = out.files.iter().map(|(path, text)| format!("==> {path}\n{text}\n")).collect();

        let mut canonical = schema.clone();
        dialect.canonicalize(&mut canonical);
        assert_same(schema, &canonical, &dialect, "the schema under test is not in canonical form");

        let declared = read_back(&out.files, &dialect, &text);
        let mut pair = Pair::new(schema.clone(), declared.clone());
        align(&mut pair, &dialect);
        let operations = diff(&pair, &dialect, &DiffOptions::new(Scope::Databases)).operations;
        let words: Vec<String> = operations.iter().map(|o| o.describe()).collect();
        assert!(words.is_empty(), "{words:#?}\n{operations:#?}\n{text}");

        let mut pair = Pair::new(Schema::default(), declared);
        align(&mut pair, &dialect);
        let anew = diff(&pair, &dialect, &DiffOptions::new(Scope::Databases)).after;
        assert_same(schema, &anew, &dialect, &text);
    }
}

fn read_back(files: &[(String, String)], dialect: &Dialect, text: &str) -> Schema {
    let folder = tempfile::tempdir().unwrap();
    let base = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    for (path, text) in files {
        std::fs::write(base.join(path), text).unwrap();
    }
    let roots = vec![base.join(&files[0].0)];
    let loaded = load(&ModelSources::new(roots, base), dialect.engine()).unwrap();
    let problems: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
    assert!(!schemist_diagnostics::has_errors(&loaded.diagnostics), "{problems:#?}\n{text}");
    let mut schema = loaded.schema;
    let problems = dialect.canonicalize(&mut schema);
    assert!(problems.is_empty(), "{problems:#?}\n{text}");
    schema
}

/// A foreign key without columns leads to the primary key, and is declared so.
fn spelled_out(table: &Table, schema: &Schema) -> Vec<ForeignKey> {
    let mut keys = table.foreign_keys.clone();
    for key in keys.iter_mut().filter(|key| key.references_columns.is_empty()) {
        let parent = schema.tables.get(&key.references).and_then(|parent| parent.primary_key.as_ref());
        key.references_columns =
            parent.into_iter().flat_map(|p| &p.columns).map(|c| c.name.clone()).collect();
    }
    keys
}

/// Table by table, so that a failure names what differs.
fn assert_same(expected: &Schema, found: &Schema, dialect: &Dialect, text: &str) {
    let keys = |s: &Schema| s.tables.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(keys(expected), keys(found), "{text}");
    for (name, table) in &expected.tables {
        let found = &found.tables[name];
        for column in table.columns.iter() {
            let found = found.columns.named(&column.name);
            let mut column = column.clone();
            if let Some(found) = found.filter(|f| dialect.same_type(&f.ty, &column.ty, false)) {
                column.ty.clone_from(&found.ty);
            }
            let sql = |column: &Column| column.default.as_ref().map(|default| default.sql.clone());
            if let (Some(found), Some(own)) = (found, sql(&column))
                && sql(found).is_some_and(|found| dialect.same_literal(&own, &found, &column.ty))
            {
                column.default.clone_from(&found.default);
            }
            assert_eq!(Some(&column), found, "column of {name}\n{text}");
        }
        assert_eq!(table.columns.len(), found.columns.len(), "columns of {name}\n{text}");
        assert_eq!(table.primary_key, found.primary_key, "{name}\n{text}");
        assert_eq!(table.uniques, found.uniques, "{name}\n{text}");
        assert_eq!(spelled_out(table, expected), spelled_out(found, expected), "{name}\n{text}");
        assert_eq!(table.checks, found.checks, "{name}\n{text}");
        assert_eq!(table.exclusions, found.exclusions, "{name}\n{text}");
        assert_eq!(table.indexes, found.indexes, "{name}\n{text}");
        assert_eq!(table.comment, found.comment, "{name}\n{text}");
        assert_eq!(table.options, found.options, "{name}\n{text}");
    }
    assert_eq!(expected.enums, found.enums, "{text}");
    assert_eq!(expected.sequences, found.sequences, "{text}");
    assert_eq!(
        expected.namespaces.keys().collect::<Vec<_>>(),
        found.namespaces.keys().collect::<Vec<_>>(),
        "{text}"
    );
}

fn table(name: &str, columns: impl IntoIterator<Item = Column>) -> Table {
    let mut table = Table::new(name.into());
    table.columns.extend(columns);
    table
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|t| schema.insert_table(t));
    schema
}

fn column(name: &str, ty: ColumnType) -> Column {
    Column::new(name, ty)
}

fn verbatim(name: &str, ty: &str) -> Column {
    Column::new(name, ColumnType::Verbatim(ty.to_owned()))
}

fn named(name: Option<&str>, columns: &[&str]) -> PrimaryKey {
    PrimaryKey { name: name.map(str::to_owned), ..PrimaryKey::on(columns.iter().copied()) }
}

fn numeric(precision: Option<u32>, scale: Option<i32>) -> ColumnType {
    ColumnType::Numeric { precision, scale }
}

fn other(name: &str) -> ColumnType {
    ColumnType::Named { name: name.into(), arguments: Vec::new() }
}

#[test]
fn postgres_types() {
    use ColumnType::*;
    let array = |ty| Array(Box::new(ty));
    let types = [
        Boolean,
        SmallInt,
        Integer,
        BigInt,
        Real,
        Double,
        numeric(None, None),
        numeric(Some(12), Some(2)),
        numeric(Some(5), Some(0)),
        Char { length: Some(2) },
        Varchar { length: None },
        Varchar { length: Some(80) },
        Text,
        Binary,
        Date,
        Time { precision: None, zone: false },
        Time { precision: Some(3), zone: false },
        Time { precision: None, zone: true },
        Timestamp { precision: None, zone: false },
        Timestamp { precision: Some(3), zone: false },
        Timestamp { precision: None, zone: true },
        Timestamp { precision: Some(0), zone: true },
        Interval { fields: None },
        Uuid,
        Json,
        Jsonb,
        Bit { length: Some(3) },
        VarBit { length: None },
        VarBit { length: Some(9) },
        array(Text),
        array(Integer),
        array(Varchar { length: Some(20) }),
        array(numeric(Some(4), Some(1))),
        array(Timestamp { precision: None, zone: true }),
        array(other("inet")),
        array(other("citext")),
        other("inet"),
        other("cidr"),
        other("macaddr"),
        other("oid"),
        other("money"),
        other("tsvector"),
        other("int4range"),
        other("tstzrange"),
        other("point"),
        other("xml"),
        other("citext"),
        other("my_domain"),
        other("Odd Domain"),
        Named {
            name: QualifiedName::in_namespace(Some("ext".into()), "vector"),
            arguments: vec!["384".into()],
        },
        Named { name: "vector".into(), arguments: vec!["384".into()] },
    ];
    let columns = types
        .into_iter()
        .enumerate()
        .flat_map(|(i, ty)| [column(&format!("a{i}"), ty.clone()), column(&format!("b{i}"), ty).nullable()]);
    let mut t = table("things", columns);
    t.columns.push(column("id", Uuid));
    t.primary_key = Some(named(Some("things_pkey"), &["id"]));
    check(&schema([t]), Engine::Postgres);
}

#[test]
fn postgres_keys_and_names() {
    let mut users = table(
        "users",
        [
            column("tenant_id", ColumnType::BigInt),
            column("id", ColumnType::BigInt),
            column("email", ColumnType::Text),
            column("name", ColumnType::Text).nullable(),
            column("unique", ColumnType::Integer),
        ],
    );
    users.primary_key = Some(named(Some("pk_users"), &["tenant_id", "id"]));
    users.uniques = vec![
        Unique { name: Some("uq_users_email".into()), ..Unique::on(["email"]) },
        Unique { name: Some("users_email_key".into()), ..Unique::on(["email"]) },
        Unique {
            name: Some("named".into()),
            include: vec!["name".into()],
            nulls_not_distinct: true,
            deferrable: Deferrable::InitiallyDeferred,
            comment: Some("why".into()),
            ..Unique::on(["name", "unique"])
        },
    ];
    users.checks = vec![
        Check::new(Some("ck_users_email".into()), "(email <> ''::text)"),
        Check { no_inherit: true, ..Check::new(Some("odd \"name\"".into()), "((name)::text <> email)") },
        Check::new(Some("always".into()), "true"),
    ];
    let mut orders = table(
        "orders",
        [
            column("id", ColumnType::Integer),
            column("tenant_id", ColumnType::BigInt),
            column("user_id", ColumnType::BigInt).nullable(),
            column("parent_id", ColumnType::Integer).nullable(),
            column("shop", ColumnType::Text),
        ],
    );
    orders.primary_key = Some(named(Some("orders_pkey"), &["id"]));
    orders.foreign_keys = vec![
        ForeignKey {
            name: Some("fk_orders_tenant_id_user_id_users".into()),
            on_delete: Action::SetNull,
            on_delete_columns: vec!["user_id".into()],
            ..ForeignKey::new(["tenant_id", "user_id"], "users".into(), ["tenant_id", "id"])
        },
        ForeignKey {
            name: Some("fk_orders_parent_id_orders".into()),
            on_delete: Action::Cascade,
            on_update: Action::Restrict,
            deferrable: Deferrable::InitiallyImmediate,
            ..ForeignKey::new(["parent_id"], "orders".into(), ["id"])
        },
        ForeignKey {
            name: Some("again".into()),
            match_type: MatchType::Full,
            not_valid: true,
            comment: Some("kept".into()),
            ..ForeignKey::new(["parent_id"], "orders".into(), ["id"])
        },
    ];
    orders.exclusions = vec![Exclusion {
        name: Some("no_overlap".into()),
        definition: Expression::new("USING gist (shop WITH =)"),
        comment: None,
        origin: Default::default(),
    }];
    check(&schema([users, orders]), Engine::Postgres);
}

#[test]
fn postgres_indexes() {
    let mut t =
        table("events", ["id", "name", "a", "b", "where", "Camel Case"].map(|c| column(c, ColumnType::Text)));
    t.primary_key = Some(named(Some("pk_events"), &["id"]));
    let named = |name: &str, keys: Vec<IndexKey>| Index {
        name: Some(name.into()),
        keys,
        ..Index::on_columns(None, [""; 0])
    };
    let key = IndexKey::column;
    t.indexes = vec![
        named("ix_events_a", vec![key("a")]),
        named("events_a_idx", vec![key("a")]),
        Index { unique: true, ..named("events_b_idx", vec![key("b")]) },
        Index { unique: true, nulls_not_distinct: true, ..named("n", vec![key("name"), key("where")]) },
        named(
            "options",
            vec![
                IndexKey { descending: true, nulls: Some(NullsOrder::Last), ..key("a") },
                IndexKey {
                    collation: Some("C".into()),
                    operator_class: Some("text_pattern_ops".into()),
                    ..key("b")
                },
                IndexKey { nulls: Some(NullsOrder::First), ..key("Camel Case") },
            ],
        ),
        Index {
            predicate: Some(Expression::new("(a = 'x\ny'::text)")),
            include: vec!["b".into(), "where".into()],
            options: BTreeMap::from([("fillfactor".to_owned(), "70".to_owned())]),
            comment: Some("why\nso".into()),
            ..named("partial", vec![key("a")])
        },
        named("ix_events_name", vec![IndexKey::expression("lower(name)")]),
        named(
            "expressions",
            vec![
                IndexKey::expression("(a || b)"),
                key("a"),
                IndexKey { descending: true, ..IndexKey::expression("upper(b)") },
            ],
        ),
        Index { method: Some("gin".into()), ..named("by_gin", vec![key("a")]) },
    ];
    check(&schema([t]), Engine::Postgres);
}

#[test]
fn postgres_columns() {
    let mut t = table(
        "things",
        [
            Column { identity: Some(Identity::default()), ..column("id", ColumnType::BigInt) },
            Column {
                default: Some("'new'::text".into()),
                collation: Some("C".into()),
                options: BTreeMap::from([("storage".to_owned(), "external".to_owned())]),
                ..column("state", ColumnType::Text)
            },
            Column { default: Some("0".into()), ..column("count", ColumnType::Integer) },
            Column { default: Some("'-1'::integer".into()), ..column("minus", ColumnType::Integer) },
            Column { default: Some("true".into()), ..column("flag", ColumnType::Boolean) },
            Column {
                default: Some("now()".into()),
                ..column("at", ColumnType::Timestamp { precision: None, zone: true })
            },
            Column {
                generated: Some(Generated { expression: "(count * 2)".into(), stored: true }),
                ..column("twice", ColumnType::Integer).nullable()
            },
        ],
    );
    t.primary_key = Some(named(Some("things_pkey"), &["id"]));
    t.options = BTreeMap::from([
        ("fillfactor".to_owned(), "70".to_owned()),
        ("toast.autovacuum_enabled".to_owned(), "false".to_owned()),
    ]);
    let mut counted = table(
        "counted",
        [Column {
            identity: Some(Identity {
                always: true,
                options: SequenceOptions {
                    start: Some(-10),
                    increment: Some(-2),
                    min: Some(-99),
                    max: Some(-3),
                    cache: Some(5),
                    cycle: true,
                },
                sequence_name: Some("odd_seq".into()),
            }),
            ..column("id", ColumnType::SmallInt)
        }],
    );
    counted.primary_key = Some(named(Some("counted_pkey"), &["id"]));
    check(&schema([t, counted]), Engine::Postgres);
}

#[test]
fn postgres_sequences() {
    let nextval = |s: &str| Some(Expression::new(format!("nextval('{s}'::regclass)")));
    let mut a = table(
        "a",
        [
            Column { default: nextval("a_id_seq"), ..column("id", ColumnType::Integer) },
            Column { default: nextval("a_other_seq"), ..column("other", ColumnType::BigInt) },
            Column { default: nextval("free"), ..column("freely", ColumnType::BigInt) },
        ],
    );
    a.primary_key = Some(named(Some("a_pkey"), &["id"]));
    let mut schema = schema([a]);
    let mut add = |name: &str, ty: ColumnType, options: SequenceOptions, owner: Option<&str>| {
        let sequence = Sequence {
            name: name.into(),
            ty,
            options,
            owned_by: owner.map(|c| ("a".into(), c.to_owned())),
            comment: None,
        };
        schema.sequences.insert(name.into(), sequence);
    };
    add("a_id_seq", ColumnType::Integer, SequenceOptions::default(), Some("id"));
    let options = SequenceOptions { start: Some(100), ..SequenceOptions::default() };
    add("a_other_seq", ColumnType::BigInt, options, Some("other"));
    let options = SequenceOptions { increment: Some(10), ..SequenceOptions::default() };
    add("a_numbers", ColumnType::BigInt, options, None);
    add("nobody's", ColumnType::BigInt, SequenceOptions::default(), None);
    add("free", ColumnType::SmallInt, SequenceOptions { cycle: true, ..SequenceOptions::default() }, None);
    check(&schema, Engine::Postgres);
}

#[test]
fn postgres_enums_and_namespaces() {
    let shop = |name: &str| QualifiedName::in_namespace(Some("shop".into()), name);
    let mut t = Table::new(shop("users"));
    t.columns.extend([
        column("id", ColumnType::Integer),
        Column {
            default: Some("'on'::switch".into()),
            ..column("switch", ColumnType::Enum("switch".into()))
        },
        column("mood", ColumnType::Enum(shop("Mood"))).nullable(),
        column("moods", ColumnType::Array(Box::new(ColumnType::Enum(shop("Mood"))))),
    ]);
    t.primary_key = Some(named(Some("users_pkey"), &["id"]));
    let mut other =
        table("users", [column("id", ColumnType::Integer), column("shop_user", ColumnType::Integer)]);
    other.primary_key = Some(named(Some("users_pkey"), &["id"]));
    other.foreign_keys = vec![ForeignKey {
        name: Some("fk_users_shop_user_users".into()),
        ..ForeignKey::new(["shop_user"], shop("users"), ["id"])
    }];
    let mut schema = schema([t, other]);
    schema.namespaces.insert("shop".into(), Namespace::default());
    let mut add = |name: QualifiedName, values: &[&str], comment: Option<&str>| {
        let values = values.iter().map(|v| (*v).to_owned()).collect();
        let comment = comment.map(str::to_owned);
        schema.enums.insert(name.clone(), EnumType { name, values, comment, origin: Default::default() });
    };
    add("switch".into(), &["on", "off"], None);
    add("loud".into(), &["IN_USE", "FREE"], None);
    add("dashed".into(), &["in-use", "free"], None);
    add("http_method".into(), &["Get", "PATCH", "post it", "", "1st"], Some("How."));
    add(shop("Mood"), &["sad", "Ok", "ok"], None);
    check(&schema, Engine::Postgres);
}

#[test]
fn comments() {
    let texts = [
        "plain",
        "two\nlines",
        "blank\n\nline",
        "  leading",
        "trailing ",
        "a\n    code\nb",
        "carriage\r\nreturn",
        "/ slash",
        "*/ end",
        "\"quotes\" and \\ backslash",
        "tab\there",
        "größe 🦀",
        "\n",
    ];
    let columns = texts.iter().enumerate().map(|(i, text)| Column {
        comment: Some((*text).to_owned()),
        ..column(&format!("c{i}"), ColumnType::Text)
    });
    let mut t = table("things", columns);
    t.columns.push(column("id", ColumnType::Integer));
    t.primary_key = Some(named(Some("things_pkey"), &["id"]));
    let tables = texts.iter().enumerate().map(|(i, text)| {
        let mut t = table(&format!("t{i}"), [column("id", ColumnType::Integer)]);
        t.primary_key = Some(named(Some(&format!("t{i}_pkey")), &["id"]));
        t.comment = Some((*text).to_owned());
        t
    });
    check(&schema(tables.chain([t])), Engine::Postgres);
}

#[test]
fn hostile_names() {
    let long = "x".repeat(63);
    let names = [
        "type",
        "self",
        "Self",
        "crate",
        "super",
        "_",
        "async",
        "table",
        "columns",
        "select",
        "from",
        "with space",
        "quote\"d",
        "back\\slash",
        "new\nline",
        "ünï",
        "名前",
        "🦀",
        "1st",
        "ArtistId",
        "artist_id",
        "semi;colon",
        "dot.ted",
        "unique",
        "include",
        "expr",
        "name",
        "where",
        "options",
        "on_conflict",
        &long,
    ];
    let tables = names.iter().enumerate().map(|(i, name)| {
        let mut t = table(name, names.iter().chain(&["zz"]).map(|c| column(c, ColumnType::Integer)));
        t.primary_key = Some(named(Some(&format!("pk \"{i}")), &[name]));
        t.uniques = vec![Unique { name: Some(format!("uq \"{i}")), ..Unique::on([*name, "zz"]) }];
        t.indexes = vec![Index::on_columns(Some(format!("ix \"{i}")), names)];
        t.foreign_keys = vec![ForeignKey {
            name: Some(format!("fk \"{i}")),
            ..ForeignKey::new(["type"], (*name).into(), [*name])
        }];
        t.checks =
            vec![Check::new(Some(format!("ck \"{i}")), format!("\"{}\" > 0", name.replace('"', "\"\"")))];
        t
    });
    check(&schema(tables), Engine::Postgres);
}

#[test]
fn tables_without_key() {
    let a = table("a", [column("id", ColumnType::Integer)]);
    let b = table("b", [column("x", ColumnType::Integer)]);
    check(&schema([a, b]), Engine::Postgres);
}

#[test]
fn sqlite_tables() {
    let mut artist = table(
        "Artist",
        [
            Column { auto_increment: true, ..verbatim("ArtistId", "INTEGER") },
            verbatim("Name", "NVARCHAR(120)").nullable(),
        ],
    );
    artist.primary_key = Some(named(None, &["ArtistId"]));
    let mut album = table(
        "Album",
        [
            verbatim("AlbumId", "INTEGER"),
            verbatim("Title", "NVARCHAR(160)"),
            verbatim("ArtistId", "INTEGER"),
            verbatim("Total", "NUMERIC(10,2)"),
            verbatim("Day", "DATETIME").nullable(),
        ],
    );
    album.primary_key = Some(named(Some("PK_Album"), &["AlbumId"]));
    album.foreign_keys = vec![ForeignKey::new(["ArtistId"], "Artist".into(), ["ArtistId"])];
    album.indexes = vec![Index::on_columns(Some("IFK_AlbumArtistId".into()), ["ArtistId"])];
    check(&schema([artist, album]), Engine::Sqlite);
}

#[test]
fn sqlite_oddities() {
    let mut t = table(
        "t",
        [
            verbatim("a", "text").nullable(),
            Column {
                default: Some("'it''s'".into()),
                collation: Some("NOCASE".into()),
                not_null_conflict: Some("IGNORE".into()),
                ..verbatim("b", "varchar(10)")
            },
            Column { default: Some("NULL".into()), ..verbatim("c", "CLOB").nullable() },
            Column { default: Some("CURRENT_TIMESTAMP".into()), ..verbatim("d", "timestamp") },
            Column {
                generated: Some(Generated { expression: "a || b".into(), stored: false }),
                ..verbatim("e", "TEXT").nullable()
            },
            Column { default: Some("1".into()), ..verbatim("f", "BOOLEAN") },
            verbatim("g", "BIGINT").nullable(),
            verbatim("h", "REAL"),
            verbatim("i", "JSON").nullable(),
            verbatim("j", "no such \"type\"").nullable(),
        ],
    );
    t.primary_key = Some(PrimaryKey {
        columns: vec![
            KeyColumn { descending: true, ..KeyColumn::new("a") },
            KeyColumn { collation: Some("BINARY".into()), ..KeyColumn::new("b") },
        ],
        on_conflict: Some("REPLACE".into()),
        ..PrimaryKey::default()
    });
    t.uniques =
        vec![Unique { on_conflict: Some("IGNORE".into()), ..Unique::on(["d"]) }, Unique::on(["f", "g"])];
    t.checks = vec![Check::new(None, "length(b) > 0"), Check::new(Some("named".into()), "a <> b")];
    t.foreign_keys = vec![
        ForeignKey::new(["g"], "u".into(), [""; 0]),
        ForeignKey { on_delete: Action::Cascade, ..ForeignKey::new(["a"], "u".into(), ["x"]) },
    ];
    let mut u = table("u", [verbatim("id", "INTEGER"), verbatim("x", "ANY")]);
    u.primary_key = Some(named(None, &["id"]));
    u.options = BTreeMap::from([("strict".to_owned(), "true".to_owned())]);
    let mut w = table("w", [verbatim("a", "TEXT"), verbatim("b", "INTEGER")]);
    w.primary_key = Some(named(None, &["b", "a"]));
    w.options = BTreeMap::from([("without_rowid".to_owned(), "true".to_owned())]);
    check(&schema([t, u, w]), Engine::Sqlite);
}
