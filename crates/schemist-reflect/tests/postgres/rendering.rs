use std::collections::BTreeMap;

use schemist_schema::{
    Check, Column, ColumnType, CommentTarget, Constraint, ForeignKey, Generated, Identity, Operation, Pair,
    QualifiedName, Schema, Sequence, SequenceOptions,
};

use crate::harness::{Live, difference};

/// Carries out operations on a database and undoes them: each time it holds what [`Schema::apply`] says.
fn check(sql: &str, operations: impl Fn(&Schema) -> Vec<Operation>) -> Live {
    let mut live = Live::with(sql);
    let first = live.schema();
    let operations = operations(&first);
    let mut schema = first.clone();
    if let Err(error) = live.apply(&mut schema, &operations) {
        panic!("up: {error}");
    }
    assert_eq!(difference(&schema, &live.schema()), None, "after up");
    let back: Vec<Operation> = operations.iter().rev().cloned().map(Operation::inverted).collect();
    if let Err(error) = live.apply(&mut schema, &back) {
        panic!("down: {error}");
    }
    assert_eq!(difference(&first, &live.schema()), None, "after down");
    live.apply(&mut schema, &operations).unwrap();
    live
}

fn alter(schema: &Schema, table: &str, column: &str, change: impl Fn(&mut Column)) -> Operation {
    let table = QualifiedName::new(table);
    let previous = schema.tables[&table].columns.named(column).unwrap().clone();
    let mut next = previous.clone();
    change(&mut next);
    Operation::AlterColumn { table, column: Box::new(Pair::new(previous, next)) }
}

fn strings(live: &mut Live, sql: &str, expected: &str) {
    let check = format!(
        "DO $$ DECLARE found text := ({sql}); BEGIN
           IF found IS DISTINCT FROM '{expected}' THEN RAISE EXCEPTION 'found %', found; END IF; END $$"
    );
    live.connection.execute(&check).unwrap();
}

#[test]
fn types_follow_with_their_rows() {
    let sql = "CREATE TABLE t (a text DEFAULT '1', b boolean DEFAULT true, c int, d varchar(10) COLLATE \"C\", e int[], f timestamp, g jsonb, h int NOT NULL);
        INSERT INTO t VALUES ('5', false, 7, 'x', '{1}', now(), '1', 1)";
    let mut live = check(sql, |s| {
        vec![
            alter(s, "t", "a", |c| (c.ty, c.default) = (ColumnType::Integer, Some("2".into()))),
            alter(s, "t", "b", |c| (c.ty, c.default) = (ColumnType::BigInt, None)),
            alter(s, "t", "c", |c| c.ty = ColumnType::Boolean),
            alter(s, "t", "d", |c| (c.ty, c.collation) = (ColumnType::Text, None)),
            alter(s, "t", "e", |c| c.ty = ColumnType::Array(Box::new(ColumnType::Text))),
            alter(s, "t", "f", |c| c.ty = ColumnType::Date),
            alter(s, "t", "g", |c| c.ty = ColumnType::Numeric { precision: Some(5), scale: Some(1) }),
            alter(s, "t", "h", |c| (c.ty, c.nullable) = (ColumnType::Uuid, true)),
        ]
        .into_iter()
        .take(7)
        .collect()
    });
    strings(&mut live, "SELECT concat_ws(',', a, b, c, d, e, g) FROM t", "5,0,t,x,{1},1.0");
}

#[test]
fn what_hangs_on_a_column_follows() {
    let sql = "CREATE TABLE p (id int PRIMARY KEY, code int UNIQUE);
        CREATE TABLE t (id int PRIMARY KEY, p int CONSTRAINT fk REFERENCES p ON DELETE CASCADE,
            q int, twice int GENERATED ALWAYS AS (q * 2) STORED, CONSTRAINT ck CHECK (q > 0), CONSTRAINT ct CHECK (twice > 0));
        CREATE INDEX i1 ON t (q); CREATE INDEX i2 ON t (twice, q); COMMENT ON COLUMN t.twice IS 'x2';
        COMMENT ON CONSTRAINT fk ON t IS 'to p'; CREATE INDEX i3 ON t (p) WHERE p > 0;
        INSERT INTO p VALUES (1, 1); INSERT INTO t (id, p, q) VALUES (1, 1, 4)";
    let mut live = check(sql, |s| {
        vec![
            alter(s, "t", "q", |c| c.ty = ColumnType::BigInt),
            alter(s, "t", "twice", |c| {
                c.generated = Some(Generated { expression: "q * 3".into(), stored: true });
            }),
        ]
    });
    strings(&mut live, "SELECT concat_ws(',', p, q, twice) FROM t", "1,4,12");
    // The types of both sides of a foreign key.
    let to_text = |c: &mut Column| c.ty = ColumnType::Uuid;
    check(
        "CREATE TABLE p (id text PRIMARY KEY); CREATE TABLE t (p text CONSTRAINT fk REFERENCES p, me text UNIQUE CONSTRAINT f2 REFERENCES t (me))",
        |s| vec![alter(s, "t", "p", to_text), alter(s, "p", "id", to_text), alter(s, "t", "me", to_text)],
    );
    check("CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED); CREATE INDEX i ON t (b)", |s| {
        vec![alter(s, "t", "b", |c| c.generated = None)]
    });
}

