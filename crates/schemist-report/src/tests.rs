//! The formats that other programs read, on hostile text.

use schemist_diagnostics::{Code, Diagnostic, Span};
use schemist_lint::{Handling, Rows, Touched};
use schemist_schema::{Column, ColumnType, Operation, Pair, QualifiedName, Schema, Table};
use serde_json::Value;

use crate::{Review, github, gitlab, json, json_difference, junit, markdown, sarif, unified};

const CODE: Code = Code::new("L101", "drops-data");

fn diagnostics() -> Vec<Diagnostic> {
    vec![
        Diagnostic::error(CODE, "100 % of `a|b` is, say: lost\n::error::<script>\u{1b}")
            .with_subject("a|b.x")
            .with_span(Span::new("src/my models,1.rs", (3, 5), (3, 9)))
            .with_label("here, it was")
            .with_related(Span::new("src/b.rs", (1, 1), (2, 1)), "its other half")
            .with_note("a note")
            .with_help("some help")
            .with_suggestion("write it", Span::new("src/my models,1.rs", (3, 5), (3, 5)), "#[x] "),
        Diagnostic::warning(CODE, "no place for it").with_subject("orders"),
        Diagnostic::warning(CODE, "no place for it").with_subject("orders"),
        Diagnostic::note(CODE, "left alone"),
    ]
}

fn operations(n: usize) -> Vec<Operation> {
    (0..n)
        .map(|i| {
            let table = QualifiedName::new(format!("t{}", i % 9));
            let column = Column::new(format!("c_{i}"), ColumnType::Text);
            match i % 3 {
                0 => Operation::AddColumn { table, column: Box::new(column) },
                1 => Operation::DropColumn { table, column: Box::new(column) },
                _ => Operation::RenameColumn { table, name: Pair::new(format!("c_{i}"), format!("d*{i}|`")) },
            }
        })
        .collect()
}

fn review<'a>(operations: &'a [Operation], diagnostics: &'a [Diagnostic]) -> Review<'a> {
    Review {
        title: "models against the database",
        operations,
        touched: &[],
        diagnostics,
        sql: Some("ALTER TABLE x;\n-- ``` fence\n"),
        page: &|_| Some("# the page".to_owned()),
        file: "schemist.toml",
        tool_version: "0.1.0",
    }
}

#[test]
fn github_commands_are_one_line_each_and_escaped() {
    let text = github(&review(&[], &diagnostics()));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(
        lines[0],
        "::error file=src/my models%2C1.rs,line=3,endLine=3,col=5,endColumn=9,title=L101 drops-data::100 %25 of `a|b` is, say: lost%0A::error::<script>\u{1b}%0Ahere: here, it was%0Anote: a note%0Ahelp: some help%0Ahelp: write it: #[x]"
    );
    assert_eq!(lines[1], "::warning file=schemist.toml,title=L101 drops-data::no place for it");
    assert!(lines[3].starts_with("::notice "), "{text}");
}

#[test]
fn gitlab_findings_have_a_fingerprint_of_their_own_that_does_not_hang_on_the_line() {
    let text = gitlab(&review(&[], &diagnostics())).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    let issues = value.as_array().unwrap();
    assert_eq!(issues.len(), 4);
    let fingerprints: std::collections::BTreeSet<&str> =
        issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), 4);
    assert_eq!(issues[0]["location"]["lines"]["begin"], 3);
    assert_eq!(issues[1]["location"]["path"], "schemist.toml");
    let mut moved = diagnostics();
    moved[0].span = Some(Span::new("src/my models,1.rs", (30, 5), (30, 9)));
    let again: Value = serde_json::from_str(&gitlab(&review(&[], &moved)).unwrap()).unwrap();
    assert_eq!(again[0]["fingerprint"], issues[0]["fingerprint"]);
}

