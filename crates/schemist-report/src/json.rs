use schemist_diagnostics::Diagnostic;
use schemist_lint::{Rows, Touched};
use schemist_schema::Operation;
use serde::Serialize;

/// The version of the JSON output. Grows when a field changes its meaning or goes; new fields do not change it.
pub const FORMAT: u32 = 1;

/// The diagnostics as JSON: `{"format": 1, "diagnostics": […]}`, pretty, with a final newline.
///
/// # Errors
/// Never on values of these types; serde's signature says so.
pub fn json(diagnostics: &[Diagnostic]) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Document<'a> {
        format: u32,
        diagnostics: Vec<Entry<'a>>,
    }
    pretty(&Document { format: FORMAT, diagnostics: entries(diagnostics) })
}

/// A difference as JSON: `{"format": 1, "operations": […], "diagnostics": […]}`, pretty, with a final newline.
/// Each operation has its words (`description`), whether it deletes data, the rows it has to do with where those are
/// known, and its full definition.
///
/// # Errors
/// Never on values of these types; serde's signature says so.
pub fn json_difference(
    operations: &[Operation],
    touched: &[Vec<Touched>],
    diagnostics: &[Diagnostic],
) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Document<'a> {
        format: u32,
        operations: Vec<Change<'a>>,
        diagnostics: Vec<Entry<'a>>,
    }
    let operations = operations
        .iter()
        .enumerate()
        .map(|(i, operation)| Change {
            description: operation.describe(),
            loses_data: operation.loses_data(),
            rows: touched.get(i).into_iter().flatten().filter_map(CountedRows::of).collect(),
            operation,
        })
        .collect();
    pretty(&Document { format: FORMAT, operations, diagnostics: entries(diagnostics) })
}

#[derive(Serialize)]
struct Change<'a> {
    description: String,
    loses_data: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<CountedRows>,
    #[serde(flatten)]
    operation: &'a Operation,
}

/// The rows of a table that an operation has to do with.
#[derive(Serialize)]
struct CountedRows {
    table: String,
    handling: &'static str,
    count: u64,
    is_estimate: bool,
}

impl CountedRows {
    fn of(touched: &Touched) -> Option<Self> {
        let Rows { count, is_estimate } = touched.rows?;
        let handling = touched.handling.word();
        Some(Self { table: touched.table.to_string(), handling, count, is_estimate })
    }
}

/// A diagnostic with the name of its code beside the identifier.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'static str,
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
}

fn entries(diagnostics: &[Diagnostic]) -> Vec<Entry<'_>> {
    diagnostics.iter().map(|diagnostic| Entry { name: diagnostic.code.name, diagnostic }).collect()
}

fn pretty(document: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(document).map(|text| text + "\n")
}

#[cfg(test)]
mod tests {
    use schemist_diagnostics::{Code, Span};
    use schemist_schema::{Pair, QualifiedName};
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn diagnostics_have_code_and_name() {
        let diagnostic = Diagnostic::error(Code::new("M104", "unknown-type"), "what \"is\" it")
            .with_span(Span::new("a.rs", (1, 2), (1, 5)));
        let value: Value = serde_json::from_str(&super::json(&[diagnostic]).unwrap()).unwrap();
        assert_eq!(
            value,
            json!({"format": 1, "diagnostics": [{
                "name": "unknown-type", "code": "M104", "severity": "error", "message": "what \"is\" it",
                "span": {"file": "a.rs", "start": {"line": 1, "column": 2}, "end": {"line": 1, "column": 5}},
            }]})
        );
    }

    #[test]
    fn operations_are_whole() {
        let operation = Operation::RenameColumn {
            table: QualifiedName::new("a.b"),
            name: Pair::new("x".into(), "y".into()),
        };
        let text = json_difference(&[operation], &[], &[]).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value,
            json!({"format": 1, "diagnostics": [], "operations": [{
                "description": "rename column a.b.x to y", "loses_data": false,
                "op": "rename_column", "table": "a\\.b", "name": {"previous": "x", "next": "y"},
            }]})
        );
    }
}
