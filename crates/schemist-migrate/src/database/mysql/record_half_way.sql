INSERT INTO __schemist_ledger (
    version, up_checksum, down_checksum, tool_version, state, statements_done, statements_checksum, duration_ms,
    applied_at
)
VALUES (
    ?, ?, ?, ?, ?, ?, ?, 0,
    COALESCE((SELECT d.run_on FROM __diesel_schema_migrations AS d WHERE d.version = ?), CURRENT_TIMESTAMP)
)
ON DUPLICATE KEY UPDATE
    applied_at = VALUES(applied_at),
    state = VALUES(state),
    statements_done = VALUES(statements_done),
    statements_checksum = VALUES(statements_checksum)
