//! What is said about attributes that cannot be.

use super::{check, table};

#[test]
fn unknown_keys() {
    check(
        "#[derive(Model)]\n#[model(tabel = \"x\", zebra, \"text\", foo::bar = 1)]\nstruct T {\n    #[model(uniqe, references = Self(id), on_delte = cascade)]\n    id: i64,\n}\n#[derive(ModelEnum)]\n#[model(rename_al = \"lowercase\")]\nenum E { #[model(renamed = \"x\")] A }",
        "
error[M106]: `#[model]` on a struct has no key `tabel` (lib.rs:2:9)
  edit 2:9-2:14: did you mean `table`? -> \"table\"
error[M106]: `#[model]` on a struct has no key `zebra` (lib.rs:2:22)
  help: the keys are `table`, `schema`, `renamed_from`, `primary_key`, `no_primary_key`, `unique`, `index`, `foreign_key`, `check`, `exclude`, `sequence`, `comment`, `no_comment`, `options`, `was_dropped`, `managed`, `view`, `allow`, `table_macro`
error[M107]: expected a key of `#[model]` on a struct (lib.rs:2:29)
  help: the keys are `table`, `schema`, `renamed_from`, `primary_key`, `no_primary_key`, `unique`, `index`, `foreign_key`, `check`, `exclude`, `sequence`, `comment`, `no_comment`, `options`, `was_dropped`, `managed`, `view`, `allow`, `table_macro`
error[M107]: expected a key of `#[model]` on a struct (lib.rs:2:37)
  help: the keys are `table`, `schema`, `renamed_from`, `primary_key`, `no_primary_key`, `unique`, `index`, `foreign_key`, `check`, `exclude`, `sequence`, `comment`, `no_comment`, `options`, `was_dropped`, `managed`, `view`, `allow`, `table_macro`
error[M106]: `#[model]` on a field has no key `uniqe` (lib.rs:4:13)
  edit 4:13-4:18: did you mean `unique`? -> \"unique\"
error[M106]: `#[model]` on a field has no key `on_delte` (lib.rs:4:43)
  edit 4:43-4:51: did you mean `on_delete`? -> \"on_delete\"
error[M106]: `#[model]` on an enum has no key `rename_al` (lib.rs:8:9)
  edit 8:9-8:18: did you mean `rename_all`? -> \"rename_all\"
error[M106]: `#[model]` on a variant has no key `renamed` (lib.rs:9:18)
  edit 9:18-9:25: did you mean `rename`? -> \"rename\"
",
    );
}

#[test]
fn malformed_values_do_not_hide_each_other() {
    check(
        "#[derive(Model)]\n#[model]\n#[model = 5]\n#[model(table = 5, table = \"\", schema, renamed_from = \"a\" \"b\",, index(), primary_key, unique(nope), check())]\nstruct T {\n    #[model(on_delete = casade, references = 5)]\n    id: i64,\n    #[model(default, generated(\"x\"), identity = 3, unique(a))]\n    a: i32,\n    #[model(on_update = cascade)]\n    b: i32,\n    #[model(default = now())]\n    c: i32,\n    #[model(column)]\n    d: i32,\n}",
        "
error[M107]: `#[model]` takes its keys in parentheses (lib.rs:2:3)
  help: write `#[model(…)]`
error[M107]: `#[model]` takes its keys in parentheses (lib.rs:3:3)
  help: write `#[model(…)]`
error[M107]: `table` takes a string (lib.rs:4:17)
  help: write `table = \"…\"`
error[M107]: a name must hold at least one character, and no zero character (lib.rs:4:28)
error[M107]: `schema` needs a value (lib.rs:4:32)
  help: write `schema = \"…\"`
error[M107]: expected `,`, found `\"b\"` (lib.rs:4:59)
error[M107]: there is nothing before this comma (lib.rs:4:63)
error[M107]: `index` names no column and no expression (lib.rs:4:65)
  help: write `index(column, other_column)` or `index(expr = \"lower(column)\")`
error[M107]: `primary_key` takes its values in parentheses (lib.rs:4:74)
  help: write `primary_key(column, other_column)`
error[M112]: `T` has no column `nope` (lib.rs:4:94)
  help: the columns of `ts` are `id`, `a`, `b`, `c`, `d`
error[M107]: `check` has no SQL (lib.rs:4:101)
  help: write `check(\"total >= 0\", name = \"ck_total\")`
error[M107]: `on_delete` is one of `cascade`, `restrict`, `set_null`, `set_default`, `no_action` (lib.rs:6:25)
  edit 6:25-6:31: did you mean `cascade`? -> \"cascade\"
error[M107]: `references` takes a model or a table (lib.rs:6:46)
  help: write `references = User(id)` or `references = table(\"users\", id)`
error[M107]: `default` takes its values in parentheses (lib.rs:8:13)
  help: write `default = 0` or `default = \"now()\"` or `default(literal = \"text\")`
error[M107]: `generated` takes either `stored` or `virtual`, and an expression (lib.rs:8:22)
  help: write `generated(stored, \"qty * price\")`
error[M107]: `identity` takes no value (lib.rs:8:38)
  help: write `identity` alone
error[M107]: `unique` on a field is over that field alone (lib.rs:8:59)
  help: put `unique(…)` with several columns on the struct
error[M107]: `on_update` says how a field refers, and the field has no `references` (lib.rs:10:13)
  help: write `references = User(id)` beside it
error[M107]: a default is a number, `true`, `false`, or SQL in a string (lib.rs:12:23)
  help: for a text write `default(literal = \"text\")`
  help: for an expression write `default = \"now()\"`
error[M107]: `column` needs a value (lib.rs:14:13)
  help: write `column = \"…\"`
",
    );
}

