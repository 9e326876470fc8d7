use schemist_schema::{ForeignKey, Operation};

/// An operation on its way through the planner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// What is rendered.
    pub(crate) operation: Operation,
    /// What that carries out, where it is not just the operation itself.
    covers: Vec<Operation>,
    /// The engine does it by itself, as part of another item.
    pub(crate) silent: bool,
    /// A sequence and an identity of one name take over from each other: neither waits for the name.
    pub(crate) exchanges_sequences: bool,
    /// What a reviewer should know.
    pub(crate) notes: Vec<String>,
}

impl Item {
    pub(crate) fn new(operation: Operation) -> Self {
        Self { operation, covers: Vec::new(), silent: false, exchanges_sequences: false, notes: Vec::new() }
    }

    pub(crate) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Done by the engine as part of another item.
    pub(crate) fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// The operations it carries out, in the order in which a schema takes them.
    pub(crate) fn covered(&self) -> &[Operation] {
        if self.covers.is_empty() { std::slice::from_ref(&self.operation) } else { &self.covers }
    }

    /// Carries out another operation as well, which needs no statement of its own.
    pub(crate) fn cover_after(&mut self, operation: Operation) {
        if self.covers.is_empty() {
            self.covers.push(self.operation.clone());
        }
        self.covers.push(operation);
    }

    /// Renders another operation, which also carries out `first`.
    pub(crate) fn render_instead(&mut self, rendered: Operation, first: Vec<Operation>) {
        let original = std::mem::replace(&mut self.operation, rendered);
        if self.covers.is_empty() {
            self.covers.push(original);
        }
        self.covers.splice(0..0, first);
    }

    /// Takes the foreign keys that match out of the table it creates or drops.
    pub(crate) fn strip_foreign_keys(&mut self, matches: impl Fn(&ForeignKey) -> bool) -> Vec<ForeignKey> {
        let stripped = strip(&mut self.operation, &matches);
        for operation in &mut self.covers {
            strip(operation, &matches);
        }
        stripped
    }
}

fn strip(operation: &mut Operation, matches: &impl Fn(&ForeignKey) -> bool) -> Vec<ForeignKey> {
    if let Operation::CreateTable { table } | Operation::DropTable { table } = operation {
        let keys = std::mem::take(&mut table.foreign_keys);
        let (stripped, kept) = keys.into_iter().partition(|key| matches(key));
        table.foreign_keys = kept;
        return stripped;
    }
    Vec::new()
}
