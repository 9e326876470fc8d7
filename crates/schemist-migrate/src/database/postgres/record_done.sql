WITH applied AS (
    INSERT INTO __diesel_schema_migrations (version) VALUES ($1) RETURNING version, run_on
)
INSERT INTO __schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done
)
SELECT version, $2, $3, run_on, $4, $5, 'applied', $6 FROM applied
ON CONFLICT (version) DO UPDATE SET
    up_checksum = excluded.up_checksum,
    down_checksum = excluded.down_checksum,
    applied_at = excluded.applied_at,
    duration_ms = excluded.duration_ms,
    tool_version = excluded.tool_version,
    state = excluded.state,
    statements_done = excluded.statements_done,
    statements_checksum = NULL
