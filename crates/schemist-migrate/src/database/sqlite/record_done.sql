INSERT INTO main.__diesel_schema_migrations (version) VALUES (:version);
INSERT OR REPLACE INTO main.__schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done,
    statements
)
SELECT
    version, :up_checksum, :down_checksum, run_on, :duration_ms, :tool_version, 'applied', :statements_done,
    :statements
FROM main.__diesel_schema_migrations
WHERE version = :version
