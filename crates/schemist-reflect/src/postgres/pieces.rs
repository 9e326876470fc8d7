//! Which expressions have to be asked for, and how each is put on a scratch table.

use std::collections::BTreeSet;

use schemist_diagnostics::Span;
use schemist_dialect::truncated;
use schemist_schema::sql::{self, TokenKind};
use schemist_schema::{
    Column, Constraint, Expression, Index, IndexTarget, Operation, Pair, QualifiedName, Table,
};

/// The namespace under which a session reaches its temporary objects.
pub(super) const TEMPORARY: &str = "pg_temp";

/// Where an expression stands in a table: the place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Before all that may mention the column.
    Generated(usize),
    Default(usize),
    Check(usize),
    Exclusion(usize),
    Index(usize),
}

/// The expressions of one column, constraint or index.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) place: Place,
    /// Puts it on the scratch table.
    pub(super) operation: Operation,
    /// What it is, for people.
    pub(super) subject: String,
    /// The text that was declared.
    pub(super) text: String,
    pub(super) span: Option<Span>,
}

impl Place {
    /// The name of the constraint or index in scratch: its own could be taken, too long or missing. The table
    /// is part of it, since all indexes of the scratch lie in one namespace.
    pub(super) fn scratch_name(self, table: &str) -> String {
        let name = match self {
            Place::Generated(i) => format!("schemist_generated_{i}_{table}"),
            Place::Default(i) => format!("schemist_default_{i}_{table}"),
            Place::Check(i) => format!("schemist_check_{i}_{table}"),
            Place::Exclusion(i) => format!("schemist_exclusion_{i}_{table}"),
            Place::Index(i) => format!("schemist_index_{i}_{table}"),
        };
        truncated(&name, Some(63))
    }
}

/// The pieces of `next` that are not, word for word, those of the live table, or mean something else there
/// because a column they are over has another type. In the order in which they go on the scratch table.
pub(super) fn pieces(live: Option<&Table>, next: &Table) -> Vec<Piece> {
    let scratch = QualifiedName::in_namespace(Some(TEMPORARY.to_owned()), &next.name.name);
    let finder = Finder { live, next, scratch, changed: changed_columns(live, next) };
    let mut pieces = Vec::new();
    for (i, column) in next.columns.iter().enumerate() {
        pieces.extend(finder.generated(i, column));
        pieces.extend(finder.default(i, column));
    }
    for i in 0..next.checks.len() {
        pieces.extend(finder.check(i));
    }
    for i in 0..next.exclusions.len() {
        pieces.extend(finder.exclusion(i));
    }
    for i in 0..next.indexes.len() {
        pieces.extend(finder.index(i));
    }
    pieces.sort_by_key(|p| p.place);
    pieces
}

/// A column as it stands in scratch: its name, type and collation.
pub(super) fn plain(column: &Column) -> Column {
    Column { collation: column.collation.clone(), ..Column::new(&column.name, column.ty.clone()).nullable() }
}

/// `nextval('name'::regclass)` of a declared `nextval('name')`, as the server would print it where the name
/// needs no more quotes than it has; `None` for any other expression.
pub(super) fn nextval_in_full(expression: &Expression) -> Option<Expression> {
    let tokens = sql::significant(&expression.sql);
    let [function, open, name, rest @ ..] = tokens.as_slice() else { return None };
    let calls = function.is_word("nextval") && open.is_symbol("(") && name.kind == TokenKind::String;
    let ends = match rest {
        [close] => close.is_symbol(")"),
        [cast, ty, close] => cast.is_symbol("::") && ty.is_word("regclass") && close.is_symbol(")"),
        _ => false,
    };
    (calls && ends).then(|| Expression::new(format!("nextval({}::regclass)", name.text)))
}

fn changed_columns(live: Option<&Table>, next: &Table) -> BTreeSet<String> {
    let same = |column: &&Column| {
        let before = live.and_then(|t| t.columns.named(&column.name));
        before.is_some_and(|b| b.ty == column.ty && b.collation == column.collation)
    };
    next.columns.iter().filter(|c| !same(c)).map(|c| c.name.clone()).collect()
}

struct Finder<'a> {
    live: Option<&'a Table>,
    next: &'a Table,
    scratch: QualifiedName,
    /// Columns that are new or of another type.
    changed: BTreeSet<String>,
}

