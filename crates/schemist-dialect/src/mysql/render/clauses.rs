//! The clauses of one `ALTER TABLE`.

use std::collections::BTreeMap;

use schemist_schema::{
    Column, CommentTarget, Constraint, ConstraintKind, Index, Operation, Pair, QualifiedName, Table, Unique,
};

use super::{Context, column, definition};
use crate::Unsupported;
use crate::mysql::quoting::{quote, string_literal};

/// What comes first: what is in the way goes before what takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    DropForeignKey,
    DropConstraint,
    DropIndex,
    DropColumn,
    RenameColumn,
    Column,
    RenameIndex,
    AddIndex,
    AddConstraint,
    Options,
}

/// The clauses so far.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    clauses: Vec<(Rank, String)>,
    /// Columns that get their type first and become NOT NULL behind that: name and definition.
    opened: Vec<(String, String)>,
    /// Statements that go before.
    before: Vec<String>,
    /// Columns whose definition is already part of it.
    columns: Vec<String>,
    /// Indexes that are made anew already.
    indexes: Vec<String>,
    /// Indexes that go.
    dropped: Vec<Index>,
    /// Indexes that get another comment before they get another name.
    commented: Vec<String>,
    /// Indexes that get another name.
    renamed: Vec<Pair<String>>,
    /// What drops an index, and the columns that it is over.
    drops: Vec<(String, Vec<String>)>,
}

impl Clauses {
    /// The statements.
    pub(super) fn alter_table(mut self, table: &QualifiedName) -> Vec<String> {
        let table = quote(&table.name);
        let open = self.open();
        self.clauses.sort_by_key(|(rank, _)| *rank);
        let clauses: Vec<String> = self.clauses.into_iter().map(|(_, clause)| clause).collect();
        alter(&table, &open).into_iter().chain(self.before).chain(alter(&table, &clauses)).collect()
    }

    /// The clauses of the columns that get their type first. An index that goes makes way: it may be over a column
    /// whose new type takes none.
    fn open(&mut self) -> Vec<String> {
        let opened = std::mem::take(&mut self.opened);
        let mut open = Vec::new();
        for (drop, columns) in &self.drops {
            if opened.iter().any(|(name, _)| columns.contains(name)) {
                let known = self.clauses.len();
                self.clauses.retain(|(_, clause)| clause != drop);
                open.extend((self.clauses.len() < known).then(|| drop.clone()));
            }
        }
        open.extend(opened.into_iter().map(|(_, definition)| format!("MODIFY COLUMN {definition}")));
        open
    }

    pub(super) fn add(
        &mut self,
        cx: Context<'_>,
        table: &QualifiedName,
        operation: &Operation,
    ) -> Result<(), Unsupported> {
        let missing = || Unsupported::new(format!("there is no table {table}"));
        let next = cx.state.next.tables.get(table).ok_or_else(missing)?;
        match operation {
            Operation::AddColumn { column, .. } => {
                let column = next.columns.named(&column.name).unwrap_or(column);
                self.columns.push(column.name.clone());
                let definition = column::definition(cx, Some(next), column)?;
                self.push(Rank::Column, format!("ADD COLUMN {definition}"));
            }
            Operation::DropColumn { column, .. } => {
                self.push(Rank::DropColumn, format!("DROP COLUMN {}", quote(&column.name)));
            }
            Operation::AlterColumn { column, .. } => self.alter_column(cx, next, (**column).as_ref())?,
            Operation::AddConstraint { constraint, .. } => {
                self.push(Rank::AddConstraint, definition::add_constraint(cx, next, constraint)?);
            }
            Operation::DropConstraint { constraint: Constraint::Unique(unique), .. } => {
                self.drop_index(unique.name.as_deref(), column_names(unique))?;
            }
            Operation::DropConstraint { constraint, .. } => {
                let rank = match constraint {
                    Constraint::ForeignKey(_) => Rank::DropForeignKey,
                    _ => Rank::DropConstraint,
                };
                self.push(rank, drop_constraint(constraint)?);
            }
            Operation::CreateIndex { index, .. } => {
                if !self.only_hides(cx, index) {
                    self.push(Rank::AddIndex, format!("ADD {}", definition::index(cx, index)?));
                }
            }
            Operation::DropIndex { index, .. } => {
                self.dropped.push((**index).clone());
                self.drop_index(index.name.as_deref(), key_columns(index))?;
            }
            Operation::RenameIndex { name, .. } => {
                let commented = self.commented.contains(&name.previous);
                match next.index(&name.next).filter(|_| commented) {
                    Some(index) => {
                        self.drop_index(Some(&name.previous), key_columns(index))?;
                        self.push(Rank::AddIndex, format!("ADD {}", definition::index(cx, index)?));
                    }
                    None => self.push(Rank::RenameIndex, rename_index(name)),
                }
                self.renamed.push(name.clone());
            }
            Operation::SetTableOptions { options, .. } => self.set_options(cx, next, options)?,
            Operation::SetComment { on, comment } => {
                self.set_comment(cx, next, on, comment.next.as_deref())?
            }
            other => return Err(Unsupported::new(format!("{} is no change of a table", other.describe()))),
        }
        Ok(())
    }

