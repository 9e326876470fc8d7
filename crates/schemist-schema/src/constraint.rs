use serde::{Deserialize, Serialize};

use crate::{Expression, Origin, QualifiedName};

/// A column of a primary key or unique constraint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KeyColumn {
    /// The column.
    pub name: String,
    /// SQLite: the key's index descends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub descending: bool,
    /// SQLite: the key's collation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<String>,
    /// MySQL: how many characters (or bytes) count, where not all do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<u32>,
}

impl KeyColumn {
    /// A column and nothing else.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), descending: false, collation: None, prefix: None }
    }
}

/// The primary key of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PrimaryKey {
    /// Its name; `None` where the models leave it to the convention, or SQLite was given none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its columns in their order.
    pub columns: Vec<KeyColumn>,
    /// PostgreSQL: columns it carries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// When it is checked.
    #[serde(skip_serializing_if = "Deferrable::is_default")]
    pub deferrable: Deferrable,
    /// SQLite: what a violation does (`ON CONFLICT …`), in upper case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_conflict: Option<String>,
    /// The comment in the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl PrimaryKey {
    /// A key over columns, unnamed.
    pub fn on<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self { columns: columns.into_iter().map(KeyColumn::new).collect(), ..Self::default() }
    }
}

/// A unique constraint.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Unique {
    /// Its name; `None` where the models leave it to the convention, or SQLite was given none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its columns in their order.
    pub columns: Vec<KeyColumn>,
    /// PostgreSQL: columns it carries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// NULLs are alike.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// When it is checked.
    #[serde(skip_serializing_if = "Deferrable::is_default")]
    pub deferrable: Deferrable,
    /// SQLite: what a violation does (`ON CONFLICT …`), in upper case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_conflict: Option<String>,
    /// The comment in the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl Unique {
    /// A constraint over columns, unnamed.
    pub fn on<S: Into<String>>(columns: impl IntoIterator<Item = S>) -> Self {
        Self { columns: columns.into_iter().map(KeyColumn::new).collect(), ..Self::default() }
    }
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    /// Its name; `None` where the models leave it to the convention, or SQLite was given none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The columns that refer.
    pub columns: Vec<String>,
    /// The table they refer to.
    pub references: QualifiedName,
    /// The columns they refer to, in the same order. Empty on SQLite means its primary key, whatever that is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references_columns: Vec<String>,
    /// What a changed key of the other row does.
    #[serde(default, skip_serializing_if = "Action::is_default")]
    pub on_update: Action,
    /// What a deleted other row does.
    #[serde(default, skip_serializing_if = "Action::is_default")]
    pub on_delete: Action,
    /// PostgreSQL 15: the columns that SET NULL or SET DEFAULT touches, where not all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_delete_columns: Vec<String>,
    /// How a key that is partly NULL counts.
    #[serde(default, rename = "match", skip_serializing_if = "MatchType::is_default")]
    pub match_type: MatchType,
    /// When it is checked.
    #[serde(default, skip_serializing_if = "Deferrable::is_default")]
    pub deferrable: Deferrable,
    /// PostgreSQL's `NOT VALID`: rows from before were not checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl ForeignKey {
    /// An unnamed foreign key without actions.
    pub fn new<S: Into<String>>(
        columns: impl IntoIterator<Item = S>,
        references: QualifiedName,
        references_columns: impl IntoIterator<Item = S>,
    ) -> Self {
        Self {
            name: None,
            columns: columns.into_iter().map(Into::into).collect(),
            references,
            references_columns: references_columns.into_iter().map(Into::into).collect(),
            on_update: Action::default(),
            on_delete: Action::default(),
            on_delete_columns: Vec::new(),
            match_type: MatchType::default(),
            deferrable: Deferrable::default(),
            not_valid: false,
            comment: None,
            origin: Origin::default(),
        }
    }
}

/// A check constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its name; `None` where the models leave it to the convention, or SQLite was given none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What must not be false.
    pub expression: Expression,
    /// PostgreSQL's `NO INHERIT`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_inherit: bool,
    /// PostgreSQL's `NOT VALID`: rows from before were not checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_valid: bool,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

impl Check {
    /// A check of an expression.
    pub fn new(name: Option<String>, sql: impl Into<String>) -> Self {
        Self {
            name,
            expression: Expression::new(sql),
            no_inherit: false,
            not_valid: false,
            comment: None,
            origin: Origin::default(),
        }
    }
}

/// PostgreSQL's exclusion constraint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclusion {
    /// Its name; `None` where the models leave it to the convention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What stands behind `EXCLUDE`, as the engine prints it.
    pub definition: Expression,
    /// The comment in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Where it was declared.
    #[serde(skip)]
    pub origin: Origin,
}

/// What happens to a referring row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// An error, once the statement (or transaction) ends.
    #[default]
    NoAction,
    /// An error at once.
    Restrict,
    /// The same happens to the referring row.
    Cascade,
    /// The referring columns become NULL.
    SetNull,
    /// The referring columns take their defaults.
    SetDefault,
}

impl Action {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The words of SQL.
    pub fn as_sql(self) -> &'static str {
        match self {
            Action::NoAction => "NO ACTION",
            Action::Restrict => "RESTRICT",
            Action::Cascade => "CASCADE",
            Action::SetNull => "SET NULL",
            Action::SetDefault => "SET DEFAULT",
        }
    }
}

