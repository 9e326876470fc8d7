//! Renames that nobody declared, between small schemas written as JSON.

// A test fails by panicking.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::convert::Infallible;

use schemist_diagnostics::{Severity, Span};
use schemist_dialect::Dialect;
use schemist_diff::{Answer, DiffOptions, Difference, Said, Scope, compare};
use schemist_schema::{Engine, Pair, Schema};
use serde_json::json;

/// Tables of columns in their order, each `name type`, `?` behind it where it may be NULL.
fn schema(tables: &[(&str, &[&str])]) -> Schema {
    let mut all = serde_json::Map::new();
    for (name, columns) in tables {
        let column = |column: &&str| {
            let (name, rest) = column.split_once(' ').unwrap_or((column, "integer"));
            let nullable = rest.ends_with('?');
            json!({"name": name, "type": rest.trim_end_matches('?'), "nullable": nullable})
        };
        let columns: Vec<_> = columns.iter().map(column).collect();
        all.insert((*name).to_owned(), json!({"name": name, "columns": columns}));
    }
    serde_json::from_value(json!({ "tables": all })).unwrap()
}

/// Spans stand for "declared in a model".
fn declared(mut schema: Schema) -> Schema {
    for table in schema.tables.values_mut() {
        let span = Some(Span::new("models.rs", (1, 1), (1, 2)));
        table.origin.span.clone_from(&span);
        table.columns.iter_mut().for_each(|c| c.origin.span.clone_from(&span));
    }
    schema
}

fn all_managed(live: &Schema) -> DiffOptions {
    let managed: BTreeSet<_> = live.tables.keys().chain(live.enums.keys()).cloned().collect();
    DiffOptions::new(Scope::Models { managed })
}

fn run(live: Schema, next: Schema, options: &DiffOptions) -> Difference {
    let dialect = Dialect::new(Engine::Postgres);
    let Ok(found) =
        compare(Pair::new(live, declared(next)), &dialect, options, |_| Ok::<_, Infallible>(Vec::new()));
    let mut schema = found.before.clone();
    for operation in &found.operations {
        schema.apply(operation).unwrap();
    }
    assert_eq!(schema, found.after, "the operations do not lead to the wanted schema");
    found
}

fn operations(found: &Difference) -> Vec<String> {
    found.operations.iter().map(|operation| operation.describe()).collect()
}

/// What the comparison says of renames: `warning: …`, each with its hint.
fn remarks(found: &Difference) -> Vec<String> {
    let of_renames = found.diagnostics.iter().filter(|d| d.code.name.contains("rename"));
    of_renames.map(|d| format!("{:?} {}", d.severity, d.subject.as_deref().unwrap_or_default())).collect()
}

