use crate::{
    CommentTarget, Constraint, IndexTarget, Namespace, Operation, Pair, QualifiedName, Schema, Table, sql,
};

/// An operation that does not fit the schema it is applied to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// What it changes or removes is not there.
    #[error("{operation}: {object} does not exist")]
    Missing {
        /// The operation in words.
        operation: String,
        /// What is missing.
        object: String,
    },
    /// What it creates is there already.
    #[error("{operation}: {object} exists already")]
    Exists {
        /// The operation in words.
        operation: String,
        /// What is in the way.
        object: String,
    },
    /// What is there is not what the operation says it changes.
    #[error("{operation}: {object} is not as the operation expects it")]
    Different {
        /// The operation in words.
        operation: String,
        /// What differs.
        object: String,
    },
}

impl Schema {
    /// The schema after an operation, as the database would hold it: a rename is followed by all that
    /// refers to the name, a dropped table takes what hangs on it along.
    ///
    /// # Errors
    /// Where the operation does not fit; the schema is as it was.
    pub fn apply(&mut self, operation: &Operation) -> Result<(), ApplyError> {
        let cx = Context(operation);
        match operation {
            Operation::CreateNamespace { name } => {
                cx.absent(self.namespaces.contains_key(name), name)?;
                self.namespaces.insert(name.clone(), Namespace::default());
            }
            Operation::DropNamespace { name } => {
                self.namespaces.remove(name).ok_or_else(|| cx.missing(name))?;
            }
            Operation::CreateTable { table } => {
                cx.absent(self.tables.contains_key(&table.name), &table.name)?;
                self.insert_table((**table).clone());
                self.reunite_with(&table.name);
            }
            Operation::DropTable { table } => {
                self.tables.remove(&table.name).ok_or_else(|| cx.missing(&table.name))?;
                self.sequences.retain(|_, s| s.owned_by.as_ref().is_none_or(|(t, _)| *t != table.name));
                self.part_with(&table.name);
            }
            Operation::RenameTable { name } => self.rename_table(&cx, name)?,
            Operation::SetTableOptions { table, options } => {
                let table = cx.table(self, table)?;
                table.options = options.next.clone();
            }
            Operation::AddColumn { table, column } => {
                let table = cx.table(self, table)?;
                cx.absent(table.columns.named(&column.name).is_some(), &column.name)?;
                table.columns.push((**column).clone());
            }
            Operation::DropColumn { table, column } => {
                let columns = &mut cx.table(self, table)?.columns;
                let at = columns.iter().position(|c| c.name == column.name);
                columns.remove(at.ok_or_else(|| cx.missing(&column.name))?);
                let owner = Some((table.clone(), column.name.clone()));
                self.sequences.retain(|_, s| s.owned_by != owner);
            }
            Operation::RenameColumn { table, name } => self.rename_column(&cx, table, name)?,
            Operation::AlterColumn { table, column } => {
                let slot = cx
                    .table(self, table)?
                    .columns
                    .named_mut(&column.previous.name)
                    .ok_or_else(|| cx.missing(&column.previous.name))?;
                let comment = slot.comment.take();
                *slot = column.next.clone();
                slot.comment = comment;
            }
            Operation::AddConstraint { table, constraint } => {
                let table = cx.table(self, table)?;
                let taken = match constraint {
                    Constraint::PrimaryKey(_) => table.primary_key.is_some(),
                    _ => constraint
                        .name()
                        .is_some_and(|name| table.constraints().any(|c| c.name() == Some(name))),
                };
                cx.absent(taken, constraint.describe())?;
                table.push_constraint(constraint.clone());
                table.sort();
            }
            Operation::DropConstraint { table, constraint } => {
                let table = cx.table(self, table)?;
                if !table.remove_constraint(constraint) {
                    let same_name = table
                        .constraints()
                        .find(|c| c.name().is_some() && c.name() == constraint.name())
                        .filter(|c| c.kind() == constraint.kind());
                    let found = same_name.ok_or_else(|| cx.missing(constraint.describe()))?;
                    table.remove_constraint(&found);
                }
            }
            Operation::RenameConstraint { table, kind, name } => {
                let found = cx.table(self, table)?;
                let (slot, _) = found
                    .constraint_slots(*kind, &name.previous)
                    .ok_or_else(|| cx.missing(&name.previous))?;
                *slot = Some(name.next.clone());
                found.sort();
            }
            Operation::ValidateConstraint { table, constraint } => {
                let table = cx.table(self, table)?;
                let found = table.remove_constraint(&constraint.previous);
                if !found {
                    return Err(cx.missing(constraint.previous.describe()));
                }
                table.push_constraint(constraint.next.clone());
                table.sort();
            }
            // Rows are no part of a schema.
            Operation::ReplaceValues { table, column, .. } => {
                let columns = &cx.table(self, table)?.columns;
                columns.named(column).ok_or_else(|| cx.missing(column))?;
            }
            Operation::CreateIndex { table, index } => {
                let table = cx.table(self, table)?;
                let taken = index.name.as_deref().is_some_and(|name| table.index(name).is_some());
                cx.absent(taken, index.display_name())?;
                table.indexes.push((**index).clone());
                table.sort();
            }
            Operation::DropIndex { table, index } => {
                let indexes = &mut cx.table(self, table)?.indexes;
                let at = indexes.iter().position(|i| i.name == index.name);
                indexes.remove(at.ok_or_else(|| cx.missing(index.display_name()))?);
            }
            Operation::RenameIndex { table, name } => {
                let table = cx.table(self, table)?;
                let index = table.indexes.iter_mut().find(|i| i.name.as_ref() == Some(&name.previous));
                index.ok_or_else(|| cx.missing(&name.previous))?.name = Some(name.next.clone());
                table.sort();
            }
            Operation::CreateEnum { enum_type } => {
                cx.absent(self.enums.contains_key(&enum_type.name), &enum_type.name)?;
                self.enums.insert(enum_type.name.clone(), enum_type.clone());
            }
            Operation::DropEnum { enum_type } => {
                self.enums.remove(&enum_type.name).ok_or_else(|| cx.missing(&enum_type.name))?;
            }
            Operation::RenameEnum { name } => {
                cx.absent(self.enums.contains_key(&name.next), &name.next)?;
                let mut found =
                    self.enums.remove(&name.previous).ok_or_else(|| cx.missing(&name.previous))?;
                found.name = name.next.clone();
                self.enums.insert(name.next.clone(), found);
                for column in self.tables.values_mut().flat_map(|t| t.columns.iter_mut()) {
                    let element = column.ty.element_mut();
                    if *element == crate::ColumnType::Enum(name.previous.clone()) {
                        *element = crate::ColumnType::Enum(name.next.clone());
                    }
                }
                self.rewrite_expressions(|sql| sql::rename_cast(sql, &name.previous, &name.next));
            }
            Operation::RenameEnumValue { name, value } => {
                let values = &mut self.enums.get_mut(name).ok_or_else(|| cx.missing(name))?.values;
                cx.absent(values.contains(&value.next), &value.next)?;
                let slot = values.iter_mut().find(|v| **v == value.previous);
                *slot.ok_or_else(|| cx.missing(&value.previous))? = value.next.clone();
                self.rewrite_expressions(|sql| {
                    sql::rename_cast_value(sql, name, &value.previous, &value.next)
                });
            }
            Operation::AlterEnum { name, values } => {
                let found = self.enums.get_mut(name).ok_or_else(|| cx.missing(name))?;
                if found.values != values.previous {
                    return Err(cx.different(name));
                }
                found.values = values.next.clone();
            }
            Operation::CreateSequence { sequence } => {
                cx.absent(self.sequences.contains_key(&sequence.name), &sequence.name)?;
                self.sequences.insert(sequence.name.clone(), sequence.clone());
            }
            // Dropping the owner may have taken it along already.
            Operation::DropSequence { sequence } => {
                let found = self.sequences.remove(&sequence.name).is_some();
                if !found && sequence.owned_by.is_none() {
                    return Err(cx.missing(&sequence.name));
                }
            }
            Operation::AlterSequence { sequence } => {
                let name = &sequence.previous.name;
                let slot = self.sequences.get_mut(name).ok_or_else(|| cx.missing(name))?;
                let comment = slot.comment.take();
                *slot = sequence.next.clone();
                slot.comment = comment;
            }
            Operation::RenameSequence { name } => {
                cx.absent(self.sequences.contains_key(&name.next), &name.next)?;
                let mut found =
                    self.sequences.remove(&name.previous).ok_or_else(|| cx.missing(&name.previous))?;
                found.name = name.next.clone();
                self.sequences.insert(name.next.clone(), found);
            }
            Operation::SetComment { on, comment } => *cx.comment_slot(self, on)? = comment.next.clone(),
        }
        self.objects_follow(operation);
        Ok(())
    }

