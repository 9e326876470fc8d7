//! The one direction of everything: models and database to a difference, a difference to a plan.

use std::collections::BTreeSet;

use schemist_diagnostics::{Diagnostic, has_errors};
use schemist_dialect::Dialect;
use schemist_diff::{Answer, DiffOptions, Difference, RenameOptions, Scope};
use schemist_emit::snapshot::{self, Snapshot};
use schemist_lint::{Change, Facts, LintInput, Revision, Settings, Touched};
use schemist_model::ModelSources;
use schemist_plan::Plan;
use schemist_reflect::Connection;
use schemist_schema::{Operation, Pair, QualifiedName, Schema};

use crate::codes::{MIGRATIONS, NO_MODELS};
use crate::database::refused;
use crate::failure::{Failure, Sources};
use crate::project::Project;
use crate::{facts, files, renames};

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
    /// What the project says of the rules.
    settings: Settings,
    /// What the database at hand says of its rows.
    facts: Facts,
}

/// Both directions of a difference, ready to be written.
pub(crate) struct Plans {
    pub(crate) up: Plan,
    pub(crate) down: Plan,
}

/// The models against a live database, renamed as the user answered. Errors in the models end it, all of them reported at
/// once.
pub(crate) fn compare_models(
    project: &Project,
    connection: &mut Connection,
    answers: &[Answer],
) -> Result<Comparison, Failure> {
    let recorded = snapshot(project)?.map(|snapshot| snapshot.schema);
    let dialect = connection.dialect().map_err(refused)?;

    let roots = project.models()?;
    let Declared { schema: mut declared, models, diagnostics, sources } = self::declared(&roots, &dialect)?;
    let mut findings = Findings { diagnostics, sources };
    if models == 0 {
        findings.add(vec![no_model(project, &roots)])?;
    }

    let (live, remarks) = schemist_reflect::reflect(connection).map_err(refused)?;
    findings.add(remarks)?;

    findings.add(views(&mut declared, connection, &dialect)?)?;
    let managed = recorded.as_ref().map(names).unwrap_or_default();
    let mut options = DiffOptions {
        naming: project.config.naming(),
        recorded,
        ..DiffOptions::new(Scope::Models { managed })
    };
    options.renames.answers = answers.to_vec();
    if schemist_diff::may_be_renamed(Pair::new(&live, &declared)) {
        options.renames.earlier = renames::earlier(project, &roots, &dialect);
    }
    let mut difference = schemist_diff::compare(Pair::new(live, declared), &dialect, &options, |pair| {
        schemist_reflect::normalize(connection, pair).map_err(refused)
    })?;
    findings.add(std::mem::take(&mut difference.diagnostics))?;
    let managed = managed_part(&difference.after, &difference.declared);
    let Findings { diagnostics, sources } = findings;
    let settings = project.config.lint();
    let facts = Facts::default();
    let mut found = Comparison { dialect, difference, diagnostics, sources, managed, settings, facts };
    found.ask_of_rows(connection);
    Ok(found)
}

/// Takes the models of views out, and tells where the database has something else under their names.
fn views(
    declared: &mut Schema,
    connection: &mut Connection,
    dialect: &Dialect,
) -> Result<Vec<Diagnostic>, Failure> {
    let views = schemist_diff::take_views(declared);
    let names: Vec<QualifiedName> = views.iter().map(|view| view.name.clone()).collect();
    let live = schemist_reflect::relation_columns(connection, &names).map_err(refused)?;
    Ok(schemist_diff::compare_views(&views, &live, dialect))
}

/// An emptied file or a wrong path looks like this too, and all that was managed would be dropped.
fn no_model(project: &Project, sources: &ModelSources) -> Diagnostic {
    let roots: Vec<String> = sources.roots.iter().map(|root| project.shown(root)).collect();
    Diagnostic::warning(NO_MODELS, format!("there is no model in {}", roots.join(", ")))
        .with_help("a model is a struct with `#[derive(Model)]`")
}

/// What models declare.
pub(crate) struct Declared {
    /// In canonical form, with the names open that the models leave open.
    pub(crate) schema: Schema,
    /// How many models there are.
    pub(crate) models: usize,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) sources: Sources,
}

/// Reads models. Errors in them end it, all of them reported at once.
pub(crate) fn declared(sources: &ModelSources, dialect: &Dialect) -> Result<Declared, Failure> {
    let loaded = schemist_model::load(sources, dialect.engine())
        .map_err(|error| Failure::input(NO_MODELS, error.to_string()))?;
    let mut findings = Findings { diagnostics: loaded.diagnostics, sources: loaded.files };
    findings.stop_at_errors()?;
    let mut schema = loaded.schema;
    findings.add(dialect.canonicalize(&mut schema))?;
    let Findings { diagnostics, sources } = findings;
    Ok(Declared { schema, models: loaded.models, diagnostics, sources })
}

