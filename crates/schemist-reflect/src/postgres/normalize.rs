//! Normalization by execution: declared expressions are put on temporary tables and read back by the same
//! queries that read the live ones. All of it is rolled back.

use std::collections::{BTreeMap, BTreeSet};

use diesel::pg::PgConnection;
use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::{Dialect, Statement};
use schemist_schema::{
    Column, Engine, Expression, Index, IndexTarget, Operation, Pair, QualifiedName, Schema, Table,
};

use super::catalogue::{self, TableRows, Tables};
use super::pieces::{self, Piece, Place, TEMPORARY};
use super::scratch::{Refusal, attempt, undone};
use super::scratch_types::ScratchTypes;
use super::sequences::Sequences;
use super::{Names, enums, equal_defaults, missing_types, session, tables, version};
use crate::ReflectError;

/// The server does not take an expression or a type.
pub(super) const REFUSED: Code = Code::new("R112", "refused-by-server");
/// The server could not be asked.
const NOT_COMPARED: Code = Code::new("R113", "expressions-not-compared");

pub(super) fn normalize(
    connection: &mut PgConnection,
    pair: &mut Pair<Schema>,
) -> Result<Vec<Diagnostic>, ReflectError> {
    let dialect = Dialect::at_version(Engine::Postgres, version(connection)?);
    let mut diagnostics = missing_types::findings(connection, pair, &dialect)?;
    let known: BTreeSet<Option<String>> = diagnostics.iter().map(|d| d.subject.clone()).collect();
    let more = ask_in_scratch(connection, pair, dialect)?;
    diagnostics.extend(more.into_iter().filter(|d| !known.contains(&d.subject)));
    Ok(diagnostics)
}

fn ask_in_scratch(
    connection: &mut PgConnection,
    pair: &mut Pair<Schema>,
    dialect: Dialect,
) -> Result<Vec<Diagnostic>, ReflectError> {
    let mut work: Vec<Work> = Vec::new();
    for (name, next) in &pair.next.tables {
        let pieces = pieces::pieces(pair.previous.tables.get(name), next);
        if !pieces.is_empty() {
            work.push(Work { table: name.clone(), pieces });
        }
    }
    if work.is_empty() {
        return Ok(Vec::new());
    }
    session::in_scratch(connection, |connection, default_namespace| {
        if let Err(refusal) = undone(connection, probe)? {
            return Ok(vec![not_compared(&refusal)]);
        }
        let names = Names { default_namespace };
        let live_enums = enums(&names, catalogue::enums(connection)?);
        let types = ScratchTypes::new(&pair.next, &live_enums, &names.default_namespace);
        let mut normalizer = Normalizer { dialect, types, refused: BTreeSet::new(), diagnostics: Vec::new() };
        normalizer.create_types(connection, &pair.next)?;
        for wave in waves(work) {
            let found = undone(connection, |connection| normalizer.ask(connection, &pair.next, &wave))?;
            normalizer.adopt(&wave, &found, &mut pair.next);
        }
        equal_defaults::adopt(connection, pair, &normalizer.dialect, &normalizer.types)?;
        Ok(normalizer.diagnostics)
    })
}

/// The pieces of one table.
struct Work {
    table: QualifiedName,
    pieces: Vec<Piece>,
}

/// Tables of one name in several namespaces cannot stand in scratch at once.
fn waves(work: Vec<Work>) -> Vec<Vec<Work>> {
    let mut waves: Vec<(BTreeSet<String>, Vec<Work>)> = Vec::new();
    for item in work {
        let name = item.table.name.clone();
        match waves.iter_mut().find(|(names, _)| !names.contains(&name)) {
            Some((names, wave)) => {
                names.insert(name);
                wave.push(item);
            }
            None => waves.push((BTreeSet::from([name]), vec![item])),
        }
    }
    waves.into_iter().map(|(_, wave)| wave).collect()
}

/// Whether temporary tables can be made at all.
fn probe(connection: &mut PgConnection) -> Result<Result<(), Refusal>, ReflectError> {
    attempt(connection, &[Statement::new("CREATE TEMPORARY TABLE schemist_probe ()")])
}