#[test]
fn junit_fails_on_operations_errors_and_warnings() {
    let text = junit(&review(&operations(2), &diagnostics())).unwrap();
    assert!(text.contains(r#"tests="5""#), "{text}");
    assert!(text.contains(r#"failures="3""#), "{text}");
    assert!(text.contains(r#"errors="1""#), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    let clean = junit(&review(&[], &[])).unwrap();
    assert!(clean.contains(r#"failures="0""#), "{clean}");
}

/// Against the schema that OASIS published, which the crate of the types ships beside its sources.
#[test]
fn sarif_is_valid() {
    let text = sarif(&review(&operations(2), &diagnostics())).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    // Packages of other platforms are not downloaded by a build, and so are not to be asked for.
    let rustc = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let options = ["--offline", "--locked", "--filter-platform", host].map(str::to_owned);
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .other_options(options.to_vec())
        .exec()
        .unwrap();
    let types = metadata.packages.iter().find(|p| p.name.as_str() == "serde-sarif").unwrap();
    let schema =
        std::fs::read_to_string(types.manifest_path.with_file_name("src").join("schema.json")).unwrap();
    // The published pattern of languages has a bracket too many: it is no regular expression.
    let schema: Value = serde_json::from_str(&schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    let first = &value["runs"][0]["results"][0];
    assert_eq!(first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "src/my%20models,1.rs");
    assert_eq!(
        first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "#[x] "
    );
}

#[test]
fn markdown_of_thirty_operations_reads_on_a_screen() {
    let many: Vec<Diagnostic> = std::iter::repeat_with(diagnostics).take(8).flatten().collect();
    let text = markdown(&review(&operations(30), &many));
    let open = text.split("<details>").next().unwrap();
    assert!(open.lines().count() <= 40, "{open}");
    assert!(text.contains("**10 operations delete data.**"), "{text}");
    assert!(text.contains("All 30 operations"), "{text}");
    assert!(text.contains("````sql\nALTER TABLE x;\n-- ``` fence\n````"), "{text}");
    assert!(!text.contains("<script>"), "{text}");
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
    assert!(markdown(&review(&[], &[])).contains("Nothing to do"));
}

#[test]
fn unified_shows_lines_around_a_change() {
    let mut before = Schema::default();
    let mut table = Table::new(QualifiedName::new("orders"));
    table.columns.push(Column::new("id", ColumnType::Integer));
    before.tables.insert(table.name.clone(), table.clone());
    let mut after = before.clone();
    table.columns.push(Column::new("note", ColumnType::Text).nullable());
    after.tables.insert(table.name.clone(), table);
    let dialect = schemist_dialect::Dialect::new(schemist_schema::Engine::Postgres);
    assert_eq!(
        unified(Pair::new(&before, &after), Pair::new("database", "models"), &dialect),
        "--- database\n+++ models\n@@ -1,2 +1,3 @@\n table orders\n-    id  integer not null\n+    id    integer not null\n+    note  text\n"
    );
    assert_eq!(unified(Pair::new(&after, &after), Pair::new("a", "b"), &dialect), "");
}

/// Against the schema that is published in `docs/schema`.
#[test]
fn json_is_as_published() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/schema/report.v1.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let table = Table::new(QualifiedName::new("t"));
    let mut all = operations(3);
    all.extend([
        Operation::CreateTable { table: Box::new(table.clone()) },
        Operation::DropTable { table: Box::new(table) },
        Operation::RenameTable { name: Pair::new("t".into(), "u".into()) },
        Operation::CreateNamespace { name: "n".into() },
    ]);
    let rows = |count, is_estimate| Touched {
        table: "t".into(),
        handling: Handling::Written,
        rows: Some(Rows { count, is_estimate }),
    };
    let counted = [vec![rows(3, false)], Vec::new(), vec![rows(4, true), rows(5, false)]];
    for text in [json(&diagnostics()).unwrap(), json_difference(&all, &counted, &diagnostics()).unwrap()] {
        let value: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{text}");
    }
    let wrong = serde_json::json!({"format": 2, "diagnostics": [{"code": "x"}]});
    assert!(!validator.is_valid(&wrong));
}