    /// Before all others, who speak of the column by its new name.
    pub(super) fn rename_column(&mut self, name: Pair<&String>) {
        let clause = format!("RENAME COLUMN {} TO {}", quote(name.previous), quote(name.next));
        self.push(Rank::RenameColumn, clause);
    }

    fn push(&mut self, rank: Rank, clause: String) {
        self.clauses.push((rank, clause));
    }

    /// Whether a column is computed, and how, changes only by making it anew: it holds nothing of its own.
    fn alter_column(
        &mut self,
        cx: Context<'_>,
        table: &Table,
        column: Pair<&Column>,
    ) -> Result<(), Unsupported> {
        let kind = column.map(|c| c.generated.as_ref().map(|g| g.stored));
        let anew = match (kind.previous, kind.next) {
            (Some(false), None | Some(true)) | (None | Some(true), Some(false)) => true,
            // A stored column computed from something else is computed again by being made again.
            (Some(true), Some(true)) | (None, None) | (Some(false), Some(false)) => false,
            (Some(true), None) => false,
            (None, Some(true)) => true,
        };
        let next = table.columns.named(&column.next.name).unwrap_or(column.next);
        if anew {
            self.columns.push(next.name.clone());
            self.push(Rank::DropColumn, format!("DROP COLUMN {}", quote(&next.name)));
            let definition = column::definition(cx, Some(table), next)?;
            self.push(Rank::Column, format!("ADD COLUMN {definition}"));
            return Ok(());
        }
        self.fill(cx, table, column)?;
        self.modify(cx, table, next)
    }

    /// A column that becomes NOT NULL gets its default where it is NULL: the server refuses such rows.
    fn fill(&mut self, cx: Context<'_>, table: &Table, column: Pair<&Column>) -> Result<(), Unsupported> {
        let becomes_required =
            column.previous.nullable && !column.next.nullable && column.next.generated.is_none();
        let Some(default) = column.next.default.as_ref().filter(|_| becomes_required) else { return Ok(()) };
        let name = quote(&table.name.name);
        let target = table.columns.named(&column.next.name).unwrap_or(column.next);
        if column.previous.ty != target.ty {
            // The old type may not hold the default: an ENUM that gets another value.
            let open = Column { nullable: true, ..target.clone() };
            let definition = column::definition(cx, Some(table), &open)?;
            self.opened.push((target.name.clone(), definition));
        }
        let column = quote(&target.name);
        let mut set = vec![format!("{column} = {default}")];
        // Nobody has touched the rows; of the columns that are there, as the others come later.
        let present = cx.state.previous.tables.get(&table.name);
        let present = present.into_iter().flat_map(|table| &table.columns);
        let touched = present.filter(|c| c.options.contains_key("on_update") && c.name != target.name);
        set.extend(touched.map(|c| format!("{0} = {0}", quote(&c.name))));
        self.before.push(format!("UPDATE {name} SET {} WHERE {column} IS NULL", set.join(", ")));
        Ok(())
    }

    /// Once, with all that changes.
    fn modify(&mut self, cx: Context<'_>, table: &Table, column: &Column) -> Result<(), Unsupported> {
        if self.columns.contains(&column.name) {
            return Ok(());
        }
        self.columns.push(column.name.clone());
        let definition = column::definition(cx, Some(table), column)?;
        self.push(Rank::Column, format!("MODIFY COLUMN {definition}"));
        Ok(())
    }

    fn drop_index(&mut self, name: Option<&str>, columns: Vec<String>) -> Result<(), Unsupported> {
        let name = name.ok_or_else(|| Unsupported::new("the index has no name"))?;
        let drop = format!("DROP INDEX {}", quote(name));
        self.drops.push((drop.clone(), columns));
        self.push(Rank::DropIndex, drop);
        Ok(())
    }

    /// The index under the name that it had before the statement: made again, it need not be renamed.
    fn drop_former(&mut self, name: &str, columns: Vec<String>) -> Result<(), Unsupported> {
        let renamed = self.renamed.iter().find(|renamed| renamed.next == name).cloned();
        let Some(renamed) = renamed else { return self.drop_index(Some(name), columns) };
        let rename = rename_index(&renamed);
        self.clauses.retain(|(_, clause)| *clause != rename);
        self.drop_index(Some(&renamed.previous), columns)
    }

