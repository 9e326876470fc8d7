use schemist_diagnostics::Code;

/// A live table has no model and was never managed: it stays.
pub(crate) const UNMANAGED_TABLE: Code = Code::new("D101", "unmanaged-table");
/// A `renamed_from` that cannot be followed.
pub(crate) const RENAME_NOT_FOLLOWED: Code = Code::new("D102", "rename-not-followed");
/// A drop and an add that may be a rename.
/// What goes and what comes look alike, and nobody said whether they are the same.
pub const POSSIBLE_RENAME: Code = Code::new("D103", "possible-rename");
/// A model whose name in the database is a partitioned table, a view or the like.
pub(crate) const NOT_A_PLAIN_TABLE: Code = Code::new("D104", "not-a-plain-table");
/// A foreign key to a table of others that is not there.
pub(crate) const DESCRIBED_TABLE_MISSING: Code = Code::new("D111", "described-table-missing");
/// A model of a view that is not there, or other than the model says.
pub const VIEW_DIFFERS: Code = Code::new("D112", "view-differs");
/// Renamed values of a column of which nothing says what its rows hold.
pub(crate) const RENAMED_VALUES_UNKNOWN: Code = Code::new("D113", "renamed-values-unknown");
/// Numbers that are to become words nobody knows.
pub(crate) const VALUES_NOT_KEPT: Code = Code::new("D114", "values-not-kept");
/// Values of an enum that rows may hold and the column will not.
pub(crate) const VALUE_REMOVED: Code = Code::new("D115", "value-removed");

/// A rename that the evidence makes sure.
pub(crate) const RENAMED_BY_EVIDENCE: Code = Code::new("D117", "renamed-by-evidence");
/// An answer of the user's that is wrong or of no use.
pub(crate) const RENAME_ANSWER: Code = Code::new("D118", "rename-answer");
/// So much changed at once that no rename was looked for.
pub(crate) const TOO_MANY_TO_MATCH: Code = Code::new("D119", "too-many-to-match");

/// Every code of this crate, with one line on what it means.
pub const CODES: &[(Code, &str)] = &[
    (UNMANAGED_TABLE, "A live table has no model and was never managed. It is left alone."),
    (
        RENAME_NOT_FOLLOWED,
        "A `renamed_from` names something that the models or the database also hold under the new name.",
    ),
    (
        POSSIBLE_RENAME,
        "A dropped and an added column or table look alike, and not so much that it is sure. They are dropped and added, and what they hold is lost. If it is a rename, say so with `renamed_from` or `--rename`, and the values are kept; if not, `was_dropped` settles it.",
    ),
    (
        NOT_A_PLAIN_TABLE,
        "A model is of something that is no plain table: a partitioned table, a view. It is not compared, and left alone.",
    ),
    (
        DESCRIBED_TABLE_MISSING,
        "A foreign key refers to a table whose model says `managed = false`, and which is not in the database. No migration creates it: it must be there before the revision is applied.",
    ),
    (
        VIEW_DIFFERS,
        "A model of a view (`#[model(view)]`) describes a view or column that the database does not have, or has with another type. `schemist check` counts it as a difference. Migrations leave views alone: write the CREATE VIEW into a revision, or change the model.",
    ),
    (
        RENAMED_VALUES_UNKNOWN,
        "A variant of an enum that is kept without a check has `renamed_from`, and nothing says whether the rows hold the earlier value: no check in the database, and no recorded snapshot. If they do, write the UPDATE into a revision of your own.",
    ),
    (
        VALUES_NOT_KEPT,
        "A column holds the numbers of an enum, and the model keeps words. Write the number of every variant (`Open = 0`), so that each number is replaced by its word.",
    ),
    (
        VALUE_REMOVED,
        "An enum loses a value that rows may hold; the migration fails where one does, and changes nothing. If the value got another name, write `renamed_from` on its variant; otherwise change the rows first.",
    ),
    (
        RENAMED_BY_EVIDENCE,
        "A column, table, enum or value got another name, though the models do not say so: type, place among the unchanged, name, keys and documentation leave no reasonable doubt. The migration renames it, and the values are kept. Look at the reasons; if it is something else, `was_dropped` on the struct makes it a drop and an add.",
    ),
    (
        RENAME_ANSWER,
        "A `--rename`, or an answer in the file of `--renames`, names nothing that went, nothing that came, or a rename that has been made. Correct it or take it out: whoever wrote it relies on it.",
    ),
    (
        TOO_MANY_TO_MATCH,
        "So many tables or columns go and come at once that no rename was looked for among them. Declare those that there are with `renamed_from`.",
    ),
];