#[test]
fn repeated_and_contradicting() {
    check(
        "#[derive(Model)]\n#[model(table = \"a\", comment = \"x\", no_comment)]\n#[model(table = \"b\")]\n#[diesel(table_name = c)]\n#[model(primary_key(id))]\nstruct T {\n    #[model(primary_key, serial, identity)]\n    id: i64,\n    #[model(column = \"x\")]\n    #[diesel(column_name = y)]\n    a: i64,\n    #[model(serial)]\n    b: String,\n    #[model(unique, unique)]\n    c: i32,\n}\n#[derive(Model)]\n#[model(primary_key(a))]\n#[diesel(primary_key(a, b))]\nstruct U { a: i32, b: i32 }",
        "
error[M116]: `comment` and `no_comment` contradict each other (lib.rs:2:37)
error[M108]: `table` is given more than once (lib.rs:3:9)
error[M116]: the table is `c` for Diesel and `a` for the model (lib.rs:4:23)
  at lib.rs:2:17: the model says `a`
  help: remove one of the two: Schemist reads the table's name from either
error[M116]: the primary key is declared twice (lib.rs:7:13)
  at lib.rs:5:9: the struct declares it here
  help: keep one of the two
error[M116]: a column has either `identity` or `serial` (lib.rs:7:26)
  at lib.rs:7:34: `identity` stands here
error[M116]: the column is `y` for Diesel and `x` for the model (lib.rs:10:28)
  at lib.rs:9:22: the model says `x`
  help: remove one of the two: Schemist reads the column's name from either
error[M107]: `serial` stands on integers only, and this is `String` (lib.rs:12:13)
  help: make the field an `i16`, `i32` or `i64`
error[M116]: the primary key is (a, b) for Diesel and (a) for the model (lib.rs:19:10)
  help: remove one of the two: Schemist reads the primary key from either
",
    );
}

#[test]
fn columns_of_keys() {
    check(
        "#[derive(Model)]\n#[model(unique(nmae), index(total, \"no such\"), primary_key(id, id), foreign_key(columns(usr), references = Self(id)), foreign_key(references = Self), foreign_key(columns(a)))]\nstruct T {\n    id: i64,\n    name: String,\n    user: i64,\n}",
        "
error[M112]: `T` has no column `nmae` (lib.rs:2:16)
  edit 2:16-2:20: did you mean `name`? -> \"name\"
error[M112]: `T` has no column `total` (lib.rs:2:29)
  help: the columns of `ts` are `id`, `name`, `user`
error[M112]: `T` has no column `no such` (lib.rs:2:36)
  help: the columns of `ts` are `id`, `name`, `user`
error[M108]: the column `id` is named twice (lib.rs:2:64)
error[M112]: `T` has no column `usr` (lib.rs:2:89)
  edit 2:89-2:92: did you mean `user`? -> \"user\"
error[M107]: `foreign_key` has no `columns(…)` (lib.rs:2:119)
  help: write `foreign_key(columns(user_id), references = User(id))`
error[M107]: `foreign_key` has no `references = …` (lib.rs:2:151)
  help: write `foreign_key(columns(user_id), references = User(id))`
",
    );
}