    /// An index that only comes into use or out of it need not be built again; and made again under its name
    /// in the same statement, it would stay as it was.
    fn only_hides(&mut self, cx: Context<'_>, index: &Index) -> bool {
        let (word, shown) = match cx.capabilities.is_mariadb {
            true => ("ignored", ["NOT IGNORED", "IGNORED"]),
            false => ("invisible", ["VISIBLE", "INVISIBLE"]),
        };
        let visible = |index: &Index| {
            let mut index = index.clone();
            index.options.remove(word);
            index
        };
        let same = self.dropped.iter().any(|d| d != index && visible(d) == visible(index));
        let Some(name) = index.name.as_deref().filter(|_| same).map(quote) else { return false };
        let drop = format!("DROP INDEX {name}");
        self.clauses.retain(|(_, clause)| *clause != drop);
        let state = if index.options.contains_key(word) { shown[1] } else { shown[0] };
        self.push(Rank::AddIndex, format!("ALTER INDEX {name} {state}"));
        true
    }

    fn set_options(
        &mut self,
        cx: Context<'_>,
        table: &Table,
        options: &Pair<BTreeMap<String, String>>,
    ) -> Result<(), Unsupported> {
        let Pair { previous, next } = options;
        for (key, value) in next.iter().filter(|(key, value)| previous.get(*key) != Some(value)) {
            self.push(Rank::Options, definition::table_option(key, value));
        }
        for key in previous.keys().filter(|key| !next.contains_key(*key)) {
            self.push(Rank::Options, definition::default_option(cx, key));
        }
        if previous.get("collate") != next.get("collate") {
            // A table's collation is that of columns to come: those that go by it are changed one by one.
            for column in table.columns.iter().filter(|c| column::goes_by_table_collation(c)) {
                self.modify(cx, table, column)?;
            }
        }
        Ok(())
    }

    fn set_comment(
        &mut self,
        cx: Context<'_>,
        table: &Table,
        on: &CommentTarget,
        comment: Option<&str>,
    ) -> Result<(), Unsupported> {
        match on {
            CommentTarget::Table(_) => {
                self.push(Rank::Options, format!("COMMENT={}", string_literal(comment.unwrap_or_default())));
                Ok(())
            }
            CommentTarget::Column(_, name) => match table.columns.named(name) {
                Some(column) => self.modify(cx, table, column),
                None => Err(Unsupported::new(format!("there is no column {name}"))),
            },
            CommentTarget::Index(_, name) => match table.index(name) {
                Some(index) if !self.indexes.contains(name) => {
                    self.indexes.push(name.clone());
                    self.drop_former(name, key_columns(index))?;
                    self.push(Rank::AddIndex, format!("ADD {}", definition::index(cx, index)?));
                    Ok(())
                }
                Some(_) => Ok(()),
                None => {
                    self.commented.push(name.clone());
                    Ok(())
                }
            },
            CommentTarget::Constraint(_, ConstraintKind::Unique, name) => {
                let unique = table.uniques.iter().find(|u| u.name.as_ref() == Some(name));
                if let Some(unique) = unique {
                    self.drop_former(name, column_names(unique))?;
                    let constraint = Constraint::Unique(unique.clone());
                    self.push(Rank::AddIndex, definition::add_constraint(cx, table, &constraint)?);
                }
                Ok(())
            }
            _ => Err(Unsupported::new("the engine keeps no comment on this")),
        }
    }
}

fn alter(table: &str, clauses: &[String]) -> Option<String> {
    match clauses {
        [] => None,
        [clause] => Some(format!("ALTER TABLE {table} {clause}")),
        clauses => Some(format!("ALTER TABLE {table}\n    {}", clauses.join(",\n    "))),
    }
}

fn key_columns(index: &Index) -> Vec<String> {
    index.key_columns().map(str::to_owned).collect()
}

fn column_names(unique: &Unique) -> Vec<String> {
    unique.columns.iter().map(|column| column.name.clone()).collect()
}

fn rename_index(name: &Pair<String>) -> String {
    format!("RENAME INDEX {} TO {}", quote(&name.previous), quote(&name.next))
}

pub(super) fn drop_constraint(constraint: &Constraint) -> Result<String, Unsupported> {
    if let Constraint::PrimaryKey(_) = constraint {
        return Ok("DROP PRIMARY KEY".to_owned());
    }
    let unnamed = || Unsupported::new("a constraint without a name cannot be dropped");
    let name = quote(constraint.name().ok_or_else(unnamed)?);
    Ok(match constraint {
        Constraint::Unique(_) => format!("DROP INDEX {name}"),
        Constraint::ForeignKey(_) => format!("DROP FOREIGN KEY {name}"),
        _ => format!("DROP CONSTRAINT {name}"),
    })
}