/// Two schemas in the engine's canonical form; what the second does not hold is dropped.
pub(crate) fn compare_schemas(pair: Pair<Schema>, dialect: Dialect) -> Result<Comparison, Failure> {
    compare_renamed(pair, dialect, &RenameOptions::default())
}

/// The same, with what is said of renames.
pub(crate) fn compare_renamed(
    pair: Pair<Schema>,
    dialect: Dialect,
    renames: &RenameOptions,
) -> Result<Comparison, Failure> {
    let options = DiffOptions { renames: renames.clone(), ..DiffOptions::new(Scope::Databases) };
    // Both sides are in the server's words.
    let difference = schemist_diff::compare(pair, &dialect, &options, |_| Ok::<_, Failure>(Vec::new()))?;
    Comparison::of(dialect, difference, Sources::new())
}

impl Comparison {
    /// Of a difference where nothing is recorded.
    pub(crate) fn of(
        dialect: Dialect,
        mut difference: Difference,
        sources: Sources,
    ) -> Result<Self, Failure> {
        let mut findings = Findings { diagnostics: Vec::new(), sources };
        findings.add(std::mem::take(&mut difference.diagnostics))?;
        let Findings { diagnostics, sources } = findings;
        let managed = difference.after.clone();
        Ok(Self {
            dialect,
            difference,
            diagnostics,
            sources,
            managed,
            settings: Settings::default(),
            facts: Facts::default(),
        })
    }

    /// Whether there is nothing to do.
    pub(crate) fn is_empty(&self) -> bool {
        self.difference.operations.is_empty()
    }

    /// Whether the models of views describe something else than the database has.
    pub(crate) fn views_differ(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == schemist_diff::VIEW_DIFFERS)
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
        self.judge(&up)?;
        Ok(Plans { up, down })
    }

    /// Adds what the rules have to say about a plan.
    pub(crate) fn judge(&mut self, plan: &Plan) -> Result<(), Failure> {
        let questions = self.diagnostics.iter().filter(|found| found.code == schemist_diff::POSSIBLE_RENAME);
        let told: BTreeSet<&str> = questions.filter_map(|question| question.subject.as_deref()).collect();
        let findings =
            schemist_lint::without_repeated_help(self.lint(plan), |subject| told.contains(subject));
        self.keep(findings)
    }

    fn lint(&self, plan: &Plan) -> Vec<Diagnostic> {
        let revision = Revision::planned(plan.is_transactional());
        self.with_lint_input(&revision, schemist_lint::lint)
    }

    /// Takes in what the rules and the summary want to know of the rows of the database that is to be changed.
    pub(crate) fn ask_of_rows(&mut self, connection: &mut Connection) {
        let revision = Revision::planned(true);
        self.facts = self.with_lint_input(&revision, |input| facts::gather(input, connection));
    }

    /// How many operations, on how many tables and rows, for people.
    pub(crate) fn figures(&self) -> String {
        schemist_report::figures(&self.difference.operations, &self.touched())
    }

    /// For each operation the rows it has to do with.
    pub(crate) fn touched(&self) -> Vec<Vec<Touched>> {
        self.with_lint_input(&Revision::planned(true), schemist_lint::touched)
    }

    fn with_lint_input<T>(&self, revision: &Revision, f: impl FnOnce(&LintInput<'_>) -> T) -> T {
        let Difference { operations, before, after, .. } = &self.difference;
        f(&LintInput {
            changes: &Change::planned(operations),
            before,
            after,
            dialect: &self.dialect,
            revision,
            facts: &self.facts,
            settings: &self.settings,
        })
    }

    /// Adds what there is to say; errors end it.
    pub(crate) fn keep(&mut self, diagnostics: Vec<Diagnostic>) -> Result<(), Failure> {
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
struct Findings {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

impl Findings {
    fn add(&mut self, diagnostics: Vec<Diagnostic>) -> Result<(), Failure> {
        // Thousands of findings must not each be compared with all.
        let mut said: BTreeSet<String> = self.diagnostics.iter().map(|d| d.message.clone()).collect();
        for diagnostic in diagnostics {
            if said.insert(diagnostic.message.clone()) || !self.diagnostics.contains(&diagnostic) {
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
pub(crate) fn managed_names(project: &Project) -> Result<BTreeSet<QualifiedName>, Failure> {
    Ok(snapshot(project)?.map(|snapshot| names(&snapshot.schema)).unwrap_or_default())
}

fn names(schema: &Schema) -> BTreeSet<QualifiedName> {
    let Schema { enums, sequences, tables, .. } = schema;
    tables.keys().chain(enums.keys()).chain(sequences.keys()).cloned().collect()
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
