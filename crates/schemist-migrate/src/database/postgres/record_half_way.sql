INSERT INTO __schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done,
    statements_checksum, before_next
)
VALUES (
    :version,
    :up_checksum,
    :down_checksum,
    coalesce((SELECT d.run_on FROM __diesel_schema_migrations AS d WHERE d.version = :version), CURRENT_TIMESTAMP),
    0,
    :tool_version,
    :state,
    :statements_done,
    :statements_checksum,
    :before_next
)
ON CONFLICT (version) DO UPDATE SET
    applied_at = excluded.applied_at,
    state = excluded.state,
    statements_done = excluded.statements_done,
    statements_checksum = excluded.statements_checksum,
    before_next = excluded.before_next,
    batch_progress = NULL
