//! The stages in their order, as the command runs them.

use schemist_diagnostics::{Diagnostic, has_errors};
use schemist_dialect::Dialect;
use schemist_diff::{DiffOptions, Difference, Scope};
use schemist_lint::{Change, Facts, LintInput, Revision, Settings, lint};
use schemist_plan::{Plan, invert, plan};
use schemist_reflect::{Connection, normalize, reflect};
use schemist_schema::{Operation, Pair, Schema};

use super::Result;

/// What comparing a database with a declared schema gave.
pub(crate) struct Comparison {
    pub(crate) difference: Difference,
    /// Of all stages.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The plans of a migration.
pub(crate) struct Plans {
    pub(crate) up: Plan,
    pub(crate) down: Plan,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Compares the database with a declared schema in neutral form.
pub(crate) fn compare(
    connection: &mut Connection,
    mut declared: Schema,
    options: &DiffOptions,
) -> Result<Comparison> {
    let dialect = connection.dialect()?;
    let (live, mut diagnostics) = reflect(connection)?;
    diagnostics.extend(dialect.canonicalize(&mut declared));
    let pair = Pair::new(live, declared);
    let difference = schemist_diff::compare(pair, &dialect, options, |pair| normalize(connection, pair))?;
    diagnostics.extend(difference.diagnostics.iter().cloned());
    Ok(Comparison { difference, diagnostics })
}

/// Plans the way up and the way down.
pub(crate) fn plans(difference: &Difference, dialect: &Dialect) -> Plans {
    let (up, mut diagnostics) = plan(&difference.operations, &difference.before, dialect);
    let (down, more) = plan(&invert(&difference.operations), &difference.after, dialect);
    diagnostics.extend(more);
    diagnostics.extend(lint(&LintInput {
        changes: &Change::planned(&difference.operations),
        before: &difference.before,
        after: &difference.after,
        dialect,
        revision: &Revision::planned(up.is_transactional()),
        facts: &Facts::default(),
        settings: &Settings::default(),
    }));
    Plans { up, down, diagnostics }
}

/// The schema without what depends on the engine's spelling of objects that are not managed: engines
/// rewrite the text of views and triggers when what they name gets another name.
pub(crate) fn comparable(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    for object in &mut schema.unmanaged {
        object.definition = None;
        object.depends_on.clear();
        object.ties = schemist_schema::Ties::default();
    }
    schema.unmanaged.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    schema.tables.values_mut().for_each(schemist_schema::Table::sort);
    schema.departed.clear();
    schema
}

/// An error that lists the diagnostics, where one of them is an error.
pub(crate) fn refuse_errors(diagnostics: &[Diagnostic]) -> Result<()> {
    if has_errors(diagnostics) {
        let lines: Vec<String> = diagnostics
            .iter()
            .flat_map(|d| {
                let remarks = d.notes.iter().chain(&d.help).map(|n| format!("    {n}"));
                std::iter::once(d.to_string()).chain(remarks)
            })
            .collect();
        return Err(format!("error diagnostics:\n{}", lines.join("\n")).into());
    }
    Ok(())
}

/// An error where a comparison of the database with the schema finds something to do.
pub(crate) fn require_reached(what: &str, connection: &mut Connection, wanted: &Schema) -> Result<()> {
    let comparison = compare(connection, wanted.clone(), &DiffOptions::new(Scope::Databases))?;
    refuse_errors(&comparison.diagnostics)?;
    match comparison.difference.operations.as_slice() {
        [] => Ok(()),
        operations => Err(format!("{what}, and still to do:\n{}", in_words(operations)).into()),
    }
}

/// The operations, each with what it holds in full.
pub(crate) fn in_words(operations: &[Operation]) -> String {
    let line = |operation: &Operation| {
        let json = serde_json::to_string(operation).unwrap_or_default();
        format!("  {}\n    {json}", operation.describe())
    };
    operations.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An error with a line-by-line difference, where two schemas are not the same.
pub(crate) fn require_same(what: &str, expected: &Schema, found: &Schema) -> Result<()> {
    let (expected, found) = (comparable(expected), comparable(found));
    if expected == found {
        return Ok(());
    }
    Err(format!("{what}:\n{}", difference_of(&json(&expected)?, &json(&found)?)).into())
}

/// An error where objects that are not managed are not to the letter what they were.
#[allow(dead_code)] // not every test that shares this module needs it
pub(crate) fn require_same_objects(what: &str, expected: &Schema, found: &Schema) -> Result<()> {
    let objects = |schema: &Schema| serde_json::to_string_pretty(&schema.unmanaged);
    let (expected, found) = (objects(expected)?, objects(found)?);
    match expected == found {
        true => Ok(()),
        false => Err(format!("{what}:\n{}", difference_of(&expected, &found)).into()),
    }
}

fn json(schema: &Schema) -> Result<String> {
    let mut schema = schema.clone();
    for table in schema.tables.values_mut() {
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(serde_json::to_string_pretty(&schema)?)
}

/// The lines of two texts, those that differ marked with - and +, with some around them.
pub(crate) fn difference_of(expected: &str, found: &str) -> String {
    similar::TextDiff::from_lines(expected, found)
        .unified_diff()
        .context_radius(6)
        .header("expected", "found")
        .to_string()
}
