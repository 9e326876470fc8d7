use schemist_dialect::Dialect;
use schemist_reflect::{Connection, DatabaseUrl, reflect};
use schemist_schema::{Operation, Pair, Schema, Sequence};
use schemist_testing::TestDatabase;

/// An empty database and a connection to it.
pub(crate) struct Live {
    pub(crate) connection: Connection,
    _database: TestDatabase,
}

impl Live {
    pub(crate) fn empty() -> Self {
        let database = schemist_testing::postgres().database();
        let url = DatabaseUrl::parse(database.url()).unwrap();
        Self { connection: Connection::open(&url).unwrap(), _database: database }
    }

    pub(crate) fn with(sql: &str) -> Self {
        let mut live = Self::empty();
        live.connection.execute(sql).unwrap();
        live.connection.execute("RESET ALL").unwrap();
        live
    }

    pub(crate) fn schema(&mut self) -> Schema {
        reflect(&mut self.connection).unwrap().0
    }

    pub(crate) fn dialect(&mut self) -> Dialect {
        self.connection.dialect().unwrap()
    }

    /// Carries out operations one after the other on the database, which must have the schema given.
    pub(crate) fn apply(&mut self, schema: &mut Schema, operations: &[Operation]) -> Result<(), String> {
        let dialect = self.dialect();
        for operation in operations {
            let before = schema.clone();
            schema.apply(operation).map_err(|e| e.to_string())?;
            let statements = dialect.render(operation, Pair::new(&before, schema)).map_err(|e| e.reason)?;
            for statement in statements {
                self.connection.execute(&statement.sql).map_err(|e| format!("{e}\n{}", statement.sql))?;
            }
        }
        Ok(())
    }
}

/// The operations that create all of a schema from nothing.
pub(crate) fn creation(schema: &Schema) -> Vec<Operation> {
    let mut operations = Vec::new();
    let mut late = Vec::new();
    for (name, namespace) in &schema.namespaces {
        operations.push(Operation::CreateNamespace { name: name.clone() });
        if namespace.comment.is_some() {
            late.push(Operation::SetComment {
                on: schemist_schema::CommentTarget::Namespace(name.clone()),
                comment: Pair::new(None, namespace.comment.clone()),
            });
        }
    }
    for enum_type in schema.enums.values() {
        operations.push(Operation::CreateEnum { enum_type: enum_type.clone() });
    }
    for sequence in schema.sequences.values() {
        let free = Sequence { owned_by: None, ..sequence.clone() };
        operations.push(Operation::CreateSequence { sequence: free.clone() });
        if sequence.owned_by.is_some() {
            let sequence = Box::new(Pair::new(free, sequence.clone()));
            late.push(Operation::AlterSequence { sequence });
        }
    }
    for table in schema.tables.values() {
        let mut alone = table.clone();
        for foreign_key in std::mem::take(&mut alone.foreign_keys) {
            let constraint = schemist_schema::Constraint::ForeignKey(foreign_key);
            late.push(Operation::AddConstraint { table: table.name.clone(), constraint });
        }
        operations.push(Operation::CreateTable { table: Box::new(alone) });
    }
    operations.extend(late);
    operations
}

/// The first line in which two schemas differ, for a message.
pub(crate) fn difference(a: &Schema, b: &Schema) -> Option<String> {
    let core = |s: &Schema| Schema { unmanaged: Vec::new(), ..s.clone() };
    if core(a) == core(b) {
        return None;
    }
    let text = |s: &Schema| serde_json::to_string_pretty(&core(s)).unwrap();
    let (a, b) = (text(a), text(b));
    let at = a.lines().zip(b.lines()).position(|(x, y)| x != y).unwrap_or_default();
    let around = |t: &str| t.lines().skip(at.saturating_sub(6)).take(12).collect::<Vec<_>>().join("\n");
    Some(format!("--- expected\n{}\n--- found\n{}", around(&a), around(&b)))
}
