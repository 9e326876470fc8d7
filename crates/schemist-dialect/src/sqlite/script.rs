//! What frames the statements of a whole script.

/// What goes before the statements where they do not all fit in a transaction somebody else opens: SQLite
/// ignores `PRAGMA foreign_keys` inside one.
pub(crate) fn prologue(transactional: bool) -> Vec<String> {
    if transactional {
        return Vec::new();
    }
    vec!["PRAGMA foreign_keys = OFF".to_owned(), "BEGIN IMMEDIATE".to_owned()]
}

/// What goes behind them.
pub(crate) fn epilogue(transactional: bool) -> Vec<String> {
    if transactional {
        return Vec::new();
    }
    vec!["COMMIT".to_owned(), "PRAGMA foreign_keys = ON".to_owned()]
}
