DELETE FROM __schemist_ledger WHERE version = :version AND state = 'applying';
UPDATE __schemist_ledger
SET state = 'applied', statements_done = 0, statements_checksum = NULL, before_next = NULL, batch_progress = NULL
WHERE version = :version AND state = 'reverting'
