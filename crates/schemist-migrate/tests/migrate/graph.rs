use crate::support::{Folder, names};

fn check(folder: &Folder, target: &str, applied: &[&str], expected: &str) {
    let directory = folder.load();
    let found = match directory.resolve(target, applied) {
        Ok(revisions) => names(&revisions).join(" "),
        Err(error) => error.message().replace(folder.path().as_str(), "migrations"),
    };
    assert_eq!(found, expected, "{target}");
}

fn check_up(folder: &Folder, target: &str, applied: &[&str], expected: &str) {
    let directory = folder.load();
    let found = match directory.upgrade_plan(target, applied) {
        Ok(revisions) => names(&revisions).join(" "),
        Err(error) => error.message(),
    };
    assert_eq!(found, expected, "upgrade {target}");
}

fn check_down(folder: &Folder, target: &str, applied: &[&str], expected: &str) {
    let directory = folder.load();
    let found = match directory.downgrade_plan(target, applied) {
        Ok(revisions) => names(&revisions).join(" "),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expected, "downgrade {target}");
}

/// Three of Diesel's, one behind the other.
fn chain() -> Folder {
    let folder = Folder::new();
    folder.plain("2019-01-01-000000_create_users", "SELECT 1", "SELECT 1");
    folder.plain("2020-01-01-000000_create_posts", "SELECT 1", "SELECT 1");
    folder.plain("2021-01-01-000000_add_title_to_posts", "SELECT 1", "SELECT 1");
    folder
}

/// `a` ← `b`, `c` ← `m`, and `d` beside.
fn diamond() -> Folder {
    let folder = Folder::new();
    folder.revision("1_a", &[]).revision("2_b", &["1"]).revision("3_c", &["1"]);
    folder.revision("4_m", &["2", "3"]).revision("5_d", &["1"]);
    folder
}

#[test]
fn plain_directories_form_a_chain() {
    let directory = chain().load();
    let parents: Vec<_> = directory.revisions().iter().map(|r| r.revises.join(" ")).collect();
    assert_eq!(parents, ["", "20190101000000", "20200101000000"]);
    assert_eq!(names(&directory.heads()), ["2021-01-01-000000_add_title_to_posts"]);
    assert_eq!(names(&directory.bases()), ["2019-01-01-000000_create_users"]);
    let last = directory.get("2021-01-01-000000").unwrap();
    assert_eq!((last.message.as_str(), last.display_version()), ("add title to posts", "2021-01-01-000000"));
    assert!(last.run_in_transaction);
}

#[test]
fn a_plain_directory_behind_ours_follows_it() {
    let folder = Folder::new();
    folder.plain("1_a", "SELECT 1", "").revision("2026-01-01-000000-0000_b", &["1"]);
    folder.plain("2027-01-01-000000_c", "SELECT 1", "");
    assert_eq!(folder.load().get("20270101000000").unwrap().revises, ["202601010000000000"]);
}

#[test]
fn an_empty_folder_is_fine() {
    let folder = Folder::new();
    folder.write(".keep", "").write("schema.json", "{}").write(".hidden/x", "").write("README.md", "");
    let directory = folder.load();
    assert!(directory.revisions().is_empty() && directory.heads().is_empty());
    check(&folder, "head", &[], "");
    check_up(&folder, "head", &[], "");
    check_down(&folder, "base", &[], "");
    check_up(&folder, "+1", &[], "'+1' asks for 1 revision, there are 0");
}

#[test]
fn targets() {
    let folder = chain();
    let users = "2019-01-01-000000_create_users";
    let posts = "2020-01-01-000000_create_posts";
    let title = "2021-01-01-000000_add_title_to_posts";
    for target in
        ["20200101000000", "2020-01-01-000000", "2020", "2020-01", posts, "create_posts", "CREATE_POSTS"]
    {
        check(&folder, target, &[], posts);
    }
    check(&folder, "title", &[], title);
    check(&folder, "add title", &[], title);
    check(&folder, "head", &[], title);
    check(&folder, "heads", &[], title);
    check(&folder, "base", &[], "");
    check(&folder, "current", &["20190101000000"], users);
    check(&folder, "head-1", &[], posts);
    check(&folder, "head-3", &[], "");
    check(&folder, "base+1", &[], users);
    check(&folder, "+1", &["20190101000000"], posts);
    check(&folder, "-1", &["20190101000000", "20200101000000"], users);
    check(&folder, "users+2", &[], title);
    check(&folder, "2021-01-01-000000-1", &[], posts);
    check(&folder, "head-4", &[], "'head-4' asks for 4 revisions, there are 3");
    check(&folder, "head+1", &[], "'head+1' asks for 1 revision, there are 0");
    check(&folder, "x", &[], "Can't locate revision identified by 'x' in migrations");
    check(&folder, "", &[], "Can't locate revision identified by '' in migrations");
    check(&folder, "x+1", &[], "Can't locate revision identified by 'x+1' in migrations");
    check(&folder, "create", &[], &format!("several revisions are identified by 'create': {users}, {posts}"));
    check(
        &folder,
        "20",
        &[],
        &format!("several revisions are identified by '20': {users}, {posts}, {title}"),
    );
    check(
        &folder,
        "head-99999999999999999999999",
        &[],
        &format!("'head-99999999999999999999999' asks for {} revisions, there are 3", usize::MAX),
    );
}