#[track_caller]
fn check(live: &[(&str, &[&str])], next: &[(&str, &[&str])], expected: &[&str], said: &[&str]) {
    let live = schema(live);
    let options = all_managed(&live);
    let found = run(live, schema(next), &options);
    assert_eq!((operations(&found), remarks(&found)), (owned(expected), owned(said)));
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn an_edited_field_is_renamed() {
    check(
        &[("users", &["id", "name text", "email text"])],
        &[("users", &["id", "full_name text", "email text"])],
        &["rename column users.name to full_name"],
        &["Note users.full_name"],
    );
}

#[test]
fn a_rename_with_a_change_of_type_is_both() {
    check(
        &[("users", &["id", "count", "email text"])],
        &[("users", &["id", "login_count big_int", "email text"])],
        &["drop column users.count", "add column users.login_count"],
        &["Warning users.count"],
    );
    let live = schema(&[("users", &["id", "count", "email text"])]);
    let answer = Answer {
        said: Said::Renamed { from: "users.count".into(), to: "login_count".into() },
        by: "--rename users.count=login_count".into(),
    };
    let mut options = all_managed(&live);
    options.renames.answers.push(answer);
    let found = run(live, schema(&[("users", &["id", "login_count big_int", "email text"])]), &options);
    let expected = ["rename column users.count to login_count", "alter column users.login_count (type)"];
    assert_eq!(operations(&found), expected);
}

#[test]
fn what_is_not_sure_is_dropped_and_added_with_the_hint() {
    let live = schema(&[("users", &["id", "nick text", "email text"])]);
    let options = all_managed(&live);
    let found = run(live, schema(&[("users", &["id", "email text", "handle text"])]), &options);
    assert_eq!(operations(&found), ["drop column users.nick", "add column users.handle"]);
    let [remark] = found.diagnostics.as_slice() else { panic!("{:?}", found.diagnostics) };
    assert_eq!((remark.code.id, remark.severity), ("D103", Severity::Warning));
    assert_eq!(
        remark.help,
        [
            "if it is a rename, write `#[model(renamed_from = \"nick\")]` on the field",
            "or give `--rename users.nick=handle`"
        ]
    );
    assert!(remark.notes[0].contains("another place among its siblings"), "{:?}", remark.notes);
}

#[test]
fn tables_are_renamed_with_their_columns() {
    let columns: &[&str] = &["id", "message text", "level", "logged_at date"];
    let renamed: &[&str] = &["id", "message_text text", "level", "logged_at date"];
    check(
        &[("log_entry", columns)],
        &[("log_entries", renamed)],
        &["rename table log_entry to log_entries", "rename column log_entries.message to message_text"],
        &["Note log_entries", "Note log_entries.message_text"],
    );
    // Another word may be another thing, whatever its columns.
    check(
        &[("users", columns)],
        &[("accounts", columns)],
        &["drop table users", "create table accounts"],
        &["Warning users"],
    );
}

#[test]
fn what_was_never_managed_is_not_renamed() {
    let columns: &[&str] = &["id", "message text", "level"];
    let options = DiffOptions::new(Scope::Models { managed: BTreeSet::new() });
    let found = run(schema(&[("log", columns)]), schema(&[("logs", columns)]), &options);
    assert_eq!((operations(&found), remarks(&found)), (owned(&["create table logs"]), Vec::new()));
}

#[test]
fn between_databases_a_rename_has_to_be_said() {
    let pair = || {
        let live = schema(&[("users", &["id", "name text", "email text"])]);
        (live, schema(&[("users", &["id", "full_name text", "email text"])]))
    };
    let (live, next) = pair();
    let mut options = DiffOptions::new(Scope::Databases);
    let found = run(live, next, &options);
    assert_eq!(operations(&found), ["drop column users.name", "add column users.full_name"]);
    assert_eq!(remarks(&found), ["Warning users.name"]);
    options.renames.automatic = true;
    let (live, next) = pair();
    assert_eq!(operations(&run(live, next, &options)), ["rename column users.name to full_name"]);
}

#[test]
fn what_went_on_purpose_was_not_renamed() {
    let live = schema(&[("users", &["id", "name text", "email text"])]);
    let mut options = all_managed(&live);
    options
        .renames
        .answers
        .push(Answer { said: Said::Dropped("users.name".into()), by: "renames.toml".into() });
    let found = run(live, schema(&[("users", &["id", "full_name text", "email text"])]), &options);
    assert_eq!(operations(&found), ["drop column users.name", "add column users.full_name"]);
    assert_eq!(remarks(&found), Vec::<String>::new());
}

#[test]
fn answers_lead_somewhere_or_are_errors() {
    let check = |from: &str, to: &str, expected: Result<&[&str], &str>| {
        let live = schema(&[("users", &["id", "nick text", "email text"]), ("logs", &["id"])]);
        let next = schema(&[("accounts", &["id", "email text", "handle text"]), ("log_lines", &["id"])]);
        let mut options = all_managed(&live);
        let answers = [("users", "accounts"), (from, to)];
        let answers = answers.map(|(from, to)| Answer {
            said: Said::Renamed { from: from.into(), to: to.into() },
            by: format!("--rename {from}={to}"),
        });
        options.renames.answers = answers.into();
        let dialect = Dialect::new(Engine::Postgres);
        let pair = Pair::new(live, declared(next));
        let Ok(found) = compare(pair, &dialect, &options, |_| Ok::<_, Infallible>(Vec::new()));
        let errors: Vec<String> = found
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .map(|d| format!("{} ({})", d.message, d.help.join("; ")))
            .collect();
        match expected {
            Ok(expected) => {
                assert_eq!(errors, Vec::<String>::new());
                let operations = operations(&found);
                let renames: Vec<&String> = operations.iter().filter(|o| o.starts_with("rename")).collect();
                assert_eq!(renames, expected);
            }
            Err(expected) => assert_eq!(errors, [expected]),
        }
    };
    let both: &[&str] = &["rename table users to accounts", "rename column accounts.nick to handle"];
    check("users.nick", "handle", Ok(both));
    check("accounts.nick", "handle", Ok(both));
    check("accounts.nick", "accounts.handle", Ok(both));
    check("users", "accounts", Ok(&both[..1]));
    check("logs", "log_lines", Ok(&["rename table users to accounts", "rename table logs to log_lines"]));
    check(
        "users.nik",
        "handle",
        Err(
            "`--rename users.nik=handle` cannot be followed: the database has nothing of that name that could be \
             renamed or dropped (gone are accounts.nick, logs)",
        ),
    );
    check(
        "users.nick",
        "handel",
        Err(
            "`--rename users.nick=handel` cannot be followed: the models declare no column `accounts.handel` \
             (give the name that the models have for it)",
        ),
    );
    check(
        "users.email",
        "handle",
        Err("`--rename users.email=handle` cannot be followed: the models still declare what it renames \
             (remove the answer, or the declaration)"),
    );
    check(
        "users.nick",
        "email",
        Err(
            "`--rename users.nick=email` cannot be followed: the database has the new name already, or another \
             rename takes it (remove the answer: it is of no use any more)",
        ),
    );
}

#[test]
fn the_source_tells_places_and_documentation() {
    // The database appended `email`; in the source `nick` stood behind it, and `handle` stands there now.
    let live = schema(&[("users", &["id", "nick text", "a text", "b text", "email text"])]);
    let next = schema(&[("users", &["id", "email text", "a text", "b text", "handle text"])]);
    let options = all_managed(&live);
    assert_eq!(run(live.clone(), next.clone(), &options).operations.len(), 2, "far apart: dropped and added");
    let mut earlier = schema(&[("users", &["id", "email text", "a text", "b text", "nick text"])]);
    let mut next = next;
    for (schema, column) in [(&mut earlier, "nick"), (&mut next, "handle")] {
        let table = schema.tables.get_mut(&"users".into()).unwrap();
        table.columns.named_mut(column).unwrap().comment = Some("How others see them".into());
    }
    let mut options = options;
    options.renames.earlier = Some(earlier);
    let found = run(live, next, &options);
    assert_eq!(operations(&found)[0], "rename column users.nick to handle");
    assert!(found.renames[0].reasons.contains("same comment"), "{}", found.renames[0].reasons);
}

#[test]
fn enums_and_their_values_are_renamed() {
    let of = |name: &str, values: &[&str], column: &str| -> Schema {
        serde_json::from_value(json!({
            "enums": {name: {"name": name, "values": values}},
            "tables": {"t": {"name": "t", "columns": [
                {"name": "id", "type": "integer", "nullable": false},
                {"name": column, "type": {"enum": name}, "nullable": false}
            ]}}
        }))
        .unwrap()
    };
    let live = of("mood", &["happy", "sad", "canceled"], "mood");
    let options = all_managed(&live);
    let found = run(live, of("user_mood", &["happy", "sad", "cancelled"], "mood"), &options);
    assert_eq!(
        operations(&found),
        ["rename enum mood to user_mood", "rename value canceled of enum user_mood to cancelled"]
    );
    let live = of("mood", &["happy", "sad"], "mood");
    let options = all_managed(&live);
    let found = run(live, of("mood", &["happy", "bored"], "mood"), &options);
    assert!(operations(&found)[0].starts_with("alter enum mood"), "{:?}", operations(&found));
    assert_eq!(remarks(&found), ["Warning mood"]);
}

#[test]
fn references_to_other_tables_are_other_columns() {
    let of = |column: &str, target: &str| -> Schema {
        let table = |name: &str| {
            json!({"name": name, "columns": [{"name": "id", "type": "integer", "nullable": false}],
            "primary_key": {"name": format!("pk_{name}"), "columns": [{"name": "id"}]}})
        };
        serde_json::from_value(json!({"tables": {
            "users": table("users"), "teams": table("teams"),
            "t": {"name": "t", "columns": [{"name": "id", "type": "integer", "nullable": false},
                {"name": column, "type": "integer", "nullable": false}],
                "foreign_keys": [{"name": "fk", "columns": [column], "references": target, "references_columns": ["id"]}]}
        }}))
        .unwrap()
    };
    let run = |next: Schema| {
        let live = of("owner_id", "users");
        let options = all_managed(&live);
        operations(&run(live, next, &options))
    };
    assert_eq!(run(of("owning_user_id", "users"))[0], "rename column t.owner_id to owning_user_id");
    assert!(run(of("owner_team_id", "teams")).contains(&"drop column t.owner_id".to_owned()));
}

#[test]
fn what_is_split_is_not_renamed() {
    check(
        &[("bills", &["id", "total", "note text"])],
        &[("bills", &["id", "total_net", "total_tax", "note text"])],
        &["drop column bills.total", "add column bills.total_net", "add column bills.total_tax"],
        &["Warning bills.total"],
    );
    // As many go as come: each kept its place.
    check(
        &[("bills", &["id", "net", "tax", "note text"])],
        &[("bills", &["id", "net_cents", "tax_cents", "note text"])],
        &["rename column bills.net to net_cents", "rename column bills.tax to tax_cents"],
        &["Note bills.net_cents", "Note bills.tax_cents"],
    );
}

#[test]
fn columns_that_change_places_stay_what_they_are() {
    check(
        &[("users", &["id", "first text", "last text"])],
        &[("users", &["id", "last text", "first text"])],
        &[],
        &[],
    );
}

#[test]
fn a_column_that_moves_to_another_table_is_another_column() {
    check(
        &[("orders", &["id", "street text", "total"]), ("addresses", &["id"])],
        &[("orders", &["id", "total"]), ("addresses", &["id", "street text"])],
        &["add column addresses.street", "drop column orders.street"],
        &[],
    );
}

#[test]
fn a_prefix_on_all_columns_renames_all() {
    check(
        &[("users", &["id", "name text", "city text", "zip text", "age"])],
        &[("users", &["id", "user_name text", "user_city text", "user_zip text", "user_age"])],
        &[
            "rename column users.age to user_age",
            "rename column users.city to user_city",
            "rename column users.name to user_name",
            "rename column users.zip to user_zip",
        ],
        &["Note users.user_name", "Note users.user_city", "Note users.user_zip", "Note users.user_age"],
    );
}

/// The values would mean the opposite, or the place beside it.
#[test]
fn opposites_and_other_numbers_are_never_sure() {
    for (old, new) in [
        ("enabled boolean", "disabled boolean"),
        ("is_active boolean", "is_inactive boolean"),
        ("starts_on date", "ends_on date"),
        ("min_price", "max_price"),
        ("width", "height"),
        ("valid boolean", "not_valid boolean"),
        ("address_1 text", "address_2 text"),
        ("created_on date", "updated_on date"),
    ] {
        let (was, is) = (old.split(' ').next().unwrap(), new.split(' ').next().unwrap());
        check(
            &[("things", &["id", old, "email text"])],
            &[("things", &["id", new, "email text"])],
            &[&format!("drop column things.{was}"), &format!("add column things.{is}")],
            &[&format!("Warning things.{was}")],
        );
    }
}

/// What stands where something else stood: the place and the type alone do not make it the same.
#[test]
fn unrelated_columns_in_one_place_are_a_question() {
    check(
        &[("orders", &["id", "colour text", "note text", "total"])],
        &[("orders", &["id", "invoice text", "shipping text", "total"])],
        &[
            "drop column orders.note",
            "drop column orders.colour",
            "add column orders.invoice",
            "add column orders.shipping",
        ],
        &["Warning orders.colour", "Warning orders.note"],
    );
}
