use schemist_dialect::Naming;

use crate::scaffold::derives::Derives;

/// How the models are laid out in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// All in `models.rs`.
    #[default]
    OneFile,
    /// `mod.rs`, a file for each table, and `enums.rs` where there are any.
    FilePerTable,
}

/// How to write the models.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaffoldOptions {
    /// In how many files.
    pub layout: Layout,
    /// What the structs derive.
    pub derives: Derives,
    /// How what the models leave unnamed is named; see [`naming_of`](crate::scaffold::naming_of).
    pub naming: Naming,
}