#[test]
fn branches_and_merges() {
    let folder = diamond();
    let directory = folder.load();
    assert_eq!(names(&directory.heads()), ["4_m", "5_d"]);
    assert_eq!(names(&directory.branch_points()), ["1_a"]);
    assert!(directory.get("4").unwrap().is_merge());
    check(&folder, "head", &[], "Multiple heads are present, so 'head' does not say which: 4_m, 5_d");
    check(&folder, "heads", &[], "4_m 5_d");
    check(&folder, "current", &["1", "2", "3"], "2_b 3_c");
    check(&folder, "a+1", &[], "'a+1' is ambiguous: from 1_a it leads to 2_b, 3_c, 5_d");
    check(&folder, "m-1", &[], "'m-1' is ambiguous: from 4_m it leads to 2_b, 3_c");
    check(&folder, "5-1", &[], "1_a");
    let entries = directory.history(&["1", "2"]);
    let current: Vec<_> = entries.iter().filter(|e| e.is_current).map(|e| &e.revision.version).collect();
    assert_eq!(current, ["2"]);
    assert!(entries[0].is_branch_point() && entries[0].is_applied && entries[4].is_head());
}

#[test]
fn upgrades_take_what_is_needed() {
    let folder = diamond();
    check_up(&folder, "m", &[], "1_a 2_b 3_c 4_m");
    check_up(&folder, "heads", &["1", "3"], "2_b 4_m 5_d");
    check_up(&folder, "+2", &["1", "3"], "2_b 4_m");
    check_up(&folder, "+9", &["1"], "'+9' asks for 9 revisions, there are 4");
    check_up(&folder, "a", &["1", "2"], "");
    check_up(&folder, "base", &[], "");
    check_up(&folder, "-1", &["1"], "'-1' leads down");
    check_up(&folder, "current", &["1"], "");
}

#[test]
fn downgrades_take_what_comes_after() {
    let folder = diamond();
    let all = ["1", "2", "3", "4", "5"];
    check_down(&folder, "base", &all, "5_d 4_m 3_c 2_b 1_a");
    check_down(&folder, "a", &all, "5_d 4_m 3_c 2_b");
    check_down(&folder, "2", &all, "4_m");
    check_down(&folder, "heads", &all, "");
    check_down(&folder, "current", &all, "");
    check_down(&folder, "5-1", &all, "5_d");
    check_down(&folder, "2-1", &all, "4_m 2_b");
    check_down(&folder, "2-2", &all, "5_d 4_m 3_c 2_b 1_a");
    check_down(&folder, "-1", &["1", "2"], "2_b");
    check_down(&folder, "-2", &["1", "2"], "2_b 1_a");
    check_down(
        &folder,
        "-3",
        &["1", "2"],
        "'-3' asks for 3 revisions, there are 2\nhelp: `schemist history` lists the revisions, `base` stands before the first",
    );
    check_down(
        &folder,
        "-1",
        &all,
        "Multiple heads are present in the database, so '-1' does not say which to revert: 4_m, 5_d\nhelp: name it: `schemist downgrade 5-1` reverts that one",
    );
    check_down(
        &folder,
        "m",
        &["1", "2"],
        "4_m is not applied, so there is no way down to 'm'\nhelp: `schemist current` says where the database stands; `schemist upgrade m` would apply it",
    );
    check_down(&folder, "+1", &["1"], "'+1' leads up\nhelp: `schemist upgrade +1` applies revisions");
}

#[test]
fn dependencies_order_without_being_parents() {
    let folder = Folder::new();
    folder.revision("1_a", &[]).revision("2_x", &[]);
    folder.revision("3_y", &["2"]).head("3_y", &["2"], &["1"]);
    let directory = folder.load();
    assert_eq!(names(&directory.heads()), ["1_a", "3_y"]);
    check_up(&folder, "3", &[], "1_a 2_x 3_y");
    check_down(&folder, "1-1", &["1", "2", "3"], "3_y 1_a");
}

