INSERT INTO main.__diesel_schema_migrations (version) VALUES (:version);
-- Without one of those it needs there is no time, which the column refuses.
INSERT INTO main.__schemist_ledger (
    version, up_checksum, down_checksum, applied_at, duration_ms, tool_version, state, statements_done,
    statements
)
VALUES (
    :version,
    :up_checksum,
    :down_checksum,
    (
        SELECT d.run_on FROM main.__diesel_schema_migrations AS d
        WHERE d.version = :version
            AND :count = (SELECT count(*) FROM main.__diesel_schema_migrations AS r WHERE r.version IN (:requires))
    ),
    :duration_ms,
    :tool_version,
    'applied',
    :statements_done,
    :statements
)
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
