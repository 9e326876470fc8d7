SELECT
    version,
    CAST(run_on AS TEXT) AS run_on,
    NULL AS up_checksum,
    NULL AS down_checksum,
    NULL AS duration_ms,
    NULL AS tool_version,
    NULL AS state,
    NULL AS statements_done,
    NULL AS statements_checksum,
    NULL AS before_next,
    NULL AS statements
FROM main.__diesel_schema_migrations
ORDER BY version
