use std::collections::BTreeSet;

use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{ApplyError, Operation, Pair, QualifiedName, Referrers, Schema};

use crate::{
    Plan, Step,
    detours::Detours,
    groups::{OpenTables, altered_table, groups},
    item::Item,
    order::Ordered,
    restrictions::joined,
    unresolved::Unresolved,
};

/// An operation does not fit the schema it is planned on.
const MISFIT: Code = Code::new("P103", "operation-does-not-fit");

/// Renders the items, one step each, or one for all changes of a table that has to be built anew.
pub(crate) fn lower(ordered: Ordered, before: &Schema, dialect: &Dialect) -> (Plan, Vec<Diagnostic>) {
    let groups = match dialect.capabilities().alters_columns {
        true => groups(&ordered, dialect),
        false => (0..ordered.items.len()).map(|place| vec![place]).collect(),
    };
    // An item that does not fit is reported below.
    let mut detours = Detours::around(&ordered.items, &groups, before, dialect).unwrap_or_default();
    let enums = EnumUse::of(&ordered);
    let mut lowering = Lowering {
        dialect,
        state: Pair::new(before.clone(), before.clone()),
        enums,
        referrers: Referrers::along(before, ordered.items.iter().flat_map(Item::covered)),
        plan: Plan { engine: dialect.engine(), steps: Vec::with_capacity(ordered.items.len()) },
        ahead: Vec::new(),
        unresolved: Unresolved::default(),
        diagnostics: Vec::new(),
    };
    lowering.diagnostics.append(&mut detours.diagnostics);
    let outcome = match dialect.capabilities().alters_columns {
        true => groups.iter().enumerate().try_for_each(|(place, group)| {
            let steps = lowering.plan.steps.len();
            lowering.alter_at_once(&select(&ordered, group))?;
            detours.lay(place, steps, &mut lowering.plan.steps);
            Ok(())
        }),
        false => lowering.steps_by_table(&ordered),
    };
    if let Err(error) = outcome {
        lowering.diagnostics.push(
            Diagnostic::error(MISFIT, error.to_string())
                .with_note("the operations do not fit the schema they are planned on"),
        );
    }
    lowering.plan.steps.append(&mut detours.end);
    lowering.diagnostics.extend(lowering.unresolved.refuse(&lowering.state.previous));
    (lowering.plan, lowering.diagnostics)
}

struct Lowering<'a> {
    dialect: &'a Dialect,
    /// The schema just before and just after the operation at hand. Both are kept and moved on one
    /// behind the other: a copy for every operation would cost the square of the schema's size.
    state: Pair<Schema>,
    enums: EnumUse,
    /// Who may refer to whom, at whatever place of the plan.
    referrers: Referrers,
    plan: Plan,
    /// What the engine does by itself, before there is a step to put it into.
    ahead: Vec<Operation>,
    unresolved: Unresolved,
    diagnostics: Vec<Diagnostic>,
}

impl Lowering<'_> {
    fn step(&mut self, item: &Item) -> Result<(), ApplyError> {
        self.unresolved.note(item, &self.state.previous, self.dialect);
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
                self.plan.steps.push(Step { operations, statements, notes });
            }
            Err(unsupported) => {
                self.diagnostics.push(unsupported.into_diagnostic(&item.operation.describe()));
            }
        }
        apply(&mut self.state.previous, item)
    }

    /// Carries out changes that share a statement.
    fn alter_at_once(&mut self, changes: &[&Item]) -> Result<(), ApplyError> {
        let (first, more) = match changes {
            [] => return Ok(()),
            [first, more @ ..] => (first, more),
        };
        let Some(name) = first.operation.table().filter(|_| !more.is_empty()) else {
            return self.step(first);
        };
        for item in changes {
            apply(&mut self.state.next, item)?;
        }
        let operations: Vec<&Operation> = changes.iter().map(|item| &item.operation).collect();
        match self.dialect.alter_table(name, &operations, self.state.as_ref()) {
            Ok(statements) => {
                let mut covered = std::mem::take(&mut self.ahead);
                covered.extend(changes.iter().flat_map(|item| item.covered()).cloned());
                let notes = changes.iter().flat_map(|item| item.notes.clone()).collect();
                self.plan.steps.push(Step { operations: covered, statements, notes });
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
            self.unresolved.note(item, &self.state.previous, self.dialect);
            apply(&mut self.state.next, item)?;
            if !self.dialect.alters_in_place(&item.operation, self.state.as_ref()) {
                let reason = item.operation.describe();
                reasons.extend(Some(reason).filter(|reason| !reasons.contains(reason)));
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
        let operations = joined(changes.iter().flat_map(|item| item.covered()).cloned().collect());
        let tables = self.state.as_ref().map(|schema| schema.tables.get(name));
        let Pair { previous: Some(previous), next: Some(next) } = tables else {
            let operation = operations.iter().map(Operation::describe).collect::<Vec<_>>().join("; ");
            return Err(ApplyError::Missing { operation, object: name.to_string() });
        };
        let values: Vec<(&str, &[Pair<String>])> = operations.iter().filter_map(replaced_values).collect();
        match self.dialect.rebuild_table(
            Pair::new(previous, next),
            self.state.as_ref(),
            &self.referrers,
            &values,
        ) {
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
