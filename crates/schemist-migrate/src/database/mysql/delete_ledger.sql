DELETE FROM __schemist_ledger WHERE version = ?
