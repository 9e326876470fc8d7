use std::collections::{BTreeMap, BTreeSet};

use crate::{Constraint, ForeignKey, Operation, QualifiedName, Schema, Table};

/// Which tables may have foreign keys to which: whoever looks for those to one table need not read all tables, which
/// for every table would cost the square of their number. A table that is named may have lost its foreign key; one
/// that has one is named.
#[derive(Debug, Clone, Default)]
pub struct Referrers(BTreeMap<String, BTreeSet<QualifiedName>>);

impl Referrers {
    /// Of a schema.
    pub fn of(schema: &Schema) -> Self {
        let mut found = Self::default();
        schema.tables.values().for_each(|table| found.note_table(table));
        found
    }

    /// Of a schema, before, between and after these operations.
    pub fn along<'o>(schema: &Schema, operations: impl IntoIterator<Item = &'o Operation>) -> Self {
        let mut found = Self::of(schema);
        operations.into_iter().for_each(|operation| found.note(operation));
        found
    }

    /// The tables of a schema that may refer to a table, whatever the case of its name.
    pub fn among<'s>(
        &'s self,
        schema: &'s Schema,
        table: &QualifiedName,
    ) -> impl Iterator<Item = &'s Table> + use<'s> {
        let names = self.0.get(&key(table)).into_iter().flatten();
        names.filter_map(|name| schema.tables.get(name))
    }

    fn note(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateTable { table } => self.note_table(table),
            Operation::AddConstraint { table, constraint: Constraint::ForeignKey(foreign_key) } => {
                self.note_key(table, foreign_key);
            }
            Operation::ValidateConstraint { table, constraint } => {
                if let Constraint::ForeignKey(foreign_key) = &constraint.next {
                    self.note_key(table, foreign_key);
                }
            }
            Operation::RenameTable { name } => {
                for referrers in self.0.values_mut().filter(|names| names.contains(&name.previous)) {
                    referrers.insert(name.next.clone());
                }
                let followed = self.0.get(&key(&name.previous)).cloned().unwrap_or_default();
                self.0.entry(key(&name.next)).or_default().extend(followed);
            }
            _ => {}
        }
    }

    fn note_table(&mut self, table: &Table) {
        table.foreign_keys.iter().for_each(|foreign_key| self.note_key(&table.name, foreign_key));
    }

    fn note_key(&mut self, table: &QualifiedName, foreign_key: &ForeignKey) {
        self.0.entry(key(&foreign_key.references)).or_default().insert(table.clone());
    }
}

/// Without the namespace and in one case: what two engines take for one name is one here too.
fn key(name: &QualifiedName) -> String {
    name.name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pair;

    fn referring(to: &str) -> ForeignKey {
        ForeignKey::new(["id"], QualifiedName::new(to), ["id"])
    }

    fn table(name: &str, to: &[&str]) -> Table {
        let mut table = Table::new(QualifiedName::new(name));
        table.foreign_keys.extend(to.iter().map(|to| referring(to)));
        table
    }

    #[test]
    fn who_refers_is_found_on_the_whole_way() {
        let mut schema = Schema::default();
        [table("a", &[]), table("b", &["A"]), table("c", &[])].map(|t| schema.insert_table(t));
        let rename = |from: &str, to: &str| Operation::RenameTable {
            name: Pair::new(QualifiedName::new(from), QualifiedName::new(to)),
        };
        let add = Operation::AddConstraint {
            table: QualifiedName::new("c"),
            constraint: Constraint::ForeignKey(referring("z")),
        };
        let operations = [rename("a", "z"), add, rename("c", "y")];
        let referrers = Referrers::along(&schema, &operations);
        let names = |schema: &Schema, to: &str| -> Vec<String> {
            let tables = referrers.among(schema, &QualifiedName::new(to));
            tables.map(|t| t.name.name.clone()).collect()
        };
        assert_eq!(names(&schema, "a"), ["b"]);
        operations.iter().try_for_each(|o| schema.apply(o)).unwrap();
        assert_eq!(names(&schema, "Z"), ["b", "y"]);
    }
}
