use std::collections::{BTreeMap, BTreeSet};

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{ApplyError, Constraint, ConstraintKind, Operation, Pair, QualifiedName, Schema};

use crate::{Plan, Step, detours::Detours, item::Item, order::Ordered};

/// An operation does not fit the schema it is planned on.
const MISFIT: Code = Code::new("P103", "operation-does-not-fit");

/// Renders the items, one step each, or one for all changes of a table that has to be built anew.
pub(crate) fn lower(mut ordered: Ordered, before: &Schema, dialect: &Dialect) -> (Plan, Vec<Diagnostic>) {
    // An item that does not fit is reported below.
    let mut detours = Detours::around(&ordered.items, before, dialect).unwrap_or_default();
    detours.lay(&mut ordered.items);
    let enums = EnumUse::of(&ordered);
    let mut lowering = Lowering {
        dialect,
        state: Pair::new(before.clone(), before.clone()),
        enums,
        plan: Plan { engine: dialect.engine(), steps: Vec::with_capacity(ordered.items.len()) },
        ahead: Vec::new(),
        diagnostics: Vec::new(),
    };
    lowering.diagnostics.append(&mut detours.diagnostics);
    let outcome = match dialect.capabilities().alters_columns {
        true if dialect.capabilities().combines_alterations => lowering.combined(&ordered),
        true => ordered.items.iter().try_for_each(|item| lowering.step(item)),
        false => lowering.steps_by_table(&ordered),
    };
    if let Err(error) = outcome {
        lowering.diagnostics.push(
            Diagnostic::error(MISFIT, error.to_string())
                .with_note("the operations do not fit the schema they are planned on"),
        );
    }
    lowering.plan.steps.append(&mut detours.end);
    (lowering.plan, lowering.diagnostics)
}

struct Lowering<'a> {
    dialect: &'a Dialect,
    /// The schema just before and just after the operation at hand. Both are kept and moved on one
    /// behind the other: a copy for every operation would cost the square of the schema's size.
    state: Pair<Schema>,
    enums: EnumUse,
    plan: Plan,
    /// What the engine does by itself, before there is a step to put it into.
    ahead: Vec<Operation>,
    diagnostics: Vec<Diagnostic>,
}

