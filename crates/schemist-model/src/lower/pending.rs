use crate::{attributes::ForeignKeyDeclaration, place::At};

/// A foreign key whose target is not looked up yet.
#[derive(Debug, Clone)]
pub struct PendingReference {
    /// The columns that refer, by column or field name.
    pub columns: Vec<At<String>>,
    /// Everything else.
    pub declaration: ForeignKeyDeclaration,
}