#[test]
fn null_default_and_options() {
    let sql =
        "CREATE TABLE t (a int, b text DEFAULT 'x' NOT NULL, c text); INSERT INTO t VALUES (NULL, 'y', 'z')";
    let mut live = check(sql, |s| {
        vec![
            alter(s, "t", "a", |c| (c.default, c.nullable) = (Some("5".into()), false)),
            alter(s, "t", "b", |c| (c.default, c.nullable) = (None, true)),
            alter(s, "t", "c", |c| {
                c.options = [("storage", "external"), ("statistics", "100"), ("n_distinct", "-0.5")]
                    .map(|(k, v)| (k.to_owned(), v.to_owned()))
                    .into();
            }),
        ]
    });
    strings(&mut live, "SELECT a FROM t", "5");
    let mut live = Live::with("CREATE TABLE t (c text)");
    live.connection.execute("ALTER TABLE t ALTER c SET STORAGE main").unwrap();
    let mut schema = live.schema();
    let operation = alter(&schema, "t", "c", |c| c.ty = ColumnType::Varchar { length: Some(9) });
    live.apply(&mut schema, &[operation]).unwrap();
    assert_eq!(difference(&schema, &live.schema()), None, "a new type keeps the storage that was asked for");
}

#[test]
fn identities_come_change_and_go() {
    let options =
        SequenceOptions { increment: Some(-5), start: Some(-10), cache: Some(3), ..Default::default() };
    let identity = Identity { always: true, options, sequence_name: Some("My seq".into()) };
    let sql = "CREATE TABLE t (a int NOT NULL, b bigint GENERATED BY DEFAULT AS IDENTITY, c int);
               INSERT INTO t VALUES (41, 7, 1), (3, 8, 2)";
    let mut live = check(sql, |s| {
        vec![
            alter(s, "t", "a", |c| c.identity = Some(Identity::default())),
            alter(s, "t", "b", |c| c.identity = Some(identity.clone())),
        ]
    });
    live.connection.execute("INSERT INTO t (c) VALUES (5)").unwrap();
    strings(&mut live, "SELECT a || ' ' || b FROM t WHERE c = 5", "42 -10");
    check("CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY (MINVALUE 5 MAXVALUE 10), b text)", |s| {
        vec![alter(s, "t", "a", |c| {
            let options = SequenceOptions { start: Some(100), min: Some(50), ..Default::default() };
            (c.ty, c.identity) = (ColumnType::BigInt, Some(Identity { options, ..Identity::default() }));
        })]
    });
}

/// As a plan would order it: the default goes, then the sequence.
fn serial_to_identity(s: &Schema) -> Vec<Operation> {
    let sequence = s.sequences[&"t_id_seq".into()].clone();
    let free = Sequence { owned_by: None, ..sequence.clone() };
    vec![
        Operation::AlterSequence { sequence: Box::new(Pair::new(sequence, free.clone())) },
        alter(s, "t", "id", |c| (c.default, c.identity) = (None, Some(Identity::default()))),
        Operation::DropSequence { sequence: free },
    ]
}

#[test]
fn serial_becomes_identity_and_back() {
    let sql = "CREATE TABLE t (id serial PRIMARY KEY, x int); INSERT INTO t (x) SELECT generate_series(1, 9)";
    let mut live = check(sql, serial_to_identity);
    live.connection.execute("INSERT INTO t (x) VALUES (100)").unwrap();
    strings(&mut live, "SELECT id FROM t WHERE x = 100", "10");
}

#[test]
fn a_plain_column_gets_a_sequence() {
    let sql = "CREATE TABLE t (id int PRIMARY KEY, x int); INSERT INTO t VALUES (7, 0)";
    let mut live = check(sql, |s| {
        let owned_by = Some(("t".into(), "id".to_owned()));
        let free = Sequence {
            name: "t_id_seq".into(),
            ty: ColumnType::Integer,
            options: SequenceOptions::default(),
            owned_by: None,
            comment: Some("counts".into()),
        };
        let owned = Sequence { owned_by, ..free.clone() };
        vec![
            Operation::CreateSequence { sequence: free.clone() },
            alter(s, "t", "id", |c| c.default = Some("nextval('t_id_seq'::regclass)".into())),
            Operation::AlterSequence { sequence: Box::new(Pair::new(free, owned)) },
        ]
    });
    live.connection.execute("INSERT INTO t (x) VALUES (1)").unwrap();
    strings(&mut live, "SELECT id FROM t WHERE x = 1", "8");
}