impl Lowering<'_> {
    fn step(&mut self, item: &Item) -> Result<(), ApplyError> {
        apply(&mut self.state.next, item)?;
        if item.silent {
            match self.plan.steps.last_mut() {
                Some(step) => step.operations.extend(item.covered().iter().cloned()),
                None => self.ahead.extend(item.covered().iter().cloned()),
            }
            return apply(&mut self.state.previous, item);
        }
        match self.dialect.render(&item.operation, self.state.as_ref()) {
            Ok(mut statements) => {
                let mut notes = item.notes.clone();
                if self.enums.needs_commit(&item.operation) {
                    statements.iter_mut().for_each(|s| s.transactional = false);
                    notes.push("a new value cannot be used in the transaction that adds it".to_owned());
                }
                let mut operations = std::mem::take(&mut self.ahead);
                operations.extend(item.covered().iter().cloned());
                self.plan.steps.extend(item.detour.ahead.clone());
                self.plan.steps.push(Step { operations, statements, notes });
                self.plan.steps.extend(item.detour.behind.clone());
            }
            Err(unsupported) => {
                self.diagnostics.push(unsupported.into_diagnostic(&item.operation.describe()));
            }
        }
        apply(&mut self.state.previous, item)
    }

    /// The changes of each table in one statement, as far as nothing that depends on one of them comes
    /// between. Foreign keys go before and come after what else changes.
    fn combined(&mut self, ordered: &Ordered) -> Result<(), ApplyError> {
        let mut open = OpenTables::default();
        let mut done = BTreeSet::new();
        for (i, item) in ordered.items.iter().enumerate() {
            if done.contains(&i) {
                continue;
            }
            // Renamed after its foreign key, an index that the server made for it would be another by then.
            if let Some(at) = own_index_renamed(&ordered.items, item)
                && done.insert(at)
                && let Some(index) = ordered.items.get(at)
            {
                self.step(index)?;
            }
            let table = altered_table(&item.operation).filter(|_| combines(item));
            let adds_foreign_key = matches!(
                &item.operation,
                Operation::AddConstraint { constraint: Constraint::ForeignKey(_), .. }
            );
            if adds_foreign_key {
                while let Some((table, changes)) = open.close_first() {
                    self.alter_at_once(&table, &select(ordered, &changes))?;
                }
            }
            for needed in open.of_others(&ordered.predecessors[i], table) {
                let changes = open.close(&needed);
                self.alter_at_once(&needed, &select(ordered, &changes))?;
            }
            match table {
                Some(table) => open.add(table, i),
                None => self.step(item)?,
            }
        }
        while let Some((table, changes)) = open.close_first() {
            self.alter_at_once(&table, &select(ordered, &changes))?;
        }
        Ok(())
    }

    fn alter_at_once(&mut self, name: &QualifiedName, changes: &[&Item]) -> Result<(), ApplyError> {
        if let [item] = changes {
            return self.step(item);
        }
        for item in changes {
            apply(&mut self.state.next, item)?;
        }
        let operations: Vec<&Operation> = changes.iter().map(|item| &item.operation).collect();
        match self.dialect.alter_table(name, &operations, self.state.as_ref()) {
            Ok(statements) => {
                let mut covered = std::mem::take(&mut self.ahead);
                covered.extend(changes.iter().flat_map(|item| item.covered()).cloned());
                let notes = changes.iter().flat_map(|item| item.notes.clone()).collect();
                self.plan.steps.extend(changes.iter().filter_map(|item| item.detour.ahead.clone()));
                self.plan.steps.push(Step { operations: covered, statements, notes });
                self.plan.steps.extend(changes.iter().filter_map(|item| item.detour.behind.clone()));
            }
            Err(unsupported) => {
                let words = operations.iter().map(|o| o.describe()).collect::<Vec<_>>().join("; ");
                self.diagnostics.push(unsupported.into_diagnostic(&words));
            }
        }
        changes.iter().try_for_each(|item| apply(&mut self.state.previous, item))
    }

    /// Collects the changes of each table until another step depends on one of them.
    fn steps_by_table(&mut self, ordered: &Ordered) -> Result<(), ApplyError> {
        let mut open = OpenTables::default();
        for (i, item) in ordered.items.iter().enumerate() {
            let table = altered_table(&item.operation);
            for needed in open.of_others(&ordered.predecessors[i], table) {
                let changes = open.close(&needed);
                self.change_table(&needed, &select(ordered, &changes))?;
            }
            match table {
                Some(table) => open.add(table, i),
                None => self.step(item)?,
            }
        }
        while let Some((table, changes)) = open.close_first() {
            self.change_table(&table, &select(ordered, &changes))?;
        }
        Ok(())
    }

    /// Carries out changes of one table: one by one if the engine can, otherwise by building it anew.
    fn change_table(&mut self, name: &QualifiedName, changes: &[&Item]) -> Result<(), ApplyError> {
        let start = self.state.previous.tables.get(name).cloned();
        let mut reasons = Vec::new();
        for item in changes {
            apply(&mut self.state.next, item)?;
            if !self.dialect.alters_in_place(&item.operation, self.state.as_ref()) {
                reasons.push(item.operation.describe());
            }
            apply(&mut self.state.previous, item)?;
        }
        // None of the changes reaches beyond the table.
        if let Some(table) = &start {
            self.state.previous.tables.insert(name.clone(), table.clone());
        }
        if reasons.is_empty() {
            if let Some(table) = start {
                self.state.next.tables.insert(name.clone(), table);
            }
            return changes.iter().try_for_each(|item| self.step(item));
        }
        self.rebuild(name, changes, &reasons)?;
        changes.iter().try_for_each(|item| apply(&mut self.state.previous, item))
    }

    fn rebuild(
        &mut self,
        name: &QualifiedName,
        changes: &[&Item],
        reasons: &[String],
    ) -> Result<(), ApplyError> {
        let operations: Vec<Operation> = changes.iter().flat_map(|item| item.covered()).cloned().collect();
        let tables = self.state.as_ref().map(|schema| schema.tables.get(name));
        let Pair { previous: Some(previous), next: Some(next) } = tables else {
            let operation = operations.iter().map(Operation::describe).collect::<Vec<_>>().join("; ");
            return Err(ApplyError::Missing { operation, object: name.to_string() });
        };
        let values: Vec<(&str, &[Pair<String>])> = operations.iter().filter_map(replaced_values).collect();
        match self.dialect.rebuild_table(Pair::new(previous, next), self.state.as_ref(), &values) {
            Ok(statements) => {
                let mut notes: Vec<String> = changes.iter().flat_map(|item| item.notes.clone()).collect();
                notes.push(format!(
                    "{name} is built anew and its rows are moved, because {} cannot in place: {}",
                    self.dialect.engine(),
                    reasons.join("; ")
                ));
                self.plan.steps.push(Step { operations, statements, notes });
            }
            Err(unsupported) => {
                self.diagnostics.push(unsupported.into_diagnostic(&format!("build table {name} anew")));
            }
        }
        Ok(())
    }
}

