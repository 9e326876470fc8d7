use serde::{Deserialize, Serialize};

use crate::{Operation, Pair, QualifiedName, Schema, definition, sql};

/// What kind of object outside the core it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmanagedKind {
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// A trigger.
    Trigger,
    /// A function or procedure.
    Function,
    /// A partition of a partitioned table.
    Partition,
    /// A table the core cannot describe: partitioned, inheriting, virtual, foreign.
    Table,
    /// A domain or composite type.
    Type,
    /// An extension.
    Extension,
    /// A row security policy.
    Policy,
    /// A rewrite rule of a table or view, other than the one that makes a view.
    Rule,
    /// Who may do what with a table.
    Privileges,
    /// That policies hold for a table.
    RowSecurity,
    /// A publication, or that a table is part of one.
    Publication,
    /// Extended statistics of a table.
    Statistics,
    /// An event trigger.
    EventTrigger,
    /// What runs at a time: an event of MySQL.
    Event,
    /// A constraint the core cannot describe: over a period, or not enforced.
    Constraint,
}

impl UnmanagedKind {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            UnmanagedKind::View => "view",
            UnmanagedKind::MaterializedView => "materialized view",
            UnmanagedKind::Trigger => "trigger",
            UnmanagedKind::Function => "function",
            UnmanagedKind::Partition => "partition",
            UnmanagedKind::Table => "table outside the core",
            UnmanagedKind::Type => "type",
            UnmanagedKind::Extension => "extension",
            UnmanagedKind::Policy => "policy",
            UnmanagedKind::Rule => "rule",
            UnmanagedKind::Privileges => "privilege",
            UnmanagedKind::RowSecurity => "row security flag",
            UnmanagedKind::Publication => "publication",
            UnmanagedKind::Statistics => "statistics object",
            UnmanagedKind::EventTrigger => "event trigger",
            UnmanagedKind::Constraint => "constraint outside the core",
            UnmanagedKind::Event => "event",
        }
    }

    /// Whether PostgreSQL refuses another type for a column that such an object names. Privileges and statistics
    /// stay, and a constraint is built anew by the server itself.
    pub fn is_in_the_way_of_a_type(self) -> bool {
        !matches!(self, UnmanagedKind::Privileges | UnmanagedKind::Statistics | UnmanagedKind::Constraint)
    }
}

/// An object the tool sees but does not manage: never dropped, and kept in mind where it stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmanagedObject {
    /// What it is.
    pub kind: UnmanagedKind,
    /// Its name.
    pub name: QualifiedName,
    /// The table it hangs on (a trigger's, policy's, partition's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<QualifiedName>,
    /// Its full definition as SQL, where the engine tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// The tables it reads, as far as the engine tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<QualifiedName>,
    /// What else it is tied to, as far as the engine tells.
    #[serde(default, skip_serializing_if = "Ties::is_empty")]
    pub ties: Ties,
}

/// What an unmanaged object cannot be without, what cannot be without it, and what makes it whole again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ties {
    /// The columns it names, each with its table or view.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<(QualifiedName, String)>,
    /// The types it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<QualifiedName>,
    /// The constraints it relies on, each with its table (a primary key that `GROUP BY` goes by).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<(QualifiedName, String)>,
    /// The functions it calls, named as those objects are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<QualifiedName>,
    /// The parts of the core that rely on it, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needed_by: Vec<String>,
    /// The statement that drops it, where that does not follow from its kind and name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removal: Option<String>,
    /// The statements that follow the definition where it is made again: owner, privileges, comments, indexes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

impl Ties {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl UnmanagedObject {
    /// An object of which nothing but the name is known.
    pub fn new(kind: UnmanagedKind, name: QualifiedName) -> Self {
        Self { kind, name, table: None, definition: None, depends_on: Vec::new(), ties: Ties::default() }
    }

    /// Whether it hangs on a table or reads it.
    pub fn concerns(&self, table: &QualifiedName) -> bool {
        self.table.iter().chain(&self.depends_on).any(|name| name == table)
    }

    /// Whether it goes where the table goes: a trigger, a policy, a privilege.
    pub fn is_attached_to(&self, table: &QualifiedName) -> bool {
        let is_table = matches!(self.kind, UnmanagedKind::Table | UnmanagedKind::Partition);
        !is_table && self.table.as_ref() == Some(table)
    }

