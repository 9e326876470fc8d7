DELETE FROM main.__schemist_ledger WHERE version = ?