impl Finder<'_> {
    fn is_changed(&self, live: Option<&Expression>, next: &Expression) -> bool {
        live != Some(next) || self.changed.iter().any(|c| next.mentions(c))
    }

    fn piece(
        &self,
        place: Place,
        operation: Operation,
        subject: String,
        text: &str,
        span: &Option<Span>,
    ) -> Piece {
        Piece { place, operation, subject, text: text.to_owned(), span: span.clone() }
    }

    fn live_column(&self, name: &str) -> Option<&Column> {
        self.live.and_then(|t| t.columns.named(name))
    }

    fn default(&self, i: usize, column: &Column) -> Option<Piece> {
        let default = column.default.as_ref()?;
        let live = self.live_column(&column.name).and_then(|c| c.default.as_ref());
        let in_full = nextval_in_full(default).as_ref() == Some(default);
        if in_full || (live == Some(default) && !self.changed.contains(&column.name)) {
            return None;
        }
        let previous = plain(column);
        let next = Column { default: Some(default.clone()), ..previous.clone() };
        let operation = Operation::AlterColumn {
            table: self.scratch.clone(),
            column: Box::new(Pair::new(previous, next)),
        };
        let subject = format!("the default of `{}.{}`", self.next.name, column.name);
        Some(self.piece(Place::Default(i), operation, subject, &default.sql, &column.origin.span))
    }

    fn generated(&self, i: usize, column: &Column) -> Option<Piece> {
        let generated = column.generated.as_ref()?;
        let live = self.live_column(&column.name).and_then(|c| c.generated.as_ref()).map(|g| &g.expression);
        if !self.is_changed(live, &generated.expression) && !self.changed.contains(&column.name) {
            return None;
        }
        let column_in_scratch = Column { generated: Some(generated.clone()), ..plain(column) };
        let operation =
            Operation::AddColumn { table: self.scratch.clone(), column: Box::new(column_in_scratch) };
        let subject = format!("the expression of the generated column `{}.{}`", self.next.name, column.name);
        Some(self.piece(
            Place::Generated(i),
            operation,
            subject,
            &generated.expression.sql,
            &column.origin.span,
        ))
    }

    fn check(&self, i: usize) -> Option<Piece> {
        let check = self.next.checks.get(i)?;
        let live = self.live.and_then(|t| t.checks.iter().find(|c| c.name == check.name));
        if !self.is_changed(live.map(|c| &c.expression), &check.expression) {
            return None;
        }
        let mut constraint = Constraint::Check(check.clone());
        let subject = self.constraint_in_scratch(&mut constraint, Place::Check(i));
        let operation = Operation::AddConstraint { table: self.scratch.clone(), constraint };
        Some(self.piece(Place::Check(i), operation, subject, &check.expression.sql, &check.origin.span))
    }

    fn exclusion(&self, i: usize) -> Option<Piece> {
        let exclusion = self.next.exclusions.get(i)?;
        let live = self.live.and_then(|t| t.exclusions.iter().find(|c| c.name == exclusion.name));
        if !self.is_changed(live.map(|c| &c.definition), &exclusion.definition) {
            return None;
        }
        let mut constraint = Constraint::Exclusion(exclusion.clone());
        let subject = self.constraint_in_scratch(&mut constraint, Place::Exclusion(i));
        let operation = Operation::AddConstraint { table: self.scratch.clone(), constraint };
        let text = &exclusion.definition.sql;
        Some(self.piece(Place::Exclusion(i), operation, subject, text, &exclusion.origin.span))
    }

    fn constraint_in_scratch(&self, constraint: &mut Constraint, place: Place) -> String {
        let subject = format!("the {} of `{}`", constraint.describe(), self.next.name);
        *constraint.name_mut() = Some(place.scratch_name(&self.next.name.name));
        *constraint.comment_mut() = None;
        subject
    }

    fn index(&self, i: usize) -> Option<Piece> {
        let index = self.next.indexes.get(i)?;
        let live = self.live.and_then(|t| t.indexes.iter().find(|c| c.name == index.name));
        let same = live.is_some_and(|l| {
            l.keys == index.keys && l.predicate == index.predicate && l.method == index.method
        });
        let mut texts = index_texts(index);
        let over_changed = texts.iter().any(|e| self.changed.iter().any(|c| e.mentions(c)));
        let says_more =
            |i: &Index| i.keys.iter().any(|k| k.collation.is_some() || k.operator_class.is_some());
        if (same && !over_changed) || (texts.is_empty() && !says_more(index)) {
            return None;
        }
        let place = Place::Index(i);
        let in_scratch = Index {
            name: Some(place.scratch_name(&self.next.name.name)),
            unique: false,
            include: Vec::new(),
            nulls_not_distinct: false,
            options: Default::default(),
            comment: None,
            ..index.clone()
        };
        let operation = Operation::CreateIndex { table: self.scratch.clone(), index: Box::new(in_scratch) };
        let subject = format!("the index {} of `{}`", index.display_name(), self.next.name);
        let text: Vec<String> = texts.drain(..).map(|e| e.sql.clone()).collect();
        Some(self.piece(place, operation, subject, &text.join(", "), &index.origin.span))
    }
}

fn index_texts(index: &Index) -> Vec<&Expression> {
    let keys = index.keys.iter().filter_map(|key| match &key.target {
        IndexTarget::Expression(expression) => Some(expression),
        IndexTarget::Column(_) => None,
    });
    keys.chain(&index.predicate).collect()
}

#[cfg(test)]
mod tests {
    use schemist_schema::{Check, ColumnType};

    use super::*;

    #[test]
    fn nextval_is_written_in_full() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(nextval_in_full(&text.into()), expected.map(Expression::from), "{text}");
        };
        check("nextval('s')", Some("nextval('s'::regclass)"));
        check("NEXTVAL( 'a.s' ::regclass )", Some("nextval('a.s'::regclass)"));
        check("nextval('s') + 1", None);
        check("now()", None);
    }

    #[test]
    fn only_what_differs_is_asked_for() {
        let mut live = Table::new("t".into());
        live.columns.push(Column::new("a", ColumnType::Integer));
        live.columns.push(Column { default: Some("0".into()), ..Column::new("b", ColumnType::Integer) });
        live.checks.push(Check::new(Some("c1".into()), "(a > 0)"));
        live.checks.push(Check::new(Some("c2".into()), "(b > 0)"));
        live.indexes.push(Index::on_columns(Some("i".into()), ["a"]));
        assert_eq!(pieces(Some(&live), &live).len(), 0);
        let mut next = live.clone();
        next.columns.named_mut("b").unwrap().ty = ColumnType::BigInt;
        let places = |next: &Table| pieces(Some(&live), next).iter().map(|p| p.place).collect::<Vec<_>>();
        assert_eq!(places(&next), [Place::Default(1), Place::Check(1)]);
        let mut next = live.clone();
        next.checks[0].expression = "a >= 1".into();
        next.indexes[0].predicate = Some("a is not null".into());
        assert_eq!(places(&next), [Place::Check(0), Place::Index(0)]);
        assert_eq!(pieces(None, &live).len(), 3);
    }
}
