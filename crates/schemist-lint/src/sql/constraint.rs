//! Constraints and index keys as `sqlparser` has them.

use schemist_schema::{
    Action, Check, Constraint, Engine, Exclusion, Expression, ForeignKey, Index, IndexKey, KeyColumn,
    PrimaryKey, QualifiedName, Unique,
};
use sqlparser::ast::{
    Expr, ForeignKeyConstraint, Ident, IndexColumn, NullsDistinctOption, OrderBySort, ReferentialAction,
    TableConstraint,
};

use super::names::{identifier, identifiers, name};

/// What a clause of a table is.
pub(super) enum Clause {
    Constraint(Constraint),
    /// A constraint that takes over an index.
    UsingIndex {
        is_primary: bool,
        name: Option<String>,
        index: String,
    },
    Index(Index),
}

/// A clause that stands by itself.
pub(super) fn clause(constraint: &TableConstraint, engine: Engine) -> Clause {
    let own = |name: &Option<Ident>| name.as_ref().map(|name| identifier(name, engine));
    match constraint {
        TableConstraint::PrimaryKey(key) => Clause::Constraint(Constraint::PrimaryKey(PrimaryKey {
            name: own(&key.name),
            ..PrimaryKey { columns: key_columns(&key.columns, engine), ..PrimaryKey::default() }
        })),
        TableConstraint::Unique(key) => Clause::Constraint(Constraint::Unique(Unique {
            name: own(&key.name).or_else(|| own(&key.index_name)),
            columns: key_columns(&key.columns, engine),
            nulls_not_distinct: key.nulls_distinct == NullsDistinctOption::NotDistinct,
            ..Unique::default()
        })),
        TableConstraint::ForeignKey(key) => {
            Clause::Constraint(Constraint::ForeignKey(foreign_key(key, engine)))
        }
        TableConstraint::Check(check) => {
            Clause::Constraint(Constraint::Check(Check::new(own(&check.name), check.expr.to_string())))
        }
        TableConstraint::Exclude(exclusion) => Clause::Constraint(Constraint::Exclusion(Exclusion {
            name: own(&exclusion.name),
            definition: Expression::new(exclusion.to_string()),
            comment: None,
            origin: Default::default(),
        })),
        TableConstraint::PrimaryKeyUsingIndex(using) => Clause::UsingIndex {
            is_primary: true,
            name: own(&using.name),
            index: identifier(&using.index_name, engine),
        },
        TableConstraint::UniqueUsingIndex(using) => Clause::UsingIndex {
            is_primary: false,
            name: own(&using.name),
            index: identifier(&using.index_name, engine),
        },
        TableConstraint::Index(index) => Clause::Index(plain_index(own(&index.name), &index.columns, engine)),
        TableConstraint::FulltextOrSpatial(index) => {
            let kind = if index.fulltext { "fulltext" } else { "spatial" };
            let plain = plain_index(own(&index.opt_index_name), &index.columns, engine);
            Clause::Index(Index { method: Some(kind.to_owned()), ..plain })
        }
    }
}

fn plain_index(name: Option<String>, columns: &[IndexColumn], engine: Engine) -> Index {
    Index { keys: index_keys(columns, engine), ..Index::on_columns(name, Vec::<String>::new()) }
}

/// A foreign key.
pub(super) fn foreign_key(key: &ForeignKeyConstraint, engine: Engine) -> ForeignKey {
    let references: QualifiedName = name(&key.foreign_table, engine);
    let columns = identifiers(&key.columns, engine);
    let mut found = ForeignKey::new(columns, references, identifiers(&key.referred_columns, engine));
    found.name = key.name.as_ref().map(|name| identifier(name, engine));
    found.on_delete = action(key.on_delete.as_ref());
    found.on_update = action(key.on_update.as_ref());
    found
}

fn action(action: Option<&ReferentialAction>) -> Action {
    match action {
        None | Some(ReferentialAction::NoAction) => Action::NoAction,
        Some(ReferentialAction::Restrict) => Action::Restrict,
        Some(ReferentialAction::Cascade) => Action::Cascade,
        Some(ReferentialAction::SetNull) => Action::SetNull,
        Some(ReferentialAction::SetDefault) => Action::SetDefault,
    }
}

/// The keys of an index.
pub(super) fn index_keys(columns: &[IndexColumn], engine: Engine) -> Vec<IndexKey> {
    let key = |column: &IndexColumn| {
        let mut key = match column_name(&column.column.expr, engine) {
            Some(name) => IndexKey::column(name),
            None => IndexKey::expression(column.column.expr.to_string()),
        };
        key.descending = column.column.options.sort == Some(OrderBySort::Desc);
        key.operator_class = column.operator_class.as_ref().map(|class| class.to_string());
        key
    };
    columns.iter().map(key).collect()
}

fn key_columns(columns: &[IndexColumn], engine: Engine) -> Vec<KeyColumn> {
    columns.iter().filter_map(|c| column_name(&c.column.expr, engine)).map(KeyColumn::new).collect()
}

fn column_name(expr: &Expr, engine: Engine) -> Option<String> {
    match expr {
        Expr::Identifier(ident) => Some(identifier(ident, engine)),
        // MySQL's prefix: `name(10)`.
        Expr::Function(function) if engine == Engine::Mysql => Some(name(&function.name, engine).name),
        _ => None,
    }
}
