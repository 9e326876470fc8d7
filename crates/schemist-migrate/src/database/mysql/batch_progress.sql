SELECT batch_progress AS value FROM __schemist_ledger
WHERE version = :version AND state IN ('applying', 'reverting')