#[test]
fn metadata_is_read_as_diesel_reads_it() {
    let folder = Folder::new();
    for (name, metadata) in [
        ("1_a", None),
        ("2_b", Some("")),
        ("3_c", Some("run_in_transaction = true")),
        ("4_d", Some("run_in_transaction = false\nother = 1")),
        ("5_e", Some("not toml")),
        ("6_f", Some("run_in_transaction = \"no\"")),
    ] {
        folder.plain(name, "SELECT 1", "");
        if let Some(metadata) = metadata {
            folder.write(&format!("{name}/metadata.toml"), metadata);
        }
    }
    let directory = folder.load();
    let read: Vec<_> = directory.revisions().iter().map(|r| r.run_in_transaction).collect();
    assert_eq!(read, [true, false, true, false, true, true]);
    let codes: Vec<_> = directory.diagnostics().iter().map(|d| d.code.name).collect();
    assert_eq!(codes, ["metadata-surprise"; 3]);
}

#[test]
fn a_parent_that_sorts_after_its_child_is_pointed_out() {
    let folder = Folder::new();
    folder.revision("2_parent", &[]).revision("1_child", &["2"]);
    let directory = folder.load();
    assert_eq!(names(&directory.pending(&[] as &[&str])), ["2_parent", "1_child"]);
    let found: Vec<_> = directory.diagnostics().iter().map(|d| d.code.name).collect();
    assert_eq!(found, ["versions-out-of-order"]);
}

