SELECT
    version::text AS version,
    run_on::text AS run_on,
    NULL::text AS up_checksum,
    NULL::text AS down_checksum,
    NULL::bigint AS duration_ms,
    NULL::text AS tool_version,
    NULL::text AS state,
    NULL::bigint AS statements_done,
    NULL::text AS statements_checksum,
    NULL::text AS before_next,
    NULL::text AS statements
FROM __diesel_schema_migrations
ORDER BY version
