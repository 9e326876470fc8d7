WITH applied AS (
    INSERT INTO __diesel_schema_migrations (version) VALUES (:version) RETURNING version, run_on
)
INSERT INTO __schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done,
    statements
)
SELECT
    version, :up_checksum, :down_checksum, run_on, :duration_ms, :tool_version, 'applied', :statements_done,
    :statements
FROM applied
ON CONFLICT (version) DO UPDATE SET
    up_checksum = excluded.up_checksum,
    down_checksum = excluded.down_checksum,
    applied_at = excluded.applied_at,
    duration_ms = excluded.duration_ms,
    tool_version = excluded.tool_version,
    state = excluded.state,
    statements_done = excluded.statements_done,
    statements_checksum = NULL,
    before_next = NULL,
    batch_progress = NULL,
    statements = excluded.statements