#[test]
fn items_that_are_no_models() {
    check(
        "#[derive(Model)]\nstruct Tuple(i32);\n#[derive(Model)]\nstruct Unit;\n#[derive(Model)]\nstruct Generic<'a, T> { id: &'a T }\n#[derive(Model)]\nenum Enum { A }\n#[derive(ModelEnum)]\nstruct Struct { id: i64 }\n#[derive(ModelEnum)]\nenum Empty {}\n#[derive(ModelEnum)]\nenum Data { A, B(i32), #[model(rename = \"a\")] C }\n#[derive(Model)]\nstruct Nothing {}\n#[derive(Model)]\nstruct NoKey { a: i32 }\n#[derive(Model)]\n#[model(no_primary_key, primary_key(a))]\nstruct Both { a: i32 }\n#[derive(Model)]\nunion Union { a: i32 }\n#[derive(Model)]\nstruct Embeds { id: i32, #[diesel(embed)] a: A }",
        "
error[M119]: `Tuple` cannot be a model: it has no names for its fields (lib.rs:2:8)
  help: a model is a struct with named fields, one for each column
error[M119]: `Unit` cannot be a model: it has no fields (lib.rs:4:8)
  help: a model is a struct with named fields, one for each column
warning[M130]: nothing says what `T` is in `Generic`, so it declares no table (lib.rs:6:8)
  note: a table has one set of columns, and an alias says which: `type UserEvent = Event<User>;`
  help: write such an alias, or a struct for each table
error[M119]: `Enum` cannot be a model: it is an enum (lib.rs:8:6)
  help: an enum whose values are kept in a column has `#[derive(ModelEnum)]`
error[M119]: `Struct` cannot be a model enum: it is a struct (lib.rs:10:8)
  help: a struct whose fields are columns has `#[derive(Model)]`
error[M113]: `Empty` has no variants (lib.rs:12:6)
  help: an enum type needs at least one value
error[M114]: the variant `B` holds data (lib.rs:14:16)
  note: a value of an enum type is a word and nothing else
  help: keep the data in columns of their own, or the whole enum as JSON with `type = Jsonb`
error[M115]: two variants of `Data` have the value `a` (lib.rs:14:41)
  at lib.rs:14:13: `A` has it too
  help: give one of them another value with `#[model(rename = \"…\")]`
error[M125]: `Nothing` has no columns (lib.rs:16:8)
  help: a table needs at least one column
warning[M117]: `NoKey` has no primary key (lib.rs:18:8)
  help: put `#[model(primary_key)]` on a field, or `#[model(primary_key(a, b))]` on the struct
  help: if the table is meant to have none, say `#[model(no_primary_key)]`
error[M116]: `no_primary_key` and a primary key contradict each other (lib.rs:20:25)
error[M119]: `Union` cannot be a model: it is a union (lib.rs:23:7)
  help: a model is a struct with named fields, one for each column
error[M122]: there is no part `A` (lib.rs:25:46)
  help: put `#[derive(Embed)]` on the struct whose fields are the columns
",
    );
}

#[test]
fn what_can_be_mended_in_one_way_has_an_edit() {
    check(
        "#[derive(Model)]\n#[model(table = orders)]\nstruct T {\n    #[model(index unique)]\n    id: i64,\n    #[model(column = 5)]\n    a: i32,\n}",
        "
error[M107]: `table` takes a string (lib.rs:2:17)
  edit 2:17-2:23: write it in quotes -> \"\\\"orders\\\"\"
error[M107]: expected `,`, found `unique` (lib.rs:4:19)
  edit 4:19-4:19: separate the two -> \", \"
error[M107]: `column` takes a string (lib.rs:6:22)
  help: write `column = \"…\"`
",
    );
}

/// Other libraries write `unique = true`: read and ignored, the column would have no key.
#[test]
fn flags_may_be_said_to_be_true() {
    let table = table(
        "#[derive(Model)]\nstruct T {\n    #[model(primary_key = true, identity = true)]\n    a: i64,\n    #[model(unique = true)]\n    b: i64,\n    #[model(index = true)]\n    c: i64,\n    #[model(unique = false, index = false)]\n    d: i64,\n}",
    );
    let key: Vec<&str> =
        table.primary_key.iter().flat_map(|key| &key.columns).map(|c| c.name.as_str()).collect();
    assert_eq!(key, ["a"]);
    assert!(table.columns.named("a").unwrap().identity.is_some());
    let uniques: Vec<&str> =
        table.uniques.iter().flat_map(|key| &key.columns).map(|c| c.name.as_str()).collect();
    assert_eq!(uniques, ["b"]);
    let indexed: Vec<&str> = table.indexes.iter().flat_map(|index| index.key_columns()).collect();
    assert_eq!(indexed, ["c"]);
}

#[test]
fn defaults_in_rust_are_remembered() {
    let table = table(
        "#[derive(Model)]\nstruct T {\n    id: i64,\n    #[serde(rename = \"n\", default)]\n    points: i32,\n    name: String,\n}",
    );
    let said = |name: &str| table.columns.named(name).unwrap().origin.rust_default.as_deref();
    assert_eq!((said("points"), said("name")), (Some("#[serde(default)]"), None));
}