    /// Views, triggers and the like follow a rename. One that is away with its table is not one of the table that
    /// takes the name.
    fn objects_follow(&mut self, operation: &Operation) {
        let mut here = std::mem::take(&mut self.unmanaged);
        let mut away = std::mem::take(&mut self.departed);
        let renamed = operation.table();
        let others = away.iter_mut().filter(|o| renamed.is_none_or(|table| !o.is_attached_to(table)));
        here.iter_mut().chain(others).for_each(|object| object.follow(operation, self));
        self.unmanaged = here;
        self.departed = away;
    }

    fn rename_table(&mut self, cx: &Context<'_>, name: &Pair<QualifiedName>) -> Result<(), ApplyError> {
        cx.absent(self.tables.contains_key(&name.next), &name.next)?;
        let mut table = self.tables.remove(&name.previous).ok_or_else(|| cx.missing(&name.previous))?;
        table.name = name.next.clone();
        follow_table(&mut table, name);
        self.tables.insert(name.next.clone(), table);
        for table in self.tables.values_mut() {
            for key in &mut table.foreign_keys {
                if key.references == name.previous {
                    key.references = name.next.clone();
                }
            }
            table.sort();
        }
        for sequence in self.sequences.values_mut() {
            if let Some((table, _)) = &mut sequence.owned_by
                && *table == name.previous
            {
                *table = name.next.clone();
            }
        }
        Ok(())
    }

