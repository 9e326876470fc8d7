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
ON DUPLICATE KEY UPDATE
    applied_at = VALUES(applied_at),
    state = VALUES(state),
    statements_done = VALUES(statements_done),
    statements_checksum = VALUES(statements_checksum),
    before_next = VALUES(before_next),
    batch_progress = NULL
