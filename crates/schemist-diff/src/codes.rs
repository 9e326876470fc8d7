use schemist_diagnostics::Code;

/// A live table has no model and was never managed: it stays.
pub(crate) const UNMANAGED_TABLE: Code = Code::new("D101", "unmanaged-table");
/// A `renamed_from` that cannot be followed.
pub(crate) const RENAME_NOT_FOLLOWED: Code = Code::new("D102", "rename-not-followed");
/// A drop and an add that may be a rename.
pub(crate) const POSSIBLE_RENAME: Code = Code::new("D103", "possible-rename");
/// A model whose name in the database is a partitioned table, a view or the like.
pub(crate) const NOT_A_PLAIN_TABLE: Code = Code::new("D104", "not-a-plain-table");

/// Every code of this crate, with one line on what it means.
pub const CODES: &[(Code, &str)] = &[
    (UNMANAGED_TABLE, "A live table has no model and was never managed. It is left alone."),
    (
        RENAME_NOT_FOLLOWED,
        "A `renamed_from` names something that the models or the database also hold under the new name.",
    ),
    (
        POSSIBLE_RENAME,
        "A dropped and an added column or table look alike. If it is a rename, say so with `renamed_from`, and the values are kept.",
    ),
    (
        NOT_A_PLAIN_TABLE,
        "A model is of something that is no plain table: a partitioned table, a view. It is not compared, and left alone.",
    ),
];