    /// Rewrites its texts: the definition and what follows it.
    fn rewrite(&mut self, change: impl Fn(&str) -> String) {
        let lists_columns = matches!(self.kind, UnmanagedKind::View | UnmanagedKind::MaterializedView);
        let texts = self.definition.iter_mut().chain(&mut self.ties.details).chain(&mut self.ties.removal);
        for text in texts {
            // The names of a view's own columns stay: those of PostgreSQL stand on the first line.
            match text.split_once('\n').filter(|(head, _)| lists_columns && head.trim_end().ends_with(" AS"))
            {
                Some((head, body)) => *text = format!("{head}\n{}", change(body)),
                None => *text = change(text),
            }
        }
    }

    /// Follows a rename, as engines do; other operations leave it as it is. `schema` tells which tables have which
    /// columns, but for the renamed one.
    pub fn follow(&mut self, operation: &Operation, schema: &Schema) {
        match operation {
            Operation::RenameTable { name } => self.rename_table(name),
            Operation::RenameColumn { table, name } => {
                let others = self.depends_on.iter().chain(&self.table).filter(|t| *t != table);
                let only_here = others
                    .filter_map(|t| schema.tables.get(t))
                    .all(|t| t.columns.named(&name.previous).is_none());
                self.rename_column(table, name, only_here);
            }
            Operation::RenameConstraint { table, name, .. } => self.rename_constraint(table, name),
            Operation::RenameEnum { name } => self.rename_type(name),
            Operation::RenameEnumValue { name, value } => self.rename_value(name, value),
            _ => {}
        }
    }

    /// Follows the rename of a table.
    fn rename_table(&mut self, name: &Pair<QualifiedName>) {
        if !self.concerns(&name.previous) {
            return;
        }
        let words = name.clone().map(|n| n.name);
        self.rewrite(|sql| definition::rename_table(sql, &words));
        // Privileges and the like are called after their table.
        let own = (self.table.as_ref() == Some(&name.previous) && self.name == name.previous)
            .then_some(&mut self.name);
        let ties = self.ties.columns.iter_mut().chain(&mut self.ties.constraints).map(|(table, _)| table);
        let names = self.table.iter_mut().chain(&mut self.depends_on).chain(ties).chain(own);
        names.filter(|n| **n == name.previous).for_each(|n| *n = name.next.clone());
    }

    /// Follows the rename of a column; `only_here` says that no other table it reads has one of the name.
    fn rename_column(&mut self, table: &QualifiedName, name: &Pair<String>, only_here: bool) {
        if !self.concerns(table) {
            return;
        }
        // What they say before the body is not about columns.
        let has_header = matches!(self.kind, UnmanagedKind::Trigger | UnmanagedKind::Rule);
        let own = has_header && self.table.as_ref() == Some(table);
        self.rewrite(|sql| definition::rename_column(sql, &table.name, own, name, only_here));
        let columns =
            self.ties.columns.iter_mut().filter(|(of, column)| of == table && *column == name.previous);
        columns.for_each(|(_, column)| column.clone_from(&name.next));
    }

    /// Follows the rename of a constraint.
    fn rename_constraint(&mut self, table: &QualifiedName, name: &Pair<String>) {
        let ties =
            self.ties.constraints.iter_mut().filter(|(of, held)| of == table && *held == name.previous);
        ties.for_each(|(_, held)| held.clone_from(&name.next));
    }

    /// Follows the rename of a type.
    fn rename_type(&mut self, name: &Pair<QualifiedName>) {
        if self.ties.types.contains(&name.previous) {
            self.rewrite(|text| sql::rename_cast(text, &name.previous, &name.next));
            let types = self.ties.types.iter_mut().filter(|n| **n == name.previous);
            types.for_each(|n| *n = name.next.clone());
        }
    }

    /// Follows the rename of a value of a type.
    fn rename_value(&mut self, of: &QualifiedName, value: &Pair<String>) {
        if self.ties.types.contains(of) {
            self.rewrite(|text| sql::rename_cast_value(text, of, &value.previous, &value.next));
        }
    }
}
