//! SQLite keeps texts as they are, so there is nothing to normalize; but whether it accepts an expression is
//! found out here, in memory, rather than half-way through a migration.

use diesel::connection::{Connection as _, SimpleConnection};
use diesel::sqlite::SqliteConnection;
use schemist_diagnostics::{Code, Diagnostic};
use schemist_dialect::Dialect;
use schemist_schema::{
    Check, Column, Engine, Expression, Index, IndexTarget, Operation, Origin, Pair, Schema, Table,
};

use crate::ReflectError;

/// The engine refuses an expression of the models.
const REFUSED: Code = Code::new("R112", "refused-by-server");

/// Tries every declared expression that the live table of the name does not have.
pub(super) fn refused_expressions(
    pair: &Pair<Schema>,
    version: (u32, u32),
) -> Result<Vec<Diagnostic>, ReflectError> {
    let mut scratch = Scratch::open(Dialect::at_version(Engine::Sqlite, version))?;
    let mut diagnostics = Vec::new();
    for (name, declared) in &pair.next.tables {
        let known = pair.previous.tables.get(name).map(expressions).unwrap_or_default();
        for probe in probes(declared) {
            if known.iter().any(|expression| expression.same_tokens(&probe.expression)) {
                continue;
            }
            if let Err(reason) = scratch.accepts(&probe) {
                diagnostics.push(refused(&probe, declared, &reason));
            }
        }
    }
    Ok(diagnostics)
}

fn refused(probe: &Probe, table: &Table, reason: &str) -> Diagnostic {
    let message = format!("SQLite refuses the {} `{}`: {reason}", probe.what, probe.expression);
    let span = probe.origin.span.clone().or_else(|| table.origin.span.clone());
    Diagnostic::error(REFUSED, message).with_subject(table.name.to_string()).with_span(span)
}

/// One expression, and the smallest table that has it.
struct Probe {
    what: &'static str,
    expression: Expression,
    origin: Origin,
    table: Table,
    /// Defaults are looked at only when a row needs them.
    inserts: bool,
}

/// A database in memory.
struct Scratch {
    connection: SqliteConnection,
    dialect: Dialect,
}

impl Scratch {
    fn open(dialect: Dialect) -> Result<Self, ReflectError> {
        let connection = SqliteConnection::establish(":memory:").map_err(|error| ReflectError::Connect {
            url: "sqlite::memory:".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Self { connection, dialect })
    }

    /// The engine's words where it refuses; what the dialect cannot express is reported elsewhere.
    fn accepts(&mut self, probe: &Probe) -> Result<(), String> {
        let bare = bare(&probe.table);
        let (Some(bare), Some(with)) = (self.create(&bare), self.create(&probe.table)) else { return Ok(()) };
        if self.run(&bare).is_err() {
            return Ok(());
        }
        let insert = format!("INSERT INTO {} DEFAULT VALUES", self.dialect.quote_name(&probe.table.name));
        self.run(&if probe.inserts { format!("{with};\n{insert}") } else { with })
    }

    fn create(&self, table: &Table) -> Option<String> {
        let empty = Schema::default();
        let operation = Operation::CreateTable { table: Box::new(table.clone()) };
        let statements = self.dialect.render(&operation, Pair::new(&empty, &empty)).ok()?;
        let sql: Vec<String> = statements.into_iter().map(|statement| statement.sql).collect();
        Some(sql.join(";\n"))
    }

    /// Runs statements and undoes them.
    fn run(&mut self, sql: &str) -> Result<(), String> {
        let result = self.connection.batch_execute(&format!("BEGIN;\n{sql};")).map_err(|e| e.to_string());
        // Fails only where the statements have ended the transaction, which then did the same.
        let _ = self.connection.batch_execute("ROLLBACK");
        result
    }
}

/// The table's columns with their types and nothing else.
fn bare(table: &Table) -> Table {
    let mut bare = Table::new(table.name.clone());
    bare.columns = table.columns.iter().map(|c| Column::new(&c.name, c.ty.clone()).nullable()).collect();
    if let Some(strict) = table.options.get("strict") {
        bare.options.insert("strict".to_owned(), strict.clone());
    }
    bare
}

fn probes(table: &Table) -> Vec<Probe> {
    let columns = table.columns.iter().flat_map(|column| column_probes(table, column));
    let checks = table.checks.iter().map(|check| check_probe(table, check));
    let indexes = table.indexes.iter().flat_map(|index| index_probes(table, index));
    columns.chain(checks).chain(indexes).collect()
}

fn column_probes(table: &Table, column: &Column) -> Vec<Probe> {
    let probe = |what, expression: &Expression, inserts, change: &dyn Fn(&mut Column)| {
        let mut bare = bare(table);
        bare.columns.iter_mut().filter(|c| c.name == column.name).for_each(change);
        Probe { what, expression: expression.clone(), origin: column.origin.clone(), table: bare, inserts }
    };
    let default = column
        .default
        .as_ref()
        .map(|default| probe("default", default, true, &|c| c.default = Some(default.clone())));
    let generated = column.generated.as_ref().map(|generated| {
        probe("generated column", &generated.expression, false, &|c| c.generated = Some(generated.clone()))
    });
    default.into_iter().chain(generated).collect()
}

fn check_probe(table: &Table, check: &Check) -> Probe {
    let mut bare = bare(table);
    bare.checks = vec![check.clone()];
    Probe {
        what: "check",
        expression: check.expression.clone(),
        origin: check.origin.clone(),
        table: bare,
        inserts: false,
    }
}

fn index_probes(table: &Table, index: &Index) -> Vec<Probe> {
    let probe = |what, expression: &Expression, index: Index| {
        let mut bare = bare(table);
        bare.indexes = vec![index];
        let origin = bare.indexes.iter().map(|i| i.origin.clone()).next().unwrap_or_default();
        Probe { what, expression: expression.clone(), origin, table: bare, inserts: false }
    };
    let named = Index { name: Some("probe".to_owned()), ..index.clone() };
    let keys = named.keys.iter().filter_map(|key| match &key.target {
        IndexTarget::Expression(expression) => {
            let alone = Index { keys: vec![key.clone()], predicate: None, ..named.clone() };
            Some(probe("index expression", expression, alone))
        }
        IndexTarget::Column(_) => None,
    });
    let mut probes: Vec<Probe> = keys.collect();
    if let Some((predicate, key)) = named.predicate.as_ref().zip(named.keys.first()) {
        let alone = Index { keys: vec![key.clone()], ..named.clone() };
        probes.push(probe("index predicate", predicate, alone));
    }
    probes
}

/// Every expression of a live table.
fn expressions(table: &Table) -> Vec<Expression> {
    probes(table).into_iter().map(|probe| probe.expression).collect()
}