#[test]
fn sequences_change() {
    let altered = |s: &Schema, change: &dyn Fn(&mut Sequence)| {
        let previous = s.sequences.values().next().unwrap().clone();
        let mut next = previous.clone();
        change(&mut next);
        vec![Operation::AlterSequence { sequence: Box::new(Pair::new(previous, next)) }]
    };
    let options = |o: SequenceOptions| move |s: &mut Sequence| s.options = o.clone();
    let default = SequenceOptions::default;
    let changes: Vec<SequenceOptions> = vec![
        SequenceOptions { min: Some(100), start: Some(200), ..default() },
        SequenceOptions { increment: Some(-1), ..default() },
        SequenceOptions { min: Some(5), max: Some(50), cycle: true, cache: Some(10), ..default() },
        SequenceOptions { min: Some(-5), ..default() },
        SequenceOptions { start: Some(7), increment: Some(3), ..default() },
        SequenceOptions { start: Some(30), min: Some(20), max: Some(90), ..default() },
        SequenceOptions {
            increment: Some(-1),
            start: Some(-30),
            min: Some(-90),
            max: Some(-20),
            ..default()
        },
    ];
    let far = "CREATE SEQUENCE s MINVALUE 3 MAXVALUE 99 START 95 CYCLE";
    for change in &changes {
        check(far, |s| altered(s, &options(change.clone())));
        check("CREATE SEQUENCE s INCREMENT -2", |s| altered(s, &options(change.clone())));
        check(
            "CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (MINVALUE -200 START -100 MAXVALUE 500))",
            |s| {
                vec![alter(s, "t", "a", |c| {
                    c.identity = Some(Identity { options: change.clone(), ..Identity::default() })
                })]
            },
        );
    }
    for change in changes {
        check("CREATE SEQUENCE s; SELECT nextval('s')", |s| altered(s, &options(change.clone())));
    }
    check("CREATE SEQUENCE s", |s| altered(s, &|s| s.ty = ColumnType::SmallInt));
    check("CREATE SEQUENCE s AS int", |s| {
        altered(s, &|s| (s.ty, s.options.max) = (ColumnType::BigInt, Some(9_999_999_999)))
    });
    let mut live =
        check("CREATE SEQUENCE s; SELECT setval('s', 500)", |s| altered(s, &|s| s.options.min = Some(100)));
    strings(&mut live, "SELECT nextval('s')", "501");
}

const ENUM: &str = "CREATE SCHEMA shop; CREATE TYPE shop.status AS ENUM ('a', 'b', 'c'); COMMENT ON TYPE shop.status IS 's';
    CREATE TABLE r (s shop.status PRIMARY KEY);
    CREATE TABLE t (id int, s shop.status DEFAULT 'b' NOT NULL CONSTRAINT fk REFERENCES r, l shop.status[] DEFAULT '{a}',
        t text DEFAULT ('a'::shop.status)::text,
        is_a boolean GENERATED ALWAYS AS (s = 'a'::shop.status) STORED,
        CONSTRAINT ck CHECK (s <> 'b' OR id > 0), CONSTRAINT un UNIQUE (s, id), CONSTRAINT ex EXCLUDE USING btree (s WITH =) WHERE (s = 'a'));
    CREATE INDEX i1 ON t (s); CREATE INDEX i2 ON t (id) WHERE s = 'a'; CREATE INDEX i3 ON t (is_a); COMMENT ON INDEX i2 IS 'partial';
    INSERT INTO r VALUES ('a'), ('b'); INSERT INTO t (id, s) VALUES (1, 'b'), (2, 'a')";

fn alter_enum(values: [&[&str]; 2]) -> Operation {
    let owned = |values: &[&str]| values.iter().map(|v| (*v).to_owned()).collect();
    let name = QualifiedName::in_namespace(Some("shop".into()), "status");
    Operation::AlterEnum { name, values: Pair::new(owned(values[0]), owned(values[1])) }
}

#[test]
fn enums_grow_shrink_and_change_order() {
    let abc: &[&str] = &["a", "b", "c"];
    let changes: [&[&str]; 5] = [
        &["a", "b", "c", "d", "e"],
        &["z", "y", "a", "it's", "b", "c\\d", "c"],
        &["c", "b", "a"],
        &["b", "a"],
        &["b", "a", "new", "c"],
    ];
    for change in changes {
        let mut live = check(ENUM, |_| vec![alter_enum([abc, change])]);
        strings(
            &mut live,
            "SELECT string_agg(s::text || l::text || is_a, ',' ORDER BY id) FROM t",
            "b{a}false,a{a}true",
        );
    }
    let mut live = Live::with(ENUM);
    let mut schema = live.schema();
    let error = live.apply(&mut schema, &[alter_enum([abc, &["a", "c"]])]).unwrap_err();
    assert!(error.contains("invalid input value for enum"), "{error}");
}

