REPLACE INTO __schemist_ledger (
    up_checksum, down_checksum, duration_ms, tool_version, statements_done, state, version, applied_at
)
SELECT ?, ?, ?, ?, ?, 'applied', version, run_on FROM __diesel_schema_migrations WHERE version = ?
