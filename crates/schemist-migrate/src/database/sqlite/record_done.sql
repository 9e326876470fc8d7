INSERT OR REPLACE INTO main.__schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done
)
SELECT version, ?2, ?3, run_on, ?4, ?5, 'applied', ?6 FROM main.__diesel_schema_migrations WHERE version = ?1
