//! The one direction of everything: models and database to a difference, a difference to a plan.

use std::collections::BTreeSet;

use schemist_diagnostics::{Diagnostic, has_errors};
use schemist_dialect::Dialect;
use schemist_diff::{DiffOptions, Difference, Scope};
use schemist_emit::snapshot::{self, Snapshot};
use schemist_lint::LintInput;
use schemist_plan::Plan;
use schemist_reflect::Connection;
use schemist_schema::{Operation, Pair, QualifiedName, Schema};

use crate::codes::{DIFFERENT_ENGINES, MIGRATIONS, NO_MODELS};
use crate::database::refused;
use crate::failure::{Failure, Sources};
use crate::files;
use crate::project::Project;

/// What a comparison found.
pub(crate) struct Comparison {
    /// The dialect of the live database.
    pub(crate) dialect: Dialect,
    /// The operations between the two sides.
    pub(crate) difference: Difference,
    /// What there is to say, worst cases left out: those are a [`Failure`].
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The texts the diagnostics point into.
    pub(crate) sources: Sources,
    /// The schema that the models declare, as the database holds it once the operations are carried out.
    pub(crate) managed: Schema,
}

/// Both directions of a difference, ready to be written.
pub(crate) struct Plans {
    pub(crate) up: Plan,
    pub(crate) down: Plan,
}

/// The models against a live database. Errors in the models end it, all of them reported at once.
pub(crate) fn compare_models(project: &Project, connection: &mut Connection) -> Result<Comparison, Failure> {
    let managed_before = managed_names(project)?;
    let dialect = connection.dialect().map_err(refused)?;

    let sources = project.models()?;
    let loaded = schemist_model::load(&sources, dialect.engine())
        .map_err(|error| Failure::input(NO_MODELS, error.to_string()))?;
    let mut findings = Findings { diagnostics: loaded.diagnostics, sources: loaded.files };
    findings.stop_at_errors()?;

    let mut declared = loaded.schema;
    findings.add(dialect.canonicalize(&mut declared))?;

    let (live, remarks) = schemist_reflect::reflect(connection).map_err(refused)?;
    findings.add(remarks)?;

    let options = DiffOptions { scope: Scope::Models { managed: managed_before } };
    let mut difference = schemist_diff::compare(Pair::new(live, declared), &dialect, &options, |pair| {
        schemist_reflect::normalize(connection, pair).map_err(refused)
    })?;
    findings.add(std::mem::take(&mut difference.diagnostics))?;
    let managed = managed_part(&difference.after, &difference.declared);
    let Findings { diagnostics, sources } = findings;
    Ok(Comparison { dialect, difference, diagnostics, sources, managed })
}

/// Two live databases of one engine; what the second does not hold is dropped.
pub(crate) fn compare_databases(connections: Pair<&mut Connection>) -> Result<Comparison, Failure> {
    let Pair { previous: from, next: to } = connections;
    if from.engine() != to.engine() {
        return Err(Failure::input(
            DIFFERENT_ENGINES,
            format!("cannot compare {} with {}: the engines differ", from.engine(), to.engine()),
        ));
    }
    let dialect = from.dialect().map_err(refused)?;
    let (previous, _) = schemist_reflect::reflect(from).map_err(refused)?;
    let (next, remarks) = schemist_reflect::reflect(to).map_err(refused)?;
    let mut found = compare_schemas(Pair::new(previous, next), dialect)?;
    found.keep(remarks)?;
    Ok(found)
}

/// Two schemas in the engine's canonical form; what the second does not hold is dropped.
pub(crate) fn compare_schemas(pair: Pair<Schema>, dialect: Dialect) -> Result<Comparison, Failure> {
    let mut findings = Findings::default();
    let options = DiffOptions { scope: Scope::Databases };
    // Both sides are in the server's words.
    let mut difference = schemist_diff::compare(pair, &dialect, &options, |_| Ok::<_, Failure>(Vec::new()))?;
    findings.add(std::mem::take(&mut difference.diagnostics))?;
    let Findings { diagnostics, sources } = findings;
    let managed = difference.after.clone();
    Ok(Comparison { dialect, difference, diagnostics, sources, managed })
}

impl Comparison {
    /// Whether there is nothing to do.
    pub(crate) fn is_empty(&self) -> bool {
        self.difference.operations.is_empty()
    }