/// Where an index that is called like a foreign key is renamed with it.
fn own_index_renamed(items: &[Item], item: &Item) -> Option<usize> {
    let Operation::RenameConstraint { table, kind: ConstraintKind::ForeignKey, name } = &item.operation
    else {
        return None;
    };
    items.iter().position(|other| {
        matches!(&other.operation, Operation::RenameIndex { table: t, name: n }
            if t == table && n.previous == name.previous)
    })
}

/// Whether it can share a statement with other changes of its table.
fn combines(item: &Item) -> bool {
    !item.silent
        && !matches!(
            &item.operation,
            Operation::RenameConstraint { .. }
                | Operation::ReplaceValues { .. }
                | Operation::AddConstraint { constraint: Constraint::ForeignKey(_), .. }
                | Operation::DropConstraint { constraint: Constraint::ForeignKey(_), .. }
        )
}

fn replaced_values(operation: &Operation) -> Option<(&str, &[Pair<String>])> {
    match operation {
        Operation::ReplaceValues { column, values, .. } => Some((column, values)),
        _ => None,
    }
}

fn apply(schema: &mut Schema, item: &Item) -> Result<(), ApplyError> {
    item.covered().iter().try_for_each(|operation| schema.apply(operation))
}

fn select<'a>(ordered: &'a Ordered, places: &[usize]) -> Vec<&'a Item> {
    places.iter().filter_map(|i| ordered.items.get(*i)).collect()
}

/// The table whose definition an operation changes, if it can be part of building the table anew.
fn altered_table(operation: &Operation) -> Option<&QualifiedName> {
    match operation {
        Operation::CreateTable { .. }
        | Operation::DropTable { .. }
        | Operation::RenameTable { .. }
        | Operation::RenameColumn { .. } => None,
        other => other.table(),
    }
}

/// Tables with changes that are not yet carried out.
#[derive(Debug, Default)]
struct OpenTables<'a> {
    changes: BTreeMap<&'a QualifiedName, Vec<usize>>,
    tables: BTreeMap<usize, &'a QualifiedName>,
}

impl<'a> OpenTables<'a> {
    fn add(&mut self, table: &'a QualifiedName, item: usize) {
        self.changes.entry(table).or_default().push(item);
        self.tables.insert(item, table);
    }

    /// The open tables with one of the items among their changes.
    fn of_others(&self, items: &[usize], own: Option<&QualifiedName>) -> Vec<QualifiedName> {
        let tables: BTreeSet<&QualifiedName> =
            items.iter().filter_map(|i| self.tables.get(i).copied()).collect();
        tables.into_iter().filter(|table| Some(*table) != own).cloned().collect()
    }

    fn close(&mut self, table: &QualifiedName) -> Vec<usize> {
        let changes = self.changes.remove(table).unwrap_or_default();
        for item in &changes {
            self.tables.remove(item);
        }
        changes
    }

    fn close_first(&mut self) -> Option<(QualifiedName, Vec<usize>)> {
        let table = self.changes.keys().next().copied()?;
        Some((table.clone(), self.close(table)))
    }
}

/// What is needed to say whether a new enum value is used at once.
struct EnumUse {
    literals: BTreeSet<String>,
    /// Types to which a column with rows is converted.
    converted_to: BTreeSet<QualifiedName>,
}

impl EnumUse {
    fn of(ordered: &Ordered) -> Self {
        let mut converted_to = BTreeSet::new();
        for item in &ordered.items {
            if let Operation::AlterColumn { column, .. } = &item.operation
                && column.previous.ty != column.next.ty
            {
                converted_to.extend(column.next.ty.enum_name().cloned());
            }
        }
        Self { literals: ordered.literals.clone(), converted_to }
    }

    /// Whether it only adds values, some of which the same plan uses: a type made anew has no such rule.
    fn needs_commit(&self, operation: &Operation) -> bool {
        let Operation::AlterEnum { name, values } = operation else { return false };
        let mut old = values.previous.iter().peekable();
        let mut added = Vec::new();
        for value in &values.next {
            if old.next_if_eq(&value).is_none() {
                added.push(value);
            }
        }
        let only_adds = old.peek().is_none();
        only_adds
            && (self.converted_to.contains(name) || added.into_iter().any(|v| self.literals.contains(v)))
    }
}
