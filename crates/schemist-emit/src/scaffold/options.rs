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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScaffoldOptions {
    /// In how many files.
    pub layout: Layout,
}