    /// The statements of the operations in order. What the engine cannot express is a failure.
    pub(crate) fn plan(&mut self) -> Result<Plan, Failure> {
        let Difference { operations, before, .. } = &self.difference;
        let (plan, diagnostics) = schemist_plan::plan(operations, before, &self.dialect);
        self.keep(diagnostics)?;
        Ok(plan)
    }

    /// The statements of both directions, and what the rules have to say about them.
    pub(crate) fn plans(&mut self) -> Result<Plans, Failure> {
        let up = self.plan()?;
        let inverted: Vec<Operation> = schemist_plan::invert(&self.difference.operations);
        let (down, diagnostics) = schemist_plan::plan(&inverted, &self.difference.after, &self.dialect);
        self.keep(diagnostics)?;
        self.keep(self.lint(&up))?;
        Ok(Plans { up, down })
    }

    fn lint(&self, plan: &Plan) -> Vec<Diagnostic> {
        let Difference { operations, before, after, .. } = &self.difference;
        schemist_lint::lint(&LintInput {
            operations,
            before,
            after,
            dialect: &self.dialect,
            plan,
            rows: None,
        })
    }

    fn keep(&mut self, diagnostics: Vec<Diagnostic>) -> Result<(), Failure> {
        let mut findings = Findings {
            diagnostics: std::mem::take(&mut self.diagnostics),
            sources: std::mem::take(&mut self.sources),
        };
        findings.add(diagnostics)?;
        (self.diagnostics, self.sources) = (findings.diagnostics, findings.sources);
        Ok(())
    }
}

/// What was found so far. Each stage stands on the one before, so the first with an error is the last.
#[derive(Default)]
struct Findings {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

impl Findings {
    fn add(&mut self, diagnostics: Vec<Diagnostic>) -> Result<(), Failure> {
        for diagnostic in diagnostics {
            if !self.diagnostics.contains(&diagnostic) {
                self.diagnostics.push(diagnostic);
            }
        }
        self.stop_at_errors()
    }

    fn stop_at_errors(&mut self) -> Result<(), Failure> {
        if !has_errors(&self.diagnostics) {
            return Ok(());
        }
        Err(Failure::all(std::mem::take(&mut self.diagnostics), std::mem::take(&mut self.sources)))
    }
}

/// The recorded snapshot; `None` before the first revision.
pub(crate) fn snapshot(project: &Project) -> Result<Option<Snapshot>, Failure> {
    let path = project.migrations.join(SNAPSHOT);
    let Some(text) = files::read_if_there(&path)? else { return Ok(None) };
    snapshot::read(&text).map(Some).map_err(|error| {
        Failure::input(MIGRATIONS, format!("{}: {error}", project.shown(&path))).with_help(
            "restore it from version control; the next `schemist revision --autogenerate` writes it anew",
        )
    })
}

/// The name of the recorded snapshot in the migrations directory.
pub(crate) const SNAPSHOT: &str = "schema.json";

/// The tables, enum types and sequences that were managed at the last revision: those may be dropped.
fn managed_names(project: &Project) -> Result<BTreeSet<QualifiedName>, Failure> {
    let Some(Snapshot { schema, .. }) = snapshot(project)? else { return Ok(BTreeSet::new()) };
    let Schema { enums, sequences, tables, .. } = schema;
    Ok(tables.into_keys().chain(enums.into_keys()).chain(sequences.into_keys()).collect())
}

/// What of a schema the models declare: the rest of a live database is not ours to record.
fn managed_part(after: &Schema, declared: &Schema) -> Schema {
    let mut managed = after.clone();
    managed.namespaces.retain(|name, _| declared.namespaces.contains_key(name));
    managed.enums.retain(|name, _| declared.enums.contains_key(name));
    managed.sequences.retain(|name, _| declared.sequences.contains_key(name));
    managed.tables.retain(|name, _| declared.tables.contains_key(name));
    managed.unmanaged.clear();
    managed
}

#[cfg(test)]
mod tests {
    use schemist_schema::Table;

    use super::*;

    #[test]
    fn the_snapshot_holds_what_is_declared() {
        let schema = |names: &[&str]| {
            let mut schema = Schema::default();
            names.iter().for_each(|name| schema.insert_table(Table::new(QualifiedName::new(*name))));
            schema
        };
        let managed = managed_part(&schema(&["a", "theirs"]), &schema(&["a"]));
        assert_eq!(managed, schema(&["a"]));
    }
}