#[test]
fn bad_directories_are_named() {
    let load = |make: for<'f> fn(&'f Folder) -> &'f Folder| {
        let folder = Folder::new();
        make(&folder);
        folder.load_error().lines().next().unwrap().to_owned()
    };
    assert_eq!(load(|f| f.write("1_a/down.sql", "")), "migrations/1_a has no up.sql");
    assert_eq!(
        load(|f| f.write("1_a/up.sql", b"\xff")),
        "cannot read migrations/1_a/up.sql: stream did not contain valid UTF-8"
    );
    assert_eq!(
        load(|f| f.plain("_a", "", "")),
        "migrations/_a: the name has no version before its first `_`"
    );
    assert!(load(|f| f.plain(&"1".repeat(51), "", "")).contains("longer than the 50 characters"));
    assert_eq!(
        load(|f| f.plain("1-1_a", "", "").plain("11_b", "", "")),
        "version 11 is taken by several directories: migrations/1-1_a, migrations/11_b"
    );
    assert_eq!(
        load(|f| f.revision("1_a", &["7"])),
        "Can't locate revision identified by '7', which migrations/1_a/revision.json follows"
    );
    assert_eq!(
        load(|f| f
            .revision("1_a", &["3"])
            .revision("2_b", &["1"])
            .revision("3_c", &["2"])
            .revision("0_z", &[])),
        "revisions follow each other in a circle: migrations/1_a, migrations/2_b, migrations/3_c"
    );
    assert_eq!(
        load(|f| f.revision("1_a", &["1"])),
        "revisions follow each other in a circle: migrations/1_a"
    );
    assert_eq!(
        load(|f| f.revision("1_a", &[]).write("1_a/revision.json", "{\"format\": 1,")),
        "malformed migrations/1_a/revision.json: EOF while parsing a value at line 1 column 13"
    );
    assert!(
        load(|f| f.revision("1_a", &[]).write("1_a/revision.json", r#"{"format": 99, "version": "1"}"#))
            .contains("format 99 is newer")
    );
    assert_eq!(
        load(|f| f.revision("1_a", &[]).write("1_a/revision.json", r#"{"format": 1, "version": "2"}"#)),
        "malformed migrations/1_a/revision.json: it says version 2, but the directory's name says 1"
    );
    let missing = schemist_migrate::MigrationDirectory::load("/no/such".into()).unwrap_err().to_string();
    assert!(missing.starts_with("cannot list the migrations in /no/such: "), "{missing}");
}

#[test]
fn a_byte_order_mark_is_no_statement() {
    let folder = Folder::new();
    folder.plain("1_a", "\u{feff}SELECT 1;", "");
    assert_eq!(folder.load().get("1").unwrap().up, "SELECT 1;");
}

/// Two trees, `shop` with a fork; `5_t` of the second needs `2_b` of the first.
fn forest() -> Folder {
    let folder = Folder::new();
    folder.revision("1_a", &[]).revision("2_b", &["1"]).revision("3_c", &["2"]).revision("4_d", &["2"]);
    folder.revision("5_t", &[]).revision("6_u", &["5"]);
    folder.labelled("3_c", &["2"], &[], &["shop"]);
    folder.labelled("5_t", &[], &["2"], &["till"]);
    folder
}

#[test]
fn a_label_limits_a_target_to_its_branch() {
    let folder = forest();
    check(&folder, "shop", &[], "3_c");
    check(&folder, "shop@head", &[], "3_c");
    check(&folder, "till@head", &[], "6_u");
    check(&folder, "till@heads", &[], "6_u");
    check(&folder, "till@head-1", &[], "5_t");
    check(&folder, "till@base", &[], "");
    check(&folder, "till@+1", &["1", "2"], "5_t");
    check(&folder, "till@+1", &["1", "2", "5"], "6_u");
    check(&folder, "2+1", &[], "'2+1' is ambiguous: from 2_b it leads to 3_c, 4_d");
    check(&folder, "shop@2+1", &[], "Can't locate revision identified by 'shop@2+1' in migrations");
    check(&folder, "d@head-2", &[], "1_a");
    check(&folder, "2@heads", &[], "3_c 4_d");
    check(&folder, "2@head", &[], "Multiple heads are present, so 'head' does not say which: 3_c, 4_d");
    check(&folder, "nowhere@head", &[], "Can't locate revision identified by 'nowhere' in migrations");
    check(&folder, "shop@6", &[], "Can't locate revision identified by 'shop@6' in migrations");
}

#[test]
fn a_branch_goes_up_and_down_by_itself() {
    let folder = forest();
    check_up(&folder, "shop@head", &[], "1_a 2_b 3_c");
    check_up(&folder, "till@head", &[], "1_a 2_b 5_t 6_u");
    check_up(&folder, "till@+1", &["1", "2"], "5_t");
    check_up(&folder, "till@+3", &["1", "2"], "'till@+3' asks for 3 revisions, there are 2");
    let all = ["1", "2", "3", "4", "5", "6"];
    check_down(&folder, "till@-1", &all, "6_u");
    check_down(&folder, "till@-2", &all, "6_u 5_t");
    check_down(&folder, "till@base", &all, "6_u 5_t");
    check_down(&folder, "till@head-1", &all, "6_u");
    check_down(&folder, "shop@-1", &all, "3_c");
    check_down(&folder, "shop@base", &all, "3_c");
    // What needs a reverted revision goes too, on whatever branch.
    check_down(&folder, "2-1", &all, "6_u 5_t 4_d 3_c 2_b");
}

#[test]
fn ranges() {
    let check = |folder: &Folder, range: &str, applied: &[&str], expected: &str| {
        let directory = folder.load();
        let found = match directory.range(range, applied) {
            Ok(revisions) => names(&revisions).join(" "),
            Err(error) => error.message(),
        };
        assert_eq!(found, expected, "{range}");
    };
    let diamond = diamond();
    check(&diamond, ":", &[], "1_a 2_b 3_c 4_m 5_d");
    check(&diamond, "2:4", &[], "2_b 3_c 4_m");
    check(&diamond, "2:", &[], "2_b 3_c 4_m 5_d");
    check(&diamond, ":2", &[], "1_a 2_b");
    check(&diamond, "base:2", &[], "1_a 2_b");
    check(&diamond, "4:2", &[], "");
    check(&diamond, "current:heads", &["1", "2", "3"], "2_b 3_c 4_m 5_d");

    let chain = Folder::new();
    chain.revision("1_a", &[]).revision("2_b", &["1"]).revision("3_c", &["2"]).revision("4_d", &["3"]);
    check(&chain, "-1:3", &[], "2_b 3_c");
    check(&chain, "-2:", &[], "2_b 3_c 4_d");
    check(&chain, "2:+1", &[], "2_b 3_c");
    check(&chain, ":+2", &[], "1_a 2_b");
    check(&chain, "-1:current", &["1", "2"], "1_a 2_b");
    assert_eq!(chain.load().applied_at("3").unwrap(), ["1", "2", "3"]);
    assert!(chain.load().applied_at("base").unwrap().is_empty());
}

#[test]
fn labels_are_unique_and_can_be_depended_on() {
    let folder = forest();
    folder.labelled("6_u", &["5"], &["shop"], &[]);
    check_up(&folder, "6", &[], "1_a 2_b 3_c 5_t 6_u");
    folder.labelled("6_u", &["5"], &[], &["shop"]);
    assert!(
        folder
            .load_error()
            .starts_with("the label 'shop' is given to several revisions: migrations/3_c, migrations/6_u"),
        "{}",
        folder.load_error()
    );
}

#[test]
fn steps_are_steps_whatever_revisions_are_called() {
    let folder = Folder::new();
    folder.revision("1_head-1", &[]).revision("2_b", &["1"]).revision("3_c", &["2"]);
    check(&folder, "head-1", &[], "2_b");
    check(&folder, "-1", &["1", "2", "3"], "2_b");
}
