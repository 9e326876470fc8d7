UPDATE main.__schemist_ledger SET batch_progress = :progress WHERE version = :version