    fn rename_column(
        &mut self,
        cx: &Context<'_>,
        table_name: &QualifiedName,
        name: &Pair<String>,
    ) -> Result<(), ApplyError> {
        let table = cx.table(self, table_name)?;
        cx.absent(table.columns.named(&name.next).is_some(), &name.next)?;
        table.columns.named_mut(&name.previous).ok_or_else(|| cx.missing(&name.previous))?.name =
            name.next.clone();
        rename_column_inside(table, name);
        for table in self.tables.values_mut() {
            for key in table.foreign_keys.iter_mut().filter(|k| k.references == *table_name) {
                replace_all(&mut key.references_columns, name);
            }
            table.sort();
        }
        for sequence in self.sequences.values_mut() {
            if let Some((table, column)) = &mut sequence.owned_by
                && table == table_name
                && *column == name.previous
            {
                *column = name.next.clone();
            }
        }
        Ok(())
    }
}

impl Schema {
    /// Every expression of every table, where it may speak of something that is renamed.
    fn rewrite_expressions(&mut self, rewrite: impl Fn(&str) -> String) {
        for table in self.tables.values_mut() {
            let columns = table.columns.iter_mut();
            let of_columns = columns
                .flat_map(|c| c.default.iter_mut().chain(c.generated.iter_mut().map(|g| &mut g.expression)));
            let of_constraints = table.checks.iter_mut().map(|c| &mut c.expression);
            let of_constraints = of_constraints.chain(table.exclusions.iter_mut().map(|e| &mut e.definition));
            let of_indexes = table.indexes.iter_mut().flat_map(|index| {
                let keys = index.keys.iter_mut().filter_map(|key| match &mut key.target {
                    IndexTarget::Expression(expression) => Some(expression),
                    IndexTarget::Column(_) => None,
                });
                keys.chain(index.predicate.iter_mut())
            });
            for expression in of_columns.chain(of_constraints).chain(of_indexes) {
                if expression.sql.contains("::") {
                    expression.sql = rewrite(&expression.sql);
                }
            }
            table.sort();
        }
    }
}

/// Names that the server takes along when the table gets another.
fn follow_table(table: &mut Table, name: &Pair<QualifiedName>) {
    let keys = table.foreign_keys.iter_mut().map(|key| (&key.origin, &mut key.name));
    let checks = table.checks.iter_mut().map(|check| (&check.origin, &mut check.name));
    for (_, own) in keys.chain(checks).filter(|(origin, _)| origin.name_follows_table) {
        let rest = own.as_deref().and_then(|own| own.strip_prefix(&name.previous.name));
        if let Some(rest) = rest {
            *own = Some(format!("{}{rest}", name.next.name));
        }
    }
}