struct Normalizer {
    dialect: Dialect,
    types: ScratchTypes,
    /// Pieces that are not on the scratch tables.
    refused: BTreeSet<(QualifiedName, Place)>,
    diagnostics: Vec<Diagnostic>,
}

impl Normalizer {
    fn create_types(&mut self, connection: &mut PgConnection, next: &Schema) -> Result<(), ReflectError> {
        for (in_scratch, declared) in self.types.types(next) {
            let operation = Operation::CreateEnum { enum_type: in_scratch };
            if let Err(refusal) = attempt(connection, &self.render(&operation))? {
                let message =
                    format!("the server refuses the enum type `{}`: {}", declared.name, refusal.message);
                let diagnostic = Diagnostic::error(REFUSED, message).with_subject(declared.name.to_string());
                self.diagnostics
                    .push(explained(diagnostic, &refusal).with_span(declared.origin.span.clone()));
            }
        }
        Ok(())
    }

    /// Puts the pieces on scratch tables and reads those.
    fn ask(
        &mut self,
        connection: &mut PgConnection,
        next: &Schema,
        wave: &[Work],
    ) -> Result<BTreeMap<String, Table>, ReflectError> {
        let mut all = Vec::new();
        for work in wave {
            let Some(table) = next.tables.get(&work.table) else { continue };
            let columns = self.base_columns(table, work);
            let pieces = work.pieces.iter().map(|piece| self.in_scratch(piece)).collect();
            all.push(ScratchTable { work, columns, pieces });
        }
        // All at once where all is well; otherwise table by table, and piece by piece where that fails too.
        let statements: Vec<Statement> = all.iter().flat_map(ScratchTable::statements).collect();
        if attempt(connection, &statements)?.is_err() {
            for table in &all {
                if attempt(connection, &table.statements().collect::<Vec<_>>())?.is_err() {
                    self.step_by_step(connection, next, table)?;
                }
            }
        }
        read(connection)
    }

    /// What the scratch table begins with: all columns but the generated ones that are asked for.
    fn base_columns(&self, table: &Table, work: &Work) -> Vec<Statement> {
        let asked = |i: usize| work.pieces.iter().any(|p| p.place == Place::Generated(i));
        let mut scratch = scratch_table(&work.table);
        let columns = table.columns.iter().enumerate().filter(|(i, _)| !asked(*i));
        scratch.columns = columns.map(|(_, c)| self.plain(c)).collect();
        self.render(&Operation::CreateTable { table: Box::new(scratch) })
    }

    fn plain(&self, column: &Column) -> Column {
        let mut column = pieces::plain(column);
        column.ty = self.types.column_type(&column.ty);
        column
    }

    /// The statements of a piece, its types and expressions as they are called in scratch.
    fn in_scratch(&self, piece: &Piece) -> Vec<Statement> {
        let mut operation = piece.operation.clone();
        let rewrite = |expression: &mut Expression| *expression = self.types.in_scratch(expression);
        match &mut operation {
            Operation::AlterColumn { column, .. } => {
                column.previous.ty = self.types.column_type(&column.previous.ty);
                column.next.ty = column.previous.ty.clone();
                column.next.default.iter_mut().for_each(rewrite);
            }
            Operation::AddColumn { column, .. } => {
                column.ty = self.types.column_type(&column.ty);
                column.generated.iter_mut().for_each(|g| rewrite(&mut g.expression));
            }
            Operation::AddConstraint { constraint, .. } => match constraint {
                schemist_schema::Constraint::Check(check) => rewrite(&mut check.expression),
                schemist_schema::Constraint::Exclusion(exclusion) => rewrite(&mut exclusion.definition),
                schemist_schema::Constraint::PrimaryKey(_)
                | schemist_schema::Constraint::Unique(_)
                | schemist_schema::Constraint::ForeignKey(_) => {}
            },
            Operation::CreateIndex { index, .. } => {
                index.predicate.iter_mut().for_each(rewrite);
                for key in &mut index.keys {
                    if let IndexTarget::Expression(expression) = &mut key.target {
                        rewrite(expression);
                    }
                }
            }
            _ => {}
        }
        self.render(&operation)
    }

    /// What the dialect cannot express was said when the models were brought into canonical form.
    fn render(&self, operation: &Operation) -> Vec<Statement> {
        let nothing = Schema::default();
        self.dialect.render(operation, Pair::new(&nothing, &nothing)).unwrap_or_default()
    }

