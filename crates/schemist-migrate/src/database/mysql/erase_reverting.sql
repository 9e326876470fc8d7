UPDATE __schemist_ledger SET state = 'applied', statements_done = 0, statements_checksum = NULL
WHERE version = ? AND state = 'reverting'
