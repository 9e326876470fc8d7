SELECT statements_done AS value FROM __schemist_ledger
WHERE version = :version AND state IN ('applying', 'reverting')
