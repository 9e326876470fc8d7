SELECT statements_done AS value FROM __schemist_ledger WHERE version = $1 AND state IN ('applying', 'reverting')