#[test]
fn names_change_with_what_hangs_on_them() {
    let sql = "CREATE SCHEMA shop; CREATE TYPE mood AS ENUM ('x'); CREATE SEQUENCE free;
        CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, n serial, m mood DEFAULT 'x', CONSTRAINT ck CHECK (id > 0), CONSTRAINT pk PRIMARY KEY (id));
        CREATE INDEX ix ON t (n)";
    check(sql, |_| {
        vec![
            Operation::RenameColumn { table: "t".into(), name: Pair::new("id".into(), "The Id".into()) },
            Operation::RenameTable { name: Pair::new("t".into(), "select".into()) },
            Operation::RenameIndex { table: "select".into(), name: Pair::new("ix".into(), "IX".into()) },
            Operation::RenameConstraint {
                table: "select".into(),
                kind: schemist_schema::ConstraintKind::PrimaryKey,
                name: Pair::new("pk".into(), "PK".into()),
            },
            Operation::RenameEnumValue { name: "mood".into(), value: Pair::new("x".into(), "y".into()) },
        ]
        .into_iter()
        .take(4)
        .collect()
    });
    let in_shop = |name: &str| QualifiedName::in_namespace(Some("shop".into()), name);
    check(
        "CREATE SCHEMA shop; CREATE TYPE mood AS ENUM ('x'); CREATE SEQUENCE free; CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)",
        |_| {
            vec![
                Operation::RenameTable { name: Pair::new("t".into(), in_shop("T %s'")) },
                Operation::RenameEnum { name: Pair::new("mood".into(), in_shop("Mood")) },
                Operation::RenameSequence { name: Pair::new("free".into(), in_shop("free")) },
            ]
        },
    );
}

#[test]
fn tables_change_their_options() {
    let options = |list: &[(&str, &str)]| -> BTreeMap<String, String> {
        list.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    };
    check(
        "CREATE TABLE t (a int CONSTRAINT u UNIQUE NOT NULL) WITH (fillfactor = 70, autovacuum_enabled = off)",
        |s| {
            let previous = s.tables[&"t".into()].options.clone();
            let next = options(&[
                ("unlogged", "true"),
                ("fillfactor", "80"),
                ("parallel_workers", "2"),
                ("replica_identity", "full"),
                ("cluster_on", "u"),
            ]);
            vec![Operation::SetTableOptions { table: "t".into(), options: Pair::new(previous, next) }]
        },
    );
}

#[test]
fn constraints_and_comments_come_and_go() {
    let some_columns = Live::empty().dialect().capabilities().set_null_columns;
    check(
        "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (id int, p int); INSERT INTO t VALUES (0, 5)",
        |_| {
            let foreign_key = ForeignKey {
                name: Some("fk".into()),
                not_valid: true,
                comment: Some("later".into()),
                on_delete: schemist_schema::Action::SetNull,
                on_delete_columns: if some_columns { vec!["p".into()] } else { Vec::new() },
                ..ForeignKey::new(["p"], "p".into(), ["id"])
            };
            let check = Check { not_valid: true, ..Check::new(Some("Ck".into()), "id > 0") };
            let on = [
                CommentTarget::Table("t".into()),
                CommentTarget::Column("t".into(), "p".into()),
                CommentTarget::Constraint("t".into(), schemist_schema::ConstraintKind::Check, "Ck".into()),
            ];
            let comment = Pair::new(None, Some("it's".to_owned()));
            let add = |constraint| Operation::AddConstraint { table: "t".into(), constraint };
            let mut operations =
                vec![add(Constraint::ForeignKey(foreign_key)), add(Constraint::Check(check))];
            operations.extend(on.map(|on| Operation::SetComment { on, comment: comment.clone() }));
            operations
        },
    );
}

#[test]
fn virtual_columns_change() {
    if Live::empty().dialect().capabilities().version.0 < 18 {
        return;
    }
    let sql = "CREATE TABLE t (a int, v int GENERATED ALWAYS AS (a + 1) VIRTUAL, w int GENERATED ALWAYS AS (a + 1) VIRTUAL,
        s int GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT ck CHECK (v > 0)); INSERT INTO t (a) VALUES (4)";
    let generated = |sql: &str, stored| Some(Generated { expression: sql.into(), stored });
    let mut live = check(sql, |s| {
        vec![
            alter(s, "t", "v", |c| c.generated = None),
            alter(s, "t", "w", |c| c.generated = generated("a * 2", false)),
            alter(s, "t", "s", |c| c.generated = generated("a + 1", false)),
        ]
    });
    strings(&mut live, "SELECT concat_ws(',', v, w, s) FROM t", "5,8,5");
}