/// How a foreign key that is partly NULL counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchType {
    /// One NULL is enough to pass.
    #[default]
    Simple,
    /// All or none are NULL.
    Full,
    /// Defined by the standard, implemented by no engine; SQLite keeps the word.
    Partial,
}

impl MatchType {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// When a constraint is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferrable {
    /// With each statement, always.
    #[default]
    NotDeferrable,
    /// With each statement, unless the transaction says otherwise.
    InitiallyImmediate,
    /// At commit, unless the transaction says otherwise.
    InitiallyDeferred,
}

impl Deferrable {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Which kind of constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConstraintKind {
    /// Primary key.
    PrimaryKey,
    /// Unique.
    Unique,
    /// Foreign key.
    ForeignKey,
    /// Check.
    Check,
    /// Exclusion.
    Exclusion,
}

impl ConstraintKind {
    /// In words: "foreign key".
    pub fn as_str(self) -> &'static str {
        match self {
            ConstraintKind::PrimaryKey => "primary key",
            ConstraintKind::Unique => "unique constraint",
            ConstraintKind::ForeignKey => "foreign key",
            ConstraintKind::Check => "check constraint",
            ConstraintKind::Exclusion => "exclusion constraint",
        }
    }
}

/// Any constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// Primary key.
    PrimaryKey(PrimaryKey),
    /// Unique.
    Unique(Unique),
    /// Foreign key.
    ForeignKey(ForeignKey),
    /// Check.
    Check(Check),
    /// Exclusion.
    Exclusion(Exclusion),
}

impl Constraint {
    /// Which kind it is.
    pub fn kind(&self) -> ConstraintKind {
        match self {
            Constraint::PrimaryKey(_) => ConstraintKind::PrimaryKey,
            Constraint::Unique(_) => ConstraintKind::Unique,
            Constraint::ForeignKey(_) => ConstraintKind::ForeignKey,
            Constraint::Check(_) => ConstraintKind::Check,
            Constraint::Exclusion(_) => ConstraintKind::Exclusion,
        }
    }

    /// Its name, where it has one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Constraint::PrimaryKey(c) => c.name.as_deref(),
            Constraint::Unique(c) => c.name.as_deref(),
            Constraint::ForeignKey(c) => c.name.as_deref(),
            Constraint::Check(c) => c.name.as_deref(),
            Constraint::Exclusion(c) => c.name.as_deref(),
        }
    }

    /// Its name, to change it.
    pub fn name_mut(&mut self) -> &mut Option<String> {
        match self {
            Constraint::PrimaryKey(c) => &mut c.name,
            Constraint::Unique(c) => &mut c.name,
            Constraint::ForeignKey(c) => &mut c.name,
            Constraint::Check(c) => &mut c.name,
            Constraint::Exclusion(c) => &mut c.name,
        }
    }

    /// Its comment in the database, to read or change it.
    pub fn comment_mut(&mut self) -> &mut Option<String> {
        match self {
            Constraint::PrimaryKey(c) => &mut c.comment,
            Constraint::Unique(c) => &mut c.comment,
            Constraint::ForeignKey(c) => &mut c.comment,
            Constraint::Check(c) => &mut c.comment,
            Constraint::Exclusion(c) => &mut c.comment,
        }
    }

    /// Where it was declared.
    pub fn origin(&self) -> &Origin {
        match self {
            Constraint::PrimaryKey(c) => &c.origin,
            Constraint::Unique(c) => &c.origin,
            Constraint::ForeignKey(c) => &c.origin,
            Constraint::Check(c) => &c.origin,
            Constraint::Exclusion(c) => &c.origin,
        }
    }

    /// Whether it was declared `NOT VALID`: rows that were there before need not keep it.
    pub fn is_not_valid(&self) -> bool {
        match self {
            Constraint::ForeignKey(c) => c.not_valid,
            Constraint::Check(c) => c.not_valid,
            Constraint::PrimaryKey(_) | Constraint::Unique(_) | Constraint::Exclusion(_) => false,
        }
    }

    /// In words: its name, or what it is over where it has none.
    pub fn describe(&self) -> String {
        let over = |columns: Vec<&str>| format!("{} over {}", self.kind().as_str(), columns.join(", "));
        if let Some(name) = self.name() {
            return format!("{} {name}", self.kind().as_str());
        }
        match self {
            Constraint::PrimaryKey(c) => over(c.columns.iter().map(|k| k.name.as_str()).collect()),
            Constraint::Unique(c) => over(c.columns.iter().map(|k| k.name.as_str()).collect()),
            Constraint::ForeignKey(c) => {
                format!("foreign key from {} to {}", c.columns.join(", "), c.references)
            }
            Constraint::Check(c) => format!("check constraint ({})", c.expression),
            Constraint::Exclusion(c) => format!("exclusion constraint ({})", c.definition),
        }
    }

    /// Whether a column takes part, by name or in an expression.
    pub fn uses_column(&self, column: &str) -> bool {
        match self {
            Constraint::PrimaryKey(c) => {
                c.columns.iter().any(|k| k.name == column) || c.include.iter().any(|i| i == column)
            }
            Constraint::Unique(c) => {
                c.columns.iter().any(|k| k.name == column) || c.include.iter().any(|i| i == column)
            }
            Constraint::ForeignKey(c) => c.columns.iter().any(|i| i == column),
            Constraint::Check(c) => c.expression.mentions(column),
            Constraint::Exclusion(c) => c.definition.mentions(column),
        }
    }
}
