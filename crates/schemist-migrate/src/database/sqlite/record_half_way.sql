INSERT INTO main.__schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done,
    statements_checksum
)
VALUES (
    ?1,
    ?2,
    ?3,
    coalesce((SELECT run_on FROM main.__diesel_schema_migrations WHERE version = ?1), CURRENT_TIMESTAMP),
    0,
    ?4,
    ?5,
    ?6,
    ?7
)
ON CONFLICT (version) DO UPDATE SET
    applied_at = excluded.applied_at,
    state = excluded.state,
    statements_done = excluded.statements_done,
    statements_checksum = excluded.statements_checksum
