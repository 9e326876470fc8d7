DELETE FROM __schemist_ledger WHERE version = $1 AND state = 'applying'
