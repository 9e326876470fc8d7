INSERT INTO __diesel_schema_migrations (version) VALUES (:version);
REPLACE INTO __schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done,
    statements
)
SELECT
    version, :up_checksum, :down_checksum, run_on, :duration_ms, :tool_version, 'applied', :statements_done,
    :statements
FROM __diesel_schema_migrations
WHERE version = :version