    fn step_by_step(
        &mut self,
        connection: &mut PgConnection,
        next: &Schema,
        scratch: &ScratchTable<'_>,
    ) -> Result<(), ReflectError> {
        let Some(table) = next.tables.get(&scratch.work.table) else { return Ok(()) };
        if attempt(connection, &scratch.columns)?.is_err() {
            self.column_by_column(connection, table, scratch.work)?;
        }
        for (piece, statements) in scratch.work.pieces.iter().zip(&scratch.pieces) {
            let Err(refusal) = attempt(connection, statements)? else { continue };
            self.refused.insert((table.name.clone(), piece.place));
            if let Some(diagnostic) = refused_piece(table, piece, &refusal) {
                self.diagnostics.push(diagnostic);
            }
            // What mentions the column can still be asked for.
            if let Place::Generated(i) = piece.place
                && let Some(column) = table.columns.get(i)
            {
                let column = Box::new(self.plain(column));
                let operation = Operation::AddColumn { table: scratch_name(&table.name), column };
                // Where its type is unknown too, that is what the refusal is about.
                let _ = attempt(connection, &self.render(&operation))?;
            }
        }
        Ok(())
    }

    fn column_by_column(
        &mut self,
        connection: &mut PgConnection,
        table: &Table,
        work: &Work,
    ) -> Result<(), ReflectError> {
        let empty = Operation::CreateTable { table: Box::new(scratch_table(&table.name)) };
        if let Err(refusal) = attempt(connection, &self.render(&empty))? {
            self.diagnostics.push(not_compared(&refusal).with_subject(table.name.to_string()));
            self.refused.extend(work.pieces.iter().map(|p| (table.name.clone(), p.place)));
            return Ok(());
        }
        for (i, column) in table.columns.iter().enumerate() {
            if work.pieces.iter().any(|p| p.place == Place::Generated(i)) {
                continue;
            }
            let operation = Operation::AddColumn {
                table: scratch_name(&table.name),
                column: Box::new(self.plain(column)),
            };
            if let Err(refusal) = attempt(connection, &self.render(&operation))? {
                self.diagnostics.push(refused_column(table, column, &self.dialect, &refusal));
            }
        }
        Ok(())
    }

    /// Takes over the words of the server.
    fn adopt(&self, wave: &[Work], found: &BTreeMap<String, Table>, next: &mut Schema) {
        for work in wave {
            let Some(table) = next.tables.get_mut(&work.table) else { continue };
            let Some(scratch) = found.get(&work.table.name) else { continue };
            for piece in &work.pieces {
                if !self.refused.contains(&(work.table.clone(), piece.place)) {
                    self.adopt_piece(piece.place, scratch, table);
                } else if let Place::Default(i) = piece.place
                    && let Some(default) = table.columns.get_mut(i).and_then(|c| c.default.as_mut())
                    && let Some(in_full) = pieces::nextval_in_full(default)
                {
                    *default = in_full;
                }
            }
        }
    }

    fn adopt_piece(&self, place: Place, scratch: &Table, table: &mut Table) {
        let name = Some(place.scratch_name(&table.name.name));
        let words = |e: &Expression| self.types.out_of_scratch(e);
        match place {
            Place::Default(i) => {
                if let Some(column) = table.columns.get_mut(i)
                    && let Some(found) = scratch.columns.named(&column.name)
                {
                    column.default = found.default.as_ref().map(words);
                }
            }
            Place::Generated(i) => {
                if let Some(column) = table.columns.get_mut(i)
                    && let Some(found) =
                        scratch.columns.named(&column.name).and_then(|c| c.generated.as_ref())
                    && let Some(generated) = &mut column.generated
                {
                    generated.expression = words(&found.expression);
                }
            }
            Place::Check(i) => {
                if let Some(found) = scratch.checks.iter().find(|c| c.name == name)
                    && let Some(check) = table.checks.get_mut(i)
                {
                    check.expression = words(&found.expression);
                }
            }
            Place::Exclusion(i) => {
                if let Some(found) = scratch.exclusions.iter().find(|c| c.name == name)
                    && let Some(exclusion) = table.exclusions.get_mut(i)
                {
                    exclusion.definition = words(&found.definition);
                }
            }
            Place::Index(i) => {
                if let Some(found) = scratch.indexes.iter().find(|c| c.name == name)
                    && let Some(index) = table.indexes.get_mut(i)
                {
                    self.adopt_index(found, index);
                }
            }
        }
    }