/// Everything of the table itself that names the column.
fn rename_column_inside(table: &mut Table, name: &Pair<String>) {
    let Pair { previous: from, next: to } = name;
    for column in table.columns.iter_mut() {
        if let Some(generated) = &mut column.generated {
            generated.expression = generated.expression.renamed(from, to);
        }
    }
    let keys = table.primary_key.iter_mut().flat_map(|k| k.columns.iter_mut());
    let keys = keys.chain(table.uniques.iter_mut().flat_map(|k| k.columns.iter_mut()));
    keys.filter(|k| k.name == *from).for_each(|k| k.name = to.clone());
    for include in table.primary_key.iter_mut().map(|k| &mut k.include) {
        replace_all(include, name);
    }
    for include in table.uniques.iter_mut().map(|k| &mut k.include) {
        replace_all(include, name);
    }
    for key in &mut table.foreign_keys {
        replace_all(&mut key.columns, name);
        replace_all(&mut key.on_delete_columns, name);
    }
    for check in &mut table.checks {
        check.expression = check.expression.renamed(from, to);
        replace_all(check.origin.inline_in.as_mut_slice(), name);
    }
    for exclusion in &mut table.exclusions {
        exclusion.definition = exclusion.definition.renamed(from, to);
    }
    for index in &mut table.indexes {
        replace_all(&mut index.include, name);
        if let Some(predicate) = &mut index.predicate {
            *predicate = predicate.renamed(from, to);
        }
        for key in &mut index.keys {
            match &mut key.target {
                IndexTarget::Column(column) if column == from => *column = to.clone(),
                IndexTarget::Column(_) => {}
                IndexTarget::Expression(expression) => *expression = expression.renamed(from, to),
            }
        }
    }
}

fn replace_all(names: &mut [String], name: &Pair<String>) {
    names.iter_mut().filter(|n| **n == name.previous).for_each(|n| *n = name.next.clone());
}

/// The operation at hand, to word errors.
struct Context<'a>(&'a Operation);

impl Context<'_> {
    fn missing(&self, object: impl std::fmt::Display) -> ApplyError {
        ApplyError::Missing { operation: self.0.describe(), object: object.to_string() }
    }

    fn different(&self, object: impl std::fmt::Display) -> ApplyError {
        ApplyError::Different { operation: self.0.describe(), object: object.to_string() }
    }

    fn absent(&self, taken: bool, object: impl std::fmt::Display) -> Result<(), ApplyError> {
        if taken {
            return Err(ApplyError::Exists { operation: self.0.describe(), object: object.to_string() });
        }
        Ok(())
    }

    fn table<'s>(&self, schema: &'s mut Schema, name: &QualifiedName) -> Result<&'s mut Table, ApplyError> {
        schema.tables.get_mut(name).ok_or_else(|| self.missing(name))
    }

    fn comment_slot<'s>(
        &self,
        schema: &'s mut Schema,
        on: &CommentTarget,
    ) -> Result<&'s mut Option<String>, ApplyError> {
        let slot = match on {
            CommentTarget::Namespace(name) => schema.namespaces.get_mut(name).map(|n| &mut n.comment),
            CommentTarget::Table(name) => Some(&mut self.table(schema, name)?.comment),
            CommentTarget::Column(table, column) => {
                self.table(schema, table)?.columns.named_mut(column).map(|c| &mut c.comment)
            }
            CommentTarget::Constraint(table, kind, name) => {
                self.table(schema, table)?.constraint_slots(*kind, name).map(|(_, comment)| comment)
            }
            CommentTarget::Index(table, name) => {
                let indexes = &mut self.table(schema, table)?.indexes;
                indexes.iter_mut().find(|i| i.name.as_ref() == Some(name)).map(|i| &mut i.comment)
            }
            CommentTarget::Enum(name) => schema.enums.get_mut(name).map(|e| &mut e.comment),
            CommentTarget::Sequence(name) => schema.sequences.get_mut(name).map(|s| &mut s.comment),
        };
        slot.ok_or_else(|| self.missing(on))
    }
}
