DELETE FROM __schemist_ledger WHERE version = ? AND state = 'applying'