    fn adopt_index(&self, found: &Index, index: &mut Index) {
        if found.keys.len() == index.keys.len() {
            index.keys.clone_from(&found.keys);
            for key in &mut index.keys {
                if let IndexTarget::Expression(expression) = &mut key.target {
                    *expression = self.types.out_of_scratch(expression);
                }
            }
        }
        index.predicate = found.predicate.as_ref().map(|e| self.types.out_of_scratch(e));
    }
}

struct ScratchTable<'a> {
    work: &'a Work,
    columns: Vec<Statement>,
    /// Of each piece.
    pieces: Vec<Vec<Statement>>,
}

impl ScratchTable<'_> {
    fn statements(&self) -> impl Iterator<Item = Statement> + '_ {
        self.columns.iter().chain(self.pieces.iter().flatten()).cloned()
    }
}

fn scratch_name(table: &QualifiedName) -> QualifiedName {
    QualifiedName::in_namespace(Some(TEMPORARY.to_owned()), &table.name)
}

fn scratch_table(table: &QualifiedName) -> Table {
    Table::new(scratch_name(table))
}

/// The scratch tables by their bare names.
fn read(connection: &mut PgConnection) -> Result<BTreeMap<String, Table>, ReflectError> {
    let rows = TableRows::read(connection, Tables::Temporary)?;
    let default_namespace = rows.tables.first().map(|t| t.namespace.clone()).unwrap_or_default();
    let names = Names { default_namespace };
    let tables = tables::assemble(&names, rows, &Sequences::new(Vec::new()), &mut Vec::new());
    Ok(tables.core.into_values().map(|t| (t.name.name.clone(), t)).collect())
}

fn not_compared(refusal: &Refusal) -> Diagnostic {
    let message = format!("expressions could not be compared by the server: {}", refusal.message);
    explained(Diagnostic::warning(NOT_COMPARED, message), refusal)
        .with_note("they are compared as text: one that is only spelled differently counts as changed")
        .with_help("connect to a server that may be written to, as a role with the privilege TEMPORARY on the database")
}

fn refused_piece(table: &Table, piece: &Piece, refusal: &Refusal) -> Option<Diagnostic> {
    if let Place::Default(i) = piece.place
        && let Some(default) = table.columns.get(i).and_then(|c| c.default.as_ref())
        && pieces::nextval_in_full(default).is_some()
    {
        // The sequence comes with the same migration.
        return None;
    }
    let message = format!("the server refuses {}: {}", piece.subject, refusal.message);
    let diagnostic = Diagnostic::error(REFUSED, message)
        .with_subject(table.name.to_string())
        .with_span(piece.span.clone())
        .with_note(format!("as declared: {}", piece.text));
    Some(explained(diagnostic, refusal))
}

fn refused_column(table: &Table, column: &Column, dialect: &Dialect, refusal: &Refusal) -> Diagnostic {
    let subject = format!("{}.{}", table.name, column.name);
    let message = format!("the server refuses the column `{subject}`: {}", refusal.message);
    let diagnostic = Diagnostic::error(REFUSED, message)
        .with_subject(subject)
        .with_span(column.origin.span.clone())
        .with_note(format!("its type is {}", dialect.render_type(&column.ty)));
    explained(diagnostic, refusal)
}

fn explained(mut diagnostic: Diagnostic, refusal: &Refusal) -> Diagnostic {
    if let Some(detail) = &refusal.detail {
        diagnostic = diagnostic.with_note(detail.clone());
    }
    if let Some(hint) = &refusal.hint {
        diagnostic = diagnostic.with_help(hint.clone());
    }
    if let Some(sql) = Dialect::new(Engine::Postgres).create_extension_for_error(&refusal.message) {
        diagnostic =
            diagnostic.with_help(format!("write `{sql};` into a revision of its own before this one"));
    }
    diagnostic
}
